"""Claims about equations: set to zero, rewritten, combined, solved, a root chosen and put in."""

from __future__ import annotations

from ..expressions import ONE, Expression, Relation
from .claim import Claim

__all__ = ["SetToZero", "Equivalent", "Substituted", "Roots", "Selected", "Root", "Each", "Combined"]


class SetToZero(Claim):
    """`after` is the equation `value(before) = 0`."""


class Equivalent(Claim):
    """Two equations with the same solutions: left − right of `after` is `multiplier` times left − right of
    `before`, and the multiplier has neither zero nor pole in the interior of the domain. Where a function is
    applied to both sides (`exp`, `log`, `sqrt` or another `power` on positive sides) `applied` names it and the
    multiplier is one."""

    multiplier: Expression = ONE
    applied: str | None = None
    at_data: bool = False


class Substituted(Claim):
    """`after` is `before` with each pair (symbol, expression) put in; both sides of a relation are compared.
    Each pair was established by an earlier line `symbol = expression` or `hat symbol = expression`."""

    pairs: tuple[tuple[str, Expression], ...]
    at_data: bool = False


class Roots(Claim):
    """`before` is an equation, `after` lists all its solutions `v = r_1 or v = r_2`: left − right of `before` is
    the product of the v − r_k times a factor that has neither zero nor pole in the interior of the domain."""

    variable: str


class Selected(Claim):
    """`before` lists the candidates (`θ = a or θ = b`), `after` the one that lies in the domain of the
    variable; all others lie outside."""

    variable: str


class Root(Claim):
    """`before` is the score line, `after` is `hat = root …`: the root lies in the domain of the variable and the
    score vanishes there. Further operands of `after` equal the root (at the data where `at_data`)."""

    variable: str
    at_data: bool = False


class Each(Claim):
    """`after` is a `Several`; its k-th statement follows by the k-th claim from the k-th statement of `before`, or
    from `before` itself where that is a single line."""

    claims: tuple[Claim, ...]


class Combined(Claim):
    """`after` is an equation that follows from established ones: its left − right is the sum of each multiplier times
    the left − right of its equation. The equations are lines or statements of a `Several`, or given."""

    parts: tuple[tuple[Expression, Relation], ...]
