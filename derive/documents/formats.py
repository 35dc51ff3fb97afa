"""The formats of a worked solution: one registry line each; what is registered, `--to` accepts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from ..records import replace

TYPE_CHECKING = False  # the command line asks for the names of formats only, and `typing` costs as much as those
if TYPE_CHECKING:
    from typing import Any

    from ..problem.model import Problem
    from ..steps import Derivation
    from .options import Options

__all__ = [
    "FORMATS", "Format", "Frame", "finished", "for_programs", "format_named", "fragment", "frame", "prepare",
    "refusal", "sheet", "write",
]


class Frame:
    """What stands before, between and after the solutions of one output."""

    def __init__(self, before: str = "", between: str = "\n\n", after: str = "\n") -> None:
        self.before, self.between, self.after = before, between, after


class Format:
    """Where a format is written: a function `(problem, derivation, options) -> str` of a module here.

    several: what stands around several solutions. whole: the name of a function `(title, options) -> Frame` of the
    module, for what makes one file of fragments; always: whether there is such a frame without `standalone`, too;
    titled: whether there is where a title is given.
    finish: the name of a function `(str) -> bytes` of the module, which makes a file of other than text of what the
    frame holds; or of text, where `text` says so. data: for programs: a refused problem is an entry like any other
    (`refused(name, diagnostics)`). quiz: the answer is in it whatever is shown, so that it has no exercises.
    remarks: whether solutions have them where the options do not say. drawn: whether it has the
    pictures of `drawing`. needs: a package and the extra that brings it.
    """

    def __init__(
        self, module: str, function: str, several: Frame | None = None, whole: str = "", always: bool = False,
        titled: bool = False, finish: str = "", text: bool = False, data: bool = False, quiz: bool = False,
        remarks: bool = False, drawn: bool = False, needs: tuple[str, str] | None = None,
    ) -> None:
        self.module, self.function = module, function
        self.whole, self.always, self.titled = whole, always, titled
        self.finish, self.text, self.remarks, self.needs = finish, text, remarks, needs
        self.data, self.quiz, self.drawn = data, quiz, drawn
        self.several = several or Frame()


FORMATS = {
    "text": Format("text", "text", Frame(between="\n\n\n"), whole="sheet", titled=True),
    "latex": Format("latexdoc", "fragment", whole="document"),
    "typst": Format("typstdoc", "fragment", whole="document", always=True, remarks=True, drawn=True),
    "pdf": Format(
        "typstdoc", "fragment", whole="document", always=True, finish="compiled", needs=("typst", "pdf"),
        remarks=True, drawn=True,
    ),
    "markdown": Format("markdown", "markdown", Frame(between="\n\n---\n\n"), whole="sheet", titled=True),
    "html": Format(
        "html", "fragment", whole="page", always=True, finish="completed", text=True, remarks=True, drawn=True,
    ),
    "ipynb": Format("ipynb", "cells", whole="notebook", always=True, remarks=True, drawn=True),
    "moodle": Format("quizzes.moodle", "fragment", whole="page", always=True, quiz=True),
    "qti": Format("quizzes.qti", "fragment", whole="page", always=True, finish="packed", quiz=True),
    "json": Format("jsondoc", "pretty", Frame("[\n", ",\n", "\n]\n"), data=True),
    "jsonl": Format("jsondoc", "line", Frame(between="\n"), data=True),
}


def format_named(name: str) -> Format:
    """The format of that name. Raises ValueError, which names those that there are."""
    if name not in FORMATS:
        raise ValueError(f"unknown format {name!r}: one of {', '.join(FORMATS)}")
    return FORMATS[name]


def write(problem: Problem, derivation: Derivation, format: str, **chosen: Any) -> str | bytes:
    """The worked solution in a format (a key of `FORMATS`), without a line break at the end; whole where the format
    is, or `standalone` says so. chosen: the fields of `Options`.

    Raises ValueError for an unknown format or level of detail, MissingExtra where the format needs another package.
    """
    from .options import Options

    options = Options(**chosen)
    title = options.title or problem.title or problem.name
    around = frame(format, False, title, options)
    body = fragment(problem, derivation, format, options)
    return finished(format, around.before + body + around.after.removesuffix("\n"))


def prepare(format: str, options: Options) -> None:
    """Import what the format needs, which may take longer than a problem does."""
    import_module(f".{format_named(format).module}", __package__)
    if format_named(format).drawn:
        from .drawing import prepare as prepare_picture

        prepare_picture(options)


def fragment(problem: Problem, derivation: Derivation, format: str, options: Options) -> str:
    """The solution as it stands in the frame of its format; an exercise without what would tell its answer.

    Raises ValueError for an exercise in a format for programs, NoExercise where the solution makes none of that form,
    ProblemError where the form does not fit the solution.
    """
    chosen = format_named(format)
    if options.form != "full":
        if chosen.data or chosen.quiz:
            raise ValueError(for_programs(format))
        options = replace(options, remarks=False, plot=False)
    elif options.remarks is None:
        options = replace(options, remarks=chosen.remarks or (options.standalone and not chosen.titled))
    written: str = _function(chosen, chosen.function)(problem, derivation, options)
    return written


def for_programs(format: str) -> str:
    """What is said of an exercise in a format that is none of a document; nothing of a format that is one."""
    chosen = format_named(format)
    if not (chosen.data or chosen.quiz):
        return ""
    what = "is for programs and holds the whole derivation" if chosen.data else "asks by itself and holds the answer"
    return f"{format} {what}: a form belongs to a document, such as text"


def sheet(solved: Sequence[tuple[Problem, Derivation]], format: str, **chosen: Any) -> str | bytes:
    """The solutions of several problems in one file of a format; numbered where the sheet has a title.

    Raises what `write` raises.
    """
    from .options import Options

    options, several = Options(**chosen), len(solved) > 1
    title = options.title or next((problem.title or problem.name for problem, _ in solved), "")
    numbers = [k if several and options.title else 0 for k in range(1, len(solved) + 1)]
    parts = [fragment(problem, derivation, format, replace(options, number=number))
             for number, (problem, derivation) in zip(numbers, solved, strict=True)]
    around = frame(format, several, title, options)
    return finished(format, around.before + around.between.join(parts) + around.after.removesuffix("\n"))


def frame(format: str, several: bool, title: str, options: Options) -> Frame:
    """What stands around one solution, or around several, in one output of that title."""
    chosen = format_named(format)
    if chosen.whole and (options.standalone or chosen.always or (chosen.titled and options.title)):
        around: Frame = _function(chosen, chosen.whole)(title, options)
        return around
    return chosen.several if several else Frame()


def finished(format: str, framed: str) -> str | bytes:
    """What is written of the framed solutions: themselves, or the file made of them. Raises MissingExtra."""
    chosen = format_named(format)
    if not chosen.finish:
        return framed
    made: str | bytes = _function(chosen, chosen.finish)(framed)
    return made


def refusal(format: str, problem: str, diagnostics: tuple[str, ...]) -> str | None:
    """The entry of a refused problem among several, in a format for programs; else None."""
    chosen = format_named(format)
    return _function(chosen, "refused")(problem, diagnostics) if chosen.data else None


def _function(chosen: Format, name: str) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(import_module(f".{chosen.module}", __package__), name)
    return function
