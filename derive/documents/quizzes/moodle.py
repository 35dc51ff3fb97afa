r"""Moodle XML: a `<quiz>` of numerical, multiple-choice and cloze questions; formulas between `\(` and `\)`, which
Moodle's MathJax filter typesets.

Several numbers that are asked together are one cloze.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ...problem.model import Problem
from ...steps import Derivation
from ..formats import Frame
from ..options import Options
from .questions import CLOZE, MULTICHOICE, NUMERICAL, Answer, Part, Question
from .richtext import RichText, delimited, printable
from .solved import Quiz, name_of, quiz
from .written_numbers import decimals

__all__ = ["fragment", "page"]

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
# What ends an answer, a feedback or a blank of a cloze is written as an entity, which Moodle undoes.
_ENDS = {"}": "&#125;", "~": "&#126;", "#": "&#35;"}
# Of an answer that is right, and of another, in per cent.
ALL, NOTHING = 100, 0


def fragment(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The `<question>` elements of a problem. Raises NoExercise where it makes none."""
    made = quiz(problem, derivation, options, CLOZE)
    text = RichText(delimited, _without_blanks)
    return "\n".join(_question(question, made, text) for question in made.questions)


def page(title: str, options: Options) -> Frame:
    """The `<quiz>` around the questions; with the title of a sheet they are put into a category of that name."""
    category = _category(options.title) if options.title else ""
    return Frame(f"{DECLARATION}\n<quiz>\n{category}", "\n", "\n</quiz>\n")


def _category(title: str) -> str:
    """A slash in its name is written twice, a single one parts categories."""
    path = f"$course$/top/{title.replace('/', '//')}"
    return f'<question type="category">\n<category>{_plain(path)}</category>\n</question>\n'


def _question(question: Question, made: Quiz, text: RichText) -> str:
    return "\n".join((
        f'<question type="{question.kind}">', f"<name>{_plain(name_of(made.solution, question))}</name>",
        _rich("questiontext", "\n".join((text.question(made.solution), *_asked(question, text)))),
        _rich("generalfeedback", text.solution(made.solution)),
        *_SETTINGS[question.kind](question),
        *(() if question.kind == CLOZE else _answers(question, text)),
        "</question>",
    ))


def _rich(element: str, markup: str, attributes: str = "") -> str:
    """An element that holds HTML."""
    return f'<{element}{attributes} format="html">{_text(markup)}</{element}>'


def _plain(words: str) -> str:
    return f"<text>{escape(printable(words), quote=False)}</text>"


def _text(markup: str) -> str:
    return f"<text><![CDATA[{markup.replace(']]>', ']]]]><![CDATA[>')}]]></text>" if markup else "<text></text>"


# ---- what is asked -------------------------------------------------------------------------------------------


def _asked(question: Question, text: RichText) -> Iterator[str]:
    for part in question.parts:
        if question.kind == CLOZE:
            yield from _blank(part, text)
        elif part.prompt:
            yield f"<p>{text.phrase(part.prompt)}</p>"


def _settings_of_numerical(question: Question) -> Iterator[str]:
    yield "<defaultgrade>1</defaultgrade>"
    yield "<unitgradingtype>0</unitgradingtype>"
    yield "<showunits>3</showunits>"


def _settings_of_multichoice(question: Question) -> Iterator[str]:
    fixed = question.parts[0].fixed
    yield "<defaultgrade>1</defaultgrade>"
    yield "<single>true</single>"
    yield f"<shuffleanswers>{'false' if fixed else 'true'}</shuffleanswers>"
    yield f"<answernumbering>{'ABCD' if fixed else 'abc'}</answernumbering>"


def _settings_of_cloze(question: Question) -> Iterator[str]:
    yield "<penalty>0.3333333</penalty>"


_SETTINGS = {
    NUMERICAL: _settings_of_numerical, MULTICHOICE: _settings_of_multichoice, CLOZE: _settings_of_cloze,
}


def _answers(question: Question, text: RichText) -> Iterator[str]:
    """The answers; the first that fits what is given counts, and the right ones come first where it is a number."""
    (part,) = question.parts
    for answer in part.answers:
        feedback = _rich("feedback", text.said(answer.said))
        fraction = ALL if answer.right else NOTHING
        if question.kind == MULTICHOICE:
            shown = _text(text.answer(answer.phrase))
            yield f'<answer fraction="{fraction}" format="html">{shown}{feedback}</answer>'
        elif answer.value is not None and (answer.right or answer.is_mistake):
            yield (
                f'<answer fraction="{fraction}" format="moodle_auto_format"><text>{decimals(answer.value)}</text>'
                f"{feedback}<tolerance>{decimals(answer.tolerance)}</tolerance></answer>"
            )


# ---- blanks ----------------------------------------------------------------------------------------------------


def _blank(part: Part, text: RichText) -> Iterator[str]:
    """The label and the blank: a number, or answers under each other in an order that Moodle shuffles."""
    label = text.phrase(part.label)
    if part.numbers:
        unit = f" {text.said(part.unit)}" if part.unit else ""
        yield f"<p>{label}{{1:NUMERICAL:{'~'.join(_alternatives(part, text))}}}{unit}</p>"
    else:
        yield f"<p>{label}</p>"
        yield f"<div>{{1:MULTICHOICE_VS:{'~'.join(_alternatives(part, text))}}}</div>"


def _alternatives(part: Part, text: RichText) -> Iterator[str]:
    for answer in part.answers:
        if part.numbers and not (answer.right or answer.is_mistake):
            continue
        shown = _number(answer) if part.numbers else _in_blank(text.answer(answer.phrase))
        yield f"{'=' if answer.right else '%0%'}{shown}#{_in_blank(text.said(answer.said))}"


def _number(answer: Answer) -> str:
    assert answer.value is not None
    return f"{decimals(answer.value)}:{decimals(answer.tolerance)}"


def _in_blank(markup: str) -> str:
    """HTML as it stands in a blank: Moodle undoes entities twice there."""
    return "".join(_ENDS.get(sign, sign) for sign in markup.replace("&", "&amp;amp;"))


def _without_blanks(words: str) -> str:
    """Words that open no blank."""
    return words.replace("{", "&#123;")
