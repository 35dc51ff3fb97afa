"""The log-likelihood as a function of one parameter alone, each of the others at its best for that one."""

from __future__ import annotations

from ..claims.equations import Substituted
from ..expressions import Relation, Symbol
from ..expressions import replace as put
from ..notation.plain import plain
from ..rules.derivatives import UnknownDerivative
from ..rules.profiles import tidied
from ..steps import value_of
from ..words import say
from .likelihood import function_of
from .maximum import argue_maximum
from .score import assume_spread, lies_inside, solve_equation, write_score
from .worksheet import Degenerate, Stuck, Worksheet, equals

__all__ = ["profile_of"]


def profile_of(sheet: Worksheet, log_line: Relation, name: str, parameters: tuple[str, ...]) -> Relation | None:
    """The line of the profile; None, and nothing on the sheet, where another parameter has no closed form for it."""
    mark = sheet.mark()
    line, left = log_line, list(parameters)
    for other in parameters:
        if other == name:
            continue
        try:
            line = _without(sheet, line, other, left, parameters)
        except (Stuck, Degenerate, UnknownDerivative):
            sheet.back_to(mark)
            return None
        left.remove(other)
    return line


def _without(
    sheet: Worksheet, line: Relation, other: str, left: list[str], parameters: tuple[str, ...]
) -> Relation:
    """The other parameter at its best, put in. Raises Stuck."""
    score = write_score(sheet, line, other, parameters)
    assume_spread(sheet, value_of(score), other)
    solved = solve_equation(sheet, score, other)
    if not lies_inside(sheet, solved.root, other) and sheet.signs.of(solved.root) != 1:
        raise Stuck(say("best-maybe-outside", name=other))
    argue_maximum(sheet, score, solved, other, parameters)
    rest = tuple(name for name in left if name != other)
    value = tidied(put(value_of(line), Symbol(other), solved.root))
    sheet.phase("profile")
    after = equals(function_of("ℓ", rest), value)
    pair = ((other, solved.root),)
    return sheet.write("profile", line, after, Substituted(pair), n=equals(Symbol(other), solved.root),
                       v=say("whatever", names=[plain(Symbol(name)) for name in rest]))
