"""Brackets: groups, intervals, sets, bars."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from ..expressions import Call, Expression, Interval, Relation, SetOf, Several, Span
from .grammar import PREFIX, Parser
from .kinds import CLOSING, JOINTS
from .tokens import Token

__all__ = ["close", "closes_both", "closing_place", "enclosed", "group", "has_condition", "inside"]

_OPENING = frozenset(CLOSING)
_CLOSERS = frozenset(CLOSING.values())



def closing_place(p: Parser) -> int | None:
    """The place among the tokens where the bracket that opens here closes."""
    depth = 0
    for place in range(p.k, len(p.tokens)):
        kind = p.tokens[place][0]
        if kind in _OPENING:
            depth += 1
        elif kind in _CLOSERS:
            depth -= 1
            if depth == 0:
                return place
    return None


def closes_both(p: Parser) -> bool:
    """Whether the bracket that opens here closes right before the brace around it: `x_{(k)}`."""
    place = closing_place(p)
    return place is not None and p.tokens[place + 1][0] == "}"


def inside(p: Parser) -> list[str]:
    """The kinds of the tokens in the bracket that opens here, those of inner brackets left out."""
    depth, kinds = 0, []
    for token in itertools.islice(p.tokens, p.k, None):
        kind = token[0]
        if kind in _OPENING:
            depth += 1
        elif kind in _CLOSERS:
            depth -= 1
            if depth == 0:
                break
        elif depth == 1:
            kinds.append(kind)
    return kinds


def has_condition(p: Parser) -> bool:
    """Whether the bracket that opens here holds a bar that is no half of an absolute value, or a word in quotes."""
    kinds = inside(p)
    return kinds.count("|") % 2 == 1 or "text" in kinds


def enclosed(p: Parser, opening: Token, part: Callable[[], Expression]) -> Expression:
    """What stands in a bracket that has just been opened, and its closing."""
    kept = p.bars, p.upright
    p.bars, p.upright = "", False
    found = part()
    p.bars, p.upright = kept
    close(p, opening)
    return found


def close(p: Parser, opening: Token) -> None:
    """Takes the end of a bracket; raises ReadError where something else stands."""
    wanted = CLOSING[opening[0]]
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
    found = p.line(JOINTS["or"])
    if p.tokens[p.k][0] == "," and token[0] in "([":
        found = _interval(p, token, found, first_token)
        p.bars, p.upright = kept
        return found
    p.bars, p.upright = kept
    close(p, token)
    if type(found) in (Relation, Several) and not _stands_alone(p, first_token):
        assert found.span is not None
        raise p.fault("a statement stands in a bracket among factors", *found.span, "close the bracket before it")
    return found


def _interval(p: Parser, opening: Token, lower: Expression, first_token: int) -> Expression:
    comma = p.k
    p.k += 1
    upper = p.sum()
    if p.tokens[p.k][0] == "," and opening[0] == "(" and not p.scope.strict:
        return _tuple(p, opening, [lower, upper])
    closing = p.tokens[p.k]
    if closing[0] not in (")", "]"):
        raise p.unexpected(closing, "')' or ']' at the end of the interval")
    p.k += 1
    if not _stands_alone(p, first_token):
        p.k = comma
        p.check_comma()
        raise p.fault("an interval stands among factors", opening[2], closing[3])
    return Interval(lower, upper, opening[0] == "[", closing[0] == "]", span=p.span(opening[2]))


def _tuple(p: Parser, opening: Token, elements: list[Expression]) -> Expression:
    """By hand, `(p̂_1, p̂_2, p̂_3) = (0.5, 0.3, 0.2)`: estimates in a row."""
    while p.tokens[p.k][0] == ",":
        p.k += 1
        elements.append(p.sum())
    p.take(")", "')'")
    return SetOf(tuple(elements), span=p.span(opening[2]))


_BEFORE = frozenset(("rel", "link", ",", ";", "or", "and", "(", "{", "set{", "|"))
_AFTER = frozenset(("rel", "link", ",", ";", "or", "and", "end", ")", "]", "}", "set}"))


def _stands_alone(p: Parser, before: int) -> bool:
    """Whether a bracket is a whole side of a relation, or a whole statement."""
    return (before < 0 or p.tokens[before][0] in _BEFORE) and p.tokens[p.k][0] in _AFTER


def _brace(p: Parser, token: Token) -> Expression:
    """`{1, 2}` is a set where a set can stand; other braces only hold together, as in LaTeX."""
    first_token = p.k - 2
    can_be_set = first_token < 0 or p.tokens[first_token][0] in _BEFORE
    if p.tokens[p.k][0] == CLOSING[token[0]]:
        p.k += 1
        return SetOf((), span=p.span(token[2]))
    kept = p.bars, p.upright
    p.bars, p.upright = "", False
    elements = [p.relation()]
    while p.tokens[p.k][0] == ",":
        p.k += 1
        elements.append(p.relation())
    p.bars, p.upright = kept
    close(p, token)
    holds_together = len(elements) == 1 and "choose" in p.text[token[2] : p.tokens[p.k][2]]
    if can_be_set and not holds_together and p.tokens[p.k][0] in _AFTER:
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


PREFIX |= {
    "(": group, "[": group, "{": _brace, "set{": _brace, "empty": _empty, "|": _bars, "|(": _bars,
}  # fmt: skip
