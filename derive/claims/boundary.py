"""Claims about inequalities among the parameters."""

from __future__ import annotations

from ..expressions import Expression, Relation
from .claim import Claim

__all__ = ["Crossed", "OnBoundary"]


class OnBoundary(Claim):
    """`before` is the log-likelihood, a sum of strictly concave functions of one parameter each. Without the linear
    inequality, which is given or an end of a domain, its maximum under the equations lies at the point: there each
    of the `scores`, the derivatives by parameter, is the sum of the multipliers of the equations times their
    coefficients. The point breaks the inequality and no other condition, so that the maximum lies where the
    inequality holds with equality: `after` says `left = right`. Of a strict inequality `after` says `left → right`,
    and there is no maximum."""

    inequality: Relation
    point: tuple[tuple[str, Expression], ...]
    multipliers: tuple[tuple[Relation, Expression], ...]
    scores: tuple[tuple[str, Expression], ...]


class Crossed(Claim):
    """`before` is the log-likelihood; the given inequality is one between two parameters, which have the same domain,
    and of each an earlier line says up to which root the likelihood climbs in it, whatever the others are. The roots
    break the inequality: the maximum lies where it holds with equality, as in `OnBoundary`."""

    inequality: Relation
