"""Claims about sets of maximisers: a likelihood that is flat, and scores that count the observations on each side."""

from __future__ import annotations

from fractions import Fraction

from ..balls import Undefined
from ..claims.supports import Flat, Quantile
from ..claims.values import Logarithm
from ..domains import Domain
from ..exact import CannotNormalise
from ..expressions import (
    HALF,
    ONE,
    TWO,
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
    OrderStatistic,
    Relation,
    Summation,
    Symbol,
    free_symbols,
    number_value,
    rational,
    walk,
)
from ..steps import Column
from .case import Case, Checks
from .maxima import has_value_at
from .meaning import difference
from .record import Established
from .refusal import Refused
from .restricted import nearest
from .values import established

__all__ = ["CHECKS"]

N = Symbol("n")
_JUMPS = frozenset(("sign", "floor", "ceil"))


# ---- sets ------------------------------------------------------------------------------------------------


def flat(case: Case) -> Established:
    """The function is free of the variable; every value of its domain maximises it."""
    claim = case.claim
    assert isinstance(claim, Flat)
    before = case.start()
    if before.is_equation or before.slopes != () or before.sign != 1:
        raise Refused("the line before is not the likelihood")
    case.equal(ZERO, Derivative(before.value, Symbol(claim.variable)))
    if not _is_logarithm(before):
        case.note(case.meaning.is_positive(before.value))
    domain = case.domain(claim.variable)
    if claim.variable not in case.meaning.narrowed or domain.integer:
        raise Refused(f"the support does not set the ends of {claim.variable}")
    for end in (domain.lower, domain.upper):
        if end is not None:
            case.inside_whole(claim.variable, end)
    _states_set(case, claim.variable, domain.interval(), claim.at_data)
    return established(case, slopes=None)


def _is_logarithm(before: Established | None) -> bool:
    while before is not None:
        if isinstance(before.claim, Logarithm):
            return True
        before = before.source
    return False


def _states_set(case: Case, variable: str, whole: Interval, at_data: bool) -> None:
    """`v̂ ∈ [a, b] = [c, d]`; `v̂ = a` where the set is a point. Raises Refused."""
    line = case.after
    if not isinstance(line, Relation) or line.operands[0] != Hat(Symbol(variable)):
        raise Refused(f"the line does not say what the estimate of {variable} is")
    if line.operators[0] == "=":
        _states_point(case, line, whole, at_data)
        return
    if line.operators[0] != "∈" or set(line.operators[1:]) - {"="}:
        raise Refused(f"the line does not say which values of {variable} are maximisers")
    for said in line.operands[1:]:
        if not isinstance(said, Interval):
            raise Refused("what stands behind ∈ is no interval")
        if (said.lower_closed, said.upper_closed) != (whole.lower_closed, whole.upper_closed):
            raise Refused("an end that should belong to the set does not, or the other way round")
        case.link("=", whole.lower, said.lower, at_data)
        case.link("=", whole.upper, said.upper, at_data)


def _states_point(case: Case, line: Relation, whole: Interval, at_data: bool) -> None:
    case.equal(whole.lower, whole.upper, at_data)
    case.follow(line, whole.lower, at_data, True)
    case.record.definitions.define(line.operands[0], line.operands[1])


# ---- quantiles -------------------------------------------------------------------------------------------


def quantile(case: Case) -> Established:
    """The score is a positive multiple of n·level less the number of observations below the variable."""
    claim = case.claim
    assert isinstance(claim, Quantile)
    before = case.start()
    if before.is_equation or before.slopes != (claim.variable,) or before.sign != 1:
        raise Refused(f"the line before is not the derivative of the log-likelihood for {claim.variable}")
    if claim.variable in free_symbols(claim.factor) | free_symbols(claim.level):
        raise Refused("the factor or the level holds the unknown")
    case.note(case.meaning.is_positive(claim.factor))
    case.ordered(ZERO, claim.level, True)
    case.ordered(claim.level, ONE, True)
    case.equal(Multiply((claim.factor, _excess(claim))), before.value)
    _require_continuous(case, before, claim)
    if claim.at_data:
        _states_set_of_data(case, claim)
    else:
        _states_rank(case, claim)
    return established(case, slopes=None)


