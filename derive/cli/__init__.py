"""The command `derive`: solves problem files, checks derivations by hand, prints schemas, lists families.

Output goes to standard output, all else to standard error. Nothing heavy is imported before the arguments are read.
"""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

from .arguments import parser

TYPE_CHECKING = False  # `typing` would be a fifth of a start
if TYPE_CHECKING:
    from typing import TextIO

__all__ = ["main"]

# What a shell reports of a command that an interrupt (SIGINT) or a closed pipe (SIGPIPE) ended.
INTERRUPTED, PIPE_CLOSED = 130, 141
MISUSED = 2

# Objects made before Python looks for cycles of garbage, instead of 700: this process keeps nearly all it makes.
SELDOM = 50_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line (that of the process where none is given) and return its exit status.

    Raises SystemExit for help and for wrong usage, as argparse does.
    """
    gc.set_threshold(SELDOM)
    if sys.stdout is None:  # closed by the caller
        _silence()
    if sys.stderr is None:  # else what is printed there would go to standard output
        sys.stderr = _nowhere()
    options = parser().parse_args(arguments)
    _speak_utf8(options.command in ("solve", "check", "hint") and options.to != "text")
    try:
        status = _COMMANDS[options.command](options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence()
        return PIPE_CLOSED
    except OSError as error:  # every input has been read by now, or its faults told
        print(f"derive: cannot write {error.filename or 'the output'}: {error.strerror}", file=sys.stderr)
        _silence()
        return MISUSED
    return status


def _speak_utf8(always: bool) -> None:
    """Files and programs get UTF-8; a terminal of another encoding gets escapes for what it cannot show."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8" if always else None, errors="backslashreplace")


def _silence() -> None:
    """Let the interpreter flush into nothing when it ends: the output has nowhere to go."""
    sys.stdout = _nowhere()


def _nowhere() -> TextIO:
    import os

    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _solve(options: Namespace) -> int:
    from .solving import solve

    return solve(options)


def _check(options: Namespace) -> int:
    from .checking import check

    return check(options)


def _hint(options: Namespace) -> int:
    from .checking import hint

    return hint(options)


def _schema(options: Namespace) -> int:
    from json import dumps

    if options.of == "problem":
        from ..problem.schema import problem_schema as schema
    elif options.of == "report":
        from ..documents.report_schema import report_schema as schema
    else:
        from ..documents.schema import derivation_schema as schema
    print(dumps(schema(), ensure_ascii=False, indent=1))
    return 0


def _families(options: Namespace) -> int:
    from ..documents.families import families_as_json, families_as_text

    print(families_as_json() if options.to == "json" else families_as_text())
    return 0


def _mistakes(options: Namespace) -> int:
    from .mistakes import mistakes

    return mistakes(options)


_COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "solve": _solve, "check": _check, "hint": _hint, "schema": _schema, "families": _families,
    "mistakes": _mistakes,
}
