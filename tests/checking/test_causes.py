"""Causes of wrong lines, on rows of a problem, the kind of line, the line, and the mistakes that would explain it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import pytest

from derive.checking import explaining
from derive.checking.clock import Clock
from derive.checking.comparison import Comparison
from derive.checking.diagnosis import causes
from derive.checking.due import Due, lines_due
from derive.checking.judging import check
from derive.expressions import ONE, ZERO, Add, Divide, Multiply, Negate, Relation, Symbol
from derive.notation.reader import Scope, read
from derive.plans import solve
from derive.problem import loads
from derive.problem.model import Problem
from derive.rules.mistakes import Situation
from derive.steps import Setting

MODELS = {
    "coin": "model: x ~ Bernoulli(θ)\ndata: {counts: {heads: 12, tails: 8}}",
    "poisson": "model: x ~ Poisson(λ)\ndata: [3, 1, 4, 2, 5]",
    "poisson-any": "model: x ~ Poisson(λ)",
    "pareto": "model: x ~ Pareto(x_m, α)\nknown: {x_m: symbolic}",
    "lognormal": "model: x ~ Lognormal(μ, σ^2)\nknown: {σ: symbolic}",
    "rayleigh": "model: x ~ Rayleigh(σ)\ndata: [1, 3, 2, 6]",
    "gamma": "model: x ~ Gamma(k, scale=θ)\nknown: {k: 3}\ndata: [4, 7, 10, 9]",
    "token": "predictions: {before: {cat: 0.4, dog: 0.35, bird: 0.25}}\ntarget: cat\nfind: nll",
}


@lru_cache
def solved(name: str) -> tuple[Problem, tuple[Due, ...], Setting, Scope]:
    problem = loads(f"title: t\n{MODELS[name]}\n")
    derivations = [solve(problem), solve(problem, "first")]
    lines = tuple(due for d in derivations for due in lines_due(d, problem.parameters))
    names = frozenset(problem.parameters) | frozenset(problem.known)
    scope = Scope(names, frozenset("x"), open_names=True, strict=False)
    return problem, lines, derivations[0].setting, scope


@pytest.mark.parametrize(("name", "kind", "line", "before", "named"), [
    ("coin", "likelihood", "θ^12 (1-θ)^9", "", "copied-number"),
    ("coin", "likelihood", "θ^8 (1-θ)^12", "", "exponents-swapped"),
    ("coin", "score", "12/θ + 8/(1-θ)", "", "lost-inner-derivative"),
    ("coin", "equation", "12 (1-θ) = -8 θ", "", "sign-lost-when-moved"),
    ("coin", "equation", "12 θ = 8 (1-θ)", "", "cross-multiplied-straight"),
    ("coin", "equation", "12 - θ = 8 θ", "", "bracket-partly-multiplied"),
    ("coin", "estimate", "θ = 12/8", "", "odds-for-probability"),
    ("coin", "estimate", "θ = 0.4", "", "complement-estimated"),
    ("coin", "estimate", "θ = 20/12", "", "solution-inverted"),
    ("poisson", "likelihood", "e^(-5 λ) λ^(3*1*4*2*5)", "", "exponents-multiplied"),
    ("poisson", "log-likelihood", "15 log λ - λ", "", "counted-once"),
    ("poisson", "estimate", "λ = 16/5", "", "wrong-sum"),
    ("poisson", "estimate", "λ = 15/4", "", "divided-by-n-minus-one"),
    ("poisson-any", "score", "(Σ x_i)/λ - n - Σ 1/x_i!", "", "constant-kept"),
    ("pareto", "estimate", "α = n/(n log x_m - Σ log x_i)", "n/α = Σ log x_i - n log x_m", "sign-lost-when-moved"),
    ("pareto", "estimate", "α = n/(Σ log x_i) - 1/log x_m", "", "reciprocal-of-sum-split"),
    ("lognormal", "log-likelihood", "-Σ log x_i - n log σ - Σ(x_i - μ)^2/(2σ^2)", "", "log-missing-in-density"),
    ("lognormal", "equation", "log(Σ x_i) = n μ", "", "sum-of-logs-as-log-of-sum"),
    ("rayleigh", "score", "-8/σ + 25/σ^3", "", "power-factor-lost"),
    ("rayleigh", "estimate", "σ = 25/4", "", "root-not-taken"),
    ("gamma", "score", "2 Σ 1/x_i - 4/θ", "", "wrong-variable"),
    ("token", "number", "log 0.4", "", "minus-forgotten"),
    ("token", "number", "0.398", "", "common-log-for-natural"),
    ("token", "number", "-log 0.35", "", "another-token"),
    ("token", "number", "0.6", "", "log-left-out-of-loss"),
])  # fmt: skip
def test_the_cause_of_a_wrong_line(name: str, kind: str, line: str, before: str, named: str) -> None:
    problem, lines, setting, scope = solved(name)
    found = causes(problem, lines, setting, kind, read(line, scope), read(before, scope) if before else None)
    assert named in [mistake.id for mistake in found]


@pytest.mark.parametrize(("name", "kind", "line"), [
    ("coin", "score", "12/θ - 8/(1-θ)"), ("poisson", "log-likelihood", "15 log λ - 5 λ - log 34560"),
    ("coin", "equation", "12 - 12 θ = 8 θ"), ("rayleigh", "estimate", "σ = 5/2"), ("coin", "score", "cos(θ)/7"),
])
def test_no_cause_of_a_right_line_or_of_nonsense(name: str, kind: str, line: str) -> None:
    problem, lines, setting, scope = solved(name)
    assert causes(problem, lines, setting, kind, read(line, scope)) == ()


@pytest.mark.parametrize(("line", "named"), [
    ("NLL = log 0.4", "minus-forgotten"), ("NLL = 0.398", "common-log-for-natural"),
    ("NLL = -log 0.35 = 1.05", "another-token"), ("-log 0.4 = 0.398", "common-log-for-natural"),
    ("NLL = -0.4 log 0.4", "loss-weighted"),
])  # fmt: skip
def test_the_report_names_the_cause_of_a_wrong_loss(line: str, named: str) -> None:
    problem, *_ = solved("token")
    (row,) = check(problem, line).lines
    assert row.misconception == named


def test_no_cause_is_looked_for_when_the_time_is_over() -> None:
    problem, lines, setting, scope = solved("coin")
    wrong = read("θ^8 (1-θ)^12", scope)
    asked = []

    def late() -> bool:
        asked.append(len(asked))
        return len(asked) > 1

    assert causes(problem, lines, setting, "likelihood", wrong, late=late) == ()
    assert len(asked) < 8  # each due line and each candidate asks: nothing is tried any more


def test_a_line_that_divides_by_zero_is_compared() -> None:
    """It has no values, and no factors either."""
    due = Relation((Add((Symbol("θ"), Negate(ONE))), ZERO), ("=",))
    nothing = Divide(ONE, Multiply((ZERO, Symbol("θ"))))
    wrong = Relation((Add((Symbol("θ"), nothing)), ZERO), ("=",))
    situation = Situation(due, "equation", None, ("θ",))
    assert not Comparison(situation, wrong).same(due, wrong)


def test_the_search_for_a_cause_ends_by_a_count_whatever_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same number of lines is tried on a slow machine; none that is wrong in many ways keeps it at work."""
    problem = loads("title: t\nmodel: x ~ Lognormal(μ, σ^2)\ndata: [1, 2, 4, 3, 7, 9, 2.5, 1.5]\n")
    hand = "ℓ(μ, σ²) = -4 log(2πσ²) - (1/(2σ²)) Σ(log x_i - μ)² - Σ log x_i\nσ̂² = 17/23 + 5 log 11"
    tried: list[int] = []
    real = explaining._late

    def counted(clock: Clock) -> Callable[[], bool]:
        late = real(clock)
        tried.append(0)

        def told() -> bool:
            tried[-1] += 1
            return late()

        return told

    monkeypatch.setattr(explaining, "_late", counted)
    first = check(problem, hand)
    assert check(problem, hand) == first
    assert tried[0] == tried[1] <= explaining.MOST_TRIED + 20  # each line due asks once more
