"""Shapes that stand together in one normaliser, B(a, b) or that of a Dirichlet law, and apart elsewhere: all at once.

The second derivatives of log B are the variances and covariance of log x and log(1 − x), those of the other one of
log x_1, …, log x_k: the log-likelihood is strictly concave in the shapes together, and their equations have one
solution at most.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations_with_replacement

from ..claims.several import ConcaveInShapes
from ..claims.values import Equal
from ..exact import Field
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Divide,
    Expression,
    Multiply,
    Negate,
    Relation,
    Several,
    Symbol,
    free_symbols,
    integer,
    number_value,
    walk,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import replace
from ..rules.arithmetic import fold
from ..rules.derivatives import UnknownDerivative, derivative, gradient
from ..rules.reduction import reduced_forms
from ..rules.terms import Term, add, collect, terms_of, write_sum
from ..steps import Column, Setting, Status, value_of
from ..words import say
from .estimation import Estimated, estimate, unfold_constant
from .hill import Vector
from .likelihood import write_likelihood, write_log_likelihood
from .maximum import compared
from .score import score_name
from .searching import Numeric, is_of_sample, written
from .settings import holds_parameter
from .smooth import SmoothHill
from .together import rewrite_all, set_to_zero, statements_of, write_numeric, write_scores
from .worksheet import Stuck, Worksheet, equals

__all__ = ["estimate_shapes", "has_shapes"]

N = Symbol("n")


def has_shapes(problem: Problem) -> bool:
    """Whether all parameters, two or more and all positive, stand together in Γ or B."""
    if len(problem.laws) != 1:
        return False
    law = problem.laws[0]
    if len(problem.parameters) < 2 or law.density is None or holds_parameter(law, problem):
        return False
    if any(number_value(d.lower or ONE) != 0 or d.upper is not None for d in problem.parameters.values()):
        return False
    return _sum_of_shapes(law.density, (*problem.parameters,)) is not None


def _sum_of_shapes(density: Expression, names: tuple[str, ...]) -> Expression | None:
    """What stands in a Γ with all shapes, the sum of both arguments of a B."""
    for node in walk(density):
        if isinstance(node, Call) and node.function in ("B", "Γ") and {*names} <= free_symbols(node):
            return Add(node.arguments) if node.function == "B" else node.arguments[0]
    return None


def estimate_shapes(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """All shapes together; one at a time where that does not go on."""
    mark = sheet.mark()
    try:
        return _all(sheet, problem)
    except (Stuck, UnknownDerivative):
        sheet.back_to(mark)
        return estimate(sheet, problem, numbers)


def _all(sheet: Worksheet, problem: Problem) -> Estimated:
    names = tuple(problem.parameters)
    likelihood = write_likelihood(sheet, problem, False)
    line = write_log_likelihood(sheet, likelihood, names)
    whole = unfold_constant(sheet, value_of(line))
    functions = Estimated(
        Status.NUMERIC,
        likelihood=value_of(likelihood),
        log_likelihood=whole,
        scores=gradient(whole, names),
    )
    density = problem.laws[0].density
    assert density is not None
    law = _law_of_shapes(sheet, whole, density, names)
    scores = write_scores(sheet, line, names, names)
    zero = set_to_zero(sheet, scores)
    reduced = [next(iter(reduced_forms(e, name))) for e, name in zip(statements_of(zero), names, strict=True)]
    left = rewrite_all(sheet, "reduced-together", zero, list(reduced))
    concave = _write_concave(sheet, line, law)
    if not sheet.sample.known:
        open_left = zip(names, statements_of(left), strict=True)
        return replace(functions, numeric={name: Numeric(e) for name, e in open_left})
    _write_right_sides(sheet, left)
    hill = SmoothHill(sheet.setting, sheet.without_hats(whole), names, _start(sheet.setting, problem), names)
    top = hill.top()
    if top is None:
        raise Stuck(say("not-found"))
    return replace(functions, numeric=write_numeric(sheet, names, left, concave, hill, top))


def _law_of_shapes(
    sheet: Worksheet, whole: Expression, density: Expression, names: tuple[str, ...]
) -> ConcaveInShapes:
    """The law whose normaliser holds the shapes: how often each of them stands in it, and what is given beside them.
    Raises Stuck where they stand elsewhere, too."""
    total = _sum_of_shapes(density, names)
    if total is None:
        raise Stuck(say("no-sum-of-shapes"))
    times = [number_value(fold(derivative(total, name))) for name in names]
    counts = tuple(m for m in times if isinstance(m, int) and m > 0)
    rest = total
    for name in names:
        rest = put(rest, Symbol(name), ZERO)
    claim = ConcaveInShapes(names, counts, write_sum(collect(terms_of(rest))))
    if len(counts) < len(names) or not _is_normaliser(sheet, whole, claim):
        raise Stuck(say("shapes-elsewhere"))
    return claim


def _is_normaliser(sheet: Worksheet, whole: Expression, claim: ConcaveInShapes) -> bool:
    """The second derivatives are n times m_j m_k ψ′(Σ m a), less m_j ψ′(a_j) where j is k."""
    field, at_sum = Field(sheet.setting), _trigamma(_sum(claim))
    pairs = list(zip(claim.variables, claim.times, strict=True))
    for (one, m), (other, k) in combinations_with_replacement(pairs, 2):
        found = derivative(derivative(whole, one), other)
        alone = Multiply((integer(m), _trigamma(Symbol(one)))) if one == other else ZERO
        if not field.equal(found, Multiply((N, Add((Multiply((integer(m * k), at_sum)), Negate(alone)))))):
            return False
    return True


def _sum(claim: ConcaveInShapes) -> Expression:
    parts = [Term(m, ((Symbol(name), 1),)) for name, m in zip(claim.variables, claim.times, strict=True)]
    return write_sum([*parts, *terms_of(claim.rest)])


def _trigamma(e: Expression) -> Expression:
    return Call("ψ", (ONE, e))


def _write_concave(sheet: Worksheet, line: Relation, claim: ConcaveInShapes) -> Several:
    """`∂²ℓ/∂α² = … < 0, ψ′(α) ψ′(β) − ψ′(α + β)(ψ′(α) + ψ′(β)) > 0`."""
    names = claim.variables
    second = compared(
        equals(score_name(names, names[0], 2), derivative(derivative(value_of(line), names[0]), names[0])), "<"
    )
    after = Several((second, _determinant(claim)), ",")
    sheet.phase("maximum")
    pair = claim.times == (1, 1) and claim.rest == ZERO
    shapes = Symbol(names[0]) if pair else ", ".join(plain(Symbol(name)) for name in names)
    return sheet.write(
        "concave-by-beta" if pair else "concave-in-shapes", line, after, claim, v=shapes, n=Symbol(names[-1])
    )


def _determinant(claim: ConcaveInShapes) -> Relation:
    """That it is positive; of more than two shapes divided by all ψ′(α_j)."""
    at, at_sum = [_trigamma(Symbol(name)) for name in claim.variables], _trigamma(_sum(claim))
    if claim.times == (1, 1) and claim.rest == ZERO:
        both = Negate(Multiply((at_sum, Add((at[0], at[1])))))
        return Relation((Add((Multiply((at[0], at[1])), both)), ZERO), (">",))
    shares = [Divide(integer(m), e) for m, e in zip(claim.times, at, strict=True)]
    return Relation((Multiply((at_sum, add(*shares))), ONE), ("<",))


def _write_right_sides(sheet: Worksheet, left: Several) -> None:
    """What the right sides are at the data."""
    for statement in statements_of(left):
        right = statement.operands[1]
        if any(map(is_of_sample, walk(right))):
            number = written(sheet.without_hats(right), 6, sheet)
            if number is not None:
                sheet.phase("numbers")
                sheet.write("right-side", None, Relation((right, number), ("≈",)), Equal(at_data=True))


def _start(setting: Setting, problem: Problem) -> Vector:
    """Shapes with the means of the data and the variance of the first variable, roughly."""
    law, count = problem.laws[0], len(problem.parameters)
    column = setting.columns.get(law.variable)
    if column is None:
        return (Fraction(1),) * count
    mean, spread = _moments(column)
    if not 0 < mean < 1 or not 0 < spread < mean * (1 - mean):
        return (Fraction(1),) * count
    both = mean * (1 - mean) / spread - 1
    others = [setting.columns.get(name) for name in law.variables[1:]]
    means = [mean, *(_moments(other)[0] for other in others if other is not None)]
    means = [mean, 1 - mean] if len(means) == 1 else means
    return tuple(_rough(m * both) for m in means) if len(means) == count else (_rough(both / count),) * count


def _moments(column: Column) -> tuple[Fraction, Fraction]:
    counts = column.counts or (1,) * len(column.values)
    pairs = list(zip(column.values, counts, strict=True))
    mean = sum((x * c for x, c in pairs), Fraction(0)) / column.size
    return mean, sum(((x - mean) ** 2 * c for x, c in pairs), Fraction(0)) / column.size


def _rough(x: Fraction) -> Fraction:
    return max(round(x * 10), 1) * Fraction(1, 10)
