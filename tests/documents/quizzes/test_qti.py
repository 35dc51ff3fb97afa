"""QTI 1.2 for Canvas, read back by a reader of its own: every problem makes items that tell right from wrong."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pages import HOSTILE, assert_page, text_of
from qti_reading import read_package

from derive.documents import sheet, write
from derive.plans import solve
from derive.problem import load_all, loads

PROBLEMS = sorted(Path(__file__).parents[3].glob("problems/*.yaml"))
NUMBER, CHOICE, LISTS = "numerical_question", "multiple_choice_question", "multiple_dropdowns_question"


@cache
def solved(name):
    (pair,) = ((problem, solve(problem)) for problem in load_all(PROBLEMS[0].with_name(f"{name}.yaml")))
    return pair


def exported(name, **options):
    return read_package(write(*solved(name), "qti", **options))[1]


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_every_problem_makes_a_package(path):
    pairs = [(problem, solve(problem)) for problem in load_all(path)]
    title, items = read_package(sheet(pairs, "qti"))
    assert title == pairs[0][0].title.replace("\n", " ")
    for item in items:
        assert_page(item.text)
        for markup in item.feedback.values():
            assert_page(markup)
        (response, choices), *others = item.choices.items()
        assert not others
        scores = [item.respond({response: ident})[0] for ident in choices]
        assert sorted(scores) == [0] * (len(scores) - 1) + [100] * bool(scores)
        assert len({*choices.values()}) == len(choices)
        assert "Proved" in item.feedback["general_fb"]


@pytest.mark.parametrize(("name", "given", "score"), [
    ("coin", "0.7", 100), ("coin", "0.7004", 100), ("coin", "0.701", 0), ("coin", "7/10", 0),
    ("tagged-pike", "23", 100), ("tagged-pike", "24", 100), ("tagged-pike", "25", 0),
    ("rounded-clock", "7.2", 100), ("rounded-clock", "7", 0),
])
def test_grades_of_numbers(name, given, score):
    (item,) = exported(name)
    assert item.kind == NUMBER
    assert item.respond({"response1": given})[0] == score


def test_a_wrong_choice_names_its_mistake():
    (item,) = exported("coin", question="multichoice")
    assert item.kind == CHOICE
    choices = item.choices["response1"].items()
    said = {text_of(shown): item.respond({"response1": ident})[1] for ident, shown in choices}
    assert text_of(said["0.3"][1]).startswith("Exponents of success and failure swapped.")
    assert text_of(said["0.7"][1]) == "This is right."


def test_wrong_numbers_are_told_together():
    (item,) = exported("coin")
    shown = item.respond({"response1": "5"})[1]
    assert "0.3: Exponents of success and failure swapped." in text_of(shown[-1])
    assert len(item.respond({"response1": "0.7"})[1]) == 1


def test_several_numbers_are_an_item_each():
    items = exported("two-thermometers")
    assert [item.kind for item in items] == [NUMBER] * 5
    assert len({item.name for item in items}) == 5


@pytest.mark.parametrize(("name", "blanks"), [("coin", 4), ("two-thermometers", 7), ("next-token", 2)])
def test_blanks_are_lists_to_choose_from(name, blanks):
    (item,) = exported(name, question="cloze")
    assert item.kind == LISTS
    assert item.points == len(item.choices) == blanks
    best = {
        response: max(choices, key=lambda ident, response=response: item.respond({response: ident})[0])
        for response, choices in item.choices.items()
    }
    assert round(item.respond(best)[0], 6) == 100
    for response, choices in item.choices.items():
        others = [ident for ident in choices if ident != best[response]]
        assert others
        assert all(item.respond({response: ident})[0] == 0 for ident in others)
        assert len({*choices.values()}) == len(choices)


@pytest.mark.parametrize("kind", ["numerical", "multichoice", "cloze"])
def test_hostile_words_stay_words(kind):
    quoted = HOSTILE.replace("'", "''")
    said = f"title: '{quoted}'\nquestion: '{quoted}'\nunit: '<b> [1]'\n"
    problem = loads(f"{said}model: x ~ Bernoulli(θ)\ndata: [1, 1, 0]\n")
    pair = problem, solve(problem)
    title, (item,) = read_package(sheet([pair], "qti", title=HOSTILE, question=kind))
    assert title == item.name == HOSTILE
    assert_page(item.text)
    assert text_of(item.text).count(HOSTILE) == 2
    for markup in item.feedback.values():
        assert_page(markup)


def test_formulas_are_images_that_canvas_knows():
    (item,) = exported("normal-sample", question="multichoice")[1:]
    assert 'src="/equation_images/%255Csigma' in item.text
    assert 'data-equation-content="\\sigma^2 \\gt 0"' in item.text


def test_the_same_seed_the_same_bytes():
    packages = {seed: write(*solved("normal-sample"), "qti", seed=seed) for seed in (1, 2, 3)}
    assert packages[1] == write(*solved("normal-sample"), "qti", seed=1)
    assert len({*packages.values()}) > 1


def test_several_problems_are_one_quiz():
    title, items = read_package(sheet([solved("coin"), solved("quiz-why-logs")], "qti", title="Week 3 & more"))
    assert title == "Week 3 & more"
    assert [item.name.partition(":")[0] for item in items] == ["Problem 1", "Problem 2"]
    problem = solved("quiz-why-logs")[0]
    assert [text_of(each) for each in items[1].choices["response1"].values()] == [c.text for c in problem.choices]
