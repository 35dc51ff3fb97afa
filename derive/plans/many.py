"""Many categories: one derivation with an index for all of them, and a table of the estimates at the end."""

from __future__ import annotations

from math import gcd

from ..claims.conditions import Lagrange
from ..claims.equations import Equivalent, SetToZero, Substituted
from ..claims.many import AddedUp, ConcaveEach, EmptyOnes, ForEach, LogarithmOfEach, Tabulated, Tallied
from ..claims.values import Differentiated, Given
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Apply,
    Call,
    Chain,
    Derivative,
    Divide,
    Expression,
    Hat,
    Indexed,
    Multiply,
    Negate,
    Power,
    Product,
    Relation,
    Several,
    Summation,
    Symbol,
    integer,
    number_value,
)
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import replace
from ..rules.equations import equation
from ..steps import Status
from ..words import say
from .categories import cell_counts, sum_of
from .cells import is_simplex
from .estimation import Estimated
from .settings import with_given
from .simplex import MULTIPLIERS, never_came
from .worksheet import Stuck, Worksheet, equals

__all__ = ["MANY", "estimate_many", "has_many_cells"]

MANY = 8
"""So many categories are written out one by one."""

N, J = Symbol("n"), Symbol("j")
EACH_COUNT = Symbol("n_j")


def has_many_cells(problem: Problem) -> bool:
    """Whether the parameters are p_1, …, p_k, the probabilities of more categories than are written out."""
    if len(problem.parameters) <= MANY or not is_simplex(problem):
        return False
    letter = _letter(problem)
    cells = problem.laws[0].cells
    return (
        letter not in ("", "n", "λ", "j")
        and all(cell == Symbol(f"{letter}_{k}") for k, cell in enumerate(cells, 1))
        and not {letter, f"{letter}_j", "n_j", "j"} & problem.domains.keys()
        and len(set(problem.parameters.values())) == 1
    )


def _letter(problem: Problem) -> str:
    return next(iter(problem.parameters)).partition("_")[0]


