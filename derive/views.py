"""A derivation as users hold it: attributes named like the keys of the JSON, and sympy objects on request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar

from . import steps
from .documents import write
from .expressions import Expression
from .lines import Line, SympyObject, Table, line_of
from .notation.latex import latex
from .notation.plain import plain
from .problem.model import Problem

if TYPE_CHECKING:
    from .interchange import Symbols

__all__ = ["ByName", "Derivation", "Estimate", "Estimates", "Quantity", "Step"]

T = TypeVar("T")


class ByName(Mapping[str, T]):
    """A mapping from the names of parameters, in any spelling (`"θ"`, `"theta"`) or as sympy symbols."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        self._entries = dict(entries)

    def __getitem__(self, name: object) -> T:
        return self._entries[str(name) if str(name) in self._entries else _respelled(str(name))]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return repr(self._entries)


def _respelled(name: str) -> str:
    """The name as the problem spells it. Raises KeyError for what is no name."""
    from .notation.reader import ReadError, read_expression

    try:
        return plain(read_expression(name))
    except ReadError:
        raise KeyError(name) from None


class Estimate:
    """A row of `estimates`."""

    def __init__(self, row: steps.Estimate, table: Table) -> None:
        self._row, self._table = row, table
        self.parameter = Line(row.parameter, table)
        self.exact = line_of(row.exact, table)
        self.value = row.value
        self.interval = row.ends()
        self.set = line_of(row.maximisers, table)
        self.unit = row.unit

    @cached_property
    def general(self) -> Line | None:
        """The formula for a sample of any size; derived when it is asked for where the derivation is in numbers."""
        formula = self._row.general
        if formula is None:
            formula = self._table.general.get(self.parameter)
            formula = formula if self._table.fits(formula, self._row) else None
        return line_of(formula, self._table)

    @property
    def latex(self) -> str | None:
        """The exact estimate in LaTeX, else the formula for a sample of any size."""
        formula = self._formula
        return None if formula is None else formula.latex

    @property
    def sympy(self) -> SympyObject:
        """The exact estimate as a sympy object, else the formula; None where there is no closed form."""
        formula = self._formula
        return None if formula is None else formula.sympy

    @property
    def _formula(self) -> Line | None:
        return self.general if self.exact is None else self.exact

    def __repr__(self) -> str:
        return f"<{self.parameter} = {self.exact or self.value}>"

    def _repr_latex_(self) -> str:
        return f"${self.parameter.latex} = {self.latex}$"


class Estimates(tuple[Estimate, ...]):
    """The rows of estimates, by position or by parameter: `estimates[0]`, `estimates["θ"]`."""

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, int | slice):
            return super().__getitem__(key)
        return ByName({row.parameter: row for row in self})[key]


class Quantity:
    """A row of `quantities`."""

    def __init__(self, row: steps.Quantity, table: Table) -> None:
        self.name, self.of, self.parameter = row.name, row.of, row.parameter
        self.interval, self.level, self.method = row.interval, row.level, row.method
        self.general = line_of(row.general, table)
        self.value = row.value if row.value is None or isfinite(row.value) else None
        self.exact = line_of(row.exact, table)

    @property
    def sympy(self) -> SympyObject:
        """The exact quantity as a sympy object, or None."""
        return None if self.exact is None else self.exact.sympy

    def __repr__(self) -> str:
        of = f" of {self.of}" if self.of else ""
        return f"<{self.name}{of} = {self.interval or self.exact or self.value}>"


class Step:
    """A line of the derivation, with what it starts from, its reason and its proof."""

    def __init__(self, step: steps.Step, table: Table) -> None:
        self._step, self._table = step, table
        self.rule, self.title, self.reason = step.rule, step.title, step.reason
        self.phase, self.level = step.phase, step.level
        self.verified = None if step.proof is None else str(step.proof.kind)
        self.proof = None if step.proof is None else step.proof.detail

    @property
    def before(self) -> Line | None:
        """The line that it starts from; None at a beginning."""
        return line_of(self._step.before, self._table)

    @property
    def after(self) -> Line:
        """The new line."""
        return Line(self._step.after, self._table)

    @property
    def latex(self) -> str:
        """The new line in LaTeX."""
        return latex(self._step.after)

    @property
    def conditions(self) -> tuple[Line, ...]:
        """What the step uses of the domain."""
        return tuple(Line(condition, self._table) for condition in self._step.conditions)

    @property
    def substeps(self) -> tuple[Step, ...]:
        """The single applications of the rule, where it was applied to several places of the line."""
        return tuple(Step(each, self._table) for each in self._step.substeps)

    def __repr__(self) -> str:
        return f"<{self.rule}: {self.after}>"

    def _repr_latex_(self) -> str:
        return f"${self.latex}$"


