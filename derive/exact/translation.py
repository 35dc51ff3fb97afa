"""From a written tree to its normal form, one small function a kind of node."""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from ..expressions import (
    ONE,
    Add,
    Apply,
    Call,
    Constant,
    Derivative,
    Divide,
    Expression,
    Hat,
    Indexed,
    Indicator,
    Multiply,
    Negate,
    Number,
    OrderStatistic,
    Power,
    Product,
    Summation,
    Symbol,
    Text,
    free_symbols,
    map_children,
    observation,
)
from .atoms import NOTHING, Opaque
from .budget import NUMBER_BITS, CannotNormalise
from .columns import ordered
from .functions import FUNCTIONS, unknown
from .gammas import beta, binomial, factorial, gamma, log_beta, log_binomial, log_gamma, polygamma
from .logs import log_of
from .powers import exponential, integer_power, power, root
from .products import product_over
from .quotients import Normal
from .ring import Ring
from .sums import summed

__all__ = ["Translation"]

_MOST_DERIVATIVES = 8


class Translation:
    """The normal forms of trees over one ring; a node is looked at once."""

    def __init__(self, ring: Ring) -> None:
        self.ring = ring
        self._seen: dict[int, tuple[Expression, Normal]] = {}  # holds the node: an id of a dead one comes again
        self._logs: dict[int, tuple[Expression, Normal]] = {}
        self._open: set[str] = set()

    def __call__(self, e: Expression) -> Normal:
        """The normal form of the tree."""
        seen = self._seen.get(id(e))
        if seen is not None:
            return seen[1]
        rule = _RULES.get(type(e))
        if rule is None:
            raise CannotNormalise(f"{type(e).__name__} is not a single number")
        result = rule(self, e)
        self._seen[id(e)] = e, result
        return result

    def forget(self) -> None:
        """Look at each node again: values of atoms have become known."""
        self._seen.clear()
        self._logs.clear()

    def log(self, e: Expression) -> Normal:
        """The normal form of log|e|, the logarithm carried through products, powers and quotients."""
        seen = self._logs.get(id(e))
        if seen is not None:
            return seen[1]
        rule = _LOG_RULES.get(type(e))
        result = log_of(self.ring, self(e)) if rule is None else rule(self, e)
        self._logs[id(e)] = e, result
        return result

    def symbol(self, name: str) -> Normal:
        """A symbol: its value where it is known, the root of σ² where that is the parameter."""
        ring = self.ring
        value = ring.setting.values.get(name)
        if value is not None:
            return self._value(name, value)
        if name == "n" and ring.size is not None:
            return ring.number(ring.size)
        square = f"{name}²"
        if name not in ring.setting.domains:
            if square in ring.setting.values:
                return root(ring, self.symbol(square), 1, 2)
            if square in ring.setting.domains:
                return ring.root_of_square(square)
        return ring.symbol(name)

    def _value(self, name: str, value: Expression) -> Normal:
        if name in self._open:
            raise CannotNormalise(f"the value of {name} depends on itself")
        self._open.add(name)
        try:
            return self(value)
        finally:
            self._open.discard(name)


# ---- arithmetic --------------------------------------------------------------------------------------------


def _number(t: Translation, e: Number) -> Normal:
    value = e.value
    if value.numerator.bit_length() + value.denominator.bit_length() > NUMBER_BITS:
        raise CannotNormalise("a number has too many digits")
    if type(value) is int:
        return t.ring.number(value)
    return t.ring.number(fmpq(value.numerator, value.denominator))


def _symbol(t: Translation, e: Symbol) -> Normal:
    return t.symbol(e.name)


def _constant(t: Translation, e: Constant) -> Normal:
    if e.name == "π":
        return t.ring.pi()
    if e.name == "e":
        return exponential(t.ring, t.ring.one)
    raise CannotNormalise(f"{e.name} is not a number")


def _add(t: Translation, e: Add) -> Normal:
    return t.ring.sum([t(term) for term in e.terms])


def _multiply(t: Translation, e: Multiply) -> Normal:
    ring = t.ring
    result = t(e.factors[0])
    for factor in e.factors[1:]:
        result = ring.multiply(result, t(factor))
    return result


def _divide(t: Translation, e: Divide) -> Normal:
    return t.ring.divide(t(e.numerator), t(e.denominator))


def _negate(t: Translation, e: Negate) -> Normal:
    return t.ring.negate(t(e.operand))


def _power(t: Translation, e: Power) -> Normal:
    exponent = e.exponent
    if type(exponent) is Number and type(exponent.value) is int:
        return integer_power(t.ring, t(e.base), exponent.value)
    if type(e.base) is Constant and e.base.name == "e":
        return exponential(t.ring, t(exponent))
    return power(t.ring, t(e.base), t(exponent))


