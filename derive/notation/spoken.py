"""Expression → words that say the formula, `theta hat equals 7 over 10`, for who cannot see it.

As unambiguous as the plain notation: what stands in brackets there is said in brackets, and every multiplication is
said. The words themselves stand in `words.spoken`. Speech engines (MathCAT, speech-rule-engine) start from MathML and
run in a browser or as a binary, and they have to guess that `L(θ)` is a call and `p(1 − p)` is none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
from ..words import spoken as words
from .precedence import ATOM, COMMAS, FACTOR, MINUS, OPEN, PRODUCT, SUM, is_open_ended, raised_square
from .precedence import level as plain_level

__all__ = ["spoken"]


def spoken(e: Expression) -> str:
    """The expression in words of the language that is spoken, without a full stop."""
    return _SPEAKERS[type(e)](e)


def _level(e: Expression) -> int:
    """How tightly the spoken form holds together: a function that is said takes up what follows, as does its name."""
    if type(e) is Call:
        return FACTOR if e.function in ("factorial", "binomial") or _is_accented(e) else OPEN
    if type(e) in (Apply, OrderStatistic):
        return FACTOR
    return MINUS if type(e) is Derivative else plain_level(e)


def _is_accented(e: Call) -> bool:
    return e.function == "mean" and type(e.arguments[0]) is Symbol


def _within(e: Expression, least: int) -> str:
    said = spoken(e)
    return said if _level(e) >= least else words.BRACKETS.format(said)


def _listed(parts: tuple[Expression, ...]) -> str:
    return ", ".join([spoken(part) for part in parts])


def _argument(parts: tuple[Expression, ...], given: tuple[Expression, ...] = ()) -> str:
    """What a function is taken of: one word, else in brackets."""
    if len(parts) == 1 and not given:
        return _within(parts[0], ATOM)
    said = _listed(parts)
    return words.BRACKETS.format(words.GIVEN.format(said, _listed(given)) if given else said)


# ---- names and numbers -----------------------------------------------------------------------------------


def _name(name: str, accent: str = "{}") -> str:
    """`p_1` is "p 1", its estimate "p hat 1", that of `σ²` "sigma hat squared"."""
    word, _, index = name.removesuffix("²").partition("_")
    said = accent.format(_word(word))
    if index:
        said = words.INDEXED.format(said, _name(index))
    return words.SQUARE.format(said) if name.endswith("²") else said


def _word(word: str) -> str:
    if len(word) != 1 or word.islower() or not word.isalpha():
        return words.LETTERS.get(word, word)
    return words.CAPITAL.format(words.LETTERS.get(word.lower(), word))


def _number(e: Number) -> str:
    digits, power, exponent = e.text.replace("e", "×10^").partition("×10^")
    if power:
        exponent = exponent.removeprefix("+")
        if exponent.startswith("-"):
            exponent = f"{words.MINUS} {exponent[1:]}"
        return words.POWER_OF_TEN.format(digits, exponent)
    return words.PERCENT.format(digits[:-1]) if digits.endswith("%") else digits


def _text(e: Text) -> str:
    return words.QUOTED.format(e.text)


def _hat(e: Hat) -> str:
    return _name(e.of.name, words.HAT) if type(e.of) is Symbol else words.HAT.format(_within(e.of, ATOM))


def _indexed(e: Indexed) -> str:
    if type(e.index) in (Symbol, Number):
        return words.INDEXED.format(_name(e.base), spoken(e.index))
    return words.INDEXED_BY.format(_name(e.base), words.BRACKETS.format(spoken(e.index)))


def _order_statistic(e: OrderStatistic) -> str:
    if e.rank == ONE:
        return words.SMALLEST.format(_name(e.base))
    if e.rank == Symbol("n"):
        return words.LARGEST.format(_name(e.base))
    return words.RANKED.format(_name(e.base), _within(e.rank, ATOM))


# ---- arithmetic ------------------------------------------------------------------------------------------


def _add(e: Add) -> str:
    said = _within(e.terms[0], MINUS)
    for term in e.terms[1:]:
        sign = {Negate: words.MINUS, PlusMinus: words.PLUS_OR_MINUS}.get(type(term))
        operand = term if sign is None else term.operand  # type: ignore[attr-defined]
        said += f" {sign or words.PLUS} {_within(operand, PRODUCT)}"
    return said


def _negate(e: Negate) -> str:
    return f"{words.MINUS} {_within(e.operand, PRODUCT)}"


def _plus_minus(e: PlusMinus) -> str:
    return f"{words.PLUS_OR_MINUS} {_within(e.operand, PRODUCT)}"


def _multiply(e: Multiply) -> str:
    *others, last = e.factors
    return f" {words.TIMES} ".join([*(_within(factor, FACTOR) for factor in others), _within(last, OPEN)])


def _divide(e: Divide) -> str:
    top = e.numerator
    is_loose = type(top) is Divide or _level(top) < PRODUCT or is_open_ended(top) or _level(top) == OPEN
    above = words.BRACKETS.format(spoken(top)) if is_loose else spoken(top)
    return f"{above} {words.OVER} {_within(e.denominator, OPEN)}"


def _power(e: Power) -> str:
    doubled = raised_square(e)
    if doubled is not None:
        root = spoken(e.base).removesuffix(words.SQUARE.format(""))
        return words.POWER.format(root, doubled)
    base, exponent = _within(e.base, ATOM), e.exponent
    if type(exponent) is Number and exponent.text in words.POWERS:
        return words.POWERS[exponent.text].format(base)
    bare = type(exponent) is Negate and _level(exponent.operand) == ATOM
    return words.POWER.format(base, spoken(exponent) if bare else _within(exponent, ATOM))


# ---- functions -------------------------------------------------------------------------------------------


def _call(e: Call) -> str:
    first, count = e.arguments[0], len(e.arguments)
    if e.function == "factorial":
        return words.FACTORIAL.format(_within(first, ATOM))
    if e.function == "binomial":
        return words.BINOMIAL.format(*(_within(part, ATOM) for part in e.arguments))
    if _is_accented(e):
        return _name(first.name, words.BAR)  # type: ignore[attr-defined]
    if count == 2 and e.function in ("log", "root"):
        pattern = words.LOG_OF_BASE if e.function == "log" else words.ROOT
        return pattern.format(*(_within(part, ATOM) for part in e.arguments))
    if count == 2 and e.function in ("ψ", "ζ") and type(first) is Number:
        return _derived(e.function, int(first.value), e.arguments[1])
    return words.FUNCTIONS.get(e.function, words.FUNCTION.format(e.function, "{}")).format(_argument(e.arguments))


def _derived(function: str, order: int, argument: Expression) -> str:
    """The derivatives of ψ and ζ, of which one has a name."""
    said = _argument((argument,))
    if function == "ψ" and order in words.DIGAMMA_DERIVED:
        return words.DIGAMMA_DERIVED[order].format(said)
    return words.FUNCTION.format(_primed(_name(function), order), said)


def _primed(said: str, order: int) -> str:
    return words.PRIMES.get(order, words.MORE_PRIMES).format(said, order) if order else said


def _apply(e: Apply) -> str:
    head = _primed(_name(e.function), e.primes)
    return words.FUNCTION.format(head, _argument(e.arguments, e.given)) if e.arguments else head


def _summation(e: Summation) -> str:
    return _over(words.SUM, e)


def _product(e: Product) -> str:
    return _over(words.PRODUCT, e)


def _over(pattern: str, e: Summation | Product) -> str:
    return pattern.format(_name(e.index), _within(e.lower, ATOM), _within(e.upper, ATOM), _within(e.body, PRODUCT))


def _derivative(e: Derivative) -> str:
    order = words.ORDERS.get(e.order, f"{e.order}. ")
    pattern = words.PARTIAL if e.partial else words.DERIVATIVE
    body = _within(e.body, FACTOR if type(e.body) is Apply else ATOM)
    return pattern.format(order, _within(e.variable, ATOM), body)


def _indicator(e: Indicator) -> str:
    return words.INDICATOR.format(words.BRACKETS.format(spoken(e.condition)))


# ---- sets and statements ---------------------------------------------------------------------------------


def _set(e: SetOf) -> str:
    return words.SET.format(_listed(e.elements))


def _interval(e: Interval) -> str:
    ends = [words.CLOSED if closed else words.OPEN for closed in (e.lower_closed, e.upper_closed)]
    return words.INTERVAL.format(spoken(e.lower), ends[0], spoken(e.upper), ends[1])


def _relation(e: Relation) -> str:
    said = _within(e.operands[0], SUM)
    for operator, operand in zip(e.operators, e.operands[1:], strict=True):
        said += f" {words.RELATIONS[operator]} {_within(operand, SUM)}"
    return said


def _chain(e: Chain) -> str:
    said = _within(e.statements[0], COMMAS)
    for link, statement in zip(e.links, e.statements[1:], strict=True):
        said += f" {words.LINKS[link]} {_within(statement, COMMAS)}"
    return said


def _several(e: Several) -> str:
    least = plain_level(e) + 1
    return words.SEPARATORS[e.separator].join([_within(statement, least) for statement in e.statements])


_SPEAKERS: dict[type[Expression], Callable[[Any], str]] = {
    Number: _number, Symbol: lambda e: _name(e.name), Constant: lambda e: words.CONSTANTS[e.name], Text: _text,
    Hat: _hat, Indexed: _indexed, OrderStatistic: _order_statistic, Add: _add, Multiply: _multiply, Divide: _divide,
    Negate: _negate, PlusMinus: _plus_minus, Power: _power, Call: _call, Apply: _apply, Summation: _summation,
    Product: _product, Derivative: _derivative, Indicator: _indicator, SetOf: _set, Interval: _interval,
    Relation: _relation, Chain: _chain, Several: _several,
}  # fmt: skip
