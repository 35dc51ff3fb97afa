"""Claims about the information in a sample of categories.

The score of an observation in a category is p′/p, so its square has the expectation Σ p (p′/p)² = Σ p′²/p. Where the
probabilities themselves are the parameters, how often one category came is binomial, whatever the others are.
"""

from __future__ import annotations

from ..claims.information import CellInformation, OwnCount
from ..expressions import (
    ONE,
    Add,
    Apply,
    Derivative,
    Divide,
    Expression,
    Multiply,
    Negate,
    Relation,
    Symbol,
    Text,
)
from .case import Case, Checks
from .information import named_line
from .record import Established
from .refusal import Refused
from .smoothness import require_smooth
from .values import established

__all__ = ["CHECKS"]

N = Symbol("n")


def _cells(case: Case) -> list[Expression]:
    """The probabilities of all categories, which add up to one. Raises Refused."""
    cells = []
    for line in case.setting.given:
        first = line.operands[0] if isinstance(line, Relation) and line.operators == ("=",) else None
        named = isinstance(first, Apply) and first.function == "P" and not first.given
        if isinstance(line, Relation) and named and isinstance(first.arguments[0], Text):  # type: ignore[union-attr]
            cells.append(line.operands[1])
    if len(cells) < 2:
        raise Refused("the probabilities of the categories are not given")
    case.equal(ONE, Add(tuple(cells)))
    return cells


def cell_information(case: Case) -> Established:
    """`I(θ) = n Σ p′²/p`."""
    claim = case.claim
    assert isinstance(claim, CellInformation)
    line = named_line(case, "I", claim.first, claim.second)
    cells = _cells(case)
    shares = []
    for cell in cells:
        for name in (claim.first, claim.second):
            require_smooth(case.meaning, cell, name, False)
        slopes = (Derivative(cell, Symbol(name)) for name in (claim.first, claim.second))
        shares.append(Divide(Multiply(tuple(slopes)), cell))
    total = Multiply((N, Add(tuple(shares))))
    for operator, operand in zip(line.operators, line.operands[1:], strict=True):
        case.link(operator, total, operand)
    return established(case, slopes=None)


def own_count(case: Case) -> Established:
    """`I(p_j) = n/(p_j (1 − p_j))`."""
    claim = case.claim
    assert isinstance(claim, OwnCount)
    line = named_line(case, "I", claim.variable, claim.variable)
    probability = Symbol(claim.variable)
    if probability not in _cells_of_condition(case):
        raise Refused(f"{claim.variable} is not the probability of a category")
    rest = Add((ONE, Negate(probability)))
    for operator, operand in zip(line.operators, line.operands[1:], strict=True):
        case.link(operator, Divide(N, Multiply((probability, rest))), operand)
    return established(case, slopes=None)


def _cells_of_condition(case: Case) -> tuple[Expression, ...]:
    """The probabilities in the given condition `p_1 + … + p_k = 1`, the only one. Raises Refused."""
    found = [
        line.operands[0].terms
        for line in case.setting.given
        if isinstance(line, Relation) and line.operators == ("=",) and line.operands[1] == ONE
        and isinstance(line.operands[0], Add)
    ]
    if len(found) != 1 or not all(isinstance(term, Symbol) for term in found[0]):
        raise Refused("no condition says that the probabilities add up to one")
    return found[0]


CHECKS: Checks = {
    CellInformation: cell_information,
    OwnCount: own_count,
}
