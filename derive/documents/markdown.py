"""GitHub-flavoured Markdown: formulas in `$$` blocks, each under its number and its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..expressions import Expression
from ..notation.latex import latex
from ..problem.model import Problem
from ..steps import Derivation
from . import words
from .options import Options
from .outline import Line, Outline, outline
from .phrases import Phrase, in_words

__all__ = ["markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>$~&#|]|^\d+(?=[.)])|^[-+=])")
_SPACES = re.compile(r"\s+")
# Markdown takes a backslash in front of punctuation for its own escape, in formulas too.
_SPELLED_OUT = {
    r"\{": r"\lbrace ", r"\}": r"\rbrace ", r"\,": r"\thinspace ", r"\;": r"\thickspace ", r"\%": "\uff05",
}
# Characters that are commands of TeX are left out of a unit, the percent sign is written wide.
# What stands where the reader is to write.
BLANK = "…" * 24
_UNIT = str.maketrans({"%": "\uff05", **dict.fromkeys("\\{}$&#^_~")})


def markdown(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The worked solution as a page."""
    return "\n\n".join(_blocks(outline(problem, derivation, options)))


def _blocks(solution: Outline) -> Iterator[str]:
    yield f"# {escaped(solution.title)}"
    if solution.question:
        yield escaped(solution.question)
    if solution.facts:
        yield "\n".join(f"- **{words.LABELS[fact.label]}:** {_said(fact.phrase)}" for fact in solution.facts)
    for section in solution.sections:
        yield f"## {section.heading}"
        for line in section.lines:
            yield from _line(line)
    if solution.answers:
        yield "\n>\n".join(f"> **{_said(phrase)}**" for phrase in solution.answers)
        yield from map(_said, solution.formulas)
    yield from map(escaped, solution.closing)
    if solution.footer:
        yield f"*{escaped(solution.footer)}*"


def _line(line: Line) -> Iterator[str]:
    conditions = "".join(f" ({_inline(c)})" for c in line.conditions)
    yield f"**{line.number}.** {BLANK if line.reason is None else escaped(line.reason)}{conditions}"
    unit = f"\\thinspace \\text{{{line.unit.translate(_UNIT)}}}" if line.unit else ""
    yield BLANK if line.statement is None else _display(latex(line.statement) + unit)
    for substep in line.substeps:
        yield from _line(substep)


def _said(phrase: Phrase) -> str:
    return in_words(phrase, escaped, _inline)


def _inline(e: Expression) -> str:
    return f"${_spelled_out(latex(e))}$"


def _display(formula: str) -> str:
    return f"$$\n{_spelled_out(formula)}\n$$"


def _spelled_out(formula: str) -> str:
    for command, name in _SPELLED_OUT.items():
        formula = formula.replace(command, name)
    return formula


def escaped(said: str) -> str:
    """Words as Markdown: no character of them is markup. Line breaks become spaces."""
    return _SPECIAL.sub(_escape, _SPACES.sub(" ", said))


def _escape(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"
