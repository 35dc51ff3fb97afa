"""Conditions among parameters: multipliers, rows of a Markov chain, several samples, parameters put in."""

from __future__ import annotations

import pytest
from calls import calls_of

from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import loads
from derive.steps import Derivation, Verified

CELLS = "model: x ~ Categorical(p_1, p_2, p_3)\ndata: {counts: {a: 12, b: 7, c: 21}}\n"
FOUR = "model: x ~ Categorical(p_1, p_2, p_3, p_4)\ndata: {counts: {a: 12, b: 7, c: 21, d: 10}}\n"
GIVEN = "parameters: {p_1: 0 < p_1 < 1, p_2: 0 < p_2 < 1, p_3: 0 < p_3 < 1}\nconstraints: [p_1 + p_2 + p_3 = 1]\n"
CHAIN = "parameters: {a: [0, 1], b: [0, 1], c: [0, 1], d: [0, 1]}\nconstraints: [a + b = 1, c + d = 1]"


def solved(text: str) -> Derivation:
    derivation = solve(loads(text))
    assert derivation.verified
    kinds = {step.proof.kind for step in derivation.steps if step.proof is not None}
    assert Verified.SAMPLED not in kinds
    return derivation


def answers(derivation: Derivation) -> dict[str, str]:
    return {plain(e.parameter): plain(e.exact) for e in derivation.estimates if e.exact is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CELLS + "constraints: [p_1 = 2 p_2]", "19/60 19/120 21/40"),
        (CELLS + "constraints: [2 p_2 - p_1 = 0]", "19/60 19/120 21/40"),
        (CELLS + "constraints: [p_2 = p_3]", "3/10 7/20 7/20"),
        (CELLS + "constraints: [p_1 = p_2, p_2 = p_3]", "1/3 1/3 1/3"),
        (CELLS + "constraints: [p_1 = 1/4]", "1/4 3/16 9/16"),
        (CELLS + "constraints: [p_1 = 1/4, p_2 = p_1]", "1/4 1/4 1/2"),
        (FOUR + "constraints: [p_1 + p_2 = p_3]", "24/95 14/95 2/5 1/5"),
        (FOUR + "constraints: [p_3 = p_1 + p_2]", "24/95 14/95 2/5 1/5"),
        (FOUR + "constraints: [p_1 + p_4 = 3 p_2]", "261/1100 29/200 21/50 87/440"),
        (CELLS + "constraints: [p_1 + p_2 = 2 p_3]", "8/19 14/57 1/3"),
        ("model: x ~ Multinomial(p_1, p_2, p_3, p_4)\nconstraints: [p_1 + p_2 = p_3]",
         "n₁ (n₁ + n₂ + n₃)/(2(n₁ + n₂)n) n₂ (n₁ + n₂ + n₃)/(2(n₁ + n₂)n) (n₁ + n₂ + n₃)/(2n) n₄/n"),
        ("model: x ~ Bernoulli(θ)\ndata: [1, 1, 0]\nconstraints: [θ = 1/2]", "1/2"),
        ("model: x ~ Normal(μ, σ^2)\ndata: [1, 2, 4]\nconstraints: [2 μ = 3, σ² = μ]", "3/2 3/2"),
        (FOUR + "constraints: [p_1 + p_2 = 1/2]", "6/19 7/38 21/62 5/31"),
        (FOUR + "constraints: [p_1 + p_2 = p_3 + p_4]", "6/19 7/38 21/62 5/31"),
        (FOUR + "constraints: [p_1 = 3 p_2, p_3 = p_4]", "57/200 19/200 31/100 31/100"),
        (CELLS.replace("p_1, p_2, p_3", "1/4, p, q") + "parameters: {p: positive, q: positive}", "3/16 9/16"),
        ("likelihood: p_1^12 p_2^7 p_3^21\n" + GIVEN, "3/10 7/40 21/40"),
        ("likelihood: C(40, 12) p_1^12 p_2^7 p_3^21\n" + GIVEN, "3/10 7/40 21/40"),
        ("likelihood: p_1^r p_2^s p_3^t\nknown: {r: symbolic, s: symbolic, t: symbolic}\n" + GIVEN,
         "r/(r + s + t) s/(r + s + t) t/(r + s + t)"),
        ("likelihood: a^5 b^3 c^2 d^7\n" + CHAIN, "5/8 3/8 2/9 7/9"),
        ("likelihood: a^5 d^7\n" + CHAIN, "1 0 0 1"),
        ("likelihood: a^5 b^3 c^4\nparameters: {a: positive, b: positive, c: positive}\n"
         "constraints: [2 a + b = 6, c = 3 b]", "5/4 7/2 21/2"),
        ("model: ['x ~ Categorical(p_1, p_2, p_3)', 'y ~ Categorical(q_1, q_2)']\n"
         "data: {x: [1, 2, 3, 1, 1], y: [1, 2, 2]}", "3/5 1/5 1/5 1/3 2/3"),
        ("model: ['x ~ Categorical(p_1, p_2, p_3)', 'y ~ Categorical(p_1, p_2, p_3)']\n"
         "data: {x: [1, 2, 3, 1, 1], y: [1, 2, 2]}", "1/2 3/8 1/8"),
        ("model: ['x ~ Categorical(p_1, p_2)', 'y ~ Categorical(q_1, q_2)']", "a₁/n₁ a₂/n₁ b₁/n₂ b₂/n₂"),
        ("model: x ~ Multinomial(p_1, p_2, p_3)\nconstraints: [p_2 = p_3]",
         "n₁/(n₁ + n₂ + n₃) (n₂ + n₃)/(2(n₁ + n₂ + n₃)) (n₂ + n₃)/(2(n₁ + n₂ + n₃))"),
        ("model: x ~ Categorical(p^2, 2 p q, q^2)\nparameters: {p: 0 < p < 1, q: 0 < q < 1}\n"
         "constraints: [p + q = 1]\ndata: {counts: {AA: 342, Aa: 500, aa: 187}}", "592/1029 437/1029"),
        *(
            (f"model: x ~ Multinomial(p_1, …, p_{k})", " ".join(f"n{chr(8320 + j)}/n" for j in range(1, k + 1)))
            for k in range(2, 7)
        ),
    ],
)
def test_counts_under_conditions(text: str, expected: str) -> None:
    derivation = solved(text)
    assert derivation.status == "solved"
    assert " ".join(answers(derivation).values()) == expected


