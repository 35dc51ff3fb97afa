"""The name of a mistake: it is made on each line that may be due, and the result compared with the written one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..expressions import Call, Expression, Hat, Indexed, Relation, Summation, Symbol, free_symbols, kinds, nodes
from ..problem.model import Problem
from ..records import replace
from ..rules.mistakes import TOPICS, Late, Mistake, Rank, Situation, diagnose, explanations, likeliest, never
from ..rules.terms import negate
from ..steps import Setting
from .comparison import Comparison
from .due import Due, tables_of
from .sources import Source

__all__ = ["causes", "causes_of_sources", "compared", "likeness", "named"]

DERIVATIVES = ("score", "equation", "estimate")
ALIKE = 0.4  # from here on a due line is taken for the one that was meant
MOST_LINES = 8
VAGUE = ("arithmetic-slip", "rounded-wrongly", "digits-cut-off", "decimal-point-moved")
"""Not by the statements before alone: they would explain nearly any number."""
_OF_LAWS = frozenset(m.id for m in (*TOPICS["likelihood"], *TOPICS["loss"]))
_OF_SLOPES = frozenset(m.id for m in TOPICS["derivative"]) - {"sum-taken-once"}
_OF_LOGS = frozenset(m.id for m in TOPICS["logarithm"])
_OF_DATA = frozenset((
    "square-of-sum-split", "mean-not-subtracted", "absolute-for-square", "mean-for-known-mean", "frequencies-ignored",
    "quotient-of-sums-split", "mean-and-sum-confused", "wrong-sum",
))
_RELATED = {"equation": ("estimate",), "estimate": ("equation",), "number": ("estimate",)}


def named(
    situation: Situation, wrong: Expression, late: Late = never, unfit: frozenset[str] = frozenset()
) -> tuple[Mistake, ...]:
    """The mistakes that would explain the line, at most two, the likelier first. unfit: what is not thought of."""
    wrong = _value_of(wrong, situation)
    situation = replace(situation, due=_value_of(situation.due, situation), written=wrong)
    comparison = Comparison(situation, wrong)
    return () if comparison.same(situation.due, wrong) else diagnose(situation, wrong, comparison.same, late, unfit)


Tried = tuple[Situation, Expression, Comparison]


def compared(found: Iterable[Source]) -> list[Tried]:
    """The sources of a wrong line that it can be held against."""
    return [(s, w, c) for s, w in found if (c := _compared(s, w)) is not None]


def causes_of_sources(tried: Iterable[Tried], late: Late, slips: bool) -> tuple[Mistake, ...]:
    """What would explain a wrong line by the statements before it. slips: whether slips alone are tried, or ideas."""
    for situation, wrong, comparison in tried:
        unfit = _settled(situation.before) if situation.kind in DERIVATIVES else frozenset()
        own = explanations(replace(situation, written=wrong), wrong, comparison.same, late, slips, unfit)
        own = [row for row in own if row[1].id not in VAGUE]
        if own:
            return likeliest(own)
    return ()


def _settled(before: Expression | None) -> frozenset[str]:
    """The mistakes that are not made any more where this was right: what a law holds once a function stands, how it
    is differentiated once an equation does, what the data are once they are numbers."""
    if before is None:
        return frozenset()
    if not isinstance(before, Relation):
        return _OF_LAWS
    held = kinds(before)
    logs = frozenset() if Call in held else _OF_LOGS
    return _OF_LAWS | _OF_SLOPES | logs | (frozenset() if {Summation, Call, Indexed} & held else _OF_DATA)


def _is_in_numbers(before: Expression | None) -> bool:
    """Whether nothing but arithmetic is left: an equation without data in it."""
    return isinstance(before, Relation) and not {Summation, Indexed, Call} & kinds(before)


def _compared(situation: Situation, wrong: Expression) -> Comparison | None:
    """None where nothing is known of the line, or it says what was due."""
    try:
        comparison = Comparison(situation, wrong)
        return None if not comparison.is_defined or comparison.same(situation.due, wrong) else comparison
    except ArithmeticError:
        return None


def causes(
    problem: Problem, lines: Iterable[Due], setting: Setting, kind: str, wrong: Expression,
    before: Expression | None = None, late: Late = never,
) -> tuple[Mistake, ...]:
    """What would explain a wrong line of that kind, tried on each line of the worked solutions that may be due there.

    lines: of the solution (of several: in symbols and in numbers). before: the hand derivation's own line before,
    where it is right. At most two, the likelier first; the best that is found until the time is over.
    """
    found: list[tuple[Rank, Mistake]] = []
    for due_kind in (kind, *_RELATED.get(kind, ())):
        for due in _likely(lines, due_kind, wrong, problem):
            if late():
                return likeliest(found)
            own = _explained(due, problem, setting, wrong, before, late)
            is_meant = likeness(due.line, wrong) >= ALIKE
            if own and (is_meant or any(not mistake.is_slip for _, mistake in own)):
                return likeliest(own)
            found += own
    return likeliest(found)


def _likely(lines: Iterable[Due], kind: str, wrong: Expression, problem: Problem) -> list[Due]:
    """The lines of that kind that are about the same parameter, those that look most like the written one first."""
    source = "log-likelihood" if kind == "negative-log-likelihood" else kind
    about = free_symbols(wrong) & problem.parameters.keys()
    if isinstance(wrong, Relation) and isinstance(wrong.operands[0], Hat):
        about |= free_symbols(wrong.operands[0].of)
    own = [replace(line, step=0) for line in lines if line.kind == source]
    own = [line for line in own if not about or line.parameter in about or about <= free_symbols(line.line)] or own
    if source != kind:
        own = [replace(line, kind=kind, line=negate(line.line)) for line in own]
    return sorted(dict.fromkeys(own), key=lambda due: -likeness(due.line, wrong))[:MOST_LINES]


def likeness(a: Expression, b: Expression) -> float:
    """How much of the larger of two lines stands in both, as a share."""
    left, right = Counter(nodes(a)), Counter(nodes(b))
    return (left & right).total() / max(left.total(), right.total())


def _explained(
    due: Due, problem: Problem, setting: Setting, wrong: Expression, before: Expression | None, late: Late
) -> list[tuple[Rank, Mistake]]:
    others = [name for name in problem.parameters if name != due.parameter]
    parameters = (due.parameter, *others) if due.parameter else tuple(others)
    is_function = before is not None and not isinstance(before, Relation)
    source = before if before is not None and not is_function else due.before
    situation = Situation(due.line, due.kind, source, parameters, setting, due.function, tables_of(problem))
    wrong = _value_of(wrong, situation)
    situation = replace(situation, written=wrong)
    comparison = Comparison(situation, wrong)
    if comparison.same(due.line, wrong):
        return []
    is_about = before is not None and (not parameters or parameters[0] in free_symbols(before))
    unfit = _settled(before) if is_about and due.kind in DERIVATIVES else frozenset()
    if due.kind == "estimate" and not _is_in_numbers(before):
        unfit |= {"arithmetic-slip"}
    found = explanations(situation, wrong, comparison.same, late, None, unfit)
    if is_function and due.kind == "score":  # with terms and constants of its own
        found += explanations(replace(situation, function=before), wrong, comparison.same, late, None, unfit)
    return found


def _value_of(line: Expression, situation: Situation) -> Expression:
    """What stands at the right of a line that defines something or gives an estimate; an equation as it is."""
    if type(line) is not Relation or situation.kind == "equation":
        return line
    left = line.operands[0].of if isinstance(line.operands[0], Hat) else line.operands[0]
    is_named = isinstance(left, Symbol) and left.name in situation.parameters
    unknowns = {*situation.parameters}
    if situation.kind == "estimate" and not (is_named and not free_symbols(line.operands[-1]) & unknowns):
        return line
    return line.operands[-1]
