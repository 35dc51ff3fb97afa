"""Questions about domains whose ends are numbers: is a value inside, is there any, do two meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from ..domains import Domain
from ..expressions import Add, Call, Divide, Expression, Multiply, Negate, Number, Power, Symbol

__all__ = ["in_words", "inside", "is_empty", "meet", "membership", "rational_value", "sticks_out"]

MAX_EXPONENT = 64


def rational_value(e: Expression, values: Mapping[str, Fraction] | None = None) -> Fraction | None:
    """The value of a rational expression of numbers, and of symbols that have a value; None for any other."""
    kind = type(e)
    if kind is Number:
        return Fraction(e.value)  # type: ignore[attr-defined]
    if isinstance(e, Symbol):
        return (values or {}).get(e.name)
    if isinstance(e, Negate):
        value = rational_value(e.operand, values)
        return None if value is None else -value
    if isinstance(e, (Add, Multiply)):
        return _folded(e, values)
    if isinstance(e, (Divide, Power)):
        return _divided(e, values) if isinstance(e, Divide) else _raised(e, values)
    return None


def _folded(e: Add | Multiply, values: Mapping[str, Fraction] | None) -> Fraction | None:
    total = Fraction(isinstance(e, Multiply))
    for part in e.terms if isinstance(e, Add) else e.factors:
        value = rational_value(part, values)
        if value is None:
            return None
        total = total + value if isinstance(e, Add) else total * value
    return total


def _divided(e: Divide, values: Mapping[str, Fraction] | None) -> Fraction | None:
    top, bottom = rational_value(e.numerator, values), rational_value(e.denominator, values)
    return None if top is None or not bottom else top / bottom


def _raised(e: Power, values: Mapping[str, Fraction] | None) -> Fraction | None:
    base, exponent = rational_value(e.base, values), rational_value(e.exponent, values)
    if base is None or exponent is None or exponent.denominator != 1 or abs(exponent) > MAX_EXPONENT:
        return None
    return None if not base and exponent < 0 else base ** int(exponent)


def inside(value: Fraction, domain: Domain, values: Mapping[str, Fraction] | None = None) -> bool:
    """Whether a number lies in the domain; ends without a value are not looked at."""
    return membership(domain, values)(value)


def membership(domain: Domain, values: Mapping[str, Fraction] | None = None) -> Callable[[Fraction], bool]:
    """The test of `inside` for many numbers, with the ends worked out once."""
    lower, upper = _extreme(domain.lower, "max", values), _extreme(domain.upper, "min", values)
    integer, lower_closed, upper_closed = domain.integer, domain.lower_closed, domain.upper_closed

    def test(value: Fraction) -> bool:
        if integer and value.denominator != 1:
            return False
        if lower is not None and (value < lower or (value == lower and not lower_closed)):
            return False
        return upper is None or value < upper or (value == upper and upper_closed)

    return test


def _extreme(end: Expression | None, function: str, values: Mapping[str, Fraction] | None) -> Fraction | None:
    """The value of an end; of a lower end max(a, b) or an upper end min(a, b) that of the parts that have one."""
    if not isinstance(end, Call) or end.function != function:
        return _number(end, values)
    known = [value for part in end.arguments if (value := rational_value(part, values)) is not None]
    return (max(known) if function == "max" else min(known)) if known else None


def is_empty(domain: Domain) -> bool:
    """Whether the ends, where both are numbers, leave nothing between them."""
    lower, upper = _number(domain.lower), _number(domain.upper)
    if lower is None or upper is None:
        return False
    if domain.integer:
        first = -(-lower // 1) + (lower.denominator == 1 and not domain.lower_closed)
        last = upper // 1 - (upper.denominator == 1 and not domain.upper_closed)
        return first > last
    return lower > upper or (lower == upper and not (domain.lower_closed and domain.upper_closed))


def meet(declared: Domain, implied: Domain) -> Domain:
    """The numbers in both; of two ends that cannot be compared the declared one stays."""
    lower, lower_closed = declared.lower, declared.lower_closed
    a, b = _number(lower), _number(implied.lower)
    if lower is None or (a is not None and b is not None and (b > a or (b == a and not implied.lower_closed))):
        lower, lower_closed = implied.lower, implied.lower_closed
    upper, upper_closed = declared.upper, declared.upper_closed
    a, b = _number(upper), _number(implied.upper)
    if upper is None or (a is not None and b is not None and (b < a or (b == a and not implied.upper_closed))):
        upper, upper_closed = implied.upper, implied.upper_closed
    return Domain(lower, upper, lower_closed, upper_closed, declared.integer or implied.integer)


def sticks_out(declared: Domain, implied: Domain) -> bool:
    """Whether an end that is declared as a number lies beyond the implied one (an end not excluded is no fault)."""
    a, b = _number(declared.lower), _number(implied.lower)
    if a is not None and b is not None and a < b:
        return True
    a, b = _number(declared.upper), _number(implied.upper)
    return (a is not None and b is not None and a > b) or is_empty(meet(declared, implied))


def in_words(domain: Domain, subject: str) -> str:
    """`integer 0 ≤ x ≤ 1`, as a problem file could say it."""
    from ..notation.plain import plain  # only faults need it

    condition = domain.condition(Symbol(subject))
    kind = "integer" if domain.integer else "real"
    if condition is None:
        return kind
    return f"integer {plain(condition)}" if domain.integer else plain(condition)


def _number(end: Expression | None, values: Mapping[str, Fraction] | None = None) -> Fraction | None:
    return None if end is None else rational_value(end, values)
