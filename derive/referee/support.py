"""A law as its line says it: the density, where it is not zero, and what is meant for an observation inside."""

from __future__ import annotations

from typing import NamedTuple

from ..domains import REAL, Domain
from ..expressions import (
    ONE,
    Apply,
    Expression,
    Indicator,
    Multiply,
    Relation,
    Symbol,
    free_symbols,
)
from ..records import replace
from ..records import replace as with_fields
from ..steps import value_of
from .case import Case
from .meaning import Meaning
from .refusal import Refused

__all__ = ["Inside", "law_inside", "names_function_of"]


class Inside(NamedTuple):
    """density: of the line before, without its indicator. meaning: the variable is a symbol inside of the support."""

    density: Expression
    support: Domain
    meaning: Meaning


def law_inside(case: Case, variable: str) -> Inside:
    """The law that the line before states. Raises Refused."""
    line = case.start().line
    if not names_function_of(variable, line):
        raise Refused(f"the line before is no law of {variable}")
    density, support = _on_support(value_of(line), variable, case.setting.supports.get(variable, REAL))
    domains = case.setting.domains
    for end in (support.lower, support.upper):
        if end is not None and not free_symbols(end) <= domains.keys() | case.setting.values.keys():
            raise Refused("an end of the support is not known")
    domain = support if support.integer else support.interior()
    meaning = Meaning(replace(case.setting, domains={**domains, variable: domain}), case.record.definitions)
    return Inside(meaning.unfold(density), support, meaning)


def names_function_of(variable: str, line: Expression) -> bool:
    """Whether a line is `name(x | …) = formula`."""
    name = line.operands[0] if isinstance(line, Relation) and line.operators == ("=",) else None
    return isinstance(name, Apply) and not name.primes and name.arguments == (Symbol(variable),)


def _on_support(e: Expression, variable: str, support: Domain) -> tuple[Expression, Domain]:
    """The factors without the indicator `1{a ≤ x ≤ b}`, and what that says of the support."""
    factors = e.factors if isinstance(e, Multiply) else (e,)
    conditions = [f.condition for f in factors if isinstance(f, Indicator)]
    rest = tuple(f for f in factors if not isinstance(f, Indicator))
    if len(conditions) > 1 or (conditions and not isinstance(conditions[0], Relation)):
        raise Refused("a support of several conditions")
    for condition in conditions:
        assert isinstance(condition, Relation)
        support = _narrowed(condition, Symbol(variable), support)
    return ONE if not rest else rest[0] if len(rest) == 1 else Multiply(rest), support


def _narrowed(condition: Relation, x: Symbol, support: Domain) -> Domain:
    """The ends that `a ≤ x ≤ b` says; those of the whole support where it says none."""
    place = next((k for k, operand in enumerate(condition.operands) if operand == x), None)
    if place is None or len(condition.operands) > 3 or any(op not in "<≤>≥" for op in condition.operators):
        raise Refused("an indicator that is no support")
    for k, operator in enumerate(condition.operators):
        if place not in (k, k + 1):
            raise Refused("an indicator that is no support")
        other = condition.operands[k + 1 if place == k else k]
        if x.name in free_symbols(other):
            raise Refused("an indicator that is no support")
        closed = operator in "≤≥"
        if (operator in "<≤") == (place == k):
            support = with_fields(support, upper=other, upper_closed=closed)
        else:
            support = with_fields(support, lower=other, lower_closed=closed)
    return support