# ---- the sample --------------------------------------------------------------------------------------------


def _indexed(t: Translation, e: Indexed) -> Normal:
    return t.ring.observation(e.base, t.ring.reduced(t(e.index)))


def _order_statistic(t: Translation, e: OrderStatistic) -> Normal:
    ring = t.ring
    rank = ring.reduced(t(e.rank))
    place = ring.value(rank)
    column = ring.setting.columns.get(e.base) if ring.at_data else None
    if column is not None and place is not None and place.q == 1:
        value = ordered(column, int(place.p))
        if value is None:
            raise CannotNormalise(f"{e.base} has no observation of rank {place}")
        return ring.number(value)
    names = {"1": "min", "n": "max"}
    word = names.get(str(place) if place is not None else _name_of(e.rank), "")
    return _statistic_atom(t, word, e.base) if word else ring.atom(
        ("order statistic", e.base, ring.key(rank)), lambda: Opaque(e, ring.symbols(rank))
    )


def _name_of(e: Expression) -> str:
    return e.name if isinstance(e, Symbol) else ""


def _bounds(t: Translation, e: Summation | Product) -> tuple[str, Normal, Normal]:
    if e.index in t.ring.setting.values:
        raise CannotNormalise(f"the index {e.index} has a value")
    return e.index, t.ring.reduced(t(e.lower)), t.ring.reduced(t(e.upper))


def _summation(t: Translation, e: Summation) -> Normal:
    return summed(t.ring, t(e.body), _bounds(t, e))


def _product(t: Translation, e: Product) -> Normal:
    return product_over(t.ring, t(e.body), lambda: t.log(e.body), _bounds(t, e))


