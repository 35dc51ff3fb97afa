"""Equations in which the unknown stands inside one function: `10 e^(−λ) = 4  →  e^(−λ) = 2/5  →  −λ = log(2/5)`."""

from __future__ import annotations

from ..expressions import (
    ONE,
    Add,
    Call,
    Expression,
    Multiply,
    Negate,
    Power,
    Relation,
    Symbol,
    integer,
    number_value,
    rational,
    replace,
    walk,
)
from .arithmetic import fold
from .equations import Rewritten, coefficients, equation
from .signs import Signs
from .sums import depends_on
from .terms import (
    E,
    Exponent,
    Term,
    divide,
    expand,
    factor,
    like,
    multiply,
    negate,
    terms_of,
    times,
    write,
    write_power,
    write_sum,
)

__all__ = [
    "gather_function", "gather_power", "isolate_function", "isolate_power", "undo_function", "undo_power",
]

Raised = tuple[Expression, Exponent]


def _only_function(e: Expression, unknown: str) -> Raised | None:
    """The one power through which the unknown enters all terms that hold it."""
    found = {p for term in expand(e) for p in term.powers if _holds(p, unknown)}
    linear = all(sum(_holds(p, unknown) for p in term.powers) <= 1 for term in expand(e))
    return found.pop() if len(found) == 1 and linear else None


def _holds(power: Raised, unknown: str) -> bool:
    base, exponent = power
    return depends_on(base, unknown) or (isinstance(exponent, Expression) and depends_on(exponent, unknown))


def _without(term: Term, power: Raised) -> Term:
    return Term(term.coefficient, tuple(p for p in term.powers if p != power))


def gather_function(line: Relation, unknown: str, signs: Signs) -> Rewritten | None:
    """`6 e^(−λ) = 4 − 4 e^(−λ)  →  10 e^(−λ) = 4`: what holds the unknown to the left."""
    left, right = line.operands
    difference = Add((left, Negate(right)))
    function = _only_function(difference, unknown)
    if function is None:
        return None
    terms = expand(difference)
    coefficient = write_sum([_without(t, function) for t in terms if function in t.powers])
    rest = write_sum([Term(-t.coefficient, t.powers) for t in terms if function not in t.powers])
    positive = signs.of(coefficient) != -1
    here = coefficient if positive else write_sum([Term(-t.coefficient, t.powers) for t in terms_of(coefficient)])
    other = rest if positive else write_sum([Term(-t.coefficient, t.powers) for t in terms_of(rest)])
    new = equation(
        write(times(Term(1, ((here, 1),)) if isinstance(here, Add) else _as_term(here), _alone(function))), other
    )
    return None if _same(new, line) else Rewritten(new, ONE if positive else negate(ONE))


def _same(new: Relation, line: Relation) -> bool:
    """Whether both say the same up to the order of factors, which is no step."""
    pairs = zip(new.operands, line.operands, strict=True)
    return all(a == b or list(map(_unordered, terms_of(a))) == list(map(_unordered, terms_of(b))) for a, b in pairs)


def _unordered(term: Term) -> tuple[object, ...]:
    return term.coefficient, like(term)


def _as_term(e: Expression) -> Term:
    (term,) = terms_of(e)
    return term


def _alone(function: Raised) -> Term:
    return Term(1, (function,))


def isolate_function(line: Relation, unknown: str) -> Rewritten | None:
    """`10 e^(−λ) = 4  →  e^(−λ) = 2/5`."""
    left, right = line.operands
    function = _only_function(left, unknown)
    if function is None or depends_on(right, unknown):
        return None
    terms = expand(left)
    if any(function not in t.powers for t in terms):
        return None
    coefficient = write_sum([_without(t, function) for t in terms])
    new = equation(write_power(*function), divide(right, coefficient))
    return None if new == line else Rewritten(new, divide(ONE, coefficient))


# ---- one power of a linear form --------------------------------------------------------------------------


def gather_power(line: Relation, unknown: str, signs: Signs) -> Rewritten | None:
    """`3 (1 − p)^5 = 7 (1 − (1 − p)^5)  →  10 (1 − p)^5 = 7`: beside numbers there is one power of a positive linear
    form in the unknown."""
    difference = Add((line.operands[0], Negate(line.operands[1])))
    for base in dict.fromkeys(node.base for node in walk(line) if isinstance(node, Power)):
        if not isinstance(base, Add) or signs.of(base) != 1 or not _is_linear_in(base, unknown):
            continue
        stand_in = Symbol(f"1 of {unknown}")
        parts = coefficients(replace(difference, base, stand_in), stand_in.name)
        degree = max(parts, default=0) if parts else 0
        if parts is None or degree < 2 or set(parts) != {0, degree}:
            continue
        here, rest = write_sum(parts[degree]), negate(write_sum(parts[0]))
        if number_value(fold(here)) is None or number_value(fold(rest)) is None:
            continue
        here, rest = fold(here), fold(rest)
        flipped = signs.of(here) == -1
        here, rest = (negate(here), negate(rest)) if flipped else (here, rest)
        left = multiply(here, Power(base, integer(degree)))
        return Rewritten(equation(left, rest), negate(ONE) if flipped else ONE)
    return None


def _is_linear_in(e: Expression, unknown: str) -> bool:
    parts = coefficients(e, unknown)
    return parts is not None and set(parts) == {0, 1}


def isolate_power(line: Relation) -> Rewritten | None:
    """`10 (1 − p)^5 = 7  →  (1 − p)^5 = 7/10`."""
    left, right = line.operands
    power = left.factors[-1] if isinstance(left, Multiply) else left
    if not isinstance(power, Power) or power == left:
        return None
    coefficient = write(factor(divide(left, power)))
    return Rewritten(equation(power, divide(right, coefficient)), divide(ONE, coefficient))


def undo_power(line: Relation) -> Rewritten | None:
    """`(1 − p)^5 = 7/10  →  1 − p = (7/10)^(1/5)`."""
    left, right = line.operands
    if not isinstance(left, Power):
        return None
    return Rewritten(equation(left.base, _root(right, left.exponent)), applied="power")


# ---- functions -------------------------------------------------------------------------------------------


def undo_function(line: Relation) -> Rewritten | None:
    """`e^(−λ) = 2/5  →  −λ = log(2/5)`, `log θ = −2  →  θ = e^(−2)`, `λ^k = 3  →  λ = 3^(1/k)`."""
    left, right = line.operands
    terms = terms_of(left)
    if len(terms) != 1 or terms[0].coefficient != 1 or len(terms[0].powers) != 1:
        return None
    base, exponent = terms[0].powers[0]
    if base == E and isinstance(exponent, Expression):
        return Rewritten(equation(exponent, Call("log", (right,))), applied="log")
    if isinstance(base, Call) and base.function == "log" and exponent == 1:
        return Rewritten(equation(base.arguments[0], write_power(E, right)), applied="exp")
    degree = exponent if isinstance(exponent, Expression) else rational(exponent)
    whole = not isinstance(exponent, Expression) and exponent.denominator == 1
    if isinstance(base, Symbol) and not whole and not depends_on(degree, base.name):
        return Rewritten(equation(base, _root(right, degree)), applied="power")
    return None


def _root(e: Expression, degree: Expression) -> Expression:
    """`(n/Σx_i^k)^(−1/k)` as (Σx_i^k/n)^(1/k)."""
    term = factor(degree)
    if term.coefficient < 0:
        return Power(divide(ONE, e), divide(ONE, negate(degree)))
    return Power(e, divide(ONE, degree))
