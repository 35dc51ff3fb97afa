"""Typst, and PDF through it: a page that needs nothing but what the compiler brings along, tagged for screen readers.

What the page looks like stands in `solution.typ`, which opens every source; here the solution is written as calls of
its functions. Words come from people and are escaped: no character of theirs is markup or starts code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from unicodedata import normalize

from ..expressions import Chain, Expression, Relation, Several
from ..notation.plain import plain
from ..notation.spoken import spoken
from ..notation.typst import quoted, typst, typst_links, typst_terms
from ..problem.model import Problem
from ..steps import Derivation
from ..words import language
from ..words import spoken as spoken_words
from . import words
from .among_words import parted
from .compiling import compiled
from .drawing import drawn
from .formats import Frame
from .options import Options
from .outline import Line, Outline, Pitfall, Section, outline
from .phrases import Phrase, in_words

__all__ = ["cleaned", "compiled", "displayed", "document", "escaped", "fragment", "in_markup"]

# A link of a chain that is longer than this, as plain text, says where it may be broken; a formula among words that
# is longer than this may be broken anywhere.
LONGEST_LINK, LONGEST_UNBROKEN = 36, 24


def document(title: str, options: Options) -> Frame:
    """What makes a document of solutions: how pages look, and the title, which is printed where it is a sheet's."""
    headed = "true" if options.title else "false"
    sheet = f"#show: sheet.with(title: {quoted(cleaned(title))}, language: {quoted(language())}, headed: {headed})"
    between = "#v(2em)" if options.form == "question" else "#pagebreak(weak: true)"
    return Frame(f"{_template()}\n{sheet}\n\n", f"\n\n{between}\n\n", "\n")


@lru_cache(maxsize=1)
def _template() -> str:
    return files(__package__).joinpath("solution.typ").read_text(encoding="utf-8")


