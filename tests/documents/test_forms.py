"""Exercises made of solutions: what is left out, what is asked, and a key that solves them."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from documents.solutions import COIN, COIN_SOLVED, EMPTY, UNSOLVED

import derive
from derive.documents import FORMATS, write
from derive.documents.exercises import NoExercise, lines_of
from derive.documents.options import Options
from derive.documents.outline import outline
from derive.notation.plain import plain
from derive.plans import solve
from derive.problem import ProblemError, load_all

PROBLEMS = sorted(Path(__file__).parents[2].glob("problems/*.yaml"))
by_problem = pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
DOCUMENTS = [name for name, format in FORMATS.items() if not (format.data or format.quiz)]
# Their lines are about where the likelihood vanishes, or about whole numbers: no mistake of the catalogue fits.
NO_MISTAKE = ("guaranteed-life", "tagged-pike")
FORMS = ("question", "faded:2", "shuffled", "find-the-error", "reasons-blank")


@cache
def solved(path):
    return [(problem, solve(problem)) for problem in load_all(path)]


def posed(problem, derivation, form, **options):
    return outline(problem, derivation, Options(form=form, **options))


def statements(lines):
    return [line.statement for line in lines]


# ---- each form, at every problem -----------------------------------------------------------------------------


@by_problem
def test_the_key_puts_shuffled_lines_back_into_their_order(path):
    for problem, derivation in solved(path):
        whole = statements(lines_of(outline(problem, derivation, Options())))
        exercise = posed(problem, derivation, "shuffled", key=True, seed=5)
        shown = {line.number: line.statement for line in lines_of(exercise)}
        ((said,),) = exercise.key
        order = re.findall(r"[A-Z]+(?=[,.])", said)
        assert sorted(order) == sorted(shown)
        assert [shown[letter] for letter in order] == list(dict.fromkeys(whole))
        assert list(shown.values()) != list(dict.fromkeys(whole))


@by_problem
def test_all_lines_but_the_last_ones_are_shown(path):
    for problem, derivation in solved(path):
        whole = lines_of(outline(problem, derivation, Options()))
        for count in (1, 2, len(whole)):
            exercise = posed(problem, derivation, f"faded:{count}", key=True)
            lines = lines_of(exercise)
            assert statements(lines) == statements(whole[:-count]) + [None] * count
            assert [line.reason for line in lines[:-count]] == [line.reason for line in whole[:-count]]
            assert all(line.reason in (full.reason, full.title) for line, full in zip(lines, whole, strict=True))
            assert [part for entry in exercise.key for part in entry[1:2]] == statements(whole[-count:])
            assert not exercise.answers


@by_problem
def test_every_reason_is_blank_and_stands_in_the_key(path):
    for problem, derivation in solved(path):
        whole = lines_of(outline(problem, derivation, Options(detail="full")), inner=True)
        exercise = posed(problem, derivation, "reasons-blank", detail="full", key=True)
        lines = lines_of(exercise, inner=True)
        assert statements(lines) == statements(whole)
        assert {(line.reason, line.rule, line.title) for line in lines} == {(None, "", "")}
        reasons = [f"{line.number}. {line.reason}" for line in whole if line.reason]
        assert [entry[0] for entry in exercise.key] == reasons


@by_problem
def test_a_question_says_nothing_of_the_answer(path):
    for problem, derivation in solved(path):
        whole = outline(problem, derivation, Options())
        exercise = posed(problem, derivation, "question")
        assert statements(lines_of(exercise)) == [None] * len(lines_of(exercise))
        given = write(problem, derivation, "text", form="question", width=400)
        asked = json.dumps([problem.question, problem.title], ensure_ascii=False)
        formulas = (plain(part) for entry in whole.answers for part in entry if type(part) is not str)
        for answer in (*whole.closing, *formulas):
            assert answer not in given.replace(problem.question, "") or answer in asked or len(answer) < 4
        assert exercise.task
        assert exercise.key == ()


@by_problem
def test_one_line_is_wrong_and_the_key_has_the_right_one(path):
    for problem, derivation in solved(path):
        whole = lines_of(outline(problem, derivation, Options()))
        if path.stem in NO_MISTAKE:
            with pytest.raises(NoExercise, match="mistake"):
                posed(problem, derivation, "find-the-error")
            continue
        exercise = posed(problem, derivation, "find-the-error", key=True, seed=3)
        (said, right), (what,) = exercise.key
        number = re.search(r"\d+", said)[0]
        shown = {line.number: line.statement for line in lines_of(exercise)}
        place = [line.number for line in whole].index(number)
        assert right == whole[place].statement != shown[number]
        assert statements(whole[:place]) == statements(lines_of(exercise)[:place])
        assert what.endswith((".", "!"))


# ---- the planted mistake, by the checker -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["coin", "poisson-sample", "waiting-times-precision", "next-token"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_checker_finds_the_planted_mistake(name, seed):
    problem = derive.load(Path(__file__).parents[2] / f"problems/{name}.yaml")
    derivation = derive.solve(problem)
    exercise = outline(problem._problem, derivation._derivation, Options(form="find-the-error", key=True, seed=seed))
    lines = [(line.number, plain(line.statement)) for line in lines_of(exercise)]
    report = derive.check(problem, "\n".join(text for _, text in lines))
    number = re.search(r"\d+", exercise.key[0][0])[0]
    assert report.first_error is not None
    assert lines[report.first_error - 1][0] == number
    mended = [plain(exercise.key[0][1]) if n == number else text for n, text in lines[:report.first_error]]
    assert derive.check(problem, "\n".join(mended)).first_error is None


def test_the_same_seed_makes_the_same_exercise_and_another_one_another():
    for form in ("shuffled", "find-the-error"):
        sheets = [write(COIN, COIN_SOLVED, "text", form=form, seed=seed) for seed in (1, 1, 2, 3, 4)]
        assert sheets[0] == sheets[1]
        assert len(set(sheets)) > 2


# ---- formats and faults ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", DOCUMENTS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["coin", "next-token"])
def test_every_form_in_every_format(format, form, name):
    problem, derivation = solved(Path(__file__).parents[2] / f"problems/{name}.yaml")[0]
    bare, keyed = (write(problem, derivation, format, form=form, key=key) for key in (False, True))
    assert len(bare) < len(keyed)
    assert bare


@pytest.mark.parametrize("format", [name for name in DOCUMENTS if name != "pdf"])
@pytest.mark.parametrize("form", ["question", "faded:3", "find-the-error"])
def test_no_format_tells_the_answer(format, form):
    problem, derivation = solved(Path(__file__).parents[2] / "problems/coin.yaml")[0]
    whole, exercise = (write(problem, derivation, format, form=f) for f in ("full", form))
    forms = (r"\\frac{7}{10}", r"\frac{7}{10}", "7/10", "<mn>7</mn><mn>10</mn>")
    answer = next(said for said in forms if said in whole)
    assert answer not in exercise


@pytest.mark.parametrize(("name", "count", "answer"), [
    ("normal-sample", 3, "(1/n) Σ(xᵢ − x̄)²"), ("meeting-point", 5, "(1/n) Σ|xᵢ − median(x)|"),
])
def test_no_reason_of_a_blank_line_tells_the_answer(name, count, answer):
    problem, derivation = solved(Path(__file__).parents[2] / f"problems/{name}.yaml")[0]
    whole, exercise = (write(problem, derivation, "text", form=f, width=300) for f in ("full", f"faded:{count}"))
    assert answer in whole
    assert answer not in exercise


@pytest.mark.parametrize(("form", "fault"), [
    ("faded", "K"), ("faded:", "K"), ("faded:0", "K"), ("faded:-1", "K"), ("faded:two", "K"), ("blank", "question"),
    (None, "unknown form"), (3, "unknown form"),
])
def test_what_is_no_form(form, fault):
    with pytest.raises(ValueError, match=fault):
        Options(form=form)


@pytest.mark.parametrize(("chosen", "fault"), [
    ({"seed": "x"}, "whole number"), ({"seed": 1.5}, "whole number"), ({"width": "80"}, "whole number"),
    ({"width": float("inf")}, "whole number"), ({"number": True}, "whole number"), ({"title": 3}, "a text"),
])
def test_options_of_another_type(chosen, fault):
    with pytest.raises(ValueError, match=fault):
        Options(**chosen)


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_programs_get_the_whole_derivation(format):
    with pytest.raises(ValueError, match="for programs"):
        write(COIN, COIN_SOLVED, format, form="question")


def test_more_lines_than_there_are():
    with pytest.raises(ProblemError, match=r"faded:9: the derivation of coin has 8 lines"):
        write(COIN, COIN_SOLVED, "text", form="faded:9")


@pytest.mark.parametrize("form", FORMS[1:])
def test_no_exercise_without_lines(form):
    with pytest.raises(NoExercise):
        write(EMPTY, UNSOLVED, "text", form=form)
