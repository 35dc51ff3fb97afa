"""Equations in several unknowns before the referee: where a step of Newton leads, and the scores behind them."""

from __future__ import annotations

from collections.abc import Mapping

from flint import arb, arb_mat

from ..balls import Undefined, enclose_together, precision, slopes_together
from ..claims.equations import Equivalent, SetToZero
from ..claims.several import ConcaveInAll
from ..expressions import ZERO, Add, Expression, Multiply, Negate, Several, free_symbols, number_value, sample_sum
from .case import Case
from .equations import gap_of
from .record import Established
from .refusal import Refused
from .smoothness import require_smooth

__all__ = ["BITS", "FOR_DECIMALS", "System", "parts_of", "require_score"]

BITS = 256
FOR_DECIMALS = 160
"""Bits, where no more than some digits of the step are shown."""

Box = Mapping[str, arb]


def parts_of(line: Expression, count: int) -> tuple[Expression, ...]:
    """The statements of a line that all hold, as many as there are variables."""
    parts = line.statements if isinstance(line, Several) and line.separator != "or" else (line,)
    if len(parts) != count:
        raise Refused("there has to be one statement for each variable")
    return parts


class System:
    """Equations in as many variables, and the slopes of left − right."""

    def __init__(self, case: Case, variables: tuple[str, ...], concave: Expression | None) -> None:
        before = case.start()
        if not before.is_equation or len({*variables}) != len(variables):
            raise Refused("the line before is no list of equations")
        parts = parts_of(before.line, len(variables))
        self.case, self.variables = case, variables
        self.gaps = [case.meaning.unfold(gap_of(part)) for part in parts]
        for gap in self.gaps:
            for variable in variables:
                require_smooth(case.meaning, gap, variable, True)
        self.slopes = None if concave is None else self._known_slopes(parts, concave)

    def _known_slopes(self, parts: tuple[Expression, ...], concave: Expression) -> list[list[Expression]]:
        """−Σ w z_j z_k and what stands beside it, of scores as they were set to zero or parted."""
        case = self.case
        known = case.record.find(concave)
        if known is None or known.source is None or not isinstance(known.claim, ConcaveInAll):
            raise Refused("no line so far says what the second derivatives are")
        columns = dict(zip(known.claim.variables, known.claim.columns, strict=True))
        slopes: list[list[Expression]] = []
        for part in parts:
            sign, score = sign_and_score(case, part)
            name = score.slopes[0] if score.slopes and len(score.slopes) == 1 else ""
            require_score(score, name, known.source)
            if not {name, *self.variables} <= columns.keys():
                raise Refused("a variable that the second derivatives leave out")
            sums = [_bend(known.claim, columns, name, v) for v in self.variables]
            slopes.append([Negate(e) if sign > 0 else e for e in sums])
        return slopes

    def stepped(self, at: Box, over: Box, bits: int = BITS) -> list[arb]:
        """Where Newton's step leads from a point, with all slopes over a box."""
        setting, size = self.case.setting, len(self.variables)
        try:
            values = enclose_together(self.gaps, at, setting, bits)
            if self.slopes is not None:
                flat = enclose_together([e for row in self.slopes for e in row], over, setting, bits)
                slopes = [flat[k * size : (k + 1) * size] for k in range(size)]
            else:
                columns = [self._slopes_for(v, over, bits) for v in self.variables]
                slopes = [list(row) for row in zip(*columns, strict=True)]
        except Undefined as why:
            raise Refused(f"an equation has no value there: {why}") from None
        with precision(bits):
            try:
                steps = arb_mat(slopes).solve(arb_mat([[value] for value in values]))
            except ZeroDivisionError:
                raise Refused("the slopes may be those of equations that depend on each other") from None
            return [at[v] - steps[k, 0] for k, v in enumerate(self.variables)]

    def _slopes_for(self, variable: str, over: Box, bits: int) -> list[arb]:
        """The derivatives of all equations over the box."""
        gaps = [_holding(gap, variable) for gap in self.gaps]
        return slopes_together(gaps, variable, over, self.case.setting, bits)


def _holding(e: Expression, variable: str) -> Expression:
    """The sum of the terms that hold the variable: each of the others is free of it."""
    terms = [term for term in _terms(e) if variable in free_symbols(term)]
    return Add(tuple(terms)) if terms else ZERO


def _terms(e: Expression) -> list[Expression]:
    if isinstance(e, Add):
        return [part for term in e.terms for part in _terms(term)]
    if isinstance(e, Negate):
        return [Negate(part) for part in _terms(e.operand)]
    return [e]


def _bend(claim: ConcaveInAll, columns: Mapping[str, Expression], one: str, other: str) -> Expression:
    """Minus a second derivative."""
    total = sample_sum(Multiply((claim.weight, columns[one], columns[other])))
    own = [times for name, times in claim.beside if name == one == other]
    return Add((total, *own)) if own else total


def sign_and_score(case: Case, line: Expression) -> tuple[int, Established]:
    """The score behind an equation, whose left − right it is, or minus that. Raises Refused."""
    sign, known = 1, case.record.find(line)
    while known is not None and known.is_equation and not isinstance(known.line, Several):
        if isinstance(known.claim, Equivalent):
            factor = number_value(known.claim.multiplier)
            if factor not in (1, -1) or known.claim.applied is not None:
                raise Refused("an equation is not that of a score, but for its sign")
            sign *= int(factor or 0)
        elif not isinstance(known.claim, SetToZero):
            raise Refused("an equation is not that of a score")
        known = known.source
    if known is None or known.is_equation:
        raise Refused("an equation is not that of a score")
    return sign, known


def require_score(score: Established, variable: str, of: Established) -> None:
    """The line is the derivative of that function."""
    if score.is_equation or score.slopes != (variable,) or score.sign != 1:
        raise Refused(f"not the score for {variable}")
    if score.source is None or score.source.line != of.line:
        raise Refused("the score is that of another function")
