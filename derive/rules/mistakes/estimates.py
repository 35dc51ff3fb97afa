"""Mistakes in what comes out: statistics confused, n − 1 for n, roots, squares, ends of the support, constraints."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...expressions import (
    ONE,
    TWO,
    ZERO,
    Add,
    Call,
    Divide,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Number,
    Power,
    Relation,
    Summation,
    Symbol,
    free_symbols,
    kinds,
    nodes,
    number_value,
    rational,
)
from ..statistics import statistic
from ..terms import Term, add, divide, expand, factor, multiply, negate, power, times, write, write_sum
from .mistake import EQUATION, ESTIMATE, FORMULAS, NUMBER, SCORE, Example, Mistake, Situation, has_size, size_of
from .positions import at_each_node, at_each_product

__all__ = ["MISTAKES"]

_STATISTICS = ("mean", "median", "max", "min")


def _value(due: Expression) -> Expression:
    """What stands at the right of an estimate."""
    return due.operands[-1] if isinstance(due, Relation) else due


def _unbiased(due: Expression, at: Situation) -> Iterator[Expression]:
    """S/n as S/(n − 1); the root of that alike."""
    if not has_size(at):
        return
    n = Symbol("n") if "n" in free_symbols(due) else size_of(at)  # (1/n) Σ… becomes (1/(n − 1)) Σ…
    ratio = divide(n, add(n, Negate(ONE))) if n != ONE else ONE
    yield multiply(_value(due), ratio)
    yield multiply(_value(due), Call("sqrt", (ratio,)))


def _size_lost(due: Expression, at: Situation) -> Iterator[Expression]:
    """S/n as S, n/S as 1/S: the n of a solution lost, or there twice."""
    if has_size(at):
        yield multiply(_value(due), size_of(at))
        yield divide(_value(due), size_of(at))


def _mean_and_sum(due: Expression, at: Situation) -> Iterator[Expression]:
    """x̄ as Σ x_i, and Σ x_i as x̄, in one place."""
    n = size_of(at)

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Summation):
            yield divide(node, n)
        if isinstance(node, Call) and node.function == "mean":
            yield multiply(n, node)
        for total in _totals(at):
            if isinstance(node, Number) and node.value == total:
                yield divide(node, n)

    return at_each_node(due, changed)


def _totals(at: Situation) -> Iterator[Fraction]:
    for column in at.setting.columns.values():
        if column.size <= 1000:
            yield sum((value * count for value, count in column.table), Fraction(0))


def _other_statistic(due: Expression, at: Situation) -> Iterator[Expression]:
    """Mean, median, the largest and the smallest observation for one another."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Call) and node.function in _STATISTICS:
            yield from (Call(name, node.arguments) for name in _STATISTICS if name != node.function)
        if isinstance(node, Divide | Multiply):  # the smallest observation for half of the largest
            for part in nodes(node):
                if isinstance(part, Call) and part.function in _STATISTICS:
                    yield from (Call(name, part.arguments) for name in _STATISTICS)
        if isinstance(node, Divide) and isinstance(node.numerator, Summation):
            body = node.numerator.body
            if isinstance(body, Indexed) and node.denominator == size_of(at):
                yield from (Call(name, (Symbol(body.base),)) for name in _STATISTICS[1:])

    yield from at_each_node(due, changed)
    value = number_value(_value(due))
    if value is not None:  # in numbers: the statistic that it is, exchanged for another
        for column in at.setting.columns.values():
            if column.size > 1000:
                continue
            known = {name: statistic(name, column.table) for name in _STATISTICS}
            if value in known.values():
                yield from (rational(other) for other in known.values() if other != value)


def _complement(due: Expression, at: Situation) -> Iterator[Expression]:
    """1 − θ̂ for θ̂."""
    if _is_probability(at):
        yield add(ONE, negate(_value(due)))


def _odds(due: Expression, at: Situation) -> Iterator[Expression]:
    """a/(a + b) as a/b."""
    value = _value(due)
    if _is_probability(at) and value != ONE:
        yield divide(value, add(ONE, negate(value)))
        yield divide(add(ONE, negate(value)), value)


def _is_probability(at: Situation) -> bool:
    domain = at.setting.domains.get(at.parameters[0]) if at.parameters else None
    return domain is not None and domain.upper == ONE


def _root_left(due: Expression, at: Situation) -> Iterator[Expression]:
    """σ̂² given for σ̂; of a k-th root what is under it."""
    yield power(_value(due), TWO)

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Power) and isinstance(node.exponent, Divide) and node.exponent.numerator == ONE:
            yield node.base

    yield from at_each_node(due, changed)


def _root_added(due: Expression, at: Situation) -> Iterator[Expression]:
    """The root taken of what is the parameter itself."""
    yield Call("sqrt", (_value(due),))


