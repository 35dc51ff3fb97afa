"""The next step after a right beginning: first the idea in a sentence, and the line itself for who wants it."""

from __future__ import annotations

from collections.abc import Sequence

from ..exact import CannotNormalise, Field
from ..expressions import Add, Expression, Negate, Relation
from ..notation.plain import plain
from ..plans import solve
from ..problem.model import Problem
from ..rules.mistakes import mistake_of
from ..steps import Setting
from ..words import hints as words
from .milestones import (
    AFTER,
    ANSWER,
    EQUATION,
    LIKELIHOOD,
    LOG_LIKELIHOOD,
    MAXIMUM,
    NUMBERS,
    SCORE,
    Milestone,
    estimated,
    is_likelihood,
    milestones,
    subject,
)
from .position import Position, position_of, statements
from .report import CheckedLine, Hint, HintStatus, Report, Verdict

__all__ = ["hint"]


def hint(problem: Problem, hand: str, report: Report) -> Hint:
    """The hint after a hand derivation, whose report says what is right in it."""
    wrong = next((line for line in report.lines if line.line == report.first_error), None)
    if wrong is not None:
        return _look_again(problem, wrong)
    at = position_of(problem, hand, report)
    derivation = solve(problem, _numbers(problem, at))
    way = milestones(derivation)
    if report.verdict is Verdict.CORRECT:
        return _complete(problem, at, way)
    found = _next(problem, report, at, way, derivation.setting)
    if found is None:
        return Hint(problem.name, HintStatus.NONE, words.NONE)
    idea, milestone = found
    if report.verdict is Verdict.UNREADABLE and report.lines:
        idea = f"{words.UNREAD} {idea}"
    return Hint(problem.name, HintStatus.NEXT, idea, plain(milestone.step.after))


def _numbers(problem: Problem, at: Position) -> str | None:
    """Data go in at the first line where the writer has put them in."""
    return "first" if at.is_symbolic is False and at.rank and (problem.columns or problem.statistics) else None


def _look_again(problem: Problem, line: CheckedLine) -> Hint:
    rule = _rule_of(line.misconception) or words.KINDS.get(line.kind or "", "")
    said = f"{words.LOOK_AGAIN.format(line=line.line)} {rule}".rstrip()
    return Hint(problem.name, HintStatus.WRONG, said, line.expected, line.line)


def _rule_of(misconception: str | None) -> str:
    """The rule behind a mistake, in general words."""
    mistake = None if misconception is None else mistake_of(misconception)
    return "" if mistake is None else mistake.sentence


def _complete(problem: Problem, at: Position, way: Sequence[Milestone]) -> Hint:
    """Nothing is missing; a reason for the maximum may be added where there is none."""
    shown = next((m for m in way if m.rank == MAXIMUM and m.phase == "maximum"), None)
    if shown is None or at.kinds & {"second-derivative"} or at.sees_ends:
        return Hint(problem.name, HintStatus.COMPLETE, words.COMPLETE)
    idea = f"{words.COMPLETE} {words.SHOW_MAXIMUM}"
    return Hint(problem.name, HintStatus.COMPLETE, idea, plain(shown.step.after))


# ---- the next step -------------------------------------------------------------------------------------------


_Found = tuple[str, Milestone] | None


def _next(problem: Problem, report: Report, at: Position, way: Sequence[Milestone], setting: Setting) -> _Found:
    """The idea of the next step, and the step."""
    if problem.predictions:
        return _of_prediction(report, way)
    if at.rank < LIKELIHOOD:
        return _beginning(way)
    part = _part(problem, at, way)
    if part is None:
        return _behind_the_estimates(report, at, way)
    here = [m for m in way if m.part == part]
    unknown = ", ".join(subject(way, part) or problem.parameters)
    return (
        _at_an_end(at, here, unknown) or _by_ratio(at, here, unknown) or _within(at, part, here, unknown, setting)
    )


def _of_prediction(report: Report, way: Sequence[Milestone]) -> _Found:
    """The definition of the first loss that is missing."""
    kind, _, of = (report.missing[0] if report.missing else "").partition(" of ")
    here = [m for m in way if m.step.rule.startswith("definition-of-") and (not of or m.phase.endswith(f"-{of}"))]
    due = next((m for m in here if m.step.rule == f"definition-of-{kind}"), next(iter(here), None))
    return None if due is None else (_idea(due, ""), due)


def _beginning(way: Sequence[Milestone]) -> _Found:
    """The likelihood: how it comes about, and as it is in the end."""
    lines = [m for m in way if m.rank == LIKELIHOOD]
    ideas = [m for m in lines if m.step.rule in words.IDEAS and m.step.rule not in ("model", "admissible")]
    results = [m for m in lines if is_likelihood(m.step.after) and m.step.rule not in ("model", "model-on-support")]
    if not results:
        return (_idea(way[0], ""), way[0]) if way else None
    return _idea((ideas or results)[0], ""), results[-1]


