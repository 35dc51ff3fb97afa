"""Common mistakes where no root of the score is the answer: supports, maxima at an end or nowhere, integers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..expressions import (
    INFINITY,
    ZERO,
    Apply,
    Call,
    Derivative,
    Expression,
    Hat,
    Relation,
    Symbol,
    free_symbols,
    map_children,
)
from ..notation.plain import plain
from ..plans.worksheet import equals
from ..steps import Derivation, Step, value_of
from . import words
from .outline import Pitfall

__all__ = ["pitfalls_at_ends"]

# What is done wrong at the lines of these rules, by its key in `words.AT_ENDS`.
BREAKS = ("increasing-on-support", "decreasing-on-support")
ONE_WAY = ("increasing", "decreasing")
NOT_REACHED = (
    "no-maximum-upper", "no-maximum-lower", "no-maximum-upper-of-support", "no-maximum-lower-of-support",
)
ENDS = ("at-upper-end-of-support", "at-lower-end-of-support")
OTHER = {"max": "min", "min": "max"}


def pitfalls_at_ends(derivation: Derivation, numbers: Mapping[int, str]) -> Iterator[Pitfall]:
    """In the order of the lines. numbers: of the steps shown."""
    seen: set[str] = set()
    for k, step in enumerate(derivation.steps):
        found = _at(step, derivation) if k in numbers and isinstance(step.after, Relation) else None
        if found is not None and found[0] not in seen:
            key, wrong, named = found
            seen.add(key)
            title, said = words.AT_ENDS[key]
            yield Pitfall(numbers[k], wrong, "", title, said.format(n=named))


def _at(step: Step, derivation: Derivation) -> tuple[str, Relation, str] | None:
    """The key of the mistake, the line as it leaves it, and what the sentence names."""
    line = step.after
    assert isinstance(line, Relation)
    if step.rule in BREAKS:
        return "break", equals(_slope(line), ZERO), ""
    if step.rule in ONE_WAY:
        return "one-way", equals(_slope(line), ZERO), _unknown(line)
    if step.rule in NOT_REACHED:
        end = _end(line, step.rule)
        name = next(iter(free_symbols(line) & derivation.setting.domains.keys()), None)
        return None if end is None or name is None else ("supremum", equals(Hat(Symbol(name)), end), plain(end))
    if step.rule in ENDS and _swapped(value_of(line)) != value_of(line):
        wrong = _swapped(value_of(line))
        return "wrong-end", equals(line.operands[0], wrong), plain(line.operands[0])
    if step.rule == "neighbours":
        name = next(iter(free_symbols(line.operands[0]) & derivation.setting.domains.keys()), None)
        return None if name is None else ("integer", equals(_derived(name), ZERO), plain(Symbol(name)))
    return None


def _slope(line: Relation) -> Expression:
    """What the line says that the derivative is."""
    return line.operands[1]


def _unknown(line: Relation) -> str:
    left = line.operands[0]
    return plain(left.variable if isinstance(left, Derivative) else left.arguments[0])  # type: ignore[attr-defined]


def _derived(name: str) -> Expression:
    return Apply("ℓ", (Symbol(name),), primes=1)


def _end(line: Relation, rule: str) -> Expression | None:
    """The end of `0 < θ < 1`, `θ > max(x)` that is not in the domain, where it is finite."""
    upper = "upper" in rule
    if len(line.operands) == 3:
        end = line.operands[2] if upper else line.operands[0]
    else:
        end = line.operands[1] if line.operators[0] in (("<", "≤") if upper else (">", "≥")) else INFINITY
    return None if end == INFINITY else end


def _swapped(e: Expression) -> Expression:
    """The largest observation for the smallest, and the other way round."""
    if isinstance(e, Call) and e.function in OTHER and len(e.arguments) == 1:
        return Call(OTHER[e.function], e.arguments)
    return map_children(_swapped, e)
