"""How far an estimate may be off: standard errors, the delta method, Wald and likelihood-ratio intervals."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from flint import arb, arb_mat, fmpq

from ..balls import Undefined, decimal, enclose, precision
from ..claims.information import AtEstimate, LikelihoodRatio, NormalQuantile, RatioSet, StandardError, Wald
from ..claims.values import Differentiated, Equal, Given
from ..expressions import (
    TWO,
    Add,
    Apply,
    Call,
    Derivative,
    Expression,
    Hat,
    Indexed,
    Interval,
    Multiply,
    Negate,
    Number,
    Power,
    Relation,
    Several,
    Summation,
    Symbol,
    children,
    free_symbols,
    kinds,
    map_children,
    nodes,
    number_value,
    rational,
)
from ..expressions import replace as put
from ..notation.decimals import digits_shown
from ..notation.plain import plain
from ..records import Record
from ..rules.arithmetic import fold
from ..rules.derivatives import UnknownDerivative, derivative
from ..rules.terms import add, multiply, terms_of, write, write_sum
from ..rules.variances import root_of_variance, variance
from ..steps import Quantity, Setting, value_of
from ..words import say
from .answers import with_decimal
from .information import Missing, Pair, has_corners
from .roots import Function, Place
from .worksheet import Worksheet, equals

__all__ = ["Estimates", "Uncertainty", "at_estimate", "ball_value", "hats_on"]

LEVEL = Fraction(95, 100)
UPPER = Number(Fraction(975, 1000), "0.975")
BITS = 192
MOST_STEPS = 80
WIDTH = 68
LONGEST = 60
FUNCTIONS = "ghqrsuvw"


class Estimates(Record):
    """exact: estimates by parameter where they have a closed form, in numbers or in statistics of the sample. places:
    their enclosures where there are data."""

    names: tuple[str, ...]
    exact: Mapping[str, Expression]
    places: Mapping[str, Place]

    @property
    def known(self) -> bool:
        """Whether each has a number."""
        return len(self.places) == len(self.names)

    def put_in(self, e: Expression) -> Expression | None:
        """The expression at the estimate, exactly; None where an estimate has no closed form."""
        held = _bare(e) & set(self.names)
        return None if held - self.exact.keys() else _at(e, self.exact)


def _bare(e: Expression) -> set[str]:
    """The symbols that stand for themselves, not under a hat."""
    if isinstance(e, Hat):
        return set()
    return {e.name} if isinstance(e, Symbol) else set().union(*map(_bare, children(e)))


def _at(e: Expression, values: Mapping[str, Expression]) -> Expression:
    """All symbols exchanged at once; what stands under a hat is an estimate as it is."""
    if isinstance(e, Hat):
        return e
    return values.get(e.name, e) if isinstance(e, Symbol) else map_children(lambda child: _at(child, values), e)


def hats_on(e: Expression, names: tuple[str, ...]) -> Expression:
    """The expression with a hat on each parameter."""
    if isinstance(e, Symbol):
        return Hat(e) if e.name in names else e
    return map_children(lambda child: hats_on(child, names), e)


def ball_value(e: Expression, estimates: Estimates, setting: Setting) -> arb:
    """The value of a function of the parameters at the estimate. Raises Missing."""
    with precision(BITS):
        values = {name: _exact(a).union(_exact(b)) for name, (a, b) in estimates.places.items()}
    try:
        return enclose(e, values, setting, BITS)
    except Undefined:
        raise Missing(say("information-without-value")) from None


def _exact(x: Fraction) -> arb:
    return arb(fmpq(x.numerator, x.denominator))


def _middle(x: arb) -> Fraction:
    exact = x.mid().fmpq()
    return Fraction(int(exact.p), int(exact.q))


def _shown(x: arb | Fraction) -> Expression:
    middle = x if isinstance(x, Fraction) else _middle(x)
    return decimal(rational(middle), digits_shown(abs(float(middle))))


def at_estimate(sheet: Worksheet, line: Relation, estimates: Estimates) -> tuple[Expression | None, float]:
    """`I(θ̂) = 10/(0.7 (1 − 0.7)) = 1000/21 ≈ 47.6`: the exact value, where there is one, and the number."""
    formula = value_of(line)
    name = hats_on(line.operands[0], estimates.names)
    exact = estimates.put_in(formula)
    if exact is not None:
        try:
            spelled, exact = _spelled(sheet, formula, estimates), sheet.sample.put_in(exact)
        except ZeroDivisionError:
            raise Missing(say("information-without-value")) from None
        number = ball_value(exact, estimates, sheet.setting)
        operands = [name, spelled, exact] if len(nodes(spelled)) <= LONGEST else [name, exact]
        sheet.write("at-estimate", line, with_decimal(operands), AtEstimate())
    else:
        hatted = hats_on(formula, estimates.names)
        number = ball_value(formula, estimates, sheet.setting)
        sheet.write("at-estimate", line, Relation((name, hatted, _shown(number)), ("=", "≈")), AtEstimate())
    return exact, as_float(exact, number)


def _spelled(sheet: Worksheet, formula: Expression, estimates: Estimates) -> Expression:
    """The formula with the estimates and the sums over the sample put in, as the data are written: `6/0.1`."""
    values = {name: sheet.sample.as_the_data(sheet.sample.put_in(e)) for name, e in estimates.exact.items()}
    return sheet.sample.substituted(_at(formula, values))


def as_float(exact: Expression | None, number: arb) -> float:
    """The nearest double: of a rational number exactly."""
    value = None if exact is None else number_value(exact)
    return float(_middle(number)) if value is None else float(value)


class Uncertainty:
    """Standard errors and intervals from the information, whose lines stand on the sheet."""

    def __init__(
        self, sheet: Worksheet, lines: Mapping[Pair, Relation], estimates: Estimates, observed: bool,
        names: tuple[str, ...] = (),
    ) -> None:
        self.sheet, self.estimates, self.observed = sheet, estimates, observed
        self.names = names or estimates.names
        self.entries = {pair: value_of(line) for pair, line in lines.items()}
        self.errors: dict[Expression, tuple[arb | None, Expression | None]] = {}
        self.z: Symbol | None = None
        self._inverse: arb_mat | None = None

    def _entry(self, one: str, other: str) -> Expression:
        return self.entries.get((one, other)) or self.entries[other, one]

    def _matrix(self) -> list[list[Expression]]:
        return [[self._entry(a, b) for b in self.names] for a in self.names]

    # ---- standard errors --------------------------------------------------------------------------------

    def standard_error(self, of: Expression) -> Quantity:
        """A row, with its line. Raises Missing."""
        sheet, names = self.sheet, self.names
        try:
            slopes = [derivative(of, name) for name in names]
        except UnknownDerivative as why:
            raise Missing(str(why)) from None
        if not isinstance(of, Symbol):
            self._write_slopes(of, slopes)
        general = self._formula(slopes)
        exact = self._exactly(general, slopes)
        closed = exact is not None and self.estimates.known
        number = self._value(exact) if closed and exact is not None else None
        if number is None and self.estimates.known:
            number = self._ball(slopes)
        operands: list[Expression] = [Apply("SE", (hats_on(of, names),))]
        if general is not None:
            operands.append(hats_on(general, names))
        if exact is not None and not (len(operands) > 1 and exact == operands[-1]):
            operands.append(exact)
        plainly = Relation(tuple(operands), ("=",) * (len(operands) - 1))
        line = plainly if exact is None else with_decimal(operands)
        if number is not None and line.operators[-1:] != ("≈",) and not _is_number(line.operands[-1]):
            line = Relation((*line.operands, _shown(number)), (*line.operators, "≈"))
        is_function = not isinstance(of, Symbol)
        if not is_function:
            sheet.phase("standard-error")
        rule = "delta-method" if is_function else "standard-error" if len(names) == 1 else "standard-error-of-several"
        sheet.write(rule, None, line, StandardError(of, names, self.observed), v=of)
        self.errors[of] = number, exact
        shown = plain(of)
        return Quantity(
            "standard-error", shown, exact if exact is not None else None if number is not None else general,
            None if number is None else as_float(exact, number), shown, general,
        )

    def _write_slopes(self, of: Expression, slopes: list[Expression]) -> None:
        """`g(λ) = e^(−λ)` and `g′(λ) = −e^(−λ)`."""
        sheet = self.sheet
        used = {node.function for step in sheet.steps for node in nodes(step.after) if isinstance(node, Apply)}
        letter = next(name for name in FUNCTIONS if name not in used and name not in sheet.setting.domains)
        held = tuple(name for name in self.names if name in free_symbols(of))
        name = Apply(letter, tuple(map(Symbol, held)))
        sheet.phase("delta")
        line = sheet.write("function-of-parameters", None, equals(name, of), Given())
        for parameter, slope in zip(self.names, slopes, strict=True):
            if parameter in held:
                subject = Symbol(parameter)
                left: Expression = Derivative(Apply(letter, ()), subject, 1, True)
                if len(held) == 1:
                    left = Apply(letter, name.arguments, (), 1)
                sheet.write("slope-of-function", line, equals(left, slope), Differentiated(parameter), v=subject)

    def _formula(self, slopes: list[Expression]) -> Expression | None:
        found = None if self.observed else variance(self._matrix(), slopes, self.sheet.signs)
        root = None if found is None else root_of_variance(found, self.sheet.signs)
        return None if root is None or len(nodes(root)) > LONGEST else root

    def _exactly(self, general: Expression | None, slopes: list[Expression]) -> Expression | None:
        """The standard error in numbers, or in statistics of the sample where there are no data."""
        if self.estimates.known:
            rows = [[self._number(e) for e in row] for row in self._matrix()]
            right = [self._number(e) for e in slopes]
            if any(e is None for row in (*rows, right) for e in row):
                return None
            found = variance([[e for e in row if e is not None] for row in rows],
                             [e for e in right if e is not None], self.sheet.signs)
            if found is None:
                return None
            return fold(root_of_variance(fold(found), self.sheet.signs))
        exact = None if general is None else self._at_estimates(general)
        return None if exact is None else self._shortest(add(exact), slopes)

    def _shortest(self, exact: Expression, slopes: list[Expression]) -> Expression:
        """The standard error at the estimates, or the root of the variance there where that is shorter."""
        found = variance(self._matrix(), slopes, self.sheet.signs)
        squared = None if found is None else self._at_estimates(found)
        if squared is None:
            return exact
        return min(exact, root_of_variance(multiply(squared), self.sheet.signs), key=lambda e: len(nodes(e)))

    def _at_estimates(self, e: Expression) -> Expression | None:
        """The expression at the estimates: in statistics of the sample, or with hats where an estimate is a formula
        of others."""
        exact = self.estimates.put_in(e)
        mixed = exact is not None and Hat in kinds(exact)
        return hats_on(e, self.names) if mixed else exact

    def _number(self, e: Expression) -> Expression | None:
        exact = self.estimates.put_in(e)
        return None if exact is None else self.sheet.sample.put_in(exact)

    def _ball(self, slopes: list[Expression]) -> arb:
        size = len(self.names)
        inverse = self._inverted()
        with precision(BITS):
            column = arb_mat(size, 1, [self._value(e) for e in slopes])
            found = (column.transpose() * inverse * column)[0, 0]
            if not found > 0:
                raise Missing(say("no-variance"))
            return found.sqrt()

    def _inverted(self) -> arb_mat:
        if self._inverse is None:
            with precision(BITS):
                rows = [[self._value(e) for e in row] for row in self._matrix()]
                try:
                    self._inverse = arb_mat(rows).inv()
                except ZeroDivisionError:
                    raise Missing(say("no-inverse")) from None
        return self._inverse

    def _value(self, e: Expression) -> arb:
        return ball_value(e, self.estimates, self.sheet.setting)

    # ---- Wald -------------------------------------------------------------------------------------------

    def wald(self, of: Expression) -> Quantity:
        """The row of the interval θ̂ ± z SE, with its line."""
        number, exact = self.errors[of]
        z = self.quantile()
        centre, step = hats_on(of, self.names), Multiply((z, Apply("SE", (hats_on(of, self.names),))))
        starts = Add((centre, Negate(step))), Add((centre, step))
        self.sheet.phase("interval")
        claim = Wald(of, self.names, self.observed)
        if number is None:
            return self._wald_formula(of, z, exact, starts, claim)
        middle = self._value(of)
        with precision(BITS):
            reach = _quantile() * number
            ends = [middle - reach, middle + reach]
        lines = tuple(Relation((start, _shown(end)), ("≈",)) for start, end in zip(starts, ends, strict=True))
        self.sheet.write("wald", None, Several(lines, ","), claim, v=of)
        lower, upper = (float(_middle(end)) for end in ends)
        general = Interval(*starts, True, True)
        return Quantity("confidence-interval", plain(of), None, None, plain(of), general, (lower, upper),
                        float(LEVEL), "Wald")

    def _wald_formula(
        self, of: Expression, z: Symbol, error: Expression | None, starts: tuple[Expression, Expression], claim: Wald
    ) -> Quantity:
        middle = self._at_estimates(of)
        if error is None or middle is None:
            raise Missing(say("no-interval-formula"))
        step = multiply(z, error)
        ends = Add((middle, Negate(step))), Add((middle, step))
        lines = tuple(equals(start, end) for start, end in zip(starts, ends, strict=True))
        self.sheet.write("wald", None, Several(lines, ","), claim, v=of)
        return Quantity("confidence-interval", plain(of), Interval(*ends, True, True), None, plain(of),
                        Interval(*starts, True, True), None, float(LEVEL), "Wald")

    def quantile(self) -> Symbol:
        """The line that says what z is."""
        for step in self.sheet.steps:
            if isinstance(step.claim, NormalQuantile) and isinstance(step.after, Several):
                line = step.after.statements[1]
                assert isinstance(line, Relation)
                assert isinstance(line.operands[0], Symbol)
                self.z = line.operands[0]
        if self.z is None:
            setting = self.sheet.setting
            taken = {*setting.domains, *setting.supports, *setting.columns}
            for step in self.sheet.steps:
                taken |= {node.base for node in nodes(step.after) if isinstance(node, Indexed)}
            self.z = Symbol(next(name for name in ("z", "q", "u", "w", "z_0") if name not in taken))
            meaning = Relation((Call("Φ", (self.z,)), UPPER), ("=",))
            number = Relation((self.z, _shown(_quantile())), ("≈",))
            self.sheet.phase("interval")
            self.sheet.write("normal-quantile", None, Several((meaning, number), ","), NormalQuantile(), v=self.z)
        return self.z

    def _in_numbers(self, log_line: Relation, name: str) -> Relation:
        """The log-likelihood with the data in it, where sums over the sample turn into a short formula."""
        sheet = self.sheet
        value = sheet.without_hats(value_of(log_line))
        if not sheet.sample.known or not (_holds_sums(value, name) or sheet.sample.statistics):
            return log_line
        numbers = sheet.sample.put_in(value)
        if len(nodes(numbers)) > LONGEST or _holds_sums(numbers, name):
            return log_line
        return sheet.write("numbers-in", log_line, equals(log_line.operands[0], numbers), Equal(at_data=True))

    # ---- likelihood ratio -------------------------------------------------------------------------------

    def likelihood_ratio(self, log_line: Relation, name: str) -> Quantity:
        """The row of the set of all θ with 2(ℓ(θ̂) − ℓ(θ)) ≤ z², with its lines. Raises Missing."""
        sheet, z = self.sheet, self.quantile()
        function, hat = log_line.operands[0], Hat(Symbol(name))
        condition = _condition(function, hat, z)
        if log_line.operands[0] != function or not self.estimates.known:
            sheet.write("likelihood-ratio", log_line, condition, RatioSet(name), v=Symbol(name))
            return Quantity("confidence-interval", name, None, None, name, condition, None, float(LEVEL),
                            "likelihood ratio")
        log_line = self._in_numbers(log_line, name)
        ends = _Ends(sheet, log_line, name, self.estimates)
        sides = [ends.side(-1), ends.side(1)]
        sheet.phase("interval")
        sheet.write("likelihood-ratio", log_line, condition, RatioSet(name), v=Symbol(name))
        statements = tuple(_statement(name, side) for side in sides)
        places = [side if isinstance(side, tuple) else None for side in sides]
        claim = LikelihoodRatio(name, places[0], places[1])
        sheet.write("likelihood-ratio-ends", log_line, Several(statements, ","), claim, v=name)
        lower, upper = (float(sum(s) / 2) if isinstance(s, tuple) else float(s) for s in sides)
        return Quantity("confidence-interval", name, None, None, name, condition, (lower, upper), float(LEVEL),
                        "likelihood ratio")


def _holds_sums(e: Expression, name: str) -> bool:
    return any(isinstance(node, Summation) and name in free_symbols(node) for node in nodes(e))


def _condition(function: Expression, hat: Expression, z: Symbol) -> Relation:
    """`2(ℓ(θ̂) − ℓ(θ)) ≤ z²`."""
    assert isinstance(function, Apply)
    top = Apply(function.function, (hat,))
    return Relation((Multiply((TWO, Add((top, Negate(function))))), Power(z, TWO)), ("≤",))


def _statement(name: str, side: Place | Fraction) -> Relation:
    if isinstance(side, tuple):
        return Relation((Symbol(name), _shown(sum(side) / Fraction(2))), ("≈",))
    return Relation((Symbol(name), rational(side)), ("=",))


def _is_number(e: Expression) -> bool:
    value = number_value(e)
    return isinstance(e, Number) and value is not None


def _quantile() -> arb:
    with precision(BITS + 64):
        return arb(fmpq(2 * UPPER.value.numerator, UPPER.value.denominator) - 1).erfinv() * arb(2).sqrt()


class _Above(Function):
    """ℓ less the height to which it may fall."""

    def __init__(self, e: Expression, variable: str, setting: Setting) -> None:
        super().__init__(e, variable, setting)
        self.threshold = arb(0)

    def value(self, x: Fraction | arb, bits: int = BITS) -> arb:
        """An enclosure. Raises Undefined."""
        value = super().value(x, max(bits, 128))
        with precision(max(bits, 128)):
            return value - self.threshold

    def tangent(self, x: Fraction) -> tuple[arb, arb]:
        """Enclosures of the value and of the derivative. Raises Undefined."""
        value, slope = super().tangent(x)
        with precision(BITS):
            return value - self.threshold, slope


class _Ends:
    """Where the log-likelihood has fallen by z²/2 on either side of the estimate."""

    def __init__(self, sheet: Worksheet, log_line: Relation, name: str, estimates: Estimates) -> None:
        whole = sheet.without_hats(value_of(log_line))
        self.centre = estimates.places[name]
        if has_corners(whole, (name,)):
            raise Missing(say("corners"))
        self.domain = sheet.domain(name)
        z = _quantile()
        varying = [t for t in terms_of(_unnamed(sheet, whole)) if name in free_symbols(write(t))]
        try:
            self.function = _Above(write_sum(varying), name, sheet.setting)
            with precision(BITS):
                top = self.function.value(_exact(self.centre[0]).union(_exact(self.centre[1])))
            with precision(BITS):
                self.function.threshold = top - z * z / 2
        except Undefined:
            raise Missing(say("no-height")) from None

    def side(self, direction: int) -> Place | Fraction:
        """A bracket of the end on one side, or the end of the domain that belongs to the set. Raises Missing."""
        start = self.centre[1] if direction > 0 else self.centre[0]
        end = self.domain.upper if direction > 0 else self.domain.lower
        limit = None if end is None else number_value(end)
        if limit is not None and (limit == start or self._above(Fraction(limit))):
            return Fraction(limit)
        inner = start
        for outer in self._outwards(start, direction, None if limit is None else Fraction(limit)):
            sign = self.function.sign(outer)
            if sign == -1:
                ordered = (outer, inner) if direction < 0 else (inner, outer)
                return self._narrow(*ordered)
            if sign == 1:
                inner = outer
        raise Missing(say("no-end"))

    def _narrow(self, a: Fraction, b: Fraction) -> Place:
        """A narrow bracket of the point between the two where the sign changes. Raises Missing."""
        left = self.function.sign(a)
        for _ in range(MOST_STEPS):
            near = self._polished((a + b) / 2, a, b)
            if near is not None:
                return near
            middle = (a + b) / 2
            sign = self.function.sign(middle)
            if not sign:
                break
            a, b = (middle, b) if sign == left else (a, middle)
        raise Missing(say("no-end"))

    def _polished(self, x: Fraction, a: Fraction, b: Fraction) -> Place | None:
        """Newton's method, then a point on each side."""
        for _ in range(12):
            new = self.function.newton(x)
            if new is None or not a <= new <= b:
                return None
            step, x = abs(new - x), new
            if step * 2**WIDTH < abs(x):
                break
        width = abs(x) / 2**WIDTH
        signs = self.function.sign(x - width), self.function.sign(x + width)
        return (x - width, x + width) if signs in ((1, -1), (-1, 1)) and a <= x - width and x + width <= b else None

    def _above(self, x: Fraction) -> bool:
        try:
            return bool(self.function.value(x) >= 0)
        except Undefined:
            return False

    def _outwards(self, start: Fraction, direction: int, limit: Fraction | None) -> list[Fraction]:
        """Points ever farther from the estimate, or ever nearer to the end of the domain."""
        if limit is not None:
            gap = limit - start
            return [start + gap * (1 - Fraction(1, 2**k)) for k in range(1, 200)] if gap else []
        size = abs(start) / 16 or Fraction(1, 16)
        return [start + direction * size * Fraction(2) ** k for k in range(-20, 60)]


def _unnamed(sheet: Worksheet, e: Expression) -> Expression:
    for step in sheet.steps:
        if step.rule == "name-constant" and isinstance(step.after, Relation):
            e = put(e, *step.after.operands)
    return e
