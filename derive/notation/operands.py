"""What begins an operand: numbers, names with their index, indicators, signs, accents."""

from __future__ import annotations

from ..expressions import (
    Call,
    Constant,
    Divide,
    Expression,
    Hat,
    Indexed,
    Indicator,
    Negate,
    Number,
    OrderStatistic,
    PlusMinus,
    Power,
    SetOf,
    Span,
    Symbol,
    Text,
    integer,
)
from .brackets import closes_both, enclosed, group, has_condition, inside
from .ellipsis import dots
from .grammar import PREFIX, Parser
from .kinds import CLOSING, JOINTS
from .tokens import Token

__all__ = ["indicator", "letter", "name"]

# ---- numbers ---------------------------------------------------------------------------------------------


def _number(p: Parser, token: Token) -> Expression:
    value, written = token[1]
    if written == "1" and p.glued() and _is_indicator(p):
        return indicator(p, token)
    return Number(value, written, span=Span(token[2], token[3]))


def _is_indicator(p: Parser) -> bool:
    """Whether a 1 is followed by a condition: `1{x ≤ θ}`, `1_{x ≤ θ}`."""
    if p.tokens[p.k][0] == "_":
        return p.tokens[p.k + 1][0] == "{"
    return p.tokens[p.k][0] in CLOSING and "rel" in inside(p)


def _vulgar(_p: Parser, token: Token) -> Expression:
    span = Span(token[2], token[3])
    top, bottom = token[1]
    return Divide(Number(top, str(top), span=span), Number(bottom, str(bottom), span=span), span=span)


def indicator(p: Parser, token: Token) -> Expression:
    r"""`1{x ≤ θ}`, `\mathbb{1}[x ≤ θ]`, `\mathbb{1}_{x ≤ θ}`."""
    if p.tokens[p.k][0] == "_":
        p.k += 1
    opening = p.tokens[p.k]
    if opening[0] not in CLOSING:
        raise p.unexpected(opening, "the condition of the indicator")
    p.k += 1
    condition = enclosed(p, opening, lambda: p.line(JOINTS["and"]))
    if type(condition) is SetOf and len(condition.elements) == 1:  # `1_{\{x ≤ θ\}}`
        condition = condition.elements[0]
    return Indicator(condition, span=p.span(token[2]))


# Names whose call with a bar is a function even where they are declared: `p(w | c)`.
_CONDITIONED = frozenset("PpfL")

# ---- names -----------------------------------------------------------------------------------------------


def _symbol(p: Parser, token: Token) -> Expression:
    following = p.tokens[p.k][0]
    if following == "_":
        return _indexed(p, token[1], token)
    if following == "(" and token[1] in _CONDITIONED and has_condition(p):
        return PREFIX["apply"](p, ("apply", (token[1], False), token[2], token[3]))
    return Symbol(token[1], span=Span(token[2], token[3]))


def letter(p: Parser, token: Token) -> Expression:
    """A letter that nothing declares: fine where a sum binds it, or in `I(x ≤ θ)`."""
    if token[1] == "I" and p.tokens[p.k][0] in CLOSING and "rel" in inside(p):
        return indicator(p, token)
    if p.tokens[p.k][0] != "_" and token[1] not in p.bound:
        p.undeclared.append((token[1], token[2], token[3]))
    return _symbol(p, token)


def _index(p: Parser, token: Token) -> Expression:
    text, span = token[1], Span(token[2], token[3])
    if text.isdigit():
        return Number(int(text), text, span=span)
    return letter(p, token)


def _variable(p: Parser, token: Token) -> Expression:
    if p.tokens[p.k][0] == "[" and p.glued():
        p.k += 1
        index = enclosed(p, p.tokens[p.k - 1], p.sum)
        return Indexed(token[1], index, span=p.span(token[2]))
    if p.tokens[p.k][0] == "_":
        return _indexed(p, token[1], token)
    p.plain_variables = True
    return Symbol(token[1], span=Span(token[2], token[3]))


def _node(p: Parser, token: Token) -> Expression:
    build, index = token[1]
    if index is not None and index not in p.bound and index not in ("i", "n"):
        p.undeclared.append((index, token[2], token[3]))
    node: Expression = build(token[2])
    return node


