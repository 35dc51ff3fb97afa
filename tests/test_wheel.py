"""The built wheel, installed into an environment of its own outside the checkout, is the whole program."""

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


def run(*command, cwd):
    return subprocess.run(
        [*map(str, command)], cwd=cwd, capture_output=True, text=True, check=True, env={"PATH": "/usr/bin:/bin"}
    ).stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built with the backend that is installed here: no network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT,
        cwd=folder)
    (built,) = folder.glob("derive-*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """A fresh environment with the wheel; its dependencies are those of the running one, behind it in the path."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, with_pip=False)
    fresh = home / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", fresh, "install", "--quiet", "--no-deps", "--no-index", wheel,
        cwd=home)
    (packages,) = home.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_paths()["platlib"] + "\n")
    where = run(fresh, "-c", "import derive; print(derive.__file__)", cwd=home)
    assert Path(where.strip()).is_relative_to(home)
    return fresh


def test_the_wheel_holds_the_package_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"derive"}
    ours = {f"derive/{path.relative_to(ROOT / 'derive')}" for path in (ROOT / "derive").rglob("*") if path.is_file()}
    assert {name for name in ours if "__pycache__" not in name} <= set(names)
    assert any(name.endswith("LICENSE") for name in names)


def test_the_installed_command_solves(python, tmp_path):
    problem = tmp_path / "coin.yaml"
    problem.write_text((ROOT / "problems" / "coin.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    solved = json.loads(run(python, "-m", "derive", "solve", problem, "--json", cwd=tmp_path))
    assert solved["verified"]
    assert solved["estimates"][0]["exact"] == "7/10"
    assert "θ̂" in run(python.parent / "derive", "solve", problem, cwd=tmp_path)


def test_the_installed_command_has_its_data(python, tmp_path):
    assert "properties" in json.loads(run(python, "-m", "derive", "schema", cwd=tmp_path))
    assert "Bernoulli" in run(python, "-m", "derive", "families", cwd=tmp_path)


def test_the_installed_package_speaks_sympy(python, tmp_path):
    asked = "import derive; d = derive.solve(derive.Problem(model='x ~ Bernoulli(θ)', data=[1, 0, 1])); "
    shown = run(python, "-c", asked + "print(type(d.log_likelihood).__module__)", cwd=tmp_path)
    assert shown.startswith("sympy.")
