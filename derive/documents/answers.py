"""What stands below a derivation: the estimates, the quantities asked for, the right choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import groupby
from math import isfinite

from ..expressions import (
    Apply,
    Divide,
    Expression,
    Hat,
    Interval,
    Relation,
    Several,
    Symbol,
    free_symbols,
    map_children,
    number_value,
)
from ..notation.decimals import exact_decimal
from ..notation.plain import plain
from ..plans.conclusions import unit_behind
from ..problem.model import Problem
from ..steps import Derivation, Estimate, Quantity, Status
from . import words
from .phrases import ALL_DIGITS, ENCLOSED_DIGITS, Phrase, joined, rounded

__all__ = ["answers", "formulas", "hatted", "named"]

# A fraction is followed by all its decimals up to this many characters, else by a rounded number.
MOST_DECIMALS = 10

# More rows than these are set side by side, as far as a row of so many characters holds them.
MOST_ROWS, ROW, GAP = 5, 60, ",  "


def answers(problem: Problem, derivation: Derivation) -> tuple[Phrase, ...]:
    """An entry for each estimate and each quantity, and the right choice; the entries of one information matrix
    together, and many short ones side by side."""
    rows = [_estimate(estimate, derivation.status, problem) for estimate in derivation.estimates]
    if len(rows) > MOST_ROWS:
        rows = list(_side_by_side(rows))
    for (name, _), group in groupby(derivation.quantities, lambda quantity: (quantity.name, quantity.of)):
        quantities = tuple(group)
        if name == "fisher-information" and len(quantities) > 1:
            rows.append(_matrix(quantities))
        else:
            rows += [_quantity(one, unit_behind(one, derivation.estimates)) for one in quantities]
    rows += [(f"{choice.label}) {choice.text}",) for choice in problem.choices if choice.label == derivation.choice]
    return tuple(dict.fromkeys(rows))


def formulas(problem: Problem, derivation: Derivation) -> tuple[Phrase, ...]:
    """The general formula of each estimate that has one beside its answer."""
    return tuple(
        (words.GENERAL, Relation((hatted(estimate.parameter, problem), estimate.general), ("=",)))
        for estimate in derivation.estimates
        if estimate.general is not None and estimate.general != estimate.exact
        and not isinstance(estimate.general, (Relation, Several))
    )


def hatted(parameter: Expression, problem: Problem) -> Expression:
    """The estimate of a parameter, or of a function of parameters, as it is written: `θ̂`, `exp(−λ̂)`."""
    if isinstance(parameter, Symbol):
        known = problem.parameters and parameter.name not in problem.parameters
        return parameter if known else Hat(parameter)
    return map_children(lambda child: hatted(child, problem), parameter)


def _estimate(estimate: Estimate, status: Status, problem: Problem) -> Phrase:
    subject = hatted(estimate.parameter, problem)
    unit = (f" {estimate.unit}",) if estimate.unit else ()
    if isinstance(estimate.maximisers, (Relation, Several)):
        names = sorted(free_symbols(estimate.maximisers) & {*problem.parameters}, key=[*problem.parameters].index)
        tied = Several(tuple(map(Symbol, names)), ",")
        return (words.EVERY, tied, words.WITH, estimate.maximisers)
    if status is Status.NOT_UNIQUE and (estimate.maximisers or estimate.interval):
        return (words.EVERY, Relation((estimate.parameter, _maximisers(estimate)), ("∈",)), *unit)
    if estimate.exact is not None:
        return (_with_value((subject, estimate.exact), ("=",), estimate.value), *unit)
    if estimate.value is not None:
        near = Relation((subject, rounded(estimate.value, ENCLOSED_DIGITS, zeros=True)), ("≈",))
        return (near, *unit, *_enclosure(estimate))
    return (estimate.general if isinstance(estimate.general, Relation) else subject, *unit)


def _side_by_side(rows: Iterable[Phrase]) -> Iterator[Phrase]:
    """Formulas that are short enough several to a row; an entry with words in it on its own."""
    held: list[Phrase] = []
    room = 0
    for row in rows:
        width = len(plain(row[0])) if len(row) == 1 and isinstance(row[0], Expression) else ROW
        if held and room + width > ROW:
            yield joined(held, GAP)
            held, room = [], 0
        held.append(row)
        room += width + len(GAP)
    if held:
        yield joined(held, GAP)


def _matrix(quantities: tuple[Quantity, ...]) -> Phrase:
    """`Fisher information: I(μ̂, μ̂) = 60, I(μ̂, σ̂²) = 0, I(σ̂², σ̂²) = 300`; of one observation I/n."""
    of = quantities[0].of
    entries: list[Phrase] = []
    for quantity in quantities:
        names = [Symbol(name) for name in (quantity.parameter or "").split(", ")]
        held = [name if quantity.value is None else Hat(name) for name in (names * 2)[:2]]
        entry: Expression = Apply("J" if of == "observed" else "I", tuple(held))
        if of == "observation":
            entry = Divide(entry, Symbol("n"))
        shown = quantity.exact if quantity.exact is not None else quantity.general
        if quantity.value is not None and quantity.exact is None:
            entries.append((Relation((entry, rounded(quantity.value)), ("≈",)),))
        elif shown is not None:
            entries.append((_with_value((entry, shown), ("=",), quantity.value),))
    return (f"{words.INFORMATION.get(of, str(of))}: ", *joined(entries))


def _maximisers(estimate: Estimate) -> Expression:
    if estimate.maximisers is not None or estimate.interval is None:
        return estimate.maximisers or estimate.parameter
    return _interval(estimate.interval, ENCLOSED_DIGITS)


def _interval(ends: tuple[float, float], digits: int | None = None) -> Interval:
    lower, upper = (rounded(end, digits) for end in ends)
    return Interval(lower, upper, True, True)


def _enclosure(estimate: Estimate) -> Phrase:
    if estimate.interval is None:
        return ()
    return (f", {words.ENCLOSURE}", _interval(estimate.interval, ALL_DIGITS))


def _quantity(quantity: Quantity, unit: str) -> Phrase:
    phrase = _without_unit(quantity)
    return (*phrase, unit) if unit and len(phrase) > 1 else phrase


def _without_unit(quantity: Quantity) -> Phrase:
    name = named(quantity)
    if quantity.interval is not None:
        return (f"{name}: ", _interval(quantity.interval))
    shown = quantity.exact if quantity.exact is not None or quantity.value is not None else quantity.general
    if shown is None:
        return (name,) if quantity.value is None else (f"{name}: ", rounded(quantity.value))
    if isinstance(shown, Relation):
        return (f"{name}: ", shown)
    return (f"{name}: ", _with_value((shown,), (), quantity.value))


def named(quantity: Quantity) -> str:
    """`95 % confidence interval for θ (Wald)`, `Fisher information of one observation`, `score (θ)`."""
    if quantity.level is not None:
        return words.confidence_interval(quantity.level, quantity.parameter or "", quantity.method or "")
    if quantity.name == "fisher-information":
        return words.fisher_information(quantity.of, quantity.parameter or "")
    if quantity.name == "standard-error":
        return words.standard_error(quantity.parameter or "")
    of = f" ({quantity.of})" if quantity.of else ""
    return f"{words.FINDS.get(quantity.name, quantity.name)}{of}"


def _with_value(operands: tuple[Expression, ...], operators: tuple[str, ...], value: float | None) -> Expression:
    """The operands and the number that the last one is, where it does not show it already."""
    exact = number_value(operands[-1])
    number: Expression | None = None
    operator = ""
    if value is None or not isfinite(value) or isinstance(exact, int):
        pass
    elif exact is not None and _short(exact):
        number, operator = exact_decimal(exact), "="
    else:
        number, operator = rounded(value), "≈"
    if number is None or number == operands[-1]:
        return Relation(operands, operators) if operators else operands[0]
    return Relation((*operands, number), (*operators, operator))


def _short(value: Fraction) -> bool:
    """Whether the decimals of the number end, and soon."""
    places = MOST_DECIMALS - len(str(abs(int(value))))
    return places > 0 and (value * 10**places).denominator == 1
