"""Calls of known functions: statistics of the sample, logarithms to a base, gamma functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flint import fmpq

from ..expressions import Call, Expression, Symbol, map_children, number_value, observation
from .atoms import NOTHING, Opaque
from .bessel import bessel_0, bessel_1
from .budget import CannotNormalise
from .columns import ordered
from .data import written_out
from .functions import FUNCTIONS, angle
from .gammas import beta, binomial, factorial, gamma, polygamma
from .logs import log_of
from .powers import power
from .quotients import Normal
from .ring import Ring
from .sums import INDEX, summed
from .zeta import zeta

if TYPE_CHECKING:
    from .translation import Translation

__all__ = ["Rule", "call", "of_arity", "of_one", "of_two", "statistic_of_sample"]

_HIGHEST_POLYGAMMA = 20
Rule = Callable[["Translation", tuple[Expression, ...]], Normal]


def _mean(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
    (body,) = of_arity(arguments, 1)
    size = t(Symbol("n"))
    bounds = "i", t.ring.one, size
    return t.ring.divide(summed(t.ring, t(_observed(t, body)), bounds), size)


def _observed(t: Translation, e: Expression) -> Expression:
    """The body of a mean with x_i for x; an inner statistic has its own x."""
    if isinstance(e, Symbol):
        return observation(e.name) if e.name in t.ring.variables else e
    if isinstance(e, Call) and e.function in _STATISTICS:
        return e
    return map_children(lambda child: _observed(t, child), e)


def _statistic(name: str) -> Rule:
    def value(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
        variable = arguments[0] if len(arguments) == 1 else None
        if isinstance(variable, Symbol) and variable.name not in t.ring.setting.domains:
            return statistic_of_sample(t, name, variable.name)
        over_sample = _of_values(t, name, arguments[0]) if len(arguments) == 1 else None
        return over_sample if over_sample is not None else _of_several(t, name, arguments)

    return value


def statistic_of_sample(t: Translation, name: str, base: str) -> Normal:
    """max, min or median of the sample: its value at the data, else an atom."""
    ring = t.ring
    column = ring.setting.columns.get(base) if ring.at_data else None
    if column is not None:
        size = column.size
        ranks = {"max": (size,), "min": (1,), "median": ((size + 1) // 2, size // 2 + 1)}[name]
        values = [v for k in ranks if (v := ordered(column, k)) is not None]
        if values:
            return ring.number(sum(values, fmpq(0)) / len(values))
    return ring.atom((name, base), lambda: _new_statistic(t, name, base))


def _new_statistic(t: Translation, name: str, base: str) -> Opaque:
    model = t.ring.observation(base, t.ring.symbol("i"))
    place = t.ring.generator_of(model)
    atom = Opaque(Call(name, (Symbol(base),)), NOTHING)
    if place is not None:
        atom.positive, atom.nonnegative = t.ring.atoms[place].positive, t.ring.atoms[place].nonnegative
    return atom


def _of_values(t: Translation, name: str, body: Expression) -> Normal | None:
    """max(|x|) and the like: a statistic of the values of a body over the sample, or None where it holds no sample.
    At the data its value, where that can be told, else an atom that is free of the index."""
    ring = t.ring
    form = ring.reduced(t(_observed(t, body)))
    if INDEX not in ring.symbols(form):
        return None
    terms = written_out(ring, form, INDEX) if ring.at_data else None
    values = [(ring.value(f), count) for f, count in terms or ()]
    exact = sorted(v for v, count in values if v is not None for _ in range(count))
    if exact and len(exact) == sum(count for _, count in values):
        return ring.number(_STATISTIC_OF[name](exact))
    key = ("statistic", name, ring.key(form))

    def make() -> Opaque:
        atom = Opaque(Call(name, (body,)), ring.symbols(form) - {INDEX})
        atom.positive = ring.sign(form, True) == 1
        atom.nonnegative = atom.positive or ring.sign(form, False) == 1
        return atom

    return ring.atom(key, make)


def _middle(values: list[fmpq]) -> fmpq:
    return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2


_STATISTIC_OF: dict[str, Callable[[list[fmpq]], fmpq]] = {
    "max": lambda values: values[-1], "min": lambda values: values[0], "median": _middle,
}


def _of_several(t: Translation, name: str, arguments: tuple[Expression, ...]) -> Normal:
    ring = t.ring
    forms = [ring.reduced(t(_observed(t, a))) for a in arguments]
    numbers = [ring.value(f) for f in forms]
    exact = sorted(v for v in numbers if v is not None)
    if exact and len(exact) == len(forms):
        return ring.number(_STATISTIC_OF[name](exact))
    keys = sorted(map(ring.key, forms)) if name == "median" else sorted(set(map(ring.key, forms)))
    return ring.atom((name, *keys), lambda: Opaque(Call(name, arguments), ring.symbols(*forms)))


_STATISTICS = {"mean": _mean, "max": _statistic("max"), "min": _statistic("min"), "median": _statistic("median")}


# ---- other functions -----------------------------------------------------------------------------------------


def of_arity(arguments: tuple[Expression, ...], count: int) -> tuple[Expression, ...]:
    """The arguments, if there are as many as the function takes."""
    if len(arguments) != count:
        raise CannotNormalise(f"a function takes {count} arguments, not {len(arguments)}")
    return arguments


def call(t: Translation, e: Call) -> Normal:
    """The value of a known function."""
    special = _CALLS.get(e.function)
    if special is not None:
        return special(t, e.arguments)
    function = FUNCTIONS.get(e.function)
    if function is None:
        raise CannotNormalise(f"the function {e.function} is not known")
    (argument,) = of_arity(e.arguments, 1)
    return function(t.ring, t(argument))


def _log(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
    if len(arguments) == 2:
        return t.ring.divide(t.log(arguments[0]), t.log(arguments[1]))
    (argument,) = of_arity(arguments, 1)
    return t.log(argument)


def _log_to(base: int) -> Rule:
    def value(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
        (argument,) = of_arity(arguments, 1)
        return t.ring.divide(t.log(argument), log_of(t.ring, t.ring.number(base)))

    return value


def _root(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
    base, degree = of_arity(arguments, 2)
    return power(t.ring, t(base), t.ring.invert(t(degree)))


def of_one(function: Callable[[Ring, Normal], Normal]) -> Rule:
    """A rule for a function of one normal form."""
    def value(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
        (argument,) = of_arity(arguments, 1)
        return function(t.ring, t(argument))

    return value


def of_two(function: Callable[[Ring, Normal, Normal], Normal]) -> Rule:
    """A rule for a function of two normal forms."""
    def value(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
        first, second = of_arity(arguments, 2)
        return function(t.ring, t(first), t(second))

    return value


def _polygamma(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
    """ψ, or with two arguments its derivative of the order of the first."""
    order = number_value(arguments[0]) if len(arguments) == 2 else 0
    if not isinstance(order, int) or not 0 <= order <= _HIGHEST_POLYGAMMA:
        raise CannotNormalise("a derivative of ψ of this order")
    return polygamma(t.ring, order, t(arguments[-1]))


def _zeta(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
    """ζ, or with two arguments its derivative of the order of the first."""
    order = number_value(arguments[0]) if len(arguments) == 2 else 0
    if not isinstance(order, int) or not 0 <= order <= _HIGHEST_POLYGAMMA:
        raise CannotNormalise("a derivative of ζ of this order")
    return zeta(t.ring, order, t(arguments[-1]))


_CALLS: dict[str, Rule] = {
    "log": _log, "log2": _log_to(2), "log10": _log_to(10), "root": _root, **_STATISTICS,
    "Γ": of_one(gamma), "factorial": of_one(factorial), "ψ": _polygamma,
    "ζ": _zeta, "I_0": of_one(bessel_0), "I_1": of_one(bessel_1), "atan2": of_two(angle),
    "B": of_two(beta), "binomial": of_two(binomial),
}
