"""What a family of distributions is: its parameters, its support and its density or mass function."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Family", "Parameter"]


class Parameter(NamedTuple):
    """A parameter of a family in the textbook order.

    name: as the textbooks write it. domain: the largest where the law exists, in the words of a problem file
    (`0 <= p <= 1`); it may name the other parameters (`b > a`). role: probability, location, scale, variance,
    rate, shape, count, end or correlation; it says what unit the estimate has. integer parameters say so in their
    domain (`integer >= 0`). The argument may be given by the name, the role or one of the words in `keyword`
    (`mean=`); `by_name`: only so, where the conventions differ too much to trust the order.
    """

    name: str
    domain: str
    role: str
    keyword: str = ""
    by_name: bool = False


class Family(NamedTuple):
    """A distribution family, written as a textbook writes it; `x` stands for the observation.

    name: as in `x ~ Name(…)`. parameters: in the textbook order.
    support: condition on x, `integer >= 0`, `x > 0`, `real`; may use the parameters. discrete: mass or density.
    density: the formula in x and the parameters; none for a categorical family, whose arguments are the
    probabilities of its cells. survival: P(X > x) where that has a formula (of whole numbers at whole x). source:
    where the formulas stand. estimate: the formula of the estimate where it is known (`sum(x_i)/n` by parameter), for
    tests only. spellings: other ways to give the parameters, keyed by the keyword (`rate`, `scale`, `sd`,
    `support=failures`), or by nothing where their number tells; each a whole `Family`. also_called: names that other
    books and programs use, for suggestions. outcomes: words for the values of an observation (`heads`: 1). variadic:
    any number of arguments from two on. beside: of an observation that is a vector the variables behind `x`, each
    with its support; adds_to_one: their sum is one.
    """

    name: str
    parameters: tuple[Parameter, ...]
    support: str
    discrete: bool
    density: str
    source: str
    estimate: tuple[tuple[str, str], ...] = ()
    spellings: tuple[tuple[str, Family], ...] = ()
    also_called: tuple[str, ...] = ()
    outcomes: tuple[tuple[str, int], ...] = ()
    categorical: bool = False
    variadic: bool = False
    survival: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    adds_to_one: bool = False
