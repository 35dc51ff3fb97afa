"""Claims about expectations and information: what one observation tells on average, and what the sample told.

That Σ f = 1 (or ∫ f = 1) for every parameter gives identities: the score has expectation zero, and so has the
derivative of a score plus the product of two scores. They hold where the law is
differentiable in its parameters and where its support is free of them. What a claim says of an expectation is proved
by these alone, as an equation between functions of the observation.
"""

from __future__ import annotations

from typing import NamedTuple

from flint import arb

from ..balls import Undefined, enclose
from ..claims.information import (
    AtEstimate,
    CellInformation,
    Expectation,
    Identity,
    Information,
    LogDensity,
    Observed,
    OwnCount,
    Weights,
)
from ..claims.values import Logarithm
from ..expressions import (
    ONE,
    Add,
    Apply,
    Call,
    Derivative,
    Expression,
    Hat,
    Indexed,
    Indicator,
    Multiply,
    Negate,
    Product,
    Relation,
    Summation,
    Symbol,
    map_children,
    replace,
    walk,
)
from ..steps import Verified, value_of
from .case import Case, Checks
from .function_values import rounds
from .heights import with_estimates, without_hats
from .record import Established
from .refusal import Refused
from .search import has_kind
from .slopes import has_rational_slope
from .smoothness import require_smooth
from .values import established

__all__ = [
    "CHECKS", "at_values", "ball_of", "hatted", "has_data", "is_log_likelihood",
    "named_line",
    "parameters_of_likelihood",
]


BITS = 256
OBSERVATION = "x of density"
"""A name that no problem has."""

INFORMATION = Information, Observed, CellInformation, OwnCount


class _Law(NamedTuple):
    """Of a sample: its variable, the density of an observation, the letter of its index, and the size."""

    variable: str
    density: Expression
    letter: str
    size: Expression


def _laws(case: Case) -> dict[str, _Law]:
    """The laws of the samples, from the given line that says what the likelihood is. Raises Refused."""
    for line in case.setting.given:
        if isinstance(line, Relation) and line.operators == ("=",) and _is_call(line.operands[0], "L"):
            whole = case.meaning.unfold(line.operands[1])
            products = whole.factors if isinstance(whole, Multiply) else (whole,)
            laws = [_law(case, product) for product in products]
            if len({law.variable for law in laws}) == len(laws):
                return {law.variable: law for law in laws}
    raise Refused("the likelihood is not given as a product over samples")


def _variables_with_a_law(case: Case) -> set[str]:
    """Those of given lines `f(x | θ) = …`; what else is observed are covariates."""
    found = set()
    for line in case.setting.given:
        first = line.operands[0] if isinstance(line, Relation) else None
        if isinstance(first, Apply) and first.function != "L" and len(first.arguments) == 1:
            found |= {argument.name for argument in first.arguments if isinstance(argument, Symbol)}
    return found & case.setting.supports.keys()


def _is_call(e: Expression, name: str) -> bool:
    return isinstance(e, Apply) and e.function == name


def _law(case: Case, product: Expression) -> _Law:
    if not isinstance(product, Product) or product.lower != ONE:
        raise Refused("the likelihood is not a product over the sample")
    if has_kind(product.body, Indicator):
        raise Refused("the support moves with a parameter: the score identity does not hold")
    variables = {node.base for node in walk(product.body) if isinstance(node, Indexed)} & _variables_with_a_law(case)
    if len(variables) != 1:
        raise Refused("not the law of one variable")
    return _Law(variables.pop(), product.body, product.index, product.upper)


def _require_regular(case: Case, law: _Law, name: str) -> None:
    """The density, which is positive where observations can be, is differentiable in the parameter; so is its log."""
    require_smooth(case.meaning, law.density, name, has_data(case))


def _score(law: _Law, name: str) -> Expression:
    return Derivative(Call("log", (law.density,)), Symbol(name))


def _identity(case: Case, law: _Law, names: Identity) -> Expression:
    """A function of the observation with expectation zero. Raises Refused."""
    if isinstance(names, Expression):
        return _by_parts(case, law, names)
    for name in names:
        if name not in case.setting.domains or name in case.setting.values:
            raise Refused(f"{name} is no parameter")
        _require_regular(case, law, name)
    if len(names) == 1:
        return _score(law, names[0])
    if len(names) != 2:
        raise Refused("an identity of one or two parameters")
    first, second = (_score(law, name) for name in names)
    return Add((Derivative(first, Symbol(names[1])), Multiply((first, second))))


