"""The normal form against values: of trees, of derivatives, of random rewritings, and of what is called equal."""

from __future__ import annotations

import random
from fractions import Fraction

import mpmath
import pytest
from forms_in_numbers import Undefined, form_value, tree_value
from random_expressions import random_expression

from derive.domains import NON_NEGATIVE, POSITIVE, PROBABILITY, REAL
from derive.exact import CannotNormalise, Field
from derive.expressions import (
    ONE,
    TWO,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Indexed,
    Multiply,
    Negate,
    Number,
    Power,
    Product,
    Summation,
    Symbol,
    integer,
    observation,
    rational,
    sample_product,
    sample_sum,
)
from derive.steps import Column, Setting

DOMAINS = {"θ": PROBABILITY, "λ": POSITIVE, "μ": REAL, "σ²": POSITIVE, "k": NON_NEGATIVE}
SIZE = 3


def setting(rng: random.Random) -> tuple[Setting, bool]:
    """A setting with positive observations, or with any."""
    positive = rng.random() < 0.5
    return Setting(DOMAINS, supports={"x": POSITIVE if positive else REAL}), positive


def point(rng: random.Random, positive: bool) -> tuple[dict[str, object], list[mpmath.mpf]]:
    """Values for the symbols, inside of their domains, and a sample."""
    def number(low: float, high: float) -> mpmath.mpf:
        return mpmath.mpf(rng.randint(int(low * 997), int(high * 997))) / 997

    values = {"θ": number(0.05, 0.95), "λ": number(0.1, 3), "μ": number(-2, 2), "σ²": number(0.2, 4),
              "k": number(0.1, 3), "a": number(-2, 2), "n": mpmath.mpf(SIZE)}
    return values, [number(0.1 if positive else -2, 3) for _ in range(SIZE)]


