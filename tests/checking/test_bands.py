"""Hand derivations for supports of which both ends hold several parameters."""

from __future__ import annotations

import pytest

import derive
from derive.checking.judging import check
from derive.problem import loads

BAND = "title: t\nmodel: x ~ Uniform(μ - δ, μ + δ)\nparameters: {μ: real, δ: positive}\n"
GIVEN = BAND + "data: [2, 5, 9, 4]\n"


@pytest.mark.parametrize(("problem", "hand", "verdict", "first"), [
    (GIVEN, "L(μ,δ) = (2δ)^(-4) for μ-δ ≤ 2 and μ+δ ≥ 9\nμ-δ = 2, μ+δ = 9\nμ̂ = 11/2, δ̂ = 7/2", "correct", None),
    (GIVEN, "μ̂ = (min + max)/2 = 5.5\nδ̂ = (max - min)/2 = 3.5", "correct", None),
    (GIVEN, "ℓ(μ,δ) = -4 log(2δ)\nδ̂ = 3.5", "incomplete", None),
    (GIVEN, "L = (1/(2δ))^4\nμ̂ = x̄ = 5\nδ̂ = 3.5", "incorrect", 2),
    (GIVEN, "L = δ^(-5)\nμ̂ = 5.5\nδ̂ = 3.5", "incorrect", 1),
    (GIVEN, "μ̂ = 5.5\nδ̂ = max - min = 7", "incorrect", 2),
    (BAND, "L(μ,δ) = (2δ)^(-n)\nμ̂ = (min + max)/2\nδ̂ = (max - min)/2", "correct", None),
    (BAND, "L(μ,δ) = (2δ)^(-n)\nμ̂ = (max - min)/2", "incorrect", 2),
])  # fmt: skip
def test_a_band_of_unknown_centre_and_width(problem: str, hand: str, verdict: str, first: int | None) -> None:
    report = check(loads(problem), hand)
    assert (str(report.verdict), report.first_error) == (verdict, first)


def test_the_functions_are_those_of_the_parameters() -> None:
    derivation = derive.solve(derive.loads(GIVEN))
    names = {str(symbol) for symbol in derivation.log_likelihood.free_symbols}
    assert {"μ", "δ"} & names == {"δ"}
    assert {"a", "b"}.isdisjoint(names)
    assert set(derivation.score) == {"μ", "δ"}
