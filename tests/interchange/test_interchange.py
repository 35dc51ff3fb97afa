"""Expressions to sympy and back: equal in value both ways, and refusals that name what cannot be said."""

import random
from fractions import Fraction

import mpmath
import pytest
import sympy
from mpmath_values import value
from random_expressions import DOMAINS, random_expression
from sympy import Interval, Rational, S, Symbol

from derive import expressions as ex
from derive.domains import NON_NEGATIVE, POSITIVE, PROBABILITY, REAL, Domain
from derive.interchange import canonical_name, domain_of, from_sympy, interval_domain, symbols_of, to_sympy

THETA, MU, X_I = ex.Symbol("θ"), ex.Symbol("μ"), ex.observation("x")
OPEN_UNIT = PROBABILITY.interior()
POINT = {"θ": mpmath.mpf(3) / 8, "λ": mpmath.mpf(7) / 5, "μ": mpmath.mpf(-2) / 3, "σ²": mpmath.mpf(5) / 2, "n": 3}
SAMPLE = [mpmath.mpf(1) / 2, mpmath.mpf(2), mpmath.mpf(5) / 4]


def table():
    return symbols_of({"θ": OPEN_UNIT, "μ": REAL, "σ²": POSITIVE, "λ": POSITIVE}, {"x": POSITIVE})


def number(text):
    return ex.Number(Fraction(text), text)


def sympy_value(e, symbols):
    """The value of a sympy expression at POINT and SAMPLE, by sympy's substitution and mpmath's numbers."""
    x, n = symbols.sample("x"), symbols.named("n")
    e = sympy.sympify(e).subs(n, len(SAMPLE)).doit()
    e = e.xreplace({x[k]: Rational(str(v)) for k, v in enumerate(SAMPLE, 1)})
    return e.evalf(40, subs={symbols[name]: v for name, v in POINT.items() if name in symbols})


def agree(ours, theirs):
    return abs(ours - theirs) <= mpmath.mpf(10) ** -20 * (1 + abs(ours))


@pytest.fixture(autouse=True)
def forty_digits():
    with mpmath.workdps(40):
        yield


# ---- symbols -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("domain", "assumptions"), [
    (REAL, {"is_real": True, "is_positive": None}),
    (POSITIVE, {"is_positive": True}),
    (NON_NEGATIVE, {"is_nonnegative": True, "is_positive": None}),
    (PROBABILITY, {"is_nonnegative": True, "is_positive": None}),
    (OPEN_UNIT, {"is_positive": True}),
    (Domain(ex.integer(9), None, True, integer=True), {"is_integer": True, "is_positive": True}),
    (Domain(None, ex.ZERO), {"is_negative": True}),
    (Domain(ex.integer(-1), ex.ZERO, True, True), {"is_nonpositive": True, "is_negative": None}),
    (Domain(ex.Symbol("a"), None), {"is_real": True, "is_positive": None}),
])
def test_assumptions_are_what_the_domain_allows(domain, assumptions):
    symbol = symbols_of({"θ": domain})["θ"]
    assert {name: getattr(symbol, name) for name in assumptions} == assumptions


def test_a_problem_has_one_symbol_a_name():
    symbols = table()
    line = to_sympy(ex.Add((THETA, ex.Call("log", (THETA,)))), symbols)
    assert line.free_symbols == {symbols["θ"]}
    assert symbols["theta"] is symbols["θ"]
    assert list(symbols) == ["θ", "μ", "σ²", "λ"]
    assert symbols.named("σ") == sympy.sqrt(symbols["σ²"])
    assert symbols.sample("x")[symbols.index("i")].is_positive
    assert symbols["n"].is_integer
    assert symbols["n"] is symbols.named("n")
    assert symbols["n"].is_positive
    assert "a b" not in symbols
    assert "x" not in symbols


def test_the_users_own_symbols_stand_for_their_names():
    theta, x = Symbol("theta"), sympy.IndexedBase("x")
    symbols = symbols_of({"θ": OPEN_UNIT}, given=(theta, x, Symbol("x")))
    assert symbols["θ"] is theta
    assert symbols.sample("x") is x


@pytest.mark.parametrize(("name", "canonical"), [
    ("theta", "θ"), ("θ", "θ"), ("lambda", "λ"), ("lamda", "λ"), ("Gamma", "Γ"), ("µ", "μ"), ("ϕ", "φ"), ("ϵ", "ε"),
    ("p1", "p_1"), ("p_1", "p_1"), ("p₁", "p_1"), ("x_m", "x_m"), ("mu_1", "μ_1"), ("rate", "rate"), ("σ²", "σ²"),
])
def test_names_are_written_as_in_problem_files(name, canonical):
    assert canonical_name(name) == canonical


