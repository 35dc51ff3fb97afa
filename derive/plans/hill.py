"""The maximum of a concave function of several unknowns, by Newton's steps that never lead down."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from fractions import Fraction

from flint import arb, fmpq

from .roots import Place

__all__ = ["BITS", "Hill", "Vector", "ball", "binary_fraction", "settled"]

Vector = tuple[Fraction, ...]

BITS = 256
TOLERANCE = 1e-12
MOST_STEPS = 25
MOST_HALVINGS = 40
MOST_REFINEMENTS = 8
FARTHEST = 10**6
"""Steps beyond so many times the size of the start lead nowhere."""
NEAR = Fraction(1, 2**24)
CLOSE = Fraction(1, 2**140)
WIDTH = Fraction(1, 2**90)


class Hill(ABC):
    """A concave function of the unknowns of these names; `start` is where the climb begins."""

    def __init__(self, names: tuple[str, ...], start: Vector) -> None:
        self.names, self.start = names, start

    @abstractmethod
    def step(self, at: Vector, bits: int = BITS) -> Vector | None:
        """Where Newton's step leads; None where the slopes depend on each other or a value is missing."""

    @abstractmethod
    def height(self, at: Vector) -> float | None:
        """The function up to a constant; None where it has no value."""

    def top(self) -> list[Place] | None:
        """An interval around each coordinate of the maximum; None where the steps do not settle."""
        at = self.start
        height = self.height(at)
        for _ in range(MOST_STEPS):
            new = self.step(at, 64)
            if new is None or height is None or self._is_far(new):
                return None
            if _agree(at, new, NEAR):
                return self._refined(new)
            at, height = self._uphill(at, new, height)
        return None

    def _is_far(self, at: Vector) -> bool:
        return any(abs(x) > FARTHEST * _size(start) for x, start in zip(at, self.start, strict=True))

    def _uphill(self, at: Vector, new: Vector, height: float) -> tuple[Vector, float | None]:
        """The step, or as much of it as leads up."""
        for _ in range(MOST_HALVINGS):
            there = self.height(new)
            if there is not None and there >= height - TOLERANCE * abs(height):
                return new, there
            new = tuple(binary_fraction(ball((a + b) / 2)) for a, b in zip(at, new, strict=True))
        return new, None

    def _refined(self, at: Vector) -> list[Place] | None:
        for _ in range(MOST_REFINEMENTS):
            new = self.step(at)
            if new is None:
                return None
            if _agree(at, new, CLOSE):
                return [_around(settled(x)) for x in new]
            at = new
        return None


def settled(x: Fraction) -> Fraction:
    """The number, or zero where nothing but rounding is left of it."""
    return Fraction(0) if abs(x) < CLOSE else x


def _around(x: Fraction) -> Place:
    return x - WIDTH * _size(x), x + WIDTH * _size(x)


def _size(x: Fraction) -> Fraction:
    return max(Fraction(1), abs(x))


def _agree(one: Vector, other: Vector, share: Fraction) -> bool:
    return all(abs(a - b) <= share * _size(b) for a, b in zip(one, other, strict=True))


def ball(x: Fraction) -> arb:
    """The number as a ball."""
    return arb(fmpq(x.numerator, x.denominator))


def binary_fraction(x: arb) -> Fraction:
    """A binary fraction near the middle of the ball."""
    exact = x.mid().fmpq()
    value = Fraction(int(exact.p), int(exact.q))
    return Fraction(math.floor(value * 2**200), 2**200)
