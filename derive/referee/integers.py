"""Claims about whole-number parameters: ratios of neighbours, and where the last one is that is not below one.

Nothing here leans on a derivative in the parameter but where the ratio, a function on the real line too, is shown to
fall; what is concluded is about whole numbers alone.
"""

from __future__ import annotations

from ..claims.integers import (
    ClimbsForEver,
    EndOfIntegers,
    InSameSense,
    LastNotBelow,
    NeighbourRatio,
    NotBelow,
    RatioAgainstOne,
    RatioAt,
)
from ..domains import Domain
from ..expressions import (
    ONE,
    Add,
    Apply,
    Call,
    Divide,
    Expression,
    Hat,
    Multiply,
    Negate,
    Power,
    Relation,
    SetOf,
    Several,
    Symbol,
    free_symbols,
    integer,
    number_value,
    replace,
)
from .case import Case, Checks
from .meaning import Meaning, difference
from .record import Established
from .refusal import Refused
from .values import established
from .whole_numbers import (
    beyond,
    first_of,
    last_of,
    positive_by_factors,
    require_likelihood,
    require_positive,
    whole_part,
)

__all__ = ["CHECKS"]

_FLIPPED = {"≥": 1, "≤": -1}


# ---- ratios --------------------------------------------------------------------------------------------------


def neighbour_ratio(case: Case) -> Established:
    """The quotient of the likelihood at v and at v − 1."""
    claim = case.claim
    assert isinstance(claim, NeighbourRatio)
    before = case.start()
    value = require_likelihood(case, before, claim.variable)
    require_positive(case, value)
    line = case.after
    if not isinstance(line, Relation) or set(line.operators) != {"="}:
        raise Refused("the line does not say what the ratio is")
    _require_name(case, line.operands[0], before, claim.variable)
    symbol = Symbol(claim.variable)
    there = replace(value, symbol, Add((symbol, Negate(ONE))))
    for operand in line.operands[1:]:
        case.note(beyond(case, claim.variable).equal(Divide(value, there), operand))
    return established(case, slopes=None)


def _require_name(case: Case, named: Expression, before: Established, variable: str) -> None:
    """`L(N)/L(N − 1)`, for the likelihood `L(N)` of the line before."""
    line = before.line
    own = line.operands[0] if isinstance(line, Relation) else None
    symbol = Symbol(variable)
    if not isinstance(own, Apply) or own.primes or symbol not in own.arguments:
        raise Refused("the line before does not name the likelihood")
    there = replace(own, symbol, Add((symbol, Negate(ONE))))
    if named != Divide(own, there):
        raise Refused("the left side is not the likelihood over its value one before")


def _ratio(case: Case, variable: str) -> tuple[Established, Expression]:
    """The line before, which says what the ratio of neighbours is, and the ratio."""
    before = case.start()
    if not isinstance(before.claim, NeighbourRatio) or before.claim.variable != variable:
        raise Refused(f"the line before does not state the ratio of neighbours in {variable}")
    return before, case.meaning.unfold(before.value)


def ratio_at(case: Case) -> Established:
    """Values of the ratio at integers of the domain, compared with one."""
    claim = case.claim
    assert isinstance(claim, RatioAt)
    before, ratio = _ratio(case, claim.variable)
    for statement in case.after.statements if isinstance(case.after, Several) else (case.after,):
        if not isinstance(statement, Relation):
            raise Refused("a value of the ratio is an equation or a comparison")
        at = _place(statement.operands[0], before, claim.variable)
        _require_in(beyond(case, claim.variable), claim.variable, at)
        case.follow(statement, replace(ratio, Symbol(claim.variable), integer(at)), False, True)
    return established(case, slopes=None)


def _place(named: Expression, before: Established, variable: str) -> int:
    """The a of `L(a)/L(a − 1)`."""
    assert isinstance(before.line, Relation)
    over = before.line.operands[0]
    symbol = Symbol(variable)
    if isinstance(named, Divide) and isinstance(named.numerator, Apply) and isinstance(over, Divide):
        for argument in named.numerator.arguments:
            at = number_value(argument)
            if isinstance(at, int):
                top = replace(over.numerator, symbol, integer(at))
                bottom = replace(over.numerator, symbol, integer(at - 1))
                if named == Divide(top, bottom):
                    return at
    raise Refused("the left side is not the likelihood at an integer over its value one before")


def _require_in(meaning: Meaning, variable: str, at: int) -> None:
    domain = meaning.setting.domains[variable]
    ends = [None if end is None else number_value(end) for end in (domain.lower, domain.upper)]
    if (ends[0] is not None and at < ends[0]) or (ends[1] is not None and at > ends[1]):
        raise Refused(f"{at} does not lie in the domain")


