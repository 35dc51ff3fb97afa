"""Jupyter notebooks: a solution as cells of Markdown, with one of Python that finds the answer again by sympy alone.

A notebook is JSON (nbformat 4.5), which the standard library writes; the tests hold it against nbformat's schema.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import blake2s

from ..problem.model import Problem
from ..steps import Derivation
from . import words
from .drawing import drawn
from .formats import Frame
from .markdown import escaped, markdown
from .options import Options
from .recomputing import recomputing

__all__ = ["cells", "notebook"]

_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
DATA = "data:image/svg+xml;base64,"  # attachments may be no SVG
_HEADING = re.compile(r"^(?=## )", re.MULTILINE)


def notebook(title: str, options: Options) -> Frame:
    """What makes a notebook of the cells of solutions; a title of a sheet gets a cell of its own."""
    first = f"{_cell('markdown', f'# {title}', 'title')},\n" if options.title else ""
    end = json.dumps({"metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False)
    return Frame(f'{{"cells": [\n{first}', ",\n", f"\n], {end[1:]}\n")


def cells(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The cells of a solution, one JSON object a line, commas between."""
    name = blake2s(problem.name.encode(), digest_size=6).hexdigest()
    sources = enumerate(_sources(problem, derivation, options))
    return ",\n".join(_cell(kind, source, f"{name}-{k}") for k, (kind, source) in sources)


def _sources(problem: Problem, derivation: Derivation, options: Options) -> Iterator[tuple[str, str]]:
    for part in _HEADING.split(markdown(problem, derivation, options)):
        yield "markdown", part.strip()
    shown = drawn(problem, derivation, options)
    if shown is not None:
        yield "markdown", f"![{escaped(shown.alt)}]({DATA}{b64encode(shown.svg.encode()).decode()})"
    found = recomputing(problem, derivation) if options.form == "full" else ""
    if found:
        yield "markdown", words.RECOMPUTED
        yield "code", found


def _cell(kind: str, source: str, name: str) -> str:
    lines = source.splitlines(keepends=True)
    cell: dict[str, object] = {"cell_type": kind, "id": name, "metadata": {}, "source": lines}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return json.dumps(cell, ensure_ascii=False)
