"""What the names of a hand derivation stand for: functions of the problem, own definitions, multipliers."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from fractions import Fraction

from flint import arb, fmpq

from ..expressions import ONE, Apply, Call, Divide, Expression, Multiply, Negate, Symbol

__all__ = [
    "CELL", "CONSTANTS", "FRESH", "LIKELIHOOD", "LOG", "NEGATIVE", "SCORE", "Function", "Head", "Names", "head_of",
    "role_of",
]  # fmt: skip

LIKELIHOOD, LOG, NEGATIVE, SCORE, NEUTRAL = "likelihood", "log-likelihood", "negative-log-likelihood", "score", "any"

_ROLES = {
    LIKELIHOOD: ("L", "P", "p", "Lik", "lik", "Pr"),
    LOG: ("ℓ", "l", "LL", "logL", "lnL", "ll"),
    NEGATIVE: ("NLL", "J", "nll", "Loss", "loss", "CE", "H"),
    SCORE: ("U",),
}
_ROLE_OF = {name: role for role, names in _ROLES.items() for name in names}
CONSTANTS = frozenset(("c", "C", "const", "K", "k_0", "c_0", "c_1", "c_2"))
"""Names that stand for whatever is free of the parameters where they are added or multiplied, undeclared."""


CELL = "@cell"
"""Behind the name of a probability that was eliminated: a variable of its own, with the value that is left."""


FRESH = "@"
"""Behind the name of a new unknown: a variable of its own, in the place of what it is of the parameters."""


def role_of(name: str) -> str:
    """What a name of a function usually means; `any` where it says nothing."""
    word, _, index = name.partition("_")
    found = _ROLE_OF.get(name) or _ROLE_OF.get(word, NEUTRAL)
    return NEUTRAL if index and found == LIKELIHOOD and len(index) > 1 else found


@dataclass(frozen=True, slots=True)
class Function:
    """A function that was written down: its body, in the parameters of the problem, the parameters that it was called
    with, and what was written in their places: `ℓ(v)` with v = σ²."""

    body: Expression
    parameters: tuple[str, ...] = ()
    written: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """A left side that is one function, or its logarithm, times what is free of the parameters: `-(1/n) log L(θ)`.

    by: the factors in front; a divisor comes as 1/n.
    """

    name: str
    arguments: tuple[Expression, ...]
    logarithm: bool = False
    by: tuple[Expression, ...] = ()
    primes: int = 0
    given: tuple[Expression, ...] = ()


def head_of(e: Expression, taken: Container[str] = ()) -> Head | None:
    """The function that a left side is about, or None where it is anything else. taken: names that are quantities."""
    if isinstance(e, Apply):
        return Head(e.function, e.arguments, primes=e.primes, given=e.given)
    if isinstance(e, Symbol):
        quantity = e.name in taken or e.name.partition("_")[0] == "p"  # p alone is a number: `p = P(heads)`
        return None if quantity or role_of(e.name) == NEUTRAL else Head(e.name, ())
    if isinstance(e, Negate):
        return _times(head_of(e.operand, taken), Negate(ONE))
    if isinstance(e, Call) and e.function == "log" and len(e.arguments) == 1:
        inner = head_of(e.arguments[0], taken)
        if inner is None or inner.logarithm or inner.by:
            return None
        return Head(inner.name, inner.arguments, True, (), inner.primes, inner.given)
    if isinstance(e, Divide):
        return _times(head_of(e.numerator, taken), Divide(ONE, e.denominator))
    if isinstance(e, Multiply):
        heads = [(k, head) for k, f in enumerate(e.factors) if (head := head_of(f, taken)) is not None]
        if len(heads) == 1:
            k, head = heads[0]
            return _times(head, *e.factors[:k], *e.factors[k + 1 :])
    return None


def _times(head: Head | None, *factors: Expression) -> Head | None:
    if head is None:
        return None
    return Head(head.name, head.arguments, head.logarithm, (*head.by, *factors), head.primes, head.given)


@dataclass
class Names:
    """What has been named so far. functions: as the reader of the problem would have them (a wrong one is left out);
    own: as they were written. symbols: definitions, resolved. multipliers: undeclared names of a problem with
    constraints, with their value at the maximum of each sample once an equation has told it. exact: decimals that a
    line has found to be equal to what they stand for. columns: transformed observations, `y_i = log x_i`, as written
    for x_i."""

    functions: dict[str, Function] = field(default_factory=dict)
    own: dict[str, Function] = field(default_factory=dict)
    symbols: dict[str, Expression] = field(default_factory=dict)
    multipliers: dict[str, dict[int, fmpq | arb]] = field(default_factory=dict)
    constants: set[str] = field(default_factory=set)
    exact: set[Fraction] = field(default_factory=set)
    columns: dict[str, Expression] = field(default_factory=dict)
    units: str = ""  # of losses, where they are not nats: bits
    decimals: dict[str, arb] = field(default_factory=dict)  # what a rounded decimal was rounded from
    doubtful: set[str] = field(default_factory=set)  # decimals of wrong lines
    profiled: dict[str, Expression] = field(default_factory=dict)  # the best value of a parameter, by the others
    cells: dict[str, Expression] = field(default_factory=dict)  # names of eliminated probabilities: r of 1 − p − q
    doubted: set[str] = field(default_factory=set)  # new names of an equation that does not say what they are
    changes: dict[str, Expression] = field(default_factory=dict)  # parameters as lines write them in new unknowns
    coordinates: tuple[str, ...] = ()  # the unknowns of the function that was named last: π₀ and λ
    parts: dict[str, Expression] = field(default_factory=dict)  # the parameters that are none of these, by them
    put_in: dict[str, Expression] = field(default_factory=dict)  # values of coordinates, as lines write them
    told: set[str] = field(default_factory=set)  # symbols that the problem itself gives a meaning: a standard error

    def copy(self) -> Names:
        """A copy that may be changed without changing this one."""
        return Names(
            dict(self.functions), dict(self.own), dict(self.symbols),
            {name: dict(values) for name, values in self.multipliers.items()}, set(self.constants),
            set(self.exact), dict(self.columns), self.units, dict(self.decimals), set(self.doubtful),
            dict(self.profiled), dict(self.cells), set(self.doubted), dict(self.changes), self.coordinates,
            dict(self.parts), dict(self.put_in), set(self.told),
        )
