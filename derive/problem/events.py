"""YAML text to a tree of located nodes, by YAML 1.2: scalars stay text until a field says what they are.

PyYAML's event stream is used and nothing above it: no tags are resolved, no objects built. Anchors, aliases, tags
and merge keys are faults, as are duplicate keys; bytes, depth and nodes are bounded.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from ..domains import Domain
from ..expressions import Expression
from .characters import NO_TEXT, named_character
from .diagnostics import Diagnostic, Faults, Place, ProblemError, Spot

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "YamlSource", "decode", "documents"]

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 20
MAX_NODES = 400_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(NamedTuple):
    """A piece of text. `style` is "" for plain text, else its quotation mark, `|` or `>`. From Python, `value` may
    hold an expression or a domain that needs no reading."""

    text: str
    style: str
    start: int
    value: Expression | Domain | None = None


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    start: int


class Mapping(NamedTuple):
    """A mapping, in the order of the file; keys are unique."""

    entries: tuple[tuple[Scalar, Node], ...]
    start: int

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        for name, value in self.entries:
            if name.text == key:
                return value
        return None


Node = Scalar | Sequence | Mapping

# libyaml's words, and what they mean to a person who writes a problem.
_SYNTAX = (
    ("mapping values are not allowed", "a colon and a space inside unquoted text: put the text in quotes"),
    ("while scanning an alias", "an unquoted * begins an alias: put the text in quotes"),
    ("while scanning an anchor", "an unquoted & begins an anchor: put the text in quotes"),
    ("while scanning a block scalar", "an unquoted | or > begins a block of text: put the expression in quotes"),
    ("did not find expected ',' or ']'", "a list is not closed, or a comma is missing in it: write [1, 2, 3]"),
    ("did not find expected ',' or '}'", "a mapping is not closed, or a comma is missing in it: write {a: 1, b: 2}"),
    ("found unexpected end of stream", "a quotation mark is not closed"),
    ("could not find expected ':'", "a key without a colon: write `key: value`"),
    ("while parsing a block mapping", "a key is expected here: keys of one mapping start in the same column"),
    ("did not find expected <document start>", "text behind the end of the problem: a line `---` separates problems"),
)
_UNCLOSED = ("expected ',' or ']'", "expected ',' or '}'", "unexpected end of stream")


def decode(data: bytes, file: str) -> str:
    """The text of a file. Raises ProblemError where it is not UTF-8 or too large."""
    start = Place(file, 1, 1)
    if len(data) > MAX_BYTES:
        raise _refused(start, f"more than {MAX_BYTES} bytes for a problem file: put large data in a csv file")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:4].count(0) >= 2:
        raise _refused(start, "the file is UTF-16 or UTF-32; save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        line = before.count("\n") + 1
        place = Place(file, line, len(before) - before.rfind("\n"))
        raise _refused(place, f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8") from None


def _refused(place: Place, message: str) -> ProblemError:
    return ProblemError([Diagnostic(*place, message)])


class YamlSource:
    """The text of a file, with the places of its characters."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._lines: list[int] = []

    def place(self, index: int) -> Place:
        """The place of a character of the text."""
        if not self._lines:
            self._lines = [0, *(match.end() for match in re.finditer("\n", self.text))]
        line = bisect_right(self._lines, index)
        return Place(self.file, line, index - self._lines[line - 1] + 1)

    def locate(self, node: Spot, offset: int = 0) -> Place:
        """The place of the character at `offset` of a scalar's text, past quotes, escapes and folded lines."""
        if not offset or not isinstance(node, Scalar):
            return self.place(node.start)
        return self.place(self._index(node, offset))

    def _index(self, node: Scalar, offset: int) -> int:
        """Spaces may be folded, all other characters stand in the source in the same order: count these."""
        left = sum(not c.isspace() for c in node.text[:offset])
        at = node.start + (node.style in ("'", '"'))
        if node.style in ("|", ">"):
            at = self.text.find("\n", at)
        while 0 <= at < len(self.text):
            if not self.text[at].isspace():
                if not left:
                    return at
                left -= 1
            at += _width(self.text, at, node.style)
        return node.start


def _width(text: str, at: int, style: str) -> int:
    """How many characters of the source make the one at `at`."""
    if style == "'" and text.startswith("''", at):
        return 2
    if style == '"' and text[at] == "\\":
        return {"x": 4, "u": 6, "U": 10}.get(text[at + 1 : at + 2], 2)
    return 1


