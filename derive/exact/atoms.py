"""What a generator stands for.

An atom is what a rational function cannot say: a symbol, a logarithm, an exponential, a root, a sum over
the sample. Each kind stands in the file of its topic and knows its derivative (`slope`), how it looks
with other generators put in (`moved`), and the logarithm of its absolute value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from flint import fmpq

from ..expressions import Expression
from .budget import CannotNormalise
from .quotients import Normal, Polynomial

if TYPE_CHECKING:
    from .ring import Ring

__all__ = ["Atom", "Constant", "Image", "NOTHING", "SAMPLE", "Observation", "Opaque", "SymbolAtom"]

NOTHING: frozenset[str] = frozenset()
SAMPLE = "sample of "  # before the name of a variable, among the names on which a value depends


class Atom:
    """What one generator stands for.

    place: its generator. symbols: the names on which its value depends, indices of sums included.
    positive, nonnegative: whether the value is so wherever it is defined in the interior of the domain.
    order, refinable: the generator is that root of the atom, and can be made a finer one.
    relation: (order, polynomial) where a power of the generator is a polynomial in earlier ones.
    """

    place: int
    symbols: frozenset[str] = NOTHING
    positive: bool = False
    nonnegative: bool = False
    order: int = 1
    refinable: bool = False
    relation: tuple[int, Polynomial] | None = None

    def slope(self, ring: Ring, symbol: str) -> Normal:
        """The derivative of the atom for a symbol on which it depends."""
        raise CannotNormalise(f"the derivative of {self.name(ring)} is not known")

    def moved(self, ring: Ring, image: Image) -> Normal:
        """The atom with other quotients put in for generators."""
        raise CannotNormalise(f"{self.name(ring)} cannot be rewritten")

    def logarithm(self, ring: Ring) -> Normal | None:
        """log|atom| in other atoms, or None where it is an atom of its own."""
        return None

    def positive_form(self, ring: Ring) -> Normal | None:
        """A form in this atom and its kin that a lemma says is positive, wherever they are defined; None without."""
        return None

    def name(self, ring: Ring) -> str:
        """A name that does not depend on the order in which atoms came up."""
        raise NotImplementedError


class Image:
    """Quotients to put in for some generators; what depends on these is rebuilt."""

    def __init__(self, ring: Ring, of: Mapping[int, Normal]) -> None:
        self.ring = ring
        self.of = dict(of)
        self.names = frozenset().union(*(ring.atoms[k].symbols for k in of))

    def generator(self, place: int) -> Normal:
        """What stands in the place of the generator."""
        if place not in self.of:
            atom = self.ring.atoms[place]
            changed = bool(atom.symbols & self.names)
            self.of[place] = atom.moved(self.ring, self) if changed else Normal(self.ring.generators[place])
        return self.of[place]

    def __call__(self, f: Normal) -> Normal:
        """The quotient with the generators put in."""
        top = self.polynomial(f.top)
        return top if f.bottom is None else self.ring.divide(top, self.polynomial(f.bottom))

    def polynomial(self, p: Polynomial) -> Normal:
        """The polynomial with the generators put in."""
        ring = self.ring
        places = ring.used(p)
        if all(self.generator(k).top == ring.generators[k] for k in places):
            return Normal(p)
        terms = []
        for monomial, coefficient in p.terms():
            term = ring.number(coefficient)
            for k in places:
                if monomial[k]:
                    term = ring.multiply(term, ring.power(self.generator(k), int(monomial[k])))
            terms.append(term)
        return ring.sum(terms)


class SymbolAtom(Atom):
    """A symbol; the generator is its `order`-th root where that is needed (of positive symbols only)."""

    refinable = True

    def __init__(self, symbol: str, order: int, positive: bool, nonnegative: bool) -> None:
        self.symbol = symbol
        self.order = order
        self.positive = positive
        self.nonnegative = nonnegative
        self.symbols = frozenset((symbol,))

    def slope(self, ring: Ring, symbol: str) -> Normal:
        if self.order == 1:
            return ring.one
        return Normal(ring.one.top, self.order * ring.generators[self.place] ** (self.order - 1))

    def moved(self, ring: Ring, image: Image) -> Normal:
        return Normal(ring.generators[self.place])  # an observation at this index is replaced, not the index

    def logarithm(self, ring: Ring) -> Normal | None:
        return None if self.order == 1 else _part_of_log(ring, ring.symbol(self.symbol), self.order)

    def name(self, ring: Ring) -> str:
        return self.symbol


class Constant(Atom):
    """A positive number that is not rational: π; the generator is its `order`-th root."""

    positive = nonnegative = refinable = True

    def __init__(self, text: str, order: int) -> None:
        self.text = text
        self.order = order

    def logarithm(self, ring: Ring) -> Normal | None:
        return None if self.order == 1 else _part_of_log(ring, ring.pi(), self.order)

    def name(self, ring: Ring) -> str:
        return self.text


class Observation(Atom):
    """An observation x_i of the sample, at a bound index or at a place of its own."""

    def __init__(self, base: str, index: Normal, symbols: frozenset[str]) -> None:
        self.base = base
        self.index = index
        self.symbols = symbols

    def slope(self, ring: Ring, symbol: str) -> Normal:
        raise CannotNormalise(f"an observation has no derivative for its index {symbol}")

    def moved(self, ring: Ring, image: Image) -> Normal:
        return ring.observation(self.base, image(self.index))

    def name(self, ring: Ring) -> str:
        return f"{self.base}_{ring.text(self.index)}"


class Opaque(Atom):
    """Something of which only equality is known: an estimate, a statistic, an indicator."""

    def __init__(self, what: Expression, symbols: frozenset[str], positive: bool = False) -> None:
        self.what = what
        self.symbols = symbols
        self.positive = positive

    def name(self, ring: Ring) -> str:
        return repr(self.what)


def _part_of_log(ring: Ring, whole: Normal, order: int) -> Normal:
    """The logarithm of the order-th root."""
    from .logs import log_atom

    return ring.scale(log_atom(ring, whole.top), fmpq(1, order))
