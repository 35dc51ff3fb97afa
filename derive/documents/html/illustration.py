"""The picture of a solution on a page."""

from __future__ import annotations

import re

from ...problem.model import Problem
from ...steps import Derivation
from ..drawing import drawn
from ..options import Options

__all__ = ["illustration"]

# What an `svg` needs as a file of its own only, and names that two pictures of a page would share.
_FOR_FILES = re.compile(r' (?:xmlns="[^"]*"|version="[^"]*"|id="matplotlib[^"]*")')


def illustration(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The picture, where there is one and it is wanted; by default where the package that draws it is installed.

    Raises MissingExtra where it is wanted and cannot be drawn.
    """
    shown = drawn(problem, derivation, options)
    return "" if shown is None else f'<figure class="picture">{_FOR_FILES.sub("", shown.svg)}</figure>'