def test_a_row_that_was_never_visited_is_not_identified() -> None:
    derivation = solved("likelihood: a^5 b^3\n" + CHAIN)
    assert derivation.status == "not-unique"
    assert [e.value for e in derivation.estimates] == [0.625, 0.375, 0.5, 0.5]
    assert [e.interval for e in derivation.estimates] == [None, None, (0.0, 1.0), (0.0, 1.0)]
    assert "does not depend on c, d" in derivation.diagnostics[0]


def test_a_category_that_never_came_and_may_not_be_impossible() -> None:
    derivation = solved("likelihood: p_1^12 p_2^7\n" + GIVEN)
    assert derivation.status == "no-maximum"


def many(size: int, modulus: int = 7) -> str:
    counts = ", ".join(f"w{k}: {k * 5 % modulus}" for k in range(1, size + 1))
    return f"model: x ~ Categorical(p_1, …, p_{size})\ndata: {{counts: {{{counts}}}}}"


@pytest.mark.parametrize("size", [9, 40, 1000])
def test_many_categories_are_proved_at_once(size: int) -> None:
    derivation = solved(many(size))
    assert derivation.status == "solved"
    assert len(derivation.steps) < 16
    total = sum(k * 5 % 7 for k in range(1, size + 1))
    assert [e.value for e in derivation.estimates] == [k * 5 % 7 / total for k in range(1, size + 1)]


def test_many_categories_without_data() -> None:
    derivation = solved("model: x ~ Multinomial(q_1, …, q_12)")
    assert list(answers(derivation).values())[:2] == ["n₁/n", "n₂/n"]
    assert len(derivation.estimates) == 12


def test_the_cost_of_categories_is_proportional_to_their_number() -> None:
    few, many_more = (loads(many(size)) for size in (500, 4000))
    solve(few)  # imports and what a model remembers, off the count
    assert calls_of(lambda: solve(many_more)) < 9 * calls_of(lambda: solve(few))


def test_one_of_many_categories_may_not_be_impossible() -> None:
    domains = ", ".join(f"p_{k}: 0 < p_{k} < 1" for k in range(1, 10))
    derivation = solve(loads(f"{many(9)}\nparameters: {{{domains}}}"))
    assert derivation.status == "no-maximum"
    assert derivation.verified


TWO_SAMPLES = "data: {x: [1, 2, 4], y: [2, 5]}\n"


