"""Signs by sight: an expression is positive where all its terms are, or where a condition says so.

These are the reasons that a solution gives; the referee proves them on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cached_property, lru_cache

from ..domains import Domain
from ..expressions import (
    ONE,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Number,
    Power,
    Relation,
    Summation,
    Symbol,
    number_value,
    observation,
    sample_sum,
    walk,
)
from ..records import replace
from .mills import exceeds_mills
from .terms import (
    E,
    Exponent,
    Term,
    collect,
    expand,
    factor,
    like,
    multiply,
    terms_of,
    times,
    write,
    write_sum,
)

__all__ = ["Signs", "signs_in", "squares"]

Shape = dict[frozenset[tuple[Expression, Exponent]], int | Fraction]
_NUMBER: frozenset[tuple[Expression, Exponent]] = frozenset()  # where a shape keeps what holds no symbol
_POSITIVE_CALLS = frozenset(("exp", "sqrt", "factorial", "binomial", "Γ", "Φ", "I_0"))
_STATISTICS = frozenset(("mean", "max", "min", "median"))


MOST_BASES = 256
HALF = Fraction(1, 2)


class Signs:
    """Signs in the interior of the domains, under the facts (`0 < Σ x_i < n`)."""

    def __init__(
        self,
        domains: Mapping[str, Domain],
        facts: Iterable[Relation] = (),
        supports: Mapping[str, Domain] | None = None,
    ) -> None:
        self._domains = domains
        self._supports = supports or {}
        self._facts = tuple(facts)
        self._bases: dict[Expression, int | None] = {}

    @cached_property
    def _positive(self) -> list[Shape]:
        """What the domains and facts say to be positive, made only where it is asked for."""
        gaps: list[tuple[Expression, Expression]] = []
        for name, domain in self._domains.items():
            if domain.lower is not None:
                gaps.append((Symbol(name), domain.lower))
            if domain.upper is not None:
                gaps.append((domain.upper, Symbol(name)))
        for name, support in self._supports.items():
            observed = Indexed(name, Symbol("i"))
            for end, closed in ((support.lower, support.lower_closed), (support.upper, support.upper_closed)):
                if end is not None and (not closed or self._is_kept_off(name, end)):
                    gaps.append((observed, end) if end is support.lower else (end, observed))
        for fact in self._facts:
            for left, op, right in zip(fact.operands, fact.operators, fact.operands[1:], strict=False):
                gaps.append((right, left) if op in "<≤" else (left, right))
        shapes = (_shape(Add((larger, Negate(smaller)))) for larger, smaller in gaps)
        return [shape for shape in shapes if shape]

    def _is_kept_off(self, name: str, end: Expression) -> bool:
        """Whether a fact compares Σ x_i with n times an end: then not all observations are there, and sums of what
        vanishes at the end only have the sign of the others."""
        total = sample_sum(observation(name))
        shape = _shape(Add((total, Negate(multiply(end, total.upper)))))
        pairs = (pair for f in self._facts for pair in zip(f.operands, f.operands[1:], strict=False))
        return any(_ratio(shape, _shape(Add((a, Negate(b))))) for a, b in pairs)

    def of(self, e: Expression) -> int | None:
        """1 positive, −1 negative, 0 zero, None unknown."""
        looks = self._as_written, self._known, self._below_one, self._of_expanded, self._factored, self._under_one_sum
        return _first(e, *looks, self._of_surd)

    def _as_written(self, e: Expression) -> int | None:
        return self._of_terms(terms_of(e))

    def _of_terms(self, terms: list[Term]) -> int | None:
        """The sign that all terms share."""
        signs = {self.of_term(t) for t in terms}
        if not signs:
            return 0
        return signs.pop() if len(signs) == 1 else None

    def _below_one(self, e: Expression) -> int | None:
        """1 − e^(−t) is positive where t is, negative where t is negative; so is e^t − 1. 1 − Φ(u) is positive, and
        so is 1 − u^k for 0 < u < 1 and k > 0."""
        terms = terms_of(e)
        one = next((t for t in terms if not t.powers and t.coefficient in (1, -1)), None)
        if len(terms) != 2 or one is None:
            return None
        other = terms[1 - terms.index(one)]
        if other.coefficient != -one.coefficient or len(other.powers) != 1:
            return None
        if _is_probability(*other.powers[0]) or self._is_between(*other.powers[0]):
            return 1 if one.coefficient > 0 else -1
        if other.powers[0][0] != E:
            return None
        exponent = other.powers[0][1]
        sign = self.of(exponent) if isinstance(exponent, Expression) else None
        return None if sign is None else -sign if one.coefficient == 1 else sign

    def _is_between(self, base: Expression, exponent: Exponent) -> bool:
        """A positive power, but the first, of what lies strictly between zero and one."""
        if isinstance(exponent, Expression) or exponent <= 0 or exponent == 1:
            return False
        return self.of(base) == 1 and self.of(Add((ONE, Negate(base)))) == 1

    def _of_expanded(self, e: Expression) -> int | None:
        terms = expand(e)
        return self._of_terms(terms) if terms != terms_of(e) else None

    def _factored(self, e: Expression) -> int | None:
        """A product is looked at as written, before it is multiplied out."""
        term = factor(e)
        if len(term.powers) == 1 and term.powers[0] == (e, 1):
            return None
        return self.of_term(term)

    def _under_one_sum(self, e: Expression) -> int | None:
        """n − Σ x_i is Σ (1 − x_i): the sign of the summand, where each term is a sum over one sample or its size."""
        parts = [_summand(term) for term in expand(e)]
        if not parts or None in parts or len({part[1] for part in parts if part is not None}) > 1:
            return None
        summand = collect([part[0] for part in parts if part is not None])
        whole = write_sum(summand)
        return self._of_terms(summand) or self._known(whole) or self._below_one(whole) or self._of_two_logs(summand)

    def _of_two_logs(self, terms: list[Term]) -> int | None:
        """log a − log b has the sign of a − b."""
        insides = [t.powers[0][0].arguments[0] for t in terms if _is_log(t)]  # type: ignore[attr-defined]
        if len(terms) != 2 or len(insides) != 2 or terms[0].coefficient != -terms[1].coefficient:
            return None
        sign = self.of(Add((insides[0], Negate(insides[1]))))
        return None if sign is None else sign if terms[0].coefficient > 0 else -sign

    def _of_surd(self, e: Expression) -> int | None:
        """√D − b is positive where D exceeds b², whatever the sign of b."""
        terms = terms_of(e)
        surds = [t for t in terms if any(isinstance(x, Fraction) and x == HALF for _, x in t.powers)]
        rest = write_sum([t for t in terms if t not in surds])
        if len(surds) != 1 or len(terms) < 2:
            return None
        square = write(times(surds[0], surds[0]))
        larger = self.of(Add((square, Negate(write(times(factor(rest), factor(rest)))))))
        before = surds[0]._replace(powers=tuple(power for power in surds[0].powers if power[1] != HALF))
        return self.of_term(before) if larger == 1 else self.of(rest) if larger == -1 else None

    def _known(self, e: Expression) -> int | None:
        shape = _shape(e)
        for known in self._positive:
            ratio = _ratio(shape, known)
            if ratio is not None:
                rest = shape.get(_NUMBER, 0) - ratio * known.get(_NUMBER, 0)
                if rest * ratio >= 0:
                    return 1 if ratio > 0 else -1
        return None

    def of_term(self, term: Term) -> int | None:
        """The sign of a product from those of its factors."""
        sign = 1 if term.coefficient > 0 else -1
        for base, exponent in term.powers:
            one = self._of_power(base, exponent)
            if one is None:
                return None
            sign *= one
        return sign

    def _of_power(self, base: Expression, exponent: Exponent) -> int | None:
        if base == E:
            return 1
        if base not in self._bases:
            if len(self._bases) == MOST_BASES:
                self._bases.clear()
            self._bases[base] = self._of_base(base)
        sign = self._bases[base]
        if sign is None:
            return None
        if isinstance(exponent, Expression) or Fraction(exponent).denominator != 1:
            return 1 if sign > 0 else None
        return 1 if exponent % 2 == 0 else sign

    def _of_base(self, base: Expression) -> int | None:
        if isinstance(base, Constant):
            return 1
        if isinstance(base, Number):
            return 1 if base.value else 0
        if isinstance(base, Symbol):
            return self._of_symbol(base.name)
        if isinstance(base, Indexed):
            return _side(self._supports.get(base.base)) or self._known(base)
        if isinstance(base, Call):
            return self._of_call(base)
        if isinstance(base, Summation):
            return self._known(base) or self.of(base.body) or self._of_logs(base)
        if isinstance(base, (Multiply, Divide)):
            term = factor(base)
            return self._known(base) if term.powers == ((base, 1),) else self.of_term(term)
        if isinstance(base, Add) and exceeds_mills(base):
            return 1
        if isinstance(base, Add):
            return _first(
                base, self._known, self._as_written, self._below_one, self._of_expanded, self._under_one_sum
            )
        if isinstance(base, (Multiply, Divide, Negate)):
            return self.of_term(factor(base))
        return self._known(base)

    def _of_logs(self, e: Summation) -> int | None:
        """Σ log x_i ≤ Σ x_i − n, since log x ≤ x − 1."""
        if not isinstance(e.body, Call) or e.body.function != "log":
            return None
        above = Add((replace(e, body=e.body.arguments[0]), Negate(e.upper)))
        return -1 if self._known(above) == -1 else None

    def _of_symbol(self, name: str) -> int | None:
        if name == "n" and name not in self._domains:
            return 1
        return _side(self._domains.get(name)) or self._known(Symbol(name))

    def _of_call(self, call: Call) -> int | None:
        if call.function in _POSITIVE_CALLS:
            return 1
        if call.function == "I_1":
            return self.of(call.arguments[0])
        if call.function == "ζ":
            order = number_value(call.arguments[0]) if len(call.arguments) == 2 else 0
            return None if order is None else -1 if order % 2 else 1
        if call.function == "log":
            argument = factor(call.arguments[0])
            if not argument.powers:
                return (argument.coefficient > 1) - (argument.coefficient < 1)
            beyond_one = collect([*terms_of(call.arguments[0]), Term(-1, ())])
            return self._of_terms(beyond_one) or self._known(write_sum(beyond_one)) or self._known(call)
        if call.function in _STATISTICS:
            name = call.arguments[0] if len(call.arguments) == 1 else None
            side = _side(self._supports.get(name.name)) if isinstance(name, Symbol) else None
            return self._known(call) if side is None else side
        return self._known(call)


def signs_in(domains: Mapping[str, Domain], facts: tuple[Relation, ...], supports: Mapping[str, Domain]) -> Signs:
    """The signs over domains, facts and supports, which all problems of a model have in common."""
    return _signs(tuple(domains.items()), facts, tuple(supports.items()))


@lru_cache(maxsize=64)
def _signs(
    domains: tuple[tuple[str, Domain], ...], facts: tuple[Relation, ...], supports: tuple[tuple[str, Domain], ...]
) -> Signs:
    return Signs(dict(domains), facts, dict(supports))


def _ratio(shape: Shape, known: Shape) -> Fraction | None:
    """How many times the known expression is in the other one, numbers aside: 1 − θ holds 2/5 − θ once."""
    if shape.keys() - {_NUMBER} != known.keys() - {_NUMBER}:
        return None
    ratios = {Fraction(shape[key]) / known[key] for key in shape if key != _NUMBER}
    return ratios.pop() if len(ratios) == 1 else None


def _first(e: Expression, *looks: Callable[[Expression], int | None]) -> int | None:
    """The first sign that is found; the cheap looks come first."""
    for look in looks:
        sign = look(e)
        if sign is not None:
            return sign
    return None


def _side(domain: Domain | None) -> int | None:
    """The sign of the numbers inside a domain, where its ends tell."""
    if domain is None:
        return None
    lower, upper = (_number(end) for end in (domain.lower, domain.upper))
    if lower is not None and (lower > 0 or (lower == 0 and not (domain.integer and domain.lower_closed))):
        return 1
    if upper is not None and upper <= 0:
        return -1
    return None


def _summand(term: Term) -> tuple[Term, Expression] | None:
    """What the term is the sum of over a sample, and the size of that: `2 x_i` for 2 Σ x_i, 3 for 3n."""
    for base, exponent in term.powers:
        if exponent == 1 and (isinstance(base, Summation) or _is_size_symbol(base)):
            rest = term._replace(powers=tuple(power for power in term.powers if power[0] != base))
            if any(isinstance(other, Summation) or _is_size_symbol(other) for other, _ in rest.powers):
                return None
            return (times(rest, factor(base.body)), base.upper) if isinstance(base, Summation) else (rest, base)
    return None


def _is_log(term: Term) -> bool:
    base, exponent = term.powers[0] if len(term.powers) == 1 else (None, 0)
    return isinstance(base, Call) and base.function == "log" and exponent == 1


def _is_size_symbol(e: Expression) -> bool:
    """Whether it is n, or n_k for one of several samples."""
    return isinstance(e, Symbol) and (e.name == "n" or e.name.startswith("n_"))


def _number(e: Expression | None) -> int | Fraction | None:
    if e is None:
        return None
    term = factor(e)
    return None if term.powers else term.coefficient


def _shape(e: Expression) -> Shape:
    return {like(t): t.coefficient for t in expand(e)}


def squares(e: Expression) -> list[Summation]:
    """The sums of terms that are never negative, and all zero only for a degenerate sample: even powers, absolute
    values, and what tells an observation from the least or largest one."""
    return [s for s in walk(e) if isinstance(s, Summation) and (_is_size(s.body) or _is_from_extreme(s.body))]


def _is_size(body: Expression) -> bool:
    """An even power or an absolute value, over an observation or not."""
    if isinstance(body, Divide):
        return isinstance(body.denominator, Indexed) and _is_size(body.numerator)
    if isinstance(body, Power):
        return _is_even(body.exponent)
    return isinstance(body, Call) and body.function == "abs"


def _is_from_extreme(body: Expression) -> bool:
    """`x_i − min(x)`, `max(x) − x_i`, `log(x_i/min(x))`, `log(max(x)/x_i)`."""
    if isinstance(body, Call) and body.function == "log" and isinstance(body.arguments[0], Divide):
        high, low = body.arguments[0].numerator, body.arguments[0].denominator
    elif isinstance(body, Add) and len(body.terms) == 2 and isinstance(body.terms[1], Negate):
        high, low = body.terms[0], body.terms[1].operand
    else:
        return False
    variable, extremes = (high, (low, "min")) if isinstance(high, Indexed) else (low, (high, "max"))
    return isinstance(variable, Indexed) and extremes[0] == Call(extremes[1], (Symbol(variable.base),))


def _is_probability(base: Expression, exponent: Exponent) -> bool:
    """Φ(u), or a power of it: strictly between zero and one."""
    is_call = isinstance(base, Call) and base.function == "Φ"
    return is_call and not isinstance(exponent, Expression) and exponent > 0


def _is_even(exponent: Expression) -> bool:
    term = factor(exponent)
    return not term.powers and term.coefficient % 2 == 0