def _perhaps_indexed(p: Parser, token: Token) -> Expression:
    """`x_m`: an observation where a sum over m is around, else a name."""
    base, index, offset = token[1]
    span = Span(token[2], token[3])
    if index not in p.bound:
        return Symbol(f"{base}_{index}", span=span)
    return Indexed(base, Symbol(index, span=Span(token[2] + offset, token[2] + offset + 1)), span=span)


def _square(p: Parser, token: Token) -> Expression:
    """σ where σ² is the symbol: `σ²` is that symbol, σ its root."""
    base, hat = token[1]
    times = _squares_taken(p)
    span = p.span(token[2])
    symbol: Expression = Symbol(f"{base}²", span=span)
    if hat:
        symbol = Hat(symbol, span=span)
    if times > 1:
        return Power(symbol, integer(times), span=span)
    return symbol if times else Call("sqrt", (symbol,), span=span)


def _squares_taken(p: Parser) -> int:
    """Half the exponent, 2 of σ⁴, where it is even; else 0, and it is left to be read."""
    first, *others = p.tokens[p.k : p.k + 4]
    if first[0] == "raised":
        return _taken(p, first, 1)
    kinds = [token[0] for token in others]
    if first[0] == "^" and kinds[:1] == ["num"]:
        return _taken(p, others[0], 2)
    if first[0] == "^" and kinds == ["{", "num", "}"]:
        return _taken(p, others[1], 4)
    return 0


def _taken(p: Parser, exponent: Token, tokens: int) -> int:
    """Half the even exponent, whose so many tokens are read; 0 for any other."""
    value = exponent[1][0]
    if type(value) is not int or value < 2 or value % 2:
        return 0
    p.k += tokens
    return value // 2


def _indexed(p: Parser, base: str, token: Token) -> Expression:
    """`x_(k)`, `x_{(k)}`, `x_{n-1}`, `p_{1}`, `x_\\max`."""
    p.k += 1
    opening = p.tokens[p.k]
    if opening[0] == "fn" and opening[1] in ("max", "min"):
        p.k += 1
        of = Symbol(base, span=Span(token[2], token[3]))
        return Call(opening[1], (of,), span=p.span(token[2]))
    if opening[0] not in ("(", "{"):
        raise p.unexpected(opening, "an index")
    p.k += 1
    ranked = opening[0] == "(" or (p.tokens[p.k][0] == "(" and closes_both(p))
    index = enclosed(p, opening, p.sum)
    if ranked:
        return OrderStatistic(base, index, span=p.span(token[2]))
    if type(index) is Number and base not in p.scope.variables:
        return Symbol(f"{base}_{index.text}", span=p.span(token[2]))
    return Indexed(base, index, span=p.span(token[2]))


def _constant(_p: Parser, token: Token) -> Expression:
    return Constant(token[1], span=Span(token[2], token[3]))


def _text(p: Parser, token: Token) -> Expression:
    before = p.tokens[p.k - 2][0] if p.k > 1 else "("
    if before not in ("(", ",", "|", "rel", "set{", "{"):
        raise p.fault("a word in quotation marks stands inside a call only", token[2], token[3], 'write P("cat")')
    return Text(token[1], span=Span(token[2], token[3]))


def name(p: Parser) -> Expression:
    """One name, without power or call: the variable of a derivative."""
    token = p.tokens[p.k]
    p.k += 1
    if token[0] in ("called", "apply"):
        word = token[1] if token[0] == "called" else token[1][0]
        return letter(p, ("letter", word, token[2], token[3]))
    if token[0] not in ("symbol", "letter", "variable", "square", "node", "indexed", "("):
        p.k -= 1
        raise p.unexpected(token, "a name")
    return PREFIX[token[0]](p, token)


# ---- signs, accents --------------------------------------------------------------------------------


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
    "num": _number, "vulgar": _vulgar, "indicator": indicator, "symbol": _symbol, "letter": letter,
    "index": _index, "variable": _variable, "node": _node, "indexed": _perhaps_indexed, "square": _square,
    "constant": _constant, "text": _text, "-": _minus, "±": _minus,
    "…": dots, "accent": _accent, "dress": _dress,
}  # fmt: skip
