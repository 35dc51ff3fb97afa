"""Claims about supports that hold a parameter: indicators collected, the admissible parameters, or that none are.

A condition on every observation is one on the least or the largest: φ(x_i) ≤ e for all i just where max φ(x) ≤ e.
"""

from __future__ import annotations

from fractions import Fraction

from ..claims.supports import Admissible, Collected, Vanishing
from ..domains import REAL, Domain
from ..exact import CannotNormalise
from ..expressions import (
    ZERO,
    Derivative,
    Divide,
    Expression,
    Indicator,
    Multiply,
    Relation,
    Several,
    Symbol,
    free_symbols,
    rational,
    replace,
)
from ..records import replace as with_fields
from .case import Case, Checks
from .links import Link, links_of, parted, product_of, split
from .meaning import Meaning, difference
from .record import Established
from .refusal import Refused
from .values import established, inherited

__all__ = ["CHECKS"]


# ---- conditions that say the same ------------------------------------------------------------------------


def collected(case: Case) -> Established:
    """The same factors; conditions that imply each other."""
    claim = case.claim
    assert isinstance(claim, Collected)
    before = case.start()
    value = _stated_value(case, before)
    factors, left = parted(case.meaning.unfold(before.value))
    others, right = parted(case.meaning.unfold(value))
    left, right = split(left), split(right)
    inner = Case(claim, before, case.after, _where_admissible(case, right), case.record)
    inner.equal(product_of(factors), product_of(others), claim.at_data)
    case.note(inner.kind)
    for link in right:
        _require_implied(case, link, left, claim.at_data)
    for link in left:
        _require_implied(case, link, right, claim.at_data)
    return inherited(case, before)


def _where_admissible(case: Case, links: list[Link]) -> Meaning:
    """Meaning where the conditions hold that are solved for a whole number: elsewhere both sides are zero."""
    domains: dict[str, Domain] = {}
    for link in links:
        name = _solved_for(case, link)
        if name is not None and not link.strict and case.domain(name).integer:
            domain = domains.get(name, case.domain(name))
            if link.low == Symbol(name):
                domains[name] = with_fields(domain, upper=link.high, upper_closed=True)
            else:
                domains[name] = with_fields(domain, lower=link.low, lower_closed=True)
    return case.meaning.where(domains) if domains else case.meaning


def _stated_value(case: Case, before: Established) -> Expression:
    """The right side of `L(θ) = …`, the name that of the line before. Raises Refused."""
    after, old, new = case.after, case.name(before.line), case.name(case.after)
    if before.is_equation or before.slopes != () or old is None or new != old:
        raise Refused("the lines do not say what the likelihood is")
    if not isinstance(after, Relation) or after.operators != ("=",):
        raise Refused("the line does not say what the likelihood is")
    return after.operands[1]


def _require_implied(case: Case, link: Link, by: list[Link], at_data: bool) -> None:
    """Proves that the comparison always holds, or follows from one of the others. Raises Refused."""
    if _always(case, link, at_data):
        return
    for other in by:
        if other.strict == link.strict and _same_sign(case, other, link, at_data):
            return
        if _follows(case, link, other, at_data):
            return
    raise Refused("the conditions before and after do not say the same")


def _follows(case: Case, link: Link, other: Link, at_data: bool) -> bool:
    """Whether the gap of the link is a positive multiple of that of the other and more: `θ ≥ 2` by `θ ≥ 3`."""
    names = [name for name in (_solved_for(case, link), _solved_for(case, other)) if name is not None]
    if not names:
        return False
    slopes = [Derivative(case.meaning.unfold(gap), Symbol(names[0])) for gap in (link.gap, other.gap)]
    factor = _number(case, Divide(*slopes), at_data)
    if factor is None or factor <= 0:
        return False
    excess = difference(link.gap, Multiply((rational(factor), other.gap)))
    if link.strict and not other.strict:
        return case.meaning.sign(excess, at_data)[0] == 1
    return _never_negative(case, excess, at_data)


