"""What was proved of formulas over the sample, kept from one problem of a model to the next.

Lines in numbers are other ones in every problem, formulas over the sample are not: whether two of them are equal, and
which sign one has, depends on what the model says and on nothing else. Only proofs are kept, never a failure.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

from ..expressions import Expression, Indexed, Relation
from ..steps import Setting
from .search import has_kind

__all__ = ["Remembered", "is_formula", "remembered"]

MOST_MODELS, MOST_PROOFS = 64, 256
T = TypeVar("T")


class Remembered:
    """Proofs over one model, each under a key that holds all it is about."""

    def __init__(self) -> None:
        self._proofs: dict[Hashable, Any] = {}

    def recall(self, key: Hashable, find: Callable[[], T | None]) -> T | None:
        """What was found under the key, or what is found now; None is not kept."""
        known: T | None = self._proofs.get(key)
        if known is None:
            known = find()
            if known is not None:
                if len(self._proofs) >= MOST_PROOFS:
                    self._proofs.clear()
                self._proofs[key] = known
        return known


def remembered(setting: Setting, conditions: tuple[Relation, ...]) -> Remembered:
    """The proofs over all that a setting says beside its data, under these conditions."""
    mappings = setting.domains, setting.values, setting.supports
    said = (frozenset(mapping.items()) for mapping in mappings)
    return _of_model((*said, setting.facts, conditions, frozenset(setting.columns)))


@lru_cache(maxsize=MOST_MODELS)
def _of_model(model: tuple[Hashable, ...]) -> Remembered:
    return Remembered()


def is_formula(e: Expression) -> bool:
    """Whether the expression is one over the sample, which other problems of the model share."""
    return has_kind(e, Indexed)
