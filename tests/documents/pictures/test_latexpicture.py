r"""The `picture` environment: commands of the kernel only, and TeX accepts it, where there is TeX."""

import re
import shutil
import subprocess

import pytest

from derive.documents.pictures import latex_picture
from derive.documents.pictures.latexpicture import environment
from derive.documents.pictures.plot import Axis, Bar, Line, Panel, Plot, Region, Style
from derive.plans import solve
from derive.problem import loads

PROBLEMS = [
    "{model: x ~ Bernoulli(θ), data: [1, 1, 0]}", "{model: 'x ~ Normal(μ, σ^2)', data: [1, 3], unit: '%'}",
    "{model: 'x ~ DiscreteUniform(1, N)', data: [4, 9]}", "{model: 'x ~ Uniform(0, θ)', data: [2, 5, 1]}",
    "{model: x ~ Bernoulli(θ), parameters: {θ: 0 < θ < 1}, data: [1, 1]}",
    "{predictions: {a_b: {a&b: 0.5, $: 0.25}}, target: $, find: nll}",
]
KERNEL = {
    "begin", "end", "setlength", "unitlength", "linewidth", "footnotesize", "linethickness", "put", "multiput",
    "line", "qbezier", "circle", "vector", "rule", "makebox", "bar", "hat", "text",
}


def drawn(text):
    problem = loads(text)
    return latex_picture(problem, solve(problem))


def page(*shapes):
    return environment(Plot("t", "a sentence", (Panel(Axis(0, 1), Axis(0, 1), shapes),)))


@pytest.mark.parametrize("text", PROBLEMS)
def test_commands_are_those_of_the_kernel(text):
    written = drawn(text)
    body = "\n".join(line for line in written.splitlines() if not line.startswith("%"))
    outside = re.sub(r"\\makebox.*", "", body)
    assert set(re.findall(r"\\([A-Za-z]+)", outside)) <= KERNEL
    assert body.count("{") == body.count("}")
    assert re.search("^% (Log-likelihood|Likelihood|Contours|Predicted)", written, re.MULTILINE)


@pytest.mark.parametrize(("shape", "rows"), [
    (Line(((0, 0), (1, 1)), Style.CURVE), [r"\qbezier(11.00,8.62)(54.00,39.19)(97.00,69.75)"]),
    (Line(((0, 0), (0.5, 1), (1, 0)), Style.CURVE), [  # a corner stays one
        r"\qbezier(11.00,8.62)(32.50,39.19)(54.00,69.75)", r"\qbezier(54.00,69.75)(75.50,39.19)(97.00,8.62)"]),
    (Line(((0, 0), (0, 1)), Style.GUIDE), [r"\multiput(11.00,8.62)(0,2.8){22}{\line(0,1){1.6}}"]),
    (Region(((0, 0), (0, 1), (1, 1), (1, 0))), [r"\put(12.00,8.62){\line(0,1){61.12}}"]),
    (Bar(0.5, 0.5, 1, marked=True), [r"\put(32.50,8.62){\rule{43.00\unitlength}{61.12\unitlength}}"]),
])
def test_shapes(shape, rows):
    written = page(shape).splitlines()
    for row in rows:
        assert row in written


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="there is no TeX")
def test_tex_accepts_them(tmp_path):
    body = "\n\n".join(map(drawn, PROBLEMS))
    (tmp_path / "page.tex").write_text(
        "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\usepackage{amsmath,amssymb}\n\\begin{document}\n"
        f"{body}\n\\end{{document}}\n", encoding="utf-8",
    )
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False)
    assert ran.returncode == 0, ran.stdout[-2000:]
    assert "Overfull" not in ran.stdout
