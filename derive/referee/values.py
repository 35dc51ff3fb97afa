"""Claims about values: given, equal, logarithm, minus, derivative, up to a constant, and relations that hold."""

from __future__ import annotations

from ..claims.values import Differentiated, Equal, Given, Holds, Logarithm, Negated, UpToConstant
from ..expressions import (
    ZERO,
    Apply,
    Call,
    Derivative,
    Divide,
    Expression,
    Hat,
    Negate,
    Relation,
    Several,
    Symbol,
    replace,
    walk,
)
from ..steps import Verified, value_of
from .case import Case, Checks, operands_of, sides_of
from .infinity import is_infinity
from .meaning import solved_for_symbol
from .record import Established
from .refusal import Refused

__all__ = ["CHECKS", "holds"]


def established(
    case: Case, *, slopes: tuple[str, ...] | None = (), sign: int = 1, is_equation: bool = False
) -> Established:
    """The new line as it is entered into the record."""
    return Established(case.after, case.claim, is_equation, slopes, sign, case.before)


def inherited(case: Case, before: Established) -> Established:
    """The new line where it stands for the same function as the line before."""
    return established(case, slopes=before.slopes, sign=before.sign)


# ---- given -----------------------------------------------------------------------------------------------


def given(case: Case) -> Established:
    """A statement of the setting, or the definition of a fresh name. With a line before, what is defined has the
    value of that line under an established condition, as Lagrange's function where the condition holds."""
    after, name = case.after, case.name(case.after)
    if after in case.setting.given:
        case.meaning.defined.accept(after)
    elif _is_definition(case, after):
        case.meaning.defined.alone(value_of(after))
        _require_denominators(case, value_of(after))
        if case.before is not None:
            _agrees_under_a_condition(case, case.before.value, value_of(after))
    else:
        raise Refused("the line is neither given nor the definition of a new name")
    case.note(Verified.GIVEN)
    if name is not None:
        case.define(name, value_of(after))
    stands_for = () if after in case.setting.given or case.before is not None else None
    return established(case, slopes=stands_for, is_equation=name is None)


def _is_definition(case: Case, line: Expression) -> bool:
    if not isinstance(line, Relation) or line.operators != ("=",):
        return False
    name, body = line.operands
    if not isinstance(name, (Symbol, Apply)) or case.name(line) is None or (isinstance(name, Apply) and name.primes):
        return False
    return case.record.is_fresh(name) and not _mentions(body, name)


def _require_denominators(case: Case, body: Expression) -> None:
    for node in walk(body):
        if isinstance(node, Divide) and case.proves_equal(ZERO, node.denominator):
            raise Refused("division by zero")


def _agrees_under_a_condition(case: Case, old: Expression, new: Expression) -> None:
    lines = (*case.setting.given, *case.setting.facts, *(known.line for known in case.record.lines))
    for line in lines:
        solved = solved_for_symbol(line) if isinstance(line, Relation) else ()
        if any(case.proves_equal(replace(old, s, value), replace(new, s, value)) for s, value in solved):
            return
    case.equal(old, new)


def _mentions(e: Expression, name: Symbol | Apply) -> bool:
    if isinstance(name, Symbol):
        return any(node == name for node in walk(e))
    return any(isinstance(node, Apply) and node.function == name.function for node in walk(e))


# ---- equal -----------------------------------------------------------------------------------------------


def equal(case: Case) -> Established:
    """All operands of the new line have the value of the line before, or of the first operand that is a formula."""
    claim = case.claim
    assert isinstance(claim, Equal)
    if case.before is None:
        return _chain(case, claim.at_data)
    if case.before.is_equation:
        return _same_equation(case, case.before, claim.at_data)
    value = case.before.value
    named = case.check_name(value, at_data=claim.at_data)
    case.follow(case.after, value, claim.at_data, named)
    return inherited(case, case.before)


def _chain(case: Case, at_data: bool) -> Established:
    line = case.after
    if not isinstance(line, Relation):
        raise Refused("a line that follows from nothing and states nothing")
    name = case.name(line)
    named = (
        name is not None
        and not name.slopes
        and not isinstance(line.operands[0], Hat)
        and line.operators[0] == "="
        and not case.record.is_known(name)
    )
    value = line.operands[1] if named else line.operands[0]
    if not any(map(is_infinity, line.operands)):
        case.meaning.defined.alone(value, at_data)
    case.follow(line, value, at_data, named)
    if named and name is not None:
        if not case.record.is_fresh(line.operands[0]) and not name.fixed:
            raise Refused("the name at the left has no meaning yet and is not new")
        case.define(name, value)
    return established(case, slopes=())


def _same_equation(case: Case, before: Established, at_data: bool) -> Established:
    """`a = b → a = b = c`, side by side; a solution `v = b` may become the estimate `v̂ = b`."""
    left, right = sides_of(before.line)
    if not isinstance(case.after, Relation):
        raise Refused("an equation cannot become a formula")
    first = case.after.operands[0]
    concluded = isinstance(first, Hat) and first.of == left
    if concluded and isinstance(left, Symbol):
        case.inside(left.name, right, at_data)
        case.record.definitions.define(first, right)
    elif first != left:
        case.equal(left, first, at_data)
    case.follow(case.after, right, at_data, True)
    return established(case, slopes=None, is_equation=not concluded)


