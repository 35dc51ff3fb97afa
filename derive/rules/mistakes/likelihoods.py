"""Mistakes in writing down a likelihood: factors, exponents, constants, the parametrization."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...expressions import (
    ONE,
    Add,
    Call,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Number,
    Power,
    Product,
    Summation,
    Symbol,
    free_symbols,
    integer,
    kinds,
    map_children,
    nodes,
    rational,
)
from ..logs import log
from ..sums import depends_on
from ..terms import E, Exponent, Term, add, divide, factor, multiply, negate, power, write, write_power
from .laws import complement_of
from .mistake import (
    EQUATION,
    ESTIMATE,
    FUNCTIONS,
    LIKELIHOOD,
    LOGS,
    SCORE,
    Example,
    Mistake,
    Situation,
    size_of,
)
from .positions import at_each_node, at_each_power, at_each_product, everywhere, without_power

__all__ = ["MISTAKES"]

SIZE = Symbol("n")
MOST_OBSERVATIONS = 1000


# ---- factors -------------------------------------------------------------------------------------------------


def _added(due: Expression, at: Situation) -> Iterator[Expression]:
    """Π f(x_i) as Σ f(x_i), a^7 b^3 as a^7 + b^3 or 7a + 3b."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Product):
            yield Summation(node.body, node.index, node.lower, node.upper)
        powers = factor(node).powers if isinstance(node, Multiply) else ()
        if len(powers) > 1:
            yield add(*(write_power(*p) for p in powers))
            yield add(*(multiply(_written(x), b) for b, x in powers))
        if isinstance(node, Power) and size is not None and node.exponent in (n, negate(n)):  # θ⁻⁵ as 5/θ
            yield multiply(n, power(node.base, ONE if node.exponent == n else Negate(ONE)))

    n, size = size_of(at), at.setting.size
    return at_each_node(due, changed)


def _written(exponent: Exponent) -> Expression:
    return exponent if isinstance(exponent, Expression) else rational(exponent)


def _factor_missing(due: Expression, at: Situation) -> Iterator[Expression]:
    """A factor that depends on the parameter left out."""

    def changed(term: Term) -> Iterator[Expression]:
        for k, (base, exponent) in enumerate(term.powers):
            held = free_symbols(base) | (free_symbols(exponent) if isinstance(exponent, Expression) else frozenset())
            if len(term.powers) > 1 and held & {*at.parameters}:
                yield write(without_power(term, k))

    return at_each_product(due, changed)


def _factorial_inverted(due: Expression, at: Situation) -> Iterator[Expression]:
    """1/x! as x!, − log x! as + log x!."""

    def changed(term: Term) -> Iterator[Expression]:
        for k, (base, exponent) in enumerate(term.powers):
            if any(isinstance(node, Call) and node.function == "factorial" for node in nodes(base)):
                if isinstance(base, Summation) or (isinstance(base, Call) and base.function != "factorial"):
                    yield write(Term(-term.coefficient, term.powers))
                elif not isinstance(exponent, Expression):
                    powers = (*term.powers[:k], (base, -exponent), *term.powers[k + 1 :])
                    yield write(Term(term.coefficient, powers))

    return at_each_product(due, changed)


# ---- exponents -----------------------------------------------------------------------------------------------


def _exponents_swapped(due: Expression, at: Situation) -> Iterator[Expression]:
    """θ^a (1 − θ)^b as θ^b (1 − θ)^a; in the logarithm the same of the factors in front."""

    def of_product(term: Term) -> Iterator[Expression]:
        for i, (left, a) in enumerate(term.powers):
            for k in range(i + 1, len(term.powers)):
                right, b = term.powers[k]
                if a != b and _is_chance(left, at) and _is_chance(right, at):
                    powers = [*term.powers]
                    powers[i], powers[k] = (left, b), (right, a)
                    yield write(Term(term.coefficient, tuple(powers)))

    yield from at_each_product(due, of_product)
    yield from _failures_for_successes(due, at)
    if isinstance(due, Add):
        parts = [_multiple_of_log(term) for term in due.terms]
        for i, left in enumerate(parts):
            for k in range(i + 1, len(parts)):
                right = parts[k]
                if left and right and _is_chance(_of_log(left), at) and _is_chance(_of_log(right), at):
                    terms = [*due.terms]
                    terms[i], terms[k] = multiply(right[0], left[1]), multiply(left[0], right[1])
                    yield Add(tuple(terms))


