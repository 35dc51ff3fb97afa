"""The claim that a function is strictly concave in several variables together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement

from flint import arb_mat

from ..balls import Undefined, enclose, precision
from ..claims.several import ConcaveInAll, ConcaveInShapes
from ..expressions import (
    ONE,
    TWO,
    ZERO,
    Add,
    Call,
    Derivative,
    Divide,
    Expression,
    Multiply,
    Negate,
    Power,
    Relation,
    Several,
    Symbol,
    free_symbols,
    integer,
    sample_sum,
)
from .case import Case, Checks
from .meaning import difference
from .record import Established
from .refusal import Refused
from .smoothness import require_smooth
from .values import derivative_line, established

__all__ = ["CHECKS", "is_of_sample", "log_likelihood", "require_directions", "second_derivative", "sum_of"]

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
    require_directions(case, claim.variables, claim.directions, value)
    _require_columns(case, claim)
    for variable in claim.variables:
        require_smooth(case.meaning, value, variable, False)
    form = sum_of([_weighted_squares(claim), *_squares_beside(claim)])
    case.equal(second_derivative(value, claim.variables, claim.directions), form)
    case.equal(form, line.operands[0])
    strict = line.operators == ("<",)
    _require_positive_weight(case, claim.weight)
    for _, times in claim.beside:
        case.positive(times)
    rest = _columns_left(claim)
    if strict and rest:
        _require_independent(case, rest)
    return established(case, slopes=None)


def require_directions(case: Case, variables: Sequence[str], directions: Sequence[str], value: Expression) -> None:
    """As many directions as variables, which are parameters; the names of the directions are new. Raises Refused."""
    count = len(variables)
    if not count or len({*variables}) != count or len({*directions}) != count or len(directions) != count:
        raise Refused("one direction for each variable, and each once")
    if not {*variables} <= case.setting.domains.keys():
        raise Refused("a variable that is no parameter")
    setting = case.setting
    taken = {*setting.domains, *setting.values, *setting.supports, *setting.columns, "n", *free_symbols(value)}
    if taken & {*directions} or not case.record.is_fresh(*map(Symbol, directions)):
        raise Refused("the name of a direction is taken")


def _require_columns(case: Case, claim: ConcaveInAll) -> None:
    """A column for each variable, free of the variables."""
    if len(claim.columns) != len(claim.variables):
        raise Refused("one column for each parameter")
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


def second_derivative(value: Expression, variables: Sequence[str], directions: Sequence[str]) -> Expression:
    """That in any direction: the sum over pairs of variables, times the symbols of the directions."""
    pairs = list(zip(variables, directions, strict=True))
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


# ---- the beta and the Dirichlet law ---------------------------------------------------------------------------


def concave_in_shapes(case: Case) -> Established:
    """ℓ + m (Σ log Γ(a_j) − log Γ(Σ a_j)) has no second derivatives; those of the bracket are covariances of
    functions that are linearly independent, the log x_j."""
    claim = case.claim
    assert isinstance(claim, ConcaveInShapes)
    before = log_likelihood(case)
    _require_shapes(case, claim)
    value = case.meaning.unfold(before.value)
    for variable in claim.variables:
        require_smooth(case.meaning, value, variable, False)
    shapes = [Symbol(variable) for variable in claim.variables]
    parts = [Multiply((integer(m), _log_gamma(a))) for m, a in zip(claim.times, shapes, strict=True)]
    normaliser = Add((*parts, Negate(_log_gamma(_total(claim)))))
    times = _multiple_of_normaliser(case, value, claim)
    case.positive(times)
    rest = Add((value, Multiply((times, normaliser))))
    for one, other in combinations_with_replacement(shapes, 2):
        case.equal(ZERO, Derivative(Derivative(rest, one), other))
    _states_shapes(case, before, claim)
    return established(case, slopes=None)


def _require_shapes(case: Case, claim: ConcaveInShapes) -> None:
    names = claim.variables
    if not names or len({*names}) != len(names) or len(claim.times) != len(names):
        raise Refused("different variables, and how often each of them stands in the law")
    if claim.times == (1,) and claim.rest == ZERO:
        raise Refused("a law of one share alone is none")
    if any(type(m) is not int or m < 1 for m in claim.times):
        raise Refused("a shape stands so many times in the law")
    for name in names:
        case.positive(Symbol(name))
    if claim.rest != ZERO:
        case.positive(claim.rest)
    if free_symbols(claim.rest) - case.setting.domains.keys() or free_symbols(claim.rest) & {*names}:
        raise Refused("the shapes that are given hold an unknown")


def _log_gamma(e: Expression) -> Expression:
    return Call("log", (Call("Γ", (e,)),))


def _trigamma(e: Expression) -> Expression:
    return Call("ψ", (ONE, e))


def _total(claim: ConcaveInShapes) -> Expression:
    """The sum of all shapes."""
    parts = [Multiply((integer(m), Symbol(v))) for v, m in zip(claim.variables, claim.times, strict=True)]
    return Add((*parts, claim.rest))


def _multiple_of_normaliser(case: Case, value: Expression, claim: ConcaveInShapes) -> Expression:
    """From the second derivative for the first variable: m times (k² ψ′ of the sum − k ψ′(a))."""
    a, k = Symbol(claim.variables[0]), claim.times[0]
    at_sum, at_a = _trigamma(_total(claim)), _trigamma(a)
    bend = difference(Multiply((integer(k * k), at_sum)), Multiply((integer(k), at_a)))
    for candidate in (Symbol("n"), ONE):
        if case.proves_equal(Derivative(Derivative(value, a), a), Multiply((candidate, bend))):
            return candidate
    raise Refused("not a multiple of the normaliser of such a law")


def _states_shapes(case: Case, before: Established, claim: ConcaveInShapes) -> None:
    line = case.after
    if not isinstance(line, Several) or line.separator == "or" or len(line.statements) != 2:
        raise Refused("the line does not state a second derivative and a determinant")
    second, determinant = line.statements
    if not isinstance(second, Relation) or second.operators[-1] != "<" or second.operands[-1] != ZERO:
        raise Refused("the line does not state a negative second derivative")
    part = Case(case.claim, before, Relation(second.operands[:-1], second.operators[:-1]), case.meaning, case.record)
    derivative_line(part, claim.variables[0], 2)
    operator, left, right = _determinant_of_shapes(claim)
    if not isinstance(determinant, Relation) or determinant.operators != (operator,):
        raise Refused("the line does not state a positive determinant")
    if determinant.operands[1] != right:
        raise Refused("the line does not state a positive determinant")
    case.equal(determinant.operands[0], left)


def _determinant_of_shapes(claim: ConcaveInShapes) -> tuple[str, Expression, Expression]:
    """The statement that says that the determinant is positive; divided by all ψ′(a_j) but for two plain shapes."""
    at = [_trigamma(Symbol(variable)) for variable in claim.variables]
    at_sum = _trigamma(_total(claim))
    if claim.times == (1, 1) and claim.rest == ZERO:
        return ">", difference(Multiply((at[0], at[1])), Multiply((at_sum, Add((at[0], at[1]))))), ZERO
    shares = [Divide(integer(m), e) for m, e in zip(claim.times, at, strict=True)]
    return "<", Multiply((at_sum, sum_of(shares))), ONE


CHECKS: Checks = {
    ConcaveInAll: concave_in_all,
    ConcaveInShapes: concave_in_shapes,
}
