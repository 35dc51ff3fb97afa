"""Hand derivations made of worked solutions: right ones, and wrong ones with one planted mistake."""

from .generation import GeneratedDerivation, right_derivations, wrong_derivations

__all__ = ["GeneratedDerivation", "right_derivations", "wrong_derivations"]
