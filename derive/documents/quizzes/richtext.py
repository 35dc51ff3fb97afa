"""HTML for the pages of a learning-management system: words, and formulas as the system wants them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from ...expressions import Expression, Negate, Number, Relation, Text, map_children
from ...notation.latex import latex
from ...notation.plain import plain
from .. import words as documents
from ..latexdoc import rows_of
from ..outline import Line, Outline
from ..phrases import Phrase, in_words

__all__ = ["Formula", "RichText", "delimited", "printable"]

Formula = Callable[[str], str]
"""LaTeX without `<`, `>` and braces behind a backslash as a piece of HTML."""

# What MathJax takes for the beginning of a formula is parted by a tag.
_DELIMITER = re.compile(r"\\(?=[(\[])|\$(?=\$)")
# Signs that are markup in LaTeX or HTML are written wide in the name of a token.
_WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "{}\\$%&#_^~<>"}
# Signs that are markup where LaTeX stands in a page, or in the blank of a cloze.
_SPELLED_OUT = {
    "< ": "\\lt ", "> ": "\\gt ", "<": "\\lt ", ">": "\\gt ", "\\{": "\\lbrace ", "\\}": "\\rbrace ",
    '\\text{"': "\\text{“", '"}': "”}",
}
# In characters: the room beside a formula for what is said of it, the widest left side of a formula that is broken,
# and the widest formula beside which there is room.
BESIDE, WIDEST_LEFT, WIDEST = 26, 28, 64
_NO_WIDTH = re.compile(r"\\(?:begin|end|text)\{\w*\}|\\[A-Za-z]+ ?|[{}^_&]")
# What XML has no place for.
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The facts that a question has as its answers, or asks.
_ASKED = ("choices", "find")


def delimited(formula: str) -> str:
    r"""LaTeX between `\(` and `\)`."""
    return f"\\({escape(formula, quote=False)}\\)"


def printable(words: str) -> str:
    """Words on one line, without the characters that XML has no place for."""
    return _NO_CHARACTER.sub("", words.replace("\n", " "))


class RichText:
    """Writes phrases and solutions as HTML. formula: how LaTeX is embedded; words: what is done to words besides
    escaping them."""

    def __init__(self, formula: Formula, words: Callable[[str], str] = str) -> None:
        self._formula, self._escaped_further = formula, words

    def said(self, words: str) -> str:
        """Words, none of which is markup or the beginning of a formula; line breaks become spaces."""
        text = printable(words)
        return self._escaped_further(_DELIMITER.sub(lambda m: f"{m[0]}<span></span>", escape(text, quote=False)))

    def mathematics(self, e: Expression) -> str:
        """A formula in a sentence; of a number its digits."""
        return plain(e) if _is_number(e) else self._formula(_spelled_out(latex(_written_out(e))))

    def displayed(self, e: Expression) -> str:
        """A formula on a line of its own."""
        return self._formula(_displayed(e))

    def phrase(self, phrase: Phrase) -> str:
        """Words and formulas in turn."""
        return in_words(phrase, self.said, self.mathematics)

    def answer(self, phrase: Phrase) -> str:
        """An answer that stands on a line of its own."""
        return in_words(phrase, self.said, lambda e: plain(e) if _is_number(e) else self.displayed(e))

    def question(self, solution: Outline) -> str:
        """The title, the question and what is given."""
        parts = [f"<p><strong>{self.said(solution.title)}</strong></p>"] if solution.title else []
        parts += [f"<p>{self.said(paragraph)}</p>" for paragraph in solution.question.split("\n\n") if paragraph]
        facts = [
            f"<li>{self.said(documents.LABELS[fact.label])}: {self.phrase(fact.phrase)}</li>"
            for fact in solution.facts if fact.label not in _ASKED
        ]
        return "\n".join([*parts, *(["<ul>", *facts, "</ul>"] if facts else [])])

    def solution(self, solution: Outline) -> str:
        """The lines with their reasons in a table, and what they lead to."""
        return "\n".join(self._solution(solution))

    def _solution(self, solution: Outline) -> Iterator[str]:
        if solution.sections:
            yield '<table cellpadding="4"><tbody>'
            for section in solution.sections:
                yield f'<tr><th colspan="3" style="text-align: left;">{self.said(section.heading)}</th></tr>'
                for line in section.lines:
                    yield from self._line(line)
            yield "</tbody></table>"
        for phrase in solution.answers:
            yield f"<p><strong>{self.phrase(phrase)}</strong></p>"
        for phrase in solution.formulas:
            yield f"<p>{self.phrase(phrase)}</p>"
        for sentence in filter(None, (*solution.closing, solution.footer)):
            yield f"<p>{self.said(sentence)}</p>"

    def _line(self, line: Line) -> Iterator[str]:
        conditions = f" ({', '.join(map(self.mathematics, line.unnamed))})" if line.unnamed else ""
        statement = "" if line.statement is None else self.displayed(line.statement)
        unit = f" {self.said(line.unit)}" if line.unit else ""
        reason = f"{self.said(line.reason or '')}{conditions}"
        if line.statement is not None and _columns(_displayed(line.statement)) > WIDEST:
            yield f'<tr><td>{line.number}</td><td colspan="2">{statement}{unit}<br>{reason}</td></tr>'
        else:
            yield f"<tr><td>{line.number}</td><td>{statement}{unit}</td><td>{reason}</td></tr>"
        for substep in line.substeps:
            yield from self._line(substep)


def _displayed(e: Expression) -> str:
    """LaTeX of a formula on a line of its own: fractions of full size; in rows where it is wide."""
    line = _written_out(e)
    left = min(len(plain(line.operands[0])), WIDEST_LEFT) if isinstance(line, Relation) else 0
    rows = rows_of(line, BESIDE + left)
    below = " \\\\ ".join(rows)
    text = f"\\begin{{aligned}} {below} \\end{{aligned}}" if rows[1:] else latex(line)
    return f"\\displaystyle {_spelled_out(text)}"


def _columns(formula: str) -> int:
    """About how many characters wide a formula is where it is widest."""
    return max(len(_NO_WIDTH.sub("", row)) for row in formula.split("\\\\"))


def _spelled_out(formula: str) -> str:
    for sign, command in _SPELLED_OUT.items():
        formula = formula.replace(sign, command)
    return formula


def _written_out(e: Expression) -> Expression:
    """The expression with tokens that LaTeX reads as text."""
    if isinstance(e, Text):
        return Text(_NO_CHARACTER.sub("", e.text).translate(_WIDE))
    return map_children(_written_out, e)


def _is_number(e: Expression) -> bool:
    return isinstance(e.operand if isinstance(e, Negate) else e, Number)
