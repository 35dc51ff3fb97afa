"""Large samples are proved as small ones are: no sum is added up again for each observation."""

import math
import statistics

import pytest

import derive


@pytest.mark.parametrize("size", [400, 2000])
def test_normal_sample_is_verified(size):
    data = [f"{50 + (37 * k) % 101}.{k % 10}" for k in range(size)]
    derivation = derive.solve(model="x ~ Normal(μ, σ²)", data=data)
    assert derivation.status == "solved"
    assert derivation.verified


@pytest.mark.parametrize("size", [9, 40])
def test_sums_of_logarithms_over_a_long_sample_stay_sums(size):
    """Nobody reads forty logarithms, nor a square of a difference with eight in it, one by one."""
    x = [1 + (7 * k) % 41 / 8 for k in range(size)]
    derivation = derive.solve(model="x ~ Lognormal(μ, σ²)", data=[str(t) for t in x])
    assert derivation.status == "solved"
    assert derivation.verified
    logs = [math.log(t) for t in x]
    assert derivation.estimates["μ"].value == pytest.approx(statistics.fmean(logs), rel=1e-12)
    assert derivation.estimates["σ²"].value == pytest.approx(statistics.pvariance(logs), rel=1e-12)
    assert str(derivation.estimates["σ²"].exact) == f"(1/{size}) Σ(log xᵢ − mean(log x))²"
    assert str(derivation.estimates["μ"].exact).endswith("Σ log xᵢ") is (size > 24)
    assert "is about" in derivation.to("text")


def test_factorials_of_a_large_table_are_not_worked_out():
    """Π xᵢ! of a table of half a million has more digits than a number may have in Python."""
    counts = {0: 400000, 1: 90000, 2: 51234, 3: 0, 4: 17}
    derivation = derive.solve(model="x ~ Poisson(λ)", data={"counts": counts})
    assert (derivation.status, derivation.verified) == ("solved", True)
    assert derivation.estimates["λ"].value == pytest.approx((90000 + 2 * 51234 + 4 * 17) / sum(counts.values()))
