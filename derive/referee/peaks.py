"""Claims about a likelihood of integers with one peak: where it is not zero, and that its ratios cross one once.

A ratio of neighbours that falls in v is above one up to some integer and below it beyond. One that is a quotient of
polynomials crosses one only at zeros of numerator or denominator of r − 1, which are counted (Sturm).
"""

from __future__ import annotations

from collections.abc import Iterator

from flint import fmpq, fmpq_poly

from ..balls import Undefined, derivative, enclose
from ..claims.integers import Certain, FallsToZero, NeighbourRatio, OnlyWhereChosen, Peak, PeakOfFunction
from ..claims.maxima import SignOfDerivative
from ..domains import Domain
from ..exact.intervals import roots_between, roots_beyond, sturm_chain
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Derivative,
    Divide,
    Expression,
    Hat,
    Multiply,
    Negate,
    Number,
    Power,
    Relation,
    SetOf,
    Symbol,
    free_symbols,
    integer,
    number_value,
    replace,
    walk,
)
from ..records import replace as with_fields
from ..steps import Verified
from .case import Case, Checks
from .integers import states_maximisers
from .links import Link, links_of
from .meaning import Meaning, difference
from .record import Established
from .refusal import Refused
from .smoothness import require_smooth
from .values import established
from .whole_numbers import beyond, first_of, gaps_of, last_of, require_function, require_likelihood

__all__ = ["CHECKS"]

LARGEST_DEGREE = 200


# ---- one peak ------------------------------------------------------------------------------------------------


def peak(case: Case) -> Established:
    """The ratio is above one up to the estimate and below one beyond."""
    claim = case.claim
    assert isinstance(claim, Peak)
    before = case.start()
    if not isinstance(before.claim, NeighbourRatio) or before.claim.variable != claim.variable:
        raise Refused(f"the line before does not state the ratio of neighbours in {claim.variable}")
    ratio = case.meaning.unfold(before.value)
    found, tied = _stated(case.after, claim.variable)
    first, last = (_whole(end) for end in (first_of(case, claim.variable), last_of(case, claim.variable)))
    if (first is not None and found < first + tied) or (last is not None and found > last):
        raise Refused("the estimate does not lie in the domain")
    at_found = 0 if tied else 1
    if first is None or found > first:
        _require_side(case, ratio, claim.variable, found, at_found)
    if last is None or found < last:
        _require_side(case, ratio, claim.variable, found + 1, -1)
    if not _falls(case, beyond(case, claim.variable), ratio, claim.variable):
        _require_one_crossing(case, ratio, claim.variable, found, (first, last))
    states_maximisers(case, claim.variable, found, tied)
    return established(case, slopes=None)


def _stated(line: Expression, variable: str) -> tuple[int, bool]:
    """The largest maximiser that the line names, and whether there are two."""
    if isinstance(line, Relation) and line.operands[0] == Hat(Symbol(variable)):
        said = line.operands[1]
        value = number_value(said.elements[-1] if isinstance(said, SetOf) else said)
        if isinstance(value, int):
            return value, isinstance(said, SetOf)
    raise Refused(f"the line does not say which integer the estimate of {variable} is")


def _whole(end: Expression | None) -> int | None:
    if end is None:
        return None
    value = number_value(end)
    if not isinstance(value, int):
        raise Refused("an end of the domain that is no number")
    return value


def _require_side(case: Case, ratio: Expression, variable: str, at: int, side: int) -> None:
    sign, kind = case.meaning.sign(difference(replace(ratio, Symbol(variable), integer(at)), ONE))
    if sign != side:
        raise Refused(f"the ratio at {at} is not proved to lie on that side of one")
    case.note(kind)


# ---- a ratio that falls --------------------------------------------------------------------------------------


def _falls(case: Case, meaning: Meaning, ratio: Expression, variable: str) -> bool:
    """Whether the ratio, positive, falls strictly with the variable: factor by factor, else by its logarithm."""
    slopes = [_slope(case, meaning, factor, variable) for factor in _factors(ratio)]
    if None not in slopes:
        return any(slopes)
    total = Call("log", (ratio,))
    try:
        require_smooth(meaning, total, variable, False)
    except Refused:
        return False
    sign, kind = meaning.sign(Derivative(total, Symbol(variable)))
    positive, other = meaning.sign(ratio)
    if sign != -1 or positive != 1:
        return False
    case.note(kind)
    case.note(other)
    return True