@pytest.mark.parametrize("numbers", ["first", "last"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"model: ['x ~ Normal(μ_1, 1)', 'y ~ Normal(μ_2, 4)']\n{TWO_SAMPLES}constraints: [μ_1 = μ_2]", [2.5, 2.5]),
        (
            f"model: ['x ~ Normal(μ_1, σ^2)', 'y ~ Normal(μ_2, σ^2)']\n{TWO_SAMPLES}constraints: [μ_1 = μ_2]",
            [2.8, 2.16, 2.8],
        ),
        (
            f"model: ['x ~ Normal(μ_1, σ_1^2)', 'y ~ Normal(μ_2, σ_2^2)']\n{TWO_SAMPLES}constraints: [σ_1^2 = σ_2^2]",
            [7 / 3, 11 / 6, 3.5, 11 / 6],
        ),
        (
            f"model: ['x ~ Poisson(λ_1)', 'y ~ Poisson(λ_2)']\n{TWO_SAMPLES}constraints: [λ_2 = 3 λ_1]",
            [14 / 9, 14 / 3],
        ),
        (
            f"model: ['x ~ Exponential(a)', 'y ~ Exponential(b)']\n{TWO_SAMPLES}constraints: [a = 2 b]",
            [10 / 21, 5 / 21],
        ),
    ],
)
def test_a_condition_that_gives_a_parameter_is_put_in(text: str, expected: list[float], numbers: str) -> None:
    derivation = solve(loads(text), numbers)
    assert derivation.status == "solved"
    assert derivation.verified
    assert [e.value for e in derivation.estimates] == pytest.approx(expected, rel=1e-12)


def test_the_other_parameter_s_domain_restricts_the_one_that_is_left() -> None:
    text = "likelihood: a^5 (1 - b)^3\nparameters: {a: 0 < a < 1, b: 0 < b < 1}\nconstraints: [a = 2 b]"
    derivation = solved(text)
    assert "0 < b < 1/2" in [plain(step.after) for step in derivation.steps]
    assert derivation.status == "no-maximum"  # it climbs until b is 1/2, which a < 1 forbids


def test_a_condition_without_data() -> None:
    derivation = solved("model: ['x ~ Poisson(λ_1)', 'y ~ Poisson(λ_2)']\nconstraints: [λ_2 = 3 λ_1]")
    assert answers(derivation)["λ₁"] == "(Σ_{i=1}^{n₁} xᵢ + Σ_{i=1}^{n₂} yᵢ)/(n₁ + 3n₂)"


CLOSED = "parameters: {p: 0 <= p <= 1, q: 0 <= q <= 1, r: 0 <= r <= 1}"
OPEN = "parameters: {p: 0 < p < 1, q: 0 < q < 1, r: 0 < r < 1}"
GROUPS = "model: x ~ Categorical(p^2 + 2 p r, q^2 + 2 q r, 2 p q, r^2)"


def gene_counting(a: int, b: int, ab: int, o: int) -> dict[str, float]:
    """The frequencies of the genes A, B, O by counting them over and over (EM), without any formula of ours."""
    p = q = r = 1 / 3
    for _ in range(4000):
        own_a, own_b = a * p / (p + 2 * r), b * q / (q + 2 * r)
        genes = 2 * (a + b + ab + o)
        p, q = (a + own_a + ab) / genes, (b + own_b + ab) / genes
        r = 1 - p - q
    return {"p": p, "q": q, "r": r}


@pytest.mark.parametrize("domains", [CLOSED, OPEN, f"{OPEN}\nconstraints: [p + q + r = 1]"])
@pytest.mark.parametrize("counts", [(186, 38, 13, 284), (44, 27, 4, 88), (44, 27, 0, 88), (3, 2, 5, 1)])
def test_blood_groups(counts: tuple[int, int, int, int], domains: str) -> None:
    named = dict(zip(("A", "B", "AB", "O"), counts, strict=True))
    derivation = solved(f"{GROUPS}\n{domains}\ndata: {{counts: {named}}}".replace("'", ""))
    assert derivation.status == "numeric"
    assert {plain(e.parameter): e.value for e in derivation.estimates} == pytest.approx(gene_counting(*counts))


def test_cells_of_linear_forms_under_weights() -> None:
    """`a (a + 3 b)` and `3 b (a + 3 b)` under a + 3 b = 1: shares of one observation each, 7/10 and 3/10."""
    text = "model: x ~ Categorical(a^2 + 3 a b, 3 a b + 9 b^2)\nparameters: {a: 0 < a < 1, b: 0 < b < 1/3}\n" \
        "constraints: [a + 3 b = 1]\ndata: {counts: {s: 7, t: 3}}"
    assert [e.value for e in solved(text).estimates] == pytest.approx([0.7, 0.1])


def test_a_gene_that_nobody_shows() -> None:
    """Neither B nor AB came: q would have to be zero, which is no inner maximum."""
    text = f"{GROUPS}\n{OPEN}\ndata: {{counts: {{A: 44, B: 0, AB: 0, O: 88}}}}"
    derivation = solve(loads(text))
    assert derivation.status == "unsolved"
    assert "q" in derivation.diagnostics[0]
