"""The shapes that the value of a field may have; they check a file, and make the JSON Schema of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from .diagnostics import Faults, did_you_mean
from .events import Mapping, Node, Scalar, Sequence

__all__ = ["Choice", "Either", "Field", "ListOf", "MapOf", "Record", "Shape", "Text", "Word"]

Schema = dict[str, Any]
_KINDS = {Scalar: "text", Sequence: "a list", Mapping: "a mapping"}
# What plain text means by the core schema of YAML 1.2 where it is no string.
_NOT_TEXT = re.compile(r"~|null|Null|NULL|true|True|TRUE|false|False|FALSE|0o[0-7]+|0x[0-9a-fA-F]+"
                       r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


class Shape:
    """What a value may be. `words` says it to a person: `text`, `a list of numbers`."""

    def __init__(self, words: str) -> None:
        self.words = words

    def accepts(self, node: Node) -> bool:
        """Whether the node is of the right kind, whatever stands inside."""
        raise NotImplementedError

    def check(self, node: Node, name: str, faults: Faults) -> bool:
        """Note what is wrong with the node, the value of `name`; whether all is well."""
        if self.accepts(node):
            return True
        if isinstance(node, Scalar) and not node.text.strip() and node.value is None:
            faults.add(node, f"{name} is empty: it should be {self.words}")
        else:
            faults.add(node, f"{name} should be {self.words}, not {_KINDS[type(node)]}")
        return False

    def schema(self) -> Schema:
        """The JSON Schema (draft 7) of the shape."""
        raise NotImplementedError


class Word(Shape):
    """Any scalar that is not empty: mathematics, a number, a label."""

    def accepts(self, node: Node) -> bool:
        return isinstance(node, Scalar) and (bool(node.text.strip()) or node.value is not None)

    def schema(self) -> Schema:
        return {"type": ["string", "number", "boolean"], "description": self.words}


class Choice(Word):
    """One of a few words or numbers; `fault` says of a text what is wrong with it, or nothing."""

    def __init__(self, words: str, values: tuple[str, ...], fault: Callable[[str], str]) -> None:
        super().__init__(words)
        self.values, self.fault = values, fault

    def check(self, node: Node, name: str, faults: Faults) -> bool:
        if not Shape.check(self, node, name, faults):
            return False
        said = self.fault(node.text) if isinstance(node, Scalar) else ""
        if said:
            faults.add(node, f"{name}: {said}")
        return not said

    def schema(self) -> Schema:
        values = [int(value) if value.isdigit() else value for value in self.values]
        return {"enum": values, "description": self.words}


class Text(Shape):
    """Text for people: by YAML 1.2 neither a number nor a truth value. most: of characters, where there is an end."""

    def __init__(self, words: str, most: int | None = None) -> None:
        super().__init__(words)
        self.most = most

    def accepts(self, node: Node) -> bool:
        return isinstance(node, Scalar) and bool(node.text.strip()) and (
            bool(node.style) or not _NOT_TEXT.fullmatch(node.text))

    def check(self, node: Node, name: str, faults: Faults) -> bool:
        if isinstance(node, Scalar) and not node.style and _NOT_TEXT.fullmatch(node.text):
            faults.add(node, f'{name} should be {self.words}, not {node.text}: put it in quotes where it is meant')
            return False
        if self.most is not None and isinstance(node, Scalar) and len(node.text) > self.most:
            faults.add(node, f"{name} of {len(node.text)} characters: {self.words}, of at most {self.most}")
            return False
        return Shape.check(self, node, name, faults)

    def schema(self) -> Schema:
        limit = {} if self.most is None else {"maxLength": self.most}
        return {"type": "string", "minLength": 1, **limit, "description": self.words}


class ListOf(Shape):
    """A list of one or more."""

    def __init__(self, words: str, item: Shape) -> None:
        super().__init__(words)
        self.item = item

    def accepts(self, node: Node) -> bool:
        return isinstance(node, Sequence)

    def check(self, node: Node, name: str, faults: Faults) -> bool:
        if not isinstance(node, Sequence):
            return Shape.check(self, node, name, faults)
        if not node.items:
            faults.add(node, f"{name} is an empty list: it should be {self.words}")
            return False
        good = [self.item.check(item, f"an entry of {name}", faults) for item in node.items]
        return all(good)

    def schema(self) -> Schema:
        return {"type": "array", "minItems": 1, "items": self.item.schema(), "description": self.words}


class MapOf(Shape):
    """A mapping whose keys are names of the author's; `least` entries or more."""

    def __init__(self, words: str, value: Shape, least: int = 1) -> None:
        super().__init__(words)
        self.value, self.least = value, least

    def accepts(self, node: Node) -> bool:
        return isinstance(node, Mapping)

    def check(self, node: Node, name: str, faults: Faults) -> bool:
        if not isinstance(node, Mapping):
            return Shape.check(self, node, name, faults)
        if len(node.entries) < self.least:
            faults.add(node, f"{name} has {len(node.entries) or 'no'} entries: it should be {self.words}")
            return False
        good = [_named(key, faults) and self.value.check(value, f'"{key.text}" in {name}', faults)
                for key, value in node.entries]
        return all(good)

    def schema(self) -> Schema:
        return {"type": "object", "minProperties": self.least, "additionalProperties": self.value.schema(),
                "description": self.words}


