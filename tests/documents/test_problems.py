"""Every problem of the project in every format: no line too wide, and all notations of a line mean the same."""

import json
import re
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from mathml_reading import as_latex, core_faults, tree

from derive.documents import FORMATS, write
from derive.documents.changes import changed
from derive.documents.linebreaks import columns
from derive.documents.schema import derivation_schema
from derive.expressions import nodes
from derive.notation.latex import latex
from derive.notation.mathml import mathml
from derive.notation.plain import plain
from derive.notation.reader import read
from derive.plans import solve
from derive.problem import load_all
from derive.steps import Step
from derive.words import documents as words

PROBLEMS = sorted(Path(__file__).parents[2].glob("problems/*.yaml"))
by_problem = pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)


@cache
def solved(path):
    return [(problem, solve(problem)) for problem in load_all(path)]


def all_steps(steps) -> list[Step]:
    return [inner for step in steps for inner in (step, *all_steps(step.substeps))]


@by_problem
@pytest.mark.parametrize("detail", ["brief", "student", "full"])
def test_text_stays_on_the_page(path, detail):
    for problem, derivation in solved(path):
        lines = write(problem, derivation, "text", detail=detail).splitlines()
        assert max(map(columns, lines)) <= 80
        assert not [line for line in lines if line != line.rstrip()]


@by_problem
def test_each_line_reads_back_from_every_notation(path):
    for _, derivation in solved(path):
        for step in all_steps(derivation.steps):
            for line in filter(None, (step.before, step.after, *step.conditions)):
                markup = tree(mathml(line))
                assert core_faults(markup) == []
                assert read(latex(line)) == read(as_latex(markup)) == read(plain(line))
            new = changed(step.before, step.after)
            assert new <= {*nodes(step.after)}
            assert read(as_latex(tree(mathml(step.after, marked=new)))) == read(plain(step.after))


@by_problem
def test_json_has_the_shape_of_its_schema(path):
    for problem, derivation in solved(path):
        for format in ("json", "jsonl"):
            jsonschema.Draft7Validator(derivation_schema()).validate(json.loads(write(problem, derivation, format)))


@by_problem
@pytest.mark.parametrize("format", [name for name, format in FORMATS.items() if format.text or not format.finish])
def test_every_format_has_title_and_proof_marks(path, format):
    for problem, derivation in solved(path):
        written = write(problem, derivation, format, detail="full", plot=False)
        assert problem.title in written
        assert ("Proved" in written) is (format not in ("json", "jsonl"))


def compact(formula):
    """Without spaces, signs that are spelled out as themselves."""
    signs = {"lbrace": "\\{", "rbrace": "\\}", "lt": "<", "gt": ">", "thinspace": "\\,"}
    return re.sub(rf"\\({'|'.join(signs)})(?![A-Za-z])", lambda m: signs[m[1]], formula).replace(" ", "")


@by_problem
def test_markdown_shows_every_line(path):
    for problem, derivation in solved(path):
        blocks = write(problem, derivation, "markdown", detail="full").split("$$\n")[1::2]
        assert len(blocks) == len(all_steps(derivation.steps))
        for block, step in zip(blocks, all_steps(derivation.steps), strict=True):
            assert compact(block).startswith(compact(latex(step.after)))


@by_problem
def test_every_part_has_a_heading_of_its_own(path):
    for _, derivation in solved(path):
        known = {phase.partition("-")[0] for phase in words.PHASES}
        assert {s.phase.partition("-")[0] for s in derivation.steps} - {""} <= known


@pytest.mark.parametrize("format", ["text", "latex", "markdown", "html", "typst"])
def test_a_label_of_several_facts_is_said_once(format):
    path = next(path for path in PROBLEMS if path.stem == "bus-stop")
    [(problem, derivation)] = solved(path)
    assert write(problem, derivation, format, remarks=False, plot=False).count(words.LABELS["choices"]) == 1
