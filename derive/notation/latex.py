r"""Expression → LaTeX as a person types it, `7\log\theta + 3\log(1 - \theta)`, which the reader reads back."""

from __future__ import annotations

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
from .characters import WORDS_IN_LATEX
from .names import latex_name
from .precedence import (
    ATOM,
    COMMAS,
    FACTOR,
    PRODUCT,
    SUM,
    is_bare,
    is_callable,
    is_undressed,
    raised_square,
    repeated,
)
from .precedence import level as plain_level
from .spacing import added, latex_gap, multiplied

__all__ = ["latex", "latex_links"]


def latex(e: Expression) -> str:
    """The expression as LaTeX for math mode, without delimiters."""
    return _WRITERS[type(e)](e)


def latex_links(e: Relation) -> list[str]:
    """The first operand, then each further one behind its sign: with spaces between they are the relation."""
    signs = [f"{_SIGNS.get(sign, sign)} " for sign in e.operators]
    return [f"{sign}{_within(part, SUM)}" for sign, part in zip(("", *signs), e.operands, strict=True)]


def _level(e: Expression) -> int:
    r"""A `\frac` holds its parts together by itself."""
    return FACTOR if type(e) is Divide else plain_level(e)


def _within(e: Expression, least: int) -> str:
    text = _WRITERS[type(e)](e)
    return text if _level(e) >= least else _bracketed(text)


_TALL = ("\\frac", "\\sum", "\\prod", "\\binom")


def _bracketed(text: str, left: str = "(", right: str = ")") -> str:
    r"""Brackets grow only around what is tall."""
    if any(command in text for command in _TALL):
        return f"\\left{left} {text} \\right{right}"
    return f"{left}{text}{right}"


def _listed(parts: tuple[Expression, ...]) -> str:
    return ", ".join([latex(part) for part in parts])


def _scripted(mark: str, text: str) -> str:
    """`^7`, `^{10}`: braces around more than one character."""
    return f"{mark}{text}" if len(text) == 1 else f"{mark}{{{text}}}"


# ---- names and numbers -----------------------------------------------------------------------------------


def _number(e: Number) -> str:
    text = e.text.replace("%", "\\%")
    if "×" not in text:
        return text
    digits, exponent = text.split("×10^")
    return f"{digits} \\times 10^{{{exponent}}}"


_CONSTANTS = {"π": "\\pi", "e": "e", "∞": "\\infty"}


def _text(e: Text) -> str:
    return f'\\text{{"{e.text.translate(WORDS_IN_LATEX)}"}}'


def _hat(e: Hat) -> str:
    of = e.of
    return latex_name(of.name, "\\hat") if type(of) is Symbol else f"\\hat{{{latex(of)}}}"


def _indexed(e: Indexed) -> str:
    return latex_name(e.base) + _scripted("_", latex(e.index))


def _order_statistic(e: OrderStatistic) -> str:
    return f"{latex_name(e.base)}_{{({latex(e.rank)})}}"


# ---- arithmetic ------------------------------------------------------------------------------------------


def _add(e: Add) -> str:
    return added(e.terms, _within, "-", "\\pm")


def _negate(e: Negate) -> str:
    return f"-{_within(e.operand, PRODUCT)}"


def _plus_minus(e: PlusMinus) -> str:
    return f"\\pm {_within(e.operand, PRODUCT)}"


def _multiply(e: Multiply) -> str:
    return multiplied(e.factors, _within, latex_gap)


def _divide(e: Divide) -> str:
    return f"\\frac{{{latex(e.numerator)}}}{{{latex(e.denominator)}}}"


def _power(e: Power) -> str:
    doubled = raised_square(e)
    if doubled is not None:
        return latex(e.base).removesuffix("^2") + _scripted("^", str(doubled))
    base = _within(e.base, ATOM)
    exponent = _exponent(e.exponent)
    return f"{base}^{{{exponent}}}" if is_callable(e.exponent) else base + _scripted("^", exponent)


def _exponent(e: Expression) -> str:
    r"""Fractions lie down in an exponent: `e^{-x/\theta}`."""
    if type(e) is Negate and type(e.operand) is Divide:
        return f"-{_inline(e.operand)}"
    return _inline(e) if type(e) is Divide else latex(e)


def _inline(e: Divide) -> str:
    top, below = e.numerator, e.denominator
    if _level(top) < ATOM and type(top) is not Power:
        return latex(e)
    return f"{latex(top)}/{_within(below, ATOM)}"


# ---- functions -------------------------------------------------------------------------------------------

_COMMANDS = {
    "exp": "\\exp", "max": "\\max", "min": "\\min", "sin": "\\sin", "cos": "\\cos", "tan": "\\tan", "sinh": "\\sinh",
    "cosh": "\\cosh", "tanh": "\\tanh", "asin": "\\arcsin", "acos": "\\arccos", "atan": "\\arctan",
    "Γ": "\\Gamma", "Φ": "\\Phi", "B": "B", "W": "W",
}  # fmt: skip


def _call(e: Call) -> str:
    special = _CALLS.get(e.function)
    if special is not None:
        return special(e)
    name = _COMMANDS.get(e.function) or f"\\operatorname{{{e.function}}}"
    return name + _bracketed(_listed(e.arguments))


def _log(e: Call) -> str:
    argument = latex(e.arguments[0])
    if len(e.arguments) == 2:
        return "\\log" + _scripted("_", latex(e.arguments[1])) + _bracketed(argument)
    if not is_bare(e):
        return f"\\{e.function}" + _bracketed(argument)
    return f"\\{e.function} {argument}" if argument[0] != "\\" else f"\\{e.function}{argument}"


