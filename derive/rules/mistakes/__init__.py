"""The mistakes that people make, as rules: they name what explains a wrong line, and they write wrong lines."""

from .mistake import KINDS, Example, Mistake, Situation
from .naming import Late, Rank, candidates, diagnose, explanations, likeliest, never
from .registry import MISTAKES, TOPICS, mistake_of

__all__ = [
    "KINDS", "MISTAKES", "TOPICS", "Example", "Late", "Mistake", "Rank", "Situation", "candidates", "diagnose",
    "explanations", "likeliest", "mistake_of", "never",
]
