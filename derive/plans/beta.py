"""Two shapes that stand together in log B(a, b) and apart elsewhere: both at once.

The Hessian of log B is the matrix of variances and covariance of log x and log(1 − x): the log-likelihood is strictly
concave in both shapes, and the two equations for them have one solution at most.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ..claims.several import ConcaveByBeta
from ..claims.values import Equal
from ..exact import Field
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Expression,
    Multiply,
    Negate,
    Relation,
    Several,
    Symbol,
    free_symbols,
    number_value,
    walk,
)
from ..problem.model import Problem
from ..rules.derivatives import UnknownDerivative, derivative, gradient
from ..rules.reduction import reduced_forms
from ..steps import Setting, Status, value_of
from .estimation import Estimated, estimate
from .hill import Vector
from .likelihood import write_likelihood, write_log_likelihood
from .maximum import compared
from .score import score_name
from .searching import Numeric, is_of_sample, written
from .settings import holds_parameter
from .smooth import SmoothHill
from .together import rewrite_all, set_to_zero, statements_of, write_numeric, write_scores
from .worksheet import Stuck, Worksheet, equals

__all__ = ["estimate_shapes", "has_two_shapes"]

N = Symbol("n")


def has_two_shapes(problem: Problem) -> bool:
    """Whether the two parameters, both positive, stand together in Γ or B alone."""
    if len(problem.laws) != 1 or len(problem.parameters) != 2:
        return False
    law, names = problem.laws[0], {*problem.parameters}
    if law.density is None or holds_parameter(law, problem):
        return False
    if any(number_value(d.lower or ONE) != 0 or d.upper is not None for d in problem.parameters.values()):
        return False
    return any(
        isinstance(node, Call) and node.function in ("B", "Γ") and names <= free_symbols(node)
        for node in walk(law.density)
    )


def estimate_shapes(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """Both shapes together; one at a time where that does not go on."""
    mark = sheet.mark()
    try:
        return _both(sheet, problem)
    except (Stuck, UnknownDerivative):
        sheet.back_to(mark)
        return estimate(sheet, problem, numbers)


def _both(sheet: Worksheet, problem: Problem) -> Estimated:
    names = tuple(problem.parameters)
    likelihood = write_likelihood(sheet, problem, False)
    line = write_log_likelihood(sheet, likelihood, names)
    whole = value_of(line)
    functions = Estimated(
        Status.NUMERIC,
        likelihood=value_of(likelihood),
        log_likelihood=whole,
        scores=gradient(whole, names),
    )
    _require_beta(sheet, whole, names)
    scores = write_scores(sheet, line, names, names)
    zero = set_to_zero(sheet, scores)
    reduced = [next(iter(reduced_forms(e, name))) for e, name in zip(statements_of(zero), names, strict=True)]
    left = rewrite_all(sheet, "reduced-together", zero, list(reduced))
    concave = _write_concave(sheet, line, names)
    if not sheet.sample.known:
        open_left = zip(names, statements_of(left), strict=True)
        return replace(functions, numeric={name: Numeric(e) for name, e in open_left})
    _write_right_sides(sheet, left)
    hill = SmoothHill(sheet.setting, sheet.without_hats(whole), names, _start(sheet.setting, problem), names)
    top = hill.top()
    if top is None:
        raise Stuck("the maximum could not be found")
    return replace(functions, numeric=write_numeric(sheet, names, left, concave, hill, top))


def _require_beta(sheet: Worksheet, whole: Expression, names: tuple[str, ...]) -> None:
    """The shapes stand together in n log B alone. Raises Stuck."""
    a, b = names
    mixed = derivative(derivative(whole, a), b)
    if not Field(sheet.setting).equal(mixed, Multiply((N, _trigamma(Add((Symbol(a), Symbol(b))))))):
        raise Stuck("the two shapes stand together elsewhere")


def _trigamma(e: Expression) -> Expression:
    return Call("ψ", (ONE, e))


def _write_concave(sheet: Worksheet, line: Relation, names: tuple[str, ...]) -> Several:
    """`∂²ℓ/∂α² = … < 0, ψ′(α) ψ′(β) − ψ′(α + β)(ψ′(α) + ψ′(β)) > 0`."""
    a, b = map(Symbol, names)
    second = compared(
        equals(score_name(names, a.name, 2), derivative(derivative(value_of(line), a.name), a.name)), "<"
    )
    at_a, at_b, at_sum = map(_trigamma, (a, b, Add((a, b))))
    determinant = Add((Multiply((at_a, at_b)), Negate(Multiply((at_sum, Add((at_a, at_b)))))))
    after = Several((second, Relation((determinant, ZERO), (">",))), ",")
    sheet.phase("maximum")
    return sheet.write("concave-by-beta", line, after, ConcaveByBeta((a.name, b.name)), v=a, n=b)


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
    """The shapes with the mean and the variance of the data, roughly."""
    column = setting.columns.get(problem.laws[0].variable)
    if column is None:
        return Fraction(1), Fraction(1)
    counts = column.counts or (1,) * len(column.values)
    pairs = list(zip(column.values, counts, strict=True))
    mean = sum((x * c for x, c in pairs), Fraction(0)) / column.size
    spread = sum(((x - mean) ** 2 * c for x, c in pairs), Fraction(0)) / column.size
    if not 0 < mean < 1 or not 0 < spread < mean * (1 - mean):
        return Fraction(1), Fraction(1)
    both = mean * (1 - mean) / spread - 1
    return _rough(mean * both), _rough((1 - mean) * both)


def _rough(x: Fraction) -> Fraction:
    return max(round(x * 10), 1) * Fraction(1, 10)
