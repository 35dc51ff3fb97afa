"""The error function, Lambert's W, Γ and its kin on rationals, balls and series; domains as in `elementary`."""

from __future__ import annotations

from math import perm

from flint import acb, acb_series, arb, arb_series, fmpq, fmpz

from .quantities import Quantity, add, ball, divide, integer_of, multiply, require, smooth

LARGEST_EXACT = 1000
"""Factorials and binomial coefficients of larger numbers are balls."""


def erf(x: Quantity) -> Quantity:
    """The error function."""
    return smooth(x).erf()


def erfc(x: Quantity) -> Quantity:
    """1 − erf x."""
    return smooth(x).erfc()


def normal_distribution(x: Quantity) -> Quantity:
    """Φ(x) = erfc(−x/√2)/2."""
    return multiply(fmpq(1, 2), erfc(multiply(smooth(-x), arb(fmpq(1, 2)).sqrt())))


def lambert(x: Quantity, branch: Quantity | None = None) -> Quantity:
    """The real solution w of w e^w = x: the upper branch, or with a second argument −1 the lower."""
    lower = branch is not None and integer_of(branch) == -1
    require(branch is None or integer_of(branch) in (0, -1), "a branch of W that is not real")
    at = ball(x)
    require(at > -arb(-1).exp(), "W of what may lie below −1/e")
    if not lower:
        return smooth(x).lambertw()
    require(at < 0 and not isinstance(x, arb_series), "the lower branch of W outside (−1/e, 0)")
    return at.lambertw(-1)


def gamma(x: Quantity) -> Quantity:
    """Γ(x), x not among 0, −1, −2, …"""
    at = ball(x)
    require(at > 0 or not at.contains_integer(), "Γ at zero or a negative integer")
    return smooth(x).gamma()


def beta(a: Quantity, b: Quantity) -> Quantity:
    """B(a, b) = Γ(a) Γ(b)/Γ(a + b)."""
    return divide(multiply(gamma(a), gamma(b)), gamma(add(a, b)))


def digamma(first: Quantity, second: Quantity | None = None) -> Quantity:
    """ψ(x), or with two arguments its derivative of the order of the first at the second."""
    order, x = (fmpq(0), first) if second is None else (first, second)
    n = integer_of(order)
    require(n is not None and 0 <= n <= 20, "a derivative of ψ of this order")
    at = ball(x)
    require(at > 0 or not at.contains_integer(), "ψ at zero or a negative integer")
    if isinstance(x, arb_series):
        return _digamma_series(x, n or 0)
    return at.digamma() if not n else acb(at).polygamma(acb(n)).real


def _digamma_series(x: arb_series, order: int) -> arb_series:
    """ψ^(order) of a series: log Γ expanded at the constant term, differentiated, composed with the rest."""
    require(x[0] > 0, "the derivative of ψ at what may not be positive")
    outer = arb_series([x[0], 1], prec=x.prec + order + 1).lgamma()
    for _ in range(order + 1):
        outer = outer.derivative()
    inner = x - x[0]
    coefficients = [arb(0), *(inner[k] for k in range(1, x.prec))]
    return outer(arb_series(coefficients, prec=x.prec))


def zeta(first: Quantity, second: Quantity | None = None) -> Quantity:
    """ζ(s) for s > 1, or with two arguments its derivative of the order of the first at the second."""
    order, x = (fmpq(0), first) if second is None else (first, second)
    n = integer_of(order)
    require(n is not None and 0 <= n <= 20, "a derivative of ζ of this order")
    require(ball(x) > 1, "ζ at one or below")
    length = x.prec if isinstance(x, arb_series) else 1
    outer = acb_series([acb(ball(x)), acb(1)], prec=length + (n or 0)).zeta()
    coefficients = [outer[k + (n or 0)].real * perm(k + (n or 0), n or 0) for k in range(length)]
    if not isinstance(x, arb_series):
        return coefficients[0]
    return _composed(coefficients, x)


def angle(y: Quantity, x: Quantity) -> Quantity:
    """atan2(y, x), the angle of the point (x, y) in (−π, π]."""
    require(not isinstance(y, arb_series) and not isinstance(x, arb_series), "the derivative of an angle")
    at_y, at_x = ball(y), ball(x)
    require(at_x > 0 or not at_y.contains(0) or (at_y == 0 and at_x < 0), "the angle of what may be no direction")
    return arb.atan2(at_y, at_x)


def bessel_0(x: Quantity) -> Quantity:
    """I_0(x), the mean of e^(x cos t) over a turn."""
    if not isinstance(x, arb_series):
        return ball(x).bessel_i(arb(0))
    return _composed(_bessel_series(x[0], x.prec), x)


def bessel_1(x: Quantity) -> Quantity:
    """I_1 = I_0′."""
    if not isinstance(x, arb_series):
        return ball(x).bessel_i(arb(1))
    series = _bessel_series(x[0], x.prec + 1)
    return _composed([(k + 1) * series[k + 1] for k in range(x.prec)], x)


def _bessel_series(x: arb, length: int) -> list[arb]:
    """The coefficients of I_0 about x, by x y″ + y′ = x y."""
    require(not x.contains(0), "the series of a Bessel function about what may be zero")
    found = [x.bessel_i(arb(0)), x.bessel_i(arb(1))]
    for k in range(length - 2):
        before = found[k - 1] if k else arb(0)
        found.append((x * found[k] + before - (k + 1) ** 2 * found[k + 1]) / (x * (k + 2) * (k + 1)))
    return found[:length]


def _composed(coefficients: list[arb], x: arb_series) -> arb_series:
    """A series about the constant term of x, at x."""
    inner = arb_series([arb(0), *(x[k] for k in range(1, x.prec))], prec=x.prec)
    return arb_series(coefficients, prec=x.prec)(inner)


def factorial(x: Quantity) -> Quantity:
    """x!, which is Γ(x + 1) where x is no integer."""
    n = integer_of(x)
    if n is not None:
        require(n >= 0, "the factorial of a negative number")
        if n <= LARGEST_EXACT:
            return fmpq(fmpz.fac_ui(fmpz(n)))
    return gamma(add(x, fmpq(1)))


def binomial(n: Quantity, k: Quantity) -> Quantity:
    """C(n, k) of real arguments with n > −1: Γ(n + 1)/(Γ(k + 1) Γ(n − k + 1)), zero where a lower Γ has a pole."""
    upper, lower = integer_of(n), integer_of(k)
    if upper is not None and lower is not None and 0 <= upper <= LARGEST_EXACT:
        return fmpq(fmpz.bin_uiui(upper, lower)) if 0 <= lower <= upper else fmpq(0)
    require(ball(n) > -1, "a binomial coefficient of a negative number")
    one = fmpq(1)
    below = multiply(_reciprocal_gamma(add(k, one)), _reciprocal_gamma(add(add(n, -k), one)))
    return multiply(gamma(add(n, one)), below)


def _reciprocal_gamma(x: Quantity) -> Quantity:
    return smooth(x).rgamma()
