"""What a symbol may be: an interval of real numbers or of integers, each end open or closed."""

from __future__ import annotations

from .expressions import INFINITY, ONE, ZERO, Expression, Interval, Negate, Relation
from .records import Record

__all__ = ["NON_NEGATIVE", "POSITIVE", "PROBABILITY", "REAL", "Domain"]


class Domain(Record):
    """The numbers from `lower` to `upper` (None: no end on that side); only integers where `integer`."""

    lower: Expression | None = None
    upper: Expression | None = None
    lower_closed: bool = False
    upper_closed: bool = False
    integer: bool = False

    def condition(self, subject: Expression) -> Relation | None:
        """`0 < θ ≤ 1` or `λ > 0` about the subject; None for the whole line."""
        if self.lower is not None and self.upper is not None:
            below = "≤" if self.lower_closed else "<"
            above = "≤" if self.upper_closed else "<"
            return Relation((self.lower, subject, self.upper), (below, above))
        if self.lower is not None:
            return Relation((subject, self.lower), ("≥" if self.lower_closed else ">",))
        if self.upper is not None:
            return Relation((subject, self.upper), ("≤" if self.upper_closed else "<",))
        return None

    def interval(self) -> Interval:
        """The same numbers as an interval, ∞ at missing ends."""
        lower = Negate(INFINITY) if self.lower is None else self.lower
        upper = INFINITY if self.upper is None else self.upper
        return Interval(lower, upper, self.lower_closed, self.upper_closed)

    def interior(self) -> Domain:
        """The domain without its ends."""
        return Domain(self.lower, self.upper, False, False, self.integer)


REAL = Domain()
POSITIVE = Domain(lower=ZERO)
NON_NEGATIVE = Domain(lower=ZERO, lower_closed=True)
PROBABILITY = Domain(ZERO, ONE, True, True)

