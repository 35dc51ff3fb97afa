"""What written expressions mean in a setting: equality, sign and rounding, each with the kind of its proof.

First the normal form (`exact`), then enclosures (`balls`); agreement at random points is the last resort.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from itertools import islice
from typing import TypeVar

from flint import arb

from ..balls import Undefined, enclose, interior_points, rounds_to
from ..domains import Domain
from ..exact import Field
from ..expressions import (
    Add,
    Apply,
    Call,
    Derivative,
    Expression,
    Indexed,
    Indicator,
    Multiply,
    Negate,
    Number,
    OrderStatistic,
    Relation,
    Symbol,
    free_symbols,
    number_value,
    walk,
)
from ..expressions import replace as put
from ..records import replace
from ..steps import Setting, Verified
from .comparison import agreement, at_point, counterexample, slope_at_point
from .definedness import MOST_POINTS, Definedness
from .factorials import both_sides, has_factorial
from .positivity import Positivity, difference, is_easier_by_logarithm
from .refusal import Refused
from .remembered import is_formula, remembered
from .search import has_kind
from .separate import LONG, Terms, are_separate
from .sight import are_equal_numbers, exponents_of_equal_bases, is_logarithm_of_powers
from .unfolding import Definitions

__all__ = ["Meaning", "difference", "solved_for_symbol"]

T = TypeVar("T")
EXACT, ENCLOSED, SAMPLED = Verified.EXACT, Verified.ENCLOSED, Verified.SAMPLED


def _is_equation_of_symbols(e: Relation) -> bool:
    """`n_1 + n_2 + n_3 = n`, `p_1 + p_2 = 1`: a condition among symbols and numbers."""
    if e.operators != ("=",) or isinstance(e.operands[0], (Symbol, Apply)):
        return False
    return all(isinstance(node, (Relation, Symbol, Number, Add, Multiply, Negate)) for node in walk(e))


def solved_for_symbol(e: Relation) -> tuple[tuple[Symbol, Expression], ...]:
    """What a symbol is by an equation: `n` by `n_1 + n_2 + n_3 = n`, `p_3` by `p_1 + p_2 + p_3 = 1`."""
    if e.operators != ("=",):
        return ()
    left, right = e.operands
    if isinstance(right, Symbol):
        return ((right, left),) if right.name not in free_symbols(left) else ()
    last = left.terms[-1] if isinstance(left, Add) else None
    if not isinstance(last, Symbol) or not isinstance(right, Number) or not isinstance(left, Add):
        return ()
    rest = left.terms[:-1]
    if any(last.name in free_symbols(term) for term in rest):
        return ()
    return ((last, Add((right, *map(Negate, rest)))),)


def _is_order_statistic(e: Expression) -> bool:
    """Whether it depends on the sample by the order of the observations, which no symbol tells."""
    return isinstance(e, OrderStatistic) or (isinstance(e, Call) and e.function in ("max", "min", "median"))


def _has_steps(e: Expression) -> bool:
    return any(isinstance(node, Call) and node.function in ("floor", "ceil", "sign") for node in walk(e))


class Meaning:
    """Proofs about expressions over one setting; the fields of the normal form are shared by all lines."""

    def __init__(self, setting: Setting, definitions: Definitions) -> None:
        equations = tuple(e for e in setting.given if isinstance(e, Relation) and _is_equation_of_symbols(e))
        self.setting = replace(setting, facts=setting.facts + equations) if equations else setting
        self.unfold = definitions.unfold
        self.hold = definitions.hold
        self.narrowed: frozenset[str] = frozenset()
        self.whole_domains = setting.domains
        self._definitions = definitions
        self._elsewhere: dict[tuple[tuple[str, Domain], ...], Meaning] = {}
        self._solved = dict(pair for e in self.setting.facts for pair in solved_for_symbol(e))
        self._general = Field(setting)
        self._equations = equations
        self._remembered = remembered(setting, equations)
        self._at_data: Field | None = None
        self._terms: Terms | None = None
        self.defined = Definedness(self)
        self.positive = Positivity(self)

    def where(self, domains: Mapping[str, Domain]) -> Meaning:
        """Meaning where these symbols lie in other domains; this one stays as it is."""
        key = tuple(domains.items())
        if key not in self._elsewhere:
            setting = replace(self.setting, domains={**self.setting.domains, **domains})
            other = Meaning(setting, self._definitions)
            other.narrowed = self.narrowed
            self._elsewhere[key] = other
        return self._elsewhere[key]

    def restrict(self, domains: Mapping[str, Domain]) -> None:
        """From here on each of these symbols lies in its domain here, a part of that in the setting."""
        self.narrowed |= domains.keys()
        self._elsewhere.clear()
        self.setting = replace(self.setting, domains={**self.setting.domains, **domains})
        self._general = Field(self.setting)
        self._remembered = remembered(self.setting, self._equations)
        self._at_data = None

    def _between_extremes(self, at_data: bool) -> Field:
        """The field in which each observation lies between the least and the largest: of use where a domain ends at
        one of these."""
        order = tuple(
            Relation((Call("min", (Symbol(x),)), Indexed(x, Symbol("i")), Call("max", (Symbol(x),))), ("≤", "≤"))
            for x in self.setting.supports
        )
        return Field(replace(self.setting, facts=self.setting.facts + order), at_data=at_data)

    def field(self, at_data: bool) -> Field:
        """The field of normal forms, with or without the data put in."""
        if not at_data:
            return self._general
        if self._at_data is None:
            self._at_data = Field(self.setting, at_data=True)
        return self._at_data

    # ---- equality ---------------------------------------------------------------------------------------

    def equal(self, left: Expression, right: Expression, at_data: bool = False) -> Verified:
        """Proves that the right side equals the left wherever that is defined. Raises Refused."""
        left, right = self.unfold(left), self.unfold(right)
        if left is right or left == right:
            return EXACT
        if self._same_without_factorials(left, right, at_data) or self._same_form(left, right, at_data):
            self.defined.check(left, right, at_data)
            return EXACT
        if has_kind(left, Indicator) or has_kind(right, Indicator):
            raise Refused("both sides could not be proved equal")  # that both are zero at random points says nothing
        sides = at_point(left, self.setting), at_point(right, self.setting)
        agreement(*sides, (left, right), self.setting, at_data)
        return SAMPLED

    def _same_form(self, left: Expression, right: Expression, at_data: bool) -> bool:
        """Equal normal forms, as they stand or with the symbols put in that an equation of the setting gives."""
        field = self.field(at_data)
        if is_logarithm_of_powers(left, right):
            return True
        if is_easier_by_logarithm(left) or is_easier_by_logarithm(right):
            exponents = exponents_of_equal_bases(left, right)
            if exponents and all(self._equal_forms(a, b, at_data) for a, b in exponents):
                return True
            both_positive = self.positive.of(left, at_data) and self.positive.of(right, at_data)
            if both_positive and self._equal_forms(Call("log", (left,)), Call("log", (right,)), at_data):
                return True
        if self._equal_forms(left, right, at_data):
            return True
        return bool(self._solved) and field.equal(self._reduced(left), self._reduced(right))

    def _same_without_factorials(self, left: Expression, right: Expression, at_data: bool) -> bool:
        """Equal when the factorials of both sides have cancelled."""
        if not has_factorial(left) and not has_factorial(right):
            return False
        return self._same_form(*both_sides(left, right, self.setting, at_data), at_data)

    def _equal_forms(self, left: Expression, right: Expression, at_data: bool) -> bool:
        if self._are_numbers(left, right, at_data) and are_equal_numbers(left, right, self.setting):
            return True
        if at_data or not is_formula(left):
            return self.field(at_data).equal(left, right)
        equal = self._remembered.recall((left, right), lambda: self._general.equal(left, right) or None)
        return equal is not None

    def recall(self, key: Hashable, prove: Callable[[], T]) -> T:
        """What a proof about names and domains alone finds, its kind or a sign: neither data nor lines so far play a
        part in it, so it is the same in all problems of a model. key: all that it is about."""
        return self._remembered.recall(key, prove) or prove()

    def agree(self, left: Expression, right: Expression, at_data: bool) -> bool:
        """Whether both sides have equal normal forms, those of formulas over any sample first: these are known from
        other problems of the model."""
        if is_formula(left):
            if self._equal_forms(left, right, False):
                return True
            if not at_data:
                return False
        return self.field(at_data).equal(left, right)

    def _are_numbers(self, left: Expression, right: Expression, at_data: bool) -> bool:
        if number_value(left) is not None:
            return self.is_closed(right, at_data)
        return number_value(right) is not None and self.is_closed(left, at_data)

    def sign_of_form(self, e: Expression, at_data: bool, is_leaf: bool = False) -> int | None:
        """The sign of the normal form, None where it does not show. The leaves of lines (θ and 1 − θ) are the same in
        all problems of a model, as its formulas are."""
        if at_data or not (is_leaf or is_formula(e)):
            return self.field(at_data).sign(e)
        return self._remembered.recall(e, lambda: self._general.sign(e))

    def _reduced(self, e: Expression) -> Expression:
        for symbol, value in self._solved.items():
            e = put(e, symbol, value)
        return e

    def is_derivative(
        self, left: Expression, variable: str, order: int, right: Expression, at_data: bool = False
    ) -> Verified:
        """Proves that the right side is the derivative of the left. Raises Refused."""
        if not order:
            return self.equal(left, right, at_data)
        left, right = self.unfold(left), self.unfold(right)
        if self._equal_forms(Derivative(self._holding(left, variable), Symbol(variable), order), right, at_data):
            self.defined.check(left, right, at_data)
            return EXACT
        if _has_steps(left):
            raise Refused("the derivative of a function with jumps says nothing of its course")
        sides = slope_at_point(left, variable, order, self.setting), at_point(right, self.setting)
        agreement(*sides, (left, right, Symbol(variable)), self.setting, at_data)
        return SAMPLED

    def _holding(self, e: Expression, variable: str) -> Expression:
        """The terms of a long sum that may change with the variable; any other expression as it is."""
        if not isinstance(e, Add) or len(e.terms) <= LONG or self.setting.values:
            return e
        if self._terms is None or self._terms.of is not e:
            self._terms = Terms(e)
        return self._terms.holding(variable)

    def are_separate(self, e: Expression, variables: tuple[str, ...]) -> bool:
        """Whether all mixed derivatives are zero since no term holds two of the variables."""
        return not self.setting.values and are_separate(self.unfold(e), variables)

    def is_zero(self, e: Expression, at_data: bool = False) -> bool:
        """Whether the normal form is zero."""
        field = self.field(at_data)
        return field.sign(self.unfold(e)) == 0

    # ---- signs ------------------------------------------------------------------------------------------

    def sign(self, e: Expression, at_data: bool = False) -> tuple[int | None, Verified]:
        """+1 or −1 where the expression has that sign in the whole interior, 0 where it is zero, else None."""
        e = self.unfold(e)
        sign = self.positive.of_sum(e, at_data) or self.sign_of_form(e, at_data)
        if sign is None and self._solved:
            sign = self.field(at_data).sign(self._reduced(e))
        if sign is None and self.narrowed and has_kind(e, Indexed):
            sign = self._between_extremes(at_data).sign(e)
        if sign is None and any(isinstance(node, Call) and node.function in ("Φ", "log") for node in walk(e)):
            sign = self.positive.sign(e, at_data)
        if sign is not None:
            return sign, EXACT
        if self.is_closed(e, at_data):
            return self._enclosed_sign(e), ENCLOSED
        return self._sign_of_constant(e, at_data), ENCLOSED

    def _sign_of_constant(self, e: Expression, at_data: bool) -> int | None:
        """The sign of what has one value everywhere, though symbols are written in it: that at any point."""
        if not self.field(at_data).is_constant(e) or any(map(_is_order_statistic, walk(e))):
            return None
        side = at_point(e, self.setting)
        for point in islice(interior_points((e,), self.setting, at_data), MOST_POINTS):
            try:
                x = side(point, 256)
            except Undefined:
                continue
            if x > 0 or x < 0:
                return 1 if x > 0 else -1
        return None

    def is_closed(self, e: Expression, at_data: bool) -> bool:
        """Whether the expression is a single number, so that one enclosure says all: no symbol without a value, and
        no sample but that of the data."""
        free = free_symbols(e) - self.setting.values.keys()
        if at_data:
            return not free - {"n", *self.setting.columns}
        return not (free or has_kind(e, Indexed) or has_kind(e, OrderStatistic))

    def encloses_positive(self, e: Expression, at_data: bool) -> bool:
        """Whether the expression is a single number that an enclosure shows to be positive."""
        e = self.unfold(e)
        return self.is_closed(e, at_data) and self._enclosed_sign(e) == 1

    def _enclosed_sign(self, e: Expression) -> int | None:
        for bits in (64, 512):
            try:
                x = enclose(e, {}, self.setting, bits)
            except Undefined:
                return None
            if x > 0 or x < 0:
                return 1 if x > 0 else -1
        return None

    def is_positive(self, e: Expression, at_data: bool = False) -> Verified:
        """Proves that the expression is positive in the interior. Raises Refused."""
        sign, kind = self.sign(e, at_data)
        if sign == 1:
            return kind
        if sign is None and self.positive.of(self.unfold(e), at_data):
            return EXACT
        raise self._no_sign(e, at_data, lambda x: bool(x <= 0), "positive")

    def has_value(self, e: Expression, at_data: bool = False) -> bool:
        """Whether a point is found at which the expression is defined."""
        for k, point in enumerate(interior_points((e,), self.setting, at_data)):
            if k == MOST_POINTS:
                break
            try:
                enclose(e, point.values, self.setting, 64, point.sample)
            except Undefined:
                continue
            return True
        return False

    def is_not_negative(self, e: Expression, at_data: bool = False) -> Verified:
        """Proves that the expression is nowhere negative in the interior. Raises Refused."""
        sign, kind = self.sign(e, at_data)
        if sign is not None and sign >= 0:
            return kind
        if sign is None and self.field(at_data).nonnegative(self._reduced(self.unfold(e))):
            return EXACT
        raise self._no_sign(e, at_data, lambda x: bool(x < 0), "non-negative")

    def is_not_zero(self, e: Expression, at_data: bool = False) -> Verified:
        """Proves that the expression has neither zero nor pole in the interior. Raises Refused."""
        if self.positive.sign(self.unfold(e), at_data):
            return EXACT
        sign, kind = self.sign(e, at_data)
        if sign in (1, -1):
            return kind
        raise Refused("a factor that may be zero")

    def _no_sign(self, e: Expression, at_data: bool, wrong: Callable[[arb], bool], word: str) -> Refused:
        example = counterexample(wrong, self.unfold(e), self.setting, at_data)
        return Refused(f"what has to be {word} is not: {example}" if example else f"not proved to be {word}")

    # ---- decimals ---------------------------------------------------------------------------------------

    def rounds_to(self, e: Expression, number: Expression, at_data: bool = False) -> Verified:
        """Proves that the decimal is the value rounded to the digits it shows. Raises Refused."""
        e = self.unfold(e)
        if not self.is_closed(e, at_data):
            raise Refused("a decimal of what is no single number")
        try:
            right = rounds_to(e, number, self.setting)
        except Undefined as why:
            raise Refused(f"a rounding that could not be proved: {why}") from None
        if not right:
            raise Refused("the decimal is not the value rounded to the digits that it shows")
        return ENCLOSED
