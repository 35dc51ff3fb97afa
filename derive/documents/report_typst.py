"""A report on a hand derivation as Typst, and as PDF through it, in the frame of the worked solutions.

Each line stands as it was typed, its wrong part underlined; what should stand there is a formula with its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from ..checking.report import CheckedLine, LineVerdict, Report
from ..notation.reader import ReadError, read
from ..notation.typst import quoted
from ..words import say
from . import report_words as words
from .compiling import compiled
from .options import Options
from .report_text import runs
from .typstdoc import cleaned, displayed, escaped, in_markup
from .typstdoc import document as frame

__all__ = ["compiled", "document"]


def document(report: Report, width: int, colour: bool) -> str:
    """The source of the whole report."""
    title = words.title(report)
    around = frame(title, Options())
    template = files(__package__).joinpath("report.typ").read_text(encoding="utf-8")
    return f"{around.before}{template}\n" + "\n\n".join(_parts(report, title)) + around.after


def _parts(report: Report, title: str) -> Iterator[str]:
    yield f"= {escaped(title)}"
    yield from (_line(line, report) for line in report.lines if line.text.strip())
    yield f"#verdict[{in_markup(' '.join(words.conclusion(report)))}]"


def _line(line: CheckedLine, report: Report) -> str:
    typed = "".join(f", ({'true' if guilty else 'false'}, {quoted(cleaned(said))})" for guilty, said in runs(line))
    colour = "faint" if line.verdict is LineVerdict.COMMENT else "black"
    shown = f"typed({colour}{typed})"
    mark = words.TICKS[line.verdict].strip()
    said = [*map(quoted, (str(line.verdict), words.spoken(line.verdict), mark, str(line.line))), shown]
    note = words.consequence(line, report) if line.verdict is LineVerdict.CARRIED else ""
    if note:
        said.append(f"beside: [{escaped(note)}]")
    beneath = [f"[{part}]" for part in _beneath(line)]
    if beneath:
        said.append(f"beneath: ({', '.join(beneath)},)")
    return f"#checked({', '.join(said)})"


def _beneath(line: CheckedLine) -> Iterator[str]:
    if line.expected:
        yield f"#should-be({quoted(say('should-be'))}, {_expected(line.expected)})"
    # Where a line cannot be read, what is said quotes it: no formula is among the words.
    yield from map(escaped if line.verdict is LineVerdict.UNREADABLE else in_markup, words.cause(line))


def _expected(text: str) -> str:
    """The line as one would print it; as it would be typed where it has names that only the problem knows."""
    try:
        return f"[{displayed(read(text))}]"
    except ReadError:
        return f"typed(black, (false, {quoted(cleaned(text))}))"
