"""Categories whose probabilities are products of linear forms: p² + 2pr = p(p + 2r) of the blood groups A, B, AB, O.

The log-likelihood is a sum of logarithms of linear forms, and so concave in all parameters together. Under a linear
condition Lagrange's multiplier is known at once: the equations, times the parameters and added up, give it. What is
left has no closed form; its one solution is found in numbers.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ..claims.claim import Claim
from ..claims.conditions import Lagrange
from ..claims.equations import Combined, Equivalent, SetToZero, Substituted
from ..claims.several import ConcaveInForms
from ..claims.values import Differentiated, Equal
from ..expressions import (
    TWO,
    ZERO,
    Add,
    Derivative,
    Expression,
    Negate,
    Relation,
    Several,
    Symbol,
    integer,
    number_value,
    rational,
    replace,
)
from ..notation.plain import plain
from ..problem.model import Problem
from ..rules.derivatives import derivative, gradient
from ..rules.equations import equation
from ..rules.linear import gap_of, linear_form
from ..rules.terms import Term, add, divide, expand, factor, multiply, negate, power, term_product, write, write_sum
from ..steps import Status, value_of
from ..words import say
from .categories import counts_of, numbers_first, powers_of_cell, sum_of
from .cells import cells_of
from .concave import each, letters_for
from .conditioning import write_conditions
from .conditions import Conditions, as_equation, conditions_of
from .estimation import Estimated, unfold_constant
from .likelihood import write_likelihood, write_log_likelihood
from .settings import known_facts
from .smooth import SmoothHill
from .together import write_numeric
from .worksheet import Stuck, Worksheet, equals

__all__ = ["estimate_linear_cells", "has_linear_cells"]

MULTIPLIERS = ("λ", "κ", "η", "λ_0")  # the first that is no parameter
LARGEST_CELL = 12  # terms of a probability that is multiplied out


class Forms(NamedTuple):
    """weights: how often each linear form stands in the likelihood. whole: the likelihood as their product. slopes:
    of each form in each parameter. condition: the one linear condition, with its coefficients in `pulls`."""

    weights: dict[Expression, int]
    whole: Term
    slopes: dict[Expression, tuple[Fraction, ...]]
    condition: Relation
    pulls: dict[str, Fraction]
    total: Fraction
    conditions: Conditions

    @property
    def multiplier(self) -> Expression:
        """What the multiplier is: all factors counted, over the total of the condition."""
        return rational(Fraction(sum(self.weights.values())) / self.total)


def has_linear_cells(problem: Problem) -> bool:
    """Whether the probabilities of observed categories are products of linear forms, under one linear condition."""
    return _forms_of(problem) is not None


def _forms_of(problem: Problem) -> Forms | None:
    if len(problem.laws) != 1 or not problem.laws[0].cells or problem.partial or not problem.constraints:
        return None
    if problem.laws[0].variable not in problem.columns or cells_of(problem) is not None:
        return None
    conditions = conditions_of(problem)
    if conditions is None or conditions.solved or len(conditions.left) != 1:
        return None
    left, names = conditions.left[0], tuple(problem.parameters)
    if left.coefficients.keys() != {*names} or min(left.coefficients.values()) <= 0 or left.constant >= 0:
        return None
    found: list[Term] = []
    for cell, count in zip(problem.laws[0].cells, counts_of(problem)[0], strict=True):
        parts = _linear_factors(cell)
        if parts is None:
            return None
        if count != ZERO:
            found.append(powers_of_cell(write(parts), count))
    whole = term_product(found)
    weights = {base: exponent for base, exponent in whole.powers if linear_form(base) and number_value(base) is None}
    slopes = {base: _slopes(base, names) for base in weights}
    return Forms(
        {base: int(str(exponent)) for base, exponent in weights.items()}, whole, slopes, _as_given(conditions, names),
        dict(left.coefficients), -left.constant, conditions,
    )


def _as_given(conditions: Conditions, names: tuple[str, ...]) -> Relation:
    """The condition as the problem has it, where its left side is the sum of all parameters."""
    plain_ones = (
        line for line in conditions.origins
        if gap_of(line) == conditions.left[0] and number_value(line.operands[1]) is not None
    )
    return next(plain_ones, as_equation(conditions.left[0], names))


def _slopes(form: Expression, names: tuple[str, ...]) -> tuple[Fraction, ...]:
    found = linear_form(form)
    return tuple(Fraction(0) if found is None else found.coefficients.get(name, Fraction(0)) for name in names)


def _linear_factors(cell: Expression) -> Term | None:
    """`p² + 2 p r  →  p (p + 2 r)`: what all terms share taken out, where a linear form without a constant and with
    positive coefficients is left; None where something else is."""
    terms = expand(cell)
    if not terms or len(terms) > LARGEST_CELL:
        return None
    powers = [dict(term.powers) for term in terms]
    if any(not isinstance(b, Symbol) or type(e) is not int or e < 1 for own in powers for b, e in own.items()):
        return None
    common = [(b, min(own.get(b, 0) for own in powers)) for b in powers[0]]  # type: ignore[type-var]
    shared = Term(1, tuple((b, e) for b, e in common if e))
    rest = [term_product([term, Term(1, tuple((b, -e) for b, e in shared.powers))]) for term in terms]  # type: ignore[operator]
    if len(rest) == 1 and not rest[0].powers:
        return term_product([rest[0], shared])
    if any(term.coefficient <= 0 or len(term.powers) != 1 or term.powers[0][1] != 1 for term in rest):
        return None
    return term_product([shared, Term(1, ((write_sum(rest), 1),))])


# ---- on the sheet --------------------------------------------------------------------------------------------


def estimate_linear_cells(sheet: Worksheet, problem: Problem) -> Estimated:
    """All parameters together, in numbers. Raises Stuck where the maximum could not be found."""
    forms, names = _forms_of(problem), tuple(problem.parameters)
    assert forms is not None
    missing = [name for k, name in enumerate(names) if not any(own[k] for own in forms.slopes.values())]
    if missing:
        raise Stuck(say("no-category-with", name=plain(Symbol(missing[0]))))
    sheet.assume(known_facts(problem))
    likelihood = write_likelihood(sheet, problem, True)
    factored = equals(likelihood.operands[0], write(numbers_first(forms.whole)))
    if factored != likelihood:
        likelihood = sheet.write("linear-factors", likelihood, factored, Equal())
    sheet.phase("condition")
    write_conditions(sheet, forms.conditions, (forms.condition,))
    line = write_log_likelihood(sheet, likelihood, names)
    whole = unfold_constant(sheet, value_of(line))
    left = _write_equations(sheet, line, forms, names)
    concave = _write_concave(sheet, line, forms, names)
    pull = [multiply(forms.multiplier, rational(forms.pulls[name]), Symbol(name)) for name in names]
    start = tuple(forms.total / (forms.pulls[name] * len(names)) for name in names)
    hill = SmoothHill(sheet.setting, add(whole, *map(negate, pull)), names, start, names)
    top = hill.top()
    if top is None:
        raise Stuck(say("not-found-maybe-at-end"))
    numeric = write_numeric(sheet, names, left, concave, hill, top, (forms.condition, forms.multiplier))
    return Estimated(
        Status.NUMERIC, likelihood=value_of(likelihood), log_likelihood=whole, scores=gradient(whole, names),
        numeric=numeric,
    )


def _write_equations(sheet: Worksheet, line: Relation, forms: Forms, names: tuple[str, ...]) -> Several:
    """From Lagrange's function to the equations in the parameters alone."""
    multiplier = Symbol(next(name for name in MULTIPLIERS if name not in sheet.setting.domains))
    sheet.phase("score")
    gap = Add((rational(forms.total), *(negate(_pull(forms, name)) for name in names)))
    value = add(value_of(line), multiply(multiplier, gap))
    claim = Lagrange(((multiplier, forms.condition),))
    lagrangian = sheet.write("lagrangian", line, equals(Symbol("Λ"), value), claim, v=multiplier)
    slopes = [derivative(value_of(line), name) for name in names]
    pulls = [multiply(rational(forms.pulls[name]), multiplier) for name in names]
    values = [add(slope, negate(by)) for slope, by in zip(slopes, pulls, strict=True)]
    scores = [equals(Derivative(Symbol("Λ"), Symbol(n), 1, True), v) for n, v in zip(names, values, strict=True)]
    scored = sheet.write(
        "lagrange-score", lagrangian, _several(scores), each([Differentiated(name) for name in names])
    )
    sheet.phase("solve")
    zero = [equation(value_of(score), ZERO) for score in scores]
    sheet.write("set-lagrangian-to-zero", scored, _several(zero), each([SetToZero() for _ in zero]))
    found = _write_multiplier(sheet, zero, forms, multiplier, names)
    put = [equation(replace(e.operands[0], multiplier, forms.multiplier), ZERO) for e in zero]
    claims: list[Claim] = [Substituted(((multiplier.name, value_of(found)),)) for _ in zero]
    return sheet.write("multiplier-in", _several(zero), _several(put), each(claims))


