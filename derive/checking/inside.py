"""Points inside the domain at which the likelihood is positive, and points around the maximum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice

from flint import arb, fmpq

from ..balls import Undefined, evaluate, interior_points, precision
from ..balls.points import Chance
from ..balls.quantities import ball
from ..expressions import Expression, Relation, Symbol
from ..problem.model import Problem
from ..steps import Setting
from .feasible import along_equations
from .middles import middle, shortened
from .places import BITS, Values

__all__ = ["around", "inside", "is_inside"]

MOST_DRAWN = 60
AROUND = (fmpq(-7, 8), fmpq(-1, 3), fmpq(-1, 50), fmpq(1, 50), fmpq(1, 3), fmpq(3), fmpq(20))


def inside(
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
    """Around the maximum, ever nearer, and in some of the parameters nearer than in others: the domain may be narrow
    there, or a wedge."""
    whole = {name for name, domain in problem.parameters.items() if domain.integer}
    for k in range(MOST_DRAWN // 2 if best else 0):
        yield {
            name: _step_from(value, chance, 1 + k // 2) if name in whole
            else _near(value, chance, (1 + k // 2) * (1 + 3 * chance.below(3)))
            for name, value in best[0].items()
        }


def around(problem: Problem, setting: Setting, best: list[Values]) -> Iterator[Values]:
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
