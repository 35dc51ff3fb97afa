"""The lines of a solution on a page: the formula, the reason beside it, and the steps within."""

from __future__ import annotations

from collections.abc import Mapping

from ...words import page as words
from ..changes import changed
from ..outline import Line, Section
from .formulas import bracketed, is_wide, rows
from .rules import opening
from .sources import of_line, of_words
from .text import slug, text

__all__ = ["section"]


def section(part: Section, ideas: Mapping[str, str], name: str) -> str:
    """A part of the derivation under its heading, shown where any of its lines is. ideas: by the number of a line.
    name: of the solution, with which the ids begin."""
    level = min((line.level for line in part.lines), default=1)
    lines = "\n".join(_line(line, ideas.get(line.number, ""), name) for line in part.lines)
    return (
        f'<section class="part l{level}">\n<h2{of_words(part.heading)}>{text(part.heading)}</h2>\n'
        f'<ol class="lines">\n{lines}\n</ol>\n</section>'
    )


def _line(line: Line, idea: str, name: str) -> str:
    of_idea = f' data-idea="{text(idea)}"' if idea else ""
    named = "" if line.number[:1].isdigit() else f' data-number="{text(line.number)}"'
    return (
        f'<li class="line l{line.level}{_width(line)}" id="{name}.{slug(line.number)}"'
        f"{of_line(line)}{of_idea}{named}>"
        f'{_formula(line)}<div class="why">{_reason(line)}{"" if line.reason is None else opening(line, name)}</div>'
        f"{_inner(line, name)}</li>"
    )


def _blank() -> str:
    """Where the reader is to write."""
    return f'<span class="blank" role="img" aria-label="{words.BLANK}"></span>'


def _width(line: Line) -> str:
    return " wide" if line.statement is not None and is_wide(line.statement) else ""


def _formula(line: Line) -> str:
    if line.statement is None:
        return f'<div class="formula"><span class="whole">{_blank()}</span></div>'
    marked = changed(line.before, line.statement)
    written = "".join(
        f'<span class="left">{row.left}</span><span class="right">{row.right}</span>' if row.left
        else f'<span class="whole">{row.right}</span>' for row in rows(line.statement, line.unit, marked)
    )
    return f'<div class="formula">{written}</div>'


def _reason(line: Line) -> str:
    if line.reason is None:
        return f"<p>{_blank()}</p>"
    said = [] if line.reason.casefold() == line.title.casefold() else [text(line.reason)]
    if line.unnamed:
        said.append(bracketed(line.unnamed))
    if line.rule and line.statement is not None and line.proof is None:
        said.append(f"<strong>{words.NOT_PROVED}</strong>")
    return f"<p>{' '.join(said)}</p>" if said else ""


def _inner(line: Line, name: str) -> str:
    """The steps within the line."""
    if not line.substeps:
        return ""
    inner = "\n".join(_line(substep, "", name) for substep in line.substeps)
    return (
        f'<details class="inner" open><summary>{words.inner_steps(len(line.substeps))}</summary>\n'
        f'<ol class="lines">\n{inner}\n</ol></details>'
    )
