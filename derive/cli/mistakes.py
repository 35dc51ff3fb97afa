"""`derive mistakes`: the catalogue of mistakes, or derivations of problems with one planted mistake each."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import asdict
from json import dumps
from typing import TYPE_CHECKING, Any

from ..words import say
from .solving import STATUS, problem_file

if TYPE_CHECKING:
    from ..checking.generating import GeneratedDerivation
    from ..problem.model import Problem

__all__ = ["mistakes"]


def mistakes(options: Namespace) -> int:
    """Print what is asked and return the exit status: 1 where no derivation could be made."""
    if options.file is None:
        return _catalogue(options.to)
    from ..problem.diagnostics import ProblemError

    try:
        problems = problem_file(options.file).load()
        made = [(problem.name, found) for problem in problems for found in _made(problem, options)]
    except ProblemError as error:
        print(error, file=sys.stderr)
        return STATUS["refused"]
    if not made:
        print("derive mistakes: no closed answer is derived here, so there is nothing to get wrong", file=sys.stderr)
        return STATUS["unsolved"]
    print("\n".join(_PRINTED[options.to](made)))
    return 0


def _catalogue(to: str) -> int:
    from ..documents.mistakes import mistakes_as_json, mistakes_as_text

    print(mistakes_as_text() if to == "text" else mistakes_as_json())
    return 0


def _made(problem: Problem, options: Namespace) -> tuple[GeneratedDerivation, ...]:
    from ..checking.generating import right_derivations, wrong_derivations

    make = right_derivations if options.right else wrong_derivations
    return make(problem, options.seed, options.count)


_Made = list[tuple[str, "GeneratedDerivation"]]


def _objects(made: _Made) -> list[dict[str, Any]]:
    return [{"problem": name, **asdict(found)} for name, found in made]


def _as_text(made: _Made) -> Iterator[str]:
    for name, found in made:
        yield f"── {name}, {found.format}: {_said(found)}"
        yield found.text


def _said(found: GeneratedDerivation) -> str:
    """What is planted, and how it goes on."""
    if found.first_error is None:
        return say("planted-nothing" if found.complete else "planted-nothing-unfinished")
    onward = {True: "planted-carried", False: "planted-right-again", None: "planted-last"}[found.carried]
    return say("planted", line=found.first_error, mistake=found.mistake, onward=say(onward))


_PRINTED: dict[str, Callable[[_Made], Iterator[str]]] = {
    "text": _as_text,
    "json": lambda made: iter([dumps(_objects(made), ensure_ascii=False, indent=1)]),
    "jsonl": lambda made: (dumps(o, ensure_ascii=False) for o in _objects(made)),
}
