"""Every word that is printed, one folder a language, one module a topic; `english` is the one that there is.

New words go into the module of their topic in `english/`: a constant, a table, or a function where grammar needs one
(its arguments by name). Where they are printed, ask for them when they are printed, never when a module is imported,
or another language could not be spoken: `from ..words import documents as words` and `words.LABELS["data"]` (inside
`derive.documents`: `from . import words`), `title(rule)`, `reason(rule, v="θ")`, and for a sentence
`say("estimate-is", name="θ", value="0.7")`. tests/words/ looks whether every word is asked for, and whether any is
printed from elsewhere.

A second language is a folder with the same modules and names beside `english`, switched on by `use`. What stays
English: the notation (`log`, `max`, `or`, the names of families), faults in what comes in, what the referee says of a
step without proof, the command line's help.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # `typing` costs more than all words of a short solution
if TYPE_CHECKING:
    from collections.abc import Sequence

_TOPICS: list[_Topic] = []


class _Topic:
    """The words of one topic in the language that is spoken, read when the first of them is asked for."""

    __slots__ = ("__dict__", "_topic")  # the first for the words that were asked for

    def __init__(self, topic: str) -> None:
        self._topic = topic
        _TOPICS.append(self)

    def __getattr__(self, name: str) -> object:
        word: object = getattr(import_module(f"{_language}.{self._topic}"), name)
        setattr(self, name, word)
        return word


if TYPE_CHECKING:
    from .english import cards as cards
    from .english import documents as documents
    from .english import exercises as exercises
    from .english import families as families
    from .english import hints as hints
    from .english import mistakes as mistakes
    from .english import page as page
    from .english import pictures as pictures
    from .english import quizzes as quizzes
    from .english import rules as rules
    from .english import sentences as sentences
    from .english import spoken as spoken
else:
    cards = _Topic("cards")
    documents = _Topic("documents")
    exercises = _Topic("exercises")
    families = _Topic("families")
    hints = _Topic("hints")
    mistakes = _Topic("mistakes")
    page = _Topic("page")
    pictures = _Topic("pictures")
    quizzes = _Topic("quizzes")
    rules = _Topic("rules")
    sentences = _Topic("sentences")
    spoken = _Topic("spoken")

__all__ = ["language", "listed", "reason", "say", "title", "use"]  # and the topics

_language = f"{__name__}.english"


def use(language: str) -> None:
    """Speak another language from here on: the name of the package that holds its words.

    Raises ModuleNotFoundError where there is none.
    """
    global _language
    _language = import_module(language).__name__
    for topic in _TOPICS:
        vars(topic).clear()


def language() -> str:
    """The code of the language that is spoken, as in the `lang` of a page (`en`)."""
    code: str = import_module(_language).CODE
    return code


def title(rule: str) -> str:
    """The name of a rule, in a few words."""
    return rules.WORDS[rule][0]


def reason(rule: str, **names: str) -> str:
    """The words beside a line that a rule wrote."""
    return rules.WORDS[rule][1].format_map(names)


def say(sentence: str, /, **fields: object) -> str:
    """The sentence of that id with its fields filled in; a part of one where it is filled into another."""
    words = sentences.SENTENCES[sentence]
    return words.format_map(fields) if isinstance(words, str) else words(**fields)


def listed(parts: Sequence[str]) -> str:
    """The parts in a row, the last behind an “and”."""
    return sentences.listed(parts)
