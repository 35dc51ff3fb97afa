"""Claims about conditions among the parameters."""

from __future__ import annotations

from fractions import Fraction

from ..claims.conditions import Lagrange, Undetermined
from ..expressions import ZERO, Add, Derivative, Expression, Hat, Multiply, Relation, Several, Symbol, number_value
from ..steps import value_of
from .case import Case, Checks, operands_of
from .equations import gap_of, require_established
from .linear import weights_of
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


CHECKS: Checks = {Lagrange: lagrange, Undetermined: undetermined}
