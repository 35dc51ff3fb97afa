"""A condition that sets cells against each other, `p_1 + p_2 = p_3`: two multipliers, and the groups of cells."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from ..claims.claim import Claim
from ..claims.conditions import Lagrange
from ..claims.equations import Combined, Each, Equivalent, SetToZero
from ..claims.maxima import ConcaveSum
from ..claims.values import Differentiated, Equal
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Derivative,
    Divide,
    Expression,
    Hat,
    Multiply,
    Negate,
    Power,
    Relation,
    Several,
    Symbol,
    integer,
    rational,
)
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import replace
from ..rules.derivatives import gradient
from ..rules.equations import equation
from ..rules.linear import Linear, gap_of
from ..rules.terms import add, divide, factor, multiply, negate, write_sum
from ..steps import Status, value_of
from .answers import with_decimal
from .categories import counts_of, sum_of
from .conditioning import write_conditions
from .conditions import conditions_of
from .estimation import Estimated
from .likelihood import function_of, write_likelihood, write_log_likelihood
from .settings import sample_size
from .worksheet import Worksheet, equals

__all__ = ["estimate_balanced", "is_balanced"]


class Balance(NamedTuple):
    """The condition that the cells add up, the one that sets them against each other with its coefficients, and the
    counts."""

    whole: Relation
    against: Relation
    weights: dict[str, Fraction]
    counts: dict[str, Expression]


def is_balanced(problem: Problem) -> bool:
    """Whether counts of categories stand under their sum and one condition `p_1 + p_2 = p_3` of two sides."""
    return _balance(problem) is not None


def _balance(problem: Problem) -> Balance | None:
    if len(problem.laws) != 1 or len(problem.constraints) != 2 or problem.partial:
        return None
    cells = problem.laws[0].cells
    names = [cell.name for cell in cells if isinstance(cell, Symbol)]
    conditions = conditions_of(problem) if cells and len(names) == len(cells) else None
    if conditions is None or conditions.solved or set(names) != problem.parameters.keys():
        return None
    forms = [(line, gap_of(line)) for line in conditions.origins]
    whole = next((line for line, form in forms if form is not None and _adds_up(form, names)), None)
    other = next(((line, form) for line, form in forms if form is not None and not form.constant), None)
    if whole is None or other is None or ZERO in counts_of(problem)[0]:
        return None
    weights = {name: other[1].coefficients.get(name, Fraction(0)) for name in names}
    signs = sorted({weight for weight in weights.values() if weight})
    if len(signs) != 2 or not signs[0] < 0 < signs[1]:
        return None
    return Balance(whole, other[0], weights, dict(zip(names, counts_of(problem)[0], strict=True)))


def _adds_up(form: Linear, names: Sequence[str]) -> bool:
    return form.constant == -1 and form.coefficients == dict.fromkeys(names, Fraction(1))


def estimate_balanced(sheet: Worksheet, problem: Problem) -> Estimated:
    """The total of each group of cells with the same coefficient, shared in proportion to the counts."""
    balance, conditions = _balance(problem), conditions_of(problem)
    assert balance is not None
    assert conditions is not None
    likelihood = write_likelihood(sheet, problem, True)
    sheet.phase("condition")
    write_conditions(sheet, conditions._replace(left=()), ())
    names = tuple(problem.parameters)
    log_line = write_log_likelihood(sheet, likelihood, names)
    whole = value_of(log_line)
    found = Estimated(
        Status.SOLVED, likelihood=value_of(likelihood), log_likelihood=whole, scores=gradient(whole, names)
    )
    size = add(*balance.counts.values())
    if any(isinstance(count, Symbol) for count in balance.counts.values()):
        size = sample_size(problem, problem.laws[0])
    roots = _Lines(sheet, balance, size).solve(log_line)
    lines = {}
    sheet.phase("answer")
    for name, line in roots.items():
        after = with_decimal([Hat(Symbol(name)), value_of(line), divide(*_parts(value_of(line)))])
        lines[name] = sheet.write("estimate", line, after, Equal())
    values = {name: divide(*_parts(value_of(line))) for name, line in roots.items()}
    return replace(found, roots=values, lines=lines, worked_out=True)


def _parts(e: Expression) -> tuple[Expression, Expression]:
    """Numerator and denominator of a product of fractions."""
    factors = e.factors if isinstance(e, Multiply) else (e,)
    tops = [f.numerator if isinstance(f, Divide) else f for f in factors]
    bottoms = [f.denominator for f in factors if isinstance(f, Divide)]
    return multiply(*tops), multiply(*bottoms) if bottoms else ONE


class _Lines:
    """The lines from Lagrange's function to the formula of each cell."""

    def __init__(self, sheet: Worksheet, balance: Balance, size: Expression) -> None:
        self.sheet, self.balance, self.size = sheet, balance, size
        taken = sheet.setting.domains
        self.by, self.against = (Symbol(n) for n in [n for n in ("λ", "κ", "η", "ζ") if n not in taken][:2])

    def solve(self, log_line: Relation) -> dict[str, Relation]:
        """`p_j = …` for each cell."""
        equations = self._stationary(self._lagrangian(log_line))
        multiplier = self._multiplier(equations)
        found: dict[str, Relation] = {}
        for name, weight in self.balance.weights.items():
            if not weight:
                symbol = Symbol(name)
                share = Negate(Divide(ONE, self.size))
                parts = (share, equations[name]), (Negate(Divide(symbol, self.size)), multiplier)
                root = equation(symbol, Divide(self.balance.counts[name], self.size))
                found[name] = self.sheet.write("balance-alone", equations[name], root, Combined(parts), v=symbol)
        for weight in sorted({w for w in self.balance.weights.values() if w}, reverse=True):
            found |= self._group(weight, equations, multiplier)
        self.sheet.phase("maximum")
        seconds = tuple(_second_derivative(name, count) for name, count in self.balance.counts.items())
        claim = ConcaveSum(tuple(self.balance.counts))
        self.sheet.write("concave-sum", log_line, _several(seconds), claim, conditions=self.sheet.setting.facts)
        return {name: found[name] for name in self.balance.counts}

    def _lagrangian(self, log_line: Relation) -> Relation:
        sheet, balance = self.sheet, self.balance
        sheet.phase("score")
        rest = [negate(Symbol(name)) for name in balance.counts]
        gap = [multiply(rational(-weight), Symbol(n)) for n, weight in balance.weights.items() if weight]
        added = Multiply((self.by, Add((ONE, *rest)))), Multiply((self.against, Add(tuple(gap))))
        whole = value_of(log_line)
        terms = whole.terms if isinstance(whole, Add) else (whole,)
        value = write_sum([*map(factor, terms), *map(factor, added)])
        claim = Lagrange(((self.by, balance.whole), (self.against, balance.against)))
        said = f"{plain(self.by)}, {plain(self.against)}"
        return sheet.write("lagrangian-of-several", log_line, equals(Symbol("Λ"), value), claim, v=said)

    def _stationary(self, lagrangian: Relation) -> dict[str, Relation]:
        """`n_j = (λ + κ) p_j` for each cell."""
        counts, weights = self.balance.counts, self.balance.weights
        sums = {name: add(self.by, multiply(rational(w), self.against)) for name, w in weights.items()}
        scores = tuple(
            equals(Derivative(Symbol("Λ"), Symbol(n), 1, True), add(divide(c, Symbol(n)), negate(sums[n])))
            for n, c in counts.items()
        )
        claims: list[Claim] = [Differentiated(name) for name in counts]
        line = self.sheet.write("lagrange-score", lagrangian, _several(scores), Each(tuple(claims)))
        self.sheet.phase("solve")
        zero = _several(tuple(equation(value_of(score), ZERO) for score in scores))
        line = self.sheet.write("set-lagrangian-to-zero", line, zero, Each((SetToZero(),) * len(counts)))
        cleared = {n: equation(c, Multiply((sums[n], Symbol(n)))) for n, c in counts.items()}
        each = Each(tuple(Equivalent(Symbol(name)) for name in counts))
        self.sheet.write("lagrange-clear", line, _several(tuple(cleared.values())), each)
        return cleared

    def _multiplier(self, equations: dict[str, Relation]) -> Relation:
        """The equations added up: `λ = n`."""
        counts = list(self.balance.counts.values())
        conditions = (self.by, self.balance.whole), (self.against, self.balance.against)
        parts = (*((ONE, e) for e in equations.values()), *conditions)
        line = equation(sum_of(counts), self.by)
        lines = _several(tuple(equations.values()))
        line = self.sheet.write("balance-sum", lines, line, Combined(parts))
        claim: Claim = Equivalent(integer(-1))
        if isinstance(self.size, Symbol):
            claim = Combined(((integer(-1), line), (ONE, equation(sum_of(counts), self.size))))
        return self.sheet.write("multiplier", line, equation(self.by, self.size), claim, v=self.by)

    def _group(self, weight: Fraction, equations: dict[str, Relation], multiplier: Relation) -> dict[str, Relation]:
        """The total of the cells with this coefficient, and the share of each."""
        balance = self.balance
        names = [name for name, w in balance.weights.items() if w == weight]
        both = [name for name, w in balance.weights.items() if w]
        other = next(w for w in balance.weights.values() if w and w != weight)
        part = other / (other - weight)  # of what both groups have together
        value = divide(multiply(rational(part), add(*(balance.counts[name] for name in both))), self.size)
        total = equation(sum_of([Symbol(name) for name in names]), value)
        scale = Negate(Divide(rational(part), self.size))
        sums = sum_of([Symbol(name) for name in both])
        parts = (
            *((scale, equations[name]) for name in both),
            (Multiply((scale, sums)), multiplier),
            (add(Multiply((scale, self.against)), rational(1 / (weight - other))), balance.against),
        )
        lines = _several(tuple(equations[name] for name in both))
        total = self.sheet.write("balance-total", lines, total, Combined(parts), n=self.against, v=balance.against)
        if len(names) == 1:
            return {names[0]: total}
        return {name: self._share(name, names, equations, total) for name in names}

    def _share(self, name: str, names: list[str], equations: dict[str, Relation], total: Relation) -> Relation:
        counts, symbol = self.balance.counts, Symbol(name)
        size = add(*(counts[n] for n in names))
        parts: list[tuple[Expression, Relation]] = []
        for other in names:
            if other != name:
                parts.append((Divide(symbol, size), equations[other]))
                parts.append((Negate(Divide(Symbol(other), size)), equations[name]))
        share = Divide(counts[name], size)
        root = equation(symbol, Multiply((share, value_of(total))))
        claim = Combined((*parts, (share, total)))
        return self.sheet.write("balance-share", total, root, claim, v=symbol)


def _several(statements: tuple[Relation, ...]) -> Expression:
    return statements[0] if len(statements) == 1 else Several(statements, ",")


def _second_derivative(name: str, count: Expression) -> Relation:
    left = Derivative(function_of("ℓ", ()), Symbol(name), 2, True)
    return Relation((left, Negate(Divide(count, Power(Symbol(name), integer(2)))), ZERO), ("=", "<"))
