"""Mistakes with the law of an observation: its parameters, squares, roots and logarithms."""

from __future__ import annotations

from collections.abc import Iterator

from ...expressions import (
    ONE,
    TWO,
    Add,
    Call,
    Expression,
    Indexed,
    Negate,
    Power,
    Relation,
    Symbol,
    free_symbols,
    replace,
)
from ..terms import E, Exponent, Term, add, divide, factor, negate, write
from .mistake import EQUATION, ESTIMATE, FUNCTIONS, LIKELIHOOD, SCORE, Example, Mistake, Situation
from .positions import at_each_node, at_each_power, at_each_product, everywhere

__all__ = ["MISTAKES", "complement_of"]


def _complement_lost(due: Expression, at: Situation) -> Iterator[Expression]:
    """1 − θ as θ."""
    yield from at_each_node(due, lambda node: [new] if (new := complement_of(node)) is not None else [])
    yield from everywhere(due, complement_of)


def complement_of(node: Expression) -> Expression | None:
    """θ, where the node is 1 − θ."""
    if not isinstance(node, Add) or len(node.terms) != 2 or node.terms[0] != ONE:
        return None
    return node.terms[1].operand if isinstance(node.terms[1], Negate) else None


def _other_event(due: Expression, at: Situation) -> Iterator[Expression]:
    """P(X > t) as P(X ≤ t)."""
    yield add(ONE, negate(due.operands[-1] if isinstance(due, Relation) else due))


def _other_parametrization(due: Expression, at: Situation) -> Iterator[Expression]:
    """λ as 1/λ: everywhere, or in one place."""
    for name in at.parameters:
        symbol = Symbol(name)
        yield replace(due, symbol, divide(ONE, symbol))
    names = {*at.parameters}

    def changed(base: Expression, exponent: Exponent) -> Iterator[Term]:
        if isinstance(base, Symbol) and base.name in names:
            new = negate(exponent) if isinstance(exponent, Expression) else -exponent
            yield Term(1, ((base, new),))

    yield from at_each_power(due, changed)
    yield from at_each_node(due, lambda node: _log_negated(node, names))


def _log_negated(node: Expression, names: set[str]) -> Iterator[Expression]:
    if isinstance(node, Call) and node.function == "log":
        argument = node.arguments[0]
        if isinstance(argument, Symbol) and argument.name in names:
            yield Negate(node)


def _log_of_data_missing(due: Expression, at: Situation) -> Iterator[Expression]:
    """The density of log x written in x: (log x_i − μ)² as (x_i − μ)²."""

    def bare(node: Expression) -> Expression | None:
        if not isinstance(node, Call) or node.function != "log":
            return None
        inner = node.arguments[0]
        if isinstance(inner, Symbol) and inner.name not in (*at.parameters, "n"):
            return inner
        return inner if isinstance(inner, Indexed) else None

    yield from at_each_node(due, lambda node: [new] if (new := bare(node)) is not None else [])
    yield from everywhere(due, bare)


def _square_missing(due: Expression, at: Situation) -> Iterator[Expression]:
    """(x − μ)² as x − μ, x² as x."""

    def changed(base: Expression, exponent: Exponent) -> Iterator[Term]:
        if exponent == 2 and not free_symbols(base) <= {*at.parameters}:
            yield Term(1, ((base, 1),))

    yield from at_each_power(due, changed)
    if at.kind == LIKELIHOOD:  # (θ²)⁴⁰ as θ⁴⁰: a class whose probability is a square
        yield from at_each_node(due, lambda node: [new] if (new := _class_once(node)) is not None else [])
        yield from everywhere(due, _class_once)


def _class_once(node: Expression) -> Expression | None:
    inner = node.base if isinstance(node, Power) else None
    if isinstance(node, Power) and isinstance(inner, Power) and inner.exponent == TWO:
        return Power(inner.base, node.exponent)
    return None


def _deviation_for_variance(due: Expression, at: Situation) -> Iterator[Expression]:
    """σ² as σ, or σ as σ², in one place."""
    def changed(base: Expression, exponent: Exponent) -> Iterator[Term]:
        if not isinstance(base, Symbol) or isinstance(exponent, Expression):
            return
        if base.name.endswith("²"):
            yield Term(1, ((Symbol(base.name.removesuffix("²")), exponent),))
        elif exponent in (2, -2):
            yield Term(1, ((base, int(exponent / 2)),))
        elif exponent in (1, -1) and f"{base.name}²" in at.parameters:
            yield Term(1, ((base, exponent * 2),))

    return at_each_power(due, changed)


def _half_missing(due: Expression, at: Situation) -> Iterator[Expression]:
    """1/(2σ²) as 1/σ²."""

    def changed(term: Term) -> Iterator[Expression]:
        if term.coefficient.denominator % 2 == 0:
            yield write(Term(term.coefficient * 2, term.powers))

    return at_each_product(due, changed)


def _root_missing(due: Expression, at: Situation) -> Iterator[Expression]:
    """1/√(2πσ²) as 1/(2πσ²)."""

    def changed(base: Expression, exponent: Exponent) -> Iterator[Term]:
        if isinstance(exponent, Expression):
            term = factor(exponent)
            if term.powers and base != E and term.coefficient.denominator == 2:
                yield Term(1, ((base, write(Term(term.coefficient * 2, term.powers))),))
        elif exponent.denominator == 2:
            yield Term(1, ((base, exponent * 2),))

    return at_each_power(due, changed)


MISTAKES = (
    Mistake(
        "opposite-event", (ESTIMATE,), Example("e^(-3 λ)", "1 - e^(-3 λ)", unknown="λ"), _other_event, 5,
    ),
    Mistake(
        "complement-lost", (*FUNCTIONS, SCORE, EQUATION), Example("θ^7 (1-θ)^3", "θ^7 θ^3"), _complement_lost, 5,
    ),
    Mistake(
        "rate-and-scale-confused",
        FUNCTIONS, Example("λ e^(-2 λ)", "(1/λ) e^(-2 λ)", unknown="λ"), _other_parametrization, 6,
    ),
    Mistake(
        "log-missing-in-density",
        (*FUNCTIONS, SCORE), Example("-Σ(log x_i - μ)^2/2", "-Σ(x_i - μ)^2/2", unknown="μ"), _log_of_data_missing, 6,
    ),
    Mistake(
        "square-lost",
        FUNCTIONS, Example("-Σ(x_i - μ)^2/(2 s)", "-Σ(x_i - μ)/(2 s)", unknown="μ"), _square_missing, 4,
    ),
    Mistake(
        "deviation-for-variance",
        (*FUNCTIONS, SCORE), Example("-25/σ^2 - 8 log σ", "-25/σ - 8 log σ", unknown="σ"), _deviation_for_variance, 5,
    ),
    Mistake(
        "half-lost",
        FUNCTIONS, Example("-(n/2) log v - S/(2 v)", "-n log v - S/(2 v)", unknown="v"), _half_missing, 6,
    ),
    Mistake(
        "root-lost-in-density",
        (LIKELIHOOD,), Example("e^(-5/v)/sqrt(2 π v)", "e^(-5/v)/(2 π v)", unknown="v"), _root_missing, 4,
    ),
)
