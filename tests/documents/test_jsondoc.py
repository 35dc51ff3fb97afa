"""JSON: the shape that the schema says, numbers to the last digit, mathematics as plain notation."""

import json

import jsonschema
import pytest
from documents.solutions import ALL, COIN, COIN_SOLVED, EMPTY, INFINITE, INTERVAL, NUMERIC, UNSOLVED

from derive.documents import write
from derive.documents.formats import refusal
from derive.documents.schema import derivation_schema

SCHEMA = derivation_schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


def test_the_schema_is_a_schema():
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("problem", "derivation"), ALL)
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_outputs_have_the_shape_of_the_schema(problem, derivation, format):
    VALIDATOR.validate(json.loads(write(problem, derivation, format)))


def test_a_refused_problem_has_the_shape_of_the_schema():
    said = refusal("jsonl", "coin", ("coin.yaml:1:1: wrong",))
    assert said is not None
    VALIDATOR.validate(json.loads(said))
    assert json.loads(said)["status"] == "refused"
    assert refusal("text", "coin", ()) is None


@pytest.mark.parametrize("change", [
    {"status": "guessed"}, {"schema_version": 2}, {"verified": "yes"}, {"extra": 1}, {"steps": [{"rule": "r"}]},
    {"estimates": [{"parameter": "θ"}]},
])
def test_the_schema_can_fail(change):
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(json.loads(write(COIN, COIN_SOLVED, "json")) | change)


def test_the_coin():
    said = json.loads(write(COIN, COIN_SOLVED, "json"))
    assert said["problem"] == "coin"
    assert said["status"] == "solved"
    assert said["verified"] is True
    assert said["estimates"] == [{
        "parameter": "θ", "exact": "7/10", "value": 0.7, "general": "(Σxᵢ)/n", "interval": None, "set": None,
        "unit": None, "latex": "\\frac{7}{10}",
    }]
    assert said["steps"][1]["before"] == said["steps"][0]["after"] == "L(θ) = θ⁷(1 − θ)³"
    assert said["steps"][1]["latex"] == "\\ell(\\theta) = 7\\log\\theta + 3\\log(1 - \\theta)"
    assert said["steps"][1]["conditions"] == ["0 < θ < 1"]
    assert said["steps"][1]["substeps"][0]["after"] == "log(θ⁷) = 7 log θ"


def test_an_infinite_loss_has_no_value():
    (quantity,) = json.loads(write(EMPTY, INFINITE, "json"))["quantities"]
    assert (quantity["exact"], quantity["value"]) == ("∞", None)


@pytest.mark.parametrize(("derivation", "interval"), [
    (INTERVAL, [2.0, 5.0]), (NUMERIC, [1.23456789012345, 1.23456789012346]),
])
def test_intervals(derivation, interval):
    assert json.loads(write(EMPTY, derivation, "json"))["estimates"][0]["interval"] == interval


def test_one_line_an_object():
    assert "\n" not in write(COIN, COIN_SOLVED, "jsonl")
    assert json.loads(write(EMPTY, UNSOLVED, "jsonl"))["diagnostics"] == ["not finished within 10 seconds"]
