"""The picture of a solution where one is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..problem.model import Problem
from ..steps import Derivation
from .extras import has
from .options import Options

if TYPE_CHECKING:
    from .pictures import Picture

__all__ = ["drawn"]


def drawn(problem: Problem, derivation: Derivation, options: Options) -> Picture | None:
    """The picture; None where none makes sense, or where none is asked for and matplotlib is not installed.

    Raises ImportError where one is asked for and matplotlib is not installed.
    """
    if not (has("matplotlib") if options.plot is None else options.plot):
        return None
    from .pictures import picture

    return picture(problem, derivation)
