"""Probabilities of categories that add up to one: Lagrange's multiplier."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ..claims.claim import Claim
from ..claims.equations import Combined, Each, Equivalent, SetToZero, Substituted
from ..claims.maxima import ConcaveSum, Unused
from ..claims.values import Differentiated, Equal, Given, Logarithm
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Derivative,
    Divide,
    Expression,
    Hat,
    Multiply,
    Negate,
    Power,
    Relation,
    Several,
    Symbol,
    integer,
)
from ..notation.plain import plain
from ..problem.model import Problem
from ..rules.arithmetic import fold
from ..rules.derivatives import gradient
from ..rules.equations import equation
from ..rules.logs import log_of_product
from ..rules.terms import add, divide, expand, factor, like, multiply, write_sum
from ..steps import Status, value_of
from .answers import with_decimal
from .categories import cell_counts, sum_of, write_category_likelihood
from .estimation import Estimated
from .likelihood import function_of
from .settings import with_given
from .worksheet import Stuck, Worksheet, equals

__all__ = ["estimate_cells", "is_simplex", "is_total"]

N = Symbol("n")
MULTIPLIERS = ("λ", "κ", "η", "λ_0")  # the first that is no parameter


def is_simplex(problem: Problem) -> bool:
    """Whether the parameters are just the probabilities of one categorical family."""
    if len(problem.laws) != 1 or not problem.laws[0].cells:
        return False
    cells = problem.laws[0].cells
    return set(problem.parameters) == {c.name for c in cells if isinstance(c, Symbol)} and len(
        problem.parameters
    ) == len(cells)


def is_total(problem: Problem, condition: Relation) -> bool:
    """Whether the condition says that the probabilities of the categories add up to one, and no more."""
    if condition.operators != ("=",):
        return False
    total = sum_of(problem.laws[0].cells)
    return _coefficients(*condition.operands) in (_coefficients(total, ONE), _coefficients(ONE, total))


def _coefficients(left: Expression, right: Expression) -> dict[object, int | Fraction]:
    """Of the terms of left − right, multiplied out."""
    return {like(term): term.coefficient for term in expand(Add((left, Negate(right))))}


def estimate_cells(sheet: Worksheet, problem: Problem) -> Estimated:
    """The relative frequencies, by a multiplier for the condition that the probabilities add up to one."""
    law = problem.laws[0]
    names = tuple(problem.parameters)
    counts = dict(zip(names, cell_counts(problem, law), strict=True))
    likelihood = _write_likelihood(sheet, problem, list(counts.values()))
    log_line = _log(sheet, likelihood, names)
    barred = next((name for name in names if counts[name] == ZERO and not sheet.domain(name).lower_closed), None)
    if barred is not None and any(count != ZERO for count in counts.values()):
        return _no_maximum(sheet, likelihood, log_line, counts, barred)
    lines = _empty_categories(sheet, log_line, counts)
    used = {name: count for name, count in counts.items() if name not in lines}
    lines |= _used_categories(sheet, log_line, used, tuple(lines), names)
    roots = {name: fold(line.operands[1]) for name, line in lines.items()}
    return replace(_functions(likelihood, log_line, names), roots=roots, lines=lines)


def _functions(likelihood: Relation, log_line: Relation, names: tuple[str, ...]) -> Estimated:
    whole = value_of(log_line)
    return Estimated(
        Status.SOLVED, likelihood=value_of(likelihood), log_likelihood=whole, scores=gradient(whole, names)
    )


def _no_maximum(
    sheet: Worksheet, likelihood: Relation, log_line: Relation, counts: dict[str, Expression], barred: str
) -> Estimated:
    """A category that never came would get the probability zero, and may not."""
    sheet.phase("no-maximum")
    symbol = Symbol(barred)
    condition = sheet.domain(barred).condition(symbol)
    instead = next(name for name, count in counts.items() if count != ZERO)
    if condition is None:
        raise Stuck(f"{barred} may be any number")
    sheet.write("empty-category-open", log_line, condition, Unused(barred, instead))
    why = (
        f"no maximum: the category of {plain(symbol)} never came, so the likelihood grows as {plain(symbol)} "
        f"tends to {plain(ZERO)}, which the domain does not contain"
    )
    return replace(_functions(likelihood, log_line, tuple(counts)), status=Status.NO_MAXIMUM, why=why)


def _write_likelihood(sheet: Worksheet, problem: Problem, counts: list[Expression]) -> Relation:
    """`L(p_1, p_2, p_3) = p_1^12 p_2^7 p_3^21`, and the condition on the probabilities."""
    constraint = equation(sum_of(problem.laws[0].cells), ONE)
    sheet.setting = with_given(sheet.setting, constraint)
    line = write_category_likelihood(sheet, problem, counts)
    sheet.write("category-condition", None, constraint, Given())
    return line


def _log(sheet: Worksheet, line: Relation, names: tuple[str, ...]) -> Relation:
    sheet.phase("log-likelihood")
    value = log_of_product(value_of(line))
    return sheet.write("log-of-likelihood", line, equals(function_of("ℓ", names), value), Logarithm())


def _empty_categories(sheet: Worksheet, log_line: Relation, counts: dict[str, Expression]) -> dict[str, Relation]:
    """A category that never came gets probability zero, if zero is in its domain."""
    empty = [name for name, count in counts.items() if count == ZERO]
    instead = next((name for name in counts if name not in empty), None)
    if instead is None:
        raise Stuck("no observations: every distribution is a maximum")
    lines = {}
    for name in empty:
        line = equals(Hat(Symbol(name)), ZERO)
        lines[name] = sheet.write("empty-category", log_line, line, Unused(name, instead))
    return lines


def _used_categories(
    sheet: Worksheet,
    log_line: Relation,
    counts: dict[str, Expression],
    empty: tuple[str, ...],
    names: tuple[str, ...],
) -> dict[str, Relation]:
    used = tuple(counts)
    if len(used) == 1:
        return _only_category(sheet, used[0], _condition(sheet, empty, names))
    symbols = [Symbol(name) for name in used]
    condition = _condition(sheet, empty, names)
    lagrangian = _lagrangian(sheet, log_line, symbols)
    equations = _stationary(sheet, lagrangian, counts)
    total = N if isinstance(next(iter(counts.values())), Symbol) else add(*counts.values())
    multiplier = _multiplier(sheet)
    parts = (*((ONE, e) for e in equations), (multiplier, condition))
    added = sheet.write(
        "lagrange-sum", Several(equations, ","), equation(sum_of(list(counts.values())), multiplier), Combined(parts)
    )
    return _solve(sheet, log_line, added, equations, counts, total)


def _only_category(sheet: Worksheet, name: str, condition: Relation) -> dict[str, Relation]:
    """All observations fell into one category: the condition leaves it the whole probability."""
    sheet.phase("answer")
    line = equals(Hat(Symbol(name)), condition.operands[1])
    return {name: sheet.write("estimate", condition, line, Equal())}


def _lagrangian(sheet: Worksheet, log_line: Relation, symbols: list[Symbol]) -> Relation:
    sheet.phase("score")
    gap = Add((ONE, *(Negate(s) for s in symbols)))
    multiplier = _multiplier(sheet)
    value = write_sum([*map(factor, _terms(value_of(log_line))), factor(Multiply((multiplier, gap)))])
    return sheet.write("lagrangian", log_line, equals(Symbol("Λ"), value), Given(), v=multiplier)


def _multiplier(sheet: Worksheet) -> Symbol:
    return next(Symbol(name) for name in MULTIPLIERS if name not in sheet.setting.domains)


def _terms(e: Expression) -> tuple[Expression, ...]:
    return e.terms if isinstance(e, Add) else (e,)


def _stationary(sheet: Worksheet, lagrangian: Relation, counts: dict[str, Expression]) -> tuple[Relation, ...]:
    multiplier = _multiplier(sheet)
    scores = tuple(
        equals(Derivative(Symbol("Λ"), Symbol(name), 1, True), add(divide(count, Symbol(name)), Negate(multiplier)))
        for name, count in counts.items()
    )
    claims: tuple[Claim, ...] = tuple(Differentiated(name) for name in counts)
    line = sheet.write("lagrange-score", lagrangian, _several(scores), _each(claims))
    sheet.phase("solve")
    zero = tuple(equation(value_of(s), ZERO) for s in scores)
    line = sheet.write("set-lagrangian-to-zero", line, _several(zero), _each(tuple(SetToZero() for _ in zero)))
    cleared = tuple(equation(count, Multiply((multiplier, Symbol(name)))) for name, count in counts.items())
    claims = tuple(Equivalent(Symbol(name)) for name in counts)
    sheet.write("lagrange-clear", line, _several(cleared), _each(claims))
    return cleared


def _several(statements: tuple[Relation, ...]) -> Expression:
    return statements[0] if len(statements) == 1 else Several(statements, ",")


def _each(claims: tuple[Claim, ...]) -> Claim:
    return claims[0] if len(claims) == 1 else Each(claims)


def _condition(sheet: Worksheet, empty: tuple[str, ...], names: tuple[str, ...]) -> Relation:
    """The condition with the empty categories left out."""
    whole = equation(sum_of([Symbol(n) for n in names]), ONE)
    if not empty:
        return whole
    left = equation(sum_of([Symbol(n) for n in names if n not in empty]), ONE)
    pairs = tuple((name, ZERO) for name in empty)
    return sheet.write("empty-category-in", whole, left, Substituted(pairs))


def _solve(
    sheet: Worksheet,
    log_line: Relation,
    added: Relation,
    equations: tuple[Relation, ...],
    counts: dict[str, Expression],
    total: Expression,
) -> dict[str, Relation]:
    multiplier = _multiplier(sheet)
    found = equation(multiplier, total)
    sheet.write("multiplier", added, found, _total_claim(sheet, added, counts, total))
    put = tuple(
        equation(e.operands[0], multiply(total, Symbol(name))) for name, e in zip(counts, equations, strict=True)
    )
    pairs = ((multiplier.name, total),)
    line = sheet.write(
        "multiplier-in", _several(equations), _several(put), _each(tuple(Substituted(pairs) for _ in put)), level=2
    )
    roots = tuple(equation(Symbol(name), Divide(count, total)) for name, count in counts.items())
    claims: tuple[Claim, ...] = tuple(Equivalent(Negate(Divide(ONE, total))) for _ in roots)
    sheet.write("isolate", line, _several(roots), _each(claims), v="each probability")
    _argue(sheet, log_line, counts)
    sheet.phase("answer")
    lines = {}
    for name, root in zip(counts, roots, strict=True):
        value = value_of(root)
        after = with_decimal([Hat(Symbol(name)), value, divide(counts[name], total)])
        lines[name] = sheet.write("estimate", root, after, Equal())
    return lines


def _total_claim(sheet: Worksheet, added: Relation, counts: dict[str, Expression], total: Expression) -> Claim:
    """λ is the sum of the counts: a number, or n, which is given as their sum."""
    if total != N:
        return Equivalent(integer(-1))
    size = equation(sum_of(list(counts.values())), N)
    return Combined(((integer(-1), added), (ONE, size)))


def _argue(sheet: Worksheet, log_line: Relation, counts: dict[str, Expression]) -> None:
    sheet.phase("maximum")
    seconds = tuple(
        Relation(
            (
                Derivative(function_of("ℓ", ()), Symbol(name), 2, True),
                Negate(Divide(count, Power(Symbol(name), integer(2)))),
                ZERO,
            ),
            ("=", "<"),
        )
        for name, count in counts.items()
    )
    sheet.write("concave-sum", log_line, _several(seconds), ConcaveSum(tuple(counts)), conditions=sheet.setting.facts)
