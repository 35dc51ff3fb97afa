"""The shapes of statements about losses: names in them, sums over the tokens, sides that only define."""

from __future__ import annotations

from collections.abc import Iterator

from ..expressions import (
    Add,
    Apply,
    Call,
    Divide,
    Expression,
    Hat,
    Indexed,
    Multiply,
    Product,
    Summation,
    Symbol,
    Text,
    integer,
    map_children,
    nodes,
    number_value,
    replace,
)
from ..notation.plain import plain

__all__ = [
    "at_token", "base_of", "index_of", "is_name", "named_nodes", "without_definitions", "without_sums",
]

INDICES = ("t", "i", "k", "j")


def is_name(e: Expression) -> bool:
    """Whether an expression is one name, with or without arguments."""
    return isinstance(e, (Apply, Symbol, Indexed))


def named_nodes(e: Expression) -> Iterator[Expression] | list[Expression]:
    """The names in an expression, the outermost of each."""
    if is_name(e) or isinstance(e, Text):
        return [e]
    found: list[Expression] = []

    def gather(child: Expression) -> Expression:
        found.extend(named_nodes(child))
        return child

    map_children(gather, e)
    return found


def without_definitions(
    operands: tuple[Expression, ...], operators: tuple[str, ...]
) -> tuple[tuple[Expression, ...], tuple[str, ...]]:
    """Without sides that only say how a loss is defined: `H = −Σ p log q = …`, `−Σ y_i log p_i`."""
    kept = [k for k, e in enumerate(operands) if k == 0 or not any(
        isinstance(n, Summation) and any(_is_general(m) for m in nodes(n.body)) for n in nodes(e))]
    return tuple(operands[k] for k in kept), tuple(operators[k - 1] for k in kept if k)


def _is_general(e: Expression) -> bool:
    """`p` and `q` without a token, `y_i`: the true and the predicted distribution."""
    if isinstance(e, Hat):
        return True
    return (isinstance(e, Symbol) and e.name in ("p", "q", "y")) or (isinstance(e, Indexed) and e.base in ("y", "q"))


def without_sums(e: Expression, count: int) -> Expression:
    """Σ and Π over the tokens, and the mean of a sample, written out."""
    if isinstance(e, Call) and e.function == "mean" and isinstance(e.arguments[0], (Symbol, Indexed)):
        base = base_of(e.arguments[0])
        return Divide(Add(tuple(Indexed(base, integer(k)) for k in range(1, count + 1))), integer(count))
    if not isinstance(e, (Summation, Product)):
        return map_children(lambda child: without_sums(child, count), e)
    last = number_value(e.upper)
    if not isinstance(last, int):
        last = count if isinstance(e.upper, Symbol) else 0
    first = number_value(e.lower)
    if not isinstance(first, int) or not 0 < last - first + 1 <= 1000:
        return e
    body = without_sums(e.body, count)
    terms = tuple(at_token(replace(body, Symbol(e.index), integer(k)), k) for k in range(first, last + 1))
    if len(terms) == 1:
        return terms[0]
    return Add(terms) if isinstance(e, Summation) else Multiply(terms)


def at_token(e: Expression, number: int) -> Expression:
    """What is said of token t, for one token."""
    if isinstance(e, Indexed) and isinstance(e.index, Symbol) and e.index.name in INDICES:
        return Indexed(e.base, integer(number), span=e.span)
    if isinstance(e, Symbol) and index_of(e) in INDICES:
        return Symbol(f"{base_of(e)}_{number}", span=e.span)
    return map_children(lambda child: at_token(child, number), e)


def base_of(name: Expression) -> str:
    """The name without its index and arguments."""
    if isinstance(name, Apply):
        return name.function.partition("_")[0]
    if isinstance(name, Symbol):
        return name.name.partition("_")[0]
    return name.base if isinstance(name, Indexed) else ""


def index_of(name: Expression) -> str:
    """What stands at its foot."""
    if isinstance(name, Indexed):
        return plain(name.index)
    return str(getattr(name, "function", getattr(name, "name", ""))).partition("_")[2]