def _factors(e: Expression) -> Iterator[Expression]:
    """The factors of a product, powers with a positive number above by their bases."""
    if isinstance(e, Multiply):
        for factor in e.factors:
            yield from _factors(factor)
    elif isinstance(e, Power) and isinstance(e.exponent, Number) and e.exponent.value > 0:
        yield from _factors(e.base)
    else:
        yield e


def _slope(case: Case, meaning: Meaning, factor: Expression, variable: str) -> bool | None:
    """Whether a positive factor falls: True strictly, False where it is free of the variable; None where unproved."""
    positive, kind = meaning.sign(factor)
    if positive != 1:
        return None
    if variable not in free_symbols(factor):
        case.note(kind)
        return False
    try:
        require_smooth(meaning, factor, variable, False)
    except Refused:
        return None
    sign, other = meaning.sign(Derivative(factor, Symbol(variable)))
    if sign != -1:
        return None
    case.note(kind)
    case.note(other)
    return True


# ---- a quotient of polynomials -------------------------------------------------------------------------------


def _require_one_crossing(
    case: Case, ratio: Expression, variable: str, found: int, ends: tuple[int | None, int | None]
) -> None:
    """r − 1 has neither zero nor pole from the second integer to the estimate (a tie is a zero there), nor beyond."""
    first, last = ends
    if first is None:
        raise Refused("the domain has no first integer")
    gap = difference(ratio, ONE)
    field = beyond(case, variable).field(False)
    for part in (gap, Divide(ONE, gap)):
        polynomial = field.numerator(part, variable)
        if polynomial is None or polynomial.degree() > LARGEST_DEGREE:
            raise Refused("the ratio is not proved to cross one only once")
        if _has_root(polynomial, first + 1, found - 1, found) or _has_root(polynomial, found + 1, last, None):
            raise Refused("the ratio crosses one elsewhere, too")


def _has_root(polynomial: fmpq_poly, low: int, high: int | None, allowed: int | None) -> bool:
    """Whether there is a root between the ends, which count; up to `allowed`, which does not, where that is given."""
    top = high if allowed is None else allowed
    if top is not None and low > top:
        return False
    if allowed is not None and not polynomial(fmpq(allowed)):
        polynomial = divmod(polynomial, fmpq_poly([-allowed, 1]))[0]
    if polynomial.degree() < 1:
        return False
    if not polynomial(fmpq(low)):
        return True
    if top is None:
        return roots_beyond(polynomial, fmpq(low)) > 0
    return roots_between(sturm_chain(polynomial), fmpq(low), fmpq(top)) > 0


# ---- where the likelihood is not zero ------------------------------------------------------------------------


def only_where_chosen(case: Case) -> Established:
    """Elsewhere a binomial coefficient chooses more than there is."""
    claim = case.claim
    assert isinstance(claim, OnlyWhereChosen)
    value = require_likelihood(case, case.start(), claim.variable)
    old = case.domain(claim.variable)
    new = old
    for link in links_of(case.after):
        end, is_lower = _end(link, claim.variable)
        _require_whole(case, end)
        if is_lower:
            _require_nothing(case, value, claim.variable, _outside(old, None, end))
            new = with_fields(new, lower=end, lower_closed=True)
        else:
            _require_nothing(case, value, claim.variable, _outside(old, end, None))
            new = with_fields(new, upper=end, upper_closed=True)
    _require_part(case, claim.variable, new)
    case.meaning.restrict({claim.variable: new})
    return established(case, slopes=None)


def _end(link: Link, variable: str) -> tuple[Expression, bool]:
    """The end that a comparison sets, and whether it is the lower one."""
    symbol = Symbol(variable)
    if not link.strict and link.high == symbol and variable not in free_symbols(link.low):
        return link.low, True
    if not link.strict and link.low == symbol and variable not in free_symbols(link.high):
        return link.high, False
    raise Refused(f"the condition is not solved for {variable}")


def _outside(old: Domain, above: Expression | None, below: Expression | None) -> Domain:
    """The integers of a domain beyond one of its ends; for an end in symbols all that lie there."""
    end = above if below is None else below
    assert end is not None
    if number_value(end) is None:
        old = Domain(integer=True)
    if below is not None:
        return with_fields(old, upper=_step(below, -1), upper_closed=True)
    return with_fields(old, lower=_step(end, 1), lower_closed=True)


