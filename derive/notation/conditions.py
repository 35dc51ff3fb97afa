"""Domains in words and signs: `0 < θ < 1`, `real`, `positive`, `integer >= 9`, `[0, 1]`, `θ ∈ (0, ∞)`."""

from __future__ import annotations

import re
from dataclasses import replace

from ..domains import NON_NEGATIVE, POSITIVE, PROBABILITY, REAL, Domain
from ..expressions import (
    ONE,
    Constant,
    Expression,
    Interval,
    Negate,
    Relation,
    Several,
    Span,
    Symbol,
    contains,
    number_value,
)
from .faults import ReadError, closest
from .reader import ANY_NAMES, read
from .scope import Scope, normal_name

__all__ = ["read_domain"]

_NATURAL = Domain(ONE, None, True, False, True)
_WORDS: dict[str, Domain] = {
    "real": REAL, "positive": POSITIVE, "non-negative": NON_NEGATIVE, "nonnegative": NON_NEGATIVE,
    "negative": Domain(None, NON_NEGATIVE.lower), "probability": PROBABILITY, "integer": replace(REAL, integer=True),
    "positive integer": _NATURAL, "natural": _NATURAL, "natural number": _NATURAL, "real number": REAL,
    "non-negative integer": replace(NON_NEGATIVE, integer=True),
    "nonnegative integer": replace(NON_NEGATIVE, integer=True), "any": REAL,
}  # fmt: skip
_WHOLE = {"integer": "integer", "integers": "integer"}
_MIRRORED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤", "=": "="}
_INTEGER = re.compile(r"(?<![A-Za-z])integers?(?![A-Za-z])")


def read_domain(text: str, subject: str, scope: Scope = ANY_NAMES) -> Domain:
    """The numbers that the subject (`θ`, `σ²`, `N`) may be. The ends may use the names of the scope; `integer` may
    stand for the subject: `integer >= 9`.

    Raises ReadError where the text is no condition on the subject, or an empty one.
    """
    words = " ".join(text.replace("−", "-").split())
    if words in _WORDS:
        return _WORDS[words]
    name = normal_name(subject)
    whole = _INTEGER.search(text) is not None
    found = read(text, _with_subject(scope, name, whole))
    domain = _domain(_subject_in(text, found, name, whole), found)
    return replace(domain, integer=True) if whole else domain


def _with_subject(scope: Scope, name: str, whole: bool) -> Scope:
    plain = {name} - {v for v in scope.variables if v == name}
    extra = frozenset(plain | ({"integer", "integers"} if whole else set()))
    squares = scope.squares | {n[:-1] for n in extra if n.endswith("²")}
    return replace(
        scope, names=scope.names | {n for n in extra if not n.endswith("²")}, squares=squares,
        variables=scope.variables, functions=frozenset(),
    )  # fmt: skip


def _subject_in(text: str, found: Expression, name: str, whole: bool) -> Expression:
    """The name about which the text speaks."""
    candidates = [Symbol(name), Symbol("integer"), Symbol("integers")] if whole else [Symbol(name)]
    if type(found) is Interval:
        return candidates[0]
    for candidate in candidates:
        if contains(found, candidate):
            return candidate
    span = found.span or Span(0, len(text))
    if type(found) is Symbol:
        known = closest(found.name, _WORDS)
        raise ReadError(f"'{found.name}' is no domain", span, known or f"write 0 < {name} < 1, real or positive")
    raise ReadError(f"the condition says nothing about {name}", span, f"write it about {name}: {name} > 0")


def _domain(subject: Expression, found: Expression) -> Domain:
    if type(found) is Interval:
        return _of_interval(found)
    if type(found) is Relation:
        return _of_relation(subject, found)
    if type(found) is Several and found.separator in (",", "and"):
        domain = REAL
        for part in found.statements:
            domain = _both(domain, _domain(subject, part), part) if contains(part, subject) else domain
        return domain
    raise _not_a_domain(found)


def _not_a_domain(e: Expression) -> ReadError:
    return ReadError("this is no interval", e.span or Span(0, 0), "write 0 < θ < 1, θ >= 0, real, positive or [0, 1]")


def _of_interval(e: Interval) -> Domain:
    lower, upper = _end(e.lower), _end(e.upper)
    closed_lower, closed_upper = e.lower_closed and lower is not None, e.upper_closed and upper is not None
    return _not_empty(Domain(lower, upper, closed_lower, closed_upper), e)


def _end(e: Expression) -> Expression | None:
    """An end of an interval; None for ±∞."""
    bare = e.operand if type(e) is Negate else e
    return None if type(bare) is Constant and bare.name == "∞" else e


def _of_relation(subject: Expression, e: Relation) -> Domain:
    place = next((k for k, operand in enumerate(e.operands) if operand == subject), None)
    if place is None or sum(contains(operand, subject) for operand in e.operands) > 1 or len(e.operands) > 3:
        raise _not_a_domain(e)
    if e.operators == ("∈",) and place == 0:
        return _of_set(e.operands[1], e)
    domain = REAL
    if place < len(e.operators):
        domain = _bounded(domain, e.operators[place], e.operands[place + 1], e)
    if place > 0:
        domain = _bounded(domain, _MIRRORED.get(e.operators[place - 1], "?"), e.operands[place - 1], e)
    if len(e.operands) == 3 and place != 1:
        raise _not_a_domain(e)
    return _not_empty(domain, e)


def _of_set(e: Expression, whole: Expression) -> Domain:
    if type(e) is Interval:
        return _of_interval(e)
    if e == Symbol("ℝ"):
        return REAL
    raise _not_a_domain(whole)


def _bounded(domain: Domain, operator: str, end: Expression, e: Expression) -> Domain:
    bound = _end(end)
    if operator in ("<", "≤"):
        added = Domain(None, bound, False, operator == "≤" and bound is not None)
    elif operator in (">", "≥"):
        added = Domain(bound, None, operator == "≥" and bound is not None)
    else:
        raise _not_a_domain(e)
    return _both(domain, added, e)


def _both(one: Domain, other: Domain, e: Expression) -> Domain:
    """Both conditions, each about another end."""
    if (one.lower is not None and other.lower is not None) or (one.upper is not None and other.upper is not None):
        raise ReadError("two conditions on the same end", e.span or Span(0, 0), "keep the stronger one")
    low, high = (one if one.lower is not None else other), (one if one.upper is not None else other)
    return Domain(low.lower, high.upper, low.lower_closed, high.upper_closed, one.integer or other.integer)


def _not_empty(domain: Domain, e: Expression) -> Domain:
    lower = None if domain.lower is None else number_value(domain.lower)
    upper = None if domain.upper is None else number_value(domain.upper)
    if lower is not None and upper is not None:
        closed = domain.lower_closed and domain.upper_closed
        if lower > upper or (lower == upper and not closed):
            raise ReadError("no number is in this interval", e.span or Span(0, 0), "write the smaller end first")
    return domain
