"""`derive check` on the command line: streams, formats, exit statuses.

What is judged is tested elsewhere: here a judge says what the first word of a line says.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from derive.checking.report import CheckedLine, LineVerdict, Report, Verdict
from derive.cli import checking, main
from derive.documents.report_schema import report_schema

ROOT = Path(__file__).parents[2]
COIN = ROOT / "problems" / "coin.yaml"
RIGHT, WRONG = "correct θ = 7/10\n", "correct θ = 7/10\nwrong θ = 3/10\n"


def spin(*_):
    while True:
        pass


def judged(problem, hand):
    """A report with the verdicts that stand in the text."""
    rows = [CheckedLine(k, text, LineVerdict(text.split()[0])) for k, text in enumerate(hand.splitlines(), 1) if text]
    first = next((row.line for row in rows if row.verdict is LineVerdict.WRONG), None)
    verdict = Verdict.UNREADABLE if not rows else Verdict.INCORRECT if first else Verdict.CORRECT
    if "spin" in hand:
        spin()
    return Report(problem.name, verdict, first, tuple(rows), (), problem.title)


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs the command line with that judge; returns exit status, standard output, standard error."""
    monkeypatch.setattr("derive.checking.hand.checked", judged)

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = main(list(map(str, arguments)))
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def hand(tmp_path):
    """Writes a hand derivation; returns its path."""

    def write(text):
        path = tmp_path / "hand.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.mark.parametrize(("text", "status", "first_error"), [(RIGHT, 0, None), (WRONG, 1, 2), ("", 1, None)])
def test_exit_statuses(run, hand, text, status, first_error):
    got, out, err = run("check", COIN, hand(text), "--json")
    assert (got, err) == (status, "")
    said = json.loads(out)
    jsonschema.Draft7Validator(report_schema()).validate(said)
    assert (said["problem"], said["first_error"]) == ("coin", first_error)


@pytest.mark.parametrize(("format", "start"), [
    ("text", "Seven heads in ten flips\n═"), ("html", "<!DOCTYPE html>\n"), ("json", '{\n "schema_version": 1'),
])
def test_formats(run, hand, format, start):
    _, out, err = run("check", COIN, hand(WRONG), "--to", format)
    assert err == ""
    assert out.startswith(start)
    assert out.endswith("\n")
    assert not out.endswith("\n\n")
    assert run("check", COIN, hand(WRONG))[1].startswith("Seven heads")


def test_standard_input_is_the_derivation_or_the_problem(run, hand):
    from_file = run("check", COIN, hand(WRONG))
    assert run("check", COIN, "-", stdin=WRONG.encode()) == from_file
    assert run("check", "-", hand(WRONG), stdin=COIN.read_bytes()) == from_file


def test_marks_and_line_breaks_of_other_systems(run, hand):
    plain = run("check", COIN, hand(WRONG), "--json")
    assert run("check", COIN, hand(b"\xef\xbb\xbf" + WRONG.replace("\n", "\r\n").encode()), "--json") == plain


def test_a_file_is_written_whole(run, hand, tmp_path):
    target = tmp_path / "report.html"
    assert run("check", COIN, hand(RIGHT), "--to", "html", "-o", target) == (0, "", "")
    assert target.read_text(encoding="utf-8").endswith("</html>\n")


