"""The claims that a log-likelihood is concave along half circles and vertical lines of a location and a scale.

With the scale s in proportion to a power of the other parameter, the points (μ, s) are a half plane. For two of them
with different μ there is one point m of the axis from which both are as far away: they lie on the half circle about
it. So any two points are joined by a half circle or by a vertical line, all of which lie in the half plane.
"""

from __future__ import annotations

from ..claims.curves import AlongCurve, ConcaveAlong, OnCurve
from ..domains import POSITIVE, REAL
from ..expressions import (
    ZERO,
    Add,
    Call,
    Constant,
    Derivative,
    Divide,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Power,
    Relation,
    Several,
    Symbol,
    free_symbols,
    map_children,
    rational,
    replace,
    sample_sum,
    walk,
)
from .case import Case, Checks, sides_of
from .concavity import log_likelihood
from .meaning import difference
from .record import Established
from .refusal import Refused
from .smoothness import require_smooth
from .values import derivative_line, established

__all__ = ["CHECKS", "function_along_curves"]

E = Constant("e")
ONE_VALUE = "one value"
"""A symbol of no problem, which stands for the observation in a polynomial."""


# ---- the curves ------------------------------------------------------------------------------------------------


def on_curve(case: Case) -> Established:
    """The formulas are those of a half circle, or of a vertical line, in a whole half plane."""
    claim = case.claim
    assert isinstance(claim, OnCurve)
    _require_half_plane(case, claim)
    _require_new_symbols(case, claim)
    place, formula = _formulas(case.after, claim)
    at, size = _of_curve(claim)
    case.equal(at, place)
    case.equal(size, replace(claim.scale, Symbol(claim.other), formula))
    case.inside(claim.other, formula)
    return established(case, slopes=None)


def _of_curve(claim: OnCurve) -> tuple[Expression, Expression]:
    """Location and scale."""
    t, m = Symbol(claim.variable), Symbol(claim.centre)
    if claim.radius is None:
        return m, Power(E, t)
    r = Symbol(claim.radius)
    return Add((m, Multiply((r, Call("tanh", (t,)))))), Divide(r, Call("cosh", (t,)))


def _require_half_plane(case: Case, claim: OnCurve) -> None:
    """Any location, and a scale that takes every positive value once."""
    domains, other = case.setting.domains, Symbol(claim.other)
    if domains.get(claim.location) != REAL or domains.get(claim.other) != POSITIVE or claim.location == claim.other:
        raise Refused("location and scale do not have a half plane for themselves")
    if case.meaning.narrowed & {claim.location, claim.other}:
        raise Refused("the support narrows the domains of location and scale")
    held = free_symbols(claim.scale)
    apart = {claim.location, claim.variable, claim.centre, claim.radius or claim.centre}
    if not claim.power or claim.other not in held or held & apart:
        raise Refused("the scale is no power of the parameter")
    case.positive(claim.scale)
    growth = Multiply((other, Derivative(claim.scale, other)))
    case.equal(growth, Multiply((rational(claim.power), claim.scale)))


def _require_new_symbols(case: Case, claim: OnCurve) -> None:
    """Centre and variable are any numbers, the radius a positive one: nothing else is said of them."""
    wanted = {claim.variable: REAL, claim.centre: REAL}
    if claim.radius is not None:
        wanted[claim.radius] = POSITIVE
    if len(wanted) != (2 if claim.radius is None else 3) or {claim.location, claim.other} & wanted.keys():
        raise Refused("the symbols of a curve have to be different ones")
    taken = {*case.setting.values, *case.setting.supports, *case.setting.columns, "n", "i"}
    taken = taken.union(*map(free_symbols, (*case.setting.facts, *case.setting.given)))
    if taken & wanted.keys() or any(case.setting.domains.get(name) != domain for name, domain in wanted.items()):
        raise Refused("a symbol of the curve does not have the domain that it has to have")


def _formulas(line: Expression, claim: OnCurve) -> tuple[Expression, Expression]:
    """What the line says of the location and of the other parameter."""
    if not isinstance(line, Several) or line.separator == "or" or len(line.statements) != 2:
        raise Refused("the line does not say what location and scale are on the curve")
    sides = [sides_of(statement) for statement in line.statements]
    if [left for left, _ in sides] != [Symbol(claim.location), Symbol(claim.other)]:
        raise Refused("the line does not say what location and scale are on the curve")
    return sides[0][1], sides[1][1]


# ---- the function on a curve -----------------------------------------------------------------------------------


def along_curve(case: Case) -> Established:
    """The derivative along the curve is that of the log-likelihood with the formulas of the curve put in."""
    claim, line = case.claim, case.after
    assert isinstance(claim, AlongCurve)
    curve = _curve(case, claim.by)
    before = log_likelihood(case)
    name = case.name(line)
    if not isinstance(line, Relation) or line.operators != ("=",) or name is None or name.slopes:
        raise Refused("the line does not define a function")
    value, old = line.operands[1], case.meaning.unfold(before.value)
    if name.arguments != (curve.variable,) or not case.record.is_fresh(line.operands[0]):
        raise Refused("the name of the function on the curve is not new, or not one of its variable")
    symbols = {curve.variable, curve.centre} | ({curve.radius} if curve.radius is not None else set())
    if free_symbols(old) & symbols or free_symbols(value) & {curve.location, curve.other}:
        raise Refused("a symbol of the curve stands in the log-likelihood, or the other way round")
    for parameter in (curve.location, curve.other):
        require_smooth(case.meaning, old, parameter, False)
    formulas = dict(zip((curve.location, curve.other), _formulas(claim.by, curve), strict=True))
    t = Symbol(curve.variable)
    case.equal(Derivative(_put(old, formulas), t), Derivative(value, t))
    case.define(name, value)
    return established(case, slopes=None)


