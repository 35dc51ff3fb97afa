"""Bad problems: each fault at its line and column, with a word that says what is wrong."""

import random
from pathlib import Path

import pytest

from derive.problem import ProblemError, build, load, load_all, loads, loads_all

CELLS = "model: x ~ Categorical(p_1, p_2, p_3)\n"
BERNOULLI = "model: x ~ Bernoulli(θ)\n"
POISSON = "model: x ~ Poisson(λ)\n"
OWN = "model: {{variable: x, density: {}, support: {}}}\nparameters: {{θ: positive}}"


def faults(text: str) -> list[str]:
    with pytest.raises(ProblemError) as caught:
        loads_all(text, "f")
    return [str(d).removeprefix("f:") for d in caught.value.diagnostics]


SHAPE = [
    ("", "1:1", "empty"),
    ("# only a comment\n", "1:1", "empty"),
    ("- a\n- b", "1:1", "mapping"),
    ("some text", "1:1", "mapping"),
    (POISSON + "---\n", "3:1", "no problem"),
    ("title: [a]\n" + POISSON, "1:8", "text"),
    ("title: 42\n" + POISSON, "1:8", "quotes"),
    ("title: {a: b}\n" + POISSON, "1:8", "mapping"),
    (POISSON + "unit: 5", "2:7", "unit"),
    (POISSON + "unit: [h]", "2:7", "unit"),
    (POISSON + f"unit: {'m' * 61}", "2:7", "at most 60"),
    (POISSON + "tags: {a: 1}", "2:7", "tags"),
    (POISSON + "context: [a]", "2:10", "context"),
    (POISSON + "paramters: {λ: positive}", "2:1", 'did you mean "parameters"'),
    (POISSON + "dat: [1]", "2:1", 'did you mean "data"'),
    (POISSON + "colour: red", "2:1", "colour"),
    (POISSON + "Data: [1]", "2:1", 'did you mean "data"'),
    (POISSON + "model: y ~ Poisson(μ)", "2:1", "twice"),
    ("title: nothing else", "1:1", "needs a model"),
    ("data: [1]", "1:1", "model"),
    (POISSON + "likelihood: λ^3", "2:1", "one of them"),
    (POISSON + "predictions: {a: 0.5}\ntarget: a", "2:1", "one of them"),
    (BERNOULLI + "target: cat", "2:1", "predictions"),
    (POISSON + "outcomes: {a: 1}", "2:1", "data"),
]
MODEL = [
    ("model:\n", "1:7", "empty"),
    ("model: x ~ Bernouli(θ)", "1:12", 'did you mean "Bernoulli"'),
    ("model: x ~ Gaussian(μ, 1)", "1:12", 'did you mean "Normal"'),
    ("model: x ~ bernoulli(θ)", "1:12", 'did you mean "Bernoulli"'),
    ("model: x ~ Foo(θ)", "1:12", "unknown family"),
    ("model: x ~ __import__('os').system('true')(θ)", "1:12", "unknown family"),
    ("model: x ~ Poisson(i)", "1:20", "index of the observations"),
    ("model: x ~ Bernoulli(i)\nparameters: {i: 0 < i < 1}", "2:14", "index of the observations"),
    ("model: x ~ Poisson(x_1)", "1:20", "observation of x"),
    ("model: x ~ Poisson(x_i)", "1:20", "observation of x"),
    ("model: x ~ Poisson(log)", "1:23", "ends"),
    ("likelihood: '{θ, 1}'\nparameters: {θ: 0 < θ < 1}", "1:13", "a set"),
    ("likelihood: 0,7 θ\nparameters: {θ: 0 < θ < 1}", "1:13", "a decimal comma in '0,7'; write 0.7"),
    ("model: x ~ Normal(μ, σ²)\ndata: {n: 3, sum(x): 6, sum(x^2): 10}", "2:8", "squares"),
    ("model: x ~ Exponential(λ)\ndata: {n: 3, sum(x): 2, mean(x): 5}", "2:25", "contradicts"),
    ("model: x ~ Exponential(rate=λ, scale=θ)", "1:24", "not all of them"),
    ("model: Normal(μ, 1)", "1:8", "statement"),
    ("model: x = Normal(μ, 1)", "1:8", "statement"),
    ("model: x ~ Normal", "1:8", "brackets"),
    ("model: x ~ Normal(μ)", "1:18", "2 arguments"),
    ("model: x ~ Normal(μ, 1, 2)", "1:25", "2 arguments"),
    ("model: x ~ Normal(0,5, 1)", "1:24", "2 arguments"),
    ("model: x ~ Normal(, 2)", "1:19", "empty argument"),
    ("model: x ~ Normal(μ, σ²", "1:18", "not closed"),
    ("model: x ~ Normal(μ, σ²))", "1:25", "behind"),
    ("model: x ~ Gamma(α, 2)", "1:21", "rate=β or scale=θ"),
    ("model: x ~ Exponential(rat=λ)", "1:24", 'did you mean "rate"'),
    ("model: x ~ Geometric(p, support=faliures)", "1:25", "support=failures"),
    ("model: x ~ Normal(μ, sd=1, sd=2)", "1:31", "twice"),
    ("model: x ~ Normal(μ, -1)", "1:22", "σ² > 0"),
    ("model: x ~ Bernoulli(1.5)", "1:22", "0 ≤ p ≤ 1"),
    ("model: x ~ Binomial(2.5, p)", "1:21", "integer"),
    ("model: x ~ Binomial(n, p)", "1:21", "size of the sample"),
    (OWN.format("θ n", "x > 0"), "1:31", "size of the sample"),
    ("model: x ~ Uniform(3, 1)", "1:20", "a < 1"),
    ("model: x ~ Normal(a + b z, 1)\ndata: {x: [1], z: [2]}", "1:19", "a is neither"),
    ("model: x ~ Normal(a + b z, 1)\ndata: {x: [1], z: [2]}", "1:23", "b is neither"),
    ("model: x ~ Normal(a + x, 1)\nparameters: {a: real}", "1:23", "cannot depend"),
    ("model: x ~ Normal(μ + foo, 1)", "1:23", "foo"),
    ("model: x ~ Normal(1/2σ², 1)", "1:19", "two readings"),
    ('model: "x ~ Normal(μ, foo + 1)"', "1:23", "foo"),
    ("model: >\n  x ~\n  Normal(μ, foo + 1)", "3:13", "foo"),
    ("model: x ~ Poisson(exp(λ)", "1:19", "not closed"),
    ("model: θ ~ Bernoulli(θ)\nparameters: {θ: real}", "1:8", "observation"),
    ("model: [x ~ Poisson(λ), x ~ Poisson(μ)]", "1:25", "two laws"),
    ("model: x ~ Categorical(1 - q, q - q^2, q²)\ndata: {counts: {a: 1, b: 2, c: 3}}", "1:28", "q is neither"),
    ("model: x ~ Categorical(p_1)", "1:24", "two probabilities"),
    ("model: x ~ Categorical(p_1, …, p_k)", "1:32", "how many"),
    ("model: x ~ Categorical(0.5, 0.6)", "1:24", "add up"),
    ("model: x ~ Categorical(θ, θ)\nparameters: {θ: real}", "1:24", "add up"),
    ("model: x ~ Categorical(p_1, …, p_99999)", "1:32", "categories"),
    ("model: {variable: x, density: k θ exp(-θ x), support: x > 0}\nparameters: {θ: positive}", "1:31", "k"),
    ("model:\n  variable: x\n  density: k θ exp(-θ x)\n  support: x > 0\nparameters: {θ: positive}", "3:12", "k"),
    ("model: {variable: x, mass: C(3, x) p^x, support: x >= 0}\nparameters: {p: real}", "1:33", "quotes"),
    ("model: {variable: x, density: θ x}\nparameters: {θ: positive}", "1:8", "support"),
    ("model: {variable: x, densty: θ x, support: real}", "1:22", 'did you mean "density"'),
    ("model: {variable: x, density: 1, mass: 1, support: real}", "1:34", "both"),
    (OWN.format("θ x^", "x > 0"), "1:35", ""),
    (OWN.format("θ x", "y > 0"), "1:45", "y"),
    (OWN.format("θ x", "sometimes"), "1:45", "support"),
    (OWN.format("θ x", "1 < x < 0"), "1:45", "no number"),
]
LIKELIHOOD = [
    ("likelihood: θ^7 (1-θ)^3", "1:13", "parameters"),
    ("likelihood: θ^7 (1-θ^3\nparameters: {θ: 0 < θ < 1}", "1:17", "closed"),
    ("likelihood: θ^7 (1-q)^3\nparameters: {θ: 0 < θ < 1}", "1:20", "q"),
    ("likelihood: 1/2σ²\nparameters: {σ: positive}", "1:13", "two readings"),
    ("likelihood: '__import__(\"os\").system(\"true\")'\nparameters: {θ: real}", "1:16", "import"),
    ("likelihood: \\thta^7\nparameters: {θ: real}", "1:13", "theta"),
    ("likelihood: θ^9999999999999\nparameters: {θ: real}", "1:13", "exponent"),
    ("likelihood: θ^0,7\nparameters: {θ: positive}", "1:15", "decimal comma"),
    ("likelihood: [θ]\nparameters: {θ: positive}", "1:13", "list"),
]
NAMES = [
    (BERNOULLI + "parameters: [θ]", "2:13", "mapping"),
    (BERNOULLI + "parameters: {θ: }", "2:17", "empty"),
    (BERNOULLI + "parameters: {θ: 1 < θ < 0}", "2:17", "no number"),
    (BERNOULLI + "parameters: {θ: between 0 and 1}", "2:17", "not a domain"),
    (BERNOULLI + "parameters: {θ: 0 < p < 1}", "2:21", "p"),
    (BERNOULLI + "parameters: {θ: 0 < θ < 2}", "2:17", "goes beyond"),
    (BERNOULLI + "parameters: {θ: [0]}", "2:17", "one interval"),
    (BERNOULLI + "parameters: {θ: [0, x]}", "2:21", "not a number"),
    (BERNOULLI + "parameters: {θ: real, φ: real}", "2:23", "not one of the model"),
    (BERNOULLI + "parameters: {θ: real, theta: real}", "2:23", "declared already"),
    (BERNOULLI + "parameters: {θ: real}\nknown: {θ: 1/2}", "3:9", "declared already"),
    (BERNOULLI + "parameters: {2θ: real}", "2:14", "not a name"),
    (BERNOULLI + "known: {θ: 2}", "2:12", "outside"),
    (BERNOULLI + "known: {θ: 0.5}", "1:1", "nothing to estimate"),
    (BERNOULLI + "known: {θ: foo}", "2:12", "foo"),
    (POISSON + "parameters: {λ: λ < 0}", "2:17", "goes beyond"),
    ("model: x ~ Normal(μ, σ^2)\nknown: {σ: -1}", "2:12", "outside"),
    ("model: x ~ Normal(μ, σ²)\nparameters: {σ: positive, σ²: positive}", "2:27", "declared already"),
    (BERNOULLI + "constraints: 1 = 2", "2:14", "false"),
    (BERNOULLI + "constraints: θ", "2:14", "relation"),
    (BERNOULLI + "constraints: [θ = q]", "2:19", "q"),
    (BERNOULLI + "constraints: [θ = 3/2]", "2:15", "no values in the domains"),
    (CELLS + "constraints: [p_1 = 1/2, p_2 = 3/4]", "2:26", "no values in the domains"),
    (CELLS + "constraints: [p_1 + p_2 = 2 p_3, p_1 + p_2 = p_3]", "2:34", "contradict"),
    (CELLS + "constraints: [p_1 = 2 p_2, 2 p_1 = p_2 + 1/4, p_1 = 1/8]", "2:47", "contradict"),
]
DATA = [
    (POISSON + "data: []", "2:7", "empty"),
    (POISSON + "data: abc", "2:7", "list"),
    (POISSON + "data: [1, [2]]", "2:11", "list"),
    (POISSON + "data: [1, 2, -3]", "2:14", "support"),
    (POISSON + "data: [1, 2.5]", "2:11", "support"),
    (POISSON + "data:\n  - 1\n  - two\n  - 3", "4:5", "not a number"),
    (POISSON + "data: [1, .nan]", "2:11", "no number"),
    (POISSON + "data: [1, .inf]", "2:11", "infinite"),
    (POISSON + "data: [1, null]", "2:11", "no number"),
    (POISSON + "data: [1, ]\nfind: [mle, ~]", "3:13", "~"),
    (POISSON + 'data: [1, "0,7"]', "2:11", "0.7"),
    (POISSON + "data: [1, 1e999999]", "2:11", "digits"),
    (POISSON + 'data: [1, "< 0"]', "2:11", "outside of the support"),
    (POISSON + 'data: [1, "5..2"]', "2:11", "smaller end first"),
    (POISSON + 'data: [1, "> x"]', "2:11", "no range"),
    ("model: x ~ Exponential(λ)\ndata: ['2..2']", "2:8", "one value"),
    ("model: x ~ Exponential(λ)\ndata: ['> 1', '<= 0']", "2:15", "outside of the support"),
    ("model: x ~ Categorical(p, 1-p)\nparameters: {p: 0 < p < 1}\ndata: ['> 1']", "3:8", "category"),
    ("model: y ~ Poisson(exp(b x))\nparameters: {b: real}\ndata: {x: ['> 1', 2], y: [1, 2]}", "3:12", "is a range"),
    (POISSON + "data: {x: [1], y: [2]}", "2:16", "y"),
    (POISSON + "data: {z: [1]}", "2:8", "z"),
    (POISSON + "data: {x: 5}", "2:11", "[5]"),
    (POISSON + "data: {counts: 3}", "2:16", "counts"),
    (POISSON + "data: {counts: {0: -1}}", "2:20", "-1"),
    (POISSON + "data: {counts: {0: 1.5}}", "2:20", "whole"),
    (POISSON + "data: {counts: {0: 0}}", "2:7", "zero"),
    (POISSON + "data: {counts: {a: 1}}", "2:17", "not a number"),
    (POISSON + "data: {counts: {-1: 1}}", "2:17", "support"),
    (POISSON + "data: {counts: {1: 1, '1.0': 2}}", "2:23", "same outcome"),
    (POISSON + "data: {counts: {1: 2}, x: [1]}", "2:24", '"x"'),
    (POISSON + "data: {cuonts: {1: 2}}", "2:16", "list"),
    (POISSON + "data: {n: 3, x: [1, 2, 3]}", "2:8", "one or the other"),
    (POISSON + "data: {n: 10}", "2:8", "sum(x)"),
    (POISSON + "data: {sum(x): 7}", "2:8", "size"),
    (POISSON + "data: {n: 0, sum(x): 1}", "2:11", "1 or more"),
    (POISSON + "data: {n: 2.5, sum(x): 1}", "2:11", "whole"),
    (POISSON + "data: {n: 3, sum(x): -1}", "2:8", "no sample"),
    (POISSON + "data: {n: 3, sum(x): 1.5}", "2:8", "no sample"),
    (POISSON + "data: {n: 3, sum(y): 1}", "2:18", "y"),
    (BERNOULLI + "data: {n: 3, sum(x): 4}", "2:8", "no sample"),
    (BERNOULLI + "data: [1, 0, 2]", "2:14", "support"),
    (BERNOULLI + "data: [heads, tials]", "2:15", 'did you mean "tails"'),
    (BERNOULLI + "data: {counts: {opened: 3, closed: 4}}", "2:17", "outcomes: {opened: 1"),
    (BERNOULLI + "data: {counts: {heads: 7, tails: three}}", "2:34", "not a number"),
    (BERNOULLI + "data: {counts: {heads: 7, success: 3}}", "2:27", "same outcome"),
    ("model: x ~ Binomial(m, p)\nknown: {m: 12}\ndata: [3, 13]", "3:11", "support"),
    ("model: x ~ Uniform(0, θ)\ndata: [1, -2]", "2:11", "support"),
    ("model: x ~ Geometric(p)\ndata: [1, 0]", "2:11", "support"),
    ("model: x ~ Categorical(p_1, p_2)\ndata: {counts: {a: 1, b: 2, c: 3}}", "2:29", "3 outcomes"),
    ("model: x ~ Categorical(p_1, p_2)\ndata: [1, 3]", "2:11", "support"),
    ("model: [x ~ Poisson(λ), y ~ Poisson(μ)]\ndata: [1, 2]", "2:7", "columns"),
    ("model: y ~ Normal(b x, 1)\nparameters: {b: real}\ndata: {x: [1, 2], y: [1]}", "3:7", "lengths"),
    ("model: {variable: k, mass: θ^k (1-θ), support: k >= 0}\nparameters: {θ: 0 < θ < 1}\ndata: [1, 0.5]", "3:11",
     "support"),
    ("model: x ~ Poisson(λ)\ndata: {counts: {0: 9, 2: 3, 2+: 2}}", "2:29", "whichever is meant"),
    ("model: x ~ Binomial(m, p)\ndata: {x: [2, 9], m: [8, 8]}", "2:15", "where m = 8"),
    ("model: x ~ Binomial(2 m, p)\ndata: {x: [2, 9], m: [4, 4]}", "2:15", "where m = 4"),
    ("model: x ~ Binomial(m, p)\ndata: {x: [2, 1], m: [8, 2.5]}", "2:26", "m is 2.5 in this row"),
    ("model: x ~ Normal(μ, v)\ndata: {x: [2, 1], v: [8, 0]}", "2:26", "v > 0"),
    ("model: {variable: x, density: θ exp(-θ (x - c)), support: x > c}\nparameters: {θ: positive}\n"
     "data: {x: [3, 1], c: [2, 1.5]}", "3:15", "where c = 1.5"),
]
ASKED = [
    (BERNOULLI + "find: mlee", "2:7", 'did you mean "mle"'),
    (BERNOULLI + "find: [mle, perplexty]", "2:13", 'did you mean "perplexity"'),
    (BERNOULLI + "find: [mle, mle]", "2:13", "twice"),
    (BERNOULLI + "find: mle of q^2", "2:14", "q"),
    (BERNOULLI + "find: {mle: 3}", "2:7", "mapping"),
    (BERNOULLI + "choices: {A: 1}", "2:10", "two or more"),
    (BERNOULLI + "choices: [1, 2]", "2:10", "mapping"),
    (BERNOULLI + "answer: A", "2:9", "choices"),
    (BERNOULLI + "choices: {A: 1, B: 2}\nanswer: C", "3:9", "not among the choices"),
    (BERNOULLI + "expected: {q: 3}", "2:12", "not asked"),
    (BERNOULLI + "expected: {θ: 3/}", "2:17", ""),
    (BERNOULLI + "expected: {theta: 1/2, θ: 1}", "2:24", "twice"),
    (BERNOULLI + "show: θ^2 = q", "2:13", "q"),
    ("model: x ~ Normal(μ, σ²)\nexpected: 3", "2:11", "mapping"),
]
PREDICTIONS = [
    ("predictions: {cat: 0.5, dog: 0.6}\ntarget: cat", "1:14", "1.1"),
    ("predictions:\n  before: {red: 0.7, blue: 0.5}\ntarget: red", "2:3", "1.2"),
    ("predictions: {cat: 0.5}\ntarget: cta", "2:9", 'did you mean "cat"'),
    ("predictions: {a: {cat: 0.5}, b: {dog: 0.5}}\ntarget: cat", "2:9", '"b"'),
    ("predictions: {cat: 0.5}", "1:14", "target"),
    ("predictions: {cat: -0.5}\ntarget: cat", "1:20", "probability"),
    ("predictions: {cat: 1.5}\ntarget: cat", "1:20", "probability"),
    ("predictions: {cat: high}\ntarget: cat", "1:20", "not a number"),
    ("predictions: {a: {cat: 0.5}, cat: 0.3}\ntarget: cat", "1:30", "named"),
    ("predictions: [{cat: 0.5}]\ntarget: cat", "2:9", "lists"),
    ("predictions: [{cat: 0.5}, {dog: 0.1}]\ntarget: [cat]", "2:9", "1 tokens"),
    ("predictions: [{a: {cat: 0.5}}, {b: {dog: 0.1}}]\ntarget: [cat, dog]", "1:32", "same"),
    ("predictions: {cat: 0.5}\ntarget: cat\nfind: mle", "3:7", "not asked"),
    ("predictions: 0.5\ntarget: cat", "1:14", "distribution"),
    ("predictions: {cat: 0.5}\ntarget: [cat]", "2:9", "lists"),
]


