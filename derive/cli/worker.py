"""Solves problems in a process of its own, so that each one ends within its time limit.

Exact arithmetic runs inside a C library that neither returns to Python in between nor survives every input, so no
timer of Python can stop it. A forked child solves under alarms of the system, which end it wherever it is; this
process imports nothing heavy and reads what the child has written. When the child dies, another one takes its place:
it says of the lost problem that it is unsolved, and goes on with the next.

What counts is the processor time of the child, so that a busy machine loses no problem; a child that waits, or gets
no processor, is ended by the clock, some times later.

Where a process cannot be forked (Windows), problems are solved in this one and the time limit does not hold.
"""

from __future__ import annotations

import marshal
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from ..records import replace
from ..words import say

if TYPE_CHECKING:
    from ..documents.options import Options as Document
    from ..problem.model import Problem

__all__ = ["Options", "Outcome", "Task", "outcomes"]

FORKS = hasattr(os, "fork")
PATIENCE = 4  # so many times the limit by the clock


class Task(NamedTuple):
    """Something to read problems from: its name, and how to read it (raises ProblemError)."""

    name: str
    load: Callable[[], Sequence[Problem]]


class Options(NamedTuple):
    """How problems are solved and written: `numbers` as in `solve`, `format` and `document` as in `write`; seconds
    of the processor.

    answer: what is done with a problem instead of solving it; returns an outcome's kind and text. Its second argument
    says why the problem is not to be tried, if not empty.
    """

    numbers: str | None
    format: str
    document: Document | None
    timeout: float
    answer: Callable[[Problem, str], tuple[str, str]] | None = None


class Outcome(NamedTuple):
    """What became of a problem: `solved` or `unsolved` (or as `Options.answer` calls it), with the text to print and
    its title; `no-exercise` (it has none of the form) or `misused` (the form does not fit it) with a diagnostic; or
    of a whole task: `refused`, with its diagnostics. several: whether the task holds several problems.
    """

    kind: str
    task: int
    several: bool = False
    text: str = ""
    diagnostics: tuple[str, ...] = ()
    title: str = ""


class Position(NamedTuple):
    """Where a child is, or has to start: at a problem of a task, or at reading the task.

    lost: why the problem is not to be solved, after a child has ended there. printed: so many problems before.
    """

    task: int = 0
    problem: int = -1
    lost: str = ""
    printed: int = 0


READING = -1


def outcomes(tasks: Sequence[Task], options: Options) -> Iterator[Outcome]:
    """What becomes of each task, in their order: an outcome for each of its problems, or one that refuses it."""
    if not FORKS:
        yield from (message for message in _work(tasks, options, Position()) if type(message) is Outcome)
        return
    position = Position()
    while position.task < len(tasks):
        position = yield from _from_child(tasks, options, position)


# ---- this process ------------------------------------------------------------------------------------------


def _from_child(tasks: Sequence[Task], options: Options, start: Position) -> Generator[Outcome, None, Position]:
    """The outcomes from one child; returns where the next child has to start."""
    pid, pipe = _fork(tasks, options, start)
    status = None
    try:
        with pipe:
            end, fault = yield from _received(pipe, start)
        _, status = os.waitpid(pid, 0)
    finally:
        if status is None:  # the reader has gone or was interrupted: no child stays behind
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    if end.task == len(tasks):
        return end
    why = fault or _cause(status, options.timeout)
    if end.problem != READING and end != start._replace(lost=""):
        return end._replace(lost=why)
    yield Outcome("refused", end.task, diagnostics=(f"{tasks[end.task].name}:1:1: {why}",))
    return Position(end.task + 1, printed=end.printed)


def _received(pipe: BinaryIO, position: Position) -> Generator[Outcome, None, tuple[Position, str]]:
    """The outcomes that a child sends between positions; returns where it was at the end, and its own fault."""
    while True:
        try:
            kind, content = marshal.load(pipe)
        except EOFError:
            return position, ""
        if kind == "fault":
            return position, content
        if kind == "position":
            position = Position(*content)
        else:
            yield Outcome(*content)


def _cause(status: int, timeout: float) -> str:
    """Why a child has ended without a word."""
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if number in (signal.SIGPROF, signal.SIGALRM):
        return say("not-finished", seconds=timeout if number == signal.SIGPROF else PATIENCE * timeout)
    return say("process-ended", status=status)


