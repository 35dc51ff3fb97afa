"""Dots: `x_1 + … + x_n` is a sum over the sample, `x_1! ⋯ x_n!` a product, `p_1 + … + p_3` three terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..expressions import (
    ZERO,
    Add,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Number,
    Product,
    Relation,
    Span,
    Summation,
    Symbol,
    children,
    map_children,
)
from ..records import replace
from .tokens import Token

if TYPE_CHECKING:
    from .grammar import Parser

__all__ = ["dots", "listed", "product_of", "sum_of"]

_DOTS = "…"
_MOST_TERMS = 200
_LARGEST_BLOCK = 3


def dots(p: Parser, token: Token) -> Expression:
    """Dots stand for themselves until the sum or product around them takes them up."""
    p.dots.append(token)
    return Symbol(_DOTS, span=Span(token[2], token[3]))


def _is_dots(e: Expression) -> bool:
    return type(e) is Symbol and e.name == _DOTS


def sum_of(p: Parser, terms: list[Expression], span: Span) -> Expression:
    """The sum of the terms, dots among them taken up. Raises ReadError where no pattern fits."""
    signed = [type(t) is Negate and _is_dots(t.operand) for t in terms]
    places = [k for k, t in enumerate(terms) if signed[k] or _is_dots(t)]
    if places:
        terms = _taken_up(p, terms, places, Summation, span)
    return terms[0] if len(terms) == 1 else Add(tuple(terms), span=span)


def product_of(p: Parser, factors: list[Expression], span: Span) -> Expression:
    """The product of the factors, dots among them taken up. Raises ReadError where no pattern fits."""
    places = [k for k, factor in enumerate(factors) if _is_dots(factor)]
    if places:
        factors = _taken_up(p, factors, places, Product, span)
    return factors[0] if len(factors) == 1 else Multiply(tuple(factors), span=span)


def listed(p: Parser, parts: list[Expression]) -> list[Expression]:
    """`a = 1, …, z = 26`: the statements that are there, without dots between two of them, which state nothing."""
    for k in range(len(parts) - 2, 0, -1):
        if p.dots and _is_dots(parts[k]) and all(type(beside) is Relation for beside in (parts[k - 1], parts[k + 1])):
            p.dots.pop()
            del parts[k]
    return parts


def _taken_up(
    p: Parser, parts: list[Expression], places: list[int], kind: type[Summation] | type[Product], span: Span
) -> list[Expression]:
    written = p.dots.pop()
    blocks = range(1, _LARGEST_BLOCK + 1) if kind is Product else (1,)
    if len(places) == 1:
        for size in blocks:
            found = _collapsed(parts, places[0], size, kind, span)
            if found is not None:
                return found
    example = "x_1 + … + x_n" if kind is Summation else "x_1 ⋯ x_n"
    raise p.fault("the dots follow no pattern that can be told", written[2], written[3], f"write {example}")


def _collapsed(
    parts: list[Expression], place: int, size: int, kind: type[Summation] | type[Product], span: Span
) -> list[Expression] | None:
    """The parts with the longest run of blocks around the dots as one sum or product."""
    last = parts[place + 1 : place + 1 + size]
    if len(last) < size:
        return None
    for start in range(place % size, place - size + 1, size):
        pattern = _Pattern()
        body = [pattern.common(a, b) for a, b in zip(parts[start : start + size], last, strict=True)]
        if not pattern.fits():
            continue
        written = [parts[k : k + size] for k in range(start, place, size)]
        counted = [pattern.at(body, pattern.lower + k) for k in range(len(written))]
        if written != counted:
            continue
        inside = pattern.whole(body, kind, span)
        return [*parts[:start], *inside, *parts[place + 1 + size :]]
    return None


class _Pattern:
    """What two parts have in common, and the index in which they differ."""

    def __init__(self) -> None:
        self.ends: set[tuple[int, Expression]] = set()  # first and last index
        self.named: set[str] = set()  # bases of names with an index, `p_1`
        self.failed = False

    @property
    def lower(self) -> int:
        """The index of the first part."""
        return next(iter(self.ends))[0]

    def fits(self) -> bool:
        """Whether the parts differ in one index only."""
        return not self.failed and len(self.ends) == 1

    def common(self, first: Expression, last: Expression) -> Expression:
        """The first part with the index i where the last one has another; spans do not count."""
        base_a, index_a = _indexed_name(first)
        base_b, index_b = _indexed_name(last)
        if base_a is not None and base_a == base_b and type(index_a) is Number and index_a != index_b:
            if type(first) is Symbol:
                self.named.add(base_a)
            self.ends.add((cast(int, index_a.value), cast(Expression, index_b)))
            return Indexed(base_a, Symbol("i", span=first.span), span=first.span)
        if type(first) is Number and first != last and type(last) in (Number, Symbol) and type(first.value) is int:
            self.ends.add((first.value, last))
            return Symbol("i", span=first.span)
        if first == last:
            return first
        if map_children(lambda _: ZERO, first) != map_children(lambda _: ZERO, last) or not children(first):
            self.failed = True
            return first
        others = iter(children(last))
        return replace(map_children(lambda child: self.common(child, next(others)), first), span=first.span)

    def at(self, body: list[Expression], index: int) -> list[Expression]:
        """What stands at a place of the row."""
        return [self._at(e, index) for e in body]

    def _at(self, e: Expression, index: int) -> Expression:
        number = Number(index, str(index), span=e.span)
        if type(e) is Indexed and e.index == Symbol("i"):
            named = e.base in self.named
            return Symbol(f"{e.base}_{index}", span=e.span) if named else Indexed(e.base, number, span=e.span)
        if e == Symbol("i"):
            return number
        return replace(map_children(lambda child: self._at(child, index), e), span=e.span)

    def whole(self, body: list[Expression], kind: type[Summation] | type[Product], span: Span) -> list[Expression]:
        """The sum or product; its terms, one by one, where they are names with numbers (`p_1 + … + p_3`)."""
        lower, upper = next(iter(self.ends))
        if self.named and type(upper) is Number and lower < upper.value <= _MOST_TERMS:
            return [part for k in range(lower, int(upper.value) + 1) for part in self.at(body, k)]
        inside = body[0] if len(body) == 1 else Multiply(tuple(body), span=span)
        if kind is Summation and type(inside) is Negate:
            summed = kind(inside.operand, "i", Number(lower, str(lower), span=span), upper, span=span)
            return [Negate(summed, span=span)]
        return [kind(inside, "i", Number(lower, str(lower), span=span), upper, span=span)]


def _indexed_name(e: Expression) -> tuple[str | None, Expression | None]:
    """`x_1` and `p_1` as base and index."""
    if type(e) is Indexed:
        return e.base, e.index
    if type(e) is Symbol and "_" in e.name:
        base, _, index = e.name.partition("_")
        return base, Number(int(index), index, span=e.span) if index.isdigit() else Symbol(index, span=e.span)
    return None, None
