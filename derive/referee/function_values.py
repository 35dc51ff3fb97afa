"""Claims about values of a function at numbers, and Newton's steps."""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from ..balls import Undefined, enclose, shown_unit, value_and_slope, with_constants
from ..claims.zeros import Evaluated, NewtonStep
from ..expressions import (
    ZERO,
    Add,
    Apply,
    Divide,
    Expression,
    Negate,
    Number,
    Relation,
    Several,
    Symbol,
    number_value,
    replace,
)
from ..steps import Verified
from .case import Case, Checks
from .curve import ball_between
from .record import Established
from .refusal import Refused
from .values import established

__all__ = ["CHECKS", "both_round", "rounds"]

BITS = 256


def evaluated(case: Case) -> Established:
    """`g(1) ≈ 0.3 > 0`: the value at a number, rounded, and its sign."""
    claim = case.claim
    assert isinstance(claim, Evaluated)
    name = _function_name(case, claim.variable)
    after = case.after
    for statement in after.statements if isinstance(after, Several) and after.separator != "or" else (after,):
        _one_value(case, name, claim.variable, statement)
    case.note(Verified.ENCLOSED)
    return established(case, slopes=None)


def _function_name(case: Case, variable: str) -> Apply:
    """What stands at the left of the line before: `g(k)`, `ℓ′(μ)`."""
    before = case.start()
    first = before.line.operands[0] if isinstance(before.line, Relation) else None
    if before.is_equation or not isinstance(first, Apply) or first.arguments != (Symbol(variable),) or first.given:
        raise Refused("the line before does not define a function of the variable")
    return first


def _one_value(case: Case, name: Apply, variable: str, statement: Expression) -> None:
    if not isinstance(statement, Relation) or len(statement.operands) > 3:
        raise Refused("not a value of a function")
    first = statement.operands[0]
    at = number_value(first.arguments[0]) if isinstance(first, Apply) and len(first.arguments) == 1 else None
    if at is None or not isinstance(first, Apply) or replace(first, first.arguments[0], Symbol(variable)) != name:
        raise Refused("not a value of the function of the line before")
    value = _value(case, variable, Fraction(at))
    signs = {"<": value < 0, ">": value > 0}
    for operator, operand in zip(statement.operators, statement.operands[1:], strict=True):
        right = rounds(value, operand) if operator == "≈" else operand == ZERO and signs.get(operator, False)
        if not right:
            raise Refused("the function has not that value, or not that sign")


def _value(case: Case, variable: str, at: Fraction) -> arb:
    """The value of the function of the line before. Raises Refused."""
    e = case.meaning.unfold(case.start().value)
    try:
        short, constants = with_constants(e, variable, case.setting)
        return enclose(short, {**constants, variable: _exact(at)}, case.setting, BITS)
    except Undefined as why:
        raise Refused(f"the function has no value there: {why}") from None


def _tangent(case: Case, variable: str, at: Fraction) -> tuple[arb, arb]:
    """The value of the function of the line before, and that of its derivative. Raises Refused."""
    e = case.meaning.unfold(case.start().value)
    try:
        short, constants = with_constants(e, variable, case.setting)
        return value_and_slope(short, variable, {**constants, variable: _exact(at)}, case.setting, BITS)
    except Undefined as why:
        raise Refused(f"the function has no value there: {why}") from None


def _exact(x: Fraction) -> arb:
    return ball_between(x, x)


def rounds(value: arb, shown: Expression) -> bool:
    """Whether every number of the ball, rounded to the digits of the decimal, is the decimal."""
    ends = Fraction(str(value.lower().fmpq())), Fraction(str(value.upper().fmpq()))
    return both_round(ends, shown)


def both_round(ends: tuple[Fraction, Fraction], shown: Expression) -> bool:
    """The same for two numbers."""
    number = shown.operand if isinstance(shown, Negate) else shown
    centre = number_value(shown)
    if not isinstance(number, Number) or centre is None:
        return False
    half = shown_unit(number) / 2
    return all(abs(end - centre) <= half for end in ends)


def newton_step(case: Case) -> Established:
    """`v_1 = x − g(x)/g′(x) ≈ …`."""
    claim = case.claim
    assert isinstance(claim, NewtonStep)
    name = _function_name(case, claim.variable)
    line = case.after
    if not isinstance(line, Relation) or line.operators != ("=", "≈") or not isinstance(line.operands[0], Symbol):
        raise Refused("not a step of Newton")
    if not _names_a_step(case, line.operands[0].name, claim.variable):
        raise Refused("the name of the step does not fit the variable")
    formula = line.operands[1]
    start = formula.terms[0] if isinstance(formula, Add) else ZERO
    at = number_value(start)
    slope = Apply(name.function, (start,), (), name.primes + 1)
    quotient = Divide(Apply(name.function, (start,), (), name.primes), slope)
    if at is None or formula != Add((start, Negate(quotient))):
        raise Refused("not a step of Newton from a number")
    value, rise = _tangent(case, claim.variable, Fraction(at))
    if rise.contains(0):
        raise Refused("the tangent is level")
    if not rounds(_exact(Fraction(at)) - value / rise, line.operands[2]):
        raise Refused("the decimal is not the value rounded to the digits that it shows")
    case.note(Verified.ENCLOSED)
    return established(case, slopes=None)


def _names_a_step(case: Case, name: str, variable: str) -> bool:
    """Whether it is the variable with an index (`θ_1`, of σ² `σ_1²`), or, where that has one, a name of its own."""
    stem, _, index = name.removesuffix("²").rpartition("_")
    if not index.isdigit():
        return False
    if "_" not in variable:
        return stem + "²" * name.endswith("²") == variable
    setting = case.setting
    return stem not in {*setting.domains, *setting.supports, *setting.columns, *setting.values} and stem.isalpha()


CHECKS: Checks = {
    Evaluated: evaluated,
    NewtonStep: newton_step,
}
