"""Problems from files, texts and Python values; a source with a fault is refused whole, with all its faults."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from .diagnostics import Diagnostic, Faults, ProblemError
from .events import MAX_BYTES, YamlSource, decode, documents
from .model import Problem
from .python_values import Arguments
from .resolve import resolve

__all__ = ["build", "load", "load_all", "loads", "loads_all"]


def loads(text: str | bytes, name: str = "problem", folder: str | os.PathLike[str] | None = None) -> Problem:
    """The one problem of a YAML text. `folder` is where its data files are looked for.

    Raises ProblemError with all faults of the text, or where it holds several problems.
    """
    return _only(loads_all(text, name, folder), name)


def loads_all(
    text: str | bytes, name: str = "problem", folder: str | os.PathLike[str] | None = None, file: str | None = None
) -> tuple[Problem, ...]:
    """All problems of a YAML text, named `name`, `name#2`, …; `file` is what the faults call the text.

    Raises ProblemError with all faults of all of them.
    """
    file = file or name
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    source = YamlSource(file, decode(data, file))
    faults = Faults(source)
    home = None if folder is None else os.fspath(folder)
    found = [
        resolve(node, name if k == 1 else f"{name}#{k}", home, faults)
        for k, node in enumerate(documents(source, faults), 1)
    ]
    if not found and not faults:
        faults.at(source.place(0), "the file is empty: a problem has a model, a likelihood or predictions")
    faults.refuse()
    return tuple(problem for problem in found if problem is not None)


def load(path: str | os.PathLike[str]) -> Problem:
    """The one problem of a file. Raises ProblemError with all its faults, or where it holds several problems."""
    return _only(load_all(path), os.fspath(path))


def load_all(path: str | os.PathLike[str]) -> tuple[Problem, ...]:
    """All problems of a file, named by its stem: `coin`, `coin#2`. Raises ProblemError with all its faults."""
    path = os.fsdecode(path)
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ProblemError([Diagnostic(path, 1, 1, f"cannot be read: {reason}")]) from None
    stem = os.path.splitext(os.path.basename(path))[0]
    return loads_all(data, stem, os.path.dirname(path) or ".", path)


def build(
    fields: Mapping[str, object],
    name: str = "problem",
    folder: str | os.PathLike[str] | None = None,
) -> Problem:
    """The problem of Python values by the names of the fields of a problem file.

    Texts are read as in a file; numbers, fractions, lists, mappings, expressions and domains are taken as they are
    (a float is the number that it shows). Raises ProblemError with all faults, each at its field.
    """
    source = Arguments(fields)
    faults = Faults(source)
    problem = None
    tree = source.tree(faults)
    if not faults:
        problem = resolve(tree, name, None if folder is None else os.fspath(folder), faults)
    faults.refuse()
    assert problem is not None
    return problem


def _only(problems: Iterable[Problem], name: str) -> Problem:
    found = tuple(problems)
    if len(found) > 1:
        raise ProblemError([Diagnostic(name, 1, 1, f"{len(found)} problems in one file: load_all reads them")])
    return found[0]
