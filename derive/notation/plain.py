"""Expression → Unicode text for terminals and JSON, `ℓ(θ) = 7 log θ + 3 log(1 − θ)`; the reader reads it back."""

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
from .names import BAR, HAT, lowered, plain_name
from .precedence import (
    ATOM,
    COMMAS,
    OPEN,
    PRODUCT,
    SUM,
    is_bare,
    is_callable,
    is_open_ended,
    is_over_sample,
    is_undressed,
    level,
    raised_square,
    repeated,
)
from .spacing import added, begins_with_word, multiplied, plain_gap

__all__ = ["plain"]

_RAISED = str.maketrans("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_RAISED_LETTERS = {"n": "ⁿ", "k": "ᵏ", "i": "ⁱ"}
_BARE_EXPONENTS = (Number, Symbol, Constant, Indexed)
_PRIMES = ("", "′", "″", "‴")


def plain(e: Expression) -> str:
    """The expression as one line of Unicode text."""
    return _WRITERS[type(e)](e)


def _within(e: Expression, least: int) -> str:
    """The text, in brackets where it holds together less tightly than its place asks for."""
    text = _WRITERS[type(e)](e)
    return text if level(e) >= least else f"({text})"


def _listed(parts: tuple[Expression, ...]) -> str:
    return ", ".join([plain(part) for part in parts])


# ---- names and numbers -----------------------------------------------------------------------------------


def _number(e: Number) -> str:
    """`9.5×10^-7` becomes `9.5 × 10⁻⁷`."""
    if "×" not in e.text:
        return e.text
    digits, exponent = e.text.split("×10^")
    return f"{digits} × 10{exponent.replace('-', '−').translate(_RAISED)}"


def _symbol(e: Symbol) -> str:
    return plain_name(e.name)


def _constant(e: Constant) -> str:
    return e.name


def _text(e: Text) -> str:
    return f'"{e.text}"'


def _hat(e: Hat) -> str:
    of = e.of
    return plain_name(of.name, HAT) if type(of) is Symbol else f"hat({plain(of)})"


def _indexed(e: Indexed) -> str:
    index = plain(e.index)
    return f"{e.base}{lowered(index)}" if type(e.index) in (Symbol, Number) else f"{e.base}[{index}]"


def _order_statistic(e: OrderStatistic) -> str:
    return f"{e.base}_({plain(e.rank)})"


# ---- arithmetic ------------------------------------------------------------------------------------------


def _add(e: Add) -> str:
    return added(e.terms, _within, "−", "±")


def _negate(e: Negate) -> str:
    return f"−{_within(e.operand, PRODUCT)}"


def _plus_minus(e: PlusMinus) -> str:
    return f"±{_within(e.operand, PRODUCT)}"


def _multiply(e: Multiply) -> str:
    return multiplied(e.factors, _within, plain_gap)


def _divide(e: Divide) -> str:
    top = e.numerator
    text = plain(top)
    if type(top) in (Divide, Derivative) or level(top) < PRODUCT or is_open_ended(top):
        text = f"({text})"
    return f"{text}/{_within(e.denominator, OPEN)}"


def _power(e: Power) -> str:
    doubled = raised_square(e)
    if doubled is not None:
        return plain(e.base).removesuffix("²") + str(doubled).translate(_RAISED)
    return _within(e.base, ATOM) + _exponent(e.exponent)


def _exponent(e: Expression) -> str:
    """`⁷`, `⁻¹` and `ⁿ` above the line, `^x` and `^(1/2)` behind a caret."""
    kind = type(e)
    text = plain(e)
    number = e.operand if type(e) is Negate else e
    if type(number) is Number and number.text.isdigit():
        return text.translate(_RAISED)
    if text in _RAISED_LETTERS:
        return _RAISED_LETTERS[text]
    if is_callable(e):
        return f"^({text})"
    return f"^{text}" if kind in _BARE_EXPONENTS and level(e) == ATOM else f"^({text})"


# ---- functions -------------------------------------------------------------------------------------------


def _call(e: Call) -> str:
    special = _CALLS.get(e.function)
    return special(e) if special is not None else f"{e.function}({_listed(e.arguments)})"


def _log(e: Call) -> str:
    if len(e.arguments) == 2:
        return f"log_{plain(e.arguments[1])}({plain(e.arguments[0])})"
    argument = plain(e.arguments[0])
    return f"{e.function} {argument}" if is_bare(e) else f"{e.function}({argument})"


def _sqrt(e: Call) -> str:
    (argument,) = e.arguments
    text = plain(argument)
    is_short = type(argument) in (Number, Symbol) and level(argument) == ATOM and not is_callable(argument)
    return f"√{text}" if is_short else f"√({text})"


def _factorial(e: Call) -> str:
    return f"{_within(e.arguments[0], ATOM)}!"


def _abs(e: Call) -> str:
    text = plain(e.arguments[0])
    return f"abs({text})" if "|" in text else f"|{text}|"


def _mean(e: Call) -> str:
    of = e.arguments[0]
    return plain_name(of.name, BAR) if type(of) is Symbol else f"mean({plain(of)})"


def _derived(e: Call) -> str:
    """ψ, ζ and their derivatives, whose order is the first of two arguments: `ψ′(a)`."""
    order = e.arguments[0].value if len(e.arguments) == 2 and type(e.arguments[0]) is Number else 0
    return f"{e.function}{'′' * int(order)}({plain(e.arguments[-1])})"


def _bessel(e: Call) -> str:
    return f"{plain_name(e.function)}({_listed(e.arguments)})"


_CALLS: dict[str, Callable[[Call], str]] = {
    "ψ": _derived, "ζ": _derived, "I_0": _bessel, "I_1": _bessel,
    "log": _log, "ln": _log, "sqrt": _sqrt, "factorial": _factorial, "abs": _abs, "mean": _mean,
    "log2": lambda e: f"log₂({plain(e.arguments[0])})", "log10": lambda e: f"log₁₀({plain(e.arguments[0])})",
    "cbrt": lambda e: f"∛({plain(e.arguments[0])})", "binomial": lambda e: f"C({_listed(e.arguments)})",
}  # fmt: skip


def _apply(e: Apply) -> str:
    head = e.function + (_PRIMES[e.primes] if e.primes < len(_PRIMES) else "′" * e.primes)
    if not e.arguments:
        return head
    given = f" | {_listed(e.given)}" if e.given else ""
    return f"{head}({_listed(e.arguments)}{given})"


def _summation(e: Summation) -> str:
    return _over("Σ", e)


def _product(e: Product) -> str:
    return _over("Π", e)


def _over(sign: str, e: Summation | Product) -> str:
    if not is_over_sample(e):
        sign = f"{sign}_{{{e.index}={plain(e.lower)}}}^{{{plain(e.upper)}}} "
    body = _within(e.body, OPEN if type(e.body) is Divide else PRODUCT)
    is_call = type(e.body) is Call and body[0].isalpha() and body[-1] == ")"
    is_apart = is_call or type(e.body) in (Multiply, Apply, Indicator) or begins_with_word(body)
    return f"{sign} {body}" if is_apart and sign[-1] != " " else f"{sign}{body}"


def _derivative(e: Derivative) -> str:
    d = "∂" if e.partial else "d"
    each, innermost = repeated(e)
    total = sum(one.order for one in each)
    order = str(total).translate(_RAISED) if total > 1 else ""
    below = "".join([f"{d}{_below_line(one)}" for one in each])
    body = plain(innermost.body)
    if is_undressed(innermost):
        return f"{d}{order}{body}/{below}"
    return f"{d}{order}/{below}[{body}]"


def _below_line(e: Derivative) -> str:
    """`θ²`, but `σ²` where σ² is the variable, and `(σ²)²` for it twice."""
    if e.order == 1:
        return plain(e.variable)
    return _within(e.variable, ATOM) + str(e.order).translate(_RAISED)


def _indicator(e: Indicator) -> str:
    return f"1{{{plain(e.condition)}}}"


# ---- sets and statements ---------------------------------------------------------------------------------


def _set(e: SetOf) -> str:
    return f"{{{_listed(e.elements)}}}"


def _interval(e: Interval) -> str:
    left, right = "[" if e.lower_closed else "(", "]" if e.upper_closed else ")"
    return f"{left}{plain(e.lower)}, {plain(e.upper)}{right}"


def _relation(e: Relation) -> str:
    text = _within(e.operands[0], SUM)
    for operator, operand in zip(e.operators, e.operands[1:], strict=True):
        text += f" {operator} {_within(operand, SUM)}"
    return text


def _chain(e: Chain) -> str:
    text = _within(e.statements[0], COMMAS)
    for link, statement in zip(e.links, e.statements[1:], strict=True):
        text += f" {link} {_within(statement, COMMAS)}"
    return text


def _several(e: Several) -> str:
    least = level(e) + 1
    separator = f" {e.separator} " if e.separator.isalpha() else f"{e.separator} "
    return separator.join([_within(statement, least) for statement in e.statements])


_WRITERS: dict[type[Expression], Callable[[Any], str]] = {
    Number: _number, Symbol: _symbol, Constant: _constant, Text: _text, Hat: _hat, Indexed: _indexed,
    OrderStatistic: _order_statistic, Add: _add, Multiply: _multiply, Divide: _divide, Negate: _negate,
    PlusMinus: _plus_minus, Power: _power, Call: _call, Apply: _apply, Summation: _summation, Product: _product,
    Derivative: _derivative, Indicator: _indicator, SetOf: _set, Interval: _interval, Relation: _relation,
    Chain: _chain, Several: _several,
}
