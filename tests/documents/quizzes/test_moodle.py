"""Moodle XML: read back by a reader of its own, every problem makes questions that grade what is right and wrong."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from moodle_reading import read_quiz
from pages import HOSTILE, assert_page, text_of

from derive.documents import sheet, write
from derive.documents.exercises import NoExercise
from derive.plans import solve
from derive.problem import load_all, loads
from derive.steps import Derivation, Setting, Status

PROBLEMS = sorted(Path(__file__).parents[3].glob("problems/*.yaml"))
by_problem = pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)


@cache
def solved(path):
    return [(problem, solve(problem)) for problem in load_all(path)]


@cache
def named(name):
    return solved(PROBLEMS[0].with_name(f"{name}.yaml"))[0]


def exported(problem, derivation, **options):
    return read_quiz(write(problem, derivation, "moodle", **options))[1]


def made_of(text, **options):
    problem = loads(text)
    return exported(problem, solve(problem), **options)


def assert_graded(question):
    """The right answers get all, the others nothing, and no two are the same."""
    for place, (is_number, alternatives) in enumerate(question.blanks):
        assert all(question.grade(place, each.text) == each.grade for each in alternatives)
        assert len({each.value if is_number else each.text for each in alternatives}) == len(alternatives)
        for markup in (each.feedback for each in alternatives):
            assert_page(markup)


@by_problem
def test_every_problem_makes_questions(path):
    for problem, derivation in solved(path):
        for question in exported(problem, derivation):
            assert_graded(question)
            assert_page(question.text)
            assert_page(question.feedback)
            assert " ".join(problem.title.split()) in text_of(question.text)
            assert derivation.conclusion.split()[-1] in text_of(question.feedback)


@pytest.mark.parametrize(("name", "kind", "blanks"), [
    ("coin", "numerical", 1), ("normal-sample", "multichoice", 1), ("quiz-fair-coin", "multichoice", 1),
    ("two-thermometers", "cloze", 5), ("all-heads", "multichoice", 1), ("next-token", "cloze", 2),
    ("meeting-point", "cloze", 2), ("tagged-pike", "numerical", 1),
])
def test_what_fits_a_problem(name, kind, blanks):
    question = exported(*named(name))[0]
    assert question.kind == kind
    assert len(question.blanks) == blanks


@pytest.mark.parametrize(("name", "given", "grade"), [
    ("coin", 0.7, 100), ("coin", 0.7004, 100), ("coin", 0.701, 0), ("coin", 1.75, 0), ("temperatures", 73, 100),
    ("rounded-clock", 7.2, 100), ("rounded-clock", 7.6, 100), ("rounded-clock", 7.7, 0), ("tagged-pike", 23, 100),
    ("tagged-pike", 24, 100), ("tagged-pike", 25, 0), ("last-ticket", 61, 100), ("last-ticket", 60.9, 0),
    ("bus-stop", 0.15, 0),
])
def test_grades_of_numbers(name, given, grade):
    if named(name)[0].choices:
        with pytest.raises(NoExercise, match="no number"):
            exported(*named(name), question="numerical")
        return
    (question,) = exported(*named(name), question="numerical")
    assert question.grade(0, given) == grade


def test_a_wrong_answer_names_its_mistake():
    (question,) = exported(*named("coin"))
    said = {each.value: text_of(each.feedback) for each in question.blanks[0][1]}
    assert said[0.3].startswith("Exponents of success and failure swapped.")
    assert said[0.25].startswith("Constant factor lost in differentiating.")


def test_the_choices_of_the_author_stay_as_they_are():
    problem, derivation = named("quiz-why-logs")
    (question,) = exported(problem, derivation)
    assert [text_of(each.text) for each in question.blanks[0][1]] == [choice.text for choice in problem.choices]
    numbers = exported(*named("quiz-fair-coin"))[0].blanks[0][1]
    assert "\\(\\displaystyle 0.5^{20} \\approx 9.5 \\times 10^{-7}\\)" in [each.text for each in numbers]
    right = [each.grade for each in question.blanks[0][1]].index(100)
    assert problem.choices[right].label == problem.answer
    assert question.shuffled is False


@pytest.mark.parametrize(("name", "kind", "blanks"), [
    ("coin", "numerical", 1), ("coin", "multichoice", 1), ("coin", "cloze", 4), ("free-throws", "cloze", 4),
])
def test_the_kind_can_be_chosen(name, kind, blanks):
    question = exported(*named(name), question=kind)[0]
    assert question.kind == kind
    assert len(question.blanks) == blanks
    assert_graded(question)


def test_several_numbers_asked_one_by_one():
    asked = exported(*named("two-thermometers"), question="numerical")
    assert [question.kind for question in asked] == ["numerical"] * 5
    assert len({question.name for question in asked}) == 5


@pytest.mark.parametrize(("name", "kind", "fault"), [
    ("normal-sample", "numerical", "no number"), ("guaranteed-life", "cloze", "nothing to fill in"),
    ("quiz-why-logs", "cloze", "nothing to fill in"), ("all-heads", "numerical", "no number"),
])
def test_kinds_that_do_not_fit(name, kind, fault):
    with pytest.raises(NoExercise, match=fault):
        exported(*named(name), question=kind)


@pytest.mark.parametrize("format", ["moodle", "qti"])
def test_a_quiz_has_no_forms(format):
    with pytest.raises(ValueError, match=f"{format} asks by itself and holds the answer"):
        write(*named("coin"), format, form="question")


def test_a_problem_without_an_answer_makes_no_question():
    unsolved = Derivation((), Status.UNSOLVED, Setting())
    with pytest.raises(NoExercise, match="without an answer"):
        exported(named("coin")[0], unsolved)


def test_where_there_is_no_maximum_that_is_the_answer():
    (question,) = exported(*named("glass-panes"))
    right = next(each for each in question.blanks[0][1] if each.grade)
    assert text_of(right.text).startswith("Nowhere")


@pytest.mark.parametrize("kind", ["numerical", "multichoice", "cloze"])
def test_hostile_words_stay_words(kind):
    quoted = HOSTILE.replace('"', '\\"').replace("\\(", "\\\\(").replace("\\)", "\\\\)")
    text = f'title: "{quoted}"\nquestion: "{quoted}"\nmodel: x ~ Bernoulli(θ)\ndata: [1, 1, 0]\nunit: "{{5}} <b>"\n'
    for question in made_of(text, question=kind, title=HOSTILE):
        assert len(question.blanks) == (4 if kind == "cloze" else 1)
        assert_page(question.text)
        assert_page(question.feedback)
        read = text_of(question.text).replace("&lt;", "<") if kind == "cloze" else text_of(question.text)
        assert read.count(HOSTILE.replace("&lt;", "<") if kind == "cloze" else HOSTILE) == 2
        assert "\\(x\\)" not in question.text
        assert "$$" not in question.text


def test_hostile_choices_and_tokens_stay_words():
    quoted = HOSTILE.replace("'", "''")
    choices = f"choices: {{A: 1/2, B: '{quoted}'}}\nanswer: A\n"
    (question,) = made_of(f"question: which?\nmodel: x ~ Bernoulli(θ)\ndata: [1, 0]\n{choices}")
    assert text_of(question.blanks[0][1][1].text) == HOSTILE
    tokens = f"predictions: {{'{quoted}': 0.5, b: 0.25}}\ntarget: '{quoted}'\n"
    for question in made_of(tokens, question="cloze"):
        assert_page(question.text)
        assert_graded(question)
        assert question.grade(0, 0.6931) == 100


def test_the_same_seed_the_same_quiz():
    pair = named("normal-sample")
    quizzes = {seed: write(*pair, "moodle", seed=seed) for seed in (1, 2, 3)}
    assert quizzes[1] == write(*pair, "moodle", seed=1)
    assert len({*quizzes.values()}) > 1


def test_several_problems_are_one_quiz_in_a_category():
    text = sheet([named("coin"), named("poisson-sample")], "moodle", title="Week 3/4 & more")
    category, asked = read_quiz(text)
    assert category == "$course$/top/Week 3//4 & more"
    assert [question.name for question in asked] == [
        "Problem 1: Seven heads in ten flips", "Problem 2: Poisson sample of any size",
    ]


def test_notation_reaches_the_answers():
    (question,) = exported(*named("coin"), question="cloze", notation={"log": "ln", "places": "2"})
    assert "\\ln" in question.blanks[1][1][0].text
    assert "to 2 decimal places" in question.text
    assert question.grade(3, 0.704) == 100
