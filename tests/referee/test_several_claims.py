"""Near misses of the claims about several unknowns at once: what a plan could get wrong must be refused."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from derive.claims.claim import Claim
from derive.claims.maxima import BestDirection
from derive.claims.several import (
    Climbs,
    ConcaveInAll,
    ConcaveInForms,
    ConcaveInShapes,
    JointMaximum,
    JointNewton,
    JointRoot,
    JointSolutions,
    JointZero,
    MaximumUnderCondition,
    NewParameters,
    ReadBack,
    Reparametrised,
)
from derive.claims.zeros import Follows
from derive.domains import Domain
from derive.expressions import (
    ONE,
    TWO,
    ZERO,
    Add,
    Expression,
    Indicator,
    Negate,
    Relation,
    Several,
    Symbol,
    integer,
    rational,
    walk,
)
from derive.expressions import replace as put
from derive.notation.reader import Scope, read
from derive.plans import solve
from derive.problem import loads
from derive.records import replace
from derive.records import replace as with_fields
from derive.referee import NotProved, prove
from derive.steps import Derivation, Setting, Step

TWO_REAL = "\nparameters: {a: real, b: real}"
LOGIT = "model: y ~ Bernoulli(1/(1 + exp(-a - b x)))" + TWO_REAL
NUMERIC = LOGIT + "\ndata: {x: [0, 1, 2, 3, 4, 5], y: [0, 0, 1, 0, 1, 1]}"
APART = LOGIT + "\ndata: {x: [0, 1, 2, 3], y: [0, 0, 1, 1]}"
GROUPS = "model: y ~ Poisson(exp(a + b x))" + TWO_REAL + "\ndata: {x: [0, 0, 1, 1], y: [2, 4, 5, 7]}"
LINE = "model: y ~ Normal(a + b x, σ²)" + TWO_REAL
BAND = "model: x ~ Uniform(μ - δ, μ + δ)\nparameters: {μ: real, δ: positive}"
WIDE = "model: x ~ Logistic(μ, s)\ndata: [1.2, 0.7, 2.9, 1.6]"
SHAPES = "model: x ~ Beta(α, β)\ndata: [0.3, 0.6, 0.8]"
ZEROS = "likelihood: (w + (1-w) exp(-λ))^6 ((1-w) exp(-λ))^4 λ^9\nparameters: {w: 0 <= w < 1, λ: positive}"
TURNED = "model: x ~ VonMises(μ, κ)\ndata: [0.3, -0.5, 1.1, 0.2]"
LEVEL = LINE + "\ndata: {x: [2, 2, 2], y: [3, 4, 5]}"
TWICE = "model: y ~ Normal(a + b x + c z, 1)\nparameters: {a: real, b: real, c: real}\n" \
    "data: {x: [1, 2, 3], z: [2, 4, 6], y: [3, 5, 4]}"
SHARES = "model: (x, y, z) ~ Dirichlet(a, b, c)"
GIVEN = "model: (x, y, z) ~ Dirichlet(a, b, 2)"
TIED = "model: (x, y, z) ~ Dirichlet(a, a, b)"
GENES = "parameters: {p: 0 < p < 1, q: 0 < q < 1, r: 0 < r < 1}\nconstraints: [p + q + r = 1]\n"
BLOOD = f"model: x ~ Categorical(p^2 + 2 p r, q^2 + 2 q r, 2 p q, r^2)\n{GENES}" \
    "data: {counts: {A: 186, B: 38, AB: 13, O: 284}}"
B = Symbol("b")
SCOPE = Scope(names=frozenset(("a", "b", "μ_1", "μ_2", "σ²", "α", "β", "w", "λ", "π_0")), variables=frozenset("xy"))


def accepted(derivation: Derivation, k: int, step: Step, setting: Setting | None = None) -> bool:
    """Whether the derivation up to the changed step is proved."""
    try:
        prove((*derivation.steps[:k], step), setting or derivation.setting)
    except NotProved:
        return False
    return True


def place(text: str, kind: type[Claim], skip: int = 0) -> tuple[Derivation, int, Step]:
    derivation = solve(loads(text))
    found = [k for k, step in enumerate(derivation.steps) if isinstance(step.claim, kind)]
    return derivation, found[skip], derivation.steps[found[skip]]


def with_claim(**changes: object) -> Callable[[Step], Step]:
    return lambda step: replace(step, claim=with_fields(step.claim, **changes))


def with_line(change: Callable[[Expression], Expression]) -> Callable[[Step], Step]:
    return lambda step: replace(step, after=change(step.after))


def statement(k: int, change: Callable[[Relation], Expression]) -> Callable[[Step], Step]:
    def changed(line: Expression) -> Expression:
        assert isinstance(line, Several)
        parts = list(line.statements)
        assert isinstance(parts[k], Relation)
        parts[k] = change(parts[k])  # type: ignore[arg-type]
        return Several(tuple(parts), line.separator)

    return with_line(changed)


def last(value: str) -> Callable[[Relation], Expression]:
    return lambda r: Relation((*r.operands[:-1], read(value, SCOPE)), r.operators)


def says(change: Callable[[Expression], Expression]) -> Callable[[Relation], Expression]:
    return lambda r: Relation((r.operands[0], change(r.operands[1])), ("=",))


def on_support(line: Expression, condition: str) -> Expression:
    old = next(node for node in walk(line) if isinstance(node, Indicator))
    return put(line, old, Indicator(read(condition, SCOPE)))


def without_minus(line: Expression) -> Expression:
    assert isinstance(line, Relation)
    assert isinstance(line.operands[0], Negate)
    return Relation((line.operands[0].operand, line.operands[1]), ("<",))


def with_a_sum(line: Relation) -> Expression:
    taken_off = next(node for node in walk(line) if isinstance(node, Negate))
    return put(line, taken_off, taken_off.operand)


KINDS = [
    (NUMERIC, ConcaveInAll), (NUMERIC, JointNewton), (NUMERIC, JointZero), (NUMERIC, JointMaximum), (APART, Climbs),
    (GROUPS, NewParameters), (GROUPS, Reparametrised), (GROUPS, ReadBack),
    (BAND, NewParameters), (BAND, Reparametrised), (BAND, ReadBack),
    (ZEROS, NewParameters), (ZEROS, Reparametrised), (ZEROS, ReadBack), (TURNED, BestDirection),
    (LINE, JointRoot),
    (SHAPES, ConcaveInShapes), (SHARES, ConcaveInShapes), (GIVEN, ConcaveInShapes), (TIED, ConcaveInShapes),
    (LEVEL, JointSolutions), (TWICE, JointSolutions), (BLOOD, ConcaveInForms), (BLOOD, MaximumUnderCondition),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[f"{kind.__name__}-{k}" for k, (_, kind) in enumerate(KINDS)])
def test_what_is_right_is_accepted(text: str, kind: type[Claim]) -> None:
    derivation, k, step = place(text, kind)
    assert accepted(derivation, k, step)


def with_part(k: int, **changes: object) -> Callable[[Step], Step]:
    """A weight, form or slopes changed in one of the parts of the concavity."""
    places = ("weight", "form", "slopes")

    def changed(step: Step) -> Step:
        assert isinstance(step.claim, ConcaveInForms)
        parts = [list(part) for part in step.claim.parts]
        for name, value in changes.items():
            parts[k][places.index(name)] = value  # type: ignore[call-overload]
        return with_claim(parts=tuple(map(tuple, parts)))(step)

    return changed


X, UNIT = read("x_i", SCOPE), ONE
TWO_OF_THREE = Relation((Add((Symbol("p"), Symbol("q"))), ONE), ("=",))
BOX = ((Fraction(-3), Fraction(-2)), (Fraction(1), Fraction(2)))

REFUSED: list[tuple[str, str, type[Claim], Callable[[Step], Step]]] = [
    ("another weight", NUMERIC, ConcaveInAll, with_claim(weight=ONE)),
    ("another column", NUMERIC, ConcaveInAll, with_claim(columns=(UNIT, UNIT))),
    ("a column with a parameter", NUMERIC, ConcaveInAll, with_claim(columns=(UNIT, read("b x_i", SCOPE)))),
    ("one variable is left out", NUMERIC, ConcaveInAll, with_claim(variables=("a",))),
    ("directions that are parameters", NUMERIC, ConcaveInAll, with_claim(directions=("a", "b"))),
    ("the same direction twice", NUMERIC, ConcaveInAll, with_claim(directions=("u", "u"))),
    ("not negative", NUMERIC, ConcaveInAll, with_line(lambda r: Relation(r.operands, (">",)))),  # type: ignore[attr-defined]
    ("without the minus", NUMERIC, ConcaveInAll, with_line(without_minus)),
    ("nothing beside the squares", WIDE, ConcaveInAll, with_claim(beside=())),
    ("another square beside", WIDE, ConcaveInAll, with_claim(beside=(("a", read("n/b^2", SCOPE)),))),
    ("a square that is added", WIDE, ConcaveInAll, with_claim(beside=(("b", read("-n/b^2", SCOPE)),))),
    ("a square of what is no variable", WIDE, ConcaveInAll, with_claim(beside=(("c", read("n/b^2", SCOPE)),))),
    ("a wrong inverse", WIDE, NewParameters, statement(0, last("b/a"))),
    ("the sign of the location", WIDE, NewParameters, statement(0, last("-a/b"))),
    ("the scale left out", WIDE, Reparametrised, with_line(lambda r: put(r, read("n log b", SCOPE), UNIT))),
    ("a digit is wrong", WIDE, Follows, with_line(last("1.6"))),
    ("a digit is wrong", NUMERIC, JointNewton, statement(0, last("-2.00001"))),
    ("from elsewhere", NUMERIC, JointNewton, with_claim(start=(Fraction(0), Fraction(1, 10)))),
    ("slopes of nothing", NUMERIC, JointNewton, with_claim(concave=ONE)),
    ("a box beside the solution", NUMERIC, JointZero, with_claim(box=BOX)),
    ("a digit is wrong", NUMERIC, JointZero, statement(1, last("1.21402758586"))),
    ("the variables exchanged", NUMERIC, JointZero, with_claim(variables=("b", "a"))),
    ("another weight", BLOOD, ConcaveInForms, with_part(1, weight=integer(185))),
    ("a negative weight", BLOOD, ConcaveInForms, with_part(1, weight=Negate(integer(186)))),
    ("another form", BLOOD, ConcaveInForms, with_part(1, form=Symbol("p"))),
    ("other slopes", BLOOD, ConcaveInForms, with_part(1, slopes=(Fraction(1), Fraction(1), Fraction(0)))),
    ("a slope is missing", BLOOD, ConcaveInForms, with_part(1, slopes=(Fraction(1), Fraction(2)))),
    ("directions that are parameters", BLOOD, ConcaveInForms, with_claim(directions=("p", "q", "r"))),
    ("one variable is left out", BLOOD, ConcaveInForms, with_claim(variables=("p", "q"))),
    ("weakly", BLOOD, ConcaveInForms, with_line(lambda r: Relation(r.operands, ("≤",)))),  # type: ignore[attr-defined]
    ("a digit is wrong", BLOOD, MaximumUnderCondition, statement(0, last("0.213590939091"))),
    ("another multiplier", BLOOD, MaximumUnderCondition, with_claim(multiplier=integer(1041))),
    ("another condition", BLOOD, MaximumUnderCondition, with_claim(condition=TWO_OF_THREE)),
    ("no line of concavity", BLOOD, MaximumUnderCondition, with_claim(concave=ONE)),
    ("the variables exchanged", BLOOD, MaximumUnderCondition, with_claim(variables=("q", "p", "r"))),
    ("a digit is wrong", NUMERIC, JointMaximum, statement(1, last("1.21402758586"))),
    ("no line of concavity", NUMERIC, JointMaximum, with_claim(concave=ONE)),
    ("one variable is left out", NUMERIC, JointMaximum, with_claim(variables=("a",))),
    ("the other way", APART, Climbs, with_claim(direction=(Fraction(3), Fraction(-2)))),
    ("a way that some observations forbid", APART, Climbs, with_claim(direction=(Fraction(-1), Fraction(2)))),
    ("no way", APART, Climbs, with_claim(direction=(Fraction(0), Fraction(0)))),
    ("another slope", APART, Climbs, with_claim(slope=ONE)),
    ("the stand-in is a parameter", APART, Climbs, with_claim(name="a")),
    ("a wrong inverse", GROUPS, NewParameters, statement(1, last("log μ_2 + log μ_1"))),
    ("not onto", GROUPS, NewParameters, statement(1, last("log(1 + μ_2) - log μ_1"))),
    ("a wrong coefficient", GROUPS, Reparametrised, with_line(lambda r: put(r, TWO, integer(3)))),
    ("another line", GROUPS, Reparametrised, with_claim(by=ONE)),
    ("half of the width", BAND, NewParameters, statement(1, last("b - a"))),
    ("the ends exchanged", BAND, NewParameters, statement(1, last("(a - b)/2"))),
    ("another factor beside the indicators", BAND, Reparametrised, with_line(lambda r: put(r, ONE, TWO))),
    ("an end moved", BAND, Reparametrised, with_line(lambda r: on_support(r, "2 a <= x_i <= b"))),
    ("an end that does not belong to it", BAND, Reparametrised, with_line(lambda r: on_support(r, "a <= x_i < b"))),
    ("a wrong value", GROUPS, ReadBack, with_line(lambda r: put(r, integer(3), TWO))),
    ("a factor with the other sign", TURNED, BestDirection, with_claim(factor=Negate(Symbol("κ")))),
    ("another factor", TURNED, BestDirection, with_claim(factor=ONE)),
    ("sides of the point the wrong way round", TURNED, BestDirection,
     with_line(says(lambda e: with_fields(e, arguments=e.arguments[::-1])))),  # type: ignore[attr-defined,arg-type]
    ("the direction itself in the factor", TURNED, BestDirection, with_claim(factor=Symbol("μ"))),
    ("narrower without a word", ZEROS, NewParameters, with_claim(wider=False)),
    ("a wrong inverse beside λ", ZEROS, NewParameters, with_line(last("(π_0 - e^(-λ))/(1 + e^(-λ))"))),
    ("what the old ones lead out of", ZEROS, NewParameters,
     with_claim(forward=(("π_0", read("2 w + 2 (1 - w) e^(-λ)", SCOPE)),))),
    ("a wrong factor", ZEROS, Reparametrised, with_line(lambda r: put(r, integer(9), integer(8)))),
    ("a digit is wrong in the end", ZEROS, ReadBack, with_line(last("0.531298932936"))),
    ("another formula", ZEROS, ReadBack, with_line(lambda r: put(r, ONE, TWO))),
    ("not where the scores vanish", LINE, JointRoot, statement(0, says(lambda e: Negate(e)))),
    ("an estimate of an unknown", LINE, JointRoot, statement(1, says(lambda e: Symbol("b")))),
    ("no line of concavity", LINE, JointRoot, with_claim(concave=ONE)),
    ("another line", LEVEL, JointSolutions, with_line(lambda r: put(r, integer(4), integer(3)))),
    ("one point of it", LEVEL, JointSolutions, with_line(lambda r: Several((r, read("b = 0", SCOPE)), ","))),
    ("solved for nothing", LEVEL, JointSolutions, with_claim(combinations=())),
    ("another combination", LEVEL, JointSolutions, with_claim(combinations=((Fraction(1), Fraction(1)),))),
    ("no line of concavity", LEVEL, JointSolutions, with_claim(concave=ONE)),
    ("one variable is left out", LEVEL, JointSolutions, with_claim(variables=("a",))),
    ("half of the equations", TWICE, JointSolutions, with_line(lambda r: r.statements[0])),  # type: ignore[attr-defined]
    ("either one", TWICE, JointSolutions, with_line(lambda r: Several(r.statements, "or"))),  # type: ignore[attr-defined]
    ("a sum for a difference", SHAPES, ConcaveInShapes, statement(1, with_a_sum)),
    ("a shape is left out", SHARES, ConcaveInShapes, with_claim(variables=("a", "b"), times=(1, 1))),
    ("a shape counts twice", SHARES, ConcaveInShapes, with_claim(times=(1, 1, 2))),
    ("a shape beside them", SHARES, ConcaveInShapes, with_claim(rest=ONE)),
    ("above one", SHARES, ConcaveInShapes, statement(1, lambda r: Relation(r.operands, (">",)))),
    ("below two", SHARES, ConcaveInShapes, statement(1, lambda r: Relation((r.operands[0], TWO), ("<",)))),
    ("another shape is given", GIVEN, ConcaveInShapes, with_claim(rest=ONE)),
    ("the given shape is an unknown", GIVEN, ConcaveInShapes, with_claim(variables=("a",), times=(1,), rest=B)),
    ("a count that is none", TIED, ConcaveInShapes, with_claim(times=(0, 1))),
    ("the shapes counted once", TIED, ConcaveInShapes, with_claim(times=(1, 1))),
    ("one shape twice", SHAPES, ConcaveInShapes, with_claim(variables=("α", "α"))),
]


@pytest.mark.parametrize(
    ("text", "kind", "change"),
    [row[1:] for row in REFUSED],
    ids=[f"{kind.__name__}: {words}" for words, _, kind, _ in REFUSED],
)
def test_what_is_wrong_is_refused(text: str, kind: type[Claim], change: Callable[[Step], Step]) -> None:
    derivation, k, step = place(text, kind)
    changed = change(step)
    assert changed != step
    assert not accepted(derivation, k, changed)


def test_an_estimate_outside_of_the_domain_is_not_read_back() -> None:
    """The maximum over a wider domain is none where the parameter that belongs to it is not admissible."""
    derivation, k, step = place(ZEROS, ReadBack)
    domains = derivation.setting.domains
    narrower = with_fields(derivation.setting, domains={**domains, "w": Domain(rational(Fraction(3, 5)), ONE, True)})
    assert accepted(derivation, k, step)
    assert not accepted(derivation, k, step, narrower)


def test_columns_that_depend_on_each_other_make_nothing_strict() -> None:
    """Of x observed at one place only the weights are positive and the squares vanish in a direction."""
    derivation, k, step = place(NUMERIC, ConcaveInAll)
    column = derivation.setting.columns["x"]
    level = {**derivation.setting.columns, "x": replace(column, values=(Fraction(2),) * 6)}
    setting = replace(derivation.setting, columns=level)
    assert not accepted(derivation, k, step, setting)
    weakly = with_line(lambda r: Relation(r.operands, ("≤",)))(step)  # type: ignore[attr-defined]
    assert accepted(derivation, k, weakly, setting)


def test_a_wide_law_needs_no_columns_for_its_scale() -> None:
    """x observed at one place leaves n/b² for the direction in which the squares vanish; without it none is left."""
    derivation, k, step = place(WIDE, ConcaveInAll)
    level = {"x": replace(derivation.setting.columns["x"], values=(Fraction(2),) * 4)}
    assert accepted(derivation, k, step, replace(derivation.setting, columns=level))
    no_column = with_claim(columns=(ZERO, read("x_i", SCOPE)))(step)
    assert not accepted(derivation, k, no_column)


def test_a_domain_that_ends_stops_the_climb() -> None:
    derivation, k, step = place(APART, Climbs)
    domains = {**derivation.setting.domains, "b": Domain(upper=integer(5))}
    assert not accepted(derivation, k, step, replace(derivation.setting, domains=domains))


def test_the_box_has_to_lie_in_the_domain() -> None:
    derivation, k, step = place(NUMERIC, JointZero)
    domains = {**derivation.setting.domains, "b": Domain(lower=TWO)}
    assert not accepted(derivation, k, step, replace(derivation.setting, domains=domains))


@pytest.mark.parametrize(
    ("lower", "upper", "right"),
    [(0, 1, True), (0, None, True), (-1, 1, False), ("1/10", 1, False), (0, "1/2", False)],
)
def test_where_parameters_under_a_condition_may_be(lower: object, upper: object, right: bool) -> None:
    """From zero to where the condition ends, the ends included where the likelihood is zero there."""
    derivation, k, step = place(BLOOD, MaximumUnderCondition)
    low, high = (None if end is None else rational(Fraction(str(end))) for end in (lower, upper))
    domains = {**derivation.setting.domains, "p": Domain(low, high, True, high is not None)}
    assert accepted(derivation, k, step, replace(derivation.setting, domains=domains)) == right


def test_no_other_condition_may_restrict_the_maximum() -> None:
    derivation, k, step = place(BLOOD, MaximumUnderCondition)
    for sign, right in (("=", False), ("<", False)):
        line = Relation((Symbol("p"), Symbol("q")), (sign,))
        setting = replace(derivation.setting, given=(*derivation.setting.given, line))
        assert accepted(derivation, k, step, setting) == right


def test_a_closed_end_needs_another_argument() -> None:
    derivation, k, step = place(NUMERIC, JointMaximum)
    domains = {**derivation.setting.domains, "b": Domain(lower=integer(0), lower_closed=True)}
    assert not accepted(derivation, k, step, replace(derivation.setting, domains=domains))
