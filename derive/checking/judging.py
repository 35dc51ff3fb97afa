"""A hand derivation against its problem, line by line.

As long as all is right, a line is right where it is true of the problem. After a wrong line it is also held against
what the derivation itself says: what follows from there by right reasoning is carried, not wrong.
"""

from __future__ import annotations

from dataclasses import replace

from ..garbage import without_collections
from ..problem.model import Problem
from ..words import say
from .loss_words import with_names
from .reading import Line, hand_scope, lines_of
from .report import CheckedLine, LineVerdict, Report, Verdict
from .truth import Truth, truth_of
from .walking import AHEAD, Walk

__all__ = ["check"]


def check(problem: Problem, hand: str, seed: int = 1) -> Report:
    """The verdict on each line of a derivation written by hand, and on the whole."""
    truth = _truth(problem, seed)
    walk = Walk(truth)
    with without_collections():
        read = _lines(hand, truth)
        lines = tuple(walk.chosen(walk.line(line, read[k + 1 : k + 1 + AHEAD])) for k, line in enumerate(read))
    lines = _without_outer(lines, walk.outer)
    wrong = next((line.line for line in lines if line.verdict is LineVerdict.WRONG), None)
    missing = walk.answers.missing()
    verdict = _verdict(lines, wrong, missing, bool(walk.answers.reached))
    return Report(problem.name, verdict, wrong, lines, missing, problem.title)


def _without_outer(lines: tuple[CheckedLine, ...], outer: int) -> tuple[CheckedLine, ...]:
    """A derivation that ends, on the line `outer`, with a number outside of the domain: there the answer is wrong."""
    return tuple(
        replace(line, verdict=LineVerdict.WRONG, message=say("outside"))
        if line.line == outer and line.verdict is LineVerdict.CORRECT else line
        for line in lines
    )


def _lines(hand: str, truth: Truth) -> tuple[Line, ...]:
    """The lines as they stand, read."""
    lines = lines_of(hand, hand_scope(truth.problem))
    named = hand if truth.losses is None else with_names(hand)
    if named == hand:
        return lines
    again = lines_of(named, hand_scope(truth.problem))
    return tuple(line._replace(text=own.text) for line, own in zip(again, lines, strict=True))


_TRUTHS: dict[tuple[int, int], tuple[Problem, Truth]] = {}
_MOST_TRUTHS = 256


def _truth(problem: Problem, seed: int) -> Truth:
    """Solved once for a problem, however many derivations of it are checked."""
    key = (id(problem), seed)
    kept = _TRUTHS.pop(key, None)
    if kept is None or kept[0] is not problem:
        while len(_TRUTHS) >= _MOST_TRUTHS:
            del _TRUTHS[next(iter(_TRUTHS))]
        kept = problem, truth_of(problem, seed)
    _TRUTHS[key] = kept  # the last used at the end
    return kept[1]


def _verdict(
    lines: tuple[CheckedLine, ...], wrong: int | None, missing: tuple[str, ...], is_told: bool
) -> Verdict:
    """is_told: whether words alone have said what is asked, as that there is no maximum."""
    if wrong is not None:
        return Verdict.INCORRECT
    read = [line for line in lines if line.verdict not in (LineVerdict.COMMENT, LineVerdict.UNREADABLE)]
    if not read and (missing or not is_told):
        return Verdict.UNREADABLE
    return Verdict.INCOMPLETE if missing else Verdict.CORRECT
