"""What can be typed: the commands, their options and the help."""

from __future__ import annotations

import argparse
import os
from math import isfinite

from .. import __version__
from ..documents.formats import FORMATS
from ..documents.reports import REPORT_FORMATS

__all__ = ["parser"]

_STATUS = "Exit status: 0 answered, 1 not solved, 2 bad input or usage."
_HINT_STATUS = "Exit status: 0 there is a hint, 1 no next step is known, 2 bad input or usage."
_CHECK_STATUS = "Exit status: 0 the derivation is right, 1 a wrong or missing line, 2 bad input or usage."
# Seconds for a problem.
TIME_LIMIT = 10.0
A_DAY = 86_400.0
PAGE = 80  # columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class _Parser(argparse.ArgumentParser):
    """Its commands are such parsers, too. Left to itself argparse imports the formats of archives for every option,
    to ask how wide the terminal is."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, formatter_class=_formatter)


def _formatter(prog: str) -> argparse.HelpFormatter:
    return argparse.HelpFormatter(prog, width=_columns() - 2)


def _columns() -> int:
    """As `shutil.get_terminal_size` has it."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(1).columns or PAGE
    except OSError:  # no terminal
        return PAGE


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top: argparse.ArgumentParser = _Parser(
        prog="derive", description="Likelihood problems in, worked and proved derivations out.", epilog=_STATUS,
    )
    top.add_argument("--version", action="version", version=f"derive {__version__}")
    # with `prog` given, argparse need not format the usage, which imports much, before anything is asked
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", prog="derive")
    _add_solve(commands)
    _add_check(commands)
    _add_hint(commands)
    _add_schema(commands)
    _add_families(commands)
    _add_mistakes(commands)
    return top


_Commands = argparse._SubParsersAction  # argparse has no public name for it


def _add_solve(commands: _Commands[argparse.ArgumentParser]) -> None:
    solve = commands.add_parser(
        "solve", help="print the worked solution of problems", epilog=_STATUS,
        description="The worked solution of each problem, every line of it proved.",
    )
    solve.add_argument("files", nargs="*", metavar="FILE", help="problem file; - reads standard input")
    solve.add_argument("--model", help="a model instead of a file: 'x ~ Bernoulli(θ)'")
    solve.add_argument("--data", help="observations of that model: 1,0,1 (--data=-1,2 where the first is negative)")
    formats = solve.add_mutually_exclusive_group()
    formats.add_argument("--to", choices=FORMATS, default="text", help="format of the solution (default: text)")
    formats.add_argument("--json", dest="to", action="store_const", const="json", help="short for --to json")
    solve.add_argument("-o", dest="output", metavar="PATH", help="write to this file, whole or not at all")
    solve.add_argument("--standalone", action="store_true", help="a whole document instead of a LaTeX fragment")
    solve.add_argument("--title", default="", help="title of a document of several problems")
    solve.add_argument(
        "--remarks", action=argparse.BooleanOptionalAction,
        help="what will be done, checks and common mistakes, or none of them",
    )
    solve.add_argument(
        "--plot", action=argparse.BooleanOptionalAction, help="a picture, or none, in a format that has pictures",
    )
    solve.add_argument("--embed-font", action="store_true", help="a mathematical font within the page (html)")
    solve.add_argument(
        "--numbers", choices=("first", "last"),
        help="put the data in at the first line, or at the end (default: first for tables, last for lists)",
    )
    solve.add_argument(
        "--detail", choices=("brief", "student", "full"), default="student", help="how small the steps are",
    )
    solve.add_argument(
        "--form", default="full", metavar="FORM",
        help="full, or an exercise: question, faded:K (K lines to write), shuffled, find-the-error, reasons-blank",
    )
    solve.add_argument(
        "--notation", action="append", default=[], metavar="KEY=VALUE",
        help="log=ln, likelihood=LL, log-likelihood=l, estimate=mle, places=3: before what the problem says",
    )
    solve.add_argument(
        "--question", choices=("numerical", "multichoice", "cloze"), default="", metavar="KIND",
        help="of a quiz (moodle, qti): numerical, multichoice or cloze (default: what fits the problem)",
    )
    solve.add_argument("--key", action="store_true", help="print what solves the exercise below it")
    solve.add_argument("--seed", type=int, default=1, metavar="N", help="another seed, another exercise (default: 1)")
    _add_time_limit(solve)


