"""What each line is after, in a sentence: what is said before the line itself is shown."""

from __future__ import annotations

from collections.abc import Mapping

from ...checking.milestones import milestones as milestones_of
from ...checking.milestones import subject
from ...problem.model import Problem
from ...steps import Derivation
from ...words import hints as words
from ..renaming import Naming

__all__ = ["ideas"]


def ideas(problem: Problem, derivation: Derivation, naming: Naming | None = None) -> Mapping[str, str]:
    """The idea of each line in full detail, by its number; a line whose rule has none is left out."""
    milestones = milestones_of(derivation)
    unknowns = {id(m.step): subject(milestones, m.part) for m in milestones}
    said = str if naming is None else naming.said
    names = {id(step): ", ".join(unknowns.get(id(step), ()) or problem.parameters) for step in derivation.steps}
    return {
        str(number): said(words.IDEAS[step.rule].format(v=names[id(step)]))
        for number, step in enumerate(derivation.steps, 1) if step.rule in words.IDEAS
    }
