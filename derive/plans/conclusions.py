"""The sentence that ends a solution, with units and the names of the outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from ..expressions import (
    Add,
    Divide,
    Expression,
    Hat,
    Relation,
    Several,
    Summation,
    Symbol,
    free_symbols,
    number_value,
    rational,
    walk,
)
from ..expressions import replace as put
from ..notation.decimals import rounded
from ..notation.plain import plain
from ..problem.model import Problem
from ..rules.statistics import is_of_sample
from ..steps import Derivation, Estimate, Quantity, Status
from ..words import say
from .answers import decimal
from .casework import cases_of, is_covered

__all__ = ["Told", "conclusion_of", "in_sentences", "sentence_of", "unit_behind", "unit_of"]

# What a parameter is measured in, from its role in the family; the unit of the data stands for {u}.
MANY = 24  # so many estimates are no longer told in sentences
# What is said of several in one sentence, by what is said of one.
EACH = {
    "estimate-is": "estimate-is-each", "estimator-is": "estimator-is-each",
    "standard-error-about": "standard-error-about-each", "standard-error-is": "standard-error-is-each",
}
_OF_A_UNIT = "°%′″"  # beside letters; any other unit stands in brackets where it is squared or inverted
_UNITS = {"location": "{u}", "scale": "{u}", "end": "{u}", "variance": "{u}²", "rate": "1/{u}"}


def unit_of(problem: Problem, name: str) -> str | None:
    """The unit of an estimate: that of the data for locations, scales and ends, squared for a variance, inverse for
    a rate, none for probabilities and shapes."""
    if problem.unit is None:
        return None
    pattern = _UNITS.get(_role(problem, name))
    if pattern is None:
        return None
    compound = pattern != "{u}" and not all(c.isalpha() or c in _OF_A_UNIT for c in problem.unit)
    return pattern.format(u=f"({problem.unit})" if compound else problem.unit)


def _role(problem: Problem, name: str) -> str:
    for law in problem.laws:
        if law.family is not None:
            for parameter, argument in zip(law.family.parameters, law.arguments, strict=False):
                if argument == Symbol(name):
                    return parameter.role
    return ""


def conclusion_of(problem: Problem, derivation: Derivation) -> str:
    """One sentence, or nothing where there is nothing to say."""
    if not derivation.estimates:
        return _of_quantities(problem, derivation)
    if len(derivation.estimates) > MANY:
        first, last = (plain(derivation.estimates[k].parameter) for k in (0, -1))
        return say("estimates-in-table", first=first, last=last)
    is_set = derivation.status is Status.NOT_UNIQUE  # an interval is a set of maximisers there, else an enclosure
    sentences = [
        _of_set(estimate) if is_set and _is_many(estimate) else _of_estimate(problem, estimate)
        for estimate in derivation.estimates
    ]
    after = [sentence_of(quantity, derivation.estimates) for quantity in derivation.quantities]
    return in_sentences((*sentences, *after, *_conditions(derivation)))


class Told(NamedTuple):
    """What a sentence says of one name; what is said of several in the same words goes into one sentence."""

    words: str
    name: str | None
    value: str


def in_sentences(said: Iterable[str | Told]) -> str:
    """The sentences, each once, neighbours with the same words in one."""
    sentences: list[str] = []
    for words, group in groupby(dict.fromkeys(said), lambda one: one.words if isinstance(one, Told) else ""):
        neighbours = list(group)
        told = [one for one in neighbours if isinstance(one, Told)]
        if len(told) > 1:
            sentences.append(say(EACH[words], pairs=[(one.name, one.value) for one in told]))
        else:
            sentences += [one if isinstance(one, str) else say(words, name=one.name, value=one.value)
                          for one in neighbours]
    return " ".join(s for s in sentences if s)


def unit_behind(quantity: Quantity, estimates: Iterable[Estimate]) -> str:
    """The unit of a standard error or an interval, that of its estimate, as it stands behind a number."""
    if quantity.name not in ("standard-error", "confidence-interval"):
        return ""
    units = (row.unit for row in estimates if row.unit and plain(row.parameter) == quantity.parameter)
    return next((f" {unit}" for unit in units), "")


def sentence_of(quantity: Quantity, estimates: Iterable[Estimate]) -> str | Told:
    """What is said of a standard error and of a confidence interval in numbers."""
    unit = unit_behind(quantity, estimates)
    if quantity.name == "standard-error" and quantity.value is not None:
        value = plain(rounded(quantity.value))
        return Told("standard-error-about", quantity.parameter, f"{value}{unit}")
    if quantity.name == "standard-error" and quantity.exact is not None:
        return Told("standard-error-is", quantity.parameter, plain(quantity.exact))
    if quantity.interval is not None and quantity.level is not None:
        lower, upper = (plain(rounded(end)) for end in quantity.interval)
        return say("interval-reaches", level=quantity.level, name=quantity.parameter, method=quantity.method,
                   lower=lower, upper=f"{upper}{unit}")
    return ""


def _conditions(derivation: Derivation) -> list[str]:
    """For which samples a formula was derived, and what holds for others."""
    setting = derivation.setting
    if setting.size is not None or setting.columns:
        return []
    cases = cases_of(derivation.steps)
    open_facts = [f for f in derivation.conditions if not is_covered(f, cases)]
    conditions = [*open_facts, *(case.condition for case in cases if case.is_of_formula)]
    shown = [_with_hats(condition, derivation.estimates) for condition in conditions]
    said = [say("holds-where", conditions=say("and").join(map(plain, shown)))] if shown else []
    others: dict[str, list[str]] = {}
    for case in cases:
        if not case.by_formula and not case.is_of_formula:
            what = say("there-is-none") if case.estimate is None else say("it-is", estimate=plain(case.estimate))
            others.setdefault(what, []).append(plain(case.condition))
    return said + [say("where", conditions=say("or").join(where), what=what) for what, where in others.items()]


def _with_hats(e: Expression, estimates: tuple[Estimate, ...]) -> Expression:
    """The condition with `b̂` for the formula of b, as far as the formulas of the answer stand in it."""
    named = [row for row in estimates if isinstance(row.parameter, Symbol) and _is_lengthy(row.exact)]
    for _ in named:  # one formula may stand in another
        for row in named:
            e = e if row.exact is None else put(e, row.exact, Hat(row.parameter))
    return e


def _is_lengthy(e: Expression | None) -> bool:
    """Whether a formula holds sums, or the estimate of another parameter."""
    return isinstance(e, (Add, Divide)) and any(isinstance(node, (Summation, Hat)) for node in walk(e))


def _is_many(estimate: Estimate) -> bool:
    return estimate.interval is not None or estimate.maximisers is not None


def _of_estimate(problem: Problem, estimate: Estimate) -> str | Told:
    if estimate.exact is None:
        return _of_number(estimate)
    share = _share(problem, estimate)
    value = _value_in_words(estimate)
    name = plain(estimate.parameter)
    return share or Told("estimator-is" if _is_formula(problem) else "estimate-is", name, value)


def _is_formula(problem: Problem) -> bool:
    """Whether the answer is a function of a sample that is not given."""
    return bool(problem.laws) and problem.size is None and not (problem.columns or problem.partial)


def _of_number(estimate: Estimate) -> str | Told:
    """Of an estimate without closed form: its number, or the equation that it solves."""
    name = plain(estimate.parameter)
    if estimate.value is not None:
        return Told("estimate-is", name, _about(plain(rounded(estimate.value)), estimate.unit))
    if estimate.general is None:
        return ""
    if isinstance(estimate.general, Relation) and isinstance(estimate.general.operands[0], Hat):
        return say("estimate-follows", name=name, formula=plain(estimate.general))
    return say("estimate-solves", name=name, equation=plain(estimate.general))


def _of_set(estimate: Estimate) -> str:
    """Every value of an interval maximises the likelihood."""
    name = plain(estimate.parameter)
    if estimate.interval is None:
        chosen = plain(estimate.maximisers or estimate.parameter)
        if isinstance(estimate.maximisers, (Relation, Several)):
            names = ", ".join(plain(Symbol(name)) for name in sorted(free_symbols(estimate.maximisers)))
            return say("all-with", names=names, condition=chosen)
        return say("every-in", name=name, chosen=chosen)
    lower, upper = (_in_words(rational(Fraction(repr(end))), estimate.unit) for end in estimate.interval)
    return say("every-from", name=name, lower=lower, upper=upper)


def _value_in_words(estimate: Estimate) -> str:
    """The exact value in words; the number of one that is stated by sums over a long sample."""
    assert estimate.exact is not None
    if estimate.value is None or decimal(estimate.exact) is not None or not is_of_sample(estimate.exact):
        return _in_words(estimate.exact, estimate.unit)
    return _about(plain(rounded(estimate.value)), estimate.unit)


def _in_words(exact: Expression, unit: str | None) -> str:
    number = decimal(exact)
    if number is not None and number[1] != "=":
        return _about(plain(number[0]), unit)
    return _with_unit(plain(exact if number is None else number[0]), unit)


def _about(number: str, unit: str | None) -> str:
    return say("about", value=_with_unit(number, unit))


def _with_unit(number: str, unit: str | None) -> str:
    return f"{number} {unit}" if unit else number


def _share(problem: Problem, estimate: Estimate) -> str:
    """`12 % of the emails are opened` where the outcomes have names."""
    if not problem.labels or estimate.exact is None or _role(problem, plain(estimate.parameter)) != "probability":
        return ""
    share = number_value(estimate.exact)
    if share is None or len(problem.labels) != 2 or len(problem.parameters) != 1 or share != _observed(problem):
        return ""
    percent = decimal_text(Fraction(share) * 100)
    value = _in_words(estimate.exact, None)
    return say("share-is", name=plain(estimate.parameter), value=value, percent=percent,
               unit=problem.unit or say("outcomes"), label=problem.labels[0])


def _observed(problem: Problem) -> Fraction | None:
    """The mean of the one column: the share that was observed, which a restricted estimate is not."""
    for column in problem.columns.values():
        counts = column.counts or (1,) * len(column.values)
        return sum((v * c for v, c in zip(column.values, counts, strict=True)), Fraction(0)) / column.size
    return None


def decimal_text(value: Fraction) -> str:
    """A number for running text: whole, or with its decimals, `about` where they do not end."""
    return _in_words(rational(value), None)


def _of_quantities(problem: Problem, derivation: Derivation) -> str:
    known = [(quantity, quantity.exact) for quantity in derivation.quantities if quantity.exact is not None]
    sentences = [_of_quantity(quantity, _in_words(exact, None)) for quantity, exact in known]
    if problem.answer is not None and not sentences:
        return say("answer-is-proved" if problem.show else "answer-is-given", answer=problem.answer)
    return " ".join(sentences)


def _of_quantity(quantity: Quantity, value: str) -> str:
    name = quantity.name
    if name == "fisher-information":
        observed = quantity.of == "observed"
        return say("observed-information-is" if observed else "information-is", about=quantity.parameter, value=value)
    if quantity.parameter is not None:
        return say("quantity-for", quantity=name, of=quantity.parameter, value=value)
    if quantity.of:
        return say("quantity-of", quantity=name, of=quantity.of, value=value)
    return say("quantity-is", quantity=name, value=value)
