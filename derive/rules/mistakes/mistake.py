"""What a mistake is, and what it is tried on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from ...expressions import Expression, Symbol, free_symbols, integer
from ...records import Record
from ...steps import Setting
from ...words import mistakes as words

__all__ = [
    "ALGEBRA", "CURVATURE", "DERIVATIVES", "EQUATION", "ESTIMATE", "FORMULAS", "FUNCTIONS", "KINDS", "LIKELIHOOD",
    "LOGS", "LOG_LIKELIHOOD", "NEGATIVE", "NUMBER", "SCORE", "Example", "Mistake", "Situation", "Variants",
    "has_size", "size_of",
]

LIKELIHOOD, LOG_LIKELIHOOD, NEGATIVE = "likelihood", "log-likelihood", "negative-log-likelihood"
SCORE, CURVATURE, EQUATION = "score", "second-derivative", "equation"
ESTIMATE, NUMBER = "estimate", "number"

LOGS = (LOG_LIKELIHOOD, NEGATIVE)
FUNCTIONS = (LIKELIHOOD, *LOGS)
DERIVATIVES = (SCORE, EQUATION, ESTIMATE)  # a line that leaves the score out may hold its mistake
ALGEBRA = (EQUATION, ESTIMATE)
FORMULAS = (*FUNCTIONS, SCORE, EQUATION, ESTIMATE)
KINDS = (*FUNCTIONS, SCORE, CURVATURE, EQUATION, ESTIMATE, NUMBER)


class Example(Record):
    """A line as it should be, as it is with the mistake, and (where the mistake is one of an operation) the line that
    the operation is done to; all as text. data: a sample of x that the lines are about. kind: of the line, where it
    is not the first of the mistake."""

    right: str
    wrong: str
    before: str = ""
    unknown: str = "θ"
    data: tuple[int, ...] = ()
    kind: str = ""


class Situation(Record):
    """Where a mistake is looked for.

    due: the line that should stand there: an equation, or else the value of the line (what stands at the right).
    kind: what the line is, in the words of a report. before: the line that it comes from, or None. parameters: the
    unknowns, the one that the line is about first. setting: domains and data. function: the log-likelihood (or the
    likelihood) where the line holds its derivative, or what follows from that. tables: distributions over tokens,
    each with the token that came. written: the line that stands there instead, where there is one.
    """

    due: Expression
    kind: str
    before: Expression | None = None
    parameters: tuple[str, ...] = ()
    setting: Setting = Setting()
    function: Expression | None = None
    tables: tuple[tuple[Mapping[str, Fraction], str], ...] = ()
    written: Expression | None = None


Variants = Callable[[Expression, Situation], Iterator[Expression]]


class Mistake(Record):
    """A rule that people get wrong.

    kinds: the lines at which it happens. variants: for the line that is due, lines with the mistake made once, or
    everywhere alike. weight: how common it is, of ten. is_slip: whether it is one of attention, which names no idea.
    """

    id: str
    kinds: tuple[str, ...]
    example: Example
    variants: Variants
    weight: int = 5
    is_slip: bool = False

    @property
    def title(self) -> str:
        """What it is called, in a few words."""
        return words.MISTAKES[self.id][0]

    @property
    def sentence(self) -> str:
        """What would explain the line, and what holds instead."""
        return words.MISTAKES[self.id][1]


def has_size(situation: Situation) -> bool:
    """Whether there is a sample whose observations can be counted."""
    setting = situation.setting
    return setting.size is not None or bool(setting.supports) or "n" in free_symbols(situation.due)


def size_of(situation: Situation) -> Expression:
    """The number of observations: a number where it is known, else n."""
    size = situation.setting.size
    return Symbol("n") if size is None else integer(size)
