"""Claims that a function grows beyond every bound along a path: from its leading term as the path runs to its end."""

from __future__ import annotations

from ..balls import Undefined, explodes, germ_of, sign_of
from ..claims.paths import AlongPath, GrowsAlong
from ..claims.values import Equal
from ..expressions import (
    INFINITY,
    Add,
    Apply,
    Chain,
    Expression,
    Negate,
    Relation,
    Symbol,
    free_symbols,
    replace,
)
from ..steps import Verified
from .case import Case, Checks
from .record import Established
from .refusal import Refused
from .values import established

__all__ = ["CHECKS"]


def along_path(case: Case) -> Established:
    """The function with the path put in, which stays in the domains of the parameters."""
    claim = case.claim
    assert isinstance(claim, AlongPath)
    before = case.start()
    if before.is_equation or before.slopes != () or before.sign != 1:
        raise Refused("the line before is not the likelihood")
    value = case.meaning.unfold(before.value)
    _check_symbols(case, claim, value)
    _check_conditions(case, claim)
    for name, _ in claim.pairs:
        _check_domain(case, claim, name)
    after = case.after
    if not isinstance(after, Relation) or after.operands[0] != _put_in(claim, _name(before)):
        raise Refused("the name at the left does not say where the path leads")
    if after.operators != ("=",) or after.operands[1] not in (_put_in(claim, value), _put_in(claim, before.value)):
        raise Refused("that is not the function with the path put in")
    return established(case, slopes=None)


def _name(before: Established) -> Expression:
    name = before.line.operands[0] if isinstance(before.line, Relation) else None
    if not isinstance(name, Apply) or name.primes or name.given:
        raise Refused("the function has no name with its parameters")
    return name


def _put_in(claim: AlongPath, e: Expression) -> Expression:
    for name, formula in claim.pairs:
        e = replace(e, Symbol(name), formula)
    return e


def _check_symbols(case: Case, claim: AlongPath, value: Expression) -> None:
    """The variable is new, and the formulas hold nothing else; all parameters are put in."""
    variable, setting = claim.variable, case.setting
    taken = {*setting.domains, *setting.values, *setting.supports, *setting.columns, *free_symbols(value)}
    if variable in taken or not case.record.is_fresh(Symbol(variable)):
        raise Refused("the variable of the path is in use")
    names = [name for name, _ in claim.pairs]
    sizes = {e.name for e in setting.statistics if isinstance(e, Symbol)}  # of several samples
    unknown = (free_symbols(value) & setting.domains.keys()) - setting.values.keys() - {"n"} - sizes
    if len(set(names)) != len(names) or not unknown <= set(names):
        raise Refused("the path does not say what every parameter is")
    if any(free_symbols(formula) - {variable} for _, formula in claim.pairs):
        raise Refused("the path depends on more than its variable")


def _check_conditions(case: Case, claim: AlongPath) -> None:
    """Conditions among the parameters beside their domains are not looked at: there must be none."""
    names = {name for name, _ in claim.pairs}
    for line in (*case.setting.given, *case.setting.facts):
        is_condition = isinstance(line, Relation) and case.name(line) is None
        if is_condition and not names.isdisjoint(free_symbols(line)):
            raise Refused("the parameters have to meet a condition")


def _check_domain(case: Case, claim: AlongPath, name: str) -> None:
    """Near its end the path is inside the domain that the setting gives. Raises Refused."""
    domain = case.whole_domain(name)
    if domain.integer:
        raise Refused(f"{name} is a whole number")
    at = _put_in(claim, Symbol(name))
    ends = ((domain.lower, 1, domain.lower_closed), (domain.upper, -1, domain.upper_closed))
    for end, side, closed in ends:
        if end is None:
            continue
        gap = Add((at, Negate(_put_in(claim, end))))
        try:
            sign = sign_of(germ_of(gap, claim.variable, claim.upper, case.setting)) * side
        except Undefined as why:
            raise Refused(f"{name} is not proved to stay in its domain: {why}") from None
        if sign < 0 or (sign == 0 and not closed):
            raise Refused(f"the path leaves the domain of {name}")


def climbs(case: Case) -> Established:
    """The function tends to infinity along the path."""
    before = case.start()
    path: Established | None = before
    while path is not None and isinstance(path.claim, Equal):
        path = path.source
    if path is None or not isinstance(path.claim, AlongPath) or not isinstance(path.line, Relation):
        raise Refused("the line before does not follow a path")
    if case.after != Chain((path.line.operands[0], INFINITY), ("→",)):
        raise Refused("the line does not say where the function tends")
    value = case.meaning.unfold(path.value)
    try:
        grows = explodes(germ_of(value, path.claim.variable, path.claim.upper, case.setting))
    except Undefined as why:
        raise Refused(f"the course of the function along the path is not known: {why}") from None
    if not grows:
        raise Refused("the function does not grow beyond every bound along the path")
    case.note(Verified.ENCLOSED)
    return established(case, slopes=None)


CHECKS: Checks = {
    AlongPath: along_path,
    GrowsAlong: climbs,
}