@pytest.mark.parametrize("name", [
    "a b", "os.system", "x()", "", "1x", "_", "θ\N{RIGHT-TO-LEFT OVERRIDE}x", "__class__",
])
def test_names_that_cannot_be_read_back_are_refused(name):
    with pytest.raises(ValueError, match="cannot be the name"):
        canonical_name(name)


# ---- out ---------------------------------------------------------------------------------------------------


def test_out_keeps_the_value_of_random_expressions():
    rng, symbols, seen = random.Random(20), symbols_of(DOMAINS, {"x": POSITIVE}), 0
    while seen < 120:
        e = random_expression(rng, 3)
        ours = value(e, POINT, {"x": SAMPLE})
        if abs(ours) > 1e12:
            continue
        theirs = sympy_value(to_sympy(e, symbols), symbols)
        assert agree(ours, theirs), (e, ours, theirs)
        seen += 1


@pytest.mark.parametrize(("function", "arguments"), [
    *((name, ("0.3",)) for name in (
        "log", "log2", "log10", "exp", "sqrt", "cbrt", "abs", "floor", "ceil", "sign", "sin", "cos", "tan", "asin",
        "acos", "atan", "sinh", "cosh", "tanh", "erf", "erfc", "Φ", "W", "Γ", "ψ", "factorial",
    )),
    ("log", ("0.3", "2")), ("ψ", ("1", "0.3")), ("max", ("0.3", "2")), ("min", ("0.3", "2")),
    ("root", ("0.3", "5")), ("B", ("0.3", "1.5")), ("binomial", ("7", "3")),
])
def test_every_function_has_its_value(function, arguments):
    e = ex.Call(function, tuple(map(number, arguments)))
    assert agree(value(e, {}), to_sympy(e, table()).evalf(40))


@pytest.mark.parametrize("function", ["mean", "min", "max", "median"])
def test_statistics_of_the_sample(function):
    symbols, e = table(), ex.Call(function, (ex.Symbol("x"),))
    out = to_sympy(e, symbols)
    assert out.atoms(sympy.IndexedBase)
    if function == "mean":
        assert agree(value(e, POINT, {"x": SAMPLE}), sympy_value(out, symbols))


def test_extremes_of_numbers_and_of_functions_of_the_sample():
    """One number is its own extreme; `max(−x)` is the last of the numbers −x in order."""
    symbols, opposite = table(), ex.Negate(ex.Symbol("x"))
    assert to_sympy(ex.Call("max", (ex.Negate(number("2")),)), symbols) == -2
    least, greatest = (to_sympy(ex.Call(name, (opposite,)), symbols) for name in ("min", "max"))
    assert str(greatest) == "-x_()[n]"
    assert str(least) == "-x_()[1]"


def test_the_mean_of_a_function_of_the_sample():
    symbols, e = table(), ex.Call("mean", (ex.Call("log", (ex.Symbol("x"),)),))
    assert agree(value(e, POINT, {"x": SAMPLE}), sympy_value(to_sympy(e, symbols), symbols))


def test_samples_of_any_size_are_sums_and_products():
    symbols = table()
    x, i, n, theta = symbols.sample("x"), symbols.index("i"), symbols.named("n"), symbols["θ"]
    assert to_sympy(ex.sample_sum(X_I), symbols) == sympy.Sum(x[i], (i, 1, n))
    assert to_sympy(ex.sample_product(ex.Power(THETA, X_I)), symbols) == sympy.Product(theta ** x[i], (i, 1, n))
    assert to_sympy(ex.observation("x", "n"), symbols) == x[n]


def test_the_derivative_of_a_log_likelihood_is_its_score():
    symbols = table()
    log_likelihood = ex.Add((
        ex.Negate(ex.Multiply((ex.Divide(ex.Symbol("n"), ex.TWO), ex.Call("log", (ex.Symbol("σ²"),))))),
        ex.Negate(ex.Divide(
            ex.sample_sum(ex.Power(ex.Add((X_I, ex.Negate(MU))), ex.TWO)), ex.Multiply((ex.TWO, ex.Symbol("σ²"))),
        )),
    ))
    score = ex.Divide(ex.sample_sum(ex.Add((X_I, ex.Negate(MU)))), ex.Symbol("σ²"))
    difference = sympy.diff(to_sympy(log_likelihood, symbols), symbols["μ"]) - to_sympy(score, symbols)
    assert sympy.simplify(difference) == 0


