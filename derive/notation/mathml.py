"""Expression → MathML Core, which current browsers show and screen readers read; the shapes are those of the LaTeX.

Writers that start from LaTeX, or sympy's, which still writes `mfenced`, do not know what a bracket encloses, where a
function is applied and where a multiplication goes unwritten; the tree does.
"""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from ..expressions import (
    Add,
    Chain,
    Divide,
    Expression,
    Interval,
    Multiply,
    Negate,
    Product,
    Relation,
    Several,
    Summation,
)
from .elements import MINUS, Parts, bracketed, changed, comma_separated, mo, row, shown, visible
from .mathml_nodes import WRITERS, factors, interval_brackets, joining, separator, sign_over, term_sign
from .plain import plain
from .precedence import COMMAS, FACTOR, PRODUCT, SUM
from .precedence import MINUS as SIGNED
from .precedence import level as plain_level

__all__ = ["math", "mathml", "mathml_links", "mathml_pieces"]

SHORT = 12  # characters of a product behind which no line ends


def mathml(e: Expression, *, display: bool = False, marked: Collection[Expression] = ()) -> str:
    """The expression as a `<math>` element, its plain text in `alttext`.

    display: as a block of its own, with limits above and below their signs. marked: parts that stand in
    `<mrow class="changed">` wherever they occur.
    """
    return math("".join(_Writer(marked).parts(e)), plain(e), display=display)


def math(markup: str, alttext: str = "", *, display: bool = False) -> str:
    """The `<math>` element around markup, with the text that stands for it where there is one."""
    block = ' display="block"' if display else ""
    text = f' alttext="{escape(visible(alttext))}"' if alttext else ""
    return f"<math{block}{text}>{markup}</math>"


def mathml_links(e: Relation, *, marked: Collection[Expression] = ()) -> list[str]:
    """The first operand, then each further one behind its sign: markup for a `<math>` of its own each."""
    return ["".join(link) for link in _Writer(marked).links(e)]


def mathml_pieces(e: Expression, *, marked: Collection[Expression] = ()) -> list[str]:
    """The formula cut where a line may end: before a relation, before the sign of a term, behind a comma, and between
    the factors of a long product.

    Each piece is markup for a `<math>` of its own; side by side they look like the formula.
    """
    return ["".join(piece) for piece in _Writer(marked).pieces(e)]


class _Writer:
    """Writes nodes as parts; knows which of them are marked."""

    def __init__(self, marked: Collection[Expression] = ()) -> None:
        self._marked = frozenset(marked)

    def is_marked(self, e: Expression) -> bool:
        """Whether the expression is one of the marked parts."""
        return bool(self._marked) and e in self._marked

    def parts(self, e: Expression) -> Parts:
        """The elements of the expression, side by side."""
        written = WRITERS[type(e)](self, e)
        return (changed(written),) if self.is_marked(e) else written

    def one(self, e: Expression) -> str:
        """The expression as one element."""
        return row(self.parts(e))

    def within(self, e: Expression, least: int) -> Parts:
        """The elements, in brackets where the expression holds together less tightly than its place asks for."""
        parts = self.parts(e)
        return parts if _level(e) >= least else (bracketed(parts),)

    def listed(self, of: tuple[Expression, ...]) -> Parts:
        """The expressions with commas between them."""
        return comma_separated([self.one(e) for e in of])

    def links(self, e: Relation) -> list[Parts]:
        """The operands of a relation, all but the first behind their signs."""
        signs: list[Parts] = [(), *((joining(sign),) for sign in e.operators)]
        return [(*sign, row(self.within(part, SUM))) for sign, part in zip(signs, e.operands, strict=True)]

    def terms(self, e: Add) -> list[Parts]:
        """The terms of a sum, all but the first behind their signs."""
        first, *others = e.terms
        return [self.within(first, SIGNED), *map(self._term, others)]

    def _term(self, e: Expression) -> Parts:
        """A term behind its sign, which is no prefix even where it opens a row."""
        sign, operand = term_sign(e)
        inner = row(self.within(operand, PRODUCT))
        if operand is e or not self.is_marked(e):
            return mo(sign), inner
        return (changed((mo(sign, form="infix"), inner)),)

    # ---- where a line may end ----------------------------------------------------------------------------

    def pieces(self, e: Expression) -> list[Parts]:
        """The parts between which a line may end."""
        if self.is_marked(e):
            return [self.parts(e)]
        if isinstance(e, Add):
            first, *others = e.terms
            return [*self._pieces_within(first, SIGNED), *(p for term in others for p in self._term_pieces(term))]
        if isinstance(e, Negate):
            return self._behind(MINUS, self._pieces_within(e.operand, PRODUCT))
        if isinstance(e, Multiply):
            return self._factor_pieces(e)
        if isinstance(e, (Summation, Product)):
            inner = self._pieces_within(e.body, PRODUCT)
            return self._behind(sign_over(self, e, inner[0]), inner)
        if isinstance(e, Relation):
            return self._joined(e.operands, e.operators, SUM)
        if isinstance(e, Chain):
            return self._joined(e.statements, e.links, COMMAS)
        if isinstance(e, Interval):
            left, right = interval_brackets(e)
            return [(left, self.one(e.lower), mo(",")), (self.one(e.upper), right)]
        if not isinstance(e, Several):
            return [self.parts(e)]
        least = plain_level(e) + 1
        if e.separator.isalpha():
            return self._joined(e.statements, (e.separator,) * (len(e.statements) - 1), least)
        *before, last = (self._pieces_within(statement, least) for statement in e.statements)
        ended = [[*inner[:-1], (*inner[-1], separator(e.separator))] for inner in before]
        return [piece for inner in (*ended, last) for piece in inner]

    def _term_pieces(self, e: Expression) -> list[Parts]:
        sign, operand = term_sign(e)
        if operand is not e and self.is_marked(e):
            return [self._term(e)]
        first, *others = self._pieces_within(operand, PRODUCT)
        return [(mo(sign, form="infix"), row(first)), *others]

    def _factor_pieces(self, e: Multiply) -> list[Parts]:
        pieces: list[Parts] = []
        for factor in factors(self, e):
            if pieces and len(shown("".join(pieces[-1]))) < SHORT:
                pieces[-1] += factor
            else:
                pieces.append(factor)
        return pieces

    def _behind(self, sign: str, pieces: list[Parts]) -> list[Parts]:
        return [(sign, *pieces[0]), *pieces[1:]]

    def _joined(self, operands: tuple[Expression, ...], signs: tuple[str, ...], least: int) -> list[Parts]:
        pieces: list[Parts] = []
        for sign, operand in zip(("", *signs), operands, strict=True):
            first, *others = self._pieces_within(operand, least)
            pieces += [(joining(sign), row(first)) if sign else first, *others]
        return pieces

    def _pieces_within(self, e: Expression, least: int) -> list[Parts]:
        return self.pieces(e) if _level(e) >= least else [self.within(e, least)]


def _level(e: Expression) -> int:
    """A fraction holds its parts together by itself."""
    return FACTOR if type(e) is Divide else plain_level(e)
