"""Where statements are tried, on rows of problems: samples, points inside the domain, the maximum."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flint import arb, fmpq

from derive.checking.places import Instance
from derive.checking.truth import truth_of
from derive.problem import loads

HAT = "\u0302"


def places_of(model: str) -> tuple[Instance, ...]:
    return truth_of(loads(f"title: t\n{model}\n")).instances


@pytest.mark.parametrize(("model", "name", "best"), [
    ("model: x ~ Bernoulli(θ)\ndata: {counts: {heads: 12, tails: 8}}", "θ", fmpq(3, 5)),
    ("model: x ~ Poisson(λ)\ndata: [3, 1, 4, 2, 5]", "λ", fmpq(3)),
    ("model: x ~ Uniform(0, θ)\ndata: [1, 5, 2]", "θ", fmpq(5)),
])  # fmt: skip
def test_with_data_there_is_one_sample_and_its_maximum(model: str, name: str, best: fmpq) -> None:
    (instance,) = places_of(model)
    assert arb(instance.best[0].values[name]).overlaps(arb(best))
    assert all(place.values[name + HAT] == instance.best[0].values[name] for place in instance.places)
    assert len({str(place.values[name]) for place in instance.places}) >= 3  # points may coincide


@pytest.mark.parametrize(("model", "inside"), [
    ("model: x ~ Bernoulli(θ)", lambda x: 0 < x < 1), ("model: x ~ Poisson(λ)", lambda x: x > 0),
])  # fmt: skip
def test_a_sample_of_any_size_is_tried_at_three_that_differ(model: str, inside: Callable[[fmpq], bool]) -> None:
    instances = places_of(model)
    samples = [instance.setting.columns["x"].values for instance in instances]
    assert len(samples) == 3
    assert all(len(set(values)) > 1 for values in samples)
    assert {len(values) for values in samples} <= {2, 3, 5}
    assert all(inside(next(iter(place.values.values()))) for i in instances for place in i.places)


def test_probabilities_add_up_to_one_at_each_point() -> None:
    (instance,) = places_of("model: x ~ Categorical(p_1, p_2, p_3)\ndata: {counts: {a: 3, b: 2, c: 5}}")
    names = ("p_1", "p_2", "p_3")
    assert all(sum(place.values[name] for name in names) == 1 for place in instance.places)


def test_around_the_maximum_are_points_to_both_sides() -> None:
    (instance,) = places_of("model: x ~ Poisson(λ)\ndata: [3, 1, 4, 2, 5]")
    values = [place.values["λ"] for place in instance.wide]
    assert 0 < min(values) < 3 < max(values)
