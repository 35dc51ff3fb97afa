"""Claims that a maximum lies on the boundary: what follows, and near misses."""

from __future__ import annotations

import pytest
from test_support_claims import Lines, accepted, rows, tree

from derive.claims.boundary import Crossed, OnBoundary
from derive.claims.claim import Claim
from derive.claims.maxima import SignChange
from derive.claims.values import Differentiated, Given
from derive.domains import PROBABILITY, REAL, Domain
from derive.expressions import ZERO, Expression, Relation, rational
from derive.records import replace
from derive.referee import NotProved, prove
from derive.steps import Setting, Step


def line(text: str) -> Relation:
    found = tree(text)
    assert isinstance(found, Relation)
    return found


def values(**texts: str) -> tuple[tuple[str, Expression], ...]:
    return tuple((name, tree(text)) for name, text in texts.items())


UNIT = Setting(domains={"p": PROBABILITY, "q": PROBABILITY, "r": Domain(ZERO, tree("2/5"), True, True)})
SUM, ORDER = line("p + q + r = 1"), line("p ≤ q")
LOG = ("ℓ(p, q, r) = 5 log p + 3 log q + 2 log r", None)
POINT = values(p="1/2", q="3/10", r="1/5")
SCORES = values(p="5/p", q="3/q", r="2/r")
TEN = ((SUM, rational(10)),)
RIGHT_CLAIM = OnBoundary(ORDER, POINT, TEN, SCORES)
ALL = (("p + q + r = 1", None), ("p ≤ q", None), LOG)
PULLED = values(p="3/10", q="1/5", r="1/2")
TWICE = (("p + q + r = 1", None), ("ℓ(p, q, r) = 3 log p + 2 log q + 5 log r", None))
BOUND = OnBoundary(line("r ≤ 2/5"), PULLED, TEN, values(p="3/p", q="2/q", r="5/r"))
RIGHT = [
    *rows(ALL, RIGHT_CLAIM, UNIT, "p = q"),
    *rows((ALL[0], ("p < q", None), LOG), OnBoundary(line("p < q"), POINT, TEN, SCORES), UNIT, "p → q"),
    *rows(TWICE, BOUND, UNIT, "r = 2/5"),
]
WRONG = [
    *rows(ALL, RIGHT_CLAIM, UNIT, "p = r", "p → q", "q = p"),
    *rows((ALL[0], LOG), RIGHT_CLAIM, UNIT, "p = q"),
    *rows(ALL, OnBoundary(ORDER, values(p="2/5", q="3/10", r="3/10"), TEN, SCORES), UNIT, "p = q"),
    *rows(ALL, OnBoundary(ORDER, POINT, ((SUM, rational(9)),), SCORES), UNIT, "p = q"),
    *rows(ALL, OnBoundary(ORDER, POINT, TEN, values(p="5/p", q="3/q")), UNIT, "p = q"),
    *rows(ALL, OnBoundary(ORDER, POINT, TEN, values(p="10", q="10", r="10")), UNIT, "p = q"),
    *rows((ALL[0], ("p ≥ q", None), LOG), OnBoundary(line("p ≥ q"), POINT, TEN, SCORES), UNIT, "p = q"),
    *rows((*ALL[:2], ("p ≤ 2 r", None), LOG), RIGHT_CLAIM, UNIT, "p = q"),
    *rows((ALL[0], ("p q ≤ r", None), LOG), OnBoundary(line("p q ≤ r"), POINT, TEN, SCORES), UNIT, "p q = r"),
    *rows((*ALL[:2], ("ℓ(p, q, r) = 5 log p + 3 log q + 2 log r + p q", None)), RIGHT_CLAIM, UNIT, "p = q"),
    *rows(TWICE, OnBoundary(line("r ≤ 1/5"), PULLED, TEN, BOUND.scores), UNIT, "r = 1/5"),
    *rows((*TWICE[:1], ("p ≤ q", None), *TWICE[1:]), BOUND, UNIT, "r = 2/5"),
]

PLANE = Setting(domains={"μ": REAL, "ν": REAL, "κ": Domain(ZERO)})


@pytest.mark.parametrize(("lines", "claim", "setting", "after"), RIGHT)
def test_what_follows(lines: Lines, claim: Claim, setting: Setting, after: str) -> None:
    assert accepted(lines, claim, after, setting)


@pytest.mark.parametrize(("lines", "claim", "setting", "after"), WRONG)
def test_what_does_not_follow(lines: Lines, claim: Claim, setting: Setting, after: str) -> None:
    assert not accepted(lines, claim, after, setting)


def crosses(bound: str, after: str, only: str = "μν", **domains: Domain) -> bool:
    """Whether the boundary is proved behind the lines that say where the function climbs in each parameter."""
    given = line(bound), line("ℓ(μ, ν) = -(μ - 3)^2 - (ν - 2)^2")
    setting = replace(PLANE, domains=PLANE.domains | domains, given=given)
    steps = [Step("given", None, e, Given(), "") for e in given]
    for name, root in (("μ", 3), ("ν", 2)):
        score, climbs = line(f"∂ℓ/∂{name} = {2 * root} - 2 {name}"), line(f"∂ℓ/∂{name} = 2 ({root} - {name})")
        if name in only:
            steps.append(Step("score", given[1], score, Differentiated(name), ""))
            steps.append(Step("climbs", score, climbs, SignChange(name, rational(root)), ""))
    try:
        prove((*steps, Step("tried", given[1], tree(after), Crossed(given[0]), "")), setting)
    except NotProved:
        return False
    return True


@pytest.mark.parametrize(("bound", "after"), [("μ ≤ ν", "μ = ν"), ("ν ≥ μ", "ν = μ"), ("μ < ν", "μ → ν")])
def test_roots_that_break_an_order(bound: str, after: str) -> None:
    assert crosses(bound, after)


@pytest.mark.parametrize(
    ("bound", "after", "only", "domains"),
    [
        ("μ ≤ ν", "μ = ν", "μ", {}),
        ("μ ≤ ν", "μ = ν", "", {}),
        ("μ ≥ ν", "μ = ν", "μν", {}),
        ("μ ≤ ν", "μ → ν", "μν", {}),
        ("μ < ν", "μ = ν", "μν", {}),
        ("μ ≤ 2 ν", "μ = 2 ν", "μν", {}),
        ("μ ≤ ν", "μ = ν", "μν", {"ν": Domain(ZERO, None, True)}),
    ],
)
def test_no_boundary(bound: str, after: str, only: str, domains: dict[str, Domain]) -> None:
    assert not crosses(bound, after, only=only, **domains)
