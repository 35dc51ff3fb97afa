"""HTML: one file that shows worked solutions wherever it is opened, without anything from elsewhere."""

from __future__ import annotations

from ...problem.model import Problem
from ...steps import Derivation
from ..options import Options
from .page import bar, completed, page, script, style
from .solution import article as fragment

__all__ = ["completed", "fragment", "notebook", "page"]


def notebook(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The solution with its switches, style and script, to stand in a page of others."""
    return (
        f'<div class="derive">\n<style>\n{style()}</style>\n{bar(options)}\n<div class="solutions">\n'
        f"{fragment(problem, derivation, options)}\n</div>\n<script>\n{script()}</script>\n</div>"
    )