def _excess(claim: Quantile) -> Expression:
    """Σ sign(x_i − v) + n (2 level − 1)."""
    side = Call("sign", (difference(Indexed(claim.sample, Symbol("i")), Symbol(claim.variable)),))
    shift = Multiply((N, Add((Multiply((TWO, claim.level)), Negate(ONE)))))
    return Add((Summation(side, "i", ONE, N), shift))


def _require_continuous(case: Case, score: Established, claim: Quantile) -> None:
    """The function whose derivative the score is has a value at the observations too, and no jump."""
    source = score.source
    while source is not None and source.slopes != ():
        source = source.source
    if source is None:
        raise Refused("the score is not the derivative of an established function")
    value = case.meaning.unfold(source.value)
    jumps = any(isinstance(n, Indicator) or (isinstance(n, Call) and n.function in _JUMPS) for n in walk(value))
    if jumps or not has_value_at(case, value, claim.variable, Indexed(claim.sample, ONE)):
        raise Refused("the function is not proved to be continuous at the observations")


def _states_rank(case: Case, claim: Quantile) -> None:
    """`v̂ = median(x)`, or `v̂ = x_(⌈n level⌉)`."""
    line, hat = case.after, Hat(Symbol(claim.variable))
    if not isinstance(line, Relation) or line.operands[0] != hat or line.operators[0] != "=":
        raise Refused(f"the line does not say what the estimate of {claim.variable} is")
    value = line.operands[1]
    middle = _uncut(value)
    rank = OrderStatistic(claim.sample, Call("ceil", (Multiply((N, claim.level)),)))
    median = Call("median", (Symbol(claim.sample),))
    is_median = middle == median and case.proves_equal(claim.level, HALF)
    if not is_median and not _same_rank(case, middle, rank):
        raise Refused("that is not proved to be a maximiser")
    nearest(case, case.start(), claim.variable, middle, value)
    case.follow(line, value, False, True)
    case.record.definitions.define(hat, value)


def _uncut(e: Expression) -> Expression:
    """The root in `min(upper, max(lower, root))`."""
    return _uncut(e.arguments[1]) if isinstance(e, Call) and len(e.arguments) == 2 else e


def _same_rank(case: Case, value: Expression, rank: OrderStatistic) -> bool:
    return isinstance(value, OrderStatistic) and value.base == rank.base and case.proves_equal(value.rank, rank.rank)


def _states_set_of_data(case: Case, claim: Quantile) -> None:
    column = case.setting.columns.get(claim.sample)
    level = _number(case, claim.level)
    if column is None or level is None:
        raise Refused("without the data, or a number for the level, the set is not known")
    domain = case.domain(claim.variable)
    lower, upper = (_cut(domain, end) for end in _maximisers(column, level))
    for end in (lower, upper):
        case.inside(claim.variable, rational(end), at_data=True)
    _states_set(case, claim.variable, Interval(rational(lower), rational(upper), True, True), True)


def _cut(domain: Domain, x: Fraction) -> Fraction:
    """The point next to x in the domain, as far as its closed ends are numbers."""
    lower = number_value(domain.lower) if domain.lower is not None and domain.lower_closed else None
    upper = number_value(domain.upper) if domain.upper is not None and domain.upper_closed else None
    x = x if lower is None else max(Fraction(lower), x)
    return x if upper is None else min(Fraction(upper), x)


def _number(case: Case, e: Expression) -> Fraction | None:
    field = case.meaning.field(True)
    try:
        return field.rational(field.normal(case.meaning.unfold(e)))
    except (CannotNormalise, Undefined):
        return None


def _maximisers(column: Column, level: Fraction) -> tuple[Fraction, Fraction]:
    """From the observation of rank n·level to the next where n·level is whole, else that of the next whole rank."""
    share = column.size * level
    first = -(-share.numerator // share.denominator)
    last = first + 1 if share.denominator == 1 else first
    return _of_rank(column.table, first), _of_rank(column.table, last)


def _of_rank(pairs: tuple[tuple[Fraction, int], ...], rank: int) -> Fraction:
    for value, count in pairs:
        rank -= count
        if rank <= 0:
            return value
    raise Refused("there is no observation of that rank")


CHECKS: Checks = {
    Flat: flat,
    Quantile: quantile,
}
