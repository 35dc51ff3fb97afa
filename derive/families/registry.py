"""Finds a family by its name. A family is a file of this folder; only those that are asked for are imported."""

from __future__ import annotations

import os
import re
from functools import cache
from importlib import import_module

from .family import Family

__all__ = ["families", "family", "names", "suggestion"]

_NO_FAMILIES = frozenset({"__init__", "family", "intervals", "registry", "written"})


@cache
def _modules() -> dict[str, str]:
    """Module by family name: `negative_binomial` holds NegativeBinomial."""
    files = sorted(os.listdir(os.path.dirname(__file__)))
    modules = [name.removesuffix(".py") for name in files if name.endswith(".py")]
    return {re.sub(r"(?:^|_)(.)", lambda m: m[1].upper(), name): name for name in modules if name not in _NO_FAMILIES}


def names() -> tuple[str, ...]:
    """The names of all families, in the order of the alphabet; imports none of them."""
    return tuple(_modules())


@cache
def family(name: str) -> Family | None:
    """The family of that name, or None."""
    module = _modules().get(name)
    if module is None:
        return None
    found: Family = import_module(f".{module}", __package__).FAMILY
    return found


def families() -> tuple[Family, ...]:
    """All families, in the order of the alphabet."""
    return tuple(filter(None, map(family, names())))


def suggestion(name: str) -> str | None:
    """The family that is meant by an unknown name, by what else it is called or by near spelling, or None."""
    from difflib import get_close_matches  # slow to import, and only a fault needs it

    called = {other.lower(): f.name for f in families() for other in (f.name, *f.also_called)}
    close = get_close_matches(name.lower(), called, n=1, cutoff=0.6)
    return called[close[0]] if close else None
