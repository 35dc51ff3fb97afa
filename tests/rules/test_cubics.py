"""Cubic equations in closed form, against the roots that mpmath finds."""

from __future__ import annotations

import random

import mpmath
import pytest
from flint import fmpz_poly

from derive.balls import value
from derive.notation.plain import plain
from derive.rules.cubics import cubic_roots
from derive.steps import Setting


@pytest.mark.parametrize(
    ("coefficients", "roots"),
    [
        ((1, 0, 0, -2), ["∛(2)"]),
        ((1, 0, -3, 1), ["2 cos((acos(−1/2) + 2π)/3)", "2 cos((acos(−1/2) + 4π)/3)", "2 cos(acos(−1/2)/3)"]),
        ((2, 1, 3, -4), ["−1/6 + ∛(121/108 + √7053/72) − ∛(−121/108 + √7053/72)"]),
    ],
)
def test_how_they_are_written(coefficients: tuple[int, int, int, int], roots: list[str]) -> None:
    assert [plain(root) for root in cubic_roots(*coefficients)] == roots


def test_all_real_roots_in_rising_order() -> None:
    rng, seen = random.Random(3), {1: 0, 3: 0}
    while min(seen.values()) < 40:
        a, b, c, d = rng.choice((-3, -2, -1, 1, 2, 5)), *(rng.randint(-9, 9) for _ in range(3))
        if any(factor.degree() in (1, 2) for factor, _ in fmpz_poly([d, c, b, a]).factor()[1]):
            continue
        found = [value(root, Setting()) for root in cubic_roots(a, b, c, d)]
        roots = mpmath.polyroots([a, b, c, d], maxsteps=200, extraprec=200)
        real = sorted(float(root.real) for root in roots if abs(root.imag) < 1e-12)
        assert found == pytest.approx(real, abs=1e-12)
        seen[len(real)] += 1
