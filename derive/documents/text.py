"""Unicode text: lines aligned at their relation, reasons at the right, nothing wider than the page.

    Log-likelihood
      3  ℓ(θ) = 7 log θ + 3 log(1 − θ)       logarithm of products and powers
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from ..expressions import Chain, Expression, Relation, Several
from ..notation.plain import plain
from ..problem.model import Problem
from ..steps import Derivation
from . import words
from .formats import Frame
from .linebreaks import broken, columns, filled, padded
from .options import Options
from .outline import Line, Outline, Section, outline
from .phrases import Phrase, in_words

__all__ = ["sheet", "text"]

# Columns around the number of a line, between a formula and its reason, and before what goes on below.
AROUND_NUMBER, BEFORE_REASON, HANGING = 4, 3, 2
# Reasons have this much room at least, or start this far from the left; so many margins are tried.
REASON_ROOM, LEFTMOST_REASON, MARGINS = 30, 10, 8
# A left side wider than this does not push the others to the right; what goes on below stands behind the relation
# where the left side is no wider than that.
WIDEST_LEFT, SHORT_LEFT = 30, 12
# What stands where the reader is to write.
BLANK = "…" * 24
# What stands between the solutions of one output.
BETWEEN = "\n\n\n"


class Row(NamedTuple):
    """A line on the page: its number, the formula left and right of the relation, the words beside it, and the rows
    of its substeps."""

    number: str
    left: str
    right: str
    reason: str
    inner: tuple[Row, ...]


def text(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The worked solution for a page of `options.width` columns."""
    solution, width = outline(problem, derivation, options), options.width
    blocks = (
        _head(solution, width), _facts(solution, width), _words(solution.intro, width), _words(solution.task, width),
        *_derivation(solution.sections, width), _answer(solution, width),
        *(_words(said, width) for said in solution.closing), _listed(words.CHECKS, solution.checks, width),
        _pitfalls(solution, width), _words(solution.footer, width), _key(solution.key, width),
    )
    return "\n\n".join(block for block in blocks if block)


def sheet(title: str, options: Options) -> Frame:
    """What stands around the solutions of a sheet that has a title."""
    if not options.title:
        return Frame(between=BETWEEN)
    lines = filled(title, options.width)
    rule = "═" * max(map(columns, lines))
    return Frame("\n".join((rule, *lines, rule)) + BETWEEN, BETWEEN)


# ---- above the derivation ----------------------------------------------------------------------------------


def _head(solution: Outline, width: int) -> str:
    lines = filled(solution.title, width)
    rule = "═" * max(map(columns, lines), default=0)
    question = ["", *filled(solution.question, width)] if solution.question else []
    return "\n".join((*lines, rule, *question))


def _facts(solution: Outline, width: int) -> str:
    labelled = list(solution.labelled)
    indent = max((len(label) for label, _ in labelled), default=0) + 3
    lines: list[str] = []
    for label, phrases in labelled:
        said = [part for phrase in phrases for part in filled(_said(phrase), width - indent)]
        lines += (f"{label if n == 0 else '':{indent}}{part}" for n, part in enumerate(said))
    return "\n".join(lines)


def _said(phrase: Phrase) -> str:
    return in_words(phrase, lambda words: words, plain)


# ---- the derivation ------------------------------------------------------------------------------------------


def _derivation(sections: tuple[Section, ...], width: int) -> Iterator[str]:
    """The sections as blocks, with one margin for all reasons."""
    blocks = [list(map(_row, section.lines)) for section in sections]
    gutter = _gutter([row for block in blocks for row in block])
    margin = _margin([row for block in blocks for row in _set(block, gutter, width)], width)
    for section, block in zip(sections, blocks, strict=True):
        lines = (line for row in _set(block, gutter, width) for line in _beside(*row, margin, width))
        yield "\n".join((section.heading, *lines))


def _row(line: Line) -> Row:
    left, right = _at_relation(line.statement) if line.statement is not None else ("", BLANK)
    right = f"{right} {line.unit}" if line.unit else right
    return Row(line.number, left, right, _reason(line), tuple(map(_row, line.substeps)))


def _at_relation(statement: Expression) -> tuple[str, str]:
    """The statement before and from its first relation on; nothing before where it is a list, or has none."""
    whole, first = plain(statement), statement
    while isinstance(first, Chain) or (isinstance(first, Several) and first.separator.isalpha()):
        first = first.statements[0]
    if isinstance(first, Relation):
        left = plain(Relation(first.operands[:1], ()))
        if whole.startswith(f"{left} {first.operators[0]} "):
            return left, whole[len(left) + 1:]
    return "", whole


def _reason(line: Line) -> str:
    """The words beside a line, the conditions that they do not name behind them."""
    if line.reason is None:
        return BLANK
    conditions = ", ".join(map(plain, line.unnamed))
    return f"{line.reason} ({conditions})".strip() if conditions else line.reason


def _gutter(rows: Iterable[Row], outside: int = 0) -> int:
    """The column at which formulas start: behind the widest number."""
    return outside + max((len(row.number) for row in rows), default=0) + AROUND_NUMBER


