"""The gamma function and its relatives: log Γ, ψ and its derivatives, factorials, binomial coefficients.

The integer part of the constant term is taken out of the argument: Γ(z + k) is a rising product times
Γ(z), log Γ(z + k) adds logarithms, ψ(z + k) adds reciprocals (DLMF 5.5.1, 5.5.2, 5.15.5).
"""

from __future__ import annotations

from flint import fmpq, fmpz

from .atoms import Atom, Image
from .budget import NUMBER_BITS, SHIFTS, CannotNormalise
from .logs import log_of, log_of_number
from .powers import exponential
from .quotients import Normal
from .ring import Ring
from .roots import root

__all__ = ["LogGamma", "Polygamma", "beta", "binomial", "factorial", "gamma", "log_gamma", "polygamma"]

_NUMERIC_SHIFTS = 400
_LARGEST_FACTORIAL = 5_000


class LogGamma(Atom):
    """log|Γ(z)|."""

    def __init__(self, of: Normal, symbols: frozenset[str]) -> None:
        self.of = of
        self.symbols = symbols

    def slope(self, ring: Ring, symbol: str) -> Normal:
        return ring.multiply(polygamma(ring, 0, self.of), ring.derivative(self.of, symbol))

    def moved(self, ring: Ring, image: Image) -> Normal:
        return log_gamma(ring, image(self.of))

    def name(self, ring: Ring) -> str:
        return f"logΓ({ring.text(self.of)})"


class Gamma(Atom):
    """Γ(z) where z may be negative."""

    def __init__(self, of: Normal, symbols: frozenset[str]) -> None:
        self.of = of
        self.symbols = symbols

    def slope(self, ring: Ring, symbol: str) -> Normal:
        inner = ring.multiply(polygamma(ring, 0, self.of), ring.derivative(self.of, symbol))
        return ring.multiply(inner, Normal(ring.generators[self.place]))

    def moved(self, ring: Ring, image: Image) -> Normal:
        return gamma(ring, image(self.of))

    def logarithm(self, ring: Ring) -> Normal:
        return log_gamma(ring, self.of)

    def name(self, ring: Ring) -> str:
        return f"Γ({ring.text(self.of)})"


class Polygamma(Atom):
    """ψ(z) for degree 0, its derivatives above."""

    def __init__(self, degree: int, of: Normal, symbols: frozenset[str]) -> None:
        self.degree = degree
        self.of = of
        self.symbols = symbols

    def slope(self, ring: Ring, symbol: str) -> Normal:
        return ring.multiply(polygamma(ring, self.degree + 1, self.of), ring.derivative(self.of, symbol))

    def moved(self, ring: Ring, image: Image) -> Normal:
        return polygamma(ring, self.degree, image(self.of))

    def name(self, ring: Ring) -> str:
        return f"ψ{self.degree}({ring.text(self.of)})"


def _shifted(ring: Ring, z: Normal) -> tuple[Normal, int]:
    """(z₀, k) with z = z₀ + k and the constant term of z₀ above 0 and at most 1; k is 0 beyond the bound."""
    constant, limit = ring.value(z), _NUMERIC_SHIFTS
    if constant is None:
        constant, limit = _constant_term(z), SHIFTS
    shift = -int((-constant).floor()) - 1
    if abs(shift) > limit:
        return z, 0
    return (ring.cancel(ring.subtract(z, ring.number(shift))), shift) if shift else (z, 0)


def _constant_term(z: Normal) -> fmpq:
    if z.bottom is None:
        *_, (monomial, last) = z.top.terms()  # the constant term is the last in the order
        return fmpq(0) if any(monomial) else fmpq(last)
    if len(z.bottom) > 1:
        return fmpq(0)
    monomial = z.bottom.monoms()[0]
    found = dict(zip(z.top.monoms(), z.top.coeffs(), strict=True)).get(monomial, fmpq(0))
    return fmpq(found / z.bottom.leading_coefficient())


def _steps(ring: Ring, base: Normal, shift: int) -> list[Normal]:
    """The factors z₀, z₀ + 1, … between z₀ and z₀ + shift."""
    start = min(shift, 0)
    return [ring.cancel(ring.add(base, ring.number(start + j))) for j in range(abs(shift))]


def log_gamma(ring: Ring, z: Normal) -> Normal:
    """log|Γ(z)|, its rising factors as logarithms (they are never multiplied out)."""
    z = ring.reduced(z)
    value = ring.value(z)
    if value is not None and value.q == 1:
        return log_of_number(ring, _factorial(int(value.p) - 1))
    base, shift = _shifted(ring, z)
    logs = [log_of(ring, step) for step in _steps(ring, base, shift)]
    total = ring.sum(logs) if shift >= 0 else ring.negate(ring.sum(logs))
    return ring.add(total, _log_gamma_atom(ring, base))


