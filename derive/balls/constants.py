"""What a function of one unknown holds of the sample alone, added up once instead of at every point."""

from __future__ import annotations

from collections.abc import Mapping

from flint import arb

from ..expressions import Call, Expression, Indexed, Summation, Symbol, children, map_children
from ..steps import Setting
from .evaluation import enclose
from .samples import STATISTICS

__all__ = ["with_constants"]

BITS = 320
MOST = 16  # functions that are remembered


def with_constants(e: Expression, variable: str, setting: Setting) -> tuple[Expression, Mapping[str, arb]]:
    """The expression with names for its sums and statistics over the data that are free of the variable, and the
    enclosed values of these names. Raises Undefined where one has no value."""
    key = e, variable, id(setting)
    known = _known.get(key)
    if known is None:
        if len(_known) >= MOST:
            _known.clear()
        known = _known[key] = setting, _shortened(e, variable, setting)
    return known[1]


_known: dict[tuple[Expression, str, int], tuple[Setting, tuple[Expression, Mapping[str, arb]]]] = {}
"""What was found last: a function is asked for its values in many lines. Holds the settings that the keys name."""


def _shortened(e: Expression, variable: str, setting: Setting) -> tuple[Expression, Mapping[str, arb]]:
    values: dict[str, arb] = {}
    names: dict[Expression, Symbol] = {}

    def shortened(part: Expression) -> Expression:
        if _is_of_sample(part) and not _holds(part, variable):
            if part not in names:
                names[part] = Symbol(f"constant {len(names)}")
                values[names[part].name] = enclose(part, {}, setting, BITS)
            return names[part]
        return map_children(shortened, part)

    return shortened(e), values


def _is_of_sample(e: Expression) -> bool:
    if isinstance(e, Summation):
        return not _has_outer_index(e.body, e.index)
    return isinstance(e, Call) and e.function in STATISTICS and len(e.arguments) == 1


def _has_outer_index(e: Expression, own: str) -> bool:
    """Whether an observation has the index of another sum."""
    if isinstance(e, Summation):
        return _has_outer_index(e.body, e.index)
    if isinstance(e, Indexed) and isinstance(e.index, Symbol) and e.index.name != own:
        return True
    return any(_has_outer_index(child, own) for child in children(e))


def _holds(e: Expression, variable: str) -> bool:
    """Whether the variable, or its root where it is a square, occurs."""
    if isinstance(e, Symbol):
        return e.name in (variable, variable.removesuffix("²"))
    return any(_holds(child, variable) for child in children(e))
