"""ψ(z + k) at the whole numbers k of a sample: ψ(z) + 1/z + … + 1/(z + k − 1), one observation after the other."""

from __future__ import annotations

from fractions import Fraction

from ..claims.zeros import Unfolded
from ..expressions import (
    ONE,
    Add,
    Call,
    Divide,
    Expression,
    Indexed,
    Multiply,
    Summation,
    Symbol,
    integer,
    map_children,
    number_value,
    rational,
    replace,
    walk,
)
from .case import Case, Checks
from .equations import equation, gap_of
from .record import Established
from .refusal import Refused
from .values import inherited

__all__ = ["CHECKS"]

MOST_SHIFTS = 200


def unfolded(case: Case) -> Established:
    """The same equation or value at the data, once both are written out."""
    before = case.start()
    if before.is_equation:
        left, right = gap_of(before.line), gap_of(case.after)
        case.equal(_spelled(case, left), _spelled(case, right), True)
        return equation(case)
    name, old = case.name(case.after), case.name(before.line)
    if name is None or name != old:
        raise Refused("the line does not say of which function it speaks")
    case.follow(case.after, _spelled(case, before.value), True, True)
    return inherited(case, before)


def _spelled(case: Case, e: Expression) -> Expression:
    """Sums over the sample with ψ in them as sums over the observations, ψ brought down to its least argument."""
    if isinstance(e, Summation) and any(isinstance(node, Call) and node.function == "ψ" for node in walk(e)):
        return Add(tuple(_over_data(case, e)))
    if isinstance(e, Call) and e.function == "ψ":
        return _brought_down(e)
    return map_children(lambda child: _spelled(case, child), e)


def _over_data(case: Case, e: Summation) -> list[Expression]:
    nodes = [node for node in walk(e.body) if isinstance(node, Indexed)]
    columns = {node.base: case.setting.columns.get(node.base) for node in nodes}
    column = next(iter(columns.values()), None)
    whole = e.lower == ONE and e.upper in (Symbol("n"), integer(case.setting.size or 0))
    if len(columns) != 1 or column is None or not whole or any(n.index != Symbol(e.index) for n in nodes):
        raise Refused("a sum that is not over one sample")
    terms: list[Expression] = [integer(0), integer(0)]
    for value, count in column.table:
        body = _brought_down(replace(e.body, nodes[0], rational(value)))
        terms.append(Multiply((integer(count), body)))
    return terms


def _brought_down(e: Expression) -> Expression:
    """`ψ(3 + r)` as ψ(r) + 1/r + 1/(r + 1) + 1/(r + 2)."""
    if isinstance(e, Call) and e.function == "ψ" and len(e.arguments) == 1 and isinstance(e.arguments[0], Add):
        terms = e.arguments[0].terms
        numbers = [number_value(term) for term in terms]
        shift = sum((n for n in numbers if n is not None), Fraction(0))
        rest = [term for term, n in zip(terms, numbers, strict=True) if n is None]
        if rest and shift.denominator == 1 and 0 < shift <= MOST_SHIFTS:
            low = rest[0] if len(rest) == 1 else Add(tuple(rest))
            steps = [Divide(ONE, Add((low, integer(j)))) for j in range(int(shift))]
            return Add((Call("ψ", (low,)), *steps))
        if rest and not shift:
            return Call("ψ", (rest[0] if len(rest) == 1 else Add(tuple(rest)),))
    return map_children(_brought_down, e)


CHECKS: Checks = {
    Unfolded: unfolded,
}
