"""What stands below the lines: the answer, what was checked, common mistakes, the key of an exercise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...words import page as words
from ..options import DETAILS
from ..outline import Line, Outline, Pitfall, Section
from .formulas import block
from .said import paragraph, phrase, spoken
from .text import text

__all__ = ["ending"]


def ending(solution: Outline, sections: Sequence[Section], picture: str, name: str) -> Iterator[str]:
    """The elements. sections: with all lines, whatever the level of detail; name: with which their ids begin."""
    if solution.answers:
        answers = "\n".join(map(phrase, solution.answers))
        yield f'<section class="answer" tabindex="-1" aria-label="{words.ANSWER}">{answers}</section>'
    yield from (phrase(formula, "general") for formula in solution.formulas)
    yield from (paragraph(said, "closing") for said in solution.closing)
    yield picture
    yield _listed("checks", words.CHECKS, [f"<li>{spoken(check)}</li>" for check in solution.checks])
    spoilt = _spoilt(solution, [line for part in sections for line in part.lines])
    yield _listed("pitfalls", words.PITFALLS, [_pitfall(pitfall, line, name) for pitfall, line in spoilt])
    if solution.key:
        key = "\n".join(map(phrase, solution.key))
        yield f'<details class="key"><summary>{words.KEY}</summary>{key}</details>'


def _listed(kind: str, heading: str, items: list[str]) -> str:
    listed = "\n".join(items)
    return f'<section class="{kind}">\n<h2>{heading}</h2>\n<ul>\n{listed}\n</ul>\n</section>' if items else ""


# ---- common mistakes -------------------------------------------------------------------------------------------


_Numbered = tuple[Line, tuple[str, ...]]


def _spoilt(solution: Outline, lines: Sequence[Line]) -> Iterator[tuple[Pitfall, _Numbered]]:
    """The mistakes, each with the line that it spoils and the numbers of that at each level of detail."""
    numbered = {}
    shown = [line.number for part in solution.sections for line in part.lines]
    level = max((line.level for part in solution.sections for line in part.lines), default=1)
    at_level = [line for line in lines if line.level <= level]
    for number, line in zip(shown, at_level, strict=True):
        numbered[number] = line, tuple(_number(line, lines, level) for level in DETAILS.values())
    yield from ((pitfall, numbered[pitfall.number]) for pitfall in solution.pitfalls)


def _number(line: Line, lines: Sequence[Line], level: int) -> str:
    return str([other.number for other in lines if other.level <= max(level, line.level)].index(line.number) + 1)


def _pitfall(pitfall: Pitfall, spoilt: _Numbered, name: str) -> str:
    line, numbers = spoilt
    known = "".join(f' data-{detail}="{number}"' for detail, number in zip(DETAILS, numbers, strict=True))
    return (
        f'<li class="l{line.level}"><p><a href="#{name}.{line.number}"{known}>{words.IN_LINE} </a>: '
        f"<strong>{text(pitfall.title)}</strong></p>"
        f'<div class="formula spoilt">{block(pitfall.statement)}</div><p>{text(pitfall.said)}</p></li>'
    )
