"""The claim that a function is strictly concave in several variables together."""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb_mat

from ..balls import Undefined, enclose, precision
from ..claims.several import ConcaveByBeta, ConcaveInAll
from ..expressions import (
    ONE,
    TWO,
    ZERO,
    Add,
    Call,
    Derivative,
    Expression,
    Multiply,
    Negate,
    Power,
    Relation,
    Several,
    Symbol,
    free_symbols,
    sample_sum,
)
from .case import Case, Checks
from .meaning import difference
from .record import Established
from .refusal import Refused
from .smoothness import require_smooth
from .values import derivative_line, established

__all__ = ["CHECKS", "is_of_sample", "log_likelihood", "sum_of"]

BITS = (128, 512, 2048)


def log_likelihood(case: Case) -> Established:
    """The line before, which is the log-likelihood. Raises Refused."""
    before = case.start()
    if before.is_equation or before.slopes != () or before.sign != 1 or isinstance(before.line, Several):
        raise Refused("the line before is not the log-likelihood")
    return before


def _product(factors: list[Expression]) -> Expression:
    return factors[0] if len(factors) == 1 else Multiply(tuple(factors))


def sum_of(terms: Sequence[Expression]) -> Expression:
    """The terms as one expression."""
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


# ---- concave in all variables --------------------------------------------------------------------------------


def concave_in_all(case: Case) -> Established:
    """The second derivative in any direction is minus a sum of weighted squares that vanish together for no one."""
    claim = case.claim
    assert isinstance(claim, ConcaveInAll)
    before = log_likelihood(case)
    line = case.after
    if not isinstance(line, Relation) or line.operators not in (("<",), ("≤",)) or line.operands[1] != ZERO:
        raise Refused("the line does not state a second derivative below zero")
    value = case.meaning.unfold(before.value)
    _require_directions(case, claim, value)
    for variable in claim.variables:
        require_smooth(case.meaning, value, variable, False)
    form = sum_of([_weighted_squares(claim), *_squares_beside(claim)])
    case.equal(_second_derivative(value, claim), form)
    case.equal(form, line.operands[0])
    strict = line.operators == ("<",)
    _require_positive_weight(case, claim.weight)
    for _, times in claim.beside:
        case.positive(times)
    rest = _columns_left(claim)
    if strict and rest:
        _require_independent(case, rest)
    return established(case, slopes=None)


def _require_directions(case: Case, claim: ConcaveInAll, value: Expression) -> None:
    """As many directions and columns as variables; the directions new, the columns free of the variables."""
    count = len(claim.variables)
    if not count or len({*claim.variables}) != count or len({*claim.directions}) != count:
        raise Refused("one direction for each variable, and each once")
    if len(claim.columns) != count or not {*claim.variables} <= case.setting.domains.keys():
        raise Refused("one column for each parameter")
    setting = case.setting
    taken = {*setting.domains, *setting.values, *setting.supports, *setting.columns, "n", *free_symbols(value)}
    if taken & {*claim.directions} or any(case.record.is_fresh(Symbol(d)) is False for d in claim.directions):
        raise Refused("the name of a direction is taken")
    if any(not is_of_sample(case, column) for column in claim.columns):
        raise Refused("a column depends on more than the sample")


def is_of_sample(case: Case, e: Expression) -> bool:
    """Whether the expression is made of observations and known numbers."""
    return free_symbols(case.meaning.unfold(e)) <= {"n", "i", *case.setting.values}


def _weighted_squares(claim: ConcaveInAll) -> Expression:
    parts = [_product([Symbol(d), z]) for d, z in zip(claim.directions, claim.columns, strict=True)]
    return Negate(sample_sum(Multiply((claim.weight, Power(sum_of(parts), TWO)))))


def _squares_beside(claim: ConcaveInAll) -> list[Expression]:
    """−m d² for each variable with a square of its own."""
    directions = dict(zip(claim.variables, claim.directions, strict=True))
    if not {name for name, _ in claim.beside} <= directions.keys():
        raise Refused("a square for what is no variable")
    return [Negate(Multiply((times, Power(Symbol(directions[name]), TWO)))) for name, times in claim.beside]


def _columns_left(claim: ConcaveInAll) -> tuple[Expression, ...]:
    """Of the variables without a square of their own: those that have one stand still where the form vanishes."""
    own = {name for name, _ in claim.beside}
    return tuple(z for name, z in zip(claim.variables, claim.columns, strict=True) if name not in own)


