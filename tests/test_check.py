"""`derive.check` from Python: what it takes, what it gives back."""

from __future__ import annotations

import json

import pytest
from documents.reports import COIN, COIN_TEXT

import derive
from derive.checking.report import Report, Verdict

PROBLEM = "model: x ~ Bernoulli(θ)\ndata: {counts: {heads: 7, tails: 3}}\n"


@pytest.fixture
def report(monkeypatch):
    """The report by hand, for any derivation."""
    monkeypatch.setattr("derive.checking.hand.checked", lambda problem, hand: COIN)
    return derive.check(derive.loads(PROBLEM), "θ = 7/10")


def test_attributes_are_the_keys_of_the_json(report):
    data = json.loads(report.to("json"))
    for key in data.keys() - {"lines", "missing"}:
        assert getattr(report, key) == data[key], key
    assert list(report.missing) == data["missing"]
    for line, row in zip(report.lines, data["lines"], strict=True):
        assert {key: getattr(line, key) for key in row.keys() - {"guilty"}} == {
            key: value for key, value in row.items() if key != "guilty"
        }
        assert line.guilty == (None if row["guilty"] is None else tuple(row["guilty"]))


def test_verdicts_are_their_words(report):
    assert report.verdict == "incorrect"
    assert f"{report.verdict}" == "incorrect"
    assert report.first_error == 4
    assert report.lines[3].verdict == "wrong"


def test_a_report_shows_itself(report):
    assert str(report) == report.to("text") == COIN_TEXT
    assert repr(report) == "<report on coin: incorrect at line 4>"
    assert repr(report.lines[3]) == "<line 4, wrong: 7/θ̂ + 3/(1-θ̂) = 0>"
    assert repr(derive.Report(Report("coin", Verdict.CORRECT, None, ()))) == "<report on coin: correct>"
    assert report._repr_html_().startswith('<section class="derive-report">')
    assert report.to("html").startswith("<!DOCTYPE html>")
    assert report._repr_markdown_() == f"```text\n{COIN_TEXT}\n```"
    with pytest.raises(ValueError, match="unknown format 'qti'"):
        report.to("qti")


def test_the_judge_gets_lines_of_one_kind(monkeypatch):
    seen = []
    monkeypatch.setattr("derive.checking.hand.checked", lambda problem, hand: seen.append(hand) or COIN)
    derive.check(derive.loads(PROBLEM), "\ufeffθ = 1\r\nθ = 2\r")
    assert seen == ["θ = 1\nθ = 2\n"]


@pytest.mark.parametrize(("problem", "hand", "message"), [
    (PROBLEM, "θ = 1", "checked against a Problem"), (None, "θ = 1", "not NoneType"),
    (derive.loads(PROBLEM), b"1", "is text (str), not bytes"), (derive.loads(PROBLEM), None, "not NoneType"),
    (derive.loads(PROBLEM), "θ" * (1 << 21), "more than"),
])
def test_faults_of_what_comes_in(problem, hand, message):
    for ask in (derive.check, derive.hint):
        with pytest.raises(derive.ProblemError) as refused:
            ask(problem, hand)
        assert message in str(refused.value)
        assert refused.value.diagnostics[0].line == 1


def test_a_hint():
    hint = derive.hint(derive.loads(PROBLEM), "L(θ) = θ^7 (1-θ)^3\r\n")
    assert (hint.status, hint.line, hint.reveal) == ("next", None, "ℓ(θ) = 7 log θ + 3 log(1 − θ)")
    assert str(hint) == hint.idea == hint._repr_markdown_()
    assert hint.idea.startswith("Take the logarithm")
    assert repr(hint) == f"<hint for problem, next: {hint.idea}>"