class Wild:
    """Trees with everything in them, often undefined."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.bound: list[str] = []

    def tree(self, depth: int) -> Expression:
        if depth <= 0 or self.rng.random() < 0.12:
            return self.leaf()
        return self.rng.choice(self.MAKERS)(self, depth - 1)

    def leaf(self) -> Expression:
        rng = self.rng
        if self.bound and rng.random() < 0.5:
            return observation("x", rng.choice(self.bound))
        kind = rng.random()
        if kind < 0.3:
            return Number(k := rng.randint(0, 6), str(k))
        if kind < 0.36:
            return rational(Fraction(rng.randint(1, 9), rng.randint(2, 6)))
        if kind < 0.4:
            return Constant(rng.choice("eπ"))
        if kind < 0.45:
            return rng.choice((Indexed("x", TWO), Call("mean", (Symbol("x"),)), Symbol("n"), Symbol("σ")))
        return Symbol(rng.choice(("θ", "λ", "μ", "σ²", "k", "a", "θ", "λ")))

    def add(self, depth: int) -> Expression:
        terms = [self.tree(depth) for _ in range(self.rng.choice((2, 2, 3)))]
        return Add(tuple(Negate(t) if self.rng.random() < 0.4 else t for t in terms))

    def multiply(self, depth: int) -> Expression:
        return Multiply(tuple(self.tree(depth) for _ in range(self.rng.choice((2, 2, 3)))))

    def divide(self, depth: int) -> Expression:
        return Divide(self.tree(depth), self.tree(depth))

    def complement(self, depth: int) -> Expression:
        return Add((ONE, Negate(self.tree(depth))))

    def power(self, depth: int) -> Expression:
        exponents = [TWO, Number(3, "3"), Negate(ONE), Negate(TWO), Divide(ONE, TWO), rational(Fraction(-3, 2)),
                     rational(Fraction(2, 3)), self.tree(min(depth, 1)), self.tree(min(depth, 1))]
        return Power(self.tree(depth), self.rng.choice(exponents))

    def exponential(self, depth: int) -> Expression:
        inner = self.tree(min(depth, 2))
        return Call("exp", (inner,)) if self.rng.random() < 0.5 else Power(Constant("e"), inner)

    def call(self, depth: int) -> Expression:
        names = ("log", "log", "log", "sqrt", "sqrt", "cbrt", "abs", "Γ", "ψ", "Φ", "erf", "sin", "cos", "atan",
                 "tanh", "sign", "log2", "cosh", "asin")
        return Call(self.rng.choice(names), (self.tree(depth),))

    def over_sample(self, depth: int) -> Expression:
        if len(self.bound) > 1:
            return self.leaf()
        index = "ij"[len(self.bound)]
        self.bound.append(index)
        body = self.tree(min(depth, 2))
        self.bound.pop()
        whole = Symbol("n") if self.rng.random() < 0.8 else Number(2, "2")
        return (Summation if self.rng.random() < 0.7 else Product)(body, index, ONE, whole)

    def binomial(self, depth: int) -> Expression:
        n = Add((self.tree(0), Number(k := self.rng.randint(1, 3), str(k))))
        return Call(self.rng.choice(("B", "B", "binomial")), (n, self.tree(0)))

    MAKERS = (add, add, add, multiply, multiply, multiply, divide, divide, complement, power, power, exponential,
              call, call, call, over_sample, over_sample, binomial)


def some_tree(rng: random.Random) -> Expression:
    """A tree of one of two kinds of growth."""
    if rng.random() < 0.6:
        return Wild(rng).tree(rng.randint(2, 4))
    return random_expression(rng, rng.randint(2, 4), ("θ", "λ", "μ"), "x")


def close(a: mpmath.mpf, b: mpmath.mpf, digits: int = 25) -> bool:
    """Agreement to so many digits of the larger one, or of 1."""
    return abs(a - b) <= mpmath.mpf(10) ** -digits * max(1, abs(a), abs(b))


def check_value(seed: int) -> str:
    """The value of the normal form is that of the tree."""
    rng = random.Random(seed)
    given, positive = setting(rng)
    tree = some_tree(rng)
    values, sample = point(rng, positive)
    try:
        expected = tree_value(tree, values, sample)
    except Undefined:
        return "undefined"
    field = Field(given)
    try:
        found = form_value(field, field.normal(tree), values, sample)
    except CannotNormalise as refused:
        return f"refused: {refused.reason}"
    except ZeroDivisionError:
        return "undefined"
    assert close(found, expected), (seed, tree, field.normal(tree), found, expected)
    return "agreed"


def check_data(seed: int) -> str:
    """With the data put in, the value is still that of the tree."""
    rng = random.Random(seed)
    tree = some_tree(rng)
    values, _ = point(rng, True)
    data = tuple(Fraction(rng.randint(1, 20), rng.choice((1, 2, 5))) for _ in range(SIZE - 1))
    column = Column((*data, data[0])) if rng.random() < 0.5 else Column(data, (2, *(1,) * (SIZE - 2)))
    rows = [v for v, count in zip(column.values, column.counts or (1,) * SIZE, strict=True) for _ in range(count)]
    sample = [mpmath.mpf(v.numerator) / v.denominator for v in rows]
    field = Field(Setting(DOMAINS, supports={"x": POSITIVE}, columns={"x": column}, size=SIZE), at_data=True)
    try:
        expected = tree_value(tree, values, sample)
        found = form_value(field, field.normal(tree), values, sample)
    except (Undefined, ZeroDivisionError):
        return "undefined"
    except CannotNormalise as refused:
        return f"refused: {refused.reason}"
    assert close(found, expected), (seed, tree, found, expected)
    assert "x" not in field._ring.observed(field.normal(tree))
    return "agreed"


def check_sign(seed: int) -> str:
    """A sign that is called proved is the sign of the value."""
    rng = random.Random(seed)
    given, positive = setting(rng)
    tree = some_tree(rng)
    if rng.random() < 0.5:
        tree = Multiply((tree, tree)) if rng.random() < 0.5 else sample_sum(Power(observation("x"), TWO))
        tree = Add((tree, Negate(some_tree(rng)))) if rng.random() < 0.5 else Divide(tree, some_tree(rng))
    field = Field(given)
    sign, never_negative = field.sign(tree), field.nonnegative(tree)
    for _ in range(3):
        values, sample = point(rng, positive)
        try:
            value = tree_value(tree, values, sample)
        except Undefined:
            continue
        slack = mpmath.mpf(10) ** -30
        assert sign is None or abs(value) < slack or mpmath.sign(value) == sign, (seed, tree, sign, value)
        assert not never_negative or value > -slack, (seed, tree, value)
    return "agreed" if sign is not None or never_negative else "unknown"


def check_derivative(seed: int) -> str:
    """The derivative of the normal form is the slope of the tree."""
    rng = random.Random(seed)
    given, positive = setting(rng)
    tree = some_tree(rng)
    values, sample = point(rng, positive)
    name = rng.choice(("θ", "λ", "μ", "σ²", "a"))
    field = Field(given)
    step = mpmath.mpf(10) ** -15
    try:
        ends = [tree_value(tree, values | {name: values[name] + k * step}, sample) for k in (-2, -1, 1, 2)]
        slope = (ends[0] - 8 * ends[1] + 8 * ends[2] - ends[3]) / (12 * step)
        found = form_value(field, field.derivative(field.normal(tree), name), values, sample)
    except Undefined:
        return "undefined"
    except ZeroDivisionError:
        return "undefined"
    except CannotNormalise as refused:
        return f"refused: {refused.reason}"
    if abs(ends[0]) > 10**15:
        return "undefined"  # the difference quotient has no digits left
    assert close(found, slope, 12), (seed, tree, name, found, slope)
    return "agreed"


class Rewriter:
    """Random rewritings that keep the value wherever the tree is defined."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def tree(self, e: Expression) -> Expression:
        from derive.expressions import map_children

        e = map_children(self.tree, e)
        return self.node(e) if self.rng.random() < 0.5 else e

    def node(self, e: Expression) -> Expression:
        rng = self.rng
        match e:
            case Add(terms=terms):
                if len(terms) > 2 and rng.random() < 0.5:
                    return Add((terms[0], Add(terms[1:])))
                return Add(tuple(rng.sample(terms, len(terms))))
            case Multiply(factors=(a, Add(terms=terms))):
                return Add(tuple(Multiply((a, t)) for t in terms))
            case Multiply(factors=factors):
                return Multiply(tuple(rng.sample(factors, len(factors))))
            case Divide(numerator=a, denominator=b):
                return Multiply((a, Power(b, Negate(ONE))))
            case Power(base=Constant(name="e"), exponent=x):
                return Call("exp", (x,))
            case Power(base=b, exponent=Number(value=2)):
                return Multiply((b, b))
            case Power(base=b, exponent=x):
                return Divide(Power(b, Add((x, TWO))), Power(b, TWO))
            case Call(function="log", arguments=(Divide(numerator=a, denominator=b),)):
                return Negate(Call("log", (Divide(b, a),)))
            case Call(function="log", arguments=(Power(base=b, exponent=x),)) if not isinstance(x, Number):
                return Multiply((x, Call("log", (b,))))
            case Call(function="exp", arguments=(Add(terms=terms),)):
                return Multiply(tuple(Call("exp", (t,)) for t in terms))
            case Call(function="sqrt", arguments=(x,)):
                return Power(x, Divide(ONE, TWO))
            case Call(function="Γ", arguments=(x,)):
                return Divide(Call("Γ", (Add((x, ONE)),)), x)
            case Call(function="ψ", arguments=(x,)):
                return Add((Call("ψ", (Add((x, ONE)),)), Negate(Divide(ONE, x))))
            case Summation(body=Add(terms=terms), index=i, lower=low, upper=high):
                return Add(tuple(Summation(t, i, low, high) for t in terms))
            case Summation(body=body, index="i", lower=low, upper=high):
                return Summation(renamed(body), "m", low, high)
            case Product(body=Multiply(factors=factors), index=i, lower=low, upper=high):
                return Multiply(tuple(Product(f, i, low, high) for f in factors))
            case Symbol():
                return Add((Divide(e, TWO), Divide(e, TWO)))
            case Number(value=int()):
                return Add((integer(e.value - 3), Number(3, "3")))
            case _:
                return Negate(Negate(e))


