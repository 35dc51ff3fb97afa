"""The ring of one derivation: quotients over a table of atoms.

An atom is found by its key, made of canonical forms; one that is new takes the next free generator.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from math import lcm
from typing import NoReturn

from flint import fmpq

from ..domains import POSITIVE, Domain
from ..expressions import Expression, Symbol, number_value
from ..steps import Setting
from .atoms import NOTHING, SAMPLE, Atom, Constant, Observation, SymbolAtom
from .budget import CannotNormalise
from .columns import observed
from .factors import Factors
from .quotients import CAPACITIES, Normal, Polynomial

__all__ = ["Rebuild", "Ring", "number_at"]


_MOST_RATIONALISED = 40  # terms of a denominator from which roots are removed


class Rebuild(Exception):
    """The table must be made anew: with more generators, or with a finer root of an atom."""


class Ring(Factors):
    """The quotients over the atoms of one derivation."""

    def __init__(
        self, setting: Setting, capacity: int, orders: dict[str, int], at_data: bool, positive: frozenset[str]
    ) -> None:
        super().__init__(capacity)
        self.setting = setting
        self.at_data = at_data
        self.size = _size(setting) if at_data else None
        self.sizes = {base: column.size for base, column in setting.columns.items()} if at_data else {}
        self.orders = orders
        self.positive_names = positive
        self.variables = frozenset(setting.supports) | frozenset(setting.columns) or frozenset(("x",))
        self.atoms: list[Atom] = []
        self.places: dict[Hashable, int] = {}
        self.relations: list[Atom] = []
        self.logarithms: dict[str, Normal] = {}
        self.sums: dict[tuple[str, str, str, str], Normal] = {}
        self.translate: Callable[[Expression], Normal]  # set by the field: the normal form of a tree
        self.sign: Callable[[Normal, bool], int | None]  # set by the field: the sign in the interior (strict?)
        self.values: dict[int, Normal] = {}
        self.slopes: dict[tuple[int, str], Normal] = {}

    # ---- the table ------------------------------------------------------------------------------------

    def atom(self, key: Hashable, make: Callable[[], Atom]) -> Normal:
        """The generator of the atom with this key, made where it is new."""
        place = self.places.get(key)
        if place is None:
            place = self._enter(key, make())
        return self.values[place] if place in self.values else Normal(self.generators[place])

    def place_of(self, key: Hashable, make: Callable[[], Atom]) -> int:
        """The place of the atom with this key, made where it is new."""
        place = self.places.get(key)
        return self._enter(key, make()) if place is None else place

    def _enter(self, key: Hashable, atom: Atom) -> int:
        place = len(self.atoms)
        if place == self.capacity:
            if self.capacity == CAPACITIES[-1]:
                raise CannotNormalise("more than 512 different quantities")
            raise Rebuild
        atom.place = place
        self.atoms.append(atom)
        self.places[key] = place
        if atom.relation is not None:
            self.relations.append(atom)
        return place

    def refine(self, atom: Atom, present: int, finer: int) -> NoReturn:
        """Ask for the table with the generator as the `finer`-th root of what it is now."""
        self.orders[atom.name(self)] = present * finer
        raise Rebuild

    def least_order(self, name: Callable[[], str], needed: int) -> int:
        """Which root of a new atom its generator must be: as needed now, and as earlier tables needed it."""
        return lcm(self.orders.get(name(), 1), needed) if self.orders else needed

    # ---- symbols and observations -----------------------------------------------------------------------

    def domain(self, name: str) -> Domain | None:
        """What the symbol may be, as far as it is said; an estimate lies where its parameter does."""
        return self.setting.domains.get(name.removeprefix("hat "))

    def symbol_atom(self, name: str) -> SymbolAtom:
        """The atom of a symbol (a square root of it where the name is a square)."""
        place = self.places.get(name)
        if place is None:
            place = self._enter(name, self._new_symbol(name))
        atom = self.atoms[place]
        assert isinstance(atom, SymbolAtom)
        return atom

    def _new_symbol(self, name: str) -> SymbolAtom:
        domain = self.domain(name)
        if name in self.positive_names or (name == "n" and domain is None):
            domain = POSITIVE
        positive, nonnegative = signs_of(domain, interior=True)
        order = self.least_order(lambda: name, 2 if name.endswith("²") and nonnegative else 1)
        return SymbolAtom(name, order, positive, nonnegative)

    def symbol(self, name: str) -> Normal:
        """The symbol itself, whatever root its generator is."""
        atom = self.symbol_atom(name)
        if atom.place in self.values:
            return self.values[atom.place]
        return Normal(self.generators[atom.place] ** atom.order)

    def pi(self) -> Normal:
        """π."""
        place = self.place_of("constant π", lambda: Constant("constant π", self.least_order(lambda: "constant π", 1)))
        atom = self.atoms[place]
        assert isinstance(atom, Constant)
        return Normal(self.generators[place] ** atom.order)

    def observation(self, base: str, index: Normal) -> Normal:
        """x_index."""
        place = self.value(index)
        if self.at_data and base in self.setting.columns and place is not None and place.q == 1:
            value = observed(self.setting.columns[base], int(place.p))
            if value is None:
                raise CannotNormalise(f"{base} has no observation {place}")
            return self.number(value)
        key = ("observation", base, self.key(index))
        return self.atom(key, lambda: self._new_observation(base, index))

    def _new_observation(self, base: str, index: Normal) -> Observation:
        atom = Observation(base, index, self.symbols(index) | {SAMPLE + base})
        atom.positive, atom.nonnegative = signs_of(self.setting.supports.get(base), interior=False)
        return atom

    # ---- derivatives ------------------------------------------------------------------------------------

    def derivative(self, f: Normal, symbol: str) -> Normal:
        """The partial derivative for a symbol; for σ where σ² is the parameter, by the chain rule."""
        square = f"{symbol}²"
        if square in self.setting.domains and symbol not in self.setting.domains:
            return self.multiply(self.derivative(f, square), self.scale(self.root_of_square(square), 2))
        top = self._slope(f.top, symbol)
        if f.bottom is None:
            return top
        bottom = self._slope(f.bottom, symbol)
        if bottom.top.is_zero():
            return self.divide(top, Normal(f.bottom))
        inner = self.cancel(self.divide(bottom, Normal(f.bottom)))
        return self.divide(self.subtract(top, self.multiply(Normal(f.top), inner)), Normal(f.bottom))

    def root_of_square(self, square: str) -> Normal:
        """σ where σ² is the parameter."""
        atom = self.symbol_atom(square)
        return Normal(self.generators[atom.place] ** (atom.order // 2))

    def _slope(self, p: Polynomial, symbol: str) -> Normal:
        terms = []
        for place, atom in enumerate(self.atoms):
            if symbol in atom.symbols:
                partial = p.derivative(place)
                if not partial.is_zero():
                    terms.append(self.multiply(Normal(partial), self.slope(place, symbol)))
        return self.sum(terms)

    def slope(self, place: int, symbol: str) -> Normal:
        """The derivative of the generator."""
        key = place, symbol
        if key not in self.slopes:
            self.slopes[key] = self.cancel(self.atoms[place].slope(self, symbol))
        return self.slopes[key]

    # ---- canonical forms --------------------------------------------------------------------------------

    def reduced(self, f: Normal) -> Normal:
        """The quotient in lowest terms, relations of roots put in and square roots out of the denominator."""
        if self.relations:
            f = self.related(f)
            f = self._rationalised(f)
        return self.cancel(f)

    def related(self, f: Normal) -> Normal:
        """The quotient with powers of roots replaced by what they are."""
        for atom in reversed(self.relations):
            f = self._replaced(f, atom)
        return f

    def _replaced(self, f: Normal, atom: Atom) -> Normal:
        top = self._with_relation(f.top, atom)
        return Normal(top, None if f.bottom is None else self._with_relation(f.bottom, atom))

    def _with_relation(self, p: Polynomial, atom: Atom) -> Polynomial:
        assert atom.relation is not None
        order, value = atom.relation
        place = atom.place
        if p.degrees()[place] < order:
            return p
        parts: dict[int, dict[tuple[int, ...], fmpq]] = {}
        for monomial, coefficient in p.terms():
            times, left = divmod(int(monomial[place]), order)
            parts.setdefault(times, {})[(*monomial[:place], left, *monomial[place + 1:])] = coefficient
        powers = {times: self.power(Normal(value), times).top for times in parts}
        result = self.zero.top
        for times, terms in parts.items():
            result += self.product(self.context.from_dict(terms), powers[times])
        return result

    def _rationalised(self, f: Normal) -> Normal:
        for atom in self.relations:
            if f.bottom is None:
                return f
            assert atom.relation is not None
            degree = f.bottom.degrees()[atom.place]
            if atom.relation[0] == 2 and degree == 1 and len(f.bottom) <= _MOST_RATIONALISED:
                r = self.generators[atom.place]
                slope = f.bottom.derivative(atom.place)
                conjugate = f.bottom - 2 * slope * r
                f = Normal(self.product(f.top, conjugate), self.product(f.bottom, conjugate))
                f = self.related(f)
                if f.bottom.is_zero():
                    raise CannotNormalise("division by zero")
        return f

    # ---- what quotients depend on -----------------------------------------------------------------------

    def symbols(self, *quotients: Normal) -> frozenset[str]:
        """The names on which the quotients depend."""
        names = NOTHING
        for f in quotients:
            names |= self._symbols(f.top)
            if f.bottom is not None:
                names |= self._symbols(f.bottom)
        return names

    def _symbols(self, p: Polynomial) -> frozenset[str]:
        places = self.used(p)
        if len(places) == 1:
            return self.atoms[places[0]].symbols
        return NOTHING.union(*[self.atoms[k].symbols for k in places])

    def places_in(self, f: Normal) -> list[int]:
        """The generators of numerator and denominator."""
        places = self.used(f.top)
        return places if f.bottom is None else sorted({*places, *self.used(f.bottom)})

    def observed(self, f: Normal) -> set[str]:
        """The variables of which observations occur."""
        return {name.removeprefix(SAMPLE) for name in self.symbols(f) if name.startswith(SAMPLE)}

    def all_signed(self, f: Normal) -> bool:
        """Whether the sign of each atom is known."""
        return all(self.sign(Normal(self.generators[k]), False) is not None for k in self.places_in(f))

    def text(self, f: Normal) -> str:
        """The quotient with the names of its atoms."""
        image = {f"g{k}": f"[{self.atoms[k].name(self)}]" for p in (f.top, f.bottom) if p is not None
                 for k in self.used(p)}
        words = repr(f).replace("*", " * ").replace("(", "( ").replace(")", " )").replace("^", " ^ ").split(" ")
        return "".join(image.get(word, word) for word in words)

    def generator_of(self, f: Normal) -> int | None:
        """The place where the quotient is a single generator."""
        if f.bottom is not None or len(f.top) != 1 or f.top.leading_coefficient() != 1:
            return None
        places = self.used(f.top)
        return places[0] if len(places) == 1 and f.top == self.generators[places[0]] else None


def number_at(end: Expression | None) -> fmpq | None:
    """The rational number that an end of a domain is."""
    value = None if end is None else number_value(end)
    return None if value is None else fmpq(value.numerator, value.denominator)


def signs_of(domain: Domain | None, interior: bool) -> tuple[bool, bool]:
    """Whether all numbers of the domain are positive, and whether none is negative.

    In the interior an end does not count; an integer domain has no interior, it takes the ends that belong to it.
    """
    lower = None if domain is None else number_at(domain.lower)
    if lower is None or domain is None:
        return False, False
    reached = domain.lower_closed and (domain.integer or not interior)
    return lower > 0 or (lower == 0 and not reached), lower >= 0


def _size(setting: Setting) -> int | None:
    given = setting.statistics.get(Symbol("n"))
    return setting.size if given is None or given.denominator != 1 else given.numerator
