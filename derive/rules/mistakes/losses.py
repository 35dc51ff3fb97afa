"""Mistakes with losses over tokens: sign, mean and sum, base, order of averaging, which probability."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...expressions import ONE, TWO, Add, Call, Divide, Expression, Negate, Number, Power, integer, nodes, rational
from ..logs import log
from ..terms import E, add, divide, factor, multiply, negate
from .mistake import LIKELIHOOD, NEGATIVE, NUMBER, Example, Mistake, Situation
from .positions import at_each_node

__all__ = ["MISTAKES"]

_LOSS = (NUMBER, NEGATIVE)


def _chances(due: Expression, at: Situation) -> list[Fraction]:
    """The probabilities of the tokens that came: the numbers under the logarithms of the line, else of the tables."""
    shown = [
        Fraction(node.arguments[0].value)
        for node in nodes(due)
        if isinstance(node, Call) and node.function == "log" and isinstance(node.arguments[0], Number)
    ]
    return shown or [Fraction(table[token]) for table, token in at.tables]


def _count(due: Expression, at: Situation) -> int:
    return len(_chances(due, at))


def _exponential(due: Expression) -> Expression | None:
    """The exponent, where the line is an exponential: a perplexity."""
    if isinstance(due, Call) and due.function == "exp":
        return due.arguments[0]
    return due.exponent if isinstance(due, Power) and due.base == E else None


def _minus_forgotten(due: Expression, at: Situation) -> Iterator[Expression]:
    """−log p as log p."""
    yield negate(due)
    exponent = _exponential(due)
    if exponent is not None:
        yield Call("exp", (negate(exponent),))


def _mean_for_sum(due: Expression, at: Situation) -> Iterator[Expression]:
    """A sum over the tokens divided by their number."""
    count = _count(due, at)
    if count > 1:
        yield divide(due, integer(count))


def _sum_for_mean(due: Expression, at: Situation) -> Iterator[Expression]:
    """A mean over the tokens not divided by their number."""
    count = _count(due, at)
    if count > 1:
        yield multiply(integer(count), due)


def _perplexity_of_sum(due: Expression, at: Situation) -> Iterator[Expression]:
    """exp of the mean as exp of the sum."""
    exponent, count = _exponential(due), _count(due, at)
    if count > 1:
        yield Call("exp", (multiply(integer(count), exponent),)) if exponent else Power(due, integer(count))


def _base_mixed(due: Expression, at: Situation) -> Iterator[Expression]:
    """exp of nats as 2 to the nats, or exp of bits."""
    exponent = _exponential(due) or log(due)
    yield Power(TWO, exponent)
    yield Power(integer(10), exponent)
    yield Call("exp", (divide(exponent, log(TWO)),))
    yield Call("exp", (divide(exponent, log(integer(10))),))


def _mean_of_perplexities(due: Expression, at: Situation) -> Iterator[Expression]:
    """exp of the mean loss as the mean of 1/p."""
    chances = _chances(due, at)
    if len(chances) > 1 and all(chances):
        yield divide(add(*(rational(1 / p) for p in chances)), integer(len(chances)))


def _log_of_mean(due: Expression, at: Situation) -> Iterator[Expression]:
    """The mean of −log p as −log of the mean of p; as −log of their sum."""
    chances = _chances(due, at)
    total = sum(chances, Fraction(0))
    if len(chances) > 1 and total:
        for value in (total / len(chances), total):
            yield Negate(log(rational(value)))
        yield multiply(integer(len(chances)), Negate(log(rational(total / len(chances)))))
        yield rational(len(chances) / total)


def _chances_added(due: Expression, at: Situation) -> Iterator[Expression]:
    """The probability of a text as the sum, or the mean, of those of its tokens."""
    chances = _chances(due, at) or [Fraction(n.value) for n in nodes(due) if isinstance(n, Number)]
    if len(chances) > 1:
        yield rational(sum(chances, Fraction(0)))
        yield rational(sum(chances, Fraction(0)) / len(chances))


def _other_token(due: Expression, at: Situation) -> Iterator[Expression]:
    """The probability of another token than the one that came."""
    for table, token in at.tables:
        own = table[token]
        for other in dict.fromkeys(p for name, p in table.items() if name != token and p != own):
            yield from at_each_node(
                due, lambda node, p=other, q=own: [rational(p)] if _is(node, q) else []  # type: ignore[misc]
            )
            if len(at.tables) == 1 and other:
                yield Negate(log(rational(other)))


def _is(node: Expression, value: Fraction) -> bool:
    return isinstance(node, Number) and node.value == value


def _entropy(due: Expression, at: Situation) -> Iterator[Expression]:
    """−log q of what came as −Σ q log q over all tokens; as the sum of all −log q."""
    for table, _ in at.tables:
        known = [p for p in table.values() if p]
        yield add(*(negate(multiply(rational(p), log(rational(p)))) for p in known))
        yield add(*(Negate(log(rational(p))) for p in known))


def _weighted(due: Expression, at: Situation) -> Iterator[Expression]:
    """−log p as −p log p."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Call) and node.function == "log" and isinstance(node.arguments[0], Number):
            yield multiply(node.arguments[0], node)

    return at_each_node(due, changed)


