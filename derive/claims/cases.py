"""Claims about one case of several: data at an end of what they can be, and roots on either side of a domain."""

from __future__ import annotations

from ..expressions import Expression
from .claim import Claim

__all__ = ["Beyond", "Clamped", "Extreme", "ExtremeAtEnd", "ExtremeWithout"]


class Extreme(Claim):
    """`before` gives the likelihood; `after` is `C ⇒ L(θ) = v`: in the case C the likelihood has that value. With
    `of_sample` C says `Σ x_i = n end` where `end` is an end of the support of x that belongs to it, so that every
    observation is there; without, `variable` is a known symbol and C says that it is at an end of its domain. The
    facts of the setting are not used: they are those of the other case."""

    variable: str
    end: Expression
    of_sample: bool


class ExtremeAtEnd(Claim):
    """`before` is an `Extreme` line, whose likelihood rises (`upper`) or falls in the variable throughout; `after` is
    `C ⇒ hat v = end`, which belongs to the domain. Further operands have the same value in the case C."""

    variable: str
    upper: bool


class ExtremeWithout(Claim):
    """As `ExtremeAtEnd`, but the end does not belong to the domain: `after` is `C ⇒ v → end`."""

    variable: str
    upper: bool


class Clamped(Claim):
    """`before` is a `SignChange` line: the likelihood climbs towards `root` from both sides, wherever that lies.
    `after` says that the estimate is the point of the domain next to the root: `hat v = max(lower, root)`,
    `min(upper, root)` or `min(upper, max(lower, root))`; an end at which the root is not cut off is never passed
    by it. Where a root beyond an open end is possible, `after` is `C ⇒ hat v = …` with C that it is inside."""

    variable: str
    root: Expression


class Beyond(Claim):
    """`before` is a `SignChange` line with that root, the end of the domain on that side is open; `after` is
    `root ≤ end ⇒ v → end` (`≥` for the upper end): there is no maximum in that case."""

    variable: str
    root: Expression
    upper: bool
