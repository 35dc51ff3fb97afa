"""How the text of a hand derivation comes in."""

from __future__ import annotations

import pytest

from derive.checking.hand import MOST_BYTES, MOST_LINES, decoded, normal, unfinished
from derive.problem.diagnostics import ProblemError
from derive.problem.model import Problem


@pytest.mark.parametrize(("data", "text"), [
    ("θ = 1\nθ = 2\n".encode(), "θ = 1\nθ = 2\n"),
    ("\ufeffθ = 1\r\nθ = 2\r\n".encode(), "θ = 1\nθ = 2\n"),
    (b"a\rb\r\n\r\nc", "a\nb\n\nc"),
    (b"", ""),
])
def test_marks_and_line_breaks(data: bytes, text: str) -> None:
    assert decoded(data, "hand.txt") == text
    assert normal(data.decode(), "hand") == text


@pytest.mark.parametrize(("data", "message"), [
    ("L = θ\r\nθ̂ ".encode() + b"\xff", "hand.txt:2:4: byte 0xff is not UTF-8: save the file as UTF-8"),
    ("θ = 1".encode("utf-16"), "hand.txt:1:1: byte 0xff is not UTF-8: save the file as UTF-8"),
    (b"a\n" * (MOST_LINES + 1), f"hand.txt:{MOST_LINES + 1}:1: more than 10,000 lines for a hand derivation"),
    (b"a" * (MOST_BYTES + 1), f"hand.txt:1:1: more than {MOST_BYTES} bytes for a hand derivation"),
])
def test_what_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ProblemError) as refused:
        decoded(data, "hand.txt")
    assert str(refused.value).startswith(message)


def test_where_the_check_did_not_end_nothing_is_decided() -> None:
    report = unfinished(Problem(name="coin", title="Coin"), "L = θ\n\nθ = 1\n", "not finished within 1 seconds")
    assert (report.verdict, report.first_error, report.title) == ("incomplete", None, "Coin")
    assert [(line.line, line.text, line.verdict) for line in report.lines] == [
        (1, "L = θ", "undecided"), (3, "θ = 1", "undecided"),
    ]
    assert [line.message for line in report.lines] == ["not finished within 1 seconds", None]
