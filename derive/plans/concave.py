"""The line that says a log-likelihood to be concave in several unknowns together, by its weights and columns."""

from __future__ import annotations

from collections.abc import Sequence

from ..claims.claim import Claim
from ..claims.equations import Each
from ..claims.several import ConcaveInAll
from ..expressions import (
    TWO,
    ZERO,
    Add,
    Expression,
    Multiply,
    Negate,
    Power,
    Relation,
    Several,
    Symbol,
    free_symbols,
    sample_sum,
)
from ..notation.plain import plain
from ..rules.terms import add, multiply, negate, power
from ..steps import value_of
from ..words import say
from .worksheet import Stuck, Worksheet

__all__ = ["each", "letters_for", "write_concave"]

DIRECTIONS = ("u", "v", "w", "t", "s", "r", "q")


def each(claims: Sequence[Claim]) -> Claim:
    """One claim for each statement."""
    return claims[0] if len(claims) == 1 else Each(tuple(claims))


def write_concave(
    sheet: Worksheet,
    line: Relation,
    names: tuple[str, ...],
    columns: tuple[Expression, ...],
    weight: Expression,
    strict: bool = True,
    beside: tuple[tuple[str, Expression], ...] = (),
) -> Relation:
    """`−Σ w_i (u + v x_i)² < 0`, less squares that stand beside it: `−n v²/b² − Σ …`."""
    directions = letters_for(sheet, len(names), value_of(line), weight)
    parts = [multiply(Symbol(d), z) for d, z in zip(directions, columns, strict=True)]
    body = Multiply((weight, Power(add(*parts), TWO)))
    letters = dict(zip(names, directions, strict=True))
    own = [negate(multiply(times, power(Symbol(letters[name]), TWO))) for name, times in beside]
    squares = Negate(sample_sum(body))
    after = Relation((Add((*own, squares)) if own else squares, ZERO), ("<" if strict else "≤",))
    sheet.phase("maximum")
    return sheet.write(
        "concave-in-all" if strict else "concave-in-all-weakly",
        line,
        after,
        ConcaveInAll(names, tuple(directions), weight, columns, beside),
        conditions=sheet.setting.facts,
        v=f"({', '.join(directions)}) ≠ ({', '.join('0' for _ in directions)})",
        n=plain(Several(tuple(map(Symbol, names)), ",")) if len(names) > 1 else names[0],
    )


def letters_for(sheet: Worksheet, count: int, *places: Expression) -> list[str]:
    """Names for so many parts of a direction, which nothing has so far: a letter each, or one with numbers where
    there are more parts than letters. Raises Stuck where all are taken."""
    setting = sheet.setting
    taken = {*setting.domains, *setting.supports, *setting.columns, *setting.values}
    taken |= {name for place in places for name in free_symbols(place)}
    letters = [letter for letter in DIRECTIONS if letter not in taken]
    if count <= len(letters):
        return letters[:count]
    for letter in DIRECTIONS:
        names = [f"{letter}_{k}" for k in range(1, count + 1)]
        if not {letter, *names} & taken:
            return names
    raise Stuck(say("no-letters-for-direction"))
