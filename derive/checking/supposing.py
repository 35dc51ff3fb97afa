"""What is said of one value of the parameter: `for λ = 2 the score is 3`, `ℓ = −1.4 at θ = 1/2`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, combinations
from math import factorial, prod

from ..expressions import (
    Add,
    Apply,
    Call,
    Derivative,
    Expression,
    Hat,
    Negate,
    Relation,
    Symbol,
    free_symbols,
    integer,
    map_children,
    number_value,
    rational,
)
from .constants import free_parts
from .judge import Judge
from .names import LIKELIHOOD, LOG, NEGATIVE, Function, Names, role_of
from .outcomes import Last
from .reading import Piece
from .statements import Statement
from .told import is_only_tried
from .truth import Truth

__all__ = ["TRIED", "at_value", "holds_without_constants", "number_of", "value_supposed"]

MOST_DROPPED = 4
MOST_COUNTED = 1000

TRIED = frozenset(("at", "for", "with", "if"))
"""Words in front of a value that is only tried."""
BEHIND = frozenset(("at", "for", "when", "if"))
"""Words between a statement and the value at which it is said to hold."""


def value_supposed(pieces: tuple[Piece, ...], k: int, parameters: tuple[str, ...]) -> tuple[str, Expression] | None:
    """The parameter and its value for which the k-th formula of a line is said to hold, where there is one."""
    for j in (*range(k - 1, -1, -1), k + 1):
        if not 0 <= j < len(pieces) or not pieces[j].readings:
            continue
        body, words = pieces[j].readings[0], pieces[j].words
        found = number_of(body)
        if found is None or found[0] not in parameters:
            continue
        tried = is_only_tried(body, words, pieces[j].after) or words.strip(" ,:") in TRIED
        if tried if j < k else words.strip(" ,") in BEHIND:
            return found
    return None


def number_of(body: Expression) -> tuple[str, Expression] | None:
    """The name and the number of `θ = 1/2`."""
    if not isinstance(body, Relation) or body.operators != ("=",) or number_value(body.operands[1]) is None:
        return None
    name = body.operands[0]
    return (name.name, body.operands[1]) if isinstance(name, Symbol) else None


def at_value(e: Expression, name: str, value: Expression) -> Expression | None:
    """The statement with the value in the place of the parameter; None where it has a derivative that is written as
    one."""
    if isinstance(e, Derivative):
        return None
    if isinstance(e, Symbol):
        return value if e.name == name else e
    if isinstance(e, Hat):
        return e
    if isinstance(e, Apply) and e.arguments in ((), (Symbol(name),)) and role_of(e.function) != "any":
        return Apply(e.function, (value,), e.given, e.primes, span=e.span)
    parts: list[Expression | None] = []

    def moved(child: Expression) -> Expression:
        parts.append(at_value(child, name, value))
        return parts[-1] or child

    found = map_children(moved, e)
    return None if None in parts else found


def holds_without_constants(statement: Statement, truth: Truth, names: Names) -> Names | None:
    """A value of the log-likelihood, of which no line has said which constants it keeps, `ℓ(2) = 18 log 2 − 12`: the
    names with the function as it has to be for that to be true; None where it is not true, whatever is dropped."""
    body = statement.body
    first = body.operands[0] if isinstance(body, Relation) else None
    if not isinstance(body, Relation) or not isinstance(first, Apply) or statement.continued:
        return None
    if first.primes or first.function in names.own:
        return None
    role = role_of(first.function)
    if role not in (LIKELIHOOD, LOG, NEGATIVE) or len(first.arguments) != len(truth.parameters):
        return None
    if not all(free_symbols(e).isdisjoint(truth.parameters) for e in first.arguments):
        return None
    exact = [rational(Fraction(v)) if (v := number_value(e)) is not None else e for e in first.arguments]
    called = Apply(first.function, tuple(exact), first.given, span=first.span)
    whole = Relation((called, *body.operands[1:]), body.operators, span=body.span)
    for kernel in _kernels(truth):
        meant = Call("exp", (kernel,)) if role == LIKELIHOOD else Negate(kernel) if role == NEGATIVE else kernel
        own = names.copy()
        own.functions[first.function] = own.own[first.function] = Function(meant, truth.parameters)
        if Judge(truth, own, Last()).judge(statement._replace(body=whole)).holds:
            return own
    return None


def _kernels(truth: Truth) -> Iterator[Expression]:
    """The log-likelihood without some of the terms that are free of the parameters."""
    log = truth.log_likelihood
    if log is None:
        return
    groups = list(free_parts(log, lambda e: free_symbols(e).isdisjoint(truth.parameters)))[:MOST_DROPPED]
    if (ways := _ways(truth)) is not None:
        yield Add((log, Call("log", (ways,))))
    some = chain.from_iterable(combinations(groups, k) for k in range(1, len(groups) + 1))
    yield from (Add((log, *(Negate(term) for group in dropped for term in group))) for dropped in some)


def _ways(truth: Truth) -> Expression | None:
    """In how many orders the outcomes of a table of counts may have come."""
    counts = [column.counts for column in truth.problem.columns.values() if column.counts]
    if len(counts) != 1 or sum(counts[0]) > MOST_COUNTED:
        return None
    return integer(factorial(sum(counts[0])) // prod(map(factorial, counts[0])))
