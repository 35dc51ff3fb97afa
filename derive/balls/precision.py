"""The working precision of ball arithmetic: one global number of FLINT, set here and nowhere else."""

from __future__ import annotations

from threading import RLock
from types import TracebackType

from flint import ctx

__all__ = ["HIGHEST", "bits", "precision"]

HIGHEST = 4096
"""Bits that are never exceeded: FLINT cannot be interrupted, so the fence stands before the call."""

# FLINT keeps one precision for all threads, so only one thread at a time computes with balls.
_lock = RLock()


def bits() -> int:
    """The precision that is set."""
    return int(ctx.prec)


class precision:
    """Sets the precision in bits for a block, at most `HIGHEST`, and puts the old one back."""

    __slots__ = ("bits", "old")

    def __init__(self, bits: int) -> None:
        self.bits = min(max(bits, 2), HIGHEST)
        self.old = 0

    def __enter__(self) -> None:
        _lock.acquire()
        self.old = ctx.prec
        ctx.prec = self.bits

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        ctx.prec = self.old
        _lock.release()
