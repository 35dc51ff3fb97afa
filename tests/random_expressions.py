"""Seeded random trees in the shape that the reader makes, defined everywhere on the domains of `DOMAINS`.

Sums and products are flat where no bracket was typed, a subtracted term is a `Negate`, numbers are not negative.
Arguments of logarithms, roots and denominators are positive on the domains, so that every tree has a real value.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from fractions import Fraction

from derive.domains import POSITIVE, REAL, Domain
from derive.expressions import (
    ONE,
    TWO,
    ZERO,
    Add,
    Apply,
    Call,
    Chain,
    Constant,
    Divide,
    Expression,
    Hat,
    Multiply,
    Negate,
    Number,
    Power,
    Relation,
    Several,
    Symbol,
    observation,
    sample_product,
    sample_sum,
)

__all__ = ["DOMAINS", "random_expression", "random_number", "random_positive", "random_statement"]

OPEN_UNIT = Domain(ZERO, ONE)
# What the names of the generator may be; any other name is positive. Observations are positive.
DOMAINS: dict[str, Domain] = {
    "θ": OPEN_UNIT, "p": OPEN_UNIT, "q": OPEN_UNIT, "λ": POSITIVE, "σ": POSITIVE, "α": POSITIVE, "β": POSITIVE,
    "n": Domain(lower=ONE, lower_closed=True, integer=True), "μ": REAL, "a": REAL, "b": REAL,
}


def random_number(rng: random.Random) -> Number:
    """A small positive integer or, sometimes, a decimal."""
    if rng.random() < 0.8:
        value = rng.randint(1, 12)
        return Number(value, str(value))
    tenths = rng.randint(1, 39)
    return Number(Fraction(tenths, 10), f"{tenths // 10}.{tenths % 10}")


def random_expression(
    rng: random.Random, depth: int, symbols: Sequence[str] = ("θ", "λ"), sample: str | None = "x"
) -> Expression:
    """A tree of at most about `depth` levels over the symbols; `sample` names the observations of sums over the
    sample (None: no sums). Real wherever the symbols are in their `DOMAINS` and the observations positive."""
    return _Growth(rng, tuple(symbols), sample).real(depth)


def random_positive(
    rng: random.Random, depth: int, symbols: Sequence[str] = ("θ", "λ"), sample: str | None = "x"
) -> Expression:
    """As `random_expression`, positive on the domains."""
    return _Growth(rng, tuple(symbols), sample).positive(depth)


def random_statement(
    rng: random.Random, depth: int, symbols: Sequence[str] = ("θ", "λ"), sample: str | None = "x"
) -> Expression:
    """A line of a derivation: a function and its formula, an equation, an estimate, a chain, alternatives."""
    grow = _Growth(rng, tuple(symbols), sample)
    name = Symbol(rng.choice(grow.symbols))
    left, right = grow.real(depth), grow.real(depth)
    kind = rng.randrange(7)
    if kind == 0:
        head = Apply(rng.choice(("L", "ℓ")), (name,), (), rng.choice((0, 0, 1, 2)))
        return Relation((head, left), ("=",))
    if kind == 1:
        return Relation((left, right), (rng.choice("=<≤>≥≠"),))
    if kind == 2:
        return Relation((Hat(name), left, random_number(rng)), ("=", "≈"))
    if kind == 3:
        return Relation((ZERO, name, right), ("<", rng.choice("<≤")))
    if kind == 4:
        link = rng.choice("→⇒⇔")
        return Chain((Relation((left, ZERO), ("=",)), Relation((name, right), ("=",))), (link,))
    if kind == 5:
        alternatives = Relation((name, left), ("=",)), Relation((name, right), ("=",))
        return Several(alternatives, rng.choice(("or", "and", ";")))
    return left


class _Growth:
    """Grows trees; `inside` tells that the place is the body of a sum, where the index is bound."""

    def __init__(self, rng: random.Random, symbols: tuple[str, ...], sample: str | None) -> None:
        self.rng, self.symbols, self.sample = rng, symbols, sample
        self.inside = False

    def pick(self, makers: Sequence[Callable[[int], Expression]], depth: int) -> Expression:
        return self.rng.choice(makers)(depth - 1)

    # -- real ---------------------------------------------------------------------------------------------

    def real(self, depth: int) -> Expression:
        if depth <= 0:
            return self.real_leaf()
        makers = [
            self.sum, self.sum, self.product, self.product, self.quotient, self.logarithm, self.minus,
            self.whole_power, self.positive, self.positive,
        ]
        if self.sample and not self.inside:
            makers.append(self.over_sample)
        return self.pick(makers, depth)

    def real_leaf(self) -> Expression:
        if self.inside and self.rng.random() < 0.4:
            return observation(self.sample or "x")
        if self.rng.random() < 0.3:
            return random_number(self.rng)
        return Symbol(self.rng.choice(self.symbols))

    def sum(self, depth: int) -> Expression:
        terms = [self.not_a(Add, self.real, depth)]
        for _ in range(self.rng.choice((1, 1, 2))):
            term = self.not_a((Add, Negate), self.real, depth)
            terms.append(Negate(term) if self.rng.random() < 0.4 else term)
        return Add(tuple(terms))

    def product(self, depth: int) -> Expression:
        factors = [self.not_a(Multiply, self.real, depth) for _ in range(self.rng.choice((2, 2, 3)))]
        return Multiply(tuple(factors))

    def quotient(self, depth: int) -> Expression:
        return Divide(self.real(depth), self.positive(depth))

    def logarithm(self, depth: int) -> Expression:
        return Call("log", (self.positive(depth),))

    def minus(self, depth: int) -> Expression:
        return Negate(self.real(depth))

    def whole_power(self, depth: int) -> Expression:
        return Power(self.real(min(depth, 2)), Number(k := self.rng.randint(2, 4), str(k)))

    def over_sample(self, depth: int) -> Expression:
        self.inside = True
        body = self.real(depth)
        self.inside = False
        return sample_sum(body)

    # -- positive -----------------------------------------------------------------------------------------

    def positive(self, depth: int) -> Expression:
        if depth <= 0:
            return self.positive_leaf()
        makers = [
            self.positive_product, self.positive_product, self.positive_quotient, self.positive_sum,
            self.exponential, self.power, self.root, self.positive_leaf_at,
        ]
        if self.sample and not self.inside and depth < 3:
            makers.append(self.product_over_sample)
        return self.pick(makers, depth)

    def positive_leaf_at(self, _depth: int) -> Expression:
        return self.positive_leaf()

    def positive_leaf(self) -> Expression:
        if self.inside and self.rng.random() < 0.4:
            return observation(self.sample or "x")
        positive = [s for s in self.symbols if DOMAINS.get(s, POSITIVE).lower is not None]
        if not positive or self.rng.random() < 0.3:
            return random_number(self.rng)
        symbol = Symbol(self.rng.choice(positive))
        if DOMAINS.get(symbol.name) is OPEN_UNIT and self.rng.random() < 0.4:
            return Add((ONE, Negate(symbol)))
        return symbol

    def positive_product(self, depth: int) -> Expression:
        return Multiply(tuple(self.not_a(Multiply, self.positive, depth) for _ in range(self.rng.choice((2, 2, 3)))))

    def positive_quotient(self, depth: int) -> Expression:
        return Divide(self.positive(depth), self.positive(depth))

    def positive_sum(self, depth: int) -> Expression:
        return Add(tuple(self.not_a(Add, self.positive, depth) for _ in range(2)))

    def exponential(self, depth: int) -> Expression:
        argument = self.real(min(depth, 1))
        if self.rng.random() < 0.5:
            return Call("exp", (argument,))
        return Power(Constant("e"), argument)

    def power(self, depth: int) -> Expression:
        base = self.positive(depth)
        exponents: list[Expression] = [TWO, Number(7, "7"), Divide(ONE, TWO), Negate(ONE), Negate(TWO)]
        exponents.append(Symbol(self.rng.choice(self.symbols)))
        if self.inside:
            exponents.append(observation(self.sample or "x"))
        return Power(base, self.rng.choice(exponents))

    def root(self, depth: int) -> Expression:
        return Call("sqrt", (self.positive(depth),))

    def product_over_sample(self, depth: int) -> Expression:
        self.inside = True
        body = self.positive(depth)
        self.inside = False
        return sample_product(body)

    def not_a(
        self, kind: type[Expression] | tuple[type[Expression], ...], grow: Callable[[int], Expression], depth: int
    ) -> Expression:
        """A subtree that is none of these kinds nine times in ten: where it is, a bracket was typed."""
        tree = grow(depth)
        while isinstance(tree, kind) and self.rng.random() < 0.9:
            tree = grow(depth)
        return tree
