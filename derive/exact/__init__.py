"""The exact meaning of expressions, over FLINT: normal form and zero test, derivative, sign."""

from .budget import CannotNormalise
from .field import Field
from .quotients import Normal

__all__ = ["CannotNormalise", "Field", "Normal"]