def _beyond(case: Case, variable: str) -> Case:
    """The same step, the variable any integer of its domain but the first."""
    return Case(case.claim, case.before, case.after, beyond(case, variable), case.record)


# ---- inequalities --------------------------------------------------------------------------------------------


def not_below(case: Case) -> Established:
    """The ratio is at least one."""
    claim = case.claim
    assert isinstance(claim, NotBelow)
    _, ratio = _ratio(case, claim.variable)
    line = case.after
    if not isinstance(line, Relation) or line.operators != ("≥",) or line.operands[1] != ONE:
        raise Refused("the line does not say that the ratio is at least one")
    case.note(beyond(case, claim.variable).equal(ratio, line.operands[0]))
    return established(case, slopes=None, is_equation=True)


def in_same_sense(case: Case) -> Established:
    """The gap of the new inequality is a positive multiple of that of the old one."""
    claim = case.claim
    assert isinstance(claim, InSameSense)
    before = case.start()
    if not isinstance(before.claim, (NotBelow, InSameSense)) or before.claim.variable != claim.variable:
        raise Refused("the line before does not say where the likelihood is not below its value one before")
    inner = _beyond(case, claim.variable)
    if claim.power != 1:
        _root(inner, before.line, claim.power)
        case.note(inner.kind)
        return established(case, slopes=None, is_equation=True)
    positive_by_factors(inner, claim.multiplier)
    inner.equal(Multiply((claim.multiplier, _gap(before.line))), _gap(case.after))
    case.note(inner.kind)
    _further_operands(case)
    return established(case, slopes=None, is_equation=True)


def _root(case: Case, before: Expression, power: int) -> None:
    """`r ≥ 1` behind `r^k ≥ 1`: the k-th root of positive numbers keeps their order. Raises Refused."""
    old, new = before, case.after
    if not isinstance(old, Relation) or not isinstance(new, Relation) or power < 1:
        raise Refused("the line is no inequality of two sides")
    if old.operators != ("≥",) or new.operators != ("≥",) or old.operands[1] != ONE or new.operands[1] != ONE:
        raise Refused("a root is taken of a comparison with one")
    case.positive(new.operands[0])
    case.equal(old.operands[0], Power(new.operands[0], integer(power)))


def _gap(line: Expression) -> Expression:
    """What has to be at least zero."""
    if not isinstance(line, Relation) or line.operators[0] not in _FLIPPED:
        raise Refused("the line is no inequality of two sides")
    left, right = line.operands[:2]
    return difference(left, right) if line.operators[0] == "≥" else difference(right, left)


def _further_operands(case: Case) -> None:
    """`N ≤ 120/5 = 24`: what stands behind the right side equals it."""
    line = case.after
    assert isinstance(line, Relation)
    for operator, operand in zip(line.operators[1:], line.operands[2:], strict=True):
        if operator not in "=≈":
            raise Refused("a second comparison in an inequality")
        case.link(operator, line.operands[1], operand)


# ---- conclusions ---------------------------------------------------------------------------------------------


def last_not_below(case: Case) -> Established:
    """The last integer of the domain at which the likelihood is not below its value one before."""
    claim = case.claim
    assert isinstance(claim, LastNotBelow)
    before = case.start()
    line, symbol = before.line, Symbol(claim.variable)
    if not isinstance(before.claim, (NotBelow, InSameSense)) or before.claim.variable != claim.variable:
        raise Refused("the line before does not say where the likelihood is not below its value one before")
    if not isinstance(line, Relation) or line.operands[0] != symbol or line.operators[0] != "≤":
        raise Refused(f"the line before is not solved for {claim.variable}")
    bound = line.operands[1]
    if claim.variable in free_symbols(bound):
        raise Refused("the bound holds the unknown")
    if case.meaning.is_closed(bound, False):
        _conclude_in_numbers(case, claim.variable, bound)
    else:
        _conclude_formula(case, claim.variable, bound)
    return established(case, slopes=None)


def _conclude_in_numbers(case: Case, variable: str, bound: Expression) -> None:
    whole, exact = whole_part(case, bound)
    first, last = first_of(case, variable), last_of(case, variable)
    low = None if first is None else _number(first)
    high = None if last is None else _number(last)
    if low is not None and whole <= low:
        found, tied = low, False
    elif high is not None and whole > high:
        found, tied = high, False
    else:
        found, tied = whole, exact
    states_maximisers(case, variable, found, tied)


def _number(end: Expression) -> int:
    value = number_value(end)
    if not isinstance(value, int):
        raise Refused("an end of the domain that is no number")
    return value


