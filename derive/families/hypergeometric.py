"""Marked items among m that are drawn without putting back from N, of which K are marked."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

FAMILY = Family(
    name="Hypergeometric",
    parameters=(
        Parameter("N", "integer >= K", "count"),
        Parameter("K", "integer 0 <= K <= N", "count"),
        Parameter("m", "integer 0 <= m <= N", "count"),
    ),
    support="integer max(0, m-(N-K)) <= x <= min(K, m)",
    discrete=True,
    density="C(K, x) C(N-K, m-x)/C(N, m)",
    source="https://en.wikipedia.org/wiki/Hypergeometric_distribution",
    also_called=("Hyper",),
)