def _require_whole(case: Case, end: Expression) -> None:
    """Proves that an end is an integer: sums and products of integers. Raises Refused."""
    for node in walk(end):
        is_symbol = isinstance(node, Symbol) and case.domain(node.name).integer
        is_number = isinstance(node, Number) and isinstance(node.value, int)
        if not (is_symbol or is_number or isinstance(node, (Add, Negate, Multiply))):
            raise Refused("an end that is not proved to be an integer")


def _step(end: Expression, by: int) -> Expression:
    value = number_value(end)
    return integer(value + by) if isinstance(value, int) else difference(end, integer(-by))


def _require_part(case: Case, variable: str, new: Domain) -> None:
    """Proves that the new ends lie in the old domain, the lower one not above the upper. Raises Refused."""
    first, last = first_of(case, variable), last_of(case, variable)
    for low, high in ((first, new.lower), (new.upper, last), (new.lower, new.upper)):
        if low is not None and high is not None and low != high:
            case.ordered(low, high, False)


def _require_nothing(case: Case, value: Expression, variable: str, outside: Domain) -> None:
    """Proves the likelihood zero, or without meaning, at all integers of a domain. Raises Refused."""
    meaning = case.meaning.where({variable: outside})
    for gap in gaps_of(value):
        if variable in free_symbols(gap):
            sign, kind = meaning.sign(gap)
            if sign == -1:
                case.note(kind)
                return
    ends = [None if end is None else number_value(end) for end in (outside.lower, outside.upper)]
    if ends[0] is None or ends[0] != ends[1] or not (outside.lower_closed and outside.upper_closed):
        raise Refused("the likelihood is not proved to be zero outside")
    assert outside.lower is not None
    case.equal(ZERO, replace(value, Symbol(variable), outside.lower))


# ---- the profile in a size -----------------------------------------------------------------------------------


def falls_to_zero(case: Case) -> Established:
    """What falls strictly and tends to zero is positive."""
    claim = case.claim
    assert isinstance(claim, FallsToZero)
    before = case.start()
    falling = before.claim
    if not isinstance(falling, SignOfDerivative) or before.sign != 1 or before.slopes != (claim.variable,) * 2:
        raise Refused("the line before does not state the sign of the second derivative")
    source, line = before.source, case.after
    if source is None or not _ends_with(before.line, "<") or source.slopes != (claim.variable,):
        raise Refused("the derivative is not proved to fall")
    if not isinstance(line, Relation) or not _ends_with(line, ">"):
        raise Refused("the line does not say that the derivative is positive")
    _require_limit_zero(case, source.value, claim.variable)
    _require_falling_beyond(case, source.value, claim.variable)
    if not isinstance(source.line, Relation) or line.operands[0] != source.line.operands[0]:
        raise Refused("the name at the left does not fit")
    case.follow(Relation(line.operands[:-1], line.operators[:-1]), source.value, False, True)
    return established(case, slopes=source.slopes, sign=source.sign)


def _ends_with(line: Expression, operator: str) -> bool:
    return isinstance(line, Relation) and line.operators[-1] == operator and line.operands[-1] == ZERO


def _require_limit_zero(case: Case, e: Expression, variable: str) -> None:
    if case.meaning.field(False).limit(case.meaning.unfold(e), variable, 1) != 0:
        raise Refused("the derivative is not proved to tend to zero")


def _to_infinity(case: Case, variable: str) -> Meaning:
    """Meaning on all reals from the first integer of the domain on."""
    first = first_of(case, variable)
    return case.meaning.where({variable: Domain(first, None, first is not None, False, True)})


def _require_falling_beyond(case: Case, slope: Expression, variable: str) -> None:
    """The derivative falls up to infinity, where the domain may have an end before that."""
    meaning = _to_infinity(case, variable)
    require_smooth(meaning, slope, variable, False)
    sign, kind = meaning.sign(Derivative(case.meaning.unfold(slope), Symbol(variable)))
    if sign != -1:
        raise Refused("the derivative is not proved to fall")
    case.note(kind)


def peak_of_function(case: Case) -> Established:
    """One peak of a function on the reals, and three neighbouring integers."""
    claim = case.claim
    assert isinstance(claim, PeakOfFunction)
    before = case.start()
    if before.slopes != (claim.variable,) or before.is_equation or before.source is None:
        raise Refused("the line before is not the derivative of the log-likelihood")
    height = require_function(case, before.source, claim.variable)
    slope = case.meaning.unfold(before.value)
    found, tied = _stated(case.after, claim.variable)
    first, last = (_whole(end) for end in (first_of(case, claim.variable), last_of(case, claim.variable)))
    if tied or first is None or found < first or (last is not None and found > last):
        raise Refused("the estimate does not lie in the domain")
    _require_one_peak(case, height, slope, claim.variable, first)
    for beside in (found - 1, found + 1):
        if beside >= first and (last is None or beside <= last):
            here, there = (replace(height, Symbol(claim.variable), integer(k)) for k in (found, beside))
            _require_above_zero(case, difference(here, there))
    states_maximisers(case, claim.variable, found, False)
    return established(case, slopes=None)


