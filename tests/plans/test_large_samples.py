"""Large samples are proved as small ones are: no sum is added up again for each observation."""

import pytest

import derive


@pytest.mark.parametrize("size", [400, 2000])
def test_normal_sample_is_verified(size):
    data = [f"{50 + (37 * k) % 101}.{k % 10}" for k in range(size)]
    derivation = derive.solve(model="x ~ Normal(μ, σ²)", data=data)
    assert derivation.status == "solved"
    assert derivation.verified
