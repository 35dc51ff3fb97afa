"""Values of the likelihood, the log-likelihood, the score and the losses of a model whose parameters are known."""

from __future__ import annotations

from ..claims.values import Equal, Logarithm, Negated
from ..expressions import INFINITY, ZERO, Apply, Call, Divide, Expression, Negate, Power, Relation, Symbol, rational
from ..problem.model import Problem
from ..rules.arithmetic import fold, powers_counted
from ..rules.logs import log_of_product
from ..rules.terms import factor, negate
from ..steps import Quantity, value_of
from ..words import say
from .answers import with_decimal
from .known_values import FORMULAS, evaluate_formulas
from .likelihood import write_likelihood
from .worksheet import Stuck, Worksheet

__all__ = ["evaluate"]

KINDS = ("likelihood", "log-likelihood", "nll", "cross-entropy", "perplexity")

LOG_LIKELIHOOD, NLL, CROSS_ENTROPY, PERPLEXITY = (Apply(name, ()) for name in ("ℓ", "NLL", "H", "PPL"))


def evaluate(sheet: Worksheet, problem: Problem) -> tuple[Quantity, ...]:
    """What is asked of a model with known parameters, at the data or as a formula for a sample of any size.

    Raises Stuck for what is no value of the likelihood or of a loss.
    """
    asked = {find.kind for find in problem.find}
    if asked <= set(FORMULAS) and not asked <= set(KINDS):
        return evaluate_formulas(sheet, problem)
    for find in problem.find:
        if find.kind not in KINDS:
            if find.kind in FORMULAS:
                raise Stuck(say("losses-one-by-one", kind=find.kind))
            raise Stuck(say("nothing-estimated", kind=find.kind))
    sample = sheet.sample
    line = write_likelihood(sheet, problem, numbers=False)
    likelihood = _at_data(sheet, line) if sample.known else line
    exact = sample.put_in(value_of(line)) if sample.known else value_of(line)
    values = _values(sheet, likelihood, exact, max(KINDS.index(find.kind) for find in problem.find))
    return tuple(Quantity(find.kind, None, values[KINDS.index(find.kind)]) for find in problem.find)


def _at_data(sheet: Worksheet, line: Relation) -> Relation:
    sample = sheet.sample
    formula = value_of(line)
    sheet.phase("numbers")
    spelled = powers_counted(sample.substituted(formula))
    after = with_decimal([line.operands[0], spelled, sample.put_in(formula)])
    return sheet.write("values-in" if sheet.setting.values else "numbers-in", line, after, Equal(at_data=True))


def _values(sheet: Worksheet, likelihood: Relation, value: Expression, last: int) -> list[Expression]:
    """The values of the KINDS up to the last that is asked: each is written once and leads to the next."""
    values = [value]
    impossible = value == ZERO  # what came had no chance: the loss is infinite
    if last >= 1:
        sheet.phase("log-likelihood")
        spelled = Call("log", (ZERO,)) if impossible else log_of_product(value)
        values.append(Negate(INFINITY) if impossible else fold(spelled))
        line = with_decimal([LOG_LIKELIHOOD, spelled, values[1]])
        line = sheet.write("log-of-value", likelihood, line, Logarithm())
    if last >= 2:
        sheet.phase("nll")
        values.append(fold(negate(values[1])))
        sheet.write("nll-of-data", line, with_decimal([NLL, values[2]]), Negated())
    if last >= 3:
        sheet.phase("cross-entropy")
        spelled = Divide(values[2], sheet.sample.put_in(Symbol("n")))
        values.append(INFINITY if impossible else fold(spelled))
        line = with_decimal([CROSS_ENTROPY, spelled, values[3]])
        sheet.write("cross-entropy-of-data", None, line, Equal())
    if last >= 4:
        sheet.phase("perplexity")
        spelled = Call("exp", (values[3],))
        values.append(INFINITY if impossible else _without_logarithm(spelled))
        sheet.write("perplexity-of-data", None, with_decimal([PERPLEXITY, spelled, values[4]]), Equal())
    return values


def _without_logarithm(e: Call) -> Expression:
    """exp(log 2) is 2, exp((1/2) log 2) is 2^(1/2)."""
    term = factor(e.arguments[0])
    base = term.powers[0][0] if len(term.powers) == 1 and term.powers[0][1] == 1 else None
    if not isinstance(base, Call) or base.function != "log":
        return e
    return fold(Power(base.arguments[0], rational(term.coefficient)))
