"""Pictures of a worked solution: the log-likelihood with its maximum, as SVG and for LaTeX."""

from __future__ import annotations

from ...problem.model import Problem
from ...records import Record
from ...steps import Derivation
from ..renaming import Naming
from .latexpicture import environment
from .named import in_notation
from .plot import Plot
from .plotting import plot
from .svg import svg

__all__ = ["Picture", "Plot", "latex_picture", "picture", "plot"]


class Picture(Record):
    """svg: one self-contained element in the colour of the text around it. alt: what is seen, in one or two
    sentences. title: what the picture is called."""

    svg: str
    alt: str
    title: str


def picture(problem: Problem, derivation: Derivation, naming: Naming | None = None) -> Picture | None:
    """The picture of a solution with the names of a notation, None where none makes sense (`plot` says why).

    Raises ImportError, which names the extra, where matplotlib is missing.
    """
    drawn = _named(plot(problem, derivation), naming)
    return None if isinstance(drawn, str) else Picture(svg(drawn), drawn.alt, drawn.title)


def latex_picture(problem: Problem, derivation: Derivation, naming: Naming | None = None) -> str | None:
    """The same picture as a `picture` environment, which needs no package and no extra; None where there is none.

    It is four fifths of the line wide, and what is seen stands above it as a comment.
    """
    drawn = _named(plot(problem, derivation), naming)
    return None if isinstance(drawn, str) else environment(drawn)


def _named(drawn: Plot | str, naming: Naming | None) -> Plot | str:
    return drawn if naming is None or isinstance(drawn, str) else in_notation(drawn, naming)
