"""No closed form: the equation that is left, how many solutions it has and why, and their numbers.

The equation is brought to the form in which a textbook states it; a function that only rises or only falls has one
zero at most, two points with opposite signs hold it, and Newton's steps close in on it. Where the function does
neither, all its zeros are listed and the log-likelihood compared at them.
"""

from __future__ import annotations

from ..claims.equations import Equivalent, SetToZero
from ..claims.maxima import SignOfDerivative
from ..claims.values import Equal, Given
from ..claims.zeros import Unfolded
from ..exact import Field
from ..expressions import (
    ZERO,
    Add,
    Apply,
    Call,
    Derivative,
    Expression,
    Indexed,
    Power,
    Relation,
    Summation,
    Symbol,
    free_symbols,
    number_value,
    walk,
)
from ..records import replace
from ..rules.derivatives import derivative
from ..rules.equations import Rewritten, equation
from ..rules.gammas import unfold_digamma
from ..rules.mills import exceeds_mills
from ..rules.reduction import reduced_forms
from ..rules.terms import add, negate
from ..steps import value_of
from ..words import say
from .answers import with_decimal
from .log_sums import LogSum, log_sum, write_log_sum
from .maximum import End
from .moving_apart import first_monotone
from .one_sign import sign_in_range
from .score import as_cubic, isolate_call, score_name
from .searching import Numeric, Search, gap_of, has_sample, is_of_sample, written
from .worksheet import Worksheet, equals

__all__ = ["solve_numerically"]

FUNCTION_NAMES = ("g", "h", "q")


def solve_numerically(
    sheet: Worksheet, log_line: Relation, score: Relation, unknown: str, parameters: tuple[str, ...]
) -> Numeric | End:
    """From the score to the estimate, a line at a time; for a sample of any size as far as the equation that is left.

    Raises Stuck where the zeros of the score could not be found, Degenerate where the data go in first.
    """
    sheet.phase("solve")
    line = sheet.write("set-to-zero", score, equation(value_of(score), ZERO), SetToZero())
    isolated = isolate_call(sheet, line, unknown) or as_cubic(sheet, line, unknown)
    left: Expression
    lemma: LogSum | None = None
    if isolated is not None:
        form = Rewritten(*isolated)
        direction = Field(sheet.setting).sign(Derivative(sheet.without_hats(gap_of(isolated[0])), Symbol(unknown)))
        left = isolated[0]
    else:
        form, direction = _best_form(sheet, line, unknown)
        left = line
        lemma = None if direction else _log_sum(sheet, form, unknown)
        direction = direction or (-1 if lemma is not None else None)
    if form.line != left:
        left = sheet.write(_reduction(form), line, form.line, Equivalent(form.multiplier), v=unknown)
    assert isinstance(left, Relation)
    known = sheet.sample.known or not has_sample(left)
    spelled = _unfold(sheet, left, unknown) if known and direction is None else None
    general, left = left, spelled or left
    if known and spelled is None:
        _write_right_side(sheet, left)
    beyond = sign_in_range(sheet, score, unknown) if lemma is not None and known else None
    if beyond is not None:
        return beyond
    curve = _write_direction(sheet, score, left, form, direction, unknown, parameters, lemma)
    if not known:
        return Numeric(left)
    found = Search(sheet, log_line, score, left, unknown, direction, curve, parameters).estimate()
    return replace(found, equation=general) if isinstance(found, Numeric) else found


def _unfold(sheet: Worksheet, line: Relation, unknown: str) -> Relation | None:
    """ψ at whole numbers as sums of fractions, in numbers; None where there is no such ψ."""
    gap = unfold_digamma(sheet.without_hats(gap_of(line)), sheet.setting.columns)
    if gap is None:
        return None
    sheet.phase("numbers")
    after = equation(sheet.sample.put_in(gap), ZERO)
    return sheet.write("unfold-digamma", line, after, Unfolded(), v=unknown)


def _reduction(form: Rewritten) -> str:
    """Which words say what was done: something went to the right, or factors were dropped."""
    assert isinstance(form.line, Relation)
    return "reduced" if form.line.operands[1] != ZERO else "factors-dropped"


