"""Claims about other parameters in place of those of the problem, one to one."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq

from ..claims.several import NewParameters, ReadBack, Reparametrised
from ..expressions import (
    Expression,
    Hat,
    Indicator,
    Relation,
    Several,
    Symbol,
    free_symbols,
    map_children,
    nodes,
    number_value,
    replace,
)
from ..steps import Verified
from .case import Case, Checks, sides_of
from .function_values import rounds
from .heights import with_estimates
from .links import parted, product_of
from .record import Established
from .refusal import Refused
from .search import has_kind
from .values import established

__all__ = ["CHECKS"]


def _statements(line: Expression) -> tuple[Expression, ...]:
    return line.statements if isinstance(line, Several) and line.separator != "or" else (line,)


def _backward(line: Expression) -> dict[str, Expression]:
    """`a = …, b = …` as a table."""
    found: dict[str, Expression] = {}
    for statement in _statements(line):
        left, right = sides_of(statement)
        if not isinstance(left, Symbol) or left.name in found:
            raise Refused("the line does not say what each parameter is in new ones")
        found[left.name] = right
    return found


def _put(e: Expression, values: dict[str, Expression]) -> Expression:
    """All at once."""
    if isinstance(e, Symbol):
        return values.get(e.name, e)
    return map_children(lambda child: _put(child, values), e)


def new_parameters(case: Case) -> Established:
    """One map undoes the other, both ways round, and each leads into the domains of the other; with `wider` it is
    enough that the new domain holds all that the old one leads to."""
    claim = case.claim
    assert isinstance(claim, NewParameters)
    forward, backward = dict(claim.forward), _backward(case.after)
    domains = case.setting.domains
    if len(forward) != len(claim.forward) or len(forward) != len(backward) or forward.keys() & backward.keys():
        raise Refused("as many new parameters as old ones, and other names")
    if not {*forward, *backward} <= domains.keys() or any(domains[name].integer for name in (*forward, *backward)):
        raise Refused("a parameter without a domain")
    kept = domains.keys() - forward.keys() - backward.keys()
    for here, there in ((forward, backward), (backward, forward)):
        for value in here.values():
            if free_symbols(value) - there.keys() - kept:
                raise Refused("a new parameter has to be a function of the old ones alone, and the other way round")
    both = (*forward.items(), *backward.items())
    meant = tuple((name, *map(case.meaning.unfold, (Symbol(name), value))) for name, value in both)
    key = meant, len(forward), claim.wider, case.meaning.narrowed
    case.note(case.meaning.recall(key, lambda: _undo_each_other(case, forward, backward, claim.wider)))
    if forward.keys() & _names_so_far(case):
        raise Refused("a new parameter occurs already")
    result = established(case, slopes=None)
    for statement in _statements(case.after):
        case.record.add(Established(statement, claim, True, None, 1, result))
    return result


def _undo_each_other(
    case: Case, forward: dict[str, Expression], backward: dict[str, Expression], wider: bool
) -> Verified:
    """One map after the other leaves each parameter as it was, and each leads into the domains."""
    here = Case(case.claim, case.before, case.after, case.meaning, case.record)
    for one, other in ((forward, backward), (backward, forward)):
        for name, value in one.items():
            if one is forward or not wider:
                _require_inside(here, name, value, one)
            here.equal(Symbol(name), _put(value, other))
    return here.kind


def _require_inside(case: Case, name: str, value: Expression, values: dict[str, Expression]) -> None:
    """The value lies in the domain of the name, which may end at another of the names that have values. Raises
    Refused."""
    domain = case.domain(name)
    ends = [None if end is None else _put(end, values) for end in (domain.lower, domain.upper)]
    if ends == [domain.lower, domain.upper]:
        case.inside(name, value)
        return
    lower, upper = ends
    if lower is not None:
        case.ordered(lower, value, not domain.lower_closed)
    if upper is not None:
        case.ordered(value, upper, not domain.upper_closed)


def _names_so_far(case: Case) -> set[str]:
    """All names that a line so far, or what is given, holds, those of indices too."""
    places = (*case.setting.given, *case.setting.facts, *(known.line for known in case.record.lines))
    held = {node.name for place in places for node in nodes(place) if isinstance(node, Symbol)}
    return held.union(*map(free_symbols, places))


def _line_of_parameters(case: Case, by: Expression) -> NewParameters:
    known = case.record.find(by)
    if known is None or not isinstance(known.claim, NewParameters):
        raise Refused("no line so far says what the parameters are in new ones")
    return known.claim


def reparametrised(case: Case) -> Established:
    """The same function, the old parameters in terms of the new ones put in."""
    claim = case.claim
    assert isinstance(claim, Reparametrised)
    before, line = case.start(), case.after
    if before.is_equation or before.slopes != () or before.sign != 1:
        raise Refused("the line before is not the log-likelihood")
    forward, backward = dict(_line_of_parameters(case, claim.by).forward), _backward(claim.by)
    name, old = case.name(line), case.name(before.line)
    if not isinstance(line, Relation) or line.operators != ("=",) or name is None or old is None:
        raise Refused("the line does not define the log-likelihood of the new parameters")
    value = line.operands[1]
    kept = tuple(argument for argument in old.arguments if argument not in backward)
    if not _are_in_some_order(name.arguments, (*forward, *kept)) or name.slopes or not name.same_function(old):
        raise Refused("the name at the left does not fit")
    if not backward.keys() <= {*old.arguments} or free_symbols(case.meaning.unfold(value)) & backward.keys():
        raise Refused("an old parameter is left")
    put_in = _put(case.meaning.unfold(before.value), backward)
    if has_kind(put_in, Indicator):
        _require_same_on_support(case, put_in, value)
    else:
        case.equal(put_in, value, not case.proves_equal(put_in, value))  # over any sample, else at the data
    case.define(name, value)
    return established(case, slopes=())


def _are_in_some_order(arguments: tuple[str, ...], names: tuple[str, ...]) -> bool:
    return len(arguments) == len(names) and {*arguments} == {*names}


def _require_same_on_support(case: Case, before: Expression, after: Expression) -> None:
    """The same factors, and one by one the same conditions on the observations. Raises Refused."""
    factors, links = parted(before)
    others, stated = parted(case.meaning.unfold(after))
    if len(links) != len(stated):
        raise Refused("the conditions before and after do not say the same")
    for one, other in zip(links, stated, strict=True):
        if one.strict != other.strict:
            raise Refused("a condition with an end that belongs to it on one side only")
        case.equal(one.gap, other.gap)
    case.equal(product_of(factors), product_of(others))


def read_back(case: Case) -> Established:
    """The estimates of the new parameters put in, which together are the maximum."""
    claim = case.claim
    assert isinstance(claim, ReadBack)
    before, line = case.start(), case.after
    if not isinstance(before.claim, NewParameters) or isinstance(before.line, Several):
        raise Refused("the line before does not say what a parameter is in new ones")
    left, right = sides_of(before.line)
    assert isinstance(left, Symbol)
    if not isinstance(line, Relation) or line.operands[0] != Hat(left) or line.operators[0] != "=":
        raise Refused("the line does not say what the estimate is")
    new = dict(before.claim.forward)
    names = sorted(free_symbols(right) & case.setting.domains.keys())
    for name in names:
        right = replace(right, Symbol(name), Hat(Symbol(name)))
    exact = {name: case.record.definitions.estimate(name) for name in {*names, *new}}
    if any(e is not None and free_symbols(case.meaning.unfold(e)) & new.keys() for e in exact.values()):
        raise Refused("an estimate of a new parameter holds another one")
    if None in exact.values():
        return _read_back_in_numbers(case, before.claim, left.name, right)
    case.follow(line, right, False, True)
    case.record.definitions.define(line.operands[0], right)
    if before.claim.wider:
        case.inside(left.name, line.operands[-1], True)
    return established(case, slopes=None)


def _read_back_in_numbers(case: Case, claim: NewParameters, name: str, formula: Expression) -> Established:
    """Some of the estimates are known by enclosures only: so is the value, which has to lie inside of the domain."""
    line = case.after
    if not isinstance(line, Relation) or line.operators != ("=", "≈") or line.operands[1] != formula:
        raise Refused("the line does not say what the estimate is")
    value = with_estimates(case, formula)
    if not rounds(value, line.operands[2]):
        raise Refused("the decimal is not the value rounded to the digits that it shows")
    if claim.wider and not _lies_inside(case, name, value):
        raise Refused("the value is not proved to lie in the domain")
    case.note(Verified.ENCLOSED)
    return established(case, slopes=None)


def _lies_inside(case: Case, name: str, value: arb) -> bool:
    domain = case.domain(name)
    ends = [None if end is None else number_value(end) for end in (domain.lower, domain.upper)]
    if any(end is None and given is not None for end, given in zip(ends, (domain.lower, domain.upper), strict=True)):
        return False
    low, high = (None if end is None else arb(fmpq(*Fraction(end).as_integer_ratio())) for end in ends)
    return (low is None or bool(value > low)) and (high is None or bool(value < high))


CHECKS: Checks = {
    NewParameters: new_parameters,
    Reparametrised: reparametrised,
    ReadBack: read_back,
}
