"""Claims about many quantities at once: proved for a symbol that stands for any of them, checked one by one where
numbers are stated.

Of a sum over the index all but one member is left aside: Σ_i b(i) is b(j) and a rest that does not hold the j-th.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..claims.claim import Claim
from ..claims.many import AddedUp, ConcaveEach, EmptyOnes, ForEach, LogarithmOfEach, Tabulated, Tallied
from ..claims.maxima import SignOfDerivative
from ..domains import REAL, Domain
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Chain,
    Divide,
    Expression,
    Hat,
    Indexed,
    Multiply,
    Number,
    Product,
    Relation,
    Several,
    Summation,
    Symbol,
    free_symbols,
    integer,
    map_children,
    nodes,
    number_value,
)
from ..steps import Setting, value_of
from .case import Case, Checks, sides_of
from .equations import require_established
from .meaning import Meaning, difference
from .record import Established, Record
from .refusal import Refused
from .values import established

__all__ = ["checks"]

INDEX = "j"

class Instance:
    """The setting for one member of each family, and lines as they read for it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.families: Mapping[str, tuple[Expression, ...]] = case.setting.families
        if not self.families:
            raise Refused("no letter stands for many quantities")
        self.size = len(next(iter(self.families.values())))
        self.members = case.record.member_names
        self.rests: dict[Expression, Symbol] = {}
        for letter in self.families:
            name = f"{letter}_{INDEX}"
            if name in case.setting.domains or name in case.setting.supports:
                raise Refused(f"{name} has a meaning of its own")

    def line(self, e: Expression) -> Expression:
        """The expression for the j-th member; raises Refused where another member stands in it."""
        if isinstance(e, Summation):
            return Add((self.rests.setdefault(e, Symbol(f"rest_{len(self.rests)}")), self.body(e)))
        if isinstance(e, Indexed) and e.base in self.families and e.index == Symbol(INDEX):
            return Symbol(f"{e.base}_{INDEX}")
        if isinstance(e, (Indexed, Product)):
            raise Refused("a member that the index does not name")
        if isinstance(e, Symbol) and e.name in self.members:
            raise Refused("one member is not any of them")
        return map_children(self.line, e)

    def body(self, e: Summation | Product) -> Expression:
        """What the j-th member adds to a sum over all of them."""
        if e.index != INDEX or e.lower != ONE or number_value(e.upper) != self.size:
            raise Refused("the sum does not run over all members")
        return self._at(e.body)

    def _at(self, e: Expression) -> Expression:
        if isinstance(e, Indexed):
            if e.base not in self.families or e.index != Symbol(INDEX):
                raise Refused("a member that the index does not name")
            return Symbol(f"{e.base}_{INDEX}")
        if isinstance(e, (Symbol, Summation, Product)):
            raise Refused("a sum over the members holds something else")
        return map_children(self._at, e)

    def setting(self) -> Setting:
        """Domains of the members and of all else; facts that speak of no member."""
        old = self.case.setting
        domains = {name: domain for name, domain in old.domains.items() if name not in self.members}
        known = self.case.record.members
        for letter, family in self.families.items():
            if letter not in known:
                known[letter] = self._domain(family)
            domains[f"{letter}_{INDEX}"] = known[letter]
        domains |= dict.fromkeys((rest.name for rest in self.rests.values()), REAL)
        facts = tuple(fact for fact in old.facts if free_symbols(fact).isdisjoint(self.members))
        return Setting(domains=domains, values=old.values, facts=tuple(f for f in facts if not _has_sum(f)))

    def _domain(self, family: tuple[Expression, ...]) -> Domain:
        """What any member may be; a number that is zero is none of those that are spoken of."""
        first = family[0]
        if isinstance(first, Number):
            if not all(isinstance(e, Number) and e.value >= 0 for e in family):
                raise Refused("members of different kinds")
            return Domain(lower=ZERO, integer=True)
        domains = {self.case.setting.domains.get(e.name, REAL) for e in family if isinstance(e, Symbol)}
        if len(domains) != 1 or not all(isinstance(e, Symbol) for e in family):
            raise Refused("members of different kinds")
        if not self.case.setting.facts:
            return domains.pop()
        positive = {Relation((e, ZERO), (">",)) for e in family}
        return Domain(lower=ZERO) if positive <= set(self.case.setting.facts) else domains.pop()

    def meaning(self) -> tuple[Meaning, Record]:
        """Proofs for the j-th member, over the lines that are established."""
        setting = self.setting()
        record = self.case.record.over(setting)
        return Meaning(setting, record.definitions), record


def _has_sum(e: Expression) -> bool:
    return any(isinstance(node, (Summation, Indexed)) for node in nodes(e))


