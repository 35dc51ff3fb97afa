"""A worked solution without a format: what is given, numbered lines in sections, the answer, what was proved.

Each format turns one `Outline` into text; what to show, and in which order, is decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ..expressions import Expression
from ..problem.model import Problem
from ..steps import Derivation, Step, Verified
from . import words
from .answers import answers, formulas
from .facts import Fact, facts
from .phrases import Phrase

__all__ = ["DETAILS", "Line", "Outline", "Section", "outline"]

# The levels of detail: a step is shown where its own level is at most this.
DETAILS = {"brief": 1, "student": 2, "full": 3}


class Line(NamedTuple):
    """A numbered line: the statement, the unit behind it, the reason beside it and the conditions that it uses."""

    number: str
    statement: Expression
    unit: str
    reason: str
    conditions: tuple[Expression, ...]
    substeps: tuple[Line, ...]


class Section(NamedTuple):
    """The lines of one part of the derivation under its heading."""

    heading: str
    lines: tuple[Line, ...]


class Outline(NamedTuple):
    """A worked solution. `closing` says in sentences what was found, or why nothing was."""

    title: str
    question: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    answers: tuple[Phrase, ...]
    formulas: tuple[Phrase, ...]
    closing: tuple[str, ...]
    footer: str


def outline(problem: Problem, derivation: Derivation, detail: str = "student") -> Outline:
    """The worked solution at a level of detail (a key of `DETAILS`; ValueError for another)."""
    if detail not in DETAILS:
        raise ValueError(f"unknown level of detail {detail!r}: one of {', '.join(DETAILS)}")
    return Outline(
        problem.title or problem.name, problem.question, facts(problem),
        tuple(_sections(derivation, DETAILS[detail])), answers(problem, derivation), formulas(problem, derivation),
        _closing(derivation), _footer(derivation),
    )


# ---- lines ---------------------------------------------------------------------------------------------


def _sections(derivation: Derivation, level: int) -> Iterator[Section]:
    phase, count = "", 0
    lines: list[Line] = []
    for step in derivation.steps:
        if step.phase and step.phase != phase:
            if lines:
                yield Section(words.heading(phase), tuple(lines))
            phase, lines = step.phase, []
        if step.level <= level:
            count += 1
            lines.append(_line(step, str(count), level))
    if lines:
        yield Section(words.heading(phase), tuple(lines))


def _line(step: Step, number: str, level: int) -> Line:
    inner = step.substeps if level == DETAILS["full"] else ()
    substeps = tuple(_line(substep, f"{number}.{k}", level) for k, substep in enumerate(inner, 1))
    return Line(number, step.after, step.unit, step.reason or step.title, step.conditions, substeps)


# ---- the end ---------------------------------------------------------------------------------------------


def _closing(derivation: Derivation) -> tuple[str, ...]:
    """The sentence that answers, or why there is no answer; then what it does not say already."""
    closing = derivation.conclusion or words.NO_ANSWER.get(derivation.status, "")
    remarks = [r for r in derivation.diagnostics if r.rstrip(".").casefold() not in closing.casefold()]
    return (closing, *remarks) if closing else tuple(remarks)


def _footer(derivation: Derivation) -> str:
    """`Every line proved: 14 exact, 2 given.`, substeps counted as well; or which lines lack a proof."""
    proofs = [step.proof for step in _all_steps(derivation.steps)]
    if not proofs:
        return ""
    counts = Counter(proof.kind for proof in proofs if proof is not None)
    text = ", ".join(f"{counts[kind]} {words.PROOFS[kind]}" for kind in Verified if counts[kind])
    missing = len(proofs) - sum(counts.values())
    return words.partly_proved(text, missing) if missing else words.proved(text)


def _all_steps(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from _all_steps(step.substeps)
