"""How a solution is written: the level of detail, the form, the notation, the page."""

from __future__ import annotations

from collections.abc import Mapping

from ..notation.choices import notation
from ..records import NOTHING, Record

__all__ = ["DETAILS", "FORMS", "QUESTIONS", "Options", "form_and_count"]

# The levels of detail: a step is shown where its own level is at most this.
DETAILS = {"brief": 1, "student": 2, "full": 3}
# The whole solution, and the exercises that are made of it.
FADED = "faded"
FORMS = ("full", "question", "faded:K", "shuffled", "find-the-error", "reasons-blank")
# The kinds of questions in a quiz of a learning-management system.
QUESTIONS = ("numerical", "multichoice", "cloze")


class Options(Record):
    """What can be chosen of a document, whatever its format; a format takes no notice of what it has no use for.

    detail: a key of `DETAILS`. width: columns of the page of a text. standalone: a whole document where the format
    knows fragments as well. title: of a sheet of several problems. plot: whether there is a picture, where the format
    has pictures; None where the package that draws it is installed. remarks: whether a solution says beside its lines
    what will be done, what was checked and which mistakes are common; None as the format has it.

    form: one of `FORMS`, `faded:3` for K = 3. key: whether what solves an exercise stands below it. seed: of what is
    random in an exercise. number: of the problem on its sheet, from one; none where it is zero. question: one of
    `QUESTIONS`, the kind of question in a quiz; what fits the problem where it is empty. notation: choices by the
    keys of `notation.choices.CHOICES`, which come before those of the problem. embed_font: whether a page for
    browsers brings its mathematical font with it (extra `html`).

    Raises ValueError for a number or title that is none; an unknown level of detail, form, kind of question or
    notation.
    """

    detail: str = "student"
    width: int = 80
    standalone: bool = False
    title: str = ""
    plot: bool | None = None
    remarks: bool | None = None
    form: str = "full"
    key: bool = False
    seed: int = 1
    number: int = 0
    embed_font: bool = False
    question: str = ""
    notation: Mapping[str, str] = NOTHING

    def __post_init__(self) -> None:
        if self.detail not in DETAILS:
            raise ValueError(f"unknown level of detail {self.detail!r}: one of {', '.join(DETAILS)}")
        form_and_count(self.form)
        if self.question and self.question not in QUESTIONS:
            raise ValueError(f"unknown kind of question {self.question!r}: one of {', '.join(QUESTIONS)}")
        for name in ("width", "seed", "number"):
            if type(getattr(self, name)) is not int:
                raise ValueError(f"{name} {getattr(self, name)!r}: it is a whole number")
        if not isinstance(self.title, str):
            raise ValueError(f"title {self.title!r}: it is a text")
        notation(self.notation)


def form_and_count(form: str) -> tuple[str, int]:
    """`faded:3` as `("faded", 3)`, another form with a zero. Raises ValueError for what is none."""
    if not isinstance(form, str):
        raise ValueError(f"unknown form {form!r}: one of {', '.join(FORMS)}")
    name, colon, count = form.partition(":")
    if name == FADED:
        if not (colon and count.isascii() and count.isdigit() and int(count[:6])):
            raise ValueError(f"form {form!r}: write faded:K with the number K of lines to leave blank, 1 or more")
        return name, int(count)
    if form not in FORMS:
        raise ValueError(f"unknown form {form!r}: one of {', '.join(FORMS)}")
    return form, 0
