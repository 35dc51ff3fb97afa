"""Near misses of the claims about logarithms of sums, and about signs in the range of the data."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from derive.claims.claim import Claim
from derive.claims.log_sums import FallsWithLogSum
from derive.claims.zeros import SignAtData, SignInRange
from derive.domains import POSITIVE, REAL, Domain
from derive.expressions import ONE, Expression, Relation, Symbol
from derive.expressions import replace as put
from derive.notation.reader import Scope, read
from derive.plans import solve
from derive.problem import loads
from derive.records import replace
from derive.referee import NotProved, prove
from derive.steps import Derivation, Setting, Step

GOMPERTZ = "model: x ~ Gompertz(η, b)\ndata: [1.2, 0.7, 2.9, 1.6]"
BURR = "model: x ~ Burr(c, k)\ndata: [1.2, 0.7, 2.9, 1.6]"
ABOVE_ONE = "model: x ~ Burr(c, k)\ndata: [1.3, 3.75, 4.94]"
SCOPE = Scope(names=frozenset(("b", "c", "k", "η", "v", "n")), variables=frozenset("x"))


def e(text: str) -> Expression:
    return read(text, SCOPE)


@cache
def place(text: str, kind: type[Claim]) -> tuple[Derivation, int, Step]:
    derivation = solve(loads(text))
    k = next(k for k, step in enumerate(derivation.steps) if isinstance(step.claim, kind))
    return derivation, k, derivation.steps[k]


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


KINDS = [(GOMPERTZ, FallsWithLogSum), (BURR, FallsWithLogSum), (GOMPERTZ, SignAtData), (BURR, SignAtData),
         (ABOVE_ONE, SignInRange)]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_what_is_right_is_accepted(text: str, kind: type[Claim]) -> None:
    assert accepted(*place(text, kind))


REFUSED: list[tuple[str, str, type[Claim], Callable[[Step], Step]]] = [
    ("another slope", GOMPERTZ, FallsWithLogSum, line("b^2", "b^3")),
    ("it rises", GOMPERTZ, FallsWithLogSum, ends_in(">")),
    ("another shape", GOMPERTZ, FallsWithLogSum, claims(shape=e("e^v"))),
    ("a shape that is negative", GOMPERTZ, FallsWithLogSum, claims(shape=e("1 - e^v"))),
    ("a shape that holds the variable", GOMPERTZ, FallsWithLogSum, claims(shape=e("e^v - b/b"))),
    ("another argument", GOMPERTZ, FallsWithLogSum, claims(argument=e("b^2 x_i"))),
    ("an argument of the other sign", GOMPERTZ, FallsWithLogSum, claims(argument=e("-b x_i"))),
    ("no line about the curvature", GOMPERTZ, FallsWithLogSum, claims(by=ONE)),
    ("the symbol is a parameter", GOMPERTZ, FallsWithLogSum, claims(symbol="η", shape=e("e^η - 1"))),
    ("another variable", GOMPERTZ, FallsWithLogSum, claims(variable="η")),
    ("another order", GOMPERTZ, FallsWithLogSum, claims(order=2)),
    ("another shape", BURR, FallsWithLogSum, claims(shape=e("log(2 + e^v)"))),
    ("the logarithm of the observation left out", BURR, FallsWithLogSum, claims(argument=e("c x_i"))),
    ("no cut at zero", BURR, SignAtData, claims(cuts=())),
    ("the other sign", GOMPERTZ, SignAtData, ends_in("<")),
    ("the other sign", ABOVE_ONE, SignInRange, ends_in("<")),
    ("another score", ABOVE_ONE, SignInRange, line("n/c", "(2 n)/c")),
]


@pytest.mark.parametrize(("why", "text", "kind", "change"), REFUSED)
def test_near_misses(why: str, text: str, kind: type[Claim], change: Callable[[Step], Step]) -> None:
    derivation, k, step = place(text, kind)
    assert not accepted(derivation, k, change(step))


@pytest.mark.parametrize(("text", "name", "domain"), [
    (BURR, "v", POSITIVE), (GOMPERTZ, "v", Domain(lower=ONE)), (GOMPERTZ, "b", REAL),
])  # fmt: skip
def test_the_symbol_takes_all_values_that_it_stands_for(text: str, name: str, domain: Domain) -> None:
    derivation, k, step = place(text, FallsWithLogSum)
    setting = replace(derivation.setting, domains={**derivation.setting.domains, name: domain})
    assert not accepted(derivation, k, step, setting)


def test_nothing_more_may_be_said_of_the_symbol() -> None:
    derivation, k, step = place(GOMPERTZ, FallsWithLogSum)
    fact = Relation((Symbol("v"), ONE), ("<",))
    setting = replace(derivation.setting, facts=(*derivation.setting.facts, fact))
    assert not accepted(derivation, k, step, setting)


def test_observations_below_one_have_no_such_sign() -> None:
    derivation, k, step = place(ABOVE_ONE, SignInRange)
    setting = place(BURR, FallsWithLogSum)[0].setting
    assert not accepted(derivation, k, step, replace(derivation.setting, columns=setting.columns, size=4))
