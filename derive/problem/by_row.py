"""What a row of the data asks of itself: `x ~ Binomial(m, p)` with a column m has whole m and x ≤ m in each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from ..domains import Domain
from ..expressions import Expression, Symbol, free_symbols
from ..families.written import domain_of
from .diagnostics import Faults
from .files import RawColumn
from .model import Law, Partial
from .numbers import number_text
from .ranges import in_words, inside, membership, rational_value

__all__ = ["check_rows"]

Cells = Mapping[str, "tuple[Fraction | Partial, ...]"]


def check_rows(
    laws: Iterable[Law],
    covariates: Iterable[str],
    columns: Mapping[str, RawColumn],
    read: Cells,
    known: Mapping[str, Fraction],
    faults: Faults,
) -> None:
    """A fault for each observation, and each argument of columns alone, that its own row excludes."""
    beside = tuple(covariates)
    for law in laws if beside else ():
        arguments = dict(_of_columns(law, beside, known))
        ends = [e for e in (law.support.lower, law.support.upper) if e is not None and _holds(e, beside)]
        if law.beside or not (arguments or ends):
            continue
        used = [name for name in beside if any(_holds(e, (name,)) for e in (*arguments, *ends))]
        for row, cells in enumerate(zip(*(read[name] for name in (law.variable, *used)), strict=False)):
            values = {n: v for n, v in zip(used, cells[1:], strict=True) if isinstance(v, Fraction)}
            fault = _argument_fault(arguments, {**known, **values})
            if fault is not None:
                columns[fault[0]].fault(row, fault[1], faults)
            elif ends and isinstance(cells[0], Fraction):
                _check_observation(law, cells[0], row, columns, {**known, **values}, faults)


def _holds(e: Expression, names: tuple[str, ...]) -> bool:
    return not free_symbols(e).isdisjoint(names)


def _of_columns(
    law: Law, beside: tuple[str, ...], known: Mapping[str, Fraction]
) -> Iterable[tuple[Expression, tuple[Domain, str]]]:
    """The arguments that columns and numbers make up, each with what the law asks of it and its role."""
    if law.family is None or law.family.variadic:
        return
    for slot, argument in zip(law.family.parameters, law.arguments, strict=True):
        if _holds(argument, beside) and free_symbols(argument) <= {*beside, *known}:
            role = slot.keyword.split()[0] if slot.keyword else slot.role
            yield argument, (domain_of(slot, law.family, law.arguments), role)


def _argument_fault(
    arguments: Mapping[Expression, tuple[Domain, str]], values: Mapping[str, Fraction]
) -> tuple[str, str] | None:
    """The column whose number the law excludes, and what is wrong with it."""
    for argument, (domain, role) in arguments.items():
        value = rational_value(argument, values)
        if value is not None and not inside(value, domain, values):
            name = sorted(free_symbols(argument) & values.keys())[0]
            shown = name if isinstance(argument, Symbol) else role
            said = f"{shown} is {number_text(value)} in this row, where the law does not exist"
            return name, f"{said}: {in_words(domain, shown)}"
    return None


def _check_observation(
    law: Law, value: Fraction, row: int, columns: Mapping[str, RawColumn], values: Mapping[str, Fraction],
    faults: Faults,
) -> None:
    if membership(law.support, values)(value):
        return
    column, name = columns[law.variable], law.family.name if law.family is not None else law.variable
    given = ", ".join(f"{n} = {number_text(v)}" for n, v in values.items() if _holds_end(law.support, n))
    said = f"{number_text(value)} lies outside of the support of {name} in this row"
    column.fault(row, f"{said}, where {given}: {in_words(law.support, law.variable)}", faults)


def _holds_end(support: Domain, name: str) -> bool:
    return any(end is not None and _holds(end, (name,)) for end in (support.lower, support.upper))
