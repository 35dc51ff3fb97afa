"""HTML for the pages of a learning-management system: words, and formulas as the system wants them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from ...expressions import Expression, Negate, Number, Text, map_children
from ...notation.latex import latex
from ...notation.plain import plain
from .. import words as documents
from ..outline import Line, Outline
from ..phrases import Phrase, in_words

__all__ = ["Formula", "RichText", "delimited", "printable"]

Formula = Callable[[str], str]
"""LaTeX without `<`, `>`, `&` and braces behind a backslash as a piece of HTML."""

# What MathJax takes for the beginning of a formula is parted by a tag.
_DELIMITER = re.compile(r"\\(?=[(\[])|\$(?=\$)")
# Signs that are markup in LaTeX or HTML are written wide in the name of a token.
_WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "{}\\$%&#_^~<>"}
# Signs that are markup where LaTeX stands in a page, or in the blank of a cloze.
_SPELLED_OUT = {
    "< ": "\\lt ", "> ": "\\gt ", "<": "\\lt ", ">": "\\gt ", "\\{": "\\lbrace ", "\\}": "\\rbrace ", "&": "",
}
# What XML has no place for.
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The facts that a question has as its answers, or asks.
_ASKED = ("choices", "find")


def delimited(formula: str) -> str:
    r"""LaTeX between `\(` and `\)`."""
    return f"\\({formula}\\)"


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

    def mathematics(self, e: Expression, display: bool = False) -> str:
        """A formula, with fractions of full size where it is displayed; of a number its digits."""
        if isinstance(e.operand if isinstance(e, Negate) else e, Number) and not display:
            return plain(e)
        text = latex(_written_out(e))
        for sign, command in _SPELLED_OUT.items():
            text = text.replace(sign, command)
        return self._formula(f"\\displaystyle {text}" if display else text)

    def phrase(self, phrase: Phrase) -> str:
        """Words and formulas in turn."""
        return in_words(phrase, self.said, self.mathematics)

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
        conditions = "".join(f" ({self.mathematics(condition)})" for condition in line.conditions)
        statement = "" if line.statement is None else self.mathematics(line.statement, display=True)
        unit = f" {self.said(line.unit)}" if line.unit else ""
        yield (
            f"<tr><td>{line.number}</td><td>{statement}{unit}</td>"
            f"<td>{self.said(line.reason or '')}{conditions}</td></tr>"
        )
        for substep in line.substeps:
            yield from self._line(substep)


def _written_out(e: Expression) -> Expression:
    """The expression with tokens that LaTeX reads as text."""
    if isinstance(e, Text):
        return Text(_NO_CHARACTER.sub("", e.text).translate(_WIDE))
    return map_children(_written_out, e)
