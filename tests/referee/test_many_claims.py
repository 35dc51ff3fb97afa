"""Claims about many quantities at once: what follows for each of them, and near misses."""

from __future__ import annotations

import pytest
from test_support_claims import Lines, accepted, rows, tree

from derive.claims.claim import Claim
from derive.claims.conditions import Lagrange
from derive.claims.equations import Equivalent, SetToZero, Substituted
from derive.claims.many import AddedUp, ConcaveEach, EmptyOnes, ForEach, LogarithmOfEach, Tabulated, Tallied
from derive.claims.values import Differentiated
from derive.domains import PROBABILITY, Domain
from derive.expressions import ONE, ZERO, Relation, Symbol, integer
from derive.records import replace
from derive.steps import Setting

NAMES = tuple(Symbol(f"p_{k}") for k in range(1, 5))
ANY = Setting(
    domains={name.name: PROBABILITY for name in NAMES},
    families={"p": NAMES, "n": tuple(map(integer, (3, 5, 2, 2)))},
)
ZEROS = replace(ANY, families={"p": NAMES, "n": tuple(map(integer, (3, 0, 2, 5)))})
OPEN = replace(ZEROS, domains={name.name: Domain(ZERO, ONE) for name in NAMES})
MIXED = replace(ANY, domains={**ANY.domains, "p_2": Domain(ZERO, ONE)})
LIKELIHOOD = ("L(p) = Π_{j=1}^{4} p_j^n_j", None)
CONDITION = ("Σ_{j=1}^{4} p_j = 1", None)
LOG = ("ℓ(p) = Σ_{j=1}^{4} n_j log p_j", LogarithmOfEach())
SUM = tree("Σ_{j=1}^{4} p_j = 1")
assert isinstance(SUM, Relation)
START: Lines = (CONDITION, LIKELIHOOD, LOG)
λ = Symbol("λ")
LAGRANGE: Lines = (*START, ("Λ = Σ_{j=1}^{4} n_j log p_j + λ(1 - Σ_{j=1}^{4} p_j)", Lagrange(((λ, SUM),))))
SCORE: Lines = (*LAGRANGE, ("∂Λ/∂p_j = n_j/p_j - λ", ForEach(Differentiated("p_j"))))
ROOT: Lines = (*SCORE, ("n_j/p_j - λ = 0", ForEach(SetToZero())))
CLEARED: Lines = (*ROOT, ("n_j = λ p_j", ForEach(Equivalent(Symbol("p_j")))))
ADDED: Lines = (*CLEARED, ("Σ_{j=1}^{4} n_j = λ", AddedUp(λ, SUM)))
KNOWN: Lines = (*ADDED, ("λ = 12", Tallied()))
SHARES: Lines = (("p_j = n_j/12", None),)

