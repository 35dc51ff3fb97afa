"""Values of the likelihood, the log-likelihood, the score and the losses of a model whose parameters are known."""

from __future__ import annotations

from ..expressions import Apply, Call, Divide, Expression, Relation, Symbol
from ..problem.model import Problem
from ..rules.data import fold, powers_counted
from ..rules.logs import log_of_product
from ..rules.terms import negate
from ..steps import Equal, Logarithm, Negated, Quantity, value_of
from .answers import with_decimal
from .likelihood import write_likelihood
from .worksheet import Worksheet

__all__ = ["evaluate"]

LOG_LIKELIHOOD, NLL, CROSS_ENTROPY, PERPLEXITY = (Apply(name, ()) for name in ("ℓ", "NLL", "H", "PPL"))


def evaluate(sheet: Worksheet, problem: Problem) -> tuple[Quantity, ...]:
    """What is asked of a model with known parameters, at the data or as a formula for a sample of any size."""
    sample = sheet.sample
    line = write_likelihood(sheet, problem, numbers=False)
    likelihood = _at_data(sheet, line) if sample.known else line
    exact = sample.put_in(value_of(line)) if sample.known else value_of(line)
    quantities = []
    for find in problem.find:
        value = _value(sheet, find.kind, likelihood, exact)
        quantities.append(Quantity(find.kind, None, value))
    return tuple(quantities)


def _at_data(sheet: Worksheet, line: Relation) -> Relation:
    sample = sheet.sample
    formula = value_of(line)
    sheet.phase("numbers")
    spelled = powers_counted(sample.substituted(formula))
    after = with_decimal([line.operands[0], spelled, sample.put_in(formula)])
    return sheet.write("numbers-in", line, after, Equal(at_data=True))


def _value(sheet: Worksheet, kind: str, likelihood: Relation, value: Expression) -> Expression:
    if kind == "likelihood":
        return value
    sheet.phase(kind)
    spelled = log_of_product(value)
    logarithm = fold(spelled)
    line = with_decimal([LOG_LIKELIHOOD, spelled, logarithm])
    log_line = sheet.write("log-of-likelihood", likelihood, line, Logarithm())
    if kind == "log-likelihood":
        return logarithm
    loss = negate(logarithm)
    sheet.write("definition-of-nll", log_line, with_decimal([NLL, loss]), Negated())
    if kind == "nll":
        return loss
    size = sheet.sample.put_in(Symbol("n"))
    mean = fold(Divide(loss, size))
    sheet.write("definition-of-cross-entropy", None, with_decimal([CROSS_ENTROPY, Divide(loss, size), mean]), Equal())
    if kind == "cross-entropy":
        return mean
    perplexity = Call("exp", (mean,))
    sheet.write("definition-of-perplexity", None, with_decimal([PERPLEXITY, perplexity]), Equal())
    return perplexity
