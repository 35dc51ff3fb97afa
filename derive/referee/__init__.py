"""Step → proof. The referee knows no rule, no plan and no family: it judges a step by its two lines and its claim."""

from .proving import prove
from .refusal import NotProved

__all__ = ["NotProved", "prove"]
