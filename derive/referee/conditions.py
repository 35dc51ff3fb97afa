"""Claims about conditions among the parameters."""

from __future__ import annotations

from fractions import Fraction

from ..claims.conditions import Lagrange, Named, Restricted, Undetermined
from ..domains import Domain
from ..expressions import (
    ZERO,
    Add,
    Derivative,
    Expression,
    Hat,
    Multiply,
    Relation,
    Several,
    Symbol,
    free_symbols,
    number_value,
    rational,
    replace,
)
from ..steps import value_of
from .case import Case, Checks, operands_of, sides_of
from .equations import gap_of, require_established
from .linear import line_of, weights_of
from .maxima import conditions_on
from .meaning import difference
from .record import Established
from .refusal import Refused
from .values import established

__all__ = ["CHECKS"]


def lagrange(case: Case) -> Established:
    """The new function is the old one wherever the conditions hold, whatever the multipliers are."""
    claim = case.claim
    assert isinstance(claim, Lagrange)
    before = case.start()
    if before.is_equation or before.slopes != () or before.sign != 1:
        raise Refused("the line before is not the log-likelihood")
    multipliers = [multiplier for multiplier, _ in claim.parts]
    if len(set(multipliers)) != len(multipliers) or not all(_is_new(case, m) for m in multipliers):
        raise Refused("each condition needs a new multiplier of its own")
    name = case.name(case.after)
    if name is None or case.record.is_known(name) or name.slopes:
        raise Refused("the function with the multipliers needs a new name")
    added: list[Expression] = []
    for multiplier, condition in claim.parts:
        require_established(case, condition)
        added.append(Multiply((multiplier, difference(condition.operands[1], condition.operands[0]))))
        gap_of(condition)
    if len(operands_of(case.after)) != 2 or not case.proves_equal(Add((before.value, *added)), value_of(case.after)):
        raise Refused("the new function is not the old one and the multiples of the conditions")
    case.define(name, value_of(case.after))
    return established(case, slopes=())


def named(case: Case) -> Established:
    """Put back what each new symbol stands for, and the line before comes out."""
    claim = case.claim
    assert isinstance(claim, Named)
    before, value, values = case.start(), value_of(case.after), dict(claim.pairs)
    if before.is_equation or before.slopes != () or before.sign != 1:
        raise Refused("the line before is not the likelihood")
    if len(values) != len(claim.pairs) or values.keys() & set().union(*map(free_symbols, values.values())):
        raise Refused("a symbol is not given by others alone")
    for symbol, formula in claim.pairs:
        if not case.record.says(symbol, formula):
            raise Refused(f"no line so far says that {symbol} is that")
        if symbol in free_symbols(case.meaning.unfold(before.value)):
            raise Refused(f"{symbol} stands in the line before")
    for symbol, formula in claim.pairs:
        value = replace(value, Symbol(symbol), formula)
    case.equal(before.value, value)
    name = case.name(case.after)
    if name is None or name.slopes:
        raise Refused("the line has no name")
    case.define(name, value_of(case.after))
    return established(case, slopes=())


def _is_new(case: Case, multiplier: Symbol) -> bool:
    return multiplier.name not in case.setting.domains and case.record.is_fresh(multiplier)


def undetermined(case: Case) -> Established:
    """The likelihood says nothing of the parameters of a condition, and each of them may have any value if the others
    make up for it."""
    claim = case.claim
    assert isinstance(claim, Undetermined)
    before = case.start()
    if before.is_equation or before.slopes != () or before.sign != 1:
        raise Refused("the line before is not the log-likelihood")
    require_established(case, claim.condition)
    weights = weights_of(claim.condition)
    if weights is None or len(weights) < 2:
        raise Refused("the condition leaves no choice")
    if any(line != claim.condition for line in conditions_on(case, set(weights))):
        raise Refused("another condition restricts the parameters")
    for name in weights:
        case.equal(ZERO, Derivative(before.value, Symbol(name)))
    _fill_their_domains(case, claim.condition, weights)
    statements = case.after.statements if isinstance(case.after, Several) else (case.after,)
    wanted = {Relation((Hat(Symbol(name)), case.domain(name).interval()), ("∈",)) for name in weights}
    if len(statements) != len(wanted) or set(statements) != wanted:
        raise Refused("the line does not state the whole domain of each parameter")
    return established(case, slopes=None)


