"""The base of all claims."""

from __future__ import annotations

from ..records import Record

__all__ = ["Claim"]


class Claim(Record):
    """What a step claims of `before` and `after`; the referee proves it from these two alone."""
