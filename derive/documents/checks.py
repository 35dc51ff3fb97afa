"""What an answer is held against, in numbers and by none of the rules that found it: the score at the estimate, the
log-likelihood beside it, a search that knows nothing but the log-likelihood, the curvature.

The search is that of golden section (Kiefer 1953, Sequential minimax search for a maximum).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import isfinite

from flint import arb, fmpq

from ..balls import Undefined, derivative, enclose, evaluate, precision
from ..domains import Domain
from ..expressions import ZERO, Add, Apply, Call, Expression, Hat, Relation, Symbol, nodes, number_value
from ..plans.score import score_name
from ..problem.model import Problem
from ..steps import Derivation, Setting, Status
from . import words
from .phrases import DIGITS, Phrase, joined, rounded

__all__ = ["checks", "is_stationary"]

Values = Mapping[str, fmpq | arb]
# Bits of the numbers of a check; steps of the search, which leave 10^-16 of what it starts with; how far both may be
# apart; the digits that are shown.
BITS, STEPS, AGREED, SHOWN = 160, 80, 1e-8, 9
GOLDEN = (arb(5).sqrt() - 1) / 2
# A score counts as zero where it is so small beside its terms; a derivation in numbers knows twelve digits.
VANISHING = 1e-9
MOST_PARAMETERS = 3
ANSWERED = (Status.SOLVED, Status.NUMERIC)


def checks(problem: Problem, derivation: Derivation) -> tuple[Phrase, ...]:
    """A line for each check that the answer passes; none where there is no answer in numbers."""
    log_likelihood = derivation.log_likelihood
    if derivation.status not in ANSWERED or log_likelihood is None:
        return ()
    values = _estimates(derivation)
    if not values or values.keys() != problem.parameters.keys() or len(values) > MOST_PARAMETERS:
        return ()
    case = _Case(problem, derivation, log_likelihood, values)
    return tuple(said for check in (case.put_back, case.beside, case.searched, case.curved) for said in check())


def is_stationary(problem: Problem, derivation: Derivation) -> bool:
    """Whether the score of each parameter is zero at the estimates, which are numbers."""
    values = _estimates(derivation)
    if derivation.log_likelihood is None or not values or values.keys() != problem.parameters.keys():
        return False
    return _Case(problem, derivation, derivation.log_likelihood, values).is_stationary()


def _estimates(derivation: Derivation) -> dict[str, fmpq | arb]:
    """The estimates by the names of the parameters, as numbers."""
    found: dict[str, fmpq | arb] = {}
    for row in derivation.estimates:
        if isinstance(row.parameter, Symbol) and row.value is not None and isfinite(row.value):
            found[row.parameter.name] = _number(row.exact, row.value, derivation.setting)
    return found


def _number(exact: Expression | None, value: float, setting: Setting) -> fmpq | arb:
    rational = None if exact is None else number_value(exact)
    if rational is not None:
        return fmpq(rational.numerator, rational.denominator)
    try:
        return arb(value) if exact is None else enclose(exact, {}, setting, BITS)
    except Undefined:
        return arb(value)


class _Case:
    """An answer in numbers."""

    def __init__(self, problem: Problem, derivation: Derivation, log_likelihood: Expression, values: Values) -> None:
        self._problem, self._derivation, self._height = problem, derivation, log_likelihood
        self._values, self._setting = values, derivation.setting
        self._names = tuple(values)

    def put_back(self) -> Iterator[Phrase]:
        """The scores at the estimates."""
        smooth = [name for name in self._names if not self._has_corners(name)]
        shown = [relation for name in smooth if (relation := self._score_at(name)) is not None]
        if shown and len(shown) == len(smooth):
            yield (words.PUT_BACK, *joined([(relation,) for relation in shown]))

    def _has_corners(self, name: str) -> bool:
        """Whether the score counts signs: it jumps at the observations, where the estimate may be one."""
        score = self._derivation.scores.get(name)
        return score is not None and any(isinstance(e, Call) and e.function == "sign" for e in nodes(score))

    def is_stationary(self) -> bool:
        return all(self._score_at(name) is not None for name in self._names)

    def _score_at(self, name: str) -> Relation | None:
        """`ℓ′(0.7) = 10 − 10 = 0`, where it is zero."""
        score = self._derivation.scores.get(name)
        if score is None or self._problem.domains[name].integer:
            return None
        try:
            terms = [self._at(term) for term in (score.terms if isinstance(score, Add) else (score,))]
        except Undefined:
            return None
        total, size = sum(map(arb, terms), arb(0)), sum(map(abs, map(arb, terms)), arb(0))
        if not abs(total) < VANISHING * (1 + size):
            return None
        left = score_name(self._names, name) if len(self._names) > 1 else self._function(self._value(name), 1)
        if len(terms) == 1:
            return Relation((left, ZERO), ("=",))
        parts = [rounded(float(arb(term).mid()), DIGITS) for term in terms]
        exact = all(_fraction(term) == number_value(part) for term, part in zip(terms, parts, strict=True))
        return Relation((left, Add(tuple(parts)), ZERO), ("=" if exact else "≈", "="))

    def beside(self) -> Iterator[Phrase]:
        """The log-likelihood at the estimate and a little to either side, where there is one parameter."""
        if len(self._names) != 1:
            return
        name = self._names[0]
        step = self._step(name)
        if step is None:
            return
        here = self._values[name]
        if not self._is_top(name, fmpq(1) if self._problem.domains[name].integer else step / 100):
            return
        places = [p for p in (here - step, here, here + step) if _inside(self._problem.domains[name], p)]
        rows = [(p, h) for p in places if (h := self._height_at(name, p)) is not None]
        if len(rows) > 1:
            yield (words.BESIDE, *joined([(self._row(p, h),) for p, h in rows]))

    def _is_top(self, name: str, step: fmpq | arb) -> bool:
        """Whether the log-likelihood is lower so far to either side."""
        here = self._values[name]
        beside = [p for p in (here - step, here + step) if _inside(self._problem.domains[name], p)]
        heights = [self._height_at(name, p) for p in (here, *beside)]
        top = heights[0]
        return top is not None and all(h is None or h < top for h in heights[1:])

    def _row(self, place: fmpq | arb, height: arb) -> Relation:
        left = self._function(rounded(float(arb(place).mid()), DIGITS), 0)
        return Relation((left, rounded(float(height.mid()), DIGITS)), ("≈",))

    def _step(self, name: str) -> fmpq | arb | None:
        """One, for a whole number; else about the standard error, one digit of it."""
        if self._problem.domains[name].integer:
            return fmpq(1)
        curvature = self._curvature(name)
        if curvature is None or not curvature < 0:
            return None
        size = float((1 / (-curvature).sqrt()).mid())
        mantissa, _, exponent = f"{size:.0e}".partition("e")
        return fmpq(int(mantissa)) * fmpq(10) ** int(exponent)

    def searched(self) -> Iterator[Phrase]:
        """Where a search for the highest point ends, each parameter with the others at their estimates."""
        ends: list[Phrase] = []
        for name in self._names:
            found = None if self._problem.domains[name].integer else self._search(name)
            value = float(arb(self._values[name]).mid())
            if found is None or abs(found - value) > AGREED * (1 + abs(value)):
                return
            shown = ZERO if abs(found) < AGREED else rounded(found, SHOWN)
            ends.append((Relation((Symbol(name), shown), ("≈",)),))
        if ends:
            yield (words.SEARCHED if len(ends) == 1 else words.SEARCHED_EACH, *joined(ends))

    def _search(self, name: str) -> float | None:
        """The highest point by golden section over the whole domain, brought to the interval from 0 to 1."""
        spread = _spread(self._problem.domains[name], self._setting)
        if spread is None:
            return None
        low, high = arb(0), arb(1)
        inner = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)]
        heights = [self._height_at(name, spread(t)) for t in inner]
        for _ in range(STEPS):
            if _is_below(heights[0], heights[1]):
                low, inner[0], heights[0] = inner[0], inner[1], heights[1]
                inner[1] = (low + GOLDEN * (high - low)).mid()
                heights[1] = self._height_at(name, spread(inner[1]))
            else:
                high, inner[1], heights[1] = inner[1], inner[0], heights[0]
                inner[0] = (high - GOLDEN * (high - low)).mid()
                heights[0] = self._height_at(name, spread(inner[0]))
        return float(spread(((low + high) / 2).mid()).mid())

    def curved(self) -> Iterator[Phrase]:
        """The standard error that the curvature at the top tells, where there is one parameter."""
        if len(self._names) != 1 or not self._is_inside():
            return
        name = self._names[0]
        curvature = self._curvature(name)
        if curvature is None or not curvature < 0 or self._problem.domains[name].integer:
            return
        yield (
            words.CURVED, Relation((self._function(self._value(name), 2), rounded(float(curvature.mid()))), ("≈",)),
            words.CURVED_SO, rounded(float((1 / (-curvature).sqrt()).mid())),
        )

    def _is_inside(self) -> bool:
        """Whether the estimate is a stationary point: at an end of its domain the curvature says nothing."""
        return self._score_at(self._names[0]) is not None

    def _curvature(self, name: str) -> arb | None:
        try:
            return derivative(self._height, name, self._values, self._setting, 2, BITS)
        except Undefined:
            return None

    def _height_at(self, name: str, place: fmpq | arb) -> arb | None:
        try:
            return enclose(self._height, {**self._values, name: place}, self._setting, BITS)
        except Undefined:
            return None

    def _at(self, e: Expression) -> fmpq | arb:
        with precision(BITS):
            found = evaluate(e, self._values, self._setting)
        return found if isinstance(found, fmpq) else enclose(e, self._values, self._setting, BITS)

    def _value(self, name: str) -> Expression:
        """The estimate in decimals, or under its hat where these are many."""
        value = float(arb(self._values[name]).mid())
        short = rounded(value, DIGITS)
        return short if number_value(short) == _fraction(self._values[name]) else Hat(Symbol(name))

    def _function(self, at: Expression, primes: int) -> Expression:
        return Apply("ℓ", (at,), primes=primes)


def _fraction(x: fmpq | arb) -> Fraction | None:
    return Fraction(int(x.p), int(x.q)) if isinstance(x, fmpq) else None


def _is_below(one: arb | None, other: arb | None) -> bool:
    """Whether the first is the lower one; what has no value is the lowest."""
    if one is None or other is None:
        return one is None
    return bool(one.mid() < other.mid())


def _inside(domain: Domain, place: fmpq | arb) -> bool:
    ends = [None if end is None else number_value(end) for end in (domain.lower, domain.upper)]
    low, high = (None if end is None else arb(fmpq(end.numerator, end.denominator)) for end in ends)
    x = arb(place)
    return (low is None or bool(x > low)) and (high is None or bool(x < high))


def _spread(domain: Domain, setting: Setting) -> Callable[[arb], arb] | None:
    """A growing function from between 0 and 1 onto the domain; None where an end of it is no number."""
    try:
        low, high = (None if end is None else enclose(end, {}, setting, BITS) for end in (domain.lower, domain.upper))
    except Undefined:
        return None
    if low is not None and high is not None:
        return lambda t: low + t * (high - low)
    if low is not None:
        return lambda t: low + t / (1 - t)
    if high is not None:
        return lambda t: high - (1 - t) / t
    return lambda t: (arb.pi() * (t - arb(1) / 2)).tan()
