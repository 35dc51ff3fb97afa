"""What is kept of the proofs over a model holds for that model: not for one with a smaller domain."""

from __future__ import annotations

from derive.domains import POSITIVE, REAL
from derive.expressions import TWO, Add, Expression, Power, Symbol, observation, sample_sum
from derive.referee.meaning import Meaning
from derive.referee.unfolding import Definitions
from derive.steps import Setting

SETTING = Setting(domains={"θ": REAL}, supports={"x": REAL})
SQUARES_AND_θ: Expression = Add((Symbol("θ"), sample_sum(Power(observation("x"), TWO))))


def test_a_sign_in_a_part_of_the_domain_is_none_in_the_whole() -> None:
    part, whole = Meaning(SETTING, Definitions()), Meaning(SETTING, Definitions())
    part.restrict({"θ": POSITIVE})
    assert part.sign(SQUARES_AND_θ)[0] == 1
    assert whole.sign(SQUARES_AND_θ)[0] is None


def test_a_sign_in_the_whole_domain_is_kept() -> None:
    positive = Setting(domains={"θ": POSITIVE}, supports={"x": REAL})
    for _ in range(2):
        assert Meaning(positive, Definitions()).sign(SQUARES_AND_θ)[0] == 1
