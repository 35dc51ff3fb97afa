"""From the ratio of neighbours to the integer where the likelihood stops growing."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import floor
from typing import NamedTuple

from ..balls import Undefined, value
from ..claims.integers import (
    ClimbsForEver,
    EndOfIntegers,
    InSameSense,
    LastNotBelow,
    NotBelow,
    Peak,
    RatioAgainstOne,
    RatioAt,
)
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Divide,
    Expression,
    Hat,
    Multiply,
    Negate,
    Number,
    Power,
    Relation,
    SetOf,
    Several,
    Symbol,
    free_symbols,
    integer,
    number_value,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..rules import equations as rules
from ..rules.arithmetic import approximate, fold
from ..rules.equations import Rewritten, coefficients, equation
from ..rules.neighbours import root_of_ratio
from ..rules.terms import expand, factor, terms_of, write, write_sum
from ..words import say
from .answers import decimal
from .worksheet import Stuck, Worksheet, equals

__all__ = ["Ended", "Steps", "climb"]

LARGEST = 2**62
FLIPPED = {"≥": "≤", "≤": "≥"}


class Steps(NamedTuple):
    """`L(N)/L(N − 1) = ratio`, the line of the likelihood that it starts from, and the ratio in its factors."""

    line: Relation
    likelihood: Relation
    ratio: Expression


class Ended(NamedTuple):
    """What came out: the estimate with its line, or the tied maximisers with theirs, or why there is no maximum."""

    root: Expression | None = None
    line: Relation | None = None
    maximisers: SetOf | None = None
    why: str = ""


def climb(sheet: Worksheet, steps: Steps, unknown: str) -> Ended:
    """Where the likelihood stops growing. Raises Stuck where no rule tells."""
    root, _ = root_of_ratio(steps.ratio)
    gap = _gap(root)
    parts = coefficients(gap, unknown)
    if parts is not None and set(parts) <= {0}:
        return _one_sided(sheet, steps, unknown, _sign(sheet, gap))
    if parts is not None and set(parts) <= {0, 1}:
        return _linear(sheet, steps, unknown)
    return _by_values(sheet, steps, unknown)


def _gap(ratio: Expression) -> Expression:
    """Numerator less denominator of the ratio, multiplied out."""
    above, below = _fraction(ratio)
    return write_sum(expand(Add((above, Negate(below)))))


def _fraction(ratio: Expression) -> tuple[Expression, Expression]:
    term = factor(ratio)
    top = [(b, e) for b, e in term.powers if isinstance(e, Expression) or e > 0]
    bottom = [(b, -e) for b, e in term.powers if not isinstance(e, Expression) and e < 0]
    above = write(term._replace(coefficient=term.coefficient.numerator, powers=tuple(top)))
    below = write(term._replace(coefficient=term.coefficient.denominator, powers=tuple(bottom)))
    return above, below


def _sign(sheet: Worksheet, e: Expression) -> int | None:
    size = approximate(e)
    return sheet.signs.of(e) if size is None else (size > 0) - (size < 0)


# ---- all ratios on one side of one ---------------------------------------------------------------------------


def _one_sided(sheet: Worksheet, steps: Steps, unknown: str, sign: int | None) -> Ended:
    """The likelihood grows, or falls, with every step."""
    if sign == 0:
        raise Stuck(say("every-value", name=unknown))
    if sign is None:
        raise Stuck(say("growth-undecided", name=unknown))
    grows = sign > 0
    domain, symbol = sheet.domain(unknown), Symbol(unknown)
    end = domain.upper if grows else domain.lower
    sheet.phase("maximum" if end is not None else "no-maximum")
    operands = [steps.line.operands[0], *_against_one(steps.ratio, unknown)]
    line = equals(*operands)
    line = Relation((*line.operands, ONE), (*line.operators, ">" if grows else "<"))
    rule = "ratio-above-one" if grows else "ratio-below-one"
    line = sheet.write(rule, steps.line, line, RatioAgainstOne(unknown), v=symbol)
    if end is None:
        condition = domain.condition(symbol)
        shown = condition if condition is not None else line
        sheet.write("climbs-for-ever", line, shown, ClimbsForEver(unknown), v=symbol)
        return Ended(why=_why_none(plain(symbol), grows))
    rule = "last-integer" if grows else "first-integer"
    hat = sheet.write(rule, line, equals(Hat(symbol), end), EndOfIntegers(unknown), v=symbol)
    return Ended(end, hat)


def _why_none(name: str, grows: bool) -> str:
    way = say("grows-with-steps" if grows else "grows-downwards", name=name)
    return say("supremum-towards", way=way, name=name, limit="∞" if grows else "−∞")


def _against_one(ratio: Expression, unknown: str) -> list[Expression]:
    """`1 + 120/(N(N − 22))`, a number as it is."""
    if unknown not in free_symbols(ratio):
        return [ratio]
    root, power = root_of_ratio(ratio)
    above, below = _fraction(root)
    rest = _gap(root)
    if unknown in free_symbols(rest):
        return [Divide(above, below)]
    excess = Divide(rest.operand, below) if isinstance(rest, Negate) else Divide(rest, below)
    shown = Add((ONE, Negate(excess) if isinstance(rest, Negate) else excess))
    return [shown if power == 1 else Power(shown, integer(power))]


# ---- solved for the unknown ----------------------------------------------------------------------------------


def _linear(sheet: Worksheet, steps: Steps, unknown: str) -> Ended:
    """`N ≤ 49/2`, a line at a time."""
    sheet.phase("solve")
    line = Relation((steps.ratio, ONE), ("≥",))
    sheet.write("not-below", steps.line, line, NotBelow(unknown), v=Symbol(unknown))
    root, power = root_of_ratio(steps.ratio)
    if power != 1:
        rooted = Relation((root, ONE), ("≥",))
        line = sheet.write("root-of-ratio", line, rooted, InSameSense(unknown, power=power), n=integer(power))
    signs = sheet.signs
    moves: tuple[tuple[str, Callable[[Relation], Rewritten | None]], ...] = (
        ("clear-denominators", lambda e: rules.clear_denominators(e, signs)),
        ("multiply-out", rules.multiply_out),
        ("gather", lambda e: rules.gather(e, unknown, signs)),
        ("isolate", lambda e: rules.isolate(e, unknown)),
    )
    for rule, move in moves:
        if rule == "gather":
            _assume_falling(sheet, line, unknown)
            signs = sheet.signs
        new = move(equation(*line.operands[:2]))
        if new is not None:
            line = _write_inequality(sheet, rule, line, new, unknown)
    if line.operands[0] != Symbol(unknown) or line.operators[0] != "≤":
        raise Stuck(say("no-single-hill", name=unknown))
    return _conclude(sheet, steps, line, unknown)


def _assume_falling(sheet: Worksheet, line: Relation, unknown: str) -> None:
    """`k > 0` where the coefficient k of the unknown is a known symbol of which no sign is seen."""
    parts = coefficients(Add((line.operands[0], Negate(line.operands[1]))), unknown) or {}
    slope = write_sum(parts.get(1, []))
    if free_symbols(slope) and sheet.signs.of(slope) is None:
        falling = write_sum([t._replace(coefficient=-t.coefficient) for t in terms_of(slope)])
        while isinstance(falling, Symbol) and isinstance(sheet.domain(falling.name).lower, Symbol):
            falling = sheet.domain(falling.name).lower or falling
        sheet.assume((Relation((falling, ZERO), (">",)),))


def _write_inequality(sheet: Worksheet, rule: str, line: Relation, new: Rewritten, unknown: str) -> Relation:
    """An equation's next line as that of the inequality: the sign of the multiplier tells its direction."""
    assert isinstance(new.line, Relation)
    sign = _sign(sheet, new.multiplier)
    sign = 1 if sign is None else sign
    operator = line.operators[0] if sign > 0 else FLIPPED[line.operators[0]]
    size = new.multiplier if sign > 0 else write_sum([t._replace(coefficient=-t.coefficient)
                                                      for t in terms_of(new.multiplier)])
    left, right = new.line.operands
    after = Relation((left, right), (operator,))
    if rule == "isolate":
        after = _with_value(after)
        return sheet.write("isolate-inequality", line, after, InSameSense(unknown, size), v=Symbol(unknown))
    words = "clear-inequality" if rule == "clear-denominators" else rule
    return sheet.write(words, line, after, InSameSense(unknown, size), v=Symbol(unknown), n=size)


