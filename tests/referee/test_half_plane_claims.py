"""Near misses of the claims about curves through a half plane: what a plan could get wrong must be refused."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

import pytest

from derive.claims.claim import Claim
from derive.claims.curves import AlongCurve, ClimbsToEdge, ConcaveAlong, OnCurve
from derive.claims.several import JointMaximum
from derive.domains import POSITIVE, REAL, Domain
from derive.expressions import ONE, Expression, Relation, Several, Symbol, integer
from derive.expressions import replace as put
from derive.notation.reader import Scope, read
from derive.plans import solve
from derive.problem import loads
from derive.records import replace
from derive.referee import NotProved, prove
from derive.steps import Derivation, Setting, Step

CAUCHY = "model: x ~ Cauchy(μ, γ)\ndata: [-4.2, 0.6, 1.1, 3.9, 4.4]"
STUDENT = "model: x ~ StudentT(4, μ, σ)\ndata: [1.2, 2.5, 3.1, 2.2, 9.7]"
SQUARE = "model: {variable: x, density: 'sqrt(v)/(π (v+(x-a)^2))', support: real}\n" \
    "parameters: {a: real, v: positive}\ndata: [1, 2, 4, 9]"
TIED = "model: x ~ Cauchy(μ, γ)\ndata: [1, 1, 2, 4]"
TIED_T = "model: x ~ StudentT(3, μ, σ)\ndata: [1, 1, 1, 4]"
SCOPE = Scope(names=frozenset(("μ", "γ", "σ", "m", "r", "t", "a", "v")), variables=frozenset("x"))


def e(text: str) -> Expression:
    return read(text, SCOPE)


@cache
def solved(text: str) -> Derivation:
    return solve(loads(text))


def place(text: str, kind: type[Claim], skip: int) -> tuple[Derivation, int, Step]:
    derivation = solved(text)
    found = [k for k, step in enumerate(derivation.steps) if isinstance(step.claim, kind)]
    return derivation, found[skip], derivation.steps[found[skip]]


def accepted(derivation: Derivation, k: int, step: Step, setting: Setting | None = None) -> bool:
    try:
        prove((*derivation.steps[:k], step), setting or derivation.setting)
    except NotProved:
        return False
    return True


def claims(**changes: object) -> Callable[[Step], Step]:
    return lambda step: replace(step, claim=replace(step.claim, **changes))


def line(old: str, new: str) -> Callable[[Step], Step]:
    def changed(step: Step) -> Step:
        after = put(step.after, e(old), e(new))
        assert after != step.after
        return replace(step, after=after)

    return changed


def ends_in(operator: str) -> Callable[[Step], Step]:
    def changed(step: Step) -> Step:
        assert isinstance(step.after, Relation)
        return replace(step, after=Relation(step.after.operands, (*step.after.operators[:-1], operator)))

    return changed


def concave(step: Step, change: Callable[[tuple[Expression, ...]], tuple[Expression, ...]]) -> Step:
    claim = step.claim
    assert isinstance(claim, JointMaximum)
    assert isinstance(claim.concave, Several)
    return replace(step, claim=replace(claim, concave=Several(change(claim.concave.statements), ",")))


KINDS = [(text, kind, skip) for text in (CAUCHY, STUDENT, SQUARE) for kind in (OnCurve, AlongCurve, ConcaveAlong)
         for skip in (0, 1)]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "skip"), [
    *KINDS, (CAUCHY, JointMaximum, 0), (TIED, ClimbsToEdge, 0), (TIED_T, ClimbsToEdge, 0),
])
def test_what_is_right_is_accepted(text: str, kind: type[Claim], skip: int) -> None:
    assert accepted(*place(text, kind, skip))


REFUSED: list[tuple[str, str, type[Claim], int, Callable[[Step], Step]]] = [
    ("an ellipse", STUDENT, OnCurve, 0, claims(scale=Symbol("σ"))),
    ("another power", STUDENT, OnCurve, 0, claims(power=Fraction(2))),
    ("the power of a square", SQUARE, OnCurve, 0, claims(power=Fraction(1))),
    ("no power", CAUCHY, OnCurve, 0, claims(scale=e("γ + 1"))),
    ("a scale that falls to zero", CAUCHY, OnCurve, 0, claims(scale=e("-γ"))),
    ("another shape", CAUCHY, OnCurve, 0, line("tanh(t)", "sin(t)")),
    ("a circle about another point", CAUCHY, OnCurve, 0, line("m", "m + 1")),
    ("a circle that is a line", CAUCHY, OnCurve, 0, claims(radius=None)),
    ("a line that is a circle", CAUCHY, OnCurve, 1, claims(radius="r")),
    ("a line that leans", CAUCHY, OnCurve, 1, line("m", "m + t")),
    ("half a line", CAUCHY, OnCurve, 1, line("e^t", "1 + e^t")),
    ("the centre is the location", CAUCHY, OnCurve, 0, claims(centre="μ")),
    ("the radius is the centre", CAUCHY, OnCurve, 0, claims(radius="m")),
    ("the variable is an observation", CAUCHY, OnCurve, 0, claims(variable="x")),
    ("location and scale exchanged", CAUCHY, OnCurve, 0, claims(location="γ", other="μ")),
    ("another function", CAUCHY, AlongCurve, 0, line("e^t", "e^(2 t)")),
    ("a term is missing", STUDENT, AlongCurve, 0, line("log(cosh(t))", "1")),
    ("another curve", CAUCHY, AlongCurve, 0, claims(by=ONE)),
    ("another second derivative", CAUCHY, ConcaveAlong, 0, line("4", "5")),
    ("the other sign", CAUCHY, ConcaveAlong, 0, ends_in(">")),
    ("another variable", CAUCHY, ConcaveAlong, 0, claims(variable="r")),
    ("too low a degree", CAUCHY, ConcaveAlong, 0, claims(degree=1)),
    ("a polynomial without the observation", CAUCHY, ConcaveAlong, 0, claims(polynomial=e("m"))),
    ("too large a weight", CAUCHY, ConcaveAlong, 0, claims(weight=integer(9))),
    ("a digit is wrong", CAUCHY, JointMaximum, 0, line("1.57754109124", "1.57754109125")),
    ("half circles alone", CAUCHY, JointMaximum, 0, lambda step: concave(step, lambda lines: lines[:1])),
    ("half circles twice", CAUCHY, JointMaximum, 0, lambda step: concave(step, lambda lines: (lines[0], lines[0]))),
    ("lines alone", CAUCHY, JointMaximum, 0, lambda step: concave(step, lambda lines: (lines[1], lines[1]))),
    ("to another point", TIED, ClimbsToEdge, 0, claims(place=e("2"))),
    ("to no observation", TIED, ClimbsToEdge, 0, claims(place=e("3"))),
    ("other tails", TIED, ClimbsToEdge, 0, claims(k=e("1/2"))),
    ("other tails", TIED_T, ClimbsToEdge, 0, claims(k=ONE)),
    ("to the other end", TIED, ClimbsToEdge, 0, line("0", "∞")),
    ("of another parameter", TIED, ClimbsToEdge, 0, line("γ", "μ")),
    ("without curves", TIED, ClimbsToEdge, 0, claims(lines=(ONE, ONE))),
    ("one parameter is left out", CAUCHY, JointMaximum, 0, claims(variables=("μ",))),
]


@pytest.mark.parametrize(("why", "text", "kind", "skip", "change"), REFUSED)
def test_near_misses(why: str, text: str, kind: type[Claim], skip: int, change: Callable[[Step], Step]) -> None:
    derivation, k, step = place(text, kind, skip)
    assert not accepted(derivation, k, change(step))


def test_observations_of_two_values_may_all_lie_on_a_half_circle() -> None:
    derivation, k, step = place(CAUCHY, ConcaveAlong, 0)
    setting = solved("model: x ~ Cauchy(μ, γ)\ndata: [1, 1, 3, 3]").setting
    weakly = ends_in("≤")(step)
    assert not accepted(derivation, k, step, replace(derivation.setting, columns=setting.columns, size=4))
    assert accepted(derivation, k, weakly, replace(derivation.setting, columns=setting.columns, size=4))


@pytest.mark.parametrize(
    ("name", "domain"),
    [("μ", POSITIVE), ("γ", REAL), ("γ", Domain(lower=ONE)), ("m", POSITIVE), ("r", REAL), ("t", POSITIVE)],
)
def test_the_half_plane_has_to_be_whole(name: str, domain: Domain) -> None:
    derivation, k, step = place(CAUCHY, OnCurve, 0)
    setting = replace(derivation.setting, domains={**derivation.setting.domains, name: domain})
    assert not accepted(derivation, k, step, setting)


def test_nothing_more_may_be_said_of_a_symbol_of_the_curve() -> None:
    derivation, k, step = place(CAUCHY, OnCurve, 0)
    fact = Relation((Symbol("m"), ONE), (">",))
    setting = replace(derivation.setting, facts=(*derivation.setting.facts, fact))
    assert not accepted(derivation, k, step, setting)
