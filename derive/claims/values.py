"""Claims about values: given, equal, a logarithm, a derivative, equal up to a constant, true."""

from __future__ import annotations

from .claim import Claim

__all__ = ["Given", "Equal", "Logarithm", "Negated", "Differentiated", "UpToConstant", "Holds"]


class Given(Claim):
    """`after` is one of the statements that the setting gives."""


class Equal(Claim):
    """The value of `after`, and each operand of it behind the first `=`, equals the value of `before`
    wherever that is defined; with `at_data` for the data of the setting. A decimal behind `≈` is the value
    rounded to the digits it shows. Without `before` the operands of `after` equal each other."""

    at_data: bool = False


class Logarithm(Claim):
    """The value of `after` is the natural logarithm of the value of `before`."""


class Negated(Claim):
    """The value of `after` is minus the value of `before`."""


class Differentiated(Claim):
    """The value of `after` is the derivative of the value of `before` for the variable."""

    variable: str
    order: int = 1


class UpToConstant(Claim):
    """`after` is `before` less additive terms that are free of the variables (`d/dv` of both agree)."""

    variables: tuple[str, ...]


class Holds(Claim):
    """`after`, a relation among expressions (`0 < 7/10 < 1`), is true in the setting; with `at_data` for the
    data. `before` is not looked at."""

    at_data: bool = False
