"""Claims about likelihoods without bound: paths along which they climb, and what is no such path."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.claims.claim import Claim
from derive.claims.paths import AlongPath, GrowsAlong
from derive.claims.values import Equal, Given
from derive.domains import POSITIVE, REAL, Domain
from derive.expressions import ONE, ZERO, Expression
from derive.notation.reader import read
from derive.referee import NotProved, prove
from derive.steps import Column, Setting, Step

DATA = Setting(
    domains={"a": REAL, "s": POSITIVE, "p": Domain(ZERO, ONE), "N": Domain(ONE, integer=True)},
    supports={"x": REAL}, columns={"x": Column((Fraction(1), Fraction(2)))}, size=2,
)  # fmt: skip

MIXTURE = "L(a, s) = Π (exp(-(x_i - a)^2/(2 s^2))/s + exp(-x_i^2))"
NORMAL = "L(a, s) = Π (exp(-(x_i - a)^2/(2 s^2))/s)"


def proved(given: str, *steps: tuple[Claim, str]) -> bool:
    """Whether all the lines are proved, each from the one before it; the first is given."""
    lines = [read(given), *(read(text) for _, text in steps)]
    claims: list[Claim] = [Given(), *(claim for claim, _ in steps)]
    setting = Setting(DATA.domains, {}, DATA.supports, DATA.columns, 2, given=(lines[0],))
    before: list[Expression | None] = [None, *lines]
    try:
        prove(tuple(Step("r", b, a, c, "") for b, a, c in zip(before, lines, claims, strict=False)), setting)
    except NotProved:
        return False
    return True


def path(a: str, s: str, upper: bool = False, variable: str = "t") -> AlongPath:
    return AlongPath((("a", read(a)), ("s", read(s))), variable, upper)


ALONG = "L(1, t) = Π (exp(-(x_i - 1)^2/(2 t^2))/t + exp(-x_i^2))"


def test_a_mixture_climbs_at_an_observation() -> None:
    assert proved(MIXTURE, (path("1", "t"), ALONG), (GrowsAlong(), "L(1, t) → ∞"))


def test_the_path_may_be_worked_out_first() -> None:
    same = "L(1, t) = (1/t + exp(-1)) (exp(-1/(2 t^2))/t + exp(-4))"
    assert proved(MIXTURE, (path("1", "t"), ALONG), (Equal(at_data=True), same), (GrowsAlong(), "L(1, t) → ∞"))


REFUSED = [
    (MIXTURE, path("3", "t"), "L(3, t) = Π (exp(-(x_i - 3)^2/(2 t^2))/t + exp(-x_i^2))"),  # no observation is 3
    (NORMAL, path("1", "t"), "L(1, t) = Π (exp(-(x_i - 1)^2/(2 t^2))/t)"),  # the other factor falls faster
    (MIXTURE, path("1", "t", True), ALONG),  # t grows
    (MIXTURE, path("1", "-t"), "L(1, -t) = Π (exp(-(x_i - 1)^2/(2 (-t)^2))/(-t) + exp(-x_i^2))"),  # s < 0
    (MIXTURE, path("1", "t - t"), "L(1, t - t) = Π (exp(-(x_i - 1)^2/(2 (t - t)^2))/(t - t) + exp(-x_i^2))"),
    (MIXTURE, path("1", "t"), "L(1, t) = Π (exp(-(x_i - 2)^2/(2 t^2))/t + exp(-x_i^2))"),  # another function
    (MIXTURE, path("1", "t"), ALONG.replace("L(1, t)", "L(2, t)")),  # another name
    (MIXTURE, path("1", "s", variable="s"), MIXTURE.replace("L(a, s)", "L(1, s)").replace("a", "1")),  # not new
    (MIXTURE, AlongPath((("s", read("t")),), "t"), "L(a, t) = Π (exp(-(x_i - a)^2/(2 t^2))/t + exp(-x_i^2))"),
]


@pytest.mark.parametrize(("given", "claim", "along"), REFUSED)
def test_what_is_no_path_to_infinity(given: str, claim: AlongPath, along: str) -> None:
    name = along.split(" = ")[0]
    assert not proved(given, (claim, along), (GrowsAlong(), f"{name} → ∞"))


def test_ends_and_conditions_of_the_domain() -> None:
    inside = AlongPath((("p", read("1 - t")),), "t")
    assert proved("L(p) = 1/(1 - p)", (inside, "L(1 - t) = 1/(1 - (1 - t))"), (GrowsAlong(), "L(1 - t) → ∞"))
    outside = AlongPath((("p", read("1 + t")),), "t")
    assert not proved("L(p) = 1/abs(1 - p)", (outside, "L(1 + t) = 1/abs(1 - (1 + t))"))
    whole = AlongPath((("N", read("t")),), "t", True)
    assert not proved("L(N) = N", (whole, "L(t) = t"))


def test_only_the_line_before_the_path_counts() -> None:
    assert not proved(MIXTURE, (GrowsAlong(), "L(a, s) → ∞"))
    assert not proved(MIXTURE, (path("1", "t"), ALONG), (GrowsAlong(), "L(2, t) → ∞"))
