"""The unit of an estimate: as it is, squared, inverse; one of several signs stands in brackets."""

import pytest

from derive.plans import solve
from derive.problem import loads


@pytest.mark.parametrize(("model", "unit", "units"), [
    ("Normal(μ, σ²)", "km", ["km", "km²"]), ("Normal(μ, σ²)", "km/h", ["km/h", "(km/h)²"]),
    ("Normal(μ, σ²)", "°C", ["°C", "°C²"]), ("Normal(μ, σ²)", "m²", ["m²", "(m²)²"]),
    ("Exponential(λ)", "min", ["1/min"]), ("Exponential(λ)", "km/h", ["1/(km/h)"]),
    ("Exponential(scale=θ)", "km/h", ["km/h"]),
])
def test_units(model, unit, units):
    problem = loads(f"model: x ~ {model}\ndata: [1, 2, 4]\nunit: {unit}\n")
    assert [estimate.unit for estimate in solve(problem).estimates] == units