def _part(problem: Problem, at: Position, way: Sequence[Milestone]) -> int | None:
    """The first part of the derivation whose unknowns have no estimate; None where all have."""
    if problem.parameters and at.estimated >= problem.parameters.keys():
        return None
    parts = sorted({m.part for m in way})
    return next((part for part in parts if not at.estimated.issuperset(subject(way, part) or ("",))), None)


def _at_an_end(at: Position, here: Sequence[Milestone], unknown: str) -> _Found:
    """Where the support moves with the parameter: which values are possible, and which of them is best."""
    ends = [m for m in here if m.step.rule.startswith("at-") and m.step.rule.endswith("end-of-support")]
    admissible = next((m for m in here if m.phase == "admissible"), None)
    if not ends or admissible is None:
        return None
    if not at.sees_ends:
        return _idea(admissible, unknown), admissible
    slope = next((m for m in here if "on-support" in m.step.rule and m.rank == MAXIMUM), ends[0])
    return _idea(slope, unknown), ends[0]


def _by_ratio(at: Position, here: Sequence[Milestone], unknown: str) -> _Found:
    """For whole numbers: the ratio of neighbours, then where it is at least one."""
    ratio = next((m for m in here if m.phase == "neighbours"), None)
    bounds = [m for m in here if m.rank == EQUATION]
    if ratio is None or not bounds:
        return None
    if at.sees_ends:
        solved = next((m for m in bounds if m.step.rule.startswith("isolate")), bounds[-1])
        return words.SOLVE.format(v=unknown), solved
    due = bounds[0] if at.kinds & {"identity", "equation", "definition"} else ratio
    return _idea(due, unknown), due


def _within(at: Position, part: int, here: Sequence[Milestone], unknown: str, setting: Setting) -> _Found:
    """The step of this part that lies behind what is reached."""
    reached = at.rank
    if at.estimated:
        differentiated = not at.differentiated.isdisjoint(unknown.split(", "))
        reached = max(LOG_LIKELIHOOD, at.since, SCORE if differentiated and part else 0)
    if reached >= EQUATION:
        return _in_equation(at, here, unknown, setting)
    due = next((m for m in here if m.rank > reached), None)
    if due is None:
        return None
    idea = _idea(due, unknown)
    return (words.OTHER.format(idea=idea[:1].lower() + idea[1:]) if at.estimated and part else idea), due


def _in_equation(at: Position, here: Sequence[Milestone], unknown: str, setting: Setting) -> _Found:
    """The step behind the last equation, where that is one of ours; else the solution."""
    steps = [m for m in here if m.rank in (EQUATION, ANSWER) or m.phase == "newton"]
    equations = [m for m in steps if m.rank == EQUATION]
    same = _Same(setting)
    reached = next((found for e in reversed(at.equations) if (found := same.places(equations, e))), ())
    behind = steps[reached[-1] + 1:] if reached else []
    if behind:
        due = next((m for m in behind if m.step.rule != "separate"), behind[0])  # no idea of its own
        return _idea(due, unknown), due
    solved = [m for m in equations if any(after.rank >= MAXIMUM for after in here)]
    return (words.SOLVE.format(v=unknown), solved[-1]) if solved else None


def _behind_the_estimates(report: Report, at: Position, way: Sequence[Milestone]) -> _Found:
    """All parameters have an estimate: the numbers, or what else is asked."""
    numbers = [m for m in way if m.rank == NUMBERS and m.step.rule == "numbers-in"]
    waiting = [m for m in numbers if not at.in_numbers.issuperset(estimated(m.step.after))]
    wanted = _WANTED.get((report.missing[0] if report.missing else "").partition(" of ")[0], ("invariance",))
    asked = [m for m in way if m.rank == AFTER and m.step.rule in wanted]
    due = next((m for m in (*waiting, *asked)), None)
    return None if due is None else (_idea(due, ""), due)


# The rules that give what is asked beside the estimates.
_WANTED = {
    "fisher-information": ("information", "information-of-several"), "confidence-interval": ("wald",),
    "standard-error": ("standard-error", "standard-error-of-several"),
}


def _idea(milestone: Milestone, unknown: str) -> str:
    step = milestone.step
    return words.IDEAS.get(step.rule, f"{step.title}.").format(v=unknown)


class _Same:
    """Finds an equation among ours: as it stands, else by the difference of its sides."""

    def __init__(self, setting: Setting) -> None:
        self._field = Field(setting)

    def places(self, equations: Sequence[Milestone], theirs: Expression) -> list[int]:
        """Where it stands among them."""
        ours = [list(statements(m.step.after)) for m in equations]
        written = [k for k, some in enumerate(ours) if any(plain(one) == plain(theirs) for one in some)]
        return written or [k for k, some in enumerate(ours) if any(self._equal(one, theirs) for one in some)]

    def _equal(self, one: Expression, other: Expression) -> bool:
        if not isinstance(one, Relation) or not isinstance(other, Relation):
            return False
        first, second = (Add((e.operands[0], Negate(e.operands[-1]))) for e in (one, other))
        try:
            return any(
                self._field.is_zero(self._field.normal(Add((first, each)))) for each in (second, Negate(second))
            )
        except CannotNormalise:
            return False