def _set(rows: Sequence[Row], gutter: int, width: int) -> Iterator[tuple[list[str], str]]:
    """The lines of each numbered formula of a section, relations one below the other, and its reason; substeps
    further in, aligned among themselves."""
    lefts = [columns(row.left) for row in rows]
    relation = gutter + max((left for left in lefts if left <= WIDEST_LEFT), default=0)
    for row in rows:
        yield list(_formula(row, gutter, relation, width)), row.reason
        if row.inner:
            yield from _set(row.inner, _gutter(row.inner, gutter), width)


def _margin(rows: list[tuple[list[str], str]], width: int) -> int:
    """The column at which reasons start: behind one of the formulas, so that the page is short and few formulas
    reach over it."""
    ends = [columns(formula[-1]) + BEFORE_REASON for formula, _ in rows]
    margins = sorted({end for end in ends if end <= width - REASON_ROOM}) or [width - REASON_ROOM]

    def cost(margin: int) -> int:
        height = sum(1 for formula, reason in rows for _ in _beside(formula, reason, margin, width))
        return height + sum(end > margin for end in ends)

    return min(reversed(margins[-MARGINS:]), key=cost)


def _beside(formula: list[str], reason: str, margin: int, width: int) -> Iterator[str]:
    """The formula with its reason at the margin; where the formula reaches over that, behind it or beneath."""
    end = columns(formula[-1]) + BEFORE_REASON
    if len(formula) == 1 and end > margin and end + columns(reason) <= width:
        margin = end
    if len(formula) > 1 or end > margin:
        yield from formula
        start = max(min(margin, width - columns(reason)), LEFTMOST_REASON)
        yield from (" " * start + said for said in filled(reason, width - start))
        return
    for start_of_line, said in zip_longest(formula, filled(reason, width - margin), fillvalue=""):
        yield padded(start_of_line, margin) + said if said else start_of_line


def _formula(row: Row, gutter: int, relation: int, width: int) -> Iterator[str]:
    """The numbered formula: on one line, with its relation in that column, where the page is wide enough."""
    number = f"{row.number:>{gutter - AROUND_NUMBER // 2}}  "
    whole, room = f"{row.left} {row.right}".strip(), width - gutter
    before = max(relation - gutter - columns(row.left), 0) if row.left else 0
    if columns(whole) <= room:
        yield number + " " * min(before, room - columns(whole)) + whole
        return
    if row.left and columns(row.left) <= SHORT_LEFT:
        indent = columns(row.left) + 1
        first, *rest = broken(row.right, room - indent)
        first = f"{row.left} {first}"
    else:
        indent = HANGING
        left = broken(row.left, room) if row.left else []
        first, *rest = left + broken(row.right, room - indent)
    yield number + first
    yield from (" " * (gutter + indent) + part for part in rest)


# ---- below the derivation --------------------------------------------------------------------------------------


def _answer(solution: Outline, width: int) -> str:
    """The answers in a frame, general formulas beneath."""
    said = [part for phrase in solution.answers for part in broken(_said(phrase), width - 6)]
    if not said:
        return ""
    inner = max(map(columns, said)) + 2
    frame = [f"┌{'─' * inner}┐", *(f"│ {padded(part, inner - 1)}│" for part in said), f"└{'─' * inner}┘"]
    general = [part for phrase in solution.formulas for part in broken(_said(phrase), width - 2)]
    return "\n".join(f"  {line}" for line in (*frame, *general))


def _words(said: str, width: int) -> str:
    return "\n".join(filled(said, width))


def _listed(heading: str, phrases: tuple[Phrase, ...], width: int) -> str:
    """The phrases under their heading, each behind a bullet; nothing where there are none."""
    return "\n".join((heading, *(_bulleted(_said(phrase), width) for phrase in phrases))) if phrases else ""


def _bulleted(said: str, width: int) -> str:
    return "\n".join(f"  {'•' if not k else ' '} {part}" for k, part in enumerate(filled(said, width - 4)))


def _pitfalls(solution: Outline, width: int) -> str:
    """Each common mistake: the line that it spoils, what it is called, the sentence about it."""
    entries: list[str] = []
    for pitfall in solution.pitfalls:
        formula = plain(pitfall.statement) + (f" {pitfall.unit}" if pitfall.unit else "")
        number = f"  {pitfall.number:>3}  "
        first, *rest = broken(formula, width - len(number))
        said = filled(f"{pitfall.heading} {pitfall.said}", width - len(number))
        entries += [number + first, *(" " * len(number) + part for part in (*rest, *said))]
    return "\n".join((words.PITFALLS, *entries)) if entries else ""


def _key(entries: tuple[Phrase, ...], width: int) -> str:
    """What solves an exercise; what goes on below an entry hangs."""
    lines = [words.KEY] if entries else []
    for entry in entries:
        first, *rest = filled(_said(entry), width - 2 * HANGING) or [""]
        lines += [" " * HANGING + first, *(" " * 2 * HANGING + part for part in rest)]
    return "\n".join(lines)
