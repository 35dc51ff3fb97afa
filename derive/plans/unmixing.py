"""Two parameters that stand together in a probability: that probability is the better unknown.

Counts with more zeros than a Poisson law has are zero with probability π = w + (1 − w)e^(−λ). In π and λ the
likelihood is a product of functions of one unknown each; w is read back from their estimates. Any π in (0, 1) is
admitted on the way; where the w that belongs to the estimates is admissible, they are the maximum.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..balls import decimal
from ..claims.several import NewParameters, ReadBack, Reparametrised
from ..domains import Domain
from ..exact import Field
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Expression,
    Hat,
    Indicator,
    Negate,
    Relation,
    Symbol,
    free_symbols,
    map_children,
    number_value,
    rational,
    walk,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import replace
from ..rules.arithmetic import fold
from ..rules.derivatives import UnknownDerivative, gradient
from ..rules.equations import coefficients
from ..rules.terms import add, collect, divide, expand, multiply, negate, write_sum
from ..steps import Status, value_of
from ..words import say
from .estimation import Estimated, estimate, maximise_all
from .likelihood import function_of, write_likelihood, write_log_likelihood
from .numeric_answers import numeric_value
from .searching import DIGITS, Numeric
from .worksheet import Degenerate, Stuck, Worksheet, equals

__all__ = ["estimate_unmixed", "is_mixed"]

LETTERS = ("π_0", "q", "r")


class Mixed(NamedTuple):
    """`part` = constant + slope · name, a probability for every value of `other`; slope and constant hold that."""

    name: str
    other: str
    part: Expression
    slope: Expression
    constant: Expression


def is_mixed(problem: Problem) -> bool:
    """Whether two parameters stand together in a mean of two probabilities, of which one is the weight."""
    if len(problem.parameters) != 2 or problem.constraints:
        return False
    if problem.likelihood is not None:
        return next(_mixed(problem.likelihood, tuple(problem.parameters)), None) is not None
    law = problem.laws[0] if len(problem.laws) == 1 else None
    if law is None or law.density is None or not law.discrete or not problem.columns:
        return False
    places = [place for node in walk(law.density) for place in _places(node, law.variable)]
    there = (fold(put(law.density, Symbol(law.variable), place)) for place in places)
    return any(next(_mixed(mass, tuple(problem.parameters)), None) is not None for mass in there)


def _places(e: Expression, variable: str) -> tuple[Expression, ...]:
    """0 for `1{x = 0}`."""
    if not isinstance(e, Indicator) or not isinstance(e.condition, Relation) or e.condition.operators != ("=",):
        return ()
    left, right = e.condition.operands
    return (right,) if left == Symbol(variable) and number_value(right) is not None else ()


def _mixed(e: Expression, names: tuple[str, ...]) -> Iterator[Mixed]:
    """Sums such as w + (1 − w) e^(−λ): one where the weight is one."""
    for part in dict.fromkeys(node for node in walk(e) if isinstance(node, Add)):
        if free_symbols(part) != set(names):
            continue
        for name, other in (names, names[::-1]):
            parts = coefficients(part, name)
            if parts is None or set(parts) != {0, 1}:
                continue
            slope, constant = write_sum(parts[1]), write_sum(parts[0])
            if fold(add(slope, constant)) == ONE:
                yield Mixed(name, other, part, slope, constant)


def estimate_unmixed(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """By the probability where that leads to an admissible weight, else like any other parameters."""
    mark = sheet.mark()
    try:
        return _estimate(sheet, problem)
    except (Stuck, Degenerate, UnknownDerivative):
        sheet.back_to(mark)
        return estimate(sheet, problem, numbers)


def _estimate(sheet: Worksheet, problem: Problem) -> Estimated:
    names = tuple(problem.parameters)
    likelihood = write_likelihood(sheet, problem, True)
    line = write_log_likelihood(sheet, likelihood, names)
    found = list(_mixed(value_of(line), names))
    if len(found) != 1:
        raise Stuck(say("no-one-probability"))
    (mixed,) = found
    new = _admitted(sheet, mixed)
    back = _write_parameter(sheet, mixed, new)
    apart = _write_apart(sheet, line, mixed, new, back)
    functions = Estimated(Status.SOLVED, likelihood=value_of(likelihood), log_likelihood=value_of(line))
    inner = maximise_all(sheet, apart, (new, mixed.other), functions)
    if inner.status not in (Status.SOLVED, Status.NUMERIC) or new not in inner.roots:
        raise Stuck(say("no-inner-maximum", first=new, second=mixed.other))
    return _read_back(sheet, back, mixed, new, replace(inner, scores=gradient(value_of(line), names)))


def _admitted(sheet: Worksheet, mixed: Mixed) -> str:
    """A letter for the probability; it may be one where the weight may."""
    setting = sheet.setting
    taken = {*setting.domains, *setting.supports, *setting.columns}
    new = next((letter for letter in LETTERS if letter not in taken), None)
    if new is None:
        raise Stuck(say("no-letter-for-probability"))
    weight = sheet.domain(mixed.name)
    inside = Domain(ZERO, ONE, False, weight.upper == ONE and weight.upper_closed)
    sheet.setting = replace(setting, domains={**setting.domains, new: inside})
    sheet.assume(())
    return new


def _write_parameter(sheet: Worksheet, mixed: Mixed, new: str) -> Relation:
    """`w = (π − e^(−λ))/(1 − e^(−λ))`."""
    symbol = Symbol(new)
    line = equals(Symbol(mixed.name), divide(add(symbol, negate(mixed.constant)), mixed.slope))
    sheet.phase("groups")
    claim = NewParameters(((new, mixed.part),), wider=True)
    shown = plain(mixed.part)
    return sheet.write("unmixing-parameter", None, line, claim, v=mixed.name, n=shown, m=plain(symbol))


def _write_apart(sheet: Worksheet, line: Relation, mixed: Mixed, new: str, back: Relation) -> Relation:
    value = _with_probability(value_of(line), mixed, Symbol(new))
    terms = collect(expand(value))
    held = [free_symbols(write_sum([term])) for term in terms]
    if any(mixed.name in names or {new, mixed.other} <= names for names in held):
        raise Stuck(say("terms-together", first=new, second=mixed.other))
    after = equals(function_of("ℓ", (new, mixed.other)), write_sum(terms))
    claim, probability = Reparametrised(back), plain(Symbol(new))
    return sheet.write("unmixed", line, after, claim, v=mixed.name, w=mixed.other, m=probability)


def _with_probability(e: Expression, mixed: Mixed, new: Symbol) -> Expression:
    """log of what is linear in the weight, as log of what is linear in the probability, over the slope."""
    if isinstance(e, Call) and e.function == "log" and mixed.name in free_symbols(e):
        (inside,) = e.arguments
        if inside == mixed.part:
            return Call("log", (new,))
        parts = coefficients(inside, mixed.name)
        if parts is None or not set(parts) <= {0, 1}:
            raise Stuck(say("left-beside-probability", name=mixed.name))
        slope, constant = write_sum(parts.get(1, [])), write_sum(parts.get(0, []))
        top = add(multiply(constant, mixed.slope), negate(multiply(slope, mixed.constant)), multiply(slope, new))
        above = write_sum(collect(expand(top)))
        return Add((Call("log", (above,)), Negate(Call("log", (mixed.slope,)))))
    return map_children(lambda child: _with_probability(child, mixed, new), e)


def _read_back(sheet: Worksheet, back: Relation, mixed: Mixed, new: str, found: Estimated) -> Estimated:
    """`ŵ = (π̂ − e^(−λ̂))/(1 − e^(−λ̂)) ≈ 0.42`, which has to lie in its domain."""
    sheet.phase("back")
    subject, formula, closed = Hat(Symbol(mixed.name)), value_of(back), value_of(back)
    for name in (new, mixed.other):
        formula = put(formula, Symbol(name), Hat(Symbol(name)))
        closed = put(closed, Symbol(name), found.roots.get(name, Symbol(name)))
    numeric = found.numeric.get(mixed.other)
    if numeric is not None and numeric.place is not None:
        place = numeric_value(closed, {mixed.other: numeric.place}, sheet.setting)
        middle = None if place is None else rational((place[0] + place[1]) / 2)
        if middle is None or not _lies_inside(sheet, mixed.name, middle):
            raise Stuck(say("weight-outside", name=mixed.name))
        line = Relation((subject, formula, decimal(middle, DIGITS)), ("=", "≈"))
        hat = sheet.write("read-back-inside", back, line, ReadBack(), v=mixed.name)
        read = Numeric(equals(subject, formula), hat, place)
        return replace(found, roots={}, lines={}, numeric={mixed.name: read, mixed.other: numeric})
    root = fold(closed)
    if not _lies_inside(sheet, mixed.name, root):
        raise Stuck(say("weight-outside", name=mixed.name))
    hat = sheet.write("read-back-inside", back, equals(subject, formula, root), ReadBack(), v=mixed.name)
    roots = {mixed.name: root, mixed.other: found.roots[mixed.other]}
    lines = {mixed.name: hat, mixed.other: found.lines[mixed.other]}
    return replace(found, roots=roots, lines=lines)


def _lies_inside(sheet: Worksheet, name: str, root: Expression) -> bool:
    """Whether the value keeps away from the ends of the domain."""
    field, domain = Field(sheet.setting, at_data=True), sheet.domain(name)
    low = domain.lower is None or field.sign(add(root, negate(domain.lower))) == 1
    return low and (domain.upper is None or field.sign(add(domain.upper, negate(root))) == 1)