def _failures_for_successes(due: Expression, at: Situation) -> Iterator[Expression]:
    """θ¹² as (1 − θ)¹², where nothing else came."""
    unknown = Symbol(at.parameters[0]) if at.parameters else None
    if unknown is None or not _is_chance(unknown, at):
        return
    rest = Add((ONE, Negate(unknown)))
    others = any(complement_of(node) == unknown for node in nodes(due))
    yield _put(due, {rest: unknown, unknown: rest} if others else {unknown: rest})


def _put(e: Expression, new: dict[Expression, Expression]) -> Expression:
    return new[e] if e in new else map_children(lambda child: _put(child, new), e)


def _is_parametric(e: Expression, at: Situation) -> bool:
    return bool(free_symbols(e) & {*at.parameters})


def _is_chance(e: Expression, at: Situation) -> bool:
    """Whether it may be a probability that is raised to a count: no sum over the sample is, no exponential, and no
    parameter whose domain reaches beyond one."""
    if isinstance(e, Symbol) and e.name in at.setting.domains:
        return at.setting.domains[e.name].upper == ONE
    return _is_parametric(e, at) and e != E and not isinstance(e, Summation)


def _of_log(part: tuple[Expression, Expression]) -> Expression:
    log = part[1]
    assert isinstance(log, Call)
    return log.arguments[0]


def _multiple_of_log(e: Expression) -> tuple[Expression, Expression] | None:
    """k log u as k and log u."""
    term = factor(e)
    for k, (base, exponent) in enumerate(term.powers):
        if isinstance(base, Call) and base.function == "log" and exponent == 1:
            return write(without_power(term, k)), base
    return None


def _exponents_multiplied(due: Expression, at: Situation) -> Iterator[Expression]:
    """λ^3 λ^1 λ^4 as λ^(3·1·4), the exponent Σ x_i as Π x_i."""

    def inside(term: Term) -> Iterator[Expression]:
        for k, (base, exponent) in enumerate(term.powers):  # −Σ(x_i − μ)²/(2σ²) with its factor in the product
            if isinstance(base, Summation) and exponent == 1:
                rest = write(Term(abs(Fraction(term.coefficient)), without_power(term, k).powers))
                whole = Product(multiply(rest, base.body), base.index, base.lower, base.upper)
                yield negate(whole) if term.coefficient < 0 else whole

    yield from at_each_product(due, inside)

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Summation):
            yield Product(node.body, node.index, node.lower, node.upper)
        for total, product in _sums_and_products(at):
            if isinstance(node, Number) and node.value == total != product:
                yield rational(product)

    yield from at_each_node(due, changed)
    if at.before is not None:
        yield from at_each_node(at.before, _powers_of_one_base)


def _sums_and_products(at: Situation) -> Iterator[tuple[int, int]]:
    for column in at.setting.columns.values():
        if column.size <= 12 and all(value.denominator == 1 for value in column.values):
            product = 1
            for value, count in column.table:
                product *= int(value) ** count
            yield int(sum(value * count for value, count in column.table)), product


def _powers_of_one_base(node: Expression) -> Iterator[Expression]:
    if not isinstance(node, Multiply):
        return
    for part in node.factors:
        base = part.base if isinstance(part, Power) else part
        alike = [p for p in node.factors if (p.base if isinstance(p, Power) else p) == base]
        if len(alike) > 1:
            exponents = [p.exponent if isinstance(p, Power) else ONE for p in alike]
            yield multiply(power(base, multiply(*exponents)), *(p for p in node.factors if p not in alike))
            return


def _exponent_sign(due: Expression, at: Situation) -> Iterator[Expression]:
    """e^(−λx) as e^(λx); in the logarithm −λx as +λx."""

    def turned(base: Expression, k: Exponent) -> Iterator[Term]:
        if isinstance(k, Expression):
            yield Term(1, ((base, negate(k)),))

    yield from at_each_power(due, turned)
    if at.kind in LOGS and isinstance(due, Add):
        for k, term in enumerate(due.terms):
            if Call not in kinds(term):
                yield Add((*due.terms[:k], negate(term), *due.terms[k + 1 :]))


