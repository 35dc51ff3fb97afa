"""Claims about conditions among the parameters: what follows, and near misses."""

from __future__ import annotations

import pytest
from test_support_claims import Lines, accepted, rows, tree

from derive.claims.claim import Claim
from derive.claims.conditions import Lagrange, Named, Restricted, Undetermined
from derive.claims.maxima import Unused
from derive.domains import PROBABILITY, REAL, Domain
from derive.expressions import ONE, ZERO, Relation, Symbol
from derive.steps import Setting

OPEN = Domain(ZERO, ONE)
UNIT = Setting(domains={"p": PROBABILITY, "q": PROBABILITY, "r": PROBABILITY, "s": PROBABILITY, "o": OPEN, "μ": REAL})
LOG = ("ℓ(p, q, r, s) = 3 log p + 5 log q", None)
SUMS = (("p + q = 1", None), ("r + s = 1", None), LOG)
λ, κ = Symbol("λ"), Symbol("κ")


def equation(text: str) -> Relation:
    line = tree(text)
    assert isinstance(line, Relation)
    return line


FIRST, SECOND = equation("p + q = 1"), equation("r + s = 1")
RIGHT = [
    *rows(SUMS, Lagrange(((λ, FIRST),)), UNIT, "Λ = 3 log p + 5 log q + λ(1 - p - q)"),
    *rows(SUMS, Lagrange(((λ, FIRST), (κ, SECOND))), UNIT, "Λ = 3 log p + 5 log q + λ(1 - p - q) + κ(1 - r - s)"),
    *rows(SUMS, Undetermined(SECOND), UNIT, "r̂ ∈ [0, 1], ŝ ∈ [0, 1]", "ŝ ∈ [0, 1], r̂ ∈ [0, 1]"),
    *rows((("2 p + 3 r = 1", None), ("ℓ(p, r) = 3 log p", None)), Unused("r", "p"), UNIT, "r̂ = 0"),
]
RIGHT += [
    *rows((("p = 2 q", None),), Restricted("q", (equation("p = 2 q"),)), UNIT, "0 ≤ q ≤ 1/2"),
    *rows((("o = 1 - 3 μ", None),), Restricted("μ", (equation("o = 1 - 3 μ"),)), UNIT, "0 < μ < 1/3"),
]
REST = equation("r = 1 - p - q").operands[1]
CELLS = (("r = 1 - p - q", None), ("L(p, q) = p^3 q^5 (1 - p - q)^2", None))
RIGHT += rows(CELLS, Named((("r", REST),)), UNIT, "L(p, q, r) = p^3 q^5 r^2")
WRONG = [
    *rows(CELLS, Named((("r", REST),)), UNIT, "L(p, q, r) = p^3 q^5 r^3", "L(p, q, r) = p^3 q^5 s^2", "p^3 q^5 r^2"),
    *rows(CELLS, Named((("s", REST),)), UNIT, "L(p, q, s) = p^3 q^5 s^2"),
    *rows((CELLS[0], ("L(p, q) = r p^3 q^5 (1 - p - q)^2", None)), Named((("r", REST),)), UNIT,
          "L(p, q, r) = p^3 q^5 r^3"),
    *rows((("p = 2 q", None),), Restricted("q", (equation("p = 2 q"),)), UNIT, "0 ≤ q < 1/2", "0 ≤ q ≤ 1",
          "0 ≤ p ≤ 1/2"),
    *rows((("p = 2 q", None),), Restricted("q", (equation("p = 3 q"),)), UNIT, "0 ≤ q ≤ 1/3"),
    *rows((("p = q^2", None),), Restricted("q", (equation("p = q^2"),)), UNIT, "0 ≤ q ≤ 1"),
    *rows((("p = q + r", None),), Restricted("q", (equation("p = q + r"),)), UNIT, "0 ≤ q ≤ 1"),
    *rows(SUMS, Lagrange(((λ, FIRST),)), UNIT, "Λ = 3 log p + 5 log q + λ(1 - p)", "Λ = 3 log p + λ(1 - p - q)",
          "Λ = 3 log p + 5 log q + κ(1 - p - q)", "ℓ(p, q, r, s) = 3 log p + 5 log q + λ(1 - p - q)",
          "Λ = 3 log p + 5 log q + p (1 - p - q)"),
    *rows(SUMS, Lagrange(((Symbol("p"), FIRST),)), UNIT, "Λ = 3 log p + 5 log q + p (1 - p - q)"),
    *rows(SUMS, Lagrange(((λ, FIRST), (λ, SECOND))), UNIT,
          "Λ = 3 log p + 5 log q + λ(1 - p - q) + λ(1 - r - s)"),
    *rows(SUMS, Lagrange(((λ, equation("p + q = 2")),)), UNIT, "Λ = 3 log p + 5 log q + λ(2 - p - q)"),
    *rows(SUMS, Undetermined(SECOND), UNIT, "r̂ ∈ [0, 1]", "r̂ ∈ [0, 1], ŝ ∈ [0, 1/2]", "r̂ ∈ [0, 1], p̂ ∈ [0, 1]",
          "r̂ = 1/2, ŝ = 1/2"),
    *rows(SUMS, Undetermined(FIRST), UNIT, "p̂ ∈ [0, 1], q̂ ∈ [0, 1]"),
    *rows((*SUMS[:1], ("r + s = 1/2", None), LOG), Undetermined(equation("r + s = 1/2")), UNIT,
          "r̂ ∈ [0, 1], ŝ ∈ [0, 1]"),
    *rows((("r + p = 1", None), *SUMS), Undetermined(SECOND), UNIT, "r̂ ∈ [0, 1], ŝ ∈ [0, 1]"),
    *rows((*SUMS[:1], ("r + o = 1", None), LOG), Undetermined(equation("r + o = 1")), UNIT,
          "r̂ ∈ [0, 1], ô ∈ (0, 1)"),
    *rows((("p - r = 1", None), ("ℓ(p, r) = 3 log p", None)), Unused("r", "p"), UNIT, "r̂ = 0"),
    *rows((("p/2 + r = 1", None), ("ℓ(p, r) = 3 log p", None)), Unused("r", "p"), UNIT, "r̂ = 0"),
    *rows((("p + r + μ = 1", None), ("ℓ(p, r) = 3 log p", None)), Unused("r", "p"), UNIT, "r̂ = 0"),
]


@pytest.mark.parametrize(("lines", "claim", "setting", "after"), RIGHT)
def test_what_follows(lines: Lines, claim: Claim, setting: Setting, after: str) -> None:
    assert accepted(lines, claim, after, setting)


@pytest.mark.parametrize(("lines", "claim", "setting", "after"), WRONG)
def test_what_does_not_follow(lines: Lines, claim: Claim, setting: Setting, after: str) -> None:
    assert not accepted(lines, claim, after, setting)
