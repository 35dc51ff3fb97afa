"""Where an expression vanishes, as a function of one parameter: every place for a quotient of polynomials, else a
place between two points of different signs."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from fractions import Fraction

from flint import arb, fmpq, fmpq_poly

from .. import records
from ..balls import Undefined, evaluate, precision
from ..domains import Domain
from ..exact import Field
from ..expressions import (
    Expression,
    Indexed,
    Number,
    Product,
    Summation,
    Symbol,
    free_symbols,
    map_children,
    number_value,
    rational,
    replace,
)
from .middles import middle, shortened
from .places import BITS, Instance, Place
from .resolved import Resolved
from .truth import Truth
from .trying import may_vanish

__all__ = ["real_roots", "root_of", "root_of_score", "roots_of"]

Value = fmpq | arb
MOST_DEGREE = 12
STEPS = 150
MOST_SLOW = 3  # steps that do not halve the interval, before one that does
HAIR = fmpq(1, 2**110)
EDGE = 2.0**-40
SHORT = 256  # bits
SHARES = (
    *(fmpq(3, 2) ** k for k in range(-16, 17)), *(fmpq(10) ** k for k in range(3, 10)), fmpq(9, 10), fmpq(99, 100),
    fmpq(101, 100), fmpq(11, 10),
)
"""Of the size of an estimate: how far from it, and from the ends of its domain, points lie."""
PARTS = tuple(fmpq(k, 1000) for k in (1, 10, 50, 125, 250, 375, 500, 625, 750, 875, 950, 990, 999))
"""Of an interval that is the domain."""


def roots_of(
    gap: Resolved, name: str, instance: Instance, values: dict[str, Value], world: Truth
) -> tuple[Value, ...]:
    """The numbers at which the expression vanishes that can be found: those inside the domain where there are any,
    else others."""
    world.clock.check()
    polynomial = _numerator(gap, name, instance, values)
    if polynomial is None or polynomial.degree() > MOST_DEGREE:
        root = root_of(gap, name, instance, values, world)
        return () if root is None else (root,)
    roots = tuple(_roots(polynomial))
    domain = world.problem.parameters[name].interior()
    return tuple(x for x in roots if _is_in(x, domain)) or roots


def real_roots(gap: Resolved, name: str, instance: Instance) -> list[Value] | None:
    """All real numbers at which a quotient of polynomials with known coefficients vanishes; None of anything else."""
    polynomial = _numerator(gap, name, instance, {})
    if polynomial is None or polynomial.degree() > MOST_DEGREE:
        return None
    return list(_roots(polynomial))


def _numerator(gap: Resolved, name: str, instance: Instance, values: dict[str, Value]) -> fmpq_poly | None:
    """The numerator in the one parameter, the others at their values; None where it is no polynomial, or nought."""
    if gap.rounded or gap.points or gap.unknown:
        return None
    e = _with_values(gap.expression, name, instance, {key: x for key, x in values.items() if key != name})
    sizes = {column.size for column in instance.setting.columns.values()}
    size = sizes.pop() if instance.setting.size is None and len(sizes) == 1 else instance.setting.size
    found = Field(records.replace(instance.setting, size=size), at_data=True).numerator(e, name)
    return None if found is None or found.degree() < 0 else found


def _with_values(e: Expression, name: str, instance: Instance, values: dict[str, Value]) -> Expression:
    """With numbers for all that is free of the parameter and has an exact value."""
    if isinstance(e, Number):
        return e
    if name not in free_symbols(e):
        try:
            found = evaluate(e, values, instance.setting)
        except (Undefined, OverflowError):
            found = None
        if isinstance(found, fmpq):
            return rational(Fraction(int(found.p), int(found.q)))
    if isinstance(e, (Symbol, Indexed)):
        return e
    if isinstance(e, (Summation, Product)):  # its body is about each observation
        return type(e)(_with_values_of_others(e.body, name, values), e.index, e.lower, e.upper)
    return map_children(lambda child: _with_values(child, name, instance, values), e)


def _with_values_of_others(e: Expression, name: str, values: dict[str, Value]) -> Expression:
    for other, value in values.items():
        if other != name and isinstance(value, fmpq):
            e = replace(e, Symbol(other), rational(Fraction(int(value.p), int(value.q))))
    return e


def _roots(polynomial: fmpq_poly) -> Iterator[Value]:
    """The real ones, in rising order of their factors; of linear factors exactly."""
    _, factors = polynomial.numer().factor()
    for factor, _ in factors:
        if factor.degree() == 1:
            yield fmpq(-int(factor[0]), int(factor[1]))
        else:
            with precision(BITS):
                yield from (pair[0].real for pair in factor.complex_roots() if pair[0].imag == 0)  # type: ignore[index]


def _is_in(x: Value, domain: Domain) -> bool:
    above = domain.lower is None or all(bool(x > end) for end in _ends(Domain(lower=domain.lower)))
    return above and (domain.upper is None or all(bool(x < end) for end in _ends(Domain(upper=domain.upper))))


def root_of(
    gap: Resolved, name: str, instance: Instance, values: dict[str, Value], world: Truth
) -> Value | None:
    """A number at which the expression vanishes, between two points of different signs: inside the domain where there
    is one, else anywhere. Raises Late."""
    gap, known_parts = _condensed(gap, name, instance, values)

    def at(x: fmpq) -> Value | None:
        world.clock.check()
        return gap.value(instance, Place({**values, **known_parts, name: x}), {})

    try:
        centre = shortened(middle(values[name]))
    except Undefined:
        return None
    scale = abs(centre) if centre else fmpq(1)
    domain = world.problem.parameters[name]
    far = _around_all((fmpq(0), centre, *_ends(domain)), scale)
    grid = sorted({fmpq(0), fmpq(1), centre, *far, *_inside(domain)})
    known = [(x, value) for x in grid if (value := at(x)) is not None]
    for x, value in known:
        if may_vanish(value) and x != 0:
            return x
    pairs = list(itertools.pairwise(known))
    pairs.sort(key=lambda pair: not all(_is_in(x, domain) for x, _ in pair))
    for (low, below), (high, above) in pairs:
        if (below > 0) == (above > 0):
            continue
        root = _narrowed(at, [(low, below), (high, above)])
        if root is not None and not _is_pole(at, root, below, above):
            return root
    return None


def root_of_score(name: str, instance: Instance, world: Truth) -> Value | None:
    """Where the derivative of the log-likelihood for one parameter vanishes, the others at the maximum; outside of
    the domain where it does so nowhere inside."""
    key = ("root", name, instance)
    if key not in world.kept:
        score = Resolved(world.derivative(name, 1))
        world.kept[key] = root_of(score, name, instance, dict(instance.best[0].values), world)
    return world.kept[key]


def _condensed(
    gap: Resolved, name: str, instance: Instance, values: dict[str, Value]
) -> tuple[Resolved, dict[str, Value]]:
    """With a symbol for each part that is free of the parameter, and the values of these: a sum over the sample is
    worked out once, not at each point."""
    found: dict[str, Value] = {}

    def of(e: Expression) -> Expression:
        if isinstance(e, (Number, Symbol, Indexed)):
            return e
        if name not in free_symbols(e):
            value = Resolved(e, gap.rounded).value(instance, Place(values), {})
            if value is None:
                return e
            symbol = Symbol(f"#{len(found)}")
            found[symbol.name] = value
            return symbol
        return e if isinstance(e, (Summation, Product)) else map_children(of, e)

    if gap.points or gap.unknown:
        return gap, found
    return Resolved(of(gap.expression), gap.rounded), found


def _around_all(centres: tuple[fmpq, ...], scale: fmpq) -> Iterator[fmpq]:
    """Points near and far on both sides."""
    yield from (centre + sign * scale * share for centre in centres for share in SHARES for sign in (1, -1))


def _ends(domain: Domain) -> list[fmpq]:
    """The ends of a domain that are numbers."""
    values = (None if end is None else number_value(end) for end in (domain.lower, domain.upper))
    return [fmpq(*Fraction(value).as_integer_ratio()) for value in values if value is not None]


def _inside(domain: Domain) -> Iterator[fmpq]:
    """Points all over a domain with two ends."""
    ends = _ends(domain)
    if len(ends) == 2:
        yield from (ends[0] + (ends[1] - ends[0]) * part for part in PARTS)


def _is_pole(at: Callable[[fmpq], Value | None], root: Value, below: Value, above: Value) -> bool:
    """Whether the sign changes through infinity."""
    try:
        value = at(middle(root))
    except Undefined:
        return True
    return value is None or bool(abs(arb(value)) > abs(arb(below)) + abs(arb(above)))


def _narrowed(at: Callable[[fmpq], Value | None], ends: list[tuple[fmpq, Value]]) -> Value | None:
    """A root between two points of different signs, to the last bit: by the secant, the end that stays given half the
    weight each time (the Illinois method); by halving where that does not get on."""
    start = ends[1][0] - ends[0][0]
    weights, slow = [fmpq(1), fmpq(1)], 0
    for _ in range(STEPS):
        (low, below), (high, _) = ends
        width = high - low
        if width < start * HAIR:
            break
        x = _between(ends, weights) if slow < MOST_SLOW else low + width / 2
        value = at(x)
        if value is None:
            return None
        if may_vanish(value):
            return x if isinstance(value, fmpq) else _around(at, x, width, bool(below > 0)) or _ball(low, high)
        side = 0 if (value > 0) == (below > 0) else 1
        ends[side] = x, value
        weights[side], weights[1 - side] = fmpq(1), weights[1 - side] / 2
        slow = slow + 1 if 2 * (ends[1][0] - ends[0][0]) > width else 0
    return _ball(ends[0][0], ends[1][0])


def _between(ends: list[tuple[fmpq, Value]], weights: list[fmpq]) -> fmpq:
    """Where the secant is nought: exactly, where all is rational, as for linear equations."""
    (low, below), (high, above) = ends
    below, above = below * weights[0], above * weights[1]
    if isinstance(below, fmpq) and isinstance(above, fmpq) and below.height_bits() + above.height_bits() < SHORT:
        return low + (high - low) * below / (below - above)
    with precision(BITS):
        share = float(arb(below) / (arb(below) - arb(above)))
    return low + (high - low) * fmpq(*min(max(share, EDGE), 1 - EDGE).as_integer_ratio())


def _around(at: Callable[[fmpq], Value | None], x: fmpq, width: fmpq, positive: bool) -> Value | None:
    """A narrow ball around a point at which nought was met, where the signs beside it tell that it holds a root."""
    low, high = x - width * HAIR, x + width * HAIR
    below, above = at(low), at(high)
    if below is None or above is None or may_vanish(below) or may_vanish(above):
        return None
    return _ball(low, high) if bool(below > 0) == positive != bool(above > 0) else None


def _ball(low: fmpq, high: fmpq) -> arb:
    with precision(BITS):
        return arb(low).union(arb(high))
