"""How much work a thing is, counted and not timed: calls of functions, as many on a busy machine as on an idle one.

A benchmark times (tests/benchmarks); a test counts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

CALLS = ("call", "c_call")


class TooManyCalls(BaseException):
    """Raised where the limit is passed, through whatever catches the exceptions of the code that is counted."""


@contextmanager
def at_most(limit: int) -> Iterator[None]:
    """The block makes at most so many calls, Python's and C's together, or is stopped there."""
    made = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal made
        if event in CALLS:
            made += 1
            if made > limit:
                sys.setprofile(None)
                raise TooManyCalls(f"more than {limit} calls")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)


def calls_of(act: Callable[[], object]) -> int:
    """How many calls the act makes, Python's and C's together."""
    made = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal made
        made += event in CALLS

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(before)
    return made
