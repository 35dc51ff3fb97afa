"""The time that a line may take: what is not decided by then is undecided, whatever it holds."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

__all__ = ["TIME_LIMIT", "Clock", "Late", "without_collections"]

TIME_LIMIT = 2.0
"""Seconds for a line."""


class Late(Exception):
    """The time of a line is over."""


class Clock:
    """Counts the time of the line that is being judged."""

    __slots__ = ("end",)

    def __init__(self) -> None:
        self.end = float("inf")

    def start(self, seconds: float = TIME_LIMIT) -> None:
        """A new line begins."""
        self.end = monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether the time of the line is over."""
        return monotonic() > self.end

    def check(self) -> None:
        """Raises Late where the time is over."""
        if monotonic() > self.end:
            raise Late


@contextmanager
def without_collections() -> Iterator[None]:
    """A block in which no search for cycles of garbage runs: what is kept of problems is much, the lines of one
    derivation leave hardly any, and each search goes through all of it again (a fourth of the time of a line)."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
