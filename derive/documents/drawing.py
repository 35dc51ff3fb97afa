"""The picture of a solution where one is wanted: not in an exercise, which would have its answer in it."""

from __future__ import annotations

from ..problem.model import Problem
from ..steps import Derivation
from .extras import has
from .options import Options
from .pictures import Picture, picture

__all__ = ["drawn"]


def drawn(problem: Problem, derivation: Derivation, options: Options) -> Picture | None:
    """The picture; None where none makes sense, or where none is asked for and matplotlib is not installed.

    Raises ImportError where one is asked for and matplotlib is not installed.
    """
    wanted = has("matplotlib") if options.plot is None else options.plot
    return picture(problem, derivation) if wanted and options.form == "full" else None
