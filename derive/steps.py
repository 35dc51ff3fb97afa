"""A derivation is data: steps over expressions as written, the claim of each, and its proof.

A rule makes a `Step` with a claim; the referee, which knows no rule, adds the `Proof`.
The *value* of a line is its last operand where the line is a relation with `=` or `≈`
(`ℓ(θ) = 7 log θ + 3 log(1 - θ)`: what stands at the right), and the line itself otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING

from .claims.claim import Claim
from .domains import Domain
from .expressions import Expression, Relation, SetOf, number_value
from .records import NOTHING, Record

if TYPE_CHECKING:
    from flint import fmpq

__all__ = [
    "Column", "Derivation", "Estimate", "Proof", "Quantity", "Setting", "Status", "Step", "Verified", "value_of",
]


class Verified(StrEnum):
    """How a step was proved."""

    EXACT = "exact"
    ENCLOSED = "enclosed"
    SAMPLED = "sampled"
    GIVEN = "given"


class Proof(Record):
    """The referee's word on a step: the kind of proof and, in a few words, what was compared."""

    kind: Verified
    detail: str = ""


# ---- what the problem gives --------------------------------------------------------------------------


class Column(Record):
    """Observed values of one variable; `counts[k]` says how often `values[k]` came (None: once each).

    A long column is read through once, however many steps ask for its least or its different observations.
    """

    __slots__ = ("__dict__",)  # for what was read

    values: tuple[Fraction, ...]
    counts: tuple[int, ...] | None = None

    @cached_property
    def rationals(self) -> tuple[fmpq, ...]:
        """The values for FLINT."""
        from flint import fmpq

        return tuple(fmpq(value.numerator, value.denominator) for value in self.values)

    @cached_property
    def size(self) -> int:
        """The number of observations."""
        return len(self.values) if self.counts is None else sum(self.counts)

    @cached_property
    def _objects(self) -> dict[int, int]:
        """A place of each object: equal observations are mostly one object."""
        return {id(value): place for place, value in enumerate(self.values)}

    @cached_property
    def scale(self) -> int:
        """The least number that makes all observations whole."""
        return lcm(*{self.values[place].denominator for place in self._objects.values()})

    @cached_property
    def rows(self) -> tuple[tuple[int, int], ...]:
        """Where the different observations stand, the smallest first, and how often each came."""
        came = Counter(map(id, self.values))
        if self.counts is not None:
            came = Counter()
            for value, count in zip(self.values, self.counts, strict=True):
                came[id(value)] += count
        places: dict[int, int] = {}
        times: Counter[int] = Counter()
        for key, place in self._objects.items():
            number = self.values[place].numerator * (self.scale // self.values[place].denominator)
            places[number] = place
            times[number] += came[key]
        return tuple((places[number], times[number]) for number in sorted(places) if times[number])

    @cached_property
    def table(self) -> tuple[tuple[Fraction, int], ...]:
        """The different observations, the smallest first, and how often each came."""
        return tuple((self.values[place], count) for place, count in self.rows)


class Setting(Record):
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
    families: letters with an index that stand for many quantities, `p` for p_1, …, p_k and `n` for their counts.
    """

    domains: Mapping[str, Domain] = NOTHING
    values: Mapping[str, Expression] = NOTHING
    supports: Mapping[str, Domain] = NOTHING
    columns: Mapping[str, Column] = NOTHING
    size: int | None = None
    statistics: Mapping[Expression, Fraction] = NOTHING
    facts: tuple[Relation, ...] = ()
    given: tuple[Expression, ...] = ()
    families: Mapping[str, tuple[Expression, ...]] = NOTHING


# ---- derivations -----------------------------------------------------------------------------------------


class Step(Record):
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


class Estimate(Record):
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

    def ends(self) -> tuple[float, float] | None:
        """The ends of the `interval`, or of a set that is one among the whole numbers: all of {11, 12}."""
        if self.interval is not None or not isinstance(self.maximisers, SetOf):
            return self.interval
        values = [number_value(element) for element in self.maximisers.elements]
        whole = [v for v in values if isinstance(v, int)]
        if len(whole) < len(values) or whole != list(range(whole[0], whole[0] + len(whole))):
            return None
        return float(whole[0]), float(whole[-1])


class Quantity(Record):
    """Something asked that is not an estimate: a loss, a likelihood, the score, or what comes after the estimate.

    parameter: what it is about (`μ`, an entry of a matrix `μ, σ²`, a function of parameters). general: the formula
    where `exact` is in numbers. interval, level and method: of a confidence interval.
    """

    name: str
    of: str | None
    exact: Expression | None
    value: float | None = None
    parameter: str | None = None
    general: Expression | None = None
    interval: tuple[float, float] | None = None
    level: float | None = None
    method: str | None = None


class Derivation(Record):
    """The worked solution: data for the writers.

    likelihood, log_likelihood, scores and equations (by parameter) are the functions of the problem as expressions,
    whatever the lines around them say; None or empty where the problem has none. conditions: for which samples of any
    size the answer was derived; estimates stand in them under their hats.
    """

    steps: tuple[Step, ...]
    status: Status
    setting: Setting
    likelihood: Expression | None = None
    log_likelihood: Expression | None = None
    scores: Mapping[str, Expression] = NOTHING
    equations: Mapping[str, Relation] = NOTHING
    estimates: tuple[Estimate, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    choice: str | None = None
    conclusion: str = ""
    diagnostics: tuple[str, ...] = ()
    conditions: tuple[Relation, ...] = ()

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
