"""Which rules in which order: from a problem to its derivation."""

from .solving import solve

__all__ = ["solve"]
