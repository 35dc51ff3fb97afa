"""Half circles and vertical lines in the half plane of a location and a scale, and the log-likelihood on them.

Along both, a logarithm of α + βz² is one of a e^t + b e^(−t), whose second derivative is never negative.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ..claims.curves import AlongCurve, ConcaveAlong, OnCurve
from ..domains import POSITIVE, REAL
from ..expressions import (
    ONE,
    TWO,
    ZERO,
    Apply,
    Call,
    Expression,
    Power,
    Relation,
    Several,
    Symbol,
    free_symbols,
    observation,
    rational,
    sample_sum,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..records import replace
from ..rules.arithmetic import fold
from ..rules.terms import E, add, divide, multiply, negate, power
from ..steps import Setting
from ..words import say
from .standard_law import StandardLaw
from .worksheet import Stuck, Worksheet, equals

__all__ = ["Tails", "counts_of", "write_concave_along_curves"]

N = Symbol("n")
SYMBOLS = (("m", "a", "c"), ("r", "d", "q"), ("t", "u", "w"))
"""The centre of a half circle, its radius, and the variable along it."""
FUNCTIONS = ("g", "h", "q", "p")


class Tails(NamedTuple):
    """log f(z) = −k log(α + β z²), up to a constant, with k ≥ 1. wide: k is above one."""

    k: Expression
    alpha: Expression
    beta: Expression
    wide: bool


class Curve(NamedTuple):
    """claim: what the curve is. inside: of the logarithm, for one observation. beside: what else ℓ is along it, taken
    n (k − 1) times, and minus the second derivative of that. polynomial: whose square is that of the second
    derivative, over the square of `inside`."""

    claim: OnCurve
    formulas: tuple[Expression, Expression]
    inside: Expression
    beside: Expression
    bend: Expression
    polynomial: Expression
    degree: int


def write_concave_along_curves(
    sheet: Worksheet, line: Relation, law: StandardLaw, tails: Tails, variable: str
) -> Several:
    """Both curves, ℓ along each, and that its second derivative is negative."""
    letters, functions = _letters(sheet, line)
    scale = multiply(_root(divide(tails.alpha, tails.beta)), power(Symbol(law.other), rational(law.power)))
    curves = (
        _half_circle(law, scale, letters, observation(variable)),
        _vertical_line(law, scale, letters, observation(variable)),
    )
    m, r, t = letters
    sheet.setting = replace(sheet.setting, domains={**sheet.setting.domains, m: REAL, r: POSITIVE, t: REAL})
    sheet.assume(())
    plane = ", ".join(map(plain, (Symbol(law.location), scale)))
    bends = tuple(
        _write_curve(sheet, line, tails, curve, name, variable, plane)
        for curve, name in zip(curves, functions, strict=True)
    )
    return Several(bends, ",")


def _letters(sheet: Worksheet, line: Relation) -> tuple[tuple[str, ...], list[str]]:
    """For centre, radius and variable, and for the functions on the two curves. Raises Stuck."""
    setting = sheet.setting
    taken = {*setting.domains, *setting.supports, *setting.columns, *setting.values, *free_symbols(line)}
    letters = [next((letter for letter in choice if letter not in taken), "") for choice in SYMBOLS]
    functions = [name for name in FUNCTIONS if name not in {*taken, *letters}][:2]
    if not all(letters) or len(functions) < 2:
        raise Stuck(say("no-letters-for-unknowns"))
    return tuple(letters), functions


def _root(e: Expression) -> Expression:
    return fold(Call("sqrt", (e,)))


def _half_circle(law: StandardLaw, scale: Expression, letters: tuple[str, ...], x: Expression) -> Curve:
    """`μ = m + r tanh t, σ = r/cosh t`."""
    m, r, t = map(Symbol, letters)
    size = divide(r, Call("cosh", (t,)))
    formulas = add(m, multiply(r, Call("tanh", (t,)))), _solved(law, scale, size)
    ends = add(x, negate(m), negate(r)), add(x, negate(m), r)
    inside = _both_ways(power(ends[0], TWO), power(ends[1], TWO), t)
    beside = negate(Call("log", (Call("cosh", (t,)),)))
    bend = divide(ONE, power(Call("cosh", (t,)), TWO))
    polynomial = add(power(add(x, negate(m)), TWO), negate(power(r, TWO)))
    claim = OnCurve(law.location, law.other, scale, law.power, letters[2], letters[0], letters[1])
    return Curve(claim, formulas, inside, beside, bend, polynomial, 2)


def _vertical_line(law: StandardLaw, scale: Expression, letters: tuple[str, ...], x: Expression) -> Curve:
    """`μ = m, σ = e^t`."""
    m, _, t = map(Symbol, letters)
    gap = add(x, negate(m))
    inside = _both_ways(ONE, power(gap, TWO), t)
    claim = OnCurve(law.location, law.other, scale, law.power, letters[2], letters[0])
    return Curve(claim, (m, _solved(law, scale, Power(E, t))), inside, t, ZERO, gap, 1)


def _both_ways(up: Expression, down: Expression, t: Expression) -> Expression:
    """`a e^t + b e^(−t)`."""
    return add(multiply(up, Power(E, t)), multiply(down, Power(E, negate(t))))


def _solved(law: StandardLaw, scale: Expression, size: Expression) -> Expression:
    """The other parameter where the scale has that size."""
    factor = put(scale, Symbol(law.other), ONE)
    return fold(power(divide(size, fold(factor)), rational(1 / law.power)))


def _write_curve(
    sheet: Worksheet, line: Relation, tails: Tails, curve: Curve, name: str, variable: str, plane: str
) -> Relation:
    """The curve, ℓ along it as g(t), and g″(t) < 0."""
    claim, (location, other) = curve.claim, curve.formulas
    half = claim.radius is not None
    states = Several((equals(Symbol(claim.location), location), equals(Symbol(claim.other), other)), ",")
    sheet.write(
        "half-circle" if half else "vertical-line", None, states, claim,
        v=plane, m=claim.centre, r=claim.radius or "", t=claim.variable, n=claim.location,
    )
    t = Symbol(claim.variable)
    over = add(tails.k, negate(ONE))
    logs = negate(multiply(tails.k, sample_sum(Call("log", (curve.inside,)))))
    value = add(multiply(N, over, curve.beside), logs) if tails.wide else logs
    along = sheet.write("along-curve", line, equals(Apply(name, (t,)), value), AlongCurve(states), v=t)
    weight = divide(multiply(rational(4), tails.k), power(curve.inside, TWO))
    body = divide(power(curve.polynomial, TWO), power(curve.inside, TWO))
    squares = negate(multiply(rational(4), tails.k, sample_sum(body)))
    beside = negate(multiply(N, over, curve.bend)) if tails.wide and half else ZERO
    strict = (tails.wide and half) or has_values(sheet, variable, curve.degree + 1)
    if not strict and sheet.sample.known:
        raise Stuck(say("level-along-half-circle" if half else "observations-equal"))
    bend = Relation((Apply(name, (t,), (), 2), add(beside, squares), ZERO), ("=", "<" if strict else "≤"))
    rule = "concave-along-circle" if half else "concave-along-line"
    rule += "" if beside == ZERO and strict else "-by-term" if strict else "-weakly"
    below_zero = ConcaveAlong(claim.variable, weight, curve.polynomial, curve.degree)
    return sheet.write(rule, along, bend, below_zero, v=t, m=claim.centre, r=claim.radius or "")


def has_values(sheet: Worksheet, variable: str, count: int) -> bool:
    """Whether the data have that many different values."""
    return len(counts_of(sheet.setting, variable)) >= count


def counts_of(setting: Setting, variable: str) -> dict[Fraction, int]:
    """How often each value came."""
    column = setting.columns.get(variable)
    found: dict[Fraction, int] = {}
    if column is not None:
        for x, count in zip(column.values, column.counts or (1,) * len(column.values), strict=True):
            found[x] = found.get(x, 0) + count
    return {x: count for x, count in sorted(found.items()) if count}


