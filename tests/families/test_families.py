"""Each family: found by name, its density one in sum, its support and domains as the textbooks have them."""

import subprocess
import sys
from itertools import pairwise

import numpy
import pytest
from scipy import integrate, special

from derive.expressions import (
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Indicator,
    Multiply,
    Negate,
    Number,
    Power,
    Relation,
    Symbol,
    free_symbols,
)
from derive.families.family import Family
from derive.families.intervals import DomainError, read_domain
from derive.families.registry import families, family, names, suggestion
from derive.families.written import density_of, domain_of, support_of
from derive.notation.plain import plain
from derive.notation.reader import Scope, read_expression, read_statement
from derive.problem.ranges import in_words, rational_value

FUNCTIONS = {
    "log": numpy.log, "exp": numpy.exp, "sqrt": numpy.sqrt, "abs": abs, "Γ": special.gamma, "B": special.beta,
    "factorial": special.factorial, "binomial": special.binom,
    "ζ": special.zeta, "I_0": special.i0, "cos": numpy.cos,
}


def value(e: Expression, at: dict[str, float]) -> numpy.float64:
    """The number that an expression is: an evaluator of its own, so that no code of the package is trusted."""
    match e:
        case Number():
            return numpy.float64(e.value)
        case Symbol():
            return numpy.float64(at[e.name])
        case Constant():
            return numpy.float64({"π": numpy.pi, "e": numpy.e}[e.name])
        case Add():
            return sum(value(t, at) for t in e.terms)
        case Multiply():
            return numpy.prod([value(f, at) for f in e.factors])
        case Negate():
            return -value(e.operand, at)
        case Divide():
            return value(e.numerator, at) / value(e.denominator, at)
        case Power():
            return value(e.base, at) ** value(e.exponent, at)
        case Indicator():
            assert isinstance(e.condition, Relation)
            left, right = (value(side, at) for side in e.condition.operands)
            return numpy.where(left == right, 1.0, 0.0)
        case Call():
            return FUNCTIONS[e.function](*(value(a, at) for a in e.arguments))
    raise TypeError(type(e))


# Two sets of arguments each.
ARGUMENTS = {
    "Bernoulli": ["1/3", "4/5"], "Binomial": ["5, 1/3", "8, 3/4"], "Geometric": ["1/3", "4/5"],
    "Poisson": ["2", "7/2"], "Exponential": ["2", "1/3"], "Normal": ["1, 2", "-3, 1/2"],
    "NegativeBinomial": ["3, 1/2", "5/2, 2/3"], "Uniform": ["-1, 2", "3, 5"], "Laplace": ["1, 2", "0, 1/2"],
    "Pareto": ["2, 3", "1/2, 5"], "Weibull": ["2, 3", "3/2, 1"], "Lognormal": ["0, 1", "1, 1/4"],
    "Rayleigh": ["2", "1/2"], "Gamma": ["2, 3", "7/2, 1/2"], "InverseGaussian": ["1, 2", "3, 1"],
    "Hypergeometric": ["12, 5, 4", "9, 8, 3"], "Beta": ["2, 3", "3/2, 5/2"], "Cauchy": ["1, 2", "0, 1/2"],
    "Logistic": ["1, 2", "0, 1/2"], "Gumbel": ["1, 2", "0, 1/2"], "Maxwell": ["2", "1/2"], "HalfNormal": ["2", "1/2"],
    "DiscreteUniform": ["5", "9", "2, 7", "-3, 0"], "Logarithmic": ["1/3", "2/3"], "Borel": ["1/3", "1/2"],
    "YuleSimon": ["9", "12"], "VonMises": ["0, 1", "1/2, 3"],
    "Zeta": ["9", "12"], "ZeroTruncatedPoisson": ["1/2", "3"],
    "ZeroInflatedPoisson": ["1/3, 2", "1/10, 1/2"], "ChiSquared": ["3", "9/2"],
    "InverseGamma": ["3, 2", "7/2, 1/2"], "Levy": ["1", "1/3", "-1, 2", "2, 1/2"], "Nakagami": ["1, 2", "5/2, 3"],
    "Frechet": ["3, 2", "4, 1/2"], "Gompertz": ["1, 2", "1/2, 1/2"], "Lomax": ["5, 2", "6, 1/2"],
    "Burr": ["3, 2", "2, 5/2", "3, 2, 1/2", "5/2, 3, 2"], "PowerFunction": ["3", "3/2", "3, 2", "5/2, 1/2"],
    "Kumaraswamy": ["2, 3", "3/2, 5/2"], "Lindley": ["1", "1/2"], "LogitNormal": ["0, 1", "1, 2"],
    "AsymmetricLaplace": ["1, 2, 1/3", "0, 1/2, 3/4"], "StudentT": ["5", "9", "7, 1", "5, 1, 2", "8, -1, 1/2"],
    "HyperbolicSecant": ["1, 2", "0, 1/2"], "Erlang": ["1, 2", "3, 1/2"], "ShiftedExponential": ["1, 2", "-1, 1/2"],
}
SPELLED = [(f, f"{f.name}") for f in families()] + [
    (other, f"{f.name} with {key}") for f in families() for key, other in f.spellings
]
ROWS = [
    pytest.param(f, text, id=f"{name}({text})")
    for f, name in SPELLED
    if not f.categorical and not f.beside
    for text in ARGUMENTS[f.name]
    if text.count(",") + 1 == len(f.parameters)
]


