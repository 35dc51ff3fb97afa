"""What is new in a line of a derivation against the line that it came from, as a lecturer underlines it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from ..expressions import (
    Add,
    Apply,
    Chain,
    Derivative,
    Divide,
    Expression,
    Hat,
    Indexed,
    Multiply,
    OrderStatistic,
    Relation,
    Several,
    children,
    map_children,
    nodes,
)

__all__ = ["changed"]

_Path = tuple[Expression, ...]  # from the line down to a part of it
_Pairs = Iterable[tuple[Expression | None, Expression]]

MOST_MARKS = 3

_NAMES = (Indexed, OrderStatistic, Hat)  # marked whole: nobody underlines an index
_STATEMENTS = (Relation, Several, Chain)


def changed(before: Expression | None, after: Expression) -> frozenset[Expression]:
    """The smallest parts of a line that are new; none where the line is new as a whole, or in so many places that
    marks would guide nobody."""
    if before is None or before == after or _is_of_another(before, after):
        return frozenset()
    paths = _new(before, after, ())
    if _is_all_new(after, {path[-1] for path in paths}):
        return frozenset()
    found = list(_told_apart(after, paths))
    marks = frozenset(path[-1] for path in found if not any(part[-1] in path[:-1] for part in found))
    return marks if len(marks) <= MOST_MARKS else frozenset()


def _is_of_another(old: Expression, new: Expression) -> bool:
    """Whether the lines speak of two functions, such as a function and its derivative."""
    was, now = _subject(old), _subject(new)
    return was is not None and now is not None and was != now


def _subject(line: Expression) -> Expression | None:
    """The function or derivative that a line, or the first of its statements, says what it is."""
    while isinstance(line, (Several, Chain)):
        line = line.statements[0]
    left = line.operands[0] if isinstance(line, Relation) else None
    return left if isinstance(left, (Apply, Derivative)) else None


def _new(old: Expression, new: Expression, above: _Path) -> list[_Path]:
    """The paths to what is new; a node of which each part is new is new itself."""
    path = (*above, new)
    pairs = _pairs(old, new)
    if old == new or new in _parts(old) or (isinstance(new, Hat) and new.of == old):
        return []
    if pairs is None:
        return [path]
    found = [p for was, part in pairs for p in ([(*path, part)] if was is None else _new(was, part, path))]
    whole = {p[-1] for p in found if len(p) == len(path) + 1}
    return [path] if whole >= set(children(new)) else found


def _parts(e: Expression) -> tuple[Expression, ...]:
    """What may stay when the others go: terms of a sum, factors of a product, what was divided."""
    if isinstance(e, Divide):
        return (e.numerator,)
    return children(e) if isinstance(e, (Add, Multiply)) else ()


def _pairs(old: Expression, new: Expression) -> _Pairs | None:
    """The parts of the new node beside those that they came from; None where the nodes are not alike."""
    if isinstance(new, _STATEMENTS):
        return _beside(children(old) if type(old) is type(new) else (old,), children(new))
    if isinstance(new, (Add, Multiply)):
        was, now = _left(children(old) if type(old) is type(new) else (old,), children(new))
        return zip(was, now, strict=True) if len(was) == len(now) else ((None, part) for part in now)
    if isinstance(new, _NAMES) or len(children(old)) != len(children(new)) or not children(new):
        return None
    olds = iter(children(old))
    is_alike = map_children(lambda _: next(olds), new) == old
    return zip(children(old), children(new), strict=True) if is_alike else None


def _left(old: _Path, new: _Path) -> tuple[list[Expression], list[Expression]]:
    """What only the one has, and what only the other has, each as often as it has it more."""
    was, now = Counter(old), Counter(new)
    return list((was - now).elements()), list((now - was).elements())


def _beside(old: _Path, new: _Path) -> Iterator[tuple[Expression | None, Expression]]:
    """Sides of a relation, or statements, in their order; those that stay go first."""
    was, now = _left(old, new)
    yield from ((before, after) for before, after in zip_longest(was, now) if after is not None)


def _is_all_new(line: Expression, marks: set[Expression]) -> bool:
    """Whether nothing of weight stays: each side is new, or a name or number alone."""
    sides = children(line) if isinstance(line, _STATEMENTS) else (line,)
    return all(
        side in marks or not children(side) or isinstance(side, (*_NAMES, Apply, Derivative))
        or (isinstance(side, _STATEMENTS) and _is_all_new(side, marks))
        for side in sides
    )


def _told_apart(line: Expression, paths: list[_Path]) -> Iterator[_Path]:
    """Each path as far down as its end stands nowhere else in the line unchanged."""
    stands, new = Counter(nodes(line)), Counter(path[-1] for path in paths)
    for path in paths:
        below = len(path) if stands[path[-1]] <= new[path[-1]] else len(path) - 1
        while below < len(path) and below > 1 and stands[path[below - 1]] > 1:
            below -= 1
        if below > 1:
            yield path[:below]
