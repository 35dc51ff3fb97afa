r"""Sums and products: `Σ x_i`, `Σᵢ₌₁ⁿ xᵢ`, `\prod_{j=1}^{k} p_j`, `sum(x_i)`, `Sum(x_i, (i, 1, n))`."""

from __future__ import annotations

from ..expressions import (
    Call,
    Expression,
    Indexed,
    Number,
    Product,
    Span,
    Summation,
    Symbol,
    map_children,
    walk,
)
from ..records import replace
from .grammar import PREFIX, Parser
from .kinds import CONTINUES, POSTFIX
from .powers import exponent
from .tokens import Token

__all__ = ["index_name"]

_STATISTICS = frozenset(("mean", "max", "min", "median"))
_INDEX_LETTERS = frozenset("ijklmst")


# What is written below and above the sign: index, lower and upper end; None where it is not.
_Range = tuple[str | None, Expression | None, Expression | None]
_UNWRITTEN: _Range = (None, None, None)


def _series(p: Parser, token: Token) -> Expression:
    tight, p.tight = p.tight, False
    written = _range(p)
    called = token[0] == "sum" and p.tokens[p.k][0] == "(" and written == _UNWRITTEN
    if called and not _meant_as_sign(p, token):
        return _call(p, token)
    return _sign(p, token, written, tight)


# ---- the range -------------------------------------------------------------------------------------------


def _range(p: Parser) -> _Range:
    """`_{i=1}^{n}`, `^n_{i=1}`, `_i`, in any spelling."""
    index, lower, upper = None, None, None
    while (kind := p.tokens[p.k][0]) in ("_", "^", "raised"):
        if kind == "_" and index is None:
            p.k += 1
            index, lower = _below(p)
        elif kind != "_" and upper is None:
            upper = _above(p)
        else:
            break
    return index, lower, upper


def _below(p: Parser) -> tuple[str, Expression | None]:
    opening = p.tokens[p.k]
    if opening[0] in ("{", "("):
        p.k += 1
        index = index_name(p)
        lower = None
        if p.tokens[p.k][0] == "rel":
            _take_equals(p)
            lower = p.sum()
        p.take("}" if opening[0] == "{" else ")", "the end of the range")
        return index, lower
    index = index_name(p)
    equals, number, above = (p.tokens[min(p.k + j, len(p.tokens) - 1)] for j in range(3))
    if equals[:2] == ("rel", "=") and number[0] == "num" and above[0] == "^":  # Σ_i=1^n
        p.k += 1
        return index, p.operand()
    return index, None


def _take_equals(p: Parser) -> None:
    token = p.tokens[p.k]
    if token[1] != "=":
        raise p.unexpected(token, "'=' in the range")
    p.k += 1


def _above(p: Parser) -> Expression:
    if p.tokens[p.k][0] == "raised":
        token = p.tokens[p.k]
        value, written = token[1]
        p.k += 1
        return Number(value, written, span=Span(token[2], token[3]))
    p.k += 1
    token, following = p.tokens[p.k], p.tokens[min(p.k + 1, len(p.tokens) - 1)]
    if token[0] in ("symbol", "letter") and following[0] == "_":  # Σ^n_{i=1}: the range, no subscript of n
        p.k += 1
        if token[0] == "letter":
            p.undeclared.append((token[1], token[2], token[3]))
        return Symbol(token[1], span=Span(token[2], token[3]))
    return exponent(p) if token[0] == "{" else p.operand()


def index_name(p: Parser) -> str:
    """The letter over which a sum runs."""
    token = p.tokens[p.k]
    if token[0] not in ("letter", "symbol", "index", "apply", "called"):
        raise p.unexpected(token, "the index of the sum")
    p.k += 1
    letter: str = token[1][0] if token[0] == "apply" else token[1]
    return letter


# ---- the body --------------------------------------------------------------------------------------------


def _sign(p: Parser, token: Token, written: _Range, tight: bool) -> Expression:
    """The sign takes the product that follows; in an exponent without brackets, the next factor."""
    first, kept = _open_body(p, written[0])
    start = p.tokens[p.k][2]
    body = _tight_body(p, token) if tight else p.term()
    if p.dots and p.dots[-1][2] >= start:
        raise p.fault("dots in a sum that has a sign", *p.dots[-1][2:])
    return _closed(p, token, body, written, first, kept)