def renamed(e: Expression) -> Expression:
    """The body with index m for i, sums inside with an index i of their own left alone."""
    from derive.expressions import map_children

    if isinstance(e, (Summation, Product)) and e.index == "i":
        return e
    return Symbol("m") if e == Symbol("i") else map_children(renamed, e)


def check_rewriting(seed: int) -> str:
    """A rewritten tree is recognised as equal; a changed one is not, unless its value is the same."""
    rng = random.Random(seed)
    given, positive = setting(rng)
    tree = some_tree(rng)
    other = Rewriter(rng).tree(tree)
    changed = rng.random() < 0.3
    if changed:
        other = Wild(rng).tree(2) if rng.random() < 0.2 else Rewriter(rng).tree(swapped(rng, other))
    field = Field(given)
    equal = field.equal(tree, other)
    for _ in range(2):
        values, sample = point(rng, positive)
        try:
            a, b = tree_value(tree, values, sample), tree_value(other, values, sample)
        except Undefined:
            continue
        if equal:
            assert close(a, b, 15), (seed, tree, other, a, b)
        elif not changed and close(a, b, 15):
            return "missed"
        return "equal" if equal else "different"
    return "undefined"


def swapped(rng: random.Random, e: Expression) -> Expression:
    """The tree with one number, sign or symbol changed somewhere."""
    from derive.expressions import map_children

    def change(node: Expression) -> Expression:
        if isinstance(node, Symbol) and node.name in DOMAINS and rng.random() < 0.15:
            return Symbol(rng.choice(("θ", "λ")))
        if isinstance(node, Number) and rng.random() < 0.15:
            return Number(k := rng.randint(1, 4), str(k))
        if isinstance(node, Negate) and rng.random() < 0.15:
            return node.operand
        return map_children(change, node)

    return change(e)