def _best_form(sheet: Worksheet, line: Relation, unknown: str) -> tuple[Rewritten, int | None]:
    """The first form of the equation whose two sides move apart throughout the domain, and which way."""
    forms = list(reduced_forms(line, unknown))
    gaps = tuple(sheet.without_hats(gap_of(form.line)) for form in forms if isinstance(form.line, Relation))
    found = first_monotone(gaps, unknown, sheet.setting, _is_spelled_out(sheet, line))
    if found is not None:
        return forms[found[0]], found[1]
    for form in forms:
        direction = _direction_by_sight(sheet, form, unknown)
        if direction:
            return form, direction
    return forms[0], None


def _log_sum(sheet: Worksheet, form: Rewritten, unknown: str) -> LogSum | None:
    assert isinstance(form.line, Relation)
    return log_sum(sheet, sheet.without_hats(gap_of(form.line)), unknown)


def _is_spelled_out(sheet: Worksheet, line: Relation) -> bool:
    """Whether the line holds ψ of observations that are known: it becomes a sum of fractions with numbers."""
    calls = (node for node in walk(line) if isinstance(node, Call) and node.function == "ψ")
    return bool(sheet.setting.columns) and any(isinstance(part, Indexed) for call in calls for part in walk(call))


def _direction_by_sight(sheet: Worksheet, form: Rewritten, unknown: str) -> int | None:
    """The sign that all terms of the slope have, by what is known of the ratio φ/Φ."""
    assert isinstance(form.line, Relation)
    gap = sheet.without_hats(gap_of(form.line))
    if not any(isinstance(node, Call) and node.function == "Φ" for node in walk(gap)):
        return None
    return sheet.signs.of(derivative(gap, unknown))


def _write_right_side(sheet: Worksheet, line: Relation) -> None:
    """What the right side is at the data."""
    right = line.operands[1]
    if not any(map(is_of_sample, walk(right))):
        return
    exact = sheet.sample.put_in(sheet.without_hats(right))
    sheet.phase("numbers")
    if number_value(exact) is not None:
        after = with_decimal([right, exact])
    else:
        number = written(sheet.without_hats(right), 6, sheet)
        if number is None:
            return
        after = Relation((right, number), ("≈",))
    sheet.write("right-side", None, after, Equal(at_data=True))


def _write_direction(
    sheet: Worksheet,
    score: Relation,
    left: Relation,
    form: Rewritten,
    direction: int | None,
    unknown: str,
    parameters: tuple[str, ...],
    lemma: LogSum | None,
) -> Relation:
    """The function whose zero is sought, and that it only rises or only falls: the score, or the two sides' gap."""
    sheet.phase("maximum")
    score_serves = unknown not in free_symbols(form.multiplier) and isinstance(score.operands[0], Apply)
    if score_serves and direction and lemma is None:
        _write_slope(sheet, score, score_name(parameters, unknown, 2), -1, unknown, "concave")
        return score
    if direction is None and isinstance(score.operands[0], Apply):
        return score
    name = next(n for n in FUNCTION_NAMES if n not in sheet.setting.domains and n not in sheet.setting.supports)
    symbol = Symbol(unknown)
    gap = add(left.operands[0], negate(left.operands[1]))
    line = sheet.write("name-gap", None, equals(Apply(name, (symbol,)), gap), Given(), v=unknown)
    slope = Apply(name, (symbol,), (), 1)
    if lemma is not None:
        write_log_sum(sheet, line, slope, lemma, unknown)
    elif direction:
        _write_slope(sheet, line, slope, direction, unknown, "monotone")
    return line


def _write_slope(
    sheet: Worksheet, line: Relation, name: Expression, direction: int, unknown: str, rule: str
) -> None:
    slope = derivative(value_of(line), unknown)
    after = Relation((name, slope, ZERO), ("=", "<" if direction < 0 else ">"))
    way = say("falls" if direction < 0 else "rises")
    rule += _lemma(slope)
    sheet.write(
        rule, line, after, SignOfDerivative(unknown, 1), conditions=sheet.setting.facts, v=unknown, way=way
    )


def _lemma(slope: Expression) -> str:
    """Which lemma gives the slope its sign, where it is no matter of sight."""
    nodes = list(walk(slope))
    if any(isinstance(node, Power) and isinstance(node.base, Summation) for node in nodes):
        return "-weighted"
    if any(isinstance(node, Call) and node.function == "ψ" for node in nodes):
        return "-digamma"
    if any(isinstance(node, Call) and node.function == "ζ" for node in nodes):
        return "-zeta"
    if any(isinstance(node, Call) and node.function == "I_0" for node in nodes):
        return "-bessel"
    if any(isinstance(node, Add) and exceeds_mills(node) for node in nodes):
        return "-mills"
    return ""