def test_statements_are_never_evaluated():
    symbols = table()
    theta = symbols["θ"]
    never = to_sympy(ex.Relation((ex.Divide(number("7"), THETA), ex.ZERO), ("=",)), symbols)
    assert isinstance(never, sympy.Eq)
    assert never.args == (7 / theta, 0)
    both = to_sympy(ex.Relation((ex.ZERO, THETA, ex.ONE), ("<", "<")), symbols)
    assert isinstance(both, sympy.And)
    assert set(both.args) == {
        sympy.StrictLessThan(0, theta, evaluate=False), sympy.StrictLessThan(theta, 1, evaluate=False)
    }
    same = to_sympy(ex.Relation((ex.Hat(THETA), number("0.7"), number("7/10")), ("=", "=")), symbols)
    assert {link.func for link in same.args} == {sympy.Eq}


@pytest.mark.parametrize(("shown", "holds"), [
    ("0.693", True), ("0.694", False), ("0.7", True), ("0.69314718056", True), ("0.6", False),
])
def test_a_rounded_value_says_how_far_it_may_be_off(shown, holds):
    claim = ex.Relation((ex.Call("log", (ex.TWO,)), number(shown)), ("≈",))
    assert bool(to_sympy(claim, table()).doit()) is holds


@pytest.mark.parametrize(("text", "exact", "claim"), [
    ("9.5×10^-7", "19/20000000", (1, 2**20)), ("70%", "7/10", (697, 1000)), ("1e-6", "1/1000000", (12, 10**7)),
])
def test_the_last_place_of_a_number_as_written(text, exact, claim):
    shown = ex.Number(Fraction(exact), text)
    assert bool(to_sympy(ex.Relation((ex.rational(Fraction(*claim)), shown), ("≈",)), table()).doit())


def test_both_signs_are_two_equations():
    e = ex.Relation((MU, ex.Add((ex.ONE, ex.PlusMinus(ex.TWO)))), ("=",))
    out = to_sympy(e, table())
    assert isinstance(out, sympy.Or)
    assert {link.rhs for link in out.args} == {3, -1}


def test_functions_of_the_problem_are_undefined_functions():
    symbols = table()
    theta = symbols["θ"]
    assert to_sympy(ex.Apply("L", (THETA,)), symbols) == sympy.Function("L")(theta)
    second = to_sympy(ex.Apply("ℓ", (THETA,), (), 2), symbols)
    assert second == sympy.Derivative(sympy.Function("ℓ")(theta), (theta, 2))
    assert str(to_sympy(ex.Apply("P", (ex.Text("cat"),)), symbols)) == "P(cat)"
    slope = to_sympy(ex.Derivative(ex.Symbol("NLL"), THETA), symbols)
    assert slope.doit() != 0


