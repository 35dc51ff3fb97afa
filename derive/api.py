"""The public functions: problems from files, text, Python values or sympy objects; their derivations.

Whatever is wrong with what comes in is a `ProblemError`; nothing else escapes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import problem as loader
from .lines import Table
from .plans import solve as derive
from .problem import Diagnostic, ProblemError, model
from .reports import Hint, Report
from .sympy_values import sympy_names, without_sympy
from .views import Derivation

if TYPE_CHECKING:
    from .checking.generating import GeneratedDerivation
    from .interchange import Symbols
    from .rules.mistakes import Mistake

__all__ = [
    "Derivation", "Hint", "Problem", "Report", "check", "hint", "load", "load_all", "loads", "mistakes", "sheet",
    "solve",
]

MOST_DERIVATIONS = 100_000


class Problem:
    """A problem, checked and resolved: `Problem(model="x ~ Bernoulli(θ)", data=[1, 0])`.

    The keywords are the fields of a problem file, with Python values: text in the notation, numbers, lists,
    mappings, and sympy objects wherever mathematics is wanted: an expression, a symbol as a name, a set such as
    `Interval.open(0, 1)` as a domain. Raises ProblemError with all faults.
    """

    def __init__(self, **fields: Any) -> None:
        try:
            plain, given = without_sympy(fields), tuple(sympy_names(fields))
        except ValueError as fault:
            raise _misuse(str(fault)) from fault
        except RecursionError:  # of sympy itself
            raise _misuse("a sympy expression is nested too deeply") from None
        self._hold(loader.build(plain), given)

    def _hold(self, checked: model.Problem, given: tuple[Any, ...] = ()) -> None:
        self._problem, self._table = checked, Table(checked, given)

    @classmethod
    def _of(cls, checked: model.Problem) -> Problem:
        problem = cls.__new__(cls)
        problem._hold(checked)
        return problem

    @property
    def name(self) -> str:
        """The name of its file without the ending, and its number in the file (`coin#2`)."""
        return self._problem.name

    @property
    def title(self) -> str:
        """What the problem is called."""
        return self._problem.title

    @property
    def question(self) -> str:
        """What is asked, in words."""
        return self._problem.question

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of what is to be estimated."""
        return tuple(self._problem.parameters)

    @property
    def symbols(self) -> Symbols:
        """The sympy symbols by name (`symbols["θ"]`): those of all sympy objects of the derivation."""
        return self._table.symbols

    def __repr__(self) -> str:
        return f"<problem {self.name}: {self.title}>" if self.title else f"<problem {self.name}>"


def _misuse(message: str) -> ProblemError:
    return ProblemError([Diagnostic("problem", 1, 1, message)])


def load(path: str | Path) -> Problem:
    """The one problem of a file. Raises ProblemError."""
    return Problem._of(loader.load(_path(path)))


def load_all(path: str | Path) -> tuple[Problem, ...]:
    """All problems of a file of several documents. Raises ProblemError where one of them is bad."""
    return tuple(map(Problem._of, loader.load_all(_path(path))))


def _path(path: object) -> str | Path:
    if not isinstance(path, str | Path):
        raise _misuse(f"a path is text, or a pathlib.Path, not {type(path).__name__}")
    return path


def loads(text: str | bytes) -> Problem:
    """The one problem of a YAML text. Raises ProblemError."""
    if not isinstance(text, str | bytes):
        raise _misuse(f"a problem is read from text, not from {type(text).__name__}")
    return Problem._of(loader.loads(text))


def solve(problem: Problem | None = None, *, numbers: str | None = None, **fields: Any) -> Derivation:
    """The worked solution of a problem, every step proved; or of one given by its fields as in `Problem`.

    numbers: `first` puts the data in from the first line, `last` at the end; None as the data suggest. A derivation
    with a step that has no proof has the status `unsolved`, and `diagnostics` names the step.
    Raises ProblemError for a fault, also where the derivation contradicts the author's answer.
    """
    if numbers not in (None, "first", "last"):
        raise _misuse(f"numbers: first, last or None, not {numbers!r}")
    if problem is not None and (fields or not isinstance(problem, Problem)):
        raise _misuse("give one Problem, or its fields: solve(model=…, data=…)")
    asked = Problem(**fields) if problem is None else problem
    return Derivation(asked._problem, derive(asked._problem, numbers), asked._table)


def sheet(
    derivations: Derivation | Iterable[Derivation], *, to: str = "text", title: str = "", **options: Any
) -> str | bytes:
    """The solutions of several problems, or of one, as one document in a format of the command line: a str, or bytes
    where the format is none of text. With a title it stands on top, and the problems are numbered.

    Options are those of `Derivation.to`: `form="question"` makes a question sheet of them, `key=True` adds what
    solves it. Raises ValueError for an unknown format, form or level of detail, and where a solution makes no
    exercise of the form; ProblemError where the form does not fit a problem, or there is none; ImportError for an
    extra that is not installed.
    """
    from .documents import sheet as of_several

    rows = list(derivations) if isinstance(derivations, Iterable) else [derivations]
    if not rows or not all(isinstance(row, Derivation) for row in rows):
        raise _misuse("a sheet is made of one derivation or more, such as derive.solve gives")
    return of_several([row.source for row in rows], to, title=title, **options)


def check(problem: Problem, hand: str) -> Report:
    """What each line of a hand derivation of the problem is worth, and the first wrong one.

    hand is the text as a person wrote it: plain text, Unicode, LaTeX, prose between. Raises ProblemError for a fault
    of what comes in; a line that cannot be read is none.
    """
    from .checking.hand import checked

    return Report(checked(*_both(problem, hand)))


def hint(problem: Problem, hand: str) -> Hint:
    """What comes next after a hand derivation that has begun right, or which line to look at again.

    Raises ProblemError for a fault of what comes in.
    """
    from .checking.hand import checked
    from .checking.hints import hint as next_step

    resolved, text = _both(problem, hand)
    return Hint(next_step(resolved, text, checked(resolved, text)))


def _both(problem: Problem, hand: str) -> tuple[model.Problem, str]:
    """The problem and the text, where they are a problem and a text."""
    from .checking.hand import normal

    if not isinstance(problem, Problem):
        raise _misuse(f"a derivation is checked against a Problem (derive.load), not {type(problem).__name__}")
    if not isinstance(hand, str):
        raise _misuse(f"a hand derivation is text (str), not {type(hand).__name__}")
    return problem._problem, normal(hand, "hand")


def mistakes(
    problem: Problem | None = None, *, seed: int = 1, count: int = 10, right: bool = False
) -> tuple[Mistake, ...] | tuple[GeneratedDerivation, ...]:
    """The catalogue of mistakes; or for a problem so many hand derivations with one planted mistake each.

    right: derivations without a mistake instead, some of them not finished. The same seed gives the same ones.
    Raises ProblemError for a fault of what comes in.
    """
    if problem is None:
        from .rules.mistakes import MISTAKES

        return MISTAKES
    if not isinstance(problem, Problem):
        raise _misuse(f"mistakes are made in a Problem (derive.load), not in {type(problem).__name__}")
    if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= MOST_DERIVATIONS:
        raise _misuse(f"count: a whole number from 0 to {MOST_DERIVATIONS}, not {count!r}")
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise _misuse(f"seed: a whole number, not {seed!r}")
    from .checking.generating import right_derivations, wrong_derivations

    return (right_derivations if right else wrong_derivations)(problem._problem, seed, count)
