"""Exponentials, powers and roots.

exp splits over the monomials of its exponent: exp(q·m) with a rational number q is a power of the one
generator of m. A power with a symbolic exponent is exp(exponent · log base). A finer root of a generator
than before makes the table anew (`Rebuild`).
"""

from __future__ import annotations

from collections.abc import Callable
from math import lcm

from flint import fmpq

from .atoms import Atom, Constant, Image, SymbolAtom
from .budget import CannotNormalise
from .logs import Log, log_of, natural_factors
from .quotients import Normal, Polynomial
from .ring import Ring

__all__ = ["Abbreviation", "Absolute", "Exp", "Root", "absolute", "exponential", "integer_power", "power", "root"]


class Exp(Atom):
    """exp(m) for a monomial m of an exponent, divided by the order of the root that the generator is."""

    positive = nonnegative = True

    def __init__(self, exponent: Normal, order: int, symbols: frozenset[str]) -> None:
        self.exponent = exponent
        self.order = order
        self.symbols = symbols

    def slope(self, ring: Ring, symbol: str) -> Normal:
        return ring.multiply(ring.derivative(self.exponent, symbol), Normal(ring.generators[self.place]))

    def moved(self, ring: Ring, image: Image) -> Normal:
        return exponential(ring, image(self.exponent))

    def logarithm(self, ring: Ring) -> Normal:
        return self.exponent

    def name(self, ring: Ring) -> str:
        return f"exp({ring.text(ring.scale(self.exponent, self.order))})"


class Root(Atom):
    """The root of that order of a polynomial or a number, with the relation root^order = of."""

    def __init__(self, of: Polynomial, order: int, symbols: frozenset[str], positive: bool) -> None:
        self.of = of
        self.order = order
        self.symbols = symbols
        self.positive = positive
        self.nonnegative = positive or order % 2 == 0
        self.relation = order, of

    def slope(self, ring: Ring, symbol: str) -> Normal:
        f = Normal(self.of)
        inner = ring.divide(ring.derivative(f, symbol), ring.scale(f, self.order))
        return ring.multiply(inner, Normal(ring.generators[self.place]))

    def moved(self, ring: Ring, image: Image) -> Normal:
        return root(ring, image(Normal(self.of)), 1, self.order)

    def logarithm(self, ring: Ring) -> Normal:
        return ring.scale(log_of(ring, Normal(self.of)), fmpq(1, self.order))

    def name(self, ring: Ring) -> str:
        return f"root({ring.text(Normal(self.of))})"


class Absolute(Atom):
    """|p| of a polynomial whose sign is not known; its square is that of the polynomial."""

    nonnegative = True

    def __init__(self, of: Polynomial, symbols: frozenset[str]) -> None:
        self.of = of
        self.symbols = symbols
        self.relation = 2, of * of

    def slope(self, ring: Ring, symbol: str) -> Normal:
        f = Normal(self.of)
        inner = ring.divide(ring.derivative(f, symbol), f)
        return ring.multiply(inner, Normal(ring.generators[self.place]))

    def moved(self, ring: Ring, image: Image) -> Normal:
        return absolute(ring, image(Normal(self.of)))

    def logarithm(self, ring: Ring) -> Normal:
        return log_of(ring, Normal(self.of))

    def name(self, ring: Ring) -> str:
        return f"|{ring.text(Normal(self.of))}|"


class Abbreviation(Atom):
    """A polynomial under a large power: kept whole until the zero test puts it in."""

    def __init__(self, of: Polynomial, symbols: frozenset[str]) -> None:
        self.of = of
        self.symbols = symbols
        self.relation = 1, of

    def slope(self, ring: Ring, symbol: str) -> Normal:
        return ring.derivative(Normal(self.of), symbol)

    def moved(self, ring: Ring, image: Image) -> Normal:
        return image(Normal(self.of))

    def logarithm(self, ring: Ring) -> Normal:
        return log_of(ring, Normal(self.of))

    def name(self, ring: Ring) -> str:
        return f"({ring.text(Normal(self.of))})"


