"""The part of a log-likelihood that is free of the parameter, on rows of it and of its terms."""

from __future__ import annotations

import pytest

from derive.checking.constants import free_parts, free_terms
from derive.expressions import Expression, free_symbols
from derive.notation.plain import plain
from derive.notation.reader import Scope, read

SCOPE = Scope(frozenset(("θ", "n", "a")), frozenset("x"), open_names=True, strict=False)


def is_free(e: Expression) -> bool:
    return "θ" not in free_symbols(e)


@pytest.mark.parametrize(("text", "terms"), [
    ("a - θ", ["a"]),
    ("-(θ + a)", ["-a"]),
    ("n (log θ + a)", ["n a"]),
    ("(θ + a)/2", ["a/2"]),
    ("log(a θ)", ["log a"]),
    ("log(θ/a)", ["-log a"]),
    ("log(sqrt(a) θ)", ["log √a"]),
    ("log((a θ)^n)", ["n log a"]),
    ("log(exp(a - θ))", ["a"]),
    ("θ log θ", []),
])  # fmt: skip
def test_the_terms_free_of_the_parameter(text: str, terms: list[str]) -> None:
    found = free_terms(read(text, SCOPE), is_free)
    assert [plain(e) for e in found] == [plain(read(t, SCOPE)) for t in terms]


def test_the_numbers_of_one_logarithm_are_kept_or_dropped_together() -> None:
    groups = list(free_parts(read("log(2 * 3 * a * θ)", SCOPE), is_free))
    assert [len(group) for group in groups] == [2, 1]
