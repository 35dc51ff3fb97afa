"""Pictures of a worked solution: the log-likelihood with its maximum, as SVG and for LaTeX."""

from __future__ import annotations

from ...problem.model import Problem
from ...records import Record
from ...steps import Derivation
from .latexpicture import environment
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


def picture(problem: Problem, derivation: Derivation) -> Picture | None:
    """The picture of a solution, None where none makes sense (`plot` says why).

    Raises ImportError, which names the extra, where matplotlib is missing.
    """
    drawn = plot(problem, derivation)
    return None if isinstance(drawn, str) else Picture(svg(drawn), drawn.alt, drawn.title)


def latex_picture(problem: Problem, derivation: Derivation) -> str | None:
    """The same picture as a `picture` environment, which needs no package and no extra; None where there is none.

    It is four fifths of the line wide, and what is seen stands above it as a comment.
    """
    drawn = plot(problem, derivation)
    return None if isinstance(drawn, str) else environment(drawn)