def fragment(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The worked solution, to stand in a document."""
    return "\n\n".join(_parts(outline(problem, derivation, options), _picture(problem, derivation, options)))


def _parts(solution: Outline, picture: str) -> Iterator[str]:
    yield f"= {escaped(solution.title)}"
    if solution.question:
        yield " \\\n".join(in_markup(line, letters=False) for line in solution.question.splitlines() if line.strip())
    if solution.facts:
        yield _call("facts", _rows(solution))
    yield from map(in_markup, filter(None, (solution.intro, solution.task)))
    yield from map(_section, solution.sections)
    if solution.answers:
        yield _call("answer", [f"[{_said(phrase, 'display({})')}]" for phrase in solution.answers])
    yield from map(_said, solution.formulas)
    yield from map(in_markup, solution.closing)
    yield from filter(None, [picture])
    yield from _list(words.CHECKS, "checks", [f"[{_said(phrase)}]" for phrase in solution.checks])
    yield from _list(words.PITFALLS, "pitfalls", map(_pitfall, solution.pitfalls))
    if solution.footer:
        yield f"#provenance[{escaped(solution.footer)}]"
    yield from _list(words.KEY, "key", [f"[{_said(entry, 'display({})', letters=False)}]" for entry in solution.key])


def _picture(problem: Problem, derivation: Derivation, options: Options) -> str:
    shown = drawn(problem, derivation, options)
    return "" if shown is None else f"#picture({quoted(shown.svg)}, {quoted(shown.alt)})"


def _list(heading: str, function: str, rows: Iterable[str]) -> Iterator[str]:
    """The rows under their heading, where there are any."""
    found = list(rows)
    if found:
        yield f"== {escaped(heading)}\n{_call(function, found)}"


def _pitfall(pitfall: Pitfall) -> str:
    """The number of the line that is spoilt, the line, and what is wrong there."""
    formula = displayed(pitfall.statement, pitfall.unit)
    return f"([{escaped(pitfall.number)}], [{formula}], [*{in_markup(pitfall.heading)}* {in_markup(pitfall.said)}])"


def displayed(e: Expression, unit: str = "") -> str:
    """The formula in the size of a line of its own, broken where the page is too narrow."""
    behind = f" thin {quoted(cleaned(unit))}" if unit else ""
    said = f"{spoken(e)}{f' {unit}' if unit else ''}"
    return f"#eq({quoted(said)}, $display({typst(e)}{behind})$, breaks: true);"


def _rows(solution: Outline) -> Iterator[str]:
    """The facts under their labels."""
    for label, phrases in solution.labelled:
        for k, phrase in enumerate(phrases):
            yield f"([{'' if k else escaped(label)}], [{_said(phrase)}])"


def _call(function: str, arguments: Iterable[str]) -> str:
    return "\n".join((f"#{function}(", *(f"  {argument}," for argument in arguments), ")"))


def _said(phrase: Phrase, style: str = "{}", letters: bool = True) -> str:
    return in_words(phrase, lambda said: _beside_formulas(said, letters), lambda e: _formula(e, style))


def _beside_formulas(said: str, letters: bool) -> str:
    """Words of a phrase; one that stands alone is a unit."""
    return escaped(said) if said.count(" ") == 1 and said[0] == " " else in_markup(said, letters)


def in_markup(said: str, letters: bool = True) -> str:
    """Words as markup, formulas among them set as such."""
    return in_words(parted(cleaned(said), letters), escaped, _formula)


def _formula(e: Expression, style: str = "{}") -> str:
    """A formula among words; the semicolon ends the code, whatever the words behind it begin with."""
    breaks = ", breaks: true" if len(plain(e)) > LONGEST_UNBROKEN else ""
    return f"#eq({quoted(spoken(e))}, ${style.format(typst(e))}${breaks});"


# ---- numbered lines ----------------------------------------------------------------------------------------------


def _section(section: Section) -> str:
    return f"== {escaped(section.heading)}\n" + _call("steps", [_line(line) for line in section.lines])


def _line(line: Line, indent: str = "  ") -> str:
    inside = f"\n{indent}  "
    said = [f"step({quoted(line.number)}"]
    said += [f"why: {_reason(line)}"]
    if line.statement is None:
        said[0] += f", alt: {quoted(spoken_words.BLANK)}"
        said += ["none", "blank-line"]
    else:
        unit = f" {line.unit}" if line.unit else ""
        said[0] += f", alt: {quoted(spoken(line.statement) + unit)}"
        said.append(", ".join(_set(line.statement, line.unit)))
    if line.substeps:
        inner = "".join(f"{inside}  {_line(substep, indent + '    ')}," for substep in line.substeps)
        said.append(f"inner: ({inner}{inside})")
    return f",{inside}".join(said) + f",\n{indent})"


def _set(statement: Expression, unit: str) -> list[str]:
    """The arguments that are the formula: its left side or none, then each link, in pieces where it is long."""
    left, links = _at_relation(statement)
    if unit:
        links[-1][-1] += f" thin {quoted(cleaned(unit))}"
    return [f"${left}$" if left else "none", *map(_link, links)]


def _link(pieces: list[str]) -> str:
    if len(pieces) == 1:
        return f"${pieces[0]}$"
    return f"({', '.join(f'${piece}$' for piece in pieces)})"


def _at_relation(e: Expression) -> tuple[str, list[list[str]]]:
    """The formula before its first relation, and from there on link by link, each in the pieces that it may be broken
    into; nothing before where it is a list of statements, or has no relation."""
    if isinstance(e, Relation):
        first, *said = typst_links(e)
        return first, [_pieces(link, operand) for link, operand in zip(said, e.operands[1:], strict=True)]
    if isinstance(e, Several) and e.separator in (",", ";"):
        *others, last = map(typst, e.statements)
        return "", [[said] for said in (*(f"{statement}{e.separator} quad" for statement in others), last)]
    if isinstance(e, Chain | Several) and isinstance(e.statements[0], Relation):
        left, links = _at_relation(e.statements[0])
        return left, [*links, *([link] for link in _further(e))]
    return "", [_pieces(typst(e), e)]


def _further(e: Chain | Several) -> Iterator[str]:
    """The statements behind the first, each behind its link."""
    before = typst(e.statements[0])
    for count in range(2, len(e.statements) + 1):
        statements = e.statements[:count]
        whole = Chain(statements, e.links[:count - 1]) if isinstance(e, Chain) else Several(statements, e.separator)
        yield typst(whole).removeprefix(before).strip()
        before = typst(whole)


def _pieces(link: str, operand: Expression) -> list[str]:
    """A link as one piece, or with its sign before the first of its terms where it is long."""
    if len(plain(operand)) <= LONGEST_LINK:
        return [link]
    first, *others = typst_terms(operand)
    return [link.removesuffix(" ".join((first, *others))) + first, *others]


def _reason(line: Line) -> str:
    if line.reason is None:
        return "blank"
    said = in_markup(line.reason)
    return f"[{said} ({', '.join(map(_formula, line.unnamed))})]" if line.unnamed else f"[{said}]"


# ---- words -------------------------------------------------------------------------------------------------------

# Marks of a heading, an item or a number count at the start of a line, a space before them or not.
_START = r"(?:^|(?<=^ ))"
_SPECIAL = re.compile(rf"[\\#$*_`<>@~\[\]]|{_START}(?:[=+/-]|\d+\.)|/(?=[/*])|\*/|-(?=[-?\d])|\.(?=\.)")
_SPACES = re.compile(r"\s+")
SEEN_BY_EFFECT = " \n\r\t\u200c\u200d"  # white space, and the joiners that some scripts need


@lru_cache(maxsize=512)  # headings and reasons are the same in every solution
def escaped(said: str) -> str:
    """Words as Typst markup that prints just these words. Line breaks become spaces."""
    return _SPECIAL.sub(_escape, cleaned(said))


def _escape(match: re.Match[str]) -> str:
    number, last = match[0][:-1], match[0][-1]  # in "12." it is the dot that would make it an item
    return f"{number}\\{last}" if number.isdigit() else f"\\{match[0]}"


def cleaned(said: str) -> str:
    """The words in one line, without characters that are not there to be seen."""
    return _SPACES.sub(" ", "".join(c for c in normalize("NFC", said) if c.isprintable() or c in SEEN_BY_EFFECT))