def _other_root(due: Expression, at: Situation) -> Iterator[Expression]:
    """The root with the other sign."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Add):
            for k, part in enumerate(node.terms):
                inner = part.operand if isinstance(part, Negate) else part
                if any(isinstance(e, Call) and e.function == "sqrt" for e in nodes(inner)):
                    yield Add((*node.terms[:k], negate(part), *node.terms[k + 1 :]))

    yield from at_each_node(due, changed)
    value = _value(due)
    if any(isinstance(e, Call) and e.function == "sqrt" for e in nodes(value)) and not isinstance(value, Add):
        yield negate(value)


def _outside(due: Expression, at: Situation) -> Iterator[Expression]:
    """The root of the equation before that lies outside of the domain: of θ² = a/b the negative one."""
    value = _value(due)
    if any(isinstance(e, Call) and e.function == "sqrt" for e in nodes(value)):
        yield negate(value)


def _other_solution(due: Expression, at: Situation) -> Iterator[Expression]:
    """Where a product vanishes, the root of another of its factors: θ = 0 of θ(7 − 10θ) = 0."""
    if not isinstance(at.before, Relation) or at.before.operands[-1] != ZERO or not at.parameters:
        return
    name = at.parameters[0]
    for base, _ in factor(at.before.operands[0]).powers:
        terms = expand(base)
        rest = [t for t in terms if name not in free_symbols(write(t))]
        slope = [times(t, Term(1, ((Symbol(name), -1),))) for t in terms if t not in rest]
        if slope and not any(name in free_symbols(write(t)) for t in slope):
            yield divide(negate(write_sum(rest)), write_sum(slope))


def _squares_about_zero(due: Expression, at: Situation) -> Iterator[Expression]:
    """Σ(x_i − x̄)² as Σ x_i²: the mean not subtracted."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Summation):
            for part in nodes(node.body):
                if isinstance(part, Add) and any(isinstance(e, Indexed) for e in part.terms):
                    kept = next(e for e in part.terms if isinstance(e, Indexed))
                    body = next(at_each_node(node.body, lambda e, s=part, k=kept: [k] if e is s else []))  # type: ignore[misc]
                    yield Summation(body, node.index, node.lower, node.upper)

    return at_each_node(due, changed)


def _mean_for_known(due: Expression, at: Situation) -> Iterator[Expression]:
    """Σ(x_i − μ)² with a known μ as Σ(x_i − x̄)²."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Summation):
            for part in nodes(node.body):
                observed = [e for e in part.terms if Indexed in kinds(e)] if isinstance(part, Add) else []
                if len(observed) == 1 and len(part.terms) == 2 and not free_symbols(part) & {*at.parameters}:  # type: ignore[attr-defined]
                    own = _bare(observed[0])
                    if own is not None:
                        mean = Add((own, Negate(Call("mean", (Symbol(own.base),)))))
                        body = next(at_each_node(node.body, lambda e, s=part, m=mean: [m] if e is s else []))  # type: ignore[misc]
                        yield Summation(body, node.index, node.lower, node.upper)

    return at_each_node(due, changed)


def _bare(e: Expression) -> Indexed | None:
    """x_i or −x_i."""
    inner = e.operand if isinstance(e, Negate) else e
    return inner if isinstance(inner, Indexed) else None


def _size_under_root(due: Expression, at: Situation) -> Iterator[Expression]:
    """σ/√n as σ/n, and σ/n as σ/√n."""
    if has_size(at):
        n = Symbol("n") if "n" in free_symbols(due) else size_of(at)
        root = Call("sqrt", (n,))
        yield divide(_value(due), root)
        yield multiply(_value(due), root)


def _to_nearest(due: Expression, at: Situation) -> Iterator[Expression]:
    """⌊u⌋ as the whole number that is nearest to u, or as the next one."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Call) and node.function in ("floor", "ceil"):
            other = "ceil" if node.function == "floor" else "floor"
            yield Call(other, node.arguments)
            yield from node.arguments

    return at_each_node(due, changed)


def _divided_for_multiplied(due: Expression, at: Situation) -> Iterator[Expression]:
    """a b as a/b."""

    def changed(term: Term) -> Iterator[Expression]:
        for k, (base, exponent) in enumerate(term.powers):
            if not isinstance(exponent, Expression) and len(term.powers) > 1:
                yield write(Term(term.coefficient, (*term.powers[:k], (base, -exponent), *term.powers[k + 1 :])))

    return at_each_product(due, changed)


def _squares_for_absolute(due: Expression, at: Situation) -> Iterator[Expression]:
    """Σ(x_i − μ)² as Σ|x_i − μ|, and the other way round."""

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Summation):
            body = node.body
            if isinstance(body, Call) and body.function == "abs":
                yield Summation(power(body.arguments[0], TWO), node.index, node.lower, node.upper)
            for e in nodes(body):
                if isinstance(e, Add) and body == power(e, TWO):
                    yield Summation(Call("abs", (e,)), node.index, node.lower, node.upper)

    return at_each_node(due, changed)


