"""Claims on the way from a pair of normal variables to its parts and back: what follows, and near misses."""

from __future__ import annotations

import pytest

from derive.claims.claim import Claim
from derive.claims.several import NewParameters, Reparametrised
from derive.claims.values import Equal, Given, Logarithm
from derive.domains import POSITIVE, REAL, Domain
from derive.expressions import ONE, Expression, Negate
from derive.notation.reader import read
from derive.referee import NotProved, prove
from derive.steps import Setting, Step

N = Domain(lower=ONE, lower_closed=True, integer=True)
WHERE = Setting(
    domains={"v": POSITIVE, "w": POSITIVE, "r": Domain(Negate(ONE), ONE), "s": POSITIVE, "b": REAL, "t": POSITIVE,
             "n": N},
    supports={"x": REAL, "y": REAL},
)
Lines = tuple[tuple[str, Claim | None, int | None], ...]


def tree(text: str) -> Expression:
    return read(text)


def accepted(lines: Lines, after: str, claim: Claim, before: int | None) -> bool:
    """Whether the new line is proved behind the lines; a line without a claim is given, the number says where another
    one starts."""
    steps = [
        Step("earlier", None if k is None else tree(lines[k][0]), tree(text), claim or Given(), "")
        for text, claim, k in lines
    ]
    given = tuple(tree(text) for text, known, _ in lines if known is None)
    where = Setting(WHERE.domains, supports=WHERE.supports, given=given)
    prove(tuple(steps), where)
    start = None if before is None else _start(steps, before)
    try:
        prove((*steps, Step("tried", start, tree(after), claim, "")), where)
    except NotProved:
        return False
    return True


def _start(steps: list[Step], place: int) -> Expression:
    return steps[place].after


FORWARD = (("s", tree("v")), ("b", tree("r sqrt(w)/sqrt(v)")), ("t", tree("w (1-r^2)")))
BACK = "v = s, w = t + b^2 s, r = b sqrt(s)/sqrt(t + b^2 s)"
NEW = NewParameters(FORWARD)
SQUARE = "x_i^2/v - 2 r x_i y_i/sqrt(v w) + y_i^2/w"
LIKELIHOOD: Lines = (
    (f"L(v, w, r) = Π 1/(2 π sqrt(v w (1-r^2))) exp(-({SQUARE})/(2 (1-r^2)))", None, None),
    (f"ℓ(v, w, r) = -n log(2 π) - (n/2) log(v w (1-r^2)) - (1/(2 (1-r^2))) Σ ({SQUARE})", Logarithm(), 0),
    (BACK, NEW, None),
)
PARTED = "ℓ(s, b, t) = -(n/2) log(2 π s) - Σ x_i^2/(2 s) - (n/2) log(2 π t) - Σ (y_i - b x_i)^2/(2 t)"

RIGHT = [
    ((), BACK, NEW, None),
    (LIKELIHOOD, PARTED, Reparametrised(tree(BACK)), 1),
]
WRONG = [
    ((), BACK.replace("t + b^2 s,", "t + b s,"), NEW, None),
    ((), BACK.replace("r = b", "r = 2 b"), NEW, None),
    ((), BACK, NewParameters((*FORWARD[:2], ("t", tree("w (1-r)")))), None),
    ((), BACK, NewParameters((*FORWARD[:2], ("t", tree("w (1-r^2) + 1")))), None),
    (LIKELIHOOD, PARTED.replace("(y_i - b x_i)", "(y_i + b x_i)"), Reparametrised(tree(BACK)), 1),
    (LIKELIHOOD, PARTED.replace("log(2 π t)", "log(2 π s)"), Reparametrised(tree(BACK)), 1),
    (LIKELIHOOD, PARTED.replace("x_i^2/(2 s)", "x_i^2/s"), Reparametrised(tree(BACK)), 1),
]


@pytest.mark.parametrize(("lines", "after", "claim", "before"), RIGHT)
def test_what_follows(lines: Lines, after: str, claim: Claim, before: int | None) -> None:
    assert accepted(lines, after, claim, before)


@pytest.mark.parametrize(("lines", "after", "claim", "before"), WRONG)
def test_what_does_not_follow(lines: Lines, after: str, claim: Claim, before: int | None) -> None:
    assert not accepted(lines, after, claim, before)


@pytest.mark.parametrize("under", ["Σ (x_i - mean(x))^2", "Σ (x_i - mean(x))^2 Σ y_i^4", "Σ x_i^2 + Σ y_i^2"])
def test_roots_of_sums_of_squares_are_defined(under: str) -> None:
    assert accepted(((f"f(s) = ({under}) s", None, None),), f"f(s) = sqrt({under})^2 s", Equal(), 0)


@pytest.mark.parametrize("under", ["Σ x_i^3", "Σ x_i^2 Σ y_i", "Σ x_i^2 - Σ y_i^2", "Σ (x_i - y_i)"])
def test_other_roots_are_not(under: str) -> None:
    assert not accepted(((f"f(s) = ({under}) s", None, None),), f"f(s) = sqrt({under})^2 s", Equal(), 0)
