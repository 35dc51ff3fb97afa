"""Powers below one taken from one, and logarithms on either side of zero: a sign where it is sure, none where not."""

from __future__ import annotations

import pytest

from derive.domains import POSITIVE, REAL, Domain
from derive.expressions import ONE, ZERO, Negate
from derive.notation.reader import Scope, read_expression
from derive.referee.meaning import Meaning
from derive.referee.record import Record
from derive.steps import Setting

SCOPE = Scope(names=frozenset("aknr"), variables=frozenset("xy"))
SETTING = Setting(
    domains={"a": POSITIVE, "k": REAL, "r": Domain(Negate(ONE), ONE)},
    supports={"x": Domain(ZERO, ONE), "y": Domain(ZERO, None)},
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
        ("Φ(a) - Φ(a - 1)", 1),
        ("Φ(a - 1) - Φ(a)", -1),
        ("Φ(a) - Φ(2 a)", -1),
        ("Φ(a) - Φ(k)", None),
        ("Φ(a) + Φ(k) - 1", None),
        ("1 + r cos(2)", 1),
        ("1 - r sin(3)/2", 1),
        ("3/4 + r cos(1/2)", None),
        ("1 + k cos(2)", None),
        ("cos(2) + r cos(2)", None),
        ("1/2 + r cos(2) - r^2", None),
    ],
)
def test_a_sign(text: str, sign: int | None) -> None:
    meaning = Meaning(SETTING, Record(SETTING).definitions)
    assert meaning.positive.sign(read_expression(text, SCOPE), False) == sign