def _always(case: Case, link: Link, at_data: bool) -> bool:
    sign, _ = case.meaning.sign(link.gap, at_data)
    if not link.strict:
        return sign in (0, 1) or (sign is None and _never_negative(case, link.gap, at_data))
    return sign == 1 and not any(_has_closed_end(case, name) for name in free_symbols(link.gap))


def _has_closed_end(case: Case, name: str) -> bool:
    """What is proved in the interior of a domain may fail at an end that belongs to it."""
    domain = case.setting.domains.get(name, REAL)
    return name not in ("n", *case.setting.values) and (domain.lower_closed or domain.upper_closed)


def _same_sign(case: Case, one: Link, other: Link, at_data: bool) -> bool:
    """Whether both gaps have the same sign and the same zeros: one is a positive number times the other; or one of
    them is solved for a parameter v, and the other rises or falls with v through zero just there."""
    if _ratio(case, one, other, at_data):
        return True
    return any(_crosses_at_end(case, a, b, at_data) for a, b in ((one, other), (other, one)))


def _ratio(case: Case, one: Link, other: Link, at_data: bool) -> bool:
    """Whether the gaps are positive multiples of each other by a number."""
    number = _number(case, Divide(case.meaning.unfold(one.gap), case.meaning.unfold(other.gap)), at_data)
    return number is not None and number > 0


def _number(case: Case, e: Expression, at_data: bool) -> Fraction | None:
    """The rational number that the expression is proved to be."""
    field = case.meaning.field(at_data)
    try:
        return field.rational(field.normal(e))
    except CannotNormalise:
        return None


def _crosses_at_end(case: Case, link: Link, solved: Link, at_data: bool) -> bool:
    """Whether the gap of a link vanishes at the end e of `v ≥ e` or `v ≤ e`, which lies in the closed domain of v,
    and is monotone in v to the right side."""
    name = _solved_for(case, solved)
    if name is None:
        return False
    is_lower = solved.high == Symbol(name)
    end = solved.low if is_lower else solved.high
    domain = case.domain(name)
    beyond = [difference(end, domain.lower)] if domain.lower is not None else []
    beyond += [difference(domain.upper, end)] if domain.upper is not None else []
    if not all(_never_negative(case, gap, at_data) for gap in beyond):
        return False
    if not case.proves_equal(ZERO, replace(link.gap, Symbol(name), end), at_data):
        return False
    sign, _ = case.meaning.sign(Derivative(link.gap, Symbol(name)), at_data)
    return sign == (1 if is_lower else -1)


def _never_negative(case: Case, gap: Expression, at_data: bool) -> bool:
    return case.meaning.field(at_data).nonnegative(case.meaning.unfold(gap))


def _solved_for(case: Case, link: Link) -> str | None:
    """The parameter that stands alone on one side and does not occur on the other."""
    for side, other in ((link.low, link.high), (link.high, link.low)):
        if isinstance(side, Symbol) and _is_parameter(case, side.name) and side.name not in free_symbols(other):
            return side.name
    return None


def _is_parameter(case: Case, name: str) -> bool:
    return name in case.setting.domains and name != "n" and name not in case.setting.values


# ---- admissible parameters -------------------------------------------------------------------------------


