"""Probabilities of one observation: `P(X > 5) = e^(−5λ)`, `P(X ≥ 1) = 1 − e^(−λ)`."""

from __future__ import annotations

from ..expressions import (
    ONE,
    ZERO,
    Add,
    Expression,
    Indexed,
    Negate,
    Relation,
    Symbol,
    integer,
    number_value,
    replace,
)
from ..families.written import survival_of
from ..problem.model import Law, Problem

__all__ = ["chance_beyond", "chance_of"]

MOST_TERMS = 60
_TURNED = {"<": ">", "≤": "≥", ">": "<", "≥": "≤"}


def chance_of(event: Relation, problem: Problem) -> Expression | None:
    """The probability that an observation lies on one side of a value; None where no formula is known, or another
    event is meant."""
    law = problem.laws[0] if len(problem.laws) == 1 else None
    if law is None or len(event.operators) != 1:
        return None
    if event.operators == ("=",):
        return _at(law, *event.operands)
    if event.operators[0] not in _TURNED:
        return None
    sign, (subject, value) = event.operators[0], event.operands
    if not _is_observation(subject, law.variable):
        sign, subject, value = _TURNED[sign], value, subject
    if not _is_observation(subject, law.variable):
        return None
    upper = _discrete(law, sign, value) if law.discrete else chance_beyond(law, value)
    if upper is None:
        return None
    return upper if sign in (">", "≥") else Add((ONE, Negate(upper)))


def _at(law: Law, subject: Expression, value: Expression) -> Expression | None:
    """P(X = 3) of a law that counts."""
    if not law.discrete or law.density is None or not _is_observation(subject, law.variable):
        return None
    return replace(law.density, Symbol(law.variable), value) if number_value(value) is not None else None


def chance_beyond(law: Law, value: Expression) -> Expression | None:
    """P(X > x) of a law with a formula for it."""
    found = None if law.family is None else survival_of(law.family, law.variable, law.arguments)
    return None if found is None else replace(found, Symbol(law.variable), value)


def _is_observation(e: Expression, variable: str) -> bool:
    return e == Symbol(variable) or (isinstance(e, Indexed) and e.base == variable)


def _discrete(law: Law, sign: str, value: Expression) -> Expression | None:
    """One less the terms from the lower end of the support on."""
    end = number_value(value)
    start = None if law.support.lower is None else number_value(law.support.lower)
    if law.density is None or not isinstance(end, int) or not isinstance(start, int) or end - start > MOST_TERMS:
        return None
    last = end if sign in (">", "≤") else end - 1
    terms = [replace(law.density, Symbol(law.variable), integer(k)) for k in range(start, last + 1)]
    return Add((ONE, *(Negate(term) for term in terms))) if terms else Add((ONE, ZERO))
