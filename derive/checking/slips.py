"""A wrong number that the lines below go on with: `Σ x_i = 85` where it is 84, then `μ̂ = 85/4`."""

from __future__ import annotations

from collections.abc import Iterator

from ..expressions import Expression, Number, map_children, nodes
from .outcomes import Outcome, Slip
from .statements import equal_runs

__all__ = ["restored", "slip_of"]

MOST_PLACES = 4


def slip_of(body: Expression, outcome: Outcome) -> Slip | None:
    """The wrong number of a wrong statement about numbers alone."""
    if outcome.kind != "number" or outcome.at is None or outcome.against is None:
        return None
    for run in equal_runs(body):
        place = next((k for k, operand in enumerate(run) if operand is outcome.at), None)
        if place is not None:  # the first, where a line goes on with a sign
            return Slip(tuple(run[place:]), tuple(run[:place]) or (outcome.against,))
    return Slip((outcome.at,), (outcome.against,))


def restored(e: Expression, slip: Slip) -> Iterator[Expression]:
    """The statement as it would be without the slip: what is due in the place of what was told, everywhere or at one
    place; or what was told in the place of that of which it was said."""
    for told in slip.told:
        count = sum(_is(node, told) for node in nodes(e))
        if not count:
            continue
        yield _exchanged(e, told, slip.due[-1], None)
        for place in range(min(count, MOST_PLACES) if count > 1 else 0):
            yield _exchanged(e, told, slip.due[-1], place)
    for due in slip.due:
        if not isinstance(due, Number) and due in nodes(e):
            yield _exchanged(e, due, slip.told[0], None)


def _is(e: Expression, told: Expression) -> bool:
    """The same expression; of a number, the same value: 3.4 is 3.40."""
    if isinstance(told, Number):
        return isinstance(e, Number) and e.value == told.value
    return e == told


def _exchanged(e: Expression, old: Expression, new: Expression, place: int | None) -> Expression:
    """The tree with one part for another, everywhere or at one of the places where it stands."""
    met = -1

    def of(node: Expression) -> Expression:
        nonlocal met
        if _is(node, old):
            met += 1
            return new if place is None or met == place else node
        return map_children(of, node)

    return of(e)
