"""What of a log-likelihood is free of the parameters: it may be dropped; where it is kept it has to be right."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import combinations

from flint import arb, fmpq

from ..balls import precision
from ..expressions import (
    Add,
    Call,
    Divide,
    Expression,
    Multiply,
    Number,
    Power,
    Symbol,
    free_symbols,
    integer,
    nodes,
    number_value,
    observation,
    sample_sum,
)
from .constants import free_parts, free_terms
from .forms import Form, formed, size_of
from .names import Names
from .places import BITS, Instance
from .resolved import Resolved
from .truth import Truth
from .trying import Trial, alike

__all__ = ["Kept"]

Value = fmpq | arb
MOST_GROUPS = 5


class Kept:
    """Holds the constants of expressions against those of the problem."""

    def __init__(self, trial: Trial, free: Callable[[Expression], bool]) -> None:
        self.trial, self.free = trial, free
        self.truth: Truth = trial.truth
        self.names: Names = trial.names
        self.parameters = frozenset(self.truth.parameters)

    def may_be_dropped(self, e: Resolved, apart: list[Value], form: Form) -> bool:
        """Whether what separates the expression from the truth is a constant that was dropped, or that is right for
        the counts where the problem has the observations."""
        if all(alike(gap, fmpq(0)) for gap in apart):
            return True
        kept = free_terms(e.expression, self.free)
        if any(self.names.constants & free_symbols(term) for term in kept):
            return True
        if (self.trial.fixed or self.trial.moved is not None) and self.is_left_by_profile(apart):
            return True
        totals = [self.total(kept, e, instance) for instance in self.instances]
        if all(total is not None and alike(total, fmpq(0)) for total in totals):
            return True
        return any(self.explains(sums, apart, totals, form) for sums in self.sums)

    def is_left_by_profile(self, apart: list[Value]) -> bool:
        """−n or −n/2: what is left of the exponent once the best value is in, and dropped."""
        sizes = [size_of(instance) for instance in self.instances]
        if len(sizes) != len(apart):
            return False
        shares = (fmpq(1), fmpq(-1), fmpq(1, 2), fmpq(-1, 2))
        return any(all(alike(gap, share * n) for gap, n in zip(apart, sizes, strict=True)) for share in shares)

    def explains(
        self, sums: tuple[Value | None, ...], apart: list[Value], totals: list[Value | None], form: Form
    ) -> bool:
        """Whether a part of the true constant is what was dropped, or what is kept."""
        if len(sums) != len(apart) or None in sums or None in totals:
            return False
        found = [self.scaled(s, form, k) for k, s in enumerate(sums) if s is not None]
        scaled = [value for value in found if value is not None]
        if len(scaled) < len(found):
            return False
        with precision(BITS):
            dropped = all(alike(-gap, s) for gap, s in zip(apart, scaled, strict=True))
        return dropped or all(alike(total, s) for total, s in zip(totals, scaled, strict=True) if total is not None)

    def scaled(self, x: Value, form: Form, number: int) -> Value | None:
        return formed(x, form, self.instances[number])

    @cached_property
    def instances(self) -> tuple[Instance, ...]:
        return tuple(i for i in self.truth.instances if i.places)

    def total(self, terms: list[Expression], e: Resolved, instance: Instance) -> Value | None:
        """The sum of the free terms at a sample."""
        if not terms:
            return fmpq(0)
        whole = terms[0] if len(terms) == 1 else Add(tuple(terms))
        return self.trial.value(Resolved(whole, e.rounded, e.points, e.unknown), instance, instance.places[0])

    @cached_property
    def sums(self) -> list[tuple[Value | None, ...]]:
        """The constants of the log-likelihood and of the counts, each choice of them added up, at each sample."""
        assert self.truth.log_likelihood is not None
        groups = list(free_parts(self.truth.log_likelihood, self.free))[:MOST_GROUPS]
        values = [tuple(self.total(group, PLAIN, i) for i in self.instances) for group in groups]
        chosen = [c for size in range(1, len(values) + 1) for c in combinations(values, size)]
        found = [_added(choice) for choice in chosen]
        counting = tuple(self.counting(i) for i in self.instances)
        if None not in counting:
            found += [_negated(counting), counting, *(_added((counting, s)) for s in list(found))]
        return found

    def counting(self, instance: Instance) -> Value | None:
        """The logarithm of the number of orders in which the counts can come; negative where it is dropped."""
        e = self.orders
        return None if e is None else self.truth.value(e, instance, instance.places[0])

    @cached_property
    def orders(self) -> Expression | None:
        """log n!/(n_1! … n_k!): of a 0-1 variable, of categories, or of the exponents of a given likelihood."""
        problem = self.truth.problem
        if problem.likelihood is not None:
            return _of_exponents(problem.likelihood, self.parameters)
        law = problem.laws[0] if len(problem.laws) == 1 else None
        if law is None:
            return None
        if law.cells:
            column = problem.columns.get(law.variable)
            return None if column is None else _multinomial([count for _, count in column.table])
        if law.family is not None and law.family.name == "Bernoulli":
            return Call("log", (Call("binomial", (Symbol("n"), sample_sum(observation(law.variable)))),))
        return None


PLAIN = Resolved(Number(0, "0"))


def _added(rows: tuple[tuple[Value | None, ...], ...]) -> tuple[Value | None, ...]:
    with precision(BITS):
        return tuple(
            None if any(x is None for x in column) else sum((x for x in column if x is not None), fmpq(0))
            for column in zip(*rows, strict=True)
        )


def _negated(row: tuple[Value | None, ...]) -> tuple[Value | None, ...]:
    with precision(BITS):
        return tuple(None if x is None else -x for x in row)


def _multinomial(counts: list[int]) -> Expression:
    top = Call("factorial", (integer(sum(counts)),))
    return Call("log", (Divide(top, Multiply(tuple(Call("factorial", (integer(c),)) for c in counts))),))


def _of_exponents(likelihood: Expression, parameters: frozenset[str]) -> Expression | None:
    powers = [n for n in nodes(likelihood) if isinstance(n, Power) and not parameters.isdisjoint(free_symbols(n))]
    counts = [c for n in powers if isinstance(c := number_value(n.exponent), int) and c > 2]
    return _multinomial(counts) if len(counts) > 1 else None
