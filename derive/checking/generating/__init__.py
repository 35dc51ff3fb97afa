"""Hand derivations made of worked solutions: right ones, and wrong ones with one planted mistake."""

from .generation import GeneratedDerivation, right_derivations, wrong_derivations
from .spoiling import Spoilt, spoilt

__all__ = ["GeneratedDerivation", "Spoilt", "right_derivations", "spoilt", "wrong_derivations"]
