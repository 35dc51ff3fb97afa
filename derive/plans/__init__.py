"""Which rules in which order: from a problem to its derivation."""

from .solving import draft, fits, general_formulas, solve

__all__ = ["draft", "fits", "general_formulas", "solve"]