def _require_above_zero(case: Case, e: Expression) -> None:
    """Proves a number positive by an enclosure. Raises Refused."""
    for bits in (64, 512):
        try:
            if enclose(e, {}, case.setting, bits) > 0:
                case.note(Verified.ENCLOSED)
                return
        except Undefined as why:
            raise Refused(f"the log-likelihood has no value there: {why}") from None
    raise Refused("the estimate is not proved to be higher than its neighbours")


def _is_negative_at(case: Case, slope: Expression, variable: str, at: int) -> bool:
    """Whether the derivative of an expression is proved to be negative at an integer."""
    try:
        return bool(derivative(slope, variable, {variable: fmpq(at)}, case.setting, 1, 128) < 0)
    except Undefined:
        return False


def _require_one_peak(case: Case, height: Expression, slope: Expression, variable: str, first: int) -> None:
    """f″ has no pole from the first integer on and one zero at most, where it turns from negative to positive; f′
    tends to zero. Then f′ is negative from that point on and falls before it; where f″ has one sign, so has f′."""
    second = Derivative(slope, Symbol(variable))
    meaning = _to_infinity(case, variable)
    require_smooth(meaning, height, variable, False)
    _require_limit_zero(case, slope, variable)
    field = meaning.field(False)
    above, below = field.numerator(second, variable), field.numerator(Divide(ONE, second), variable)
    if above is None or below is None or max(above.degree(), below.degree()) > LARGEST_DEGREE:
        raise Refused("the second derivative is no quotient of polynomials")
    if _has_root(below, first, None, None) or not above(fmpq(first)):
        raise Refused("the second derivative has a pole or begins with a zero")
    roots = roots_beyond(above, fmpq(first)) if above.degree() else 0
    if roots > 1 or (roots and not _is_negative_at(case, slope, variable, first)):
        raise Refused("the derivative is not proved to change its sign once at most")


# ---- certainty -----------------------------------------------------------------------------------------------


def certain(case: Case) -> Established:
    """The likelihood is the chance that n binomial variables are all c: one where m = c and p = 1 alone."""
    claim = case.claim
    assert isinstance(claim, Certain)
    value = require_likelihood(case, case.start(), claim.size)
    size, share, chosen = Symbol(claim.size), Symbol(claim.share), integer(claim.chosen)
    first, last = (_whole(end) for end in (first_of(case, claim.size), last_of(case, claim.size)))
    if first is None or claim.chosen < 1 or claim.times < 1 or first < claim.chosen:
        raise Refused("not the chance of at least one success among as many trials or more")
    if first > claim.chosen or (last is not None and last < claim.chosen):
        raise Refused("so many trials do not lie in the domain")
    _require_probability(case, claim.share)
    choices = Call("binomial", (size, chosen))
    failures = Power(difference(ONE, share), difference(size, chosen))
    term = Multiply((choices, Power(share, chosen), failures))
    case.equal(value, Power(term, integer(claim.times)))
    line = case.after
    best = {Hat(size): chosen, Hat(share): ONE}
    hat = line.operands[0] if isinstance(line, Relation) else None
    if not isinstance(line, Relation) or not isinstance(hat, Hat) or hat not in best or line.operators[0] != "=":
        raise Refused("the line does not say what one of the estimates is")
    case.follow(line, best[hat], False, True)
    case.record.definitions.define(hat, best[hat])
    return established(case, slopes=None)


def _require_probability(case: Case, name: str) -> None:
    """The domain lies in [0, 1], and one belongs to it."""
    domain = case.domain(name)
    lower = None if domain.lower is None else number_value(domain.lower)
    if lower is None or lower < 0 or domain.upper != ONE or not domain.upper_closed or domain.integer:
        raise Refused(f"{name} is no probability that may be one")


CHECKS: Checks = {
    Certain: certain,
    Peak: peak,
    FallsToZero: falls_to_zero,
    PeakOfFunction: peak_of_function,
    OnlyWhereChosen: only_where_chosen,
}
