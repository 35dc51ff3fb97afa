"""From the model to the likelihood and its logarithm, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ..balls import Undefined, enclose, interior_points
from ..claims.values import Equal, Given, Logarithm
from ..expressions import (
    ONE,
    ZERO,
    Apply,
    Expression,
    Indexed,
    Multiply,
    Product,
    Relation,
    Symbol,
    free_symbols,
    observation,
    sample_product,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.diagnostics import ProblemError
from ..problem.model import Law, Problem
from ..rules.logs import log_of_product
from ..rules.quotients import over_one_denominator
from ..rules.shared_factors import shared_taken_out
from ..rules.sums import collapse_product
from ..rules.supports import without_indicators
from ..rules.terms import Term, factor, term_product, terms_of, write, write_sum
from ..steps import Step, value_of
from ..words import say
from .categories import write_category_likelihood
from .settings import density_at_observation, holds_parameter, likelihood_name, sample_size, with_given
from .support_words import support_in_words
from .supports import write_supported_likelihood
from .worksheet import Stuck, Worksheet, equals, make_step

__all__ = [
    "function_of", "write_shared_taken_out", "write_likelihood", "write_log_likelihood",
    "write_over_one_denominator",
]

MOST_POINTS = 8
LETTERS = "fghuvwqrst"  # the densities of several samples


def function_of(name: str, parameters: tuple[str, ...], primes: int = 0) -> Apply:
    """`ℓ(θ)`, `ℓ′(θ)`."""
    return Apply(name, tuple(map(Symbol, parameters)), (), primes)


def write_likelihood(sheet: Worksheet, problem: Problem, numbers: bool, tied: bool = False) -> Relation:
    """The line `L(θ) = …`, collapsed over the sample; with `numbers` the data are in it. tied: the parameters do not
    fill the box of their domains."""
    sheet.phase("likelihood")
    if problem.likelihood is not None:
        if not tied:
            _refuse_negative(sheet, problem, "likelihood", problem.likelihood)
        line = equals(likelihood_name(problem), problem.likelihood)
        sheet.setting = with_given(sheet.setting, line)
        return sheet.write("given-likelihood", None, line, Given())
    if problem.partial:
        from .censoring import write_partial_likelihood  # most problems have values only

        return write_partial_likelihood(sheet, problem)
    law = problem.laws[0]
    if all(law.cells for law in problem.laws):
        return write_category_likelihood(sheet, problem)
    if len(problem.laws) == 1 and holds_parameter(law, problem):
        return write_supported_likelihood(sheet, problem, law, numbers)
    return _from_laws(sheet, problem, numbers)


class Drawn(NamedTuple):
    """A sample as it is written: its letter and variables, density, parameters, what is observed, and its size.
    covariates: whether the density differs from one observation to the next."""

    letter: str
    variables: tuple[str, ...]
    density: Expression
    parameters: tuple[Symbol, ...]
    body: Expression
    size: Symbol
    covariates: bool


class Lines(NamedTuple):
    """The lines up to the likelihood in symbols: they are the same for every problem of a model."""

    densities: tuple[Relation, ...]
    start: Relation
    spelled: Relation
    collapsed: Relation


def _from_laws(sheet: Worksheet, problem: Problem, numbers: bool) -> Relation:
    """The product over the sample, or over each of several."""
    taken = sheet.setting.domains.keys() | sheet.setting.supports.keys()
    letters = [letter for letter in LETTERS if letter not in taken]
    if len(letters) < len(problem.laws):
        raise Stuck(say("too-many-samples", count=len(problem.laws), most=len(letters)))
    pairs = zip(problem.laws, letters, strict=False)
    lines = _lines_of(likelihood_name(problem), tuple(_drawn(sheet, problem, *pair) for pair in pairs))
    sheet.setting = with_given(sheet.setting, *lines.densities, lines.start)
    for law, density in zip(problem.laws, lines.densities, strict=True):
        sheet.write("model", None, density, Given(), n=support_in_words(law))
        if law.family is None:
            from .densities import write_total  # of named families the total is no question

            write_total(sheet, problem, law, density)
    discrete = all(law.discrete for law in problem.laws)
    rule = "definition-of-likelihood" if discrete else "definition-of-density-likelihood"
    sheet.write(rule, None, lines.start, Given())
    return _collapse(sheet, lines, numbers)


def _drawn(sheet: Worksheet, problem: Problem, law: Law, letter: str) -> Drawn:
    _refuse_other(law, problem)
    assert law.density is not None
    if law.family is None:
        _refuse_negative(sheet, problem, "model", _at_first(law, law.density))
    used = free_symbols(law.density)
    parameters = tuple(Symbol(p) for p in problem.parameters if len(problem.laws) == 1 or p in used)
    covariates = any(n not in problem.domains and n not in law.variables for n in used)
    body = density_at_observation(law, problem)
    return Drawn(letter, law.variables, law.density, parameters, body, sample_size(problem, law), covariates)


def _at_first(law: Law, density: Expression) -> Expression:
    """The density of the first observation."""
    for name in law.variables:
        density = put(density, Symbol(name), Indexed(name, ONE))
    return density


@lru_cache(maxsize=256)
def _lines_of(name: Apply, samples: tuple[Drawn, ...]) -> Lines:
    """Kept from one problem of a model to the next, so that proofs about them can be kept too."""
    spelled = [sample_product(sample.body, sample.size) for sample in samples]
    collapsed = write(term_product(factor(collapse_product(product)) for product in spelled))
    return Lines(
        tuple(equals(Apply(s.letter, tuple(map(Symbol, s.variables)), s.parameters), s.density) for s in samples),
        equals(name, _joined([_named(s) for s in samples])),
        equals(name, _joined(spelled)),
        equals(name, collapsed),
    )


def _named(sample: Drawn) -> Product:
    """`Π f(x_i | θ)`, or the density itself where it differs from one observation to the next."""
    at = Apply(sample.letter, tuple(map(observation, sample.variables)), sample.parameters)
    return sample_product(sample.body if sample.covariates else at, sample.size)


def _refuse_other(law: Law, problem: Problem) -> None:
    if law.density is None:
        raise Stuck(say("several-samples-of-categories"))
    if holds_parameter(law, problem):
        raise Stuck(say("one-moving-support"))


def _refuse_negative(sheet: Worksheet, problem: Problem, field: str, e: Expression) -> None:
    """What an author writes as a likelihood or a density may be no such thing: of a product with negative factors the
    logarithm may exist where the likelihood is least."""
    for point in islice(interior_points((e,), sheet.setting), MOST_POINTS):
        try:
            value = enclose(e, point.values, sheet.setting, 64, point.sample)
        except Undefined:
            continue
        if value < 0:
            where = point.describe()
            raise ProblemError.at(problem, field, f"negative{f' at {where}' if where else ''}: probabilities are not")


def _joined(products: Sequence[Expression]) -> Expression:
    return products[0] if len(products) == 1 else Multiply(tuple(products))


def _collapse(sheet: Worksheet, lines: Lines, numbers: bool) -> Relation:
    start, spelled, collapsed = lines[1:]
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
    final = equals(collapsed.operands[0], sheet.sample.put_in(collapsed.operands[1]))
    counted = any(column.counts for column in sheet.setting.columns.values())
    rule = "likelihood-in-numbers" if counted else "numbers-in-likelihood"
    steps.append(make_step(rule, collapsed, final, Equal(at_data=True)))
    return sheet.write(rule, start, final, Equal(at_data=True), substeps=tuple(steps))


def write_over_one_denominator(sheet: Worksheet, line: Relation) -> Relation:
    """The likelihood with `1 − θ/(1 + θ)` as 1/(1 + θ), where that is shorter."""
    value = over_one_denominator(value_of(line))
    if value == value_of(line):
        return line
    return sheet.write("over-one-denominator", line, equals(line.operands[0], value), Equal())


def write_shared_taken_out(sheet: Worksheet, line: Relation) -> Relation:
    """The likelihood with `e^(−2λ) − e^(−4λ)` as e^(−2λ) (1 − e^(−2λ)): its logarithm is a sum then."""
    value = shared_taken_out(value_of(line))
    if value == value_of(line):
        return line
    return sheet.write("shared-taken-out", line, equals(line.operands[0], value), Equal())


def write_log_likelihood(sheet: Worksheet, line: Relation, parameters: tuple[str, ...]) -> Relation:
    """The line `ℓ(θ) = …`; what is free of the parameters is named c."""
    sheet.phase("log-likelihood")
    name = function_of("ℓ", parameters)
    value = log_of_product(without_indicators(value_of(line)), sheet.signs)
    rule = "log-of-one" if value == ZERO else "log-of-likelihood"
    log_line = sheet.write(rule, line, equals(name, value), Logarithm())
    return _name_constant(sheet, log_line, parameters)


def _name_constant(sheet: Worksheet, line: Relation, parameters: tuple[str, ...]) -> Relation:
    terms = terms_of(value_of(line))
    free = [t for t in terms if not _mentions(t, parameters)]
    if not free or len(free) == len(terms):
        return line
    constant = Symbol("c") if "c" not in sheet.setting.domains else Symbol("c_0")
    names = say("names", names=[plain(Symbol(name)) for name in parameters])
    definition = equals(constant, write_sum(free))
    sheet.write("name-constant", None, definition, Given(), v=names, level=2)
    kept = [t for t in terms if _mentions(t, parameters)]
    value = write_sum([*kept, Term(1, ((constant, 1),))])
    return sheet.write("write-constant", line, equals(line.operands[0], value), Equal())


def _mentions(term: Term, parameters: tuple[str, ...]) -> bool:
    return not free_symbols(write_sum([term])).isdisjoint(parameters)
