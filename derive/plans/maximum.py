"""Why it is the maximum: concavity, the sign of the score on both sides, or the end of the domain."""

from __future__ import annotations

from dataclasses import dataclass

from ..expressions import INFINITY, ZERO, Expression, Hat, Negate, Relation, Symbol
from ..rules.derivatives import derivative
from ..rules.signs import Signs
from ..rules.terms import Term, divide, negate, terms_of, write_sum
from ..steps import AtEnd, NoMaximum, SignChange, SignOfDerivative, value_of
from .score import Solved, score_name
from .worksheet import Worksheet, equals

__all__ = ["End", "argue_maximum", "at_end", "compared", "factored_score", "state_end"]


@dataclass(frozen=True, slots=True)
class End:
    """The likelihood is monotone: the end of the domain to which it climbs, and whether it is attained."""

    end: Expression
    upper: bool
    attained: bool
    line: Relation


def argue_maximum(
    sheet: Worksheet, score: Relation, solved: Solved, unknown: str, parameters: tuple[str, ...]
) -> None:
    """A step that shows the root to be the only global maximum."""
    sheet.phase("maximum")
    facts = sheet.conditions
    second = derivative(value_of(score), unknown)
    if sheet.signs.of(second) == -1:
        line = compared(equals(score_name(parameters, unknown, 2), second), "<")
        sheet.write("second-derivative", score, line, SignOfDerivative(unknown, 1), conditions=facts, v=unknown)
        return
    line = equals(score.operands[0], factored_score(sheet.signs, solved))
    sheet.write(
        "sign-change", score, line, SignChange(unknown, solved.root), conditions=facts, v=unknown, n=solved.root
    )


def factored_score(signs: Signs, solved: Solved) -> Expression:
    """The score over its common denominator: `(7 − 10θ)/(θ(1 − θ))`, the unknown with a minus sign."""
    left, right = solved.before.operands
    falling = signs.of(solved.multiplier) != -1
    difference = [*terms_of(left), *(Term(-t.coefficient, t.powers) for t in terms_of(right))]
    if not falling:
        difference = [Term(-t.coefficient, t.powers) for t in difference]
    multiplier = solved.multiplier if falling else negate(solved.multiplier)
    return divide(write_sum(difference), multiplier)


def compared(line: Relation, operator: str) -> Relation:
    """`ℓ′(θ) = −n/θ < 0`: the line with a comparison with zero behind it."""
    return Relation((*line.operands, ZERO), (*line.operators, operator))


def at_end(sheet: Worksheet, score: Relation, unknown: str, sign: int, value: Expression | None = None) -> End:
    """The likelihood rises or falls throughout: the maximum is the end of the domain, if that belongs to it."""
    sheet.phase("maximum")
    upper = sign > 0
    line = compared(equals(score.operands[0], value_of(score), *([value] if value else [])), ">" if upper else "<")
    line = sheet.write("increasing" if upper else "decreasing", score, line, SignOfDerivative(unknown, 0), v=unknown)
    return state_end(sheet, line, unknown, upper)


def state_end(sheet: Worksheet, line: Relation, unknown: str, upper: bool, kind: str = "") -> End:
    """The end of the domain to which the likelihood climbs by the line before, as the estimate or as out of reach."""
    domain = sheet.domain(unknown)
    end = domain.upper if upper else domain.lower
    attained = end is not None and (domain.upper_closed if upper else domain.lower_closed)
    if end is None:
        end = INFINITY if upper else Negate(INFINITY)
    side = "upper" if upper else "lower"
    symbol = Symbol(unknown)
    if attained:
        line = sheet.write(f"at-{side}-end{kind}", line, equals(Hat(symbol), end), AtEnd(unknown, upper), v=symbol)
    else:
        condition = domain.condition(symbol)
        shown = condition if condition is not None else line
        sheet.write(f"no-maximum-{side}{kind}", line, shown, NoMaximum(unknown, upper), v=symbol, n=end)
    return End(end, upper, attained, line)
