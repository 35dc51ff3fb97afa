"""Claims about standard errors and intervals around an estimate.

The standard error of g(θ̂) is the root of g′ᵀ I⁻¹ g′, I the information matrix at the estimate: as formulas proved by
(SE)² det I = g′ᵀ adj(I) g′, as numbers by the inverse of a matrix of balls.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from flint import arb, arb_mat, fmpq

from ..balls import Undefined, precision
from ..claims.equations import Substituted
from ..claims.information import (
    CellInformation,
    Information,
    LikelihoodRatio,
    NormalQuantile,
    Observed,
    OwnCount,
    RatioSet,
    StandardError,
    Wald,
)
from ..claims.maxima import SignChange, SignOfDerivative
from ..claims.values import Differentiated, Logarithm
from ..claims.zeros import Highest, Zeros
from ..expressions import (
    ONE,
    TWO,
    ZERO,
    Add,
    Apply,
    Call,
    Derivative,
    Divide,
    Expression,
    Hat,
    Multiply,
    Negate,
    Power,
    Relation,
    Several,
    Summation,
    Symbol,
    free_symbols,
    number_value,
    rational,
)
from ..steps import Verified, value_of
from .case import Case, Checks
from .curve import Curve, ball_between
from .function_values import both_round, rounds
from .heights import enclosure_of, with_estimates
from .information import (
    at_values,
    ball_of,
    has_data,
    hatted,
    is_log_likelihood,
    parameters_of_likelihood,
)
from .record import Established
from .refusal import Refused
from .search import has_kind
from .smoothness import require_smooth, require_smooth_at
from .values import established
from .zeros import ends_of

__all__ = ["CHECKS"]

BITS = 256
MOST_SYMBOLIC = 3
NARROW = 120
"""The estimate is told from its neighbours in so many bits."""

Bracket = tuple[Fraction, Fraction] | None


# ---- standard errors ---------------------------------------------------------------------------------------


class _Error:
    """The standard error of a function of the parameters."""

    def __init__(self, case: Case, of: Expression, parameters: tuple[str, ...], observed: bool) -> None:
        self.case, self.of, self.observed = case, of, observed
        self.names = parameters_of_likelihood(case)
        complete = len(set(parameters)) == len(parameters) and set(parameters) == self.names
        if not complete and not self._is_alone(parameters):
            raise Refused("the matrix is not that of all the parameters")
        if complete and len(parameters) > 1 and any(map(self._ties, (*case.setting.given, *case.setting.facts))):
            raise Refused("a condition ties the parameters to each other")
        if free_symbols(of) & self.names == frozenset():
            raise Refused("not a function of the parameters")
        self.parameters = parameters
        self.matrix = [[self._entry(a, b) for b in parameters] for a in parameters]
        self.gradient = [self._slope(name) for name in parameters]

    def _ties(self, line: Expression) -> bool:
        """Whether a given line is an equation among the parameters."""
        if not isinstance(line, Relation) or line.operators != ("=",):
            return False
        held = free_symbols(line)
        return self.case.name(line) is None and bool(held) and held <= self.names

    def _is_alone(self, parameters: tuple[str, ...]) -> bool:
        """Whether it is the probability of a category, by the count of that one."""
        if len(parameters) != 1 or self.of != Symbol(parameters[0]) or self.observed:
            return False
        return any(known.claim == OwnCount(parameters[0]) for known in self.case.record.lines)

    def _entry(self, first: str, second: str) -> Expression:
        kinds = (Observed,) if self.observed else (Information, CellInformation)
        for known in reversed(self.case.record.lines):
            claim = known.claim
            if isinstance(claim, kinds) and {claim.first, claim.second} == {first, second}:
                return value_of(known.line)
            if claim == OwnCount(first) and first == second and not self.observed:
                return value_of(known.line)
        raise Refused(f"no line so far gave the information about {first} and {second}")

    def _slope(self, name: str) -> Expression:
        """The derivative of the function, from an established line. Raises Refused."""
        if isinstance(self.of, Symbol):
            return ONE if self.of.name == name else ZERO
        if name not in free_symbols(self.of):
            return ZERO
        self._require_smooth(name)
        for known in reversed(self.case.record.lines):
            if known.claim == Differentiated(name) and known.source is not None and known.source.value == self.of:
                return known.value
        raise Refused(f"no line so far gave the slope for {name}")

    def _require_smooth(self, name: str) -> None:
        """The function is differentiable everywhere, or about the estimate at least. Raises Refused."""
        meaning = self.case.meaning
        try:
            require_smooth(meaning, self.of, name, False)
        except Refused:
            if not has_data(self.case):
                raise
            require_smooth_at(meaning, self.of, name, self._value)

    def name(self) -> Expression:
        """`SE(θ̂)`."""
        return Apply("SE", (hatted(self.of, self.names),))

    def require(self, operand: Expression) -> None:
        """Proves that a formula is the standard error: of a sample of any size, or at the data. Raises Refused."""
        block = self._block()
        if len(block) > MOST_SYMBOLIC:
            raise Refused("an inverse of so many rows is checked in numbers only")
        whole = [[self.matrix[a][b] for b in block] for a in block]
        quadratic = _sum(
            Multiply((self.gradient[a], _adjugate(whole, k, j), self.gradient[b]))
            for k, a in enumerate(block)
            for j, b in enumerate(block)
        )
        determinant, value = at_values(self.case, hatted(_determinant(whole), self.names), operand)
        form, _ = at_values(self.case, hatted(quadratic, self.names), operand)
        if self._vanishes(determinant):
            raise Refused("the information has no inverse")
        self.case.equal(form, Multiply((determinant, Power(value, TWO))), has_data(self.case))
        if not _is_root(value):
            self.case.note(self.case.meaning.is_not_negative(value, has_data(self.case)))

    def _block(self) -> list[int]:
        """The parameters that the gradient touches, and those that are tied to them by an entry that is not zero."""
        chosen = [k for k, slope in enumerate(self.gradient) if not self._vanishes(slope)]
        for k in chosen:
            chosen += [
                j for j in range(len(self.parameters)) if j not in chosen and not self._vanishes(self.matrix[k][j])
            ]
        return sorted(set(chosen))

    def _vanishes(self, e: Expression) -> bool:
        return self.case.meaning.is_zero(e, has_data(self.case))

    def ball(self) -> arb:
        """The value at the estimate: that of an established line, or by the inverse of the matrix. Raises Refused."""
        wanted = StandardError(self.of, self.parameters, self.observed)
        for known in reversed(self.case.record.lines):
            if known.claim == wanted and not has_kind(known.value, Hat):
                return ball_of(self.case, known.value)
        return self._of_inverse()

    def _of_inverse(self) -> arb:
        size = len(self.parameters)
        with precision(BITS):
            rows = [[self._value(e) for e in row] for row in self.matrix]
            slopes = arb_mat(size, 1, [self._value(e) for e in self.gradient])
            try:
                inverse = arb_mat(rows).inv()
            except ZeroDivisionError:
                raise Refused("the information is not proved to have an inverse") from None
            variance = (slopes.transpose() * inverse * slopes)[0, 0]
            if not variance > 0:
                raise Refused("the variance is not proved to be positive")
            return variance.sqrt()

    def _value(self, e: Expression) -> arb:
        return with_estimates(self.case, hatted(e, self.names))


def _is_root(e: Expression) -> bool:
    """Whether it is a root, a number that is not negative, or made of such by products and quotients: nowhere below
    zero."""
    if isinstance(e, Multiply):
        return all(map(_is_root, e.factors))
    if isinstance(e, Divide):
        return _is_root(e.numerator) and _is_root(e.denominator)
    return (isinstance(e, Call) and e.function == "sqrt") or (number_value(e) or -1) > 0


def _sum(terms: Iterable[Expression]) -> Expression:
    parts = tuple(terms)
    return parts[0] if len(parts) == 1 else Add(parts)


def _determinant(matrix: list[list[Expression]]) -> Expression:
    if not matrix:
        return ONE
    return _sum(
        Multiply((entry if k % 2 == 0 else Negate(entry), _determinant(_without_column(matrix[1:], k))))
        for k, entry in enumerate(matrix[0])
    )


def _without_column(matrix: list[list[Expression]], column: int) -> list[list[Expression]]:
    return [row[:column] + row[column + 1 :] for row in matrix]


def _adjugate(matrix: list[list[Expression]], row: int, column: int) -> Expression:
    """Of a symmetric matrix."""
    minor = _determinant(_without_column(matrix[:row] + matrix[row + 1 :], column))
    return minor if (row + column) % 2 == 0 else Negate(minor)


def standard_error(case: Case) -> Established:
    """`SE(θ̂) = … ≈ …`."""
    claim = case.claim
    assert isinstance(claim, StandardError)
    error = _Error(case, claim.of, claim.parameters, claim.observed)
    line = case.after
    if not isinstance(line, Relation) or line.operands[0] != error.name():
        raise Refused("the name at the left does not fit")
    exact = None
    for operator, operand in zip(line.operators, line.operands[1:], strict=True):
        if operator == "≈":
            if not rounds(error.ball() if exact is None else ball_of(case, exact), operand):
                raise Refused("the decimal is not the value rounded to the digits that it shows")
            case.note(Verified.ENCLOSED)
        elif operator == "=":
            error.require(operand)
            exact = None if has_kind(operand, Hat) else operand
        else:
            raise Refused("what a standard error is, is an equation")
    return established(case, slopes=None)


# ---- the quantile ------------------------------------------------------------------------------------------


def normal_quantile(case: Case) -> Established:
    """`Φ(z) = p, z ≈ decimal`."""
    after = case.after
    if not isinstance(after, Several) or after.separator == "or" or len(after.statements) != 2:
        raise Refused("not a quantile")
    meaning, number = after.statements
    if not isinstance(meaning, Relation) or meaning.operators != ("=",) or not isinstance(number, Relation):
        raise Refused("not a quantile")
    called = meaning.operands[0]
    z = called.arguments[0] if isinstance(called, Call) and called.function == "Φ" else None
    if not isinstance(z, Symbol) or not case.record.is_fresh(z) or z.name in case.setting.domains:
        raise Refused("the name of the quantile is not new")
    if number.operators != ("≈",) or number.operands[0] != z or not rounds(_quantile(meaning), number.operands[1]):
        raise Refused("the decimal is not the quantile rounded to the digits that it shows")
    case.note(Verified.ENCLOSED)
    return established(case, slopes=None)


def _quantile(meaning: Relation) -> arb:
    """z with Φ(z) = p: √2 times the inverse error function of 2p − 1."""
    p = number_value(meaning.operands[1])
    if p is None or not 0 < p < 1:
        raise Refused("no probability")
    p = Fraction(p)
    with precision(BITS):
        twice = 2 * fmpq(p.numerator, p.denominator) - 1
        return arb(twice).erfinv() * arb(2).sqrt()


def _latest_quantile(case: Case) -> tuple[Symbol, arb]:
    for known in reversed(case.record.lines):
        if isinstance(known.claim, NormalQuantile) and isinstance(known.line, Several):
            meaning, number = known.line.statements
            assert isinstance(meaning, Relation)
            assert isinstance(number, Relation)
            z = number.operands[0]
            assert isinstance(z, Symbol)
            return z, _quantile(meaning)
    raise Refused("no line so far says what the quantile is")


# ---- Wald --------------------------------------------------------------------------------------------------


def wald(case: Case) -> Established:
    """`θ̂ − z SE(θ̂) ≈ …, θ̂ + z SE(θ̂) ≈ …`."""
    claim = case.claim
    assert isinstance(claim, Wald)
    error = _Error(case, claim.of, claim.parameters, claim.observed)
    z, quantile = _latest_quantile(case)
    after = case.after
    if not isinstance(after, Several) or after.separator == "or" or len(after.statements) != 2:
        raise Refused("not the two ends of an interval")
    centre, step = hatted(claim.of, error.names), Multiply((z, error.name()))
    starts = Add((centre, Negate(step))), Add((centre, step))
    for statement, start, sign in zip(after.statements, starts, (-1, 1), strict=True):
        if not isinstance(statement, Relation) or statement.operands[0] != start:
            raise Refused("not an end of the interval")
        for operator, operand in zip(statement.operators, statement.operands[1:], strict=True):
            if operator == "≈":
                if not rounds(with_estimates(case, centre) + sign * quantile * error.ball(), operand):
                    raise Refused("the decimal is not the value rounded to the digits that it shows")
                case.note(Verified.ENCLOSED)
            elif operator == "=":
                gap = Add((operand, Negate(centre))) if sign > 0 else Add((centre, Negate(operand)))
                _require_step(case, error, gap, z)
            else:
                raise Refused("what an end is, is an equation")
    return established(case, slopes=None)


def _require_step(case: Case, error: _Error, gap: Expression, z: Symbol) -> None:
    """The gap is z SE(θ̂), by the formula of an established line."""
    wanted = StandardError(error.of, error.parameters, error.observed)
    for known in reversed(case.record.lines):
        if known.claim == wanted:
            case.equal(case.meaning.unfold(Multiply((z, known.value))), case.meaning.unfold(gap), has_data(case))
            return
    raise Refused("no line so far gave the standard error")


# ---- likelihood ratio --------------------------------------------------------------------------------------


def ratio_set(case: Case) -> Established:
    """`2(ℓ(θ̂) − ℓ(θ)) ≤ z²`: a definition."""
    claim = case.claim
    assert isinstance(claim, RatioSet)
    before = case.start()
    name = before.line.operands[0] if isinstance(before.line, Relation) else None
    variable = Symbol(claim.variable)
    if not is_log_likelihood(before) or not isinstance(name, Apply) or name.arguments != (variable,):
        raise Refused("the line before is not the log-likelihood of the one parameter")
    fall = Add((Apply(name.function, (Hat(variable),)), Negate(name)))
    square = Power(_latest_quantile(case)[0], TWO)
    if case.after != Relation((Multiply((TWO, fall)), square), ("≤",)):
        raise Refused("not the set that a likelihood ratio sets apart")
    case.note(Verified.GIVEN)
    return established(case, slopes=None, is_equation=True)


def likelihood_ratio(case: Case) -> Established:
    """The ends of the set where 2(ℓ(θ̂) − ℓ(θ)) ≤ z²."""
    claim = case.claim
    assert isinstance(claim, LikelihoodRatio)
    before = case.start()
    if not is_log_likelihood(before):
        raise Refused("the line before is not the log-likelihood")
    others = free_symbols(case.meaning.unfold(before.value)) & parameters_of_likelihood(case) - {claim.variable}
    if others:
        raise Refused("the log-likelihood holds other parameters")
    require_smooth(case.meaning, before.value, claim.variable, True)
    domain = case.domain(claim.variable)
    height = Curve(case.meaning, _varying(case, before.value, claim.variable), claim.variable, domain, True)
    low, high = _around(case, claim.variable)
    score = Curve(case.meaning, _score(case, before, claim.variable), claim.variable, domain, True)
    _require_single_top(score, low, high, _falls(case, before, claim.variable))
    threshold = _threshold(case, height, low, high)
    statements = case.after.statements if isinstance(case.after, Several) else ()
    if len(statements) != 2:
        raise Refused("not the two ends of an interval")
    ends = ends_of(domain)
    for bracket, statement, end, side in zip((claim.lower, claim.upper), statements, ends, (-1, 1), strict=True):
        if bracket is None:
            _reached_end(case, height, threshold, claim.variable, statement, end)
        else:
            _crossing(height, threshold, claim.variable, statement, bracket, low if side < 0 else high, side)
    case.note(Verified.ENCLOSED)
    return established(case, slopes=None)


def _varying(case: Case, e: Expression, variable: str) -> Expression:
    """The terms that hold the variable: differences of heights are all that counts, and of a constant such as
    −Σ log x_i! the data that are given may not tell the value."""
    e = case.meaning.unfold(e)
    terms = [term for term in e.terms if variable in free_symbols(term)] if isinstance(e, Add) else [e]
    return Add(tuple(terms)) if len(terms) > 1 else terms[0] if terms else e


def _around(case: Case, variable: str) -> tuple[Fraction, Fraction]:
    """Two numbers with the estimate strictly between them, hardly apart."""
    with precision(BITS):
        centre = enclosure_of(case, variable)
        low, high = (Fraction(str(end.fmpq())) for end in (centre.lower(), centre.upper()))
    margin = max(abs(low), abs(high), Fraction(1, 2**64)) / 2**NARROW
    return low - margin, high + margin


def _score(case: Case, log_likelihood: Established, variable: str) -> Expression:
    """The derivative of the log-likelihood, as an established line states it, or as it is defined."""
    for known in case.record.lines:
        is_score = known.slopes == (variable,) and not known.is_equation and known.sign == 1
        summed = case.setting.statistics and has_kind(case.meaning.unfold(known.value), Summation)
        if is_score and not summed and _stems_from(known, log_likelihood):
            return known.value
    return Derivative(_varying(case, log_likelihood.value, variable), Symbol(variable))


def _threshold(case: Case, height: Curve, low: Fraction, high: Fraction) -> arb:
    """The height at the estimate less z²/2; all that lies as near to the estimate is above. Raises Refused."""
    lower, upper = ends_of(height.domain)
    inside = low if lower is None else max(low, lower), high if upper is None else min(high, upper)
    z = _latest_quantile(case)[1]
    with precision(BITS):
        top = _height(height, ball_between(*inside))
        threshold = top - z * z / 2
        if not top > threshold:
            raise Refused("the estimate is not enclosed narrowly enough")
        return threshold


def _falls(case: Case, log_likelihood: Established, variable: str) -> bool:
    """Whether an established line says that the score falls, or that it changes its sign just once, from above."""
    for known in case.record.lines:
        second = isinstance(known.claim, SignOfDerivative) and known.slopes == (variable, variable)
        falls = second and isinstance(known.line, Relation) and known.line.operators[-1] == "<" and known.sign == 1
        if (falls or _changes_once(known, variable)) and _stems_from(known, log_likelihood):
            return True
        zeros = known.source.claim if isinstance(known.claim, Highest) and known.source is not None else None
        alone = isinstance(zeros, Zeros) and zeros.variable == variable and len(zeros.brackets) == 1
        if alone and _stems_from(known, log_likelihood):
            return True
    return False


def _changes_once(known: Established, variable: str) -> bool:
    return isinstance(known.claim, SignChange) and known.claim.variable == variable


def _stems_from(known: Established, log_likelihood: Established) -> bool:
    """Whether a line was derived from the log-likelihood, as it stands or as it stood before the data went in."""
    same = []
    ancestor: Established | None = log_likelihood
    while ancestor is not None and ancestor.slopes == ():
        same.append(ancestor)
        ancestor = None if isinstance(ancestor.claim, (Logarithm, Substituted)) else ancestor.source
    source = known.source
    while source is not None and not any(source is one for one in same):
        source = source.source
    return source is not None


def _require_single_top(slope: Curve, low: Fraction, high: Fraction, once: bool) -> None:
    """ℓ rises up to the estimate and falls beyond. once: whether it is known to do so about one point, so that the
    slope on both sides of the estimate says that it is this one."""
    lower, upper = ends_of(slope.domain)
    if (lower is None or low > lower) and (slope.sign_at(low) if once else slope.sign_between(None, low)) != 1:
        raise Refused("the log-likelihood does not rise up to the estimate")
    if (upper is None or high < upper) and (slope.sign_at(high) if once else slope.sign_between(high, None)) != -1:
        raise Refused("the log-likelihood does not fall beyond the estimate")


def _height(height: Curve, x: arb | Fraction) -> arb:
    try:
        return height.value(x, BITS)
    except Undefined as why:
        raise Refused(f"the log-likelihood has no value there: {why}") from None


def _reached_end(
    case: Case, height: Curve, threshold: arb, variable: str, statement: Expression, end: Fraction | None
) -> None:
    if end is None or statement != Relation((Symbol(variable), rational(end)), ("=",)):
        raise Refused("the interval does not reach the end of the domain")
    if not _height(height, end) >= threshold:
        raise Refused("the end of the domain is not proved to belong to the set")


def _crossing(
    height: Curve, threshold: arb, variable: str, statement: Expression, bracket: tuple[Fraction, Fraction],
    centre: Fraction, side: int,
) -> None:
    """Between the ends of the bracket, beyond the estimate, ℓ falls through the threshold."""
    if not isinstance(statement, Relation) or statement.operands[0] != Symbol(variable):
        raise Refused("not an end of the interval")
    if statement.operators != ("≈",) or not both_round(bracket, statement.operands[1]):
        raise Refused("the decimal is not the end rounded to the digits that it shows")
    inner, outer = (bracket[1], bracket[0]) if side < 0 else bracket
    lower, upper = ends_of(height.domain)
    beyond = outer < inner <= centre if side < 0 else centre <= inner < outer
    if not beyond or (lower is not None and outer <= lower) or (upper is not None and outer >= upper):
        raise Refused("the bracket does not lie beyond the estimate, inside the domain")
    if not (_height(height, inner) > threshold > _height(height, outer)):
        raise Refused("the log-likelihood does not fall through the threshold there")


CHECKS: Checks = {
    StandardError: standard_error,
    NormalQuantile: normal_quantile,
    Wald: wald,
    RatioSet: ratio_set,
    LikelihoodRatio: likelihood_ratio,
}
