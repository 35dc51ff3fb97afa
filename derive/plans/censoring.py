"""Observations of which only a range is known: censored, grouped, only their sign.

What has a value contributes its density; what lies beyond c contributes P(X > c) = S(c), and what lies between a and
b contributes S(a) − S(b).
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from ..claims.laws import Survival
from ..claims.values import Equal, Given
from ..expressions import (
    ONE,
    Add,
    Apply,
    Call,
    Expression,
    Multiply,
    Negate,
    Power,
    Product,
    Relation,
    Symbol,
    free_symbols,
    integer,
    number_value,
    observation,
    rational,
    sample_product,
)
from ..expressions import replace as put
from ..families.written import survival_of
from ..notation.decimals import in_decimals
from ..notation.plain import plain
from ..problem.model import Law, Partial, Problem
from ..rules.arithmetic import fold
from ..rules.sums import collapse_product
from ..rules.terms import (
    Exponent,
    Term,
    collect,
    expand,
    factor,
    multiply,
    negate,
    term_product,
    terms_of,
    times,
    write,
    write_sum,
)
from ..steps import Column
from ..words import say
from .categories import powers_of_cell
from .densities import survival_by_rule, write_total
from .settings import density_at_observation, holds_parameter, likelihood_name, sample_size, with_given
from .support_words import support_in_words
from .worksheet import Stuck, Worksheet, equals

__all__ = ["write_partial_likelihood"]

LETTERS = "SGHRQ"
MOST_MASSES = 60
MOST_NAMED = 8  # values whose masses are written one by one


def write_partial_likelihood(sheet: Worksheet, problem: Problem) -> Relation:
    """The line `L(λ) = λ⁴ e^(−23.5λ)`, the data in it. Raises Stuck where a chance has no formula."""
    law = _law(problem)
    assert law.density is not None
    density = equals(Apply("f", (Symbol(law.variable),), tuple(map(Symbol, problem.parameters))), law.density)
    sheet.setting = with_given(sheet.setting, density)
    sheet.write("model", None, density, Given(), n=support_in_words(law))
    write_total(sheet, problem, law, density)
    chances = _Chances(sheet, problem, law, density)
    cells = [(*chances.of(known), known.times) for known in problem.partial[law.variable]]
    return _write_product(sheet, problem, law, cells)


def _law(problem: Problem) -> Law:
    if len(problem.laws) != 1:
        raise Stuck(say("ranges-in-one-of-several-samples"))
    law = problem.laws[0]
    known = {*problem.parameters, *problem.known, law.variable}
    if law.density is not None and free_symbols(law.density) - known:
        raise Stuck(say("ranges-beside-covariates"))
    if holds_parameter(law, problem):
        raise Stuck(say("ranges-on-moving-support"))
    return law


def _write_product(
    sheet: Worksheet, problem: Problem, law: Law, cells: list[tuple[Expression, Expression, int]]
) -> Relation:
    """What each observation contributes, multiplied; then the formulas and the data in it."""
    name, size = likelihood_name(problem), sample_size(problem, law)
    column = problem.columns.get(law.variable)
    if column is not None and column.counts is not None and law.discrete and len(column.values) <= MOST_NAMED:
        cells = [*_named_masses(problem, law, column), *cells]
        column = None
    parameters = tuple(map(Symbol, problem.parameters))
    at = Apply("f", (observation(law.variable),), parameters)
    named = [sample_product(at, size)] if column is not None else []
    start = equals(name, _product([*named, *(_raised(cell, count) for cell, _, count in cells)]))
    sheet.setting = with_given(sheet.setting, start)
    sheet.write(_rule(law, named, problem.partial[law.variable]), None, start, Given())
    exact = [] if column is None else [_collapsed(problem, law, size)]
    spelled = equals(name, _product([*exact, *(_raised(cell, count) for _, cell, count in cells)]))
    sheet.write("chances-in", start, spelled, Equal())
    values = [(_with_known(sheet, cell), count) for _, cell, count in cells]
    factors = [factor(cell) if count == 1 else powers_of_cell(cell, integer(count)) for cell, count in values]
    if any(one.coefficient <= 0 for one in factors):
        raise Stuck(say("chance-not-positive"))
    line = equals(name, write(term_product([*(factor(sheet.sample.put_in(e)) for e in exact), *factors])))
    if line == spelled:
        return spelled
    if column is None:
        return sheet.write("collect-chances", spelled, line, Equal())
    rule = "observed-in" if column.size > 1 else "one-observed-in"
    return sheet.write(rule, spelled, line, Equal(at_data=True), n=str(column.size))


def _with_known(sheet: Worksheet, cell: Expression) -> Expression:
    """The chance with the values of known symbols in it: the numbers are in the likelihood from here on."""
    return sheet.sample.put_in(cell) if not free_symbols(cell).isdisjoint(sheet.sample.values) else cell


def _collapsed(problem: Problem, law: Law, size: Symbol) -> Expression:
    """The densities of the observed values, multiplied: `λ^r e^(−λ Σ x_i)`."""
    return write(factor(collapse_product(sample_product(density_at_observation(law, problem), size))))


def _named_masses(problem: Problem, law: Law, column: Column) -> list[tuple[Expression, Expression, int]]:
    """`f(0 | λ)` with its formula, for each value of a short table, and how often it came."""
    assert law.density is not None
    parameters = tuple(map(Symbol, problem.parameters))
    found = []
    for value, count in zip(column.values, column.counts or (), strict=True):
        mass = fold(put(law.density, Symbol(law.variable), rational(value)))
        found.append((Apply("f", (rational(value),), parameters), mass, count))
    return [row for row in found if row[2]]


def _rule(law: Law, named: list[Product], known: tuple[Partial, ...]) -> str:
    if not named:
        return "grouped-likelihood"
    if law.discrete:
        return "censored-mass-likelihood"
    return "censored-likelihood" if all(one.upper is None for one in known) else "ranged-likelihood"


def _product(parts: list[Expression]) -> Expression:
    parts = [one for part in parts for one in (part.factors if isinstance(part, Multiply) else (part,))]
    return parts[0] if len(parts) == 1 else Multiply(tuple(parts))


def _raised(cell: Expression, count: int) -> Expression:
    return cell if count == 1 else Power(cell, integer(count))


class _Chances:
    """The chance of a range: by the survival function where that has a formula, else the masses added up."""

    def __init__(self, sheet: Worksheet, problem: Problem, law: Law, density: Relation) -> None:
        self.law = law
        self.problem = problem
        self.variable = Symbol(law.variable)
        self.parameters = tuple(map(Symbol, problem.parameters))
        values = {name: value for name, value in problem.known.items() if value is not None}
        ends = (law.support.lower, law.support.upper)
        self.lower, self.upper = (None if end is None else _number(end, values) for end in ends)
        self.survival = _survival(problem, law)
        thresholds = {end for known in problem.partial[law.variable] for end in (known.lower, known.upper)} - {None}
        self.mirrored = len(thresholds) > 1 or law.variable in problem.columns
        self.letter = next(c for c in LETTERS if c not in sheet.setting.domains and c != law.variable)
        if self.survival is not None:
            name = Apply(self.letter, (self.variable,), self.parameters)
            rule = "survival-of-mass" if law.discrete else "survival"
            sheet.write(rule, density, equals(name, self.survival), Survival(law.variable), v=self.variable)

    def of(self, known: Partial) -> tuple[Expression, Expression]:
        """The chance of the range, by name and as a formula."""
        if self.law.discrete:
            low, high = self._whole(known)
            if self.survival is None:
                return self._masses(low, high)
            return self._between(None if low is None else Fraction(low - 1), None if high is None else Fraction(high))
        return self._between(self._inside(known.lower), self._inside(known.upper))

    def _inside(self, end: Fraction | None) -> Fraction | None:
        """An end of a range; None where the support ends there or before."""
        if end is None or (self.lower is not None and end <= self.lower):
            return None
        return None if self.upper is not None and end >= self.upper else end

    def _whole(self, known: Partial) -> tuple[int | None, int | None]:
        """The first and the last whole number of the range; None where the support has none before or behind."""
        low = None if known.lower is None else ceil(known.lower)
        high = None if known.upper is None else floor(known.upper)
        if low is not None and low == known.lower and not known.lower_closed:
            low += 1
        if high is not None and high == known.upper and not known.upper_closed:
            high -= 1
        low = None if low is not None and self.lower is not None and low <= self.lower else low
        return low, None if high is not None and self.upper is not None and high >= self.upper else high

    def _between(self, low: Fraction | None, high: Fraction | None) -> tuple[Expression, Expression]:
        """S(a) − S(b); S is one before the support and zero behind it."""
        if self.survival is None:
            raise Stuck(say("chance-without-formula", variable=self.law.variable))
        return _gap(self._named(low), self._named(high)), _factored(self._at(low), self._at(high), self.mirrored)

    def _named(self, end: Fraction | None) -> Expression | None:
        return None if end is None else Apply(self.letter, (in_decimals(end),), self.parameters)

    def _at(self, end: Fraction | None) -> Expression | None:
        if end is None or self.survival is None:
            return None
        return fold(put(self.survival, self.variable, rational(end)))

    def _masses(self, low: int | None, high: int | None) -> tuple[Expression, Expression]:
        """f(a) + … + f(b), or one less the masses of all other values."""
        first = None if self.lower is None else int(self.lower)
        last = None if self.upper is None else int(self.upper)
        if high is None and last is None:
            return self._others(first, low)
        if low is None and first is None:
            raise Stuck(say("chance-without-formula", variable=self.law.variable))
        return self._sum(first if low is None else low, last if high is None else high)

    def _others(self, first: int | None, low: int | None) -> tuple[Expression, Expression]:
        if first is None or low is None:
            raise Stuck(say("chance-without-formula", variable=self.law.variable))
        named, value = self._sum(first, low - 1)
        return _gap(None, named), fold(_gap(None, value))

    def _sum(self, first: int | None, last: int | None) -> tuple[Expression, Expression]:
        if first is None or last is None or last - first >= MOST_MASSES:
            raise Stuck(say("range-too-long"))
        named = tuple(Apply("f", (integer(k),), self.parameters) for k in range(first, last + 1))
        assert self.law.density is not None
        density = self.law.density
        values = tuple(fold(put(density, self.variable, integer(k))) for k in range(first, last + 1))
        return (named[0], values[0]) if len(named) == 1 else (Add(named), _common_in_front(fold(Add(values))))


def _common_in_front(e: Expression) -> Expression:
    """`5p⁴(1 − p) + p⁵` as p⁴(5 − 4p): powers that all terms have stand before the bracket."""
    terms = terms_of(e)
    shared: list[tuple[Expression, Exponent]] = []
    for base, exponent in terms[0].powers if terms else ():
        found = [dict(term.powers).get(base) for term in terms]
        if all(x == exponent for x in found):
            shared.append((base, exponent))
        elif all(isinstance(x, int) and x > 0 for x in found):
            shared.append((base, min(x for x in found if isinstance(x, int))))
    if not shared or len(terms) < 2:
        return e
    over = Term(1, tuple((base, _negative(x)) for base, x in shared))
    rest = write_sum(collect(part for term in terms for part in expand(write(times(term, over)))))
    return multiply(write(Term(1, tuple(shared))), rest)


def _survival(problem: Problem, law: Law) -> Expression | None:
    """P(X > x), worked out where numbers in the place of parameters make it shorter: Φ(μ − x) for Φ((μ − x)/√1)."""
    found = None if law.family is None else survival_of(law.family, law.variable, law.arguments)
    if found is None:
        return survival_by_rule(problem, law)
    shorter = None if found is None else fold(found)
    return shorter if found and shorter and len(plain(shorter)) < len(plain(found)) else found


def _factored(low: Expression | None, high: Expression | None, mirrored: bool) -> Expression:
    """The difference of two powers of one base with the larger in front: e^(−λ) − e^(−3λ) as e^(−λ)(1 − e^(−2λ)), in
    which intervals of one width have a factor in common. mirrored: 1 − Φ(u) as Φ(−u)."""
    if low is None and isinstance(high, Call) and high.function == "Φ" and mirrored:
        return Call("Φ", (fold(negate(high.arguments[0])),))
    if low is None or high is None:
        return fold(_gap(low, high))
    above, below = factor(low), factor(high)
    if len(above.powers) == len(below.powers) == 1 and above.powers[0][0] == below.powers[0][0]:
        step = fold(write(times(below, Term(1, ((above.powers[0][0], _negative(above.powers[0][1])),)))))
        return multiply(low, fold(Add((ONE, Negate(step)))))
    return fold(_gap(low, high))


def _negative(exponent: Exponent) -> Exponent:
    return negate(exponent) if isinstance(exponent, Expression) else -exponent


def _gap(low: Expression | None, high: Expression | None) -> Expression:
    if low is None:
        return ONE if high is None else Add((ONE, Negate(high)))
    return low if high is None else Add((low, Negate(high)))


def _number(end: Expression, values: dict[str, Expression]) -> Fraction | None:
    for name, known in values.items():
        end = put(end, Symbol(name), known)
    value = number_value(fold(end))
    return None if value is None else Fraction(value)
