"""Figures of the data in words: `the data add up to 18`, `there are 7 heads and 3 tails`, `the sample mean is 3`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from ...words import say
from .figures import COUNTED, FIGURE, NEARLY, Figure, figure, lists_in
from .rows import arithmetic_in, rows_in
from .samples import Sample, are_known, labelled
from .sentences import END, Sentence

__all__ = ["refuted_figure", "refuted_sum"]

_OURS = r"(?:(?:all )?(?:the|these|those|our|my|all) )?"
_DATA = (
    rf"{_OURS}(?:(?:{COUNTED}|n) )?(?:observed |measured )?(?:data(?: points| values)?|observations?"
    r"|observed values|sample(?: values)?|measurements|readings|counts|x_i(?:'s|s)?)"
)
_IS = rf"(?: is| equals| was| comes to| amounts to|:) (?P<near>{NEARLY})"
_ADD_UP = r"(?:sum|add|total|amount|come)s?(?: up)?(?: (?:in total|together))? to"
_UNITS = r"(?: (?P<tail>[a-z]+(?: per [a-z]+)?))?"
_DEVIATIONS = (
    r"(?:the )?(?:squared (?:deviations|differences|residuals)|squares of the (?:deviations|differences|residuals))"
    r"(?: from the (?:sample )?mean)?"
)
_LARGE = r"(?P<large>largest|greatest|biggest|maximal|highest|longest)"
_SMALL = r"(?P<small>smallest|least|minimal|lowest|shortest)"
_ONE = r"(?:observation|observed value|measurement|data point|value (?:in|of) the (?:sample|data))"
_OF_PART = re.compile(
    r"\b(?:first|second|third|last|next|(?<!and a )half|each|every|per|group|batch|subset|rest|remaining|part"
    r"|of them|of these|distinct|different|missing|censored|estimate\w*|fitted|predicted|log\w*|ln|weighted|trimmed"
    r"|harmonic|geometric|square root|inverse|reciprocal\w*)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:rescal\w+|scal(?:e|ed|ing)|transform\w*|standardi\w+|thousands|hundreds|millions|shift\w*|exclud\w+|remov\w+"
    r"|outlier|working mean|assumed mean|coded|logged|suppos\w+|imagine|instead|pretend|would|y_i|z_i|u_i|subtract\w*"
    r"|in units of)\b",
    re.IGNORECASE,
)

Due = Callable[[Sample], tuple[Fraction, ...]]


def _rule(pattern: str, due: Due) -> tuple[re.Pattern[str], Due]:
    return re.compile(f"{pattern} ?(?P<value>{FIGURE}){_UNITS}{END}", re.IGNORECASE), due


_RULES = (
    _rule(rf"(?:the )?(?:sample |arithmetic |sample's )(?:mean|average){_IS}", lambda s: (s.mean,)),
    _rule(rf"(?:the )?(?:sample |arithmetic )?(?:mean|average)(?: value)? of {_DATA}{_IS}", lambda s: (s.mean,)),
    _rule(rf"{_DATA} (?:have|has) (?:a |the )?(?:sample )?(?:mean|average)(?: of)? (?P<near>{NEARLY})",
          lambda s: (s.mean,)),
    _rule(rf"{_DATA} averages? (?P<near>{NEARLY})", lambda s: (s.mean,)),
    _rule(rf"(?:the )?(?:sum|total) of {_DATA}{_IS}", lambda s: (s.total, Fraction(s.size))),
    _rule(rf"(?:adding|summing)(?: up)? {_DATA},? (?:we (?:get|obtain|find)|one (?:gets|obtains)|gives|yields)"
          rf" (?P<near>{NEARLY})", lambda s: (s.total, Fraction(s.size))),
    _rule(rf"(?:the )?sample total{_IS}", lambda s: (s.total,)),
    _rule(rf"{_DATA} {_ADD_UP} (?P<near>{NEARLY})", lambda s: (s.total, Fraction(s.size))),
    _rule(rf"{_DATA} total (?P<near>{NEARLY})", lambda s: (s.total, Fraction(s.size))),
    _rule(rf"(?:the )?squares(?: of {_DATA})? {_ADD_UP} (?P<near>{NEARLY})", lambda s: (s.squares, *s.around)),
    _rule(rf"(?:the )?sum of (?:the )?squares of {_DATA}{_IS}", lambda s: (s.squares, *s.around)),
    _rule(rf"{_DEVIATIONS} {_ADD_UP} (?P<near>{NEARLY})", lambda s: s.around),
    _rule(rf"(?:the )?sum of {_DEVIATIONS}{_IS}", lambda s: s.around),
    _rule(rf"(?:the )?{_LARGE} {_ONE}{_IS}", lambda s: (s.most,)),
    _rule(rf"(?:the )?sample maximum{_IS}", lambda s: (s.most,)),
    _rule(rf"(?:the )?(?:maximum|largest) of {_DATA}{_IS}", lambda s: (s.most,)),
    _rule(rf"(?:the )?{_SMALL} {_ONE}{_IS}", lambda s: (s.least,)),
    _rule(rf"(?:the )?sample minimum{_IS}", lambda s: (s.least,)),
    _rule(rf"(?:the )?(?:minimum|smallest) of {_DATA}{_IS}", lambda s: (s.least,)),
    _rule(rf"(?:the )?(?:sample median|median of {_DATA}){_IS}", lambda s: (s.median,)),
    _rule(rf"(?:the )?sample size{_IS}(?:n = )?", lambda s: (Fraction(s.size), *s.others)),
    _rule(rf"(?:the )?number of (?:observations|measurements|data points|readings){_IS}(?:n = )?",
          lambda s: (Fraction(s.size), *s.others)),
)
_SIZE = re.compile(
    r"(?:there (?:are|were)|we (?:have|had)|the (?:data|sample) (?:consists?|has|have) (?:of )?) ?(?:n = )?"
    rf"(?P<value>{COUNTED}) (?:observations|measurements|data points|readings)"
    rf"(?: (?:with|of|and|in) (?:a )?total (?:of )?(?P<total>{FIGURE}){_UNITS}| in total| in all| altogether)?{END}",
    re.IGNORECASE,
)
_NOUN = r"(?P<noun>[a-z]+(?: [a-z]+)?)"
_OWN_NOUNS = (
    (re.compile(rf"the (?:mean|average) {_NOUN}{_IS} ?(?P<value>{FIGURE}){_UNITS}{END}", re.IGNORECASE),
     "mean"),
    (re.compile(rf"the total {_NOUN}{_IS} ?(?P<value>{FIGURE}){_UNITS}{END}", re.IGNORECASE), "total"),
    (re.compile(rf"the (?:{COUNTED} )?{_NOUN} (?:{_ADD_UP}|total) (?P<near>{NEARLY})(?P<value>{FIGURE})"
                rf"{_UNITS}{END}", re.IGNORECASE), "total"),
    (re.compile(rf"(?:in total|in all|altogether|overall),? (?:there (?:are|were)|we (?:have|had|saw|observed?))"
                rf" (?P<value>{COUNTED}) {_NOUN}{END}", re.IGNORECASE), "total"),
)
_TOSSES = "(?:tosses|throws|trials|flips|draws|tries|attempts|observations|coin tosses|coin flips)"
_COUNTS = re.compile(
    rf"(?:in (?:the |these |our |all )?(?P<all>{COUNTED}) {_TOSSES},? )?"
    r"(?:there (?:are|were)|we (?:have|saw|see|observed?|got|get|counted?)|the (?:data|sample)"
    rf" (?:are|is|has|have|shows?|contains?|consists? of)|the coin (?:showed|shows|came up))"
    rf" (?P<list>{COUNTED} [a-z]+(?:(?:,? and|,) "
    rf"{COUNTED} [a-z]+)*)(?: (?P<kind>[a-z]+))??(?: (?:in|out of|from|among) (?P<size>{COUNTED})"
    rf" {_TOSSES})?{END}",
    re.IGNORECASE,
)


_BARE = re.compile(
    rf"(?:(?:the )?(?:data|observed|observations|given|sample)(?: are)?:? )?(?P<list>{COUNTED} [a-z]+(?:(?:,? and|,) "
    rf"{COUNTED} [a-z]+)+)$",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"(?:the )?(?P<label>[a-z]+) (?:came(?: up)?|appeared|occurred|showed up|turned up) (?P<value>{COUNTED})"
    r"(?: times)?"
    rf"(?: (?:in|out of) (?P<all>{COUNTED}) {_TOSSES})?{END}",
    re.IGNORECASE,
)
_WERE = re.compile(
    rf"(?P<value>{COUNTED}) (?:of|out of) (?:the |these |our )?(?P<all>{COUNTED}) {_TOSSES} (?:were|are|came up"
    rf"|showed|gave|landed(?: on)?) (?P<label>[a-z]+){END}",
    re.IGNORECASE,
)


class _Claim(NamedTuple):
    start: int
    end: int
    said: Figure
    due: tuple[Fraction, ...]


def refuted_figure(sentence: Sentence, sample: Sample, around: str) -> tuple[int, int, str] | None:
    """The columns of a figure that is not that of the data, and what it should be. around: the text so far."""
    wrong = [claim for claim in sorted(_claims(sentence, sample)) if not any(map(claim.said.agrees, claim.due))]
    about_rows = "are" in sentence.text or "is" in sentence.text or "of" in sentence.text
    odd = _odd_in(sentence, sample, around) if about_rows else None
    if not (wrong or odd) or _CHANGED.search(around):
        return None
    sums = {value for row in lists_in(around) for value in _of_list(row)} if wrong else set()
    for claim in wrong:
        if not any(map(claim.said.agrees, sums)):
            return _refuted(sentence, claim.start, claim.end, claim.due[0], claim.said.value)
    return None if odd is None else _refuted(sentence, *odd)


def refuted_sum(sentence: Sentence) -> tuple[int, int, str] | None:
    """The columns of what a row of numbers does not add up to."""
    for start, end, said, true in arithmetic_in(sentence):
        if not said.agrees(true):
            return _refuted(sentence, start, end, true, said.value)
    return None


def _odd_in(sentence: Sentence, sample: Sample, around: str) -> tuple[int, int, Fraction, Fraction] | None:
    """A number of a row that does not belong there."""
    if not sample.values or _OF_PART.search(sentence.text):
        return None
    rows = rows_in(sentence, sample, lists_in(around))
    return next((odd for row in rows if (odd := row.odd_one()) is not None), None)


def _refuted(sentence: Sentence, start: int, end: int, right: Fraction, left: Fraction) -> tuple[int, int, str]:
    return (*sentence.span(start, end), say("number-should-be", right=_shown(right), left=_shown(left)))


def _of_list(row: list[Fraction]) -> Iterator[Fraction]:
    """What a row of numbers adds up to, with its squares and its mean."""
    total = sum(row, Fraction(0))
    mean = total / len(row)
    yield from (total, mean, sum((x * x for x in row), Fraction(0)), sum(((x - mean) ** 2 for x in row), Fraction(0)))


def _claims(sentence: Sentence, sample: Sample) -> Iterator[_Claim]:
    if _OF_PART.search(sentence.text):
        return
    if sample.labels:
        yield from _counted(sentence, sample)
    if not sample.numeric:
        return
    for pattern, due in _RULES:
        for found in sentence.found(pattern):
            if _is_unit(found["tail"], sample):
                yield _claim(found, "value", due(sample))
    for found in sentence.found(_SIZE):
        yield _claim(found, "value", (Fraction(sample.size), *sample.others))
        if found["total"] and _is_unit(found["tail"], sample):
            yield _claim(found, "total", (sample.total,))
    for pattern, kind in _OWN_NOUNS:
        for found in sentence.found(pattern):
            if are_known(found["noun"], sample) and _is_unit(found.groupdict().get("tail"), sample):
                true = sample.mean if kind == "mean" else sample.total
                claim = _claim(found, "value", _any_of(sample, true))
                if abs(claim.said.value - true) * 3 <= abs(true):  # a slip; what is far off is about something else
                    yield claim


def _any_of(sample: Sample, first: Fraction) -> tuple[Fraction, ...]:
    """All that a figure with a name of its own may be."""
    own = (sample.mean, sample.total, Fraction(sample.size), sample.least, sample.most, sample.median, *sample.others)
    return (first, *own, *(1 / x for x in own if x), *(sample.size * x for x in sample.others))


def _claim(found: re.Match[str], group: str, due: tuple[Fraction, ...]) -> _Claim:
    near = found.groupdict().get("near") or ""
    return _Claim(found.start(group), found.end(group), figure(found[group], near.lower()), due)


def _is_unit(tail: str | None, sample: Sample) -> bool:
    """Whether the word behind a number is the unit of the data, as far as the problem tells."""
    return tail is None or are_known(tail, sample)


def _counted(sentence: Sentence, sample: Sample) -> Iterator[_Claim]:
    """`7 heads and 3 tails in 10 tosses`"""
    for pattern in (_TIMES, _WERE):
        for found in sentence.found(pattern):
            count = labelled(found["label"].lower(), sample)
            if count is not None:
                yield _claim(found, "value", (Fraction(count),))
                if found["all"]:
                    yield _claim(found, "all", (Fraction(sample.size),))
    bare = _BARE.fullmatch(sentence.text)
    for found in (*sentence.found(_COUNTS), *([bare] if bare else [])):
        pairs = list(re.finditer(rf"({COUNTED}) ([a-z]+)", found["list"], re.IGNORECASE))
        named = [(pair, labelled(pair[2].lower(), sample)) for pair in pairs]
        kind = found.groupdict().get("kind")
        if any(count is None for _, count in named) or not (kind in (None, "ones") or are_known(str(kind), sample)):
            continue
        begin = found.start("list")
        for pair, count in named:
            assert count is not None
            yield _Claim(begin + pair.start(1), begin + pair.end(1), figure(pair[1]), (Fraction(count),))
        for group in ("all", "size"):
            if found.groupdict().get(group):
                yield _claim(found, group, (Fraction(sample.size),))


def _shown(value: Fraction) -> str:
    """In few digits."""
    if value.denominator == 1 or value.denominator < 20:
        return str(value)
    return f"{value.numerator * 10000 // value.denominator / 10000:g}"