def _inner(case: Case, claim: Claim) -> tuple[Case, Instance]:
    """The case for the j-th member."""
    instance = Instance(case)
    before = None
    if case.before is not None:
        old = case.before
        before = Established(instance.line(old.line), old.claim, old.is_equation, old.slopes, old.sign, None)
    after = instance.line(case.after)
    meaning, record = instance.meaning()
    return Case(claim, before, after, meaning, record), instance


def _for_each(checks: Checks, case: Case, claim: Claim) -> Established:
    check = checks.get(type(claim))
    if check is None:
        raise Refused(f"nothing is known of the claim {type(claim).__name__}")
    inner, _ = _inner(case, claim)
    judged = check(inner)
    case.note(inner.kind)
    return Established(case.after, case.claim, judged.is_equation, judged.slopes, judged.sign, case.before)


def checks(others: Checks) -> Checks:
    """The table of this topic; `ForEach` hands its inner claim to the others."""

    def for_each(case: Case) -> Established:
        claim = case.claim
        assert isinstance(claim, ForEach)
        return _for_each(others, case, claim.claim)

    def concave_each(case: Case) -> Established:
        """Each second derivative is negative; a sum over the index has no mixed ones."""
        claim = case.claim
        assert isinstance(claim, ConcaveEach)
        before = case.start()
        if before.is_equation or before.slopes != () or before.sign != 1:
            raise Refused("the line before is not the log-likelihood")
        if not isinstance(before.value, Summation):
            raise Refused("the function is no sum over the index")
        line = case.after
        if not isinstance(line, Relation) or line.operators[-1] != "<":
            raise Refused("the function is not proved to be strictly concave")
        _for_each(others, case, SignOfDerivative(claim.variable, 2))
        return established(case, slopes=None)

    return {
        ForEach: for_each, ConcaveEach: concave_each, LogarithmOfEach: logarithm_of_each, AddedUp: added_up,
        Tallied: tallied, EmptyOnes: empty_ones, Tabulated: tabulated,
    }


def logarithm_of_each(case: Case) -> Established:
    """log Π b(j) is Σ log b(j), where each b(j) is positive."""
    before, value = case.start(), value_of(case.after)
    if before.is_equation or not isinstance(before.value, Product) or not isinstance(value, Summation):
        raise Refused("the lines are no product and no sum over the index")
    instance = Instance(case)
    left, right = instance.body(before.value), instance.body(value)
    meaning, _ = instance.meaning()
    case.note(meaning.is_positive(left))
    case.note(meaning.equal(Call("log", (left,)), right))
    name, old = case.name(case.after), case.name(before.line)
    if name is None or old is None or name.slopes or case.record.is_known(name) or name.arguments != old.arguments:
        raise Refused("the logarithm needs a new name with the same arguments")
    case.define(name, value)
    return established(case, slopes=before.slopes, sign=before.sign)


def added_up(case: Case) -> Established:
    """Σ gap(j) and m times the gap of the condition, member by member and what is left over."""
    claim = case.claim
    assert isinstance(claim, AddedUp)
    before = case.start()
    require_established(case, claim.condition)
    if not before.is_equation:
        raise Refused("the line before is no equation")
    left, right = sides_of(case.after)
    condition, total = sides_of(claim.condition)
    if not isinstance(left, Summation) or not isinstance(condition, Summation) or _has_sum(right) or _has_sum(total):
        raise Refused("the lines are no sums over the index")
    instance = Instance(case)
    multiplier, gap = instance.line(claim.multiplier), difference(*map(instance.line, sides_of(before.line)))
    if not free_symbols(multiplier).isdisjoint(f"{letter}_{INDEX}" for letter in instance.families):
        raise Refused("the multiplier differs from one member to the next")
    added = Add((gap, Multiply((multiplier, instance.body(condition)))))
    meaning, _ = instance.meaning()
    _covers_empty_ones(case, instance, gap)
    case.note(meaning.equal(added, instance.body(left)))
    case.note(meaning.equal(Multiply((multiplier, total)), right))
    return established(case, slopes=None, is_equation=True)


def _covers_empty_ones(case: Case, instance: Instance, gap: Expression) -> None:
    """The equations hold for the members whose count is zero, too: with both at zero."""
    counted = [letter for letter, family in instance.families.items() if isinstance(family[0], Number)]
    if not any(_is_zero(e) for letter in counted for e in instance.families[letter]):
        return
    if not any(isinstance(known.claim, EmptyOnes) for known in case.record.lines):
        raise Refused("nothing is known of the members whose count is zero")
    for letter in instance.families:
        gap = _put_zero(gap, f"{letter}_{INDEX}")
    meaning, _ = instance.meaning()
    if not meaning.is_zero(gap):
        raise Refused("the equation does not hold for the members whose count is zero")


def _put_zero(e: Expression, name: str) -> Expression:
    if isinstance(e, Symbol):
        return ZERO if e.name == name else e
    return map_children(lambda child: _put_zero(child, name), e)


