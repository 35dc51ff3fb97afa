"""`derive mistakes`: the catalogue, wrong derivations of a problem, and what goes wrong."""

import json
from pathlib import Path

import pytest

import derive
from derive.cli import main

COIN = str(Path(__file__).parents[2] / "problems" / "coin.yaml")


def test_the_catalogue_as_text_and_as_json(capsys):
    assert main(["mistakes"]) == 0
    text = capsys.readouterr().out
    assert main(["mistakes", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == len(derive.mistakes())
    assert all(row["id"] in text and row["sentence"] in text for row in rows)
    assert "lost-inner-derivative" in [row["id"] for row in rows]


def test_wrong_derivations_as_objects_and_as_text(capsys):
    assert main(["mistakes", COIN, "--count", "4", "--seed", "2", "--to", "jsonl"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    made = derive.mistakes(derive.load(COIN), seed=2, count=4)
    assert [line["text"] for line in lines] == [found.text for found in made]
    assert {line["problem"] for line in lines} == {"coin"}
    assert main(["mistakes", COIN, "--count", "4", "--seed", "2", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == lines
    assert main(["mistakes", COIN, "--count", "4", "--seed", "2"]) == 0
    assert all(found.text in text for text in [capsys.readouterr().out] for found in made)


def test_right_derivations(capsys):
    assert main(["mistakes", COIN, "--right", "--count", "3", "--json"]) == 0
    assert [row["first_error"] for row in json.loads(capsys.readouterr().out)] == [None] * 3


def test_what_cannot_be_done(capsys, tmp_path):
    quiz = str(Path(COIN).with_name("quiz-fair-coin.yaml"))
    assert main(["mistakes", quiz]) == 1
    bad = tmp_path / "bad.yaml"
    bad.write_text("title: 3\nmodle: x\n")
    assert main(["mistakes", str(bad)]) == 2
    assert str(bad) in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["mistakes", COIN, "--count", "0"])


@pytest.mark.parametrize("options", [{"count": -1}, {"count": 2.5}, {"seed": "x"}, {"count": True}])
def test_faults_in_python(options):
    with pytest.raises(derive.ProblemError):
        derive.mistakes(derive.load(COIN), **options)
    with pytest.raises(derive.ProblemError):
        derive.mistakes("coin.yaml")
