"""After the estimate: Fisher information, standard errors and confidence intervals, as far as they are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..expressions import ZERO, Apply, Expression, Relation, Symbol, number_value
from ..notation.plain import plain
from ..problem.model import Problem
from ..rules.derivatives import UnknownDerivative
from ..rules.fractions import simplest
from ..rules.terms import add, negate
from ..steps import Estimate, Quantity, value_of
from ..words import say
from .category_information import cell_information, own_counts
from .cells import is_simplex
from .estimation import Estimated
from .information import Irregular, Missing, Pair, Table, expected_information, observed_information
from .numeric_answers import numeric_value
from .profile_of import profile_of
from .roots import Place
from .searching import has_sample
from .uncertainty import Estimates, Uncertainty, at_estimate
from .worksheet import Worksheet

__all__ = ["KINDS", "after_estimate", "log_likelihood_of"]

KINDS = ("fisher-information", "standard-error", "confidence-interval")


def after_estimate(
    sheet: Worksheet, problem: Problem, found: Estimated, rows: tuple[Estimate, ...]
) -> tuple[tuple[Quantity, ...], tuple[str, ...]]:
    """The rows that are asked, and remarks about those that there are not."""
    if not any(find.kind in KINDS for find in problem.find):
        return (), ()
    if any(law.beside for law in problem.laws):
        return (), (say("information-of-vector"),)
    return _After(sheet, problem, found, rows).answer()


class _After:
    def __init__(self, sheet: Worksheet, problem: Problem, found: Estimated, rows: tuple[Estimate, ...]) -> None:
        self.sheet, self.problem, self.found = sheet, problem, found
        self.names = tuple(problem.parameters)
        self.rows = rows[: len(self.names)]
        self.functions = [find.of for find in problem.find if find.of is not None]
        self.asked = [find.kind for find in problem.find if find.kind in KINDS]
        self.quantities: list[Quantity] = []
        self.remarks: list[str] = []

    def answer(self) -> tuple[tuple[Quantity, ...], tuple[str, ...]]:
        """Everything that is asked, in the order of the contract."""
        try:
            estimates = self._estimates()
            if is_simplex(self.problem):
                return self._probabilities(estimates)
            expected = self._try(self._expected)
            if expected is not None and "fisher-information" in self.asked:
                self._information(expected, estimates)
            observed = self._observed(expected is None)
            if observed and "fisher-information" in self.asked:
                self._entries(observed, estimates, "observed")
            lines = expected.lines if expected is not None else observed
            if lines:
                self._errors(lines, estimates, expected is None)
            else:
                self._ratios_alone(estimates)
        except Missing as why:
            self._remark(str(why))
        return tuple(self.quantities), tuple(dict.fromkeys(self.remarks))

    def _expected(self) -> Table:
        if len(self.problem.laws) == 1 and self.problem.laws[0].cells:
            return cell_information(self.sheet, self.problem, self.names)
        return expected_information(self.sheet, self.problem, self.names)

    def _probabilities(self, estimates: Estimates) -> tuple[tuple[Quantity, ...], tuple[str, ...]]:
        """Of probabilities that add up to one, each by the count of its own category."""
        table = own_counts(self.sheet, self.names)
        if "fisher-information" in self.asked:
            self._information(table, estimates)
        if self.functions:
            self._remark(say("error-of-function-of-probabilities"))
        if {"standard-error", "confidence-interval"} & set(self.asked):
            self._probability_errors(table, estimates)
        return tuple(self.quantities), tuple(dict.fromkeys(self.remarks))

    def _probability_errors(self, table: Table, estimates: Estimates) -> None:
        works = {name: Uncertainty(self.sheet, table.lines, estimates, False, (name,)) for name in self.names}
        for name, work in works.items():
            self._error(work, Symbol(name), estimates)
        if "confidence-interval" not in self.asked:
            return
        self._remark(say("no-ratio-interval-of-probabilities"))
        for name, work in works.items():
            if work.errors:
                work.quantile()
                self._attempt(lambda work=work, name=name: work.wald(Symbol(name)), Symbol(name), "Wald")  # type: ignore[misc]

    def _error(self, work: Uncertainty, of: Expression, estimates: Estimates) -> None:
        """The row of a standard error, where it is asked; the reason where there is none."""
        mark = self.sheet.mark()
        try:
            self._inside(estimates, work.names)
            row = work.standard_error(of)
        except Missing as why:
            self.sheet.back_to(mark)
            self._remark(say("no-standard-error", of=plain(of), why=why))
            return
        if "standard-error" in self.asked:
            self.quantities.append(row)

    def _try(self, make: Callable[[], Table]) -> Table | None:
        """What can be made, its lines struck out and the reason noted where it cannot."""
        mark = self.sheet.mark()
        try:
            return make()
        except Irregular:
            self.sheet.back_to(mark)
            raise
        except (Missing, UnknownDerivative) as why:
            self.sheet.back_to(mark)
            self._remark(str(why))
            return None

    def _remark(self, why: str) -> None:
        self.remarks.append(why)

    def _estimates(self) -> Estimates:
        """What the estimates are. Raises Missing where they are sets."""
        if self.found.sets or any(row.interval and row.exact is not None for row in self.rows):
            raise Missing(say("no-error-of-set"))
        if any(self.problem.parameters[name].integer for name in self.names):
            raise Missing(say("no-information-of-whole-number"))
        if not is_simplex(self.problem) and any(map(self._binds, self.problem.constraints)):
            raise Missing(say("no-error-under-conditions"))
        exact = {name: row.exact for name, row in zip(self.names, self.rows, strict=True) if row.exact is not None}
        places: dict[str, Place] = {}
        for name in self.names:
            place = self._place(name, exact)
            if place is not None:
                places[name] = place
        return Estimates(self.names, exact, places)

    def _binds(self, condition: Relation) -> bool:
        """Whether a condition says something of the parameters; probabilities of θ add up to one by themselves."""
        left, right = condition.operands[0], condition.operands[-1]
        return simplest(add(left, negate(right)), self.sheet.signs) != ZERO

    def _place(self, name: str, exact: dict[str, Expression]) -> Place | None:
        numeric = self.found.numeric.get(name)
        if name in exact:
            closed = self.sheet.sample.known or not has_sample(exact[name])
            return numeric_value(exact[name], {}, self.sheet.setting) if closed else None
        return None if numeric is None else numeric.place

    # ---- information ------------------------------------------------------------------------------------

    def _observed(self, needed: bool) -> dict[Pair, Relation]:
        """The observed information, where it is asked or stands in for the expected one."""
        line = log_likelihood_of(self.sheet)
        if line is None or not (needed or "fisher-information" in self.asked):
            return {}
        mark = self.sheet.mark()
        try:
            return observed_information(self.sheet, line, self.names)
        except (Missing, UnknownDerivative) as why:
            self.sheet.back_to(mark)
            self._remark(str(why))
            return {}

    def _information(self, table: Table, estimates: Estimates) -> None:
        self._entries(table.lines, estimates, None)
        for pair, share in table.single.items():
            self._single(pair, share, estimates)

    def _entries(self, lines: Mapping[Pair, Relation], estimates: Estimates, of: str | None) -> None:
        for pair, line in lines.items():
            general = value_of(line)
            if not estimates.known:
                self._row(pair, of, general, None, None)
                continue
            try:
                exact, number = at_estimate(self.sheet, line, estimates)
            except Missing:
                self._remark(say("no-value-at-estimate", of=plain(line.operands[0])))
                continue
            self._row(pair, of, exact, number, general)

    def _single(self, pair: Pair, share: Expression, estimates: Estimates) -> None:
        if not estimates.known:
            self._row(pair, "observation", share, None, None)
            return
        place = numeric_value(share, estimates.places, self.sheet.setting)
        if place is None:
            return
        exact = estimates.put_in(share)
        exact = None if exact is None else self.sheet.sample.put_in(exact)
        self._row(pair, "observation", exact, float(sum(place) / 2), share)

    def _row(
        self, pair: Pair, of: str | None, exact: Expression | None, value: float | None, general: Expression | None
    ) -> None:
        about = plain(Symbol(pair[0])) if pair[0] == pair[1] else ", ".join(plain(Symbol(name)) for name in pair)
        self.quantities.append(Quantity("fisher-information", of, exact, value, about, general))

    # ---- standard errors and intervals ------------------------------------------------------------------

    def _errors(self, lines: Mapping[Pair, Relation], estimates: Estimates, observed: bool) -> None:
        if not {"standard-error", "confidence-interval"} & set(self.asked):
            return
        if observed:
            self._remark(say("error-from-observed-information"))
        work = Uncertainty(self.sheet, lines, estimates, observed)
        for of in self._targets():
            self._error(work, of, estimates)
        if "confidence-interval" in self.asked:
            self._intervals(work, estimates)

    def _targets(self) -> Iterator[Expression]:
        yield from map(Symbol, self.names)
        yield from self.functions

    def _inside(self, estimates: Estimates, names: tuple[str, ...]) -> None:
        """An estimate at the end of its domain has no standard error from the information. Raises Missing."""
        for name in names:
            domain, place = self.sheet.setting.domains.get(name), estimates.places.get(name)
            for end in (domain.lower, domain.upper) if domain is not None else ():
                value = None if end is None else number_value(end)
                if place is not None and value is not None and place[0] <= value <= place[1]:
                    raise Missing(say("estimate-at-end-of-domain"))

    def _intervals(self, work: Uncertainty, estimates: Estimates) -> None:
        work.quantile()
        for of in self._targets():
            if of in work.errors:
                self._attempt(lambda of=of: work.wald(of), of, "Wald")  # type: ignore[misc]
        for name in self.names:
            line = self._profile(name, estimates.known)
            if line is None:
                shown = plain(Symbol(name))
                self._remark(say("no-profile", name=shown))
            else:
                self._attempt(lambda line=line, name=name: work.likelihood_ratio(line, name),  # type: ignore[misc]
                              Symbol(name), "likelihood ratio")

    def _attempt(self, make: Callable[[], Quantity], of: Expression, kind: str) -> None:
        mark = self.sheet.mark()
        try:
            self.quantities.append(make())
        except Missing as why:
            self.sheet.back_to(mark)
            self._remark(say("no-interval", method=kind, of=plain(of), why=why))

    def _ratios_alone(self, estimates: Estimates) -> None:
        if "confidence-interval" in self.asked and estimates.known:
            self._intervals(Uncertainty(self.sheet, {}, estimates, False), estimates)

    def _profile(self, name: str, known: bool) -> Relation | None:
        """The log-likelihood as a function of one parameter, the others at their best."""
        if len(self.names) == 1:
            return log_likelihood_of(self.sheet)
        last: Relation | None = None
        for step in self.sheet.steps:
            line = step.after
            if step.rule in ("profile", "collect-ratios", "numbers-in") and isinstance(line, Relation):
                first = line.operands[0]
                if isinstance(first, Apply) and first.arguments == (Symbol(name),):
                    last = line
        log_line = log_likelihood_of(self.sheet)
        if last is not None or log_line is None or not known:
            return last
        return profile_of(self.sheet, log_line, name, self.names)


SAME = frozenset(("write-constant", "in-predictor"))


def log_likelihood_of(sheet: Worksheet) -> Relation | None:
    """The line that states the log-likelihood of all parameters, with a constant named where one was."""
    found = None
    for step in sheet.steps:
        if step.rule in ("log-of-likelihood", "log-of-one") or (step.rule in SAME and found):
            found = step.after
        elif found is not None and step.rule != "name-constant":
            break
    return found if isinstance(found, Relation) else None
