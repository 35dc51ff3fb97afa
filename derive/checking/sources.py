"""What a wrong line was made from: the statements before it and the functions written down, in the writer's own form.

Each gives a line that was due there (the same function once more, its logarithm, its derivative, the equation before,
the left side of a chain), on which the mistakes of the catalogue are tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from ..expressions import (
    ONE,
    ZERO,
    Apply,
    Call,
    Derivative,
    Expression,
    Hat,
    Indicator,
    Negate,
    Relation,
    Symbol,
    free_symbols,
    kinds,
    map_children,
    nodes,
    replace,
)
from ..rules.derivatives import UnknownDerivative, derivative
from ..rules.logs import log_of_product
from ..rules.mistakes import Situation
from ..rules.terms import Term, terms_of, times, write_sum
from .names import Names, head_of
from .outcomes import FUNCTIONS, Outcome
from .places import HAT
from .resolved import Unknown, Unusual
from .resolving import resolve
from .truth import Truth

__all__ = ["Said", "Source", "at_estimates", "settled", "sources", "subject_of"]

SCORE, CURVATURE, NEGATED = "score", "second-derivative", "negative-log-likelihood"
ORDERS = ("=", "<", ">", "≤", "≥")
MOST_BEFORE = 5


class Said(NamedTuple):
    """A right statement: its kind, and the statement as it is written."""

    kind: str
    body: Expression


class Source(NamedTuple):
    """Where a mistake may have been made, and the line to hold against the lines that it makes."""

    situation: Situation
    wrong: Expression


def sources(truth: Truth, names: Names, outcome: Outcome, earlier: tuple[Said, ...]) -> Iterator[Source]:
    """earlier: the right statements before, the last one first, as they are written."""
    try:
        work = _Sources(truth, names, outcome, earlier)
    except (Unknown, Unusual):
        return
    seen = set()
    for situation in work.situations():
        key = (situation.due, situation.kind, situation.function)
        if key not in seen:
            seen.add(key)
            yield Source(situation, work.written(situation))


def at_estimates(e: Expression, truth: Truth, but: Iterable[str] = ()) -> Expression:
    """With the estimates in the places of the hats; a hat of `but` is taken off."""
    held = free_symbols(e)
    for name in truth.parameters:
        if name + HAT in held:
            value = None if name in but else _estimate(truth, name)
            e = replace(e, Symbol(name + HAT), Symbol(name) if value is None else value)
    return e


def subject_of(outcome: Outcome, truth: Truth) -> tuple[str, ...]:
    """The parameter that a statement gives a value to: its hat is its name; none for anything else."""
    left = outcome.against.of if isinstance(outcome.against, Hat) else None
    return (left.name,) if isinstance(left, Symbol) and left.name in truth.parameters else ()


def settled(e: Expression, wrong: Expression, truth: Truth, but: Iterable[str] = ()) -> Expression:
    """With the estimates for the parameters that the wrong line does not hold any more; as it is where it holds
    none."""
    if len(truth.parameters) < 2:
        return e
    held = frozenset(truth.parameters) & free_symbols(e)
    gone = held - free_symbols(wrong) - {*but}
    if gone == held:
        return e
    for name in sorted(gone):
        value = _estimate(truth, name)
        e = e if value is None else replace(e, Symbol(name), value)
    return e


def _estimate(truth: Truth, name: str) -> Expression | None:
    rows = (row for row in truth.derivation.estimates if row.parameter == Symbol(name))
    return next((row.exact if truth.problem.columns and row.exact is not None else row.general or row.exact
                 for row in rows), None)


class _Sources:
    """Raises Unknown, Unusual where the wrong part has no value."""

    def __init__(self, truth: Truth, names: Names, outcome: Outcome, earlier: tuple[Said, ...]) -> None:
        self.truth, self.names, self.outcome, self.earlier = truth, names, outcome, earlier
        self.parameters = frozenset(truth.parameters)
        self.about = subject_of(outcome, truth)
        assert outcome.at is not None
        self.at = self.resolved(outcome.at)
        self.left = None if outcome.against is None or self.is_head(outcome.against) else self.tried(outcome.against)

    # ---- reading ---------------------------------------------------------------------------------------

    def resolved(self, e: Expression) -> Expression:
        return at_estimates(resolve(e, self.truth, self.names).expression, self.truth, self.about)

    def tried(self, e: Expression) -> Expression | None:
        try:
            return self.resolved(e)
        except (Unknown, Unusual):
            return None

    def is_head(self, e: Expression) -> bool:
        """Whether it only names a function, or a derivative of one."""
        inner = e.operand if isinstance(e, Negate) else e
        taken = self.parameters | self.names.symbols.keys()
        return isinstance(inner, (Apply, Derivative)) or head_of(inner, taken) is not None

    def situation(
        self, due: Expression, kind: str, before: Expression | None = None, function: Expression | None = None,
        name: str = "",
    ) -> Situation:
        """With the parameter that the line is about first."""
        name = name or self.unknown_of(due)
        order = ([name] if name else []) + [p for p in self.truth.parameters if p != name]
        return Situation(
            self.settled(due), kind, None if before is None else self.settled(before), tuple(order),
            self.truth.derivation.setting, None if function is None else function,
        )

    def unknown_of(self, e: Expression) -> str:
        found = [p for p in self.truth.parameters if p in free_symbols(self.at)]
        found += [p for p in self.truth.parameters if p in free_symbols(e)]
        left = self.outcome.against
        inner = left.of if isinstance(left, Hat) else left
        if isinstance(inner, Symbol) and inner.name in self.parameters:
            return inner.name
        return found[0] if found else ""

    def settled(self, e: Expression) -> Expression:
        return settled(e, self.at, self.truth, self.about)

    def written(self, situation: Situation) -> Expression:
        """The wrong line: an equation where one is due."""
        if situation.kind != "equation" or self.outcome.kind == "estimate" or self.left is None:
            return self.at
        return Relation((self.left, self.at), ("=",))

    # ---- what was due ----------------------------------------------------------------------------------

    def situations(self) -> Iterator[Situation]:
        kind = self.outcome.kind
        if kind in ("likelihood", "log-likelihood", NEGATED):
            yield from self.of_function(kind)
        elif kind in (SCORE, CURVATURE):
            yield from self.of_slope(kind)
        elif kind in ("equation", "constraint", "estimate"):
            yield from self.of_equation()
        elif kind == "identity" and self.outcome.against is None:
            for each in (SCORE, "log-likelihood", "likelihood"):
                yield from self.of_function(each) if each != SCORE else self.of_slope(each)
        if self.left is not None and kind not in ("constraint", "estimate"):
            yield from self.of_link(kind)

    def of_link(self, kind: str) -> Iterator[Situation]:
        """A = B: B is made from A."""
        assert self.left is not None
        if kind in ("likelihood", "log-likelihood", NEGATED, SCORE, CURVATURE):
            yield self.situation(self.left, kind)
            return
        if kind == "equation" and not (self.parameters & free_symbols(self.left) & free_symbols(self.at)):
            return  # an equation that holds at the maximum: not one side made of the other
        is_log = any(isinstance(n, Call) and n.function == "log" for n in nodes(self.left))
        yield self.situation(self.left, "log-likelihood" if is_log else SCORE)

    def of_function(self, kind: str) -> Iterator[Situation]:
        for own, body in self.functions():
            if kind == "likelihood":
                if own == kind:
                    yield self.situation(body, kind)
                continue
            due = _log(own, body)
            source = body if own == "likelihood" else due
            yield self.situation(Negate(due) if kind == NEGATED else due, kind, source)

    def functions(self) -> Iterator[tuple[str, Expression]]:
        """The functions that were written down, the last one first, each with what it is."""
        for kind, body in self.earlier:
            if kind in FUNCTIONS and (value := self.tried(_value(body))) is not None:
                yield kind, _without_indicators(value)

    def logs(self) -> Iterator[Expression]:
        seen = [_log(kind, body) for kind, body in self.functions()]
        if self.truth.log_likelihood is not None:
            seen.append(self.truth.log_likelihood)
        yield from dict.fromkeys(seen)

    def of_slope(self, kind: str) -> Iterator[Situation]:
        names = [p for p in self.truth.parameters if p in free_symbols(self.at)]
        for function in self.logs():
            for name in names[:2]:
                before = function if kind == SCORE else _slope(function, name)
                due = None if before is None else _slope(before, name)
                if due is not None and kind == CURVATURE:  # the sign of a term before the rule that lost it
                    yield self.situation(due, kind, None, None, name)
                if due is not None:
                    yield self.situation(due, kind, before, before, name)

    def of_equation(self) -> Iterator[Situation]:
        if isinstance(self.outcome.against, (Apply, Derivative)):
            return
        for body in self.equations():
            yield self.situation(body, "equation", body)
            without = _cleared(body, self.parameters)
            if without is not None:  # a step that was skipped
                yield self.situation(without, "equation", without)
        if self.is_whole_number:
            return
        for function in self.logs():
            for name in self.truth.parameters:
                due = _slope(function, name)
                if due is not None and self.is_about(name):
                    yield self.situation(Relation((due, ZERO), ("=",)), "equation", None, function, name)

    @property
    def is_whole_number(self) -> bool:
        """Whether a parameter is one, so that nothing is differentiated for it."""
        domains = self.truth.problem.domains
        return any(domains[p].integer for p in self.truth.parameters if p in domains)

    def is_about(self, name: str) -> bool:
        return name in free_symbols(self.at) or (self.left is not None and name in free_symbols(self.left))

    def equations(self) -> Iterator[Relation]:
        """The equations before, in the symbols of the problem; the sides of an order count as equal."""
        count = 0
        for _, e in self.earlier:
            if not isinstance(e, Relation) or e.operators[-1] not in ORDERS or count >= MOST_BEFORE:
                continue
            left, right = self.tried(e.operands[-2]), self.tried(e.operands[-1])
            if left is None or right is None or left == right:
                continue
            if self.parameters & (free_symbols(left) | free_symbols(right)):
                count += 1
                yield Relation((left, right), ("=",))


def _cleared(e: Relation, names: frozenset[str]) -> Relation | None:
    """The equation times the denominators that hold an unknown; None where there are none."""
    sides = [terms_of(side) for side in e.operands]
    common: dict[Expression, int | Fraction] = {}
    for base, k in (power for terms in sides for term in terms for power in term.powers):
        if not isinstance(k, Expression) and k < 0 and names & free_symbols(base):
            common[base] = max(common.get(base, 0), -k)
    whole = Term(1, tuple(common.items()))
    left, right = (write_sum([times(term, whole) for term in terms]) for terms in sides)
    return Relation((left, right), ("=",)) if common else None


def _value(body: Expression) -> Expression:
    """What a line says that a function is."""
    if not isinstance(body, Relation):
        return body
    return next((e for e in reversed(body.operands) if e != ZERO), body.operands[-1])


def _log(kind: str, body: Expression) -> Expression:
    if kind == "likelihood":
        return body.arguments[0] if isinstance(body, Call) and body.function == "exp" else log_of_product(body)
    if kind == NEGATED:
        return body.operand if isinstance(body, Negate) else Negate(body)
    return body


def _without_indicators(e: Expression) -> Expression:
    if Indicator not in kinds(e):
        return e
    return ONE if isinstance(e, Indicator) else map_children(_without_indicators, e)


def _slope(function: Expression, name: str) -> Expression | None:
    if Derivative in kinds(function):
        return None
    try:
        return derivative(function, name)
    except UnknownDerivative:
        return None