def states_maximisers(case: Case, variable: str, found: int, tied: bool) -> None:
    """`v̂ = a`, or `v̂ ∈ {a − 1, a}` where both are equally good. Raises Refused."""
    line, hat = case.after, Hat(Symbol(variable))
    if not isinstance(line, Relation) or line.operands[0] != hat:
        raise Refused(f"the line does not say what the estimate of {variable} is")
    if tied:
        if line.operators != ("∈",) or line.operands[1] != SetOf((integer(found - 1), integer(found))):
            raise Refused(f"{found - 1} and {found} are both maximisers")
        return
    if line.operators[0] != "=":
        raise Refused(f"there is one maximiser, {found}")
    case.follow(line, integer(found), False, True)
    case.record.definitions.define(hat, integer(found))


def _conclude_formula(case: Case, variable: str, bound: Expression) -> None:
    """`v̂ = floor(b)` with symbols in b, between the ends of the domain."""
    line, hat = case.after, Hat(Symbol(variable))
    if not isinstance(line, Relation) or line.operands[0] != hat or set(line.operators) != {"="}:
        raise Refused(f"the line does not say what the estimate of {variable} is")
    first, last = first_of(case, variable), last_of(case, variable)
    if first is not None:
        case.ordered(first, bound, False)
    if last is not None:
        case.ordered(bound, last, False)
    for said in line.operands[1:]:
        if not isinstance(said, Call) or said.function != "floor" or not case.proves_equal(bound, said.arguments[0]):
            raise Refused("the estimate is not the whole part of the bound")
    case.record.definitions.define(hat, line.operands[1])


def ratio_against_one(case: Case) -> Established:
    """All ratios lie on one side of one."""
    claim = case.claim
    assert isinstance(claim, RatioAgainstOne)
    before, ratio = _ratio(case, claim.variable)
    line = case.after
    assert isinstance(before.line, Relation)
    if not isinstance(line, Relation) or line.operands[0] != before.line.operands[0] or line.operands[-1] != ONE:
        raise Refused("the line does not compare the ratio with one")
    if set(line.operators[:-1]) != {"="} or line.operators[-1] not in ("<", ">"):
        raise Refused("the line does not compare the ratio with one")
    inner = _beyond(case, claim.variable)
    for operand in line.operands[1:-1]:
        inner.equal(ratio, operand)
    above = difference(line.operands[-2], ONE)
    inner.positive(above if line.operators[-1] == ">" else Negate(above))
    case.note(inner.kind)
    return established(case, slopes=None)


def _direction(case: Case, variable: str) -> bool:
    """Whether the likelihood grows with every step."""
    before = case.start()
    if not isinstance(before.claim, RatioAgainstOne) or before.claim.variable != variable:
        raise Refused("the line before does not compare all ratios with one")
    assert isinstance(before.line, Relation)
    return before.line.operators[-1] == ">"


def end_of_integers(case: Case) -> Established:
    """The end to which the likelihood climbs."""
    claim = case.claim
    assert isinstance(claim, EndOfIntegers)
    grows = _direction(case, claim.variable)
    end = last_of(case, claim.variable) if grows else first_of(case, claim.variable)
    line, hat = case.after, Hat(Symbol(claim.variable))
    if end is None:
        raise Refused(f"the domain of {claim.variable} has no end on that side")
    if not isinstance(line, Relation) or line.operands[0] != hat or line.operators[0] != "=":
        raise Refused(f"the line does not say what the estimate of {claim.variable} is")
    case.follow(line, end, False, True)
    case.record.definitions.define(hat, end)
    return established(case, slopes=None)


def climbs_for_ever(case: Case) -> Established:
    """There is no end on the side to which the likelihood climbs."""
    claim = case.claim
    assert isinstance(claim, ClimbsForEver)
    grows = _direction(case, claim.variable)
    if (last_of(case, claim.variable) if grows else first_of(case, claim.variable)) is not None:
        raise Refused(f"the domain of {claim.variable} has an end on that side")
    domain: Domain = case.domain(claim.variable)
    if case.after != domain.condition(Symbol(claim.variable)):
        raise Refused("the line does not state the domain")
    return established(case, slopes=None)


CHECKS: Checks = {
    NeighbourRatio: neighbour_ratio,
    NotBelow: not_below,
    InSameSense: in_same_sense,
    LastNotBelow: last_not_below,
    RatioAgainstOne: ratio_against_one,
    EndOfIntegers: end_of_integers,
    ClimbsForEver: climbs_for_ever,
    RatioAt: ratio_at,
}
