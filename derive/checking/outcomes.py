"""What was found of a statement, and what the next one may go on with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ..expressions import (
    Expression,
)
from .forms import Form
from .resolved import Unknown
from .trying import NOT_TRIED, Check

__all__ = ["FUNCTIONS", "UNTOLD", "Last", "Outcome", "Slip"]

FUNCTIONS = ("likelihood", "log-likelihood", "negative-log-likelihood")


UNTOLD = "untold"
"""The kind of what could not be read, or holds a name without a meaning."""


class Outcome(NamedTuple):
    """What was found. holds: None where it could not be decided. kind: of the line. check: what refutes it. at: the
    operand that is wrong. against: what that was held against. problem: why nothing could be decided. follows: of a
    false statement, whether it follows from a wrong line before. proved: of a true one, whether by normal form. slip:
    of a false one about numbers, the number."""

    holds: bool | None
    kind: str
    check: Check = NOT_TRIED
    at: Expression | None = None
    against: Expression | None = None
    problem: str | None = None
    fault: Unknown | None = None
    follows: bool | None = False
    proved: bool = False
    slip: Slip | None = None


class Slip(NamedTuple):
    """A wrong number. told: what a line says, in all the ways in which it says it. due: all that it says that of."""

    told: tuple[Expression, ...]
    due: tuple[Expression, ...]


@dataclass
class Last:
    """What stands before: the last operand, for a line that goes on with a sign; its kind; whether it is settled that
    an equation is meant."""

    operand: Expression | None = None
    kind: str = ""
    head: Expression | None = None
    equation: bool = False
    forms: tuple[Form, ...] = field(default_factory=tuple)