# ---- logarithm, minus ------------------------------------------------------------------------------------


def logarithm(case: Case) -> Established:
    """The value is log of the value before, which is positive somewhere."""
    before = _function(case)
    value = Call("log", (before.value,))
    if not any(map(is_infinity, operands_of(case.after))):
        case.meaning.defined.alone(value)
    return _of_value(case, before, value)


def negated(case: Case) -> Established:
    """The value is minus the value before."""
    before = _function(case)
    new = _of_value(case, before, Negate(before.value))
    return Established(new.line, new.claim, False, before.slopes, -before.sign, before)


def _of_value(case: Case, before: Established, value: Expression) -> Established:
    """The new line has the value; its name is another one than that of the line before."""
    old, new = case.name(before.line), case.name(case.after)
    if new is not None:
        if old is not None and old.same_function(new):
            raise Refused("the new function needs a name of its own")
        if old is not None and not old.same_arguments(new):
            raise Refused("the arguments at the left do not fit")
        known = case.record.value_of(new)
        if known is not None:
            case.equal(known, value)
        elif new.slopes:
            raise Refused(f"{new.function} has no meaning yet")
    case.follow(case.after, value, False, new is not None)
    if new is not None:
        case.define(new, value_of(case.after))
    return inherited(case, before)


def _function(case: Case) -> Established:
    before = case.start()
    if before.is_equation or isinstance(before.line, Several):
        raise Refused("the line before is an equation, not a function")
    return before


# ---- derivatives -----------------------------------------------------------------------------------------


def differentiated(case: Case) -> Established:
    """The value is the derivative of the value before."""
    claim = case.claim
    assert isinstance(claim, Differentiated)
    return derivative_line(case, claim.variable, claim.order)


def derivative_line(case: Case, variable: str, order: int) -> Established:
    """Proves the value of the new line, and the name at its left, to be the derivative; raises Refused."""
    before = _function(case)
    if order < 0:
        raise Refused("a derivative of negative order")
    value = value_of(case.after)
    if not isinstance(case.after, Relation) or "=" not in case.after.operators:
        value = operands_of(case.after)[0]
    case.note(case.meaning.is_derivative(before.value, variable, order, value))
    named = case.check_name(value, (variable,) * order)
    case.follow(case.after, value, False, named)
    slopes = None if before.slopes is None else tuple(sorted((*before.slopes, *(variable,) * order)))
    return established(case, slopes=slopes, sign=before.sign)


def up_to_constant(case: Case) -> Established:
    """The derivatives of both values agree for each variable; behind ∝ those of their logarithms."""
    claim = case.claim
    assert isinstance(claim, UpToConstant)
    before = _function(case)
    name = case.name(before.line)
    if name is not None and not set(name.arguments) <= set(claim.variables):
        raise Refused("a constant has to be free of every argument of the function")
    proportional = isinstance(case.after, Relation) and case.after.operators[-1] == "∝"
    value = operands_of(case.after)[-1] if proportional else value_of(case.after)
    old = before.value
    for variable in claim.variables:
        symbol = Symbol(variable)
        left, right = Derivative(old, symbol), Derivative(value, symbol)
        if proportional:
            case.equal(Divide(left, old), Divide(right, value))
        else:
            case.equal(left, right)
    _check_name_up_to_constant(case, before)
    return inherited(case, before)


def _check_name_up_to_constant(case: Case, before: Established) -> None:
    """The line is a value, alone or behind the name of the function before or a new one."""
    if not isinstance(case.after, Relation):
        return
    old, new = case.name(before.line), case.name(case.after)
    if new is None or len(case.after.operands) > 2:
        raise Refused("a line up to a constant has a name and a value only")
    if old is None or not old.same_function(new):
        if case.record.value_of(new) is not None or new.slopes:
            raise Refused("the name at the left does not fit")
        case.define(new, value_of(case.after))
    elif new.slopes != old.slopes:
        raise Refused("the name at the left does not fit: not that derivative")


# ---- relations -------------------------------------------------------------------------------------------


def holds(case: Case) -> Established:
    """Every link of the relation is true."""
    claim = case.claim
    assert isinstance(claim, Holds)
    _hold(case, case.after, claim.at_data)
    return established(case, slopes=None)


def _hold(case: Case, statement: Expression, at_data: bool) -> None:
    if isinstance(statement, Several) and statement.separator != "or":
        for part in statement.statements:
            _hold(case, part, at_data)
    elif isinstance(statement, Relation):
        case.meaning.defined.alone(statement.operands[0], at_data)
        pairs = zip(statement.operators, statement.operands, statement.operands[1:], strict=False)
        for operator, left, right in pairs:
            case.link(operator, left, right, at_data)
    else:
        raise Refused("what should hold is no relation")


CHECKS: Checks = {
    Given: given,
    Equal: equal,
    Logarithm: logarithm,
    Negated: negated,
    Differentiated: differentiated,
    UpToConstant: up_to_constant,
    Holds: holds,
}
