"""All mistakes, by topic."""

from __future__ import annotations

from . import algebra, derivatives, equations, estimates, laws, likelihoods, logs, losses, rounding, slips
from .mistake import Mistake

__all__ = ["MISTAKES", "TOPICS", "mistake_of"]

TOPICS: dict[str, tuple[Mistake, ...]] = {
    "likelihood": likelihoods.MISTAKES + laws.MISTAKES,
    "logarithm": logs.MISTAKES,
    "derivative": derivatives.MISTAKES,
    "solving": equations.MISTAKES + algebra.MISTAKES,
    "estimate": estimates.MISTAKES,
    "loss": losses.MISTAKES,
    "slip": slips.MISTAKES + rounding.MISTAKES,
}

MISTAKES: tuple[Mistake, ...] = tuple(mistake for topic in TOPICS.values() for mistake in topic)

_BY_ID = {mistake.id: mistake for mistake in MISTAKES}


def mistake_of(name: str) -> Mistake | None:
    """The mistake of that id."""
    return _BY_ID.get(name)
