"""Figures of the data in running prose: `together that makes 12`, `21 came up and 9 did not`, `four attempts on
average`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ...words import say
from ..truth import Truth
from .figures import COUNTED, FIGURE, Figure, figure, lists_in
from .samples import Sample, are_known
from .sentences import END, Sentence

__all__ = ["refuted_spoken"]

_PAST = r"(?:took|needed|required|lasted|waited|burned|had|gave|showed|made|scored|held|contained|were|was|got)"
_ADD_UP = r"(?:sum|add|amount|come)s?(?: up)? to"
_SIZED = rf"(?:the |these |all |our )+(?P<count>{COUNTED}) (?P<noun>[a-z]+(?: [a-z]+)?)"
_BEHIND = r"(?: (?P<tail>[a-z]+))?"
_MEAN = re.compile(
    rf"(?:the )?(?:mean|average) of {_SIZED} (?:is|equals|was) (?P<value>{FIGURE}){_BEHIND}{END}", re.IGNORECASE
)
_SQUARES = re.compile(
    rf"(?:the )?(?:squares|sum of (?:the )?squares) of {_SIZED} (?:{_ADD_UP}|is|equals) (?P<value>{FIGURE}){END}",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    rf"{_SIZED} (?:last|{_PAST}) (?P<value>{FIGURE}){_BEHIND} (?:altogether|together|in all|in total)$", re.IGNORECASE
)
_ON_AVERAGE = re.compile(
    rf"the [a-z]+ {_PAST} (?P<value>{FIGURE}) (?P<noun>[a-z]+) on average$", re.IGNORECASE
)
_TOGETHER = re.compile(
    rf"(?:together|altogether|in all|in total),? (?:that|this|it|these|they) (?:makes?|gives?|is|are|comes? to"
    rf"|{_ADD_UP}) (?P<value>{FIGURE})(?: [a-z]+){{0,2}}{END}",
    re.IGNORECASE,
)
_REST = re.compile(
    rf"of (?:the |these |all )?(?P<all>{COUNTED}) [a-z]+(?: [a-z]+)?,?"
    rf" (?P<some>{COUNTED}) [a-z ]{{2,20}}?,?"
    rf" (?:and|but|while) (?:the other )?(?P<value>{COUNTED}) (?:did|were|was|have|had) not$",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    rf"(?:the )?(?:sum of (?:the )?)?(?P<what>squares|values) of (?:the )?(?P<name>[a-z])(?:'s|_i)?"
    rf" (?:{_ADD_UP}|is|equals) (?P<value>{FIGURE}){END}",
    re.IGNORECASE,
)
_MIDDLE = re.compile(
    r"(?:the )?sum of (?:the )?(?:squares|squared deviations) is (?:smallest|least|minimal|minimi[sz]ed)"
    r" (?:at|by|for) the (?P<value>median)(?=$|[,;]| which)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:squares|logs|logarithms|deviations|residuals|differences|reciprocals|estimates|probabilities|log|groups|classes"
    r"|parts|first|last|largest|smallest|other)\b",
    re.IGNORECASE,
)


def refuted_spoken(
    sentence: Sentence, truth: Truth, sample: Sample | None, around: str
) -> tuple[int, int, str] | None:
    """The columns of a figure that is not that of the data, and what it should be. around: the text so far."""
    found = [*_rest(sentence), *_of_column(sentence, truth)]
    if sample is not None and sample.numeric:
        found += _of_sample(sentence, sample, around)
    for match, said, due in found:
        if any(map(said.agrees, due)):
            continue
        start, end = sentence.span(match.start("value"), match.end("value"))
        return start, end, say("number-should-be", right=_shown(due[0]), left=match["value"].strip())
    return None


_Claim = tuple["re.Match[str]", Figure, tuple[Fraction, ...]]


def _rest(sentence: Sentence) -> Iterator[_Claim]:
    """`Of the thirty seeds 21 came up and 9 did not`"""
    for found in sentence.found(_REST):
        rest = figure(found["all"]).value - figure(found["some"]).value
        yield found, figure(found["value"]), (rest,)


def _of_column(sentence: Sentence, truth: Truth) -> Iterator[_Claim]:
    """`The squares of x sum to 8`, of one of several columns."""
    for found in sentence.found(_COLUMN):
        column = truth.problem.columns.get(found["name"])
        if column is None or truth.problem.partial:
            continue
        counts = column.counts or (1,) * len(column.values)
        rows = [(Fraction(x), k) for x, k in zip(column.values, counts, strict=True)]
        total = sum((x * k for x, k in rows), Fraction(0))
        if found["what"].lower() == "values":
            yield found, figure(found["value"]), (total,)
        else:
            squares = sum((x * x * k for x, k in rows), Fraction(0))
            yield found, figure(found["value"]), (squares, squares - total * total / column.size)


def _of_sample(sentence: Sentence, sample: Sample, around: str) -> Iterator[_Claim]:
    centres = sample.centres
    for pattern, due in (
        (_MEAN, centres), (_SQUARES, (sample.squares, *sample.around)), (_IN_ALL, (sample.total,)),
    ):
        for found in sentence.found(pattern):
            if figure(found["count"]).value != sample.size or _OTHER.search(found["noun"]):
                continue
            tail = found.groupdict().get("tail")
            named = pattern is _IN_ALL or are_known(found["noun"], sample)
            if named and (tail is None or are_known(tail, sample)) and _is_slip(found["value"], due[0]):
                yield found, figure(found["value"]), (*due, *_of_known(sample, pattern is _IN_ALL))
    average = _ON_AVERAGE.fullmatch(sentence.text)
    if average is not None and are_known(average["noun"], sample):
        yield average, figure(average["value"]), (*centres, *(1 / x for x in centres if x))
    for found in sentence.found(_TOGETHER):
        rows = lists_in(around)
        if rows and sorted(rows[-1]) == sorted(sample.values) and _is_slip(found["value"], sample.total):
            yield found, figure(found["value"]), (sample.total, *_of_known(sample, True))
    middle = _MIDDLE.search(sentence.text)
    if middle is not None and sample.values:
        yield middle, Figure(sample.median, Fraction(0)), (sample.mean,)


def _is_slip(text: str, true: Fraction) -> bool:
    """What is far off is about something else."""
    return abs(figure(text).value - true) * 3 <= 2 * abs(true)


def _of_known(sample: Sample, total: bool) -> tuple[Fraction, ...]:
    """What may be made of the numbers that the problem mentions."""
    return (Fraction(sample.size), *(sample.size * x for x in sample.others)) if total else ()


def _shown(value: Fraction) -> str:
    return str(value) if value.denominator < 20 else f"{float(value):g}"
