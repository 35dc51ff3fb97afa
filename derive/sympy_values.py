"""Sympy objects among the fields of a problem, as expressions and domains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["sympy_names", "without_sympy"]

DEEPEST = 12  # levels of lists and mappings; a problem has about four


def without_sympy(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with expressions and domains in the place of sympy objects.

    A list of parameters, and a likelihood without `parameters`, take the domains from the assumptions of the symbols.
    Raises ValueError for a sympy object that no problem can hold.
    """
    fields = {name: value for name, value in fields.items() if value is not None}
    if is_sympy(fields.get("likelihood")) and "parameters" not in fields:
        fields["parameters"] = _unknowns(fields["likelihood"])
    for name in ("parameters", "known"):
        if name in fields:
            fields[name] = _with_domains(fields[name])
    return {name: _translated(value) for name, value in fields.items()}


def sympy_names(value: Any, depth: int = 0) -> Iterator[Any]:
    """The sympy symbols and indexed bases in a value."""
    if is_sympy(value):
        from .interchange import names_in

        yield from names_in(value)
    elif isinstance(value, Mapping | list | tuple) and depth < DEEPEST:
        for entry in (*value, *value.values()) if isinstance(value, Mapping) else value:
            yield from sympy_names(entry, depth + 1)


def is_sympy(value: Any) -> bool:
    """Whether the value is a sympy object; sympy is not imported to find out. (Classes that sympy makes for functions
    of a user have no module.)"""
    return any((kind.__module__ or "").partition(".")[0] == "sympy" for kind in type(value).__mro__)


def _translated(value: Any, depth: int = 0) -> Any:
    if is_sympy(value):
        from .interchange import from_sympy

        return from_sympy(value)
    if depth > DEEPEST:
        return value
    if isinstance(value, Mapping):
        entries = ((_translated(key) if is_sympy(key) else key, entry) for key, entry in value.items())
        return {key: _translated(entry, depth + 1) for key, entry in entries}
    if isinstance(value, list | tuple):
        return [_translated(entry, depth + 1) for entry in value]
    return value


def _unknowns(likelihood: Any) -> list[Any]:
    """What a likelihood leaves to be estimated: all its symbols but the sample and its size."""
    from .interchange import unknowns

    return list(unknowns(likelihood))


def _with_domains(value: Any) -> Any:
    """`{θ: Interval.open(0, 1)}`, or symbols whose assumptions tell the domain, as a mapping to domains."""
    if isinstance(value, list | tuple):
        value = dict.fromkeys(value)
    if not isinstance(value, Mapping):
        return value
    return {name: _domain(name, values) for name, values in value.items()}


def _domain(name: Any, values: Any) -> Any:
    if values is None and is_sympy(name):
        from .interchange import domain_of

        return domain_of(name)
    if is_sympy(values):
        from .interchange import interval_domain, is_set

        return interval_domain(values) if is_set(values) else values
    return values
