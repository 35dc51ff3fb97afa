"""The probability that the others leave, `1 − p − q`, under a name of its own: `p + q + r = 1`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from ..domains import Domain
from ..expressions import ZERO, Expression, Relation, Symbol, free_symbols, number_value, rational
from ..problem.model import Problem
from ..records import replace
from ..rules.linear import Linear, linear_form
from ..rules.terms import Term, factor
from .conditions import as_equation, written_form

__all__ = ["Remainder", "name_remainders"]

LETTERS = "rstuvwabcdkm"


class Remainder(NamedTuple):
    """What is left, a formula of the parameters, under a new name; the condition says the same."""

    symbol: Symbol
    formula: Expression
    condition: Relation


def name_remainders(problem: Problem, product: Term) -> tuple[Problem, Term, tuple[Remainder, ...]]:
    """The problem and its likelihood with a new parameter for each factor `1 − p − q`; as they are where there is
    none, or where a parameter stands in another kind of factor, too."""
    forms = _forms(problem, product)
    if forms is None or not any(len(form.coefficients) > 1 for form in forms.values()):
        return problem, product, ()
    named: dict[Expression, Remainder] = {}
    for base, form in forms.items():
        remainder = _named(problem, form)
        named[base] = remainder
        problem = _with(problem, remainder, form)
    powers = tuple((named[base].symbol if base in named else base, exponent) for base, exponent in product.powers)
    return problem, Term(product.coefficient, powers), tuple(named.values())


def _forms(problem: Problem, product: Term) -> dict[Expression, Linear] | None:
    """The factors of the form constant − positive multiples of parameters; None where another one holds any."""
    known = {name: number_value(value) for name, value in problem.known.items() if value is not None}
    values = {name: Fraction(value) for name, value in known.items() if value is not None}
    found: dict[Expression, Linear] = {}
    cells = (base for law in problem.laws for cell in law.cells for base, _ in factor(cell).powers)
    for base in dict.fromkeys((*cells, *(base for base, _ in product.powers))):  # also of what never came
        if isinstance(base, Symbol) or free_symbols(base).isdisjoint(problem.parameters):
            continue
        form = linear_form(base, values)
        if form is None or form.constant <= 0 or not _takes_away(form, problem.parameters):
            return None
        found[base] = form
    return found


def _takes_away(form: Linear, parameters: Mapping[str, Domain]) -> bool:
    return all(value < 0 and name in parameters for name, value in form.coefficients.items())


def _named(problem: Problem, form: Linear) -> Remainder:
    symbol = Symbol(_free_name(problem, list(form.coefficients)))
    whole = {name: -value for name, value in form.coefficients.items()} | {symbol.name: Fraction(1)}
    condition = as_equation(Linear(whole, -form.constant), whole)
    return Remainder(symbol, written_form(form), condition)


def _free_name(problem: Problem, names: list[str]) -> str:
    """p_3 behind p_1 and p_2, else the first letter that is free."""
    taken = {*problem.domains, *problem.columns, *(law.variable for law in problem.laws), "n"}
    letter, _, index = names[-1].partition("_")
    following = f"{letter}_{int(index) + 1}" if index.isdecimal() else ""
    if following and following not in taken:
        return following
    start = LETTERS.find(letter) + 1 if len(letter) == 1 else 0
    candidates: list[str] = [*LETTERS[start:], *LETTERS, *(f"r_{k}" for k in range(len(taken) + 1))]
    return next(name for name in candidates if name not in taken)


def _with(problem: Problem, remainder: Remainder, form: Linear) -> Problem:
    """The problem with the new parameter: a probability like the others, and zero where it may be."""
    others = [problem.domains[name] for name in form.coefficients]
    closed = all(domain.lower_closed for domain in others)
    domain = Domain(ZERO, rational(form.constant), closed or bool(problem.laws), closed)
    name = remainder.symbol.name
    return replace(
        problem,
        parameters={**problem.parameters, name: domain},
        domains={**problem.domains, name: domain},
        constraints=(*problem.constraints, remainder.condition),
    )
