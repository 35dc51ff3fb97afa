"""Ends that belong to the domain of a symbol: a strict inequality has to hold there, too.

The normal form and its signs speak of the interior of all domains.
"""

from __future__ import annotations

import operator as compare
from collections.abc import Iterator, Set
from itertools import product

from ..expressions import Expression, Relation, Symbol, free_symbols, number_value, replace
from ..steps import Setting

__all__ = ["at_closed_ends"]

MOST_SYMBOLS = 6
_COMPARED = {"<": compare.lt, "≤": compare.le, ">": compare.gt, "≥": compare.ge, "=": compare.eq, "≠": compare.ne}


def at_closed_ends(e: Expression, setting: Setting, inner: Set[str]) -> Iterator[Expression]:
    """The expression with ends put in for its symbols, in every combination that the facts allow; not for the `inner`
    symbols, of which the interior is meant."""
    names = sorted(free_symbols(e) - inner - setting.values.keys())
    ends = {name: found for name in names if (found := _ends(name, setting))}
    if not ends:
        return
    for choice in product(*((None, *ends[name]) for name in list(ends)[:MOST_SYMBOLS])):
        put_in = {name: end for name, end in zip(ends, choice, strict=False) if end is not None}
        if put_in and not any(_excluded(_at(fact, put_in)) for fact in setting.facts):
            yield _at(e, put_in)


def _ends(name: str, setting: Setting) -> list[Expression]:
    domain = setting.domains.get(name)
    if domain is None or domain.integer:
        return []
    ends = (domain.lower if domain.lower_closed else None, domain.upper if domain.upper_closed else None)
    return [end for end in ends if end is not None]


def _at(e: Expression, values: dict[str, Expression]) -> Expression:
    for name, value in values.items():
        e = replace(e, Symbol(name), value)
    return e


def _excluded(fact: Expression) -> bool:
    """Whether a fact is false as it stands: `0 > 0`."""
    if not isinstance(fact, Relation):
        return False
    for operator, left, right in zip(fact.operators, fact.operands, fact.operands[1:], strict=False):
        a, b = number_value(left), number_value(right)
        if a is not None and b is not None and operator in _COMPARED and not _COMPARED[operator](a, b):
            return True
    return False
