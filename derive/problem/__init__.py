"""From YAML to a checked problem.

The names below are imported when they are first used: a table of problems must not wait for the YAML library.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .diagnostics import Diagnostic, ProblemError
    from .loader import build, load, load_all, loads, loads_all
    from .model import Choice, Find, Law, Prediction, Problem
    from .schema import problem_schema

__all__ = [
    "Choice", "Diagnostic", "Find", "Law", "Prediction", "Problem", "ProblemError", "build", "load", "load_all",
    "loads", "loads_all", "problem_schema",
]

_HOME = {
    "Diagnostic": "diagnostics", "ProblemError": "diagnostics", "problem_schema": "schema",
    **dict.fromkeys(("build", "load", "load_all", "loads", "loads_all"), "loader"),
    **dict.fromkeys(("Choice", "Find", "Law", "Prediction", "Problem"), "model"),
}


def __getattr__(name: str) -> Any:
    """A public name from the module where it lives (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module 'derive.problem' has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f".{_HOME[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