def estimate_many(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """The relative frequencies: the lines are written for the j-th category, and hold for each."""
    counts = cell_counts(problem, problem.laws[0])
    lines = _Lines(sheet, problem, counts)
    log_line = lines.log_likelihood()
    barred = lines.barred()
    if barred is not None:
        return lines.no_maximum(log_line, barred)
    lines.empty(log_line)
    roots = lines.solve(log_line)
    return lines.answer(roots)


class _Lines:
    """The lines of one derivation; e is the j-th probability outside of sums, p_j inside of them."""

    def __init__(self, sheet: Worksheet, problem: Problem, counts: list[Expression]) -> None:
        self.sheet, self.counts = sheet, counts
        self.names = tuple(problem.parameters)
        self.letter = _letter(problem)
        self.size = integer(len(counts))
        self.each, self.vector = Symbol(f"{self.letter}_j"), Symbol(self.letter)
        self.multiplier = next(Symbol(name) for name in MULTIPLIERS if name not in sheet.setting.domains)
        self.inner, self.count = Indexed(self.letter, J), Indexed("n", J)
        self.condition = equation(self.sum(self.inner), ONE)
        numbers = [number_value(count) for count in counts]
        known = [number for number in numbers if number is not None]
        self.total: Expression = N if len(known) < len(numbers) else integer(int(sum(known)))
        families = {self.letter: tuple(map(Symbol, self.names)), "n": tuple(counts)}
        sheet.setting = replace(sheet.setting, families=families)

    def sum(self, body: Expression) -> Summation:
        """`Σ_{j=1}^{k} body`."""
        return Summation(body, "j", ONE, self.size)

    def log_likelihood(self) -> Relation:
        """Likelihood, condition and log-likelihood."""
        sheet = self.sheet
        if self.total == N:
            sheet.setting = with_given(sheet.setting, equation(sum_of(self.counts), N))
            sheet.assume(tuple(Relation((count, ZERO), (">",)) for count in self.counts))
        product = Product(Power(self.inner, self.count), "j", ONE, self.size)
        line = equals(Apply("L", (self.vector,)), product)
        sheet.setting = with_given(sheet.setting, line, self.condition)
        sheet.phase("likelihood")
        names = f"{plain(Symbol(self.names[0]))}, …, {plain(Symbol(self.names[-1]))}"
        sheet.write("likelihood-of-each", None, line, Given(), v=names)
        sheet.write("category-condition", None, self.condition, Given())
        sheet.phase("log-likelihood")
        value = self.sum(Multiply((self.count, Call("log", (self.inner,)))))
        return sheet.write("log-of-likelihood", line, equals(Apply("ℓ", (self.vector,)), value), LogarithmOfEach())

    def barred(self) -> str | None:
        """A parameter that should be zero and may not."""
        pairs = zip(self.names, self.counts, strict=True)
        return next((n for n, count in pairs if count == ZERO and not self.sheet.domain(n).lower_closed), None)

    def no_maximum(self, log_line: Relation, barred: str) -> Estimated:
        """A category that never came would get the probability zero, and may not."""
        symbol = Symbol(barred)
        condition = self.sheet.domain(barred).condition(symbol)
        if condition is None:
            raise Stuck(say("any-number", name=barred))
        self.sheet.phase("no-maximum")
        self.sheet.write("empty-category-open", log_line, condition, EmptyOnes(self.condition))
        return Estimated(Status.NO_MAXIMUM, why=never_came(symbol))

    def empty(self, log_line: Relation) -> None:
        """Categories that never came."""
        if ZERO in self.counts:
            statements = (equation(EACH_COUNT, ZERO), equation(Hat(self.each), ZERO))
            self.sheet.write("empty-each", log_line, Chain(statements, ("⇒",)), EmptyOnes(self.condition))

    def solve(self, log_line: Relation) -> Relation:
        """From Lagrange's function to `p_j = n_j/n`."""
        sheet, each, by = self.sheet, self.each, self.multiplier
        sheet.phase("score")
        added = Multiply((by, Add((ONE, Negate(self.sum(self.inner))))))
        line = equals(Symbol("Λ"), Add((log_line.operands[1], added)))
        line = sheet.write("lagrangian", log_line, line, Lagrange(((by, self.condition),)), v=by)
        score = Add((Divide(EACH_COUNT, each), Negate(by)))
        name = Derivative(Symbol("Λ"), each, 1, True)
        line = sheet.write("score-of-each", line, equals(name, score), ForEach(Differentiated(each.name)), v=each)
        sheet.phase("solve")
        line = sheet.write("set-lagrangian-to-zero", line, equation(score, ZERO), ForEach(SetToZero()))
        after = equation(EACH_COUNT, Multiply((by, each)))
        cleared = sheet.write("clear-each", line, after, ForEach(Equivalent(each)), v=each)
        after = equation(self.sum(self.count), by)
        line = sheet.write("add-all", cleared, after, AddedUp(by, self.condition))
        sheet.write("multiplier", line, equation(by, self.total), Tallied())
        after = equation(EACH_COUNT, Multiply((self.total, each)))
        claim = ForEach(Substituted(((by.name, self.total),)))
        line = sheet.write("multiplier-in", cleared, after, claim, level=2)
        after = equation(each, Divide(EACH_COUNT, self.total))
        claim = ForEach(Equivalent(Negate(Divide(ONE, self.total))))
        root = sheet.write("isolate-each", line, after, claim, n=self.total)
        self._argue(log_line)
        return root

    def _argue(self, log_line: Relation) -> None:
        self.sheet.phase("maximum")
        name = Derivative(Apply("ℓ", ()), self.each, 2, True)
        value = Negate(Divide(EACH_COUNT, Power(self.each, integer(2))))
        line = Relation((name, value, ZERO), ("=", "<"))
        self.sheet.write("concave-each", log_line, line, ConcaveEach(self.each.name))

    def answer(self, root: Relation) -> Estimated:
        """The table, and the functions of the problem written out."""
        values = [_share(count, self.total) for count in self.counts]
        lines = {n: equation(Hat(Symbol(n)), v) for n, v in zip(self.names, values, strict=True)}
        self.sheet.phase("answer")
        self.sheet.write("table", root, Several(tuple(lines.values()), ","), Tabulated())
        came = [(Symbol(n), c) for n, c in zip(self.names, self.counts, strict=True) if c != ZERO]
        return Estimated(
            Status.SOLVED,
            dict(zip(self.names, values, strict=True)),
            lines,
            Multiply(tuple(p if c == ONE else Power(p, c) for p, c in came)) if len(came) > 1 else came[0][0],
            sum_of([Multiply((c, Call("log", (p,)))) for p, c in came]),
            {p.name: Divide(c, p) for p, c in came},
            worked_out=True,
        )


def _share(count: Expression, total: Expression) -> Expression:
    value, size = number_value(count), number_value(total)
    if not isinstance(value, int) or not isinstance(size, int):
        return Divide(count, total)
    common = gcd(value, size)
    return Divide(integer(value // common), integer(size // common)) if size > common else integer(value // common)