def _pull(forms: Forms, name: str) -> Expression:
    return multiply(rational(forms.pulls[name]), Symbol(name))


def _several(statements: list[Relation]) -> Several:
    return Several(tuple(statements), ",")


def _write_multiplier(
    sheet: Worksheet, zero: list[Relation], forms: Forms, multiplier: Symbol, names: tuple[str, ...]
) -> Relation:
    """`199 + 186 + 51 + 38 + 568 = λ`, and λ from that."""
    counts = sum_of([integer(weight) for weight in forms.weights.values()])
    parts = (*((Symbol(n), e) for n, e in zip(names, zero, strict=True)), (multiplier, forms.condition))
    line = equation(counts, multiply(rational(forms.total), multiplier))
    said = ", ".join(plain(Symbol(name)) for name in names)
    added = sheet.write(
        "lagrange-sum-of-forms", _several(zero), line, Combined(parts), v=said, n=forms.condition
    )
    by = integer(-1) if forms.total == 1 else Negate(rational(1 / forms.total))
    after = equation(multiplier, forms.multiplier)
    return sheet.write("multiplier-weighted", added, after, Equivalent(by), v=multiplier)


def _write_concave(sheet: Worksheet, line: Relation, forms: Forms, names: tuple[str, ...]) -> Relation:
    """`−199u²/p² − 186(u + 2w)²/(p + 2r)² − … < 0`."""
    directions = letters_for(sheet, len(names), value_of(line))
    parts = tuple((integer(weight), form, forms.slopes[form]) for form, weight in forms.weights.items())
    squares = []
    for weight, form, slopes in parts:
        steps = [multiply(rational(a), Symbol(d)) for a, d in zip(slopes, directions, strict=True) if a]
        step = power(write_sum(list(map(factor, steps))), TWO)
        squares.append(negate(divide(multiply(weight, step), power(form, TWO))))
    sheet.phase("maximum")
    return sheet.write(
        "concave-in-forms", line, Relation((sum_of(squares), ZERO), ("<",)),
        ConcaveInForms(names, tuple(directions), parts),
        v=f"({', '.join(directions)}) ≠ ({', '.join('0' for _ in directions)})",
        n=", ".join(plain(Symbol(name)) for name in names),
    )
