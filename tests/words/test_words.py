"""Every word that is asked for is there, with its fields, and every word that is there is asked for."""

from __future__ import annotations

import ast
import inspect
import re
import string
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TypeVar

import pytest

from derive import words
from derive.families.registry import families
from derive.rules.mistakes import MISTAKES
from derive.words import english

Node = TypeVar("Node", bound=ast.AST)
PACKAGE = Path(words.__file__).parents[1]
SOURCES = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
OUTSIDE = [path for path in SOURCES if path.relative_to(PACKAGE).parts[0] != "words"]
TOPICS = [topic.name for topic in iter_modules(english.__path__)]
SENTENCES = words.sentences.SENTENCES


@cache
def nodes(kind: type[Node]) -> list[tuple[Path, Node]]:
    """The nodes of a kind in the program outside of the words, with where they stand."""
    found = all_nodes()
    return [(path, node) for path, node in found if isinstance(node, kind)]


@cache
def all_nodes() -> list[tuple[Path, ast.AST]]:
    """What a test looks at: other nodes are not kept, since there are a million of them."""
    kinds = (ast.Constant, ast.Call, ast.JoinedStr, ast.ImportFrom)
    return [
        (path, node) for path in OUTSIDE for node in ast.walk(ast.parse(SOURCES[path]))
        if isinstance(node, kinds) and not (isinstance(node, ast.Call) and not is_call_of(node, "say"))
    ]


def is_call_of(node: ast.Call, name: str) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == name


@cache
def literals() -> frozenset[str]:
    """Every text that stands in the program outside of the words."""
    values = (node.value for _, node in nodes(ast.Constant))
    return frozenset(value for value in values if isinstance(value, str))


def fields_of(sentence: str) -> set[str]:
    said = SENTENCES[sentence]
    if callable(said):
        return set(inspect.signature(said).parameters)
    return {field for _, field, _, _ in string.Formatter().parse(said) if field}


def ids(node: ast.expr) -> list[str]:
    """The sentences that an argument may be; none where it is a name."""
    if isinstance(node, ast.IfExp):
        return [*ids(node.body), *ids(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) else []


def fault(sentence: str, given: set[str]) -> str:
    """What is wrong with asking for the sentence with these fields."""
    if sentence not in SENTENCES:
        return "unknown"
    fields = fields_of(sentence)
    return "" if fields == given else f"fields {sorted(given)}, not {sorted(fields)}"


def test_every_sentence_that_is_asked_for_is_there_with_its_fields() -> None:
    asked = nodes(ast.Call)
    assert len(asked) > 150
    assert not [
        f"{path.relative_to(PACKAGE)}:{call.lineno}: {sentence}: {wrong}"
        for path, call in asked
        for sentence in ids(call.args[0])
        if (wrong := fault(sentence, {str(keyword.arg) for keyword in call.keywords}))
    ]


def test_a_sentence_that_is_not_there_is_seen() -> None:
    assert fault("no such sentence", set()) == "unknown"
    assert fault("about", {"number"}) == "fields ['number'], not ['value']"
    assert fault("loss-the-same", {"loss"}) == ""


@pytest.mark.parametrize("table", [
    "sentences.SENTENCES", "hints.KINDS", "documents.LABELS", "documents.FINDS", "documents.METHODS",
])
def test_every_word_of_a_table_is_asked_for(table: str) -> None:
    topic, _, name = table.partition(".")
    assert set(getattr(getattr(words, topic), name)) - literals() == set()


def test_every_rule_is_one_that_is_written() -> None:
    """An id may be put together: `monotone` and `-zeta`, `at-{side}-end{kind}`."""
    parts = literals()
    ends = {part for part in parts if part.startswith("-")}
    patterns = [re.compile(pattern) for pattern in patterns_of_ids()]
    assert not [
        rule for rule in set(words.rules.WORDS) - parts
        if not any(rule.removesuffix(end) in parts for end in ends if rule.endswith(end))
        and not any(pattern.fullmatch(rule) for pattern in patterns)
    ]


def patterns_of_ids() -> Iterator[str]:
    """Texts with fields that may be ids: `apply-[a-z-]*`."""
    for _, node in nodes(ast.JoinedStr):
        parts = [str(part.value) if isinstance(part, ast.Constant) else "" for part in node.values]
        if re.fullmatch("[a-z-]*[a-z]{2}[a-z-]*", "".join(parts)) and "-" in "".join(parts):
            yield "".join(part or "[a-z-]*" for part in parts)


def test_a_hint_is_about_a_rule() -> None:
    assert set(words.hints.IDEAS) <= set(words.rules.WORDS)


def test_every_mistake_and_every_family_has_words() -> None:
    assert set(words.mistakes.MISTAKES) == {mistake.id for mistake in MISTAKES}
    named = {name.partition("(")[0] for name in words.families.FAMILIES}
    assert named == {member.name for member in families()}
    roles = {p.role for member in families() for p in member.parameters}
    assert roles <= set(words.families.ROLES)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_word_of_a_topic_is_asked_for(topic: str) -> None:
    module = import_module(f"{english.__name__}.{topic}")
    text = "\n".join(text for path, text in SOURCES.items() if path.name != f"{topic}.py" or path in OUTSIDE)
    own = SOURCES[Path(str(module.__file__))]
    names = [name for name, word in vars(module).items() if is_word(name, word, topic)]
    assert names
    assert [name for name in names if f".{name}" not in text and own.count(name) < 2] == []


def is_word(name: str, word: object, topic: str) -> bool:
    home = getattr(word, "__module__", f"{english.__name__}.{topic}")
    return not name.startswith("_") and name != "annotations" and home == f"{english.__name__}.{topic}"


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_opened_in_the_language_that_is_spoken(topic: str) -> None:
    assert getattr(words, topic) is not None
    assert f"from .english import {topic} as {topic}\n" in SOURCES[Path(str(words.__file__))]


def test_no_word_is_taken_when_a_module_is_imported() -> None:
    """Topics and functions only, as in `from ..words import documents`: a table taken by value would stay English."""
    own = {*words.__all__, *TOPICS}
    taken = [
        f"{path.relative_to(PACKAGE)}: {alias.name}"
        for path, node in nodes(ast.ImportFrom)
        if (node.module or "").split(".")[:1] == ["words"] and node.level > 1
        for alias in node.names
        if node.module != "words" or alias.name not in own
    ]
    assert not taken
