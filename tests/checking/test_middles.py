"""Numbers that nobody can write out end no check: FLINT would end the whole process."""

import pytest
from flint import arb, fmpq

import derive
from derive.balls import Undefined
from derive.checking.middles import middle

PROBLEM = "model: x ~ Normal(μ, σ^2)\ndata: [231.8, 232.1, 231.9, 232, 232.2]"


def test_a_rational_is_its_own_middle() -> None:
    assert middle(fmpq(3, 7)) == fmpq(3, 7)
    assert middle(arb(0.5)) == fmpq(1, 2)


@pytest.mark.parametrize("x", [arb("inf"), arb("nan"), arb(2) ** 10**7, arb(2) ** -(10**7), fmpq(2) ** 10_000])
def test_what_cannot_be_written_out_has_no_middle(x: fmpq | arb) -> None:
    with pytest.raises(Undefined):
        middle(x)


@pytest.mark.parametrize(
    "hand",
    [
        "L(μ, σ²) = (2πσ²)^(-n/2) exp(-(1/(2σ)) Σ(x_i-μ)²)",
        "L(μ, σ²) = exp(-(2691201/10 - 2320μ + 5/μ²)/(2σ²))/(2πσ²)^(5/2)",
        "μ = e^(e^(e^e))\nσ² = 3",
        "Σx_i = n μ^(10^8)\nμ̂ = 3",
        "μ = 10^400\nμ² = 3",
    ],
)
def test_large_and_small_numbers_are_told(hand: str) -> None:
    report = derive.check(derive.loads(PROBLEM), hand)
    assert report.verdict == "incorrect"
    assert report.lines[report.first_error - 1].message
