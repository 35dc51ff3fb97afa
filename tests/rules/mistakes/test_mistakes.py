"""Every mistake on the row that it brings along: the wrong line is made, differs from the right one, and is named."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.balls import interior_points
from derive.checking.comparison import Comparison
from derive.checking.diagnosis import named
from derive.domains import POSITIVE, REAL, Domain
from derive.expressions import ONE, ZERO, Expression, Relation
from derive.notation.reader import Scope, read
from derive.rules.mistakes import KINDS, MISTAKES, TOPICS, Example, Mistake, Situation, mistake_of
from derive.steps import Column, Setting

UNIT = Domain(ZERO, ONE)
COUNT = Domain(ONE, lower_closed=True, integer=True)
DOMAINS = {"θ": UNIT, "p": UNIT, "p_1": UNIT, "p_2": Domain(ZERO, ONE), "μ": REAL}


def tree(text: str, unknown: str) -> Expression:
    names = frozenset([unknown] if "²" in unknown else [])
    return read(text, Scope(names, variables=frozenset("x"), open_names=True, strict=False))


def setting_of(example: Example) -> Setting:
    """Positive unknowns but for probabilities and locations; a positive sample, or the one of the row."""
    names = ("α", "λ", "σ", "σ²", "v", "s", "t", "n", "k", "m", "x", "c")
    domains = {**DOMAINS, **dict.fromkeys(names, POSITIVE), **dict.fromkeys("nk", COUNT)}
    values = tuple(map(Fraction, example.data))
    columns = {"x": Column(values)} if values else {}
    return Setting(domains, supports={"x": POSITIVE}, columns=columns, size=len(values) or None)


def situation_of(mistake: Mistake) -> Situation:
    example = mistake.example
    due = tree(example.right, example.unknown)
    before = tree(example.before, example.unknown) if example.before else None
    names = (example.unknown, *(f"p_{k}" for k in (2, 3) if example.unknown == "p_1"))
    return Situation(
        due, kind_of(mistake, due), before, names, setting_of(example), before, TABLES.get(mistake.id, ()),
        tree(example.wrong, example.unknown),
    )


def kind_of(mistake: Mistake, due: Expression) -> str:
    """The kind of line that the row shows: an equation where it is one."""
    if isinstance(due, Relation) and "equation" in mistake.kinds:
        return "equation"
    return mistake.example.kind or next(kind for kind in mistake.kinds if kind != "equation")


TOKENS = {"cat": Fraction(1, 2), "dog": Fraction(3, 10), "bird": Fraction(1, 5)}
TABLES = {"another-token": ((TOKENS, "cat"),), "entropy-of-prediction": ((TOKENS, "cat"),)}

ROWS = pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.id)


@ROWS
def test_the_wrong_line_is_among_those_that_the_mistake_makes(mistake: Mistake) -> None:
    situation, wrong = situation_of(mistake), tree(mistake.example.wrong, mistake.example.unknown)
    comparison = Comparison(situation, wrong)
    assert any(comparison.same(line, wrong) for line in mistake.variants(situation.due, situation))


@ROWS
def test_the_wrong_line_differs_from_the_right_one(mistake: Mistake) -> None:
    situation, wrong = situation_of(mistake), tree(mistake.example.wrong, mistake.example.unknown)
    assert next(interior_points((situation.due, wrong), situation.setting, bool(situation.setting.columns)))
    assert not Comparison(situation, wrong).same(situation.due, wrong)


@ROWS
def test_the_mistake_is_named(mistake: Mistake) -> None:
    wrong = tree(mistake.example.wrong, mistake.example.unknown)
    assert mistake.id in [found.id for found in named(situation_of(mistake), wrong)]


def test_the_right_line_has_no_mistake() -> None:
    for mistake in MISTAKES:
        situation = situation_of(mistake)
        if mistake.id not in ("arithmetic-slip", "rounded-wrongly"):
            assert Comparison(situation, situation.due).same(situation.due, situation.due)


def test_ids_are_unique_and_are_found_again() -> None:
    assert len({mistake.id for mistake in MISTAKES}) == len(MISTAKES) >= 100
    assert all(mistake_of(mistake.id) is mistake for mistake in MISTAKES)
    assert mistake_of("no-such-mistake") is None


@ROWS
def test_a_mistake_has_words_and_places(mistake: Mistake) -> None:
    assert mistake.id == mistake.id.lower().replace(" ", "-")
    assert mistake.title
    assert mistake.title[-1] != "."
    assert mistake.sentence.endswith(".")
    assert mistake.kinds
    assert set(mistake.kinds) <= set(KINDS)
    assert 1 <= mistake.weight <= 10


def test_every_topic_has_mistakes() -> None:
    assert all(TOPICS.values())
