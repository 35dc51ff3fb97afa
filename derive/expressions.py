"""Expressions as written: frozen trees that never simplify, reorder or evaluate themselves.

`7(1 - θ) = 3θ` stays what it is. What a tree *means* is computed elsewhere (`exact`, `balls`); how it
is typed and printed is the business of `notation`. Two trees are equal when they are written alike;
the place in a source text (`span`) does not count.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter, is_not
from typing import Any, NamedTuple

from .records import Record, unseen

__all__ = [
    "HALF", "INFINITY", "ONE", "TWO", "ZERO", "Add", "Apply", "Call", "Chain", "Constant", "Derivative",
    "Divide", "Expression", "Hat", "Indexed", "Indicator", "Interval", "Multiply", "Negate", "Number",
    "OrderStatistic", "PlusMinus", "Power", "Product", "Relation", "SetOf", "Several", "Span", "Summation",
    "Symbol", "Text", "children", "contains", "free_symbols", "integer", "kinds", "map_children", "nodes",
    "number_value", "numbers_in", "observation", "rational", "replace", "sample_product", "sample_sum", "walk",
]


class Span(NamedTuple):
    """Where a node stands in its source text: character offsets, the end not included."""

    start: int
    end: int


class Expression(Record):
    """Base of all nodes."""

    __slots__ = ("_free", "_kinds")  # the names and the kinds of nodes below, once they were asked for

    span: Span | None = unseen(default=None, kw_only=True)


class Number(Expression):
    """A non-negative exact number, and how it is written: `7`, `0.70`, `1e-6`, `9.5×10^-7`, `70%`."""

    value: int | Fraction
    text: str


class Symbol(Expression):
    """A named quantity. Greek letters are themselves (`θ`), an index that is part of the name follows
    an underscore (`x_m`, `p_1`); `σ²` is a name where the variance is the parameter."""

    name: str


class Constant(Expression):
    """`π`, `e` or `∞`."""

    name: str


class Text(Expression):
    """A word in quotation marks, such as a token: `P("cat")`."""

    text: str


class Hat(Expression):
    """The estimate of what stands under the hat."""

    of: Expression


class Indexed(Expression):
    """An observation: `x_i`, `x_3`, `x_n`."""

    base: str
    index: Expression


class OrderStatistic(Expression):
    """The k-th smallest observation, `x_(k)`."""

    base: str
    rank: Expression


class Add(Expression):
    """A sum of two or more terms; a subtracted term is a `Negate`."""

    terms: tuple[Expression, ...]


class Multiply(Expression):
    """A product of two or more factors, however the multiplication is typed."""

    factors: tuple[Expression, ...]


class Divide(Expression):
    """A quotient, inline or as a fraction."""

    numerator: Expression
    denominator: Expression


class Negate(Expression):
    """Minus in front of an expression."""

    operand: Expression


class PlusMinus(Expression):
    """Both signs: `a ± b` is `Add((a, PlusMinus(b)))`."""

    operand: Expression


class Power(Expression):
    """`base^exponent`."""

    base: Expression
    exponent: Expression


class Call(Expression):
    """A known function of its arguments.

    Names: log (natural; a second argument is the base), log2, log10, exp, sqrt, cbrt, root (x, n), abs,
    floor, ceil, sign, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, erf, erfc, Φ, W, Γ, B, ψ,
    factorial, binomial, and of the sample mean, max, min, median. In documents only: ln, for the natural logarithm.
    """

    function: str
    arguments: tuple[Expression, ...]


class Apply(Expression):
    """A function of the problem: `L(θ)`, `ℓ′(p)`, `f(x | θ)`, `P("cat")`; `primes` counts derivatives."""

    function: str
    arguments: tuple[Expression, ...]
    given: tuple[Expression, ...] = ()
    primes: int = 0


class Summation(Expression):
    """`Σ_{index=lower}^{upper} body`; a sum over the sample runs from 1 to n."""

    body: Expression
    index: str
    lower: Expression
    upper: Expression


class Product(Expression):
    """`Π_{index=lower}^{upper} body`; a product over the sample runs from 1 to n."""

    body: Expression
    index: str
    lower: Expression
    upper: Expression


class Derivative(Expression):
    """`d/dθ[body]`, `∂²ℓ/∂θ²`; `partial` tells how the d is written."""

    body: Expression
    variable: Expression
    order: int = 1
    partial: bool = False


class Indicator(Expression):
    """One where the condition holds, else zero: `1{x ≤ θ}`."""

    condition: Expression

    def holds(self) -> bool | None:
        """Whether the condition holds, where it compares written numbers; None else."""
        if not isinstance(self.condition, Relation) or not {*self.condition.operators} <= _COMPARED.keys():
            return None
        values = [number_value(e) for e in self.condition.operands]
        known = [value for value in values if value is not None]
        pairs = zip(self.condition.operators, known, known[1:], strict=False)
        return None if len(known) < len(values) else all(_COMPARED[sign](a, b) for sign, a, b in pairs)


class SetOf(Expression):
    """`{1, 2}`."""

    elements: tuple[Expression, ...]


class Interval(Expression):
    """`[a, b]`, `(a, b)`, `[a, b)`, `(a, b]`."""

    lower: Expression
    upper: Expression
    lower_closed: bool
    upper_closed: bool


class Relation(Expression):
    """`a = b`, `0 < θ < 1`, `x = 7/10 ≈ 0.7`: one operator fewer than operands.

    Operators: = ≠ < ≤ > ≥ ≈ ∝ ∈.
    """

    operands: tuple[Expression, ...]
    operators: tuple[str, ...]


class Chain(Expression):
    """Statements joined by links: → ⇒ ⇔."""

    statements: tuple[Expression, ...]
    links: tuple[str, ...]


class Several(Expression):
    """Several statements on a line, joined by one of: `,` `;` `and` `or`."""

    statements: tuple[Expression, ...]
    separator: str


ZERO, ONE, TWO = Number(0, "0"), Number(1, "1"), Number(2, "2")
HALF = Divide(ONE, TWO)
INFINITY = Constant("∞")

# Which fields of a node hold expressions: one each, or tuples of them.
_SINGLE: dict[type[Expression], tuple[str, ...]] = {
    Hat: ("of",), Indexed: ("index",), OrderStatistic: ("rank",), Divide: ("numerator", "denominator"),
    Negate: ("operand",), PlusMinus: ("operand",), Power: ("base", "exponent"),
    Summation: ("body", "lower", "upper"), Product: ("body", "lower", "upper"),
    Derivative: ("body", "variable"), Indicator: ("condition",), Interval: ("lower", "upper"),
}
_MANY: dict[type[Expression], tuple[str, ...]] = {
    Add: ("terms",), Multiply: ("factors",), Call: ("arguments",), Apply: ("arguments", "given"),
    SetOf: ("elements",), Relation: ("operands",), Chain: ("statements",), Several: ("statements",),
}


def _getter(kind: type[Expression]) -> Callable[[Expression], tuple[Expression, ...]]:
    """How to read the children of a kind of node: the hot path of everything, so decided once a class."""
    single, many = _SINGLE.get(kind, ()), _MANY.get(kind, ())
    if len(single) > 1:
        return attrgetter(*single)
    if single:
        return lambda e, get=attrgetter(*single): (get(e),)  # type: ignore[misc]
    if len(many) == 1:
        return attrgetter(*many)
    return lambda e: tuple(c for name in many for c in getattr(e, name))


_GETTERS = {kind: _getter(kind) for kind in (*_SINGLE, *_MANY)}


def children(e: Expression) -> tuple[Expression, ...]:
    """The nodes directly below, in the order in which they are written."""
    get = _GETTERS.get(type(e))
    return () if get is None else get(e)


def _rebuilder(kind: Callable[..., Expression], fields: tuple[str, ...], single: tuple[str, ...],
               many: tuple[str, ...]) -> Callable[[Expression, tuple[Expression, ...]], Expression]:
    """How to make a node of a kind over other children."""
    if single == fields:
        return lambda e, parts: kind(*parts)
    if many == fields:
        return lambda e, parts: kind(parts)
    others = tuple(name for name in fields if name not in (*single, *many))

    def rebuilt(e: Expression, parts: tuple[Expression, ...]) -> Expression:
        values: dict[str, Any] = {name: getattr(e, name) for name in others}
        values.update(zip(single, parts, strict=False))
        for name in many:
            size = len(getattr(e, name))
            values[name], parts = parts[:size], parts[size:]
        return kind(**values)

    return rebuilt


_REBUILDERS = {
    kind: _rebuilder(kind, kind.__match_args__, _SINGLE.get(kind, ()), _MANY.get(kind, ())) for kind in _GETTERS
}


def map_children(change: Callable[[Expression], Expression], e: Expression) -> Expression:
    """The same node over changed children; the node itself where none has changed."""
    get = _GETTERS.get(type(e))
    if get is None:
        return e
    old = get(e)
    new = tuple(map(change, old))
    return _REBUILDERS[type(e)](e, new) if any(map(is_not, old, new)) else e


def walk(e: Expression) -> Iterator[Expression]:
    """Every node of the tree, parents before children, in the order in which they are written."""
    waiting = [e]
    while waiting:
        node = waiting.pop()
        yield node
        get = _GETTERS.get(type(node))
        if get is not None:
            waiting.extend(reversed(get(node)))


def nodes(e: Expression) -> list[Expression]:
    """Every node of the tree, parents before children: faster than `walk` where all are looked at."""
    found = [e]
    for node in found:
        get = _GETTERS.get(type(node))
        if get is not None:
            found += get(node)
    return found


def kinds(e: Expression) -> frozenset[type[Expression]]:
    """The kinds of the nodes of the tree; a node that was asked once knows them."""
    found: frozenset[type[Expression]] | None = e._kinds  # type: ignore[attr-defined]
    if found is None:
        found = frozenset(map(type, nodes(e)))
        _keep_kinds(e, found)
    return found


def numbers_in(e: Expression) -> list[Number]:
    """The numbers that are written in the tree."""
    return [node for node in nodes(e) if type(node) is Number]


def contains(e: Expression, part: Expression) -> bool:
    """Whether the tree has a node that is written like `part`."""
    return part in nodes(e)


def replace(e: Expression, old: Expression, new: Expression) -> Expression:
    """The tree with each node written like `old` exchanged for `new`; nothing is evaluated."""
    kind = type(old)

    def changed(node: Expression) -> Expression:
        if type(node) is kind and node == old:
            return new
        get = _GETTERS.get(type(node))
        if get is None:
            return node
        before = get(node)
        after = tuple(map(changed, before))
        return _REBUILDERS[type(node)](node, after) if any(map(is_not, before, after)) else node

    return changed(e)


def free_symbols(e: Expression) -> frozenset[str]:
    """Names of the symbols of the tree, indices of sums left out; a node that was asked once knows them."""
    names: frozenset[str] | None = e._free  # type: ignore[attr-defined]
    if names is None:
        names = _names_below(e)
        _keep_names(e, names)
    return names


_NO_NAMES: frozenset[str] = frozenset()
_keep_names = Expression._free.__set__  # type: ignore[attr-defined]
_keep_kinds = Expression._kinds.__set__  # type: ignore[attr-defined]


def _names_below(e: Expression) -> frozenset[str]:
    kind = type(e)
    if kind is Symbol:
        return frozenset((e.name,))  # type: ignore[attr-defined]
    get = _GETTERS.get(kind)
    if get is None:
        return _NO_NAMES
    if isinstance(e, (Summation, Product)):
        return _NO_NAMES.union(*map(free_symbols, get(e))) - {e.index}
    return _NO_NAMES.union(*map(free_symbols, get(e)))


_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "≠": operator.ne, "<": operator.lt, "≤": operator.le, ">": operator.gt, "≥": operator.ge,
}


def number_value(e: Expression) -> int | Fraction | None:
    """The exact value of a written rational number (`7`, `-0.5`, `7/10`), or None."""
    if isinstance(e, Number):
        return e.value
    if isinstance(e, Negate):
        value = number_value(e.operand)
        return None if value is None else -value
    if isinstance(e, Divide):
        top, bottom = number_value(e.numerator), number_value(e.denominator)
        return None if top is None or not bottom else Fraction(top) / bottom
    return None


@lru_cache(maxsize=1024)  # counts come again in every line
def integer(value: int) -> Expression:
    """The integer as it is written; a negative one is a `Negate`."""
    return Number(value, str(value)) if value >= 0 else Negate(Number(-value, str(-value)))


def rational(value: int | Fraction) -> Expression:
    """The number as it is written: an integer or a fraction in lowest terms, the sign in front."""
    if value.denominator == 1:
        return integer(value.numerator)
    quotient = Divide(integer(abs(value.numerator)), integer(value.denominator))
    return Negate(quotient) if value < 0 else quotient


def observation(base: str, index: str = "i") -> Indexed:
    """`x_i`."""
    return Indexed(base, Symbol(index))


def sample_sum(body: Expression, size: Expression | None = None) -> Summation:
    """`Σ_{i=1}^{n} body`."""
    return Summation(body, "i", ONE, size or Symbol("n"))


def sample_product(body: Expression, size: Expression | None = None) -> Product:
    """`Π_{i=1}^{n} body`."""
    return Product(body, "i", ONE, size or Symbol("n"))