def _support_ignored(due: Expression, at: Situation) -> Iterator[Expression]:
    """The end of a support found from ℓ′ = 0, or by the mean: twice the mean, zero."""
    if not any(isinstance(e, Call) and e.function in ("max", "min") for e in nodes(due)):
        return
    for node in nodes(due):
        if isinstance(node, Call) and node.function in ("max", "min"):
            mean = Call("mean", node.arguments)
            yield from (mean, multiply(TWO, mean), ZERO)


def _constraint_ignored(due: Expression, at: Situation) -> Iterator[Expression]:
    """15/p_1 − m = 0 as 15/p_1 = 0: terms of a multiplier, or of the probability that is left, dropped."""
    indexed = [name for name in at.parameters if "_" in name]
    if not indexed:
        return

    def changed(node: Expression) -> Iterator[Expression]:
        if isinstance(node, Add):
            for k, part in enumerate(node.terms):
                rest = [*node.terms[:k], *node.terms[k + 1 :]]
                own = {name for name in free_symbols(part) if name == at.parameters[0]}
                if not own or len(free_symbols(part) & {*indexed}) > 1:
                    yield add(*rest)

    yield from at_each_node(due, changed)
    if at.kind == ESTIMATE:
        yield divide(ONE, rational(len(indexed) + 1))
        yield divide(ONE, rational(len(indexed)))


def _twice(due: Expression, at: Situation) -> Iterator[Expression]:
    """A factor two lost from the solution, or one too many."""
    yield multiply(TWO, _value(due))
    yield divide(_value(due), TWO)


def _estimate(
    name: str, example: Example, variants: object, weight: int,
    kinds: tuple[str, ...] = (ESTIMATE,),
) -> Mistake:
    return Mistake(name, kinds, example, variants, weight)  # type: ignore[arg-type]


MISTAKES = (
    _estimate(
        "divided-by-n-minus-one", Example("(Σ(x_i - 2)^2)/n", "(Σ(x_i - 2)^2)/(n - 1)", unknown="v"), _unbiased, 7,
    ),
    _estimate(
        "size-lost-in-solution", Example("n/Σ x_i", "1/Σ x_i", unknown="λ"), _size_lost, 6,
    ),
    _estimate(
        "mean-and-sum-confused",
        Example("n log λ - λ Σ x_i", "n log λ - λ mean(x)", unknown="λ"), _mean_and_sum, 5, FORMULAS,
    ),
    _estimate(
        "wrong-statistic", Example("mean(x)", "median(x)", unknown="μ"), _other_statistic, 6,
    ),
    _estimate(
        "complement-estimated", Example("7/10", "3/10"), _complement, 6,
    ),
    _estimate(
        "odds-for-probability", Example("7/10", "7/3"), _odds, 6,
    ),
    _estimate(
        "root-not-taken", Example("√(s/n)", "s/n", unknown="σ"), _root_left, 6,
    ),
    _estimate(
        "root-taken-needlessly", Example("s/n", "√(s/n)", unknown="v"), _root_added, 4,
    ),
    _estimate(
        "wrong-root", Example("(-1 + √5)/2", "(-1 - √5)/2"), _other_root, 5,
    ),
    _estimate(
        "root-outside-domain", Example("√(s/n)", "-√(s/n)", unknown="σ"), _outside, 6,
    ),
    _estimate(
        "other-root-of-equation", Example("7/10", "0", "θ (7 - 10 θ) = 0"), _other_solution, 3,
    ),
    _estimate(
        "mean-not-subtracted",
        Example("(Σ(x_i - mean(x))^2)/n", "(Σ x_i^2)/n", unknown="v"), _squares_about_zero, 5, FORMULAS,
    ),
    _estimate(
        "mean-for-known-mean",
        Example("(Σ(x_i - 2)^2)/n", "(Σ(x_i - mean(x))^2)/n", unknown="v", kind=ESTIMATE), _mean_for_known, 5,
        FORMULAS,
    ),
    _estimate(
        "size-and-its-root-confused", Example("s/√n", "s/n", unknown="μ"), _size_under_root, 4,
    ),
    _estimate(
        "nearest-whole-number", Example("floor(2/3 + 3)", "ceil(2/3 + 3)", unknown="k"), _to_nearest, 4,
    ),
    _estimate(
        "divided-instead-of-multiplied", Example("s log t", "s/log t", unknown="m"), _divided_for_multiplied, 3,
    ),
    _estimate(
        "absolute-for-square",
        Example("(Σ(x_i - 2)^2)/n", "(Σ |x_i - 2|)/n", unknown="v"), _squares_for_absolute, 4, FORMULAS,
    ),
    _estimate(
        "support-ignored", Example("max(x)", "2 mean(x)"), _support_ignored, 6,
    ),
    _estimate(
        "constraint-ignored",
        Example("15/p_1 - 6/(1-p_1-p_2) = 0", "15/p_1 = 0", unknown="p_1"), _constraint_ignored, 6,
        (SCORE, EQUATION, ESTIMATE),
    ),
    _estimate(
        "factor-two-in-solution", Example("s/(2 n)", "s/n", unknown="v"), _twice, 3, (ESTIMATE, NUMBER),
    ),
)
