"""Observations of which a range is known only: `> 5` (censored), `< 2`, `2..3`, `[2, 3)`, `2 < x <= 3` (grouped)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from ..domains import Domain
from ..expressions import Expression, rational
from .model import Law, Partial
from .numbers import NotANumber, fraction
from .ranges import in_words, is_empty, meet, rational_value

__all__ = ["looks_partial", "read_partial"]

_NUMBER = r"\s*(?:[-+−]?[\d.][^\s<>≤≥=,;()\[\]]*?)\s*"
_ONE_SIDE = re.compile(rf"(?:\w+\s*)?([<>]=?|[≤≥])({_NUMBER})")
_PLUS = re.compile(r"(\d[\d.]*)\s*\+")
_CHAIN = re.compile(rf"({_NUMBER})(<=?|≤)\s*\w+\s*(<=?|≤)({_NUMBER})")
_BRACKETS = re.compile(rf"([\[(])({_NUMBER})[,;]({_NUMBER})([\])])")
_RANGE = re.compile(rf"({_NUMBER}?)(?:\.\.|…)({_NUMBER})|\s*(\d[\d.]*)\s*[-–—]\s*(\d[\d.]*)\s*")
_LIKELY = re.compile(r"[<>≤≥\[(].*|.*(?:\.\.|…|[<≤]|\d\s*[-–—]\s*\d|\d\s*\+).*")
_AT_MOST, _ABOVE, _AT_LEAST = ("<=", "≤"), (">",), (">=", "≥")


def looks_partial(text: str) -> bool:
    """Whether a text that is no number may be a range."""
    return _LIKELY.fullmatch(text.strip()) is not None


def read_partial(text: str, law: Law, values: Mapping[str, Fraction]) -> Partial | None:
    """The range that the text tells of an observation of the law; None where it is no range.

    values: those of known symbols. Raises NotANumber for a range that no observation has, or that says nothing.
    """
    domain = _range(text.strip(), law.discrete)
    if domain is None:
        return None
    if law.cells:
        raise NotANumber(f"{text} is a range: an observation of {law.variable} is a category")
    domain = Domain(domain.lower, domain.upper, domain.lower_closed, domain.upper_closed, law.discrete)
    if is_empty(domain):
        raise NotANumber(f"no number lies in the range {text}: write the smaller end first, 2..3")
    if not law.discrete and domain.lower is not None and domain.lower == domain.upper:
        raise NotANumber(f"the range {text} is one value: write {_end(domain.lower)}")
    support = _support(law, values)
    common = meet(support, domain)
    if is_empty(common if law.discrete else common.interior()):
        raise NotANumber(f"{text} lies outside of the support: {in_words(law.support, law.variable)}")
    return Partial(text.strip(), _end(domain.lower), _end(domain.upper), domain.lower_closed, domain.upper_closed)


def _support(law: Law, values: Mapping[str, Fraction]) -> Domain:
    """The support, known symbols put in; an end that holds a parameter may lie anywhere."""
    found = []
    for end in (law.support.lower, law.support.upper):
        value = None if end is None else rational_value(end, values)
        found.append(None if value is None else rational(value))
    return Domain(found[0], found[1], law.support.lower_closed, law.support.upper_closed, law.discrete)


def _end(end: Expression | None) -> Fraction | None:
    return None if end is None else rational_value(end)


def _range(text: str, discrete: bool) -> Domain | None:
    if match := _ONE_SIDE.fullmatch(text):
        return _one_side(match[1], rational(fraction(match[2])))
    if match := _PLUS.fullmatch(text):  # 5+, as survival times are written; of a count `5 or more`
        return Domain(lower=rational(fraction(match[1])), lower_closed=discrete)
    if match := _CHAIN.fullmatch(text):
        low, high = rational(fraction(match[1])), rational(fraction(match[4]))
        return Domain(low, high, match[2] in _AT_MOST, match[3] in _AT_MOST)
    if match := _BRACKETS.fullmatch(text):
        return Domain(rational(fraction(match[2])), rational(fraction(match[3])), match[1] == "[", match[4] == "]")
    if match := _RANGE.fullmatch(text):
        first, last = match[1] or match[3], match[2] or match[4]
        return Domain(rational(fraction(first)), rational(fraction(last)), True, True)
    return None


def _one_side(sign: str, end: Expression) -> Domain:
    if sign in _ABOVE + _AT_LEAST:
        return Domain(lower=end, lower_closed=sign in _AT_LEAST)
    return Domain(upper=end, upper_closed=sign in _AT_MOST)
