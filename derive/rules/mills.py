"""Mills' ratio: φ(u)/Φ(u), the slope of log Φ(u), which falls since u + φ(u)/Φ(u) is positive.

∫ Φ from −∞ to u is u Φ(u) + φ(u), and Φ is positive.
"""

from __future__ import annotations

from typing import NamedTuple

from ..expressions import TWO, Add, Call, Constant, Divide, Expression, Multiply, Power
from .arithmetic import fold
from .terms import E, Exponent, Powers, add, divide, factor, multiply, negate, terms_of, write_sum

__all__ = ["Mills", "exceeds_mills", "mills_ratio"]


class Mills(NamedTuple):
    """φ(u)/Φ(u) among the factors of a term. argument: u. ratio: the factors that it is made of, without √(2π);
    others: the rest. excess: u + φ(u)/Φ(u)."""

    argument: Expression
    ratio: Powers
    others: Powers

    @property
    def excess(self) -> Expression:
        """What makes the ratio fall."""
        return Add((self.argument, _ratio(self.argument)))


def mills_ratio(powers: Powers) -> Mills | None:
    """The ratio among the factors of a product, where its argument is no plain number."""
    for place, (base, exponent) in enumerate(powers):
        if not isinstance(base, Call) or base.function != "Φ" or exponent != -1:
            continue
        u = base.arguments[0]
        for other, (e, x) in enumerate(powers):
            if e == E and _is_half_square(x, u):
                rest = tuple(p for k, p in enumerate(powers) if k not in (place, other))
                return Mills(u, (powers[other], powers[place]), rest)
    return None


def exceeds_mills(e: Expression) -> bool:
    """Whether a sum is u + φ(u)/Φ(u)."""
    terms = terms_of(e)
    for k, term in enumerate(terms):
        found = mills_ratio(term.powers)
        if found is not None and len(terms) > 1:
            rest = write_sum([t for j, t in enumerate(terms) if j != k])
            same = fold(add(rest, negate(found.argument))) == fold(add(found.argument, negate(found.argument)))
            return same and term == factor(_ratio(found.argument))
    return False


def _is_half_square(exponent: Exponent, u: Expression) -> bool:
    if not isinstance(exponent, Expression):
        return False
    return fold(exponent) == fold(negate(divide(Power(u, TWO), TWO)))


def _ratio(u: Expression) -> Expression:
    bell = Power(E, negate(divide(Power(u, TWO), TWO)))
    return Divide(bell, multiply(Call("sqrt", (Multiply((TWO, Constant("π"))),)), Call("Φ", (u,))))
