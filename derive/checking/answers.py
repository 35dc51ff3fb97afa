"""Whether what is asked has been reached: each parameter, each loss, in numbers where the problem has data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property

from flint import arb, fmpq

from ..balls import Undefined, evaluate, precision
from ..expressions import (
    Call,
    Expression,
    Hat,
    Indexed,
    Interval,
    Number,
    Power,
    Relation,
    SetOf,
    Symbol,
    children,
    free_symbols,
    kinds,
    nodes,
    number_value,
)
from ..notation.plain import plain
from ..problem.model import Find
from ..steps import Quantity, Setting, Status
from .intervals import ends_due
from .names import Names
from .places import BITS
from .resolved import Resolved, Unknown, Unusual
from .resolving import resolve
from .statements import equal_runs
from .truth import Truth
from .trying import Trial, alike

__all__ = ["Answers"]

_NONE = re.compile(
    r"\bno (?:maximum|mle|maximi[sz]er|(?:maximum likelihood )?estimat(?:e|or))\b"
    r"|\bdo(?:es)? not (?:exist|have a maximum)|\bunbounded\b|beyond every bound"
    r"|\bnever (?:attained|reached)|\bnot (?:attained|reached|bounded)\b",
    re.IGNORECASE,
)
INTERVAL = "confidence-interval"
AS_FORMULAS = ("score", "fisher-information")
FORMULAS = ("likelihood", "log-likelihood", "score")


class Answers:
    """Keeps what has been reached so far."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        self.reached: set[str] = set()
        self.done: set[str] = set()
        self.valued: set[Expression] = set()  # statistics of which a line has said the value: x̄ = 73
        self.ends: set[tuple[str, int]] = set()  # of intervals: which ends have been told
        self.told: list[tuple[Expression, Names]] = []  # numbers that true statements have
        self.formulas: dict[Expression, str] = {}  # `μ̂ = x̄` says what `x̄ = 3` answers

    def missing(self) -> tuple[str, ...]:
        """What is asked and not reached. Of probabilities the values may all have been told without a name."""
        missing = tuple(name for name in self.asked() if name not in self.reached)
        if len(missing) < 2 or not set(missing) <= set(self.truth.tied) or not self.has_data():
            return missing
        return () if all(map(self.is_told, missing)) else missing

    def is_told(self, name: str) -> bool:
        """Whether a true statement has the value of the estimate."""
        row = next((row for row in self.truth.derivation.estimates if row.parameter == Symbol(name)), None)
        exact = None if row is None else row.exact
        return exact is not None and any(self.has_value(e, exact, names) for e, names in self.told)

    def note_words(self, text: str) -> None:
        """`There is no maximum.`, where that is the answer."""
        if self.truth.derivation.status is Status.NO_MAXIMUM and _NONE.search(text):
            self.reached.update(self.asked())

    def asked(self) -> Iterator[str]:
        """The names of all that is asked."""
        problem = self.truth.problem
        if problem.choices and not problem.find and not self.truth.derivation.estimates:
            yield "choice"
            return
        for find in problem.find or (Find("mle"),):
            if find.kind == "mle" and find.of is None:
                yield from self.truth.parameters
            elif find.kind == "mle" and find.of is not None:
                yield plain(find.of)
            elif not self.quantities(find.kind):
                yield find.kind
            else:
                yield from self.quantities(find.kind)

    def quantities(self, kind: str) -> list[str]:
        rows = [q for q in self.truth.derivation.quantities if q.name == kind]
        rows = [q for q in rows if q.of is None] or rows if kind == "fisher-information" else rows
        return [f"{q.name} of {q.of}" if q.of else q.name for q in rows]

    # ---- what a line reaches ---------------------------------------------------------------------------

    def note(self, body: Expression, kind: str, names: Names, before: Expression | None = None) -> None:
        """A true statement: what it reaches. before: the left side that it goes on with."""
        self.reached.add(kind)
        if isinstance(body, Relation) and self.truth.tied:
            self.told += [(e, names) for e in body.operands[1:] if free_of_sample(e)]
        for operands in equal_runs(body, before):
            self.note_aliases(operands, names)
            if any(free_of_sample(e) for e in operands if not isinstance(e, (Interval, SetOf))):
                self.valued.update(e for e in operands if isinstance(e, Call))
            for subject in operands:
                name = self.parameter(subject, names) or self.formulas.get(subject)
                if name is None:
                    continue
                if any(self.is_final(e, name, names) for e in operands if e is not subject):
                    self.reached.add(name)
                self.formulas.update(dict.fromkeys((e for e in operands if not isinstance(e, Number)), name))
        if isinstance(body, Relation):
            self.note_set(body.operands, body.operators, names)
        operands = [e for run in equal_runs(body, before) for e in run]
        for find in self.truth.problem.find:
            if find.of is not None:
                self.note_function(find.of, operands, names)
        for e in operands:
            self.note_value(e, names)

    def note_aliases(self, operands: list[Expression], names: Names) -> None:
        """`v̂ = T/(2n)` of a v = σ²: then `σ̂ = √v̂` is an answer, too."""
        for subject in operands:
            inner = subject.of if isinstance(subject, Hat) else subject
            if isinstance(inner, Symbol) and inner.name in names.symbols and inner.name not in self.truth.parameters:
                others = [e for e in operands if e is not subject]
                if any(self.is_final(e, "", names) for e in others):
                    self.done.add(inner.name)

    def parameter(self, e: Expression, names: Names) -> str | None:
        """The parameter that stands alone, with or without a hat, as itself, its square or its root, or under another
        name."""
        while isinstance(e, Hat) or (self.has_variance and _is_square(e)):
            e = e.of if isinstance(e, Hat) else e.base if isinstance(e, Power) else children(e)[0]
        if isinstance(e, Indexed) and not isinstance(e.index, Symbol):
            e = Symbol(f"{e.base}_{plain(e.index)}")
        if not isinstance(e, Symbol):
            return None
        if e.name in names.symbols and e.name not in self.truth.parameters:
            meant = names.symbols[e.name]
            return self.parameter(meant, names) if meant != e else None
        either = (e.name, f"{e.name}²", e.name.removesuffix("²"))
        return next((n for n in (either if self.has_variance else either[:1]) if n in self.truth.parameters), None)

    @cached_property
    def has_variance(self) -> bool:
        """Whether σ, or σ², answers for the other: of a normal law."""
        families = {law.family.name for law in self.truth.problem.laws if law.family is not None}
        return not families.isdisjoint(("Normal", "Lognormal", "BivariateNormal", "LogitNormal"))

    def is_final(self, e: Expression, name: str, names: Names) -> bool:
        """A number where there are data; a formula in the sample and what is known where there are none."""
        try:
            resolved = resolve(e, self.truth, names).expression
        except (Unknown, Unusual):
            return False
        symbols = {symbol.removesuffix("\u0302") for symbol in free_symbols(resolved)}
        if not self.has_data() and self.is_of_done(e):
            return True
        if name in symbols or f"{name}²" in symbols:
            return False
        others = symbols & set(self.truth.parameters)
        estimated = Hat in kinds(e)
        if estimated and any(isinstance(node, Hat) and self.parameter(node, names) == name for node in nodes(e)):
            return False
        if others - self.reached and not estimated:
            return False
        number = free_of_sample(e, self.truth.problem.unit) or e in self.valued
        return not self.has_data() or (not others and number)

    def is_of_done(self, e: Expression) -> bool:
        """A formula in nothing but quantities that have been found."""
        found = {node.of if isinstance(node, Hat) else node for node in nodes(e) if isinstance(node, (Hat, Symbol))}
        names = {node.name for node in found if isinstance(node, Symbol)} - {"n", *self.truth.problem.known}
        return bool(names) and names <= self.done

    def has_data(self) -> bool:
        """Whether the answer is a number."""
        setting = self.truth.derivation.setting
        return bool(setting.columns or setting.statistics or self.truth.problem.likelihood is not None) and all(
            row.value is not None or row.interval is not None for row in self.truth.derivation.estimates
        )

    def note_function(self, of: Expression, operands: list[Expression], names: Names) -> None:
        for row in self.truth.derivation.estimates:
            exact = row.exact if row.parameter == of else None
            if exact is None or plain(of) in self.reached:
                continue
            reaches = self.has_value if self.has_data() else self.is_formula
            if any(reaches(e, exact, names) for e in operands):
                self.reached.add(plain(of))

    def is_formula(self, e: Expression, exact: Expression, names: Names) -> bool:
        """Whether a side of a statement is the formula of an estimate, in the sample and what is known."""
        resolved = self.resolved(e, names)
        if resolved is None or Hat in kinds(e):
            return False
        named = {name.removesuffix("\u0302") for name in free_symbols(resolved.expression)}
        if not named.isdisjoint(self.truth.parameters):
            return False
        return bool(Trial(self.truth, names).equation(resolved, Resolved(exact)))

    def resolved(self, e: Expression, names: Names) -> Resolved | None:
        if isinstance(e, (Interval, SetOf)):
            return None
        try:
            return resolve(e, self.truth, names)
        except (Unknown, Unusual):
            return None

    def note_set(self, operands: tuple[Expression, ...], operators: tuple[str, ...], names: Names) -> None:
        """`2 ≤ μ̂ ≤ 4`, `μ̂ ∈ [2, 4]`: all the values at which the likelihood is largest."""
        ends: tuple[Expression, ...] = ()
        subject = operands[0]
        last = operands[-1]
        if operators[0] == "∈" and set(operators[1:]) <= {"="} and isinstance(last, Interval):
            ends = (last.lower, last.upper)
        elif operators == ("∈",) and isinstance(operands[1], SetOf):
            ends = operands[1].elements
        elif len(operators) == 2 and set(operators) <= {"<", "≤"}:
            subject, ends = operands[1], (operands[0], operands[2])
        name = self.parameter(subject, names) if ends else None
        row = next((r for r in self.truth.derivation.estimates if r.parameter == Symbol(name or "")), None)
        if row is None or (row.interval is None and not isinstance(row.maximisers, SetOf)):
            return
        whole = row.maximisers.elements if isinstance(row.maximisers, SetOf) else None
        due = [self.number(e, names) for e in whole] if whole else [float(x) for x in row.interval or ()]
        given = [self.number(e, names) for e in ends]
        if name and len(due) == len(given) and all(map(_near, sorted(map(_real, due)), sorted(map(_real, given)))):
            self.reached.add(name)

    def number(self, e: Expression, names: Names) -> float | None:
        """About the value of what is free of the parameters."""
        resolved = self.resolved(e, names)
        if resolved is None or not self.truth.instances:
            return None
        instance = self.truth.instances[0]
        value = resolved.value(instance, instance.places[0], {})
        return None if value is None else float(arb(value).mid())

    def note_value(self, e: Expression, names: Names) -> None:
        """A loss that is asked."""
        for row in self.truth.derivation.quantities:
            label = f"{row.name} of {row.of}" if row.of else row.name
            if label in self.reached:
                continue
            if row.name == INTERVAL:
                self.note_ends(label, row, e, names)
                continue
            found = self.resolved(e, names) if row.exact is not None and row.name in AS_FORMULAS else None
            if found and row.exact is not None and Trial(self.truth, names).identity(found, Resolved(row.exact)):
                self.reached.add(label)
            if row.exact is not None and row.name == "standard-error" and not self.has_data():
                self.reached |= {label} if self.is_formula(e, row.exact, names) else set()
            if row.exact is not None and label not in self.reached and self.has_value(e, row.exact, names):
                self.reached.add(label)

    def note_ends(self, label: str, row: Quantity, e: Expression, names: Names) -> None:
        """The ends of an interval, both in brackets or one after the other: `21 − 1.96 = 19.04`."""
        sides = (e.lower, e.upper) if isinstance(e, Interval) else (e, e)
        for k, (side, values) in enumerate(zip(sides, ends_due(row, names), strict=True)):
            if not self.has_data():
                found = self.resolved(side, names)
                trial = Trial(self.truth, names)
                if found is not None and any(trial.equation(found, Resolved(value)) for value in values):
                    self.ends.add((label, k))
            elif any(self.has_value(side, value, names) or self.is_near(side, value, names) for value in values):
                self.ends.add((label, k))
        if {(label, 0), (label, 1)} <= self.ends:
            self.reached.add(label)

    def is_near(self, e: Expression, due: Expression, names: Names) -> bool:
        """Whether a number is the end, which is known to some digits only."""
        found, true = (self.number(x, names) if free_of_sample(x) else None for x in (e, due))
        return found is not None and true is not None and _near(found, true)

    def has_value(self, e: Expression, exact: Expression, names: Names) -> bool:
        """Whether a side of a statement is the value, rounded or not."""
        if not free_of_sample(e):
            return False
        try:
            resolved = resolve(e, self.truth, names, rounded=True)
            with precision(BITS):
                values = {**resolved.rounded}
                found = evaluate(resolved.expression, values, Setting())
                true = evaluate(exact, {}, self.truth.derivation.setting)
        except (Unknown, Unusual, Undefined):
            return False
        if not isinstance(found, (fmpq, arb)) or not isinstance(true, (fmpq, arb)):
            return False
        return alike(found, true)


def _real(x: float | None) -> float:
    return float("nan") if x is None else x


def _near(x: float, y: float) -> bool:
    return abs(x - y) <= 1e-9 * max(1.0, abs(x))


def _is_square(e: Expression) -> bool:
    """σ², √v."""
    if isinstance(e, Power):
        return number_value(e.exponent) in (2, Fraction(1, 2))
    return isinstance(e, Call) and e.function == "sqrt"


_OF_SAMPLE = frozenset((Indexed, Symbol, Hat))
_NAMED = _OF_SAMPLE | {Call}


def free_of_sample(e: Expression, unit: str | None = None) -> bool:
    """Whether no observation, statistic, sample size or name stands in it: it is a number, written out or not."""
    if _NAMED.isdisjoint(kinds(e)):
        return True
    if unit is None and not _OF_SAMPLE.isdisjoint(kinds(e)):
        return False
    for node in nodes(e):
        if isinstance(node, (Indexed, Symbol, Hat)) and node != Symbol(unit or ""):
            return False
        if isinstance(node, Call) and node.function in ("mean", "median", "max", "min"):
            return not free_symbols(node) and Indexed not in kinds(node)
    return True
