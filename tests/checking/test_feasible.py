"""Points on linear equations among the parameters."""

from __future__ import annotations

from itertools import islice

import pytest
from flint import arb, fmpq

from derive.balls.points import Chance
from derive.checking.feasible import along_equations
from derive.expressions import Relation
from derive.notation.reader import Scope, read
from derive.steps import Setting

SCOPE = Scope(frozenset("pqr"), frozenset(), open_names=True, strict=False)
START = {"p": fmpq(1, 2), "q": fmpq(1, 4), "r": fmpq(1, 4)}


def moved(equations: list[str], start: dict[str, fmpq | arb]) -> list[dict[str, fmpq | arb]]:
    relations = [e for text in equations if isinstance(e := read(text, SCOPE), Relation)]
    return list(islice(along_equations(relations, start, Setting(), Chance(1)), 5))


@pytest.mark.parametrize("equations", [["p + q + r = 1"], ["p + q + r = 1", "q = r"]])
def test_the_points_move_and_keep_the_equations(equations: list[str]) -> None:
    points = moved(equations, dict(START))
    assert len({tuple(map(str, point.values())) for point in points}) == 5
    assert all(sum(point.values()) == 1 for point in points)
    assert len(equations) == 1 or all(point["q"] == point["r"] for point in points)


@pytest.mark.parametrize(("equations", "start"), [
    (["p^2 + q + r = 3/4"], START),
    (["p + q + r = 1", "p = 2q", "q = r"], START),  # nothing left to move
    (["p + q + r = 1"], {**START, "p": arb(0.5)}),  # no rational start
])  # fmt: skip
def test_no_points(equations: list[str], start: dict[str, fmpq | arb]) -> None:
    assert moved(equations, dict(start)) == []
