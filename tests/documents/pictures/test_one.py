"""The picture of one real parameter: marks where they belong, heights by formulas written here."""

from math import log

import pytest

from derive.documents.pictures import plot
from derive.documents.pictures.plot import Dot, Line, Region, Style
from derive.plans import solve
from derive.problem import loads

DROP = 1.9207294

# What is drawn | the log-likelihood again | where it is highest | between which numbers it is drawn.
CURVES = [
    ("{model: x ~ Bernoulli(θ), data: {counts: {heads: 7, tails: 3}}}",
     lambda θ: 7 * log(θ) + 3 * log(1 - θ), 0.7, (0, 1)),
    ("{model: x ~ Poisson(λ), data: [2, 0, 4]}", lambda λ: 6 * log(λ) - 3 * λ - log(48), 2, (0, None)),
    ("{model: x ~ Exponential(λ), data: [2, 6], unit: h}", lambda λ: 2 * log(λ) - 8 * λ, 0.25, (0, None)),
    ("{model: 'x ~ Normal(μ, σ^2)', known: {σ: symbolic}, data: [1, 3]}",
     lambda μ: -((1 - μ) ** 2 + (3 - μ) ** 2) / 2 - log(2 * 3.141592653589793), 2, (None, None)),
]


def drawn(text):
    problem = loads(text)
    return plot(problem, solve(problem))


def shapes(panel, kind):
    return [shape for shape in panel.shapes if isinstance(shape, kind)]


@pytest.mark.parametrize(("text", "curve", "top", "ends"), CURVES)
def test_the_curve_and_its_maximum(text, curve, top, ends):
    picture = drawn(text)
    above, below = picture.panels
    (dot,), (zero,) = shapes(above, Dot), shapes(below, Dot)
    assert (dot.x, zero.x, zero.y) == (top, top, 0)
    assert dot.y == pytest.approx(curve(top))
    (line,) = [line for line in shapes(above, Line) if line.style is Style.CURVE]
    assert len(line.points) > 100
    assert all(y == pytest.approx(curve(x), abs=0.01) for x, y in line.points)
    assert (above.across.low, above.across.high) == (below.across.low, below.across.high)
    assert ends[0] in (None, above.across.low)
    assert ends[1] in (None, above.across.high)


@pytest.mark.parametrize(("text", "curve", "top", "ends"), CURVES)
def test_the_interval_ends_where_the_curve_has_fallen_by_so_much(text, curve, top, ends):
    above, _ = drawn(text).panels
    (region,) = shapes(above, Region)
    places = [x for x, _ in region.points]
    for end in (min(places), max(places)):
        assert curve(end) == pytest.approx(curve(top) - DROP, abs=1e-6)
