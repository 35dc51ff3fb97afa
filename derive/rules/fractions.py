"""Quotients of polynomials in lowest terms, written over the factors of their denominators.

θ/θ² + (1 − θ)/(1 − θ)²  →  1/(θ (1 − θ))

Whatever is no sum, product or whole power (a logarithm, a root, e^(−x/β)) is an atom, a letter of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from flint import Ordering, fmpz_mpoly, fmpz_mpoly_ctx

from ..expressions import ONE, Add, Constant, Expression, number_value, rational
from .signs import Signs
from .terms import Exponent, Term, collect, expand, terms_of, times, write, write_sum

__all__ = ["Fractions", "Ratio", "TooLarge", "simplest"]

MOST_TERMS = 4000
MOST_POWER = 24

Atom = tuple[Expression, Exponent]


class TooLarge(Exception):
    """The polynomials would be too long to be of use to anybody."""


class Ratio(NamedTuple):
    """top/bottom, in lowest terms."""

    top: fmpz_mpoly
    bottom: fmpz_mpoly

    def __bool__(self) -> bool:
        return len(self.top) > 0


def simplest(e: Expression, signs: Signs) -> Expression:
    """The expression as one quotient in lowest terms; as it is where that leads too far."""
    try:
        table = Fractions((e,))
        return table.write(table.read(e), signs)
    except (TooLarge, ZeroDivisionError):
        return e


class Fractions:
    """Quotients over the atoms of some expressions."""

    def __init__(self, expressions: Iterable[Expression]) -> None:
        self.atoms: dict[Atom, int] = {}
        for e in expressions:
            self._gather(e)
        names = [f"a{k}" for k in range(max(len(self.atoms), 1))]
        self.context = fmpz_mpoly_ctx.get(names, Ordering.lex)
        self.letters = self.context.gens()

    # ---- reading ------------------------------------------------------------------------------------------

    def _gather(self, e: Expression) -> None:
        for term in terms_of(e):
            for base, exponent in term.powers:
                if isinstance(base, Add) and isinstance(exponent, int):
                    self._gather(base)
                else:
                    for atom, _ in _letters(base, exponent):
                        self.atoms.setdefault(atom, len(self.atoms))

    def read(self, e: Expression) -> Ratio:
        """The expression as a quotient. Raises TooLarge, and ZeroDivisionError."""
        total = self.number(0)
        for term in terms_of(e):
            total = self.add(total, self._term(term))
        return total

    def _term(self, term: Term) -> Ratio:
        result = self.number(Fraction(term.coefficient))
        for base, exponent in term.powers:
            if isinstance(base, Add) and isinstance(exponent, int):
                result = self.times(result, self._raised(self.read(base), exponent))
                continue
            for atom, power in _letters(base, exponent):
                letter = Ratio(self.letters[self.atoms[atom]], self.context.constant(1))
                result = self.times(result, self._raised(letter, power))
        return result

    def _raised(self, x: Ratio, exponent: int) -> Ratio:
        if abs(exponent) > MOST_POWER:
            raise TooLarge
        if exponent >= 0:
            return Ratio(x.top**exponent, x.bottom**exponent)
        return self.divide(self.number(1), Ratio(x.top**-exponent, x.bottom**-exponent))

    # ---- arithmetic ---------------------------------------------------------------------------------------

    def number(self, value: int | Fraction) -> Ratio:
        """A number."""
        return Ratio(self.context.constant(value.numerator), self.context.constant(value.denominator))

    def add(self, x: Ratio, y: Ratio) -> Ratio:
        """x + y."""
        return self._lowest(x.top * y.bottom + y.top * x.bottom, x.bottom * y.bottom)

    def subtract(self, x: Ratio, y: Ratio) -> Ratio:
        """x − y."""
        return self._lowest(x.top * y.bottom - y.top * x.bottom, x.bottom * y.bottom)

    def times(self, x: Ratio, y: Ratio) -> Ratio:
        """x y."""
        return self._lowest(x.top * y.top, x.bottom * y.bottom)

    def divide(self, x: Ratio, y: Ratio) -> Ratio:
        """x/y. Raises ZeroDivisionError."""
        if not y:
            raise ZeroDivisionError
        return self._lowest(x.top * y.bottom, x.bottom * y.top)

    def _lowest(self, top: fmpz_mpoly, bottom: fmpz_mpoly) -> Ratio:
        if len(top) + len(bottom) > MOST_TERMS:
            raise TooLarge
        common = top.gcd(bottom)
        return Ratio(top / common, bottom / common)

    # ---- writing ------------------------------------------------------------------------------------------

    def write(self, x: Ratio, signs: Signs) -> Expression:
        """The quotient over its factors; of each factor the sign that is positive, where that can be told."""
        if not x:
            return rational(0)
        above, below = self._factored(x.top, signs), self._factored(x.bottom, signs)
        under = Term(Fraction(1) / below.coefficient, tuple((b, -p) for b, p in below.powers))  # type: ignore[operator]
        return write(times(above, under))

    def _factored(self, polynomial: fmpz_mpoly, signs: Signs) -> Term:
        constant, factors = polynomial.factor()
        result = Term(int(constant), ())
        for part, power in sorted(factors, key=lambda pair: len(pair[0])):
            sign, term = self._oriented(part, signs)
            result = times(result, Term(sign ** int(power), ((term, int(power)),)))
        return result

    def _oriented(self, part: fmpz_mpoly, signs: Signs) -> tuple[int, Expression]:
        terms = self._terms(part)
        written = write_sum(terms)
        sign = signs.of(written)
        falls = sign == -1 or (sign is None and terms[0].coefficient < 0)
        if not falls:
            return 1, write_sum(sorted(terms, key=lambda t: t.coefficient < 0))
        turned = [Term(-t.coefficient, t.powers) for t in terms]
        return -1, write_sum(sorted(turned, key=lambda t: t.coefficient < 0))

    def _terms(self, part: fmpz_mpoly) -> list[Term]:
        atoms = list(self.atoms)
        found = []
        for exponents, coefficient in part.to_dict().items():
            term = Term(int(coefficient), ())
            for (base, exponent), power in zip(atoms, exponents, strict=False):
                if power:
                    term = times(term, Term(1, ((base, _scaled(exponent, int(power))),)))
            found.append(term)
        return sorted(collect(found), key=lambda t: bool(not t.powers), reverse=True)


def _scaled(exponent: Exponent, by: int) -> Exponent:
    if isinstance(exponent, Expression):
        return write_sum([Term(t.coefficient * by, t.powers) for t in terms_of(exponent)])
    value = exponent * by
    return int(value) if Fraction(value).denominator == 1 else value


def _letters(base: Expression, exponent: Exponent) -> list[tuple[Atom, int]]:
    """`x^(2k − 1)` as (x^k)² and x^(−1): atoms and their whole exponents."""
    if isinstance(exponent, Expression):
        value = number_value(exponent)
        if value is None:
            return _letters_of_sum(base, exponent)
        exponent = value
    if isinstance(exponent, int) or exponent.denominator == 1:
        one: Exponent = ONE if base == Constant("e") else 1
        return [((base, one), int(exponent))]
    return [((base, Fraction(1, exponent.denominator)), exponent.numerator)]


def _letters_of_sum(base: Expression, exponent: Expression) -> list[tuple[Atom, int]]:
    found: list[tuple[Atom, int]] = []
    for term in expand(exponent):
        if not term.powers:
            found += _letters(base, Fraction(term.coefficient))
            continue
        size = Fraction(term.coefficient)
        share = Fraction(1, size.denominator)
        found.append(((base, write(Term(share, term.powers))), size.numerator))
    return found


