"""Where a statement is tried: samples, points inside the domain, and the maximum.

A claim about every θ is tried at points inside the domain, an equation that holds at the estimate at the maximum. A
claim about a sample of any size is tried on random samples of two, three and five observations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, islice

from flint import arb, fmpq

from ..balls import Undefined, evaluate, interior_points, precision
from ..balls.points import Chance
from ..balls.quantities import ball
from ..expressions import ONE, Add, Expression, Hat, Relation, SetOf, Symbol, free_symbols, kinds, rational
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import replace
from ..steps import Column, Derivation, Estimate, Setting
from .feasible import along_equations
from .middles import middle, shortened
from .samples import settings_made_up

__all__ = ["BITS", "Instance", "Place", "instances_of", "is_inside"]

BITS = 192
PLACES_AT_DATA, PLACES_AT_SAMPLE, SAMPLES = 4, 3, 3
MOST_DRAWN = 60
AROUND = (fmpq(-7, 8), fmpq(-1, 3), fmpq(-1, 50), fmpq(1, 50), fmpq(1, 3), fmpq(3), fmpq(20))

Values = dict[str, fmpq | arb]


@dataclass(frozen=True, eq=False)
class Place:
    """A point: values of the parameters and of the estimates (under their hats)."""

    values: Mapping[str, fmpq | arb]


@dataclass(frozen=True, eq=False)
class Instance:
    """One sample with what is known beside it. places: points inside the domain. best: points of maximum, the first
    of them the estimate; none where there is none, or none that can be computed. wide: points around the maximum,
    near and far, for what is said of one side of it."""

    setting: Setting
    places: tuple[Place, ...]
    best: tuple[Place, ...]
    wide: tuple[Place, ...] = ()


def instances_of(problem: Problem, derivation: Derivation, likelihood: Expression, seed: int) -> tuple[Instance, ...]:
    """The samples at which statements about the problem are tried."""
    facts = (*derivation.setting.facts, *_total_one(problem), *problem.constraints)
    setting = replace(derivation.setting, facts=facts)
    if problem.partial:  # n counts those of which a range is known, too
        setting = replace(setting, size=whole_size(problem))
    if problem.partial or not _any_size(likelihood, setting):
        made_up = settings_made_up(setting) or (setting,)
        settings = (own for one in made_up for own in _with_known(problem, likelihood, one, seed))
        at_data = (_at(problem, derivation, likelihood, own, PLACES_AT_DATA, seed) for own in settings)
        return tuple(instance for instance in at_data if instance is not None)
    return tuple(_at_samples(problem, derivation, likelihood, setting, seed))


def whole_size(problem: Problem) -> int:
    """The number of observations, those without a value included."""
    ranges = sum(part.times for parts in problem.partial.values() for part in parts)
    return ranges + max((column.size for column in problem.columns.values()), default=0)


def _with_known(problem: Problem, likelihood: Expression, setting: Setting, seed: int) -> Iterator[Setting]:
    """The setting with values for known symbols that have none: what is said of the data holds for any of them."""
    names = [n for n, value in problem.known.items() if value is None and n in free_symbols(likelihood)]
    if not names:
        yield setting
        return
    for point in islice(interior_points((likelihood,), setting, at_data=True, seed=seed), SAMPLES):
        drawn = {n: _number(value) for n in names if isinstance(value := point.values.get(n), fmpq)}
        yield replace(setting, values={**setting.values, **drawn})


def _total_one(problem: Problem) -> Iterator[Relation]:
    """The probabilities of a categorical law add up to one."""
    for law in problem.laws:
        names = [cell for cell in law.cells if isinstance(cell, Symbol) and cell.name in problem.parameters]
        if len(names) == len(law.cells) > 1:
            yield Relation((Add(tuple(names)), ONE), ("=",))


def _any_size(likelihood: Expression, setting: Setting) -> bool:
    """Whether something of the likelihood has no value yet: the data, or a known symbol."""
    if setting.supports and not setting.columns and not setting.statistics:
        return True
    known = {name for name in free_symbols(likelihood) if name in setting.domains and name not in setting.values}
    return bool(known - {"n"} - _parameters(setting, likelihood))


def _parameters(setting: Setting, likelihood: Expression) -> set[str]:
    return {name for name in free_symbols(likelihood) if name not in setting.values}


def _at_samples(
    problem: Problem, derivation: Derivation, likelihood: Expression, setting: Setting, seed: int
) -> Iterator[Instance]:
    conditions = tuple(c for c in derivation.conditions if Hat not in kinds(c))
    drawn = replace(setting, facts=(*setting.facts, *conditions))
    subject = (likelihood, *_formulas(derivation))
    found = 0
    at_data = not _any_size(likelihood, setting)
    for point in islice(interior_points(subject, drawn, at_data, seed), MOST_DRAWN):
        if point.sample is not None and _degenerate(point.sample):
            continue
        known = {
            name: _number(value) for name, value in point.values.items()
            if name not in problem.parameters and isinstance(value, fmpq)
        }
        own = replace(setting, values={**setting.values, **known})
        if not at_data:
            own = replace(own, columns=point.sample or {}, size=None)
        instance = _at(problem, derivation, likelihood, own, PLACES_AT_SAMPLE, seed + found)
        if instance is None:
            continue
        yield instance
        found += 1
        if found == SAMPLES:
            return


def _number(value: fmpq) -> Expression:
    return rational(Fraction(int(value.p), int(value.q)))


def _degenerate(sample: Mapping[str, Column]) -> bool:
    """All observations alike, or all of a column nought: what holds only there refutes nothing and proves nothing."""
    return any(len(set(column.values)) < min(2, column.size) for column in sample.values())


def _formulas(derivation: Derivation) -> tuple[Expression, ...]:
    return tuple(f for row in derivation.estimates if (f := row.exact or row.general) is not None)


def _at(
    problem: Problem, derivation: Derivation, likelihood: Expression, setting: Setting, count: int, seed: int
) -> Instance | None:
    """The points of one sample; None where the domain has none."""
    best = _best(problem, derivation, setting)
    hats = {f"{name}{HAT}": value for name, value in best[0].items()} if best else {}
    inside = islice(_inside(problem, likelihood, setting, best, seed), count)
    places = [Place({**values, **hats}) for values in inside]
    if not places:
        return None
    wide = [Place({**values, **hats}) for values in _around(problem, setting, best)]
    return Instance(setting, tuple(places), tuple(Place({**values, **hats}) for values in best), tuple(wide))


HAT = "\u0302"


def _inside(
    problem: Problem, likelihood: Expression, setting: Setting, best: list[Values], seed: int
) -> Iterator[Values]:
    """Random points of the domain at which the likelihood is positive, each once: of a parameter that counts there
    may be few. Near the maximum where others are rare."""
    seen: list[Values] = []
    for values in _drawn_inside(problem, likelihood, setting, best, seed):
        if values not in seen:
            seen.append(values)
            yield values


def _drawn_inside(
    problem: Problem, likelihood: Expression, setting: Setting, best: list[Values], seed: int
) -> Iterator[Values]:
    subject = (likelihood, *map(Symbol, problem.parameters))
    for point in islice(interior_points(subject, setting, at_data=True, seed=seed), MOST_DRAWN):
        values: Values = dict(point.values)
        if _is_positive(likelihood, values, setting):
            yield values
    chance = Chance(seed)
    nearby = chain(_along(problem, setting, best, chance), _nearer(problem, best, chance), best)
    for values in islice(nearby, MOST_DRAWN):
        if _is_positive(likelihood, values, setting) and _in_domain(problem, values, setting):
            yield values


def _along(problem: Problem, setting: Setting, best: list[Values], chance: Chance) -> Iterator[Values]:
    """Along the equations among the parameters, where there are several."""
    equations = [fact for fact in setting.facts if fact.operators == ("=",)]
    if best and equations:
        yield from islice(along_equations(equations, best[0], setting, chance), MOST_DRAWN // 2)


def _nearer(problem: Problem, best: list[Values], chance: Chance) -> Iterator[Values]:
    """Around the maximum, ever nearer: the domain may be narrow there."""
    whole = {name for name, domain in problem.parameters.items() if domain.integer}
    for k in range(MOST_DRAWN // 3 if best else 0):
        yield {
            name: _step_from(value, chance, 1 + k // 2) if name in whole else _near(value, chance, 1 + k)
            for name, value in best[0].items()
        }


def _around(problem: Problem, setting: Setting, best: list[Values]) -> Iterator[Values]:
    """The maximum with one parameter after the other moved: to either side, a little and far."""
    for name in problem.parameters if best else ():
        centre = shortened(_middle(best[0][name]))
        scale = abs(centre) if centre else fmpq(1)
        for share in AROUND:
            values = {**best[0], name: centre + scale * share}
            if _in_domain(problem, values, setting, strict=True):
                yield values


def _middle(value: fmpq | arb) -> fmpq:
    """One, where the number is too large or too small to be near to anything."""
    try:
        return middle(value)
    except Undefined:
        return fmpq(1)


def _step_from(value: fmpq | arb, chance: Chance, most: int) -> fmpq:
    """A whole number, at most so many steps from another."""
    return fmpq(_middle(value).floor() + chance.below(2 * most + 1) - most)


def _near(value: fmpq | arb, chance: Chance, divisor: int) -> fmpq:
    """A number within a half of another, relative to its size, or within a part of that."""
    centre = _middle(value)
    short = fmpq(int(1000 * centre.p // centre.q), 1000)
    share = chance.share() / 2 * (1 if chance.below(2) else -1)
    scale = abs(short) if short else fmpq(1)
    return short + scale * fmpq(share.numerator, share.denominator * divisor)


def _is_positive(likelihood: Expression, values: Values, setting: Setting) -> bool:
    try:
        with precision(BITS):
            return bool(ball(evaluate(likelihood, values, setting)) > 0)
    except Undefined:
        return False


def _in_domain(problem: Problem, values: Values, setting: Setting, strict: bool = False) -> bool:
    for name, domain in problem.parameters.items():
        condition = (domain.interior() if strict else domain).condition(Symbol(name))
        if condition is not None and not _holds(condition, values, setting):
            return False
    return all(_holds(fact, values, setting) for fact in setting.facts)


def is_inside(problem: Problem, values: Mapping[str, fmpq | arb], setting: Setting) -> bool:
    """Whether a point lies in the domain, and on no edge of it."""
    return _in_domain(problem, dict(values), setting, strict=True)


def _holds(relation: Relation, values: Values, setting: Setting) -> bool:
    try:
        with precision(BITS):
            operands = [ball(evaluate(e, values, setting)) for e in relation.operands]
    except Undefined:
        return False
    pairs = zip(relation.operators, operands, operands[1:], strict=False)
    return all(_COMPARED[sign](a, b) for sign, a, b in pairs if sign in _COMPARED)


_COMPARED = {
    "<": lambda a, b: a < b, "≤": lambda a, b: a <= b, ">": lambda a, b: a > b, "≥": lambda a, b: a >= b,
    "=": lambda a, b: a.overlaps(b),
}


def _best(problem: Problem, derivation: Derivation, setting: Setting) -> list[Values]:
    """The points of maximum; empty where one of the parameters has no estimate that can be computed. An estimate may
    be a formula of others: σ̂² = Σ(y_i − b̂ x_i)²/n."""
    rows = {plain_name(row): row for row in derivation.estimates}
    points: list[Values] = [{}]
    waiting = list(problem.parameters)
    while waiting:
        found = [(name, _candidates_at(rows.get(name), setting, points[0])) for name in waiting]
        done = [(name, candidates) for name, candidates in found if candidates]
        if not done:
            return []
        for name, candidates in done:
            points = [{**points[min(k, len(points) - 1)], name: value} for k, value in enumerate(candidates)]
        waiting = [name for name, candidates in found if not candidates]
    return points


def _candidates_at(row: Estimate | None, setting: Setting, known: Values) -> list[fmpq | arb]:
    return [] if row is None else list(_candidates(row, setting, known))


def plain_name(row: Estimate) -> str:
    """The name of the parameter that a row of estimates is about."""
    return row.parameter.name if isinstance(row.parameter, Symbol) else plain(row.parameter)


def _candidates(row: Estimate, setting: Setting, known: Values) -> Iterator[fmpq | arb]:
    """The estimate at the sample; of a set of maximisers a point inside, and its ends."""
    if isinstance(row.maximisers, SetOf):
        yield from _values(row.maximisers.elements, setting, known)
        return
    if row.exact is not None and not isinstance(row.exact, Relation):
        yield from _values((row.exact,), setting, known)
        return
    if row.interval is not None:
        lower, upper = (fmpq(*Fraction(end).as_integer_ratio()) for end in row.interval)
        if row.value is not None and upper - lower < fmpq(1, 10**6):
            with precision(BITS):
                yield arb(lower).union(arb(upper))
        else:
            yield from ((lower + upper) / 2, (3 * lower + upper) / 4, lower, upper)


def _values(exact: tuple[Expression, ...], setting: Setting, known: Values) -> Iterator[fmpq | arb]:
    estimates = {Hat(Symbol(name)): Symbol(name + HAT) for name in known}
    values = {name + HAT: value for name, value in known.items()}
    for e in exact:
        for hat, symbol in estimates.items():
            e = put(e, hat, symbol)
        try:
            with precision(BITS):
                value = evaluate(e, values, setting)
        except Undefined:
            return
        if isinstance(value, (fmpq, arb)):
            yield value