def _second_derivative(value: Expression, claim: ConcaveInAll) -> Expression:
    pairs = list(zip(claim.variables, claim.directions, strict=True))
    slope = sum_of([Multiply((Symbol(d), Derivative(value, Symbol(v)))) for v, d in pairs])
    return sum_of([Multiply((Symbol(d), Derivative(slope, Symbol(v)))) for v, d in pairs])


def _require_positive_weight(case: Case, weight: Expression) -> None:
    """Positive wherever the parameters and observations may be; a factor of the observations alone at the data."""
    for factor in weight.factors if isinstance(weight, Multiply) else (weight,):
        sign, kind = case.meaning.sign(factor)
        if sign == 1:
            case.note(kind)
        elif not (is_of_sample(case, factor) and _least_is_positive(case, factor)):
            raise Refused("a weight is not proved to be positive")


def _least_is_positive(case: Case, factor: Expression) -> bool:
    if not case.setting.columns:
        return False
    try:
        return bool(enclose(Call("min", (factor,)), {}, case.setting, BITS[0]) > 0)
    except Undefined:
        return False


def _require_independent(case: Case, columns: tuple[Expression, ...]) -> None:
    """The determinant of the sums of products of the columns is positive: no combination of them vanishes."""
    sums = [[sample_sum(Multiply((one, other))) for other in columns] for one in columns]
    if not case.setting.columns:
        case.positive(_determinant(sums))
        return
    for bits in BITS:
        with precision(bits):
            try:
                gram = arb_mat([[enclose(e, {}, case.setting, bits) for e in row] for row in sums])
            except Undefined as why:
                raise Refused(f"a column has no value: {why}") from None
            if gram.det() > 0:
                return
    raise Refused("the columns are not proved to be linearly independent")


def _determinant(rows: Sequence[Sequence[Expression]]) -> Expression:
    """By its first row."""
    if len(rows) == 1:
        return rows[0][0]
    terms: list[Expression] = []
    for k, entry in enumerate(rows[0]):
        minor = Multiply((entry, _determinant([[*row[:k], *row[k + 1 :]] for row in rows[1:]])))
        terms.append(Negate(minor) if k % 2 else minor)
    return Add(tuple(terms))


# ---- the beta law ------------------------------------------------------------------------------------------


def concave_by_beta(case: Case) -> Established:
    """ℓ + m log B(a, b) has no second derivatives; the Hessian of log B is a covariance matrix."""
    claim = case.claim
    assert isinstance(claim, ConcaveByBeta)
    before = log_likelihood(case)
    a, b = map(Symbol, claim.variables)
    if a == b:
        raise Refused("two different variables")
    for symbol in (a, b):
        case.positive(symbol)
    beta = Call("log", (Call("B", (a, b)),))
    value = case.meaning.unfold(before.value)
    times = _multiple_of_beta(case, value, a, b)
    case.positive(times)
    rest = Add((value, Multiply((times, beta))))
    for one, other in ((a, a), (a, b), (b, b)):
        case.equal(ZERO, Derivative(Derivative(rest, one), other))
    _states_beta(case, before, a, b)
    return established(case, slopes=None)


def _multiple_of_beta(case: Case, value: Expression, a: Symbol, b: Symbol) -> Expression:
    """The number of log B(a, b), from the mixed derivative: m ψ′(a + b)."""
    trigamma = Call("ψ", (ONE, Add((a, b))))
    mixed = Derivative(Derivative(value, a), b)
    for candidate in (Symbol("n"), ONE):
        if case.proves_equal(mixed, Multiply((candidate, trigamma))):
            return candidate
    raise Refused("not a multiple of log B")


def _states_beta(case: Case, before: Established, a: Symbol, b: Symbol) -> None:
    line = case.after
    if not isinstance(line, Several) or line.separator == "or" or len(line.statements) != 2:
        raise Refused("the line does not state a second derivative and a determinant")
    second, determinant = line.statements
    if not isinstance(second, Relation) or second.operators[-1] != "<" or second.operands[-1] != ZERO:
        raise Refused("the line does not state a negative second derivative")
    part = Case(case.claim, before, Relation(second.operands[:-1], second.operators[:-1]), case.meaning, case.record)
    derivative_line(part, a.name, 2)
    at_a, at_b, at_sum = (Call("ψ", (ONE, e)) for e in (a, b, Add((a, b))))
    expected = difference(Multiply((at_a, at_b)), Multiply((at_sum, Add((at_a, at_b)))))
    if not isinstance(determinant, Relation) or determinant.operators != (">",) or determinant.operands[1] != ZERO:
        raise Refused("the line does not state a positive determinant")
    case.equal(determinant.operands[0], expected)


CHECKS: Checks = {
    ConcaveInAll: concave_in_all,
    ConcaveByBeta: concave_by_beta,
}
