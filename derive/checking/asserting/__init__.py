"""What a line asserts in words only: figures of the data, how the likelihood runs, how many roots there are.

Only what has one meaning is looked at, and only what is refuted with certainty is wrong; all else stays prose.
"""

from __future__ import annotations

from .assertions import Assertions, Refuted

__all__ = ["Assertions", "Refuted"]
