r"""LaTeX: nothing of the user's becomes a command; lines are those of the writer, with alignment marks."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from documents.solutions import ALL, COIN, COIN_SOLVED, DEGREES, EMPTY, equal, step
from hypothesis import given
from hypothesis import strategies as st

from derive.documents import latexdoc, write
from derive.documents.formats import fragment, frame
from derive.documents.latexwords import escaped
from derive.documents.options import Options
from derive.expressions import ONE, TWO, ZERO, Add, Multiply, Negate, Relation, Several, integer
from derive.notation.latex import latex
from derive.notation.reader import read
from derive.plans import solve
from derive.problem import load_all, loads
from derive.problem.model import Problem
from derive.steps import Derivation, Setting, Status


@pytest.mark.parametrize(("said", "written"), [
    ("plain words", "plain words"),
    ("50% of $5 & more #1", r"50\% of \$5 \& more \#1"),
    ("a_b {c} ^dog ~ewe", r"a\_b \{c\} \textasciicircum{}dog \(\sim\)ewe"),
    (r"\input{/etc/passwd}", r"\textbackslash{}input\{/etc/passwd\}"),
    (r"\(x\) $$", r"\textbackslash{}(x\textbackslash{}) \$\$"),
    ("θ⁷(1 − θ)³", r"\(\theta ^{7}(1 - \theta )^{3}\)"),
    ("multiply by θ(1 − θ), which is not zero", r"multiply by \(\theta (1 - \theta )\), which is not zero"),
    ("the log is log(1 − θ), with slope −1/(1 − θ)",
     r"the log is \(\log (1 - \theta )\), with slope \(-1/(1 - \theta )\)"),
    ("a (see ℓ) b", r"a (see \(\ell\)) b"), ("(θ is small", r"(\(\theta\) is small"), (") θ (", r") \(\theta\) ("),
    ("I am a man of 5 − 3", r"I am a man of \(5 - 3\)"), ("x’s", "x's"),
    ("θ̂ and x̄", r"\(\hat{\theta}\) and \(\bar{x}\)"),
    ("xᵢ, p₁₀", r"\(x_{i}\), \(p_{10}\)"),
    ("5 \u00b5g", r"5 \(\mu\)g"), ("73 °F", r"73 \(^{\circ}\)F"),
    ("café, Łódź, ß, Ærø, Đą", r"café, Łódź, \ss{}, Ærø, Da"),
    ("cafe\u0301", "café"),
    ("“so” – it’s…", r"``so'' -- it's\ldots{}"),
    ('say "yes"', "say ''yes''"),
    ("日 😀", "[U+65E5] [U+1F600]"),
    ("two\nlines\n\nthree", "two lines three"),
    ("a\u202eb\0c", "abc"),
    ("0 < θ ≤ 1", r"\(0 < \theta  \le  1\)"),
])
def test_escaped(said, written):
    assert escaped(said) == written


KNOWN = re.compile(
    r"\\\(|\\\)|\\[{}$&#%_]|\\(?:textbackslash|textasciicircum|ldots|ss)\{\}|\\circ|\\(?:hat|bar|tilde)(?=\{)"
    r"|\\[A-Za-z]+(?= |\\\)|\})"
)


@given(st.text())
def test_whatever_is_said_no_command_of_it_is_left(said):
    written = escaped(said)
    left = KNOWN.sub("", written)
    assert "\\" not in left
    assert not set("$&#%~") & set(left)
    assert not set("^_") & set(re.sub(r"[\^_]\{", "", left))
    assert written.count(r"\(") == written.count(r"\)")
    assert all(c < "ſ" or c == "ſ" for c in written)


@given(st.text(alphabet="{}\\()θx̂⁷"))
def test_braces_and_formulas_are_balanced(said):
    bare = re.sub(r"\\[{}]", "", escaped(said))
    depth = 0
    for c in bare:
        depth += (c == "{") - (c == "}")
        assert depth >= 0
    assert depth == 0


def test_titles_and_units_are_escaped():
    attack = r"\end{document}\input{secret} % $x$"
    problem = Problem(title=attack, question=attack, context=attack)
    said = write(problem, DEGREES, "latex", standalone=True)
    assert r"\input" not in said
    assert said.count(r"\end{document}") == 1


def test_a_whole_document_and_a_fragment():
    coin = solved(next(path for path in PROBLEMS if path.stem == "coin"))[0]
    whole, fragment = (write(*coin, "latex", standalone=s, remarks=True, plot=True) for s in (True, False))
    assert whole == write(*coin, "latex", standalone=True)
    assert r"\begin{picture}" in whole
    assert r"\begin{picture}" not in write(*coin, "latex")
    assert whole.startswith(r"\documentclass[a4paper]{article}")
    assert fragment in whole
    assert "documentclass" not in fragment


@pytest.mark.parametrize("line", [
    r"  \text{\footnotesize 5} && 7(1 - \theta) &= 3\theta && \tag*{\parbox[t]{0.36\linewidth}{\raggedright"
    r"\footnotesize multiply both sides by \(\theta (1 - \theta )\)}}",
    r"  \boxed{\hat{\theta} = \frac{7}{10} = 0.7}",
    r"\item[Unknown] \(\theta\) with \(0 \le \theta \le 1\)",
])
def test_lines(line):
    assert line in [each.removesuffix(r" \\") for each in write(COIN, COIN_SOLVED, "latex").splitlines()]


TAG = r" && \tag*{\parbox[t]{0.36\linewidth}{\raggedright\footnotesize why}}"


def of(statement):
    steps = (step(statement, "why", "solve"),)
    written = write(EMPTY, Derivation(steps, Status.SOLVED, Setting()), "latex")
    rows = re.findall(r"^  (.*?)(?: \\\\)?$", written.split("flalign*")[1], re.M)
    assert rows[0].startswith(r"\text{\footnotesize 1} && ")
    assert rows[-1].endswith(TAG)
    assert all(row.startswith(" && ") or not k for k, row in enumerate(rows))
    return [row.removeprefix(r"\text{\footnotesize 1}").removeprefix(" && ").removesuffix(TAG).removesuffix(" &&")
            for row in rows]


WIDE = integer(10**50)
LONG = "1" + "0" * 50
SUM = Add((WIDE, Negate(WIDE), WIDE))


@pytest.mark.parametrize(("statement", "rows"), [
    (equal(ONE, TWO), ["1 &= 2"]),
    (Relation((ZERO, ONE, TWO), ("<", "≤")), [r"0 &< 1 \le 2"]),
    (equal(ONE, WIDE, WIDE), [f"1 &= {LONG}", f"&= {LONG}"]),
    (Relation((ONE, WIDE, WIDE), ("≤", "<")), [rf"1 &\le {LONG}", f"&< {LONG}"]),
    (equal(ONE, SUM), [f"1 &= {LONG}", rf"&\quad {{}}-{LONG}", rf"&\quad {{}}+ {LONG}"]),
    (Several((equal(ONE, TWO), equal(TWO, ONE)), ","), ["& 1 = 2, 2 = 1"]),
    (Several((equal(ONE, WIDE), equal(TWO, WIDE)), ","), [f"1 &= {LONG},", f"2 &= {LONG}"]),
    (equal(SUM, ONE), [f"& {LONG} - {LONG} + {LONG}", r"&\quad = 1"]),
    (equal(Multiply((WIDE, WIDE)), ONE), [rf"& {LONG} \cdot {LONG}", r"&\quad = 1"]),
    (equal(ONE, Multiply((WIDE, WIDE))), [f"1 &= {LONG}", rf"&\quad {{}}\cdot {LONG}"]),
])
def test_rows(statement, rows):
    assert of(statement) == rows


def all_lines(steps):
    for each in steps:
        yield each.after
        yield from all_lines(each.substeps)


PROBLEMS = sorted(Path(__file__).parents[2].glob("problems/*.yaml"))
TEX = shutil.which("pdflatex")


@cache
def solved(path):
    return [(problem, solve(problem)) for problem in load_all(path)]


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_the_rows_of_a_line_are_the_line(path):
    for _, derivation in solved(path):
        for line in all_lines(derivation.steps):
            rows = "".join(f" {row}" for row in latexdoc.rows_of(line, 0))
            joined = rows.replace("&", "").replace(r"\quad ", "").replace("{}-", "-").replace("{}+", "+")
            joined = joined.replace(r"{}\cdot", r"\cdot")
            assert read(joined) == read(latex(line))


@pytest.mark.skipif(TEX is None, reason="no TeX on this machine")
@pytest.mark.parametrize("detail", ["student", pytest.param("full", marks=pytest.mark.slow)])
def test_tex_sets_every_problem_without_a_word_of_complaint(tmp_path, detail):
    options = Options(detail=detail, remarks=True, standalone=True, title=UNUSUAL)
    around = frame("latex", True, UNUSUAL, options)
    bodies = [fragment(*each, "latex", options) for path in PROBLEMS for each in solved(path)]
    (tmp_path / "sheet.tex").write_text(around.before + around.between.join(bodies) + around.after, encoding="utf-8")
    command = [str(TEX), "-interaction=nonstopmode", "-halt-on-error", "-draftmode", "sheet.tex"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    log = (tmp_path / "sheet.log").read_text(encoding="latin-1")
    assert ran.returncode == 0, log[-2000:]
    assert not re.findall(r"^Overfull \\hbox \((\d+\.\d+)pt.*", log, re.M)


# Every character that may be left as it is.
UNUSUAL = " ".join(map(chr, [*range(32, 127), *range(160, 384)]))


@pytest.mark.parametrize(("token", "written"), [
    ("##ing", r'\text{"\#\#ing"}'), ("a_b", r'\text{"a\_b"}'), ("50%", r'\text{"50\%"}'), ("$&{", r'\text{"\$\&\{"}'),
    ("▁the", r'\text{"[U+2581]the"}'), ("😀", r'\text{"[U+1F600]"}'), ("λόγος é", r"\text{"),
])
def test_tokens_are_escaped(token, written):
    problem = loads(f"predictions: {{'{token}': 0.5}}\ntarget: '{token}'\n")
    said = write(problem, solve(problem), "latex")
    assert rf"P({written}" in said
    assert said.isascii() or not re.search("[^\x00-\x7fÀ-ſ]", said)


def test_a_unit_stands_upright():
    assert r"\hat{\mu} &= 73\,\text{\(^{\circ}\)F}" in write(EMPTY, DEGREES, "latex")


@pytest.mark.parametrize(("problem", "derivation"), ALL)
@pytest.mark.parametrize("detail", ["brief", "full"])
def test_environments_and_braces_are_balanced(problem, derivation, detail):
    said = write(problem, derivation, "latex", detail=detail, standalone=True)
    assert sorted(re.findall(r"\\begin\{(.*?)\}", said)) == sorted(re.findall(r"\\end\{(.*?)\}", said))
    bare = re.sub(r"\\[{}]", "", said)
    assert bare.count("{") == bare.count("}")
    assert not [rows for rows in re.findall(r"\\begin\{flalign\*\}(.*?)\\end", said, re.S) if "\n\n" in rows]
