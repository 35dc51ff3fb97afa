"""Python values and sympy objects as the text of a problem file, so that one loader checks whatever comes in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .domains import Domain
from .expressions import Symbol
from .notation.plain import plain

__all__ = ["problem_text", "sympy_names"]

DEEPEST = 12  # levels of lists and mappings; a problem file has about four
YamlText = str | list[Any] | dict[str, Any]


def problem_text(fields: Mapping[str, Any]) -> str:
    """The fields as YAML, a field a line. Raises ValueError for a value that no problem file could hold."""
    values = {name: value for name, value in fields.items() if value is not None}
    if is_sympy(values.get("likelihood")):
        values.setdefault("parameters", _free_symbols(values["likelihood"]))
    for name in ("parameters", "known"):
        if name in values:
            values[name] = _with_domains(values[name])
    return "".join(f"{_quoted(name)}: {_quoted(_text(value))}\n" for name, value in values.items())


def _quoted(value: YamlText) -> str:
    """Flow style with every scalar in quotes: JSON is YAML."""
    return json.dumps(value, ensure_ascii=False)


def sympy_names(value: Any) -> Iterator[Any]:
    """The sympy symbols and indexed bases in a value, at any depth."""
    if is_sympy(value):
        from .interchange import names_in

        yield from names_in(value)
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            yield from sympy_names(key)
            yield from sympy_names(entry)
    elif isinstance(value, list | tuple | set | frozenset):
        for entry in value:
            yield from sympy_names(entry)


def is_sympy(value: Any) -> bool:
    """Whether the value is a sympy object; sympy is not imported to find out."""
    return any(kind.__module__.partition(".")[0] == "sympy" for kind in type(value).__mro__)


def _text(value: Any, depth: int = 0) -> YamlText:
    """Scalars as text, numbers with the digits that they show; lists and mappings of such."""
    if depth > DEEPEST:
        raise ValueError("lists or mappings are nested too deeply")
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Fraction | Decimal):
        return str(value)
    if is_sympy(value):
        return _mathematics(value)
    if isinstance(value, Mapping):
        return {str(_text(key, depth + 1)): _text(entry, depth + 1) for key, entry in value.items()}
    if hasattr(value, "tolist"):  # arrays and their numbers
        return _text(value.tolist(), depth + 1)
    if isinstance(value, Iterable):
        return [_text(entry, depth + 1) for entry in value]
    raise ValueError(f"{value!r} is neither text, a number, a list nor a mapping")


def _mathematics(value: Any) -> str:
    from .interchange import from_sympy

    return plain(from_sympy(value))


def _free_symbols(likelihood: Any) -> list[Any]:
    """What a likelihood leaves to be estimated: all its symbols but the sample and its size."""
    from .interchange import unknowns

    return list(unknowns(likelihood))


def _with_domains(value: Any) -> Any:
    """`{θ: Interval.open(0, 1)}`, or a list of symbols whose assumptions tell the domain, as `{θ: 0 < θ < 1}`."""
    if isinstance(value, list | tuple | set | frozenset):
        value = dict.fromkeys(value)
    if not isinstance(value, Mapping):
        return value
    return {name: _domain(name, values) for name, values in value.items()}


def _domain(name: Any, values: Any) -> Any:
    if values is None and is_sympy(name):
        from .interchange import domain_of

        return _domain_text(_mathematics(name), domain_of(name))
    if is_sympy(values):
        from .interchange import interval_domain, is_set

        return _domain_text(str(_text(name)), interval_domain(values)) if is_set(values) else values
    return values


def _domain_text(name: str, domain: Domain) -> str:
    """`0 < θ < 1`, `integer N ≥ 9`, `real`."""
    condition = domain.condition(Symbol(name))
    if domain.integer:
        return "integer" if condition is None else f"integer {plain(condition)}"
    return "real" if condition is None else plain(condition)
