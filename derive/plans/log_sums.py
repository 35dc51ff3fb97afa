"""A function that falls as minus the slope of the logarithm of a sum: where the logarithm of each term is convex,
that of the sum is.

(e^(b x) − 1)/b and log(1 + x^c)/c are such terms, as functions of b and of c. But for the divisor each depends on
v = b x, or v = c log x, alone, so that one function of v tells whether its logarithm is convex.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from ..claims.log_sums import FallsWithLogSum
from ..claims.values import Given
from ..claims.zeros import SignAtData
from ..domains import POSITIVE, REAL, Domain
from ..exact import Field
from ..expressions import (
    ONE,
    TWO,
    ZERO,
    Add,
    Apply,
    Call,
    Derivative,
    Expression,
    Indexed,
    Negate,
    Power,
    Relation,
    Summation,
    Symbol,
    free_symbols,
    sample_sum,
    walk,
)
from ..expressions import replace as put
from ..records import replace
from ..rules.arithmetic import fold
from ..rules.derivatives import UnknownDerivative, derivative
from ..rules.profiles import tidied
from ..rules.terms import (
    E,
    Term,
    add,
    collect,
    divide,
    expand,
    expand_term,
    multiply,
    negate,
    power,
    terms_of,
    times,
    write,
    write_sum,
)
from ..steps import Setting, value_of
from .roots import Function
from .worksheet import Worksheet, equals

__all__ = ["LogSum", "log_sum", "write_log_sum"]

N = Symbol("n")
SYMBOLS = ("v", "w", "u", "z")
FUNCTIONS = ("q", "h", "p")
PROBES = tuple(sign * Fraction(2) ** k for k in range(-6, 6) for sign in (1, -1))


class LogSum(NamedTuple):
    """argument: b w_i. symbol: that stands for it in the shape. one: the term of the sum, for one observation.
    curved: 1 + v² (log A)″."""

    argument: Expression
    symbol: str
    domain: Domain
    shape: Expression
    one: Expression
    curved: Expression


def log_sum(sheet: Worksheet, gap: Expression, unknown: str) -> LogSum | None:
    """The sum whose logarithm makes the function fall; None where no such is found."""
    setting = sheet.setting
    symbol = next((s for s in SYMBOLS if s not in _taken(sheet)), None)
    if symbol is None or sheet.signs.of(Symbol(unknown)) != 1:
        return None
    try:
        for body in _bodies(gap, unknown):
            for found in _shapes(sheet, body, unknown, symbol):
                if _falls(setting, gap, found, unknown) and _is_positive(setting, found):
                    return found
    except UnknownDerivative:
        pass
    return None


def _taken(sheet: Worksheet) -> set[str]:
    setting = sheet.setting
    lines = (free_symbols(step.after) for step in sheet.steps)
    return {*setting.domains, *setting.supports, *setting.columns, *setting.values}.union(*lines)


def _bodies(gap: Expression, unknown: str) -> Iterator[Expression]:
    """What is added up below a line: of `Σe^(b x_i) − n` it is e^(b x_i) − 1."""
    below = dict.fromkeys(b for t in terms_of(gap) for b, x in t.powers if x == -1 and unknown in free_symbols(b))
    for base in below:
        bodies = [_body(term) for term in terms_of(base)]
        if None not in bodies and bodies:
            yield add(*(body for body in bodies if body is not None))


def _body(term: Term) -> Expression | None:
    """Of `3 Σ f_i` or `3n` what one observation has to do with it."""
    for base, exponent in term.powers:
        rest = Term(term.coefficient, tuple(p for p in term.powers if p != (base, exponent)))
        if exponent == 1 and isinstance(base, Summation) and base == sample_sum(base.body):
            return multiply(write(rest), base.body)
        if exponent == 1 and base == N:
            return write(rest)
    return None


def _shapes(sheet: Worksheet, body: Expression, unknown: str, symbol: str) -> Iterator[LogSum]:
    """With b x_i, b log x_i or −b log x_i as the argument, where nothing else of b and x_i is left."""
    observed = {node for node in walk(body) if isinstance(node, Indexed)}
    if len(observed) != 1:
        return
    x, b, v = observed.pop(), Symbol(unknown), Symbol(symbol)
    log, e = Call("log", (x,)), Power(E, v)
    ways = (
        (multiply(b, x), put(body, x, divide(v, b))),
        (multiply(b, log), put(body, Power(x, b), e)),
        (negate(multiply(b, log)), put(body, Power(x, Negate(b)), e)),
    )
    for argument, value in ways:
        shape = fold(tidied(value))
        if free_symbols(shape) - sheet.setting.values.keys() == {symbol} and x not in {*walk(shape)}:
            positive = Field(sheet.setting).nonnegative(argument)
            yield LogSum(argument, symbol, POSITIVE if positive else REAL, shape, body, _curved(shape, v))


def _curved(shape: Expression, v: Symbol) -> Expression:
    """`1 + v² (A A″ − A′²)/A²`."""
    first = derivative(shape, v.name)
    second = derivative(first, v.name)
    top = expand(add(multiply(shape, second), negate(power(first, TWO))))
    below = {shape: 2}
    for base, exponent in [p for t in top for p in t.powers]:
        if isinstance(base, Add) and isinstance(exponent, int) and exponent < 0:
            below[base] = max(below.get(base, 0), -exponent)
    for base in [base for base in below if base != shape]:
        top = collect(s for t in top for s in expand_term(times(t, Term(1, ((base, below[base]),)))))
    square = write(Term(1, tuple(below.items())))
    return add(ONE, divide(multiply(power(v, TWO), write_sum(top)), square))


def _falls(setting: Setting, gap: Expression, found: LogSum, unknown: str) -> bool:
    """Whether minus the slope is that of the logarithm, or above it."""
    b = Symbol(unknown)
    total = sample_sum(put(found.shape, Symbol(found.symbol), found.argument))
    logarithm = Add((Call("log", (total,)), Negate(Call("log", (b,)))))
    rest = Add((Negate(Derivative(gap, b)), Negate(Derivative(Derivative(logarithm, b), b))))
    return Field(setting).nonnegative(rest)


def _is_positive(setting: Setting, found: LogSum) -> bool:
    """By a look at some points."""
    function = Function(found.curved, found.symbol, replace(setting, columns={}))
    return all(function.sign(x) == 1 for x in PROBES if x > 0 or found.domain == REAL)


# ---- the lines -------------------------------------------------------------------------------------------------


def write_log_sum(sheet: Worksheet, line: Relation, name: Expression, found: LogSum, unknown: str) -> None:
    """`q(v) = 1 + v² (log A)″`, that it is positive, and that g falls."""
    sheet.setting = replace(sheet.setting, domains={**sheet.setting.domains, found.symbol: found.domain})
    sheet.assume(())
    v, taken = Symbol(found.symbol), _taken(sheet)
    function = next(name for name in FUNCTIONS if name not in taken)
    stands = Apply(function, (v,))
    second = Derivative(Call("log", (found.shape,)), v, 2)
    over = divide(found.one, Symbol(unknown))
    start = sheet.write(
        "curvature-of-log", None, equals(stands, add(ONE, multiply(power(v, TWO), second))), Given(),
        v=equals(v, found.argument), n=over, b=unknown,
    )
    after = Relation((stands, found.curved, ZERO), ("=", ">"))
    cuts = (Fraction(0),) if found.domain == REAL else ()
    positive = SignAtData(found.symbol, 0, cuts)
    convex = sheet.write("curvature-positive", start, after, positive, v=v, n=over, b=unknown)
    slope = derivative(value_of(line), unknown)
    claim = FallsWithLogSum(unknown, 1, found.shape, found.argument, found.symbol, convex)
    below = Relation((name, slope, ZERO), ("=", "<"))
    sheet.write("monotone-log-sum", line, below, claim, conditions=sheet.setting.facts, v=unknown)
