r"""Fractions, binomial coefficients and roots that are built of parts: `\frac{a}{b}`, `\binom{n}{k}`, `√x`, `⌊x⌋`."""

from __future__ import annotations

from ..expressions import Call, Divide, Expression, Number, Span
from .brackets import enclosed, group
from .functions import wider_argument
from .grammar import PREFIX, Parser
from .kinds import TOUCHING
from .tokens import Token

__all__: list[str] = []


def _part(p: Parser) -> Expression:
    r"""One part of `\frac`: braces, or one sign: `\frac12`."""
    token = p.tokens[p.k]
    if token[0] == "{":
        p.k += 1
        return enclosed(p, token, p.sum)
    if token[0] == "num" and (digits := p.text[token[2] : token[3]]).isdigit():
        middle = token[2] + 1
        p.tokens[p.k] = ("num", (int(digits[0]), digits[0]), token[2], middle)
        if len(digits) > 1:
            p.tokens.insert(p.k + 1, ("num", (int(digits[1:]), digits[1:]), middle, token[3]))
    elif token[0] not in PREFIX or token[0] in ("-", "±", "fn", "sum", "Σ"):
        raise p.unexpected(token, "'{'")
    return p.operand()


def _fraction(p: Parser, token: Token) -> Expression:
    if p.tokens[p.k][0] == "{" and p.tokens[p.k + 1][0] == "diff":
        return PREFIX["dfrac"](p, token)
    numerator = _part(p)
    denominator = _part(p)
    return Divide(numerator, denominator, span=p.span(token[2]))


def _binomial(p: Parser, token: Token) -> Expression:
    upper = _part(p)
    lower = _part(p)
    return Call("binomial", (upper, lower), span=p.span(token[2]))


def _root(p: Parser, token: Token) -> Expression:
    r"""`√x`, `\sqrt{x}`, `\sqrt[3]{x}`, `∛x`."""
    function, index = token[1], None
    if function == "\\sqrt" and p.tokens[p.k][0] == "[":
        p.k += 1
        index = enclosed(p, p.tokens[p.k - 1], p.sum)
    if function == "root":
        index = Number(4, "4", span=Span(token[2], token[3]))
    of = _under_root(p, token)
    span = p.span(token[2])
    if function == "cbrt" or (type(index) is Number and index.value == 3):
        return Call("cbrt", (of,), span=span)
    return Call("sqrt", (of,), span=span) if index is None else Call("root", (of, index), span=span)


def _under_root(p: Parser, token: Token) -> Expression:
    opening = p.tokens[p.k]
    if opening[0] in ("(", "{", "["):
        p.k += 1
        return group(p, opening) if opening[0] != "{" else enclosed(p, opening, p.sum)
    if opening[0] not in PREFIX or opening[0] in ("-", "±"):
        raise p.unexpected(opening, "what stands under the root")
    place = p.place()
    found = p.factor()
    if opening[0] != "num" or p.tokens[p.k][0] not in TOUCHING - {"(", "[", "{"} or not p.glued():
        return found
    return wider_argument(p, p.source(token[2], token[3]), opening[2], found, place)


def _floor(p: Parser, token: Token) -> Expression:
    kept = p.bars, p.upright
    p.bars, p.upright = "", False
    found = p.sum()
    p.bars, p.upright = kept
    p.take("⌋", "the second half of the bracket")
    return Call(token[1], (found,), span=p.span(token[2]))


PREFIX |= {"frac": _fraction, "binom": _binomial, "root": _root, "⌊": _floor}
