"""Several values in a row: `(μ̂, v̂) = (73, 2)` and `p_1, p_2 = 1/3, 2/3` are statements one by one."""

from __future__ import annotations

from ...expressions import Chain, Expression, Interval, Relation, SetOf, Several

__all__ = ["in_rows"]


def in_rows(tree: Expression) -> Expression:
    """The statement, rows of equals taken apart."""
    kind = type(tree)
    if kind is Relation:
        return _of_relation(tree)  # type: ignore[arg-type]
    if kind is Several:
        return _of_several(tree)  # type: ignore[arg-type]
    if isinstance(tree, Chain):
        parts = tuple(map(in_rows, tree.statements))
        return tree if parts == tree.statements else Chain(parts, tree.links, span=tree.span)
    return tree


def _of_relation(tree: Relation) -> Expression:
    """`(a, b) = (1, 2)`: tuples, or open intervals, on each side."""
    rows = [_row(e) for e in tree.operands]
    size = len(rows[0])
    if size < 2 or {*tree.operators} - {"=", "≈"} or any(len(row) != size for row in rows):
        return tree
    columns = zip(*rows, strict=True)
    return Several(tuple(Relation(c, tree.operators, span=tree.span) for c in columns), ",", span=tree.span)


def _row(e: Expression) -> tuple[Expression, ...]:
    if isinstance(e, SetOf):
        return e.elements
    if isinstance(e, Interval) and not (e.lower_closed or e.upper_closed):
        return e.lower, e.upper
    return ()


def _of_several(tree: Several) -> Expression:
    """`a, b = 1, 2`: as many names in front of the relation as values behind it."""
    places = [k for k, part in enumerate(tree.statements) if isinstance(part, Relation)]
    if tree.separator != "," or len(places) != 1:
        return tree
    middle = tree.statements[places[0]]
    assert isinstance(middle, Relation)
    left = (*tree.statements[: places[0]], middle.operands[0])
    right = (middle.operands[-1], *tree.statements[places[0] + 1 :])
    if len(left) != len(right) or len(left) < 2 or len(middle.operands) != 2:
        return tree
    pairs = zip(left, right, strict=True)
    return Several(tuple(Relation(pair, middle.operators, span=tree.span) for pair in pairs), ",", span=tree.span)
