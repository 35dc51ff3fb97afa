"""Σ and Π over the sample: constants out, sums of sums split, products of powers collapsed.

Σ c·f(x_i) = c Σ f(x_i)        Σ c = n c        Σ (f + g) = Σ f + Σ g
Π b^f(x_i) = b^(Σ f(x_i))      Π c = c^n        Π f·g = Π f · Π g
"""

from __future__ import annotations

from functools import lru_cache

from ..expressions import Call, Expression, Indexed, Negate, Power, Product, Summation, free_symbols, map_children
from .terms import E, Exponent, Term, collect, expand, factor, terms_of, times, write, write_power, write_sum

__all__ = ["collapse_product", "depends_on", "sample_total", "split_sums"]


def depends_on(e: Expression, name: str) -> bool:
    """Whether the symbol of that name occurs in the expression."""
    return name in free_symbols(e)


def sample_total(body: Expression, over: Summation | Product, split: str = "linear") -> Expression:
    """`Σ body` over the range of `over`, constants taken out.

    split: `all` multiplies the body out first, `linear` splits a body that is a plain sum (`Σ(1 − x_i) = n − Σ x_i`),
    `none` keeps such a body whole (`Σ(x_i − μ)`).
    """
    if split == "all":
        terms = [_apart(t, over.index) for t in expand(body)]
    else:
        terms = terms_of(body) if split == "linear" else [factor(body)]
    return write_sum(collect(t for term in terms for t in _total_of_term(term, over)))


def _apart(term: Term, index: str) -> Term:
    """`e^(−(x_i − μ)/β)` as e^(μ/β) e^(−x_i/β), where all else that varies with the index is an observation."""
    varying = [p for p in term.powers if depends_on(p[0], index) or _has_index(p[1], index)]
    if any(b != E and not isinstance(b, Indexed) for b, _ in varying):
        return term
    powers: list[tuple[Expression, Exponent]] = []
    for base, exponent in term.powers:
        parts = expand(exponent) if base == E and isinstance(exponent, Expression) else []
        free = [t for t in parts if not depends_on(write(t), index)]
        if not free or len(free) == len(parts):
            powers.append((base, exponent))
        else:
            powers.append((Power(E, write_sum(free)), 1))
            powers.append((E, write_sum([t for t in parts if t not in free])))
    return Term(term.coefficient, tuple(powers))


def _has_index(exponent: Exponent, index: str) -> bool:
    return isinstance(exponent, Expression) and depends_on(exponent, index)


def _total_of_term(term: Term, over: Summation | Product) -> list[Term]:
    outer, inner = _split(term, over.index)
    constant = Term(term.coefficient, outer)
    if not inner:
        return [times(factor(over.upper), constant)]
    rest = write(Term(1, inner))
    return [times(constant, Term(1, ((_sum_like(rest, over), 1),)))]


def _sum_like(body: Expression, over: Summation | Product) -> Summation:
    return Summation(body, over.index, over.lower, over.upper)


def _split(term: Term, index: str) -> tuple[tuple[tuple[Expression, Exponent], ...], ...]:
    """The powers that are free of the index, and those that are not."""
    outer: list[tuple[Expression, Exponent]] = []
    inner: list[tuple[Expression, Exponent]] = []
    for base, exponent in term.powers:
        varies = depends_on(base, index) or (isinstance(exponent, Expression) and depends_on(exponent, index))
        (inner if varies else outer).append((base, exponent))
    return tuple(outer), tuple(inner)


@lru_cache(maxsize=256)
def collapse_product(product: Product) -> Expression:
    """`Π θ^x_i (1 − θ)^(1 − x_i)  →  θ^(Σ x_i) (1 − θ)^(n − Σ x_i)`."""
    term = _signs_inside(factor(product.body))
    powers: list[tuple[Expression, Exponent]] = []
    if term.coefficient != 1:
        powers.append((write(Term(term.coefficient, ())), product.upper))
    for base, exponent in term.powers:
        powers.append(_collapse_power(base, exponent, product))
    return write(times(Term(1, tuple(powers)), Term(1, ())))


def _signs_inside(term: Term) -> Term:
    """`−1/log(1 − p)` as 1/(−log(1 − p)): a positive product whose minus sign belongs to a logarithm."""
    if term.coefficient > 0:
        return term
    for k, (base, exponent) in enumerate(term.powers):
        if isinstance(base, Call) and base.function == "log" and isinstance(exponent, int) and exponent % 2:
            powers = (*term.powers[:k], (Negate(base), exponent), *term.powers[k + 1 :])
            return Term(-term.coefficient, powers)
    return term


def _collapse_power(base: Expression, exponent: Exponent, product: Product) -> tuple[Expression, Exponent]:
    index = product.index
    if not depends_on(base, index):
        if isinstance(exponent, Expression):
            return base, sample_total(exponent, product)
        return base, write(times(Term(exponent, ()), factor(product.upper)))
    if isinstance(exponent, Expression) and depends_on(exponent, index):
        return Product(write_power(base, exponent), index, product.lower, product.upper), 1
    return Product(base, index, product.lower, product.upper), exponent


def split_sums(e: Expression, name: str) -> Expression:
    """Each Σ whose body holds the symbol is split: `Σ(x_i − μ)  →  Σ x_i − n μ`."""
    if isinstance(e, Summation) and depends_on(e.body, name):
        return sample_total(e.body, e, "all")
    return map_children(lambda child: split_sums(child, name), e)
