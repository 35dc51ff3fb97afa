"""Expression → Typst mathematics as a person types it, `7 log theta + 3 log(1 - theta)`, for between `$` signs.

The shapes are those of the LaTeX writer; brackets are left to Typst, which lets them grow around what is tall.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..expressions import (
    Add,
    Apply,
    Call,
    Chain,
    Constant,
    Derivative,
    Divide,
    Expression,
    Hat,
    Indexed,
    Indicator,
    Interval,
    Multiply,
    Negate,
    Number,
    OrderStatistic,
    PlusMinus,
    Power,
    Product,
    Relation,
    SetOf,
    Several,
    Summation,
    Symbol,
    Text,
)
from .names import typst_name
from .precedence import (
    ATOM,
    COMMAS,
    FACTOR,
    MINUS,
    OPEN,
    PRODUCT,
    SUM,
    is_bare,
    is_callable,
    is_undressed,
    raised_square,
    repeated,
)
from .precedence import level as plain_level
from .spacing import added

__all__ = ["quoted", "typst", "typst_links", "typst_terms"]


def typst(e: Expression) -> str:
    """The expression as Typst mathematics, without the dollar signs around it."""
    return _WRITERS[type(e)](e)


def typst_links(e: Relation) -> list[str]:
    """The first operand, then each further one behind its sign: with spaces between they are the relation."""
    signs = [f"{_SIGNS.get(sign, sign)} " for sign in e.operators]
    return [f"{sign}{_within(part, SUM)}" for sign, part in zip(("", *signs), e.operands, strict=True)]


def typst_terms(e: Expression) -> list[str]:
    """The terms of a sum, each behind its sign: with spaces between they are the sum. Anything else is one term."""
    if type(e) is not Add:
        return [typst(e)]
    first, *others = e.terms
    return [_within(first, MINUS), *map(_signed, others)]


def _signed(term: Expression) -> str:
    sign = {Negate: "-", PlusMinus: "plus.minus"}.get(type(term))
    operand = term if sign is None else term.operand  # type: ignore[attr-defined]
    return f"{sign or '+'} {_within(operand, PRODUCT)}"


def quoted(said: str) -> str:
    """The words as a string of Typst, which takes nothing in them for markup."""
    return '"' + said.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _level(e: Expression) -> int:
    """A fraction holds its parts together by itself; `1e-6` becomes a product with a power of ten."""
    if type(e) is Number and "e" in e.text:
        return PRODUCT
    return FACTOR if type(e) is Divide else plain_level(e)


def _within(e: Expression, least: int) -> str:
    text = _WRITERS[type(e)](e)
    return text if _level(e) >= least else f"({text})"


def _listed(parts: tuple[Expression, ...]) -> str:
    return ", ".join([typst(part) for part in parts])


def _scripted(mark: str, text: str) -> str:
    """`^7`, `^10`, `_i`, `^(n - 1)`: brackets, which Typst does not print, around more than a number or a name."""
    return f"{mark}{text}" if _is_token(text) else f"{mark}({text})"


def _is_token(text: str) -> bool:
    """A number or a name, which a sign of Typst takes up whole."""
    return text.isalpha() or text.replace(".", "").isdigit()


# ---- names and numbers -----------------------------------------------------------------------------------


def _number(e: Number) -> str:
    digits, times, exponent = e.text.replace("e", "×10^").partition("×10^")
    return f"{digits} times 10^({exponent.removeprefix('+')})" if times else e.text


_CONSTANTS = {"π": "pi", "e": "e", "∞": "infinity"}


def _text(e: Text) -> str:
    return quoted(f"“{e.text}”")


def _hat(e: Hat) -> str:
    of = e.of
    return typst_name(of.name, "hat") if type(of) is Symbol else f"hat({typst(of)})"


def _indexed(e: Indexed) -> str:
    return typst_name(e.base) + _scripted("_", typst(e.index))


def _order_statistic(e: OrderStatistic) -> str:
    return f"{typst_name(e.base)}_(({typst(e.rank)}))"


# ---- arithmetic ------------------------------------------------------------------------------------------


def _add(e: Add) -> str:
    return added(e.terms, _within, "-", "plus.minus")


def _negate(e: Negate) -> str:
    return f"-{_within(e.operand, PRODUCT)}"


def _plus_minus(e: PlusMinus) -> str:
    return f"plus.minus {_within(e.operand, PRODUCT)}"


def _multiply(e: Multiply) -> str:
    before, *others = e.factors
    text = _within(before, FACTOR)
    for k, factor in enumerate(others, start=2):
        right = _within(factor, OPEN if k == len(e.factors) else FACTOR)
        text += (" dot " if _needs_dot(before, factor, right) else " ") + right
        before = factor
    return text


def _needs_dot(before: Expression, factor: Expression, right: str) -> bool:
    """Whether two factors side by side would read as one number or as a call."""
    if type(factor) is Divide:
        return type(before) is Number
    return right[0].isdigit() or (right[0] == "(" and is_callable(before))


def _divide(e: Divide) -> str:
    return f"{_part(e.numerator)}/{_part(e.denominator)}"


# What a stroke takes up whole: a number, a name, an accent, each with simple indices and exponents.
_SIMPLE = re.compile(r"(?:[0-9.]+|\w+|(?:hat|macron)\(\w+\))(?:[_^](?:[0-9.]+|[^\W\d_]+))*")


def _part(e: Expression) -> str:
    """A side of a fraction; its brackets are not printed."""
    text = typst(e)
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _power(e: Power) -> str:
    doubled = raised_square(e)
    if doubled is not None:
        return typst(e.base).removesuffix("^2") + _scripted("^", str(doubled))
    exponent = _exponent(e.exponent)
    return _within(e.base, ATOM) + _scripted("^", exponent)


def _exponent(e: Expression) -> str:
    r"""Fractions lie down in an exponent: `e^(-x\/theta)`."""
    if type(e) is Negate and type(e.operand) is Divide:
        return f"-{_inline(e.operand)}"
    return _inline(e) if type(e) is Divide else typst(e)


def _inline(e: Divide) -> str:
    top, below = e.numerator, e.denominator
    if _level(top) < ATOM and type(top) is not Power:
        return typst(e)
    return f"{typst(top)}\\/{_within(below, ATOM)}"


# ---- functions -------------------------------------------------------------------------------------------

_COMMANDS = {
    "exp": "exp", "max": "max", "min": "min", "sin": "sin", "cos": "cos", "tan": "tan", "sinh": "sinh",
    "cosh": "cosh", "tanh": "tanh", "asin": "arcsin", "acos": "arccos", "atan": "arctan",
    "Γ": "Gamma", "Φ": "Phi", "B": "B", "W": "W",
}  # fmt: skip


def _call(e: Call) -> str:
    special = _CALLS.get(e.function)
    if special is not None:
        return special(e)
    name = _COMMANDS.get(e.function) or f"op({quoted(e.function)})"
    return f"{name}({_listed(e.arguments)})"


def _log(e: Call) -> str:
    argument = typst(e.arguments[0])
    if len(e.arguments) == 2:
        return f"log{_scripted('_', typst(e.arguments[1]))} ({argument})"
    return f"{e.function} {argument}" if is_bare(e) else f"{e.function}({argument})"


def _log_of_base(e: Call) -> str:
    return f"log_{e.function.removeprefix('log')} ({typst(e.arguments[0])})"


def _factorial(e: Call) -> str:
    """An index would take up the sign: `x_i !`."""
    text = _within(e.arguments[0], ATOM)
    return f"{text} !" if "_" in text and text[-1] != ")" else f"{text}!"


def _abs(e: Call) -> str:
    text = typst(e.arguments[0])
    return f'op("abs")({text})' if "|" in text or "abs(" in text else f"abs({text})"


def _mean(e: Call) -> str:
    of = e.arguments[0]
    return typst_name(of.name, "macron") if type(of) is Symbol else f'op("mean")({typst(of)})'


def _derived(e: Call) -> str:
    """ψ, ζ and their derivatives, whose order is the first of two arguments."""
    order = e.arguments[0].value if len(e.arguments) == 2 and type(e.arguments[0]) is Number else 0
    return f"{typst_name(e.function)}{_primes(int(order))}({typst(e.arguments[-1])})"


def _primes(order: int) -> str:
    return "'" * order


def _bessel(e: Call) -> str:
    return f"{typst_name(e.function)} ({_listed(e.arguments)})"


_CALLS: dict[str, Callable[[Call], str]] = {
    "ψ": _derived, "ζ": _derived, "log": _log, "ln": _log, "log2": _log_of_base, "log10": _log_of_base,
    "factorial": _factorial, "abs": _abs, "mean": _mean, "I_0": _bessel, "I_1": _bessel,
    "sqrt": lambda e: f"sqrt({typst(e.arguments[0])})",
    "cbrt": lambda e: f"root(3, {typst(e.arguments[0])})",
    "root": lambda e: f"root({typst(e.arguments[1])}, {typst(e.arguments[0])})",
    "floor": lambda e: f"floor({typst(e.arguments[0])})",
    "ceil": lambda e: f"ceil({typst(e.arguments[0])})",
    "binomial": lambda e: f"binom({typst(e.arguments[0])}, {typst(e.arguments[1])})",
}  # fmt: skip


def _apply(e: Apply) -> str:
    head = typst_name(e.function) + _primes(e.primes)
    if not e.arguments:
        return head
    given = f" | {_listed(e.given)}" if e.given else ""
    gap = " " if "_" in head else ""  # an index would take up the bracket
    return f"{head}{gap}({_listed(e.arguments)}{given})"


def _summation(e: Summation) -> str:
    return _over("sum", e)


def _product(e: Product) -> str:
    return _over("product", e)


def _over(sign: str, e: Summation | Product) -> str:
    upper = _scripted("^", typst(e.upper))
    return f"{sign}_({typst_name(e.index)}={typst(e.lower)}){upper} {_within(e.body, PRODUCT)}"


def _derivative(e: Derivative) -> str:
    d = "partial" if e.partial else "d"
    each, innermost = repeated(e)
    total = sum(one.order for one in each)
    order = f"^{total}" if total > 1 else ""
    below = " ".join([f"{d} {_below_line(one)}" for one in each])
    body = typst(innermost.body)
    if is_undressed(innermost):
        return f"({d}{order} {body})/({below})"
    return f"{d}{order}/({below}) [{body}]"


def _below_line(e: Derivative) -> str:
    return typst(e.variable) if e.order == 1 else f"{_within(e.variable, ATOM)}^{e.order}"


def _indicator(e: Indicator) -> str:
    return f"bb(1){{{typst(e.condition)}}}"


# ---- sets and statements ---------------------------------------------------------------------------------


def _set(e: SetOf) -> str:
    return f"{{{_listed(e.elements)}}}"


def _interval(e: Interval) -> str:
    left, right = "[" if e.lower_closed else "(", "]" if e.upper_closed else ")"
    return f"{left}{typst(e.lower)}, {typst(e.upper)}{right}"


_SIGNS = {
    "≠": "!=", "≤": "<=", "≥": ">=", "≈": "approx", "∝": "prop", "∈": "in", "→": "->", "⇒": "=>", "⇔": "<=>",
    "or": 'quad "or" quad', "and": 'quad "and" quad',
}  # fmt: skip


def _relation(e: Relation) -> str:
    return " ".join(typst_links(e))


def _chain(e: Chain) -> str:
    text = _within(e.statements[0], COMMAS)
    for sign, part in zip(e.links, e.statements[1:], strict=True):
        text += f" {_SIGNS.get(sign, sign)} {_within(part, COMMAS)}"
    return text


def _several(e: Several) -> str:
    least = plain_level(e) + 1
    separator = f" {_SIGNS[e.separator]} " if e.separator in _SIGNS else f"{e.separator} "
    if e.separator not in _SIGNS and any(type(statement) is Relation for statement in e.statements):
        separator += "quad "
    return separator.join([_within(statement, least) for statement in e.statements])


_WRITERS: dict[type[Expression], Callable[[Any], str]] = {
    Number: _number, Symbol: lambda e: typst_name(e.name), Constant: lambda e: _CONSTANTS[e.name], Text: _text,
    Hat: _hat, Indexed: _indexed, OrderStatistic: _order_statistic, Add: _add, Multiply: _multiply, Divide: _divide,
    Negate: _negate, PlusMinus: _plus_minus, Power: _power, Call: _call, Apply: _apply, Summation: _summation,
    Product: _product, Derivative: _derivative, Indicator: _indicator, SetOf: _set, Interval: _interval,
    Relation: _relation, Chain: _chain, Several: _several,
}  # fmt: skip
