"""Claims about zeros that have no closed form: values, Newton's steps, all zeros, and the highest."""

from __future__ import annotations

from fractions import Fraction

from .claim import Claim
from .maxima import SignOfDerivative

__all__ = [
    "EquallyHigh", "Evaluated", "Follows", "Highest", "NewtonStep", "SignAtData", "SignInRange", "Unfolded", "Zeros",
]


class Unfolded(Claim):
    """`after` equals `before` at the data, an equation or the value of a line: every ψ(z + k) at an observation k
    that is a whole number is ψ(z) + 1/z + … + 1/(z + k − 1)."""


class SignAtData(SignOfDerivative):
    """As `SignOfDerivative` of order zero, at the data: between its `cuts` the function only rises or only falls, and
    there its sign is that at the ends, the limits at the ends of the domain included."""

    cuts: tuple[Fraction, ...] = ()


class SignInRange(SignOfDerivative):
    """As `SignOfDerivative` of order zero, at the data: `after` gives the value as a sum, no term of which has the
    other sign, and one has this one, wherever the observations are as large as the least of them, or as small as the
    largest."""


class Evaluated(Claim):
    """`before` is a line whose value is a function of the variable, with its name at the left (`g(k) = …`); `after`
    says what the function is at numbers, a relation each: `g(1) ≈ 0.3 > 0` or `g(1) ≈ 0.3`, at the data."""

    variable: str


class NewtonStep(Claim):
    """`before` is as for `Evaluated`; `after` is `v_1 = x − g(x)/g′(x) ≈ …` for a number x, at the data;
    of `σ²` the name is `σ_1²`, of a name with an index a letter of its own, `t_1`."""

    variable: str


class Zeros(Claim):
    """`before` is an equation, `after` lists all its solutions in the interior of the domain, in rising order: each
    is `v ≈ decimal`, rounded to the digits it shows, or `v = r`. Left − right is a differentiable function with
    exactly one zero between the ends of each bracket (which are zeros where they are equal) and none elsewhere;
    `cuts` are further points at which the argument changes between brackets."""

    variable: str
    brackets: tuple[tuple[Fraction, Fraction], ...]
    cuts: tuple[Fraction, ...] = ()
    at_data: bool = False


class Highest(Claim):
    """`before` lists all zeros of the score (`Zeros`), `after` is `hat v ≈ decimal` or `hat v = r` as there: the one
    global maximum of the log-likelihood. Other zeros, and ends towards which the log-likelihood rises, are proved to
    lie lower."""

    variable: str


class EquallyHigh(Claim):
    """As `Highest`, but `after` is `hat v ∈ {a, b}`: both are global maxima, no other point is. The log-likelihood is
    symmetric about the middle of the two."""

    variable: str


class Follows(Claim):
    """`after` is `hat v = formula ≈ decimal`: an earlier line `hat v = …` gave the formula in other parameters, whose
    estimates are put in; some of them are known as enclosures only."""

    variable: str
