"""Expressions that would end or stop the process are refused at once, or kept small."""

from __future__ import annotations

from contextlib import suppress
from functools import reduce

import pytest
from calls import at_most
from settings_in_words import DOMAINS, formula

from derive.exact import CannotNormalise, Field
from derive.expressions import ONE, Add, Call, Divide, Expression, Multiply, Number, Power, Symbol, integer
from derive.steps import Setting

X, THETA = Symbol("a"), Symbol("θ")


def many(kind: type[Add] | type[Multiply], parts: list[Expression]) -> Expression:
    return kind(tuple(parts))


def complement(e: Expression) -> Expression:
    return Add((ONE, e))


SYMBOLS: list[Expression] = [Symbol(f"g_{k}") for k in range(600)]
BOMBS: dict[str, Expression] = {
    "power of a sum": Power(complement(X), integer(10**9)),
    "power of a symbol": Power(X, integer(10**30)),
    "power of a fraction": Power(Divide(integer(2), integer(3)), integer(10**12)),
    "tower": reduce(lambda e, _: Power(integer(10), e), range(6), integer(10)),
    "factorial": Call("factorial", (integer(10**9),)),
    "binomial": Call("binomial", (integer(10**12), integer(5 * 10**11))),
    "logarithm of a product of large primes": Call("log", (integer((10**100 + 267) * (10**100 + 949)),)),
    "product of sums": many(Multiply, [complement(g) for g in SYMBOLS[:32]]),
    "symbols": many(Multiply, SYMBOLS),
    "fractions": many(Add, [Divide(ONE, Add((g, X))) for g in SYMBOLS[:40]]),
    "nested": reduce(lambda e, _: complement(e), range(3000), X),
    "nested fractions": reduce(lambda e, _: Divide(ONE, complement(Multiply((e, e)))), range(12), X),
    "nested exponentials": reduce(lambda e, _: Call("exp", (e,)), range(40), X),
    "nested logarithms": reduce(lambda e, _: Call("log", (complement(e),)), range(60), X),
    "nested roots": reduce(lambda e, _: Call("sqrt", (complement(e),)), range(25), X),
    "squares": reduce(lambda e, _: Multiply((e, e)), range(60), complement(X)),
    "squares of a number": reduce(lambda e, _: Multiply((e, e)), range(60), integer(3)),
    "cubes": reduce(lambda e, _: Power(e, integer(3)), range(30), Add((ONE, X, THETA))),
    "rising product": Divide(Call("Γ", (Add((X, integer(27))),)), Call("Γ", (X,))),
    "shifted ψ": Call("ψ", (Add((X, integer(64))),)),
    "long sum": formula("Σ_{i=1}^{1000000000} 1/(i+θ)"),
    "long product": formula("Π_{i=1}^{3000} 1/(i+θ)"),
    "roots of many orders": many(Add, [Power(THETA, Divide(ONE, integer(k))) for k in (101, 103, 107, 109, 113)]),
    "exponents of many orders": many(
        Multiply, [Call("exp", (Divide(THETA, integer(10**9 + k)),)) for k in (7, 9, 21, 33)]
    ),
    "sum of roots below": Divide(ONE, many(Add, [Call("sqrt", (integer(k),)) for k in (2, 3, 5, 7, 11, 13, 17, 19)])),
    "dense logarithm": Call("log", (complement(Power(many(Add, SYMBOLS[:12]), integer(4))),)),
    "large numbers": many(Multiply, [Number(10**900, "1e900")] * 2000),
    "large factorials": many(Multiply, [Call("factorial", (integer(4000 - k),)) for k in range(300)]),
    "large coefficient": Power(complement(Multiply((integer(10**4000), X))), integer(24)),
    "softmax": Call("log", (many(Add, [Call("exp", (g,)) for g in SYMBOLS]),)),
    "derivatives of fractions": formula("d⁶/dθ⁶[" + " ".join(f"1/(θ+g_{k})" for k in range(12)) + "]"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_or_small(name: str) -> None:
    field = Field(Setting(DOMAINS))
    with at_most(500_000), suppress(CannotNormalise):  # refused, with a reason: as good as an answer
        form = field.normal(BOMBS[name])
        assert not field.is_zero(form)
        field.sign(form)
        field.derivative(form, "θ")


@pytest.mark.parametrize(("text", "reason"), [
    ("∞ - 1", "∞"), ("1/0", "zero"), ("log 0", "zero"), ("1/(a-a)", "zero"), ("Γ(0)", "pole"),
    ("d/da[floor(a)]", "not differentiable"), ("a ± 1", "not a single number"),
    ("d/da[L(a, b)]", "several arguments"),
])
def test_refusals_say_why(text: str, reason: str) -> None:
    with pytest.raises(CannotNormalise, match=reason):
        Field().normal(formula(text))