@pytest.mark.parametrize(("member", "text"), ROWS)
def test_density_is_one_in_sum(member: Family, text: str) -> None:
    arguments = tuple(read_expression(part) for part in text.split(","))
    density = density_of(member, "x", arguments)
    support = support_of(member, "x", arguments)
    lower = None if support.lower is None else rational_value(support.lower)
    upper = None if support.upper is None else rational_value(support.upper)
    if member.name == "VonMises":  # over one turn
        lower, upper = -numpy.pi, numpy.pi
    with numpy.errstate(all="ignore"):
        if member.discrete:
            last = 160 if upper is None else int(upper)
            total = sum(value(density, {"x": k}) for k in range(int(lower or 0), last + 1))
        else:
            ends = [-numpy.inf if lower is None else float(lower), numpy.inf if upper is None else float(upper)]
            ends[1:1] = [point for point in (-3.0, 0.0, 1.0, 4.0) if ends[0] < point < ends[1]]
            parts = pairwise(ends)  # ∞/∞ far out in a tail counts as zero
            total = sum(integrate.quad(lambda x: numpy.nan_to_num(value(density, {"x": x})), *p)[0] for p in parts)
    assert abs(total - 1) < 1e-6
    assert support.integer == member.discrete


def test_the_density_of_a_pair_is_one_in_sum() -> None:
    member = family("BivariateNormal")
    assert member is not None
    arguments = tuple(read_expression(part) for part in ("1", "-1", "2", "1/2", "-3/5"))
    density = density_of(member, "x", arguments, ("y",))
    total, _ = integrate.dblquad(lambda y, x: value(density, {"x": x, "y": y}), -8, 10, -6, 4)
    assert abs(total - 1) < 1e-6


@pytest.mark.parametrize("text", ["2, 3", "2, 3/2, 4", "3, 2, 1, 5/2"])
def test_the_density_of_shares_is_one_in_sum(text: str) -> None:
    """Over all shares that leave something for the last one."""
    first = family("Dirichlet")
    assert first is not None
    arguments = tuple(read_expression(part) for part in text.split(","))
    spelled = {len(f.parameters): f for f in (first, *(f for _, f in first.spellings))}
    member = spelled[len(arguments)]
    names = ("x", *(name for name, _ in member.beside))
    density = density_of(member, "x", arguments, names[1:])

    def inner(*shares: float) -> float:
        left = 1 - sum(shares)
        if len(shares) == len(names) - 1:
            return float(value(density, dict(zip(names, (*shares, left), strict=True))))
        return float(integrate.quad(lambda x: inner(*shares, x), 0, left, epsabs=1e-7, limit=30)[0])

    assert abs(inner() - 1) < 1e-5


def test_every_family_has_arguments_here() -> None:
    spelled = {(f.name, len(f.parameters)) for f, _ in SPELLED if not f.categorical and not f.beside}
    assert spelled == {(name, text.count(",") + 1) for name, texts in ARGUMENTS.items() for text in texts}


LOOKS = [
    ("Bernoulli", "θ", "θ^x (1-θ)^(1-x)"), ("Binomial", "m, p", "C(m, x) p^x (1-p)^(m-x)"),
    ("Geometric", "p", "(1-p)^(x-1) p"), ("Poisson", "λ", "λ^x e^(-λ)/x!"), ("Exponential", "λ", "λ e^(-λ x)"),
    ("Normal", "μ, σ²", "1/sqrt(2πσ²) e^(-(x-μ)^2/(2σ²))"),
]


@pytest.mark.parametrize(("name", "arguments", "look"), LOOKS)
def test_looks(name: str, arguments: str, look: str) -> None:
    found = family(name)
    assert found is not None
    scope = Scope(frozenset(("x", "σ²", "θ", "p", "m", "λ", "μ")))
    density = density_of(found, "x", tuple(read_expression(a, scope) for a in arguments.split(",")))
    assert density == read_expression(look, scope)