class SignedPower(Atom):
    """base^exponent where the sign of the base is not known."""

    def __init__(self, base: Normal, exponent: Normal, symbols: frozenset[str]) -> None:
        self.base = base
        self.exponent = exponent
        self.symbols = symbols

    def slope(self, ring: Ring, symbol: str) -> Normal:
        log = ring.multiply(self.exponent, log_of(ring, self.base))
        return ring.multiply(ring.derivative(log, symbol), Normal(ring.generators[self.place]))

    def moved(self, ring: Ring, image: Image) -> Normal:
        return power(ring, image(self.base), image(self.exponent))

    def logarithm(self, ring: Ring) -> Normal:
        return ring.multiply(self.exponent, log_of(ring, self.base))

    def name(self, ring: Ring) -> str:
        return f"({ring.text(self.base)})^({ring.text(self.exponent)})"


# ---- exponentials ------------------------------------------------------------------------------------------


def exponential(ring: Ring, exponent: Normal) -> Normal:
    """exp of a quotient, split over its monomials."""
    exponent = ring.reduced(exponent)
    if exponent.top.is_zero():
        return ring.one
    result = ring.one
    for coefficient, monomial in exponent_terms(ring, exponent):
        result = ring.multiply(result, _power_of_exp(ring, monomial, coefficient))
    return result


def exponent_terms(ring: Ring, exponent: Normal) -> list[tuple[fmpq, Normal]]:
    """Rational coefficients and monomials; a denominator of several terms stays under each remainder."""
    bottom = exponent.bottom
    if bottom is None:
        return [(c, Normal(m)) for c, m in ring.terms(exponent.top)]
    if len(bottom) == 1:
        return [(c, ring.cancel(Normal(m, bottom))) for c, m in ring.terms(exponent.top)]
    whole, rest = divmod(exponent.top, bottom)
    terms = [(c, Normal(m)) for c, m in ring.terms(whole)] if not whole.is_zero() else []
    return terms + [(c, ring.cancel(Normal(m, bottom))) for c, m in ring.terms(rest)]


def _power_of_exp(ring: Ring, monomial: Normal, coefficient: fmpq) -> Normal:
    place = ring.generator_of(monomial)
    if place is not None:
        atom = ring.atoms[place]
        if isinstance(atom, Log):
            return absolute_power(ring, atom.of, coefficient)
        if coefficient.q == 1 and hasattr(atom, "exponential"):
            return integer_power(ring, atom.exponential(ring), int(coefficient.p))

    def make() -> Exp:
        order = ring.least_order(lambda: f"exp({ring.text(monomial)})", int(coefficient.q))
        return Exp(ring.scale(monomial, fmpq(1, order)), order, ring.symbols(monomial))

    place = ring.place_of(("exp", ring.key(monomial)), make)
    return generator_power(ring, place, coefficient)


def generator_power(ring: Ring, place: int, exponent: fmpq) -> Normal:
    """The atom, as its order-th generator power, to a rational exponent."""
    atom = ring.atoms[place]
    order: int = getattr(atom, "order", 1)
    exponent = exponent * order
    if exponent.q != 1:
        ring.refine(atom, order, int(exponent.q))
    return ring.power(Normal(ring.generators[place]), int(exponent.p))


# ---- powers ------------------------------------------------------------------------------------------------


def integer_power(ring: Ring, base: Normal, exponent: int) -> Normal:
    """base^exponent; what is too large when multiplied out keeps its factors under abbreviations."""
    if ring.can_expand(base, exponent):
        return ring.power(base, exponent)
    base = ring.cancel(base)
    top = _abbreviated(ring, base.top, exponent)
    return top if base.bottom is None else ring.divide(top, _abbreviated(ring, base.bottom, exponent))