def _with_value(line: Relation) -> Relation:
    """`N ≤ 120/5 = 24`."""
    operands, operators = list(line.operands), list(line.operators)
    short = fold(operands[-1])
    if short != operands[-1]:
        operands.append(short)
        operators.append("=")
    shown = decimal(short)
    if shown is not None and shown[0] != short:
        operands.append(shown[0])
        operators.append(shown[1])
    return Relation(tuple(operands), tuple(operators))


def _conclude(sheet: Worksheet, steps: Steps, line: Relation, unknown: str) -> Ended:
    """The last integer up to the bound, or two of them, or an end of the domain."""
    bound, symbol = line.operands[1], Symbol(unknown)
    exact = number_value(fold(bound))
    size = Fraction(exact) if exact is not None else _rough(sheet, bound)
    if size is None:
        return _formula(sheet, line, bound, unknown)
    low, high = _ends(sheet, unknown)
    whole = floor(size)
    if low is not None and whole <= low:
        return _at_integer(sheet, "below-throughout", line, low, unknown)
    if high is not None and whole > high:
        return _at_integer(sheet, "above-throughout", line, high, unknown)
    if exact is not None and whole == size:
        _write_values(sheet, steps, unknown, (whole,))
        return _tied(sheet, "tied-neighbours", line, whole, unknown, LastNotBelow(unknown))
    sheet.phase("answer")
    hat = equals(Hat(symbol), Call("floor", (bound,)), integer(whole))
    hat = sheet.write("last-not-below", line, hat, LastNotBelow(unknown), v=symbol, n=integer(whole))
    return Ended(integer(whole), hat)