def _add_check(commands: _Commands[argparse.ArgumentParser]) -> None:
    check = commands.add_parser(
        "check", help="check a derivation written by hand", epilog=_CHECK_STATUS,
        description="Says of each line of a derivation whether it follows, and finds the first wrong one.",
    )
    _add_hand(check)
    formats = check.add_mutually_exclusive_group()
    formats.add_argument("--to", choices=REPORT_FORMATS, default="text", help="format of the report (default: text)")
    formats.add_argument("--json", dest="to", action="store_const", const="json", help="short for --to json")
    check.add_argument("-o", dest="output", metavar="PATH", help="write to this file, whole or not at all")
    _add_time_limit(check)


def _add_hint(commands: _Commands[argparse.ArgumentParser]) -> None:
    hint = commands.add_parser(
        "hint", help="say what comes next in a derivation written by hand", epilog=_HINT_STATUS,
        description="The next step after a derivation that has begun right, or the line to look at again.",
    )
    _add_hand(hint)
    hint.add_argument("--reveal", action="store_true", help="show the line as well as the idea")
    formats = hint.add_mutually_exclusive_group()
    formats.add_argument("--to", choices=("text", "json"), default="text", help="format of the hint (default: text)")
    formats.add_argument("--json", dest="to", action="store_const", const="json", help="short for --to json")
    hint.add_argument("-o", dest="output", metavar="PATH", help="write to this file, whole or not at all")
    _add_time_limit(hint)


def _add_hand(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="problem file; - reads standard input")
    command.add_argument("hand", metavar="HAND", help="file with the derivation, UTF-8; - reads standard input")


def _add_time_limit(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--timeout", type=_seconds, default=TIME_LIMIT, metavar="SECONDS",
        help=f"processor time that a problem may take (default: {TIME_LIMIT:g})",
    )


def _add_schema(commands: _Commands[argparse.ArgumentParser]) -> None:
    schema = commands.add_parser(
        "schema", help="print the JSON Schema of problem files or of the output",
        description="The JSON Schema (draft 7) of a problem file, or of what `derive solve --to json` or "
                    "`derive check --to json` prints.",
    )
    schema.add_argument("of", nargs="?", choices=("problem", "derivation", "report"), default="problem")


def _add_families(commands: _Commands[argparse.ArgumentParser]) -> None:
    families = commands.add_parser(
        "families", help="list the distribution families",
        description="The families, their parameters and supports, and what is known of their estimates.",
    )
    formats = families.add_mutually_exclusive_group()
    formats.add_argument("--to", choices=("text", "json"), default="text", help="format of the list (default: text)")
    formats.add_argument("--json", dest="to", action="store_const", const="json", help="short for --to json")


def _add_mistakes(commands: _Commands[argparse.ArgumentParser]) -> None:
    mistakes = commands.add_parser(
        "mistakes", help="list the mistakes that people make, or write derivations that hold one",
        description="The catalogue of mistakes; of a problem, wrong derivations with one planted mistake each.",
    )
    mistakes.add_argument("file", nargs="?", metavar="FILE", help="problem file; - reads standard input")
    mistakes.add_argument("--count", type=_count, default=10, metavar="N", help="so many derivations (default: 10)")
    mistakes.add_argument("--seed", type=int, default=1, metavar="N", help="another seed, others (default: 1)")
    mistakes.add_argument("--right", action="store_true", help="right derivations, in the same notations")
    formats = mistakes.add_mutually_exclusive_group()
    formats.add_argument("--to", choices=("text", "json", "jsonl"), default="text", help="format (default: text)")
    formats.add_argument("--json", dest="to", action="store_const", const="json", help="short for --to json")


def _count(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"not a number from 1 to 100000: {text!r}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not (isfinite(seconds) and seconds > 0):
        raise argparse.ArgumentTypeError(f"not a number of seconds above zero: {text!r}")
    return min(seconds, A_DAY)