@pytest.mark.parametrize(
    ("text", "place", "word"), SHAPE + MODEL + LIKELIHOOD + NAMES + DATA + ASKED + PREDICTIONS
)
def test_fault(text: str, place: str, word: str) -> None:
    found = faults(text)
    assert any(line.startswith(f"{place}: ") and word in line for line in found), found


def test_one_fault_is_one_line() -> None:
    """A fault has no follow-up faults: what a bad key or a bad model leaves undefined is not complained about."""
    rows = SHAPE + MODEL + LIKELIHOOD + NAMES + DATA + ASKED + PREDICTIONS
    several = [text for text, _, _ in rows if len(faults(text)) > 1]
    assert len(several) <= 8, several


def test_all_faults_at_once() -> None:
    text = "titel: x\nmodel: x ~ Bernoulli(θ)\ndata: [1, 2, a]\nfind: [mlee]\nunit: [m]\n"
    assert [line.partition(": ")[0] for line in faults(text)] == ["1:1", "3:11", "3:14", "4:8", "5:7"]


def test_faults_of_all_documents() -> None:
    found = faults(f"{POISSON}data: [-1]\n---\n{POISSON}---\n{BERNOULLI}data: [3]\n")
    assert [line.partition(": ")[0] for line in found] == ["2:8", "7:8"]


