"""Sides of statements in numbers: decimals of the problem are exact, any other stands for all that rounds to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from flint import arb

from ..balls import precision
from ..expressions import Call, Divide, Expression, Multiply, Negate, Number, Power, Symbol, nodes
from .decimals import about, around_whole, is_decimal
from .loss_sums import totals_of_rounded
from .loss_values import Value, number, with_values
from .losses import Losses
from .names import Names
from .places import BITS
from .trying import HOLDS, NOT_TRIED, Check, alike

__all__ = ["LOGS", "Rounding", "unsigned"]

MOST_WIDENING = 6  # halves of the last digit by which sums of rounded numbers may be off
LOGS = ("log", "log2", "log10")


class Rounding:
    """Values and comparisons. rounded: whether decimals stand for what rounds to them. exact: those that do not."""

    def __init__(self, losses: Losses, names: Names, exact: Collection[Fraction]) -> None:
        self.losses, self.names, self.exact = losses, names, exact
        self.rounded = False

    def links(self, sides: list[Expression], operators: tuple[str, ...]) -> tuple[int, Check]:
        """How many links of a chain hold, and why the next does not."""
        for k, operator in enumerate(operators):
            check = self.compare(sides[k], operator, sides[k + 1])
            if not check:
                return k, check
        return len(operators), HOLDS

    def compare(self, a: Expression, operator: str, b: Expression) -> Check:
        left, right = self.value(a, a, b, operator), self.value(b, a, b, operator)
        if left is None or right is None:
            return Check(False) if divides_by_nought(a) or divides_by_nought(b) else NOT_TRIED
        if operator in ("=", "≈"):
            holds = alike(left, right) and self.is_rounding(a, b)
        elif operator == "≠":
            holds = not alike(left, right)
        else:
            holds = _COMPARED[operator](left, right)
        return Check(holds, None, None, number(a), number(b))

    def value(self, e: Expression, a: Expression, b: Expression, operator: str) -> Value | None:
        """The value of a side; whole numbers beside rounded ones stand for what rounds to them."""
        if isinstance(unsigned(e), Number) and not is_decimal(unsigned(e)):  # type: ignore[arg-type]
            other = b if e is a else a
            if operator == "≈" or (self.rounded and any(self.is_rounded(n) for n in nodes(other))):
                return around_whole(e)
        return self.number(e)

    def number(self, e: Expression) -> Value | None:
        """The value, where rounded decimals stand for all that rounds to them."""
        if not self.rounded:
            return number(e)
        lone = isinstance(unsigned(e), Number)
        exact = frozenset(_chances_of_one_digit(e))
        found = [n for n in nodes(e) if isinstance(n, Number) and is_decimal(n) and n not in exact]
        found = [n for n in found if lone or self.is_rounded(n)]
        symbols: dict[Expression, Expression] = {n: Symbol(f"≈{n.text}") for n in found}
        return number(with_values(e, symbols), {f"≈{n.text}": self.rounding(n, lone) for n in found})

    def loosely(self, e: Expression) -> Value | None:
        """The value, all decimals taken as rounded."""
        before, self.rounded = self.rounded, True
        try:
            return self.number(e)
        finally:
            self.rounded = before

    def of_one_quantity(self, sides: list[Expression]) -> list[Value]:
        """What each side may be, where all are one thing; what was made of rounded numbers is off by one more."""
        made = any(not isinstance(unsigned(e), Number) and any(map(self.is_rounded, nodes(e))) for e in sides)
        found: list[Value] = []
        for e in sides:
            value = self.loosely(e)
            if value is not None and made and isinstance(unsigned(e), Number):
                with precision(BITS):
                    value = arb(arb(value).mid(), 3 * arb(value).rad())
            found += [] if value is None else [value]
        return found

    def rounding(self, e: Number, lone: bool) -> arb:
        """What a decimal stands for; on the way on also what its own rounded numbers may have added up to."""
        ball = about(e)
        wide = None if lone else self.names.decimals.get(e.text)
        ball = ball if wide is None else ball.union(wide)
        for rounded in totals_of_rounded(self.losses, places_of(e)):
            if all(text in self.names.decimals for text in rounded.parts) and rounded.value == e.value:
                ball = ball.union(arb(rounded.total))
        return ball

    def keep(self, written: list[Expression]) -> None:
        """Remembers of each decimal what it was rounded from."""
        values = [value for e in written if (value := self.number(e)) is not None]
        for e in written:
            shown = unsigned(e)
            if isinstance(shown, Number) and is_decimal(shown):
                with precision(BITS):
                    ball = about(shown)
                    limit = arb(ball.mid(), MOST_WIDENING * ball.rad())
                    for value in values:
                        own = arb(-value if shown is not e else value)
                        ball = ball.union(own.intersection(limit)) if own.overlaps(limit) else ball
                    self.names.decimals[shown.text] = ball

    def is_rounded(self, e: Expression) -> bool:
        """Whether a decimal may be rounded: those of the problem are exact."""
        return isinstance(e, Number) and is_decimal(e) and e.value not in self.exact

    def is_rounding(self, a: Expression, b: Expression) -> bool:
        """A decimal made of rounded numbers is that of the numbers as they are shown, or the true one that they stand
        for, or one between."""
        shown = unsigned(b)
        if not self.rounded or not isinstance(shown, Number) or not is_decimal(shown):
            return True
        nominal, rounded = number(a), self.number(b)
        if nominal is None or rounded is None or alike(nominal, rounded):
            return True
        whole = self.number(a)
        facts = (x for fact in self.losses.amounts for x in (fact, -fact) if whole is not None and alike(x, whole))
        with precision(BITS):
            return any(alike(arb(nominal).union(arb(fact)), rounded) for fact in facts)


def places_of(e: Number) -> int:
    """The decimals that are shown."""
    return len(e.text.partition(".")[2])


def divides_by_nought(e: Expression) -> bool:
    """Whether it has no value for that reason."""
    return any(isinstance(node, Divide) and number(node.denominator) == 0 for node in nodes(e))


def unsigned(e: Expression) -> Expression:
    """Without the minus in front."""
    return e.operand if isinstance(e, Negate) else e


def _chances_of_one_digit(e: Expression) -> Iterator[Expression]:
    """`log 0.6`: nobody rounds a probability as far as that."""
    for node in nodes(e):
        parts = node.arguments if isinstance(node, Call) and node.function in LOGS else ()
        parts = node.factors if isinstance(node, Multiply) else parts
        yield from (n for n in parts if isinstance(n, Number) and n.value < 1 and len(n.text.strip("0.")) < 2)
        root = node.exponent if isinstance(node, Power) else None
        if isinstance(root, Number) and root.value and 1 % root.value == 0:
            yield root  # `500^0.25`


_COMPARED = {
    "<": lambda x, y: bool(arb(x) < arb(y)), "≤": lambda x, y: bool(arb(x) <= arb(y)) or alike(x, y),
    ">": lambda x, y: bool(arb(x) > arb(y)), "≥": lambda x, y: bool(arb(x) >= arb(y)) or alike(x, y),
}
