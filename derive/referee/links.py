"""Conditions on a sample as comparisons: taken from indicators, and turned into ones on the least and the largest.

φ(x_i) ≤ e for all i just where max φ(x) ≤ e; max(p, q) ≤ e just where p ≤ e and q ≤ e.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..expressions import (
    ONE,
    Call,
    Divide,
    Expression,
    Indexed,
    Indicator,
    Multiply,
    Negate,
    Product,
    Relation,
    Several,
    Symbol,
    number_value,
    replace,
    walk,
)
from ..records import replace as with_fields
from .meaning import difference
from .refusal import Refused
from .search import has_kind

__all__ = ["Link", "links_of", "parted", "product_of", "split"]


class Link(NamedTuple):
    """`low ≤ high`, or `low < high` where strict."""

    low: Expression
    high: Expression
    strict: bool

    @property
    def gap(self) -> Expression:
        """high − low."""
        return difference(self.high, self.low)


# ---- products with indicators ----------------------------------------------------------------------------


def parted(e: Expression) -> tuple[list[Expression], list[Link]]:
    """The factors of a product that are no indicators, and the conditions of those that are; of a product over the
    sample the conditions hold for the whole of it. Raises Refused where an indicator stands elsewhere."""
    if isinstance(e, Indicator):
        return [], links_of(e.condition)
    if isinstance(e, Multiply):
        parts = [parted(factor) for factor in e.factors]
        return [f for factors, _ in parts for f in factors], [link for _, links in parts for link in links]
    if isinstance(e, Product) and has_kind(e.body, Indicator):
        factors, links = parted(e.body)
        rest: list[Expression] = [with_fields(e, body=product_of(factors))] if factors else []
        return rest, [_over_sample(link, e) for link in links]
    if isinstance(e, Divide) and has_kind(e.numerator, Indicator):
        factors, links = parted(e.numerator)
        return [*factors, Divide(ONE, e.denominator)], links
    if has_kind(e, Indicator):
        raise Refused("an indicator that is no factor")
    return [e], []


def product_of(factors: list[Expression]) -> Expression:
    """The factors as one expression."""
    return ONE if not factors else factors[0] if len(factors) == 1 else Multiply(tuple(factors))


def links_of(condition: Expression) -> list[Link]:
    """The comparisons of a chain, or of several statements that all hold."""
    if isinstance(condition, Several) and condition.separator != "or":
        return [link for statement in condition.statements for link in links_of(statement)]
    if not isinstance(condition, Relation) or not set(condition.operators) <= set("<≤>≥"):
        raise Refused("a condition that is no comparison")
    pairs = zip(condition.operands, condition.operators, condition.operands[1:], strict=False)
    return [
        Link(left, right, operator == "<") if operator in "<≤" else Link(right, left, operator == ">")
        for left, operator, right in pairs
    ]


def _over_sample(link: Link, over: Product) -> Link:
    """`φ(x_i) ≤ e` for all observations is `max φ(x) ≤ e`."""
    if over.lower != ONE or over.upper != Symbol("n"):
        raise Refused("a product that is not over the sample")
    index = Symbol(over.index)
    varying = [_varies(side, index) for side in (link.low, link.high)]
    if all(varying):
        raise Refused("a condition with observations on both sides")
    if not any(varying):
        return link
    if varying[0]:
        return link._replace(low=Call("max", (_of_variables(link.low, index),)))
    return link._replace(high=Call("min", (_of_variables(link.high, index),)))


def _varies(e: Expression, index: Symbol) -> bool:
    return any(node == index for node in walk(e))


def _of_variables(e: Expression, index: Symbol) -> Expression:
    """φ(x) for φ(x_i)."""
    for node in list(walk(e)):
        if isinstance(node, Indexed) and node.index == index:
            e = replace(e, node, Symbol(node.base))
    if _varies(e, index):
        raise Refused("a condition on the place of an observation")
    return e


# ---- comparisons with statistics -------------------------------------------------------------------------


def split(links: Iterable[Link]) -> list[Link]:
    """`max(p, q) ≤ e` as two comparisons, `2 max(|u|) ≤ e` as `2 max(u) ≤ e` and `−e ≤ 2 min(u)`."""
    found: list[Link] = []
    for link in links:
        low, high = link.low, link.high
        if isinstance(low, Call) and low.function == "max" and len(low.arguments) > 1:
            found += split(link._replace(low=part) for part in low.arguments)
        elif isinstance(high, Call) and high.function == "min" and len(high.arguments) > 1:
            found += split(link._replace(high=part) for part in high.arguments)
        else:
            found += _of_sizes(link)
    return found


def _of_sizes(link: Link) -> list[Link]:
    """`2 max(|u|) ≤ e` as `2 max(u) ≤ e` and `−e ≤ 2 min(u)`; another comparison as it is."""
    low, high = link.low, link.high
    size = next((f for f in _scaled(low) if _is_largest_size(f)), None)
    if size is None:
        return [link]
    arguments = size.arguments[0].arguments  # type: ignore[attr-defined]
    largest, least = (replace(low, size, Call(end, arguments)) for end in ("max", "min"))
    return [link._replace(low=largest), Link(Negate(high), least, link.strict)]


def _scaled(e: Expression) -> list[Expression]:
    """What stands in a product with a positive number, or over one."""
    if isinstance(e, Divide):
        return _scaled(e.numerator) if (number_value(e.denominator) or 0) > 0 else []
    if isinstance(e, Multiply) and len(e.factors) == 2:
        number, other = e.factors
        return _scaled(other) if (number_value(number) or 0) > 0 else []
    return [e]


def _is_largest_size(e: Expression) -> bool:
    inner = e.arguments[0] if isinstance(e, Call) and e.function == "max" else None
    return isinstance(inner, Call) and inner.function == "abs"
