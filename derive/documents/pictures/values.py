"""The log-likelihood and the score of a derivation as functions of numbers, from enclosures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from math import inf, isfinite

from flint import arb, fmpq

from ...balls import Undefined, derivative, enclose
from ...domains import Domain
from ...expressions import Add, Expression, Indicator, free_symbols, kinds, number_value
from ...problem.model import Problem
from ...records import NOTHING
from ...steps import Derivation, Setting

__all__ = ["Landscape", "free_values", "number"]

# Bits of an evaluation: enough for a picture, and more where sums cancel.
BITS = (64, 192)
WIDEST = 1e-7
"""Relative width of an enclosure whose middle is drawn."""


class Landscape:
    """The log-likelihood over the parameters, −∞ where the likelihood is zero or has no value.

    free: values of known symbols that the problem leaves open. shifted: whether a constant is left out that needs
    more than the summaries of the data that are given.
    """

    def __init__(self, derivation: Derivation, parameters: Collection[str], free: Mapping[str, Fraction]) -> None:
        likelihood, log = derivation.likelihood, derivation.log_likelihood
        self.setting, self._scores = derivation.setting, derivation.scores
        self._free = {name: arb(fmpq(value.numerator, value.denominator)) for name, value in free.items()}
        self._log = None if log is None else _known(log, parameters, self._free, self.setting)
        self.shifted = self._log != log
        # A logarithm says nothing of where a likelihood is zero, so a likelihood with indicators is asked itself.
        self.stepped = likelihood is not None and Indicator in kinds(likelihood)
        self._likelihood = likelihood if self.stepped or self._log is None else None

    def at(self, point: Mapping[str, float]) -> float:
        """The log-likelihood at a point."""
        if self._likelihood is not None:
            value = self._enclosed(self._likelihood, point)
            return float(value.log().mid()) if value is not None and value > 0 else -inf
        return self._middle(self._log, point)

    def along(self, pairs: Sequence[tuple[str, Expression]], variable: str) -> Callable[[float], float]:
        """The log-likelihood along a path: each parameter by a formula in one variable."""

        def at(t: float) -> float:
            point = {name: number(formula, self.setting, {variable: t}) for name, formula in pairs}
            known = {name: value for name, value in point.items() if value is not None}
            return self.at(known) if len(known) == len(point) else -inf

        return at

    def score(self, parameter: str, point: Mapping[str, float]) -> float | None:
        """The derivative of the log-likelihood for a parameter, None where it has none."""
        written = self._scores.get(parameter)
        if written is not None:
            value = self._middle(written, point)
            return value if isfinite(value) else None
        if self._log is None:
            return None
        try:
            return float(derivative(self._log, parameter, self._values(point), self.setting).mid())
        except Undefined:
            return None

    def _middle(self, e: Expression | None, point: Mapping[str, float]) -> float:
        value = None if e is None else self._enclosed(e, point)
        return -inf if value is None else float(value.mid())

    def _values(self, point: Mapping[str, float]) -> dict[str, arb]:
        return self._free | {name: arb(value) for name, value in point.items()}

    def _enclosed(self, e: Expression, point: Mapping[str, float]) -> arb | None:
        values = self._values(point)
        for bits in BITS:
            try:
                value = enclose(e, values, self.setting, bits)
            except Undefined:
                continue
            if float(value.rad()) <= WIDEST * (1 + abs(float(value.mid()))) or value.rel_accuracy_bits() > 20:
                return value
        return None


def _known(log: Expression, parameters: Collection[str], free: Mapping[str, arb], setting: Setting) -> Expression:
    """The log-likelihood without those terms that hold no parameter and have no value."""
    if not isinstance(log, Add):
        return log
    kept = tuple(term for term in log.terms if free_symbols(term) & {*parameters} or _has_value(term, free, setting))
    return log if len(kept) in (0, len(log.terms)) else kept[0] if len(kept) == 1 else Add(kept)


def _has_value(term: Expression, values: Mapping[str, arb], setting: Setting) -> bool:
    try:
        enclose(term, values, setting, BITS[0])
    except Undefined:
        return False
    return True


def free_values(problem: Problem, derivation: Derivation) -> dict[str, Fraction]:
    """A value for each known symbol that has none, where the estimates do not depend on it; else nothing.

    One where it may be one, else a half, else the next whole number of its domain: only the scale of the curve hangs
    on it, and the picture says what was chosen.
    """
    if derivation.log_likelihood is None or any(e.value is None for e in derivation.estimates):
        return {}
    names = free_symbols(derivation.log_likelihood)
    given = {*problem.parameters, *derivation.setting.values}
    waiting = [name for name, value in problem.known.items() if value is None and name in names and name not in given]
    return {name: _some(problem.domains.get(name, Domain())) for name in waiting}


def _some(domain: Domain) -> Fraction:
    lower, upper = (None if end is None else number_value(end) for end in (domain.lower, domain.upper))
    for value in (Fraction(1), Fraction(1, 2)):
        if (lower is None or lower < value) and (upper is None or value < upper):
            return value
    return Fraction(1 if lower is None else lower + 1)


def number(e: Expression | None, setting: Setting, values: Mapping[str, float] = NOTHING) -> float | None:
    """The value of an expression, such as the end of a domain; None where there is none."""
    if e is None:
        return None
    try:
        return float(enclose(e, {name: arb(value) for name, value in values.items()}, setting).mid())
    except Undefined:
        return None
