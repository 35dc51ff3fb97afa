"""Long sums, of which a derivative needs few terms: what is free of the variable adds nothing to it."""

from __future__ import annotations

from collections.abc import Iterable

from ..expressions import Add, Apply, Expression, Indexed, free_symbols
from .search import has_kind

__all__ = ["LONG", "Terms", "are_separate"]

LONG = 8
"""Of a sum with more terms only those are taken that hold the variable."""


class Terms:
    """The terms of a sum by the names that they hold."""

    def __init__(self, e: Add) -> None:
        self.of = e
        self._by_name: dict[str, list[int]] = {}
        self._always: list[int] = []
        for k, term in enumerate(e.terms):
            names = _names(term)
            if names is None:
                self._always.append(k)
            for name in names or ():
                self._by_name.setdefault(name, []).append(k)

    def holding(self, name: str) -> Add:
        """The sum of the terms that may change with the symbol."""
        places = sorted((*self._by_name.get(name.removesuffix("²"), ()), *self._always))
        return Add(tuple(self.of.terms[k] for k in places))


def are_separate(e: Expression, variables: Iterable[str]) -> bool:
    """Whether each term of a sum holds at most one of the variables, so that all mixed derivatives are zero."""
    if not isinstance(e, Add):
        return False
    own = {variable.removesuffix("²") for variable in variables}
    held = map(_names, e.terms)
    return all(names is not None and len(names & own) <= 1 for names in held)


def _names(term: Expression) -> set[str] | None:
    """The names of the term, σ and σ² as one; None where it may depend on others, as an unknown function does."""
    if has_kind(term, Apply) or has_kind(term, Indexed):
        return None
    return {name.removesuffix("²") for name in free_symbols(term)}
