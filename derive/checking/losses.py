"""What is true of losses: the probabilities of what came, and the quantities that are made of them.

A name such as NLL may stand for several of these (the sum over a text, the mean per token; nats, bits): each is a
reading, and a statement holds where it holds in one of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import permutations
from typing import NamedTuple

from flint import fmpq

from ..expressions import (
    ONE,
    TWO,
    Add,
    Call,
    Divide,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Symbol,
    integer,
    rational,
)
from ..notation.plain import plain
from ..problem.model import Law, Problem
from .announced import Announced
from .loss_values import Value, number

__all__ = ["Losses", "Reading", "losses_of"]

UNITS: Mapping[str, Expression] = {"nats": ONE, "bits": Call("log", (TWO,)), "bans": Call("log", (integer(10),))}

LONGEST = 40  # stretches of a text whose probability is told apart


class Reading(NamedTuple):
    """A quantity that a name may stand for. of: the distribution."""

    value: Expression
    kind: str
    of: str = ""


@dataclass(frozen=True, eq=False)
class Losses:
    """The predictions of a problem, or the densities of its observations under a model that is known.

    chances: by distribution the probability of each token that came. tables: by distribution those of all tokens, a
    table a position. asked: the kinds of what is to be found. orders: in how many orders the counts can come.
    known, columns, law: of a model whose parameters are known.
    """

    chances: Mapping[str, tuple[Expression, ...]]
    tables: Mapping[str, tuple[Mapping[str, Fraction], ...]]
    targets: tuple[str, ...]
    asked: frozenset[str]
    orders: Expression = ONE
    known: Mapping[str, Expression] = field(default_factory=dict)
    columns: Mapping[str, tuple[Expression, ...]] = field(default_factory=dict)
    law: Law | None = None

    @cached_property
    def count(self) -> int:
        """The number of tokens, or of observations."""
        return len(next(iter(self.chances.values()), ()))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The distributions."""
        return tuple(self.chances)

    @cached_property
    def tokens(self) -> frozenset[str]:
        """All tokens of all tables."""
        return frozenset(token for tables in self.tables.values() for table in tables for token in table)

    def observation(self, name: Expression) -> Expression | None:
        """The value of `x_3`."""
        base, index = "", ""
        if isinstance(name, Symbol):
            base, _, index = name.name.partition("_")
        elif isinstance(name, Indexed):
            base, index = name.base, plain(name.index)
        values = self.columns.get(base, ())
        return values[int(index) - 1] if index.isdigit() and 0 < int(index) <= len(values) else None

    # ---- quantities ------------------------------------------------------------------------------------

    def product(self, of: str) -> Expression:
        """The probability of all that came."""
        factors = self.chances[of]
        return factors[0] if len(factors) == 1 else Multiply(factors)

    def losses(self, of: str) -> list[Expression]:
        """−log p of each token."""
        return [Negate(Call("log", (p,))) for p in self.chances[of]]

    def total(self, of: str) -> Expression:
        """−log of the product."""
        terms = self.losses(of)
        return terms[0] if len(terms) == 1 else Add(tuple(terms))

    def mean(self, of: str) -> Expression:
        """The total per token."""
        return Divide(self.total(of), integer(self.count))

    def readings(self, kind: str, told: Announced, lone: bool = True) -> Iterator[Reading]:
        """What a name of that kind may stand for. lone: it is what a statement is about."""
        for of in sorted(told.of or self.names):
            for value in self.values(kind, of, told, lone):
                yield Reading(value, kind, of)

    def values(self, kind: str, of: str, told: Announced, lone: bool) -> Iterator[Expression]:
        if kind == "likelihood":
            yield from (self.chances[of] if told.token else (self.product(of),))
            if self.orders is not ONE:
                yield Multiply((self.orders, self.product(of)))
        elif kind == "perplexity":
            yield from (Divide(ONE, p) for p in self.chances[of]) if told.token else (Call("exp", (self.mean(of),)),)
        elif kind == "probability":
            yield from (*self.chances[of], self.product(of))
            yield from self.other_chances(of)
        elif kind in ("nll", "cross-entropy", "log-likelihood"):
            for value in self.sized(kind, of, told, lone):
                yield from self.in_units(Negate(value) if kind == "log-likelihood" else value, told)

    def other_chances(self, of: str) -> Iterator[Expression]:
        for table in self.tables.get(of, ()):
            for value in table.values():
                yield rational(value)
                yield rational(1 - value)
            yield rational(1 - sum(table.values()))

    def sized(self, kind: str, of: str, told: Announced, lone: bool) -> Iterator[Expression]:
        """The total, the mean, or each token's."""
        if told.token:
            yield from self.losses(of)
        if told.mean:
            yield self.mean(of)
        if told.total or (told.token and not told.mean):
            yield self.total(of)
        if not (told.mean or told.total or told.token):
            yield from self.usual(kind, of, lone)

    def usual(self, kind: str, of: str, lone: bool) -> Iterator[Expression]:
        """The sum where it is asked; the mean where that is on the way to what is asked, or is what is asked."""
        mean_is_usual = kind == "cross-entropy"
        if not mean_is_usual or self.asked <= {"nll", "likelihood", "log-likelihood"}:
            yield self.total(of)
        if mean_is_usual or not lone or not self.asked & {"nll", "log-likelihood", "likelihood"}:
            yield self.mean(of)

    def in_units(self, value: Expression, told: Announced) -> Iterator[Expression]:
        for unit in ("nats", *sorted(told.units)):
            yield value if unit == "nats" else Divide(value, UNITS[unit])

    def of_chance(self, p: Expression) -> Losses:
        """The losses of one token that came with this probability."""
        return Losses({"": (p,)}, {}, (), self.asked)

    def only(self, of: str) -> Losses:
        """Those of one distribution."""
        return Losses({of: self.chances[of]}, {}, (), self.asked)

    def chances_of(self, names: Collection[str]) -> tuple[Value, ...]:
        """What a logarithm may be of, where only these distributions are spoken of."""
        return Losses({of: self.chances[of] for of in names}, {}, (), self.asked).known_chances

    # ---- facts that need no name -----------------------------------------------------------------------

    @cached_property
    def facts(self) -> tuple[Expression, ...]:
        """Sums and means: of the losses, in each unit, and of the probabilities."""
        found: list[Expression] = []
        for of in self.names:
            for value in (self.total(of), self.mean(of)):
                found += [value, *(Divide(value, unit) for unit in UNITS.values() if unit != ONE)]
            chances = self.chances[of]
            inverse = tuple(Divide(ONE, p) for p in chances)
            for terms in (chances, inverse):
                found += [Add(terms), Divide(Add(terms), integer(self.count))]
            found += [self.product(of), Divide(ONE, self.product(of)), Call("exp", (self.mean(of),))]
            found.append(Call("exp", (Negate(self.mean(of)),)))
        for of, other in permutations(self.names, 2):
            found.append(Add((self.total(of), Negate(self.total(other)))))
            found.append(Add((self.mean(of), Negate(self.mean(other)))))
        return tuple(found)

    @cached_property
    def amounts(self) -> tuple[Value, ...]:
        """The values of all that is known."""
        return (*self.single_facts, *(value for e in self.facts if (value := number(e)) is not None))

    @cached_property
    def single_parts(self) -> tuple[Expression, ...]:
        """Of each token: its loss in each unit, its probability, the inverse of that."""
        found: list[Expression] = []
        for of in self.names:
            for p, loss in zip(self.chances[of], self.losses(of), strict=True):
                found += [p, Divide(ONE, p), *(Divide(loss, unit) for unit in UNITS.values())]
        return tuple(found)

    @cached_property
    def single_facts(self) -> tuple[Value, ...]:
        """The values of these, with either sign."""
        values = [value for e in self.single_parts if (value := number(e)) is not None]
        return (*values, *(-value for value in values))

    @cached_property
    def known_chances(self) -> tuple[Value, ...]:
        """The probabilities of what came, token by token and of any stretch, and their geometric mean: what a
        logarithm may be of."""
        found: list[Value | None] = []
        for of in self.names:
            values = [number(p) for p in self.chances[of]]
            for first in range(min(self.count, LONGEST)):
                part: Value = fmpq(1)
                for value in values[first : first + LONGEST]:
                    part = part if value is None else part * value
                    found.append(part)
            found += [number(self.product(of)), number(Call("exp", (Negate(self.mean(of)),)))]
        return tuple(value for value in found if value is not None)


def losses_of(problem: Problem) -> Losses | None:
    """The losses of a problem of predictions; None for any other."""
    if not problem.predictions:
        return None
    names = tuple(dict.fromkeys(name for position in problem.predictions for name in position.distributions))
    chances = {
        name: tuple(_written(p.distributions[name].get(p.target, Fraction(0))) for p in problem.predictions)
        for name in names
    }
    tables = {name: tuple(p.distributions[name] for p in problem.predictions) for name in names}
    asked = frozenset(find.kind for find in problem.find) or frozenset(("nll",))
    return Losses(chances, tables, tuple(p.target for p in problem.predictions), asked)


def _written(value: Fraction) -> Expression:
    return rational(value)
