"""Which of several functions only rises or only falls, kept from one problem of a model to the next.

The formulas over the sample are the same in every problem of a model, and whether one of them has a slope of one sign
depends on what the model says and on nothing else, so it is looked for once; that none was found is kept, too.
"""

from __future__ import annotations

from collections.abc import Hashable

from ..exact import Field
from ..expressions import Derivative, Expression, Symbol
from ..steps import Setting

__all__ = ["first_monotone"]

MOST = 256
Found = tuple[int, int] | None
_known: dict[Hashable, Found] = {}


def first_monotone(functions: tuple[Expression, ...], unknown: str, setting: Setting, briefly: bool) -> Found:
    """The place of the first function that is monotone in the whole domain, and 1 where it rises, −1 where it falls.

    All are looked at briefly before any is looked at long; `briefly`: not long at all.
    """
    mappings = setting.domains, setting.values, setting.supports
    model = (*(frozenset(m.items()) for m in mappings), setting.facts, frozenset(setting.columns))
    key = functions, unknown, briefly, model
    if key not in _known:
        if len(_known) >= MOST:
            _known.clear()
        _known[key] = _found(functions, unknown, setting, briefly)
    return _known[key]


def _found(functions: tuple[Expression, ...], unknown: str, setting: Setting, briefly: bool) -> Found:
    glance = Field(setting).sign_at_a_glance  # a table of its own: what it gave up on is no failure
    for sign in (glance,) if briefly else (glance, Field(setting).sign):
        for k, e in enumerate(functions):
            direction = sign(Derivative(e, Symbol(unknown)))
            if direction:
                return k, direction
    return None
