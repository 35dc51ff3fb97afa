"""YAML by version 1.2, nodes that know their place, and what is no YAML of ours."""

import pytest

from derive.problem.diagnostics import Faults, ProblemError
from derive.problem.events import MAX_BYTES, Mapping, Scalar, Sequence, YamlSource, decode, documents


def parse(text: str) -> tuple[list[object], list[str]]:
    source = YamlSource("f.yaml", text)
    faults = Faults(source)
    try:
        nodes = documents(source, faults)
    except ProblemError:
        nodes = []
    return list(nodes), [str(d) for d in faults.found]


@pytest.mark.parametrize("text", [
    "no", "on", "1e-3", "010", "12:30", "0.1", "~", "1_000", "null", "2024-01-01", "=", "y",
])
def test_scalars_stay_text(text: str) -> None:
    (node,), faults = parse(f"a: {text}")
    assert isinstance(node, Mapping)
    assert not faults
    value = node.get("a")
    assert isinstance(value, Scalar)
    assert value.text == text


def test_documents() -> None:
    nodes, faults = parse("a: 1\n---\nb: [1, 2]\n")
    assert not faults
    assert [type(node) for node in nodes] == [Mapping, Mapping]
    assert isinstance(nodes[1].get("b"), Sequence)  # type: ignore[attr-defined]


FAULTS = [
    ("a: b: c", "1:5", "quotes"),
    ("a: 1\nb: [1, 2\nc: 3\n", "2:4", "not closed"),
    ("a: {b: c\n", "1:4", "not closed"),
    ('a: 1\nb: "open\n', "2:4", "quotation mark"),
    ("x: *y", "1:4", "alias"),
    ("x: &y 3", "1:4", "anchor"),
    ("a: 1\nx: * 3", "2:5", "alias"),
    ("x: !!int 3", "1:4", "tag"),
    ("x: !!python/object/apply:os.system ['ls']", "1:4", "tag"),
    ("a: &b [1]\nc: [*b, *b]\n", "2:5", "alias"),
    ("<<: 3", "1:1", "merge"),
    ("a: 1\na: 2", "2:1", "twice"),
    ("d: {counts: {heads: 1, heads: 2}}", "1:24", "twice"),
    ("\ta: 1", "1:1", "tab"),
    ("a:\n\tb: 1", "2:1", "tab"),
    ("a: @b", "1:4", "quotes"),
    ("a: |x|", "1:5", "quotes"),
    ("? [a]\n: b", "1:3", "key"),
    ("a: \u202eb", "1:4", "bidirectional"),
    ("a: b\u200bc", "1:5", "invisible"),
    ("a: b\x00c", "1:5", "control"),
    ('a: "b \\e[31m"', "1:7", "an escape for invisible or control character U+001B"),
    ('a: "\\u202e"', "1:4", "bidirectional"),
    ('a: "b\\r"', "1:6", "U+000D"),
    ('"\\x9b1m": 3', "1:1", "U+009B"),
    ("a: 1\n... x\n", "2:5", "---"),
    ("[" * 60, "1:22", "deeply"),
    ("a: " + "{b: " * 40, "1:81", "deeply"),
]


@pytest.mark.parametrize(("text", "place", "word"), FAULTS)
def test_faults(text: str, place: str, word: str) -> None:
    _, faults = parse(text)
    assert any(fault.startswith(f"f.yaml:{place}: ") and word in fault for fault in faults), faults


def test_all_faults_at_once() -> None:
    _, faults = parse("a: &x 1\nb: *x\nb: !t 2\n")
    assert len(faults) == 4


PLACES = [  # the character at this offset of the scalar stands here
    ("a: θ^7 k", 4, "1:8"),
    ("a: 'θ^7 k'", 4, "1:9"),
    ('a: "θ^7 k"', 4, "1:9"),
    ("a: 'it''s k'", 5, "1:11"),
    ('a: "\\\\theta k"', 7, "1:13"),
    ('a: "\\u03b8 k"', 2, "1:12"),
    ("a: >\n  one\n  two k\n", 8, "3:7"),
    ("a: |\n  one\n  two k\n", 8, "3:7"),
    ("a: one\n  two k\n", 8, "2:7"),
    ("a: 'one\n  two k'\n", 8, "2:7"),
]


@pytest.mark.parametrize(("text", "offset", "place"), PLACES)
def test_places_inside_scalars(text: str, offset: int, place: str) -> None:
    source = YamlSource("f.yaml", text)
    (node,) = documents(source, Faults(source))
    value = node.get("a")  # type: ignore[union-attr]
    assert isinstance(value, Scalar)
    found = source.locate(value, offset)
    assert f"{found.line}:{found.column}" == place


@pytest.mark.parametrize(("data", "place", "word"), [
    ("a: 1".encode("utf-16"), "1:1", "UTF-16"),
    ("a: 1".encode("utf-16-le"), "1:1", "UTF-16"),
    (b"a: 1\nb: x\xe9", "2:5", "UTF-8"),
    (b"a" * (MAX_BYTES + 1), "1:1", "csv"),
])
def test_encodings(data: bytes, place: str, word: str) -> None:
    with pytest.raises(ProblemError) as caught:
        decode(data, "f.yaml")
    assert str(caught.value).startswith(f"f.yaml:{place}: ")
    assert word in str(caught.value)


def test_byte_order_mark_is_no_text() -> None:
    assert decode(b"\xef\xbb\xbfa: 1", "f.yaml") == "a: 1"


def test_line_ends() -> None:
    _, faults = parse("a: 1\r\nb: *x\r\n")
    assert faults[0].startswith("f.yaml:2:4: ")
