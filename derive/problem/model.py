"""A problem as frozen data: the model, the data, what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from ..domains import Domain
from ..expressions import Expression, Relation
from ..families.family import Family
from ..records import NOTHING, Record
from ..steps import Column
from .diagnostics import Place

__all__ = ["Choice", "Find", "Law", "Narrowed", "Need", "Partial", "Prediction", "Problem"]


class Law(NamedTuple):
    """How the observations of one variable arise: `x ~ Family(arguments)` or a density of one's own.

    density: f(x | parameters) as written, in the symbol of the variable (categorical families: None).
    cells: the probabilities of a categorical family, one a category. support: what an observation may be.
    statement: the text of the model. beside: the further variables of an observation that is a vector, with what
    each may be; the density is that of all of them.
    """

    variable: str
    family: Family | None
    arguments: tuple[Expression, ...]
    density: Expression | None
    support: Domain
    discrete: bool
    cells: tuple[Expression, ...] = ()
    statement: str = ""
    beside: tuple[tuple[str, Domain], ...] = ()

    @property
    def variables(self) -> tuple[str, ...]:
        """All that one observation consists of."""
        return (self.variable, *(name for name, _ in self.beside))


class Partial(NamedTuple):
    """What is known of an observation without its value: it lies between the ends (None: no end on that side), or
    at one that is closed. `text` is as it was written, `times` how many observations are known so."""

    text: str
    lower: Fraction | None
    upper: Fraction | None
    lower_closed: bool
    upper_closed: bool
    times: int = 1


class Find(NamedTuple):
    """Something asked: `kind` is mle, likelihood, log-likelihood, score, fisher-information, standard-error,
    confidence-interval, nll, cross-entropy or perplexity; `of` the expression of an `mle of …`."""

    kind: str
    of: Expression | None = None


class Need(NamedTuple):
    """What a law asks of an argument: it lies in the domain, for which the gap between it and an end of that has to
    be positive (or zero, unless `strict`)."""

    role: str
    argument: Expression
    domain: Domain
    gap: Expression
    strict: bool


class Narrowed(NamedTuple):
    """Why a parameter has a smaller domain than was declared: the argument of a law in the place of `role` has to lie
    in `within`; the domain that is left is None where that is nothing."""

    parameter: str
    role: str
    argument: Expression
    within: Domain
    domain: Domain | None


class Prediction(NamedTuple):
    """One position of a text: the distributions over tokens, by name (`before`, `after`, or `""` for a single
    unnamed one), and the token that came."""

    distributions: Mapping[str, Mapping[str, Fraction]]
    target: str


class Choice(NamedTuple):
    """An answer of a multiple-choice question: its label, the text, and what it says where it is mathematics."""

    label: str
    text: str
    expression: Expression | None


class Problem(Record):
    """A problem file, checked and resolved.

    parameters: what is to be estimated, in the order of the model, with domains; known: symbols that are given,
    each with its value or None; domains: those of all symbols, parameters and known alike, and of the sample size n.
    columns: the data by variable (for a categorical family the category numbers 1 … k); size: the number of
    observations, None for a sample of any size, several samples, or one with partial observations; partial: by
    variable the observations of which a range is known only (the others are in the columns); statistics: summaries of
    a sample without its observations; labels: the outcomes of a table of counts, in the order of the categories.
    numbers: `first` where the derivation is in numbers from the first line, `last` where they are put in at the end.
    expected: by parameter, by the plain text of the expression of an `mle of …`, or by quantity (`nll of before`).
    notation: how documents write the solution, as chosen by the keys of `notation.choices`.
    needs: what the laws ask of arguments that are more than a name or a number.
    narrowed: the parameters whose declared domain is cut down to where the laws exist, with the reason of each.
    show: statements about ideas that the derivation proves (see the README).
    places: where `answer`, `expected.θ`, `find`, … stand, for faults that only the derivation can find.
    """

    name: str = "problem"
    title: str = ""
    question: str = ""
    source: str = ""
    context: str = ""
    tags: tuple[str, ...] = ()
    laws: tuple[Law, ...] = ()
    likelihood: Expression | None = None
    parameters: Mapping[str, Domain] = NOTHING
    known: Mapping[str, Expression | None] = NOTHING
    domains: Mapping[str, Domain] = NOTHING
    constraints: tuple[Relation, ...] = ()
    columns: Mapping[str, Column] = NOTHING
    size: int | None = None
    partial: Mapping[str, tuple[Partial, ...]] = NOTHING
    statistics: Mapping[Expression, Fraction] = NOTHING
    labels: tuple[str, ...] = ()
    numbers: str = "last"
    find: tuple[Find, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    choices: tuple[Choice, ...] = ()
    answer: str | None = None
    expected: Mapping[str, Expression] = NOTHING
    unit: str | None = None
    show: tuple[Expression, ...] = ()
    notation: Mapping[str, str] = NOTHING
    needs: tuple[Need, ...] = ()
    narrowed: tuple[Narrowed, ...] = ()
    places: Mapping[str, Place] = NOTHING
