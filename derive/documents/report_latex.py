r"""A report on a hand derivation as a LaTeX document that needs amsmath alone.

Each line stands behind its verdict, the wrong part underlined, and beneath it what should stand there and why.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..checking.report import CheckedLine, LineVerdict, Report
from ..notation.latex import latex
from ..notation.reader import ReadError, read
from ..words import say
from . import report_words as words
from .latexdoc import document as frame
from .latexdoc import rows_of
from .latexwords import escaped
from .options import Options
from .report_text import runs

__all__ = ["document"]

# Signs that plain LaTeX has.
_MARKS = {
    LineVerdict.CORRECT: r"\surd", LineVerdict.WRONG: r"\times", LineVerdict.CARRIED: r"\hookrightarrow",
    LineVerdict.UNDECIDED: "?", LineVerdict.UNREADABLE: "?", LineVerdict.COMMENT: "",
}


def document(report: Report, width: int, colour: bool) -> str:
    """The whole document."""
    title = words.title(report)
    around = frame(title, Options())
    return around.before + "\n\n".join(_parts(report, title)) + around.after.rstrip("\n")


def _parts(report: Report, title: str) -> Iterator[str]:
    yield f"\\section*{{{escaped(title)}}}"
    items = [item for line in report.lines if line.text.strip() for item in _line(line, report)]
    if items:
        yield "\n".join(("\\begin{description}", *items, "\\end{description}"))
    yield f"\\textbf{{{escaped(' '.join(words.conclusion(report)))}}}"


def _line(line: CheckedLine, report: Report) -> Iterator[str]:
    mark = f"\\makebox[1.2em][l]{{\\({_MARKS[line.verdict]}\\)}}" if _MARKS[line.verdict] else "\\makebox[1.2em]{}"
    typed = "".join(_typed(guilty, said) for guilty, said in runs(line))
    typed = f"\\emph{{{typed}}}" if line.verdict is LineVerdict.COMMENT else typed
    note = words.consequence(line, report) if line.verdict is LineVerdict.CARRIED else ""
    beside = f" \\quad\\emph{{{escaped(note)}}}" if note else ""
    yield f"\\item[{{{mark}\\mdseries {line.line}}}] {{}}{typed}{beside}"
    yield from (f"\\par {part}" for part in _beneath(line))


def _typed(guilty: bool, said: str) -> str:
    return f"\\underline{{{escaped(said)}}}" if guilty else escaped(said)


def _beneath(line: CheckedLine) -> Iterator[str]:
    if line.expected:
        yield f"{escaped(say('should-be'))} {_expected(line.expected)}"
    yield from map(escaped, words.cause(line))


def _expected(text: str) -> str:
    """The line as one would print it; as it would be typed where it has names that only the problem knows."""
    try:
        statement = read(text)
    except ReadError:
        return escaped(text)
    rows = rows_of(statement, 0)
    below = " \\\\ ".join(rows)
    shown = f"\\begin{{aligned}}[t] {below} \\end{{aligned}}" if rows[1:] else f"\\displaystyle {latex(statement)}"
    return f"\\({shown}\\)"
