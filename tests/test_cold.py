"""A cold start pays only for what it uses: sympy for a sympy object, the kernel for solving, neither for help."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COIN = ROOT / "problems" / "coin.yaml"


@pytest.fixture
def without(tmp_path):
    """Runs Python where importing the named packages ends in an error that names them."""

    def run(packages, *arguments):
        for package in packages:
            (tmp_path / f"{package}.py").write_text(f"raise SystemExit('{package} was imported')\n")
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
        return subprocess.run(
            [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False, cwd=tmp_path,
        )

    return run


def test_the_traps_work(without):
    assert "sympy was imported" in without(["sympy"], "-c", "import sympy").stderr


def test_importing_the_package_imports_no_other(without):
    ran = without(["sympy", "yaml", "flint", "numpy", "mpmath"], "-c", "import derive; print(derive.__version__)")
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("options", [[], ["--help"], ["--version"], ["solve", "--help"], ["families"]])
def test_help_needs_no_kernel(without, options):
    ran = without(["sympy", "flint", "numpy", "mpmath"], "-m", "derive", *(options or ["--help"]))
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    "notation", ["text", "latex", "markdown", "html --no-plot", "typst --no-plot", "json", "jsonl"],
)
def test_solving_needs_no_sympy(without, notation):
    solve = ["-m", "derive", "solve", str(COIN), "--to", *notation.split()]
    ran = without(["sympy", "numpy", "mpmath", "typst"], *solve)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_only_the_process_that_solves_imports_the_kernel(without):
    alone = "from derive.cli import main, solving; solving.outcomes = lambda tasks, options: iter(()); "
    ran = without(["sympy", "flint", "yaml"], "-c", alone + f"main(['solve', {str(COIN)!r}])")
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("command", [["check", "--to", "text"], ["check", "--to", "html"], ["hint", "--reveal"]])
def test_checking_needs_no_sympy(without, command):
    hand = ROOT / "problems" / "hands" / "coin-begun.txt"
    ran = without(["sympy", "numpy", "mpmath"], "-m", "derive", command[0], str(COIN), str(hand), *command[1:])
    assert (ran.returncode, ran.stderr) == (int(command[0] == "check"), "")  # right as far as it goes


def test_the_python_interface_needs_no_sympy_until_it_is_asked_for(without):
    solve = f"import derive; d = derive.solve(derive.load({str(COIN)!r})); d.to('latex'); d.steps[0].after; "
    ran = without(["sympy"], "-c", solve + "print(d.estimates['θ'].exact)")
    assert (ran.returncode, ran.stdout.strip()) == (0, "7/10")
    assert "sympy was imported" in without(["sympy"], "-c", solve + "d.log_likelihood").stderr
