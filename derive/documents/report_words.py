"""What a report on a hand derivation says besides its messages, put together from the words for it."""

from __future__ import annotations

from ..checking.report import CheckedLine, LineVerdict, Report, Verdict
from ..rules.mistakes import mistake_of
from ..words import say
from . import words

__all__ = ["TICKS", "cause", "conclusion", "consequence", "spoken", "title"]

TICKS = {
    LineVerdict.CORRECT: "✓", LineVerdict.WRONG: "✗", LineVerdict.CARRIED: "↳", LineVerdict.UNDECIDED: "?",
    LineVerdict.UNREADABLE: "?", LineVerdict.COMMENT: " ",
}
_UNJUDGED = {LineVerdict.UNDECIDED: "lines-undecided", LineVerdict.UNREADABLE: "lines-not-readable"}


def conclusion(report: Report) -> tuple[str, ...]:
    """The verdict in a sentence, and what is open: lines without a verdict, what is asked and not reached."""
    unjudged = tuple(
        say(sentence, lines=numbers)
        for verdict, sentence in _UNJUDGED.items()
        if (numbers := [line.line for line in report.lines if line.verdict is verdict])
    )
    if report.verdict is Verdict.UNREADABLE:
        return (say("no-line-readable"),)
    if report.verdict is Verdict.INCORRECT:
        return (say("first-wrong-line", line=report.first_error), *unjudged)
    if report.verdict is Verdict.CORRECT:
        verdict = say("no-line-wrong" if unjudged else "every-line-follows")
    else:
        verdict = say("no-line-wrong-so-far" if unjudged else "every-line-follows-so-far")
    missing = (say("missing", asked=", ".join(map(_asked, report.missing))),) if report.missing else ()
    return (verdict, *unjudged, *missing)


def title(report: Report) -> str:
    """What the report is about."""
    return report.title or report.problem or words.REPORT


def spoken(verdict: LineVerdict) -> str:
    """What a tick says, for those who do not see it."""
    return words.SPOKEN[verdict]


def cause(line: CheckedLine) -> tuple[str, ...]:
    """Why the line is wrong, or what is worth a remark: the mistake with its sentence, and the message."""
    return tuple(said for said in (_mistake(line), line.message) if said)


def _mistake(line: CheckedLine) -> str:
    """The mistake's title, that of a second candidate, and the sentence about the first."""
    titles = [_title(name) for name in (line.misconception, line.also) if name]
    named = say("either-mistake", first=titles[0], second=titles[1]) if len(titles) > 1 else "".join(titles)
    mistake = mistake_of(line.misconception) if line.misconception else None
    sentence = f" {mistake.sentence}" if mistake is not None else ""
    return f"{named[:1].upper()}{named[1:]}.{sentence}" if named else ""


def consequence(line: CheckedLine, report: Report) -> str:
    """Beside a carried line: what it follows from."""
    wrong = [each.line for each in report.lines if each.verdict is LineVerdict.WRONG and each.line < line.line]
    return say("follows-from", lines=wrong) if wrong else ""


def _title(name: str) -> str:
    mistake = mistake_of(name)
    return name.replace("-", " ") if mistake is None else mistake.title


def _asked(name: str) -> str:
    """`negative log-likelihood of before` for `nll of before`; the name of a parameter as it is."""
    kind, of, rest = name.partition(" of ")
    asked = words.FINDS.get(kind, kind)
    return say("asked-of", asked=asked, of=rest) if of else asked
