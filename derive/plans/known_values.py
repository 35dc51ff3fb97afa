"""Scores and information of a model whose parameters are known: the formula, then the known values put in."""

from __future__ import annotations

from ..claims.equations import Substituted
from ..claims.values import Equal, Given
from ..expressions import Apply, Expression, Relation, Symbol, free_symbols
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.model import Find, Problem
from ..records import replace
from ..steps import Quantity, value_of
from ..words import say
from .after import log_likelihood_of
from .answers import with_decimal
from .estimation import unfold_constant
from .information import Missing, expected_information, observed_information
from .likelihood import function_of, write_likelihood, write_log_likelihood
from .score import write_score
from .settings import with_given
from .worksheet import Stuck, Worksheet, equals

__all__ = ["FORMULAS", "evaluate_formulas"]

FORMULAS = ("likelihood", "log-likelihood", "score", "fisher-information")
"""What has a formula in the parameters, into which their known values can be put."""


def evaluate_formulas(sheet: Worksheet, problem: Problem) -> tuple[Quantity, ...]:
    """The formulas that are asked, at the known values and at the data, where there are any.

    Raises Stuck for what is not found.
    """
    return _Formulas(sheet, problem).quantities()


def _held(problem: Problem) -> frozenset[str]:
    """The symbols of the model."""
    parts = [law.density for law in problem.laws if law.density is not None]
    parts += [cell for law in problem.laws for cell in law.cells]
    parts += [problem.likelihood] if problem.likelihood is not None else []
    return frozenset().union(*map(free_symbols, parts))


class _Formulas:
    def __init__(self, sheet: Worksheet, problem: Problem) -> None:
        values = {name: value for name, value in problem.known.items() if value is not None}
        self.pairs = tuple(values.items())
        asked = values or dict.fromkeys(name for name in problem.known if name in _held(problem))
        parameters = {name: problem.domains[name] for name in asked}
        known = {name: value for name, value in problem.known.items() if name not in asked}
        self.problem = replace(problem, parameters=parameters, known=known)
        self.names = tuple(parameters)
        self.sheet = sheet
        sheet.setting = replace(sheet.setting, values={})

    def quantities(self) -> tuple[Quantity, ...]:
        """The lines of the formulas first, then those with the values put in."""
        sheet = self.sheet
        likelihood = write_likelihood(sheet, self.problem, numbers=False)
        write_log_likelihood(sheet, likelihood, self.names)
        lines = [(find, *row) for find in self.problem.find for row in self._lines(find, likelihood)]
        for name, value in self.pairs:
            sheet.phase("values")
            known = equals(Symbol(name), value)
            sheet.setting = with_given(sheet.setting, known)
            sheet.write("known-value", None, known, Given())
        return tuple(self._at_values(find, of, about, line) for find, of, about, line in lines)

    def _lines(self, find: Find, likelihood: Relation) -> list[tuple[str | None, str | None, Relation]]:
        """Of which, about what, and the line with the formula."""
        sheet = self.sheet
        log_line = log_likelihood_of(sheet)
        if log_line is None:
            raise Stuck(say("no-log-likelihood"))
        if find.kind == "likelihood":
            return [(None, None, likelihood)]
        if find.kind == "log-likelihood":
            return [(None, None, log_line)]
        if find.kind == "score":
            shown = {name: plain(Symbol(name)) for name in self.names}
            return [(shown[n], shown[n], write_score(sheet, log_line, n, self.names)) for n in self.names]
        try:
            expected = expected_information(sheet, self.problem, self.names).lines
            observed = observed_information(sheet, log_line, self.names) if sheet.sample.known else {}
        except Missing as why:
            raise Stuck(str(why)) from None
        return [(of, ", ".join(plain(Symbol(n)) for n in dict.fromkeys(pair)), line)
                for of, table in ((None, expected), ("observed", observed)) for pair, line in table.items()]

    def _at_values(self, find: Find, of: str | None, about: str | None, line: Relation) -> Quantity:
        sheet = self.sheet
        formula = value_of(line)
        spelled = formula
        for name, value in self.pairs:
            spelled = put(spelled, Symbol(name), value)
        exact = unfold_constant(sheet, spelled)
        if not self.pairs and not sheet.sample.known:
            return Quantity(find.kind, of, exact, None, about)
        exact = sheet.sample.put_in(exact)
        operands = [self._named(line.operands[0]), sheet.sample.substituted(spelled), exact]
        after = with_decimal(operands)
        put_in = Substituted(self.pairs, at_data=sheet.sample.known) if self.pairs else Equal(at_data=True)
        if after != line:
            sheet.write("values-in" if self.pairs else "numbers-in", line, after, put_in)
        return Quantity(find.kind, of, exact, None, about, formula)

    def _named(self, name: Expression) -> Expression:
        """`ℓ′(1/2)`."""
        if isinstance(name, Apply) and len(self.names) == 1:
            for one, value in self.pairs:
                name = put(name, Symbol(one), value)
            return name
        if isinstance(name, Apply) and name.function in ("L", "ℓ"):
            return function_of(name.function, ())
        return name
