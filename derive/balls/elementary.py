"""Elementary functions on rationals, balls and series: each checks its domain and raises Undefined outside.

FLINT returns NaN outside a domain, without a word, and NaN overlaps everything; so nothing here trusts it to say no.
"""

from __future__ import annotations

from flint import arb, arb_series, fmpq

from .quantities import Quantity, Undefined, ball, divide, integer_of, power, require, smooth

# ---- exponentials and roots ----------------------------------------------------------------------------


def log(x: Quantity, base: Quantity | None = None) -> Quantity:
    """The natural logarithm, or the one to the base."""
    if base is not None:
        return divide(log(x), log(base))
    if x == 1:
        return fmpq(0)
    require(ball(x) > 0, "the logarithm of what may not be positive")
    return smooth(x).log()


def log2(x: Quantity) -> Quantity:
    """log x / log 2."""
    return divide(log(x), log(fmpq(2)))


def log10(x: Quantity) -> Quantity:
    """log x / log 10."""
    return divide(log(x), log(fmpq(10)))


def exp(x: Quantity) -> Quantity:
    """e^x."""
    return fmpq(1) if isinstance(x, fmpq) and x == 0 else smooth(x).exp()


def sqrt(x: Quantity) -> Quantity:
    """The square root of what is certainly not negative."""
    if isinstance(x, arb_series):
        require(x[0] > 0, "the square root of what may not be positive")
    else:
        require(ball(x) >= 0, "the square root of what may be negative")
    return smooth(x).sqrt()


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
    require(x[0] != 0, "the derivative of an absolute value at zero")
    return x if x[0] > 0 else -x


def _at_step(x: Quantity) -> fmpq | arb:
    """The number at which a step function is taken; at a step it has no derivative."""
    if not isinstance(x, arb_series):
        return x
    require(not x[0].contains_integer(), "the derivative of a step function at a step")
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
    require(not isinstance(x, arb_series) and at == 0, "the sign of what may be zero")
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
    require(not isinstance(x, arb_series) and not isinstance(y, arb_series), "the derivative of a maximum at a tie")
    return left.max(right)


# ---- circular and hyperbolic ---------------------------------------------------------------------------


def sin(x: Quantity) -> Quantity:
    """sin x."""
    return smooth(x).sin()


def cos(x: Quantity) -> Quantity:
    """cos x."""
    return smooth(x).cos()


def tan(x: Quantity) -> Quantity:
    """tan x."""
    return divide(sin(x), cos(x))


def asin(x: Quantity) -> Quantity:
    """asin x, −1 ≤ x ≤ 1."""
    _within_one(x)
    return smooth(x).asin()


def acos(x: Quantity) -> Quantity:
    """acos x, −1 ≤ x ≤ 1."""
    _within_one(x)
    return smooth(x).acos()


def _within_one(x: Quantity) -> None:
    size = abs(ball(x))
    require(size < 1 if isinstance(x, arb_series) else size <= 1, "an inverse sine or cosine outside [-1, 1]")


def atan(x: Quantity) -> Quantity:
    """atan x."""
    return smooth(x).atan()


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
