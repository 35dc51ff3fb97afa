"""Settings and expressions for the tables of these tests, as a person would type them."""

from __future__ import annotations

from derive.domains import POSITIVE, PROBABILITY, REAL, Domain
from derive.expressions import Expression, Relation
from derive.notation.reader import Scope, read_expression, read_statement
from derive.steps import Setting

__all__ = ["COUNTS", "DOMAINS", "POSITIVE_DATA", "REAL_DATA", "fact", "formula"]

DOMAINS = {
    "θ": PROBABILITY, "p": PROBABILITY, "λ": POSITIVE, "μ": REAL, "σ²": POSITIVE, "α": POSITIVE, "β": POSITIVE,
    "γ": POSITIVE, "k": POSITIVE, "r": POSITIVE,
}
_SCOPE = Scope(
    names=frozenset(DOMAINS) | frozenset("abcsmt"), variables=frozenset("xy"), functions=frozenset("Lℓf"),
    open_names=True, strict=False,
)
NATURAL = Domain(lower=read_expression("0"), lower_closed=True, integer=True)
REAL_DATA = Setting(DOMAINS, supports={"x": REAL, "y": REAL})
POSITIVE_DATA = Setting(DOMAINS, supports={"x": POSITIVE})
COUNTS = Setting(DOMAINS, supports={"x": NATURAL})


def formula(text: str) -> Expression:
    """The expression that the text says."""
    return read_expression(text, _SCOPE)


def fact(text: str) -> Relation:
    """The relation that the text says."""
    found = read_statement(text, _SCOPE)
    assert isinstance(found, Relation)
    return found