def _by_parts(case: Case, law: _Law, h: Expression) -> Expression:
    """h′ + h ∂ log f/∂x for a law on the whole line and h = 1 or h = x. Raises Refused.

    Where the slope of log f is a rational function of x it has one sign far out, so that f falls there; and of what
    falls and has a finite integral, x f tends to zero.
    """
    support = case.setting.supports[law.variable]
    x, t = Indexed(law.variable, Symbol(law.letter)), Symbol(OBSERVATION)
    if support.integer or support.lower is not None or support.upper is not None or h not in (ONE, x):
        raise Refused("integration by parts is known for 1 and x on the whole line only")
    density = replace(law.density, x, t)
    require_smooth(case.meaning, density, OBSERVATION, has_data(case))
    if not has_rational_slope(density, OBSERVATION):
        raise Refused("x f is not proved to fall to zero")
    slope = Derivative(Call("log", (density,)), t)
    return slope if h == ONE else Add((ONE, Multiply((t, slope))))


def _require_expectation(case: Case, law: _Law, e: Expression, value: Expression, weights: Weights) -> None:
    """Proves E e = value."""
    for free in (value, *(weight for _, weight in weights)):
        if any(isinstance(node, Indexed) and node.base == law.variable for node in walk(case.meaning.unfold(free))):
            raise Refused("a weight, or the expectation, holds the observation")
    parts = [Multiply((weight, _identity(case, law, names))) for names, weight in weights]
    whole = Add((value, *parts)) if parts else value
    if any(isinstance(names, Expression) for names, _ in weights):  # a derivative for the observation needs a symbol
        x, t = Indexed(law.variable, Symbol(law.letter)), Symbol(OBSERVATION)
        e, whole = replace(case.meaning.unfold(e), x, t), replace(whole, x, t)
    case.equal(e, whole)


def log_density(case: Case) -> Established:
    """`log f(x_i | θ) = …`."""
    claim = case.claim
    assert isinstance(claim, LogDensity)
    law, line = _laws(case).get(claim.sample), case.after
    first = line.operands[0] if isinstance(line, Relation) else None
    if law is None or not isinstance(line, Relation) or not isinstance(first, Call) or first.function != "log":
        raise Refused("not the logarithm of the law of a sample")
    if case.meaning.unfold(first) != Call("log", (law.density,)):
        raise Refused("not the law of an observation")
    case.meaning.defined.accept(first)
    case.follow(line, first, False, True)
    return established(case)


def expectation(case: Case) -> Established:
    """`E(g) = v`."""
    claim = case.claim
    assert isinstance(claim, Expectation)
    line = case.after
    law = _laws(case).get(claim.sample)
    if law is None or not isinstance(line, Relation) or not _is_call(line.operands[0], "E"):
        raise Refused("not an expectation under the law of a sample")
    first = line.operands[0]
    assert isinstance(first, Apply)
    if len(first.arguments) != 1 or first.given or first.primes:
        raise Refused("not an expectation")
    _require_expectation(case, law, first.arguments[0], line.operands[1], claim.weights)
    case.follow(line, line.operands[1], False, True)
    return established(case, slopes=None)


def information(case: Case) -> Established:
    """`I(θ) = formula`."""
    claim = case.claim
    assert isinstance(claim, Information)
    line = named_line(case, "I", claim.first, claim.second)
    laws = _laws(case)
    if sorted(variable for variable, _, _ in claim.parts) != sorted(laws):
        raise Refused("there has to be one share for each sample")
    shares = []
    for variable, value, weights in claim.parts:
        law = laws[variable]
        curvature = Negate(Derivative(_score(law, claim.first), Symbol(claim.second)))
        _require_regular(case, law, claim.first)
        _require_regular(case, law, claim.second)
        _require_expectation(case, law, curvature, value, weights)
        varies = has_kind(case.meaning.unfold(value), Indexed)
        share = Summation(value, law.letter, ONE, law.size) if varies else Multiply((law.size, value))
        shares.append(share)
    total = shares[0] if len(shares) == 1 else Add(tuple(shares))
    for operator, operand in zip(line.operators, line.operands[1:], strict=True):
        case.link(operator, total, operand)
    return established(case, slopes=None)


