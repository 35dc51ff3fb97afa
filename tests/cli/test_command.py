"""The command line: exit statuses, what goes to which stream, formats, several files."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from derive.cli import main

ROOT = Path(__file__).parents[2]
COIN = ROOT / "problems" / "coin.yaml"
EMAILS = ROOT / "problems" / "emails.yaml"
NO_MAXIMUM = "model: x ~ Poisson(λ)\nparameters: {λ: positive}\ndata: [0, 0, 0, 0]\n"
UNSOLVED = "model: x ~ StudentT(1/2, μ, σ)\ndata: [0.2, 0.4, 0.7, 3]\n"
BAD = "model: x ~ Bernoulli(θ)\ndata: [1, 0]\nquestoin: what\n"


@pytest.fixture
def derive(capsys, monkeypatch):
    """Runs the command line in this process; returns exit status, standard output, standard error."""

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            status = main(list(map(str, arguments)))
        except SystemExit as end:
            status = end.code
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def files(tmp_path):
    """Writes problem files; returns their paths."""

    def write(**texts):
        paths = [tmp_path / f"{name}.yaml" for name in texts]
        for path, text in zip(paths, texts.values(), strict=True):
            path.write_text(text, encoding="utf-8")
        return paths

    return write


# ---- usage ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("arguments", "status", "out", "err"), [
    (["--help"], 0, "usage: derive", ""),
    (["solve", "--help"], 0, "--detail", ""),
    (["schema", "--help"], 0, "JSON Schema", ""),
    (["families", "--help"], 0, "families", ""),
    (["--version"], 0, "derive 0.", ""),
    ([], 2, "", "required: COMMAND"),
    (["sovle"], 2, "", "invalid choice: 'sovle'"),
    (["solve"], 2, "", "nothing to solve"),
    (["solve", COIN, "--to", "docx"], 2, "", "choose from 'text', 'latex', "),
    (["solve", COIN, "--timeout", "0"], 2, "", "not a number of seconds above zero: '0'"),
    (["solve", COIN, "--timeout", "nan"], 2, "", "above zero"),
    (["solve", COIN, "--timeout", "1e300"], 0, "0.7", ""),
    (["solve", COIN, "--model", "x ~ Bernoulli(θ)"], 2, "", "not both"),
    (["solve", COIN, "--data", "1"], 2, "", "--data belongs to a --model"),
    (["solve", "-", "-"], 2, "", "only once"),
    (["solve", COIN, "--form", "blank"], 2, "", "one of full, question, faded:K"),
    (["solve", COIN, "--form", "faded:0"], 2, "", "faded:K with the number K of lines"),
    (["solve", COIN, "--form", "faded:99"], 2, "",
     "derive solve: --form faded:99: the derivation of coin has 13 lines at the level of detail student, so"),
    (["solve", COIN, "--form", "question", "--json"], 2, "", "json is for programs"),
    (["solve", COIN, "--notation", "ln"], 2, "", "--notation ln: write KEY=VALUE, such as log=ln"),
    (["solve", COIN, "--notation", "log=lb"], 2, "", "notation log=lb: it may be log, ln"),
    (["solve", COIN, "--notation", "log=log", "--notation", "log=ln"], 0, "7 ln θ + 3 ln(1 − θ)", ""),
    (["solve", COIN, "--seed", "x"], 2, "", "invalid int value: 'x'"),
    (["schema", "hand"], 2, "", "invalid choice"),
    (["check", "--help"], 0, "HAND", ""),
    (["hint", "--help"], 0, "--reveal", ""),
    (["hint", "-", "-"], 2, "", "only once"),
    (["check", COIN], 2, "", "required: HAND"),
    (["check", "-", "-"], 2, "", "only once"),
    (["check", COIN, COIN, "--to", "moodle"], 2, "", "'text', 'html', 'json'"),
])
def test_usage(derive, arguments, status, out, err):
    got, said, complained = derive(*arguments)
    assert got == status
    assert out in said
    assert bool(said) == bool(out)
    assert err in complained
    assert bool(complained) == bool(err)


# ---- solving -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("format", "start"), [
    ("text", "Seven heads in ten flips\n"), ("latex", "\\section*{Seven"), ("markdown", "# Seven"), ("json", "{\n"),
    ("jsonl", '{"schema_version": 1'),
])
def test_formats(derive, format, start):
    status, out, err = derive("solve", COIN, "--to", format)
    assert (status, err) == (0, "")
    assert out.startswith(start)
    assert out.endswith("\n")
    assert not out.endswith("\n\n")


def test_json_is_short_for_to_json(derive):
    assert derive("solve", COIN, "--json") == derive("solve", COIN, "--to", "json")


@pytest.mark.parametrize(("text", "status"), [(NO_MAXIMUM, 0), (UNSOLVED, 1), (BAD, 2)])
def test_exit_statuses(derive, files, text, status):
    (path,) = files(problem=text)
    assert derive("solve", path)[0] == status


def test_a_refused_file_prints_faults_and_nothing_else(derive, files):
    (path,) = files(bad=BAD)
    status, out, err = derive("solve", path, "--json")
    assert (status, out) == (2, "")
    assert err.startswith(f"{path}:3:1: ")
    assert "question" in err


@pytest.mark.parametrize(("format", "status"), [("html", 2), ("ipynb", 2), ("latex", 0), ("text", 0)])
def test_matplotlib_is_asked_for_where_it_draws(derive, monkeypatch, format, status):
    monkeypatch.setattr("derive.documents.extras.has", lambda package: package != "matplotlib")
    found, out, err = derive("solve", COIN, "--to", format, "--plot")
    assert found == status
    assert bool(out) == (status == 0)
    assert ("derive[plot]" in err) == (status == 2)


@pytest.mark.parametrize(("name", "reason"), [("missing.yaml", "No such file"), (".", "Is a directory")])
def test_what_cannot_be_read(derive, tmp_path, name, reason):
    status, out, err = derive("solve", tmp_path / name)
    assert (status, out) == (2, "")
    assert err.startswith(f"{tmp_path / name}:1:1: ")
    assert reason in err


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"title: \xff\n", b"", b"\0"])
def test_standard_input_that_is_no_problem(derive, data):
    status, out, err = derive("solve", "-", stdin=data)
    assert (status, out) == (2, "")
    assert err.startswith("-:1:")


def test_endless_standard_input_is_not_read_to_its_end(derive):
    status, out, err = derive("solve", "-", stdin=b"\0" * (1 << 25))
    assert (status, out) == (2, "")
    assert "bytes for a problem file" in err


def test_messages_are_lines_that_a_terminal_shows(derive, files):
    status, out, err = derive("solve", "no\33[31m\nfile.yaml")
    assert (status, out) == (2, "")
    assert err == "no\\x1b[31m\\nfile.yaml:1:1: cannot be read: No such file or directory\n"


def test_standard_input(derive):
    assert derive("solve", "-", "--detail", "brief", stdin=COIN.read_bytes())[1].startswith("Seven heads")


def test_an_answer_that_is_contradicted_refuses_the_file(derive, files):
    text = COIN.read_text(encoding="utf-8")
    (path,) = files(coin=text.replace("7/10", "3/10"))
    assert "7/10" in text
    status, out, err = derive("solve", path)
    assert (status, out) == (2, "")
    assert err.startswith(f"{path}:")


@pytest.mark.parametrize(("options", "line"), [
    (["--data", "1,0,1"], " = 2/3 ≈ 0.667"), (["--data", " 1, 1 ,0,0"], " = 1/2 = 0.5"), ([], "θ̂ = (Σxᵢ)/n"),
])
def test_a_model_without_a_file(derive, options, line):
    status, out, err = derive("solve", "--model", "x ~ Bernoulli(θ)", *options)
    assert (status, err) == (0, "")
    assert out.startswith("x ~ Bernoulli(θ)\n")
    assert line in out


def test_a_bad_model_says_where(derive):
    status, out, err = derive("solve", "--model", "x ~ Bernouli(θ)", "--data", "1,0")
    assert (status, out) == (2, "")
    assert "Bernoulli" in err


@pytest.mark.parametrize(("numbers", "line"), [("first", "L(μ) = "), ("last", "Σxᵢ = nμ")])
def test_numbers(derive, numbers, line):
    assert line in derive("solve", ROOT / "problems" / "temperatures.yaml", "--numbers", numbers)[1]


# ---- several problems ----------------------------------------------------------------------------------------


def test_several_documents_are_an_array(derive, files):
    (path,) = files(two=COIN.read_text(encoding="utf-8") + "\n---\n" + EMAILS.read_text(encoding="utf-8"))
    status, out, _ = derive("solve", path, "--json")
    assert status == 0
    assert [entry["problem"] for entry in json.loads(out)] == ["two", "two#2"]


def test_a_refused_file_among_several(derive, files):
    good, bad, unsolved = files(good=COIN.read_text(encoding="utf-8"), bad=BAD, unsolved=UNSOLVED)
    status, out, err = derive("solve", good, bad, unsolved, "--to", "jsonl")
    entries = [json.loads(line) for line in out.splitlines()]
    assert status == 2
    assert [(e["problem"], e["status"]) for e in entries] == [
        ("good", "solved"), ("bad", "refused"), ("unsolved", "unsolved"),
    ]
    assert entries[1]["diagnostics"] == err.splitlines()
    status, out, _ = derive("solve", good, bad, "--json")
    assert [e["status"] for e in json.loads(out)] == ["solved", "refused"]
    status, out, _ = derive("solve", bad, good)
    assert status == 2
    assert out.count("Seven heads in ten flips") == 1


def test_several_in_one_latex_document(derive):
    _, out, _ = derive("solve", COIN, EMAILS, "--to", "latex", "--standalone")
    assert out.count("\\begin{document}") == out.count("\\end{document}") == 1
    assert out.count("\\section*") == 2


def test_a_problem_that_takes_too_long_is_unsolved(derive, files, monkeypatch):
    from derive.cli import worker

    monkeypatch.setattr(worker, "_arm", lambda seconds: None)

    def late(*arguments):
        raise TimeoutError("late")

    monkeypatch.setattr("derive.plans.solve", late)
    status, out, _ = derive("solve", COIN, "--json")
    assert status == 1
    assert json.loads(out)["status"] == "unsolved"
    assert "late" in json.loads(out)["diagnostics"][0]


# ---- output ----------------------------------------------------------------------------------------------------


def test_a_file_is_written_whole(derive, tmp_path):
    target = tmp_path / "coin.json"
    target.write_text("old", encoding="utf-8")
    assert derive("solve", COIN, "--json", "-o", target) == (0, "", "")
    assert json.loads(target.read_text(encoding="utf-8"))["problem"] == "coin"
    assert os.listdir(tmp_path) == ["coin.json"]


def test_a_refused_problem_leaves_the_file_as_it_was(derive, files, tmp_path):
    (bad,) = files(bad=BAD)
    target = tmp_path / "old.txt"
    target.write_text("old", encoding="utf-8")
    assert derive("solve", bad, "-o", target)[0] == 2
    assert target.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("target", ["no/such/folder/x.txt", ".", "folder/"])
def test_a_file_that_cannot_be_written(derive, tmp_path, target):
    status, out, err = derive("solve", COIN, "-o", f"{tmp_path}/{target}")
    assert (status, out) == (2, "")
    assert "cannot write" in err


def test_a_device_is_written_into(derive):
    assert derive("solve", COIN, "-o", os.devnull)[0] == 0
    assert not os.path.isfile(os.devnull)


# ---- schema and families -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [[], ["problem"], ["derivation"], ["report"]])
def test_schemas(derive, arguments):
    status, out, _ = derive("schema", *arguments)
    assert status == 0
    jsonschema.Draft7Validator.check_schema(json.loads(out))


def test_families(derive):
    _, text, _ = derive("families")
    _, data, _ = derive("families", "--to", "json")
    assert "Exponential(scale=θ)" in text
    assert {"Bernoulli", "Normal", "Poisson"} <= {entry["name"] for entry in json.loads(data)}
    assert all(entry["written"] in text for entry in json.loads(data))


# ---- whole processes -----------------------------------------------------------------------------------------------


def process(*arguments, **options):
    command = [sys.executable, "-m", "derive", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def test_a_closed_pipe_is_no_fault():
    ran = process("solve", *[COIN] * 20)
    ran.stdout.read(10)
    ran.stdout.close()
    assert ran.stderr.read() == b""
    assert ran.wait() == 141


@pytest.mark.parametrize(
    ("closed", "arguments", "status", "out"),
    [
        (0, ["-"], 2, b""),
        (0, [COIN], 0, b"\xce\xb8"),
        (1, [COIN], 0, b""),
        (2, ["nothing.yaml"], 2, b""),
    ],
)
def test_closed_streams(closed, arguments, status, out):
    command = f'exec "$0" -m derive solve "$1" {closed}>&-'
    ran = subprocess.run(
        ["sh", "-c", command, sys.executable, *arguments], cwd=ROOT, capture_output=True, check=False, timeout=60,
    )
    assert ran.returncode == status
    assert out in ran.stdout if out else ran.stdout == b""
    assert b"Traceback" not in ran.stderr


def test_an_interrupt_is_no_fault():
    ran = process("solve", *[COIN] * 100)
    ran.stdout.read(10)
    ran.send_signal(2)
    _, err = ran.communicate()
    assert (ran.returncode, err) == (130, b"")


@pytest.mark.parametrize("arguments", [["solve", COIN], ["families"]])
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
def test_a_full_disk_is_told_in_one_line(arguments):
    with open("/dev/full", "w", encoding="utf-8") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "derive", *arguments], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False,
        )
    assert ran.returncode == 2
    assert ran.stderr == b"derive: cannot write the output: No space left on device\n"


@pytest.mark.parametrize(("encoding", "format", "shown"), [
    ("ascii", "text", b"\\u03b8"), ("ascii", "jsonl", "θ".encode()), ("latin-1", "markdown", "θ".encode()),
])
def test_other_encodings(encoding, format, shown):
    ran = process("solve", COIN, "--to", format, env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    out, err = ran.communicate()
    assert (ran.returncode, err) == (0, b"")
    assert shown in out


def test_an_argument_is_utf8_in_any_locale():
    environment = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    ran = subprocess.run(
        [sys.executable, "-m", "derive", "solve", "--json", "--model", "x ~ Poisson(λ)".encode()],
        cwd=ROOT, env=environment, capture_output=True, check=True, timeout=60,
    )
    assert json.loads(ran.stdout)["estimates"][0]["parameter"] == "λ"


def test_the_time_limit_holds(files):
    (path,) = files(slow="likelihood: Π_{k=1}^{300} (θ^k + k)^k (1 - θ)^k\nparameters: {θ: 0 < θ < 1}\n")
    ran = process("solve", path, "--timeout", "1")
    _, err = ran.communicate(timeout=60)
    assert ran.returncode in (0, 1, 2)
    assert b"Traceback" not in err


# ---- exercises -----------------------------------------------------------------------------------------------


def test_a_sheet_has_a_title_and_numbers_its_problems(derive, files):
    paths = files(one=COIN.read_text(encoding="utf-8"), bad=BAD, two=COIN.read_text(encoding="utf-8"))
    status, out, _ = derive("solve", *paths, "--title", "Week 3", "--form", "question", "--key")
    assert status == 2
    assert out.startswith("══════\nWeek 3\n══════\n\n\nProblem 1: Seven heads")
    assert "\n\n\nProblem 2: Seven heads" in out
    assert out.count("\nSolution\n") == 2


@pytest.mark.parametrize("format", ["markdown", "latex"])
def test_a_sheet_in_other_formats(derive, format):
    status, out, err = derive("solve", COIN, COIN, "--title", "Week 3", "--to", format, "--standalone")
    assert (status, err) == (0, "")
    assert out.count("Week 3") == out.count("Problem 1: Seven") == out.count("Problem 2: Seven") == 1
    assert out.index("Week 3") < out.index("Problem 1")


def test_one_problem_needs_no_number(derive):
    assert "Problem 1" not in derive("solve", COIN, "--title", "Week 3")[1]


def test_where_no_mistake_can_be_planted_the_others_go_on(derive):
    status, out, err = derive("solve", ROOT / "problems" / "tagged-pike.yaml", COIN, "--form", "find-the-error")
    assert status == 1
    assert re.fullmatch(r"\S+pike\.yaml:\d+:\d+: --form find-the-error: no mistake can be planted.*\n", err)
    assert out.startswith("Seven heads")
