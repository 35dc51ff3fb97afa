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
    APPLY,
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
    primes,
    row,
    scripted,
    shown,
    tight,
)
from .mathml_calls import call
from .precedence import ATOM, COMMAS, FACTOR, OPEN, PRODUCT, is_callable, is_undressed, level
from .spacing import begins_with_word

__all__ = ["WRITERS", "joining", "separator", "term_sign"]


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
    return (mi(f'"{e.text}"'),)


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
    before, *others = e.factors
    parts = left = w.within(before, FACTOR)
    for k, factor in enumerate(others, start=2):
        right = w.within(factor, OPEN if k == len(e.factors) else FACTOR)
        parts += (_times(before, "".join(left), "".join(right)), *right)
        before, left = factor, right
    return parts


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


# ---- functions of the problem, sums, derivatives -----------------------------------------------------------

def _apply(w: Writing, e: Apply) -> Parts:
    base, below, _ = named(e.function)
    head = scripted(base, below), *primes(e.primes)
    if not e.arguments:
        return head
    bar = mo("|", form="infix", stretchy="false", lspace="0.2778em", rspace="0.2778em")
    given = (bar, *w.listed(e.given)) if e.given else ()
    return *head, APPLY, bracketed((*w.listed(e.arguments), *given))


def _over(sign: str) -> Callable[[Writing, Summation | Product], Parts]:
    def written(w: Writing, e: Summation | Product) -> Parts:
        below = tight(row((*_symbol(w, Symbol(e.index)), mo("="), w.one(e.lower))))
        body = w.within(e.body, PRODUCT)
        close = {"rspace": "0"} if shown(body[0])[0] == "(" else {}
        limits = f"<munderover>{mo(sign, lspace='0', **close)}{below}{tight(w.one(e.upper))}</munderover>"
        return limits, *body

    return written


def _derivative(w: Writing, e: Derivative) -> Parts:
    d = mi("∂" if e.partial else "d")
    order = mn(str(e.order)) if e.order > 1 else ""
    above = scripted(d, above=order)
    below = row((d, scripted(row(w.within(e.variable, ATOM)), above=order) if order else w.one(e.variable)))
    if is_undressed(e):
        return (divided(row((above, *w.parts(e.body))), below),)
    return divided(above, below), bracketed(w.parts(e.body), "[", "]")


def _indicator(w: Writing, e: Indicator) -> Parts:
    return mn("𝟙"), bracketed(w.parts(e.condition), "{", "}")


# ---- sets and statements ---------------------------------------------------------------------------------


def _set(w: Writing, e: SetOf) -> Parts:
    return (bracketed(w.listed(e.elements), "{", "}"),)


def _interval(w: Writing, e: Interval) -> Parts:
    left, right = "[" if e.lower_closed else "(", "]" if e.upper_closed else ")"
    return (bracketed(w.listed((e.lower, e.upper)), left, right),)


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
    PlusMinus: _plus_minus, Power: _power, Call: call, Apply: _apply, Summation: _over("∑"), Product: _over("∏"),
    Derivative: _derivative, Indicator: _indicator, SetOf: _set, Interval: _interval, Relation: _relation,
    Chain: _chain, Several: _several,
}  # fmt: skip