def _log_of_base(e: Call) -> str:
    return "\\log" + _scripted("_", e.function.removeprefix("log")) + _bracketed(latex(e.arguments[0]))


def _factorial(e: Call) -> str:
    return f"{_within(e.arguments[0], ATOM)}!"


def _abs(e: Call) -> str:
    text = latex(e.arguments[0])
    return f"\\operatorname{{abs}}{_bracketed(text)}" if "|" in text else _bracketed(text, "|", "|")


def _mean(e: Call) -> str:
    of = e.arguments[0]
    return latex_name(of.name, "\\bar") if type(of) is Symbol else f"\\operatorname{{mean}}{_bracketed(latex(of))}"


def _derived(e: Call) -> str:
    """ψ, ζ and their derivatives, whose order is the first of two arguments."""
    order = e.arguments[0].value if len(e.arguments) == 2 and type(e.arguments[0]) is Number else 0
    return latex_name(e.function) + "'" * int(order) + _bracketed(latex(e.arguments[-1]))


def _bessel(e: Call) -> str:
    return latex_name(e.function) + _bracketed(_listed(e.arguments))


_CALLS: dict[str, Callable[[Call], str]] = {
    "ψ": _derived, "ζ": _derived, "log": _log, "ln": _log, "log2": _log_of_base, "log10": _log_of_base,
    "factorial": _factorial, "abs": _abs, "mean": _mean, "I_0": _bessel, "I_1": _bessel,
    "sqrt": lambda e: f"\\sqrt{{{latex(e.arguments[0])}}}",
    "cbrt": lambda e: f"\\sqrt[3]{{{latex(e.arguments[0])}}}",
    "root": lambda e: f"\\sqrt[{latex(e.arguments[1])}]{{{latex(e.arguments[0])}}}",
    "floor": lambda e: f"\\lfloor {latex(e.arguments[0])} \\rfloor",
    "ceil": lambda e: f"\\lceil {latex(e.arguments[0])} \\rceil",
    "binomial": lambda e: f"\\binom{{{latex(e.arguments[0])}}}{{{latex(e.arguments[1])}}}",
}  # fmt: skip


def _apply(e: Apply) -> str:
    head = latex_name(e.function) + "'" * e.primes
    if not e.arguments:
        return head
    given = f" \\mid {_listed(e.given)}" if e.given else ""
    return head + _bracketed(_listed(e.arguments) + given)


def _summation(e: Summation) -> str:
    return _over("\\sum", e)


def _product(e: Product) -> str:
    return _over("\\prod", e)


def _over(sign: str, e: Summation | Product) -> str:
    body = _within(e.body, PRODUCT)
    return f"{sign}_{{{e.index}={latex(e.lower)}}}^{{{latex(e.upper)}}} {body}"


def _derivative(e: Derivative) -> str:
    d = "\\partial " if e.partial else "d"
    each, innermost = repeated(e)
    total = sum(one.order for one in each)
    below = " ".join([f"{d}{_below_line(one)}" for one in each])
    above = f"{d.strip()}{_scripted('^', str(total)) if total > 1 else ''}"
    body = latex(innermost.body)
    if is_undressed(innermost):
        return f"\\frac{{{above} {body}}}{{{below}}}"
    return f"\\frac{{{above}}}{{{below}}}{_bracketed(body, '[', ']')}"


def _below_line(e: Derivative) -> str:
    if e.order == 1:
        return latex(e.variable)
    return _within(e.variable, ATOM) + _scripted("^", str(e.order))


def _indicator(e: Indicator) -> str:
    return f"\\mathbf{{1}}\\{{{latex(e.condition)}\\}}"


# ---- sets and statements ---------------------------------------------------------------------------------


def _set(e: SetOf) -> str:
    return f"\\{{{_listed(e.elements)}\\}}"


def _interval(e: Interval) -> str:
    left, right = "[" if e.lower_closed else "(", "]" if e.upper_closed else ")"
    return _bracketed(f"{latex(e.lower)}, {latex(e.upper)}", left, right)


_SIGNS = {
    "≠": "\\ne", "≤": "\\le", "≥": "\\ge", "≈": "\\approx", "∝": "\\propto", "∈": "\\in", "→": "\\to",
    "⇒": "\\Rightarrow", "⇔": "\\Leftrightarrow", "or": "\\text{ or }", "and": "\\text{ and }",
}  # fmt: skip


def _relation(e: Relation) -> str:
    return " ".join(latex_links(e))


def _chain(e: Chain) -> str:
    return _joined(e.statements, e.links, COMMAS)


def _joined(parts: tuple[Expression, ...], signs: tuple[str, ...], least: int) -> str:
    text = _within(parts[0], least)
    for sign, part in zip(signs, parts[1:], strict=True):
        text += f" {_SIGNS.get(sign, sign)} {_within(part, least)}"
    return text


def _several(e: Several) -> str:
    least = plain_level(e) + 1
    separator = f" {_SIGNS[e.separator]} " if e.separator in _SIGNS else f"{e.separator} "
    return separator.join([_within(statement, least) for statement in e.statements])


_WRITERS: dict[type[Expression], Callable[[Any], str]] = {
    Number: _number, Symbol: lambda e: latex_name(e.name), Constant: lambda e: _CONSTANTS[e.name], Text: _text,
    Hat: _hat, Indexed: _indexed, OrderStatistic: _order_statistic, Add: _add, Multiply: _multiply, Divide: _divide,
    Negate: _negate, PlusMinus: _plus_minus, Power: _power, Call: _call, Apply: _apply, Summation: _summation,
    Product: _product, Derivative: _derivative, Indicator: _indicator, SetOf: _set, Interval: _interval,
    Relation: _relation, Chain: _chain, Several: _several,
}  # fmt: skip
