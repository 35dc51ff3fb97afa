"""How tightly a written node holds together, and which places of a formula therefore ask for brackets.

Both writers take their brackets from here; a notation that writes a node in another way (a fraction in LaTeX
needs no brackets) overrides the level of that node alone.
"""

from __future__ import annotations

from collections.abc import Callable

from ..expressions import (
    ONE,
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
from .words import CALLED, FUNCTIONS

__all__ = [
    "ATOM", "COMMAS", "FACTOR", "MINUS", "OPEN", "PRODUCT", "SUM", "is_bare", "is_callable", "is_open_ended",
    "is_over_sample", "is_undressed", "level", "raised_square", "repeated",
]

# From loose to tight. OPEN is a sum sign or a `log` without brackets: tight at its left, but it takes up
# the factors at its right. A FACTOR stands in a product, only an ATOM under a power.
SEMICOLONS, LINKS, COMMAS, ALTERNATIVES, CONDITIONS, RELATION, SUM, MINUS, PRODUCT, OPEN, FACTOR, ATOM = range(12)

# Functions written as a bare word before a simple argument, `log θ`; with brackets a power of them is
# ambiguous, `sin(x)²`, so they never stand under a power without brackets.
_WORDS = frozenset((
    "log", "ln", "log2", "log10", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "sqrt", "cbrt",
))  # fmt: skip
_CALLABLE = FUNCTIONS | CALLED.keys()
_SIMPLE = (Symbol, Number, Constant, Indexed, Hat)
_SIMPLE_CALLS = frozenset(("binomial", "Γ", "B", "mean"))


def is_bare(e: Call) -> bool:
    """Whether a logarithm is written without brackets: `log θ`, `log 2`, `log xᵢ!`, `log L(θ)`."""
    return e.function in ("log", "ln") and len(e.arguments) == 1 and _is_simple(e.arguments[0])


def _is_simple(e: Expression) -> bool:
    if type(e) is not Call:
        return type(e) is Apply or (type(e) in _SIMPLE and level(e) >= FACTOR)
    if e.function == "factorial":
        return type(e.arguments[0]) in _SIMPLE and level(e.arguments[0]) == ATOM
    return e.function in _SIMPLE_CALLS


def is_callable(e: Expression) -> bool:
    """Whether a bracket behind the written name would make a call of it: `L`, `C`, `β`, `p₁`, but not `θ` or `p`."""
    if type(e) is Symbol:
        return e.name != "p" and e.name.partition("_")[0] in _CALLABLE
    return type(e) is Apply and not e.arguments


def is_over_sample(e: Summation | Product) -> bool:
    """Whether the sum or product runs over i = 1 … n, which needs no saying in plain text."""
    return e.index == "i" and e.lower == ONE and type(e.upper) is Symbol and e.upper.name == "n"


def is_undressed(e: Derivative) -> bool:
    """Whether the function stands above the line, `∂ℓ/∂μ`, and not behind it in brackets, `d/dθ[log θ]`."""
    if type(e.body) is Apply:
        return not e.body.arguments and not e.body.primes
    return e.partial and type(e.body) is Symbol and level(e.body) == ATOM


def repeated(e: Derivative) -> tuple[tuple[Derivative, ...], Derivative]:
    """The derivatives that are written as one, `∂²/∂σ∂μ[…]`, from the outermost inwards, and the innermost of them;
    one alone where a variable comes twice."""
    found = [e]
    while type(found[-1].body) is Derivative and found[-1].body.partial == e.partial:
        inner = found[-1].body
        if not e.partial or any(inner.variable == outer.variable for outer in found):
            break
        found.append(inner)
    return tuple(found), found[-1]


def raised_square(e: Power) -> int | None:
    """4 where `(σ²)²` is written σ⁴: a power of a name that is a square; None for any other."""
    name = e.base.of if type(e.base) is Hat else e.base
    exponent = e.exponent
    if type(name) is not Symbol or not name.name.endswith("²") or type(exponent) is not Number:
        return None
    return 2 * int(exponent.value) if exponent.text.isdigit() else None


def is_open_ended(e: Expression) -> bool:
    """Whether the written form ends in a sum sign or bare logarithm that would take up what follows."""
    if type(e) is Multiply:
        e = e.factors[-1]
    return level(e) == OPEN


def level(e: Expression) -> int:
    """How tightly the written form of the node holds together, from SEMICOLONS to ATOM."""
    found = _LEVELS[type(e)]
    return found if type(found) is int else found(e)  # type: ignore[operator]


def _of_number(e: Expression) -> int:
    text = e.text  # type: ignore[attr-defined]
    if "×" in text:
        return PRODUCT
    return ATOM if text[-1] != "%" and "e" not in text else FACTOR


def _of_name(e: Expression) -> int:
    """`σ²` as a name looks like a power."""
    name = e.name if type(e) is Symbol else e.of.name if type(e) is Hat and type(e.of) is Symbol else ""
    return FACTOR if name.endswith("²") else ATOM


def _of_call(e: Expression) -> int:
    function = e.function  # type: ignore[attr-defined]
    if function == "factorial":
        return FACTOR
    if function not in _WORDS:
        return ATOM
    return OPEN if is_bare(e) else FACTOR  # type: ignore[arg-type]


_SEPARATORS = {";": SEMICOLONS, ",": COMMAS, "or": ALTERNATIVES, "and": CONDITIONS}


def _of_several(e: Expression) -> int:
    return _SEPARATORS[e.separator]  # type: ignore[attr-defined]


_LEVELS: dict[type[Expression], int | Callable[[Expression], int]] = {
    Number: _of_number, Symbol: _of_name, Hat: _of_name, Call: _of_call,
    Constant: ATOM, Text: ATOM, Indexed: ATOM, OrderStatistic: ATOM, Apply: ATOM, SetOf: ATOM, Interval: ATOM,
    Indicator: FACTOR, Power: FACTOR, Summation: OPEN, Product: OPEN, Multiply: PRODUCT, Divide: PRODUCT,
    Derivative: PRODUCT, Negate: MINUS, PlusMinus: MINUS, Add: SUM, Relation: RELATION, Chain: LINKS,
    Several: _of_several,
}