def _tight_body(p: Parser, token: Token) -> Expression:
    place = p.place()
    body = p.factor()
    if p.tokens[p.k][0] not in CONTINUES or (p.tokens[p.k][0] == "|" and p.bars):
        return body
    here, narrow = p.place(), p.source(token[2], p.tokens[p.k - 1][3])
    p.go_back(place)
    wide_body = p.product()
    wide = p.source(token[2], p.tokens[p.k - 1][3])
    if p.choose(token[2], p.tokens[p.k - 1][3], f"the exponent '{wide}'", f"write ^({narrow}) or ^({wide})"):
        return wide_body
    p.go_back(here)
    return body


def _meant_as_sign(p: Parser, token: Token) -> bool:
    """`sum(x_i)^2` is a call; with a space, `sum (x_i − μ)^2`, it has two readings."""
    if p.glued():
        return False
    place, start = p.place(), p.tokens[p.k][2]
    p.operand()
    inner = p.source(start, p.tokens[p.k - 1][3])
    following = p.tokens[p.k]
    p.go_back(place)
    if following[0] not in CONTINUES and following[0] not in POSTFIX:
        return False
    word, after = p.source(*token[2:]), p.source(*following[2:])
    hint = f"write {word}{inner}{after}… or {word}({inner}{after}…)"
    return p.choose(token[2], following[3], f"'{word} {inner}{after}'", hint)


def _call(p: Parser, token: Token) -> Expression:
    first, kept = _open_body(p, None)
    p.k += 1
    bars, upright, p.bars, p.upright = p.bars, p.upright, "", False
    body = p.sum()
    written = _UNWRITTEN
    if p.tokens[p.k][0] == ",":
        p.k += 1
        written = _listed_range(p)
    p.bars, p.upright = bars, upright
    p.take(")", "')'")
    return _closed(p, token, body, written, first, kept)


def _listed_range(p: Parser) -> _Range:
    """`(i, 1, n)`, as sympy writes it."""
    p.take("(", "the range, (i, 1, n)")
    index = index_name(p)
    p.take(",", "','")
    lower = p.sum()
    p.take(",", "','")
    upper = p.sum()
    p.take(")", "')'")
    return index, lower, upper


def _open_body(p: Parser, index: str | None) -> tuple[int, bool]:
    p.bound.append(index or "i")
    kept, p.plain_variables = p.plain_variables, False
    return len(p.undeclared), kept


def _closed(p: Parser, token: Token, body: Expression, written: _Range, first: int, kept: bool) -> Expression:
    p.bound.pop()
    letter, lower, upper = written
    index = letter or _index_of(p, body, first)
    p.undeclared[first:] = [entry for entry in p.undeclared[first:] if entry[0] != index]
    if p.plain_variables:
        body = _observed(p, body, index)
    p.plain_variables = kept
    at = Span(token[2], token[3])
    lower, upper = lower or Number(1, "1", span=at), upper or Symbol("n", span=at)
    kind: type[Summation] | type[Product] = token[1]
    return kind(body, index, lower, upper, span=p.span(token[2]))


def _index_of(p: Parser, body: Expression, first: int) -> str:
    """Where no range is given the index is i, or the one letter that the body leaves open: `Σ x_j`."""
    letters = {name for name, _, _ in p.undeclared[first:] if name in _INDEX_LETTERS}
    if len(letters) != 1 or any(type(e) is Symbol and e.name == "i" for e in walk(body)):
        return "i"
    indices = {e.index.name for e in walk(body) if type(e) is Indexed and type(e.index) is Symbol}
    return min(letters) if letters <= indices else "i"


def _observed(p: Parser, body: Expression, index: str) -> Expression:
    """In a sum a sample variable stands for its observations: `sum(x^2)`; in `mean(x)` it stays."""
    if type(body) is Symbol and body.name in p.scope.variables:
        return Indexed(body.name, Symbol(index, span=body.span), span=body.span)
    if type(body) is Call and body.function in _STATISTICS:
        return body
    return replace(map_children(lambda child: _observed(p, child, index), body), span=body.span)


PREFIX |= {"Σ": _series, "sum": _series}