class Derivation:
    """The worked solution of a problem; shows itself in a notebook, `str()` is the text of the command line."""

    def __init__(self, problem: Problem, derivation: steps.Derivation, table: Table) -> None:
        self._problem, self._derivation, self._table = problem, derivation, table
        self.problem, self.title = problem.name, problem.title
        self.status = str(derivation.status)
        self.choice = derivation.choice
        self.diagnostics = derivation.diagnostics
        self.conclusion = derivation.conclusion

    @property
    def source(self) -> tuple[Problem, steps.Derivation]:
        """The problem and the derivation as the writers of documents take them."""
        return self._problem, self._derivation

    @cached_property
    def verified(self) -> bool:
        """Whether every step, substeps included, is proved or given."""
        return self._derivation.verified

    @cached_property
    def estimates(self) -> Estimates:
        """What was asked to be estimated, by position or by parameter."""
        return Estimates(Estimate(row, self._table) for row in self._derivation.estimates)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """What else was asked: losses, likelihoods."""
        return tuple(Quantity(row, self._table) for row in self._derivation.quantities)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The lines of the derivation."""
        return tuple(Step(step, self._table) for step in self._derivation.steps)

    # -- sympy ------------------------------------------------------------------------------------------------

    @property
    def symbols(self) -> Symbols:
        """The sympy symbols of the problem by name, those that all objects below are made of."""
        return self._table.symbols

    @property
    def likelihood(self) -> SympyObject:
        """The likelihood as a sympy expression; None where the problem has none."""
        return self._sympy(self._derivation.likelihood)

    @property
    def log_likelihood(self) -> SympyObject:
        """The logarithm of the likelihood as a sympy expression; None where the problem has none."""
        return self._sympy(self._derivation.log_likelihood)

    @property
    def score(self) -> ByName[SympyObject]:
        """The derivative of the log-likelihood for each parameter, as sympy expressions."""
        return ByName({name: self._sympy(e) for name, e in self._derivation.scores.items()})

    @property
    def equation(self) -> ByName[SympyObject]:
        """The equation that was solved for each parameter, as an unevaluated sympy `Eq`."""
        return ByName({name: self._sympy(e) for name, e in self._derivation.equations.items()})

    def _sympy(self, e: Expression | None) -> SympyObject:
        return None if e is None else self._table.sympy(e)

    # -- documents --------------------------------------------------------------------------------------------

    def to(self, format: str, **options: Any) -> Any:
        """The solution in a format of the command line (`text`, `latex`, `markdown`, `json`, …): a str, or bytes
        where the format is none of text.

        Options are the fields of `documents.Options`, such as `standalone=True` or `form="faded:3"`. Raises
        ValueError for an unknown format, form or level of detail, and where the solution makes no exercise of the
        form; ProblemError where the form does not fit; ImportError for an extra that is not installed.
        """
        return write(self._problem, self._derivation, format, **options)

    def __str__(self) -> str:
        return str(self.to("text"))

    def __repr__(self) -> str:
        found = ", ".join(f"{row.parameter} = {row.exact or row.value}" for row in self.estimates)
        return f"<derivation of {self.problem}: {self.status}{', ' + found if found else ''}>"

    def _repr_latex_(self) -> str:
        return str(self.to("latex"))

    def _repr_markdown_(self) -> str:
        return str(self.to("markdown"))

    def _repr_mimebundle_(self, **_wanted: object) -> dict[str, str]:
        from .documents.html import notebook
        from .documents.options import Options

        page = notebook(self._problem, self._derivation, Options(remarks=True))
        return {
            "text/plain": str(self), "text/html": page, "text/markdown": self._repr_markdown_(),
            "text/latex": self._repr_latex_(),
        }
