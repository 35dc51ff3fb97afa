"""English with every letter of its own in a circle, as a language: what a program prints in plain letters besides
what the problem says comes from elsewhere than the words of the language."""

from __future__ import annotations

import string
import sys
from collections.abc import Callable
from enum import Enum
from functools import wraps
from importlib import import_module
from pkgutil import iter_modules
from types import FunctionType, ModuleType
from typing import Any

from derive.words import english

NAME = "english_in_circles"
_CIRCLES = str.maketrans(
    string.ascii_letters,
    "".join(map(chr, (*range(0x24D0, 0x24D0 + 26), *range(0x24B6, 0x24B6 + 26)))),
)
OPEN, CLOSE = "\ue000", "\ue001"


class _Field(str):
    """A text that is filled in, and keeps its letters."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return f"{OPEN}{super().__format__(spec)}{CLOSE}"


def made() -> str:
    """Put the language where `derive.words.use` finds it, and give back its name."""
    sys.modules[NAME] = ModuleType(NAME)
    sys.modules[NAME].CODE = "en"  # type: ignore[attr-defined]
    for topic in iter_modules(english.__path__):
        whole = ModuleType(f"{NAME}.{topic.name}")
        for name, word in vars(import_module(f"{english.__name__}.{topic.name}")).items():
            if not name.startswith("__"):
                setattr(whole, name, _cards(word) if name == "CARDS" else _word(word))
        sys.modules[whole.__name__] = whole
    return NAME


def _word(word: Any) -> Any:
    """A constant, a table or a function of the language, circled."""
    if isinstance(word, str):
        return circled_template(word)
    if isinstance(word, dict):
        return {key: _word(value) for key, value in word.items()}
    if isinstance(word, tuple):
        return tuple(map(_word, word))
    return _function(word) if isinstance(word, FunctionType) else word


def _cards(cards: dict[str, tuple[str, str, str, str]]) -> dict[str, tuple[str, str, str, str]]:
    """The words of each card circled; its formula is read, and stays."""
    return {
        key: (_word(title), _word(said), formula, _word(condition))
        for key, (title, said, formula, condition) in cards.items()
    }


def circled_template(template: str) -> str:
    """The letters outside of fields circled: `ⓐⓢ {v} → {n}`."""
    parts = [
        (text.translate(_CIRCLES).replace("{", "{{").replace("}", "}}"), field, spec)
        for text, field, spec, _ in string.Formatter().parse(template)
    ] if _is_template(template) else [(template.translate(_CIRCLES), None, None)]
    return "".join(
        text + ("" if field is None else f"{{{field}{':' + spec if spec else ''}}}") for text, field, spec in parts
    )


def _is_template(text: str) -> bool:
    return "{" in text


def _function(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def circled(*arguments: Any, **named: Any) -> Any:
        said = function(*map(_field, arguments), **{name: _field(value) for name, value in named.items()})
        return _result(said)

    return circled


def _result(said: Any) -> Any:
    if isinstance(said, str):
        return _outside_of_fields(said)
    return tuple(map(_result, said)) if isinstance(said, tuple) else said


def _field(value: Any) -> Any:
    """What is filled in: a text, or a row of them."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return _Field(value)
    return type(value)(map(_field, value)) if isinstance(value, (tuple, list)) else value


def _outside_of_fields(said: str) -> str:
    depth, text = 0, ""
    for character in said:
        if character in (OPEN, CLOSE):
            depth += 1 if character == OPEN else -1
        else:
            text += character if depth else character.translate(_CIRCLES)
    return text