def admissible(case: Case) -> Established:
    """The conditions of the likelihood narrow the domains of the parameters for which they are solved."""
    claim = case.claim
    assert isinstance(claim, Admissible)
    before = case.start()
    if before.is_equation or before.slopes != () or before.sign != 1:
        raise Refused("the line before is not the likelihood")
    conditions = [f.condition for f in _factors(before.value) if isinstance(f, Indicator)]
    stated = list(case.after.statements) if isinstance(case.after, Several) else [case.after]
    if not conditions or stated != conditions or (isinstance(case.after, Several) and case.after.separator == "or"):
        raise Refused("the line does not state the conditions of the likelihood")
    domains: dict[str, Domain] = {}
    for link in (link for condition in conditions for link in links_of(condition)):
        _narrow(case, link, domains)
    old = {name: case.domain(name) for name in domains}
    case.meaning.restrict(domains)
    inner = Case(claim, before, case.after, case.meaning, case.record)
    for name, domain in domains.items():
        _require_part(inner, domain, old[name])
        if domain.lower is not None and domain.upper is not None:
            inner.ordered(domain.lower, domain.upper, not (domain.lower_closed and domain.upper_closed))
    case.note(inner.kind)
    for condition in conditions:
        case.meaning.hold(condition)
    return established(case, slopes=None)


def _factors(e: Expression) -> list[Expression]:
    if isinstance(e, Multiply):
        return [f for factor in e.factors for f in _factors(factor)]
    return [e]


def _narrow(case: Case, link: Link, domains: dict[str, Domain]) -> None:
    """Enter the end that a comparison sets. Raises Refused where it is not solved for a parameter."""
    name = _solved_for(case, link)
    if name is None:
        raise Refused("a condition that is not solved for a parameter")
    domain = domains.get(name, case.domain(name))
    if link.low == Symbol(name):
        if name in domains and domains[name].upper != case.domain(name).upper:
            raise Refused(f"two upper ends for {name}")
        domains[name] = with_fields(domain, upper=link.high, upper_closed=not link.strict)
    else:
        if name in domains and domains[name].lower != case.domain(name).lower:
            raise Refused(f"two lower ends for {name}")
        domains[name] = with_fields(domain, lower=link.low, lower_closed=not link.strict)


def _require_part(case: Case, new: Domain, old: Domain) -> None:
    """Proves that no number of the interior of the new domain lies outside the old one."""
    if old.lower is not None and new.lower is not None and new.lower != old.lower:
        case.ordered(old.lower, new.lower, False)
    if old.upper is not None and new.upper is not None and new.upper != old.upper:
        case.ordered(new.upper, old.upper, False)


def vanishing(case: Case) -> Established:
    """Two comparisons of the likelihood contradict each other."""
    claim = case.claim
    assert isinstance(claim, Vanishing)
    before = case.start()
    if _stated_value(case, before) != ZERO:
        raise Refused("the line does not say that the likelihood is zero")
    _, links = parted(before.value)
    among_themselves = any(_contradict(case, one, other) for one in links for other in links)
    if not among_themselves and not any(_leaves_domain(case, link) for link in links):
        raise Refused("no two conditions are proved to contradict each other")
    return inherited(case, before)


def _contradict(case: Case, one: Link, other: Link) -> bool:
    """`a ≤ v` and `v ≤ b` with b < a."""
    if not isinstance(one.high, Symbol) or one.high != other.low:
        return False
    sign, kind = case.meaning.sign(difference(one.low, other.high))
    case.note(kind)
    return sign == 1 or (sign == 0 and (one.strict or other.strict))


def _leaves_domain(case: Case, link: Link) -> bool:
    """`a ≤ v` where all v of its domain lie below a, or `v ≤ b` where they lie above b."""
    pairs: list[tuple[Expression | None, Expression | None, bool]] = []
    if isinstance(link.high, Symbol):
        domain = case.domain(link.high.name)
        pairs.append((link.low, domain.upper, domain.upper_closed))
    if isinstance(link.low, Symbol):
        domain = case.domain(link.low.name)
        pairs.append((domain.lower, link.high, domain.lower_closed))
    for above, below, closed in pairs:
        if above is not None and below is not None:
            sign, kind = case.meaning.sign(difference(above, below))
            if sign == 1 or (sign == 0 and (link.strict or not closed)):
                case.note(kind)
                return True
    return False


CHECKS: Checks = {
    Collected: collected,
    Admissible: admissible,
    Vanishing: vanishing,
}
