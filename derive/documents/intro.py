"""What will be done, in a sentence: the parts of the derivation in their order."""

from __future__ import annotations

from ..steps import Derivation
from . import words

__all__ = ["intro"]

# What has to come before a part for it to be what it is elsewhere.
AFTER = {"solve": "score", "maximum": "solve"}


def intro(derivation: Derivation) -> str:
    """The sentence; nothing where the derivation is too short to need one."""
    phases = tuple(dict.fromkeys(step.phase for step in derivation.steps if step.phase))
    parts = [_part(phase, phases[:place]) for place, phase in enumerate(phases) if phase in words.PARTS]
    return words.what_will_be_done(parts) if len(parts) > 2 else ""


def _part(phase: str, before: tuple[str, ...]) -> str:
    if phase in AFTER and AFTER[phase] not in before:
        return words.PARTS_WITHOUT_SCORE[phase]
    return words.PARTS[phase]
