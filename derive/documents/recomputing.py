"""Python that finds the answer again, with sympy and nothing of this package: the code cell of a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flint import fmpq

from ..balls import Undefined, enclose
from ..expressions import (
    Apply,
    Call,
    Expression,
    Hat,
    Indexed,
    OrderStatistic,
    Product,
    Summation,
    Symbol,
    free_symbols,
    nodes,
)
from ..problem.model import Problem
from ..steps import Column, Derivation, Status
from . import words
from .checks import is_stationary

__all__ = ["recomputing"]

# A cell that lists more numbers than this is nothing to read.
MOST_VALUES = 200
ANSWERED = (Status.SOLVED, Status.NUMERIC)
LOSSES = ("nll", "cross-entropy", "perplexity")
# How far around a whole number its neighbours are looked at.
AROUND = 20


def recomputing(problem: Problem, derivation: Derivation) -> str:
    """The code, the value of its last line being the answer; nothing where sympy has no way to it."""
    if derivation.status not in ANSWERED or problem.choices:
        return ""
    if problem.predictions:
        return "\n".join(_of_losses(problem))
    found = _values(problem, derivation)
    if any(step.phase == "admissible" for step in derivation.steps):
        return "\n".join(_of_extreme(derivation))
    if not found or problem.constraints or not _is_in_numbers(problem, derivation):
        return ""
    is_whole = any(problem.domains[name].integer for name in found)
    try:
        return "\n".join((_of_whole_number if is_whole else _of_score)(problem, derivation, found))
    except ValueError:  # a function that sympy does not have
        return ""


def _values(problem: Problem, derivation: Derivation) -> dict[str, float]:
    """The estimates of the parameters, where each has one."""
    rows = {row.parameter.name: row.value for row in derivation.estimates if isinstance(row.parameter, Symbol)}
    found = {name: value for name in problem.parameters if (value := rows.get(name)) is not None}
    return found if found.keys() == problem.parameters.keys() else {}


def _is_in_numbers(problem: Problem, derivation: Derivation) -> bool:
    """Whether all that the log-likelihood holds is a parameter, or in the data that can be listed."""
    e = derivation.log_likelihood
    if e is None or any(isinstance(node, Apply | Hat | OrderStatistic) or _is_statistic(node) for node in nodes(e)):
        return False
    size = sum(column.size for column in derivation.setting.columns.values()) if _has_sample(derivation) else 0
    known = {*problem.parameters, *derivation.setting.columns, "n"}
    sampled = {node.base for node in nodes(e) if isinstance(node, Indexed)}
    return size <= MOST_VALUES and free_symbols(e) <= known and sampled <= set(derivation.setting.columns)


def _is_statistic(e: Expression) -> bool:
    return isinstance(e, Call) and e.function in ("max", "min", "mean", "median")


# ---- an interior maximum -----------------------------------------------------------------------------------------


def _of_score(problem: Problem, derivation: Derivation, found: Mapping[str, float]) -> Iterator[str]:
    """Differentiate and solve in numbers, from a start near the answer; nothing where the answer is no zero."""
    if not is_stationary(problem, derivation):
        return
    names, written = _written(problem, derivation)
    unknowns = ", ".join(names.values())
    yield from _beginning(problem, derivation, written, ("diff", "nsolve"), names)
    yield f"score = [diff(log_likelihood, unknown) for unknown in ({unknowns},)]"
    starts = ", ".join(f"{found[name]:.4g}" for name in names)
    yield f"nsolve(score, ({unknowns},), ({starts},))  # {words.START_NEAR}"


def _of_whole_number(problem: Problem, derivation: Derivation, found: Mapping[str, float]) -> Iterator[str]:
    """Look at all whole numbers beside the answer at which there is a likelihood."""
    if len(found) != 1:
        return
    (name, value), = found.items()
    names, written = _written(problem, derivation)
    yield from _beginning(problem, derivation, written, (), names)
    first = int(value)
    while first > int(value) - AROUND and _is_possible(derivation, name, first - 1):
        first -= 1
    yield f"heights = {{value: log_likelihood.subs({names[name]}, value).evalf() for value in "\
          f"range({first}, {int(value) + AROUND})}}"
    yield "max(heights, key=heights.get)"


def _is_possible(derivation: Derivation, name: str, value: int) -> bool:
    assert derivation.log_likelihood is not None
    try:
        enclose(derivation.log_likelihood, {name: fmpq(value)}, derivation.setting)
    except Undefined:
        return False
    return True


def _of_extreme(derivation: Derivation) -> Iterator[str]:
    """The largest or the smallest observation, where the estimate is that."""
    for row in derivation.estimates:
        found = row.general
        if isinstance(found, Call) and found.function in ("max", "min") and isinstance(found.arguments[0], Symbol):
            column = derivation.setting.columns.get(found.arguments[0].name)
            if column is not None and column.size <= MOST_VALUES and len(derivation.estimates) == 1:
                yield from ("from sympy import Rational", "")
                yield f"{found.function}(map(Rational, {_listed(column)!r}.split()))"


def _written(problem: Problem, derivation: Derivation) -> tuple[dict[str, str], Any]:
    """The names of the parameters in the code, and the log-likelihood as a sympy object in these."""
    from ..interchange import symbols_of, to_sympy
    from ..interchange.code import with_identifiers

    table = symbols_of(problem.domains, {law.variable: law.support for law in problem.laws}, ())
    assert derivation.log_likelihood is not None
    e = to_sympy(derivation.log_likelihood, table)
    renamed = with_identifiers([table[name] for name in problem.parameters])
    return {name: renamed[table[name]].name for name in problem.parameters}, e.xreplace(renamed)


def _beginning(
    problem: Problem, derivation: Derivation, e: Any, functions: Sequence[str], names: Mapping[str, str]
) -> Iterator[str]:
    """The imports, the data, the symbols, the log-likelihood."""
    from ..interchange.code import code, imported

    columns = derivation.setting.columns if _has_sample(derivation) else {}
    used = {"Symbol", *functions, *imported([e])} | ({"Rational"} if columns else set())
    used |= {"Integer"} if _has_size(derivation) else set()
    yield f"from sympy import {', '.join(sorted(used))}"
    yield ""
    for name, column in columns.items():
        yield f"{name} = dict(enumerate(map(Rational, {_listed(column)!r}.split()), 1))"
    if _has_size(derivation):
        yield f"n = Integer({derivation.setting.size})"
    for name, identifier in names.items():
        yield f"{identifier} = Symbol({name!r}{_assumption(problem, name)})"
    yield f"log_likelihood = {code(e)}"


def _has_sample(derivation: Derivation) -> bool:
    e = derivation.log_likelihood
    return e is not None and any(isinstance(node, Summation | Product) for node in nodes(e))


def _has_size(derivation: Derivation) -> bool:
    e = derivation.log_likelihood
    return e is not None and (_has_sample(derivation) or "n" in free_symbols(e))


def _assumption(problem: Problem, name: str) -> str:
    domain = problem.domains[name]
    return ", integer=True" if domain.integer else ", real=True"  # nothing else: a start may lie anywhere


def _listed(column: Column) -> str:
    """All observations one after another, each exact."""
    counts = column.counts or (1,) * len(column.values)
    return " ".join(str(value) for value, count in zip(column.values, counts, strict=True) for _ in range(count))


# ---- losses ------------------------------------------------------------------------------------------------------


def _of_losses(problem: Problem) -> Iterator[str]:
    """The loss of each prediction from the probabilities of the tokens that came."""
    yield from ("from sympy import Rational, exp, log", "")
    names = dict.fromkeys(name for position in problem.predictions for name in position.distributions)
    kinds = [find.kind for find in problem.find if find.kind in LOSSES] or ["nll"]
    for name in names:
        given = [p.distributions[name].get(p.target) for p in problem.predictions if name in p.distributions]
        chances = [str(chance) for chance in given if chance]
        if len(chances) < len(given):  # the loss is infinite
            continue
        yield f"probabilities = [Rational(p) for p in {' '.join(chances)!r}.split()]"
        yield "nll = -sum(log(p) for p in probabilities)"
        rows = {"nll": "nll", "cross-entropy": "nll/len(probabilities)",
                "perplexity": "exp(nll/len(probabilities))"}
        yield f"print({name!r}, {', '.join(f'({rows[kind]}).evalf()' for kind in kinds)})"