def _log_gamma_atom(ring: Ring, z: Normal) -> Normal:
    if ring.value(z) == 1:
        return ring.zero
    if ring.value(z) == fmpq(1, 2):
        return ring.scale(log_of(ring, ring.pi()), fmpq(1, 2))
    return ring.atom(("log gamma", ring.key(z)), lambda: LogGamma(z, ring.symbols(z)))


def gamma(ring: Ring, z: Normal, positive: bool = False) -> Normal:
    """Γ(z); `positive` where z is positive wherever the whole is defined, as for a factorial."""
    z = ring.reduced(z)
    value = ring.value(z)
    if value is not None and value.q == 1:
        return ring.number(_factorial(int(value.p) - 1))
    base, shift = _shifted(ring, z)
    result = _gamma_atom(ring, base, positive and shift <= 0)
    for step in _steps(ring, base, shift):
        result = ring.multiply(result, step) if shift > 0 else ring.divide(result, step)
    return result


def _gamma_atom(ring: Ring, z: Normal, positive: bool) -> Normal:
    if ring.value(z) == fmpq(1, 2):
        return root(ring, ring.pi(), 1, 2)
    if positive or ring.sign(z, False) == 1:
        return exponential(ring, _log_gamma_atom(ring, z))
    return ring.atom(("gamma", ring.key(z)), lambda: Gamma(z, ring.symbols(z)))


def polygamma(ring: Ring, degree: int, z: Normal) -> Normal:
    """ψ of that degree: ψ(z + 1) = ψ(z) + 1/z, and (−1)^m m! / z^(m+1) for the derivatives."""
    z = ring.reduced(z)
    value = ring.value(z)
    if value is not None and value.q == 1 and value <= 0:
        raise CannotNormalise("ψ at a pole")
    base, shift = _shifted(ring, z)
    sign = (-1) ** degree * int(_factorial(degree).p)
    parts = [ring.scale(ring.power(ring.invert(s), degree + 1), sign) for s in _steps(ring, base, shift)]
    total = ring.sum(parts) if shift >= 0 else ring.negate(ring.sum(parts))
    key = ("polygamma", degree, ring.key(base))
    return ring.add(total, ring.atom(key, lambda: Polygamma(degree, base, ring.symbols(base))))


def _factorial(n: int) -> fmpq:
    if n < 0:
        raise CannotNormalise("Γ at a pole")
    if n > _LARGEST_FACTORIAL:
        raise CannotNormalise("a factorial has too many digits")
    return fmpq(fmpz.fac_ui(fmpz(n)))


def factorial(ring: Ring, n: Normal) -> Normal:
    """n! = Γ(n + 1), defined where n is not negative."""
    return gamma(ring, ring.add(n, ring.one), positive=True)


def binomial(ring: Ring, n: Normal, k: Normal) -> Normal:
    """n! / (k! (n − k)!), defined for 0 ≤ k ≤ n."""
    n, k = ring.reduced(n), ring.reduced(k)
    chosen, whole = ring.value(k), ring.value(n)
    if chosen is not None and chosen.q == 1 and whole is not None and whole.q == 1:
        return _number_of_choices(ring, int(whole.p), int(chosen.p))
    below = ring.multiply(factorial(ring, k), factorial(ring, ring.subtract(n, k)))
    return ring.divide(factorial(ring, n), below)


def _number_of_choices(ring: Ring, n: int, k: int) -> Normal:
    if not 0 <= k <= n or min(k, n - k) * n.bit_length() > NUMBER_BITS or n > 10**9:
        raise CannotNormalise("a binomial coefficient outside of its range or with too many digits")
    return ring.number(fmpq(fmpz.bin_uiui(n, min(k, n - k))))


def log_binomial(ring: Ring, n: Normal, k: Normal) -> Normal:
    """log of the binomial coefficient."""
    n, k = ring.reduced(n), ring.reduced(k)
    if ring.value(n) is not None and ring.value(k) is not None:
        return log_of(ring, binomial(ring, n, k))
    parts = [log_gamma(ring, ring.add(m, ring.one)) for m in (n, k, ring.subtract(n, k))]
    return ring.subtract(parts[0], ring.add(parts[1], parts[2]))


def beta(ring: Ring, a: Normal, b: Normal) -> Normal:
    """B(a, b) = Γ(a) Γ(b) / Γ(a + b)."""
    return ring.divide(ring.multiply(gamma(ring, a), gamma(ring, b)), gamma(ring, ring.add(a, b)))


def log_beta(ring: Ring, a: Normal, b: Normal) -> Normal:
    """log B(a, b)."""
    return ring.subtract(ring.add(log_gamma(ring, a), log_gamma(ring, b)), log_gamma(ring, ring.add(a, b)))
