"""What begins an operand: numbers, names with their index, brackets, bars, sets and intervals, indicators."""

from __future__ import annotations

from typing import cast

from ..expressions import (
    Add,
    Call,
    Constant,
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
    Relation,
    SetOf,
    Several,
    Span,
    Symbol,
    Text,
)
from .grammar import PREFIX, Parser
from .spelling import Build
from .tokens import Token
from .words import CALLED

__all__ = ["enclosed", "find_inside", "group", "name"]

_CLOSING = {"(": ")", "[": "]", "{": "}", "set{": "set}", "|(": ")|"}
_OPENING = frozenset(_CLOSING)
_CLOSERS = frozenset(_CLOSING.values())


# ---- numbers ---------------------------------------------------------------------------------------------


def _number(p: Parser, token: Token) -> Expression:
    value, written = token[1]  # type: ignore[misc]
    if written == "1" and p.tokens[p.k][0] in _OPENING and p.glued() and find_inside(p, "rel"):
        return _indicator(p, token)
    return Number(value, written, span=Span(token[2], token[3]))


def _vulgar(_p: Parser, token: Token) -> Expression:
    span = Span(token[2], token[3])
    top, bottom = cast("tuple[int, int]", token[1])
    return Divide(Number(top, str(top), span=span), Number(bottom, str(bottom), span=span), span=span)


def _indicator(p: Parser, token: Token) -> Expression:
    r"""`1{x ≤ θ}`, `\mathbb{1}[x ≤ θ]`, `\mathbb{1}_{x ≤ θ}`."""
    if p.tokens[p.k][0] == "_":
        p.k += 1
    opening = p.tokens[p.k]
    if opening[0] not in _OPENING:
        raise p.unexpected(opening, "the condition of the indicator")
    p.k += 1
    condition = enclosed(p, opening, p.conditions)
    return Indicator(condition, span=p.span(token[2]))


# ---- names -----------------------------------------------------------------------------------------------


def _symbol(p: Parser, token: Token) -> Expression:
    if p.tokens[p.k][0] == "_":
        return _indexed(p, str(token[1]), token)
    return Symbol(token[1], span=Span(token[2], token[3]))  # type: ignore[arg-type]


def _letter(p: Parser, token: Token) -> Expression:
    """A letter that nothing declares: fine where a sum binds it."""
    if p.tokens[p.k][0] != "_" and token[1] not in p.bound:
        p.undeclared.append((str(token[1]), token[2], token[3]))
    return _symbol(p, token)


def _index(p: Parser, token: Token) -> Expression:
    text, span = str(token[1]), Span(token[2], token[3])
    if text.isdigit():
        return Number(int(text), text, span=span)
    return _letter(p, token)


def _variable(p: Parser, token: Token) -> Expression:
    if p.tokens[p.k][0] == "[" and p.glued():
        p.k += 1
        index = enclosed(p, p.tokens[p.k - 1], p.sum)
        return Indexed(str(token[1]), index, span=p.span(token[2]))
    if p.tokens[p.k][0] == "_":
        return _indexed(p, str(token[1]), token)
    p.plain_variables = True
    return Symbol(token[1], span=Span(token[2], token[3]))  # type: ignore[arg-type]


def _node(p: Parser, token: Token) -> Expression:
    build, index = cast("tuple[Build, str | None]", token[1])
    if index is not None and index not in p.bound and index not in ("i", "n"):
        p.undeclared.append((index, token[2], token[3]))
    return build(token[2])


def _perhaps_indexed(p: Parser, token: Token) -> Expression:
    """`x_m`: an observation where a sum over m is around, else a name."""
    base, index, offset = cast("tuple[str, str, int]", token[1])
    span = Span(token[2], token[3])
    if index not in p.bound:
        return Symbol(f"{base}_{index}", span=span)
    return Indexed(base, Symbol(index, span=Span(token[2] + offset, token[2] + offset + 1)), span=span)


def _square(p: Parser, token: Token) -> Expression:
    """σ where σ² is the symbol: `σ²` is that symbol, σ its root."""
    base, hat = cast("tuple[str, bool]", token[1])
    squared = _takes_square(p)
    span = p.span(token[2])
    symbol: Expression = Symbol(f"{base}²", span=span)
    if hat:
        symbol = Hat(symbol, span=span)
    return symbol if squared else Call("sqrt", (symbol,), span=span)


