"""A derivation is data: steps over expressions as written, the claim of each, and its proof.

A rule makes a `Step` with a claim; the referee, which knows no rule, adds the `Proof`.
The *value* of a line is its last operand where the line is a relation with `=` or `≈`
(`ℓ(θ) = 7 log θ + 3 log(1 - θ)`: what stands at the right), and the line itself otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from .domains import Domain
from .expressions import HALF, ONE, Expression, Relation
from .records import Record

__all__ = [
    "Admissible", "AtEnd", "Claim", "Collected", "Column", "Combined", "ConcaveSum", "Derivation", "Differentiated",
    "Each", "Equal", "EquallyHigh", "Equivalent", "Estimate", "Evaluated", "Flat", "Follows", "Given", "Highest",
    "Holds", "Logarithm", "Negated", "NewtonStep", "NoMaximum", "Proof", "Quantile", "Quantity", "Root", "Roots",
    "Selected", "SetToZero", "Setting", "SignChange", "SignOfDerivative", "Status", "Step", "Substituted", "Unused",
    "UpToConstant", "Vanishing", "Verified", "Zeros", "value_of",
]


class Verified(StrEnum):
    """How a step was proved."""

    EXACT = "exact"
    ENCLOSED = "enclosed"
    SAMPLED = "sampled"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Proof:
    """The referee's word on a step: the kind of proof and, in a few words, what was compared."""

    kind: Verified
    detail: str = ""


# ---- what the problem gives --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """Observed values of one variable; `counts[k]` says how often `values[k]` came (None: once each)."""

    values: tuple[Fraction, ...]
    counts: tuple[int, ...] | None = None

    @property
    def size(self) -> int:
        """The number of observations."""
        return len(self.values) if self.counts is None else sum(self.counts)


@dataclass(frozen=True)
class Setting:
    """What a derivation may lean on.

    domains: what each free symbol may be, parameters and known symbols alike.
    values: known symbols that have a value (`σ`: 2).
    supports: for each variable of the sample what an observation may be.
    columns: the data, by variable; empty for a sample of any size.
    size: the number of observations, or None for a sample of any size (the symbol n, at least 1).
    statistics: values of sums and counts that were given as such (`Σ x_i`: 7).
    facts: relations that hold beside the domains (`0 < Σ x_i < n`): checked on the data where there are
        data, else the stated condition of the derivation.
    given: the statements that are the author's word: the model, definitions, the data.
    """

    domains: Mapping[str, Domain] = field(default_factory=dict)
    values: Mapping[str, Expression] = field(default_factory=dict)
    supports: Mapping[str, Domain] = field(default_factory=dict)
    columns: Mapping[str, Column] = field(default_factory=dict)
    size: int | None = None
    statistics: Mapping[Expression, Fraction] = field(default_factory=dict)
    facts: tuple[Relation, ...] = ()
    given: tuple[Expression, ...] = ()


# ---- claims --------------------------------------------------------------------------------------------


class Claim(Record):
    """What a step claims of `before` and `after`; the referee proves it from these two alone."""


class Given(Claim):
    """`after` is one of the statements that the setting gives."""


class Equal(Claim):
    """The value of `after`, and each operand of it behind the first `=`, equals the value of `before`
    wherever that is defined; with `at_data` for the data of the setting. A decimal behind `≈` is the value
    rounded to the digits it shows. Without `before` the operands of `after` equal each other."""

    at_data: bool = False


class Logarithm(Claim):
    """The value of `after` is the natural logarithm of the value of `before`."""


class Negated(Claim):
    """The value of `after` is minus the value of `before`."""


class Differentiated(Claim):
    """The value of `after` is the derivative of the value of `before` for the variable."""

    variable: str
    order: int = 1


class UpToConstant(Claim):
    """`after` is `before` less additive terms that are free of the variables (`d/dv` of both agree)."""

    variables: tuple[str, ...]


class SetToZero(Claim):
    """`after` is the equation `value(before) = 0`."""


class Equivalent(Claim):
    """Two equations with the same solutions: left − right of `after` is `multiplier` times left − right of
    `before`, and the multiplier has neither zero nor pole in the interior of the domain. Where a function is
    applied to both sides (`exp`, `log`, `sqrt` or another `power` on positive sides) `applied` names it and the
    multiplier is one."""

    multiplier: Expression = ONE
    applied: str | None = None
    at_data: bool = False


