"""Text that a lecturer can read: golden, aligned, never wider than the page."""

import random

import pytest
from documents.solutions import (
    ALL,
    COIN,
    COIN_SOLVED,
    COIN_TEXT,
    DEGREES,
    EMPTY,
    INFINITE,
    INTERVAL,
    NO_MAXIMUM,
    NUMERIC,
    REGRESSION,
    UNSOLVED,
    equal,
    step,
)
from random_expressions import random_expression

from derive.documents import write
from derive.documents.linebreaks import columns
from derive.expressions import Relation, integer
from derive.notation.plain import plain
from derive.problem import loads
from derive.steps import Derivation, Setting, Status


def test_the_coin_as_a_lecturer_writes_it():
    assert write(COIN, COIN_SOLVED, "text") == COIN_TEXT


@pytest.mark.parametrize(("problem", "derivation", "line"), [
    (EMPTY, INFINITE, "  │ negative log-likelihood (before): ∞ │"),
    (EMPTY, INTERVAL, "  │ every θ ∈ [2, 5] │"),
    (EMPTY, NUMERIC, "  │ θ̂ ≈ 1.23456789012, proved to lie in [1.23456789012345, 1.23456789012346] │"),
    (EMPTY, DEGREES, "  1  μ̂ = 73 °F   put in the data"),
    (EMPTY, DEGREES, "  │ μ̂ = 73 °F │"),
    (EMPTY, NO_MAXIMUM, "the left end is not in the domain: it is not attained"),
    (EMPTY, UNSOLVED, "Not solved."),
    (EMPTY, UNSOLVED, "not finished within 10 seconds"),
    (REGRESSION, UNSOLVED, "Model     yᵢ ~ Normal(a + b xᵢ, 1), independent"),
    (REGRESSION, UNSOLVED, "          y: 2.1, −1/3 (n = 2)"),
    (REGRESSION, UNSOLVED, "Unknown   a, b, any real numbers"),
])
def test_lines(problem, derivation, line):
    assert line in write(problem, derivation, "text").splitlines()


@pytest.mark.parametrize("model", [
    "Gamma(α, rate=β)", "Gamma(α, scale=θ)", "Exponential(λ)", "Exponential(scale=θ)", "Normal(μ, sd=σ)",
    "Geometric(p)", "Geometric(p, support=failures)",
])
def test_a_model_is_named_as_it_was_asked(model):
    problem = loads(f"model: x ~ {model}")
    assert f"Model     x₁, …, xₙ ~ {model}, independent" in write(problem, UNSOLVED, "text").splitlines()


@pytest.mark.parametrize(("detail", "shown", "hidden"), [
    ("brief", "  6  d²/dθ²[ℓ(θ)]", "7 = 10θ"),
    ("student", "  7  d²/dθ²[ℓ(θ)]", "log of a power"),
    ("full", "       2.1  log(θ⁷) = 7 log θ", "nothing"),
])
def test_detail_filters_the_same_steps(detail, shown, hidden):
    said = write(COIN, COIN_SOLVED, "text", detail=detail)
    assert shown in said
    assert hidden not in said


@pytest.mark.parametrize("words", [{"detail": "everything"}, {"format": "odt"}])
def test_an_unknown_choice_names_those_that_there_are(words):
    with pytest.raises(ValueError, match=r"one of (brief, student, full|text, latex, .*jsonl)"):
        write(COIN, COIN_SOLVED, **{"format": "text", **words})


def of_lines(*statements):
    steps = tuple(step(s, "a reason that takes more than one line beside any formula", "solve") for s in statements)
    return Derivation(steps, Status.SOLVED, Setting())


@pytest.mark.parametrize("seed", range(40))
def test_no_line_is_wider_than_the_page_and_nothing_is_lost(seed):
    rng = random.Random(seed)
    sides = [[random_expression(rng, rng.randint(1, 6)) for _ in range(rng.randint(2, 3))] for _ in range(4)]
    statements = [equal(*operands) for operands in sides]
    said = write(EMPTY, of_lines(*statements), "text")
    widest_atom = max(columns(atom) for s in statements for atom in plain(s).split())
    assert max(map(columns, said.splitlines())) <= max(80, widest_atom + 12)
    for statement in statements:
        assert is_spread_over(plain(statement).replace(" ", ""), said)


def is_spread_over(formula, said):
    """Whether the characters of the formula come in this order, with only words and spaces between its parts."""
    position = 0
    for character in formula:
        position = said.find(character, position) + 1
        if not position:
            return False
    return True


def test_relations_of_a_section_stand_one_below_the_other():
    statements = [equal(integer(1), integer(2)), equal(integer(12345), integer(2)), equal(integer(123), integer(2))]
    lines = write(EMPTY, of_lines(*statements), "text").splitlines()
    assert len({line.index("=") for line in lines if " = " in line}) == 1


def test_alignment_counts_columns_and_not_characters():
    lines = write(COIN, COIN_SOLVED, "text").splitlines()
    reasons = ("derivative for θ", "collect θ", "the estimate")
    assert len({columns(line[:line.index(r)]) for line in lines for r in reasons if r in line}) == 1


@pytest.mark.parametrize(("said", "width"), [
    ("", 0), ("abc", 3), ("θ̂", 1), ("x̄ = 7", 5), ("σ̂²", 2), ("数", 2), ("a\u200bb", 2), ("½", 1),
])
def test_columns(said, width):
    assert columns(said) == width


def test_a_long_chain_breaks_in_front_of_its_relations():
    number = integer(10**25)
    chain = Relation((integer(1), number, number, number), ("=", "=", "≈"))
    lines = write(EMPTY, of_lines(chain), "text").splitlines()
    assert [line.strip().split()[0] for line in lines if "10000" in line] == ["1", "≈"]


@pytest.mark.parametrize(("problem", "derivation"), ALL)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_width(problem, derivation, width):
    for line in write(problem, derivation, "text", width=width).splitlines():
        assert columns(line) <= width or "┌" in line or "│" in line
        assert line == line.rstrip()
