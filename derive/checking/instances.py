"""The samples at which statements about a problem are tried: that of the problem, or random ones of a few sizes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice

from flint import fmpq

from ..balls import interior_points
from ..expressions import ONE, Add, Expression, Hat, Relation, Symbol, free_symbols, kinds, rational
from ..problem.model import Problem
from ..records import replace
from ..steps import Column, Derivation, Setting
from .inside import around, inside
from .maxima import best_of
from .places import HAT, Instance, Place
from .samples import settings_made_up

__all__ = ["instances_of", "instances_of_ideas", "whole_size"]


PLACES_AT_DATA, PLACES_AT_SAMPLE, SAMPLES = 4, 3, 3
MOST_DRAWN = 60


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


def instances_of_ideas(problem: Problem, derivation: Derivation, seed: int) -> tuple[Instance, ...]:
    """Points at which statements about ideas are tried: there is no sample, and nothing that is largest."""
    drawn = islice(interior_points(problem.show, derivation.setting, seed=seed), PLACES_AT_DATA)
    places = tuple(Place(dict(point.values)) for point in drawn)
    return (Instance(derivation.setting, places, (), ()),) if places else ()


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
    best = best_of(problem, derivation, setting)
    hats = {f"{name}{HAT}": value for name, value in best[0].items()} if best else {}
    drawn = islice(inside(problem, likelihood, setting, best, seed), count)
    places = [Place({**values, **hats}) for values in drawn]
    if not places:
        return None
    wide = [Place({**values, **hats}) for values in around(problem, setting, best)]
    own = tuple(Place({**values, **{f"{name}{HAT}": value for name, value in values.items()}}) for values in best)
    return Instance(setting, tuple(places), own, tuple(wide))
