"""Inequalities among the parameters that the maximum without them breaks: the maximum lies where they hold with
equality."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..claims.boundary import Crossed, OnBoundary
from ..claims.maxima import SignChange
from ..domains import Domain
from ..expressions import (
    Chain,
    Derivative,
    Expression,
    Negate,
    Relation,
    Symbol,
    free_symbols,
    number_value,
    rational,
    replace,
)
from .case import Case, Checks
from .equations import require_established
from .linear import Form, form_of
from .maxima import conditions_on
from .record import Established
from .refusal import Refused
from .values import established

__all__ = ["CHECKS"]

_UPWARD = {"<": 1, "≤": 1, ">": -1, "≥": -1}
Point = Mapping[str, Fraction]


def on_boundary(case: Case) -> Established:
    """ℓ is concave and its maximum without the inequality lies beyond: on the way there from any admissible point ℓ
    does not fall, and nothing but the inequality is broken."""
    claim = case.claim
    assert isinstance(claim, OnBoundary)
    before = _log_likelihood(case)
    point = _point(case, claim, before)
    _require_concave(case, before, point)
    _require_largest(case, before, claim, point)
    bound = claim.inequality
    if not _value(bound, point) > 0:
        raise Refused("the maximum without the inequality does not break it")
    _require_stated(case, bound)
    for line in _conditions(case, point):
        if line != bound and not _holds(line, point):
            raise Refused("the maximum without the inequality breaks another condition, too")
    for name, value in point.items():
        if not _inside(case.domain(name), value, name, bound):
            raise Refused(f"the value of {name} lies outside of its domain")
    _require_conclusion(case, bound)
    return established(case, slopes=None, is_equation=True)


def _log_likelihood(case: Case) -> Established:
    before = case.start()
    if before.is_equation or before.slopes != () or before.sign != 1:
        raise Refused("the line before is not the log-likelihood")
    return before


def _point(case: Case, claim: OnBoundary, before: Established) -> dict[str, Fraction]:
    point = {name: Fraction(value) for name, e in claim.point if (value := number_value(e)) is not None}
    if len(point) != len(claim.point) or not point.keys() <= case.setting.domains.keys():
        raise Refused("a value that is no number, or is not of a parameter")
    if not free_symbols(case.meaning.unfold(before.value)) <= point.keys():
        raise Refused("the value of a parameter is missing")
    if any(case.domain(name).integer for name in point):
        raise Refused("a parameter that is an integer")
    return point


def _require_concave(case: Case, before: Established, point: Point) -> None:
    """Strictly, in each parameter that it holds, and without mixed derivatives."""
    held = tuple(sorted(free_symbols(case.meaning.unfold(before.value)) & point.keys()))
    for name in held:
        slope = Derivative(before.value, Symbol(name))
        case.note(case.meaning.is_positive(Negate(Derivative(slope, Symbol(name)))))
    if not case.meaning.are_separate(before.value, held):
        raise Refused("the log-likelihood is no sum of functions of one parameter each")


def _require_largest(case: Case, before: Established, claim: OnBoundary, point: Point) -> None:
    """At the point the derivatives are sums of multiples of those of the equations, which hold there."""
    wanted: dict[str, Fraction] = dict.fromkeys(point, Fraction(0))
    for line, multiplier in claim.multipliers:
        require_established(case, line)
        by, form = number_value(multiplier), form_of_gap(line)
        if by is None or line.operators != ("=",) or not form.coefficients.keys() <= point.keys():
            raise Refused("a multiplier that is no number, or of no equation among the parameters")
        for name, weight in form.coefficients.items():
            wanted[name] += Fraction(by) * weight
    scores = dict(claim.scores)
    for name, value in wanted.items():
        if name in scores:
            case.note(case.meaning.is_derivative(before.value, name, 1, scores[name]))
            case.equal(rational(value), _at(scores[name], point))
        elif value or name in free_symbols(case.meaning.unfold(before.value)):
            raise Refused(f"the derivative for {name} is missing")


def _at(e: Expression, point: Point) -> Expression:
    for name, value in point.items():
        e = replace(e, Symbol(name), rational(value))
    return e


def form_of_gap(line: Relation) -> Form:
    """Left − right of a relation of two sides as a linear form. Raises Refused."""
    if len(line.operands) != 2:
        raise Refused("a chain of relations")
    left, right = map(form_of, line.operands)
    return left.plus(right, Fraction(-1))


def _value(bound: Relation, point: Point) -> Fraction:
    """By how much the point breaks the inequality."""
    if bound.operators[0] not in _UPWARD:
        raise Refused("that is no inequality")
    return _UPWARD[bound.operators[0]] * form_of_gap(bound).at(point)


def _holds(line: Relation, point: Point) -> bool:
    gap = form_of_gap(line).at(point)
    operator = line.operators[0]
    if operator == "=":
        return gap == 0
    return operator in _UPWARD and (_UPWARD[operator] * gap < 0 or (gap == 0 and operator in "≤≥"))


def _conditions(case: Case, point: Point) -> list[Relation]:
    """What is given of the parameters, and the boundaries on which the maximum was found to lie before."""
    earlier = [known.line for known in case.record.lines if isinstance(known.claim, (OnBoundary, Crossed))]
    return [*conditions_on(case, set(point)), *(line for line in earlier if isinstance(line, Relation))]


def _require_stated(case: Case, bound: Relation) -> None:
    """The inequality is given, or is an end of a domain."""
    if bound in case.setting.given:
        return
    subject, end = bound.operands
    if isinstance(subject, Symbol):
        domain = case.domain(subject.name)
        if bound in (_end_of(domain, subject, True), _end_of(domain, subject, False)) and end is not None:
            return
    raise Refused("the inequality is not given")


def _end_of(domain: Domain, subject: Symbol, upper: bool) -> Relation | None:
    end, closed = (domain.upper, domain.upper_closed) if upper else (domain.lower, domain.lower_closed)
    if end is None:
        return None
    signs = ("≤" if closed else "<") if upper else ("≥" if closed else ">")
    return Relation((subject, end), (signs,))


def _inside(domain: Domain, value: Fraction, name: str, bound: Relation) -> bool:
    """Whether the value lies in the domain, the end left out that is the inequality."""
    ends = [_end_of(domain, Symbol(name), upper) for upper in (False, True)]
    return all(line is None or line == bound or _holds(line, {name: value}) for line in ends)


def _require_conclusion(case: Case, bound: Relation) -> None:
    """With equality; of a strict inequality only as a limit."""
    equal, limit = Relation(bound.operands, ("=",)), Chain(bound.operands, ("→",))
    if case.after != (equal if bound.operators[0] in "≤≥" else limit):
        raise Refused("the line does not state the boundary")


def crossed(case: Case) -> Established:
    """ℓ climbs in v up to its root and in w up to its own, whatever the other is; with v ≤ w and the root of v above
    that of w each point with v < w is bettered by moving one of them towards the other."""
    claim = case.claim
    assert isinstance(claim, Crossed)
    before, bound = _log_likelihood(case), claim.inequality
    if len(bound.operands) != 2 or bound.operators[0] not in _UPWARD or not _are_symbols(bound):
        raise Refused("that is no inequality between two parameters")
    _require_stated(case, bound)
    low, high = bound.operands if _UPWARD[bound.operators[0]] > 0 else bound.operands[::-1]
    assert isinstance(low, Symbol)
    assert isinstance(high, Symbol)
    if low == high or any(line != bound for line in conditions_on(case, {low.name, high.name})):
        raise Refused("another condition restricts the parameters")
    if case.domain(low.name) != case.domain(high.name):
        raise Refused("the parameters have different domains")
    roots = [_root(case, before, symbol.name) for symbol in (low, high)]
    case.ordered(roots[1], roots[0], True, True)
    _require_conclusion(case, bound)
    return established(case, slopes=None, is_equation=True)


def _are_symbols(bound: Relation) -> bool:
    return all(isinstance(side, Symbol) for side in bound.operands)


def _root(case: Case, before: Established, name: str) -> Expression:
    """Where the likelihood stops to climb in the parameter, by an earlier line about the same log-likelihood."""
    for known in reversed(case.record.lines):
        claim = known.claim
        if isinstance(claim, SignChange) and claim.variable == name and _comes_from(known, before.line):
            sizes = {"n", *(e.name for e in case.setting.statistics if isinstance(e, Symbol))}
            unknown = case.setting.domains.keys() - case.setting.values.keys() - sizes
            if not free_symbols(claim.root).isdisjoint(unknown):
                raise Refused("the root holds a parameter")
            return claim.root
    raise Refused(f"no line says where the likelihood climbs in {name}")


def _comes_from(known: Established, line: Expression) -> bool:
    """Whether the line is that, or its derivative."""
    source: Established | None = known
    while source is not None:
        if source.line == line:
            return True
        if not isinstance(source.line, Relation):
            return False
        source = source.source
    return False


CHECKS: Checks = {OnBoundary: on_boundary, Crossed: crossed}