class Substituted(Claim):
    """`after` is `before` with each pair (symbol, expression) put in; both sides of a relation are compared.
    Each pair was established by an earlier line `symbol = expression` or `hat symbol = expression`."""

    pairs: tuple[tuple[str, Expression], ...]
    at_data: bool = False


class Roots(Claim):
    """`before` is an equation, `after` lists all its solutions `v = r_1 or v = r_2`: left − right of `before` is
    the product of the v − r_k times a factor that has neither zero nor pole in the interior of the domain."""

    variable: str


class Selected(Claim):
    """`before` lists the candidates (`θ = a or θ = b`), `after` the one that lies in the domain of the
    variable; all others lie outside."""

    variable: str


class Holds(Claim):
    """`after`, a relation among expressions (`0 < 7/10 < 1`), is true in the setting; with `at_data` for the
    data. `before` is not looked at."""

    at_data: bool = False


class SignOfDerivative(Claim):
    """`before` is a line whose value is f; `after` is `… = g < 0` (or > 0, ≤ 0, ≥ 0) where g is the derivative of
    that order of f for the variable (order 0: g equals f), and the sign holds in the interior of the whole domain."""

    variable: str
    order: int


class SignChange(Claim):
    """`before` is the score line; `after` is a line with the same value, which is positive for the variable below
    `root` and negative above it, in the interior of the whole domain: the root is the global maximum. Where there is
    a `multiplier` that is positive, the score times it falls strictly and vanishes at the root."""

    variable: str
    root: Expression
    multiplier: Expression | None = None


class ConcaveSum(Claim):
    """`before` is the log-likelihood; it is a sum of strictly concave functions of one variable each, since every
    second derivative is negative and every mixed one zero: with linear constraints the stationary point is the
    only global maximum. `after` states the second derivatives, a relation each (`∂²ℓ/∂p_1² = −n_1/p_1² < 0`)."""

    variables: tuple[str, ...]


class Each(Claim):
    """`after` is a `Several`; its k-th statement follows by the k-th claim from the k-th statement of `before`, or
    from `before` itself where that is a single line."""

    claims: tuple[Claim, ...]


class Combined(Claim):
    """`after` is an equation that follows from established ones: its left − right is the sum of each multiplier times
    the left − right of its equation. The equations are lines or statements of a `Several`, or given."""

    parts: tuple[tuple[Expression, Relation], ...]


class Unused(Claim):
    """`before` is the log-likelihood, `after` says `hat v = lower end`. The function is free of the variable and
    grows with `instead`; a given constraint fixes the sum of both (and others), so that what the one gets the other
    loses; the lower end belongs to the domain. Where it does not, `after` states the domain (`v > 0`): there is no
    maximum."""

    variable: str
    instead: str


class Root(Claim):
    """`before` is the score line, `after` is `hat = root …`: the root lies in the domain of the variable and the
    score vanishes there. Further operands of `after` equal the root (at the data where `at_data`)."""

    variable: str
    at_data: bool = False


class AtEnd(Claim):
    """`before` is a line `… = g > 0` (or < 0) that a `SignOfDerivative` step established; `after` says that the
    estimate is the upper (lower) end, which belongs to the domain."""

    variable: str
    upper: bool


class NoMaximum(Claim):
    """As `AtEnd`, but the end does not belong to the domain, or is infinite: the supremum is not attained."""

    variable: str
    upper: bool


# ---- claims about supports that hold a parameter, and sets of maximisers ---------------------------------


class Collected(Claim):
    """Both values are a product of factors and of indicators. The product of the factors is the same; the conditions
    of `before` on every observation (`Π 1{0 ≤ x_i ≤ θ}`) hold together just where those of `after` on the least and
    the largest one do (`1{θ ≥ max(x)}`). A condition that always holds may be left out. With `at_data` so for the
    data."""

    at_data: bool = False


class Admissible(Claim):
    """`before` is the likelihood with factors 1{C}; `after` states every C, each solved for a parameter
    (`θ ≥ max(x)`). Elsewhere the likelihood is zero, and some parameters are admissible. From here on the domains of
    these parameters end where C says so, within the domains of the setting, and the indicators are one."""


class Vanishing(Claim):
    """`before` is the likelihood with a factor 1{C} that no parameter satisfies; `after` says that it is zero."""


