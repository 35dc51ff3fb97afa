"""Worked solutions made by hand, as the plans make them: for the writers alone."""

from __future__ import annotations

from fractions import Fraction

from derive.claims.values import Equal, Given
from derive.domains import PROBABILITY, REAL, Domain
from derive.expressions import (
    ONE,
    TWO,
    ZERO,
    Add,
    Apply,
    Call,
    Derivative,
    Divide,
    Expression,
    Hat,
    Multiply,
    Negate,
    Number,
    Power,
    Relation,
    Symbol,
    integer,
    observation,
    sample_sum,
)
from derive.families.registry import family
from derive.problem.model import Find, Law, Problem
from derive.steps import Column, Derivation, Estimate, Proof, Quantity, Setting, Status, Step, Verified

THETA, N = Symbol("θ"), Symbol("n")
TAILS = Add((ONE, Negate(THETA)))
INSIDE = Relation((ZERO, THETA, ONE), ("<", "<"))
EXACT, GIVEN = Proof(Verified.EXACT, "normal form"), Proof(Verified.GIVEN)


def equal(*operands: Expression) -> Relation:
    return Relation(operands, ("=",) * (len(operands) - 1))


def log(e: Expression) -> Expression:
    return Call("log", (e,))


def times(*factors: Expression) -> Expression:
    return Multiply(factors)


def step(after: Expression, reason: str, phase: str = "", **fields: object) -> Step:
    values: dict[str, object] = {"rule": "some-rule", "before": None, "claim": Equal(), "proof": EXACT, **fields}
    return Step(after=after, reason=reason, phase=phase, **values)  # type: ignore[arg-type]


LIKELIHOOD = equal(Apply("L", (THETA,)), times(Power(THETA, integer(7)), Power(TAILS, integer(3))))
LOG_LIKELIHOOD = equal(
    Apply("ℓ", (THETA,)), Add((times(integer(7), log(THETA)), times(integer(3), log(TAILS)))),
)
SCORE = Add((Divide(integer(7), THETA), Negate(Divide(integer(3), TAILS))))
SEVEN_TENTHS = Divide(integer(7), integer(10))
SECOND = Add((Negate(Divide(integer(7), Power(THETA, TWO))), Negate(Divide(integer(3), Power(TAILS, TWO)))))

COIN = Problem(
    name="coin", title="Coin flips",
    question="You observe 7 heads and 3 tails in 10 coin flips. What is the maximum likelihood estimate of the "
             "probability of heads?",
    laws=(Law("x", family("Bernoulli"), (THETA,), None, Domain(ZERO, ONE, True, True, True), True),),
    parameters={"θ": PROBABILITY}, columns={"x": Column((Fraction(1), Fraction(0)), (7, 3))},
    labels=("heads", "tails"), find=(Find("mle"),),
)
COIN_SOLVED = Derivation(
    steps=(
        step(LIKELIHOOD, "the probabilities of independent flips multiply", "likelihood", claim=Given(), proof=GIVEN),
        step(
            LOG_LIKELIHOOD, "log turns products into sums and powers into factors", "log-likelihood",
            before=LIKELIHOOD, conditions=(INSIDE,),
            substeps=(step(equal(log(Power(THETA, integer(7))), times(integer(7), log(THETA))), "log of a power"),),
        ),
        step(equal(Apply("ℓ", (THETA,), (), 1), SCORE), "derivative for θ, term by term", "score"),
        step(equal(SCORE, ZERO), "at a maximum inside the domain the derivative vanishes", "solve"),
        step(equal(times(integer(7), TAILS), times(integer(3), THETA)), "multiply both sides by θ(1 − θ)"),
        step(equal(integer(7), times(integer(10), THETA)), "collect θ on one side", level=2),
        step(
            Relation((Derivative(Apply("ℓ", (THETA,)), THETA, 2), SECOND, ZERO), ("=", "<")),
            "strictly concave: the stationary point is the only global maximum", "maximum", conditions=(INSIDE,),
        ),
        step(equal(Hat(THETA), SEVEN_TENTHS, Number(Fraction(7, 10), "0.7")), "the estimate", "answer"),
    ),
    status=Status.SOLVED, setting=Setting(),
    estimates=(Estimate(THETA, SEVEN_TENTHS, Divide(sample_sum(observation("x")), N), 0.7),),
    conclusion="The maximum likelihood estimate of θ is 0.7.",
)

