"""Many expressions at one point: what one of them leaves behind says nothing false of the next."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, fmpq

from derive.balls import Undefined, evaluate, evaluator_at, precision
from derive.notation.reader import Scope, read
from derive.steps import Column, Setting

SCOPE = Scope(frozenset(("θ", "n")), frozenset("x"), open_names=True, strict=False)
VALUES = {"θ": fmpq(2, 3), "i": fmpq(7)}
SAMPLE = {"x": Column((Fraction(1), Fraction(4), Fraction(2)))}


@pytest.mark.parametrize("lines", [
    ("Σ x_i θ", "Σ x_i θ + 1"),  # a part is shared
    ("i^2", "sum(i^2, (i, 1, 3))", "i^2"),  # the index of a sum has the name of a symbol
    ("sum(i^2, (i, 1, 3))", "i^2"),
    ("θ^2 + 1", "d/dθ (θ^2 + 1)", "θ^2 + 1"),  # the same part, differentiated
    ("d/dθ (θ^2 + 1)", "θ^2 + 1"),
    ("sum(log(2 - i), (i, 1, 3))", "i^2", "Σ x_i"),  # has no value, from its second term on
])  # fmt: skip
def test_what_is_evaluated_together_has_the_values_it_has_alone(lines: tuple[str, ...]) -> None:
    with precision(96):
        at = evaluator_at(VALUES, Setting(), SAMPLE)
        for line in lines:
            e = read(line, SCOPE)
            try:
                alone = evaluate(e, VALUES, Setting(), SAMPLE)
            except Undefined:
                with pytest.raises(Undefined):
                    at(e)
                continue
            assert arb(at(e)).overlaps(arb(alone)), line