class Flat(Claim):
    """`before` is the likelihood or its logarithm on the admissible set, where it is free of the variable; `after`
    says `hat v ∈ [a, b]`, the whole domain of the variable: every value there is a maximiser. Further intervals, or
    further values where the set has one element, equal it (at the data where `at_data`)."""

    variable: str
    at_data: bool = False


class Quantile(Claim):
    """`before` is the score for the variable v, `factor · (Σ sign(x_i − v) + n (2 level − 1))` with a positive factor
    that is free of v, and 0 < level < 1: the log-likelihood, continuous in v, climbs while fewer than n·level
    observations lie below v. `after` says `hat v = …`, the median or the order statistic of rank ⌈n·level⌉; or, with
    `at_data`, `hat v ∈ […]`, all maximisers for the data, from the observation of rank n·level to the next where that
    is whole."""

    variable: str
    sample: str
    factor: Expression
    level: Expression = HALF
    at_data: bool = False


class Evaluated(Claim):
    """`before` is a line whose value is a function of the variable, with its name at the left (`g(k) = …`); `after`
    says what the function is at numbers, a relation each: `g(1) ≈ 0.3 > 0` or `g(1) ≈ 0.3`, at the data."""

    variable: str


class NewtonStep(Claim):
    """`before` is as for `Evaluated`; `after` is `v_1 = x − g(x)/g′(x) ≈ …` for a number x, at the data."""

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


# ---- derivations -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a derivation.

    rule: stable id (`log-of-product`); its title and reason stand in the catalogue of words.
    before: the line that it starts from, which an earlier step has established; None at a beginning.
    after: the new line. claim: what the referee has to prove. reason: the words beside the line.
    conditions: relations that the step uses (`0 < θ < 1`). phase: id of the part of the derivation that it opens.
    level: 1 shown always, 2 for students, 3 in full detail only. unit: what the numbers of the line are counted in.
    """

    rule: str
    before: Expression | None
    after: Expression
    claim: Claim
    reason: str
    title: str = ""
    conditions: tuple[Expression, ...] = ()
    substeps: tuple[Step, ...] = ()
    phase: str = ""
    level: int = 1
    unit: str = ""
    proof: Proof | None = None

    def proved(self, proof: Proof, substeps: tuple[Step, ...]) -> Step:
        """The same step with its proof, over proved substeps."""
        return Step(
            self.rule, self.before, self.after, self.claim, self.reason, self.title, self.conditions, substeps,
            self.phase, self.level, self.unit, proof,
        )


class Status(StrEnum):
    """How a problem ended (contract, section 4)."""

    SOLVED = "solved"
    NUMERIC = "numeric"
    NOT_UNIQUE = "not-unique"
    NO_MAXIMUM = "no-maximum"
    UNSOLVED = "unsolved"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A maximum likelihood estimate. `exact` is the closed form (numbers in where there are data), `general` the
    formula for a sample of any size, `value` the number as a float, `interval` the ends of a set of maximisers or of
    a proved enclosure, `maximisers` the set where it is no interval."""

    parameter: Expression
    exact: Expression | None
    general: Expression | None = None
    value: float | None = None
    interval: tuple[float, float] | None = None
    maximisers: Expression | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something asked that is not an estimate: a loss, a likelihood, the score."""

    name: str
    of: str | None
    exact: Expression | None
    value: float | None = None


@dataclass(frozen=True)
class Derivation:
    """The worked solution: data for the writers.

    likelihood, log_likelihood, scores and equations (by parameter) are the functions of the problem as expressions,
    whatever the lines around them say; None or empty where the problem has none.
    """

    steps: tuple[Step, ...]
    status: Status
    setting: Setting
    likelihood: Expression | None = None
    log_likelihood: Expression | None = None
    scores: Mapping[str, Expression] = field(default_factory=dict)
    equations: Mapping[str, Relation] = field(default_factory=dict)
    estimates: tuple[Estimate, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    choice: str | None = None
    conclusion: str = ""
    diagnostics: tuple[str, ...] = ()

    @property
    def verified(self) -> bool:
        """Whether each step, substeps included, has a proof."""
        return all(map(_proved, self.steps))


def _proved(step: Step) -> bool:
    return step.proof is not None and all(map(_proved, step.substeps))


def value_of(line: Expression) -> Expression:
    """What a line says: the last operand of an equation that is not a rounded one, or the line itself."""
    if not isinstance(line, Relation):
        return line
    for k in range(len(line.operators) - 1, -1, -1):
        if line.operators[k] == "=":
            return line.operands[k + 1]
    return line