def test_several_problems_are_not_one() -> None:
    with pytest.raises(ProblemError, match="2 problems"):
        loads(f"{POISSON}---\n{POISSON}")


# ---- files ---------------------------------------------------------------------------------------------------


def refused(folder: Path, data: str) -> str:
    (folder / "p.yaml").write_text(f"model: x ~ Poisson(λ)\ndata: {data}\n", encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        load(folder / "p.yaml")
    (fault,) = caught.value.diagnostics
    assert fault.file == str(folder / "p.yaml")
    return f"{fault.line}:{fault.column}: {fault.message}"


FILES = [
    ("{file: nowhere.csv, column: x}", "2:14: ", "nowhere.csv"),
    ("{file: gods.csv}", "2:14: ", 'did you mean "good.csv"'),
    ("{file: ../outside.csv}", "2:14: ", "outside of the problem's folder"),
    ("{file: /etc/hostname}", "2:14: ", "path in the problem's folder"),
    ("{file: link.csv}", "2:14: ", "outside of the problem's folder"),
    ("{file: sub}", "2:14: ", "csv"),
    ("{file: data.parquet}", "2:14: ", "parquet"),
    ("{file: data.exe}", "2:14: ", "csv"),
    ("{file: folder.csv}", "2:14: ", "no file"),
    ("{file: empty.csv}", "2:14: ", "empty"),
    ("{file: header.csv}", "2:14: ", "no observations"),
    ("{file: ragged.csv}", "2:14: ", "line 3"),
    ("{file: latin.csv}", "2:14: ", "UTF-8"),
    ("{file: words.csv}", "2:14: ", "row 2"),
    ("{file: broken.json}", "2:14: ", "JSON"),
    ("{file: nested.json}", "2:14: ", "number or a word"),
    ("{file: good.csv, column: z}", "2:32: ", '"z"'),
    ("{file: good.csv, colunm: x}", "2:24: ", 'did you mean "column"'),
    ('{file: "good.csv\\0"}', "2:23: ", "control"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("base")
    home = base / "home"
    (home / "folder.csv").mkdir(parents=True)
    (home / "sub").mkdir()
    (base / "outside.csv").write_text("x\n1\n")
    (home / "link.csv").symlink_to(base / "outside.csv")
    (home / "inner.csv").symlink_to(home / "good.csv")
    contents = {
        "good.csv": "x,y\n1,a\n2,b\n", "empty.csv": "", "header.csv": "x\n", "ragged.csv": "x,y\n1,2\n3\n",
        "words.csv": "x\n1\nmany\n", "broken.json": "[1, 2", "nested.json": "[[1], 2]",
        "sub/good.json": '{"x": [1, 2]}',
        "rows.json": '[{"x": 0.1, "y": 2}, {"x": 1e2, "y": 3}]', "tab.tsv": "x\ty\n1\t2\n",
    }
    for name, text in contents.items():
        (home / name).write_text(text, encoding="utf-8")
    (home / "latin.csv").write_bytes(b"x\n\xe9\n")
    return home


@pytest.mark.parametrize(("data", "place", "word"), FILES)
def test_data_files(folder: Path, data: str, place: str, word: str) -> None:
    said = refused(folder, data)
    assert said.startswith(place)
    assert word in said


def test_problem_file_that_is_none(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.yaml", tmp_path):
        with pytest.raises(ProblemError, match="cannot be read") as caught:
            load_all(path)
        assert caught.value.diagnostics[0].file == str(path)


def test_files_inside_are_read(folder: Path) -> None:
    (folder / "q.yaml").write_text("model: x ~ Normal(μ, 1)\ndata: {file: inner.csv, column: x}\n", encoding="utf-8")
    assert load(folder / "q.yaml").size == 2


# ---- bad input in bulk ----------------------------------------------------------------------------------------

GOOD = [
    "title: Coin\nmodel: x ~ Bernoulli(θ)\ndata: {counts: {heads: 7, tails: 3}}\nexpected: {θ: 7/10}\n",
    "model: y ~ Normal(a + b x, σ^2)\nparameters: {a: real, b: real}\ndata: {x: [1, 2, 3], y: [2.1, 3.9, 6.2]}\n",
    "predictions:\n  before: {cat: 0.5, dog: 0.3}\n  after: {cat: 0.8}\ntarget: cat\nfind: [nll, perplexity]\n",
    "model: {variable: x, density: θ x^(θ-1), support: 0 < x < 1}\nparameters: {θ: 0 < θ}\nconstraints: [θ > 1]\n",
    "likelihood: θ^7 (1-θ)^3\nparameters: {θ: 0 < θ < 1}\nchoices: {A: 0.7, B: 1/3}\nanswer: A\nshow: L(θ) > 0\n",
]


def test_nothing_but_problem_errors_escape() -> None:
    """Damaged problems are read or refused, whatever the damage."""
    chance = random.Random(20)
    signs = [*"{}[]:,-|>'\"&*!%@`#?\n\t \\()^/=<>~…σ²θΣ0123456789ex._", "\n  ", ": ", "- ", "---\n", "σ²", "1e9"]
    accepted, told = 0, 0
    for _ in range(3000):
        text = chance.choice(GOOD)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(["", chance.choice(signs)]) + text[at + chance.randint(0, 3):]
        try:
            loads_all(text)
            accepted += 1
        except ProblemError as error:
            told += all(d.line >= 1 and d.column >= 1 and d.message for d in error.diagnostics)
    assert 0 < accepted < 2500
    assert accepted + told == 3000


@pytest.mark.parametrize("fields", [
    {"model": "x ~ Bernoulli(θ)", "data": [1, 2]},
    {"model": "x ~ Bernoulli(θ)", "data": [object()]},
    {"model": 3}, {"modle": "x ~ Bernoulli(θ)"}, {}, {"model": "x ~ Poisson(λ)", "data": {1: b"x"}},
    {"model": "x ~ Poisson(λ)", "data": [float("nan")]}, {"model": "x ~ Poisson(λ)", "data": [1 + 2j]},
    {"model": "x ~ Poisson(λ)", "parameters": {"λ": None}},
])
def test_python_values(fields: dict[str, object]) -> None:
    with pytest.raises(ProblemError):
        build(fields)


def test_python_faults_name_the_argument() -> None:
    with pytest.raises(ProblemError) as caught:
        build({"model": "x ~ Normal(μ, foo + 1)", "data": [1]})
    (fault,) = caught.value.diagnostics
    assert (fault.file, fault.line, fault.column) == ("model", 1, 15)