@pytest.mark.parametrize(("file", "text", "said"), [
    ("missing.yaml", RIGHT, "missing.yaml:1:1: cannot be read: No such file"),
    (COIN, b"a\nb \xff", "hand.txt:2:3: byte 0xff is not UTF-8"),
    (COIN, None, "no-hand.txt:1:1: cannot be read: No such file"),
    ("two", RIGHT, "two.yaml:1:1: 2 problems in one file: a derivation belongs to one"),
    ("bad", RIGHT, "bad.yaml:3:1: "),
])
def test_bad_input_is_told_with_its_place(run, hand, tmp_path, file, text, said):
    coin = COIN.read_text(encoding="utf-8")
    (tmp_path / "two.yaml").write_text(f"{coin}\n---\n{coin}", encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("model: x ~ Bernoulli(θ)\ndata: [1]\nquestoin: what\n", encoding="utf-8")
    path = tmp_path / f"{file}.yaml" if file in ("two", "bad") else file
    status, out, err = run("check", path, tmp_path / "no-hand.txt" if text is None else hand(text), "--json")
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_check_that_takes_too_long_decides_nothing(run, hand):
    status, out, err = run("check", COIN, hand(RIGHT + "comment spin\n"), "--json", "--timeout", "0.5")
    said = json.loads(out)
    assert (status, err, said["verdict"]) == (1, "", "incomplete")
    assert [line["verdict"] for line in said["lines"]] == ["undecided", "undecided"]
    assert said["lines"][0]["message"] == "not finished within 0.5 seconds"


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("environment", "options", "coloured"), [
    ({}, [], True), ({"NO_COLOR": "1"}, [], False), ({"NO_COLOR": ""}, [], True), ({"TERM": "dumb"}, [], False),
    ({}, ["--to", "html"], False), ({}, ["-o", os.devnull], False),
])
def test_colours_are_for_terminals_that_want_them(monkeypatch, environment, options, coloured):
    from derive.cli.arguments import parser

    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    wanted = parser().parse_args(["check", "a", "b", *options])
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert checking._colours(wanted) is coloured
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert checking._colours(wanted) is False


@pytest.mark.parametrize("arguments", [["--help"], ["solve", str(COIN)], ["solve", str(COIN), "--json"]])
def test_what_does_not_check_imports_no_checking(arguments):
    code = (
        "import sys; from derive.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith('derive.checking') or 'report_' in m], file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *arguments]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stderr == "[]\n"


# ---- hints ---------------------------------------------------------------------------------------------------


BEGUN = "L(θ) = θ^7 (1-θ)^3\n"


def hinted(capsys, monkeypatch, *arguments, stdin=b""):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
    status = main(list(map(str, ("hint", *arguments))))
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_hint_is_the_idea_and_the_line_only_on_request(capsys, monkeypatch, hand):
    idea = "Take the logarithm: products become sums, powers become factors, and the maximum\nstays.\n"
    line = "ℓ(θ) = 7 log θ + 3 log(1 − θ)"
    assert hinted(capsys, monkeypatch, COIN, hand(BEGUN)) == (0, idea, "")
    assert hinted(capsys, monkeypatch, COIN, hand(BEGUN), "--reveal") == (0, f"{idea}\n    {line}\n", "")
    for reveal in ([], ["--reveal"]):
        _, out, _ = hinted(capsys, monkeypatch, COIN, "-", "--json", *reveal, stdin=BEGUN.encode())
        said = json.loads(out)
        assert (said["schema_version"], said["problem"], said["status"], said["line"]) == (1, "coin", "next", None)
        assert said["idea"] == idea.replace("\n", " ").strip()
        assert said["reveal"] == (line if reveal else None)


def test_a_hint_about_a_wrong_line(capsys, monkeypatch, hand):
    status, out, _ = hinted(capsys, monkeypatch, COIN, hand("L(θ) = θ^7 (1-θ)^2\n"), "--json")
    assert status == 0
    assert (json.loads(out)["status"], json.loads(out)["line"]) == ("wrong", 1)


def test_where_no_hint_is_known(capsys, monkeypatch, hand, tmp_path):
    path = tmp_path / "q.yaml"
    path.write_text("model: x ~ StudentT(1/2, μ, σ)\ndata: [0.2, 0.4, 0.7, 3]\n", encoding="utf-8")
    status, out, _ = hinted(capsys, monkeypatch, path, hand("7 = 7\n"), "--json")
    assert (status, json.loads(out)["status"]) == (1, "none")
    status, out, err = hinted(capsys, monkeypatch, COIN, tmp_path / "missing.txt")
    assert (status, out) == (2, "")
    assert "missing.txt:1:1: cannot be read" in err


def test_a_hint_that_takes_too_long_is_none(capsys, monkeypatch, hand):
    monkeypatch.setattr("derive.checking.hand.checked", spin)
    status, out, _ = hinted(capsys, monkeypatch, COIN, hand(BEGUN), "--json", "--timeout", "0.5")
    assert (status, json.loads(out)["status"]) == (1, "none")
    assert json.loads(out)["idea"] == "not finished within 0.5 seconds"
