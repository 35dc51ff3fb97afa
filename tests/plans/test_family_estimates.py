"""What a family file says of its estimates is what comes out, for data and, by value, for a sample of any size."""

from __future__ import annotations

import pytest

from derive.balls import value
from derive.expressions import Symbol, integer, replace
from derive.families.family import Family
from derive.families.registry import families
from derive.families.written import support_of
from derive.notation.plain import plain
from derive.notation.reader import Scope, read_expression
from derive.plans import solve
from derive.problem import loads

SAMPLES = {  # by the ends of the support
    (None, None): "-0.7, 1.25, 0.5, 2.75, 0.125",
    (0, None): "0.75, 1.25, 0.5, 2.75, 0.125",
    (0, 1): "0.75, 0.25, 0.5, 0.375, 0.125",
    (1, None): "4, 2, 1, 7, 2",
}
COUNTS = "2, 1, 4, 1, 3"
PAIRED = "1, 0.25, -1.5, 2, 0.5"
GIVEN = {"α": "3", "k": "2", "m": "5", "r": "3", "c": "2", "K": "5", "μ": "-1", "η": "2"}
# The data are given in numbers: the other parameters, known as such.
SPELLED = [f for f in families() if f.estimate] + [
    other for f in families() for _, other in f.spellings if other.estimate and other.density != f.density
]


def text_of(member: Family, with_data: bool) -> str:
    """A model in which what the family file has an estimate for is unknown, the rest known."""
    unknown = dict(member.estimate)
    known = {p.name: GIVEN.get(p.name, "2") for p in member.parameters if p.name not in unknown}
    spelled = [f"{p.name}={p.name}" for p in member.parameters]
    if member.name == "Geometric" and member.support == "integer >= 0":
        spelled.append("support=failures")
    names = ["x", *(name for name, _ in member.beside)]
    observed = f"({', '.join(names)})" if member.beside else "x"
    lines = [f"model: {observed} ~ {member.name}({', '.join(spelled)})"]
    if known:
        lines.append("known: {" + ", ".join(f"{name}: {number}" for name, number in known.items()) + "}")
    if with_data:
        columns = [f"{name}: [{PAIRED if k else sample(member, known)}]" for k, name in enumerate(names)]
        lines.append(f"data: {{{', '.join(columns)}}}")
    return "\n".join(lines)


def sample(member: Family, known: dict[str, str]) -> str:
    """Observations in the support."""
    if member.name == "Bernoulli":
        return "1, 0, 1, 1, 0"
    if member.discrete:
        return COUNTS
    if member.name == "Pareto":
        return SAMPLES[0, None]
    names = tuple(read_expression(known.get(p.name, p.name), Scope(frozenset((p.name,)))) for p in member.parameters)
    support = support_of(member, "x", names)
    lower, upper = (0 if e == integer(0) else 1 if e == integer(1) else None for e in (support.lower, support.upper))
    return SAMPLES[lower, upper if lower == 0 else None]


@pytest.mark.parametrize("with_data", [True, False], ids=["data", "any size"])
@pytest.mark.parametrize("member", SPELLED, ids=lambda f: f"{f.name}({','.join(p.name for p in f.parameters)})")
def test_the_estimate_of_the_family_comes_out(member: Family, with_data: bool) -> None:
    derivation = solve(loads(text_of(member, with_data)))
    assert derivation.status == "solved"
    assert derivation.verified
    found = {plain(row.parameter): row.exact for row in derivation.estimates}
    setting = solve(loads(text_of(member, True))).setting
    names = frozenset((*(p.name for p in member.parameters), "n"))
    scope = Scope(names, frozenset(("x", *(name for name, _ in member.beside))))
    for name, text in member.estimate:
        exact = found[plain(Symbol(name))]
        assert exact is not None
        known = read_expression(text, scope)
        for other, formula in member.estimate:  # it may hold the estimate of another parameter
            known = known if other == name else replace(known, Symbol(other), read_expression(formula, scope))
        assert value(exact, setting) == pytest.approx(value(known, setting), rel=1e-12)
