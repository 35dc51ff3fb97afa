"""Several unknowns that stand in one linear predictor: all scores at once, one concavity, one maximum.

A row of data enters the log-likelihood through its predictor alone, so that the second derivative in any direction is
a sum of squares with weights. Where the predictor takes as many values as there are unknowns, these values are the
better unknowns: the likelihood comes apart in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

from ..claims.several import Climbs
from ..claims.values import Equal
from ..expressions import (
    ZERO,
    Expression,
    Relation,
    Several,
    Symbol,
    free_symbols,
    rational,
    sample_sum,
)
from ..notation.plain import plain
from ..problem.model import Law, Problem
from ..records import replace
from ..rules import equations as rules
from ..rules.derivatives import UnknownDerivative, gradient
from ..rules.predictors import Predictor, find_predictor, in_predictor, log_density, slope_of, weight_of
from ..rules.sums import sample_total
from ..rules.terms import Term, add, collect, multiply, terms_of, write, write_sum
from ..steps import Status, value_of
from ..words import say
from .concave import write_concave
from .elimination import DEPENDENT, Dependent
from .estimation import Estimated, estimate
from .groups import estimate_groups, groups_of
from .likelihood import write_likelihood, write_log_likelihood
from .searching import Numeric
from .settings import density_at_observation, holds_parameter
from .surface import Surface
from .together import rewrite_all, set_to_zero, statements_of, write_numeric, write_scores
from .worksheet import Stuck, Worksheet, equals

__all__ = ["estimate_jointly", "has_predictor"]

T = TypeVar("T")
MOST_STEPS = 8
STAND_IN = "η"


def has_predictor(problem: Problem) -> bool:
    """Whether all parameters stand in one linear predictor of the law of the observations."""
    if len(problem.laws) != 1 or len(problem.parameters) < 2:
        return False
    law = problem.laws[0]
    if law.density is None or holds_parameter(law, problem):
        return False
    found = _predictor(problem, law)
    return found is not None and {*found.names} == {*problem.parameters}


def _predictor(problem: Problem, law: Law) -> Predictor | None:
    return find_predictor(density_at_observation(law, problem), law.variable, problem.parameters)


def estimate_jointly(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """All parameters together; one at a time where that does not go on."""
    mark = sheet.mark()
    try:
        return _Joint(sheet, problem).estimate()
    except Dependent as why:
        raise Stuck(str(why)) from why
    except (Stuck, UnknownDerivative):
        sheet.back_to(mark)
        return estimate(sheet, problem, numbers)


class _Joint:
    """The lines of one problem."""

    def __init__(self, sheet: Worksheet, problem: Problem) -> None:
        self.sheet, self.problem = sheet, problem
        self.law = problem.laws[0]
        found = _predictor(problem, self.law)
        if found is None:
            raise Stuck(say("no-predictor"))
        self.predictor = found
        self.names = tuple(problem.parameters)
        density = density_at_observation(self.law, problem)
        self.terms, self.others = log_density(density, found, sheet.signs)
        self.slope, self.weight = slope_of(self.terms), weight_of(self.terms)
        self.rest: list[Term] = []

    def estimate(self) -> Estimated:
        """The lines from the likelihood to the answer."""
        sheet = self.sheet
        likelihood = write_likelihood(sheet, self.problem, False)
        line = self._in_predictor(write_log_likelihood(sheet, likelihood, self.names))
        functions = Estimated(
            Status.NUMERIC,
            likelihood=value_of(likelihood),
            log_likelihood=value_of(line),
            scores=gradient(value_of(line), self.names),
        )
        if not sheet.sample.known:
            return self._equations_left(line, functions)
        term = write_sum(self.terms)
        surface = Surface(sheet.setting, self.predictor, term, self.slope, self.weight)
        top = surface.top()
        if top is not None:
            groups = groups_of(surface, self.predictor, self.names)
            if groups is not None:
                return estimate_groups(sheet, line, functions, groups, self.terms, self.rest)
            left = self._equations(self._scores(line))
            numeric = write_numeric(sheet, self.names, left, self._concave(line), surface, top)
            return replace(functions, numeric=numeric)
        direction = surface.direction()
        if direction is None:
            raise Dependent(DEPENDENT) if surface.are_dependent() else Stuck(say("not-found"))
        return self._climbs(line, functions, tuple(self._in_order(direction)))

    def _in_order(self, found: Sequence[T]) -> list[T]:
        """From the order of the predictor to that of the problem."""
        return [found[self.predictor.names.index(name)] for name in self.names]

    # ---- the log-likelihood -----------------------------------------------------------------------------------

    def _total(self, terms: Sequence[Term]) -> list[Term]:
        bodies = [in_predictor(write(term), self.predictor) for term in terms]
        return collect(t for body in bodies for t in terms_of(sample_total(body, sample_sum(ZERO), "none")))

    def _in_predictor(self, line: Relation) -> Relation:
        """`ℓ(a, b) = Σ y_i(a + b x_i) − Σ log(1 + e^(a + b x_i))`, whatever way the model was typed."""
        constant = [t for t in terms_of(value_of(line)) if not self._holds(t)]
        named = self._named_constant(constant)
        rest = collect([*self._total(self.others), *(Term(-t.coefficient, t.powers) for t in terms_of(named))])
        self.rest = [*rest, *constant]
        value = write_sum([*self._total(self.terms), *self.rest])
        after = equals(line.operands[0], value)
        return line if after == line else self.sheet.write("in-predictor", line, after, Equal())

    def _holds(self, term: Term) -> bool:
        return not free_symbols(write(term)).isdisjoint(self.names)

    def _named_constant(self, constant: list[Term]) -> Expression:
        """What the constant stands for, where it has a name."""
        for step in self.sheet.steps:
            if step.rule == "name-constant" and isinstance(step.after, Relation):
                return step.after.operands[1]
        return write_sum(constant) if constant else ZERO

    # ---- scores and concavity ---------------------------------------------------------------------------------

    def _scores(self, line: Relation) -> Several:
        return write_scores(self.sheet, line, self.names, self.names)

    def _equations(self, scores: Several) -> Several:
        """The scores set to zero, what is observed on the left: `Σ y_i = Σ p_i`."""
        zero = set_to_zero(self.sheet, scores)
        moved = [rules.separate(one, self.sheet.signs) for one in statements_of(zero)]
        return rewrite_all(self.sheet, "separate", zero, moved)

    def _concave(self, line: Relation, strict: bool = True) -> Relation:
        """`−Σ w_i (u + v x_i)² < 0`."""
        weight = in_predictor(self.weight, self.predictor)
        return write_concave(self.sheet, line, self.names, self._columns(), weight, strict)

    # ---- a sample of any size ---------------------------------------------------------------------------------

    def _equations_left(self, line: Relation, functions: Estimated) -> Estimated:
        left = self._equations(self._scores(line))
        self._concave(line, False)
        numeric = {
            name: Numeric(part)
            for name, part in zip(self.names, left.statements, strict=True)
            if isinstance(part, Relation)
        }
        return replace(functions, numeric=numeric)

    # ---- no maximum -------------------------------------------------------------------------------------------

    def _climbs(self, line: Relation, functions: Estimated, direction: tuple[Fraction, ...]) -> Estimated:
        sheet = self.sheet
        columns = self._columns()
        along = add(*(multiply(rational(d), z) for d, z in zip(direction, columns, strict=True) if d))
        slope = in_predictor(self.slope, self.predictor)
        total = sample_sum(multiply(slope, along))
        sheet.phase("no-maximum")
        claim = Climbs(self.names, direction, columns, self.slope, STAND_IN, self.predictor.whole)
        way = self._way(direction)
        sheet.write("climbs", line, Relation((total, ZERO), (">",)), claim, v=way, n=along)
        why = say("climbs-along", way=way)
        return replace(functions, status=Status.NO_MAXIMUM, why=why)

    def _columns(self) -> tuple[Expression, ...]:
        return tuple(self.predictor.columns[self.predictor.names.index(name)] for name in self.names)

    def _way(self, direction: tuple[Fraction, ...]) -> str:
        """`(a − 3t, b + 2t)`."""
        parts = [
            add(Symbol(name), multiply(rational(d), Symbol("t"))) if d else Symbol(name)
            for name, d in zip(self.names, direction, strict=True)
        ]
        return f"({', '.join(map(plain, parts))})"
