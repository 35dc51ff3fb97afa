"""A whole number and a probability, as of Binomial(m, p): the probability first, then the profile in the number.

ℓ(m) as a function on the real line has a second derivative that is a quotient of polynomials, and ℓ′ tends to zero.
Where ℓ″ < 0 throughout, ℓ′ falls to zero and ℓ grows for ever; where ℓ″ turns positive, ℓ′ has fallen below zero
before and stays there, so that ℓ has one peak.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from ..claims.integers import Certain
from ..claims.values import Equal
from ..expressions import (
    ONE,
    Call,
    Expression,
    Hat,
    Multiply,
    Relation,
    Symbol,
    free_symbols,
    integer,
    nodes,
    number_value,
)
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import replace
from ..rules.supports import split_indicators
from ..rules.terms import Term, add, factor, term_product, write
from ..steps import Status, value_of
from ..words import say
from .estimation import Estimated, climb_reason, estimate, maximise_over, profile_of, put_back, unfold_constant
from .likelihood import write_likelihood, write_log_likelihood
from .maximum import End
from .reals import course, peak
from .supports import Impossible
from .worksheet import Degenerate, Stuck, Worksheet, equals

__all__ = ["estimate_size", "is_size_problem"]

MOST_FACTORS = 90
"""Of a binomial coefficient that is written out: its largest number chosen."""


def is_size_problem(problem: Problem) -> bool:
    """Whether one of two parameters is a whole number in a binomial coefficient, and the other is none."""
    whole = [name for name, domain in problem.parameters.items() if domain.integer]
    if len(problem.parameters) != 2 or len(whole) != 1 or len(problem.laws) != 1:
        return False
    density = problem.laws[0].density
    return density is not None and any(_chooses_from(node, whole[0]) for node in nodes(density))


def _chooses_from(e: Expression, name: str) -> bool:
    return isinstance(e, Call) and e.function == "binomial" and name in free_symbols(e.arguments[0])


def estimate_size(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """The maximum over both. The data go in first. Raises Stuck where no rule goes on."""
    if not sheet.sample.known:
        return estimate(sheet, problem, numbers)
    if not numbers:
        raise Degenerate
    parameters = tuple(problem.parameters)
    size = next(name for name in parameters if problem.parameters[name].integer)
    share = next(name for name in parameters if name != size)
    try:
        likelihood = write_likelihood(sheet, problem, True)
    except Impossible as why:
        return Estimated(Status.NO_MAXIMUM, why=str(why))
    certain = _certain(sheet, likelihood, size, share)
    if certain is not None:
        return certain
    line = _written_out(sheet, likelihood, size)
    log_line = write_log_likelihood(sheet, line, parameters)
    whole = unfold_constant(sheet, value_of(log_line))
    functions = Estimated(Status.SOLVED, likelihood=value_of(line), log_likelihood=whole)
    found = maximise_over(sheet, log_line, share, parameters, False)
    if isinstance(found, End):
        reason = climb_reason(sheet, found, share, value_of(log_line))
        return replace(functions, status=Status.NO_MAXIMUM, why=reason)
    if not isinstance(found, tuple):
        raise Stuck(say("shares-equally-good", name=share))
    profile = profile_of(sheet, log_line, share, found[0], (size,))
    return _over_sizes(sheet, functions, profile, (share, *found), (size, parameters))


def _certain(sheet: Worksheet, line: Relation, size: str, share: str) -> Estimated | None:
    """All observations equal, c: c trials that all succeed make them certain. None where they differ or are zero, or
    certainty lies outside of the domain."""
    column = next(iter(sheet.setting.columns.values()), None)
    values = set() if column is None else set(column.values)
    domain = sheet.domain(share)
    if column is None or len(values) != 1 or domain.upper != ONE or not domain.upper_closed:
        return None
    (value,) = values
    if value < 1 or value.denominator != 1:
        return None
    sheet.phase("maximum")
    claim = Certain(size, share, int(value), column.size)
    best = {size: integer(int(value)), share: ONE}
    lines = {
        name: sheet.write("certain", line, equals(Hat(Symbol(name)), root), claim, v=Symbol(size), n=best[size])
        for name, root in best.items()
    }
    return Estimated(Status.SOLVED, best, lines, value_of(line))


def _over_sizes(
    sheet: Worksheet,
    functions: Estimated,
    profile: Relation,
    best: tuple[str, Expression, Relation],
    names: tuple[str, tuple[str, ...]],
) -> Estimated:
    """The profile over the whole numbers; best: the other parameter, its estimate given the size, and the line."""
    (share, root, line), (size, parameters) = best, names
    end = course(sheet, profile, size, "slope-of-profile")
    if isinstance(end, End) and not end.attained:
        return replace(functions, status=Status.NO_MAXIMUM, why=_why(size, share, root))
    found = (end.end, end.line) if isinstance(end, End) else peak(sheet, profile, end, size)
    roots, lines = put_back(sheet, {share: root, size: found[0]}, {share: line, size: found[1]}, parameters)
    return replace(functions, roots=roots, lines=lines)


def _why(size: str, share: str, root: Expression) -> str:
    name = plain(Symbol(size))
    return say("climbs-with-size", share=plain(Symbol(share)), root=plain(root), name=name)


# ---- the likelihood without binomial coefficients ------------------------------------------------------------


def _written_out(sheet: Worksheet, line: Relation, size: str) -> Relation:
    """`C(m, 3)` as m(m − 1)(m − 2)/6."""
    body, ones = split_indicators(value_of(line))
    term = factor(body)
    spelled: list[Term] = []
    for base, exponent in term.powers:
        falling = _falling(base, size)
        if falling is None or not isinstance(exponent, int):
            spelled.append(Term(1, ((base, exponent),)))
        else:
            spelled += [falling] * exponent
    product = write(term_product([Term(term.coefficient, ()), *spelled]))
    after = equals(line.operands[0], Multiply((product, *ones)) if ones else product)
    return line if after == line else sheet.write("choices-written-out", line, after, Equal(at_data=True))


def _falling(base: Expression, size: str) -> Term | None:
    if not isinstance(base, Call) or base.function != "binomial":
        return None
    among, chosen = base.arguments
    count = number_value(chosen)
    if size not in free_symbols(among) or not isinstance(count, int):
        return None
    if count > MOST_FACTORS:
        raise Stuck(say("too-many-factors", among=plain(among), count=count))
    factors = tuple((add(among, integer(-k)), 1) for k in range(count))
    return Term(Fraction(1, factorial(count)), factors)
