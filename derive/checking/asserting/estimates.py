"""A number in front of the words that say what it is: `3 is the maximum likelihood estimate`."""

from __future__ import annotations

import re
from fractions import Fraction

from flint import arb, fmpq

from ...balls import precision
from ...expressions import number_value
from ...words import say
from ..places import BITS
from ..truth import Truth
from .figures import COUNTED, FIGURE, figure
from .samples import Sample
from .sentences import END, Sentence

__all__ = ["refuted_estimate", "refuted_in_words", "refuted_pair"]

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


_ANNOUNCED = (
    r"(?:(?:the |our )?(?:maximum[- ]likelihood |ml )?(?:estimate|mle|estimated (?:rate|mean|probability))"
    r"(?: (?:of|for) the [a-z]+)?"
    r"(?: is| equals)|(?:the )?(?:mean|rate|probability)(?: [a-z]+)? is estimated"
    r" (?:as|by|to be|at))(?: therefore| then| thus)?"
)
_HALVES = re.compile(
    rf"{_ANNOUNCED} (?P<value>(?P<whole>{COUNTED}) and (?P<part>a half|a quarter|a third|three quarters|two thirds))"
    rf"(?: [a-z]+)?(?: per [a-z]+)?{END}",
    re.IGNORECASE,
)
_RATIO = re.compile(
    rf"{_ANNOUNCED} (?P<value>(?P<top>{COUNTED}) [a-z]+ (?:in|per|for) (?P<bottom>{COUNTED}) [a-z]+){END}",
    re.IGNORECASE,
)
_PARTS = {
    "a half": Fraction(1, 2), "a quarter": Fraction(1, 4), "a third": Fraction(1, 3),
    "three quarters": Fraction(3, 4), "two thirds": Fraction(2, 3),
}
_PAIR = re.compile(
    rf"both (?:roots|solutions|values),? (?P<first>{FIGURE}) and (?P<second>{FIGURE}),? are"
    r" (?:the )?(?:possible |valid )?(?:estimates|estimators|mles|maximum[- ]likelihood estimates|maximi[sz]ers)",
    re.IGNORECASE,
)


def refuted_in_words(sentence: Sentence, truth: Truth, sample: Sample | None) -> tuple[int, int, str] | None:
    """The columns of an estimate in words, `eight and a half hours`, `six events in nine hours`, that is neither the
    estimate nor what may be meant by it, and what that is."""
    instance = truth.instances[0] if len(truth.instances) == 1 else None
    if instance is None or len(instance.best) != 1 or len(truth.parameters) != 1 or len(truth.problem.find) > 1:
        return None
    if any(find.of is not None for find in truth.problem.find):
        return None
    best = instance.best[0].values[truth.parameters[0]]
    for found in (*sentence.found(_HALVES), *sentence.found(_RATIO)):
        said = _spoken(found)
        is_rate = f"rate {truth.parameters[0]}" in truth.problem.question and "rate" in found[0].lower()
        meant = [said, 1 - said, *((1 / said,) if said and not is_rate else ())]
        about = () if sample is None else (sample.mean, 1 / sample.mean if sample.mean else Fraction(0))
        if any(abs(said - x) * 50 <= abs(x) for x in about) and not is_rate:
            continue
        if not any(_may_be(x, ROUGH * abs(said) * 10, best) for x in meant):
            start, end = sentence.span(found.start("value"), found.end("value"))
            return start, end, say("number-should-be", right=_shown(best), left=found["value"])
    return None


def _spoken(found: re.Match[str]) -> Fraction:
    groups = found.groupdict()
    if groups.get("part"):
        return figure(found["whole"]).value + _PARTS[found["part"].lower()]
    return figure(found["top"]).value / (figure(found["bottom"]).value or 1)


def refuted_pair(sentence: Sentence, truth: Truth) -> tuple[int, int, str] | None:
    """The columns of a number that the domain does not have, where two are said to be estimates."""
    instance = truth.instances[0] if len(truth.instances) == 1 else None
    if instance is None or len(instance.best) != 1 or len(truth.parameters) != 1:
        return None
    name = truth.parameters[0]
    lower = truth.problem.parameters[name].lower
    least = None if lower is None else number_value(lower)
    for found in sentence.found(_PAIR) if least is not None else ():
        for key in ("first", "second"):
            if figure(found[key]).value < Fraction(least or 0):
                start, end = sentence.span(found.start(key), found.end(key))
                right = _shown(instance.best[0].values[name])
                return start, end, say("number-should-be", right=right, left=found[key].strip())
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
