"""Claims about conditions among the parameters: Lagrange's function, parameters about which nothing is said."""

from __future__ import annotations

from ..expressions import Expression, Relation, Symbol
from .claim import Claim

__all__ = ["Lagrange", "Restricted", "Undetermined"]


class Lagrange(Claim):
    """`after` defines a new function: the value of `before`, and for each part the new symbol times the gap
    right − left of the equation, which is given or was established. Where all conditions hold both functions
    agree."""

    parts: tuple[tuple[Symbol, Relation], ...]


class Undetermined(Claim):
    """`before` is the log-likelihood, which is free of all parameters of the condition, a given equation with
    positive coefficients that alone restricts them; `after` says `hat v ∈ [0, 1], …` for each: its whole domain,
    every value of which is part of a maximiser."""

    condition: Relation


class Restricted(Claim):
    """`after` states the domain of the variable that the lines leave: each line `w = a v + b` was established and
    gives another parameter by this one alone, whose domain it has to meet; from here on the variable has that
    domain."""

    variable: str
    lines: tuple[Relation, ...]


class Named(Claim):
    """`after` is the value of `before` with new symbols in place of formulas: each pair (symbol, formula) was
    established as a line `symbol = formula`, the symbol is none of `before`, and put in it gives `before` back."""

    pairs: tuple[tuple[str, Expression], ...]