CHECKS = {"value": check_value, "derivative": check_derivative, "rewriting": check_rewriting, "data": check_data,
          "sign": check_sign}


def run(kind: str, seeds: range) -> dict[str, int]:
    """How often each outcome came."""
    counts: dict[str, int] = {}
    with mpmath.workdps(50):
        for seed in seeds:
            outcome = CHECKS[kind](seed).split(":")[0]
            counts[outcome] = counts.get(outcome, 0) + 1
    return counts


@pytest.mark.parametrize("kind", CHECKS)
def test_random_trees(kind: str) -> None:
    counts = run(kind, range(300))
    assert counts.get("agreed", 0) + counts.get("equal", 0) > 60
    assert counts.get("missed", 0) <= 6


@pytest.mark.slow
@pytest.mark.parametrize("kind", CHECKS)
def test_many_random_trees(kind: str) -> None:
    counts = run(kind, range(1_000, 4_000))
    assert counts.get("missed", 0) <= 60


def test_sums_and_products_over_the_sample_are_covered() -> None:
    trees = [some_tree(random.Random(seed)) for seed in range(300)]
    kinds = {type(node) for tree in trees for node in _nodes(tree)}
    assert {Summation, Product, Call, Power, Indexed} <= kinds
    assert sample_sum(ONE) != sample_product(ONE)


def _nodes(tree: Expression) -> list[Expression]:
    from derive.expressions import walk

    return list(walk(tree))
