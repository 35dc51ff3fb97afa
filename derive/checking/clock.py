"""The time that a line may take: what is not decided by then is undecided, whatever it holds."""

from __future__ import annotations

from time import thread_time

__all__ = ["TIME_LIMIT", "Clock", "Late"]

TIME_LIMIT = 2.0
"""Seconds of the processor for a line: other work on the machine decides nothing."""


class Late(Exception):
    """The time of a line is over."""


class Clock:
    """Counts the time of the line that is being judged."""

    __slots__ = ("end",)

    def __init__(self) -> None:
        self.end = float("inf")

    def start(self, seconds: float = TIME_LIMIT) -> None:
        """A new line begins."""
        self.end = thread_time() + seconds

    @property
    def is_over(self) -> bool:
        """Whether the time of the line is over."""
        return thread_time() > self.end

    def check(self) -> None:
        """Raises Late where the time is over."""
        if thread_time() > self.end:
            raise Late
