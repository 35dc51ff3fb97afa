"""Which rules in which order: from a problem to its derivation."""

from .solving import fits, general_formulas, solve

__all__ = ["fits", "general_formulas", "solve"]