def _rough(sheet: Worksheet, bound: Expression) -> Fraction | None:
    if free_symbols(bound) - sheet.setting.values.keys():
        return None
    try:
        return Fraction(value(bound, sheet.setting))
    except Undefined:
        return None


def _ends(sheet: Worksheet, unknown: str) -> tuple[int | None, int | None]:
    domain = sheet.domain(unknown)
    found = [None if end is None else number_value(end) for end in (domain.lower, domain.upper)]
    low, high = (value if isinstance(value, int) else None for value in found)
    return low, high


def _at_integer(sheet: Worksheet, rule: str, line: Relation, end: int, unknown: str) -> Ended:
    sheet.phase("answer")
    symbol = Symbol(unknown)
    hat = sheet.write(rule, line, equals(Hat(symbol), integer(end)), LastNotBelow(unknown), v=symbol, n=integer(end))
    return Ended(integer(end), hat)


def _tied(
    sheet: Worksheet, rule: str, line: Relation, whole: int, unknown: str, claim: LastNotBelow | Peak
) -> Ended:
    sheet.phase("answer")
    found = SetOf((integer(whole - 1), integer(whole)))
    after = Relation((Hat(Symbol(unknown)), found), ("∈",))
    sheet.write(rule, line, after, claim, v=Symbol(unknown), n=integer(whole))
    return Ended(line=after, maximisers=found)


def _formula(sheet: Worksheet, line: Relation, bound: Expression, unknown: str) -> Ended:
    """`N̂ = floor(K m/k)`."""
    sheet.phase("answer")
    root = Call("floor", (bound,))
    after = equals(Hat(Symbol(unknown)), root)
    hat = sheet.write("last-not-below-formula", line, after, LastNotBelow(unknown), v=Symbol(unknown), n=bound)
    return Ended(root, hat)


# ---- by values -----------------------------------------------------------------------------------------------


