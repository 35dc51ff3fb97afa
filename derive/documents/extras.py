"""Packages that only some formats need: they come with an extra of this one."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

__all__ = ["DRAWS", "MissingExtra", "extra", "has", "missing"]

# The package that draws pictures, and the extra that brings it.
DRAWS = ("matplotlib", "plot")


class MissingExtra(ImportError):
    """A format needs a package that is not installed; the message says how to get it."""


def extra(package: str, of: str) -> ModuleType:
    """The module of a package that the extra `of` brings. Raises MissingExtra where it is not installed."""
    if not has(package):
        raise MissingExtra(missing(package, of))
    return import_module(package)


def has(package: str) -> bool:
    """Whether the package is installed; it is not imported."""
    return find_spec(package) is not None


def missing(package: str, of: str) -> str:
    """What is said of a package that is not installed."""
    return f"this needs the package {package}: pip install 'derive[{of}]'"
