"""Markdown that GitHub, Quarto (Pandoc), MyST and Jupyter render alike: formulas in `$…$` and in `$$` blocks.

Some of them look for markup before they look for formulas, so that no character of a formula may be any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..expressions import Expression
from ..notation.latex import latex
from ..problem.model import Problem
from ..steps import Derivation
from . import words
from .formats import Frame
from .options import Options
from .outline import Line, Outline, Pitfall, outline
from .phrases import Phrase, in_words

__all__ = ["markdown", "sheet"]

# At the beginning a number or a letter with a dot or a bracket would begin a list; `^` and `@` are markup to Pandoc.
_SPECIAL = re.compile(r"[\\`*_\[\]<>$~&#|^@]|^(?:\d+|[A-Za-z]|[ivxIVX]+)(?=[.)])|^[-+=:]")
_SPACES = re.compile(r"\s+")
# A backslash in front of punctuation would be an escape, a sign of order a tag, a star emphasis.
_SPELLED_OUT = {
    r"\{": r"\lbrace ", r"\}": r"\rbrace ", r"\,": r"\thinspace ", r"\;": r"\thickspace ", r"\%": "\uff05",
    "<": r"\lt ", ">": r"\gt ", "*": r"\ast ",
}
# Within words, such as tokens, commands are none; what is one to some reader stands outside of them, or wide.
_WORDS = re.compile(r'\\text\{"(?:\\[{}]|\\text[a-z]+\{\}|[^{}])*"\}')
_IN_WORDS = {
    r"\textbackslash{}": r"}\backslash \text{", r"\{": r"}\lbrace \text{", r"\}": r"}\rbrace \text{",
    "<": r"}\lt \text{", ">": r"}\gt \text{", "*": r"}\ast \text{",
    r"\textasciicircum{}": "\uff3e", r"\textasciitilde{}": "\uff5e", "`": "\uff40", "|": "\uff5c",
    **{f"\\{c}": chr(ord(c) + 0xFEE0) for c in "$&%#_"},
}
_WRITTEN = re.compile("|".join(map(re.escape, _IN_WORDS)))
# A low line is no emphasis between letters or digits, nor between spaces.
_BESIDE_PUNCTUATION = re.compile(r" ?(?:(?<=[^\w\s])_|_(?=[^\w\s])) ?")
# What stands where the reader is to write.
BLANK = "…" * 24
# What stands between the solutions of one output.
BETWEEN = "\n\n---\n\n"
# Characters that are commands of TeX are left out of a unit, the percent sign is written wide.
_UNIT = str.maketrans({"%": "\uff05", **dict.fromkeys("\\{}$&#^_~")})


def markdown(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The worked solution as a page."""
    return "\n\n".join(_blocks(outline(problem, derivation, options), 2 if options.title else 1))


def sheet(title: str, options: Options) -> Frame:
    """What stands around the solutions of a sheet that has a title."""
    return Frame(f"# {escaped(title)}\n\n" if options.title else "", BETWEEN)


def _blocks(solution: Outline, depth: int) -> Iterator[str]:
    """The parts from top to bottom, the title as a heading of that depth."""
    below = "#" * (depth + 1)
    yield f"{'#' * depth} {escaped(solution.title)}"
    if solution.question:
        yield escaped(solution.question)
    if solution.facts:
        yield "\n".join(f"- **{label}:** {_under_another(phrases)}" for label, phrases in solution.labelled)
    yield from map(escaped, filter(None, (solution.intro, solution.task)))
    for section in solution.sections:
        yield f"{below} {escaped(section.heading)}"
        for line in section.lines:
            yield from _line(line)
    if solution.answers:
        yield "\n>\n".join(f"> {_said(phrase)}" for phrase in solution.answers)
        yield from map(_said, solution.formulas)
    yield from map(escaped, solution.closing)
    yield from _list(f"{below} {words.CHECKS}", map(_said, solution.checks))
    yield from _list(f"{below} {words.PITFALLS}", map(_pitfall, solution.pitfalls))
    if solution.footer:
        yield f"*{escaped(solution.footer)}*"
    yield from _list(f"{below} {words.KEY}", map(_said, solution.key))


def _list(heading: str, entries: Iterable[str]) -> Iterator[str]:
    """The entries under their heading, where there are any."""
    items = [f"- {entry}" for entry in entries]
    if items:
        yield heading
        yield "\n".join(items)


def _pitfall(pitfall: Pitfall) -> str:
    """The line that is spoilt, behind its number, and what is wrong there."""
    said = escaped(f"{pitfall.heading} {pitfall.said}")
    return f"**{pitfall.number}.** {_inline(pitfall.statement, pitfall.unit)}  \n  {said}"


def _line(line: Line) -> Iterator[str]:
    conditions = f" ({', '.join(map(_inline, line.unnamed))})" if line.unnamed else ""
    yield f"**{line.number}.** {BLANK if line.reason is None else escaped(line.reason)}{conditions}"
    yield BLANK if line.statement is None else _display(latex(line.statement) + _unit(line.unit))
    for substep in line.substeps:
        yield from _line(substep)


def _under_another(phrases: Iterable[Phrase]) -> str:
    """The phrases of one item in rows of their own."""
    return "  \n  ".join(map(_said, phrases))


def _said(phrase: Phrase) -> str:
    return in_words(phrase, escaped, _inline)


def _inline(e: Expression, unit: str = "") -> str:
    return f"${_spelled_out(latex(e))}{_unit(unit)}$"


def _unit(unit: str) -> str:
    return f"\\thinspace \\text{{{unit.translate(_UNIT)}}}" if unit else ""


def _display(formula: str) -> str:
    return f"$$\n{_spelled_out(formula)}\n$$"


def _spelled_out(formula: str) -> str:
    formula = _WORDS.sub(lambda words: _WRITTEN.sub(lambda found: _IN_WORDS[found[0]], words[0]), formula)
    for command, name in _SPELLED_OUT.items():
        formula = formula.replace(command, name)
    return _SPACES.sub(" ", _BESIDE_PUNCTUATION.sub(" _ ", formula)).strip()


def escaped(said: str) -> str:
    """Words as Markdown: no character of them is markup. Line breaks become spaces."""
    return _SPECIAL.sub(_escape, _SPACES.sub(" ", said))


def _escape(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isalnum() else f"\\{match[0]}"
