"""The formats of a worked solution: one registry line each; what is registered, `--to` accepts."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

TYPE_CHECKING = False  # the command line asks for the names of formats only, and `typing` costs as much as those
if TYPE_CHECKING:
    from ..problem.model import Problem
    from ..steps import Derivation

__all__ = ["FORMATS", "Format", "Frame", "format_named", "frame", "refusal", "write"]


class Frame:
    """What stands before, between and after the solutions of one output."""

    def __init__(self, before: str = "", between: str = "\n\n", after: str = "\n") -> None:
        self.before, self.between, self.after = before, between, after


class Format:
    """Where a format is written: a function `(problem, derivation, detail, width) -> str` of a module here.

    several: what stands around several solutions. whole: what makes one file of a fragment (`standalone`).
    data: for programs: a refused problem is an entry like any other (`refused(name, diagnostics)` of the module).
    """

    def __init__(
        self, module: str, function: str, several: Frame | None = None, whole: Frame | None = None, data: bool = False
    ) -> None:
        self.module, self.function, self.whole, self.data = module, function, whole, data
        self.several = several or Frame()


_WHOLE_LATEX = Frame(
    "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\usepackage{amsmath,amssymb}\n\\allowdisplaybreaks\n"
    "\\begin{document}\n\n", "\n\n\\bigskip\n\n", "\n\n\\end{document}\n",
)

FORMATS = {
    "text": Format("text", "text", Frame(between="\n\n\n")),
    "latex": Format("latexdoc", "fragment", whole=_WHOLE_LATEX),
    "markdown": Format("markdown", "markdown", Frame(between="\n\n---\n\n")),
    "json": Format("jsondoc", "pretty", Frame("[\n", ",\n", "\n]\n"), data=True),
    "jsonl": Format("jsondoc", "line", Frame(between="\n"), data=True),
}


def format_named(name: str) -> Format:
    """The format of that name. Raises ValueError, which names those that there are."""
    if name not in FORMATS:
        raise ValueError(f"unknown format {name!r}: one of {', '.join(FORMATS)}")
    return FORMATS[name]


def write(
    problem: Problem, derivation: Derivation, format: str, *, detail: str = "student", standalone: bool = False,
    width: int = 80,
) -> str:
    """The worked solution in a format (a key of `FORMATS`), without a line break at the end.

    detail: brief, student or full. standalone: a whole document instead of a fragment, where the format knows both.
    width: columns of the page of a text. Raises ValueError for an unknown format or level of detail.
    """
    chosen = format_named(format)
    written = _function(chosen, chosen.function)(problem, derivation, detail, width)
    return f"{chosen.whole.before}{written}{chosen.whole.after}" if standalone and chosen.whole else written


def frame(format: str, several: bool, standalone: bool) -> Frame:
    """What stands around one solution, or around several, in one output."""
    chosen = format_named(format)
    if standalone and chosen.whole:
        return chosen.whole
    return chosen.several if several else Frame()


def refusal(format: str, problem: str, diagnostics: tuple[str, ...]) -> str | None:
    """The entry of a refused problem among several, in a format for programs; else None."""
    chosen = format_named(format)
    return _function(chosen, "refused")(problem, diagnostics) if chosen.data else None


def _function(chosen: Format, name: str) -> Callable[..., str]:
    function: Callable[..., str] = getattr(import_module(f".{chosen.module}", __package__), name)
    return function
