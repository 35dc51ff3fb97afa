"""Hand derivations made of worked solutions: right ones, and wrong ones with one planted mistake."""

from .generation import GeneratedDerivation, right_derivations, wrong_derivations
from .spoiling import Spoilt, fitting, spoilt

__all__ = ["GeneratedDerivation", "Spoilt", "fitting", "right_derivations", "spoilt", "wrong_derivations"]