def _is_zero(e: Expression) -> bool:
    return isinstance(e, Number) and not e.value


def tallied(case: Case) -> Established:
    """The members added up."""
    sum_, variable = sides_of(case.start().line)
    name, total = sides_of(case.after)
    if name != variable or not isinstance(sum_, Summation):
        raise Refused("the lines are not about one sum")
    Instance(case).body(sum_)
    family = case.setting.families[sum_.body.base] if isinstance(sum_.body, Indexed) else ()
    given = Relation((Add(family), total), ("=",)) in case.setting.given
    if not family or (not given and _total(family) != number_value(total)):
        raise Refused("that is not what the members add up to")
    return established(case, slopes=None, is_equation=True)


def _total(family: tuple[Expression, ...]) -> Fraction:
    """Raises Refused where the members are no numbers."""
    numbers = [number for number in map(number_value, family) if number is not None]
    if len(numbers) != len(family):
        raise Refused("members that are no numbers")
    return Fraction(sum(numbers))


def empty_ones(case: Case) -> Established:
    """What a member whose count is zero gives up, one whose count is not can take."""
    claim = case.claim
    assert isinstance(claim, EmptyOnes)
    before, instance = case.start(), Instance(case)
    if before.is_equation or before.slopes != () or before.sign != 1 or not isinstance(before.value, Summation):
        raise Refused("the line before is not the log-likelihood")
    require_established(case, claim.condition)
    names, counts = _two_families(instance)
    body, (condition, _) = instance.body(before.value), sides_of(claim.condition)
    wanted = Multiply((Symbol(f"{counts}_{INDEX}"), Call("log", (Symbol(f"{names}_{INDEX}"),))))
    whole = Summation(Indexed(names, Symbol(INDEX)), INDEX, ONE, integer(instance.size))
    if body != wanted or condition != whole:
        raise Refused("the log-likelihood is no sum of counts times logarithms, or the condition no plain sum")
    closed = _require_room(case, instance, names, counts, claim.condition)
    subjects = Symbol(f"{counts}_{INDEX}"), Hat(Symbol(f"{names}_{INDEX}"))
    statements = tuple(Relation((subject, ZERO), ("=",)) for subject in subjects)
    if not closed:
        _require_open_end(case, instance, names, counts)
    elif instance.line(case.after) != Chain(statements, ("⇒",)):
        raise Refused("the line does not say that the estimate is zero where the count is")
    return established(case, slopes=None)


def _two_families(instance: Instance) -> tuple[str, str]:
    """The letters of the parameters and of their counts, which are numbers."""
    counts = [letter for letter, family in instance.families.items() if isinstance(family[0], Number)]
    names = [letter for letter in instance.families if letter not in counts]
    if len(counts) != 1 or len(names) != 1:
        raise Refused("there have to be parameters, and a count for each")
    return names[0], counts[0]


def _require_open_end(case: Case, instance: Instance, names: str, counts: str) -> None:
    """The line states the domain of one that never came: it holds no zero, so there is no maximum. Raises Refused."""
    pairs = zip(instance.families[names], instance.families[counts], strict=True)
    empty = [name for name, count in pairs if _is_zero(count) and isinstance(name, Symbol)]
    if not any(case.after == case.domain(name.name).condition(name) for name in empty):
        raise Refused("the line does not state the domain whose end is missing")


def _require_room(case: Case, instance: Instance, names: str, counts: str, condition: Relation) -> bool:
    """Zero is the end of every domain, and one of those that came may be all there is; no other condition interferes.
    Whether zero belongs to them. Raises Refused."""
    families, total = instance.families, number_value(condition.operands[1])
    domains = [case.domain(e.name) for e in families[names] if isinstance(e, Symbol)]
    ends = {d.lower_closed for d in domains}
    from_zero = len(ends) == 1 and all(d.lower is not None and number_value(d.lower) == 0 for d in domains)
    roomy = [d.upper is None or (number_value(d.upper) or 0) >= (total or 0) for d in domains]
    came = [not _is_zero(count) for count in families[counts]]
    if not from_zero or total is None or not any(a and b for a, b in zip(roomy, came, strict=True)):
        raise Refused("zero is in no domain, or no other one has room")
    lines = [e for e in case.setting.given if isinstance(e, Relation) and case.name(e) is None and e != condition]
    if any(_has_sum(e) or not free_symbols(e).isdisjoint(instance.members) for e in (*lines, *case.setting.facts)):
        raise Refused("there are other conditions")
    return ends.pop()


