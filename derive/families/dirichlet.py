"""Shares of a whole: positive numbers that add up to one; a shape for each of them."""

from __future__ import annotations

from .family import Family, Parameter

__all__ = ["FAMILY"]

VARIABLES = ("x", "y", "z", "u", "v", "w", "s", "t")


def _with_shares(count: int, spellings: tuple[tuple[str, Family], ...] = ()) -> Family:
    names = [f"α_{k}" for k in range(1, count + 1)]
    below = " ".join(f"Γ({name})" for name in names)
    powers = " ".join(f"{x}^({name}-1)" for x, name in zip(VARIABLES, names, strict=False))
    return Family(
        name="Dirichlet",
        parameters=tuple(Parameter(name, f"{name} > 0", "shape") for name in names),
        support="0 < x < 1",
        discrete=False,
        density=f"Γ({' + '.join(names)})/({below}) {powers}",
        source="https://en.wikipedia.org/wiki/Dirichlet_distribution",
        spellings=spellings,
        beside=tuple((name, f"0 < {name} < 1") for name in VARIABLES[1:count]),
        adds_to_one=True,
    )


OTHERS = tuple(("", _with_shares(count)) for count in (2, *range(4, len(VARIABLES) + 1)))
FAMILY = _with_shares(3, OTHERS)
