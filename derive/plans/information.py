"""Fisher information: what one observation tells on average, what the sample does, and what it told at the data.

The expectation of minus the second derivative of log f is found from the score identity, E(∂ log f/∂θ) = 0, without a
sum or an integral; observations are independent, so their information adds up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..claims.information import Expectation, Information, LogDensity, Observed, Part, Weights
from ..claims.values import Differentiated
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Apply,
    Call,
    Derivative,
    Expression,
    Indexed,
    Relation,
    Symbol,
    free_symbols,
    kinds,
    map_children,
    nodes,
    observation,
    sample_sum,
    walk,
)
from ..problem.model import Law, Problem
from ..rules.derivatives import UnknownDerivative, derivative
from ..rules.expectations import Expected, Names, by_parts, expectation, identities
from ..rules.fractions import simplest
from ..rules.logs import log_of_product
from ..rules.sums import sample_total
from ..rules.terms import Powers, Term, add, expand_term, multiply, negate, terms_of, write
from ..steps import value_of
from ..words import say
from .settings import density_at_observation, holds_parameter, sample_size
from .worksheet import Worksheet, equals

__all__ = [
    "Irregular", "Missing", "Table", "expected_information", "has_corners", "matrix_name", "observed_information",
    "pairs_of",
]

Pair = tuple[str, str]
LETTERS = "fghuvwqrst"
STEPS = frozenset(("abs", "sign", "floor", "ceil", "max", "min"))


class Missing(Exception):
    """There is no such thing, or no rule finds it; the message says why, for the reader of the solution."""


class Irregular(Missing):
    """The usual theory does not hold: neither the information nor an interval of the usual kind makes sense."""


class Table(NamedTuple):
    """Lines that state the entries of a matrix, and the shares of one observation (none where these differ)."""

    lines: Mapping[Pair, Relation]
    single: Mapping[Pair, Expression]


def has_corners(e: Expression, names: tuple[str, ...]) -> bool:
    """Whether one of the names stands where a function breaks off or bends: in |x − μ|, sign, floor."""
    return any(
        isinstance(node, Call) and node.function in STEPS and not free_symbols(node).isdisjoint(names)
        for node in nodes(e)
    )


def pairs_of(parameters: tuple[str, ...]) -> list[Pair]:
    """The entries of a symmetric matrix, each once."""
    return [(one, other) for k, one in enumerate(parameters) for other in parameters[k:]]


def matrix_name(letter: str, pair: Pair, parameters: tuple[str, ...]) -> Apply:
    """`I(θ)`; with several parameters an entry `I(μ, σ²)`."""
    names = pair if len(parameters) > 1 else pair[:1]
    return Apply(letter, tuple(map(Symbol, names)))


# ---- expected ----------------------------------------------------------------------------------------------


class _Observation:
    """One observation of a law: its log-density, scores, and the lines about them."""

    def __init__(self, sheet: Worksheet, problem: Problem, law: Law, letter: str) -> None:
        self.sheet, self.law = sheet, law
        if law.beside:
            raise Missing(say("expected-information-of-vector"))
        density = density_at_observation(law, problem)
        used = free_symbols(law.density) if law.density is not None else frozenset()
        parameters = tuple(p for p in problem.parameters if len(problem.laws) == 1 or p in used)
        self.covariates = any(n not in problem.domains and n != law.variable for n in used)
        named = Apply(letter, (observation(law.variable),), tuple(map(Symbol, parameters)))
        self.name: Expression = Call("log", (density if self.covariates else named,))
        self.parameters = tuple(p for p in problem.parameters if p in used)
        self.size = sample_size(problem, law)
        self.log_density = log_of_product(density, sheet.signs)
        self.scores: dict[str, Expression] = {}
        self.lines: dict[str, Relation] = {}
        self.moments: dict[Expression, Expression] = {}

    def write_scores(self) -> None:
        """`log f(x_i | θ) = …` and its derivatives."""
        sheet = self.sheet
        sheet.phase("information")
        after = equals(self.name, self.log_density)
        line = sheet.write("log-density", None, after, LogDensity(self.law.variable))
        for name in self.parameters:
            slope = derivative(self.log_density, name)
            self._refuse_corners(slope, name)
            self.scores[name] = slope
            after = equals(self._slope_name(name), slope)
            self.lines[name] = sheet.write("score-of-one", line, after, Differentiated(name), v=Symbol(name))

    def _slope_name(self, *names: str) -> Expression:
        body = self.name
        for name in names if len(set(names)) > 1 else names[:1]:
            body = Derivative(body, Symbol(name), names.count(name) if len(set(names)) == 1 else 1, True)
        return body

    def _refuse_corners(self, slope: Expression, name: str) -> None:
        if has_corners(slope, (name,)):
            raise Missing(say("corners-in-density", name=name))

    def curvature(self, pair: Pair) -> Expression:
        """−∂² log f."""
        return add(negate(derivative(self.scores.get(pair[0], ZERO), pair[1])))

    def share(self, pair: Pair) -> tuple[Expression, Weights]:
        """The information of the observation, with the lines that lead there."""
        if not set(pair) <= set(self.parameters):
            return ZERO, ()
        curvature = self.curvature(pair)
        second = equals(self._slope_name(*pair), add(negate(curvature)))
        self.sheet.write("second-of-one", self.lines[pair[0]], second, Differentiated(pair[1]), v=Symbol(pair[1]))
        if not self._is_random(curvature):
            value = simplest(curvature, self.sheet.signs)
            return value, ()
        found = self._expected(curvature)
        if found is None:
            raise Missing(say("expectation-unknown"))
        self._write_moments(curvature)
        self._write_expectation(curvature, found)
        return found.value, found.weights

    def _is_random(self, e: Expression) -> bool:
        return any(isinstance(node, Indexed) and node.base == self.law.variable for node in nodes(e))

    def _expected(self, e: Expression) -> Expected | None:
        first = identities(self.scores)
        found = expectation(e, first, self.law.variable, self.sheet.signs)
        if found is not None:
            return found
        known = [*first, *identities(self.scores, second=True)]
        found = expectation(e, known, self.law.variable, self.sheet.signs)
        if found is not None or self.law.discrete:
            return found
        parts = by_parts(self.log_density, self.law.variable)
        return expectation(e, [*known, *parts], self.law.variable, self.sheet.signs)

    def _write_moments(self, curvature: Expression) -> None:
        """`E(x_i) = θ`, `E((x_i − μ)²) = σ²`: the expectation of each function of the observation in the curvature
        that has one of its own, behind the identities that give it."""
        for part in self._parts(curvature):
            found = None if part in self.moments else self._moment(part)
            if found is None:
                continue
            self.moments[part] = found.value
            zero = None
            for names, _ in found.weights:
                zero = self._write_identity(names)
            line = equals(Apply("E", (part,)), found.value)
            rule = "moment" if len(found.weights) == 1 else "moment-of-several"
            self.sheet.write(rule, zero, line, Expectation(self.law.variable, found.weights), n=line.operands[0])

    def _write_identity(self, names: Names) -> Relation:
        """`E(score) = 0`, or the identity by parts, unless it stands above."""
        by_score = isinstance(names, tuple)
        value = self.scores[names[0]] if isinstance(names, tuple) else self._parts_identity(names)
        zero = equals(Apply("E", (value,)), ZERO)
        if not any(step.after == zero for step in self.sheet.steps):
            rule = "score-identity" if by_score else "slope-identity" if names == ONE else "slope-identity-of-mean"
            before = self.lines[names[0]] if isinstance(names, tuple) else None
            self.sheet.write(
                rule, before, zero, Expectation(self.law.variable, ((names, ONE),)),
                v=Symbol(names[0]) if isinstance(names, tuple) else self.name,
            )
        return zero

    def _parts_identity(self, h: Expression) -> Expression:
        return next(one.value for one in by_parts(self.log_density, self.law.variable) if one.names == h)

    def _moment(self, part: Expression) -> Expected | None:
        """What the scores say of it, else what integration by parts says; through identities that a line can show."""
        known = identities(self.scores)
        found = expectation(part, known, self.law.variable, self.sheet.signs)
        if found is None and not self.law.discrete:
            known = by_parts(self.log_density, self.law.variable)
            found = expectation(part, known, self.law.variable, self.sheet.signs)
        return found

    def _parts(self, curvature: Expression) -> list[Expression]:
        """The factors of terms that hold the observation, as they are written: `x_i`, `(x_i − μ)²`. A sum to the
        first power is looked at term by term."""
        found: dict[Expression, None] = {}
        for written in terms_of(curvature):
            squares = any(x != 1 and isinstance(b, Add) for b, x in written.powers if self._is_random(b))
            for term in [written] if squares else expand_term(written):
                random = self._random_powers(term)
                if random:
                    found[write(term._replace(coefficient=1, powers=random))] = None
        return list(found)

    def _random_powers(self, term: Term) -> Powers:
        return tuple(
            (b, x) for b, x in term.powers
            if self._is_random(b) or (isinstance(x, Expression) and self._is_random(x))
        )

    def _write_expectation(self, curvature: Expression, found: Expected) -> None:
        line = equals(Apply("E", (curvature,)), found.value)
        spelled = self._with_moments(curvature)
        if spelled is not None and spelled != found.value:
            line = equals(line.operands[0], spelled, found.value)
        rule = "expected-curvature" if spelled is not None else _rule([names for names, _ in found.weights])
        self.sheet.write(rule, None, line, Expectation(self.law.variable, found.weights))

    def _with_moments(self, e: Expression) -> Expression | None:
        """The expression with the expectation of each part for the part, where that leaves nothing random and the
        expression is linear in the parts."""
        spelled = e
        for part in sorted(self.moments, key=lambda part: -sum(1 for _ in walk(part))):  # (x_i − μ)² before x_i
            spelled = _put(spelled, part, self.moments[part])
        return None if self._is_random(spelled) or not self._is_linear(e) else spelled

    def _is_linear(self, e: Expression) -> bool:
        """Whether each term holds one of the parts at most; terms are looked at as they are written, else multiplied
        out."""
        return all(
            self._is_part(written) or all(map(self._is_part, expand_term(written))) for written in terms_of(e)
        )

    def _is_part(self, term: Term) -> bool:
        return write(term._replace(coefficient=1, powers=self._random_powers(term))) in {*self.moments, ONE}


def _rule(used: Sequence[tuple[str, ...] | Expression]) -> str:
    """Which identities gave the expectation."""
    if any(isinstance(names, Expression) for names in used):
        return "identity-by-parts"
    return "second-identity" if any(len(names) > 1 for names in used) else "expected-curvature"  # type: ignore[arg-type]


def _put(e: Expression, part: Expression, value: Expression) -> Expression:
    return value if e == part else map_children(lambda child: _put(child, part, value), e)


def expected_information(sheet: Worksheet, problem: Problem, parameters: tuple[str, ...]) -> Table:
    """The lines from log f to the information of the sample. Raises Missing."""
    observations = _observations(sheet, problem)
    for one in observations:
        one.write_scores()
    lines: dict[Pair, Relation] = {}
    single: dict[Pair, Expression] = {}
    for pair in pairs_of(parameters):
        parts: list[Part] = []
        totals: list[Expression] = []
        for one in observations:
            value, weights = one.share(pair)
            parts.append((one.law.variable, value, weights))
            totals.append(_total(one, value))
            if len(observations) == 1 and not one.covariates:
                single[pair] = value
        line = equals(matrix_name("I", pair, parameters), add(*totals))
        lines[pair] = sheet.write("information", None, line, Information(*pair, tuple(parts)))
    return Table(lines, single)


def _observations(sheet: Worksheet, problem: Problem) -> list[_Observation]:
    if not problem.laws:
        raise Missing(say("no-law"))
    if problem.partial:
        raise Missing(say("ranges-in-sample"))
    taken = sheet.setting.domains.keys() | sheet.setting.supports.keys()
    letters = [letter for letter in LETTERS if letter not in taken]
    for law in problem.laws:
        if holds_parameter(law, problem):
            raise Irregular(say("support-moves"))
        if law.density is None:
            raise Missing(say("information-of-several-samples"))
    try:
        return [_Observation(sheet, problem, law, letter) for law, letter in zip(problem.laws, letters, strict=False)]
    except UnknownDerivative as why:
        raise Missing(str(why)) from None


def _varies(e: Expression) -> bool:
    return Indexed in kinds(e)


def _total(one: _Observation, value: Expression) -> Expression:
    if value == ZERO:
        return ZERO
    if not _varies(value):
        return multiply(one.size, value)
    return sample_total(value, sample_sum(value, one.size))


# ---- observed ----------------------------------------------------------------------------------------------


def observed_information(
    sheet: Worksheet, log_line: Relation, parameters: tuple[str, ...]
) -> dict[Pair, Relation]:
    """`J(θ) = −ℓ″(θ) = …`. Raises Missing."""
    lines: dict[Pair, Relation] = {}
    value = value_of(log_line)
    sheet.phase("observed")
    for pair in pairs_of(parameters):
        if has_corners(value, pair):
            raise Missing(say("no-second-derivative"))
        try:
            second = derivative(derivative(value, pair[0]), pair[1])
        except UnknownDerivative as why:
            raise Missing(str(why)) from None
        line = equals(matrix_name("J", pair, parameters), add(negate(second)))
        lines[pair] = sheet.write("observed", log_line, line, Observed(*pair), v=", ".join(pair))
    return lines