def _support_shifted(due: Expression, at: Situation) -> Iterator[Expression]:
    """x − 1 failures before the first success counted as x, or x as x − 1: over the sample S − n and S."""
    if not any(complement_of(node) for node in nodes(due)):
        return
    n = size_of(at)

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Add) and len(node.terms) == 2 and node.terms[1] in (Negate(n), Negate(ONE)):
            yield node.terms[0]
        if isinstance(node, Summation) and isinstance(node.body, Indexed):
            yield Add((node, Negate(n)))
        if isinstance(node, Indexed):
            yield Add((node, Negate(ONE)))

    yield from at_each_node(due, changed)
    size = at.setting.size
    if size is not None:
        shifts = (size, -size)
        yield from at_each_node(due, lambda node: (
            rational(node.value + by) for by in shifts if isinstance(node, Number) and node.value + by > 0
        ))


# ---- constants and counts ------------------------------------------------------------------------------------


def _counted_once(due: Expression, at: Situation) -> Iterator[Expression]:
    """What comes once an observation counted once: λ^n as λ, n log σ as log σ; with numbers 4 log σ as log σ."""
    n = size_of(at)
    size = at.setting.size

    def changed(node: Expression) -> Iterator[Expression]:
        if node in (n, SIZE):
            yield ONE
        elif isinstance(node, Number) and size is not None and size > 1 and node.value and not node.value % size:
            yield rational(Fraction(node.value) / size)
        elif isinstance(node, Product) and not depends_on(node.body, node.index):
            yield node.body

    return at_each_node(due, changed)


def _sample_size_off(due: Expression, at: Situation) -> Iterator[Expression]:
    """n − 1 or n + 1 observations counted for n."""
    n = size_of(at)

    def changed(node: Expression) -> Iterator[Expression]:
        if node in (n, SIZE):
            yield add(node, Negate(ONE))
            yield add(node, ONE)

    yield from at_each_node(due, changed)
    for by in (ONE, Negate(ONE)):
        yield from everywhere(due, lambda node, by=by: add(node, by) if node in (n, SIZE) else None)  # type: ignore[misc]
    if at.setting.size is not None and at.kind in LOGS:  # −(6/2) log v is written −3 log v
        size = at.setting.size
        yield from at_each_product(due, lambda term: (
            write(Term(Fraction(term.coefficient) * (size + by) / size, term.powers)) for by in (1, -1)
        ))


def _counted_twice(due: Expression, at: Situation) -> Iterator[Expression]:
    """Σ x_i as n Σ x_i: what is added up over the sample multiplied by its size as well."""
    n = size_of(at)

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Summation):
            yield multiply(n, node)
        if isinstance(node, Number) and node.value in totals:
            yield multiply(n, node)

    totals = set(_totals_of(at))
    return at_each_node(due, changed)


def _totals_of(at: Situation) -> Iterator[Fraction]:
    for column in at.setting.columns.values():
        if 1 < column.size <= MOST_OBSERVATIONS:
            yield sum((value * count for value, count in column.table), Fraction(0))


def _frequencies_ignored(due: Expression, at: Situation) -> Iterator[Expression]:
    """Σ over the values that came, each once, for Σ over the observations."""
    for column in at.setting.columns.values():
        if len(column.table) == column.size or column.size > MOST_OBSERVATIONS:
            continue
        for moment in (1, 2):
            total = sum((v**moment * k for v, k in column.table), Fraction(0))
            once = sum((v**moment for v, _ in column.table), Fraction(0))
            yield from at_each_node(due, lambda node, t=total, o=once: (  # type: ignore[misc]
                [rational(o)] if isinstance(node, Number) and node.value == t else []
            ))
            for name in at.setting.columns:
                yield from at_each_node(due, lambda node, m=moment, o=once, x=name: (  # type: ignore[misc]
                    [rational(o)] if _is_total(node, x, m) else []
                ))


