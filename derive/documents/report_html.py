"""A report as HTML: a fragment for notebooks, and a page of one file that needs nothing from elsewhere.

Formulas stand as the person typed them, what they should be in MathML as well. The page follows the reader's light
or dark mode, and prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..checking.report import CheckedLine, LineVerdict, Report
from ..notation.mathml import math, mathml_pieces
from ..notation.reader import ReadError, read
from ..problem.characters import visible
from ..words import language, say
from . import report_words as words
from .fonts import font_stack
from .report_text import runs

__all__ = ["fragment", "page"]

_STYLE = f"""\
.derive-report math {{ font-family: {font_stack()}; font-size: 1.15em; }}
""" """\
.derive-report { --ink: #1b1b1f; --paper: #fff; --faint: #6b6b76; --right: #1a7f37; --wrong: #c0182b; --open: #9a6700;
  --mark: #ffe3e3; color: var(--ink); background: var(--paper); font: 1rem/1.5 system-ui, sans-serif;
  max-width: 50rem; }
.derive-report h1 { font-size: 1.3rem; margin: 0 0 1rem; }
.derive-report ol { list-style: none; margin: 0; padding: 0; }
.derive-report li { display: grid; grid-template-columns: 1.5rem 2.5rem 1fr; padding: .15rem 0; }
.derive-report .number { color: var(--faint); text-align: right; padding-right: .8rem; }
.derive-report code { font: .95rem/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.derive-report .tick { font-weight: bold; color: var(--open); }
.derive-report .correct .tick { color: var(--right); }
.derive-report .wrong .tick { color: var(--wrong); }
.derive-report .comment code, .derive-report .note { color: var(--faint); }
.derive-report mark { color: inherit; background: var(--mark);
  text-decoration: underline wavy var(--wrong); text-underline-offset: .2em; }
.derive-report .details { grid-column: 3; border-left: .2rem solid var(--wrong); margin: .3rem 0 .6rem;
  padding-left: .8rem; }
.derive-report .details p { margin: 0; }
.derive-report .details p + p { margin-top: .35rem; }
.derive-report .label, .derive-report .details code { color: var(--faint); }
.derive-report .formula { display: block; line-height: 2.4; overflow-x: auto; overflow-y: hidden; }
.derive-report .formula math { math-style: normal; }
.derive-report .formula + code { font-size: .85rem; }
@media (max-width: 30rem) {
  .derive-report li { grid-template-columns: 1.2rem 1.8rem 1fr; }
  .derive-report .details { grid-column: 2 / 4; }
}
.derive-report .correct .details, .derive-report .carried .details, .derive-report .undecided .details,
.derive-report .unreadable .details, .derive-report .comment .details { border-color: var(--open); }
.derive-report .verdict { font-weight: bold; margin: 1rem 0 0; }
@media (prefers-color-scheme: dark) {
  .derive-report { --ink: #e8e8ec; --paper: #17171a; --faint: #9a9aa6; --right: #4ac26b; --wrong: #ff7b72;
    --open: #d4a72c; --mark: #4a1d20; }
}
@media print {
  .derive-report { --ink: #000; --paper: #fff; --faint: #444; --right: #000; --wrong: #000; --open: #000;
    --mark: #fff; max-width: none; }
  .derive-report li { break-inside: avoid; }
}
"""
_PAGE_STYLE = f"""\
.derive-report math {{ font-family: {font_stack()}; font-size: 1.15em; }}
""" """\
body { margin: 0; padding: 2rem 1rem; }
body > .derive-report { margin: 0 auto; }
@media (prefers-color-scheme: dark) { body { background: #17171a; } }
@media print { body { background: #fff; padding: 0; } }
"""


def page(report: Report, width: int, colour: bool) -> str:
    """The report as a whole file."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{_text(report.title or report.problem)}</title>\n<style>\n{_PAGE_STYLE}</style>\n</head>\n<body>\n"
        f"{fragment(report)}\n</body>\n</html>"
    )


def fragment(report: Report) -> str:
    """The report as a part of a page, its style with it."""
    lines = "\n".join(_line(line, report) for line in report.lines if line.text.strip())
    said = _text(" ".join(words.conclusion(report)))
    title = report.title or report.problem
    heading = f"<h1>{_text(title)}</h1>\n" if title else ""
    return (
        f'<section class="derive-report">\n<style>\n{_STYLE}</style>\n{heading}<ol>\n{lines}\n</ol>\n'
        f'<p class="verdict">{said}</p>\n</section>'
    )


def _line(line: CheckedLine, report: Report) -> str:
    spoken = words.spoken(line.verdict)
    note = words.consequence(line, report) if line.verdict is LineVerdict.CARRIED else ""
    beside = f' <span class="note">{_text(note)}</span>' if note else ""
    return (
        f'<li class="{line.verdict}"><span class="tick" role="img" aria-label="{spoken}" title="{spoken}">'
        f'{words.TICKS[line.verdict]}</span><span class="number">{line.line}</span>'
        f"<span><code>{_marked(line)}</code>{beside}</span>{_details(line)}</li>"
    )


def _marked(line: CheckedLine) -> str:
    """The text of the line, its wrong part marked."""
    shown = ((guilty, escape(said)) for guilty, said in runs(line))
    return "".join(f"<mark>{said}</mark>" if guilty else said for guilty, said in shown)


def _details(line: CheckedLine) -> str:
    said = "".join(f"<p>{part}</p>" for part in _said(line))
    return f'<div class="details">{said}</div>' if said else ""


def _said(line: CheckedLine) -> Iterator[str]:
    if line.expected:
        yield f'<span class="label">{say("should-be")}</span> {_formula(line.expected)}'
    yield from map(_text, words.cause(line))


def _formula(text: str) -> str:
    """The line as one would print it, broken where the page is narrow, and as one would type it."""
    typed = f"<code>{_text(text)}</code>"
    try:
        pieces = mathml_pieces(read(text))
    except ReadError:  # it has names that only the problem knows
        return typed
    return f'<span class="formula">{"".join(map(math, pieces))}</span> {typed}'


def _text(said: str) -> str:
    return escape(visible(said))
