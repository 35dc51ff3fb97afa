"""As many different rows of covariates as unknowns: the means of the groups are the better unknowns.

`y ~ Poisson(exp(a + b x))` with x = 0 or 1: in μ_1 = e^a and μ_2 = e^(a + b) the likelihood is a product of functions
of one unknown each; the estimates of a and b are read back from theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from ..claims.equations import Root
from ..claims.several import NewParameters, ReadBack, Reparametrised
from ..domains import POSITIVE, Domain
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Expression,
    Hat,
    Negate,
    Relation,
    Several,
    Symbol,
    number_value,
    rational,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..records import replace
from ..rules.arithmetic import fold, log_of_number
from ..rules.predictors import Predictor, in_group, mean_of
from ..rules.profiles import tidied
from ..rules.terms import Term, add, collect, divide, expand, multiply, negate, terms_of, write_sum
from ..steps import Status, value_of
from ..words import say
from .answers import with_decimal
from .estimation import Estimated
from .likelihood import function_of
from .maximum import argue_maximum
from .score import lies_inside, solve_equation, write_score
from .surface import Surface, observed
from .worksheet import Stuck, Worksheet, equals

__all__ = ["Groups", "estimate_groups", "groups_of"]

LETTERS = {"exp": ("μ", "m", "λ"), "logistic": ("p", "q", "π_0")}
SAID = {"exp": "the-mean", "logistic": "the-probability"}
MOST_BITS = 256


class Groups(NamedTuple):
    """names: the parameters; link: by which the predictor enters. predictors: that of each group in the parameters;
    inverse: the matrix that leads back from them, offsets taken off. rows: what was observed in each group, and how
    often."""

    names: tuple[str, ...]
    link: str
    predictors: tuple[Expression, ...]
    inverse: tuple[tuple[Fraction, ...], ...]
    offsets: tuple[Expression, ...]
    rows: tuple[dict[tuple[Fraction, ...], int], ...]
    bases: tuple[str, ...]


def groups_of(surface: Surface, predictor: Predictor, names: tuple[str, ...]) -> Groups | None:
    """The groups, where there are as many as parameters; None else."""
    found = surface.groups()
    if predictor.link not in LETTERS or len(found) != len(names):
        return None
    matrix = []
    for columns, _ in found:
        ordered = [number_value(columns[predictor.names.index(name)]) for name in names]
        if any(x is None for x in ordered):
            return None
        matrix.append([Fraction(x) for x in ordered if x is not None])
    inverse = _inverse(matrix)
    if inverse is None:
        return None
    predictors = tuple(
        add(*(multiply(rational(x), Symbol(name)) for x, name in zip(row, names, strict=True) if x), offset)
        for row, (_, offset) in zip(matrix, found, strict=True)
    )
    rows: list[dict[tuple[Fraction, ...], int]] = [{} for _ in found]
    for (columns, offset, seen), count in surface.rows.items():
        rows[found.index((columns, offset))][seen] = count
    offsets = tuple(offset for _, offset in found)
    return Groups(names, predictor.link, predictors, inverse, offsets, tuple(rows), tuple(surface.bases))


def _inverse(matrix: list[list[Fraction]]) -> tuple[tuple[Fraction, ...], ...] | None:
    """By elimination; None where there is none."""
    size = len(matrix)
    rows = [[*row, *(Fraction(int(j == k)) for j in range(size))] for k, row in enumerate(matrix)]
    for k in range(size):
        pivot = next((j for j in range(k, size) if rows[j][k]), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], [x / rows[pivot][k] for x in rows[pivot]]
        rows[k], rows[pivot] = (rows[pivot], rows[k]) if pivot != k else (list(rows[k]), rows[k])
        rows = [
            row if j == k or not row[k] else [x - row[k] * y for x, y in zip(row, rows[k], strict=True)]
            for j, row in enumerate(rows)
        ]
    return tuple(tuple(row[size:]) for row in rows)


def estimate_groups(
    sheet: Worksheet,
    line: Relation,
    functions: Estimated,
    groups: Groups,
    terms: Sequence[Term],
    rest: Sequence[Term],
) -> Estimated:
    """From the log-likelihood to the estimates by way of the group means."""
    new = _names(sheet, groups)
    _admit(sheet, groups, new)
    back = _write_parameters(sheet, groups, new)
    apart = _write_apart(sheet, line, groups, new, terms, rest, back)
    values = {name: _maximise(sheet, apart, name, new) for name in new}
    roots: dict[str, Expression] = {}
    lines: dict[str, Relation] = {}
    sheet.phase("back")
    for name, statement in zip(groups.names, back.statements, strict=True):
        assert isinstance(statement, Relation)
        formula, spelled = value_of(statement), value_of(statement)
        for other, value in values.items():
            formula = put(formula, Symbol(other), Hat(Symbol(other)))
            spelled = put(spelled, Symbol(other), value)
        spelled = fold(spelled)
        roots[name] = _one_log(spelled)
        after = with_decimal([Hat(Symbol(name)), formula, spelled, roots[name]])
        lines[name] = sheet.write("read-back", statement, after, ReadBack())
    return replace(functions, status=Status.SOLVED, roots=roots, lines=lines)


def _names(sheet: Worksheet, groups: Groups) -> tuple[str, ...]:
    setting = sheet.setting
    names = (*setting.domains, *setting.supports, *setting.columns)
    taken = {name.partition("_")[0] for name in names}
    letter = next((x for x in LETTERS[groups.link] if x not in taken), None)
    if letter is None:
        raise Stuck(say("no-letters-for-groups"))
    return tuple(f"{letter}_{k}" for k in range(1, len(groups.names) + 1))


def _admit(sheet: Worksheet, groups: Groups, new: tuple[str, ...]) -> None:
    domain = POSITIVE if groups.link == "exp" else Domain(ZERO, ONE)
    sheet.setting = replace(sheet.setting, domains={**sheet.setting.domains, **dict.fromkeys(new, domain)})
    sheet.assume(())


def _write_parameters(sheet: Worksheet, groups: Groups, new: tuple[str, ...]) -> Several:
    """`a = log μ_1, b = log μ_2 − log μ_1`."""
    forward = tuple((name, mean_of(groups.link, e)) for name, e in zip(new, groups.predictors, strict=True))
    etas = [
        add(_linked(groups.link, Symbol(name)), negate(offset))
        for name, offset in zip(new, groups.offsets, strict=True)
    ]
    statements = tuple(
        equals(Symbol(name), _combination(row, etas))
        for name, row in zip(groups.names, groups.inverse, strict=True)
    )
    sheet.phase("groups")
    shown = ", ".join(plain(equals(Symbol(name), e)) for name, e in forward)
    claim = NewParameters(forward)
    return sheet.write("new-parameters", None, Several(statements, ","), claim, v=say(SAID[groups.link]), n=shown)


def _combination(row: Sequence[Fraction], etas: Sequence[Expression]) -> Expression:
    """The sum, what is added before what is taken off."""
    pairs = sorted(((x, eta) for x, eta in zip(row, etas, strict=True) if x), key=lambda pair: pair[0] < 0)
    return add(*(multiply(rational(x), eta) for x, eta in pairs))


def _linked(link: str, mean: Expression) -> Expression:
    """The predictor of a mean."""
    return Call("log", (mean if link == "exp" else divide(mean, Add((ONE, Negate(mean)))),))


def _write_apart(
    sheet: Worksheet,
    line: Relation,
    groups: Groups,
    new: tuple[str, ...],
    terms: Sequence[Term],
    rest: Sequence[Term],
    back: Several,
) -> Relation:
    """`ℓ(μ_1, μ_2) = 6 log μ_1 − 2μ_1 + 12 log μ_2 − 2μ_2`."""
    parts: list[Term] = []
    for name, seen in zip(new, groups.rows, strict=True):
        total: list[Term] = []
        for values, count in seen.items():
            here = observed(write_sum(list(terms)), dict(zip(groups.bases, values, strict=True)))
            total += [Term(t.coefficient * count, t.powers) for t in terms_of(here)]
        written = in_group(write_sum(collect(total)), groups.link, Symbol(name))
        parts += expand(written) if groups.link == "logistic" else terms_of(tidied(fold(written)))
    after = equals(function_of("ℓ", new), write_sum([*collect(parts), *rest]))
    return sheet.write("reparametrised", line, after, Reparametrised(back))


def _maximise(sheet: Worksheet, line: Relation, name: str, new: tuple[str, ...]) -> Expression:
    score = write_score(sheet, line, name, new)
    solved = solve_equation(sheet, score, name)
    if not lies_inside(sheet, solved.root, name):
        raise Stuck(say("point-outside", name=name))
    argue_maximum(sheet, score, solved, name, new)
    sheet.phase("answer")
    root = fold(solved.root)
    sheet.write("estimate", score, equals(Hat(Symbol(name)), solved.root, root), Root(name))
    return root


def _one_log(e: Expression) -> Expression:
    """`log 6 − log 3` as log 2, where the numbers stay short."""
    product = Fraction(1)
    for coefficient, powers in terms_of(e):
        base, exponent = powers[0] if len(powers) == 1 else (ONE, 0)
        value = number_value(base.arguments[0]) if isinstance(base, Call) and base.function == "log" else None
        times = Fraction(coefficient)
        if not value or exponent != 1 or times.denominator != 1 or abs(times) > MOST_BITS:
            return e
        product *= Fraction(value) ** times.numerator
        if product.numerator.bit_length() + product.denominator.bit_length() > MOST_BITS:
            return e
    return log_of_number(product)
