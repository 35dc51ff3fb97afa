"""A location and a scale: the density of one observation is f(z)/s at z = (x − μ)/s, and f has no unknown left."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ..domains import POSITIVE, REAL
from ..exact import Field
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Divide,
    Expression,
    Negate,
    Symbol,
    free_symbols,
    observation,
    rational,
    walk,
)
from ..expressions import replace as put
from ..problem.model import Problem
from ..rules.arithmetic import fold
from ..rules.predictors import predictor_symbol
from ..rules.profiles import tidied
from ..rules.terms import power
from ..words import say
from .settings import density_at_observation, holds_parameter
from .worksheet import Stuck, Worksheet

__all__ = ["StandardLaw", "has_location_and_scale", "standard_law"]

H = predictor_symbol()
POWERS = Fraction(1), Fraction(-1), Fraction(1, 2), Fraction(-1, 2)
"""A scale, a rate, a squared scale, a precision."""


class StandardLaw(NamedTuple):
    """location, other: the names of the two parameters. power: which power of the other one the scale s is. density:
    f of η."""

    location: str
    other: str
    power: Fraction
    density: Expression


def has_location_and_scale(problem: Problem) -> bool:
    """Whether the two parameters may be location and scale of a law whose log-density holds the log of a sum."""
    return _pair(problem) is not None


def _pair(problem: Problem) -> tuple[str, str] | None:
    """The location and the other parameter, by their domains."""
    if len(problem.laws) != 1 or len(problem.parameters) != 2 or problem.constraints:
        return None
    law = problem.laws[0]
    if law.density is None or law.cells or holds_parameter(law, problem) or problem.statistics:
        return None
    real = [name for name, domain in problem.parameters.items() if domain == REAL]
    positive = [name for name, domain in problem.parameters.items() if domain == POSITIVE]
    if len(real) != 1 or len(positive) != 1:
        return None
    density = density_at_observation(law, problem)
    sums = [n for n in walk(density) if isinstance(n, (Add, Call)) and {*real, *positive} <= free_symbols(n)]
    held = any(isinstance(n, Add) or n.function in ("cosh", "sech") for n in sums if isinstance(n, (Add, Call)))
    return (real[0], positive[0]) if held else None


def standard_law(sheet: Worksheet, problem: Problem) -> StandardLaw:
    """Raises Stuck where the density is not of that form."""
    pair = _pair(problem)
    assert pair is not None
    law = problem.laws[0]
    density, x = density_at_observation(law, problem), observation(law.variable)
    location, other = map(Symbol, pair)
    bare = tidied(fold(put(put(density, location, ZERO), other, ONE)))
    if x not in [*walk(bare)]:
        raise Stuck(say("density-without-observation"))
    shape, field = put(bare, x, H), Field(sheet.setting)
    for exponent in POWERS:
        scale = power(other, rational(exponent))
        z = Divide(Add((x, Negate(location))), scale)
        if field.equal(density, Divide(put(shape, H, z), scale)):
            return StandardLaw(location.name, other.name, exponent, shape)
    raise Stuck(say("no-location-and-scale"))
