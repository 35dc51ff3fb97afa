"""The known functions on rationals, balls and series: each checks its domain and raises Undefined outside.

FLINT returns NaN outside a domain, without a word, and NaN overlaps everything; so nothing here trusts it to say no.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import acb, arb, arb_series, fmpq, fmpz

from .quantities import Quantity, Undefined, add, ball, divide, integer_of, multiply, power

__all__ = ["ARGUMENTS", "FUNCTIONS"]

LARGEST_EXACT = 1000
"""Factorials and binomial coefficients of larger numbers are balls."""


def _smooth(x: Quantity) -> arb | arb_series:
    """A rational becomes a ball."""
    return arb(x) if isinstance(x, fmpq) else x


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise Undefined(what)


# ---- exponentials and roots ----------------------------------------------------------------------------


def log(x: Quantity, base: Quantity | None = None) -> Quantity:
    """The natural logarithm, or the one to the base."""
    if base is not None:
        return divide(log(x), log(base))
    if x == 1:
        return fmpq(0)
    _require(ball(x) > 0, "the logarithm of what may not be positive")
    return _smooth(x).log()


def log2(x: Quantity) -> Quantity:
    """log x / log 2."""
    return divide(log(x), log(fmpq(2)))


def log10(x: Quantity) -> Quantity:
    """log x / log 10."""
    return divide(log(x), log(fmpq(10)))


def exp(x: Quantity) -> Quantity:
    """e^x."""
    return fmpq(1) if isinstance(x, fmpq) and x == 0 else _smooth(x).exp()


def sqrt(x: Quantity) -> Quantity:
    """The square root of what is certainly not negative."""
    if isinstance(x, arb_series):
        _require(x[0] > 0, "the square root of what may not be positive")
    else:
        _require(ball(x) >= 0, "the square root of what may be negative")
    return _smooth(x).sqrt()


def root(x: Quantity, degree: Quantity) -> Quantity:
    """The real root; of a negative number where the degree is odd."""
    n = integer_of(degree)
    if n is None or n < 1:
        raise Undefined("a root of this degree")
    low = ball(x)
    if n % 2 and low < 0:
        return -power(-x, fmpq(1, n))
    if not low > 0 and not isinstance(x, arb_series) and low == 0:
        return fmpq(0)
    return power(x, fmpq(1, n))


def cbrt(x: Quantity) -> Quantity:
    """The real cube root."""
    return root(x, fmpq(3))


# ---- steps and signs -----------------------------------------------------------------------------------


def absolute(x: Quantity) -> Quantity:
    """|x|; as a series only where the sign is known."""
    if isinstance(x, arb):
        return abs(x)
    if isinstance(x, fmpq):
        return max(x, -x)
    _require(x[0] != 0, "the derivative of an absolute value at zero")
    return x if x[0] > 0 else -x


def _at_step(x: Quantity) -> fmpq | arb:
    """The number at which a step function is taken; at a step it has no derivative."""
    if not isinstance(x, arb_series):
        return x
    _require(not x[0].contains_integer(), "the derivative of a step function at a step")
    return x[0]


def floor(x: Quantity) -> Quantity:
    """The greatest integer that is not above x."""
    at = _at_step(x)
    return at.floor() if isinstance(at, arb) else fmpq(at.floor())


def ceil(x: Quantity) -> Quantity:
    """The least integer that is not below x."""
    at = _at_step(x)
    return at.ceil() if isinstance(at, arb) else fmpq(at.ceil())


def sign(x: Quantity) -> Quantity:
    """−1, 0 or 1."""
    at = ball(x)
    if at > 0:
        return fmpq(1)
    if at < 0:
        return fmpq(-1)
    _require(not isinstance(x, arb_series) and at == 0, "the sign of what may be zero")
    return fmpq(0)


def largest(*numbers: Quantity) -> Quantity:
    """The greatest of the numbers."""
    result = numbers[0]
    for x in numbers[1:]:
        result = _greater(result, x)
    return result


def least(*numbers: Quantity) -> Quantity:
    """The least of the numbers."""
    return -largest(*(-x for x in numbers))


def _greater(x: Quantity, y: Quantity) -> Quantity:
    left, right = ball(x), ball(y)
    if left > right:
        return x
    if right > left or (isinstance(x, fmpq) and isinstance(y, fmpq)):
        return y
    _require(not isinstance(x, arb_series) and not isinstance(y, arb_series), "the derivative of a maximum at a tie")
    return left.max(right)


# ---- circular and hyperbolic ---------------------------------------------------------------------------


def sin(x: Quantity) -> Quantity:
    """sin x."""
    return _smooth(x).sin()


def cos(x: Quantity) -> Quantity:
    """cos x."""
    return _smooth(x).cos()


def tan(x: Quantity) -> Quantity:
    """tan x."""
    return divide(sin(x), cos(x))


def asin(x: Quantity) -> Quantity:
    """asin x, −1 ≤ x ≤ 1."""
    _within_one(x)
    return _smooth(x).asin()


def acos(x: Quantity) -> Quantity:
    """acos x, −1 ≤ x ≤ 1."""
    _within_one(x)
    return _smooth(x).acos()


def _within_one(x: Quantity) -> None:
    size = abs(ball(x))
    _require(size < 1 if isinstance(x, arb_series) else size <= 1, "an inverse sine or cosine outside [-1, 1]")


def atan(x: Quantity) -> Quantity:
    """atan x."""
    return _smooth(x).atan()


def sinh(x: Quantity) -> Quantity:
    """sinh x."""
    if isinstance(x, arb_series):
        return (x.exp() - (-x).exp()) / 2
    return ball(x).sinh()


def cosh(x: Quantity) -> Quantity:
    """cosh x."""
    if isinstance(x, arb_series):
        return (x.exp() + (-x).exp()) / 2
    return ball(x).cosh()


def tanh(x: Quantity) -> Quantity:
    """tanh x; as a series 1 − 2/(e^(2x) + 1), which does not overflow downwards."""
    if isinstance(x, arb_series):
        return 1 - arb(2) / ((x * 2).exp() + 1)
    return ball(x).tanh()


# ---- special functions ---------------------------------------------------------------------------------


def erf(x: Quantity) -> Quantity:
    """The error function."""
    return _smooth(x).erf()


def erfc(x: Quantity) -> Quantity:
    """1 − erf x."""
    return _smooth(x).erfc()


def normal_distribution(x: Quantity) -> Quantity:
    """Φ(x) = erfc(−x/√2)/2."""
    return multiply(fmpq(1, 2), erfc(multiply(_smooth(-x), arb(fmpq(1, 2)).sqrt())))


def lambert(x: Quantity, branch: Quantity | None = None) -> Quantity:
    """The real solution w of w e^w = x: the upper branch, or with a second argument −1 the lower."""
    lower = branch is not None and integer_of(branch) == -1
    _require(branch is None or integer_of(branch) in (0, -1), "a branch of W that is not real")
    at = ball(x)
    _require(at > -arb(-1).exp(), "W of what may lie below −1/e")
    if not lower:
        return _smooth(x).lambertw()
    _require(at < 0 and not isinstance(x, arb_series), "the lower branch of W outside (−1/e, 0)")
    return at.lambertw(-1)


def gamma(x: Quantity) -> Quantity:
    """Γ(x), x not among 0, −1, −2, …"""
    at = ball(x)
    _require(at > 0 or not at.contains_integer(), "Γ at zero or a negative integer")
    return _smooth(x).gamma()


def beta(a: Quantity, b: Quantity) -> Quantity:
    """B(a, b) = Γ(a) Γ(b)/Γ(a + b)."""
    return divide(multiply(gamma(a), gamma(b)), gamma(add(a, b)))


def digamma(first: Quantity, second: Quantity | None = None) -> Quantity:
    """ψ(x), or with two arguments its derivative of the order of the first at the second."""
    order, x = (fmpq(0), first) if second is None else (first, second)
    n = integer_of(order)
    _require(n is not None and 0 <= n <= 20, "a derivative of ψ of this order")
    at = ball(x)
    _require(at > 0 or not at.contains_integer(), "ψ at zero or a negative integer")
    if isinstance(x, arb_series):
        return _digamma_series(x, n or 0)
    return at.digamma() if not n else acb(at).polygamma(acb(n)).real


def _digamma_series(x: arb_series, order: int) -> arb_series:
    """ψ^(order) of a series: log Γ expanded at the constant term, differentiated, composed with the rest."""
    _require(x[0] > 0, "the derivative of ψ at what may not be positive")
    outer = arb_series([x[0], 1], prec=x.prec + order + 1).lgamma()
    for _ in range(order + 1):
        outer = outer.derivative()
    inner = x - x[0]
    coefficients = [arb(0), *(inner[k] for k in range(1, x.prec))]
    return outer(arb_series(coefficients, prec=x.prec))


def factorial(x: Quantity) -> Quantity:
    """x!, which is Γ(x + 1) where x is no integer."""
    n = integer_of(x)
    if n is not None:
        _require(n >= 0, "the factorial of a negative number")
        if n <= LARGEST_EXACT:
            return fmpq(fmpz.fac_ui(fmpz(n)))
    return gamma(add(x, fmpq(1)))


def binomial(n: Quantity, k: Quantity) -> Quantity:
    """C(n, k) of real arguments with n > −1: Γ(n + 1)/(Γ(k + 1) Γ(n − k + 1)), zero where a lower Γ has a pole."""
    upper, lower = integer_of(n), integer_of(k)
    if upper is not None and lower is not None and 0 <= upper <= LARGEST_EXACT:
        return fmpq(fmpz.bin_uiui(upper, lower)) if 0 <= lower <= upper else fmpq(0)
    _require(ball(n) > -1, "a binomial coefficient of a negative number")
    one = fmpq(1)
    below = multiply(_reciprocal_gamma(add(k, one)), _reciprocal_gamma(add(add(n, -k), one)))
    return multiply(gamma(add(n, one)), below)


def _reciprocal_gamma(x: Quantity) -> Quantity:
    return _smooth(x).rgamma()


FUNCTIONS: dict[str, Callable[..., Quantity]] = {
    "log": log, "log2": log2, "log10": log10, "exp": exp, "sqrt": sqrt, "cbrt": cbrt, "root": root,
    "abs": absolute, "floor": floor, "ceil": ceil, "sign": sign, "max": largest, "min": least,
    "sin": sin, "cos": cos, "tan": tan, "asin": asin, "acos": acos, "atan": atan,
    "sinh": sinh, "cosh": cosh, "tanh": tanh, "erf": erf, "erfc": erfc, "Φ": normal_distribution,
    "W": lambert, "Γ": gamma, "B": beta, "ψ": digamma, "factorial": factorial, "binomial": binomial,
}

ARGUMENTS: dict[str, range] = {
    "log": range(1, 3), "W": range(1, 3), "ψ": range(1, 3), "root": range(2, 3), "B": range(2, 3),
    "binomial": range(2, 3), "max": range(1, 1000), "min": range(1, 1000),
}
"""How many arguments a function takes, where it is not one."""
