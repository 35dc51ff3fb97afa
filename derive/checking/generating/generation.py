"""Derivations as people hand them in, made of the worked solution of a problem; seeded, the same for the same seed.

Right ones leave out steps at random. Wrong ones have one mistake of the catalogue at one line; what stands behind it
follows from the wrong line (carried), is right again, or is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from ...balls.points import Chance
from ...expressions import ZERO, Expression, Relation, free_symbols
from ...notation.plain import plain
from ...notation.reader import ReadError, Scope, read
from ...problem.model import Problem
from ...rules.mistakes import Mistake
from ...steps import Status
from ..due import Due
from .drafts import Draft, drafts
from .habits import OF_LOG, facts_line, negated, per_observation, with_letter, without_constant
from .lines import defines
from .model import Line
from .numbers import answer_line, slipped
from .phrases import ANSWERS, CHOSEN, NO_MAXIMUM
from .planting import carried_on, planted
from .telling import is_told
from .writing import FORMATS, written

__all__ = ["GeneratedDerivation", "right_derivations", "wrong_derivations"]


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
    """So many right derivations; none where there is nothing to derive."""
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
    """A number of which no part depends on neighbours."""
    return int.from_bytes(blake2b(f"{seed}/{k}".encode(), digest_size=8).digest())


def _one_of(makers: tuple[_Maker, ...], k: int) -> tuple[_Maker, ...]:
    return (makers[k % len(makers)],) if makers else ()


def _makers(problem: Problem) -> tuple[_Maker, ...]:
    """One for the solution in symbols, one for that in numbers, and one that puts the numbers in on the way."""
    return tuple(_Maker(problem, draft) for draft in drafts(problem))


class _Maker:
    """Makes hand derivations of one draft."""

    def __init__(self, problem: Problem, draft: Draft) -> None:
        self._problem = problem
        self._draft = draft
        self._derivation = draft.derivation
        known = frozenset(problem.parameters) | frozenset(problem.known)
        variables = frozenset(name for law in problem.laws for name in law.variables) | frozenset(problem.columns)
        self._known = frozenset(self._problem.known) | variables
        self._scope = Scope(known, variables, open_names=True, strict=False)

    def right(self, chance: Chance) -> GeneratedDerivation:
        """Some of the lines, all of them right."""
        is_whole = chance.below(6) > 0
        lines = [self._line(due, chance) for due in self._draft.some(chance, is_whole)]
        lines = self._dressed(lines, None, chance)
        if is_whole:
            lines += self._last_words(chance)
        style = FORMATS[chance.below(len(FORMATS))]
        text, _ = written(lines, style, self._scope, chance)
        return GeneratedDerivation("\n".join(text) + "\n", None, None, None, style, is_whole)

    def wrong(self, chance: Chance) -> GeneratedDerivation | None:
        """Some of the lines, one of them wrong."""
        kept = self._draft.some(chance, True)
        if not kept:
            return None
        place = chance.below(len(kept))
        made = self._planted(kept[place], chance)
        if made is None or not self._is_readable(made[1]):
            return None
        mistake, wrong = made
        before = [self._line(due, chance) for due in kept[:place]]
        behind, carried = self._behind(kept, place, wrong, chance)
        lines = self._dressed([*before, Line(kept[place].kind, wrong, kept[place].parameter), *behind], place, chance)
        place += len(lines) - len(before) - 1 - len(behind)
        style = FORMATS[chance.below(len(FORMATS))]
        text, places = written(lines, style, self._scope, chance)
        return GeneratedDerivation("\n".join(text) + "\n", places[place], mistake.id, carried, style, False)

    def _planted(self, due: Due, chance: Chance) -> tuple[Mistake, Expression] | None:
        if defines(due) or due.kind in ("inequality", "show") or due.rule in self._draft.defining:
            return None
        made = slipped(due, self._derivation.setting, chance) if chance.below(3) == 0 else None
        if made is not None or (due.function is None and due.kind == "number" and not self._problem.predictions):
            return made
        found = planted(due, self._problem, self._derivation, chance)
        if found is None:
            return None
        value = found[1].operands[-1] if isinstance(found[1], Relation) and due.kind != "equation" else found[1]
        return found if is_told(value, due, self._derivation) else None

    def _is_readable(self, e: Expression) -> bool:
        """Whether the line holds nothing beyond the bounds of what is read, as an exponent of eleven digits."""
        try:
            read(plain(e), self._scope)
        except ReadError:
            return False
        return True

    def _line(self, due: Due, chance: Chance) -> Line:
        return answer_line(due, self._derivation.setting, self._unit(due), chance)

    def _unit(self, due: Due) -> str | None:
        rows = [row for row in self._derivation.estimates if plain(row.parameter) == due.parameter]
        return rows[0].unit if rows else None

    def _behind(
        self, kept: Sequence[Due], place: int, wrong: Expression, chance: Chance
    ) -> tuple[list[Line], bool | None]:
        """The lines after the wrong one: carried through, right again, or none."""
        way = chance.below(5)
        if way < 3:
            found = carried_on(kept[place], wrong, self._problem, self._derivation)
            if found is not None:
                onward = [Line(row.kind, row.line, kept[place].parameter) for row in found]
                return _thinned(onward, wrong, chance), True
        rest = [self._line(due, chance) for due in kept[place + 1 :]]
        return ([], None) if way == 4 or not rest else (rest, False)

    def _dressed(self, lines: list[Line], wrong: int | None, chance: Chance) -> list[Line]:
        """With the habits that one person has; lines are added in front only."""
        habit = chance.below(10)
        if habit in (0, 1) and any(line.kind == "log-likelihood" for line in lines) and _is_plain(lines):
            lines = negated(lines)
        elif habit == 2 and _is_plain(lines):
            lines = per_observation(lines, self._derivation.setting)
        elif habit in (3, 4):
            lines, meaning = with_letter(lines, self._problem, chance)
            lines = [meaning, *lines] if meaning is not None else lines
        elif habit == 5:
            facts = facts_line(self._problem, self._derivation.setting, chance)
            lines = [facts, *lines] if facts is not None else lines
        elif habit == 6:
            lines = [
                line if k == wrong else without_constant(line, self._known)
                for k, line in enumerate(lines)
            ]
        return lines

    def _last_words(self, chance: Chance) -> list[Line]:
        """The answer once more, in words; or that there is none."""
        if self._draft.has_no_maximum:
            return [Line("words", ZERO, words=NO_MAXIMUM[chance.below(len(NO_MAXIMUM))])]
        if self._problem.choices and self._problem.answer and not self._derivation.estimates:
            return [Line("words", ZERO, words=CHOSEN[chance.below(len(CHOSEN))].format(self._problem.answer))]
        rows = [row for row in self._derivation.estimates if row.exact is not None]
        if len(rows) != 1 or self._derivation.status is not Status.SOLVED or chance.below(4):
            return []
        name, value = plain(rows[0].parameter), plain(rows[0].exact) if rows[0].exact is not None else ""
        sentence = ANSWERS[chance.below(len(ANSWERS))].format(name=name, value=value)
        return [Line("words", rows[0].parameter, words=sentence)]


def _is_plain(lines: Sequence[Line]) -> bool:
    """Whether each line about the log-likelihood is an equation, so that all of them can be turned."""
    return all(
        isinstance(line.whole, Relation) and "≈" not in line.whole.operators and "Λ" not in free_symbols(line.whole)
        for line in lines if line.kind in OF_LOG
    )


def _thinned(lines: Sequence[Line], behind: Expression, chance: Chance) -> list[Line]:
    """Some of the lines, the last one in any case; none that repeats the one before."""
    out = []
    for k, line in enumerate(lines):
        if line.whole != behind and (k == len(lines) - 1 or chance.below(3)):
            out.append(line)
            behind = line.whole
    return out