def _takes_square(p: Parser) -> bool:
    first, second, third = p.tokens[p.k], p.tokens[min(p.k + 1, len(p.tokens) - 1)], p.tokens[p.k + 2 : p.k + 3]
    if first[0] == "raised" and first[1] == (2, "2"):
        p.k += 1
        return True
    if first[0] == "^" and second[0] == "num" and second[1] == (2, "2"):
        p.k += 2
        return True
    after = p.tokens[p.k + 3 : p.k + 4]
    braced = first[0] == "^" and second[0] == "{" and third and third[0][1] == (2, "2")
    if braced and after and after[0][0] == "}":
        p.k += 4
        return True
    return False


def _indexed(p: Parser, base: str, token: Token) -> Expression:
    """`x_(k)`, `x_{(k)}`, `x_{n-1}`, `p_{1}`, `x_\\max`."""
    p.k += 1
    opening = p.tokens[p.k]
    if opening[0] == "fn" and opening[1] in ("max", "min"):
        p.k += 1
        of = Symbol(base, span=Span(token[2], token[3]))
        return Call(str(opening[1]), (of,), span=p.span(token[2]))
    if opening[0] not in ("(", "{"):
        raise p.unexpected(opening, "an index")
    p.k += 1
    ranked = opening[0] == "(" or (p.tokens[p.k][0] == "(" and _closes_both(p))
    index = enclosed(p, opening, p.sum)
    if ranked:
        return OrderStatistic(base, index, span=p.span(token[2]))
    if type(index) is Number and base not in p.scope.variables:
        return Symbol(f"{base}_{index.text}", span=p.span(token[2]))
    return Indexed(base, index, span=p.span(token[2]))


def _closes_both(p: Parser) -> bool:
    """Whether the bracket that opens here closes right before the brace around it."""
    close = _closing_place(p.tokens, p.k)
    return close is not None and p.tokens[close + 1][0] == "}"


def _constant(_p: Parser, token: Token) -> Expression:
    return Constant(token[1], span=Span(token[2], token[3]))  # type: ignore[arg-type]


def _text(p: Parser, token: Token) -> Expression:
    before = p.tokens[p.k - 2][0] if p.k > 1 else "("
    if before not in ("(", ",", "|", "rel", "set{", "{"):
        raise p.fault("a word in quotation marks stands inside a call only", token[2], token[3], 'write P("cat")')
    return Text(str(token[1]), span=Span(token[2], token[3]))


def name(p: Parser) -> Expression:
    """One name, without power or call: the variable of a derivative."""
    token = p.tokens[p.k]
    p.k += 1
    if token[0] in ("called", "apply"):
        word = token[1] if token[0] == "called" else cast("tuple[str, bool]", token[1])[0]
        return _letter(p, ("letter", word, token[2], token[3]))
    if token[0] not in ("symbol", "letter", "variable", "square", "node", "indexed", "("):
        p.k -= 1
        raise p.unexpected(token, "a name")
    return PREFIX[token[0]](p, token)


# ---- brackets --------------------------------------------------------------------------------------------


def _closing_place(tokens: list[Token], k: int) -> int | None:
    """Where the bracket that opens at token k closes."""
    depth = 0
    for place in range(k, len(tokens)):
        kind = tokens[place][0]
        if kind in _OPENING:
            depth += 1
        elif kind in _CLOSERS:
            depth -= 1
            if depth == 0:
                return place
    return None


def find_inside(p: Parser, *kinds: str) -> bool:
    """Whether the bracket that opens here has a token of one of these kinds in it, not counting inner brackets."""
    depth, tokens = 0, p.tokens
    for place in range(p.k, min(len(tokens), p.k + 400)):
        kind = tokens[place][0]
        if kind in _OPENING:
            depth += 1
        elif kind in _CLOSERS:
            depth -= 1
            if depth == 0:
                return False
        elif depth == 1 and kind in kinds:
            return True
    return False


def enclosed(p: Parser, opening: Token, part, bars: str = "") -> Expression:  # type: ignore[no-untyped-def]
    """What stands in a bracket that has just been opened, and its closing."""
    kept = p.bars, p.upright
    p.bars, p.upright = bars, False
    found = part()
    p.bars, p.upright = kept
    _close(p, opening)
    return cast(Expression, found)


def _close(p: Parser, opening: Token) -> None:
    wanted = _CLOSING[opening[0]]
    token = p.tokens[p.k]
    if token[0] != wanted:
        sign = p.text[opening[2] : opening[3]]
        if token[0] == "end":
            raise p.fault(f"'{sign}' is never closed", opening[2], opening[3])
        raise p.unexpected(token, f"'{wanted.removeprefix('set')}' for the '{sign}' at column {opening[2] + 1}")
    p.k += 1


