r"""LaTeX: a fragment for amsmath, or a whole document; lines aligned at the relation, numbers left, reasons right.

The reason of a line stands where an equation has its number (`\tag*`): so it begins at the same place on the whole
page, and where a formula is too wide to have it beside, LaTeX sets it below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..expressions import (
    Add,
    Call,
    Derivative,
    Divide,
    Expression,
    Multiply,
    Negate,
    Number,
    PlusMinus,
    Product,
    Relation,
    Several,
    Summation,
    Symbol,
)
from ..notation.latex import latex, latex_links
from ..notation.plain import plain
from ..problem.model import Problem
from ..steps import Derivation
from . import words
from .formats import Frame
from .latexwords import escaped
from .options import Options
from .outline import Line, Outline, Pitfall, Section, outline
from .phrases import Phrase, in_words
from .renaming import naming

__all__ = ["document", "fragment", "rows_of"]

# About so many characters are as wide as the page; a left side wider than that stands by itself.
WIDEST, WIDEST_LEFT = 78, 28
MARGIN = r"0.36\linewidth"
# Characters of words within formulas that TeX has no glyph for.
_BEYOND = re.compile(r"[^\x00-\x7f]+")
# What stands where the reader is to write.
BLANK = r"\underline{\hspace{0.32\linewidth}}"


_PREAMBLE = r"""\documentclass[a4paper]{article}
\usepackage{amsmath}
\setlength{\textwidth}{16.5cm}\setlength{\oddsidemargin}{-0.3cm}
\setlength{\textheight}{24.5cm}\setlength{\topmargin}{-1.5cm}
\setlength{\parindent}{0pt}\setlength{\parskip}{1ex plus 0.5ex}
\allowdisplaybreaks"""


def fragment(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The worked solution, to be put into a document that loads amsmath."""
    said = "\n\n".join(_parts(outline(problem, derivation, options), _picture(problem, derivation, options)))
    return _BEYOND.sub(lambda found: escaped(found[0]), said)


