"""What people do with a derivation as a whole: letters for sums, the negative log-likelihood, constants left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from ...balls.points import Chance
from ...expressions import (
    Add,
    Expression,
    Indexed,
    Number,
    Relation,
    Summation,
    Symbol,
    free_symbols,
    integer,
    nodes,
    replace,
)
from ...problem.model import Problem
from ...rules.terms import divide, factor, negate, terms_of, write, write_sum
from ...steps import Setting
from .model import Line

__all__ = ["OF_LOG", "facts_line", "negated", "per_observation", "with_letter", "without_constant"]

LETTERS = ("S", "T", "s", "t", "k", "A")
TURNED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}
OF_LOG = ("log-likelihood", "score", "second-derivative")
MOST_OBSERVATIONS = 12


# ---- another function is optimised ---------------------------------------------------------------------------


def negated(lines: Sequence[Line]) -> list[Line]:
    """With the negative log-likelihood, which is made small: `NLL(θ) = −7 log θ − …`, its derivatives turned too."""
    return [_changed(line, _minus, "negative-" + line.kind) if line.kind in OF_LOG else line for line in lines]


def per_observation(lines: Sequence[Line], setting: Setting) -> list[Line]:
    """With the n-th part of the log-likelihood."""
    if setting.size is None and not setting.supports:
        return list(lines)
    size = Symbol("n") if setting.size is None else integer(setting.size)
    return [
        _changed(line, lambda e: divide(e, size), "average-" + line.kind) if line.kind in OF_LOG else line
        for line in lines
    ]


def _minus(e: Expression) -> Expression:
    if isinstance(e, Add):
        return write_sum([term._replace(coefficient=-term.coefficient) for term in terms_of(e)])
    return negate(e)


def _changed(line: Line, change: Callable[[Expression], Expression], kind: str) -> Line:
    whole = line.whole
    assert isinstance(whole, Relation)
    operands = (whole.operands[0], *(e if isinstance(e, Number) else change(e) for e in whole.operands[1:]))
    signs = tuple(TURNED.get(sign, sign) for sign in whole.operators) if kind.startswith("neg") else whole.operators
    return line._replace(whole=Relation(operands, signs), kind=kind)


# ---- letters and facts ---------------------------------------------------------------------------------------


def facts_line(problem: Problem, setting: Setting, chance: Chance) -> Line | None:
    """`Σ x_i = 4 + 6 + 10 = 20`, before anything else; None where there is no such sum."""
    if len(setting.columns) != 1:
        return None
    (name, column), = setting.columns.items()
    if column.size > MOST_OBSERVATIONS or column.counts is not None or name not in setting.supports:
        return None
    values = [_number(value) for value in column.values]
    total = _number(sum(column.values, Fraction(0)))
    if total is None or None in values or (0 in column.values and chance.below(2)):
        return None
    added = Add(tuple(value for value in values if value is not None))
    middle = (added,) if chance.below(2) and all(v >= 0 for v in column.values) else ()
    left = Summation(Indexed(name, Symbol("i")), "i", integer(1), Symbol("n"))
    return Line("facts", Relation((left, *middle, total), ("=",) * (1 + len(middle))))


def _number(value: Fraction) -> Number | None:
    text = f"{float(value):g}"
    if value < 0 or Fraction(text) != value:
        return None
    return Number(value.numerator if value.denominator == 1 else value, text)


def with_letter(lines: Sequence[Line], problem: Problem, chance: Chance) -> tuple[list[Line], Line | None]:
    """The lines with a letter for the sum of the observations, and the line that says so; None where none has it."""
    sums = [
        node for line in lines for node in nodes(line.whole)
        if isinstance(node, Summation) and isinstance(node.body, Indexed) and node.body.index == Symbol(node.index)
    ]
    taken = {name for line in lines for name in free_symbols(line.whole)} | {*problem.parameters, *problem.known}
    taken |= {node.base for line in lines for node in nodes(line.whole) if isinstance(node, Indexed)}
    letters = [letter for letter in LETTERS if letter not in taken and letter != problem.unit]
    if not sums or len(set(sums)) > 1 or not letters:
        return list(lines), None
    letter = Symbol(letters[chance.below(len(letters))])
    changed = [line._replace(whole=replace(line.whole, sums[0], letter)) for line in lines]
    return changed, Line("definition", Relation((letter, sums[0]), ("=",)))


# ---- constants -----------------------------------------------------------------------------------------------


def without_constant(line: Line, known: Iterable[str]) -> Line:
    """The log-likelihood without what is made of the sample and of known names alone, the likelihood without such
    factors."""
    names, whole = {*known, "n", "i", "c"}, line.whole
    if not isinstance(whole, Relation) or len(whole.operands) != 2:
        return line
    value = whole.operands[1]
    if line.kind == "log-likelihood" and isinstance(value, Add):
        kept = [term for term in terms_of(value) if free_symbols(write(term)) - names]
        return _with_value(line, whole, write_sum(kept)) if kept else line
    if line.kind == "likelihood":
        term = factor(value)
        powers = tuple(p for p in term.powers if _symbols(p) - names)
        if powers and term.coefficient > 0:
            return _with_value(line, whole, write(term._replace(coefficient=1, powers=powers)))
    return line


def _symbols(power: tuple[Expression, object]) -> frozenset[str]:
    base, exponent = power
    return free_symbols(base) | (free_symbols(exponent) if isinstance(exponent, Expression) else frozenset())


def _with_value(line: Line, whole: Relation, value: Expression) -> Line:
    return line._replace(whole=Relation((whole.operands[0], value), whole.operators))
