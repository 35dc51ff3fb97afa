"""Conditions among parameters as linear equations: which parameter each one gives, and what the others leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import gcd, isqrt, lcm
from types import MappingProxyType
from typing import NamedTuple

from ..expressions import Expression, Multiply, Relation, Symbol, map_children, number_value, rational
from ..problem.model import Problem
from ..rules.equations import equation
from ..rules.linear import Linear, gap_of, linear_form, put_in, reduced
from ..rules.terms import Term, expand, write_sum

__all__ = [
    "Conditions", "as_equation", "as_solution", "conditions_of", "put_all", "solved_all", "values_of", "written_form",
]


class Conditions(NamedTuple):
    """origins: the linear conditions of the problem; each form is an equation `form = 0` and knows of which of these
    it is made. solved: a form for each parameter that it gives as a multiple of another one, or as a number. left:
    what is left of the others, independent of each other, none of which holds a parameter of `solved`. squares: of a
    condition that is the root of one that the problem gives, `p + q = 1`, that one, `p² + 2 p q + q² = 1`."""

    origins: tuple[Relation, ...]
    solved: Mapping[str, Linear]
    left: tuple[Linear, ...]
    squares: Mapping[Relation, Relation] = MappingProxyType({})

    @property
    def values(self) -> dict[str, Expression]:
        """The solved parameters as they are written: `2 p_2`, `1/4`."""
        return values_of(self.solved)


def conditions_of(problem: Problem) -> Conditions | None:
    """The conditions of a problem as linear equations; None where one is something else that does not follow from
    the others, or where they contradict each other."""
    known = {name: None if e is None else linear_form(e) for name, e in problem.known.items()}
    numbers = {name: form.constant for name, form in known.items() if form is not None and not form.coefficients}
    squares = _roots(problem, numbers)
    lines = [root for root in squares.values() if root not in problem.constraints] + list(problem.constraints)
    gaps = [(line, gap_of(line, numbers) if line.operators == ("=",) else None) for line in lines]
    origins = tuple(line for line, form in gaps if form is not None)
    forms = [form for _, form in gaps if form is not None]
    numbered = [form._replace(sources={k: Fraction(1)}) for k, form in enumerate(forms)]
    solved, rest = _solve_simple(numbered, origins, list(problem.parameters))
    left = reduced(rest)
    if left is None:
        return None
    rooted = {root: square for square, root in squares.items() if root in origins and root not in problem.constraints}
    found = Conditions(origins, solved, tuple(map(_whole, left)), rooted)
    others = [line for line, form in gaps if form is None]
    return found if all(_follows(line, found) for line in others) else None


def _roots(problem: Problem, numbers: Mapping[str, Fraction]) -> dict[Relation, Relation]:
    """Of each condition that is not linear but the square of a linear one, `(p + q)² = 1`, its root; parameters that
    are not negative leave no other."""
    found = {}
    for line in problem.constraints:
        if line.operators == ("=",) and gap_of(line, numbers) is None:
            root = _root(line, problem)
            if root is not None:
                found[line] = root
    return found


def _root(line: Relation, problem: Problem) -> Relation | None:
    total = number_value(line.operands[1])
    terms = expand(line.operands[0])
    squares = {b.name: t.coefficient for t in terms if len(t.powers) == 1 for b, k in t.powers
               if isinstance(b, Symbol) and k == 2}
    roots = {name: _rational_root(Fraction(value)) for name, value in squares.items()}
    constant = None if total is None else _rational_root(Fraction(total))
    weights = {name: value for name, value in roots.items() if value}
    if constant is None or not weights or len(weights) < len(roots) or not _not_negative(weights, problem):
        return None
    root = as_equation(Linear(weights, -constant), weights)
    square = expand(Multiply((root.operands[0], root.operands[0])))
    return root if _tally(square) == _tally(terms) else None


def _tally(terms: Iterable[Term]) -> dict[frozenset[object], Fraction]:
    """The coefficient of each product, in whatever order it was written."""
    found: dict[frozenset[object], Fraction] = {}
    for term in terms:
        key: frozenset[object] = frozenset(term.powers)
        found[key] = found.get(key, Fraction(0)) + Fraction(term.coefficient)
    return found


def _not_negative(names: Iterable[str], problem: Problem) -> bool:
    lowers = [problem.domains[name].lower for name in names if name in problem.parameters]
    return bool(lowers) and all(end is not None and (number_value(end) or 0) >= 0 for end in lowers)


def _rational_root(value: Fraction) -> Fraction | None:
    if value <= 0:
        return None
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    return Fraction(top, bottom) if Fraction(top * top, bottom * bottom) == value else None


def solved_all(conditions: Conditions, order: list[str]) -> Conditions:
    """Each condition that is left solved for a parameter, too: the one alone at its left, else the last of it."""
    solved, left = dict(conditions.solved), list(conditions.left)
    while left:
        form = put_in(left.pop(0), solved)
        name = _given_by(form, conditions.origins, order)
        form = form.scaled(1 / form.coefficients[name])
        solved = {n: put_in(own, {name: form}) for n, own in solved.items()}
        solved[name] = form
    return Conditions(conditions.origins, solved, (), conditions.squares)


def _whole(form: Linear) -> Linear:
    """With whole coefficients without a common factor, the first one positive."""
    values = list(form.coefficients.values())
    scale = Fraction(lcm(*(v.denominator for v in values)), gcd(*(v.numerator for v in values)))
    return form.scaled(scale if values[0] > 0 else -scale)


def _solve_simple(
    forms: list[Linear], origins: tuple[Relation, ...], order: list[str]
) -> tuple[dict[str, Linear], list[Linear]]:
    """Conditions such as `p_1 = 2 p_2` and `p_1 = 1/4` one after the other; the others with these put in."""
    solved: dict[str, Linear] = {}
    while True:
        forms = [put_in(form, solved) for form in forms]
        simple = next((form for form in forms if _is_simple(form)), None)
        if simple is None:
            return solved, [form for form in forms if form.coefficients or form.constant]
        forms.remove(simple)
        name = _given_by(simple, origins, order)
        simple = simple.scaled(1 / simple.coefficients[name])
        solved = {n: put_in(form, {name: simple}) for n, form in solved.items()}
        solved[name] = simple


def _is_simple(form: Linear) -> bool:
    """A multiple of another parameter with the same sign, or a number."""
    signs = sorted(form.coefficients.values())
    return len(signs) == 1 or (len(signs) == 2 and not form.constant and signs[0] < 0 < signs[1])


def _given_by(form: Linear, origins: tuple[Relation, ...], order: list[str]) -> str:
    """The parameter that the condition gives: what stands alone at its left, else the one that comes last."""
    lines = [origins[k] for k in form.sources] if len(form.sources) == 1 else []
    alone = [s.name for line in lines for s in line.operands if isinstance(s, Symbol) and s.name in form.coefficients]
    return max(alone if len(alone) == 1 else form.coefficients, key=order.index)


def _follows(line: Relation, conditions: Conditions) -> bool:
    """Whether a condition that is not linear holds wherever the linear ones do."""
    if line.operators != ("=",):
        return False
    rows = dict(conditions.solved)
    for form in conditions.left:
        rows[next(iter(form.coefficients))] = form
    values = values_of(rows)
    left, right = (write_sum(expand(put_all(side, values))) for side in line.operands)
    return write_sum(expand(left)) == write_sum(expand(right))


# ---- as written ------------------------------------------------------------------------------------------


def values_of(solved: Mapping[str, Linear]) -> dict[str, Expression]:
    """What each equation says of its symbol, as it is written."""
    return {name: written_form(form.solved_for(name)) for name, form in solved.items()}


def put_all(e: Expression, values: Mapping[str, Expression]) -> Expression:
    """The expression with all values put in at once."""
    if isinstance(e, Symbol):
        return values.get(e.name, e)
    return map_children(lambda child: put_all(child, values), e)


def written_form(form: Linear) -> Expression:
    """`2 p_2`, `1 − p − q`: the constant first where all else is subtracted."""
    terms = [Term(_plain(value), ((Symbol(name), 1),)) for name, value in form.coefficients.items()]
    constant = [Term(_plain(form.constant), ())] if form.constant else []
    first = constant and all(value < 0 for value in form.coefficients.values())
    return write_sum([*constant, *terms] if first else [*terms, *constant])


def as_solution(name: str, form: Linear) -> Relation:
    """`p_1 = 2 p_2`."""
    return equation(Symbol(name), written_form(form.solved_for(name)))


def as_equation(form: Linear, order: Iterable[str]) -> Relation:
    """`3 p_2 + p_3 = 1`: the symbols in their order, the constant at the right."""
    named = [(name, form.coefficients[name]) for name in order if name in form.coefficients]
    left = write_sum([Term(_plain(value), ((Symbol(name), 1),)) for name, value in named])
    return equation(left, rational(-form.constant))


def _plain(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value