def _picture(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The picture, where there is one; by default in a whole document. It needs no package, of Python or of LaTeX."""
    if not (options.standalone if options.plot is None else options.plot):
        return ""
    from .pictures import latex_picture

    return latex_picture(problem, derivation, naming(problem, derivation, options)) or ""


def document(title: str, options: Options) -> Frame:
    """What makes a document of solutions."""
    block = f"\\begin{{center}}\n\\LARGE {escaped(title)}\n\\end{{center}}\n\n" if options.title else ""
    return Frame(f"{_PREAMBLE}\n\\begin{{document}}\n\n{block}", "\n\n\\bigskip\n\n", "\n\n\\end{document}\n")


def _parts(solution: Outline, picture: str) -> Iterator[str]:
    yield f"\\section*{{{escaped(solution.title)}}}"
    if solution.question:
        yield escaped(solution.question)
    if solution.facts:
        facts = ((label, "\\newline\n  ".join(map(_said, phrases))) for label, phrases in solution.labelled)
        items = (f"\\item[{escaped(label)}] {said}" for label, said in facts)
        yield "\n".join(("\\begin{description}", *items, "\\end{description}"))
    yield from map(escaped, filter(None, (solution.intro, solution.task)))
    yield from map(_section, solution.sections)
    if solution.answers:
        yield _boxed(solution.answers)
    yield from map(_said, solution.formulas)
    if picture:
        yield picture
    yield from map(escaped, solution.closing)
    yield from _list(words.CHECKS, [f"\\item {_said(phrase)}" for phrase in solution.checks])
    yield from _list(words.PITFALLS, list(map(_pitfall, solution.pitfalls)))
    if solution.footer:
        yield f"\\emph{{{escaped(solution.footer)}}}"
    yield from _list(words.KEY, [f"\\item[] {_said(phrase)}" for phrase in solution.key])


def _list(heading: str, items: list[str]) -> Iterator[str]:
    """The items under their heading, where there are any."""
    if items:
        body = "\n".join(("\\begin{itemize}\\raggedright", *items, "\\end{itemize}"))
        yield f"\\subsection*{{{escaped(heading)}}}\n{body}"


def _pitfall(pitfall: Pitfall) -> str:
    """The line that is spoilt, behind its number, and what is wrong there."""
    unit = f"\\,\\text{{{escaped(pitfall.unit)}}}" if pitfall.unit else ""
    said = escaped(f"{pitfall.heading} {pitfall.said}")
    rows = rows_of(pitfall.statement, 0)
    below = " \\\\ ".join(rows)
    spoilt = f"\\begin{{aligned}}[t] {below} \\end{{aligned}}" if rows[1:] else latex(pitfall.statement)
    return f"\\item[{escaped(pitfall.number)}.] \\({spoilt}{unit}\\) \\\\\n  {said}"


def _said(phrase: Phrase) -> str:
    return in_words(phrase, escaped, lambda e: f"\\({latex(e)}\\)")


def _boxed(answers: tuple[Phrase, ...]) -> str:
    rows = [in_words(phrase, lambda said: f"\\text{{{escaped(said)}}}", latex) for phrase in answers]
    inner = " \\\\\n  ".join(rows)
    if len(rows) > 1:
        inner = f"\\begin{{gathered}}\n  {inner}\n  \\end{{gathered}}"
    return f"\\[\n  \\boxed{{{inner}}}\n\\]"


# ---- lines -------------------------------------------------------------------------------------------------


def _section(section: Section) -> str:
    """The lines, aligned at their relations; numbers at the left, reasons where an equation has its number."""
    lefts = (_width(_left(line.statement)) for line in section.lines)
    left = max((width for width in lefts if width <= WIDEST_LEFT), default=0)
    rows = " \\\\\n".join(f"  {row}" for line in section.lines for row in _rows(line, left))
    return f"\\subsection*{{{escaped(section.heading)}}}\n\\begin{{flalign*}}\n{rows}\n\\end{{flalign*}}"


def _rows(line: Line, left: int) -> Iterator[str]:
    """The rows of a line, the left side of which has room for so many characters; its reason stands beside the last.
    Where both are too wide for the page LaTeX sets the reason below by itself."""
    unit = f"\\,\\text{{{escaped(line.unit)}}}" if line.unit else ""
    written = [f"& {BLANK}"] if line.statement is None else rows_of(line.statement, left)
    written[-1] += unit
    reason = _reason(line)
    for k, row in enumerate(written):
        number = f"\\text{{\\footnotesize {line.number}}}" if not k else ""
        tag = f" && \\tag*{{{reason}}}" if reason and k == len(written) - 1 else " &&"
        yield f"{number} && {row}{tag}"
    for substep in line.substeps:
        yield from _rows(substep, left)


def rows_of(statement: Expression, left: int) -> list[str]:
    """The statement with its alignment marks, in rows that fit on the page beside a left side so many characters
    wide."""
    return list(_of_statement(statement, WIDEST - left))


def _of_statement(line: Expression, room: int) -> Iterator[str]:
    """Where it is wide, in rows: the statements of a list, the links of a chain, the terms of a sum."""
    if isinstance(line, Several) and line.separator == "," and _width(line) > room:
        *most, last = line.statements
        for statement in most:
            *before, end = _of_statement(statement, room)
            yield from (*before, f"{end},")
        yield from _of_statement(last, room)
    elif isinstance(line, Relation):
        yield from _at_relations(line, room)
    else:
        yield f"& {latex(line)}"


def _at_relations(line: Relation, room: int) -> Iterator[str]:
    first, *links = latex_links(line)
    if _width(line.operands[0]) > WIDEST_LEFT:  # it stands at the right of where the others are aligned
        if _width(line) <= room:
            yield f"& {first} {' '.join(links)}"
            return
        begin, goes_on = f"& {first}", "&\\quad "
        yield begin
    elif _width(line) - _width(line.operands[0]) <= room:
        yield f"{first} &{' '.join(links)}"
        return
    else:
        begin, goes_on = f"{first} &", "&"
    for k, (link, operand) in enumerate(zip(links, line.operands[1:], strict=True)):
        sign = link.split(" ", 1)[0]
        begun, *more = _parted(operand, room - 2)
        yield f"{begin if not k and goes_on == '&' else goes_on}{sign} {begun}"
        yield from (f"&\\quad {part}" for part in more)


def _parted(e: Expression, room: int) -> list[str]:
    """A sum or a product in parts of so many characters, each but the first with its sign before it; a sum over a
    number likewise, the number behind a bracket; else whole."""
    if isinstance(e, Divide) and isinstance(e.numerator, Add) and isinstance(e.denominator, (Number, Symbol)):
        if _width(e) <= room:
            return [latex(e)]
        first, *others = _parted(e.numerator, room - 2)
        *before, last = [f"\\bigl({first}", *others]
        return [*before, f"{last}\\bigr)/{latex(e.denominator)}"]
    parts = e.terms if isinstance(e, Add) else e.factors if isinstance(e, Multiply) else ()
    if _width(e) <= room or not parts:
        return [latex(e)]
    rows: list[list[Expression]] = [[parts[0]]]
    for part in parts[1:]:
        if _width(_whole(e, (*rows[-1], part))) > room and not (isinstance(e, Multiply) and _is_open(rows[-1][-1])):
            rows.append([part])
        else:
            rows[-1].append(part)
    return [_row(e, tuple(row), k > 0) for k, row in enumerate(rows)]


def _whole(e: Expression, parts: tuple[Expression, ...]) -> Expression:
    """The sum or the product of these parts, as `e` is one."""
    if len(parts) == 1:
        return parts[0]
    return Multiply(parts) if isinstance(e, Multiply) else Add(parts)


def _is_open(e: Expression) -> bool:
    """Whether what follows would seem to belong to it: in the product it stands in brackets."""
    return isinstance(e, Summation | Product | Derivative) or (isinstance(e, Call) and e.function == "log")


def _row(e: Expression, parts: tuple[Expression, ...], goes_on: bool) -> str:
    """The parts as they stand in the whole; an empty atom makes a sign at the beginning one between two terms."""
    written = latex(_whole(e, parts))
    if isinstance(e, Multiply) and len(parts) == 1 and isinstance(parts[0], Add):
        written = f"\\left( {written} \\right)"
    if not goes_on:
        return written
    if isinstance(e, Multiply):
        return f"{{}}\\cdot {written}"
    return f"{{}}{written}" if isinstance(parts[0], Negate | PlusMinus) else f"{{}}+ {written}"


def _width(e: Expression | None) -> int:
    """About how many characters wide the expression is: a fraction is as wide as its wider part."""
    if e is None:
        return 0
    if isinstance(e, Divide):
        return max(_width(e.numerator), _width(e.denominator))
    if isinstance(e, Add):
        return sum(map(_width, e.terms)) + 3 * (len(e.terms) - 1)
    if isinstance(e, Multiply):
        return sum(map(_width, e.factors)) + len(e.factors) - 1
    if isinstance(e, Negate):
        return 1 + _width(e.operand)
    if isinstance(e, Relation):
        return sum(map(_width, e.operands)) + 3 * (len(e.operands) - 1)
    return len(plain(e))


def _left(e: Expression | None) -> Expression | None:
    return e.operands[0] if isinstance(e, Relation) and len(e.operands) > 1 else None


def _reason(line: Line) -> str:
    """The words beside a line, in a box as wide as the margin that they make."""
    if line.reason is None:
        return f"\\makebox[{MARGIN}][l]{{{BLANK}}}"
    said = escaped(line.reason)
    if line.unnamed:
        said = f"{said} (\\({', '.join(map(latex, line.unnamed))}\\))".strip()
    return f"\\parbox[t]{{{MARGIN}}}{{\\raggedright\\footnotesize {said}}}" if said else ""
