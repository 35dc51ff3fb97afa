"""Functions that stay atoms: Φ, sine and its relatives, Lambert's W, floor, and functions of the problem.

An argument is taken up to sign where the function is odd or even, so that f(u) and f(−u) meet. Derivatives
are those of DLMF chapters 4 (sine, arcsine, W: 4.13.4) and 7 (error function, with Φ(u) = (1 + erf(u/√2))/2).
"""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from .atoms import Atom, Image
from .budget import CannotNormalise
from .logs import log_of
from .powers import exponential
from .quotients import Normal
from .ring import Ring
from .roots import absolute, root

__all__ = ["FUNCTIONS", "Known", "LambertW", "Unknown", "angle", "distribution", "unknown"]


_MOST_ANGLES = 6  # terms of a sum whose sine is taken apart


class Known(Atom):
    """A function of one argument, with a known derivative."""

    def __init__(self, function: str, of: Normal, symbols: frozenset[str]) -> None:
        self.function = function
        self.of = of
        self.symbols = symbols
        self.positive = self.nonnegative = function == "Φ"

    def slope(self, ring: Ring, symbol: str) -> Normal:
        rule = _SLOPES.get(self.function)
        if rule is None:
            raise CannotNormalise(f"{self.function} is not differentiable everywhere")
        return ring.multiply(rule(ring, self.of), ring.derivative(self.of, symbol))

    def moved(self, ring: Ring, image: Image) -> Normal:
        return FUNCTIONS[self.function](ring, image(self.of))

    def name(self, ring: Ring) -> str:
        return f"{self.function}({ring.text(self.of)})"


class Cosine(Known):
    """cos u, whose square is 1 − sin² u."""

    def __init__(self, of: Normal, symbols: frozenset[str], sine: Normal) -> None:
        super().__init__("cos", of, symbols)
        self.relation = 2, 1 - sine.top**2


class Angle(Atom):
    """atan2(y, x), the angle of the point (x, y): its cosine is x/√(x² + y²), its sine y/√(x² + y²)."""

    def __init__(self, y: Normal, x: Normal, symbols: frozenset[str]) -> None:
        self.y, self.x = y, x
        self.symbols = symbols

    def moved(self, ring: Ring, image: Image) -> Normal:
        return angle(ring, image(self.y), image(self.x))

    def side(self, ring: Ring, sine: bool) -> Normal:
        """The sine or the cosine."""
        square = ring.add(ring.multiply(self.x, self.x), ring.multiply(self.y, self.y))
        return ring.divide(self.y if sine else self.x, root(ring, square, 1, 2))

    def name(self, ring: Ring) -> str:
        return f"atan2({ring.text(self.y)}, {ring.text(self.x)})"


def angle(ring: Ring, y: Normal, x: Normal) -> Normal:
    """atan2(y, x)."""
    y, x = ring.reduced(y), ring.reduced(x)
    return ring.atom(("atan2", ring.key(y), ring.key(x)), lambda: Angle(y, x, ring.symbols(y, x)))


class LambertW(Known):
    """W(u), with exp(W(u)) = u/W(u)."""

    def exponential(self, ring: Ring) -> Normal:
        """exp of the atom."""
        return ring.divide(self.of, Normal(ring.generators[self.place]))

    def logarithm(self, ring: Ring) -> Normal:
        return ring.subtract(log_of(ring, self.of), Normal(ring.generators[self.place]))


class Unknown(Atom):
    """A function of the problem, L(θ), and its derivatives; of several arguments it has none."""

    def __init__(self, function: str, arguments: tuple[Normal, ...], given: tuple[Normal | str, ...], primes: int,
                 symbols: frozenset[str]) -> None:
        self.function = function
        self.arguments = arguments
        self.given = given
        self.primes = primes
        self.symbols = symbols

    def slope(self, ring: Ring, symbol: str) -> Normal:
        conditions = ring.symbols(*(g for g in self.given if isinstance(g, Normal)))
        if len(self.arguments) != 1 or symbol in conditions:
            raise CannotNormalise(f"{self.function} is a function of several arguments")
        outer = unknown(ring, self.function, self.arguments, self.given, self.primes + 1)
        return ring.multiply(outer, ring.derivative(self.arguments[0], symbol))

    def moved(self, ring: Ring, image: Image) -> Normal:
        given = tuple(image(g) if isinstance(g, Normal) else g for g in self.given)
        return unknown(ring, self.function, tuple(map(image, self.arguments)), given, self.primes)

    def name(self, ring: Ring) -> str:
        return f"{self.function}{self.primes}({', '.join(map(ring.text, self.arguments))})"