def _is_total(node: Expression, base: str, moment: int) -> bool:
    body = node.body if isinstance(node, Summation) else None
    if isinstance(body, Power) and body.exponent == integer(moment):
        body = body.base
    elif moment != 1:
        return False
    return isinstance(body, Indexed) and body.base == base


def _constant_in_front(due: Expression, at: Situation) -> Iterator[Expression]:
    """A factor in front (a summand, of a logarithm) that is free of the parameters and is not what it should be."""
    if at.kind in LOGS:
        yield from (add(due, log(integer(k))) for k in (2, 3))
        yield from (add(due, negate(log(integer(k)))) for k in (2, 3))
        return
    yield from (multiply(integer(k), due) for k in (2, 3))
    yield from (divide(due, integer(k)) for k in (2, 3))


def _coefficient_off(due: Expression, at: Situation) -> Iterator[Expression]:
    """C(x − 1, r − 1) as C(x, r) and so on."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Call) and node.function == "binomial":
            n, k = node.arguments
            for up, down in ((1, 1), (-1, -1), (1, 0), (-1, 0), (0, 1), (0, -1)):
                yield Call("binomial", (add(n, integer(up)), add(k, integer(down))))

    return at_each_node(due, changed)


MISTAKES = (
    Mistake(
        "likelihood-added", (LIKELIHOOD,), Example("θ^7 (1-θ)^3", "7 θ + 3 (1-θ)"), _added, 5,
    ),
    Mistake(
        "factor-left-out", FUNCTIONS, Example("θ^7 (1-θ)^3", "θ^7"), _factor_missing, 5,
    ),
    Mistake(
        "factorial-upside-down",
        FUNCTIONS, Example("λ^k e^(-λ)/k!", "λ^k e^(-λ) k!", unknown="λ"), _factorial_inverted, 3,
    ),
    Mistake(
        "exponents-swapped", FUNCTIONS, Example("θ^7 (1-θ)^3", "θ^3 (1-θ)^7"), _exponents_swapped, 7,
    ),
    Mistake(
        "exponents-multiplied",
        FUNCTIONS, Example("λ^8 e^(-3 λ)", "λ^12 e^(-3 λ)", unknown="λ", data=(3, 1, 4)), _exponents_multiplied, 6,
    ),
    Mistake(
        "exponent-sign-lost", FUNCTIONS, Example("λ^4 e^(-12 λ)", "λ^4 e^(12 λ)", unknown="λ"), _exponent_sign, 5,
    ),
    Mistake(
        "trials-for-failures",
        (*FUNCTIONS, SCORE), Example("p^3 (1-p)^9", "p^3 (1-p)^12", unknown="p", data=(3, 4, 5)), _support_shifted, 6,
    ),
    Mistake(
        "counted-once", FUNCTIONS, Example("n log λ - λ Σ x_i", "log λ - λ Σ x_i", unknown="λ"), _counted_once, 7,
    ),
    Mistake(
        "size-multiplied-in",
        FUNCTIONS, Example("n log λ - λ Σ x_i", "n log λ - n λ Σ x_i", unknown="λ"), _counted_twice, 4,
    ),
    Mistake(
        "frequencies-ignored",
        (*FUNCTIONS, SCORE, EQUATION, ESTIMATE),
        Example("λ^8 e^(-4 λ)", "λ^5 e^(-4 λ)", unknown="λ", data=(3, 2, 3, 0)), _frequencies_ignored, 4,
    ),
    Mistake(
        "constant-in-front-wrong",
        FUNCTIONS, Example("5 θ^4 (1-θ)", "10 θ^4 (1-θ)"), _constant_in_front, 2, True,
    ),
    Mistake(
        "sample-size-off-by-one",
        FUNCTIONS, Example("n log λ - λ Σ x_i", "(n - 1) log λ - λ Σ x_i", unknown="λ"), _sample_size_off, 3,
    ),
    Mistake(
        "binomial-coefficient-off-by-one",
        FUNCTIONS, Example("C(9, 2) p^3 (1-p)^7", "C(10, 3) p^3 (1-p)^7", unknown="p"), _coefficient_off, 3,
    ),
)
