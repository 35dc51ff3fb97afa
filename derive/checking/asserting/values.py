"""A derivative at a value of the parameter, in words: `at λ = 2 the derivative is 4`."""

from __future__ import annotations

import re
from fractions import Fraction

from flint import arb, fmpq

from ...balls import precision
from ...words import say
from ..places import BITS, HAT, Place
from ..truth import Truth
from .figures import FIGURE, figure
from .ranges import fraction_of
from .sentences import END, Sentence
from .slopes import OF_LIKELIHOOD, OF_LOG

__all__ = ["refuted_value"]

_FUNCTION = (
    r"(?:the|its) (?P<order>first |second )?(?:derivative|slope|score)(?: function)?(?: of the log-?\s?likelihood)?"
)
_SAID = re.compile(
    rf"at (?P<name>[^\W\d_]) = (?P<at>{FIGURE}|\d+(?:\.\d+)?(?:/\d+)?),? {_FUNCTION} "
    rf"(?:is|equals|becomes|takes the value) (?P<value>{FIGURE}){END}",
    re.IGNORECASE,
)
_SCALED = re.compile(
    r"\bmean\b.*log|\baverage|\bper (?:observation|item|toss|trial)|numerator|multipl|proportional|factor"
    r"|divid|minimi|\bnll\b|negative log|minus (?:the )?log|log_?(?:2|10)|one observation|single|each|\bloss\b"
    r"|\brss\b|sum of squares",
    re.IGNORECASE,
)
"""Words behind which the function may be a multiple of the log-likelihood."""


def refuted_value(sentence: Sentence, truth: Truth, around: str) -> tuple[int, int, str] | None:
    """The columns of a number that is not the derivative of the log-likelihood at the value that is named, and what
    that is; nothing where it may be that of another function. around: the text so far."""
    if len(truth.parameters) != 1 or len(truth.instances) != 1 or not truth.instances[0].best:
        return None
    name = truth.parameters[0]
    for found in sentence.found(_SAID):
        if found["name"] != name or _SCALED.search(around) or OF_LIKELIHOOD.search(around):
            continue
        if not OF_LOG.search(around):
            continue
        said, order = figure(found["value"]), 2 if (found["order"] or "").lower() == "second " else 1
        true = _slope(truth, name, figure(found["at"]).value, order)
        if true is None or abs(said.value - true) <= max(said.unit, abs(true) / 50):
            continue
        start, end = sentence.span(found.start("value"), found.end("value"))
        return start, end, say("number-should-be", right=_shown(true), left=found["value"].strip())
    return None


def _slope(truth: Truth, name: str, x: Fraction, order: int) -> Fraction | None:
    """The derivative at a value; None where it has none that is known."""
    instance = truth.instances[0]
    best = instance.best[0].values[name]
    place = Place({name: fmpq(x.numerator, x.denominator), f"{name}{HAT}": best})
    with precision(BITS):
        likelihood = truth.likelihood_at(instance, place)
        if likelihood is None or not bool(arb(likelihood) > 0):
            return None
        slope = truth.slope(name, instance, place, order)
    return None if slope is None else fraction_of(slope)


def _shown(x: Fraction) -> str:
    return str(x) if x.denominator < 100 else f"{float(x):.5g}"