def _by_values(sheet: Worksheet, steps: Steps, unknown: str) -> Ended:
    """The ratio above one at one integer and below it at the next, and nowhere else through one."""
    if free_symbols(steps.ratio) - {unknown} - sheet.setting.values.keys():
        raise Stuck(say("inequality-without-form", name=unknown))
    found, tied = _search(sheet, steps.ratio, unknown)
    low, high = _ends(sheet, unknown)
    shown = [at for at in (found, found + 1) if (low is None or at > low) and (high is None or at <= high)]
    sheet.phase("maximum")
    _write_values(sheet, steps, unknown, tuple(shown))
    rule = "peak-of-falling" if _falls_by_sight(steps.ratio, unknown) else "peak-of-quotient"
    claim = Peak(unknown)
    if tied:
        return _tied(sheet, f"{rule}-tied", steps.line, found, unknown, claim)
    sheet.phase("answer")
    symbol = Symbol(unknown)
    hat = sheet.write(rule, steps.line, equals(Hat(symbol), integer(found)), claim, v=symbol, n=integer(found))
    return Ended(integer(found), hat)


def _falls_by_sight(ratio: Expression, unknown: str) -> bool:
    """Whether each factor is of the form (v − a)/(v − b) that falls: a below b; or an inverse, or a number."""
    factors = ratio.factors if isinstance(ratio, Multiply) else (ratio,)
    return all(_factor_falls(f, unknown) for f in factors)


def _factor_falls(e: Expression, unknown: str) -> bool:
    if unknown not in free_symbols(e):
        return True
    if isinstance(e, Power) and isinstance(e.exponent, Number):
        return _factor_falls(e.base, unknown)
    if not isinstance(e, Divide):
        return False
    top, bottom = (coefficients(side, unknown) for side in (e.numerator, e.denominator))
    if top is None or bottom is None or max(top) > 1 or max(bottom) > 1:
        return False
    a, b, c, d = (approximate(write_sum(p.get(k, []))) for p, k in ((top, 1), (top, 0), (bottom, 1), (bottom, 0)))
    return None not in (a, b, c, d) and (a or 0) * (d or 0) - (b or 0) * (c or 0) < 0


def _write_values(sheet: Worksheet, steps: Steps, unknown: str, places: tuple[int, ...]) -> None:
    """`L(17)/L(16) ≈ 1.02 > 1, L(18)/L(17) ≈ 0.98 < 1`."""
    statements = tuple(_value_at(steps, unknown, at) for at in places)
    if statements:
        after = statements[0] if len(statements) == 1 else Several(statements, ",")
        sheet.write("ratio-values", steps.line, after, RatioAt(unknown))


def _value_at(steps: Steps, unknown: str, at: int) -> Relation:
    over, symbol = steps.line.operands[0], Symbol(unknown)
    assert isinstance(over, Divide)
    name = Divide(*(put(over.numerator, symbol, integer(k)) for k in (at, at - 1)))
    number = fold(put(steps.ratio, symbol, integer(at)))
    if number == ONE:
        return equals(name, ONE)
    near = decimal(number)
    side = ">" if (approximate(number) or 0) > 1 else "<"
    if near is None:
        return Relation((name, number, ONE), ("=", side))
    return Relation((name, near[0], ONE), (near[1], side))


def _search(sheet: Worksheet, ratio: Expression, unknown: str) -> tuple[int, bool]:
    """The last integer at which the ratio is not below one, by doubling and halving; whether it is one there."""
    low, high = _ends(sheet, unknown)

    def above(at: int) -> bool:
        number = fold(put(ratio, Symbol(unknown), integer(at)))
        exact = number_value(number)
        size = exact if exact is not None else approximate(number)
        if size is None:
            raise Stuck(say("ratio-without-value", name=at))
        return size >= 1

    start = 0 if low is None else low
    if low is None and not above(0):
        raise Stuck(say("no-first-integer"))
    step = 1
    while (high is None or start + step <= high) and above(start + step):
        step *= 2
        if step > LARGEST:
            raise Stuck(say("goes-on-growing", name=unknown))
    inside, outside = start + step // 2 if step > 1 else start, start + step
    outside = outside if high is None else min(outside, high + 1)
    while outside - inside > 1:
        middle = (inside + outside) // 2
        inside, outside = (middle, outside) if above(middle) else (inside, middle)
    has_ratio = low is None or inside > low
    return inside, has_ratio and number_value(fold(put(ratio, Symbol(unknown), integer(inside)))) == 1
