"""Every node knows its place: what stands there reads to the node again."""

from __future__ import annotations

import pytest
from test_reader import SAME, TREES

from derive.expressions import (
    Add,
    Apply,
    Call,
    Derivative,
    Divide,
    Expression,
    Hat,
    Multiply,
    Negate,
    Power,
    Relation,
    Span,
    children,
    walk,
)
from derive.notation.reader import ReadError, read

TEXTS = [text for _, texts in SAME for text in texts] + [text for text, _ in TREES]
# Nodes that are written out in full wherever they stand; dots and sums over a bare variable leave things out, and
# what stands above or below the line is no text of its own.
_WRITTEN_OUT = (Add, Apply, Call, Derivative, Divide, Hat, Multiply, Negate, Power, Relation)
_LEFT_OUT = ("…", "...", "⋯", "dots", "⁻", "sum(x", "sum((x", "½", "_max", "const.", "𝜃")


def unread(tree: Expression, text: str, within: Span | None = None) -> list[str]:
    """The texts of nodes that do not read back, where the node has a place of its own."""
    span = tree.span
    assert span is not None
    assert 0 <= span.start < span.end <= len(text)
    found = [part for child in children(tree) for part in unread(child, text, span)]
    if span == within or not isinstance(tree, _WRITTEN_OUT):
        return found
    part = text[span.start : span.end]
    try:
        return found if read(part) == tree else [*found, part]
    except ReadError:
        return [*found, part]


@pytest.mark.parametrize("text", [text for text in TEXTS if not any(sign in text for sign in _LEFT_OUT)])
def test_the_text_of_a_node_reads_to_the_node(text: str) -> None:
    assert unread(read(text), text) == []


@pytest.mark.parametrize("text", TEXTS)
def test_every_node_has_a_place_in_the_text(text: str) -> None:
    for node in walk(read(text)):
        assert node.span is not None
        assert 0 <= node.span.start < node.span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "node", "places"),
    [
        ("7 log θ + 3 log(1 − θ)", "Symbol", [(6, 7), (20, 21)]),
        (r"n\bar{x}_n + \hat{\theta}", "Call", [(1, 10)]),
        (r"n\bar{x}_n + \hat{\theta}", "Hat", [(13, 25)]),
        ("x₁x₂", "Indexed", [(0, 2), (2, 4)]),
        ("(a + b) c", "Multiply", [(0, 9)]),
        ("(a + b) c", "Add", [(1, 6)]),
        ("a - b", "Negate", [(2, 5)]),
        ("θⁿ⁻¹", "Add", [(1, 4)]),
        ("Σ x_i + 1", "Summation", [(0, 5)]),
    ],
)
def test_places(text: str, node: str, places: list[tuple[int, int]]) -> None:
    found = [tuple(e.span) for e in walk(read(text)) if type(e).__name__ == node and e.span]
    assert found == places
