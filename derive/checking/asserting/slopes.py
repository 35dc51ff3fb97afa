"""How the likelihood runs, in words: `ℓ is increasing on (0, 3] and decreasing beyond 3`, `ℓ is concave`.

Tried at points of the interval that is meant, where the derivative has a sign that is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from flint import arb, fmpq

from ...balls import decimal
from ...expressions import rational
from ...notation.plain import plain
from ...words import say
from ..places import HAT, Instance, Place
from ..truth import Truth
from .figures import FIGURE
from .ranges import Range, fraction_of, points_in, range_of
from .sentences import END, FORMULA, Sentence, sentences

__all__ = ["refuted_slope"]

_CALLED = r"(?:\(\s?[^()\s]{1,3}\s?\))?"
_SUBJECT = (
    rf"(?:(?P<nll>(?:the )?(?:negative|minus(?: the)?) log-?\s?likelihood(?: function)?|(?:the )?nll{_CALLED})"
    rf"|(?P<log>(?:the )?log-?\s?likelihood(?: function)?)|(?P<letter>(?:ℓ|ll|log l|ln l){_CALLED})"
    rf"|(?P<lik>(?:the )?likelihood(?: function)?)|(?P<l>l{_CALLED})"
    rf"|(?P<second>(?:the )?second derivative(?: of the log-?\s?likelihood)?"
    r"|its second derivative(?=(?: is)? [-\d(\\]))"
    rf"|(?P<score>(?:the )?(?:score(?: function)?|derivative(?: of the log-?\s?likelihood)?|slope)|ℓ'{_CALLED}))"
)
_RISING = r"increas(?:ing|es)|ris(?:ing|es)|grow(?:ing|s)|positive"
_FALLING = r"decreas(?:ing|es)|fall(?:ing|s)|declin(?:ing|es)|negative"
_END_OF = rf"(?:{FIGURE}|-?∞|(?:the )?(?:sample mean|sample maximum|mle|estimate)|max(?:\s?\(x(?:_i)?\))?|x̄|\S\u0302)"
_NAME = r"[α-ωA-Za-z]"
_BEHIND = (
    rf"(?:(?:for|when|where|whenever|as long as|while|on|over)(?: (?:all|every|any|each))? (?:"
    rf"(?P<lower2>{_END_OF})\s?(?:<|≤)\s?(?P<name2>{_NAME})\s?(?:<|≤)\s?(?P<upper2>{_END_OF})"
    rf"|(?P<name1>{_NAME})\s?(?P<sign>[<>≤≥])\s?(?P<end1>{_END_OF})"
    rf"|(?P<name0>{_NAME})(?= |$|[.,;]))"
    rf"|(?:everywhere )?(?:on|in|over)(?: (?:the whole of|all of|the (?:whole |entire )?interval))?"
    rf" [\[(](?P<lower3>{_END_OF}),\s?(?P<upper3>{_END_OF})[\])]"
    rf"|(?:(?:for|when|where) (?P<name4>{_NAME}) (?:is |lies )?)?(?:"
    rf"(?P<below>below|before|up to|until|(?:to the )?left of) (?P<end4>{_END_OF})"
    rf"|(?P<above>above|beyond|after|(?:to the )?right of) (?P<end5>{_END_OF}))"
    r"|(?P<all>everywhere|throughout|on the whole domain|on its (?:whole )?domain))"
)
_MODIFIED = r"(?:strictly|monotonically|monotone|always|therefore|thus|hence|both|clearly|still|globally|first|then)"
_VERB = rf"(?:is|remains|stays|becomes|must|first|{_RISING}|{_FALLING})"
_HEAD = re.compile(rf"{_SUBJECT}(?: is(?= [-\d(\\]))?{FORMULA}(?= {_VERB}|$|,)", re.IGNORECASE)
_CLAIM = re.compile(
    rf"(?:,? and(?: then)?|,? but|,)?(?: it| which| {_SUBJECT.replace('?P<', '?P<again_')})?"
    rf"(?: (?:is|remains|stays|becomes|must be))?(?: {_MODIFIED})*"
    rf" (?P<word>{_RISING}|{_FALLING}|concave|convex)(?: {_BEHIND})?{END}",
    re.IGNORECASE,
)
_IT = re.compile(r"It(?= (?:is|remains|stays|increases|decreases|rises|falls|grows)\b)")
_ABOUT = re.compile(rf"(?:so |then |thus |hence )?{_SUBJECT}(?: of the (?:sample|data))?{FORMULA} is ", re.IGNORECASE)
_INFRONT = re.compile(rf"{_BEHIND},? (?={_SUBJECT.replace('?P<', '?P<then_')} )", re.IGNORECASE)
_MINIMISED = re.compile(
    r"\bnll\b|negative log|minus (?:the )?log|minimi|\bloss\b|sum of squares|\brss\b|\bsse\b", re.IGNORECASE
)
OF_LIKELIHOOD = re.compile(
    r"\b(?:derivative|slope|score) of (?:the likelihood|l\b|\S*\^)|\bL'|\bdL|\bd ?/ ?d\S+ ?L\b"
    r"|differentiating the like|score per",
    re.IGNORECASE,
)
"""Words that may say that derivatives are those of the likelihood itself."""
OF_LOG = re.compile(r"log|\bln\b|ℓ|\bscore\b|\bll\b", re.IGNORECASE)
"""Words that say that there is a logarithm of which they may be."""
_PARTLY = re.compile(
    r"\b(?:for|when|on|near|around|where|while|within|close|local\w*|inside|below|above|until|as long as|at least)\b",
    re.IGNORECASE,
)
_SEEN_OTHERWISE = re.compile(
    r"\b(?:in terms of|as a function of|viewed|regarded|with respect to|in the (?:new|other))\b", re.IGNORECASE
)
DIGITS = 4


def refuted_slope(sentence: Sentence, truth: Truth, around: str) -> tuple[int, int, str] | None:
    """The columns of a word that says how the likelihood runs where it runs otherwise, and a point that shows it."""
    if len(truth.parameters) != 1 or len(truth.instances) != 1 or not truth.instances[0].best:
        return None
    name = truth.parameters[0]
    if truth.problem.parameters[name].integer:
        return None
    if _SEEN_OTHERWISE.search(sentence.text):
        return None
    for subject, word, where, (start, end) in _claims(sentence, truth, name, _subject_before(sentence, around)):
        if subject in ("score", "second", "letter", "l") and _MINIMISED.search(around):
            continue
        if subject == "second" and (OF_LIKELIHOOD.search(around) or not OF_LOG.search(around)):
            continue
        order, sign = _meant(subject, word)
        always = order == 2 and subject != "second" and not _is_partly(sentence.text, start, end)
        if not order or (where is None and not always):
            continue
        shown = _counterexample(truth, name, where or Range(None, None), order, sign)
        if shown is not None:
            return (*sentence.span(start, end), shown)
    return None


def _is_partly(text: str, start: int, end: int) -> bool:
    """Whether a sentence may speak of a part of the domain that it does not name in numbers."""
    return _PARTLY.search(text[:start]) is not None or _PARTLY.search(text[end:]) is not None


def _claims(
    sentence: Sentence, truth: Truth, name: str, subject_before: str
) -> Iterator[tuple[str, str, Range | None, tuple[int, int]]]:
    """What is said of which function, the word, and where. subject_before: what `it` means."""
    infront = {found.end(): found for found in sentence.found(_INFRONT)}
    heads = [match for start in infront if (match := _HEAD.match(sentence.text, start)) is not None]
    again = _IT.match(sentence.text) if subject_before else None
    for head in (*heads, *sentence.found(_HEAD), *([again] if again else [])):
        subject = subject_before if head is again else _subject(head.groupdict())
        place = head.end()
        given = range_of(infront[head.start()], truth, name) if head.start() in infront else None
        while (found := _CLAIM.match(sentence.text, place)) is not None:
            place = found.end()
            groups = found.groupdict()
            subject = _subject(groups, "again_") or subject
            told = any(groups[key] for key in _PLACES)
            where = range_of(found, truth, name) if told else given
            if told and where is None:
                continue
            yield subject, found["word"].lower(), where, found.span("word")
            if not told:
                break


def _subject_before(sentence: Sentence, around: str) -> str:
    """The function that a sentence is about that begins with `It`: that of the sentence before."""
    if not sentence.text.startswith("It "):
        return ""
    said = [told for line in around.split("\n")[-2:] for told in sentences(line)]
    places = [k for k, told in enumerate(said) if told.text == sentence.text]
    head = _ABOUT.match(said[places[-1] - 1].text) if places and places[-1] else None
    return "" if head is None else _subject(head.groupdict())


_SUBJECTS = ("nll", "log", "letter", "lik", "l", "second", "score")
_PLACES = ("name0", "name1", "name2", "name4", "lower3", "below", "above", "all")


def _subject(groups: dict[str, str | None], prefix: str = "") -> str:
    return next((key for key in _SUBJECTS if groups.get(prefix + key)), "")


def _meant(subject: str, word: str) -> tuple[int, int]:
    """The order of the derivative of the log-likelihood that is meant, and its sign; order nought where none is."""
    sign = -1 if subject == "nll" else 1
    if word in ("concave", "convex"):
        return (2 if subject in ("nll", "log", "letter") else 0), sign * (-1 if word == "concave" else 1)
    up = 1 if re.fullmatch(_RISING, word) else -1
    signed = word in ("positive", "negative")
    if subject == "second":
        return (2 if signed else 0), up
    if subject == "score":
        return (1 if signed else 2), up
    return (0 if signed else 1), sign * up


def _counterexample(truth: Truth, name: str, where: Range, order: int, sign: int) -> str | None:
    """A point at which the derivative has the other sign."""
    instance = truth.instances[0]
    best = instance.best[0].values[name]
    for x in points_in(where, truth, name):
        place = Place({name: fmpq(x.numerator, x.denominator), f"{name}{HAT}": best})
        if not _is_possible(truth, instance, place):
            continue
        slope = truth.slope(name, instance, place, order)
        if slope is not None and bool(arb(slope) * sign < 0):
            at = say("at-point", where=f"{name} = {_shown(x)}")
            value = _shown(fraction_of(slope) or Fraction(0))
            said = say("slope-there", value=value) if order == 1 else say("second-derivative-there", value=value)
            text = say("at-place", at=at, said=said)
            return text[0].upper() + text[1:]
    return None


def _is_possible(truth: Truth, instance: Instance, place: Place) -> bool:
    likelihood = truth.likelihood_at(instance, place)
    return likelihood is not None and bool(arb(likelihood) > 0)


def _shown(x: Fraction) -> str:
    if x.denominator < 10:
        return plain(rational(x))
    return plain(decimal(rational(x), DIGITS))
