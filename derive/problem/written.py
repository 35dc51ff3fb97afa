"""How an author wants a solution written: the `notation` of a problem."""

from __future__ import annotations

from collections.abc import Iterable

from ..notation.choices import collision, notation
from .diagnostics import Faults
from .events import Mapping, Node, Scalar

__all__ = ["read_notation"]


def read_notation(node: Node | None, names: Iterable[str], faults: Faults) -> dict[str, str]:
    """The choices by their keys; what does not fit together, or to the names of the problem, goes to the faults."""
    if not isinstance(node, Mapping):
        return {}
    chosen = {key.text: value.text for key, value in node.entries if isinstance(value, Scalar)}
    try:
        taken = collision(notation(chosen), names)
    except ValueError as fault:
        faults.add(node, str(fault))
        return {}
    if taken:
        faults.add(node, f"{taken} is a name of the problem: call the likelihood otherwise")
    return chosen
