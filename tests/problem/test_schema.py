"""The JSON Schema is that of the table of fields, is valid, and agrees with the loader on the shape of files."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from derive.problem import ProblemError, loads_all, problem_schema
from derive.problem.diagnostics import Faults
from derive.problem.events import Mapping, Node, Scalar, YamlSource, documents

PROBLEMS = Path(__file__).parents[2] / "problems"
VALIDATOR = jsonschema.Draft7Validator(problem_schema())


def test_the_file_is_the_schema() -> None:
    written = json.loads((files("derive.problem") / "schema.json").read_text(encoding="utf-8"))
    assert written == problem_schema(), "write it anew: python -m derive.problem.schema > derive/problem/schema.json"


def test_the_schema_is_one() -> None:
    jsonschema.Draft7Validator.check_schema(problem_schema())


def as_json(node: Node) -> Any:
    """The value of a node by the core schema of YAML 1.2, as an editor sees it."""
    if isinstance(node, Mapping):
        return {key.text: as_json(value) for key, value in node.entries}
    if not isinstance(node, Scalar):
        return [as_json(item) for item in node.items]
    if node.style:
        return node.text
    if node.text in ("", "~", "null"):
        return None
    if node.text in ("true", "false"):
        return node.text == "true"
    if re.fullmatch(r"[-+]?[0-9]+", node.text):
        return int(node.text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node.text):
        return float(node.text)
    return node.text


def valid(text: str) -> bool:
    source = YamlSource("f", text)
    return all(VALIDATOR.is_valid(as_json(node)) for node in documents(source, Faults(source)))


@pytest.mark.parametrize("path", sorted(PROBLEMS.glob("*.yaml")), ids=lambda path: path.stem)
def test_problems_are_valid(path: Path) -> None:
    assert valid(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", [
    "model: x ~ Poisson(λ)\ncolour: red", "title: [a]\nmodel: x ~ Poisson(λ)", "model: x ~ Poisson(λ)\nlikelihood: λ",
    "title: 42\nmodel: x ~ Poisson(λ)", "model: x ~ Poisson(λ)\ndata: []", "model: x ~ Poisson(λ)\ndata: abc",
    "model: {variable: x, densty: x, support: real}", "model: {variable: x, density: 1, mass: 1, support: real}",
    "model: x ~ Poisson(λ)\nparameters: [λ]", "model: x ~ Poisson(λ)\nchoices: {A: 1}", "model:\n", "- a",
    "model: x ~ Poisson(λ)\nfind: {mle: 1}", "predictions: 0.5\ntarget: a", "model: x ~ Poisson(λ)\nunit: 5",
])
def test_editor_and_loader_refuse_the_same(text: str) -> None:
    assert not valid(text)
    with pytest.raises(ProblemError):
        loads_all(text)
