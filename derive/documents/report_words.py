"""Every word that a report on a hand derivation prints besides its messages: English, in one place."""

from __future__ import annotations

from collections.abc import Sequence

from ..checking.report import CheckedLine, LineVerdict, Report, Verdict
from ..rules.mistakes import mistake_of
from . import words

__all__ = ["cause", "conclusion", "consequence"]

TICKS = {
    LineVerdict.CORRECT: "✓", LineVerdict.WRONG: "✗", LineVerdict.CARRIED: "↳", LineVerdict.UNDECIDED: "?",
    LineVerdict.UNREADABLE: "?", LineVerdict.COMMENT: " ",
}
# What a tick says, for those who do not see it.
SPOKEN = {
    LineVerdict.CORRECT: "right", LineVerdict.WRONG: "wrong", LineVerdict.CARRIED: "follows from a wrong line",
    LineVerdict.UNDECIDED: "undecided", LineVerdict.UNREADABLE: "not readable", LineVerdict.COMMENT: "comment",
}
EXPECTED = "should be"
ALTERNATIVE = "or"

_VERDICTS = {
    Verdict.CORRECT: "Every line follows, and what is asked is reached.",
    Verdict.INCOMPLETE: "Every line follows, but the derivation is not finished.",
    Verdict.UNREADABLE: "No line could be read as mathematics.",
}
_NO_LINE_WRONG = {
    Verdict.CORRECT: "No line is wrong, and what is asked is reached.",
    Verdict.INCOMPLETE: "No line is wrong, but the derivation is not finished.",
}
_UNJUDGED = {
    LineVerdict.UNDECIDED: "could not be decided", LineVerdict.UNREADABLE: "could not be read",
}


def conclusion(report: Report) -> tuple[str, ...]:
    """The verdict in a sentence, and what is open: lines without a verdict, what is asked and not reached."""
    unjudged = tuple(
        f"{_lines(numbers, capital=True)} {said}."
        for verdict, said in _UNJUDGED.items()
        if (numbers := [line.line for line in report.lines if line.verdict is verdict])
    )
    if report.verdict is Verdict.UNREADABLE:
        return (_VERDICTS[report.verdict],)
    if report.verdict is Verdict.INCORRECT:
        return (f"The first wrong line is line {report.first_error}.", *unjudged)
    sentences = _NO_LINE_WRONG if unjudged else _VERDICTS
    missing = (f"Still missing: {', '.join(map(_asked, report.missing))}.",) if report.missing else ()
    return (sentences[report.verdict], *unjudged, *missing)


def cause(line: CheckedLine) -> tuple[str, ...]:
    """Why the line is wrong, or what is worth a remark: the mistake with its sentence, and the message."""
    return tuple(said for said in (_mistake(line), line.message) if said)


def _mistake(line: CheckedLine) -> str:
    """The mistake's title, that of a second candidate, and the sentence about the first."""
    titles = [_title(name) for name in (line.misconception, line.also) if name]
    named = f" ({ALTERNATIVE} ".join(titles) + ")" * (len(titles) > 1)
    mistake = mistake_of(line.misconception) if line.misconception else None
    sentence = f" {mistake.sentence}" if mistake is not None else ""
    return f"{named[:1].upper()}{named[1:]}.{sentence}" if named else ""


def consequence(line: CheckedLine, report: Report) -> str:
    """Beside a carried line: what it follows from."""
    wrong = [each.line for each in report.lines if each.verdict is LineVerdict.WRONG and each.line < line.line]
    return f"follows from {_lines(wrong)}" if wrong else ""


def _title(name: str) -> str:
    mistake = mistake_of(name)
    return name.replace("-", " ") if mistake is None else mistake.title


def _asked(name: str) -> str:
    """`negative log-likelihood of before` for `nll of before`; the name of a parameter as it is."""
    kind, of, rest = name.partition(" of ")
    return f"{words.FINDS.get(kind, kind)}{of}{rest}"


def _lines(numbers: Sequence[int], capital: bool = False) -> str:
    """`line 3`, `lines 3 and 5`, `lines 3, 5 and 6`."""
    word = "Line" if capital else "line"
    if len(numbers) == 1:
        return f"{word} {numbers[0]}"
    *most, last = map(str, numbers)
    return f"{word}s {', '.join(most)} and {last}"