def _abbreviated(ring: Ring, p: Polynomial, exponent: int) -> Normal:
    lead, factors = ring.factor(p)
    result = ring.power(ring.number(lead), exponent)
    for factor, times in factors:
        short = Normal(factor)
        if len(factor) > 1:
            symbols = ring.symbols(short)
            short = ring.atom(("abbreviation", str(factor)), lambda f=factor, s=symbols: Abbreviation(f, s))
        result = ring.multiply(result, ring.power(short, times * exponent))
    return result


def power(ring: Ring, base: Normal, exponent: Normal) -> Normal:
    """base^exponent for any exponent."""
    exponent = ring.reduced(exponent)
    number = ring.value(exponent)
    if number is not None:
        if number.q == 1:
            return integer_power(ring, base, int(number.p))
        return root(ring, base, int(number.p), int(number.q))
    base = ring.reduced(base)
    if base.top.is_zero():
        raise CannotNormalise("a power of zero")
    if ring.value(base) == 1:
        return ring.one
    if weak_sign(ring, base) == 1:
        return exponential(ring, ring.multiply(exponent, log_of(ring, base)))
    return _signed_power(ring, base, exponent)


def _signed_power(ring: Ring, base: Normal, exponent: Normal) -> Normal:
    whole, rest = ring.zero, ring.zero
    for coefficient, monomial in exponent_terms(ring, exponent):
        term = ring.scale(monomial, coefficient)
        if coefficient.q == 1 and ring.value(monomial) is not None:
            whole = ring.add(whole, term)
        else:
            rest = ring.add(rest, term)
    key = ("power", ring.key(base), ring.key(rest))
    atom = ring.atom(key, lambda: SignedPower(base, rest, ring.symbols(base, rest)))
    shift = ring.value(whole)
    return atom if not shift else ring.multiply(atom, integer_power(ring, base, int(shift.p)))


def absolute_power(ring: Ring, f: Normal, exponent: fmpq) -> Normal:
    """|f|^exponent of a prime, a symbol or an irreducible polynomial."""
    if exponent.q == 1:
        return integer_power(ring, f if exponent.p % 2 == 0 else absolute(ring, f), int(exponent.p))
    return root(ring, absolute(ring, f), int(exponent.p), int(exponent.q))


def absolute(ring: Ring, f: Normal) -> Normal:
    """|f|."""
    f = ring.reduced(f)
    if f.top.is_zero():
        return ring.zero
    top = _absolute(ring, f.top)
    return top if f.bottom is None else ring.divide(top, _absolute(ring, f.bottom))


def _absolute(ring: Ring, p: Polynomial) -> Normal:
    sign = ring.sign(Normal(p), False)
    if sign is not None:
        return Normal(p * sign)
    lead, factors = ring.factor(p)
    result = ring.number(abs_fmpq(lead))
    for factor, exponent in factors:
        sign = 1 if exponent % 2 == 0 else ring.sign(Normal(factor), False)
        short = Normal(factor * sign) if sign is not None else _absolute_atom(ring, factor)
        result = ring.multiply(result, ring.power(short, exponent))
    return result


def _absolute_atom(ring: Ring, p: Polynomial) -> Normal:
    return ring.atom(("absolute", str(p)), lambda: Absolute(p, ring.symbols(Normal(p))))


def abs_fmpq(value: fmpq) -> fmpq:
    """|value|."""
    return value if value >= 0 else -value


def weak_sign(ring: Ring, f: Normal) -> int | None:
    """+1 where the quotient is never negative, −1 where it is never positive, in the interior of the domain."""
    return ring.sign(f, False)


# ---- roots -------------------------------------------------------------------------------------------------