# ---- the child ---------------------------------------------------------------------------------------------


def _fork(tasks: Sequence[Task], options: Options, start: Position) -> tuple[int, BinaryIO]:
    """A child that does the work from the start on, and the pipe on which it sends."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, open(reading, "rb")
    try:
        os.close(reading)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        _send_all(_work(tasks, options, start), writing)
    finally:  # never back into the code of the parent
        os._exit(0)


def _send_all(messages: Iterator[Outcome | Position], writing: int) -> None:
    """Send them as they come, and at the end the exception that has ended them, if any."""
    with open(writing, "wb") as pipe:
        try:
            for message in messages:
                kind = "position" if type(message) is Position else "outcome"
                pipe.write(marshal.dumps((kind, tuple(message))))
                pipe.flush()
        finally:
            fault = sys.exc_info()[1]
            if fault is not None:
                pipe.write(marshal.dumps(("fault", f"internal fault: {type(fault).__name__}: {fault}")))
                if sys.flags.dev_mode:
                    sys.excepthook(type(fault), fault, fault.__traceback__)


def _work(tasks: Sequence[Task], options: Options, start: Position) -> Iterator[Outcome | Position]:
    """The outcomes from the start on, each behind the position to which it belongs."""
    from ..problem.diagnostics import ProblemError

    if options.document is not None:  # outside of any problem's time
        from ..documents.formats import prepare

        prepare(options.format, options.document)
    printed = start.printed
    for index in range(start.task, len(tasks)):
        first, before = (start.problem if index == start.task else READING), printed
        yield Position(index, printed=printed)
        _arm(options.timeout)
        try:
            problems = tasks[index].load()
            several = len(problems) > 1
            for k in range(max(first, 0), len(problems)):
                yield Position(index, k, printed=printed)
                wanted = _numbered(options, printed + 1) if several or len(tasks) > 1 else options
                yield _outcome(problems[k], wanted, start.lost if k == first else "", index, several)
                printed += 1
                _arm(options.timeout)
        except ProblemError as error:  # of the file, or of an answer that the derivation contradicts
            yield Outcome("refused", index, diagnostics=tuple(map(str, error.diagnostics)))
            printed = before  # nothing of a refused file is printed
    yield Position(len(tasks))


def _numbered(options: Options, number: int) -> Options:
    """The options with the number of a problem on a sheet that has a title."""
    if options.document is None or not options.document.title:
        return options
    return options._replace(document=replace(options.document, number=number))


def _outcome(problem: Problem, options: Options, lost: str, task: int, several: bool) -> Outcome:
    kind, said = _solved(problem, options, lost)
    title = problem.title or problem.name
    if kind in ("no-exercise", "misused"):
        return Outcome(kind, task, several, diagnostics=(said,), title=title)
    return Outcome(kind, task, several, said, title=title)


def _solved(problem: Problem, options: Options, lost: str) -> tuple[str, str]:
    """How a problem ended, and its solution, or what else was asked, as text; why there is no exercise in it."""
    if options.answer is not None:
        return options.answer(problem, lost)
    from ..documents.exercises import Misfit, NoExercise
    from ..documents.formats import fragment
    from ..plans import solve
    from ..problem.diagnostics import ProblemError
    from ..steps import Derivation, Setting, Status

    if lost:
        derivation = Derivation((), Status.UNSOLVED, Setting(), diagnostics=(lost,))
    else:
        derivation = solve(problem, options.numbers)
    kind = "unsolved" if derivation.status is Status.UNSOLVED else "solved"
    assert options.document is not None
    try:
        return kind, fragment(problem, derivation, options.format, options.document)
    except Misfit as fault:
        return "misused", f"derive solve: --form {fault.diagnostics[0].message}"
    except NoExercise as fault:
        place, form = next(iter(problem.places), ""), options.document.form
        option = f"--to {options.format}" if form == "full" else f"--form {form}"
        return "no-exercise", str(ProblemError.at(problem, place, f"{option}: {fault}"))


def _arm(seconds: float) -> None:
    """Let the system end this process after so many seconds of work from now, or where it comes to no work."""
    if FORKS:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, PATIENCE * seconds)
