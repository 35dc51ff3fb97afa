"""Likelihood problems in, worked and proved derivations out.

    import derive
    derivation = derive.solve(derive.load("problems/coin.yaml"))
    report = derive.check(derive.load("problems/coin.yaml"), "L(θ) = θ^7 (1-θ)^3")

The names below are imported when they are first used, so that `import derive` costs next to nothing.
"""

TYPE_CHECKING = False  # type checkers know the name, and `typing` need not be imported for it
if TYPE_CHECKING:
    from typing import Any

    from .api import Derivation, Hint, Problem, Report, check, hint, load, load_all, loads, mistakes, sheet, solve
    from .problem import ProblemError

__all__ = [
    "Derivation", "Hint", "Problem", "ProblemError", "Report", "__version__", "check", "hint", "load", "load_all",
    "loads", "mistakes", "sheet", "solve",
]
__version__ = "0.1.0"

_HOME = {"ProblemError": ".problem"}


def __getattr__(name: str) -> "Any":
    """A public name from the module where it lives (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'derive' has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOME.get(name, ".api"), __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
