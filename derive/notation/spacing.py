"""What stands between two factors: nothing, a space or a dot, so that the text looks right and reads back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import ascii_letters

from ..expressions import Apply, Call, Expression, Negate, PlusMinus
from .precedence import FACTOR, MINUS, OPEN, PRODUCT, is_callable

__all__ = ["added", "begins_with_word", "latex_gap", "multiplied", "plain_gap"]

# Factors that touch: after an end of the one kind a beginning of the others needs no space.
_TOUCHING: dict[str, tuple[str, ...]] = {
    "digit": ("latin", "greek", "bracket", "root", "bar"),
    "latin": ("greek", "bracket"),
    "greek": ("latin", "greek", "bracket", "root", "bar"),
    "raised": ("bracket",),
    "bracket": ("latin", "greek", "bracket"),
}
_KINDS = dict.fromkeys("0123456789", "digit") | dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹ⁿᵏⁱ", "raised")
_KINDS |= dict.fromkeys("()", "bracket") | {"√": "root", "|": "bar"}
_KINDS |= dict.fromkeys(ascii_letters, "latin") | dict.fromkeys("αβγδεζηθικλμνξοπρςστυφχψω", "greek")


def plain_gap(factor: Expression, left: str, right: str) -> str:
    """What stands between a factor, with its text, and the text of the next: `7θ`, `n log θ`, `2·3`, `θ⁷(1 − θ)³`."""
    start = right[0]
    if start.isdigit() or (start == "(" and is_callable(factor)) or (left[0] == "√" and left[-1].isdigit()):
        return "·"
    is_call = type(factor) in (Apply, Call) and left[0] != "("
    if is_call or "^" in left or "_" in left or start == "e" or begins_with_word(right):
        return " "
    return "" if _KINDS.get(start) in _TOUCHING.get(_KINDS.get(left[-1], ""), ()) else " "


def begins_with_word(text: str) -> bool:
    """`log θ` but not `xᵢ`."""
    start = text[:2]
    return len(start) == 2 and start.isascii() and start.isalpha()


# Commands that a letter before them would seem to belong to; `n\log\theta` is set apart by LaTeX itself.
_COMMANDS = ("\\bar", "\\hat", "\\frac", "\\sum", "\\prod", "\\left")


def latex_gap(factor: Expression, left: str, right: str) -> str:
    r"""The same in LaTeX: `7\theta`, `n \bar{x}`, `\theta x`, `2 \cdot 3`."""
    start = right[0]
    if start.isdigit() or (left[-1].isdigit() and right.startswith("\\frac{")):
        return " \\cdot "
    if right.startswith(("(", "\\left(")) and is_callable(factor):
        return " \\cdot "
    if start.isalpha():
        return "" if left[-1] in "})" or left.replace(".", "").isdigit() else " "
    return " " if left[-1].isalpha() and right.startswith(_COMMANDS) else ""


def added(
    terms: Sequence[Expression], within: Callable[[Expression, int], str], minus: str, plus_minus: str
) -> str:
    """The terms one after another, each with its sign before it."""
    signs = {Negate: minus, PlusMinus: plus_minus}
    text = within(terms[0], MINUS)
    for term in terms[1:]:
        sign = signs.get(type(term))
        operand = term if sign is None else term.operand  # type: ignore[attr-defined]
        text += f" {sign or '+'} {within(operand, PRODUCT)}"
    return text


def multiplied(
    factors: Sequence[Expression],
    within: Callable[[Expression, int], str],
    gap: Callable[[Expression, str, str], str],
) -> str:
    """The factors side by side; only the last may be open to its right."""
    before, *others = factors
    text = left = within(before, FACTOR)
    for k, factor in enumerate(others, start=2):
        right = within(factor, OPEN if k == len(factors) else FACTOR)
        text += gap(before, left, right) + right
        before, left = factor, right
    return text
