"""The claim that a log-likelihood climbs from every point of a half plane to one point of its edge.

Through every point there is a half circle, or the vertical line, that ends in the point (p, 0) of the edge. Towards
that end the slope for t tends to n − 2k(n − m) on a half circle, where m observations are equal to p: each of them
adds k, every other one takes k away, and the term beside the sum takes n (k − 1) away; on the vertical line, where t
falls, to the same with a minus. A strictly concave function whose slope tends to zero, or to something positive,
climbs.
"""

from __future__ import annotations

from fractions import Fraction

from ..claims.curves import AlongCurve, ClimbsToEdge, ConcaveAlong, OnCurve
from ..expressions import (
    INFINITY,
    ONE,
    TWO,
    ZERO,
    Add,
    Call,
    Chain,
    Constant,
    Derivative,
    Expression,
    Multiply,
    Negate,
    Power,
    Symbol,
    free_symbols,
    number_value,
    observation,
    rational,
    sample_sum,
)
from .case import Case, Checks
from .concavity import log_likelihood
from .half_plane import function_along_curves
from .record import Established
from .refusal import Refused
from .values import established

__all__ = ["CHECKS"]

E, N = Constant("e"), Symbol("n")


def climbs_to_edge(case: Case) -> Established:
    """ℓ is of that form on the curves, and enough observations are equal to the place."""
    claim = case.claim
    assert isinstance(claim, ClimbsToEdge)
    function = function_along_curves(case, claim.lines, (claim.location, claim.other))
    if function.line != log_likelihood(case).line:
        raise Refused("the curves are those of another function")
    curves = [_form_on_curve(case, line, claim.k) for line in claim.lines]
    if len(case.setting.columns) != 1:
        raise Refused("the observations are not those of one sample that is known")
    (column,) = case.setting.columns.values()
    place = number_value(claim.place)
    counts = column.counts or (1,) * len(column.values)
    equal = sum(count for x, count in zip(column.values, counts, strict=True) if x == place)
    others = Multiply((TWO, claim.k, rational(Fraction(column.size - equal))))
    case.ordered(others, rational(Fraction(column.size)), False, True)
    end = ZERO if curves[0].power > 0 else INFINITY
    if not equal or case.after != Chain((Symbol(claim.other), end), ("→",)):
        raise Refused("the line does not say to which end of the domain the function climbs")
    return established(case, slopes=None)


def _form_on_curve(case: Case, line: Expression, k: Expression) -> OnCurve:
    """The curve of a line of concavity, where the function on it has the form that its slopes need."""
    known = case.record.find(line)
    along = None if known is None else known.source
    if known is None or along is None or not isinstance(known.claim, ConcaveAlong):
        raise Refused("no line so far says that the function is concave along the curves")
    assert isinstance(along.claim, AlongCurve)
    curve = case.record.find(along.claim.by)
    if curve is None or not isinstance(curve.claim, OnCurve):
        raise Refused("no line so far says what the curve is")
    t, claim = Symbol(curve.claim.variable), curve.claim
    symbols = {claim.variable, claim.centre, claim.radius or claim.centre, claim.location, claim.other}
    if free_symbols(k) & {*symbols, *case.setting.supports}:
        raise Refused("the exponent depends on the point")
    case.equal(Derivative(along.value, t), Derivative(_on_curve(case, claim, k), t))
    return claim


def _on_curve(case: Case, claim: OnCurve, k: Expression) -> Expression:
    base = next(iter(case.setting.columns), "x")
    x, t, m = observation(base), Symbol(claim.variable), Symbol(claim.centre)
    over = Add((k, Negate(ONE)))
    if claim.radius is None:
        beside: Expression = t
        ends: tuple[Expression, Expression] = (ONE, Add((x, Negate(m))))
    else:
        r = Symbol(claim.radius)
        beside = Negate(Call("log", (Call("cosh", (t,)),)))
        ends = Add((x, Negate(m), Negate(r))), Add((x, Negate(m), r))
    up = Multiply((Power(ends[0], TWO), Power(E, t)))
    down = Multiply((Power(ends[1], TWO), Power(E, Negate(t))))
    logs = Multiply((k, sample_sum(Call("log", (Add((up, down)),)))))
    return Add((Multiply((N, over, beside)), Negate(logs)))


CHECKS: Checks = {ClimbsToEdge: climbs_to_edge}
