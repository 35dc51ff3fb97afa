"""The zeros of the score at the data: two signs, Newton's steps, all zeros and the highest of them, line by line."""

from __future__ import annotations

from fractions import Fraction

from ..balls import Undefined, decimal, germ_of, limit
from ..claims.zeros import EquallyHigh, Evaluated, Highest, NewtonStep, Zeros
from ..domains import Domain
from ..exact import Field
from ..expressions import (
    ZERO,
    Add,
    Apply,
    Call,
    Derivative,
    Divide,
    Expression,
    Hat,
    Negate,
    Power,
    Relation,
    SetOf,
    Several,
    Summation,
    Symbol,
    free_symbols,
    number_value,
    rational,
    walk,
)
from ..expressions import replace as put
from ..notation.decimals import in_decimals
from ..notation.plain import plain
from ..records import Record
from ..rules.data import MOST_PLACES
from ..rules.gammas import unfold_digamma
from ..steps import value_of
from ..words import listed, say
from .answers import with_decimal
from .maximum import End, at_end
from .one_sign import keeps_one_sign
from .polynomials import polynomial_degree, polynomial_zeros, turning_points
from .roots import Function, Place, Zero, bracket_of, scan, short, short_bracket
from .worksheet import Degenerate, Stuck, Worksheet, equals

__all__ = ["DIGITS", "Numeric", "Search", "gap_of", "has_sample", "is_of_sample", "written"]

DIGITS = 12
"""Of an estimate without closed form."""

Steps = list[tuple[Expression, Expression]]
"""Where each step of Newton starts and leads."""

MOST_STEPS = 8
TIE = 1e-20
LARGEST_DENOMINATOR = 10**9
"""Of the point about which two equally high maxima lie."""


def gap_of(line: Relation) -> Expression:
    """Left − right."""
    left, right = line.operands
    return left if right == ZERO else Add((left, Negate(right)))


def has_sample(e: Expression) -> bool:
    """Whether the value depends on the sample."""
    return "n" in free_symbols(e) or any(map(is_of_sample, walk(e)))


def is_of_sample(e: Expression) -> bool:
    """Whether the expression itself is a sum or a statistic of the sample."""
    return isinstance(e, Summation) or (isinstance(e, Call) and e.function in ("mean", "max", "min", "median"))


class Numeric(Record):
    """What came out: the equation that is left; with data the line that states the estimate and its enclosure, or the
    exact value where the zero turned out to have one."""

    equation: Relation
    line: Relation | None = None
    place: Place | None = None
    exact: Expression | None = None
    members: SetOf | None = None


def written(e: Expression, digits: int, sheet: Worksheet) -> Expression | None:
    """The value at the data, rounded to so many digits; None where there is none."""
    try:
        return decimal(e, digits, sheet.setting)
    except Undefined:
        return None


def _short(x: Fraction) -> Expression:
    return in_decimals(x, MOST_PLACES)


def _unnamed(sheet: Worksheet, e: Expression) -> Expression:
    """The expression with named constants written out."""
    for step in sheet.steps:
        if step.rule == "name-constant" and isinstance(step.after, Relation):
            e = put(e, *step.after.operands)
    return sheet.without_hats(e)