def unknown(
    ring: Ring, function: str, arguments: tuple[Normal, ...], given: tuple[Normal | str, ...], primes: int
) -> Normal:
    """A function of the problem at its arguments."""
    arguments = tuple(map(ring.reduced, arguments))
    given = tuple(ring.reduced(g) if isinstance(g, Normal) else g for g in given)
    words = tuple(ring.key(g) if isinstance(g, Normal) else g for g in given)
    key = ("apply", function, primes, tuple(map(ring.key, arguments)), words)
    symbols = ring.symbols(*arguments, *(g for g in given if isinstance(g, Normal)))
    return ring.atom(key, lambda: Unknown(function, arguments, given, primes, symbols))


# ---- known functions ---------------------------------------------------------------------------------------


def _known(ring: Ring, function: str, u: Normal) -> Normal:
    return ring.atom((function, ring.key(u)), lambda: Known(function, u, ring.symbols(u)))


def _upright(ring: Ring, u: Normal) -> tuple[Normal, bool]:
    """±u with a positive leading coefficient, and whether the sign was changed."""
    u = ring.reduced(u)
    flipped = not u.top.is_zero() and u.top.leading_coefficient() < 0
    return (ring.negate(u) if flipped else u), flipped


def _odd(function: str) -> Callable[[Ring, Normal], Normal]:
    def value(ring: Ring, u: Normal) -> Normal:
        u, flipped = _upright(ring, u)
        if u.top.is_zero():
            return ring.zero
        atom = _known(ring, function, u)
        return ring.negate(atom) if flipped else atom

    return value


def _parts(ring: Ring, u: Normal) -> tuple[Normal, Normal] | None:
    """The first term of a sum, and the rest; None for what is no sum."""
    if u.bottom is not None or not 2 <= len(u.top) <= _MOST_ANGLES:
        return None
    monomial, coefficient = next(iter(u.top.terms()))
    first = Normal(ring.context.from_dict({monomial: coefficient}))
    return first, ring.subtract(u, first)


def _angle_of(ring: Ring, u: Normal) -> Angle | None:
    """The angle that u is, where it is one."""
    places = ring.used(u.top)
    atom = ring.atoms[places[0]] if len(places) == 1 and u.bottom is None else None
    return atom if isinstance(atom, Angle) and u.top == ring.generators[places[0]] else None


def _sin(ring: Ring, u: Normal) -> Normal:
    """sin(a + b) = sin a cos b + cos a sin b; of an angle its side."""
    u, flipped = _upright(ring, u)
    parts, corner = _parts(ring, u), _angle_of(ring, u)
    if corner is not None:
        value = corner.side(ring, True)
    elif parts is None:
        value = _odd("sin")(ring, u)
    else:
        a, b = parts
        value = ring.add(ring.multiply(_sin(ring, a), _cos(ring, b)), ring.multiply(_cos(ring, a), _sin(ring, b)))
    return ring.negate(value) if flipped else value


_asin = _odd("asin")


def _cos(ring: Ring, u: Normal) -> Normal:
    u, _ = _upright(ring, u)
    if u.top.is_zero():
        return ring.one
    parts, corner = _parts(ring, u), _angle_of(ring, u)
    if corner is not None:
        return corner.side(ring, False)
    if parts is not None:
        a, b = parts
        return ring.subtract(ring.multiply(_cos(ring, a), _cos(ring, b)), ring.multiply(_sin(ring, a), _sin(ring, b)))
    sine = _sin(ring, u)
    return ring.atom(("cos", ring.key(u)), lambda: Cosine(u, ring.symbols(u), sine))


def _tan(ring: Ring, u: Normal) -> Normal:
    return ring.divide(_sin(ring, u), _cos(ring, u))


