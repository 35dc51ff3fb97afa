"""Which mistake explains a line: each is made on the line that was due, and the results are compared.

Named first is the more specific: an idea before a slip, then what changes the smaller part, then what is more common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

from ...expressions import Expression, Relation, children, nodes
from .mistake import Mistake, Situation
from .registry import MISTAKES

__all__ = ["Late", "Rank", "candidates", "diagnose", "explanations", "likeliest", "never"]

MOST_OF_ONE = 40  # lines of one mistake
MOST = 400

Same = Callable[[Expression, Expression], bool]
Late = Callable[[], bool]
"""Whether the time is over: what was found by then is what there is."""
Rank = tuple[bool, bool, int, int]


def never() -> bool:
    """There is all the time in the world."""
    return False


def candidates(
    situation: Situation, slips: bool | None = None, unfit: frozenset[str] = frozenset()
) -> Iterator[tuple[Mistake, Expression]]:
    """Wrong lines for the one that is due, each with its mistake: ideas before slips, the common before the rare.

    slips: whether slips alone are made, or ideas alone; None for both. unfit: mistakes that are not thought of.
    """
    count = 0
    for mistake in _at(situation.kind):
        if mistake.id in unfit or (slips is not None and mistake.is_slip is not slips):
            continue
        seen = {situation.due}
        for line in islice(_lines(mistake, situation), MOST_OF_ONE):
            if line not in seen:
                seen.add(line)
                count += 1
                yield mistake, line
        if count > MOST:
            return


def _lines(mistake: Mistake, situation: Situation) -> Iterator[Expression]:
    """The lines that a mistake makes; up to one that divides by zero, which is no line."""
    try:
        yield from mistake.variants(situation.due, situation)
    except ZeroDivisionError:
        return


@lru_cache(maxsize=16)
def _at(kind: str) -> tuple[Mistake, ...]:
    """The mistakes that can happen at such a line, in the order in which they are tried."""
    return tuple(sorted((m for m in MISTAKES if kind in m.kinds), key=lambda m: (m.is_slip, -m.weight)))


def diagnose(
    situation: Situation, wrong: Expression, same: Same, late: Late = never, unfit: frozenset[str] = frozenset()
) -> tuple[Mistake, ...]:
    """What would explain the line: at most two mistakes, the likelier first; `same` tells whether two lines agree."""
    return likeliest(explanations(situation, wrong, same, late, None, unfit))


def explanations(
    situation: Situation, wrong: Expression, same: Same, late: Late = never, slips: bool | None = None,
    unfit: frozenset[str] = frozenset(),
) -> list[tuple[Rank, Mistake]]:
    """All mistakes that would explain the line, each with its rank: the lower, the likelier.

    slips: whether slips alone are tried, or ideas alone; None for slips where no idea is found. unfit: mistakes that
    are not thought of.
    """
    found: list[tuple[Rank, Mistake]] = []
    for mistake, line in candidates(situation, slips, unfit):
        if late() or (mistake.is_slip and found and not found[-1][1].is_slip):
            break
        if same(line, wrong):
            is_far = type(line) is not type(wrong) and Relation in (type(line), type(wrong))
            found.append(((mistake.is_slip, is_far, changed_size(situation.due, line), -mistake.weight), mistake))
    return found


def likeliest(found: Iterable[tuple[Rank, Mistake]]) -> tuple[Mistake, ...]:
    """The two of lowest rank; a slip beside an idea is not worth a word."""
    ranked: dict[str, Mistake] = {}
    for _, mistake in sorted(found, key=lambda pair: pair[0]):
        ranked.setdefault(mistake.id, mistake)
    first = list(ranked.values())[:2]
    return tuple(m for m in first if not (m.is_slip and not first[0].is_slip))


def changed_size(old: Expression, new: Expression) -> int:
    """The nodes of the smallest part that holds all that differs."""
    if old == new:
        return 0
    before, after = children(old), children(new)
    if type(old) is type(new) and len(before) == len(after) and before:
        differing = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
        if len(differing) == 1:
            return changed_size(*differing[0])
    return max(len(nodes(old)), len(nodes(new)))
