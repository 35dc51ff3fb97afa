"""How each kind of node is written in MathML: names, arithmetic, sums, derivatives, sets and statements."""

from __future__ import annotations

from collections.abc import Callable
from string import digits
from typing import Any

from ..expressions import (
    Add,
    Apply,
    Call,
    Chain,
    Constant,
    Derivative,
    Divide,
    Expression,
    Hat,
    Indexed,
    Indicator,
    Interval,
    Multiply,
    Negate,
    Number,
    OrderStatistic,
    PlusMinus,
    Power,
    Product,
    Relation,
    SetOf,
    Several,
    Summation,
    Symbol,
    Text,
)
from .elements import (
    DOT,
    HAT,
    MINUS,
    THIN_TIMES,
    TIMES,
    Parts,
    Writing,
    accented,
    bracketed,
    comma_separated,
    divided,
    mi,
    mn,
    mo,
    mtext,
    named,
    row,
    scripted,
    shown,
    tight,
)
from .mathml_calls import applied, call, derivative, indicator
from .precedence import ATOM, COMMAS, FACTOR, OPEN, PRODUCT, is_callable, level, raised_square
from .spacing import begins_with_word

__all__ = ["WRITERS", "factors", "interval_brackets", "joining", "separator", "sign_over", "term_sign"]


def _number(w: Writing, e: Number) -> Parts:
    if "×" not in e.text:
        return (mn(e.text),)
    mantissa, exponent = e.text.split("×10^")
    minus = (MINUS,) if exponent[0] == "-" else ()
    return mn(mantissa), mo("×"), scripted(mn("10"), above=row((*minus, mn(exponent.lstrip("-")))))


def _symbol(w: Writing, e: Symbol) -> Parts:
    return (scripted(*named(e.name)),)


def _constant(w: Writing, e: Constant) -> Parts:
    return (mi(e.name),)


def _text(w: Writing, e: Text) -> Parts:
    """As an identifier: between two texts, which count as space, an operator would lose its own."""
    return (mi(f"“{e.text}”" if "”" not in e.text else f'"{e.text}"'),)


def _hat(w: Writing, e: Hat) -> Parts:
    return (scripted(*named(e.of.name, HAT)) if type(e.of) is Symbol else accented(w.one(e.of), HAT),)


def _indexed(w: Writing, e: Indexed) -> Parts:
    return (scripted(named(e.base)[0], tight(w.one(e.index))),)


def _order_statistic(w: Writing, e: OrderStatistic) -> Parts:
    return (scripted(named(e.base)[0], bracketed(w.parts(e.rank))),)


def _base(w: Writing, e: Expression) -> tuple[str, str, str]:
    """What stands under an exponent: the letter and its index, above which the exponent fits, or one element."""
    if not w.is_marked(e):
        if isinstance(e, Indexed):
            return named(e.base)[0], tight(w.one(e.index)), ""
        if isinstance(e, OrderStatistic):
            return named(e.base)[0], bracketed(w.parts(e.rank)), ""
        if level(e) == ATOM and type(e) is Symbol:
            return named(e.name)
        if level(e) == ATOM and type(e) is Hat and type(e.of) is Symbol:
            return named(e.of.name, HAT)
    return row(w.within(e, ATOM)), "", ""


# ---- arithmetic ------------------------------------------------------------------------------------------


def _add(w: Any, e: Add) -> Parts:
    return tuple(part for term in w.terms(e) for part in term)


def term_sign(e: Expression) -> tuple[str, Expression]:
    """The sign before a term of a sum, and what stands behind it."""
    if isinstance(e, Negate):
        return "−", e.operand
    return ("±", e.operand) if isinstance(e, PlusMinus) else ("+", e)


def _negate(w: Writing, e: Negate) -> Parts:
    return MINUS, *w.within(e.operand, PRODUCT)


def _plus_minus(w: Writing, e: PlusMinus) -> Parts:
    return mo("±"), *w.within(e.operand, PRODUCT)


def _multiply(w: Writing, e: Multiply) -> Parts:
    return tuple(part for factor in factors(w, e) for part in factor)


def factors(w: Writing, e: Multiply) -> list[Parts]:
    """The factors, all but the last with what stands behind them."""
    last = len(e.factors) - 1
    written = [w.within(factor, FACTOR if k < last else OPEN) for k, factor in enumerate(e.factors)]
    markup = ["".join(parts) for parts in written]
    return [
        (*parts, _times(e.factors[k], markup[k], markup[k + 1])) if k < last else parts
        for k, parts in enumerate(written)
    ]


