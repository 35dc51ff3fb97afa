"""The picture of a solution where one is wanted."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ..problem.model import Problem
from ..steps import Derivation
from .extras import DRAWS, has
from .options import Options
from .renaming import naming

if TYPE_CHECKING:
    from .pictures import Picture

__all__ = ["drawn", "prepare"]


def prepare(options: Options) -> None:
    """Import what draws, where a picture may be wanted."""
    if options.form == "full" and options.plot is not False and has(DRAWS[0]):
        import_module(".pictures.drawing", __package__)


def drawn(problem: Problem, derivation: Derivation, options: Options) -> Picture | None:
    """The picture; None where none makes sense, or where none is asked for and matplotlib is not installed.

    Raises ImportError where one is asked for and matplotlib is not installed.
    """
    if not (has(DRAWS[0]) if options.plot is None else options.plot):
        return None
    from .pictures import picture

    return picture(problem, derivation, naming(problem, derivation, options))