def tabulated(case: Case) -> Established:
    """Each member's formula at its numbers, in its domain."""
    instance = Instance(case)
    before = case.start()
    left, right = map(instance.line, sides_of(before.line))
    statements = case.after.statements if isinstance(case.after, Several) else ()
    names = next((f for letter, f in instance.families.items() if left == Symbol(f"{letter}_{INDEX}")), ())
    if not before.is_equation or len(statements) != len(names) or not names:
        raise Refused("the table does not have a line for each member")
    zeros = any(_is_zero(e) for family in instance.families.values() for e in family)
    if zeros and not any(isinstance(known.claim, EmptyOnes) for known in case.record.lines):
        raise Refused("nothing is known of the members whose count is zero")
    for name, statement in zip(names, statements, strict=True):
        if not isinstance(name, Symbol) or sides_of(statement)[0] != Hat(name):
            raise Refused("the table does not follow the order of the members")
    counts = _counts_over(instance, right)
    if counts is not None:
        _require_quotients(case, instance, names, statements, *counts)
    else:
        _require_formulas(case, instance, names, statements, right)
    for statement in statements:
        said, value = sides_of(statement)
        case.record.definitions.define(said, value)
    return established(case, slopes=None)


def _counts_over(instance: Instance, formula: Expression) -> tuple[list[int], int] | None:
    """Of n_j/n with whole numbers the numbers n_j and n, else None."""
    if not isinstance(formula, Divide) or not isinstance(formula.numerator, Symbol):
        return None
    family = instance.families.get(formula.numerator.name.removesuffix(f"_{INDEX}"), ())
    counts, size = [number_value(e) for e in family], number_value(formula.denominator)
    whole = [count for count in counts if isinstance(count, int)]
    return (whole, size) if isinstance(size, int) and size > 0 and family and len(whole) == len(counts) else None


def _require_quotients(
    case: Case, instance: Instance, names: tuple[Expression, ...], statements: tuple[Expression, ...],
    counts: list[int], size: int,
) -> None:
    """Each value is the count over the size, all in the domain that the members have in common. Raises Refused."""
    instance.setting()
    domain = case.domain(next(name.name for name in names if isinstance(name, Symbol)))
    for count in (min(counts), max(counts)):
        _require_inside(domain, Fraction(count, size))
    if domain.integer:
        raise Refused("shares are no integers")
    for count, statement in zip(counts, statements, strict=True):
        value = sides_of(statement)[1]
        top, bottom = (value.numerator, value.denominator) if isinstance(value, Divide) else (value, ONE)
        if not isinstance(top, Number) or not isinstance(bottom, Number) or not bottom.value:
            raise Refused("a value that is no quotient of numbers")
        if top.value * size != count * bottom.value:
            raise Refused("a value is another one")


def _require_formulas(
    case: Case, instance: Instance, names: tuple[Expression, ...], statements: tuple[Expression, ...],
    formula: Expression,
) -> None:
    share = _is_share(case, instance, formula)
    for k, (name, statement) in enumerate(zip(names, statements, strict=True)):
        assert isinstance(name, Symbol)
        value = sides_of(statement)[1]
        members = {f"{letter}_{INDEX}": family[k] for letter, family in instance.families.items()}
        if share and _put(formula, members) == value:
            _require_inside(case.domain(name.name), Fraction(1, 2), whole=True)
        else:
            case.equal(_put(formula, members), value)
            case.inside(name.name, value)


def _is_share(case: Case, instance: Instance, formula: Expression) -> bool:
    """Whether it is n_j/n with positive n_j, given to add up to n: between zero and one for each of several."""
    if not isinstance(formula, Divide):
        return False
    facts, given = set(case.setting.facts), set(case.setting.given)
    for letter, family in instance.families.items():
        if formula.numerator == Symbol(f"{letter}_{INDEX}") and len(family) > 1:
            positive = all(Relation((e, ZERO), (">",)) in facts for e in family)
            return positive and Relation((Add(family), formula.denominator), ("=",)) in given
    return False


def _require_inside(domain: Domain, number: Fraction, whole: bool = False) -> None:
    """Proves that the number lies in the domain; with `whole` that all between zero and one does. Raises Refused."""
    lower, upper = (None if end is None else number_value(end) for end in (domain.lower, domain.upper))
    above = domain.lower is None or (lower is not None and _is_below(lower, number, domain.lower_closed))
    below = domain.upper is None or (upper is not None and _is_below(number, upper, domain.upper_closed))
    if whole:
        above = domain.lower is None or (lower is not None and lower <= 0)
        below = domain.upper is None or (upper is not None and upper >= 1)
    if not above or not below or (domain.integer and number.denominator != 1):
        raise Refused("the value lies outside of the domain")


def _is_below(low: Fraction | int, high: Fraction | int, closed: bool) -> bool:
    return low < high or (closed and low == high)


def _put(e: Expression, members: Mapping[str, Expression]) -> Expression:
    if isinstance(e, Symbol):
        return members.get(e.name, e)
    return map_children(lambda child: _put(child, members), e)
