"""A location and a scale, both unknown, of a law with a concave log-density: (x − μ)/s is linear in better unknowns.

With a = −μ/s and b = 1/s an observation enters through a + b x alone, the scale adds n log b: the log-likelihood is
strictly concave in a and b together. The estimates of μ and s are read back from theirs.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ..claims.several import NewParameters, Reparametrised
from ..domains import POSITIVE, REAL
from ..exact import Field
from ..expressions import (
    ONE,
    TWO,
    ZERO,
    Add,
    Call,
    Expression,
    Multiply,
    Negate,
    Power,
    Relation,
    Several,
    Symbol,
    free_symbols,
    number_value,
    observation,
    rational,
    sample_sum,
    walk,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import replace
from ..rules import equations as rules
from ..rules.arithmetic import fold
from ..rules.derivatives import UnknownDerivative, derivative, gradient
from ..rules.predictors import Predictor, in_predictor, log_density, predictor_symbol, weight_of
from ..rules.profiles import tidied
from ..rules.sums import sample_total
from ..rules.terms import Term, add, collect, divide, multiply, negate, power, terms_of, write, write_sum
from ..steps import Setting, Status, value_of
from ..words import say
from .concave import write_concave
from .estimation import Estimated, estimate
from .half_plane import estimate_in_half_plane, has_half_plane
from .likelihood import function_of, write_likelihood, write_log_likelihood
from .numeric_answers import following
from .searching import Numeric
from .smooth import SmoothHill
from .standard_law import standard_law
from .together import rewrite_all, set_to_zero, statements_of, write_numeric, write_scores
from .worksheet import Stuck, Worksheet, equals

__all__ = ["estimate_located"]

N = Symbol("n")
H = predictor_symbol()
PAIRS = (("a", "b"), ("c", "d"), ("p", "q"), ("β_0", "β_1"))


class Shape(NamedTuple):
    """The density f(z)/s at z = (x − μ)/s, by its logarithm in η, which stands for z, or for −z where mirrored.

    rate: the second parameter is 1/s. terms: of log f with η; others: those without. weight: minus the second
    derivative of log f."""

    location: str
    scale: str
    rate: bool
    mirrored: bool
    terms: tuple[Term, ...]
    others: tuple[Term, ...]
    weight: Expression


def estimate_located(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """Both together, along half circles or by way of a and b; one at a time where that does not go on."""
    if has_half_plane(sheet, problem):
        return estimate_in_half_plane(sheet, problem)
    mark = sheet.mark()
    try:
        return _both(sheet, problem)
    except (Stuck, UnknownDerivative):
        sheet.back_to(mark)
        return estimate(sheet, problem, numbers)


# ---- the shape -----------------------------------------------------------------------------------------------


def _shape_of(sheet: Worksheet, problem: Problem) -> Shape:
    """Raises Stuck where the density is not f((x − μ)/s)/s with a concave logarithm of f."""
    law = standard_law(sheet, problem)
    if abs(law.power) != 1:
        raise Stuck(say("no-location-and-scale"))
    for mirrored in (False, True):
        form = tidied(put(law.density, H, Negate(H))) if mirrored else law.density
        terms, others = log_density(form, Predictor((), (), ZERO, H, "identity", H), sheet.signs)
        weight = _weight(terms)
        if weight is not None and Field(sheet.setting).sign(weight) == 1 and (mirrored or not _falls(terms)):
            return Shape(law.location, law.other, law.power < 0, mirrored, tuple(terms), tuple(others), weight)
    raise Stuck(say("density-not-concave"))


def _falls(terms: list[Term]) -> bool:
    """Whether a logarithm holds e^(−η) and no e^η: η = μ/s − x/s reads better then."""
    exponents = [e for term in terms for base, _ in term.powers for e in _exponents_in_log(base)]
    return any(isinstance(e, Negate) for e in exponents) and not any(e == H for e in exponents)


def _exponents_in_log(base: Expression) -> list[Expression]:
    if not isinstance(base, Call) or base.function != "log":
        return []
    return [e for e in map(_exponent, walk(base.arguments[0])) if e is not None]


def _exponent(e: Expression) -> Expression | None:
    if isinstance(e, Call) and e.function == "exp":
        return e.arguments[0]
    return e.exponent if isinstance(e, Power) and number_value(e.base) is None and H.name in free_symbols(e) else None


def _weight(terms: list[Term]) -> Expression | None:
    """Minus the second derivative of the log of the shape, as a sum of what is positive by sight; None else."""
    parts = [part for term in terms for part in [_weight_of(term)] if part != ZERO]
    return None if None in parts or not parts else add(*(part for part in parts if part is not None))


def _weight_of(term: Term) -> Expression | None:
    """`−c log(A + B)` with exponentials A and B: c A B (α − β)²/(A + B)², where α and β are their slopes."""
    if len(term.powers) == 1 and term.powers[0][1] == 1:
        base = term.powers[0][0]
        if isinstance(base, Call) and base.function == "log" and isinstance(base.arguments[0], Add):
            return _weight_of_log(-Fraction(term.coefficient), base.arguments[0])
    return write_sum(terms_of(weight_of([term])))


def _weight_of_log(times: Fraction, total: Add) -> Expression | None:
    if len(total.terms) != 2 or times <= 0:
        return None
    one, other = total.terms
    slopes = [divide(derivative(e, H.name), e) for e in total.terms]
    gap = fold(tidied(add(slopes[0], negate(slopes[1]))))
    if H.name in free_symbols(gap):
        return None
    top = tidied(Multiply((one, other)))
    return multiply(rational(times), power(gap, TWO), divide(top, Power(total, TWO)))


# ---- the lines -----------------------------------------------------------------------------------------------


def _both(sheet: Worksheet, problem: Problem) -> Estimated:
    names = tuple(problem.parameters)
    shape = _shape_of(sheet, problem)
    likelihood = write_likelihood(sheet, problem, False)
    line = write_log_likelihood(sheet, likelihood, names)
    whole = value_of(line)
    functions = Estimated(Status.NUMERIC, {}, {}, value_of(likelihood), whole, gradient(whole, names))
    known = sheet.sample.known
    open_left = {} if known else _equations_left(sheet, line, names)
    new = _admit(sheet, problem)
    back = _write_parameters(sheet, shape, new)
    predictor = _predictor(shape, new, problem.laws[0].variable)
    straight = _write_in_new(sheet, line, shape, predictor, back)
    beside = ((new[1], divide(N, power(Symbol(new[1]), TWO))),)
    weight = in_predictor(shape.weight, predictor)
    if not known:
        write_concave(sheet, straight, new, predictor.columns, weight, True, beside)
        return replace(functions, numeric={name: Numeric(open_left[name]) for name in names})
    top = _hill(sheet.setting, value_of(straight), new, shape, problem.laws[0].variable)
    places = top.top()
    if places is None:
        raise Stuck(say("not-found"))
    zero = set_to_zero(sheet, write_scores(sheet, straight, new, new))
    left = rewrite_all(sheet, "separate", zero, [rules.separate(one, sheet.signs) for one in statements_of(zero)])
    concave = write_concave(sheet, straight, new, predictor.columns, weight, True, beside)
    found = write_numeric(sheet, new, left, concave, top, places)
    boxes = {name: one.place for name, one in found.items() if one.place is not None}
    sheet.phase("back")
    formulas = {s.operands[0]: s.operands[1] for s in statements_of(back)}
    numeric = {name: following(sheet, name, formulas[Symbol(name)], boxes) for name in names}
    return replace(functions, numeric=numeric)


def _equations_left(sheet: Worksheet, line: Relation, names: tuple[str, ...]) -> dict[str, Relation]:
    zero = set_to_zero(sheet, write_scores(sheet, line, names, names))
    return dict(zip(names, statements_of(zero), strict=True))


def _admit(sheet: Worksheet, problem: Problem) -> tuple[str, str]:
    setting = sheet.setting
    taken = {*setting.domains, *setting.supports, *setting.columns, *setting.values, *problem.known}
    taken = taken.union(*(free_symbols(step.after) for step in sheet.steps))
    new = next((pair for pair in PAIRS if taken.isdisjoint(pair)), None)
    if new is None:
        raise Stuck(say("no-letters-for-unknowns"))
    sheet.setting = replace(setting, domains={**setting.domains, new[0]: REAL, new[1]: POSITIVE})
    sheet.assume(())
    return new


def _write_parameters(sheet: Worksheet, shape: Shape, new: tuple[str, str]) -> Several:
    """`μ = −a/b, s = 1/b`, or with the sign of a turned `μ = a/b`."""
    a, b = map(Symbol, new)
    location, scale = Symbol(shape.location), Symbol(shape.scale)
    centre = divide(a, b) if shape.mirrored else negate(divide(a, b))
    rate = scale if shape.rate else divide(ONE, scale)
    start = multiply(location, scale) if shape.rate else divide(location, scale)
    forward = ((a.name, start if shape.mirrored else negate(start)), (b.name, rate))
    statements = (equals(location, centre), equals(scale, b if shape.rate else divide(ONE, b)))
    sheet.phase("groups")
    z = add(a, negate(multiply(b, Symbol("x")))) if shape.mirrored else add(a, multiply(b, Symbol("x")))
    shown = ", ".join(plain(equals(Symbol(name), e)) for name, e in forward)
    claim = NewParameters(forward)
    return sheet.write("slope-and-start", None, Several(statements, ","), claim, v=z, n=shown)


def _predictor(shape: Shape, new: tuple[str, str], variable: str) -> Predictor:
    """`a + b x_i`, or `a − b x_i`."""
    x, (a, b) = observation(variable), map(Symbol, new)
    column = Negate(x) if shape.mirrored else x
    whole = add(a, multiply(b, column))
    return Predictor(new, (ONE, column), ZERO, whole, "identity", whole)


def _write_in_new(
    sheet: Worksheet, line: Relation, shape: Shape, predictor: Predictor, back: Several
) -> Relation:
    """`ℓ(a, b) = n log b + Σ(a − b x_i) − 2 Σ log(1 + e^(a − b x_i))`."""
    bodies = [in_predictor(write(term), predictor) for term in (*shape.terms, *shape.others)]
    terms = [t for body in bodies for t in terms_of(sample_total(body, sample_sum(ZERO), "none"))]
    scale = multiply(N, Call("log", (Symbol(predictor.names[1]),)))
    after = equals(function_of("ℓ", predictor.names), write_sum(collect([*terms_of(scale), *terms])))
    return sheet.write("in-slope-and-start", line, after, Reparametrised(back))


def _hill(setting: Setting, whole: Expression, new: tuple[str, str], shape: Shape, variable: str) -> SmoothHill:
    """The climb begins at the mean and a spread like that of the data. Raises Stuck where there is none."""
    column = setting.columns.get(variable)
    if column is None:
        raise Stuck(say("observations-not-listed"))
    pairs = [(x, c) for x, c in zip(column.values, column.counts or (1,) * len(column.values), strict=True) if c]
    size = sum(c for _, c in pairs)
    if len({x for x, _ in pairs}) < 2:
        raise Stuck(say("observations-equal"))
    mean = sum((x * c for x, c in pairs), Fraction(0)) / size
    spread = sum((abs(x - mean) * c for x, c in pairs), Fraction(0)) / size
    b = _rough(1 / spread)
    start = mean * b if shape.mirrored else -mean * b
    return SmoothHill(setting, whole, new, (Fraction(round(start * 10), 10), b), {new[1]})


def _rough(x: Fraction) -> Fraction:
    """Positive, to about one digit."""
    scale = Fraction(10) ** (1 - len(str(int(x))) if x >= 1 else len(str(int(1 / x))))
    return max(Fraction(round(x * scale)), Fraction(1)) / scale
