"""A location and a scale of a law whose density is a power of α + β z²: the Cauchy law, Student's t.

Along every half circle about a point of the axis, and along every vertical line, what is taken off ℓ is a sum of
logarithms of a e^t + b e^(−t): it is concave. Two points are always joined by one of these curves, so there is one
stationary point at most, and it is the maximum.
"""

from __future__ import annotations

from fractions import Fraction

from ..balls import Undefined, value
from ..claims.curves import ClimbsToEdge
from ..exact import Field
from ..expressions import (
    INFINITY,
    ONE,
    TWO,
    ZERO,
    Add,
    Call,
    Chain,
    Expression,
    Negate,
    Power,
    Relation,
    Several,
    Symbol,
    free_symbols,
    rational,
)
from ..expressions import replace as put
from ..notation.decimals import in_decimals
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import replace
from ..rules import equations as rules
from ..rules.arithmetic import fold
from ..rules.data import MOST_PLACES
from ..rules.derivatives import UnknownDerivative, derivative, gradient
from ..rules.predictors import Predictor, log_density, predictor_symbol
from ..rules.terms import Term, divide, multiply, write_sum
from ..steps import Setting, Status, value_of
from ..words import say
from .estimation import Estimated, unfold_constant
from .half_circles import Tails, counts_of, write_concave_along_curves
from .likelihood import write_likelihood, write_log_likelihood
from .searching import Numeric
from .smooth import SmoothHill
from .standard_law import StandardLaw, standard_law
from .together import rewrite_all, set_to_zero, statements_of, write_numeric, write_scores
from .weighted_means import weighted_means
from .worksheet import Stuck, Worksheet

__all__ = ["estimate_in_half_plane", "has_half_plane"]

H = predictor_symbol()


def has_half_plane(sheet: Worksheet, problem: Problem) -> bool:
    """Whether the density is such a power."""
    try:
        _tails(sheet, standard_law(sheet, problem))
    except (Stuck, UnknownDerivative):
        return False
    return True


def estimate_in_half_plane(sheet: Worksheet, problem: Problem) -> Estimated:
    """The two scores, that they vanish together at one point at most, and where. Raises Stuck."""
    law = standard_law(sheet, problem)
    tails = _tails(sheet, law)
    names = tuple(problem.parameters)
    likelihood = write_likelihood(sheet, problem, False)
    line = write_log_likelihood(sheet, likelihood, names)
    whole = value_of(line)
    functions = Estimated(Status.NUMERIC, {}, {}, value_of(likelihood), whole, gradient(whole, names))
    zero = set_to_zero(sheet, write_scores(sheet, line, names, names))
    left = _simplified(sheet, zero, names)
    often = _half_of_all(sheet, tails, problem.laws[0].variable)
    sheet.phase("maximum" if often is None else "no-maximum")
    concave = write_concave_along_curves(sheet, line, law, tails, problem.laws[0].variable)
    if often is not None:
        return replace(functions, status=Status.NO_MAXIMUM, why=_write_edge(sheet, line, law, tails, concave, often))
    if not sheet.sample.known:
        return replace(functions, numeric=dict(zip(names, map(Numeric, statements_of(left)), strict=True)))
    start = _start(sheet.setting, law, tails, problem.laws[0].variable)
    gaps = [rules.difference(one) for one in statements_of(left)]
    at = tuple(start[name] for name in names)
    hill = SmoothHill(sheet.setting, unfold_constant(sheet, whole), names, at, {law.other}, gaps)
    places = hill.top()
    if places is None:
        raise Stuck(say("not-found"))
    return replace(functions, numeric=write_numeric(sheet, names, left, concave, hill, places))


def _simplified(sheet: Worksheet, zero: Several, names: tuple[str, ...]) -> Several:
    """Without factors that cannot vanish, what is subtracted on the other side, and without denominators."""
    signs = sheet.signs
    parts = zip(statements_of(zero), names, strict=True)
    first = [rules.cancel_factor(one, name, signs) or rules.separate(one, signs) for one, name in parts]
    line = rewrite_all(sheet, "separate-both", zero, first)
    cleared = [rules.clear_denominators(one, signs) for one in statements_of(line)]
    return rewrite_all(sheet, "clear-both", line, cleared)


