"""What will be done, in a sentence: the parts of the derivation in their order."""

from __future__ import annotations

from ..steps import Derivation
from . import words

__all__ = ["intro"]


def intro(derivation: Derivation) -> str:
    """The sentence; nothing where the derivation is too short to need one."""
    phases = dict.fromkeys(step.phase for step in derivation.steps if step.phase)
    parts = [words.PARTS[phase] for phase in phases if phase in words.PARTS]
    return words.what_will_be_done(parts) if len(parts) > 2 else ""
