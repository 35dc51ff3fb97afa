"""The catalogue of mistakes: id, title, cause and an example of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..rules.mistakes import TOPICS, Mistake
from . import words

__all__ = ["mistakes_as_json", "mistakes_as_text"]


def mistakes_as_text() -> str:
    """A paragraph a mistake, topic by topic."""
    return "\n\n".join("\n".join(lines) for topic, mistakes in TOPICS.items() for lines in _topic(topic, mistakes))


def mistakes_as_json() -> str:
    """An array with an object a mistake."""
    found = [_object(topic, mistake) for topic, mistakes in TOPICS.items() for mistake in mistakes]
    return json.dumps(found, ensure_ascii=False, indent=1)


def _topic(topic: str, mistakes: tuple[Mistake, ...]) -> Iterator[list[str]]:
    title = words.TOPIC_TITLES[topic]
    yield [title, "─" * len(title)]
    for mistake in mistakes:
        example = mistake.example
        yield [
            f"{mistake.id}   {mistake.title}", f"  {mistake.sentence}", f"  {words.RIGHT}  {example.right}",
            f"  {words.WRONG}  {example.wrong}",
        ]


def _object(topic: str, mistake: Mistake) -> dict[str, Any]:
    return {
        "id": mistake.id, "topic": topic, "title": mistake.title, "sentence": mistake.sentence,
        "kinds": list(mistake.kinds), "example": {"right": mistake.example.right, "wrong": mistake.example.wrong},
    }
