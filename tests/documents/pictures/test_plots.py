"""Every kind of picture: where its marks are, what its sentence says; and every problem of the folder."""

import re
import sys
import xml.etree.ElementTree as ElementTree
from math import log
from pathlib import Path

import pytest

from derive.documents.pictures import Plot, picture, plot
from derive.documents.pictures.plot import Dot, Line, Style
from derive.documents.pictures.svg import svg
from derive.plans import solve
from derive.problem import load_all, loads
from derive.words import pictures as words

PROBLEMS = sorted((Path(__file__).parents[3] / "problems").glob("*.yaml"))


def drawn(text):
    problem = loads(text)
    return plot(problem, solve(problem))


def shapes(panel, kind):
    return [shape for shape in panel.shapes if isinstance(shape, kind)]


# A problem | the dots of its first panel that stand out: where, how high, filled | the sentence.
MARKS = [
    ("{model: 'x ~ Uniform(0, θ)', data: [2, 5, 1]}", [(5, 0, False), (5, 1, True)],
     "Likelihood of θ between 0.577 and 16.1, as a share of its maximum: it is zero below 5; it jumps to its maximum "
     "at θ̂ = 5 and falls beyond."),
    ("{model: 'x ~ ShiftedExponential(t, 1)', data: [3, 4, 8]}", [(3, 0, False), (3, 1, True)], None),
    ("{model: 'x ~ Uniform(θ - 1/2, θ + 1/2)', parameters: {θ: real}, data: [7.2, 7.5]}",
     [(7, 0, False), (7, 1, True), (7.7, 0, False), (7.7, 1, True)], None),
    ("{model: 'x ~ DiscreteUniform(1, N)', data: [4, 9]}", [(9, 1, True)], None),
    ("{model: x ~ Bernoulli(θ), parameters: {θ: 0 < θ < 1}, data: [1, 1]}", [(1, 0, False)],
     "Log-likelihood of θ: it climbs towards 0 as θ = 1 is approached and never reaches it: there is no maximum."),
    ("{model: x ~ Bernoulli(θ), data: [1, 1]}", [(1, 0, True)], None),
    ("{model: 'x ~ Normal(μ, σ^2)', data: [1, 3]}", [(2, 1, True)], None),
]


@pytest.mark.parametrize(("text", "marks", "sentence"), MARKS)
def test_marks(text, marks, sentence):
    found = drawn(text)
    assert isinstance(found, Plot), found
    dots = sorted((dot.x, dot.y, dot.filled) for dot in shapes(found.panels[0], Dot) if not dot.small)
    assert dots == [(pytest.approx(x), pytest.approx(y), filled) for x, y, filled in marks]
    assert sentence in (None, found.alt)


# A problem of two parameters | its log-likelihood again, up to a constant | where that is highest.
SURFACES = [
    ("{model: 'x ~ Normal(μ, σ^2)', data: [1, 3]}",
     lambda μ, v: -log(v) - ((1 - μ) ** 2 + (3 - μ) ** 2) / (2 * v), (2, 1)),
    ("{model: 'x ~ Pareto(m, α)', data: [1, 2, 4]}",
     lambda m, α: 3 * log(α) + 3 * α * log(m) - (α + 1) * log(8), (1, 3 / log(8))),
    ("{model: 'x ~ Normal(μ, σ^2)', parameters: {μ: μ >= 0}, data: [-1, -3]}",
     lambda μ, v: -log(v) - ((1 + μ) ** 2 + (3 + μ) ** 2) / (2 * v), (0, 5)),
]


@pytest.mark.parametrize(("text", "surface", "top"), SURFACES)
def test_contours_are_where_the_surface_has_fallen_by_so_much(text, surface, top):
    (panel,) = drawn(text).panels
    (dot,) = shapes(panel, Dot)
    assert (dot.x, dot.y) == pytest.approx(top)
    rings = [line.points for line in shapes(panel, Line) if line.style is Style.CONTOUR]
    for ring, drop in zip(rings, (3.0, 1.15), strict=True):
        falls = [surface(*top) - surface(x, y) for x, y in ring]
        assert all(fall < drop * 1.01 for fall in falls)
        on_curve = [fall for (x, _), fall in zip(ring, falls, strict=True) if abs(x - top[0]) > 0.01]
        assert len(on_curve) > 30
        assert min(on_curve) > 0.99 * drop or top[0] in (0, 1)
        assert ring[0] == ring[-1]


# The problems that have no picture, and why.
WITHOUT = {
    "commuting": "many", "curing-time": "many", "free-throws": "any-size", "glass-panes": "no-path",
    "graded-eggs": "many", "longest-wait": "any-size", "meteors": "no-unknown", "normal-sample": "any-size",
    "poisson-sample": "any-size", "quiz-fair-coin": "no-unknown", "quiz-nll-cross-entropy": "no-likelihood",
    "quiz-what-is-maximised": "no-likelihood", "quiz-why-logs": "no-likelihood", "short-text": "long",
    "soil-samples": "many", "suspected-rate": "no-unknown", "two-thermometers": "many",
    "waiting-times-precision": "any-size", "way-to-work": "many",
}


@pytest.fixture(scope="module")
def plots():
    problems = [problem for path in PROBLEMS for problem in load_all(path)]
    return {problem.name: plot(problem, solve(problem)) for problem in problems}


def test_every_problem_has_a_picture_or_a_reason(plots):
    assert {name: found for name, found in plots.items() if isinstance(found, str)} == WITHOUT
    assert set(WITHOUT.values()) <= words.NONE.keys()


def test_pictures_are_small_well_formed_and_alone(plots):
    for name, found in plots.items():
        if isinstance(found, Plot):
            page = svg(found)
            root = ElementTree.fromstring(page)
            assert root.get("aria-label") == found.alt
            assert len(page.encode()) < 25_000, name
            assert set(re.findall(r"https?://[^\"]+", page)) == {"http://www.w3.org/2000/svg"}
            assert "#000000" not in page
            assert set(re.findall(r'href="#([^"]+)"', page)) == set(re.findall(r' id="([^"]+)"', page))


def test_a_picture_is_the_same_each_time():
    problem = loads("{model: x ~ Poisson(λ), data: [2, 0, 4], title: 1 < 2 & 3}")
    first, second = (picture(problem, solve(problem)) for _ in range(2))
    assert first == second
    assert first.alt.startswith("Log-likelihood of λ between 0 and")


def test_the_extra_is_named_where_matplotlib_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.delitem(sys.modules, "derive.documents.pictures.drawing", raising=False)
    problem = loads("{model: x ~ Poisson(λ), data: [2, 0, 4]}")
    with pytest.raises(ImportError, match=re.escape("pip install 'derive[plot]'")):
        picture(problem, solve(problem))


@pytest.mark.parametrize(("text", "outlined"), [
    ("{model: x ~ Poisson(λ), data: [2, 0, 4]}", True),
    ("{model: 'x ~ Exponential(scale=θ_1)', data: [2, 7], unit: 'a$b_c$'}", True),
    ("{predictions: {$a$: 0.5, 'b_{': 0.25}, target: $a$, find: nll}", False),
])
def test_labels_with_hats_alone_are_outlines(text, outlined):
    problem = loads(text)
    page = picture(problem, solve(problem)).svg
    assert ("STIXGeneral" in page) is outlined
    assert "<text" in page
