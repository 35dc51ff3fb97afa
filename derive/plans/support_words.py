"""Where an observation can lie, as it is said behind its law: `, for x = 0, 1, 2, …`, `, for 0 < x < 1`."""

from __future__ import annotations

from ..domains import Domain
from ..expressions import Expression, Symbol, integer, number_value
from ..notation.plain import plain
from ..problem.model import Law
from ..rules.arithmetic import fold
from ..rules.terms import add, negate
from ..words import say

__all__ = ["support_in_words"]

ELISION = "…"
FEW = 4  # so many whole numbers are all listed


def support_in_words(law: Law) -> str:
    """The values of one observation; nothing where these are all real numbers."""
    supports = ((law.variable, law.support), *law.beside)
    said = [values for name, support in supports if (values := _values(name, support))]
    return say("for-values", values=", ".join(said)) if said else ""


def _values(name: str, support: Domain) -> str:
    """`x > 0`, or the first whole numbers."""
    condition, first, last = support.condition(Symbol(name)), support.lower, support.upper
    if condition is None:
        return ""
    if not (support.integer and first is not None and support.lower_closed):
        return plain(condition)
    if last is None:
        return _listed(name, [*_from(first, 3), ELISION])
    count = number_value(add(last, negate(first)))
    if isinstance(count, int) and count < FEW:
        return _listed(name, _from(first, count + 1))
    return _listed(name, [*_from(first, 2), ELISION, plain(last)])


def _from(first: Expression, count: int) -> list[str]:
    return [plain(fold(add(first, integer(k)))) for k in range(count)]


def _listed(name: str, values: list[str]) -> str:
    return f"{plain(Symbol(name))} = {', '.join(values)}"
