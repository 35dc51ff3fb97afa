"""`derive solve`: problems from files, standard input or the command line; solutions to one output."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from ..documents.formats import finished, for_programs, format_named, frame, refusal
from .output import Output, Progress
from .worker import Options, Outcome, Task, outcomes

if TYPE_CHECKING:
    from ..documents.formats import Format
    from ..documents.options import Options as Document
    from ..problem.model import Problem

__all__ = ["STATUS", "not_installed", "problem_file", "solve", "unprintable"]

# More than a problem file may have, so that the loader finds it too large.
MOST_BYTES = 16 * 1024 * 1024
STATUS = {"solved": 0, "unsolved": 1, "no-exercise": 1, "misused": 2, "refused": 2}


def solve(options: Namespace) -> int:
    """Print the solutions and return the exit status: that of the worst outcome."""
    chosen = format_named(options.to)
    misuse = _misuse(options) or unprintable(chosen, options) or not_installed(*_needs(chosen, options))
    if misuse:
        print(f"derive solve: {misuse}", file=sys.stderr)
        return STATUS["refused"]
    tasks = [_from_model(options)] if options.model else [problem_file(name) for name in options.files]
    return _print_all(tasks, options)


def _misuse(options: Namespace) -> str:
    """What is wrong with the options taken together, or nothing."""
    if options.model and options.files:
        return "give a FILE or --model, not both"
    if options.data is not None and not options.model:
        return "--data belongs to a --model"
    if not options.model and not options.files:
        return "nothing to solve: give a FILE (- for standard input), or --model"
    if options.files.count("-") > 1:
        return "standard input can be read only once"
    if "-" in options.files and sys.stdin is None:
        return "standard input is closed"
    if options.form != "full" and for_programs(options.to):
        return f"--form {options.form}: {for_programs(options.to)}"
    try:
        _document(options)
    except ValueError as fault:
        return str(fault)
    return ""


def unprintable(chosen: Format, options: Namespace) -> str:
    """Why the terminal cannot show the format, or nothing."""
    binary = chosen.finish and not chosen.text and options.output is None
    return f"--to {options.to} is no text: give -o PATH" if binary and sys.stdout.isatty() else ""


def _needs(chosen: Format, options: Namespace) -> list[tuple[str, str] | None]:
    """The packages for what is asked, with the extras that bring them."""
    from ..documents.extras import DRAWS

    fonts = [(package, "html") for package in ("fontTools", "brotli", "ziamath") if options.embed_font]
    return [chosen.needs, DRAWS if options.plot and chosen.drawn else None, *fonts]


def not_installed(*needs: tuple[str, str] | None) -> str:
    """Which of the packages is not there, or nothing."""
    from ..documents.extras import has, missing

    return next((missing(*needed) for needed in needs if needed and not has(needed[0])), "")


def _document(options: Namespace) -> Document:
    from ..documents.options import Options as Document

    chosen = ("detail", "standalone", "title", "plot", "remarks", "form", "key", "seed", "embed_font", "question")
    notation = dict(_choice(choice) for choice in options.notation)
    return Document(**{name: getattr(options, name) for name in chosen}, notation=notation)


def _choice(text: str) -> tuple[str, str]:
    """`log=ln` as its key and value. Raises ValueError for what is none."""
    key, equals, value = text.partition("=")
    if not equals:
        raise ValueError(f"--notation {text}: write KEY=VALUE, such as log=ln")
    return key.strip(), value


def _print_all(tasks: Sequence[Task], options: Namespace) -> int:
    status, document = 0, _document(options)
    output = Output(options.output, partial(finished, options.to) if format_named(options.to).finish else None)
    progress = Progress([task.name for task in tasks])
    progress.show(0)
    wanted = Options(options.numbers, options.to, document, options.timeout)
    for index, of_task in groupby(outcomes(tasks, wanted), key=lambda outcome: outcome.task):
        found = list(of_task)
        if found[-1].kind == "refused":  # and with one of its problems the whole file
            found = found[-1:]
        progress.clear()
        for outcome in found:
            status = max(status, STATUS[outcome.kind])
            _print(outcome, output, tasks, wanted)
        progress.show(index + 1)
    progress.clear()
    output.close()
    return status


def _print(outcome: Outcome, output: Output, tasks: Sequence[Task], options: Options) -> None:
    for diagnostic in outcome.diagnostics:
        print(diagnostic, file=sys.stderr)
    entry = _entry(outcome, tasks, options.format)
    if entry is not None and options.document is not None:
        several = len(tasks) > 1 or outcome.several
        title = options.document.title or outcome.title
        output.add(entry, frame(options.format, several, title, options.document))


def _entry(outcome: Outcome, tasks: Sequence[Task], format: str) -> str | None:
    """What is printed for an outcome: nothing for a refused problem, unless it is one of several for a program."""
    if outcome.kind != "refused":
        return outcome.text or None
    name = os.path.splitext(os.path.basename(tasks[outcome.task].name))[0]
    return refusal(format, name, outcome.diagnostics) if len(tasks) > 1 else None


# ---- where problems come from ----------------------------------------------------------------------------------


def problem_file(name: str) -> Task:
    """The problems of a file, or of standard input (`-`)."""
    if name != "-":
        return Task(name, partial(_load_file, name))
    text = sys.stdin.buffer.read(MOST_BYTES)  # here and not in the worker: what replaces a lost one needs it as well
    return Task("-", partial(_load_text, text))


def _load_file(name: str) -> Sequence[Problem]:
    from ..problem import load_all

    return load_all(name)


def _load_text(text: bytes) -> Sequence[Problem]:
    from ..problem import loads_all

    return loads_all(text, "-")


def _from_model(options: Namespace) -> Task:
    data = options.data
    return Task("--model", partial(_build, _as_utf8(options.model), None if data is None else _as_utf8(data)))


def _as_utf8(argument: str) -> str:
    """The argument as it was typed, whatever encoding Python took it for."""
    return os.fsencode(argument).decode("utf-8", "surrogateescape")


def _build(model: str, data: str | None) -> Sequence[Problem]:
    from ..problem import build

    observations = {} if data is None else {"data": data.split(",")}
    return (build({"title": model, "model": model, **observations}),)