def _acos(ring: Ring, u: Normal) -> Normal:
    return ring.subtract(ring.scale(ring.pi(), fmpq(1, 2)), _asin(ring, u))


def _exp_pair(ring: Ring, u: Normal) -> tuple[Normal, Normal]:
    grown = exponential(ring, u)
    return grown, ring.invert(grown)


def _sinh(ring: Ring, u: Normal) -> Normal:
    a, b = _exp_pair(ring, u)
    return ring.scale(ring.subtract(a, b), fmpq(1, 2))


def _cosh(ring: Ring, u: Normal) -> Normal:
    a, b = _exp_pair(ring, u)
    return ring.scale(ring.add(a, b), fmpq(1, 2))


def _tanh(ring: Ring, u: Normal) -> Normal:
    square = exponential(ring, ring.scale(u, 2))
    return ring.divide(ring.subtract(square, ring.one), ring.add(square, ring.one))


def distribution(ring: Ring, u: Normal) -> Normal:
    """Φ(u), the standard normal distribution function."""
    u, flipped = _upright(ring, u)
    if u.top.is_zero():
        return ring.number(fmpq(1, 2))
    atom = _known(ring, "Φ", u)
    return ring.subtract(ring.one, atom) if flipped else atom


def _erf(ring: Ring, u: Normal) -> Normal:
    inner = ring.multiply(u, root(ring, ring.number(2), 1, 2))
    return ring.subtract(ring.scale(distribution(ring, inner), 2), ring.one)


def _erfc(ring: Ring, u: Normal) -> Normal:
    return ring.subtract(ring.one, _erf(ring, u))


def _lambert(ring: Ring, u: Normal) -> Normal:
    u = ring.reduced(u)
    if u.top.is_zero():
        return ring.zero
    return ring.atom(("W", ring.key(u)), lambda: LambertW("W", u, ring.symbols(u)))


def _floor(ring: Ring, u: Normal) -> Normal:
    u = ring.reduced(u)
    value = ring.value(u)
    return _known(ring, "floor", u) if value is None else ring.number(fmpq(value.floor()))


def _ceil(ring: Ring, u: Normal) -> Normal:
    return ring.negate(_floor(ring, ring.negate(u)))


def _sign(ring: Ring, u: Normal) -> Normal:
    u = ring.reduced(u)
    return ring.zero if u.top.is_zero() else ring.cancel(ring.divide(absolute(ring, u), u))


def _sqrt(ring: Ring, u: Normal) -> Normal:
    return root(ring, u, 1, 2)


def _cbrt(ring: Ring, u: Normal) -> Normal:
    return root(ring, u, 1, 3)


FUNCTIONS: dict[str, Callable[[Ring, Normal], Normal]] = {
    "sin": _sin, "cos": _cos, "tan": _tan, "asin": _asin, "acos": _acos, "atan": _odd("atan"), "sinh": _sinh,
    "cosh": _cosh, "tanh": _tanh, "Φ": distribution, "erf": _erf, "erfc": _erfc, "W": _lambert, "floor": _floor,
    "ceil": _ceil, "sign": _sign, "abs": absolute, "exp": exponential, "sqrt": _sqrt, "cbrt": _cbrt,
}


def _density(ring: Ring, u: Normal) -> Normal:
    square = ring.scale(ring.multiply(u, u), fmpq(-1, 2))
    return ring.divide(exponential(ring, square), root(ring, ring.scale(ring.pi(), 2), 1, 2))


def _one_over_root(ring: Ring, u: Normal) -> Normal:
    return ring.invert(_sqrt(ring, ring.subtract(ring.one, ring.multiply(u, u))))


def _one_over_square(ring: Ring, u: Normal) -> Normal:
    return ring.invert(ring.add(ring.one, ring.multiply(u, u)))


def _lambert_slope(ring: Ring, u: Normal) -> Normal:
    w = _lambert(ring, u)
    return ring.divide(w, ring.multiply(u, ring.add(ring.one, w)))


_SLOPES: dict[str, Callable[[Ring, Normal], Normal]] = {
    "sin": _cos, "cos": lambda ring, u: ring.negate(_sin(ring, u)), "asin": _one_over_root,
    "atan": _one_over_square, "Φ": _density, "W": _lambert_slope,
}