def documents(source: YamlSource, faults: Faults) -> list[Node]:
    """The documents of a text, as trees; what is wrong with the YAML itself goes to the faults."""
    for match in NO_TEXT.finditer(source.text):
        faults.at(source.place(match.start()), f"{named_character(match[0])}: delete it")
    if faults:
        return []
    try:
        return list(_Builder(source, faults).documents())
    except yaml.YAMLError as error:
        faults.at(*_syntax(error, source))
        return []


def _syntax(error: yaml.YAMLError, source: YamlSource) -> tuple[Place, str]:
    mark = getattr(error, "problem_mark", None)
    said = f"{getattr(error, 'context', None) or ''}; {getattr(error, 'problem', None) or error}"
    if any(words in said for words in _UNCLOSED):  # it is noticed at the end of the file, but begins here
        mark = getattr(error, "context_mark", None) or mark
    place = Place(source.file, mark.line + 1, mark.column + 1) if mark else source.place(0)
    if "cannot start any token" in said and mark:
        character = source.text[mark.index : mark.index + 1]
        if character == "\t":
            return place, "a tab: indent with spaces"
        return place, f"text cannot begin with {character}: put it in quotes"
    for words, meaning in _SYNTAX:
        if words in said:
            return place, meaning
    return place, f"not YAML: {said.strip('; ')}"


class _Builder:
    """Builds the trees from the events, one event at a time."""

    def __init__(self, source: YamlSource, faults: Faults) -> None:
        self.source = source
        self.faults = faults
        self.events: Iterator[Any] = iter(_LOADER(source.text).get_event, None)
        self.count = 0

    def documents(self) -> Iterator[Node]:
        for event in self.events:
            if event.__class__ is yaml.DocumentStartEvent:
                yield self.node(next(self.events), 0)

    def fault(self, start: int, message: str) -> None:
        self.faults.at(self.source.place(start), message)

    def node(self, event: Any, depth: int) -> Node:
        """The tree that begins with the event."""
        kind, start = event.__class__, event.start_mark.index
        self.count += 1
        if self.count > MAX_NODES or depth > MAX_DEPTH:
            deep = depth > MAX_DEPTH
            self.fault(start, "nested too deeply" if deep else "too many values: put large data in a csv file")
            self.faults.refuse()
        if kind is yaml.AliasEvent:
            self.fault(start, f"*{event.anchor} is an alias: write the value out, or put it in quotes")
            return Scalar("", "'", start)
        if event.anchor:
            self.fault(start, f"&{event.anchor} is an anchor: problem files do without")
        if event.tag:
            self.fault(start, f"{event.tag} is a tag: problem files do without")
        if kind is yaml.ScalarEvent:
            return self.scalar(Scalar(event.value, event.style or "", start))
        if kind is yaml.SequenceStartEvent:
            return Sequence(tuple(self.items(depth + 1)), start)
        return Mapping(tuple(self.entries(depth + 1)), start)

    def scalar(self, scalar: Scalar) -> Scalar:
        """The scalar less what it must not hold: an escape in double quotes may stand for it."""
        if scalar.style != '"':
            return scalar
        for match in NO_TEXT.finditer(scalar.text):
            place = self.source.locate(scalar, match.start())
            self.faults.at(place, f"an escape for {named_character(match[0])}: delete it")
        return scalar._replace(text=NO_TEXT.sub("", scalar.text))

    def items(self, depth: int) -> Iterator[Node]:
        for event in self.events:
            if event.__class__ is yaml.SequenceEndEvent:
                return
            yield self.node(event, depth)

    def entries(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: set[str] = set()
        for event in self.events:
            if event.__class__ is yaml.MappingEndEvent:
                return
            key = self.node(event, depth)
            value = self.node(next(self.events), depth)
            if not isinstance(key, Scalar):
                self.fault(key.start, "a key is text, not a list or a mapping")
            elif key.text in seen:
                self.fault(key.start, f'the key "{key.text}" stands twice in this mapping')
            elif key.text == "<<" and not key.style:
                self.fault(key.start, "<< is a merge key: problem files do without")
            else:
                seen.add(key.text)
                yield key, value
