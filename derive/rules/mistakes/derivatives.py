"""Mistakes in differentiating: each is a wrong derivative of the function before, made by `slopes`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from ...expressions import ONE, TWO, ZERO, Add, Call, Expression, Indexed, Relation, Summation, Symbol, nodes, replace
from ..derivatives import UnknownDerivative, derivative
from ..sums import depends_on, sample_total
from ..terms import add, divide, factor, multiply, negate, terms_of, write, write_sum
from .mistake import CURVATURE, DERIVATIVES, EQUATION, ESTIMATE, SCORE, Example, Mistake, Situation, Variants, size_of
from .positions import at_each_node, without_power
from .slopes import slopes

__all__ = ["MISTAKES"]

_WHERE = (*DERIVATIVES, CURVATURE)


MOST_MADE = 100  # slopes of one function: of a long sum over the data there would be thousands


@lru_cache(maxsize=64)  # one call makes those of every mistake
def _all_slopes(function: Expression, name: str) -> dict[str, tuple[Expression, ...]]:
    found: dict[str, list[Expression]] = {}
    for flaw, wrong in islice(slopes(function, name), MOST_MADE):
        found.setdefault(flaw, []).append(wrong)
    return {flaw: tuple(dict.fromkeys(wrong)) for flaw, wrong in found.items()}


def _as_line(slope: Expression, at: Situation) -> Expression:
    """The slope, or the equation that it is set to zero in."""
    return slope if at.kind in (SCORE, CURVATURE) else Relation((slope, ZERO), ("=",))


def _slope(flaw: str) -> Variants:
    def wrong(due: Expression, at: Situation) -> Iterator[Expression]:
        if at.function is not None and at.parameters:
            for slope in _all_slopes(at.function, at.parameters[0]).get(flaw, ()):
                yield _as_line(slope, at)

    return wrong


def _sums_taken_once(due: Expression, at: Situation) -> Iterator[Expression]:
    """Σ(x_i − μ) as Σ x_i − μ."""
    yield from _slope("sum-taken-once")(due, at)
    n = size_of(at)

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Summation) and isinstance(node.body, Add):
            yield add(*(
                Summation(t, node.index, node.lower, node.upper) if depends_on(t, node.index) else t
                for t in node.body.terms
            ))
        if node == n and node != ONE:
            yield ONE

    yield from at_each_node(due, changed)


def _for_the_root(due: Expression, at: Situation) -> Iterator[Expression]:
    """∂/∂σ where ∂/∂σ² is due, and the other way round."""
    if at.function is None or not at.parameters:
        return
    name = at.parameters[0]
    symbol = Symbol(name)
    try:
        slope = derivative(at.function, name)
    except UnknownDerivative:
        return
    if name.endswith("²"):  # dσ² = 2σ dσ
        yield _as_line(multiply(slope, TWO, Symbol(name.removesuffix("²"))), at)
    else:
        yield _as_line(divide(slope, multiply(TWO, symbol)), at)


def _for_another(due: Expression, at: Situation) -> Iterator[Expression]:
    """The derivative for the data, or for another parameter."""
    if at.function is None or not at.parameters:
        return
    try:
        for base in sorted({node.base for node in nodes(at.function) if isinstance(node, Indexed)}):
            yield _as_line(_for_data(at.function, base), at)
            yield _as_line(_for_data(at.function, base, whole=False), at)
        names = {node.name for node in nodes(at.function) if isinstance(node, Symbol)}
        for name in sorted(names - {at.parameters[0], "i", "n"}):
            yield _as_line(derivative(at.function, name), at)
    except UnknownDerivative:
        return


def _for_data(e: Expression, base: str, whole: bool = True) -> Expression:
    """The derivative for x_i, the sums kept (Σ x_i² becomes Σ 2x_i), or for one of the observations alone."""
    bare, observed = Symbol(f"{base}_i"), Indexed(base, Symbol("i"))
    if isinstance(e, Summation):
        slope = derivative(replace(e.body, observed, bare), bare.name)
        slope = replace(slope, bare, observed)
        return sample_total(slope, e, "none") if whole else slope
    if isinstance(e, Add):
        return add(*(_for_data(part, base, whole) for part in e.terms))
    term = factor(e)
    for k, (own, exponent) in enumerate(term.powers):
        if isinstance(own, Summation) and exponent == 1:
            return multiply(write(without_power(term, k)), _for_data(own, base, whole))
    return replace(derivative(replace(e, observed, bare), bare.name), bare, observed)


def _not_differentiated(due: Expression, at: Situation) -> Iterator[Expression]:
    """ℓ = 0 for ℓ′ = 0."""
    if at.function is not None:
        yield _as_line(at.function, at)


def _curvature_sign(due: Expression, at: Situation) -> Iterator[Expression]:
    """−7/θ² − 3/(1 − θ)² with one sign, or all, turned."""
    if isinstance(due, Add):
        for k, term in enumerate(due.terms):
            yield Add((*due.terms[:k], negate(term), *due.terms[k + 1 :]))
    yield negate(due)


def _positive_overlooked(due: Expression, at: Situation) -> Iterator[Expression]:
    """n/θ² − 2S/θ³ taken for what its negative terms are."""
    terms = terms_of(due)
    rest = [t for t in terms if t.coefficient < 0]
    if 0 < len(rest) < len(terms):
        yield write_sum(rest)


def _digamma_missed(due: Expression, at: Situation) -> Iterator[Expression]:
    yield from _slope("digamma-missed")(due, at)

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Call) and node.function == "ψ" and len(node.arguments) == 1:
            a = node.arguments[0]
            yield from (divide(ONE, a), divide(ONE, Call("Γ", (a,))), Call("log", (a,)))

    yield from at_each_node(due, changed)


def _row(
    flaw: str, example: Example, weight: int, variants: Variants | None = None,
    kinds: tuple[str, ...] = _WHERE,
) -> Mistake:
    return Mistake(flaw, kinds, example, variants or _slope(flaw), weight)


_COIN = "7 log θ + 3 log(1-θ)"
_NORMAL = "-Σ(x_i - μ)^2/(2 s)"

MISTAKES = (
    _row(
        "lost-inner-derivative", Example("7/θ - 3/(1-θ)", "7/θ + 3/(1-θ)", _COIN), 9,
    ),
    _row(
        "sign-of-inner-difference", Example("Σ(x_i - μ)/s", "-Σ(x_i - μ)/s", _NORMAL, "μ"), 7,
    ),
    _row(
        "power-factor-lost", Example("-8/s + 50/s^3", "-8/s + 25/s^3", "-8 log s - 25/s^2", "s"), 7,
    ),
    _row(
        "sign-of-negative-power",
        Example("-n/(2 v) + s/(2 v^2)", "-n/(2 v) - s/(2 v^2)", "-(n/2) log v - s/(2 v)", "v"), 7,
    ),
    _row(
        "power-not-lowered", Example("-8/s + 50/s^3", "-8/s + 50/s^2", "-8 log s - 25/s^2", "s"), 6,
    ),
    _row(
        "power-raised", Example("-n/v + s/v^2", "-n/v + s", "-n log v - s/v", "v"), 5,
    ),
    _row(
        "power-of-derivative", Example("-8/s + 50/s^3", "-8/s - 25/(2 s)", "-8 log s - 25/s^2", "s"), 4,
    ),
    _row(
        "coefficient-lost", Example("7/θ - 3/(1-θ)", "1/θ - 1/(1-θ)", _COIN), 7,
    ),
    _row(
        "constant-kept", Example("7/θ - 3/(1-θ)", "7/θ - 3/(1-θ) + log 120", "7 log θ + 3 log(1-θ) + log 120"), 6,
    ),
    _row(
        "term-taken-for-constant", Example("12/λ - 5", "12/λ", "12 log λ - 5 λ", "λ"), 6,
    ),
    _row(
        "term-not-differentiated", Example("12/λ - 5", "12/λ - 5 λ", "12 log λ - 5 λ", "λ"), 6,
    ),
    _row(
        "log-of-constant-differentiated",
        Example("4/θ + log 3", "4/θ + (θ - 1)/3", "4 log θ + (θ - 1) log 3", kind=SCORE), 4,
    ),
    _row(
        "slope-of-absolute-value", Example("-sign(μ - 3)/2", "-(μ - 3)/2", "-|μ - 3|/2", "μ", kind=SCORE), 4,
    ),
    _row(
        "slope-of-log", Example("7/θ - 3/(1-θ)", "7/log θ - 3/(1-θ)", _COIN), 4,
    ),
    _row(
        "exponential-as-power", Example("3 + e^λ", "3 + λ e^(λ-1)", "3 λ + e^λ", "λ"), 3,
    ),
    _row(
        "product-of-derivatives", Example("7 θ^6 (1-θ)^3 - 3 θ^7 (1-θ)^2", "-21 θ^6 (1-θ)^2", "θ^7 (1-θ)^3"), 5,
    ),
    _row(
        "half-of-product-rule", Example("7 θ^6 (1-θ)^3 - 3 θ^7 (1-θ)^2", "7 θ^6 (1-θ)^3", "θ^7 (1-θ)^3"), 4,
    ),
    _row(
        "digamma-missed", Example("s - n ψ(α)", "s - n/α", "α s - n log Γ(α)", "α"), 4, _digamma_missed,
    ),
    _row(
        "sum-taken-once", Example("Σ x_i - n μ = 0", "Σ x_i - μ = 0", "-Σ(x_i - μ)^2/2", "μ"), 7, _sums_taken_once,
    ),
    _row(
        "root-for-parameter",
        Example("-n/(2 σ^2) + s/(2 (σ^2)^2)", "-n/σ + s/σ^3", "-(n/2) log(σ^2) - s/(2 σ^2)", "σ²"), 6, _for_the_root,
    ),
    _row(
        "wrong-variable", Example("4/λ - s", "-λ", "4 log λ - λ s", "λ"), 6, _for_another,
    ),
    _row(
        "not-differentiated",
        Example("7/θ - 3/(1-θ) = 0", "7 log θ + 3 log(1-θ) = 0", _COIN), 5, _not_differentiated, (EQUATION, ESTIMATE),
    ),
    _row(
        "positive-term-overlooked", Example("4/θ^2 - 40/θ^3", "-40/θ^3"), 4, _positive_overlooked, (CURVATURE,),
    ),
    _row(
        "curvature-sign", Example("-7/θ^2 - 3/(1-θ)^2", "-7/θ^2 + 3/(1-θ)^2"), 5, _curvature_sign, (CURVATURE,),
    ),
)