def group(p: Parser, token: Token) -> Expression:
    """A bracket; with a comma, an interval."""
    first_token = p.k - 2
    kept = p.bars, p.upright
    p.bars, p.upright = "", False
    found = p.alternatives()
    if p.tokens[p.k][0] == "," and token[0] in "([":
        found = _interval(p, token, found, first_token)
        p.bars, p.upright = kept
        return found
    p.bars, p.upright = kept
    _close(p, token)
    if type(found) in (Relation, Several) and not _stands_alone(p, first_token):
        assert found.span is not None
        raise p.fault("a statement stands in a bracket among factors", *found.span, "close the bracket before it")
    return found


def _interval(p: Parser, opening: Token, lower: Expression, first_token: int) -> Expression:
    if p.tokens[p.k - 1][0] == "num" and not _stands_alone(p, first_token, closed=False):
        p.check_comma()
    p.k += 1
    upper = p.sum()
    closing = p.tokens[p.k]
    if closing[0] not in (")", "]"):
        raise p.unexpected(closing, "')' or ']' at the end of the interval")
    p.k += 1
    if not _stands_alone(p, first_token):
        raise p.fault("an interval stands among factors", opening[2], closing[3])
    return Interval(lower, upper, opening[0] == "[", closing[0] == "]", span=p.span(opening[2]))


_BEFORE = frozenset(("rel", "link", ",", ";", "or", "and", "(", "{", "set{", "|"))
_AFTER = frozenset(("rel", "link", ",", ";", "or", "and", "end", ")", "]", "}", "set}"))


def _stands_alone(p: Parser, before: int, closed: bool = True) -> bool:
    """Whether a bracket is a whole side of a relation, or a whole statement."""
    alone = before < 0 or p.tokens[before][0] in _BEFORE
    return alone and (not closed or p.tokens[p.k][0] in _AFTER)


def _brace(p: Parser, token: Token) -> Expression:
    """`{1, 2}` is a set where a set can stand; other braces only hold together, as in LaTeX."""
    first_token = p.k - 2
    can_be_set = first_token < 0 or p.tokens[first_token][0] in _BEFORE
    if p.tokens[p.k][0] == _CLOSING[token[0]]:
        p.k += 1
        return SetOf((), span=p.span(token[2]))
    kept = p.bars, p.upright
    p.bars, p.upright = "", False
    elements = [p.relation()]
    while p.tokens[p.k][0] == ",":
        p.k += 1
        elements.append(p.relation())
    p.bars, p.upright = kept
    _close(p, token)
    if can_be_set and p.tokens[p.k][0] in _AFTER:
        return SetOf(tuple(elements), span=p.span(token[2]))
    if len(elements) > 1 or type(elements[0]) is Relation:
        raise p.fault("a set stands among factors", token[2], p.tokens[p.k - 1][3])
    return elements[0]


def _empty(_p: Parser, token: Token) -> Expression:
    return SetOf((), span=Span(token[2], token[3]))


def _bars(p: Parser, token: Token) -> Expression:
    """`|x|`."""
    kept = p.bars, p.upright
    p.bars, p.upright = ("abs" if token[0] == "|" else ""), False
    found = p.sum()
    p.bars, p.upright = kept
    p.take("|" if token[0] == "|" else ")|", "the second bar '|'")
    return Call("abs", (found,), span=p.span(token[2]))


def _minus(p: Parser, token: Token) -> Expression:
    """A sign behind `*` or `/` binds its factor only: `2·−x y` is 2·(−x)·y."""
    operand = p.factor()
    span = p.span(token[2])
    return Negate(operand, span=span) if token[0] == "-" else PlusMinus(operand, span=span)


def _dress(p: Parser, _token: Token) -> Expression:
    r"""`\mathbf{x + y}`: the type face means nothing."""
    return group(p, p.take("{", "'{'"))


def _accent(p: Parser, token: Token) -> Expression:
    r"""`\hat{\sigma^2}`, `\overline{x y}`: what the run of letters could not take."""
    inside = group(p, p.take("{", "'{' behind the accent"))
    if token[1] == "bar":
        return Call("mean", (inside,), span=p.span(token[2]))
    return Hat(inside, span=p.span(token[2]))


PREFIX |= {
    "num": _number, "vulgar": _vulgar, "indicator": _indicator, "symbol": _symbol, "letter": _letter,
    "index": _index, "variable": _variable, "node": _node, "indexed": _perhaps_indexed, "square": _square,
    "constant": _constant, "text": _text, "(": group, "[": group, "{": _brace, "set{": _brace, "empty": _empty,
    "|": _bars, "|(": _bars, "-": _minus, "±": _minus, "accent": _accent, "dress": _dress,
}  # fmt: skip

del Add, Multiply, Power, CALLED
