"""Losses of a model with unknown parameters, as functions of these: NLL(θ) = −ℓ(θ), its mean, its exponential."""

from __future__ import annotations

from ..claims.values import Equal, Negated
from ..expressions import Apply, Call, Divide, Expression, Relation, Symbol, free_symbols
from ..problem.model import Problem
from ..rules.terms import add, negate, positive_first
from ..steps import Quantity, value_of
from ..words import say
from .worksheet import Worksheet, equals

__all__ = ["LOSSES", "loss_functions"]

LOSSES = ("nll", "cross-entropy", "perplexity")
NAMES = ("NLL", "H", "PPL")
LOGARITHMS = ("log-of-likelihood", "log-of-one")
N = "n"


def loss_functions(sheet: Worksheet, problem: Problem) -> tuple[tuple[Quantity, ...], tuple[str, ...]]:
    """The losses that are asked, each written once and led to by the one before; remarks on those there are not."""
    asked = [find.kind for find in problem.find if find.kind in LOSSES]
    if not asked:
        return (), ()
    line = next((step.after for step in sheet.steps if step.rule in LOGARITHMS), None)
    if not isinstance(line, Relation):
        return (), tuple(say("loss-without-line", kind=kind) for kind in asked)
    count = _count(sheet, problem, line)
    last = max(map(LOSSES.index, asked)) if count is not None else 0
    values = _written(sheet, tuple(map(Symbol, problem.parameters)), line, count if last else None, last)
    rows = tuple(Quantity(kind, None, values[k]) for kind in asked if (k := LOSSES.index(kind)) < len(values))
    missing = tuple(say("loss-of-several-samples", kind=kind)
                    for kind in asked if LOSSES.index(kind) >= len(values))
    return rows, missing


def _count(sheet: Worksheet, problem: Problem, line: Relation) -> Expression | None:
    """The number of observations of the one sample; None where there is none, or some of its values are ranges."""
    if N in free_symbols(line):
        return Symbol(N)
    if len(problem.laws) != 1 or problem.partial or not sheet.sample.known:
        return None
    return sheet.sample.put_in(Symbol(N))


def _written(
    sheet: Worksheet, parameters: tuple[Expression, ...], line: Relation, count: Expression | None, last: int
) -> list[Expression]:
    names = [Apply(name, parameters) for name in NAMES]
    sheet.phase("nll")
    values: list[Expression] = [positive_first(add(negate(value_of(line))))]
    sheet.write("nll-of-data", line, equals(names[0], values[0]), Negated())
    if count is not None:
        sheet.phase("cross-entropy")
        values.append(Divide(values[0], count))
        sheet.write("cross-entropy-of-data", None, equals(names[1], values[1]), Equal())
    if count is not None and last > 1:
        sheet.phase("perplexity")
        values.append(Call("exp", (values[1],)))
        sheet.write("perplexity-of-data", None, equals(names[2], values[2]), Equal())
    return values