def root(ring: Ring, base: Normal, exponent: int, order: int) -> Normal:
    """base^(exponent/order), the exponent in lowest terms; an odd root of a negative number is real."""
    base = ring.reduced(base)
    if base.top.is_zero():
        if exponent < 0:
            raise CannotNormalise("division by zero")
        return ring.zero
    lead, factors = ring.factor(base.top)
    if base.bottom is not None:
        under, divisors = ring.factor(base.bottom)
        lead, factors = lead / under, factors + [(f, -e) for f, e in divisors]
    result = _root_of_number(ring, abs_fmpq(lead), exponent, order)
    rest, negative = ring.one.top, lead < 0
    for factor, times in factors:
        sign = _sign_under_root(ring, factor)
        if sign is not None:
            negative ^= sign < 0 and times % 2 == 1
            result = ring.multiply(result, positive_root(ring, factor * sign, fmpq(times * exponent, order)))
        elif order % 2 == 1:
            result = ring.multiply(result, _plain_root(ring, factor, times * exponent, order))
        else:
            even = times - times % 2
            rest = rest * factor if times % 2 else rest
            if even:
                result = ring.multiply(result, absolute_power(ring, Normal(factor), fmpq(even * exponent, order)))
    if order % 2 == 1:
        return ring.negate(result) if negative and exponent % 2 else result
    if negative or not rest.is_constant():
        result = ring.multiply(result, _plain_root(ring, -rest if negative else rest, exponent, order))
    return result


def _sign_under_root(ring: Ring, factor: Polynomial) -> int | None:
    return ring.sign(Normal(factor), False)


def _plain_root(ring: Ring, p: Polynomial, exponent: int, order: int) -> Normal:
    whole, part = divmod(exponent, order)
    key = ("plain root", str(p), order)
    atom = ring.atom(key, lambda: Root(p, order, ring.symbols(Normal(p)), False))
    return ring.multiply(integer_power(ring, Normal(p), whole), ring.power(atom, part))


def positive_root(ring: Ring, p: Polynomial, exponent: fmpq) -> Normal:
    """p^exponent of an irreducible polynomial that is never negative."""
    place = ring.generator_of(Normal(p))
    if place is not None:
        atom = ring.atoms[place]
        if isinstance(atom, (SymbolAtom, Constant)):
            return generator_power(ring, place, exponent / atom.order)
        if isinstance(atom, Exp):
            return generator_power(ring, place, exponent / atom.order)
        if isinstance(atom, Root) and atom.positive:
            return _power_of_root(ring, atom, exponent)
    if exponent.q == 1:
        return integer_power(ring, Normal(p), int(exponent.p))
    return _power_of_positive(ring, p, exponent)


def _power_of_root(ring: Ring, atom: Root, exponent: fmpq) -> Normal:
    if exponent.q != 1:
        ring.refine(atom, atom.order, int(exponent.q))
    return ring.power(Normal(ring.generators[atom.place]), int(exponent.p))


def _power_of_positive(ring: Ring, p: Polynomial, exponent: fmpq) -> Normal:
    f = Normal(p)

    def make() -> Root:
        order = ring.least_order(lambda: f"root({ring.text(f)})", int(exponent.q))
        return Root(p, order, ring.symbols(f), True)

    place = ring.place_of(("root", str(p)), make)
    atom = ring.atoms[place]
    assert isinstance(atom, Root)
    if atom.order % exponent.q:
        ring.refine(atom, atom.order, lcm(atom.order, int(exponent.q)) // atom.order)
    whole, part = divmod(int(exponent.p * atom.order / exponent.q), atom.order)
    return ring.multiply(integer_power(ring, f, whole), ring.power(Normal(ring.generators[place]), part))


def _root_of_number(ring: Ring, value: fmpq, exponent: int, order: int) -> Normal:
    result = ring.one
    for prime, times in natural_factors(value):
        share = fmpq(times * exponent, order)
        if share.q == 1:
            part = ring.power(ring.number(prime), int(share.p))
        else:
            part = _power_of_positive(ring, ring.context.constant(prime), share)
        result = ring.multiply(result, part)
    return result
