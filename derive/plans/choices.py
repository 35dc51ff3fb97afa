"""Answers that the author expects: confirmed by the derivation, or refused."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..balls import Undefined, rounds_to
from ..claims.values import Equal
from ..exact import CannotNormalise, Field
from ..expressions import (
    Apply,
    Expression,
    Negate,
    Number,
    Relation,
    Symbol,
    free_symbols,
    number_value,
    rational,
    walk,
)
from ..notation.plain import plain
from ..problem.model import Choice, Problem
from ..steps import Estimate, Quantity, Setting
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
    field = Field(sheet.setting)
    computable = [c for c in problem.choices if c.expression is not None and _is_closed(c.expression)]
    if not computable or not answers:
        return problem.answer
    matching = [(c, a) for c in computable for a in answers if matches(field, a, c.expression)]
    labels = list(dict.fromkeys(c.label for c, _ in matching))
    if len(labels) != 1:
        raise Contradiction("choices", f"{len(labels)} of the choices match the computed answer; just one may")
    if problem.answer is not None and labels[0] != problem.answer:
        raise Contradiction("answer", f"the derivation gives choice {labels[0]}, not {problem.answer}")
    _write_match(sheet, *matching[0])
    return labels[0]


def _is_closed(e: Expression) -> bool:
    return not free_symbols(e) and not any(isinstance(node, Apply) for node in walk(e))


def _write_match(sheet: Worksheet, choice: Choice, answer: Expression) -> None:
    assert choice.expression is not None
    value = _last(choice.expression)
    sign = "=" if number_value(value) is not None and number_value(answer) == number_value(value) else "≈"
    if answer != value:
        sheet.phase("choice")
        sheet.write("choice", None, Relation((answer, value), (sign,)), Equal(), n=choice.label)


def _last(e: Expression) -> Expression:
    return e.operands[-1] if isinstance(e, Relation) else e


def matches(field: Field, answer: Expression, said: Expression | None) -> bool:
    """Whether what is said is the answer: every operand of a chain equal to it, a decimal its rounded value."""
    if said is None:
        return False
    return all(_same(field, answer, operand) for operand in _operands(said))


def _operands(said: Expression) -> tuple[Expression, ...]:
    return said.operands if isinstance(said, Relation) else (said,)


def _same(field: Field, answer: Expression, said: Expression) -> bool:
    """Equal by normal form, or the answer rounded to the digits of a written decimal."""
    if answer == said:
        return True
    number = said.operand if isinstance(said, Negate) else said
    try:
        if isinstance(number, Number) and ("." in number.text or "%" in number.text) and not free_symbols(answer):
            return rounds_to(Negate(answer) if isinstance(said, Negate) else answer, number)
        return field.equal(answer, said)
    except (CannotNormalise, Undefined):
        return False


def confirm_expected(
    setting: Setting, problem: Problem, estimates: Sequence[Estimate], quantities: Sequence[Quantity]
) -> None:
    """Raises Contradiction where an expected answer is not what came out."""
    if not problem.expected:
        return
    field = Field(setting)
    found: dict[str, Expression | None] = {}
    for estimate in estimates:
        found[plain(estimate.parameter)] = estimate.exact or _as_number(estimate)
    for quantity in quantities:
        answer = quantity.exact or _as_number(quantity)
        found[quantity.name if quantity.of is None else f"{quantity.name} of {quantity.of}"] = answer
        found.setdefault(quantity.name, answer)  # the first of several rows
    for name, said in problem.expected.items():
        answer = found.get(name, found.get(plain_name(name)))
        if answer is None:
            raise Contradiction(f"expected.{name}", f"no answer for {name} came out")
        if not matches(field, answer, said):
            message = f"the derivation gives {name} = {plain(answer)}, not {plain(said)}"
            raise Contradiction(f"expected.{name}", message)


def _as_number(estimate: Estimate | Quantity) -> Expression | None:
    """What is known in numbers only, to the sixteen digits of its double."""
    return None if estimate.value is None else rational(Fraction(estimate.value))


def plain_name(name: str) -> str:
    """The name of a parameter as it is printed: `p_1` is `p₁`."""
    return plain(Symbol(name))
