"""A number in front of the words that say what it is: `3 is the maximum likelihood estimate`."""

from __future__ import annotations

import re
from fractions import Fraction

from flint import arb, fmpq

from ...balls import precision
from ...words import say
from ..places import BITS
from ..truth import Truth
from .figures import FIGURE, figure
from .sentences import END, Sentence

__all__ = ["refuted_estimate"]

_LIKELIHOOD = r"(?:the )?(?:log-?\s?)?likelihood(?: function)?"
_SAID = re.compile(
    rf"(?:the value |the point )?(?P<value>{FIGURE})(?: [a-z]+)?(?: per [a-z]+)? (?:(?:is|becomes) (?:the|our)"
    r" (?:mle|ml estimate|maximum[- ]likelihood estimat(?:e|or)|maximi[sz]er"
    rf"(?: of {_LIKELIHOOD})?)|maximi[sz]es {_LIKELIHOOD}){END}",
    re.IGNORECASE,
)
ROUGH = Fraction(1, 100)


def refuted_estimate(sentence: Sentence, truth: Truth) -> tuple[int, int, str] | None:
    """The columns of a number that is said to be the estimate of the only parameter, and what that is."""
    instance = truth.instances[0] if len(truth.instances) == 1 else None
    if instance is None or not instance.best or len(truth.parameters) != 1:
        return None
    if any(find.of is not None for find in truth.problem.find):
        return None
    name = truth.parameters[0]
    for found in sentence.found(_SAID):
        said = figure(found["value"])
        if any(_may_be(said.value, said.unit, place.values[name]) for place in instance.best):
            continue
        right = _shown(instance.best[0].values[name])
        start, end = sentence.span(found.start("value"), found.end("value"))
        return start, end, say("number-should-be", right=right, left=found["value"].strip())
    return None


def _may_be(said: Fraction, unit: Fraction, true: fmpq | arb) -> bool:
    """Whether the number is the value, rounded; a whole number need not be more than near."""
    slack = unit / 2 if unit else abs(said) * ROUGH if said.denominator == 1 else Fraction(0)
    with precision(BITS):
        apart = abs(arb(true) - fmpq(said.numerator, said.denominator))
        return not bool(apart > fmpq(slack.numerator, slack.denominator))


def _shown(x: fmpq | arb) -> str:
    if isinstance(x, fmpq) and x.q < 1000:
        return str(x)
    return arb(x).str(5, radius=False)
