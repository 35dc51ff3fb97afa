r"""LaTeX: a fragment for amsmath and amssymb, or a whole document; `align*` with the reasons at the right.

Words come from people and are escaped: no character of theirs can be a command.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

from ..expressions import Expression, Relation, Several
from ..notation.latex import latex, latex_links
from ..notation.plain import plain
from ..problem.model import Problem
from ..steps import Derivation
from . import words
from .formats import Frame
from .options import Options
from .outline import Line, Outline, Pitfall, Section, outline
from .phrases import Phrase, in_words

__all__ = ["document", "escaped", "fragment"]

# A chain of relations wider than this, as plain text, takes a row for each link; a longer reason a paragraph.
WIDEST_ROW, WIDEST_REASON = 44, 34
# What stands where the reader is to write.
BLANK = r"\underline{\hspace{0.35\linewidth}}"


def fragment(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The worked solution, to be put into a document that loads amsmath and amssymb."""
    return "\n\n".join(_parts(outline(problem, derivation, options)))


def document(title: str, options: Options) -> Frame:
    """What makes a document of solutions."""
    block = f"\\begin{{center}}\n\\LARGE {escaped(title)}\n\\end{{center}}\n\n" if options.title else ""
    return Frame(
        "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\usepackage{amsmath,amssymb}\n\\allowdisplaybreaks\n"
        f"\\begin{{document}}\n\n{block}", "\n\n\\bigskip\n\n", "\n\n\\end{document}\n",
    )


def _parts(solution: Outline) -> Iterator[str]:
    yield f"\\section*{{{escaped(solution.title)}}}"
    if solution.question:
        yield escaped(solution.question)
    if solution.facts:
        items = (f"\\item[{escaped(words.LABELS[fact.label])}] {_said(fact.phrase)}" for fact in solution.facts)
        yield "\n".join(("\\begin{description}", *items, "\\end{description}"))
    yield from map(escaped, filter(None, (solution.intro, solution.task)))
    yield from map(_section, solution.sections)
    if solution.answers:
        yield _boxed(solution.answers)
    yield from map(_said, solution.formulas)
    yield from map(escaped, solution.closing)
    yield from _list(words.CHECKS, [f"\\item {_said(phrase)}" for phrase in solution.checks])
    yield from _list(words.PITFALLS, list(map(_pitfall, solution.pitfalls)))
    if solution.footer:
        yield f"\\emph{{{escaped(solution.footer)}}}"
    yield from _list(words.KEY, [f"\\item[] {_said(phrase)}" for phrase in solution.key])


def _list(heading: str, items: list[str]) -> Iterator[str]:
    """The items under their heading, where there are any."""
    if items:
        body = "\n".join(("\\begin{itemize}", *items, "\\end{itemize}"))
        yield f"\\subsection*{{{escaped(heading)}}}\n{body}"


def _pitfall(pitfall: Pitfall) -> str:
    """The line that is spoilt, behind its number, and what is wrong there."""
    unit = f"\\,\\text{{{escaped(pitfall.unit)}}}" if pitfall.unit else ""
    said = escaped(f"{pitfall.title[:1].upper()}{pitfall.title[1:]}. {pitfall.said}")
    return f"\\item[{escaped(pitfall.number)}.] \\({latex(pitfall.statement)}{unit}\\) \\\\\n  {said}"


def _said(phrase: Phrase) -> str:
    return in_words(phrase, escaped, lambda e: f"\\({latex(e)}\\)")


def _boxed(answers: tuple[Phrase, ...]) -> str:
    rows = [in_words(phrase, lambda said: f"\\text{{{escaped(said)}}}", latex) for phrase in answers]
    inner = " \\\\\n  ".join(rows)
    if len(rows) > 1:
        inner = f"\\begin{{gathered}}\n  {inner}\n  \\end{{gathered}}"
    return f"\\[\n  \\boxed{{{inner}}}\n\\]"


def _section(section: Section) -> str:
    rows = " \\\\\n".join(f"  {row}" for line in section.lines for row in _rows(line))
    return f"\\subsection*{{{escaped(section.heading)}}}\n\\begin{{align*}}\n{rows}\n\\end{{align*}}"


def _rows(line: Line) -> Iterator[str]:
    """The rows of a line; its reason stands beside the first, or in a row of its own where the formula is wide."""
    unit = f"\\,\\text{{{escaped(line.unit)}}}" if line.unit else ""
    if line.statement is None:
        yield f"& {BLANK} && {_reason(line)}".rstrip("& ")
        return
    statements = _statements(line.statement)
    wide = [len(plain(statement)) > WIDEST_ROW for statement in statements]
    *before, last = (row for each in zip(statements, wide, strict=True) for row in _at_relations(*each))
    rows = [*(f"{row}," if len(statements) > 1 else row for row in before), last + unit]
    reason = _reason(line)
    if reason and any(wide):
        rows.append(f"& \\qquad {reason}")
    elif reason:
        rows[0] += f" && {reason}"
    yield from rows
    for substep in line.substeps:
        yield from _rows(substep)


