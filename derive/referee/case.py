"""One step before the referee: its lines, what is established so far, and how strong the proof is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..claims.claim import Claim
from ..claims.maxima import AtEnd, ConcaveSum, SignChange, SignOfDerivative, Unused
from ..domains import REAL, Domain
from ..expressions import (
    ZERO,
    Call,
    Expression,
    Interval,
    Negate,
    Number,
    PlusMinus,
    Relation,
    SetOf,
    Symbol,
    map_children,
    number_value,
)
from ..records import replace
from ..steps import Setting, Verified
from .definedness import is_rational
from .ends import at_closed_ends
from .infinity import infinite_sign, is_infinity
from .meaning import Meaning, difference
from .names import Name, first_operand, name_of
from .record import Established, Record
from .refusal import Refused
from .search import has_kind

__all__ = ["Case", "Checks", "operands_of", "sides_of", "spread_signs"]

_STRENGTH = {Verified.EXACT: 0, Verified.ENCLOSED: 1, Verified.SAMPLED: 2, Verified.GIVEN: 3}


class Case:
    """before: the line that the step starts from, with what is known of it. kind: the weakest proof that was used."""

    __slots__ = ("after", "before", "claim", "kind", "meaning", "record", "setting")

    def __init__(
        self, claim: Claim, before: Established | None, after: Expression, meaning: Meaning, record: Record
    ) -> None:
        self.claim = claim
        self.before = before
        self.after = after
        self.meaning = meaning
        self.record = record
        self.setting: Setting = meaning.setting
        self.kind = Verified.EXACT

    def start(self) -> Established:
        """The line before; raises Refused where the claim needs one and there is none."""
        if self.before is None:
            raise Refused("the step does not say from which line it starts")
        return self.before

    def domain(self, variable: str) -> Domain:
        """What the variable may be, the support of the observations considered."""
        domain = self.setting.domains.get(variable, REAL)
        return self._opened(domain, variable) if variable in self.meaning.narrowed else domain

    # ---- proofs -----------------------------------------------------------------------------------------

    def note(self, kind: Verified) -> None:
        """A proof of this kind was used."""
        if _STRENGTH[kind] > _STRENGTH[self.kind]:
            self.kind = kind

    def equal(self, left: Expression, right: Expression, at_data: bool = False) -> None:
        """Proves that both sides are equal. Raises Refused."""
        self.note(self.meaning.equal(left, right, at_data))

    def link(self, operator: str, left: Expression, right: Expression, at_data: bool = False) -> None:
        """Proves `left operator right`. Raises Refused."""
        if operator == "=":
            if is_infinity(right):
                self._infinite(left, is_infinity(right), at_data)
            else:
                self.equal(left, right, at_data)
        elif operator == "≈":
            self._rounded(left, right, at_data)
        elif operator in ("<", "≤"):
            self.ordered(left, right, operator == "<", at_data)
        elif operator in (">", "≥"):
            self.ordered(right, left, operator == ">", at_data)
        elif operator == "≠":
            self.note(self.meaning.is_not_zero(difference(left, right), at_data))
        elif operator == "∈":
            self._member(left, right, at_data)
        else:
            raise Refused(f"nothing is known of the relation {operator}")

    def ordered(self, low: Expression, high: Expression, strict: bool, at_data: bool = False) -> None:
        """Proves `low < high` or `low ≤ high`; an infinite end needs no proof."""
        if is_infinity(high) == 1 or is_infinity(low) == -1:
            if is_infinity(low) == 1 or is_infinity(high) == -1:
                raise Refused("∞ is not below ∞")
            return
        ends = number_value(low), number_value(high)
        if ends[0] is not None and ends[1] is not None and (ends[0] < ends[1] or (ends[0] == ends[1] and not strict)):
            return
        gap = high if low == ZERO else Negate(low) if high == ZERO else difference(high, low)
        if strict:
            self.positive(gap, at_data)
        else:
            self.note(self.meaning.is_not_negative(gap, at_data))

    def positive(self, e: Expression, at_data: bool = False) -> None:
        """Proves that the expression is positive: inside the domains of the variables that the claim names, and at
        the ends, too, that belong to the domains of other symbols. Raises Refused."""
        self.note(self.meaning.is_positive(e, at_data))
        for there in at_closed_ends(self.meaning.unfold(e), self.setting, self._inner()):
            sign, kind = self.meaning.sign(there, at_data)
            if sign == 1:
                self.note(kind)
            elif self.meaning.has_value(there, at_data):
                raise Refused("not proved to be positive at an end that belongs to a domain")

    def not_negative(self, e: Expression) -> None:
        """Proves that the expression is nowhere negative in the interior, by its normal form at once where that shows
        it: a search for a strict sign that is not there takes its time. Raises Refused."""
        if not self.meaning.field(False).nonnegative(self.meaning.unfold(e)):
            self.note(self.meaning.is_not_negative(e))

    def _inner(self) -> set[str]:
        """The symbols of which the interior of the domain is meant. Where the likelihood climbs to an end that the
        support sets, the others that it bounds keep away from theirs: what holds there then, too, is a limit."""
        return set(self.meaning.narrowed) if isinstance(self.claim, AtEnd) else _variables(self.claim)

    def _rounded(self, left: Expression, right: Expression, at_data: bool) -> None:
        shown = right.operand if isinstance(right, Negate) else right
        if isinstance(shown, Number):
            self.note(self.meaning.rounds_to(left, right, at_data))
        else:
            self.equal(left, right, at_data)

    def _infinite(self, e: Expression, sign: int, at_data: bool) -> None:
        e = self.meaning.unfold(e)
        if not self.meaning.is_closed(e, at_data) or infinite_sign(e, self.setting) != sign:
            raise Refused("the value is not proved to be infinite")

    def _member(self, left: Expression, right: Expression, at_data: bool) -> None:
        if isinstance(right, Interval):
            self.ordered(right.lower, left, not right.lower_closed, at_data)
            self.ordered(left, right.upper, not right.upper_closed, at_data)
        elif isinstance(right, SetOf):
            if not any(self.proves_equal(left, element, at_data) for element in right.elements):
                raise Refused("it is not an element of the set")
        else:
            raise Refused("what stands behind ∈ is no set")

    def proves_equal(self, left: Expression, right: Expression, at_data: bool = False) -> bool:
        """Whether both sides are proved equal by normal form."""
        left, right = self.meaning.unfold(left), self.meaning.unfold(right)
        return left == right or self.meaning.agree(left, right, at_data)

    # ---- chains -----------------------------------------------------------------------------------------

    def follow(self, line: Expression, value: Expression, at_data: bool, named: bool) -> None:
        """Proves that each operand of the line has the value, the first one left out where it is a `named` name;
        behind an inequality each is compared with the one before it. A decimal is compared with the number that the
        value was proved to be: a sum over many data is not added up again."""
        operands = operands_of(line)
        worked_out = value
        if not named:
            self.equal(value, operands[0], at_data)
        if isinstance(line, Relation):
            for operator, operand in zip(line.operators, operands[1:], strict=True):
                self.link(operator, worked_out if operator == "≈" else value, operand, at_data)
                if operator not in "=≈":
                    value = worked_out = operand
                elif operator == "=" and self._stands_for_it(value, at_data):
                    worked_out = operand

    def _stands_for_it(self, value: Expression, at_data: bool) -> bool:
        """Whether a number that was proved equal may be rounded in place of the value: it always has one, or its data
        are known by their sums alone, of which no enclosure can be made."""
        value = self.meaning.unfold(value)
        return is_rational(value) or not self.meaning.is_closed(value, at_data)

    # ---- names ------------------------------------------------------------------------------------------

    def name(self, line: Expression) -> Name | None:
        """The name at the left of a line, or None where a formula stands there."""
        first = first_operand(line)
        return None if first is None else name_of(first, self.setting)

    def check_name(self, value: Expression, added: tuple[str, ...] = (), at_data: bool = False) -> bool:
        """Proves that the name at the left of the new line is right for the value; False where there is none.

        added: the variables for which the line before was differentiated. A new name for a formula is defined here.
        """
        name = self.name(self.after)
        if name is None:
            return False
        old = None if self.before is None else self.name(self.before.line)
        if old is not None and old.same_function(name) and old.same_arguments(name):
            if name.slopes == tuple(sorted(old.slopes + added)):
                return True
            raise Refused("the name at the left does not fit: not that derivative")
        known = self.record.value_of(name)
        if known is not None:
            self._is_derivative_of(known, name, value, at_data)
        elif name.slopes or old is not None:
            raise Refused(f"{name.function} has no meaning yet")
        else:
            self.define(name, value)
        return True

    def _is_derivative_of(self, known: Expression, name: Name, value: Expression, at_data: bool) -> None:
        if len(set(name.slopes)) > 1:
            raise Refused("a mixed derivative of a name")
        if not name.slopes:
            self.equal(known, value, at_data)
        else:
            variable = name.slopes[0]
            self.note(self.meaning.is_derivative(known, variable, len(name.slopes), value, at_data))

    def define(self, name: Name, value: Expression) -> None:
        """The name at the left of the new line stands for the value from here on."""
        first = first_operand(self.after)
        if first is not None:
            self.record.name(name, first, value)

    # ---- domains ----------------------------------------------------------------------------------------

    def inside(self, variable: str, e: Expression, at_data: bool = False) -> None:
        """Proves that the expression lies in the domain of the variable, ends included where they belong to it."""
        domain = self.domain(variable)
        if domain.lower is not None:
            self.ordered(domain.lower, e, not domain.lower_closed, at_data)
        if domain.upper is not None:
            self.ordered(e, domain.upper, not domain.upper_closed, at_data)
        if domain.integer and not isinstance(number_value(e), int):
            raise Refused(f"the value of {variable} is not proved to be an integer")

    def outside(self, variable: str, e: Expression, at_data: bool = False) -> None:
        """Proves that the expression lies outside the domain of the variable. Raises Refused."""
        domain = self.domain(variable)
        beyond = []
        if domain.lower is not None:
            beyond.append((difference(domain.lower, e), domain.lower_closed))
        if domain.upper is not None:
            beyond.append((difference(e, domain.upper), domain.upper_closed))
        for gap, closed in beyond:
            sign, kind = self.meaning.sign(gap, at_data)
            if sign == 1 or (sign == 0 and not closed):
                self.note(kind)
                return
        raise Refused("a candidate is not proved to lie outside the domain")


    # ---- domains that the support has narrowed ---------------------------------------------------------

    def whole_domain(self, variable: str) -> Domain:
        """What the variable may be by the setting, estimates put in for other parameters that have one."""
        domain = self.meaning.whole_domains.get(variable, REAL)
        lower, upper = (None if end is None else self._estimated(end) for end in (domain.lower, domain.upper))
        return replace(domain, lower=lower, upper=upper)

    def _estimated(self, e: Expression) -> Expression:
        if isinstance(e, Symbol):
            return self.record.definitions.estimate(e.name) or e
        return map_children(self._estimated, e)

    def _opened(self, domain: Domain, variable: str) -> Domain:
        """The narrowed domain without an end that is an open end of the whole one: `b ≥ 3` and `b > â = 3`."""
        whole = self.whole_domain(variable)
        lower = domain.lower_closed and (whole.lower_closed or not self._same_end(domain.lower, whole.lower))
        upper = domain.upper_closed and (whole.upper_closed or not self._same_end(domain.upper, whole.upper))
        return replace(domain, lower_closed=lower, upper_closed=upper)

    def _same_end(self, one: Expression | None, other: Expression | None) -> bool:
        return one is not None and other is not None and self.proves_equal(one, other)

    def inside_whole(self, variable: str, e: Expression) -> None:
        """Proves that an end which the support sets lies in the domain that the setting gives. Raises Refused."""
        domain = self.whole_domain(variable)
        if domain.lower is not None:
            self.ordered(domain.lower, e, not domain.lower_closed)
        if domain.upper is not None:
            self.ordered(e, domain.upper, not domain.upper_closed)
        if domain.integer and not self._is_whole(e):
            raise Refused(f"the value of {variable} is not proved to be an integer")

    def _is_whole(self, e: Expression) -> bool:
        """An integer, or the least or largest of observations that are integers."""
        if isinstance(e, Call) and e.function in ("max", "min") and len(e.arguments) == 1:
            variable = e.arguments[0]
            return isinstance(variable, Symbol) and self.setting.supports.get(variable.name, REAL).integer
        return isinstance(number_value(e), int)


def _variables(claim: Claim) -> set[str]:
    """The variables that the claim is about: it speaks of the interior of their domains."""
    if isinstance(claim, ConcaveSum):
        return set(claim.variables)
    if isinstance(claim, Unused):
        return {claim.variable, claim.instead}
    return {claim.variable} if isinstance(claim, (SignOfDerivative, SignChange)) else set()


def operands_of(line: Expression) -> tuple[Expression, ...]:
    """The operands of a relation, or the single expression."""
    return line.operands if isinstance(line, Relation) else (line,)


def sides_of(line: Expression) -> tuple[Expression, Expression]:
    """Left and right of an equation; raises Refused where it is none."""
    if isinstance(line, Relation) and line.operators == ("=",):
        return line.operands[0], line.operands[1]
    raise Refused("the line is no equation of two sides")


def spread_signs(e: Expression) -> tuple[Expression, ...]:
    """`a ± b` as `a + b` and `a − b`."""
    if not has_kind(e, PlusMinus):
        return (e,)
    return _with_sign(e, 1), _with_sign(e, -1)


def _with_sign(e: Expression, sign: int) -> Expression:
    if isinstance(e, PlusMinus):
        inner = _with_sign(e.operand, sign)
        return inner if sign > 0 else Negate(inner)
    return map_children(lambda child: _with_sign(child, sign), e)


Checks = Mapping[type[Claim], Callable[[Case], Established]]
"""What proves each claim: a topic's own table."""
