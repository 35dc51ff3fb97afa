"""Losses of next-token predictions: negative log-likelihood, cross-entropy, perplexity."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import prod

from ..claims.values import Equal, Given, Holds
from ..expressions import (
    INFINITY,
    Add,
    Apply,
    Call,
    Divide,
    Expression,
    Multiply,
    Negate,
    Power,
    Relation,
    Text,
    integer,
    rational,
)
from ..notation.decimals import in_decimals
from ..notation.plain import plain
from ..problem.model import Prediction, Problem
from ..rules.arithmetic import approximate, fold, rational_root
from ..rules.data import MOST_PLACES
from ..rules.terms import negate
from ..steps import Quantity
from ..words import say
from .answers import decimal, with_decimal
from .settings import with_given
from .worksheet import Worksheet, equals

__all__ = ["solve_losses"]

Lines = dict[tuple[str, str], Relation]


def solve_losses(sheet: Worksheet, problem: Problem) -> tuple[tuple[Quantity, ...], str]:
    """The quantities asked, by name and distribution, and the comparison in words."""
    names = tuple(dict.fromkeys(name for p in problem.predictions for name in p.distributions))
    kinds = [f.kind for f in problem.find] or ["nll"]
    quantities: list[Quantity] = []
    losses: dict[str, dict[str, tuple[Expression, Relation]]] = {}
    for name in names:
        sheet.phase(f"prediction-{name}" if name else "prediction")
        probabilities = _predictions(sheet, problem.predictions, name)
        for kind in kinds:
            line, exact = _QUANTITIES[kind](sheet, name, probabilities)
            if kind != "likelihood":
                losses.setdefault(kind, {})[name] = (exact, line)
            quantities.append(Quantity(kind, name or None, exact, None))
    return tuple(quantities), _comparison(sheet, losses)


def _predictions(sheet: Worksheet, positions: tuple[Prediction, ...], name: str) -> list[tuple[Expression, Fraction]]:
    """What the model gave each token that came, as lines `P("cat") = 0.5`."""
    found = []
    for position in positions:
        value = position.distributions[name].get(position.target, Fraction(0))
        given = (Text(name),) if name else ()
        line = equals(Apply("P", (Text(position.target),), given), _written(value))
        sheet.setting = with_given(sheet.setting, line)
        said = say("prediction-named", name=name) if name else say("prediction-alone")
        sheet.write("prediction", None, line, Given(), n=said)
        found.append((_written(value), value))
    return found


def _written(value: Fraction) -> Expression:
    return in_decimals(value, MOST_PLACES)


def _label(name: str, of: str) -> Expression:
    return Apply(name, (Text(of),) if of else ())


def _product(factors: list[Expression]) -> Expression:
    return factors[0] if len(factors) == 1 else Multiply(tuple(factors))


def _logs(probabilities: list[tuple[Expression, Fraction]]) -> Expression:
    terms = [Negate(Call("log", (p,))) for p, _ in probabilities]
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def _total(probabilities: list[tuple[Expression, Fraction]]) -> Expression:
    """−log of the product."""
    product = _product_of(probabilities)
    return fold(Negate(Call("log", (rational(product),)))) if product else INFINITY


Written = tuple[Relation, Expression]


def _likelihood(sheet: Worksheet, name: str, probabilities: list[tuple[Expression, Fraction]]) -> Written:
    value = fold(_product([rational(v) for _, v in probabilities]))
    factors = [p for p, _ in probabilities]
    label = _label("L", name)
    line = equals(label, factors[0]) if len(factors) == 1 else with_decimal([label, _product(factors), value])
    return sheet.write("product-of-predictions", None, line, Equal()), value


def _log_likelihood(sheet: Worksheet, name: str, probabilities: list[tuple[Expression, Fraction]]) -> Written:
    value = negate(_total(probabilities))
    terms = [Call("log", (p,)) for p, _ in probabilities]
    total = terms[0] if len(terms) == 1 else Add(tuple(terms))
    line = with_decimal([_label("ℓ", name), total, value])
    return sheet.write("log-of-product", None, line, Equal()), value


def _nll(sheet: Worksheet, name: str, probabilities: list[tuple[Expression, Fraction]]) -> Written:
    value = _total(probabilities)
    line = with_decimal([_label("NLL", name), _logs(probabilities), value])
    return sheet.write("definition-of-nll", None, line, Equal()), value


def _cross_entropy(sheet: Worksheet, name: str, probabilities: list[tuple[Expression, Fraction]]) -> Written:
    count = len(probabilities)
    mean = _logs(probabilities) if count == 1 else Divide(_logs(probabilities), integer(count))
    value = _mean_loss(probabilities)
    line = with_decimal([_label("H", name), mean, value])
    return sheet.write("definition-of-cross-entropy", None, line, Equal()), value


def _mean_loss(probabilities: list[tuple[Expression, Fraction]]) -> Expression:
    """`log 4` for (log 256)/4 where the root is a rational number, else the quotient."""
    product, count = _product_of(probabilities), len(probabilities)
    if not product:
        return INFINITY
    return fold(Divide(_total(probabilities), integer(count)))


def _product_of(probabilities: list[tuple[Expression, Fraction]]) -> Fraction:
    """The probability of the text, exactly: a product of many factors never underflows."""
    return prod((value for _, value in probabilities), start=Fraction(1))


def _root(value: Fraction, degree: int) -> Expression:
    """The n-th root, as a rational number where it is one."""
    root = rational_root(value, degree)
    return Power(rational(value), Divide(integer(1), integer(degree))) if root is None else rational(root)


def _perplexity(sheet: Worksheet, name: str, probabilities: list[tuple[Expression, Fraction]]) -> Written:
    count = len(probabilities)
    mean = _logs(probabilities) if count == 1 else Divide(_logs(probabilities), integer(count))
    product = _product_of(probabilities)
    value = _root(1 / product, count) if product else INFINITY
    line = with_decimal([_label("PPL", name), Call("exp", (mean,)), value])
    return sheet.write("definition-of-perplexity", None, line, Equal()), value


_QUANTITIES = {
    "likelihood": _likelihood,
    "log-likelihood": _log_likelihood,
    "nll": _nll,
    "cross-entropy": _cross_entropy,
    "perplexity": _perplexity,
}


def _comparison(sheet: Worksheet, losses: Mapping[str, Mapping[str, tuple[Expression, Relation]]]) -> str:
    """Which distribution has the lower loss, proved and in words; nothing where there is only one."""
    for kind, by_name in losses.items():
        if len(by_name) < 2:
            continue
        ordered = sorted(by_name.items(), key=lambda item: _rough(item[1][0]))
        (best, (low, _)), (worst, (high, _)) = ordered[0], ordered[-1]
        if low == high:
            return say("loss-the-same", loss=kind)
        sheet.phase("compare")
        sheet.write("compare", None, Relation((low, high), ("<",)), Holds())
        return _in_words(kind, worst, high, best, low) if len(ordered) == 2 else _lowest(kind, best, low)
    return ""


def _lowest(kind: str, best: str, low: Expression) -> str:
    number = decimal(low)
    value = plain(number[0]) if number else plain(low)
    return say("loss-lowest", loss=kind, best=best, value=value)


def _rough(e: Expression) -> float:
    value = approximate(e)
    return float("inf") if value is None else value


def _in_words(kind: str, worst: str, high: Expression, best: str, low: Expression) -> str:
    numbers = [decimal(e) for e in (high, low)]
    shown = [plain(n[0]) if n else plain(e) for n, e in zip(numbers, (high, low), strict=True)]
    return say("loss-better", loss=kind, high=shown[0], worst=worst, low=shown[1], best=best)
