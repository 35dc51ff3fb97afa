"""QTI 1.2 as Canvas imports it: items with the metadata and identifiers that Canvas looks for, in a zip package.

Formulas are equation images, the form that Canvas' own editor writes: it shows them whatever its settings, and
keeps the LaTeX in them for its editor and for MathJax. Several numbers that are asked together are an item each; the
blanks of a cloze are lists to choose from, since Canvas compares what is typed into one letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from hashlib import sha256
from html import escape
from urllib.parse import quote

from ...notation.plain import plain
from ...problem.model import Problem
from ...steps import Derivation
from ...words import quizzes as words
from ..formats import Frame
from ..options import Options
from ..phrases import Phrase, in_words
from .package import UNNAMED, packed
from .questions import CLOZE, MULTICHOICE, NUMERICAL, Answer, Part, Question
from .richtext import RichText, printable
from .solved import Quiz, name_of, quiz
from .written_numbers import decimals

__all__ = ["fragment", "packed", "page"]

SCHEMA = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
TYPES = {
    NUMERICAL: "numerical_question", MULTICHOICE: "multiple_choice_question", CLOZE: "multiple_dropdowns_question",
}
# The names by which Canvas knows feedback: for everybody, and for whoever is wrong.
GENERAL, INCORRECT = "general_fb", "general_incorrect_fb"
RESPONSE = "response1"
# The score of the whole item.
ALL = Fraction(100)


def fragment(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The `<item>` elements of a problem. Raises NoExercise where it makes none."""
    made = quiz(problem, derivation, options, NUMERICAL)
    text = RichText(_image, _without_blanks)
    return "\n".join(_item(question, made, text) for question in made.questions)


def page(title: str, options: Options) -> Frame:
    """The assessment around the items; it gets its name when it is packed."""
    before = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<questestinterop xmlns="{SCHEMA}">\n'
        f'<assessment ident="{UNNAMED}" title="{_attribute(printable(title))}">\n<section ident="root_section">\n'
    )
    return Frame(before, "\n", "\n</section>\n</assessment>\n</questestinterop>\n")


def _image(formula: str) -> str:
    """An equation image; its address holds the formula escaped twice, as Canvas writes it."""
    address = f"/equation_images/{quote(quote(formula, safe=''), safe='')}"
    shown = _attribute(formula)
    return (
        f'<img class="equation_image" title="{shown}" src="{address}" alt="LaTeX: {shown}" '
        f'data-equation-content="{shown}">'
    )


def _attribute(words: str) -> str:
    return escape(words, quote=True)


def _without_blanks(said: str) -> str:
    """Words that name no blank."""
    return said.replace("[", "<span>[</span>")


# ---- one item ------------------------------------------------------------------------------------------------------


def _item(question: Question, made: Quiz, text: RichText) -> str:
    title = _attribute(printable(name_of(made.solution, question)))
    body = "\n".join((
        *_metadata(question), "<presentation>",
        _material("\n".join((text.question(made.solution), *_asked(question, text)))),
        *_RESPONSES[question.kind](question, text), "</presentation>",
        "<resprocessing>",
        '<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>',
        *_shown_to_all(), *_SCORES[question.kind](question, text), "</resprocessing>",
        _feedback(GENERAL, text.solution(made.solution)), *_said(question, text),
    ))
    ident = sha256(f"{title}\n{body}".encode()).hexdigest()[:32]
    named = body.replace(UNNAMED, f"derive_question_{ident}", 1)
    return f'<item ident="derive_item_{ident}" title="{title}">\n{named}\n</item>'


def _metadata(question: Question) -> Iterator[str]:
    fields = {
        "question_type": TYPES[question.kind], "points_possible": f"{len(question.parts)}",
        "assessment_question_identifierref": UNNAMED,
    }
    yield "<itemmetadata>\n<qtimetadata>"
    for label, entry in fields.items():
        yield (
            f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry></qtimetadatafield>"
        )
    yield "</qtimetadata>\n</itemmetadata>"


def _material(markup: str) -> str:
    """HTML, escaped once more."""
    return f'<material><mattext texttype="text/html">{escape(markup, quote=False)}</mattext></material>'


def _feedback(ident: str, markup: str) -> str:
    return f'<itemfeedback ident="{ident}"><flow_mat>{_material(markup)}</flow_mat></itemfeedback>'


def _asked(question: Question, text: RichText) -> Iterator[str]:
    for number, part in enumerate(question.parts, 1):
        if question.kind == CLOZE:
            unit = f" {text.said(part.unit)}" if part.numbers and part.unit else ""
            yield f"<p>{text.phrase(part.label)} [{_blank(number)}]{unit}</p>"
        elif part.prompt:
            yield f"<p>{text.phrase(part.prompt)}</p>"


def _blank(number: int) -> str:
    return f"blank{number}"


# ---- how it is answered --------------------------------------------------------------------------------------------


