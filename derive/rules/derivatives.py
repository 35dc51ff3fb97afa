"""Derivatives as a person takes them: term by term, constants in front, the inner derivative at once.

(c u)′ = c u′      (u + v)′ = u′ + v′      (u v)′ = u′ v + u v′      (u^k)′ = k u^(k−1) u′
(log u)′ = u′/u    (e^u)′ = e^u u′         (Σ f)′ = Σ f′             (a^u)′ = a^u log(a) u′
|u|′ = sign(u) u′ where u is not zero
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache

from ..expressions import (
    ONE,
    TWO,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Multiply,
    Negate,
    Power,
    Summation,
    Symbol,
    integer,
    nodes,
    number_value,
    rational,
)
from ..words import say
from .logs import log
from .mills import Mills, mills_ratio
from .sums import depends_on, sample_total
from .terms import E, Exponent, Term, add, collect, factor, negate, terms_of, times, write, write_power, write_sum

__all__ = ["UnknownDerivative", "derivative", "gradient"]


class UnknownDerivative(ValueError):
    """There is no rule for the derivative of this function."""


@lru_cache(maxsize=512)
def derivative(e: Expression, name: str) -> Expression:
    """d/d(name) of the expression.

    Raises UnknownDerivative where a function has no rule.
    """
    return write_sum(collect(t for term in terms_of(e) for t in _of_term(term, name)))


def gradient(e: Expression, names: Iterable[str]) -> dict[str, Expression]:
    """The derivatives for several names: a term is looked at only for those that it holds.

    Raises UnknownDerivative where a function has no rule.
    """
    slopes: dict[str, list[Term]] = {name: [] for name in names}
    for term in terms_of(e):
        for name in slopes.keys() & _names(term):
            slopes[name] += _of_term(term, name)
    return {name: write_sum(collect(terms)) for name, terms in slopes.items()}


def _names(term: Term) -> set[str]:
    parts = (part for power in term.powers for part in power if isinstance(part, Expression))
    return {node.name for part in parts for node in nodes(part) if isinstance(node, Symbol)}


def _of_term(term: Term, name: str) -> list[Term]:
    """Product rule over the factors that hold the variable."""
    tail = mills_ratio(term.powers)
    if tail is not None:
        return _of_mills_ratio(term, tail, name)
    result: list[Term] = []
    for k, (base, exponent) in enumerate(term.powers):
        if not _holds(base, exponent, name):
            continue
        before, after = Term(term.coefficient, term.powers[:k]), Term(1, term.powers[k + 1 :])
        result.extend(times(times(before, inner), after) for inner in _of_power(base, exponent, name))
    return result


def _of_mills_ratio(term: Term, tail: Mills, name: str) -> list[Term]:
    """(φ/Φ)′ = −(φ/Φ)(u + φ/Φ) u′ at u, beside factors that may hold the variable, too."""
    rest, ratio = Term(term.coefficient, tail.others), Term(1, tail.ratio)
    falling = times(rest, Term(-1, (*tail.ratio, (tail.excess, 1))))
    inner = [times(falling, t) for t in terms_of(derivative(tail.argument, name))]
    return [*inner, *(times(ratio, t) for t in _of_term(rest, name))]


def _holds(base: Expression, exponent: Exponent, name: str) -> bool:
    return depends_on(base, name) or (isinstance(exponent, Expression) and depends_on(exponent, name))


def _of_power(base: Expression, exponent: Exponent, name: str) -> list[Term]:
    if isinstance(exponent, Expression) and depends_on(exponent, name):
        whole = Term(1, ((base, exponent) if base == E else (write_power(base, exponent), 1),))
        if depends_on(base, name):  # b^x = e^(x log b)
            inner = terms_of(derivative(write_sum([times(factor(exponent), factor(log(base)))]), name))
        else:
            inner = terms_of(derivative(exponent, name))
            inner = inner if base == E else [times(factor(log(base)), t) for t in inner]
        return [times(whole, t) for t in inner]
    inner = _of_base(base, name)
    if exponent == 1:
        return inner
    lowered = _lowered(base, exponent)
    return [times(lowered, t) for t in inner]


def _lowered(base: Expression, exponent: Exponent) -> Term:
    """k b^(k−1)."""
    if isinstance(exponent, Expression):
        less = write_sum(collect([*terms_of(exponent), Term(-1, ())]))
        return times(factor(exponent), Term(1, ((base, less),)))
    return Term(exponent, ((base, exponent - 1),) if exponent != 1 else ())


def _of_base(base: Expression, name: str) -> list[Term]:
    if isinstance(base, Symbol):
        return [Term(1, ())]
    if isinstance(base, Add):
        return collect(t for term in terms_of(base) for t in _of_term(term, name))
    if isinstance(base, Summation):
        return terms_of(sample_total(derivative(base.body, name), base, "none"))
    if isinstance(base, Call) and len(base.arguments) == 1 and base.function in _OF_FUNCTION:
        return _of_function(base.function, base.arguments[0], name)
    if isinstance(base, Call) and base.function == "ζ":
        return _of_zeta(base, name)
    if isinstance(base, Call) and base.function in _OF_GAMMAS:
        return [times(Term(1, ((base, 1),)), t) for t in _OF_GAMMAS[base.function](base.arguments, name)]
    if isinstance(base, (Divide, Multiply, Negate)):
        return _of_term(factor(base), name)
    raise UnknownDerivative(say("no-derivative", kind=type(base).__name__.lower()))


def _of_zeta(e: Call, name: str) -> list[Term]:
    """ζ′(s) s′, and so on: the order stands first."""
    order = number_value(e.arguments[0]) if len(e.arguments) == 2 else 0
    if not isinstance(order, int):
        raise UnknownDerivative(say("no-derivative-of-zeta"))
    outer = Term(1, ((Call("ζ", (integer(order + 1), e.arguments[-1])), 1),))
    return [times(outer, t) for t in terms_of(derivative(e.arguments[-1], name))]


def _of_function(function: str, argument: Expression, name: str) -> list[Term]:
    if function == "log":
        return _of_log(factor(argument), name)
    outer = terms_of(_OF_FUNCTION[function](argument))
    inner = terms_of(derivative(argument, name))
    return [times(a, b) for a in outer for b in inner]


def _of_log(argument: Term, name: str) -> list[Term]:
    """Σ k b′/b over the factors b^k: constants in the argument cancel at once."""
    result: list[Term] = []
    for base, exponent in argument.powers:
        if not _holds(base, exponent, name):
            continue
        if isinstance(exponent, Expression):
            result.extend(terms_of(derivative(write_sum([times(factor(exponent), factor(log(base)))]), name)))
            continue
        if isinstance(base, Call) and base.function in _OF_GAMMAS:
            inner = _OF_GAMMAS[base.function](base.arguments, name)
            result.extend(times(Term(exponent, ()), t) for t in inner)
            continue
        over = Term(exponent, ((base, -1),))
        result.extend(times(t, over) for t in _of_base(base, name))
    if isinstance(argument.powers, tuple) and len(argument.powers) == 1 and argument.powers[0][0] == E:
        return terms_of(derivative(argument.powers[0][1], name))
    return result


# ---- Γ and its kin: derivatives of their logarithms ------------------------------------------------------


def _psi(sign: int, x: Expression, name: str) -> list[Term]:
    """± ψ(x) x′."""
    if not depends_on(x, name):
        return []
    outer = Term(sign, ((Call("ψ", (x,)), 1),))
    return [times(outer, t) for t in terms_of(derivative(x, name))]


def _log_gamma(arguments: tuple[Expression, ...], name: str) -> list[Term]:
    return _psi(1, arguments[0], name)


def _log_beta(arguments: tuple[Expression, ...], name: str) -> list[Term]:
    """B(a, b) = Γ(a) Γ(b)/Γ(a + b)."""
    a, b = arguments
    return [*_psi(1, a, name), *_psi(1, b, name), *_psi(-1, add(a, b), name)]


def _log_binomial(arguments: tuple[Expression, ...], name: str) -> list[Term]:
    """C(n, k) = Γ(n + 1)/(Γ(k + 1) Γ(n − k + 1))."""
    n, k = arguments
    parts = ((1, add(n, ONE)), (-1, add(k, ONE)), (-1, add(n, negate(k), ONE)))
    return [t for sign, x in parts for t in _psi(sign, x, name)]


_OF_GAMMAS: dict[str, Callable[[tuple[Expression, ...], str], list[Term]]] = {
    "Γ": _log_gamma, "B": _log_beta, "binomial": _log_binomial,
}


def _erf(x: Expression) -> Expression:
    minus_square = write_sum([Term(-1, ((x, 2),))])
    return write_sum([times(factor(Divide(TWO, Call("sqrt", (Constant("π"),)))), factor(Power(E, minus_square)))])


def _normal_density(x: Expression) -> Expression:
    """φ(x) = e^(−x²/2)/√(2π)."""
    minus_half_square = write_sum([Term(Fraction(-1, 2), ((x, 2),))])
    root = Call("sqrt", (Multiply((TWO, Constant("π"))),))
    return write(times(factor(Power(E, minus_half_square)), Term(1, ((root, -1),))))


# Derivative of each function at its argument; `log` above, since it cancels constants.
_OF_FUNCTION: dict[str, Callable[[Expression], Expression]] = {
    "log": lambda x: Divide(ONE, x),
    "abs": lambda x: Call("sign", (x,)),
    "sin": lambda x: Call("cos", (x,)),
    "cos": lambda x: write_sum([Term(-1, ((Call("sin", (x,)), 1),))]),
    "tan": lambda x: Divide(ONE, Power(Call("cos", (x,)), TWO)),
    "sinh": lambda x: Call("cosh", (x,)),
    "cosh": lambda x: Call("sinh", (x,)),
    "tanh": lambda x: Add((ONE, write_sum([Term(-1, ((Call("tanh", (x,)), 2),))]))),
    "atan": lambda x: Divide(ONE, Add((ONE, Power(x, TWO)))),
    "ψ": lambda x: Call("ψ", (ONE, x)),
    "I_0": lambda x: Call("I_1", (x,)),
    "I_1": lambda x: Add((Call("I_0", (x,)), Negate(Divide(Call("I_1", (x,)), x)))),
    "erf": _erf,
    "Φ": _normal_density,
    "log2": lambda x: Divide(ONE, write_sum([times(factor(x), factor(log(TWO)))])),
    "log10": lambda x: Divide(ONE, write_sum([times(factor(x), factor(log(rational(10))))])),
}