def _fill_their_domains(case: Case, condition: Relation, weights: dict[str, Fraction]) -> None:
    """Each domain runs from zero to where the parameter is all that the condition allows; all ends belong or none."""
    total = number_value(condition.operands[1])
    domains = {name: case.domain(name) for name in weights}
    ends = {(d.lower_closed, d.upper_closed, d.integer) for d in domains.values()}
    for name, domain in domains.items():
        lower, upper = (None if end is None else number_value(end) for end in (domain.lower, domain.upper))
        if total is None or weights[name] <= 0 or lower != 0 or upper != total / weights[name]:
            raise Refused(f"the condition leaves {name} no free choice in its domain")
    if len(ends) > 1 or ends.pop() not in ((True, True, False), (False, False, False)):
        raise Refused("the domains of the parameters are of different kinds")


def restricted(case: Case) -> Established:
    """The values of the variable for which those that follow from it lie in their domains."""
    claim = case.claim
    assert isinstance(claim, Restricted)
    found = _Ends(case.domain(claim.variable))
    for line in claim.lines:
        require_established(case, line)
        followed, slope, constant = _line_in(line, claim.variable)
        found.meet(case.domain(followed), slope, constant)
    domain = found.domain()
    if case.after != domain.condition(Symbol(claim.variable)):
        raise Refused("the line does not state the domain that is left")
    case.meaning.restrict({claim.variable: domain})
    case.setting = case.meaning.setting
    return established(case, slopes=None)


def _line_in(line: Relation, variable: str) -> tuple[str, Fraction, Fraction]:
    """Of `w = a v + b` the name w, and a and b, which is where it is at zero."""
    followed, e = sides_of(line)
    if not isinstance(followed, Symbol) or free_symbols(e) != {variable} or followed.name == variable:
        raise Refused("a line that does not give a parameter by this one")
    slope, constant = line_of(e, variable)
    if not slope:
        raise Refused("a line that does not depend on the variable")
    return followed.name, slope, constant


class _Ends:
    """An interval with ends that are numbers, met with others."""

    def __init__(self, domain: Domain) -> None:
        if domain.integer:
            raise Refused("a domain of integers")
        self.lower = self._value(domain.lower), domain.lower_closed
        self.upper = self._value(domain.upper), domain.upper_closed

    def _value(self, end: Expression | None) -> Fraction | None:
        value = None if end is None else number_value(end)
        if end is not None and value is None:
            raise Refused("an end that is no number")
        return None if value is None else Fraction(value)

    def meet(self, domain: Domain, slope: Fraction, constant: Fraction) -> None:
        """Only where slope · v + constant lies in the domain."""
        if domain.integer:
            raise Refused("a domain of integers")
        ends = [(self._value(domain.lower), domain.lower_closed), (self._value(domain.upper), domain.upper_closed)]
        moved = [(None if x is None else (x - constant) / slope, closed) for x, closed in ends]
        low, high = moved if slope > 0 else reversed(moved)
        self.lower = _tighter(self.lower, low, 1)
        self.upper = _tighter(self.upper, high, -1)

    def domain(self) -> Domain:
        """The interval; raises Refused where it is empty."""
        low, high = self.lower[0], self.upper[0]
        if low is not None and high is not None and low >= high:
            raise Refused("no interval is left")
        lower, upper = (None if x is None else rational(x) for x in (low, high))
        return Domain(lower, upper, self.lower[1], self.upper[1])


def _tighter(
    one: tuple[Fraction | None, bool], other: tuple[Fraction | None, bool], sign: int
) -> tuple[Fraction | None, bool]:
    if other[0] is None or one[0] is None:
        return one if other[0] is None else other
    if one[0] == other[0]:
        return one[0], one[1] and other[1]
    return one if sign * (one[0] - other[0]) > 0 else other


CHECKS: Checks = {Lagrange: lagrange, Named: named, Undetermined: undetermined, Restricted: restricted}