def test_sizes_are_bounded():
    nines, half = ex.integer(9**9), ex.integer(9**9 // 2)
    for e in (ex.Power(nines, nines), ex.Call("factorial", (nines,)), ex.Call("binomial", (nines, half))):
        assert isinstance(to_sympy(e, table()), (sympy.Pow, sympy.factorial, sympy.binomial))


# ---- back --------------------------------------------------------------------------------------------------


def test_back_and_forth_keeps_the_value_of_random_expressions():
    rng, symbols, seen = random.Random(21), symbols_of(DOMAINS, {"x": POSITIVE}), 0
    while seen < 120:
        theirs = to_sympy(random_expression(rng, 3), symbols)
        expected = sympy_value(theirs, symbols)
        if not expected.is_real or abs(expected) > 1e12:
            continue
        ours = value(from_sympy(theirs), POINT, {"x": SAMPLE})
        assert agree(ours, expected), theirs
        seen += 1


def written(e):
    """A compact form of a tree for the table below."""
    match e:
        case ex.Number() | ex.Symbol() | ex.Constant():
            return getattr(e, "text", getattr(e, "name", ""))
        case ex.Add(terms):
            return "+".join(map(written, terms)).replace("+-", "-")
        case ex.Negate(operand):
            return f"-{written(operand)}"
        case ex.Multiply(factors):
            return " ".join(f"({written(f)})" if isinstance(f, ex.Add) else written(f) for f in factors)
        case ex.Divide(above, below):
            return f"[{written(above)}]/[{written(below)}]"
        case ex.Power(base, exponent):
            return f"{f'({written(base)})' if isinstance(base, ex.Add) else written(base)}^{written(exponent)}"
        case ex.Call(function, arguments):
            return f"{function}({','.join(map(written, arguments))})"
    raise AssertionError(e)


theta, lam, k = Symbol("theta", positive=True), Symbol("lambda", positive=True), Symbol("k")


@pytest.mark.parametrize(("theirs", "ours"), [
    (7 / theta - 3 / (1 - theta), "[7]/[θ]-[3]/[1-θ]"),
    (8 * sympy.log(lam) - 5 * lam, "8 log(λ)-5 λ"),
    (theta**7 * (1 - theta) ** 3, "θ^7 (1-θ)^3"),
    (sympy.exp(-theta), "exp(-θ)"),
    (sympy.exp(1), "e"),
    (Rational(-3, 7) * theta, "-[3 θ]/[7]"),
    (1 / sympy.sqrt(theta), "[1]/[sqrt(θ)]"),
    (theta ** Rational(3, 2), "θ^[3]/[2]"),
    (sympy.loggamma(k), "log(Γ(k))"),
    (sympy.digamma(theta), "ψ(θ)"),
    (sympy.polygamma(1, theta), "ψ(1,θ)"),
    (sympy.Max(theta, 1), "max(1,θ)"),
    (sympy.binomial(10, k), "binomial(10,k)"),
    (sympy.factorial(k), "factorial(k)"),
    (sympy.Float("0.5") * 0 + theta, "θ"),
])
def test_sympy_is_written_as_a_person_writes(theirs, ours):
    assert written(from_sympy(theirs)) == ours


def test_statements_come_back():
    assert from_sympy(sympy.Eq(7 / theta, 3, evaluate=False)) == ex.Relation(
        (ex.Divide(number("7"), THETA), number("3")), ("=",))
    assert from_sympy(Symbol("θ̂")) == ex.Hat(THETA)
    assert from_sympy(sympy.Function("L")(theta)) == ex.Apply("L", (THETA,))


@pytest.mark.parametrize("bad", [
    0.5 * theta, theta**0.5, sympy.I * theta, sympy.airyai(3), S.NaN, S.ComplexInfinity,
    Symbol("a b"), sympy.Lambda(theta, theta), sympy.EulerGamma, sympy.Heaviside(k), S.true,
    sympy.Piecewise((1, theta < 1), (2, True)), sympy.IndexedBase("x")[1, 2], sympy.Integral(theta, theta),
])
def test_what_the_notation_cannot_say_is_refused(bad):
    with pytest.raises(ValueError, match=r".{10}"):
        from_sympy(bad)


def test_a_float_is_named_in_the_refusal():
    with pytest.raises(ValueError, match=r"0\.3.*Rational"):
        from_sympy(Symbol("x") ** 2 * 0.3)


@pytest.mark.parametrize("bad", ["theta", "__import__('os')", 3, None, 0.5])
def test_only_sympy_objects_come_in(bad):
    with pytest.raises(ValueError, match="a sympy expression is wanted"):
        from_sympy(bad)


# ---- domains -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("values", "domain"), [
    (Interval.open(0, 1), OPEN_UNIT),
    (Interval(0, 1), PROBABILITY),
    (Interval(0, sympy.oo), NON_NEGATIVE),
    (Interval.Lopen(0, 1), Domain(ex.ZERO, ex.ONE, False, True)),
    (S.Reals, REAL),
    (Interval(-sympy.oo, sympy.oo), REAL),
    (S.Naturals, Domain(ex.ONE, None, True, integer=True)),
    (S.Integers, Domain(integer=True)),
    (sympy.Range(3, 9), Domain(ex.integer(3), ex.integer(8), True, True, integer=True)),
])
def test_sets_become_domains(values, domain):
    assert interval_domain(values) == domain


@pytest.mark.parametrize("values", [
    S.Complexes, sympy.FiniteSet(1, 2), Interval(0, 1) | Interval(2, 3), S.EmptySet, sympy.Range(0, 9, 2),
])
def test_other_sets_are_refused(values):
    with pytest.raises(ValueError, match="no domain"):
        interval_domain(values)


@pytest.mark.parametrize(("symbol", "domain"), [
    (Symbol("t", positive=True), POSITIVE),
    (Symbol("t", nonnegative=True), NON_NEGATIVE),
    (Symbol("t", real=True), REAL),
    (Symbol("t", negative=True), Domain(None, ex.ZERO)),
    (Symbol("t", integer=True), Domain(integer=True)),
])
def test_assumptions_become_domains(symbol, domain):
    assert domain_of(symbol) == domain


def test_a_symbol_that_may_be_complex_has_no_domain():
    with pytest.raises(ValueError, match=r"Interval\.open"):
        domain_of(Symbol("t"))
