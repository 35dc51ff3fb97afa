"""A law in whose density several parameters stand together, in one linear combination of columns: the predictor.

`y ~ Poisson(exp(a + b x))`: a and b stand in η = a + b x_i alone. As a function of η the log of the density of one
observation is written once, whatever way the model was typed: y_i η − e^η.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..expressions import (
    ONE,
    TWO,
    Add,
    Call,
    Divide,
    Expression,
    Indexed,
    Negate,
    Power,
    Symbol,
    free_symbols,
    map_children,
    replace,
    walk,
)
from .derivatives import UnknownDerivative, derivative
from .logs import log_of_product
from .signs import Signs
from .terms import E, Term, collect, expand, negate, terms_of, times, write, write_sum

__all__ = [
    "Predictor", "find_predictor", "in_group", "in_predictor", "link_of", "log_density", "mean_of",
    "predictor_symbol", "slope_of", "weight_of",
]

H = Symbol("η")
MEAN = Symbol("μ of η")


def predictor_symbol() -> Symbol:
    """η, which stands for the predictor."""
    return H


class Predictor(NamedTuple):
    """names: the parameters in it. columns: what each is multiplied by, for one observation. offset: the rest. whole:
    the predictor as it is written. link: `identity`, `exp` or `logistic`, by which it enters, or `residual` where it
    is taken off the observation. mean: the part of the density that holds all of its parameters, `exp(a + b x_i)`."""

    names: tuple[str, ...]
    columns: tuple[Expression, ...]
    offset: Expression
    whole: Expression
    link: str
    mean: Expression


def find_predictor(density: Expression, variable: str, parameters: Iterable[str]) -> Predictor | None:
    """The predictor of a density of one observation; None where there is none of two parameters or more."""
    names = set(parameters)
    for part in walk(density):
        here = names & free_symbols(part)
        if len(here) > 1 and here.isdisjoint(free_symbols(replace(density, part, MEAN))):
            found = _as_predictor(part, here, variable)
            if found is not None:
                return found
    return None


def _as_predictor(part: Expression, names: set[str], variable: str) -> Predictor | None:
    link, inner = link_of(part)
    if isinstance(inner, Negate):
        return None
    if _holds(inner, variable):
        rest = _beside(inner, variable) if link == "identity" else None
        if rest is None:
            return None
        link, inner = "residual", rest
    ordered = tuple(dict.fromkeys(n.name for n in walk(inner) if isinstance(n, Symbol) and n.name in names))
    try:
        columns = tuple(derivative(inner, name) for name in ordered)
    except UnknownDerivative:
        return None
    if any(not names.isdisjoint(free_symbols(column)) for column in columns):
        return None
    parts = [t for t in expand(inner) if names.isdisjoint(free_symbols(write(t)))]
    return Predictor(ordered, columns, write_sum(parts), inner, link, part)


def _holds(e: Expression, variable: str) -> bool:
    return any(isinstance(node, Indexed) and node.base == variable for node in walk(e))


def _beside(e: Expression, variable: str) -> Expression | None:
    """Of `y_i − a − b x_i` what is taken off the observation: a + b x_i."""
    terms = terms_of(e) if isinstance(e, Add) else []
    own = [t for t in terms if _holds(write(t), variable)]
    if own != [Term(1, ((Indexed(variable, Symbol("i")), 1),))]:
        return None
    return write_sum([Term(-t.coefficient, t.powers) for t in terms if t not in own])


def link_of(e: Expression) -> tuple[str, Expression]:
    """`exp(η)`, `1/(1 + exp(−η))`, `exp(η)/(1 + exp(η))`, or η itself."""
    exponent = _exponent(e)
    if exponent is not None:
        return "exp", exponent
    if isinstance(e, Divide) and isinstance(e.denominator, Add) and len(e.denominator.terms) == 2:
        rest = [t for t in e.denominator.terms if t != ONE]
        below = _exponent(rest[0]) if len(rest) == 1 else None
        if below is not None and e.numerator == ONE:
            return "logistic", write_sum(expand(negate(below)))
        if below is not None and _exponent(e.numerator) == below:
            return "logistic", below
    return "identity", e


def _exponent(e: Expression) -> Expression | None:
    if isinstance(e, Call) and e.function == "exp":
        return e.arguments[0]
    return e.exponent if isinstance(e, Power) and e.base == E else None


# ---- the log of the density as a function of η ---------------------------------------------------------------


def log_density(density: Expression, predictor: Predictor, signs: Signs) -> tuple[list[Term], list[Term]]:
    """The terms of the log of the density that hold η, and those that do not."""
    written = log_of_product(replace(density, predictor.mean, MEAN), signs)
    if predictor.link == "residual":
        observed = write_sum(collect([*expand(predictor.mean), *expand(predictor.whole)]))
        written = replace(written, MEAN, Add((observed, Negate(H))))
    else:
        written = replace(written, MEAN, H) if predictor.link == "identity" else _linked(written, predictor.link)
    written = replace(written, Power(E, H), Call("exp", (H,)))
    terms = collect(t for term in terms_of(written) for t in expand(write(term)))
    holding = [t for t in terms if H.name in free_symbols(write(t))]
    return holding, [t for t in terms if t not in holding]


def _linked(e: Expression, link: str) -> Expression:
    """log μ is η, or η − log(1 + e^η) and log(1 − μ) = −log(1 + e^η); what else holds μ has it spelled out."""
    if isinstance(e, Call) and e.function == "log":
        argument = e.arguments[0]
        if argument == MEAN:
            return H if link == "exp" else Add((H, Negate(_softplus())))
        if link == "logistic" and argument == Add((ONE, Negate(MEAN))):
            return Negate(_softplus())
        product = log_of_product(argument)
        if product != e:
            return _linked(product, link)
    if e == MEAN:
        return mean_of(link, H)
    return map_children(lambda child: _linked(child, link), e)


def _softplus() -> Expression:
    return Call("log", (Add((ONE, Call("exp", (H,)))),))


def mean_of(link: str, of: Expression) -> Expression:
    """What the link makes of a predictor."""
    exponential = Call("exp", (of,))
    if link == "exp":
        return exponential
    return Divide(exponential, Add((ONE, exponential))) if link == "logistic" else of


def in_predictor(e: Expression, predictor: Predictor) -> Expression:
    """The expression with the predictor for η."""
    return replace(e, H, predictor.whole)


def weight_of(terms: Iterable[Term]) -> Expression:
    """Minus the second derivative for η. Raises UnknownDerivative."""
    return write_sum(collect(w for term in terms for w in _weights(term)))


def _weights(term: Term) -> list[Term]:
    softplus = _softplus()
    if (softplus, 1) in term.powers:  # (log(1 + e^η))″ = e^η/(1 + e^η)²
        exponential = Call("exp", (H,))
        bell = Divide(exponential, Power(Add((ONE, exponential)), TWO))
        rest = tuple(p for p in term.powers if p != (softplus, 1))
        return [times(Term(-term.coefficient, rest), Term(1, ((bell, 1),)))]
    return [Term(-t.coefficient, t.powers) for t in terms_of(derivative(slope_of([term]), H.name))]


def slope_of(terms: Iterable[Term]) -> Expression:
    """The derivative for η. Raises UnknownDerivative."""
    return derivative(write_sum(list(terms)), H.name)


def in_group(e: Expression, link: str, mean: Expression) -> Expression:
    """The expression with the predictor that belongs to a mean for η."""
    e = replace(e, Power(E, H), Call("exp", (H,)))
    if link == "logistic":
        e = replace(e, _softplus(), Negate(Call("log", (Add((ONE, Negate(mean))),))))
        return replace(e, H, Add((Call("log", (mean,)), Negate(Call("log", (Add((ONE, Negate(mean))),))))))
    return replace(e, H, Call("log", (mean,)))
