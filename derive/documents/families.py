"""The list of distribution families: names, parameters, supports and what is known of their estimates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..families.family import Family
from ..families.registry import families
from ..words import families as called
from . import words

__all__ = ["families_as_json", "families_as_text"]


def families_as_text() -> str:
    """A paragraph a family, in the notation of problem files."""
    return "\n\n".join("\n".join(_paragraph(name, family)) for name, family in _spelled())


def families_as_json() -> str:
    """An array with an object a family, or a way to give its parameters."""
    return json.dumps([_object(name, family) for name, family in _spelled()], ensure_ascii=False, indent=1)


def _spelled() -> Iterator[tuple[str, Family]]:
    """Each family with the way to write it, then the other ways to give its parameters."""
    for family in families():
        yield _written(family, ""), family
        for keyword, other in family.spellings:
            if other.density != family.density:
                yield _written(other, keyword), other


def _written(family: Family, keyword: str) -> str:
    """`Gamma(α, scale=θ)`."""
    arguments = [p.name for p in family.parameters]
    if family.variadic:
        arguments = [f"{arguments[0]}_1", "…", f"{arguments[0]}_k"]
    elif "=" in keyword:
        arguments.append(keyword)
    elif keyword:
        arguments[-1] = f"{keyword}={arguments[-1]}"
    return f"{family.name}({', '.join(arguments)})"


def _paragraph(name: str, family: Family) -> Iterator[str]:
    yield f"{name}   {called.family(family.name, name)}"
    for parameter in family.parameters:
        yield f"  {parameter.name:10}{parameter.domain} ({called.ROLES[parameter.role]})"
    yield f"  {words.FAMILY['support']:10}{family.support}"
    if family.density:
        yield f"  {words.FAMILY['mass' if family.discrete else 'density']:10}{family.density}"
    for estimated, formula in family.estimate:
        yield f"  {words.FAMILY['estimate']:10}{estimated} = {formula}"


def _object(name: str, family: Family) -> dict[str, Any]:
    return {
        "name": family.name,
        "written": name,
        "words": called.family(family.name, name),
        "parameters": [{"name": p.name, "domain": p.domain, "role": p.role} for p in family.parameters],
        "support": family.support,
        "discrete": family.discrete,
        "density": family.density or None,
        "estimates": dict(family.estimate),
        "source": family.source,
    }
