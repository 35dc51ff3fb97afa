"""Log-likelihoods of straight pieces, bent downwards: the slope is a positive factor times a sum of falling signs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..balls import Undefined
from ..claims.supports import StepsDown
from ..exact import CannotNormalise
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Derivative,
    Expression,
    Hat,
    Indexed,
    Indicator,
    Interval,
    Multiply,
    Negate,
    Relation,
    Summation,
    Symbol,
    free_symbols,
    number_value,
    rational,
    replace,
    walk,
)
from .case import Case, Checks
from .maxima import has_value_at
from .record import Established
from .refusal import Refused
from .values import established

__all__ = ["CHECKS"]

N = Symbol("n")
_JUMPS = frozenset(("sign", "floor", "ceil"))


def steps_down(case: Case) -> Established:
    """On both sides of the point, or of the interval, the slope has the sign that a maximum asks for, and it only
    falls: what is a step up, or no step, refuses."""
    claim = case.claim
    assert isinstance(claim, StepsDown)
    before = case.start()
    if before.is_equation or before.slopes != (claim.variable,) or before.sign != 1:
        raise Refused(f"the line before is not the derivative of the log-likelihood for {claim.variable}")
    if claim.variable in free_symbols(claim.factor):
        raise Refused("the factor holds the unknown")
    if case.domain(claim.variable).integer:
        raise Refused("between whole numbers there is no slope")
    case.note(case.meaning.is_positive(claim.factor))
    case.equal(Multiply((claim.factor, claim.steps)), before.value)
    lower, upper = _stated(case, claim.variable)
    for end in (lower, upper):
        case.inside(claim.variable, rational(end))
    _require_continuous(case, before, claim.variable, rational(lower))
    _require_crossing(case, claim, lower, upper)
    if lower == upper:
        case.record.definitions.define(Hat(Symbol(claim.variable)), rational(lower))
    return established(case, slopes=None)


def _stated(case: Case, variable: str) -> tuple[Fraction, Fraction]:
    """The ends of the set that `v̂ = r` and `v̂ ∈ [a, b]` state. Raises Refused."""
    line = case.after
    if not isinstance(line, Relation) or line.operands[0] != Hat(Symbol(variable)):
        raise Refused(f"the line does not say what the estimate of {variable} is")
    said = line.operands[1]
    if line.operators == ("∈",) and isinstance(said, Interval) and said.lower_closed and said.upper_closed:
        ends = number_value(said.lower), number_value(said.upper)
    elif line.operators[0] == "=":
        case.follow(line, said, False, True)
        ends = (number_value(said),) * 2
    else:
        raise Refused("neither a number nor an interval is stated")
    if ends[0] is None or ends[1] is None:
        raise Refused("an end is not a number")
    return Fraction(ends[0]), Fraction(ends[1])


def _require_continuous(case: Case, score: Established, variable: str, place: Expression) -> None:
    source = score.source
    while source is not None and source.slopes != ():
        source = source.source
    if source is None:
        raise Refused("the score is not the derivative of an established function")
    value = case.meaning.unfold(source.value)
    jumps = any(isinstance(n, Indicator) or (isinstance(n, Call) and n.function in _JUMPS) for n in walk(value))
    if jumps or not has_value_at(case, value, variable, place):
        raise Refused("the function is not proved to be continuous")


def _require_crossing(case: Case, claim: StepsDown, lower: Fraction, upper: Fraction) -> None:
    """The slope is positive below, negative above, and zero between; it changes at both ends. Raises Refused."""
    below = above = between = Fraction(0)
    for place, half in _steps(case, claim):
        below += half if place >= lower else -half
        above += half if place > upper else -half
        between += half if place >= upper else -half
        if lower < place < upper and half:
            raise Refused("the slope changes between the ends")
    if not below > 0 > above or (lower < upper and between):
        raise Refused("the slope is not positive below, negative above and zero between")


def _steps(case: Case, claim: StepsDown) -> Iterator[tuple[Fraction, Fraction]]:
    """Where each term steps down, from plus to minus so much."""
    for term in _summands(case, claim.steps):
        signs = [node for node in walk(term) if isinstance(node, Call) and node.function == "sign"]
        if len(signs) != 1 or claim.variable in free_symbols(replace(term, signs[0], ONE)):
            raise Refused("a term is not a number times a sign")
        inside = signs[0].arguments[0]
        weights = [_number(case, replace(term, signs[0], e)) for e in (ONE, ZERO, Negate(ONE))]
        values = [_number(case, replace(inside, Symbol(claim.variable), rational(k))) for k in (0, 1)]
        slope = values[1] - values[0]
        if weights[1] or weights[0] != -weights[2] or not _is_linear(case, inside, claim.variable):
            raise Refused("a term is not a number times the sign of a linear function")
        if not slope:
            if values[0] and weights[0]:
                raise Refused("a term has the same sign everywhere")
            continue
        half = -weights[0] if slope > 0 else weights[0]
        if half < 0:
            raise Refused("the slope steps up")
        yield -values[0] / slope, half


def _is_linear(case: Case, e: Expression, variable: str) -> bool:
    return case.meaning.agree(Derivative(e, Symbol(variable), 2), ZERO, True)


def _summands(case: Case, e: Expression) -> Iterator[Expression]:
    """The terms of a sum, those over the sample with the data in them."""
    if isinstance(e, Add):
        for term in e.terms:
            yield from _summands(case, term)
    elif isinstance(e, Negate):
        yield from map(Negate, _summands(case, e.operand))
    elif isinstance(e, Summation):
        yield from _over_sample(case, e)
    elif isinstance(e, Multiply) and any(isinstance(factor, Summation) for factor in e.factors):
        whole = next(factor for factor in e.factors if isinstance(factor, Summation))
        others = [factor for factor in e.factors if factor is not whole]
        yield from (Multiply((*others, term)) for term in _over_sample(case, whole))
    else:
        yield e


def _over_sample(case: Case, e: Summation) -> Iterator[Expression]:
    if e.lower != ONE or e.upper != N:
        raise Refused("the sum is not over the sample")
    index = Symbol(e.index)
    names = sorted({node.base for node in walk(e.body) if isinstance(node, Indexed)})
    columns = [case.setting.columns.get(name) for name in names]
    known = [column for column in columns if column is not None]
    if len(known) < len(names) or not known or len({len(c.values) for c in known}) > 1:
        raise Refused("the data of the sum are not known")
    counts = known[0].counts or (1,) * len(known[0].values)
    if any((c.counts or (1,) * len(counts)) != counts for c in known):
        raise Refused("the columns do not belong together")
    for row, count in zip(zip(*(c.values for c in known), strict=True), counts, strict=True):
        term = e.body
        for name, value in zip(names, row, strict=True):
            term = replace(term, Indexed(name, index), rational(value))
        yield term if count == 1 else Multiply((rational(Fraction(count)), term))


def _number(case: Case, e: Expression) -> Fraction:
    field = case.meaning.field(True)
    try:
        value = field.rational(field.normal(case.meaning.unfold(e)))
    except (CannotNormalise, Undefined):
        value = None
    if value is None:
        raise Refused("a weight or a place is not a number")
    return Fraction(int(value.numerator), int(value.denominator))


CHECKS: Checks = {StepsDown: steps_down}
