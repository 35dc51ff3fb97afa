"""Mistakes with logarithms: of products, powers, quotients, sums."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

from ...expressions import (
    ONE,
    Add,
    Call,
    Divide,
    Expression,
    Multiply,
    Negate,
    Number,
    Power,
    Summation,
    Symbol,
    rational,
)
from ..logs import log
from ..terms import E, Term, add, divide, factor, multiply, negate, power, write, write_sum
from .mistake import EQUATION, ESTIMATE, LOGS, NEGATIVE, NUMBER, SCORE, Example, Mistake, Situation
from .positions import at_each_node, at_each_product, at_each_sum, everywhere, terms_changed, without_power

__all__ = ["MISTAKES"]

_BELOW = (*LOGS, SCORE, EQUATION, ESTIMATE, NUMBER)


def _logs_in(term: Term) -> Iterator[tuple[Expression, Expression]]:
    """k log u as k and u, for each plain logarithm of a product."""
    for place, (base, exponent) in enumerate(term.powers):
        if isinstance(base, Call) and base.function == "log" and len(base.arguments) == 1 and exponent == 1:
            yield write(without_power(term, place)), base.arguments[0]


def _times_logs(due: Expression, at: Situation) -> Iterator[Expression]:
    """log(a b) as log a · log b."""

    def changed(terms: list[Term]) -> Iterator[Expression]:
        logs = [t for t in terms if any(_logs_in(t))]
        if len(logs) > 1:
            others = [t for t in terms if t not in logs]
            product = multiply(*map(write, logs))
            yield add(product, *map(write, others))
        if 1 < len(terms) < 4 and logs:
            yield multiply(*map(write, terms))

    def of_log(node: Expression) -> Iterator[Expression]:
        inner = node.arguments[0] if isinstance(node, Call) and node.function == "log" else None
        if isinstance(inner, Multiply):
            for k in range(1, len(inner.factors)):
                yield multiply(log(multiply(*inner.factors[:k])), log(multiply(*inner.factors[k:])))

    yield from at_each_sum(due, changed)
    yield from at_each_node(due, of_log)


def _log_of_sum_split(due: Expression, at: Situation) -> Iterator[Expression]:
    """log(a + b) as log a + log b; log(1 − θ) as log 1 − log θ."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Call) and node.function == "log" and isinstance(node.arguments[0], Add):
            parts = []
            for term in node.arguments[0].terms:
                inner, is_minus = (term.operand, True) if isinstance(term, Negate) else (term, False)
                if inner != ONE:
                    parts.append(Negate(log(inner)) if is_minus else log(inner))
            yield add(*parts)

    yield from at_each_node(due, changed)


