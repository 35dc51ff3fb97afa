"""Powers below one taken from one, and logarithms on either side of zero: a sign where it is sure, none where not."""

from __future__ import annotations

import pytest

from derive.domains import POSITIVE, REAL, Domain
from derive.expressions import ONE, ZERO
from derive.notation.reader import Scope, read_expression
from derive.referee.meaning import Meaning
from derive.referee.record import Record
from derive.steps import Setting

SCOPE = Scope(names=frozenset("akn"), variables=frozenset("xy"))
SETTING = Setting(
    domains={"a": POSITIVE, "k": REAL}, supports={"x": Domain(ZERO, ONE), "y": Domain(ZERO, None)}
)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("1 - x_i^a", 1),
        ("log(1 - x_i^a)", -1),
        ("sum(log(1 - x_i^a))", -1),
        ("log((1 - (1/2)^a) (1 - (3/4)^a))", -1),
        ("log((1 + 2^a) (1 + (3/4)^a))", 1),
        ("log(1 + y_i^a)", 1),
        ("1 - y_i^a", None),
        ("1 - x_i^k", None),
        ("log(1 - y_i^a)", None),
        ("log((1 - (1/2)^a) (1 + 2^a))", None),
        ("log(1 + y_i - x_i)", None),
    ],
)
def test_a_sign(text: str, sign: int | None) -> None:
    meaning = Meaning(SETTING, Record(SETTING).definitions)
    assert meaning.positive.sign(read_expression(text, SCOPE), False) == sign
