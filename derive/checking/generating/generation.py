"""Derivations as people hand them in, made of the worked solution of a problem; seeded, the same for the same seed.

Right ones leave out steps at random. Wrong ones have one mistake of the catalogue at one line; what stands behind it
follows from the wrong line (carried), is right again, or is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...balls.points import Chance
from ...expressions import Expression, free_symbols
from ...notation.plain import plain
from ...notation.reader import ReadError, Scope, read
from ...plans import solve
from ...problem.model import Problem
from ...steps import Derivation, Status
from ..due import Due, lines_due
from .lines import BESIDE, defines, holds_at_answer, is_for_hands, uses
from .planting import Carried, carried_on, planted
from .writing import FORMATS, written

__all__ = ["GeneratedDerivation", "right_derivations", "wrong_derivations"]

Lines = tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class GeneratedDerivation:
    """A derivation as text.

    first_error: number of the line of text that holds the planted mistake, counted from one; None in a right one.
    mistake: its id. carried: whether what stands behind it follows from it; None where nothing does. format: how it
    is written. complete: whether a right one reaches all that is asked.
    """

    text: str
    first_error: int | None
    mistake: str | None
    carried: bool | None
    format: str
    complete: bool


def right_derivations(problem: Problem, seed: int, count: int) -> tuple[GeneratedDerivation, ...]:
    """So many right derivations; none where the problem has no closed answer to derive."""
    makers = _makers(problem)
    return tuple(maker.right(Chance(_mixed(seed, k))) for k in range(count) for maker in _one_of(makers, seed + k))


def wrong_derivations(problem: Problem, seed: int, count: int) -> tuple[GeneratedDerivation, ...]:
    """So many derivations with one mistake each; fewer where hardly any can be planted."""
    makers = _makers(problem)
    found: list[GeneratedDerivation] = []
    for k in range(4 * count):
        for maker in _one_of(makers, seed + k):
            made = maker.wrong(Chance(_mixed(seed, k)))
            if made is not None:
                found.append(made)
        if len(found) == count:
            break
    return tuple(found)


def _mixed(seed: int, k: int) -> int:
    return seed * 1_000_003 + k * 7919 + 17


def _one_of(makers: tuple[_Maker, ...], k: int) -> tuple[_Maker, ...]:
    return (makers[k % len(makers)],) if makers else ()


SOLVED = ("isolate", "root-of-power")  # rules that leave the answer, or its square
ASKED = ("mle", "nll", "cross-entropy", "perplexity")


def _makers(problem: Problem) -> tuple[_Maker, ...]:
    """One for the solution in symbols and one for that in numbers; none where the answer is no closed form."""
    if any(find.kind not in ASKED or find.of is not None for find in problem.find) or problem.choices:
        return ()
    derivations = [solve(problem)]
    if derivations[0].status is Status.SOLVED and problem.columns:
        derivations.append(solve(problem, "first"))
    makers = (_Maker(problem, d) for d in derivations if d.status is Status.SOLVED)
    return tuple(maker for maker in makers if maker.can_write)


class _Maker:
    """Makes hand derivations of one worked solution."""

    def __init__(self, problem: Problem, derivation: Derivation) -> None:
        self._problem = problem
        self._derivation = derivation
        lines = [due for due in lines_due(derivation, problem.parameters) if is_for_hands(due)]
        self._due = tuple(
            due for due in lines
            if due.kind not in ("equation", "estimate") or holds_at_answer(due, problem, derivation)
        )
        self._last = _answers(self._due)
        known = frozenset(problem.parameters) | frozenset(problem.known)
        variables = frozenset(law.variable for law in problem.laws) | frozenset(problem.columns)
        self._scope = Scope(known, variables, open_names=True, strict=False)

    @property
    def can_write(self) -> bool:
        """Whether there is an answer to reach, by lines that need no new names and no condition at its edge."""
        names = {name for due in self._due for name in free_symbols(due.whole)} - {*BESIDE}
        declared = {*self._problem.parameters, *self._problem.known, *self._scope.variables}
        roots = {name.removesuffix("²") for name in declared}
        is_plain = all(step.phase != "condition" for step in self._derivation.steps)
        return bool(self._last) and is_plain and names <= declared | roots

    def right(self, chance: Chance) -> GeneratedDerivation:
        """Some of the lines, all of them right."""
        is_whole = chance.below(6) > 0
        kept = self._skeleton(chance, is_whole)
        lines = tuple((due.kind, due.whole) for due in kept)
        style = self._style(lines, chance)
        text, _ = written(lines, style, self._scope, chance)
        return GeneratedDerivation("\n".join(text) + "\n", None, None, None, style, is_whole)

    def wrong(self, chance: Chance) -> GeneratedDerivation | None:
        """Some of the lines, one of them wrong."""
        kept = self._skeleton(chance, True)
        place = chance.below(len(kept))
        due = kept[place]
        made = None if defines(due) else planted(due, self._problem, self._derivation, chance)
        if made is None:
            return None
        mistake, wrong = made
        if not self._is_readable(wrong):
            return None
        before = tuple((due.kind, due.whole) for due in kept[:place])
        behind, carried = self._behind(kept, place, wrong, chance)
        lines = (*before, (due.kind, wrong), *behind)
        style = self._style(lines, chance)
        text, places = written(lines, style, self._scope, chance)
        return GeneratedDerivation("\n".join(text) + "\n", places[place], mistake.id, carried, style, False)

    def _is_readable(self, e: Expression) -> bool:
        """Whether the line holds nothing beyond the bounds of what is read, as an exponent of eleven digits."""
        try:
            read(plain(e), self._scope)
        except ReadError:
            return False
        return True

    def _behind(
        self, kept: Sequence[Due], place: int, wrong: Expression, chance: Chance
    ) -> tuple[Lines, bool | None]:
        """The lines after the wrong one: carried through, right again, or none."""
        way = chance.below(5)
        if way < 3:
            found = carried_on(kept[place], wrong, self._problem, self._derivation)
            if found is not None:
                return tuple(_thinned(found, wrong, chance)), True
        rest = tuple((due.kind, due.whole) for due in kept[place + 1 :])
        return ((), None) if way == 4 or not rest else (rest, False)

    def _style(self, lines: Lines, chance: Chance) -> str:
        return FORMATS[chance.below(len(FORMATS))]

    def _skeleton(self, chance: Chance, whole: bool) -> list[Due]:
        """The lines in order, some left out; what is asked is reached where the derivation is to be whole."""
        if not whole:
            first = self._due.index(self._last[0])
            begun = [due for due in self._due[:first] if due.kind != "estimate" and due.rule not in SOLVED]
            return self._some(begun, chance) or list(self._due[:1])
        return self._some(self._due, chance)

    def _some(self, lines: Sequence[Due], chance: Chance) -> list[Due]:
        """About two steps in three, the answers in any case; of lines that say the same one."""
        steps = {step for step in dict.fromkeys(due.step for due in lines) if chance.below(3)}
        kept: list[Due] = []
        for due in lines:
            if due in self._last or (due.step in steps and not any(due.whole == old.whole for old in kept)):
                kept.append(due)
        missing = [due for due in lines if defines(due) and due not in kept and any(uses(due, o) for o in kept)]
        return sorted([*kept, *missing], key=lambda due: due.step)


def _thinned(lines: Sequence[Carried], behind: Expression, chance: Chance) -> Iterator[tuple[str, Expression]]:
    """Some of the lines, the last one in any case; none that repeats the one before."""
    for k, (kind, line, _) in enumerate(lines):
        if line != behind and (k == len(lines) - 1 or chance.below(3)):
            yield kind, line
            behind = line


def _answers(lines: Sequence[Due]) -> tuple[Due, ...]:
    """The last estimate of each parameter, or each loss."""
    found: dict[object, Due] = {}
    for due in lines:
        if due.kind == "number":
            found[due.whole] = due
        elif due.kind == "estimate":
            found[due.parameter] = due
    return tuple(due for due in lines if due in found.values())
