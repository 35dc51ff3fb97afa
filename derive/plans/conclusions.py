"""The sentence that ends a solution, with units and the names of the outcomes."""

from __future__ import annotations

from fractions import Fraction

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
from ..notation.plain import plain
from ..problem.model import Problem
from ..rules.statistics import is_of_sample
from ..steps import Derivation, Estimate, Quantity, Status
from .answers import decimal
from .casework import cases_of, is_covered

__all__ = ["conclusion_of", "sentence_of", "unit_of"]

# What a parameter is measured in, from its role in the family; the unit of the data stands for {u}.
MANY = 24  # so many estimates are no longer told in sentences
_UNITS = {"location": "{u}", "scale": "{u}", "end": "{u}", "variance": "{u}²", "rate": "1/{u}"}


def unit_of(problem: Problem, name: str) -> str | None:
    """The unit of an estimate: that of the data for locations, scales and ends, squared for a variance, inverse for
    a rate, none for probabilities and shapes."""
    if problem.unit is None:
        return None
    pattern = _UNITS.get(_role(problem, name))
    return None if pattern is None else pattern.format(u=problem.unit)


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
        return f"The maximum likelihood estimates of {first}, …, {last} stand in the table above."
    is_set = derivation.status is Status.NOT_UNIQUE  # an interval is a set of maximisers there, else an enclosure
    sentences = [
        _of_set(estimate) if is_set and _is_many(estimate) else _of_estimate(problem, estimate)
        for estimate in derivation.estimates
    ]
    after = map(sentence_of, derivation.quantities)
    return " ".join(s for s in dict.fromkeys((*sentences, *after, *_conditions(derivation))) if s)


def sentence_of(quantity: Quantity) -> str:
    """What is said of a standard error and of a confidence interval in numbers."""
    if quantity.name == "standard-error" and quantity.value is not None:
        return f"The standard error of the estimate of {quantity.parameter} is about {quantity.value:.4g}."
    if quantity.name == "standard-error" and quantity.exact is not None:
        return f"The standard error of the estimate of {quantity.parameter} is {plain(quantity.exact)}."
    if quantity.interval is not None and quantity.level is not None:
        lower, upper = (f"{end:.4g}" for end in quantity.interval)
        level = f"{quantity.level * 100:g} %"
        name = f"{level} confidence interval for {quantity.parameter} ({quantity.method})"
        return f"A {name} reaches from {lower} to {upper}."
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
    said = [f"This holds where {' and '.join(map(plain, shown))}."] if shown else []
    others: dict[str, list[str]] = {}
    for case in cases:
        if not case.by_formula and not case.is_of_formula:
            what = "there is none" if case.estimate is None else f"it is {plain(case.estimate)}"
            others.setdefault(what, []).append(plain(case.condition))
    return said + [f"Where {' or '.join(where)} {what}." for what, where in others.items()]


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


def _of_estimate(problem: Problem, estimate: Estimate) -> str:
    if estimate.exact is None:
        return _of_number(estimate)
    share = _share(problem, estimate)
    value = _value_in_words(estimate)
    name = plain(estimate.parameter)
    what = "estimator" if _is_formula(problem) else "estimate"
    return share or f"The maximum likelihood {what} of {name} is {value}."


def _is_formula(problem: Problem) -> bool:
    """Whether the answer is a function of a sample that is not given."""
    return bool(problem.laws) and problem.size is None and not (problem.columns or problem.partial)


def _of_number(estimate: Estimate) -> str:
    """Of an estimate without closed form: its number, or the equation that it solves."""
    name = plain(estimate.parameter)
    if estimate.value is not None:
        unit = f" {estimate.unit}" if estimate.unit else ""
        return f"The maximum likelihood estimate of {name} is about {estimate.value:.6g}{unit}."
    if estimate.general is None:
        return ""
    if isinstance(estimate.general, Relation) and isinstance(estimate.general.operands[0], Hat):
        return f"The maximum likelihood estimate of {name} follows: {plain(estimate.general)}."
    equation = plain(estimate.general)
    return f"The maximum likelihood estimate of {name} has no closed form: inside the domain it solves {equation}."


def _of_set(estimate: Estimate) -> str:
    """Every value of an interval maximises the likelihood."""
    name = plain(estimate.parameter)
    if estimate.interval is None:
        chosen = plain(estimate.maximisers or estimate.parameter)
        if isinstance(estimate.maximisers, (Relation, Several)):
            names = ", ".join(plain(Symbol(name)) for name in sorted(free_symbols(estimate.maximisers)))
            return f"All {names} with {chosen} are maximum likelihood estimates."
        return f"Every {name} in {chosen} is a maximum likelihood estimate."
    lower, upper = (_in_words(rational(Fraction(repr(end))), estimate.unit) for end in estimate.interval)
    return f"Every {name} from {lower} to {upper} is a maximum likelihood estimate."


def _value_in_words(estimate: Estimate) -> str:
    """The exact value in words; the number of one that is stated by sums over a long sample."""
    assert estimate.exact is not None
    if estimate.value is None or decimal(estimate.exact) is not None or not is_of_sample(estimate.exact):
        return _in_words(estimate.exact, estimate.unit)
    return f"about {estimate.value:.6g}{f' {estimate.unit}' if estimate.unit else ''}"


def _in_words(exact: Expression, unit: str | None) -> str:
    number = decimal(exact)
    text = plain(exact) if number is None else plain(number[0]) if number[1] == "=" else f"about {plain(number[0])}"
    return f"{text} {unit}" if unit else text


def _share(problem: Problem, estimate: Estimate) -> str:
    """`12 % of the emails are opened` where the outcomes have names."""
    if not problem.labels or estimate.exact is None or _role(problem, plain(estimate.parameter)) != "probability":
        return ""
    share = number_value(estimate.exact)
    if share is None or len(problem.labels) != 2 or len(problem.parameters) != 1 or share != _observed(problem):
        return ""
    percent = decimal_text(Fraction(share) * 100)
    value = _in_words(estimate.exact, None)
    return (
        f"The maximum likelihood estimate of {plain(estimate.parameter)} is {value}: {percent} % of the "
        f"{problem.unit or 'outcomes'} are {problem.labels[0]}."
    )


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
    sentences = [f"The {_named(quantity)} is {_in_words(exact, None)}." for quantity, exact in known]
    if problem.answer is not None and not sentences:
        return f"Answer: {problem.answer}. {_PROVED if problem.show else _WORD}"
    return " ".join(sentences)


def _named(quantity: Quantity) -> str:
    if quantity.name == "fisher-information":
        kind = "observed information" if quantity.of == "observed" else "Fisher information"
        return f"{kind} about {quantity.parameter}"
    of = f" of “{quantity.of}”" if quantity.of and quantity.parameter is None else ""
    about = f" for {quantity.parameter}" if quantity.parameter is not None else ""
    return f"{_NAMES.get(quantity.name, quantity.name)}{of}{about}"


_NAMES = {"nll": "negative log-likelihood"}
_PROVED = "The lines above are proved; that they answer the question is the author's word."
_WORD = "This is the author's word; nothing here was derived."
