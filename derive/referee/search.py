"""A quick look into a tree: most lines hold nothing of what is sought, and that should cost next to nothing."""

from __future__ import annotations

from ..expressions import Expression, kinds

__all__ = ["has_kind"]


def has_kind(e: Expression, kind: type[Expression]) -> bool:
    """Whether a node of the tree is of the kind."""
    return kind in kinds(e)
