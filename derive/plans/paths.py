"""A likelihood without bound: a path through the parameters along which it climbs beyond every bound.

A scale falls to zero at an observation, a shift moves up to the least one, a shape grows where all observations are
equal. The path is looked for among such; that the likelihood climbs along it is the referee's to prove.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, islice, product
from typing import NamedTuple

from ..balls import Exact, Germ, Lead, Undefined, explodes, germ_of
from ..claims.paths import AlongPath, GrowsAlong
from ..claims.values import Equal
from ..domains import Domain
from ..expressions import (
    HALF,
    INFINITY,
    ONE,
    TWO,
    ZERO,
    Add,
    Apply,
    Call,
    Chain,
    Expression,
    Negate,
    Power,
    Relation,
    Symbol,
    free_symbols,
    number_value,
    rational,
    walk,
)
from ..expressions import replace as put
from ..notation.decimals import in_decimals
from ..notation.plain import plain
from ..problem.model import Problem
from ..rules.arithmetic import fold
from ..rules.data import MOST_PLACES
from ..rules.supports import without_indicators
from ..rules.terms import Term, write
from ..steps import value_of
from ..words import listed, say
from .likelihood import write_likelihood
from .normal_pairs import pairs_on_a_line
from .supports import Impossible
from .worksheet import Degenerate, Stuck, Worksheet, equals

__all__ = ["Path", "climbs_without_bound"]

MOST_PATHS = 150
MOST_PARAMETERS = 6
MOST_CENTRES = 3
LETTERS = ("t", "u", "z")


class Path(NamedTuple):
    """What every parameter is, in one variable that falls to zero or (`upper`) grows to ∞."""

    pairs: tuple[tuple[str, Expression], ...]
    variable: str
    upper: bool


def climbs_without_bound(sheet: Worksheet, problem: Problem) -> str | None:
    """The lines from the model to the path and its limit on the empty sheet, and what they say; None where no path
    was found."""
    if not sheet.sample.known and problem.likelihood is None:
        return None
    if len(problem.parameters) > MOST_PARAMETERS or any(d.integer for d in problem.parameters.values()):
        return None
    line = _likelihood(sheet, problem)
    if line is None:
        return None
    spelled = next((step.after for step in sheet.steps if step.rule == "put-in-density"), line)
    for start in dict.fromkeys((line, spelled)):
        path = _find(sheet, problem, value_of(start))
        if path is not None and isinstance(start, Relation):
            return _write(sheet, start, path)
    return None


def _likelihood(sheet: Worksheet, problem: Problem) -> Relation | None:
    for numbers in (False, True):
        mark = sheet.mark()
        try:
            return write_likelihood(sheet, problem, numbers)
        except Degenerate:
            sheet.back_to(mark)
        except (Impossible, Stuck):
            return None
    return None


# ---- the search ------------------------------------------------------------------------------------------------


def _find(sheet: Worksheet, problem: Problem, likelihood: Expression) -> Path | None:
    taken = {*sheet.setting.domains, *sheet.setting.supports, *sheet.setting.columns, *free_symbols(likelihood)}
    variable = next((letter for letter in LETTERS if letter not in taken), None)
    if variable is None:
        return None
    on_a_line = pairs_on_a_line(problem, Symbol(variable))
    first = () if on_a_line is None else (Path(on_a_line, variable, False),)
    for path in chain(first, _paths(sheet, problem, likelihood, variable)):
        e = likelihood
        for name, formula in path.pairs:
            e = put(e, Symbol(name), formula)
        if _explodes(_germ(sheet, e, path)):
            return path
    return None


def _germ(sheet: Worksheet, e: Expression, path: Path) -> Germ | None:
    """How the expression behaves along a path, None where that is not known."""
    try:
        return germ_of(e, path.variable, path.upper, sheet.setting)
    except Undefined:
        return None


def _explodes(germ: Germ | None) -> bool:
    try:
        return germ is not None and explodes(germ)
    except Undefined:
        return False


def _paths(sheet: Worksheet, problem: Problem, likelihood: Expression, variable: str) -> Iterator[Path]:
    """The simplest first: one parameter moves, the others stand still."""
    t = Symbol(variable)
    centres = _centres(sheet, likelihood)
    shifts = {name: _shift(sheet, name, t) for name in problem.parameters}
    for upper, strange in ((False, False), (True, False), (False, True)):
        options = [
            _options(sheet, problem, name, t, centres, shifts[name], strange) for name in problem.parameters
        ]
        for formulas in islice(product(*options), MOST_PATHS):
            moving = [f for f in formulas if variable in free_symbols(f)]
            if moving and not (upper and any(shifts.values())) and (strange or len(moving) == 1):
                yield Path(tuple(zip(problem.parameters, formulas, strict=True)), variable, upper)


def _centres(sheet: Worksheet, likelihood: Expression) -> list[Expression]:
    """Where a likelihood can be concentrated: at the observations, or numbers from which a parameter is taken."""
    found: list[Fraction] = []
    for column in sheet.setting.columns.values():
        values = dict.fromkeys(column.values)
        often = sorted(values, key=lambda v: -_times(column.values, column.counts, v))
        found += often[:MOST_CENTRES]
    pairs = [node.terms for node in walk(likelihood) if isinstance(node, Add) and len(node.terms) == 2]
    for one, other in (pair for a, b in pairs for pair in ((a, b), (b, a))):
        number, taken = number_value(one), isinstance(other, Negate)
        if number is not None and (taken or isinstance(other, Symbol)) and number_value(other) is None:
            found.append(Fraction(number if taken else -number))
    return [in_decimals(value, MOST_PLACES) for value in list(dict.fromkeys(found))[:MOST_CENTRES]]


def _times(values: tuple[Fraction, ...], counts: tuple[int, ...] | None, v: Fraction) -> int:
    return sum(n for x, n in zip(values, counts or (1,) * len(values), strict=True) if x == v)


def _shift(sheet: Worksheet, name: str, t: Symbol) -> Expression | None:
    """An end that the support sets, approached from inside: min(x) − t."""
    domain = sheet.admissible.get(name)
    if domain is None:
        return None
    whole = sheet.setting.domains.get(name, Domain())
    for end, other, side in ((domain.upper, whole.upper, -1), (domain.lower, whole.lower, 1)):
        if end is not None and end != other:
            number = sheet.sample.put_in(end)
            if number_value(number) is not None:
                return Add((number, Negate(t))) if side < 0 else Add((number, t))
    return None


def _options(
    sheet: Worksheet,
    problem: Problem,
    name: str,
    t: Symbol,
    centres: list[Expression],
    shift: Expression | None,
    strange: bool,
) -> list[Expression]:
    """What the parameter may be along a path."""
    if shift is not None:
        return [shift]
    domain = problem.parameters[name]
    lower, upper = (None if e is None else number_value(e) for e in (domain.lower, domain.upper))
    if domain.lower is None and domain.upper is None:
        logs: list[Expression] = [Call("log", (t,))] if strange else []
        return [*logs, *centres, ZERO] if ZERO not in centres else [*logs, *centres]
    if lower == 0 and domain.upper is None:
        powers: list[Expression] = [Power(Call("log", (t,)), TWO)] if strange else []
        positive = [e for e in centres[:1] if (number_value(e) or 0) > 0 and e != ONE]
        return [*powers, t, HALF, ONE, *positive]
    if lower is not None and upper is not None:
        return [rational((Fraction(lower) + Fraction(upper)) / 2)]
    return [c for c in centres if _is_inside(c, lower, upper)][:1]


def _is_inside(e: Expression, lower: int | Fraction | None, upper: int | Fraction | None) -> bool:
    value = number_value(e) or 0
    return (lower is None or value > lower) and (upper is None or value < upper)


# ---- the lines -------------------------------------------------------------------------------------------------


def _write(sheet: Worksheet, line: Relation, path: Path) -> str:
    name = line.operands[0]
    assert isinstance(name, Apply)
    whole = value_of(line)
    for symbol, formula in path.pairs:
        name, whole = put(name, Symbol(symbol), formula), put(whole, Symbol(symbol), formula)
    sheet.phase("no-maximum")
    way = _in_words(path)
    after = sheet.write(
        "path", line, equals(name, whole), AlongPath(path.pairs, path.variable, path.upper), n=way, v=path.variable
    )
    simple = fold(without_indicators(whole))
    end = "∞" if path.upper else "0"
    order = _order(_germ(sheet, whole, path), path)
    if simple != whole and without_indicators(whole) == whole:
        after = sheet.write("path-simplified", after, equals(name, simple), Equal())
    limit = Chain((name, INFINITY), ("→",))
    sheet.write("path-climbs", after, limit, GrowsAlong(), v=path.variable, n=end, order=order)
    return say("grows-along" if path.upper else "grows-along-to-zero", way=way, variable=path.variable)


def _order(germ: Germ | None, path: Path) -> str:
    """`like 1/t`: the powers of t and of log t that the leading term has."""
    if not isinstance(germ, Lead) and not isinstance(germ, Exact):
        return say("faster-than-powers")
    lead = germ if isinstance(germ, Lead) else max(germ.terms, key=lambda place: (-place[0], place[1]))
    p, q = (lead.p, lead.q) if isinstance(lead, Lead) else lead
    t = Symbol(path.variable)
    powers = [(t, -p if path.upper else p), (Call("log", (t,)), q)]
    return say("like", power=plain(write(Term(1, tuple((b, _whole(e)) for b, e in powers if e)))))


def _whole(x: Fraction) -> int | Fraction:
    return x.numerator if x.denominator == 1 else x


def _in_words(path: Path) -> str:
    parts = [f"{plain(Symbol(name))} = {plain(formula)}" for name, formula in path.pairs]
    return listed(parts)