def _tails(sheet: Worksheet, law: StandardLaw) -> Tails:
    """Raises Stuck where the density is no such power, or k is below one."""
    terms, _ = log_density(law.density, Predictor((), (), ZERO, H, "identity", H), sheet.signs)
    logs = {b for term in terms for b, e in term.powers if isinstance(b, Call) and b.function == "log" and e == 1}
    logs = {b for b in logs if H.name in free_symbols(b)}
    if len(logs) != 1:
        raise Stuck(say("density-not-concave"))
    inside, k = _base_and_power(logs.pop(), terms)
    alpha = fold(put(inside, H, ZERO))
    beta = fold(divide(derivative(derivative(inside, H.name), H.name), TWO))
    field = Field(sheet.setting)
    is_square = field.equal(inside, Add((alpha, multiply(beta, Power(H, TWO)))))
    if not is_square or H.name in free_symbols(k) | free_symbols(beta):
        raise Stuck(say("density-not-concave"))
    above = Add((k, Negate(ONE)))
    if sheet.signs.of(alpha) != 1 or sheet.signs.of(beta) != 1 or not field.nonnegative(above):
        raise Stuck(say("density-not-concave"))
    return Tails(k, alpha, beta, field.sign(above) == 1)


def _half_of_all(sheet: Worksheet, tails: Tails, variable: str) -> tuple[Fraction, int] | None:
    """A value that came so often, and how often, that the slope towards it falls to zero: m with 2k(n − m) = n."""
    counted = counts_of(sheet.setting, variable)
    size, field = sum(counted.values()), Field(sheet.setting, at_data=True)
    for x, count in counted.items():
        others = multiply(TWO, tails.k, rational(size - count))
        if 2 * count >= size and field.equal(others, rational(size)):
            return x, count
    return None


def _write_edge(
    sheet: Worksheet, line: Relation, law: StandardLaw, tails: Tails, concave: Several, often: tuple[Fraction, int]
) -> str:
    """That ℓ climbs to a point of the edge, and the words that say so."""
    place, end = in_decimals(often[0], MOST_PLACES), ZERO if law.power > 0 else INFINITY
    claim = ClimbsToEdge(law.location, law.other, place, tails.k, (concave.statements[0], concave.statements[1]))
    after = Chain((Symbol(law.other), end), ("→",))
    edge = say("point-of-edge", location=law.location, place=plain(place), other=law.other, end=plain(end))
    sheet.write("climbs-to-edge", line, after, claim, n=edge, v=place, m=str(often[1]))
    return say("climbs-to-edge", edge=edge)


# ---- in numbers ------------------------------------------------------------------------------------------------


def _base_and_power(log: Call, terms: list[Term]) -> tuple[Expression, Expression]:
    """Of `−k log(u)`, or of several such terms with one u, or `−k log(u^j)`."""
    times = [Term(-t.coefficient, tuple(p for p in t.powers if p != (log, 1))) for t in terms]
    inside, k = log.arguments[0], write_sum(times)
    return (inside.base, multiply(k, inside.exponent)) if isinstance(inside, Power) else (inside, k)


def _start(setting: Setting, law: StandardLaw, tails: Tails, variable: str) -> dict[str, Fraction]:
    """Two digits of both parameters near the maximum. Raises Stuck where the observations are not known."""
    counted = counts_of(setting, variable)
    if not counted:
        raise Stuck(say("observations-not-listed"))
    try:
        k, alpha, beta = (value(e, setting) for e in (tails.k, tails.alpha, tails.beta))
    except Undefined as why:
        raise Stuck(say("not-found")) from why
    centre, size = weighted_means(counted, float(k), float(alpha), float(beta))
    return {law.location: centre, law.other: size ** int(1 / law.power)}