def _curve(case: Case, line: Expression) -> OnCurve:
    known = case.record.find(line)
    if known is None or not isinstance(known.claim, OnCurve):
        raise Refused("no line so far says what the curve is")
    return known.claim


def _put(e: Expression, values: dict[str, Expression]) -> Expression:
    """All at once."""
    if isinstance(e, Symbol):
        return values.get(e.name, e)
    return map_children(lambda child: _put(child, values), e)


# ---- concavity -------------------------------------------------------------------------------------------------


def concave_along(case: Case) -> Established:
    """The second derivative along the curve is stated, and has the sign that the line says."""
    claim, before, line = case.claim, case.start(), case.after
    assert isinstance(claim, ConcaveAlong)
    if not isinstance(before.claim, AlongCurve) or _curve(case, before.claim.by).variable != claim.variable:
        raise Refused("the line before does not say what the function on a curve is")
    if not isinstance(line, Relation) or line.operators[-1] not in "<≤" or line.operands[-1] != ZERO:
        raise Refused("the line does not state a second derivative below zero")
    part = Case(claim, before, Relation(line.operands[:-1], line.operators[:-1]), case.meaning, case.record)
    derivative_line(part, claim.variable, 2)
    case.note(part.kind)
    bend = line.operands[-2]
    terms = [Negate(term) for term in (bend.terms if isinstance(bend, Add) else (bend,))]
    by_term = len(terms) > 1 and any(case.meaning.sign(term)[0] == 1 for term in terms)
    if line.operators[-1] == "<" and not by_term:
        _require_positive(case, claim, Negate(bend))
    else:
        for term in terms:
            case.not_negative(term)
    return established(case, slopes=None)


def _require_positive(case: Case, claim: ConcaveAlong, bend: Expression) -> None:
    """Σ w p² is part of it, w is positive, and p does not vanish at all observations."""
    squares = sample_sum(Multiply((claim.weight, Power(claim.polynomial, rational(2)))))
    rest = difference(bend, squares)
    if not case.meaning.is_zero(rest):
        case.not_negative(rest)
    case.positive(claim.weight)
    observed = {node for node in walk(claim.polynomial) if isinstance(node, Indexed)}
    base = next(iter(observed)).base if len(observed) == 1 else ""
    column = case.setting.columns.get(base)
    if observed != {Indexed(base, Symbol("i"))} or column is None:
        raise Refused("the polynomial is not one of a single observation that is known")
    _require_degree(case, claim, base)
    counts = column.counts or (1,) * len(column.values)
    if len({x for x, count in zip(column.values, counts, strict=True) if count}) <= claim.degree:
        raise Refused("the observations do not have so many different values")


def _require_degree(case: Case, claim: ConcaveAlong, base: str) -> None:
    """Differentiated that often, the polynomial is a number, and not zero."""
    if base in free_symbols(claim.polynomial) or claim.degree < 1 or claim.degree > 4:
        raise Refused("not a polynomial of a low degree in the observation")
    x = Symbol(ONE_VALUE)
    e = replace(claim.polynomial, Indexed(base, Symbol("i")), x)
    for _ in range(claim.degree):
        e = Derivative(e, x)
    if case.meaning.sign(e)[0] not in (1, -1):
        raise Refused("the polynomial is not proved to have that degree")
    case.equal(ZERO, Derivative(e, x))


def function_along_curves(case: Case, lines: tuple[Expression, ...], variables: tuple[str, ...]) -> Established:
    """The log-likelihood that is strictly concave along the half circles and the vertical lines of these two
    parameters, as the lines say. Raises Refused."""
    curves, functions = [], []
    for line in lines:
        known = case.record.find(line)
        if known is None or not isinstance(known.claim, ConcaveAlong) or known.source is None:
            raise Refused("no line so far says that the log-likelihood is strictly concave")
        if not isinstance(line, Relation) or line.operators[-1] != "<":
            raise Refused("the log-likelihood is not said to be strictly concave along the curves")
        along = known.source.claim
        assert isinstance(along, AlongCurve)
        curves.append(_curve(case, along.by))
        functions.append(known.source.source)
    if len(curves) != 2 or functions[0] is None or functions[0] is not functions[1]:
        raise Refused("one function along half circles and vertical lines")
    planes = {(c.location, c.other, c.scale, c.power) for c in curves}
    if len(planes) != 1 or sorted(c.radius is None for c in curves) != [False, True]:
        raise Refused("the curves do not join every two points")
    if sorted(variables) != sorted((curves[0].location, curves[0].other)):
        raise Refused("the curves are those of other parameters")
    return functions[0]


CHECKS: Checks = {
    OnCurve: on_curve,
    AlongCurve: along_curve,
    ConcaveAlong: concave_along,
}
