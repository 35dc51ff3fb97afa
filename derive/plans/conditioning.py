"""Conditions on the sheet: stated, solved for a parameter, put in, and the parameter that they give at the end."""

from __future__ import annotations

from collections.abc import Mapping

from ..claims.conditions import Named
from ..claims.equations import Combined, Equivalent, Substituted
from ..claims.values import Equal, Given
from ..domains import Domain
from ..expressions import ONE, ZERO, Apply, Expression, Hat, Relation, Symbol, free_symbols, rational
from ..notation.plain import plain
from ..records import replace
from ..rules.arithmetic import fold
from ..rules.equations import equation
from ..rules.linear import Linear, gap_of, linear_form
from ..rules.terms import Term, factor, write
from ..steps import value_of
from ..words import say
from .answers import with_decimal
from .categories import numbers_first
from .conditions import Conditions, as_solution, put_all, written_form
from .remainders import Remainder
from .settings import with_given
from .worksheet import Worksheet

__all__ = ["admit", "name_in_likelihood", "put_back", "put_in_likelihood", "write_conditions", "without_empty"]


def admit(
    sheet: Worksheet, remainders: tuple[Remainder, ...], domains: Mapping[str, Domain], likelihood_given: bool
) -> None:
    """The names of what the parameters leave are symbols of the derivation from here on. That they are probabilities
    follows from a model; in a likelihood that is given it is how the author is read, which a note says."""
    if remainders:
        own = {each.symbol.name: domains[each.symbol.name] for each in remainders}
        sheet.setting = replace(sheet.setting, domains={**sheet.setting.domains, **own})
        sheet.assume(())
    if likelihood_given:
        sheet.notes.extend(
            say("taken-as-probability", name=plain(each.formula)) for each in remainders
        )


def name_in_likelihood(sheet: Worksheet, likelihood: Relation, remainders: tuple[Remainder, ...]) -> Relation:
    """The likelihood with each name in place of what it stands for."""
    if not remainders:
        return likelihood
    pairs = []
    for each in remainders:
        line = equation(each.symbol, each.formula)
        gap = Combined(((ONE, each.condition),))
        sheet.write("remainder-solved", each.condition, line, gap, v=each.symbol)
        pairs.append((each.symbol.name, each.formula))
    name, value = likelihood.operands[0], value_of(likelihood)
    assert isinstance(name, Apply)
    named = factor(value)
    formulas = {e: each.symbol for each in remainders for e in _spellings(each, named)}
    powers = tuple((formulas.get(base, base), exponent) for base, exponent in named.powers)
    after = Apply(name.function, (*name.arguments, *(each.symbol for each in remainders)))
    line = equation(after, write(numbers_first(Term(named.coefficient, powers))))
    said = ", ".join(plain(each.symbol) for each in remainders)
    return sheet.write("remainder-in", likelihood, line, Named(tuple(pairs)), n=said)


def _spellings(remainder: Remainder, product: Term) -> list[Expression]:
    """The factors of a product that are what the name stands for."""
    form = linear_form(remainder.formula)
    return [base for base, _ in product.powers if linear_form(base) == form]


def write_conditions(
    sheet: Worksheet, conditions: Conditions, left: tuple[Relation, ...], remainders: tuple[Remainder, ...] = ()
) -> None:
    """The conditions as the problem gives them, solved for what they give, and what is left of them; what stands on
    the sheet is not repeated."""
    there = [step.after for step in sheet.steps]
    origins = [line for line in conditions.origins if line not in there]
    sheet.setting = with_given(sheet.setting, *(conditions.squares.get(line, line) for line in origins))
    named = {each.condition: each for each in remainders}
    for origin in origins:
        if origin in named:
            each = named[origin]
            sheet.write("remainder", None, origin, Given(), v=each.symbol, n=each.formula)
            continue
        stated = conditions.squares.get(origin, origin)
        rule = "category-condition" if value_of(stated) == ONE else "condition"
        sheet.write(rule, None, stated, Given())
        if stated != origin:
            sheet.write("root-of-condition", stated, origin, Equivalent(applied="sqrt"))
    for name, form in conditions.solved.items():
        _write_form(sheet, conditions, form, as_solution(name, form), "condition-solved", Symbol(name))
    for form, line in zip(conditions.left, left, strict=True):
        _write_form(sheet, conditions, form, line, "condition-left", line)


def _write_form(
    sheet: Worksheet, conditions: Conditions, form: Linear, line: Relation, rule: str, name: Expression
) -> None:
    if line in conditions.origins or any(step.after == line for step in sheet.steps):
        return
    parts = tuple((rational(by), conditions.origins[k]) for k, by in form.sources.items())
    start = parts[0][1]
    sheet.write(rule, start, line, Combined(parts), v=name)


def put_in_likelihood(sheet: Worksheet, likelihood: Relation, new: Relation, conditions: Conditions) -> Relation:
    """The likelihood with what the conditions give put in."""
    pairs = tuple(conditions.values.items())
    if free_symbols(value_of(likelihood)).isdisjoint(conditions.values):
        return likelihood
    said = ", ".join(plain(equation(Symbol(name), value)) for name, value in pairs)
    return sheet.write("condition-in", likelihood, new, Substituted(pairs), n=said)


def without_empty(sheet: Worksheet, condition: Relation, empty: list[str]) -> Relation:
    """The condition with the empty categories left out."""
    gap = gap_of(condition)
    if not empty or gap is None:
        return condition
    kept = Linear({n: c for n, c in gap.coefficients.items() if n not in empty}, gap.constant * 0)
    line = equation(written_form(kept), condition.operands[1])
    return sheet.write("empty-category-in", condition, line, Substituted(tuple((name, ZERO) for name in empty)))


def put_back(sheet: Worksheet, conditions: Conditions, roots: Mapping[str, Expression]) -> dict[str, Relation]:
    """The estimates of the parameters that the conditions give."""
    found: dict[str, Relation] = {}
    for name, form in conditions.solved.items():
        sheet.phase("back")
        line = as_solution(name, form)
        held = tuple((n, roots[n]) for n in form.coefficients if n != name)
        if held:
            put = equation(Symbol(name), put_all(line.operands[1], dict(held)))
            line = sheet.write("back-substitution", line, put, Substituted(held))
        value = fold(line.operands[1])
        after = with_decimal([Hat(Symbol(name)), line.operands[1], value])
        found[name] = sheet.write("estimate", line, after, Equal())
    return found