RIGHT = [
    *rows((CONDITION, LIKELIHOOD), LogarithmOfEach(), ANY, "ℓ(p) = Σ_{j=1}^{4} n_j log p_j"),
    *rows(LAGRANGE, ForEach(Differentiated("p_j")), ANY, "∂Λ/∂p_j = n_j/p_j - λ"),
    *rows(CLEARED, AddedUp(λ, SUM), ANY, "Σ_{j=1}^{4} n_j = λ"),
    *rows(ADDED, Tallied(), ANY, "λ = 12"),
    *rows(START, ConcaveEach("p_j"), ANY, "∂²ℓ/∂p_j² = -n_j/p_j^2 < 0"),
    *rows(START, EmptyOnes(SUM), ZEROS, "n_j = 0 ⇒ p̂_j = 0"),
    *rows(START, EmptyOnes(SUM), OPEN, "0 < p_2 < 1"),
    *rows(SHARES, Tabulated(), ANY, "p̂_1 = 1/4, p̂_2 = 5/12, p̂_3 = 1/6, p̂_4 = 2/12"),
]
WRONG = [
    *rows((CONDITION, LIKELIHOOD), LogarithmOfEach(), ANY, "ℓ(p) = Σ_{j=1}^{4} log p_j",
          "ℓ(p) = Σ_{j=1}^{3} n_j log p_j",
          "ℓ(p) = Σ_{j=2}^{4} n_j log p_j", "L(p) = Σ_{j=1}^{4} n_j log p_j", "ℓ(q) = Σ_{j=1}^{4} n_j log p_j"),
    *rows(LAGRANGE, ForEach(Differentiated("p_j")), ANY, "∂Λ/∂p_j = n_j/p_j + λ", "∂Λ/∂p_j = 4 n_j/p_j - λ",
          "∂Λ/∂p_1 = n_1/p_1 - λ", "∂Λ/∂p_j = p_1 n_j/p_j - λ"),
    *rows(LAGRANGE, ForEach(Differentiated("p_1")), ANY, "∂Λ/∂p_1 = 0"),
    *rows(CLEARED, AddedUp(λ, SUM), ANY, "Σ_{j=1}^{4} n_j = 4 λ", "Σ_{j=1}^{3} n_j = λ", "Σ_{j=1}^{4} n_j = 1"),
    *rows(CLEARED, AddedUp(Symbol("p_j"), SUM), ANY, "Σ_{j=1}^{4} n_j = λ"),
    *rows(CLEARED, AddedUp(λ, SUM), ZEROS, "Σ_{j=1}^{4} n_j = λ"),
    *rows(ADDED, Tallied(), ANY, "λ = 11", "κ = 12"),
    *rows(KNOWN, ForEach(Substituted((("λ", integer(11)),))), ANY, "λ = 11"),
    *rows(START, ConcaveEach("p_j"), ANY, "∂²ℓ/∂p_j² = -n_j/p_j^2 > 0", "∂²ℓ/∂p_j² = -n_j/p_j < 0"),
    *rows(START, EmptyOnes(SUM), OPEN, "n_j = 0 ⇒ p̂_j = 0", "0 < p_1 < 1", "0 ≤ p_2 < 1"),
    *rows(START, EmptyOnes(SUM), ZEROS, "0 ≤ p_2 ≤ 1"),
    *rows(START, EmptyOnes(SUM), ZEROS, "n_j = 0 ⇒ p̂_j = 1", "n_j = 3 ⇒ p̂_j = 0", "p̂_2 = 0"),
    *rows((("p_1 = 2 p_2", None), *START), EmptyOnes(SUM), ZEROS, "n_j = 0 ⇒ p̂_j = 0"),
    *rows(SHARES, Tabulated(), ANY, "p̂_1 = 1/4, p̂_2 = 5/12, p̂_3 = 1/6, p̂_4 = 1/4",
          "p̂_1 = 1/4, p̂_2 = 5/12, p̂_3 = 1/6", "p̂_2 = 5/12, p̂_1 = 1/4, p̂_3 = 1/6, p̂_4 = 1/6",
          "p_1 = 1/4, p_2 = 5/12, p_3 = 1/6, p_4 = 1/6"),
    *rows(SHARES, Tabulated(), MIXED, "p̂_1 = 1/4, p̂_2 = 5/12, p̂_3 = 1/6, p̂_4 = 2/12"),
    *rows(SHARES, Tabulated(), ZEROS, "p̂_1 = 1/4, p̂_2 = 0, p̂_3 = 1/6, p̂_4 = 5/12"),
    *rows((("p_j = n_j/2", None),), Tabulated(), ANY, "p̂_1 = 3/2, p̂_2 = 5/2, p̂_3 = 1, p̂_4 = 1"),
]


@pytest.mark.parametrize(("lines", "claim", "setting", "after"), RIGHT)
def test_what_follows(lines: Lines, claim: Claim, setting: Setting, after: str) -> None:
    assert accepted(lines, claim, after, setting)


@pytest.mark.parametrize(("lines", "claim", "setting", "after"), WRONG)
def test_what_does_not_follow(lines: Lines, claim: Claim, setting: Setting, after: str) -> None:
    assert not accepted(lines, claim, after, setting)