def _mean(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
    (body,) = _arity(arguments, 1)
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


def _statistic(name: str) -> Callable[[Translation, tuple[Expression, ...]], Normal]:
    def value(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
        if len(arguments) == 1 and isinstance(arguments[0], Symbol) and arguments[0].name not in t.ring.setting.domains:
            return _statistic_atom(t, name, arguments[0].name)
        return _of_several(t, name, arguments)

    return value


def _statistic_atom(t: Translation, name: str, base: str) -> Normal:
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


def _of_several(t: Translation, name: str, arguments: tuple[Expression, ...]) -> Normal:
    ring = t.ring
    forms = [ring.reduced(t(_observed(t, a))) for a in arguments]
    numbers = [ring.value(f) for f in forms]
    exact = sorted(v for v in numbers if v is not None)
    if exact and len(exact) == len(forms):
        middle = exact[(len(exact) - 1) // 2] + exact[len(exact) // 2]
        return ring.number({"max": exact[-1], "min": exact[0], "median": middle / 2}[name])
    keys = sorted(map(ring.key, forms)) if name == "median" else sorted(set(map(ring.key, forms)))
    return ring.atom((name, *keys), lambda: Opaque(Call(name, arguments), ring.symbols(*forms)))


_STATISTICS = {"mean": _mean, "max": _statistic("max"), "min": _statistic("min"), "median": _statistic("median")}


# ---- names and functions of the problem ----------------------------------------------------------------------


def _hat(t: Translation, e: Hat) -> Normal:
    if isinstance(e.of, Symbol):
        return t.symbol(f"hat {e.of.name}")
    return t.ring.atom(("hat", e.of), lambda: Opaque(e, NOTHING))


def _apply(t: Translation, e: Apply) -> Normal:
    if any(isinstance(a, Text) for a in e.arguments):
        arguments: tuple[Normal, ...] = ()
        words = tuple(a.text if isinstance(a, Text) else t.ring.text(t(a)) for a in e.arguments)
        given = tuple(_condition(t, g) for g in e.given)
        return unknown(t.ring, e.function, arguments, (*words, *given), e.primes)
    arguments = tuple(map(t, e.arguments))
    return unknown(t.ring, e.function, arguments, tuple(_condition(t, g) for g in e.given), e.primes)


def _condition(t: Translation, e: Expression) -> Normal | str:
    return e.text if isinstance(e, Text) else t(e)


def _indicator(t: Translation, e: Indicator) -> Normal:
    atom = Opaque(e, free_symbols(e))
    atom.nonnegative = True
    return t.ring.atom(("indicator", e.condition), lambda: atom)


def _derivative(t: Translation, e: Derivative) -> Normal:
    if not isinstance(e.variable, Symbol) or not 1 <= e.order <= _MOST_DERIVATIVES:
        raise CannotNormalise("only derivatives for one symbol, of low order, are known")
    result = t(e.body)
    for _ in range(e.order):
        result = t.ring.derivative(result, e.variable.name)
    return result


# ---- calls -------------------------------------------------------------------------------------------------


def _arity(arguments: tuple[Expression, ...], count: int) -> tuple[Expression, ...]:
    if len(arguments) != count:
        raise CannotNormalise(f"a function takes {count} arguments, not {len(arguments)}")
    return arguments


def _call(t: Translation, e: Call) -> Normal:
    special = _CALLS.get(e.function)
    if special is not None:
        return special(t, e.arguments)
    function = FUNCTIONS.get(e.function)
    if function is None:
        raise CannotNormalise(f"the function {e.function} is not known")
    (argument,) = _arity(e.arguments, 1)
    return function(t.ring, t(argument))


def _log(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
    if len(arguments) == 2:
        return t.ring.divide(t.log(arguments[0]), t.log(arguments[1]))
    (argument,) = _arity(arguments, 1)
    return t.log(argument)


def _log_to(base: int) -> Callable[[Translation, tuple[Expression, ...]], Normal]:
    def value(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
        (argument,) = _arity(arguments, 1)
        return t.ring.divide(t.log(argument), log_of(t.ring, t.ring.number(base)))

    return value


def _root(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
    base, degree = _arity(arguments, 2)
    return power(t.ring, t(base), t.ring.invert(t(degree)))


def _of_one(function: Callable[[Ring, Normal], Normal]) -> Callable[[Translation, tuple[Expression, ...]], Normal]:
    def value(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
        (argument,) = _arity(arguments, 1)
        return function(t.ring, t(argument))

    return value


def _of_two(
    function: Callable[[Ring, Normal, Normal], Normal],
) -> Callable[[Translation, tuple[Expression, ...]], Normal]:
    def value(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
        first, second = _arity(arguments, 2)
        return function(t.ring, t(first), t(second))

    return value


_CALLS: dict[str, Callable[[Translation, tuple[Expression, ...]], Normal]] = {
    "log": _log, "log2": _log_to(2), "log10": _log_to(10), "root": _root, **_STATISTICS,
    "Γ": _of_one(gamma), "factorial": _of_one(factorial), "ψ": _of_one(lambda ring, z: polygamma(ring, 0, z)),
    "B": _of_two(beta), "binomial": _of_two(binomial),
}

_RULES: dict[type[Expression], Callable[[Translation, object], Normal]] = {
    Number: _number, Symbol: _symbol, Constant: _constant, Add: _add, Multiply: _multiply, Divide: _divide,
    Negate: _negate, Power: _power, Call: _call, Indexed: _indexed, OrderStatistic: _order_statistic,
    Summation: _summation, Product: _product, Hat: _hat, Apply: _apply, Indicator: _indicator,
    Derivative: _derivative,
}  # type: ignore[assignment]


# ---- logarithms of written products --------------------------------------------------------------------------


def _log_of_product(t: Translation, e: Multiply) -> Normal:
    return t.ring.sum([t.log(factor) for factor in e.factors])


def _log_of_quotient(t: Translation, e: Divide) -> Normal:
    return t.ring.subtract(t.log(e.numerator), t.log(e.denominator))


def _log_of_power(t: Translation, e: Power) -> Normal:
    if type(e.base) is Constant and e.base.name == "e":
        return t(e.exponent)
    return t.ring.multiply(t(e.exponent), t.log(e.base))


def _log_of_sample_product(t: Translation, e: Product) -> Normal:
    return summed(t.ring, t.log(e.body), _bounds(t, e))


def _log_of_call(t: Translation, e: Call) -> Normal:
    rule = _LOG_CALLS.get(e.function)
    return log_of(t.ring, t(e)) if rule is None else rule(t, e.arguments)


def _log_of_part(order: int) -> Callable[[Translation, tuple[Expression, ...]], Normal]:
    def value(t: Translation, arguments: tuple[Expression, ...]) -> Normal:
        (argument,) = _arity(arguments, 1)
        return t.ring.scale(t.log(argument), fmpq(1, order))

    return value


_LOG_CALLS: dict[str, Callable[[Translation, tuple[Expression, ...]], Normal]] = {
    "exp": lambda t, a: t(_arity(a, 1)[0]), "sqrt": _log_of_part(2), "cbrt": _log_of_part(3),
    "abs": _log_of_part(1), "Γ": _of_one(log_gamma), "B": _of_two(log_beta), "binomial": _of_two(log_binomial),
    "factorial": _of_one(lambda ring, n: log_gamma(ring, ring.add(n, ring.one))),
}

_LOG_RULES: dict[type[Expression], Callable[[Translation, object], Normal]] = {
    Multiply: _log_of_product, Divide: _log_of_quotient, Power: _log_of_power, Product: _log_of_sample_product,
    Call: _log_of_call, Negate: lambda t, e: t.log(e.operand),
}  # type: ignore[assignment]
