"""Which rules in which order: from a problem to its derivation."""

from .solving import general_formulas, solve

__all__ = ["general_formulas", "solve"]
