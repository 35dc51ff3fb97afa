"""Where in a line a mistake can be made: at one node, one term of a sum, one factor of a product."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...expressions import (
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Multiply,
    Negate,
    Number,
    Power,
    Relation,
    Symbol,
    children,
    map_children,
)
from ..terms import Exponent, Term, factor, terms_of, write, write_sum

__all__ = [
    "at_each_node", "at_each_power", "at_each_product", "at_each_sum", "divisor", "everywhere", "sides",
    "terms_changed", "without_power",
]

Rule = Callable[[Expression], Iterable[Expression]]
_LEAVES = (Number, Symbol, Constant)


def at_each_node(e: Expression, rule: Rule) -> Iterator[Expression]:
    """The line with one of its nodes rewritten, the outermost first."""
    yield from rule(e)
    for k, child in enumerate(children(e)):
        for new in rule(child) if type(child) in _LEAVES else at_each_node(child, rule):
            yield _with_child(e, k, new)


def _with_child(e: Expression, place: int, new: Expression) -> Expression:
    count = -1

    def exchanged(child: Expression) -> Expression:
        nonlocal count
        count += 1
        return new if count == place else child

    return map_children(exchanged, e)


def everywhere(e: Expression, rule: Callable[[Expression], Expression | None]) -> Iterator[Expression]:
    """The line with every node rewritten that the rule applies to, where there are two at least."""
    count = 0

    def rewritten(node: Expression) -> Expression:
        nonlocal count
        new = rule(node)
        if new is None:
            return map_children(rewritten, node)
        count += 1
        return new

    result = rewritten(e)
    if count > 1:
        yield result


def at_each_product(e: Expression, change: Callable[[Term], Iterable[Expression]]) -> Iterator[Expression]:
    """The line with one of its products rewritten; logarithms and other calls alone count as products."""
    return at_each_node(e, lambda node: change(factor(node)) if _is_product(node) else ())


def _is_product(node: Expression) -> bool:
    if type(node) is Negate:
        return type(node.operand) is not Add and type(node.operand) is not Number
    return type(node) in (Multiply, Divide, Power, Call)


def at_each_power(
    e: Expression, change: Callable[[Expression, Exponent], Iterable[Term]]
) -> Iterator[Expression]:
    """The line with one power (of whatever exponent) in one of its products exchanged for other factors."""

    def changed(term: Term) -> Iterator[Expression]:
        for k, (base, exponent) in enumerate(term.powers):
            for new in change(base, exponent):
                powers = (*term.powers[:k], *new.powers, *term.powers[k + 1 :])
                yield write(Term(term.coefficient * new.coefficient, powers))

    return at_each_product(e, changed)


def without_power(term: Term, place: int) -> Term:
    """The product without one of its powers."""
    return Term(term.coefficient, (*term.powers[:place], *term.powers[place + 1 :]))


def at_each_sum(e: Expression, change: Callable[[list[Term]], Iterable[Expression]]) -> Iterator[Expression]:
    """The line with one of its sums, taken as a list of terms, rewritten."""
    return at_each_node(e, lambda node: change(terms_of(node)) if type(node) is Add else ())


def terms_changed(terms: list[Term], change: Callable[[Term], Iterable[list[Term]]]) -> Iterator[Expression]:
    """The sum with one of its terms exchanged for others (none at all: left out)."""
    for k, term in enumerate(terms):
        for new in change(term):
            yield write_sum([*terms[:k], *new, *terms[k + 1 :]])


def sides(e: Expression) -> tuple[Expression, Expression] | None:
    """Left and right of an equation; None for anything else."""
    if type(e) is Relation and e.operators == ("=",):
        return e.operands[0], e.operands[1]
    return None


def divisor(term: Term) -> Term:
    """What a product is divided by."""
    powers = tuple((b, -k) for b, k in term.powers if not isinstance(k, Expression) and k < 0)
    return Term(term.coefficient.denominator, powers)