def _not_the_log(due: Expression, at: Situation) -> Iterator[Expression]:
    """−log p as 1 − p, as p, as 1/p; the logarithm of 1 − p."""

    def changed(node: Expression) -> Iterator[Expression]:
        term = factor(node) if isinstance(node, (Negate, Call)) else None
        if term is None or len(term.powers) != 1:
            return
        base = term.powers[0][0]
        if isinstance(base, Call) and base.function == "log" and isinstance(base.arguments[0], Number):
            p = base.arguments[0]
            if 0 < p.value < 1:
                rest = rational(1 - Fraction(p.value))
                yield from (rest, p, divide(ONE, p), negate(log(rest)))

    return at_each_node(due, changed)


def _not_exponentiated(due: Expression, at: Situation) -> Iterator[Expression]:
    """The mean loss given for the perplexity."""
    exponent = _exponential(due)
    yield exponent if exponent is not None else log(due)


def _without_exponentials(due: Expression, at: Situation) -> Iterator[Expression]:
    """e^a/(e^a + e^b) as a/(a + b)."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Divide) and isinstance(node.denominator, Add):
            parts = [_exponential(e) for e in (node.numerator, *node.denominator.terms)]
            known = [part for part in parts if part is not None]
            if len(known) == len(parts):
                yield divide(known[0], add(*known[1:]))

    return at_each_node(due, changed)


MISTAKES = (
    Mistake(
        "minus-forgotten", _LOSS, Example("-log 0.5", "log 0.5"), _minus_forgotten, 8,
    ),
    Mistake(
        "mean-for-sum", _LOSS, Example("-log 0.5 - log 0.2", "(-log 0.5 - log 0.2)/2"), _mean_for_sum, 7,
    ),
    Mistake(
        "sum-for-mean", _LOSS, Example("(-log 0.5 - log 0.2)/2", "-log 0.5 - log 0.2"), _sum_for_mean, 7,
    ),
    Mistake(
        "perplexity-of-sum",
        (NUMBER,), Example("exp((-log 0.5 - log 0.2)/2)", "exp(-log 0.5 - log 0.2)"), _perplexity_of_sum, 7,
    ),
    Mistake(
        "base-mixed", (NUMBER,), Example("exp((-log 0.5 - log 0.2)/2)", "2^((-log 0.5 - log 0.2)/2)"), _base_mixed, 6,
    ),
    Mistake(
        "mean-of-perplexities",
        (NUMBER,), Example("exp((-log 0.5 - log 0.2)/2)", "(2 + 5)/2"), _mean_of_perplexities, 5,
    ),
    Mistake(
        "log-of-mean", _LOSS, Example("(-log 0.5 - log 0.2)/2", "-log 0.35"), _log_of_mean, 5,
    ),
    Mistake(
        "probabilities-added", (NUMBER, LIKELIHOOD), Example("0.5*0.2", "0.7"), _chances_added, 5,
    ),
    Mistake(
        "another-token", (*_LOSS, LIKELIHOOD), Example("-log 0.5", "-log 0.3"), _other_token, 6,
    ),
    Mistake(
        "entropy-of-prediction", _LOSS, Example("-log 0.5", "-0.5 log 0.5 - 0.3 log 0.3 - 0.2 log 0.2"), _entropy, 4,
    ),
    Mistake(
        "loss-weighted", _LOSS, Example("-log 0.5", "-0.5 log 0.5"), _weighted, 4,
    ),
    Mistake(
        "log-left-out-of-loss", _LOSS, Example("-log 0.8", "1 - 0.8"), _not_the_log, 5,
    ),
    Mistake(
        "perplexity-not-exponentiated",
        (NUMBER,), Example("exp((-log 0.5 - log 0.2)/2)", "(-log 0.5 - log 0.2)/2"), _not_exponentiated, 5,
    ),
    Mistake(
        "softmax-without-exponentials", (NUMBER,), Example("e^2/(e^2 + e^1)", "2/(2 + 1)"), _without_exponentials, 4,
    ),
)
