"""The picture of a solution on a page."""

from __future__ import annotations

import re

from ...problem.model import Problem
from ...steps import Derivation
from ..extras import has
from ..options import Options

__all__ = ["illustration"]

# What an `svg` needs as a file of its own only, and names that two pictures of a page would share.
_FOR_FILES = re.compile(r' (?:xmlns="[^"]*"|version="[^"]*"|id="matplotlib[^"]*")')


def illustration(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The picture, where there is one and it is wanted; by default where the package that draws it is installed.

    Raises MissingExtra where it is wanted and cannot be drawn.
    """
    if options.plot is False or (options.plot is None and not has("matplotlib")):
        return ""
    from ..pictures import picture

    drawn = picture(problem, derivation)
    return "" if drawn is None else f'<figure class="picture">{_FOR_FILES.sub("", drawn.svg)}</figure>'