class Search:
    """The zeros at the data, the lines that show them, and the highest of them."""

    def __init__(
        self,
        sheet: Worksheet,
        log_line: Relation,
        score: Relation,
        left: Relation,
        unknown: str,
        direction: int | None,
        curve: Relation,
        parameters: tuple[str, ...],
    ) -> None:
        self.sheet, self.log_line, self.score, self.left = sheet, log_line, score, left
        self.unknown, self.direction, self.curve, self.parameters = unknown, direction, curve, parameters
        self.symbol = Symbol(unknown)
        self.domain = sheet.domain(unknown)
        self.gap = sheet.without_hats(gap_of(left))
        self.function = Function(self.gap, unknown, sheet.setting)
        self.degree: int | None = None
        self.turns: list[Zero] = []

    def estimate(self) -> Numeric | End:
        """The lines from the function to the estimate."""
        zeros = self._zeros()
        if not zeros:
            return self._no_zero()
        if len(zeros) == 1 and zeros[0].exact is None:
            self._write_search(zeros[0].place)
        best, twin = self._best(zeros)
        if twin is not None:
            zeros[twin] = self._mirrored(zeros[best], zeros[twin])
        solutions = self._write_zeros(zeros)
        if len(zeros) > 1:
            self._write_heights(zeros)
        self.sheet.phase("answer")
        if twin is not None:
            return self._both(solutions, zeros[best], zeros[twin])
        line = self._statement(Hat(self.symbol), zeros[best])
        rule = "only-zero" if len(zeros) == 1 else "highest-zero"
        hat = self.sheet.write(rule, solutions, line, Highest(self.unknown), v=self.unknown)
        return Numeric(self.left, hat, zeros[best].place, zeros[best].exact)

    def _statement(self, subject: Expression, zero: Zero) -> Relation:
        """`v = r` or `v ≈ decimal`; an estimate with its decimal."""
        if zero.exact is not None:
            return with_decimal([subject, zero.exact]) if isinstance(subject, Hat) else equals(subject, zero.exact)
        return Relation((subject, self._number(zero.place)), ("≈",))

    def _both(self, solutions: Relation | Several, one: Zero, other: Zero) -> Numeric:
        lower, upper = sorted((one, other), key=lambda zero: zero.place)
        members = SetOf(tuple(self._statement(self.symbol, zero).operands[1] for zero in (lower, upper)))
        line = Relation((Hat(self.symbol), members), ("∈",))
        hat = self.sheet.write("equally-high", solutions, line, EquallyHigh(self.unknown), v=self.unknown)
        centre = (lower.middle + upper.middle) / 2
        return Numeric(self.left, hat, (centre, centre), None, members)

    def _mirrored(self, zero: Zero, twin: Zero) -> Zero:
        """The twin, its bracket the mirror image of the other's."""
        centre = ((zero.middle + twin.middle) / 2).limit_denominator(LARGEST_DENOMINATOR)
        return Zero((2 * centre - zero.place[1], 2 * centre - zero.place[0]), twin.exact)

    def _zeros(self) -> list[Zero]:
        field = Field(self.sheet.setting, at_data=True)
        zeros = polynomial_zeros(field, self.gap, self.unknown, self.domain) if self._is_quotient() else None
        if zeros is not None:
            degree = polynomial_degree(field, self.gap, self.unknown)
            if self.direction is None or degree == 3:
                self.degree = degree
            return zeros
        if self.direction is None:
            slope = Derivative(self.gap, self.symbol)
            self.turns = turning_points(field, slope, self.unknown, self.domain)
        turns = [short(turn.middle) for turn in self.turns]
        places = scan(self.function, self.domain, dict(self.sheet.setting.columns), self.direction is None, turns)
        narrow = [bracket_of(self.function, place) for place in places]
        if None in narrow:
            raise Stuck(say("zero-not-enclosed", name=self.unknown))
        return [Zero(place, rational(place[0]) if place[0] == place[1] else None) for place in narrow if place]

    def _is_quotient(self) -> bool:
        """Whether the function may be a quotient of polynomials: no other function stands in it."""
        for node in walk(self.function.whole):
            whole = not isinstance(node, Power) or isinstance(number_value(node.exponent), int)
            if (isinstance(node, Call) or not whole) and self.unknown in free_symbols(node):
                return False
        return True

    def _no_zero(self) -> End:
        """The score has one sign throughout: the likelihood is monotone."""
        score = self.sheet.without_hats(value_of(self.score))
        if unfold_digamma(score, self.sheet.setting.columns) is not None:
            return keeps_one_sign(self.sheet, self.score, self.unknown)
        for at_data in (False, True):
            sign = Field(self.sheet.setting, at_data=at_data).sign(score)
            if sign:
                if at_data and self.sheet.sample.known and has_sample(value_of(self.score)):
                    raise Degenerate
                return at_end(self.sheet, self.score, self.unknown, sign)
        return keeps_one_sign(self.sheet, self.score, self.unknown)

    def _number(self, place: Place, digits: int = DIGITS) -> Expression:
        return decimal(rational((place[0] + place[1]) / 2), digits)

    # ---- one zero: two signs and Newton's steps ----------------------------------------------------------------

    def _at(self, x: Expression, primes: int = 0) -> Apply:
        name = self.curve.operands[0]
        assert isinstance(name, Apply)
        return Apply(name.function, (x,), (), name.primes + primes)

    def _write_search(self, place: Place) -> None:
        below, above = short_bracket(place, self.domain)
        function = Function(self.sheet.without_hats(value_of(self.curve)), self.unknown, self.sheet.setting)
        statements = []
        for x in (below, above):
            sign = function.sign(x)
            number = self._value_at(function, x)
            if not sign or number is None:
                return
            statements.append(Relation((self._at(_short(x)), number, ZERO), ("≈", "<" if sign < 0 else ">")))
        self.sheet.phase("newton")
        self.sheet.write(
            "two-signs", self.curve, Several(tuple(statements), ","), Evaluated(self.unknown), v=self.unknown
        )
        for start in ((below + above) / 2, below, above):
            steps = self._newton(function, start, place)
            if steps is not None:
                self._write_steps(steps)
                return

    def _value_at(self, function: Function, x: Fraction) -> Expression | None:
        return written(put(function.whole, self.symbol, rational(x)), 3, self.sheet)

    def _newton(self, function: Function, start: Fraction, place: Place) -> Steps | None:
        """Starting points and where each step leads, until twelve digits stand; None where they stray."""
        goal = self._number(place)
        steps: Steps = []
        x, at = start, _short(start)
        for _ in range(MOST_STEPS):
            new = function.newton(x)
            if new is None:
                return None
            near = abs(new - x) < abs(x or Fraction(1)) / 1000
            shown = decimal(rational(new), DIGITS if near else 6)
            steps.append((at, shown))
            if shown == goal:
                return steps
            x, at = Fraction(number_value(shown) or 0), shown
        return None

    def _write_steps(self, steps: Steps) -> None:
        for k, (start, shown) in enumerate(steps, 1):
            formula = Add((start, Negate(Divide(self._at(start), self._at(start, 1)))))
            line = Relation((self._name(k), formula, shown), ("=", "≈"))
            rule, level = ("newton-first", 1) if k == 1 else ("newton-next", 2)
            self.sheet.write(rule, self.curve, line, NewtonStep(self.unknown), level=level, v=self.unknown)

    def _name(self, k: int) -> Symbol:
        """`θ_1`, and `σ_1²` for σ²; a letter of its own where the unknown has an index already."""
        name, setting = self.unknown, self.sheet.setting
        if "_" in name:
            taken = {*setting.domains, *setting.supports, *setting.columns, *setting.values}
            name = next(letter for letter in ("t", "u", "w", "z", "start") if letter not in taken)
        return Symbol(f"{name.removesuffix('²')}_{k}{'²' * name.endswith('²')}")

    # ---- all zeros ---------------------------------------------------------------------------------------------

    def _write_zeros(self, zeros: list[Zero]) -> Relation | Several:
        statements = tuple(self._statement(self.symbol, zero) for zero in zeros)
        after = statements[0] if len(statements) == 1 else Several(statements, "or")
        claim = Zeros(self.unknown, tuple(zero.place for zero in zeros), self._cuts(zeros), True)
        rule, note = self._rule(zeros)
        self.sheet.phase("newton")
        return self.sheet.write(rule, self.left, after, claim, v=self.unknown, n=note)

    def _rule(self, zeros: list[Zero]) -> tuple[str, str]:
        """Which words say why these are all zeros, and what is filled in."""
        if self.degree == 3:
            return self._cubic(zeros)
        if self.degree is not None:
            return ("zeros" if len(zeros) > 1 else "zero") + "-of-polynomial", str(self.degree)
        if self.turns and len(zeros) == 1:
            turns = ", ".join(plain(self._number(turn.place, 4)) for turn in self.turns)
            return "zero-among-slopes", turns + self._behind_the_turns()
        if len(zeros) > 1:
            return "all-zeros", ""
        return "exact-zero" if zeros[0].exact is not None else "zero", ""

    def _behind_the_turns(self) -> str:
        """What the function does at an infinite end that it approaches as zero."""
        if self.domain.upper is not None:
            return ""
        try:
            end = limit(germ_of(self.gap, self.unknown, True, self.sheet.setting))
        except Undefined:
            return ""
        return say("behind-the-turns") if end == 0 else ""

    def _cubic(self, zeros: list[Zero]) -> tuple[str, str]:
        """A cubic equation by its formula, or by a rational solution and a quadratic equation; and what is said of
        the real solutions that are not in the domain."""
        field = Field(self.sheet.setting, at_data=True)
        everywhere = polynomial_zeros(field, self.gap, self.unknown, Domain()) or zeros
        factored = any(z.exact is not None and number_value(z.exact) is not None for z in everywhere)
        rule = "cubic-factored" if factored else "cubic"
        others = [
            plain(self._number(zero.place, 4))
            for zero in everywhere
            if all(abs(zero.middle - inside.middle) > TIE for inside in zeros)
        ]
        if not others:
            return rule, say("only-real-solution" if len(everywhere) == 1 else "real-solutions")
        outside = "other-solution-outside" if len(others) == 1 else "other-solutions-outside"
        return rule, say(outside, others=listed(others))

    def _cuts(self, zeros: list[Zero]) -> tuple[Fraction, ...]:
        """Points on both sides of each turn of the function, half way to what is next to it."""
        centres = sorted([(z.middle, False) for z in zeros] + [(t.middle, True) for t in self.turns])
        cuts: list[Fraction] = []
        for k, (x, turns) in enumerate(centres):
            if turns:
                size = abs(x) / 8 or Fraction(1, 8)
                before = (x - centres[k - 1][0]) / 2 if k else size
                behind = (centres[k + 1][0] - x) / 2 if k + 1 < len(centres) else size
                cuts += [x - min(size, before), x + min(size, behind)]
        return tuple(cuts)

    def _best(self, zeros: list[Zero]) -> tuple[int, int | None]:
        """The zero with the largest log-likelihood, and another that is as high."""
        if len(zeros) == 1:
            return 0, None
        heights = Function(_unnamed(self.sheet, value_of(self.log_line)), self.unknown, self.sheet.setting)
        try:
            values = [heights.value(zero.middle) for zero in zeros]
        except Undefined as fault:
            raise Stuck(say("height-without-value", why=fault)) from fault
        best = max(range(len(zeros)), key=lambda k: float(values[k].mid()))
        twins = [k for k in range(len(zeros)) if k != best and abs(values[k] - values[best]) < TIE]
        return best, twins[0] if twins else None

    def _write_heights(self, zeros: list[Zero]) -> None:
        name, whole = self.log_line.operands[0], _unnamed(self.sheet, value_of(self.log_line))
        if not isinstance(name, Apply):
            return
        statements = []
        for zero in zeros:
            at = self._number(zero.place, 4)
            number = written(put(whole, self.symbol, at), 5, self.sheet)
            if number is None:
                return
            statements.append(Relation((Apply(name.function, (at,)), number), ("≈",)))
        self.sheet.phase("maximum")
        self.sheet.write(
            "heights", self.log_line, Several(tuple(statements), ","), Evaluated(self.unknown), v=self.unknown
        )
