"""Restricted domains: where the root of a score may lie beyond an end, the point of the domain next to it is best.

`μ̂ = max(0, x̄)` where `μ ≥ 0`.
"""

from __future__ import annotations

from itertools import islice

from ..balls import Undefined, enclose, interior_points
from ..claims.cases import Beyond, Clamped
from ..claims.maxima import SignChange
from ..domains import Domain
from ..exact import Field
from ..expressions import (
    Add,
    Call,
    Chain,
    Divide,
    Expression,
    Hat,
    Negate,
    Relation,
    Symbol,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..rules.arithmetic import fold
from ..steps import value_of
from ..words import say
from .answers import in_means
from .maximum import factored_score
from .score import Solved, refuse_undecided
from .worksheet import Worksheet, equals

__all__ = ["nearest_in", "nearest_point"]

MOST_POINTS = 12
WIDEST_NAME = 12  # of a root that the words repeat



def nearest_point(
    sheet: Worksheet, score: Relation, solved: Solved, unknown: str, is_last: bool
) -> tuple[Expression, Relation] | None:
    """The estimate where the root of a score may lie outside a domain: `max(0, x̄)`. Beyond an open end there is no
    maximum, which is said in a line of its own; data decide it. None where no end was set by hand, or the root passes
    none. Raises Stuck or Degenerate where that is no way."""
    ends = _ends_to_pass(sheet, solved.root, value_of(score), unknown)
    if not ends or not _climbs_towards(sheet, solved, unknown):
        return None
    if any(not closed and (sheet.sample.known or not is_last) for _, closed, _ in ends):
        refuse_undecided(sheet, unknown)
    root = in_means(fold(solved.root))
    sheet.phase("maximum")
    line = equals(score.operands[0], factored_score(sheet.signs, solved))
    said = plain(root) if len(plain(root)) <= WIDEST_NAME else say("the-root")
    sheet.write("towards-root", score, line, SignChange(unknown, root), conditions=sheet.conditions, n=said)
    formula = _cut_off(root, ends)
    inside = [Relation((root, end), ("<" if upper else ">",)) for end, closed, upper in ends if not closed]
    sheet.phase("answer")
    hat = equals(Hat(Symbol(unknown)), formula)
    if not inside:
        sheet.write("nearest-point", line, hat, Clamped(unknown, root), n=said)
        return formula, hat
    condition = inside[0]
    if len(inside) == 2:
        condition = Relation((inside[0].operands[1], root, inside[1].operands[1]), ("<", "<"))
    sheet.write("root-inside", line, Chain((condition, hat), ("⇒",)), Clamped(unknown, root), n=said)
    for end, closed, upper in ends:
        if not closed:
            outside = Relation((root, end), ("≥" if upper else "≤",))
            after = Chain((outside, Symbol(unknown), end), ("⇒", "→"))
            rule = "root-beyond-upper" if upper else "root-beyond-lower"
            sheet.write(rule, line, after, Beyond(unknown, root, upper), v=unknown)
    return formula, hat


def nearest_in(domain: Domain, root: Expression) -> Expression:
    """`min(upper, max(lower, root))`, as far as the ends belong to the domain."""
    ends = (domain.lower, domain.lower_closed, False), (domain.upper, domain.upper_closed, True)
    return _cut_off(root, [(e, closed, upper) for e, closed, upper in ends if e is not None])


def _cut_off(root: Expression, ends: list[tuple[Expression, bool, bool]]) -> Expression:
    for end, closed, upper in ends:
        if closed:
            root = Call("min" if upper else "max", (end, root))
    return root


def _ends_to_pass(
    sheet: Worksheet, root: Expression, score: Expression, unknown: str
) -> list[tuple[Expression, bool, bool]]:
    """The ends of the domain that were set by hand and beyond which the root lies for some samples: end, whether it
    belongs to the domain, whether it is the upper one."""
    domain = sheet.domain(unknown)
    ends = (domain.lower, domain.lower_closed, False), (domain.upper, domain.upper_closed, True)
    if domain.integer:
        return []
    named = [(end, closed, upper) for end, closed, upper in ends if end is not None]
    by_hand = [side for side in named if _has_value(sheet, put(score, Symbol(unknown), side[0]))]
    return [(end, closed, upper) for end, closed, upper in by_hand if _passes(sheet, root, end, upper)]


def _has_value(sheet: Worksheet, e: Expression) -> bool:
    """Whether there is a value for some sample: at the end of all that a parameter can be the score has none."""
    for point in islice(interior_points((e,), sheet.setting), MOST_POINTS):
        try:
            enclose(e, point.values, sheet.setting, 64, point.sample)
        except Undefined:
            continue
        return True
    return False


def _climbs_towards(sheet: Worksheet, solved: Solved, unknown: str) -> bool:
    """Whether the score is seen to be positive below the root and negative above, wherever that lies."""
    away = Add((solved.root, Negate(Symbol(unknown))))
    return Field(sheet.setting).sign(Divide(factored_score(sheet.signs, solved), away)) == 1


def _passes(sheet: Worksheet, root: Expression, end: Expression, upper: bool) -> bool:
    """Whether the root may lie beyond the end for some sample: it is not proved to stay within."""
    return _sign(sheet, root, end) != (-1 if upper else 1)


def _sign(sheet: Worksheet, root: Expression, end: Expression) -> int | None:
    return Field(sheet.setting).sign(Add((root, Negate(end))))