def named_line(case: Case, letter: str, first: str, second: str) -> Relation:
    """The new line, which begins with `I(θ)`, or `I(θ, η)`."""
    names = (Symbol(first), Symbol(second))
    line = case.after
    if not isinstance(line, Relation) or line.operators[0] != "=":
        raise Refused("the line does not say what the information is")
    if line.operands[0] not in (Apply(letter, names), *((Apply(letter, names[:1]),) if first == second else ())):
        raise Refused("the name at the left does not fit")
    return line


def observed(case: Case) -> Established:
    """`J(θ) = −∂²ℓ/∂θ²`."""
    claim = case.claim
    assert isinstance(claim, Observed)
    line = named_line(case, "J", claim.first, claim.second)
    before = case.start()
    if not is_log_likelihood(before):
        raise Refused("the line before is not the log-likelihood")
    for name in (claim.first, claim.second):
        require_smooth(case.meaning, before.value, name, False)
    slope = Derivative(before.value, Symbol(claim.first))
    curvature = Negate(Derivative(slope, Symbol(claim.second)))
    for operator, operand in zip(line.operators, line.operands[1:], strict=True):
        case.link(operator, curvature, operand)
    return established(case, slopes=None)


def is_log_likelihood(known: Established | None) -> bool:
    """Whether the line is the logarithm of the likelihood, as it stands or with a constant named."""
    if known is None or known.is_equation or known.slopes != () or known.sign != 1:
        return False
    while known is not None and not isinstance(known.claim, Logarithm):
        known = known.source
    return known is not None


# ---- at the estimate ---------------------------------------------------------------------------------------


def hatted(e: Expression, names: frozenset[str]) -> Expression:
    """The expression with a hat on each parameter."""
    if isinstance(e, Symbol):
        return Hat(e) if e.name in names else e
    return map_children(lambda child: hatted(child, names), e)


def parameters_of_likelihood(case: Case) -> frozenset[str]:
    """The arguments of L, as the given line names them. Raises Refused."""
    for line in case.setting.given:
        if isinstance(line, Relation) and _is_call(line.operands[0], "L"):
            name = line.operands[0]
            assert isinstance(name, Apply)
            return frozenset(argument.name for argument in name.arguments if isinstance(argument, Symbol))
    raise Refused("the likelihood is not given")


def has_data(case: Case) -> bool:
    """Whether the sample is that of the setting."""
    return bool(case.setting.columns or case.setting.statistics or case.setting.size)


def at_values(case: Case, formula: Expression, operand: Expression) -> tuple[Expression, Expression]:
    """A formula of estimates and what it is said to be, both free of hats: as functions of the parameters where the
    second still holds hats, else with the exact estimates put in. Raises Refused where one is an enclosure only."""
    if has_kind(operand, Hat):
        return without_hats(formula), without_hats(operand)
    exact = case.meaning.unfold(formula)
    if has_kind(exact, Hat):
        raise Refused("an estimate has no exact value")
    return exact, operand


def at_estimate(case: Case) -> Established:
    """`I(θ̂) = … ≈ …`."""
    before = case.start()
    if not isinstance(before.claim, INFORMATION) or not isinstance(before.line, Relation):
        raise Refused("the line before does not say what the information is")
    line = case.after
    names = parameters_of_likelihood(case)
    formula = hatted(value_of(before.line), names)
    if not isinstance(line, Relation) or line.operands[0] != hatted(before.line.operands[0], names):
        raise Refused("the name at the left does not fit")
    exact = None
    for operator, operand in zip(line.operators, line.operands[1:], strict=True):
        if operator == "≈":
            value = with_estimates(case, formula) if exact is None else ball_of(case, exact)
            if not rounds(value, operand):
                raise Refused("the decimal is not the value rounded to the digits that it shows")
            case.note(Verified.ENCLOSED)
        elif operator != "=":
            raise Refused("what the information is at the estimate, is an equation")
        else:
            case.equal(*at_values(case, formula, operand), has_data(case))
            exact = None if has_kind(operand, Hat) else operand
    return established(case, slopes=None)


def ball_of(case: Case, e: Expression) -> arb:
    """The value of an expression in numbers. Raises Refused."""
    try:
        return enclose(e, {}, case.setting, BITS)
    except Undefined as why:
        raise Refused(f"no value: {why}") from None


CHECKS: Checks = {
    LogDensity: log_density,
    Expectation: expectation,
    Information: information,
    Observed: observed,
    AtEstimate: at_estimate,
}
