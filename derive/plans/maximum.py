"""Why it is the maximum: concavity, the sign of the score on both sides, or the end of the domain."""

from __future__ import annotations

from ..claims.maxima import AtEnd, NoMaximum, SignChange, SignOfDerivative
from ..domains import Domain
from ..exact import Field
from ..expressions import INFINITY, ZERO, Call, Expression, Hat, Negate, Relation, Symbol, walk
from ..notation.plain import plain
from ..records import Record
from ..rules.derivatives import derivative
from ..rules.signs import Signs
from ..rules.sums import depends_on
from ..rules.terms import Term, collect, divide, negate, terms_of, write_sum
from ..steps import value_of
from ..words import say
from .score import Solved, score_name
from .worksheet import Worksheet, equals

__all__ = ["End", "argue_maximum", "at_end", "compared", "factored_score", "phase_of_end", "state_end"]


class End(Record):
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
    if sheet.signs.of(second) == -1 or (_has_digamma(second) and Field(sheet.setting).sign(second) == -1):
        line = compared(equals(score_name(parameters, unknown, 2), second), "<")
        names = [name for name in parameters if name != unknown and depends_on(value_of(score), name)]
        others = say("whatever", names=[plain(Symbol(name)) for name in names]) if names else ""
        rule = "partial-second-derivative" if others else _concavity(sheet.domain(unknown))
        concave = SignOfDerivative(unknown, 1)
        sheet.write(rule, score, line, concave, conditions=facts, v=Symbol(unknown), n=others)
        return
    line = equals(score.operands[0], factored_score(sheet.signs, solved))
    claim = SignChange(unknown, solved.root, _multiplier_of_powers(sheet, solved, unknown), solved.through)
    sheet.write("sign-change", score, line, claim, conditions=facts, v=unknown, n=solved.root)


def _multiplier_of_powers(sheet: Worksheet, solved: Solved, unknown: str) -> Expression | None:
    """What makes the score a falling function, where the root is no formula that divides it: a power beyond
    the square, or one that is no whole number."""
    left, right = solved.before.operands
    powers = [e for t in (*terms_of(left), *terms_of(right)) for b, e in t.powers if b == Symbol(unknown)]
    if not any(isinstance(e, Expression) or e > 2 or e.denominator != 1 for e in powers):
        return None
    return solved.multiplier if sheet.signs.of(solved.multiplier) != -1 else negate(solved.multiplier)


def _has_digamma(e: Expression) -> bool:
    """ψ and its derivatives have their signs by lemmas, not by sight."""
    return any(isinstance(node, Call) and node.function == "ψ" for node in walk(e))


def _concavity(domain: Domain) -> str:
    """ℓ may be −∞ at an end that belongs to the domain: there the likelihood is the limit from inside."""
    return "second-derivative-to-the-ends" if domain.lower_closed or domain.upper_closed else "second-derivative"


def phase_of_end(domain: Domain, upper: bool) -> str:
    """The part of a derivation that argues with an end of the domain."""
    attained = domain.upper_closed if upper else domain.lower_closed
    return "maximum" if attained else "no-maximum"


def factored_score(signs: Signs, solved: Solved) -> Expression:
    """The score over its common denominator: `(7 − 10θ)/(θ(1 − θ))`, the unknown with a minus sign."""
    left, right = solved.before.operands
    falling = signs.of(solved.multiplier) != -1
    difference = [*terms_of(left), *(Term(-t.coefficient, t.powers) for t in terms_of(right))]
    if not falling:
        difference = [Term(-t.coefficient, t.powers) for t in difference]
    multiplier = solved.multiplier if falling else negate(solved.multiplier)
    return divide(write_sum(collect(difference) if solved.through else difference), multiplier)


def compared(line: Relation, operator: str) -> Relation:
    """`ℓ′(θ) = −n/θ < 0`: the line with a comparison with zero behind it."""
    return Relation((*line.operands, ZERO), (*line.operators, operator))


def at_end(sheet: Worksheet, score: Relation, unknown: str, sign: int, value: Expression | None = None) -> End:
    """The likelihood rises or falls throughout: the maximum is the end of the domain, if that belongs to it."""
    upper = sign > 0
    sheet.phase(phase_of_end(sheet.domain(unknown), upper))
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
