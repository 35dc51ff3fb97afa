"""JSON: the derivation as data (contract, section 4); its shape is `DERIVATION` in `schema`.

Every text of mathematics is plain notation, which the reader reads back; a number is the shortest decimal of its
double, and null where there is none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isfinite
from typing import Any

from ..expressions import Expression
from ..notation.latex import latex
from ..notation.plain import plain
from ..plans import fits, general_formulas
from ..problem.model import Problem
from ..steps import Derivation, Estimate, Quantity, Step
from .options import Options

__all__ = ["SCHEMA_VERSION", "data", "line", "pretty", "refused"]

SCHEMA_VERSION = 1


def pretty(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The derivation as an indented object, whatever the level of detail."""
    return json.dumps(data(problem, derivation), ensure_ascii=False, allow_nan=False, indent=1)


def line(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The derivation as an object on one line."""
    return json.dumps(data(problem, derivation), ensure_ascii=False, allow_nan=False)


def refused(name: str, diagnostics: tuple[str, ...]) -> str:
    """The entry of a problem that could not be read, among several."""
    return json.dumps(_object(name, name, "refused", False, diagnostics=list(diagnostics)), ensure_ascii=False)


def data(problem: Problem, derivation: Derivation) -> dict[str, Any]:
    """The derivation as dictionaries and lists."""
    general = _general(problem, derivation)
    return _object(
        problem.name, problem.title, str(derivation.status), derivation.verified,
        estimates=[_estimate(e, general.get(plain(e.parameter))) for e in derivation.estimates],
        quantities=list(map(_quantity, derivation.quantities)),
        choice=derivation.choice, steps=list(map(_step, derivation.steps)),
        diagnostics=list(derivation.diagnostics), conclusion=derivation.conclusion,
    )


def _object(problem: str, title: str, status: str, verified: bool, **entries: Any) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION, "problem": problem, "title": title, "status": status, "verified": verified,
        "estimates": [], "quantities": [], "choice": None, "steps": [], "diagnostics": [], "conclusion": "",
    } | entries


def _general(problem: Problem, derivation: Derivation) -> Mapping[str, Expression]:
    """The formulas for a sample of any size, derived where the derivation itself is in numbers throughout."""
    if all(e.general is not None for e in derivation.estimates):
        return {}
    rows = {plain(row.parameter): row for row in derivation.estimates}
    formulas = general_formulas(problem)
    return {name: e for name, e in formulas.items() if name in rows and fits(problem, e, rows[name])}


def _estimate(estimate: Estimate, general: Expression | None) -> dict[str, Any]:
    general = general if estimate.general is None else estimate.general
    ends = estimate.ends()
    formula = estimate.exact if estimate.exact is not None else general
    return {
        "parameter": plain(estimate.parameter),
        "exact": _plain(estimate.exact),
        "value": _number(estimate.value),
        "general": _plain(general),
        "interval": None if ends is None else list(map(_number, ends)),
        "set": _plain(estimate.maximisers),
        "unit": estimate.unit,
        "latex": None if formula is None else latex(formula),
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "name": quantity.name, "of": quantity.of, "exact": _plain(quantity.exact), "value": _number(quantity.value),
        "parameter": quantity.parameter,
        "general": _plain(quantity.general),
        "interval": None if quantity.interval is None else [_number(end) for end in quantity.interval],
        "level": quantity.level,
        "method": quantity.method,
        "latex": None if quantity.exact is None else latex(quantity.exact),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "rule": step.rule,
        "title": step.title,
        "phase": step.phase,
        "before": _plain(step.before),
        "after": plain(step.after),
        "latex": latex(step.after),
        "reason": step.reason,
        "conditions": list(map(plain, step.conditions)),
        "level": step.level,
        "verified": None if step.proof is None else str(step.proof.kind),
        "proof": None if step.proof is None else step.proof.detail,
        "substeps": list(map(_step, step.substeps)),
    }


def _plain(e: Expression | None) -> str | None:
    return None if e is None else plain(e)


def _number(value: float | None) -> float | None:
    return value if value is not None and isfinite(value) else None
