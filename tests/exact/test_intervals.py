"""Roots of polynomials on intervals: none is proved by Descartes' rule where Sturm counts none."""

from __future__ import annotations

import random

import pytest
from flint import fmpq, fmpq_poly

from derive.exact.intervals import has_no_root, roots_between, sturm_chain

ENDS = [(0, 1), (-2, 5), (0, None), (None, 1), (None, None), (3, 4)]


@pytest.mark.parametrize(("lower", "upper"), ENDS)
def test_no_root_where_sturm_counts_none(lower: int | None, upper: int | None) -> None:
    rng = random.Random(f"{lower} {upper}")
    ends = [None if end is None else fmpq(end) for end in (lower, upper)]
    agreed = 0
    for _ in range(150):
        f = fmpq_poly([rng.randint(-5, 5) for _ in range(rng.randint(1, 7))] + [rng.randint(1, 3)])
        g = fmpq_poly(f)
        for end in ends:
            while end is not None and not g(end):
                g = divmod(g, fmpq_poly([-end, 1]))[0]
        roots = roots_between(sturm_chain(g), *ends)
        assert not (has_no_root(f, *ends) and roots)
        agreed += has_no_root(f, *ends) == (not roots)
    assert agreed > 140


def test_a_high_degree() -> None:
    f = fmpq_poly([1])
    for k in range(1, 60):
        f *= fmpq_poly([-k, 2])
    assert has_no_root(f, fmpq(30), None)
    assert has_no_root(f, fmpq(1, 2), fmpq(1))
    assert not has_no_root(f, fmpq(29), None)