def _named(key: Scalar, faults: Faults) -> bool:
    if not key.text.strip():
        faults.add(key, "an empty key")
        return False
    return True


class Field(NamedTuple):
    """A key with a meaning: its name, the shape of its value, and what it holds, in a sentence."""

    name: str
    shape: Shape
    doc: str


class Record(Shape):
    """A mapping with keys from a table. `needs`: of each group one key must be there."""

    def __init__(self, words: str, fields: tuple[Field, ...], needs: tuple[tuple[str, ...], ...] = ()) -> None:
        super().__init__(words)
        self.fields, self.needs = {field.name: field for field in fields}, needs

    def accepts(self, node: Node) -> bool:
        return isinstance(node, Mapping)

    def marked(self, node: Mapping) -> bool:
        """Whether the mapping has the key by which the record is known among others."""
        return any(key.text in self.needs[0] for key, _ in node.entries)

    def check(self, node: Node, name: str, faults: Faults) -> bool:
        if not isinstance(node, Mapping):
            return Shape.check(self, node, name, faults)
        good = self.good_entries(node, name, faults)
        return self._complete(node, name, faults) and len(good) == len(node.entries)

    def good_entries(self, node: Mapping, name: str, faults: Faults) -> dict[str, Node]:
        """The values of known keys that have their shape; the others go to the faults."""
        good = {}
        for key, value in node.entries:
            field = self.fields.get(key.text)
            if field is None:
                faults.add(key, self._unknown(key.text, name))
            elif field.shape.check(value, field.name, faults):
                good[key.text] = value
        return good

    def _unknown(self, key: str, name: str) -> str:
        if key.count("(") != key.count(")"):
            return f'"{key}" is no key: within {{ }} a comma ends an entry: put the expression in quotes'
        near = did_you_mean(key, self.fields)
        return f'unknown key "{key}" in {name}{near or ": it may hold " + ", ".join(self.fields)}'

    def _complete(self, node: Mapping, name: str, faults: Faults) -> bool:
        good = True
        for group in self.needs:
            present = [key for key, _ in node.entries if key.text in group]
            if not present:
                faults.add(node, f"{name} needs {' or '.join(group)}")
                good = False
            elif len(present) > 1:
                faults.add(present[1], f"{name} has both {present[0].text} and {present[1].text}: write one of them")
                good = False
        return good

    def schema(self) -> Schema:
        properties = {name: {**field.shape.schema(), "description": field.doc} for name, field in self.fields.items()}
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        groups = [{"oneOf": [{"required": [key]} for key in group]} if len(group) > 1 else {"required": list(group)}
                  for group in self.needs]
        if groups:
            schema["allOf"] = groups
        return {**schema, "description": self.words}


class Either(Shape):
    """One of several shapes: the first of the right kind; among records the one with its key in the mapping."""

    def __init__(self, words: str, shapes: tuple[Shape, ...]) -> None:
        super().__init__(words)
        self.shapes = shapes

    def accepts(self, node: Node) -> bool:
        return any(shape.accepts(node) for shape in self.shapes)

    def choice(self, node: Node) -> Shape | None:
        """The shape that a node is meant to have."""
        fitting = [shape for shape in self.shapes if shape.accepts(node)]
        if isinstance(node, Mapping):
            for shape in fitting:
                if isinstance(shape, Record) and shape.marked(node):
                    return shape
            plain = [shape for shape in fitting if not isinstance(shape, Record)]
            fitting = plain or fitting
        return fitting[0] if fitting else None

    def check(self, node: Node, name: str, faults: Faults) -> bool:
        shape = self.choice(node)
        return Shape.check(self, node, name, faults) if shape is None else shape.check(node, name, faults)

    def schema(self) -> Schema:
        return {"anyOf": [shape.schema() for shape in self.shapes], "description": self.words}
