"""Python's search for cycles of garbage, put off while a derivation is made or judged."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["without_collections"]


@contextmanager
def without_collections() -> Iterator[None]:
    """A block in which no search for cycles of garbage runs: what is kept of problems is much, the lines of one
    derivation leave hardly any, and each search goes through all of it again (a seventh of the time to solve a
    problem, a fourth of that to judge a line)."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