def _statements(line: Expression) -> tuple[Expression, ...]:
    """The statements that get rows of their own: those of a wide list."""
    if isinstance(line, Several) and line.separator == "," and len(plain(line)) > WIDEST_ROW:
        return line.statements
    return (line,)


def _at_relations(statement: Expression, wide: bool) -> list[str]:
    """The statement with its alignment mark; where it is wide, a row for each relation."""
    if not isinstance(statement, Relation):
        return [f"& {latex(statement)}"]
    first, *links = latex_links(statement)
    if not wide:
        return [f"{first} &{' '.join(links)}"]
    return [f"{first} &{links[0]}", *(f"&{link}" for link in links[1:])]


def _reason(line: Line) -> str:
    if line.reason is None:
        return BLANK
    said = escaped(line.reason)
    conditions = [latex(c) for c in line.conditions if plain(c) not in line.reason]
    if conditions:
        said = f"{said} (\\({', '.join(conditions)}\\))".strip()
    if not said:
        return ""
    if len(line.reason) + sum(len(plain(c)) for c in line.conditions) <= WIDEST_REASON:
        return f"\\text{{\\small {said}}}"
    return f"\\parbox[t]{{0.4\\linewidth}}{{\\raggedright\\small {said}}}"


# ---- words -------------------------------------------------------------------------------------------------

_COMMANDS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "^": r"\textasciicircum{}", '"': "''", "…": r"\ldots{}", "–": "--", "—": "---", "“": "``", "”": "''", "‘": "`",
    "’": "'", "\u00a0": "~", "ß": r"\ss{}", "€": "EUR",
}
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "τ": "tau", "υ": "upsilon", "φ": "varphi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta",
    "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
    "ℓ": "ell", "∂": "partial", "√": "surd", "∞": "infty", "±": "pm", "·": "cdot", "×": "times", "∑": "sum",
    "∏": "prod", "∈": "in", "≤": "le", "≥": "ge", "≠": "ne", "≈": "approx", "∝": "propto", "→": "to",
    "⇒": "Rightarrow", "⇔": "Leftrightarrow", "~": "sim", "∼": "sim", "°": "circ",
}
_MATHEMATICS = {character: f"\\{name} " for character, name in _GREEK.items()}
_MATHEMATICS |= {"−": "-", "<": "<", ">": ">", "|": "|", "′": "'", "°": r"^{\circ}"}
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿᵏⁱ", "0123456789+-nki", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉ᵢₙₘₖⱼ", "0123456789inmkj", strict=True))
_MARKS = {"\u0302": "hat", "\u0304": "bar", "\u0303": "tilde"}
_FORMULA = re.compile(
    "(?:[{raised}]+|[{lowered}]+|(?<![A-Za-z])[A-Za-z](?=[{lowered}])|\\w[{marks}]|[{others}])+".format(
        raised="".join(_RAISED), lowered="".join(_LOWERED), marks="".join(_MARKS),
        others=re.escape("".join(_MATHEMATICS)),
    )
)
_SPACES = re.compile(r"\s+")
_PIECE = re.compile(
    f"(?P<raised>[{''.join(_RAISED)}]+)|(?P<lowered>[{''.join(_LOWERED)}]+)|(?P<base>\\w)(?P<mark>[{''.join(_MARKS)}])"
    "|(?P<other>.)"
)


@lru_cache(maxsize=512)  # headings and reasons are the same in every solution
def escaped(said: str) -> str:
    """Words as LaTeX: special characters printed as themselves, symbols of mathematics in formulas, characters
    that plain TeX has no glyph for as their code point. Line breaks become spaces."""
    composed = _SPACES.sub(" ", normalize("NFC", said))
    parts: list[str] = []
    end = 0
    for match in _FORMULA.finditer(composed):
        parts.append(composed[end:match.start()].translate(_ESCAPES))
        parts.append(f"\\({''.join(map(_piece, _PIECE.finditer(match[0]))).rstrip()}\\)")
        end = match.end()
    return "".join((*parts, composed[end:].translate(_ESCAPES)))


def _piece(match: re.Match[str]) -> str:
    if match["raised"]:
        return f"^{{{''.join(map(_RAISED.__getitem__, match['raised']))}}}"
    if match["lowered"]:
        return f"_{{{''.join(map(_LOWERED.__getitem__, match['lowered']))}}}"
    if match["base"]:
        return f"\\{_MARKS[match['mark']]}{{{_MATHEMATICS.get(match['base'], match['base']).strip()}}}"
    return _MATHEMATICS.get(match["other"], match["other"])


class _Escapes(dict[int, str]):
    """For `str.translate`: what is written for a character outside of formulas, found once."""

    def __missing__(self, code: int) -> str:
        self[code] = _character(chr(code))
        return self[code]


def _character(character: str) -> str:
    if character in _COMMANDS:
        return _COMMANDS[character]
    if " " <= character < "\x7f" or "À" <= character <= "ſ":
        return character
    return f"[U+{ord(character):04X}]" if character.isprintable() else ""


_ESCAPES = _Escapes()