def _log_of_total(due: Expression, at: Situation) -> Iterator[Expression]:
    """Σ log x_i as log Σ x_i; log a + log b as log(a + b)."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Summation) and isinstance(node.body, Call) and node.body.function == "log":
            yield log(Summation(node.body.arguments[0], node.index, node.lower, node.upper))
        term = factor(node)
        for k, (base, exponent) in enumerate(term.powers):  # (1/n) Σ log x_i as log(Σ x_i/n)
            if isinstance(base, Summation) and exponent == 1 and _is_log(base.body):
                total = Summation(base.body.arguments[0], base.index, base.lower, base.upper)  # type: ignore[attr-defined]
                yield log(multiply(write(without_power(term, k)), total))

    def of_sum(terms: list[Term]) -> Iterator[Expression]:
        logs = [(t, pair) for t in terms for pair in _logs_in(t)]
        if len(logs) > 1:
            rest = [t for t in terms if t not in [t for t, _ in logs]]
            yield add(log(add(*(multiply(k, u) for _, (k, u) in logs))), *map(write, rest))

    yield from at_each_node(due, changed)
    yield from at_each_sum(due, of_sum)


def _exponent_left(due: Expression, at: Situation) -> Iterator[Expression]:
    """log a^k as log a."""

    def changed(term: Term) -> Iterator[Expression]:
        for k, u in _logs_in(term):
            if k not in (ONE, Negate(ONE)):
                yield negate(log(u)) if term.coefficient < 0 else log(u)

    def under(node: Expression) -> Iterator[Expression]:
        inner = node.arguments[0] if isinstance(node, Call) and node.function == "log" else None
        if isinstance(inner, Power):
            yield log(inner.base)

    yield from at_each_product(due, changed)
    yield from at_each_node(due, under)
    yield from at_each_product(due, _of_first_factor)
    yield from _all_terms(due, changed)


def _of_first_factor(term: Term) -> Iterator[Expression]:
    """k log(a b) as k log a + log b."""
    for k, u in _logs_in(term):
        if k not in (ONE, Negate(ONE)) and isinstance(u, Multiply):
            for place in range(1, len(u.factors)):
                first, last = log(multiply(*u.factors[:place])), log(multiply(*u.factors[place:]))
                yield add(multiply(k, first), last)
                yield add(first, multiply(k, last))


def _all_terms(due: Expression, changed: object) -> Iterator[Expression]:
    """The sum with every term rewritten that can be."""
    if isinstance(due, Add):
        new = [next(iter(changed(factor(t))), t) for t in due.terms]  # type: ignore[operator]
        if sum(a is not b for a, b in zip(new, due.terms, strict=True)) > 1:
            yield add(*new)


def _power_of_log(due: Expression, at: Situation) -> Iterator[Expression]:
    """log a^k as (log a)^k."""

    def changed(term: Term) -> Iterator[Expression]:
        for k, u in _logs_in(term):
            size = Term(abs(Fraction(factor(k).coefficient)), factor(k).powers)
            if k not in (ONE, Negate(ONE)):
                raised = power(log(u), write(size))
                yield negate(raised) if term.coefficient < 0 else raised

    yield from at_each_product(due, changed)
    yield from _all_terms(due, changed)


def _exponent_of_all(due: Expression, at: Situation) -> Iterator[Expression]:
    """log(a^k b) as k log(a b)."""

    def changed(terms: list[Term]) -> Iterator[Expression]:
        for term in terms:
            for k, _ in _logs_in(term):
                if k not in (ONE, Negate(ONE)):
                    rest = [multiply(k, write(t)) for t in terms if t is not term]
                    yield add(write(term), *rest)

    return at_each_sum(due, changed)


def _log_beside_exponent(due: Expression, at: Situation) -> Iterator[Expression]:
    """log e^(−λx) as −λ log x, or as log(λx); as e^(−λx)."""

    def changed(term: Term) -> Iterator[list[Term]]:
        if any(isinstance(base, Call) for base, _ in term.powers):
            return
        for k, (base, exponent) in enumerate(term.powers):
            if exponent == 1 and not isinstance(base, Number):
                inner = base
                if isinstance(base, Summation):
                    yield [Term(term.coefficient, (*term.powers[:k], (log(base), 1), *term.powers[k + 1 :]))]
                    inner = Summation(log(base.body), base.index, base.lower, base.upper)
                    yield [Term(term.coefficient, (*term.powers[:k], (inner, 1), *term.powers[k + 1 :]))]
                else:
                    yield [Term(term.coefficient, (*term.powers[:k], (log(base), 1), *term.powers[k + 1 :]))]
        inner = write(Term(abs(Fraction(term.coefficient)), term.powers))
        yield [Term(1 if term.coefficient > 0 else -1, ((log(inner), 1),))]  # −n λ as −log(n λ)
        number = abs(Fraction(term.coefficient))
        if number != 1 and term.powers:  # −10 λ as −λ log 10
            yield [Term(Fraction(term.coefficient) / number, (*term.powers, (log(rational(number)), 1)))]
        yield [Term(1, ((E, write(term)),))]

    if isinstance(due, Add):
        from ..terms import terms_of

        yield from terms_changed(terms_of(due), changed)


def _quotient_of_logs(due: Expression, at: Situation) -> Iterator[Expression]:
    """log(a/b) as log a/log b."""

    def changed(terms: list[Term]) -> Iterator[Expression]:
        plus = [t for t in terms if t.coefficient > 0]
        minus = [t for t in terms if t.coefficient < 0]
        if plus and minus and all(any(_logs_in(t)) for t in (*plus[:1], *minus[:1])):
            yield divide(write_sum(plus), negate(write_sum(minus)))
            if all(any(_logs_in(t)) for t in minus):
                yield divide(write_sum(plus), write_sum([Term(-t.coefficient, t.powers) for t in minus]))
        for own, other in permutations(terms, 2):  # Σ log(x_i/a) as (Σ log x_i)/log a
            below = next((log(u) for _, u in _logs_in(other)), None)
            is_log = any(_logs_in(own)) or any(isinstance(b, Summation) and _is_log(b.body) for b, _ in own.powers)
            if below is not None and is_log and own.coefficient * other.coefficient < 0:
                rest = [write(t) for t in terms if t not in (own, other)]
                yield add(*rest, divide(write(own), below))

    def of_log(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Call) and node.function == "log" and isinstance(node.arguments[0], Divide):
            inner = node.arguments[0]
            yield divide(log(inner.numerator), log(inner.denominator))

    yield from at_each_sum(due, changed)
    yield from at_each_node(due, of_log)


def _reciprocal_sign(due: Expression, at: Situation) -> Iterator[Expression]:
    """log(1/b) = −log b as log b, and − log(1/b)."""

    def changed(term: Term) -> Iterator[Expression]:
        if any(_logs_in(term)) or any(isinstance(b, Summation) and _is_log(b.body) for b, _ in term.powers):
            yield write(Term(-term.coefficient, term.powers))

    return at_each_product(due, changed)


def _is_log(e: Expression) -> bool:
    return isinstance(e, Call) and e.function == "log"


def _square_of_log(due: Expression, at: Situation) -> Iterator[Expression]:
    """log v² as (log v)²: 2 log v and log v alike."""

    def changed(node: Expression) -> Iterator[Expression]:
        if _is_log(node):
            inner = node.arguments[0]  # type: ignore[attr-defined]
            base = inner.base if isinstance(inner, Power) and inner.exponent == rational(2) else inner
            if isinstance(base, Symbol) and base.name.endswith("²"):
                base = Symbol(base.name.removesuffix("²"))
            if base is not inner:
                yield power(log(base), rational(2))

    def of_product(term: Term) -> Iterator[Expression]:
        for k, u in _logs_in(term):
            inner = factor(k)
            if inner.coefficient.numerator % 2 == 0:
                yield multiply(write(Term(Fraction(inner.coefficient) / 2, inner.powers)), power(log(u), rational(2)))

    yield from at_each_node(due, changed)
    yield from at_each_product(due, of_product)


def _not_logged(due: Expression, at: Situation) -> Iterator[Expression]:
    """k log u as k u, or as u^k: the logarithm not taken of one factor."""

    def changed(term: Term) -> Iterator[Expression]:
        for k, u in _logs_in(term):
            yield multiply(k, u)
            if k not in (ONE, Negate(ONE)):
                yield power(u, k)

    yield from at_each_product(due, changed)
    yield from _all_terms(due, changed)


def _log_of_one(due: Expression, at: Situation) -> Iterator[Expression]:
    """log 1 as one."""
    if isinstance(due, Add) and at.kind in LOGS:
        yield Add((*due.terms, ONE))

    def changed(node: Expression) -> Iterator[Expression]:
        if node == log(ONE):
            yield ONE

    yield from at_each_node(due, changed)


def _of_base(base: str) -> object:
    def wrong(due: Expression, at: Situation) -> Iterator[Expression]:
        def other(node: Expression) -> Expression | None:
            if isinstance(node, Call) and node.function == "log" and len(node.arguments) == 1:
                return Call(base, node.arguments)
            return None

        yield from everywhere(due, other)
        yield from at_each_node(due, lambda node: [new] if (new := other(node)) is not None else [])
        if at.kind in (NUMBER, NEGATIVE):  # a loss that is a number by now
            yield Divide(due, log(rational(10 if base == "log10" else 2)))

    return wrong


def _half_of_log_lost(due: Expression, at: Situation) -> Iterator[Expression]:
    """−½ log v as −log v."""

    def changed(term: Term) -> Iterator[Expression]:
        if term.coefficient.denominator % 2 == 0 and any(_logs_in(term)):
            yield write(Term(term.coefficient * 2, term.powers))

    return at_each_product(due, changed)


MISTAKES = (
    Mistake(
        "log-of-product-as-product", LOGS, Example("7 log θ + 3 log(1-θ)", "(7 log θ) (3 log(1-θ))"), _times_logs, 7,
    ),
    Mistake(
        "log-of-sum-split", _BELOW, Example("7 log θ + 3 log(1-θ)", "7 log θ - 3 log θ"), _log_of_sum_split, 7,
    ),
    Mistake(
        "sum-of-logs-as-log-of-sum", _BELOW, Example("(Σ log x_i)/n", "log(Σ x_i/n)", unknown="μ"), _log_of_total, 7,
    ),
    Mistake(
        "exponent-not-brought-down", LOGS, Example("7 log θ + 3 log(1-θ)", "7 log θ + log(1-θ)"), _exponent_left, 7,
    ),
    Mistake(
        "log-raised-instead", LOGS, Example("7 log θ + 3 log(1-θ)", "(log θ)^7 + (log(1-θ))^3"), _power_of_log, 5,
    ),
    Mistake(
        "exponent-over-all-factors",
        LOGS, Example("7 log θ + 3 log(1-θ)", "7 log θ + 21 log(1-θ)"), _exponent_of_all, 4,
    ),
    Mistake(
        "log-and-exp-not-cancelled",
        LOGS, Example("4 log λ - λ s", "4 log λ - λ log s", unknown="λ"), _log_beside_exponent, 5,
    ),
    Mistake(
        "log-of-quotient-as-quotient", _BELOW, Example("log θ - log(1-θ)", "(log θ)/log(1-θ)"), _quotient_of_logs, 4,
    ),
    Mistake(
        "log-of-denominator-added",
        LOGS, Example("-4 log σ - 9/σ", "4 log σ - 9/σ", unknown="σ"), _reciprocal_sign, 6,
    ),
    Mistake(
        "half-of-root-lost",
        LOGS, Example("-(n/2) log v - s/(2 v)", "-n log v - s/(2 v)", unknown="v"), _half_of_log_lost, 6,
    ),
    Mistake(
        "log-of-square-as-square",
        LOGS, Example("-(n/2) log(σ^2)", "-(n/2) (log σ)^2", unknown="σ"), _square_of_log, 4,
    ),
    Mistake(
        "log-not-taken", LOGS, Example("7 log θ + 3 log(1-θ)", "7 θ + 3 (1-θ)"), _not_logged, 5,
    ),
    Mistake(
        "log-of-one-as-one", (*LOGS, NUMBER), Example("log 120 + 7 log θ", "log 120 + 7 log θ + 1"), _log_of_one, 2,
    ),
    Mistake(
        "common-log-for-natural",
        (*LOGS, NUMBER), Example("-log 0.5", "-log10(0.5)"), _of_base("log10"), 5,  # type: ignore[arg-type]
    ),
    Mistake(
        "binary-log-for-natural",
        (*LOGS, NUMBER), Example("-log 0.3", "-log2(0.3)"), _of_base("log2"), 3,  # type: ignore[arg-type]
    ),
)