def _times(factor: Expression, left: str, right: str) -> str:
    """What stands between two factors: nothing, a thin space beside a word or a sign, a dot before a number."""
    end, start = shown(left), shown(right)
    tag = right[:6]
    before_digit = end[-1] in digits if tag == "<mfrac" else start[0] in digits and tag not in ("<msqrt", "<mroot")
    if before_digit or (start[0] == "(" and is_callable(factor)):
        return DOT
    is_word = begins_with_word(start) or begins_with_word(end[-2:])
    return THIN_TIMES if is_word or start[0] in "∑∏𝟙" or end[-1] == "%" else TIMES


def _divide(w: Writing, e: Divide) -> Parts:
    return (divided(w.one(e.numerator), w.one(e.denominator)),)


def _power(w: Writing, e: Power) -> Parts:
    doubled = None if w.is_marked(e.base) else raised_square(e)
    if doubled is not None:
        symbol, accent = (e.base.of, HAT) if type(e.base) is Hat else (e.base, "")
        assert type(symbol) is Symbol
        base, below, _ = named(symbol.name, accent)
        return (scripted(base, below, mn(str(doubled))),)
    base, below, _ = _base(w, e.base)
    return (scripted(base, below, tight(row(_exponent(w, e.exponent)))),)


def _exponent(w: Writing, e: Expression) -> Parts:
    """Fractions lie down in an exponent."""
    if w.is_marked(e):
        return w.parts(e)
    if type(e) is Negate and type(e.operand) is Divide:
        return MINUS, *_inline(w, e.operand)
    return _inline(w, e) if type(e) is Divide else w.parts(e)


def _inline(w: Writing, e: Divide) -> Parts:
    top, below = e.numerator, e.denominator
    if w.is_marked(e) or (level(top) < ATOM and type(top) is not Power):
        return w.parts(e)
    return *w.parts(top), mo("/", lspace="0", rspace="0"), *w.within(below, ATOM)


# ---- sums and products over the sample ---------------------------------------------------------------------

def _over(w: Writing, e: Summation | Product) -> Parts:
    body = w.within(e.body, PRODUCT)
    return sign_over(w, e, body), *body


def sign_over(w: Writing, e: Summation | Product, body: Parts) -> str:
    """The sign of a sum or product with its limits, before what is written of its body."""
    below = tight(row((*_symbol(w, Symbol(e.index)), mo("="), w.one(e.lower))))
    close = {"rspace": "0"} if shown(body[0])[0] == "(" else {}
    sign = mo("∑" if type(e) is Summation else "∏", lspace="0", **close)
    return f"<munderover>{sign}{below}{tight(w.one(e.upper))}</munderover>"


# ---- sets and statements ---------------------------------------------------------------------------------


def _set(w: Writing, e: SetOf) -> Parts:
    return (bracketed(w.listed(e.elements), "{", "}"),)


def _interval(w: Writing, e: Interval) -> Parts:
    return (bracketed(w.listed((e.lower, e.upper)), *_ends(e)),)


def _ends(e: Interval) -> tuple[str, str]:
    return "[" if e.lower_closed else "(", "]" if e.upper_closed else ")"


def interval_brackets(e: Interval) -> tuple[str, str]:
    """The brackets of an interval that a line may end in: of the size of the text."""
    left, right = _ends(e)
    return mo(left, form="prefix", stretchy="false"), mo(right, form="postfix", stretchy="false")


def joining(sign: str) -> str:
    """A relation, an arrow, or the word between two statements."""
    return mtext(f" {sign} ") if sign.isalpha() else mo(sign)


def separator(sign: str) -> str:
    """The comma or semicolon behind a statement."""
    return mo(sign, rspace="0.5em")


def _relation(w: Any, e: Relation) -> Parts:
    return tuple(part for link in w.links(e) for part in link)


def _chain(w: Writing, e: Chain) -> Parts:
    parts = [row(w.within(e.statements[0], COMMAS))]
    for link, statement in zip(e.links, e.statements[1:], strict=True):
        parts += (joining(link), row(w.within(statement, COMMAS)))
    return tuple(parts)


def _several(w: Writing, e: Several) -> Parts:
    sign = joining(e.separator) if e.separator.isalpha() else separator(e.separator)
    return comma_separated([row(w.within(statement, level(e) + 1)) for statement in e.statements], sign)


WRITERS: dict[type[Expression], Callable[[Any, Any], Parts]] = {
    Number: _number, Symbol: _symbol, Constant: _constant, Text: _text, Hat: _hat, Indexed: _indexed,
    OrderStatistic: _order_statistic, Add: _add, Multiply: _multiply, Divide: _divide, Negate: _negate,
    PlusMinus: _plus_minus, Power: _power, Call: call, Apply: applied, Summation: _over, Product: _over,
    Derivative: derivative, Indicator: indicator, SetOf: _set, Interval: _interval, Relation: _relation,
    Chain: _chain, Several: _several,
}  # fmt: skip
