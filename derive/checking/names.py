"""What the names of a hand derivation stand for: functions of the problem, own definitions, multipliers."""

from __future__ import annotations

from dataclasses import dataclass, field

from flint import arb, fmpq

from ..expressions import Apply, Call, Divide, Expression, Multiply, Negate, Number, Symbol, number_value

__all__ = ["CONSTANTS", "LIKELIHOOD", "LOG", "NEGATIVE", "SCORE", "Function", "Head", "Names", "head_of", "role_of"]

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


def role_of(name: str) -> str:
    """What a name of a function usually means; `any` where it says nothing."""
    word, _, index = name.partition("_")
    found = _ROLE_OF.get(name) or _ROLE_OF.get(word, NEUTRAL)
    return NEUTRAL if index and found == LIKELIHOOD and len(index) > 1 else found


@dataclass(frozen=True, slots=True)
class Function:
    """A function that was written down: its body, in the parameters of the problem, and the parameters that it was
    called with."""

    body: Expression
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """A left side that is one function, or its logarithm, its negative, its n-th part: `-(1/n) log L(θ)`."""

    name: str
    arguments: tuple[Expression, ...]
    logarithm: bool = False
    sign: int = 1
    mean: bool = False
    primes: int = 0


def head_of(e: Expression) -> Head | None:
    """The function that a left side is about, or None where it is anything else."""
    if isinstance(e, Apply):
        return Head(e.function, e.arguments, primes=e.primes)
    if isinstance(e, Symbol) and (role_of(e.name) != NEUTRAL):
        return Head(e.name, ())
    if isinstance(e, Negate):
        return _changed(head_of(e.operand), sign=-1)
    if isinstance(e, Call) and e.function == "log" and len(e.arguments) == 1:
        inner = head_of(e.arguments[0])
        plain = inner is not None and not inner.logarithm and inner.sign == 1 and not inner.mean
        return _changed(inner, logarithm=True) if plain else None
    if isinstance(e, Divide) and _is_size(e.denominator):
        return _changed(head_of(e.numerator), mean=True)
    if isinstance(e, Multiply) and len(e.factors) == 2 and _is_share(e.factors[0]):
        return _changed(head_of(e.factors[1]), mean=True)
    return None


def _changed(head: Head | None, sign: int = 1, logarithm: bool = False, mean: bool = False) -> Head | None:
    if head is None:
        return None
    return Head(
        head.name, head.arguments, head.logarithm or logarithm, head.sign * sign, head.mean or mean, head.primes,
    )


def _is_size(e: Expression) -> bool:
    return e == Symbol("n")


def _is_share(e: Expression) -> bool:
    return isinstance(e, Divide) and number_value(e.numerator) == 1 and _is_size(e.denominator)


@dataclass
class Names:
    """What has been named so far. functions: as the reader of the problem would have them (a wrong one is left out);
    own: as they were written. symbols: definitions, resolved. multipliers: undeclared names of a problem with
    constraints, with their value at the maximum of each sample once an equation has told it."""

    functions: dict[str, Function] = field(default_factory=dict)
    own: dict[str, Function] = field(default_factory=dict)
    symbols: dict[str, Expression] = field(default_factory=dict)
    multipliers: dict[str, dict[int, fmpq | arb]] = field(default_factory=dict)
    constants: set[str] = field(default_factory=set)

    def copy(self) -> Names:
        """A copy that may be changed without changing this one."""
        return Names(
            dict(self.functions), dict(self.own), dict(self.symbols),
            {name: dict(values) for name, values in self.multipliers.items()}, set(self.constants),
        )


def is_plain_number(e: Expression) -> bool:
    """A number as it stands, or its negative."""
    return isinstance(e, Number) or (isinstance(e, Negate) and isinstance(e.operand, Number))
