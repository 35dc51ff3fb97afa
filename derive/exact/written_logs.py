"""Logarithms of written products, quotients and powers, taken apart before anything is multiplied out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flint import fmpq

from ..expressions import Call, Constant, Divide, Expression, Multiply, Negate, Power, Product
from .calls import Rule, of_arity, of_one, of_two
from .gammas import log_beta, log_binomial, log_gamma
from .logs import log_of
from .quotients import Normal
from .sums import summed

if TYPE_CHECKING:
    from .translation import Translation

__all__ = ["LOG_RULES"]


def _log_of_product(t: Translation, e: Multiply) -> Normal:
    return t.ring.sum([t.log(factor) for factor in e.factors])


def _log_of_quotient(t: Translation, e: Divide) -> Normal:
    return t.ring.subtract(t.log(e.numerator), t.log(e.denominator))


def _log_of_power(t: Translation, e: Power) -> Normal:
    if type(e.base) is Constant and e.base.name == "e":
        return t(e.exponent)
    return t.ring.multiply(t(e.exponent), t.log(e.base))


def _log_of_sample_product(t: Translation, e: Product) -> Normal:
    return summed(t.ring, t.log(e.body), t.bounds(e))


def _log_of_call(t: Translation, e: Call) -> Normal:
    rule = _LOG_CALLS.get(e.function)
    return log_of(t.ring, t(e)) if rule is None else rule(t, e.arguments)


def _log_of_part(order: int) -> Rule:
    def value(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
        (argument,) = of_arity(arguments, 1)
        return t.ring.scale(t.log(argument), fmpq(1, order))

    return value


_LOG_CALLS: dict[str, Rule] = {
    "exp": lambda t, a: t(of_arity(a, 1)[0]), "sqrt": _log_of_part(2), "cbrt": _log_of_part(3),
    "abs": _log_of_part(1), "Γ": of_one(log_gamma), "B": of_two(log_beta), "binomial": of_two(log_binomial),
    "factorial": of_one(lambda ring, n: log_gamma(ring, ring.add(n, ring.one))),
}

LOG_RULES: dict[type[Expression], Callable[[Translation, Any], Normal]] = {
    Multiply: _log_of_product, Divide: _log_of_quotient, Power: _log_of_power, Product: _log_of_sample_product,
    Call: _log_of_call, Negate: lambda t, e: t.log(e.operand),
}
