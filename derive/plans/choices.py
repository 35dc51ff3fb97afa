"""Answers that the author expects: confirmed by the derivation, or refused."""

from __future__ import annotations

from collections.abc import Sequence

from ..balls import rounds_to
from ..expressions import Expression, Negate, Number, Relation, number_value
from ..problem.model import Choice, Problem
from ..rules.data import approximate, fold
from ..steps import Equal, Estimate, Quantity
from .worksheet import Worksheet

__all__ = ["Contradiction", "confirm_choice", "confirm_expected"]


class Contradiction(Exception):
    """The derivation disagrees with the answer in the file; `field` says where that stands."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def confirm_choice(sheet: Worksheet, problem: Problem, answers: Sequence[Expression]) -> str | None:
    """The label of the choice that one of the computed answers matches; the author's where nothing was computed.

    Raises Contradiction where no choice or more than one matches, or another than the author's.
    """
    if not problem.choices:
        return None
    computable = [c for c in problem.choices if c.expression is not None and approximate(c.expression) is not None]
    if not computable or not answers:
        return problem.answer
    matching = [(c, a) for c in computable for a in answers if matches(a, c.expression)]
    labels = list(dict.fromkeys(c.label for c, _ in matching))
    if len(labels) != 1:
        raise Contradiction("choices", f"{len(labels)} of the choices match the computed answer; just one may")
    if problem.answer is not None and labels[0] != problem.answer:
        raise Contradiction("answer", f"the derivation gives choice {labels[0]}, not {problem.answer}")
    _write_match(sheet, *matching[0])
    return labels[0]


def _write_match(sheet: Worksheet, choice: Choice, answer: Expression) -> None:
    assert choice.expression is not None
    value = _last(choice.expression)
    sign = "=" if number_value(value) is not None and number_value(answer) == number_value(value) else "≈"
    if answer != value:
        sheet.phase("choice")
        sheet.write("choice", None, Relation((answer, value), (sign,)), Equal(), n=choice.label)


def _last(e: Expression) -> Expression:
    return e.operands[-1] if isinstance(e, Relation) else e


def matches(answer: Expression, said: Expression | None) -> bool:
    """Whether what is said is the answer: every operand of a chain equal to it, a decimal its rounded value."""
    if said is None:
        return False
    operands = said.operands if isinstance(said, Relation) else (said,)
    return all(_same(answer, operand) for operand in operands)


def _same(answer: Expression, said: Expression) -> bool:
    exact, given = number_value(fold(answer)), number_value(fold(said))
    if exact is not None and exact == given:
        return True
    number = said.operand if isinstance(said, Negate) else said
    if isinstance(number, Number):
        return rounds_to(Negate(answer) if isinstance(said, Negate) else answer, number)
    if fold(answer) == fold(said):
        return True
    ours, theirs = approximate(answer), approximate(said)
    return ours is not None and theirs is not None and abs(ours - theirs) <= 1e-12 * max(1.0, abs(ours))


def confirm_expected(problem: Problem, estimates: Sequence[Estimate], quantities: Sequence[Quantity]) -> None:
    """Raises Contradiction where an expected answer is not what came out."""
    found: dict[str, Expression | None] = {}
    from ..notation.plain import plain

    for estimate in estimates:
        found[plain(estimate.parameter)] = estimate.exact
    for quantity in quantities:
        found[quantity.name if quantity.of is None else f"{quantity.name} of {quantity.of}"] = quantity.exact
    for name, said in problem.expected.items():
        answer = found.get(name, found.get(plain_name(name)))
        if answer is None:
            raise Contradiction(f"expected.{name}", f"no answer for {name} came out")
        if not (matches(answer, said) or answer == said):
            message = f"the derivation gives {name} = {plain(answer)}, not {plain(said)}"
            raise Contradiction(f"expected.{name}", message)


def plain_name(name: str) -> str:
    """The name of a parameter as it is printed: `p_1` is `p₁`."""
    from ..expressions import Symbol
    from ..notation.plain import plain

    return plain(Symbol(name))
