"""What stands above a derivation: the model, the data, what is unknown and what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ..domains import POSITIVE, Domain
from ..expressions import ONE, Add, Apply, Expression, Indexed, Relation, Symbol, free_symbols, integer, map_children
from ..families.family import Family
from ..families.registry import family
from ..notation.decimals import in_decimals
from ..problem.model import Law, Narrowed, Partial, Prediction, Problem
from ..steps import Column
from . import words
from .phrases import Phrase, joined

__all__ = ["Fact", "facts"]

# Of a long list so many values are shown at its beginning.
SHOWN = 12


class Fact(NamedTuple):
    """One entry: what it is about (an id of `words.LABELS`) and what it says."""

    label: str
    phrase: Phrase


def facts(problem: Problem) -> tuple[Fact, ...]:
    """All that the problem gives, in the order in which a lecturer would put it on the board."""
    return tuple(fact for part in (_context, _models, _data, _symbols, _questions) for fact in part(problem))


# ---- the model -----------------------------------------------------------------------------------------


def _models(problem: Problem) -> Iterator[Fact]:
    for law in problem.laws:
        yield Fact("model", _model(problem, law))
    if problem.likelihood is not None:
        named = Relation((Apply("L", tuple(map(Symbol, problem.parameters))), problem.likelihood), ("=",))
        yield Fact("likelihood", (named,))


def _model(problem: Problem, law: Law) -> Phrase:
    """`x₁, …, x₁₀ ~ Bernoulli(θ), independent`."""
    if law.beside:
        names = joined([(Indexed(name, Symbol("i")),) for name in law.variables])
        return ("(", *names, ")", *_distribution(law, law.arguments), words.INDEPENDENT)
    covariates = _covariates(problem, law)
    if covariates:
        arguments = tuple(_by_observation(a, covariates) for a in law.arguments)
        return (Indexed(law.variable, Symbol("i")), *_distribution(law, arguments), words.INDEPENDENT)
    size = _size(problem, law)
    sample = _sample(law.variable, size)
    return (*sample, *_distribution(law, law.arguments), *((words.INDEPENDENT,) if len(sample) > 1 else ()))


def _size(problem: Problem, law: Law) -> int | None:
    column, ranges = problem.columns.get(law.variable), problem.partial.get(law.variable, ())
    if column is None and not ranges:
        return problem.size
    return (0 if column is None else column.size) + sum(known.times for known in ranges)


def _covariates(problem: Problem, law: Law) -> frozenset[str]:
    names: frozenset[str] = frozenset().union(*map(free_symbols, law.arguments))
    return names - problem.parameters.keys() - problem.known.keys() if law.family else frozenset()


def _by_observation(e: Expression, covariates: frozenset[str]) -> Expression:
    if isinstance(e, Symbol) and e.name in covariates:
        return Indexed(e.name, Symbol("i"))
    return map_children(lambda child: _by_observation(child, covariates), e)


def _sample(variable: str, size: int | None) -> Phrase:
    """`x`, `x₁, x₂` or `x₁, …, xₙ`."""
    if size == 1:
        return (Symbol(variable),)
    last = Indexed(variable, Symbol("n") if size is None else integer(size))
    gap = ", " if size == 2 else f", {words.ELISION}, "
    return (Indexed(variable, ONE), gap, last)


def _distribution(law: Law, arguments: tuple[Expression, ...]) -> Phrase:
    if law.family is not None:
        return (f"{words.DISTRIBUTED}{law.family.name}(", *_spelled(law.family, arguments), ")")
    assert law.density is not None
    density = Relation((Apply("f", tuple(map(Symbol, law.variables))), law.density), ("=",))
    ends = ((law.variable, law.support), *law.beside)
    conditions = [(c,) for name, domain in ends if (c := domain.condition(Symbol(name))) is not None]
    support: Phrase = (words.FOR, *joined(conditions)) if conditions else ()
    return (words.MASS if law.discrete else words.DENSITY, density, *support)


def _spelled(chosen: Family, arguments: tuple[Expression, ...]) -> Phrase:
    """The arguments, with the keyword where they are not the usual ones, or where none are usual: `α, scale=θ`,
    `p, support=failures`, `α, rate=β`."""
    usual = family(chosen.name)
    keyword = next((k for k, other in usual.spellings if other == chosen), "") if usual else ""
    phrases: list[Phrase] = [(argument,) for argument in arguments]
    if len(phrases) > SHOWN:
        phrases = [*phrases[:2], (words.ELISION,), phrases[-1]]
    if "=" in keyword:
        phrases.append((keyword,))
    elif keyword or (chosen.parameters and chosen.parameters[-1].by_name):
        phrases[-1] = (f"{keyword or chosen.parameters[-1].role}=", arguments[-1])
    return joined(phrases)


# ---- the data ------------------------------------------------------------------------------------------


def _data(problem: Problem) -> Iterator[Fact]:
    names = dict.fromkeys((*problem.columns, *problem.partial))
    for name in names:
        named: Phrase = (f"{name}: ",) if len(names) > 1 else ()
        column = problem.columns.get(name)
        ranges = [_range(known) for known in problem.partial.get(name, ())]
        entries = [*([] if column is None else [_column(column, problem.labels)]), *ranges]
        known = (0 if column is None else column.size) + sum(r.times for r in problem.partial.get(name, ()))
        yield Fact("data", (*named, *joined(entries), words.sample_size(known)))
    if problem.statistics:
        rows = [(Relation((name, in_decimals(value)), ("=",)),) for name, value in problem.statistics.items()]
        size = () if problem.size is None else ((Relation((Symbol("n"), integer(problem.size)), ("=",)),),)
        yield Fact("data", joined([*size, *rows]))


def _range(known: Partial) -> Phrase:
    """`> 5`, or `> 5 (2 times)`."""
    return (known.text if known.times == 1 else words.times(known.text, known.times),)


def _column(column: Column, labels: tuple[str, ...]) -> Phrase:
    if column.counts is None:
        return _elided([(in_decimals(value),) for value in column.values])
    if len(labels) == len(column.values):
        return _elided([_labelled(label, count) for label, count in zip(labels, column.counts, strict=True)])
    return _elided([
        (in_decimals(value), words.times("", count))
        for value, count in zip(column.values, column.counts, strict=True)
    ])


def _labelled(label: str, count: int) -> Phrase:
    """`7 heads`, but `1 (17 times)`."""
    return (words.times(label, count),) if label[-1:].isdigit() else (f"{count} {label}",)


def _elided(entries: list[Phrase]) -> Phrase:
    if len(entries) > SHOWN:
        entries = [*entries[:SHOWN - 2], (words.ELISION,), entries[-1]]
    return joined(entries)


# ---- what is unknown, known, asked -----------------------------------------------------------------------


def _symbols(problem: Problem) -> Iterator[Fact]:
    if problem.parameters:
        groups = groupby(problem.parameters.items(), key=lambda item: item[1])
        parameters = [_group([name for name, _ in group], domain) for domain, group in groups]
        yield Fact("unknown", joined(parameters, "; "))
    for reason in problem.narrowed:
        yield Fact("narrowed", _narrowed(reason))
    known = [_known(problem, name, value) for name, value in problem.known.items()]
    if known:
        yield Fact("known", joined(known))
    for constraint in problem.constraints:
        yield Fact("constraint", _constraint(constraint))


def _narrowed(reason: Narrowed) -> Phrase:
    """`the rate 1 + θ has to be positive: θ > −1`."""
    condition = None if reason.domain is None else reason.domain.condition(Symbol(reason.parameter))
    tail: Phrase = () if condition is None else (words.SO, condition)
    named = words.the_role(reason.role)
    if reason.within.condition(Symbol("")) == POSITIVE.condition(Symbol("")):
        return (named, reason.argument, words.HAS_TO_BE, *tail)
    return (named, reason.argument, words.HAS_TO_LIE, reason.within.interval(), *tail)


def _constraint(line: Relation) -> Phrase:
    """The relation; of a long sum its beginning and its end."""
    total = line.operands[0]
    if not isinstance(total, Add) or len(total.terms) <= SHOWN or len(line.operands) > 2:
        return (line,)
    first, second, *_, last = total.terms
    return (first, " + ", second, f" + {words.ELISION} + ", Relation((last, line.operands[1]), line.operators))


def _group(names: list[str], domain: Domain) -> Phrase:
    """Symbols with a domain in common: `p₁, p₂, p₃ in [0, 1]`, `a, b, any real numbers`."""
    if len(names) == 1:
        return _symbol(names[0], domain)
    listed = names if len(names) <= SHOWN else [*names[:2], "", names[-1]]
    symbols = joined((Symbol(name) if name else words.ELISION,) for name in listed)
    kind = (words.INTEGERS,) if domain.integer else ()
    if domain.lower is None and domain.upper is None:
        return (*symbols, *(kind or (words.REALS,)))
    return (*symbols, words.IN, domain.interval(), *kind)


def _symbol(name: str, domain: Domain) -> Phrase:
    """`θ with 0 < θ < 1`, `μ, any real number`, `N ≥ 9, an integer`."""
    condition = domain.condition(Symbol(name))
    kind = (words.INTEGER,) if domain.integer else ()
    if condition is None:
        return (Symbol(name), *(kind or (words.REAL,)))
    if len(condition.operands) == 2:
        return (condition, *kind)
    return (Symbol(name), words.WITH, condition, *kind)


def _known(problem: Problem, name: str, value: Expression | None) -> Phrase:
    if value is not None:
        return (Relation((Symbol(name), value), ("=",)),)
    domain = problem.domains.get(name)
    return (Symbol(name),) if domain is None else _symbol(name, domain)


def _questions(problem: Problem) -> Iterator[Fact]:
    if problem.find and not (len(problem.find) == 1 and problem.find[0].kind == "mle" and problem.find[0].of is None):
        yield Fact("find", joined([
            (words.FINDS.get(find.kind, find.kind), *(() if find.of is None else (words.OF, find.of)))
            for find in problem.find
        ]))
    for choice in problem.choices:
        yield Fact("choices", (f"{choice.label}) {choice.text}",))


# ---- next tokens -----------------------------------------------------------------------------------------


def _context(problem: Problem) -> Iterator[Fact]:
    if problem.context:
        yield Fact("context", (problem.context,))
    shown_positions = problem.predictions[:SHOWN]
    for prediction in shown_positions:
        for name, distribution in prediction.distributions.items():
            tokens = joined([_token(token, in_decimals(p)) for token, p in distribution.items()][:SHOWN])
            yield Fact("prediction", (f"{name}: " if name else "", *tokens))
    if shown_positions:
        yield _target(problem.predictions)


def _token(token: str, probability: Expression) -> Phrase:
    return (f"{token} ", probability)


def _target(predictions: tuple[Prediction, ...]) -> Fact:
    targets = [(prediction.target,) for prediction in predictions]
    return Fact("target", targets[0]) if len(targets) == 1 else Fact("targets", joined(targets[:SHOWN], " "))
