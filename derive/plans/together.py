"""Lines about several unknowns at once: scores, equations, Newton’s steps, the solution and the estimates."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..balls import decimal
from ..claims.equations import Equivalent, SetToZero
from ..claims.several import ConcaveInAll, JointMaximum, JointNewton, JointZero, MaximumUnderCondition
from ..claims.values import Differentiated
from ..expressions import ZERO, Expression, Hat, Relation, Several, Symbol, number_value, rational
from ..notation.decimals import in_decimals
from ..notation.plain import plain
from ..rules.data import MOST_PLACES
from ..rules.derivatives import derivative
from ..rules.equations import Rewritten, equation
from ..steps import value_of
from .concave import each
from .hill import Hill, Vector, settled
from .roots import Place
from .score import score_name
from .searching import DIGITS, Numeric
from .worksheet import Worksheet, equals

__all__ = ["rewrite_all", "set_to_zero", "statements_of", "write_numeric", "write_scores"]

MOST_STEPS = 8
FOR_DECIMALS = 128
"""Bits, where twelve digits are shown."""

Steps = list[tuple[list[Expression], list[Expression]]]
"""Where each step starts and leads."""


def statements_of(line: Several) -> list[Relation]:
    """The relations of a line of several."""
    return [statement for statement in line.statements if isinstance(statement, Relation)]


def write_scores(sheet: Worksheet, line: Relation, names: tuple[str, ...], parameters: tuple[str, ...]) -> Several:
    """`∂ℓ/∂a = …, ∂ℓ/∂b = …`."""
    sheet.phase("score")
    lines = tuple(equals(score_name(parameters, name, 1), derivative(value_of(line), name)) for name in names)
    return sheet.write("scores", line, Several(lines, ","), each([Differentiated(name) for name in names]))


def set_to_zero(sheet: Worksheet, scores: Several) -> Several:
    """All of them, as at a maximum inside."""
    sheet.phase("solve")
    zero = tuple(equation(value_of(score), ZERO) for score in scores.statements)
    return sheet.write("set-all-to-zero", scores, Several(zero, ","), each([SetToZero() for _ in zero]))


def rewrite_all(sheet: Worksheet, rule: str, line: Several, new: Sequence[Rewritten | None]) -> Several:
    """Every equation in its new form, where it has one."""
    if all(one is None for one in new):
        return line
    pairs = list(zip(line.statements, new, strict=True))
    after = tuple(old if one is None else one.line for old, one in pairs)
    claims = [Equivalent() if one is None else Equivalent(one.multiplier) for _, one in pairs]
    return sheet.write(rule, line, Several(after, ","), each(claims))


# ---- in numbers ------------------------------------------------------------------------------------------------


def write_numeric(
    sheet: Worksheet, names: tuple[str, ...], left: Several, concave: Relation | Several, hill: Hill,
    top: list[Place], condition: tuple[Relation, Expression] | None = None,
) -> dict[str, Numeric]:
    """Newton's steps, the solution of the equations, and that it is the maximum; by the order of `names`. condition:
    under which it is one, and the multiplier that stands in the equations."""
    places = [top[hill.names.index(name)] for name in names]
    goal = [decimal(rational((low + high) / 2), DIGITS) for low, high in places]
    known = next((step.claim for step in reversed(sheet.steps) if step.after is concave), None)
    slopes = concave if isinstance(known, ConcaveInAll) else None
    _write_newton(sheet, names, left, slopes, hill, places, goal)
    sheet.phase("newton")
    shown = _list([Relation((Symbol(n), g), ("≈",)) for n, g in zip(names, goal, strict=True)])
    zero = sheet.write("joint-zero", left, shown, JointZero(names, tuple(places), slopes))
    sheet.phase("answer")
    hats = [Relation((Hat(Symbol(n)), g), ("≈",)) for n, g in zip(names, goal, strict=True)]
    if condition is None:
        rule = "joint-maximum" if known is not None else "maximum-along-curves"
        sheet.write(rule, zero, _list(hats), JointMaximum(names, concave))
    else:
        claim = MaximumUnderCondition(names, concave, *condition)
        said = ", ".join(plain(Symbol(name)) for name in names)
        sheet.write("joint-maximum-under-condition", zero, _list(hats), claim, v=said, n=condition[0])
    parts = zip(names, statements_of(left), hats, places, strict=True)
    return {name: Numeric(e, hat, place) for name, e, hat, place in parts}


def _write_newton(
    sheet: Worksheet,
    names: tuple[str, ...],
    left: Several,
    slopes: Expression | None,
    hill: Hill,
    places: list[Place],
    goal: list[Expression],
) -> None:
    """A line a step, from where the climb began or from near by."""
    start = tuple(hill.start[hill.names.index(name)] for name in names)
    near = tuple(_near((low + high) / 2) for low, high in places)
    steps = _steps(names, hill, start, goal) or _steps(names, hill, near, goal) or []
    for k, (at, shown) in enumerate(steps, 1):
        statements = [Relation((Symbol(f"{n}_{k}"), x), ("≈",)) for n, x in zip(names, shown, strict=True)]
        values = tuple(Fraction(number_value(x) or 0) for x in at)
        rule, level = ("joint-newton-first", 1) if k == 1 else ("joint-newton-next", 2)
        sheet.phase("newton" if k == 1 else "")
        where = f"({', '.join(map(plain, at))})"
        sheet.write(rule, left, _list(statements), JointNewton(names, values, slopes), level=level, n=where)


def _steps(names: tuple[str, ...], hill: Hill, start: Vector, goal: list[Expression]) -> Steps | None:
    """From the start until twelve digits stand; None where that takes too many."""
    steps: Steps = []
    x, at = start, [in_decimals(v, MOST_PLACES) for v in start]
    for _ in range(MOST_STEPS):
        moved = hill.step(tuple(x[names.index(name)] for name in hill.names), FOR_DECIMALS)
        if moved is None:
            return None
        new = [moved[hill.names.index(name)] for name in names]
        near = all(abs(a - b) < max(abs(b), Fraction(1, 1000)) / 1000 for a, b in zip(x, new, strict=True))
        shown = [decimal(rational(settled(v)), DIGITS if near else 6) for v in new]
        steps.append((at, shown))
        if shown == goal:
            return steps
        x, at = tuple(Fraction(number_value(e) or 0) for e in shown), shown
    return None


def _near(x: Fraction) -> Fraction:
    """The number to one digit."""
    return Fraction(number_value(decimal(rational(x), 1)) or 0) if x else x


def _list(statements: Sequence[Relation]) -> Several:
    return Several(tuple(statements), ",")
