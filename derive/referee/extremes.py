"""The case that data are at an end of what they can be: the likelihood there, and where it climbs to."""

from __future__ import annotations

from ..claims.cases import Extreme, ExtremeAtEnd, ExtremeWithout
from ..claims.values import Given
from ..expressions import (
    INFINITY,
    ONE,
    Call,
    Chain,
    Derivative,
    Expression,
    Hat,
    Indexed,
    Multiply,
    Negate,
    OrderStatistic,
    Product,
    Relation,
    Summation,
    Symbol,
    free_symbols,
    map_children,
    observation,
    replace,
    walk,
)
from ..records import replace as changed
from .case import Case, Checks
from .maxima import has_value_at
from .meaning import Meaning
from .record import Established
from .refusal import Refused
from .values import established

__all__ = ["CHECKS", "parts_of", "states_limit"]

_STATISTICS = ("mean", "max", "min", "median")



def extreme(case: Case) -> Established:
    """The likelihood where all observations, or a known symbol, are at an end."""
    claim, before = case.claim, case.start()
    assert isinstance(claim, Extreme)
    name = case.name(before.line)
    if not isinstance(before.claim, Given) or name is None or name.function != "L" or name.slopes:
        raise Refused("the line before does not define the likelihood")
    condition, line = parts_of(case.after, 2)
    _check_condition(case, claim, condition)
    if not isinstance(line, Relation) or case.name(line) != name:
        raise Refused("the line does not say what the likelihood is")
    bare = _bare(case, claim)
    value = _in_case(claim, case.meaning.unfold(before.value))
    for operator, operand in zip(line.operators, line.operands[1:], strict=True):
        if operator != "=":
            raise Refused("the line does not say what the likelihood is")
        case.note(bare.equal(value, operand))
    return established(case, slopes=None)


def parts_of(line: Expression, count: int) -> tuple[Expression, ...]:
    """The condition of a line `C ⇒ …` and what follows."""
    links = ("⇒", "→")[: count - 1]
    if not isinstance(line, Chain) or line.links != links or len(line.statements) != count:
        raise Refused("the line does not state a case and what follows")
    return line.statements


def _bare(case: Case, claim: Extreme) -> Meaning:
    """Without the facts of the other cases: those about what the case is about."""
    facts = tuple(fact for fact in case.setting.facts if not _is_about(claim, fact))
    return Meaning(changed(case.setting, facts=facts), case.record.definitions)


def _is_about(claim: Extreme, fact: Expression) -> bool:
    if not claim.of_sample:
        return claim.variable in free_symbols(fact)
    return any(isinstance(node, (Indexed, Call, OrderStatistic, Summation, Product)) for node in walk(fact))


def _check_condition(case: Case, claim: Extreme, condition: Expression) -> None:
    places = case.setting.supports if claim.of_sample else case.setting.domains
    domain = places.get(claim.variable)
    ends = [] if domain is None else [(domain.lower, domain.lower_closed), (domain.upper, domain.upper_closed)]
    if not any(closed and end == claim.end for end, closed in ends):
        raise Refused(f"{claim.variable} has no such end, or does not reach it")
    if not free_symbols(claim.end).isdisjoint(case.setting.supports):
        raise Refused("the end moves with an observation")
    if not isinstance(condition, Relation) or condition.operators != ("=",):
        raise Refused("the case is not stated as an equation")
    left, right = condition.operands
    if not claim.of_sample:
        if (left, right) != (Symbol(claim.variable), claim.end):
            raise Refused("the case is not that the symbol is at its end")
        return
    whole_sample = isinstance(left, Summation) and left.body == observation(claim.variable)
    if not whole_sample or not isinstance(left, Summation) or left.lower != ONE:
        raise Refused("the case is not stated by the sum of all observations")
    case.note(_bare(case, claim).equal(Multiply((left.upper, claim.end)), right))


def _in_case(claim: Extreme, e: Expression) -> Expression:
    """The expression with the end for every observation, or for the symbol."""
    if not claim.of_sample:
        return replace(e, Symbol(claim.variable), claim.end)
    if isinstance(e, Indexed) and e.base == claim.variable:
        return claim.end
    if isinstance(e, Call) and e.function in _STATISTICS and len(e.arguments) == 1:
        inner = replace(e.arguments[0], Symbol(claim.variable), claim.end)
        return inner if inner != e.arguments[0] else e
    return map_children(lambda child: _in_case(claim, child), e)


def extreme_at_end(case: Case) -> Established:
    """The likelihood of the case is monotone, and the end to which it climbs belongs to the domain."""
    claim = case.claim
    assert isinstance(claim, ExtremeAtEnd)
    start, end, closed = _climbs_in_case(case, claim.variable, claim.upper)
    assert isinstance(start.claim, Extreme)
    if end is None or not closed:
        raise Refused(f"the end does not belong to the domain of {claim.variable}")
    condition, likelihood = parts_of(start.line, 2)
    stated, line = parts_of(case.after, 2)
    hat = Hat(Symbol(claim.variable))
    if stated != condition or not isinstance(line, Relation) or line.operands[:2] != (hat, end):
        raise Refused(f"the line does not say what the estimate of {claim.variable} is")
    assert isinstance(likelihood, Relation)
    if not has_value_at(case, likelihood.operands[-1], claim.variable, end):
        raise Refused("the function has no value at the end of the domain")
    bare = _bare(case, start.claim)
    for operator, operand in zip(line.operators, line.operands[1:], strict=True):
        if operator != "=":
            raise Refused("the line does not say what the estimate is")
        case.note(bare.equal(end, _in_case(start.claim, case.meaning.unfold(operand))))
    return established(case, slopes=None)


def extreme_without(case: Case) -> Established:
    """The likelihood of the case climbs to an end that does not belong to the domain."""
    claim = case.claim
    assert isinstance(claim, ExtremeWithout)
    start, end, closed = _climbs_in_case(case, claim.variable, claim.upper)
    if end is not None and closed:
        raise Refused(f"the end belongs to the domain of {claim.variable}: it is the maximum")
    states_limit(case, parts_of(start.line, 2)[0], claim.variable, end, claim.upper)
    return established(case, slopes=None)


def states_limit(
    case: Case, condition: Expression, variable: str, end: Expression | None, upper: bool
) -> None:
    limit = end if end is not None else INFINITY if upper else Negate(INFINITY)
    if parts_of(case.after, 3) != (condition, Symbol(variable), limit):
        raise Refused("the line does not say where the likelihood climbs to")


def _climbs_in_case(case: Case, variable: str, upper: bool) -> tuple[Established, Expression | None, bool]:
    """The line of the case, and the end of the domain that its likelihood climbs to. Raises Refused."""
    start = case.start()
    if not isinstance(start.claim, Extreme) or start.claim.variable == variable:
        raise Refused("the line before does not give the likelihood of a case")
    line = parts_of(start.line, 2)[1]
    assert isinstance(line, Relation)
    value, bare = line.operands[-1], _bare(case, start.claim)
    if free_symbols(value) & case.setting.supports.keys():
        raise Refused("observations are left in the likelihood of the case")
    case.note(bare.is_positive(value))
    slope = Derivative(Call("log", (value,)), Symbol(variable))
    case.note(bare.is_positive(slope if upper else Negate(slope)))
    domain = case.domain(variable)
    if domain.integer:
        raise Refused("the derivative for an integer parameter")
    return start, *((domain.upper, domain.upper_closed) if upper else (domain.lower, domain.lower_closed))


CHECKS: Checks = {
    Extreme: extreme,
    ExtremeAtEnd: extreme_at_end,
    ExtremeWithout: extreme_without,
}
