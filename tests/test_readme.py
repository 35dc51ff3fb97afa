"""What the README says is so: its commands run, its outputs are what the tool prints, its examples are doctests."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import derive

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def blocks(language):
    return [text for kind, text in BLOCKS if kind == language]


def printed(command):
    """What a command line `derive …` prints, run from the checkout."""
    program, *arguments = shlex.split(command)
    assert program == "derive"
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(
        [sys.executable, "-m", "derive", *arguments], cwd=ROOT, env=environment, capture_output=True, check=False,
    )
    assert ran.returncode in ((0, 1) if arguments[0] == "check" else (0,)), ran.stderr.decode("utf-8")
    return ran.stdout.decode("utf-8")


def test_two_commands_of_one_line_come_first():
    installing, testing = blocks("sh")[:2]
    assert installing.count("\n") == testing.count("\n") == 1
    assert installing.endswith("derive solve problems/coin.yaml\n")
    assert "[test]" in testing
    assert "pytest" in testing


def test_ci_runs_the_second_command():
    script = "/^```sh$/ && ++block == 2 { getline; print }"
    assert script in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    found = subprocess.run(["awk", script, "README.md"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert found == blocks("sh")[1]


def test_the_worked_example_is_what_the_tool_prints():
    assert blocks("text")[0] == printed("derive solve problems/coin.yaml")


@pytest.mark.parametrize("block", blocks("console"))
def test_commands_print_what_stands_below_them(block):
    """`…` stands for lines that are left out."""
    for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
        pieces = [re.escape(piece) for piece in shown.split("…\n")]
        assert re.fullmatch(r"(?:.*\n)*?".join(pieces) if shown else r"(?s).+", printed(command)), command


@pytest.mark.parametrize("text", blocks("yaml"))
def test_problem_files_are_solved(text):
    derivation = derive.solve(derive.loads(text))
    assert derivation.status == "solved"
    assert derivation.verified


def test_the_python_examples(monkeypatch):
    monkeypatch.chdir(ROOT)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks("python")), {}, "README.md", "README.md", 0)
    assert examples.examples
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert runner.run(examples).failed == 0
