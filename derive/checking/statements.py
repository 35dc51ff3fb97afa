"""From the formulas of a line to single statements: relations, expressions, alternatives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..expressions import (
    ONE,
    Add,
    Chain,
    Divide,
    Expression,
    Hat,
    Indexed,
    Interval,
    Multiply,
    Negate,
    PlusMinus,
    Power,
    Product,
    Relation,
    SetOf,
    Several,
    Summation,
    Symbol,
    children,
    kinds,
    map_children,
    nodes,
)

__all__ = [
    "Statement", "called_parameter", "equal_runs", "spread", "squares_a_sum", "statements_of", "variants_of",
    "without_arguments",
]  # fmt: skip


class Statement(NamedTuple):
    """A relation or a lone expression. alternatives: what stands beside it with `or`: one of them has to hold.
    continued: the sign with which it goes on from the statement before. linked: the arrow in front of it. order: of
    the derivative that words in front say that its first operand is; nought where they say nothing. scaled: they name
    none, so that it may be a positive multiple. information: whose Fisher information they say that it is: that of
    the sample (`""`), of one observation, or either."""

    body: Expression
    alternatives: tuple[Expression, ...] = ()
    continued: str | None = None
    linked: str | None = None
    order: int = 0
    scaled: bool = False
    information: tuple[str, ...] = ()


def variants_of(tree: Expression, text: str) -> list[Expression]:
    """What else a formula may mean by hand: `Π λ e^(-λ x_i) · e^(-6λ)` with the last factor outside of it."""
    split = _split(tree, text) if Product in kinds(tree) else tree
    return [tree] if split == tree else [tree, split]


def called_parameter(tree: Expression, text: str, parameters: tuple[str, ...]) -> Expression | None:
    """`λ(a) = 1/(6 − a)`: the best λ for each a, not the product of both."""
    if not isinstance(tree, Relation) or not isinstance(tree.operands[0], Multiply):
        return None
    name, *arguments = tree.operands[0].factors
    if not all(isinstance(e, Symbol) and e.name in parameters for e in (name, *arguments)) or len(arguments) != 1:
        return None
    span = arguments[0].span
    if span is None or text[span.start - 1 : span.start] != "(" or text[span.end : span.end + 1] != ")":
        return None
    return Relation((name, *tree.operands[1:]), tree.operators, span=tree.span)


def without_arguments(tree: Expression, text: str, parameters: tuple[str, ...]) -> Expression:
    """`ℓ_i(λ)` as ℓ_i: what is called with a parameter is the part of the i-th observation, no product."""
    if Indexed not in kinds(tree) or not _CALLED.search(text):
        return tree
    return _called(tree, text, parameters)


def _called(e: Expression, text: str, parameters: tuple[str, ...]) -> Expression:
    e = map_children(lambda child: _called(child, text, parameters), e)
    if not isinstance(e, Multiply):
        return e
    kept = [
        f for k, f in enumerate(e.factors)
        if not (k and isinstance(e.factors[k - 1], Indexed) and _is_argument(f, text, parameters))
    ]
    if len(kept) == len(e.factors):
        return e
    return kept[0] if len(kept) == 1 else Multiply(tuple(kept), span=e.span)


def _is_argument(e: Expression, text: str, parameters: tuple[str, ...]) -> bool:
    """Whether it is a parameter alone in brackets that touch what stands before."""
    if not isinstance(e, Symbol) or e.name not in parameters or e.span is None:
        return False
    before = text[: e.span.start]
    return before[-1:] == "(" and before[-2:-1] not in ("", " ") and text[e.span.end : e.span.end + 1] == ")"


_CALLED = re.compile(r"(?<![xyz])(?:_i|_\{i\}|ᵢ)\(")


def squares_a_sum(tree: Expression) -> bool:
    """Whether it holds (Σ (x_i − μ))²: where `sum (x_i - mu)^2` may be that, a sum of squares is likelier."""
    if not kinds(tree) >= {Summation, Power}:
        return False
    squared = (n.base for n in nodes(tree) if isinstance(n, Power))
    return any(isinstance(base, Summation) and isinstance(base.body, Add) for base in squared)


def _split(e: Expression, text: str) -> Expression:
    """Factors and divisors without the index, behind those with it, outside of the product."""
    e = map_children(lambda child: _split(child, text), e)
    if isinstance(e, Product) and not _is_bracketed(e.body, text):
        inner, outer = _parted(e.body, e.index)
        return _times(Product(inner, e.index, e.lower, e.upper), outer, e)
    if isinstance(e, Divide) and isinstance(e.denominator, Multiply) and _is_slash(e, text):  # `a / Π x_i! · b`
        first, *others = e.denominator.factors
        return _times(Divide(e.numerator, first), tuple(others), e) if isinstance(first, Product) else e
    return e


def _parted(body: Expression, index: str) -> tuple[Expression, tuple[Expression, ...]]:
    """What a product is taken of, and the factors behind it that are none of its own."""
    if isinstance(body, Divide) and _holds_index(body.numerator, index) and not _holds_index(body.denominator, index):
        inner, outer = _parted(body.numerator, index)
        return inner, (*outer, Divide(ONE, body.denominator))
    factors = body.factors if isinstance(body, Multiply) else ()
    last = max((k for k, f in enumerate(factors) if _holds_index(f, index)), default=-1)
    if last < 0:
        return body, ()
    inner, outer = _parted(factors[last], index)
    own = (*factors[:last], inner)
    return own[0] if len(own) == 1 else Multiply(own), (*outer, *factors[last + 1 :])


def _times(e: Expression, others: tuple[Expression, ...], whole: Expression) -> Expression:
    return Multiply((e, *others), span=whole.span) if others else whole


def _is_bracketed(e: Expression, text: str) -> bool:
    """Whether brackets say how far a product reaches."""
    span = e.span
    if span is None or not text[: span.start].rstrip().endswith(("(", "[")):
        return False
    return text[span.end :].lstrip().removeprefix("\\right").startswith((")", "]"))


def _is_slash(e: Divide, text: str) -> bool:
    """Whether only a stroke stands in front of the denominator: no fraction bar, no bracket."""
    end, start = e.numerator.span, e.denominator.span
    return end is not None and start is not None and text[end.end : start.start].strip(" )") == "/"


def _holds_index(e: Expression, index: str) -> bool:
    """Whether the index occurs, those of sums and products of their own apart."""
    if isinstance(e, Summation | Product) and e.index == index:
        return False
    return e == Symbol(index) or any(_holds_index(child, index) for child in children(e))


def statements_of(tree: Expression, continued: str | None = None) -> tuple[Statement, ...]:
    """The statements of a formula, in the order in which they are written."""
    sign = continued if continued not in ("→", "⇒", "⇔") else None
    found = list(_parts(tree, None if sign else continued))
    if sign and found:
        found[0] = found[0]._replace(continued=sign)
    return tuple(found)


def _parts(tree: Expression, link: str | None) -> Iterator[Statement]:
    if isinstance(tree, Chain) and _is_limit(tree):
        yield Statement(Relation(tree.statements[:2], ("=",), span=tree.span), linked=link)  # θ̂ → 0
    elif isinstance(tree, Chain):
        for k, part in enumerate(tree.statements):
            yield from _parts(part, link if k == 0 else tree.links[k - 1])
    elif isinstance(tree, Several) and _has_last_choice(tree):  # `θ = 0, 1 or 7/10`
        *others, last = tree.statements
        assert isinstance(last, Several)
        yield _alternatives(Several((*others, *last.statements), "or", span=tree.span), link)
    elif isinstance(tree, Several) and tree.separator == "or":
        yield _alternatives(tree, link)
    elif isinstance(tree, Several):
        yield from _listed(tree, link)
    elif isinstance(tree, Relation) and isinstance(tree.operands[-1], Interval) and PlusMinus in kinds(tree):
        yield from _ends(tree, tree.operands[-1])
    elif PlusMinus in kinds(tree):
        yield Statement(_signed(tree, False), (_signed(tree, True),), linked=link)
    else:
        yield Statement(tree, linked=link)


def _ends(tree: Relation, interval: Interval) -> Iterator[Statement]:
    """`0.7 ± 0.09 = (0.61, 0.79)`: either end, and the interval."""
    for end, negative in ((interval.lower, True), (interval.upper, False)):
        yield Statement(_signed(Relation((*tree.operands[:-1], end), tree.operators, span=tree.span), negative))
    yield Statement(interval)


def _has_last_choice(tree: Several) -> bool:
    """A list of values of one quantity, `or` in front of the last."""
    first, last = tree.statements[0], tree.statements[-1]
    if not isinstance(first, Relation) or not isinstance(last, Several) or last.separator != "or":
        return False
    values = (*tree.statements[1:-1], *last.statements)
    return all(_left(e) in (None, first.operands[0]) and not isinstance(e, (Chain, Several)) for e in values)


def _left(e: Expression) -> Expression | None:
    return e.operands[0] if isinstance(e, Relation) else None


def _is_limit(tree: Chain) -> bool:
    """`θ̂ → 0` says what the estimate is."""
    first, second = tree.statements[:2]
    return isinstance(first, Hat) and not isinstance(second, (Relation, Several))


def _alternatives(tree: Several, link: str | None) -> Statement:
    first, *others = tree.statements
    left = first.operands[0] if isinstance(first, Relation) else None
    full = [_with_left(left, other) for other in others]
    return Statement(first, tuple(full), linked=link)


def _listed(tree: Several, link: str | None) -> Iterator[Statement]:
    """`θ = 2/5, 8/5` lists two values of one quantity; otherwise each part is a statement of its own."""
    first, *others = tree.statements
    if isinstance(first, Relation) and others and not any(isinstance(o, (Relation, Chain, Several)) for o in others):
        left = first.operands[0]
        yield Statement(first, tuple(_with_left(left, other) for other in others), linked=link)
        return
    for part in tree.statements:
        yield from _parts(part, link)
        link = None


def _with_left(left: Expression | None, e: Expression) -> Expression:
    return e if left is None or isinstance(e, Relation) else Relation((left, e), ("=",), span=e.span)


def _signed(e: Expression, negative: bool) -> Expression:
    """Each ± as one of its signs."""
    if isinstance(e, PlusMinus):
        inner = _signed(e.operand, negative)
        return Negate(inner, span=e.span) if negative else inner
    return map_children(lambda child: _signed(child, negative), e)


def spread(statements: Iterable[Statement], parameters: tuple[str, ...]) -> Iterator[Statement]:
    """`p̂ = (1/2, 1/3, 1/6)` as p̂₁ = 1/2, p̂₂ = 1/3, p̂₃ = 1/6, where these are the parameters."""
    for statement in statements:
        rows = _rows_of(statement.body, parameters)
        if rows:
            yield from (statement._replace(body=row) for row in rows)
        else:
            yield statement


def _rows_of(body: Expression, parameters: tuple[str, ...]) -> list[Relation]:
    left = body.operands[0] if isinstance(body, Relation) else None
    inner = left.of if isinstance(left, Hat) else left
    if not isinstance(body, Relation) or not isinstance(inner, Symbol) or inner.name in parameters:
        return []
    vectors = [_elements(e) for e in body.operands[1:]]
    names = [f"{inner.name}_{k}" for k in range(1, len(vectors[0]) + 1)]
    if not vectors[0] or any(len(v) != len(names) for v in vectors) or set(names) != set(parameters):
        return []
    return [
        Relation((Hat(Symbol(name)), *(v[k] for v in vectors)), body.operators, span=body.span)
        for k, name in enumerate(names)
    ]


def _elements(e: Expression) -> tuple[Expression, ...]:
    if isinstance(e, SetOf):
        return e.elements
    return (e.lower, e.upper) if isinstance(e, Interval) else ()


def equal_runs(body: Expression, before: Expression | None = None) -> list[list[Expression]]:
    """The operands that a statement says to be equal, one run after the other."""
    operands = list(body.operands) if isinstance(body, Relation) else [body]
    operators = list(body.operators) if isinstance(body, Relation) else []
    if before is not None:
        operands, operators = [before, *operands], ["=", *operators]
    runs = [[operands[0]]]
    for operator, operand in zip(operators, operands[1:], strict=True):
        if operator in ("=", "≈"):
            runs[-1].append(operand)
        else:
            runs.append([operand])
    return runs
