"""From the model to the likelihood and its logarithm, line by line."""

from __future__ import annotations

from ..expressions import (
    ZERO,
    Apply,
    Product,
    Relation,
    Symbol,
    free_symbols,
    observation,
    sample_product,
)
from ..problem.model import Law, Problem
from ..rules.logs import log_of_product
from ..rules.sums import collapse_product
from ..rules.supports import without_indicators
from ..rules.terms import Term, terms_of, write_sum
from ..steps import Equal, Given, Logarithm, Step, value_of
from .categories import cell_counts, write_category_likelihood
from .settings import density_at_observation, holds_parameter, likelihood_name, sample_of, with_given
from .supports import write_supported_likelihood
from .worksheet import Stuck, Worksheet, equals, make_step

__all__ = ["function_of", "write_likelihood", "write_log_likelihood"]


def function_of(name: str, parameters: tuple[str, ...], primes: int = 0) -> Apply:
    """`ℓ(θ)`, `ℓ′(θ)`."""
    return Apply(name, tuple(map(Symbol, parameters)), (), primes)


def write_likelihood(sheet: Worksheet, problem: Problem, numbers: bool) -> Relation:
    """The line `L(θ) = …`, collapsed over the sample; with `numbers` the data are in it."""
    sheet.phase("likelihood")
    if problem.likelihood is not None:
        line = equals(likelihood_name(problem), problem.likelihood)
        sheet.setting = with_given(sheet.setting, line)
        return sheet.write("given-likelihood", None, line, Given())
    if len(problem.laws) != 1:
        raise Stuck("more than one sample: not solved yet")
    return _from_law(sheet, problem, problem.laws[0], numbers)


def _from_law(sheet: Worksheet, problem: Problem, law: Law, numbers: bool) -> Relation:
    if law.density is None:
        return write_category_likelihood(sheet, problem, cell_counts(problem, law))
    if holds_parameter(law, problem):
        return write_supported_likelihood(sheet, problem, law, numbers)
    name = likelihood_name(problem)
    parameters = tuple(map(Symbol, problem.parameters))
    density = equals(Apply("f", (Symbol(law.variable),), parameters), law.density)
    body = density_at_observation(law, problem)
    covariates = {n for n in free_symbols(law.density) if n not in problem.domains and n != law.variable}
    product = sample_product(body if covariates else Apply("f", (observation(law.variable),), parameters))
    start = equals(name, product)
    sheet.setting = with_given(sheet.setting, density, start)
    sheet.write("model", None, density, Given())
    kind = "definition-of-likelihood" if law.discrete else "definition-of-density-likelihood"
    sheet.write(kind, None, start, Given())
    return _collapse(sheet, start, sample_product(body), numbers)


def _collapse(sheet: Worksheet, start: Relation, product: Product, numbers: bool) -> Relation:
    name = start.operands[0]
    spelled, collapsed = equals(name, product), equals(name, collapse_product(product))
    steps = []
    if start != spelled:
        steps.append(make_step("put-in-density", start, spelled, Equal()))
    if spelled != collapsed:
        steps.append(make_step("collapse-product", spelled, collapsed, Equal()))
    if not numbers:
        sheet.steps.extend(steps)
        return collapsed
    return _numbers_in(sheet, start, collapsed, steps)


def _numbers_in(sheet: Worksheet, start: Relation, collapsed: Relation, steps: list[Step]) -> Relation:
    """The likelihood of the data at once, with the general form folded into substeps."""
    final = equals(collapsed.operands[0], sample_of(sheet.setting).put_in(collapsed.operands[1]))
    counted = any(column.counts for column in sheet.setting.columns.values())
    rule = "likelihood-in-numbers" if counted else "numbers-in-likelihood"
    steps.append(make_step(rule, collapsed, final, Equal(at_data=True)))
    return sheet.write(rule, start, final, Equal(at_data=True), substeps=tuple(steps))


def write_log_likelihood(sheet: Worksheet, line: Relation, parameters: tuple[str, ...]) -> Relation:
    """The line `ℓ(θ) = …`; what is free of the parameters is named c."""
    sheet.phase("log-likelihood")
    name = function_of("ℓ", parameters)
    value = log_of_product(without_indicators(value_of(line)))
    rule = "log-of-one" if value == ZERO else "log-of-likelihood"
    log_line = sheet.write(rule, line, equals(name, value), Logarithm())
    return _name_constant(sheet, log_line, parameters)


def _name_constant(sheet: Worksheet, line: Relation, parameters: tuple[str, ...]) -> Relation:
    terms = terms_of(value_of(line))
    free = [t for t in terms if not _mentions(t, parameters)]
    if not free or len(free) == len(terms):
        return line
    constant = Symbol("c") if "c" not in sheet.setting.domains else Symbol("c_0")
    names = ", ".join(parameters)
    definition = equals(constant, write_sum(free))
    sheet.write("name-constant", None, definition, Given(), v=names, level=2)
    kept = [t for t in terms if _mentions(t, parameters)]
    value = write_sum([*kept, Term(1, ((constant, 1),))])
    return sheet.write("write-constant", line, equals(line.operands[0], value), Equal())


def _mentions(term: Term, parameters: tuple[str, ...]) -> bool:
    return not free_symbols(write_sum([term])).isdisjoint(parameters)