def _number(question: Question, text: RichText) -> Iterator[str]:
    yield (
        f'<response_str ident="{RESPONSE}" rcardinality="Single"><render_fib fibtype="Decimal">'
        '<response_label ident="answer1"/></render_fib></response_str>'
    )


def _choice(question: Question, text: RichText) -> Iterator[str]:
    yield f'<response_lid ident="{RESPONSE}" rcardinality="Single">\n<render_choice>'
    for number, answer in enumerate(question.parts[0].answers, 1):
        yield f'<response_label ident="{_name(1, number)}">{_material(text.answer(answer.phrase))}</response_label>'
    yield "</render_choice>\n</response_lid>"


def _lists(question: Question, text: RichText) -> Iterator[str]:
    for place, part in enumerate(question.parts, 1):
        yield f'<response_lid ident="response_{_blank(place)}" rcardinality="Single">'
        yield f"<material><mattext>{_blank(place)}</mattext></material>\n<render_choice>"
        for number, answer in enumerate(part.answers, 1):
            shown = escape(printable(in_words(_without_unit(answer, part), str, plain)), quote=False)
            yield (
                f'<response_label ident="{_name(place, number)}"><material><mattext texttype="text/plain">{shown}'
                "</mattext></material></response_label>"
            )
        yield "</render_choice>\n</response_lid>"


def _without_unit(answer: Answer, part: Part) -> Phrase:
    return answer.phrase[:1] if part.numbers else answer.phrase


def _name(place: int, number: int) -> str:
    return f"answer_{place}_{number}"


_RESPONSES = {NUMERICAL: _number, MULTICHOICE: _choice, CLOZE: _lists}


# ---- what it scores ------------------------------------------------------------------------------------------------


def _shown_to_all() -> Iterator[str]:
    yield _condition("<other/>", shown=GENERAL)


def _condition(holds: str, score: Fraction | None = None, shown: str = "", action: str = "Set") -> str:
    """What happens where the condition holds; the first that scores is the last that is looked at, unless scores
    are added up."""
    goes_on = "No" if score is not None and action == "Set" else "Yes"
    scored = "" if score is None else f'<setvar action="{action}" varname="SCORE">{decimals(score)}</setvar>'
    feedback = f'<displayfeedback feedbacktype="Response" linkrefid="{shown}"/>' if shown else ""
    return (
        f'<respcondition continue="{goes_on}"><conditionvar>{holds}</conditionvar>{scored}{feedback}</respcondition>'
    )


def _is(response: str, value: str, test: str = "varequal") -> str:
    return f'<{test} respident="{response}">{value}</{test}>'


def _score_of_number(question: Question, text: RichText) -> Iterator[str]:
    (part,) = question.parts
    for answer in part.answers:
        if answer.right and answer.value is not None:
            lower, upper = (decimals(answer.value + sign * answer.tolerance) for sign in (-1, 1))
            between = _is(RESPONSE, lower, "vargte") + _is(RESPONSE, upper, "varlte")
            yield _condition(f"<or>{_is(RESPONSE, decimals(answer.value))}<and>{between}</and></or>", ALL)
    if _mistaken(part):
        yield _condition("<other/>", shown=INCORRECT)


def _score_of_choice(question: Question, text: RichText) -> Iterator[str]:
    answers = list(enumerate(question.parts[0].answers, 1))
    for number, answer in answers:
        if answer.said:
            yield _condition(_is(RESPONSE, _name(1, number)), shown=f"{_name(1, number)}_fb")
    for number, answer in answers:
        if answer.right:
            yield _condition(_is(RESPONSE, _name(1, number)), ALL)


def _score_of_lists(question: Question, text: RichText) -> Iterator[str]:
    for place, part in enumerate(question.parts, 1):
        for number, answer in enumerate(part.answers, 1):
            if answer.right:
                holds = _is(f"response_{_blank(place)}", _name(place, number))
                yield _condition(holds, ALL / len(question.parts), action="Add")


_SCORES = {NUMERICAL: _score_of_number, MULTICHOICE: _score_of_choice, CLOZE: _score_of_lists}


# ---- what is said --------------------------------------------------------------------------------------------------


def _said(question: Question, text: RichText) -> Iterator[str]:
    """Feedback of single answers; where a number is typed, one list for all that are wrong."""
    (part, *_) = question.parts
    if question.kind == MULTICHOICE:
        for number, answer in enumerate(part.answers, 1):
            if answer.said:
                yield _feedback(f"{_name(1, number)}_fb", f"<p>{text.said(answer.said)}</p>")
    elif question.kind == NUMERICAL and _mistaken(part):
        rows = (f"<li>{text.answer(answer.phrase)}: {text.said(answer.said)}</li>" for answer in _mistaken(part))
        yield _feedback(INCORRECT, f"<p>{text.said(words.WRONG_ANSWERS)}</p>\n<ul>{''.join(rows)}</ul>")


def _mistaken(part: Part) -> list[Answer]:
    return [answer for answer in part.answers if answer.is_mistake]