COIN_TEXT = """\
Coin flips
══════════

You observe 7 heads and 3 tails in 10 coin flips. What is the maximum likelihood
estimate of the probability of heads?

Model     x₁, …, x₁₀ ~ Bernoulli(θ), independent
Data      7 heads, 3 tails (n = 10)
Unknown   θ with 0 ≤ θ ≤ 1

Likelihood
  1  L(θ) = θ⁷(1 − θ)³                       the probabilities of independent
                                             flips multiply

Log-likelihood
  2  ℓ(θ) = 7 log θ + 3 log(1 − θ)           log turns products into sums and
                                             powers into factors (0 < θ < 1)

Score: the derivative of the log-likelihood
  3  ℓ′(θ) = 7/θ − 3/(1 − θ)                 derivative for θ, term by term

Solving for the maximum
  4  7/θ − 3/(1 − θ) = 0                     at a maximum inside the domain the
                                             derivative vanishes
  5         7(1 − θ) = 3θ                    multiply both sides by θ(1 − θ)
  6                7 = 10θ                   collect θ on one side

Why it is the maximum
  7  d²/dθ²[ℓ(θ)] = −7/θ² − 3/(1 − θ)² < 0   strictly concave: the stationary
                                             point is the only global maximum
                                             (0 < θ < 1)

Answer
  8  θ̂ = 7/10 = 0.7                          the estimate

  ┌────────────────┐
  │ θ̂ = 7/10 = 0.7 │
  └────────────────┘
  in general θ̂ = (Σxᵢ)/n

The maximum likelihood estimate of θ is 0.7.

Given: 1 line (the model, what is known, what a name stands for). Proved from
these: 8 lines, by exact algebra."""

EMPTY = Problem(name="empty")
NO_MAXIMUM = Derivation(
    (), Status.NO_MAXIMUM, Setting(), diagnostics=("the left end is not in the domain: it is not attained",),
)
UNSOLVED = Derivation((), Status.UNSOLVED, Setting(), diagnostics=("not finished within 10 seconds",))
INFINITE = Derivation(
    (), Status.SOLVED, Setting(), quantities=(Quantity("nll", "before", Symbol("∞"), float("inf")),),
)
INTERVAL = Derivation((), Status.NOT_UNIQUE, Setting(), estimates=(Estimate(THETA, None, None, 3.5, (2.0, 5.0)),))
NUMERIC = Derivation(
    (), Status.NUMERIC, Setting(),
    estimates=(Estimate(THETA, None, None, 1.2345678901234567, (1.23456789012345, 1.23456789012346)),),
)
DEGREES = Derivation(
    (step(equal(Hat(Symbol("μ")), integer(73)), "put in the data", "numbers", unit="°F"),), Status.SOLVED, Setting(),
    estimates=(Estimate(Symbol("μ"), integer(73), None, 73.0, unit="°F"),),
)
REGRESSION = Problem(
    title="A line", parameters={"a": REAL, "b": REAL}, columns={
        "x": Column((Fraction(1), Fraction(2))), "y": Column((Fraction(21, 10), Fraction(-1, 3))),
    },
    laws=(Law("y", family("Normal"), (Add((Symbol("a"), times(Symbol("b"), Symbol("x")))), ONE), None, REAL, False),),
)
ALL = (
    (COIN, COIN_SOLVED), (EMPTY, NO_MAXIMUM), (EMPTY, UNSOLVED), (EMPTY, INFINITE), (EMPTY, INTERVAL),
    (EMPTY, NUMERIC), (EMPTY, DEGREES), (REGRESSION, UNSOLVED),
)