def test_arguments_are_put_in_at_once() -> None:
    """A parameter of the problem may be called like another of the family, or like the variable of its formula."""
    normal = family("Normal")
    assert normal is not None
    density = density_of(normal, "y", (Symbol("x"), Symbol("μ")))
    assert density == read_expression("1/sqrt(2πμ) e^(-(y-x)^2/(2μ))", Scope(frozenset("xyμ")))


@pytest.mark.parametrize(("member", "label"), [pytest.param(*row, id=row[1]) for row in SPELLED])
def test_what_a_file_says(member: Family, label: str) -> None:
    """Every family is complete, and names in its texts are its own."""
    assert member.source.startswith("https://")
    beside = tuple(name for name, _ in member.beside)
    own = {p.name for p in member.parameters} | {"x", *beside}
    symbols = tuple(Symbol(p.name) for p in member.parameters)
    if not member.categorical:
        assert free_symbols(density_of(member, "x", symbols, beside)) <= own
    support_of(member, "x", symbols)
    for parameter in member.parameters:
        domain_of(parameter, member, symbols)
        assert parameter.role in {
            "probability", "location", "scale", "variance", "rate", "shape", "count", "end", "correlation"}
    for name, text in member.estimate:
        assert name in own
        read_expression(text, Scope(frozenset(own - {"x", *beside}), frozenset({"x", *beside})))


def test_names() -> None:
    assert {"Bernoulli", "NegativeBinomial", "HalfNormal", "Categorical", "Multinomial"} <= set(names())
    assert [f.name for f in families()] == list(names())
    assert family("Registry") is None
    assert family("bernoulli") is None


@pytest.mark.parametrize(("typed", "meant"), [
    ("Bernouli", "Bernoulli"), ("gaussian", "Normal"), ("LogNormal", "Lognormal"),
    ("Negative_Binomial", "NegativeBinomial"),
    ("Unif", "Uniform"), ("Qwerty", None),
])
def test_suggestion(typed: str, meant: str | None) -> None:
    assert suggestion(typed) == meant


def test_only_the_family_that_is_used_is_imported() -> None:
    code = ("import sys; from derive.families.registry import family, names; names(); family('Poisson'); "
            "print(sum(m.startswith('derive.families.') for m in sys.modules))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) <= 3  # family, registry, poisson


DOMAINS = [
    ("real", "real"), ("positive", "a > 0"), ("negative", "a < 0"), ("non-negative", "a ≥ 0"),
    ("probability", "0 ≤ a ≤ 1"), ("integer", "integer"), ("positive integer", "integer a ≥ 1"),
    ("integer >= 9", "integer a ≥ 9"), ("integer, a > 2", "integer a > 2"),
    ("integer 0 <= a <= m", "integer 0 ≤ a ≤ m"),
    ("0 < a < 1", "0 < a < 1"), ("1 ≥ a > 0", "0 < a ≤ 1"), ("a > -1", "a > −1"), ("2 < a", "a > 2"),
    (">= 3", "a ≥ 3"),
    ("a ∈ [0, 1)", "0 ≤ a < 1"), ("a in (0, ∞)", "a > 0"), ("[0, 1]", "0 ≤ a ≤ 1"), ("(-∞, m]", "a ≤ m"),
    ("-∞ < a < ∞", "real"), ("0 < a < m", "0 < a < m"),
]


@pytest.mark.parametrize(("text", "expected"), DOMAINS)
def test_domains(text: str, expected: str) -> None:
    scope = Scope(frozenset(("a", "m")))
    assert in_words(read_domain(text, "a", lambda part: read_statement(part, scope)), "a") == expected


@pytest.mark.parametrize("text", [
    "a", "7", "0 < m < 1", "a < a", "a = 3", "a ≠ 0", "0 < a < 1 < m", "a < 1 > 0", "a + 1 > 0",
])
def test_no_domains(text: str) -> None:
    scope = Scope(frozenset(("a", "m")))
    with pytest.raises(DomainError):
        read_domain(text, "a", lambda part: read_statement(part, scope))




@pytest.mark.parametrize(("probability", "other"), [("0.35", "0.65"), ("7/20", "13/20"), ("1/3", "2/3")])
def test_a_difference_is_written_as_its_terms_are(probability: str, other: str) -> None:
    law = density_of(family("Binomial"), "x", (Symbol("m"), read_expression(probability)))
    assert f"{other}^(m − x)" in plain(law).replace("(13/20)", "13/20").replace("(2/3)", "2/3")
