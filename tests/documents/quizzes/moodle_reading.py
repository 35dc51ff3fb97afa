"""Moodle XML as Moodle's importer takes it, from its documentation: a reader that knows nothing of the writer.

What the importer would refuse is an AssertionError. Grades are in per cent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from xml.etree import ElementTree

__all__ = ["MoodleQuestion", "read_quiz"]

KINDS = ("numerical", "multichoice", "cloze")
_BLANK = re.compile(r"\{([0-9]*):(NUMERICAL|MULTICHOICE_VS):")
_NUMBER = r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"


@dataclass
class Alternative:
    grade: float
    text: str
    feedback: str
    tolerance: float | None = None

    @property
    def value(self) -> float:
        assert re.fullmatch(_NUMBER, self.text), self.text
        return float(self.text)


@dataclass
class MoodleQuestion:
    """A question; `blanks` has one row of alternatives where it is no cloze."""

    kind: str
    name: str
    text: str
    feedback: str
    blanks: list[tuple[bool, list[Alternative]]] = field(default_factory=list)
    shuffled: bool | None = None

    def grade(self, blank: int, given: str | float) -> float:
        """What a response gets: the first alternative that fits it."""
        is_number, alternatives = self.blanks[blank]
        for each in alternatives:
            if not is_number and each.text == given:
                return each.grade
            if is_number and abs(each.value - float(given)) <= each.tolerance + 1e-12 * abs(each.value):
                return each.grade
        return 0


def read_quiz(text: str | bytes) -> tuple[str, list[MoodleQuestion]]:
    """The category ("" where there is none) and the questions."""
    quiz = ElementTree.fromstring(text)
    assert quiz.tag == "quiz"
    category, questions = "", []
    for element in quiz:
        assert element.tag == "question"
        if element.get("type") == "category":
            category = _only(_only(element, "category"), "text").text
        else:
            questions.append(_question(element))
    return category, questions


def _only(element, tag):
    (found,) = element.findall(tag)
    return found


def _html(element, tag) -> str:
    """The text of an element that holds HTML."""
    found = _only(element, tag)
    assert found.get("format") == "html"
    return _only(found, "text").text or ""


def _question(element) -> MoodleQuestion:
    kind = element.get("type")
    assert kind in KINDS
    name = _only(_only(element, "name"), "text").text
    assert name
    assert "\n" not in name
    question = MoodleQuestion(kind, name, _html(element, "questiontext"), _html(element, "generalfeedback"))
    assert question.text
    if kind == "cloze":
        _read_blanks(question)
        assert not element.findall("answer")
    else:
        question.blanks.append((kind == "numerical", [_answer(row, kind) for row in element.findall("answer")]))
        assert float(_only(element, "defaultgrade").text) > 0
    if kind == "multichoice":
        assert _only(element, "single").text == "true"
        assert _only(element, "answernumbering").text in ("abc", "ABCD", "123", "none")
        question.shuffled = {"true": True, "false": False}[_only(element, "shuffleanswers").text]
    for is_number, alternatives in question.blanks:
        grades = [each.grade for each in alternatives]
        assert set(grades) <= {0, 100}
        assert max(grades) == 100
        assert is_number or (sum(grades) == 100 and len(grades) > 1)
        assert not is_number or all(each.value is not None and each.tolerance >= 0 for each in alternatives)
    return question


def _answer(row, kind) -> Alternative:
    grade, feedback = float(row.get("fraction")), _html(row, "feedback")
    text = _only(row, "text").text or ""
    assert text
    if kind == "numerical":
        return Alternative(grade, text, feedback, float(_only(row, "tolerance").text))
    assert row.get("format") == "html"
    return Alternative(grade, text, feedback)


# ---- cloze -------------------------------------------------------------------------------------------------------


def _read_blanks(question: MoodleQuestion) -> None:
    """Take the blanks out of the text: an ampersand that was escaped is one first, entities are undone after."""
    rest, text = re.sub(r"&amp;(.{2,9}?;)", r"&\1", question.text), ""
    while match := _BLANK.search(rest):
        end = _end(rest, match.end())
        is_number = match[2] == "NUMERICAL"
        parts = re.split(r"(?<!\\)~", rest[match.end() : end])
        question.blanks.append((is_number, [_alternative(part, is_number) for part in parts]))
        text += rest[: match.start()] + f"[{len(question.blanks)}]"
        rest = rest[end + 1 :]
    question.text = text + rest
    assert question.blanks


def _end(text: str, start: int) -> int:
    """Where the first brace closes that no backslash stands before."""
    return start + re.search(r"(?<!\\)\}", text[start:]).start()


def _alternative(part: str, is_number: bool) -> Alternative:
    mark, body = re.fullmatch(r"(?s)(=|%-?\d+%)?(.*)", part).groups()
    grade = 100 if mark == "=" else float(mark.strip("%")) if mark else 0
    answer, feedback = _parted(body)
    if is_number:
        value, tolerance = answer.split(":")
        assert re.fullmatch(_NUMBER, value)
        assert re.fullmatch(_NUMBER, tolerance)
        return Alternative(grade, value, _undone(feedback), float(tolerance))
    return Alternative(grade, _undone(answer), _undone(feedback))


def _parted(body: str) -> tuple[str, str]:
    """Answer and feedback: parted at the first sharp that neither a backslash nor an ampersand stands before."""
    answer, *feedback = re.split(r"(?<![\\&])#", body, maxsplit=1)
    return answer, "".join(feedback)


def _undone(text: str) -> str:
    return unescape(text).replace("\\}", "}").replace("\\#", "#")
