"""Maximum likelihood estimates: one parameter at a time, each with its score, its root and why it is the maximum.

With several parameters the likelihood is maximised over one of them first, whatever the others are, the estimate is
put in, and so on: the profile. A maximum found so is global.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..claims.equations import Root, Substituted
from ..claims.values import Equal
from ..exact import Field
from ..expressions import (
    INFINITY,
    Add,
    Call,
    Expression,
    Hat,
    Interval,
    Relation,
    SetOf,
    Several,
    Summation,
    Symbol,
    children,
    free_symbols,
    walk,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import NOTHING, Record, replace
from ..referee.infinity import infinite_sign
from ..rules.arithmetic import approximate, fold
from ..rules.derivatives import derivative, gradient
from ..rules.medians import holds_absolute_value
from ..rules.profiles import tidied
from ..rules.ratios import collected_ratios
from ..rules.shared_factors import spelled_alike
from ..rules.terms import size_first, terms_of
from ..steps import Status, value_of
from ..words import say
from .answers import in_means
from .counts import middle
from .directions import best_direction
from .ends import end_of_support, open_ends
from .likelihood import (
    function_of,
    write_likelihood,
    write_log_likelihood,
    write_over_one_denominator,
    write_shared_taken_out,
)
from .maximum import End, argue_maximum, at_end, factored_score, phase_of_end
from .numeric import solve_numerically
from .numeric_answers import settle
from .restricted import nearest_point
from .score import (
    NoSolution,
    Solved,
    assume_inside,
    assume_spread,
    lies_inside,
    lies_inside_by_form,
    refuse_undecided,
    solve_equation,
    write_score,
)
from .searching import Numeric
from .settings import known_facts, regular_facts
from .steps_down import through_zero
from .supports import Impossible
from .worksheet import Stuck, Worksheet, equals

__all__ = [
    "Estimated", "assume_regular", "climb_reason", "estimate", "estimate_from", "estimate_from_log", "maximise_all",
    "maximise_over", "profile_of", "put_back", "unfold_constant",
]


class Estimated(Record):
    """What came out: estimates by parameter in the symbols or numbers of the derivation, the lines that state them,
    and the functions of the problem. Sets of maximisers stand in `sets`, what was found in numbers only in `numeric`.
    With `NO_MAXIMUM` the reason stands in `why`, with `NOT_UNIQUE` a remark. worked_out: the lines have the data in
    them, where there are any."""

    status: Status
    roots: Mapping[str, Expression] = NOTHING
    lines: Mapping[str, Relation] = NOTHING
    likelihood: Expression | None = None
    log_likelihood: Expression | None = None
    scores: Mapping[str, Expression] = NOTHING
    sets: Mapping[str, Interval | SetOf | Relation | Several] = NOTHING
    why: str = ""
    numeric: Mapping[str, Numeric] = NOTHING
    worked_out: bool = False


def estimate(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """Likelihood, log-likelihood, and the maximum over every parameter.

    Raises Stuck where no rule goes on; the lines so far are on the sheet.
    """
    parameters = tuple(problem.parameters)
    late = numbers and _has_corners(problem)
    if not numbers:
        assume_regular(sheet, problem)
    try:
        likelihood = write_likelihood(sheet, problem, numbers and not late)
    except Impossible as why:
        return Estimated(Status.NO_MAXIMUM, why=str(why))
    return estimate_from(sheet, likelihood, parameters, numbers, late)


def estimate_from(
    sheet: Worksheet, likelihood: Relation, parameters: tuple[str, ...], numbers: bool, late: bool = False
) -> Estimated:
    """From the likelihood to the maximum over every parameter. Raises Stuck where no rule goes on."""
    shorter = write_shared_taken_out(sheet, write_over_one_denominator(sheet, likelihood))
    log_line = write_log_likelihood(sheet, shorter, parameters)
    log_line = _with_ratios(sheet, log_line) if numbers else log_line
    whole = unfold_constant(sheet, value_of(log_line))
    functions = Estimated(Status.SOLVED, likelihood=value_of(likelihood), log_likelihood=whole)
    return estimate_from_log(sheet, log_line, parameters, functions, late)


def estimate_from_log(
    sheet: Worksheet, log_line: Relation, parameters: tuple[str, ...], functions: Estimated, late: bool = False
) -> Estimated:
    """From the log-likelihood to the maximum over every parameter. Raises Stuck where no rule goes on."""
    found = maximise_all(sheet, log_line, parameters, functions, late)
    assert functions.log_likelihood is not None
    return replace(found, scores=_scores(sheet, functions.log_likelihood, parameters))


def _has_corners(problem: Problem) -> bool:
    """Whether a parameter stands in an absolute value: the median comes before the numbers, which go in behind it."""
    densities = [law.density for law in problem.laws if law.density is not None]
    return any(holds_absolute_value(density, problem.parameters) for density in densities)


def _scores(sheet: Worksheet, log_likelihood: Expression, parameters: tuple[str, ...]) -> dict[str, Expression]:
    """The score of every parameter; with one parameter it stands on the sheet."""
    lines = [step.after for step in sheet.steps if step.rule == "score"]
    if len(parameters) == 1 and lines:
        return {parameters[0]: value_of(lines[0])}
    return gradient(log_likelihood, tuple(name for name in parameters if name in free_symbols(log_likelihood)))


def assume_regular(sheet: Worksheet, problem: Problem) -> None:
    """The conditions of the regular case, for a derivation in symbols."""
    facts = tuple(fact for law in problem.laws for fact in regular_facts(law, problem))
    sheet.assume(facts + known_facts(problem))


def unfold_constant(sheet: Worksheet, e: Expression) -> Expression:
    """The log-likelihood with the named constant written out again."""
    for step in sheet.steps:
        if step.rule == "name-constant" and isinstance(step.after, Relation):
            name, value = step.after.operands
            e = put(e, name, value)
    return e


def maximise_all(
    sheet: Worksheet, line: Relation, parameters: tuple[str, ...], functions: Estimated, late: bool = False
) -> Estimated:
    """From the log-likelihood to the estimates, one parameter at a time. late: the data go in behind the first."""
    roots: dict[str, Expression] = {}
    lines: dict[str, Relation] = {}
    left = list(parameters)
    while left:
        unknown, found = _solve_for_one(sheet, line, left, parameters)
        left.remove(unknown)
        if isinstance(found, End):
            why = climb_reason(sheet, found, unknown, value_of(line))
            return replace(functions, status=Status.NO_MAXIMUM, why=why)
        if isinstance(found, Interval):
            return _with_set(functions, found, unknown, left)
        if isinstance(found, Numeric):
            numeric = settle(sheet, roots, unknown, found)
            status = Status.NUMERIC if found.exact is None else Status.SOLVED
            status = status if found.members is None else Status.NOT_UNIQUE
            return replace(functions, status=status, roots=roots, lines=lines, numeric=numeric)
        root, hat = found
        open_ends(sheet, unknown, root)
        roots[unknown], lines[unknown] = root, hat
        if left:
            line = profile_of(sheet, line, unknown, root, tuple(left))
            line = _numbers_in(sheet, line) if late else line
    roots, lines = put_back(sheet, roots, lines, parameters)
    return replace(functions, roots=roots, lines=lines)


def _numbers_in(sheet: Worksheet, line: Relation) -> Relation:
    after = equals(line.operands[0], sheet.sample.put_in(value_of(line)))
    return sheet.write("numbers-in", line, after, Equal(at_data=True))


def _with_set(functions: Estimated, found: Interval, unknown: str, left: list[str]) -> Estimated:
    if left:
        raise Stuck(say("not-alone", name=unknown))
    return replace(functions, status=Status.NOT_UNIQUE, sets={unknown: found})


def _solve_for_one(
    sheet: Worksheet, line: Relation, left: list[str], parameters: tuple[str, ...]
) -> tuple[str, tuple[Expression, Relation] | End | Interval | Numeric]:
    """An end of the support first, whatever the other parameters are; then the easiest of the parameters that has a
    closed form. The last one that is left may be found in numbers."""
    ends = [name for name in left if name in sheet.admissible]
    order = [*ends, *_by_ease(value_of(line), [name for name in left if name not in ends])]
    for unknown in order:
        mark = sheet.mark()
        try:
            return unknown, maximise_over(sheet, line, unknown, parameters, len(left) == 1)
        except Stuck:
            if unknown == order[-1] and len(left) > 1:
                raise
            sheet.back_to(mark)
    score = write_score(sheet, line, left[0], parameters)
    assume_spread(sheet, value_of(score), left[0])
    found = solve_numerically(sheet, line, score, left[0], parameters)
    return left[0], _ended(sheet, found, left[0]) if isinstance(found, End) else found


def _by_ease(log_likelihood: Expression, left: list[str]) -> list[str]:
    """The parameters, first those whose score holds the fewest of the others: their estimates are free of them."""
    if len(left) == 1:
        return list(left)

    def others(name: str) -> int:
        terms = terms_of(derivative(log_likelihood, name))
        bodies = [n for t in terms for b, _ in t.powers if isinstance(b, Summation) for n in [free_symbols(b)]]
        return len(set().union(*bodies, set()) & (set(left) - {name})) if len(terms) == 1 else len(left)

    return sorted(left, key=others)


def maximise_over(
    sheet: Worksheet, line: Relation, unknown: str, parameters: tuple[str, ...], is_last: bool
) -> tuple[Expression, Relation] | End | Interval:
    """The maximum over one parameter, whatever the others are: the estimate and its line, a set of them, or the end
    that is not attained. Raises Stuck, Degenerate."""
    if unknown in sheet.admissible:
        found = end_of_support(sheet, line, unknown, parameters)
        if found is not None:
            return found
    turned = best_direction(sheet, line, unknown)
    if turned is not None:
        return turned
    score = write_score(sheet, line, unknown, parameters)
    counted = middle(sheet, score, unknown)
    if counted is not None:
        return counted
    stepped = through_zero(sheet, score, unknown)
    if stepped is not None:
        return stepped
    assume_spread(sheet, value_of(score), unknown)
    sign = sheet.signs.of(value_of(score))
    if sign == 0:
        raise Stuck(say("every-value", name=unknown))
    if sign is not None:
        return _ended(sheet, at_end(sheet, score, unknown, sign), unknown)
    mark = sheet.mark()
    try:
        solved = solve_equation(sheet, score, unknown)
    except NoSolution:
        sheet.back_to(mark)
        return _ended(sheet, _monotone(sheet, score, unknown), unknown)
    assume_spread(sheet, Add((*solved.before.operands, solved.root)), unknown)
    inside = lies_inside(sheet, solved.root, unknown)
    if inside is None and solved.through is not None:
        inside = lies_inside_by_form(sheet, solved.root, unknown)
    assume_spread(sheet, Add((*solved.before.operands, solved.root)), unknown)
    if inside is None:
        clamped = nearest_point(sheet, score, solved, unknown, is_last)
        if clamped is not None:
            return clamped
        inside = None if sheet.sample.known else assume_inside(sheet, solved.root, unknown)
    if inside is None and sheet.by_form:
        inside = lies_inside_by_form(sheet, solved.root, unknown)
    if inside is None:
        refuse_undecided(sheet, unknown)
    if inside is False:
        return _ended(sheet, _outside(sheet, score, solved, unknown), unknown)
    argue_maximum(sheet, score, solved, unknown, parameters)
    sheet.phase("answer")
    root = in_means(fold(solved.root))
    held = ", ".join(name for name in parameters if name in _bare_names(root))
    rule = "estimate-given" if held else "estimate"
    line = equals(Hat(Symbol(unknown)), spelled_alike(solved.root), root)
    hat = sheet.write(rule, score, line, Root(unknown), v=Symbol(unknown), n=held)
    return root, hat


def _ended(sheet: Worksheet, end: End, unknown: str) -> tuple[Expression, Relation] | End:
    if not end.attained:
        return end
    return end.end, end.line


def _monotone(sheet: Worksheet, score: Relation, unknown: str) -> End:
    """The score vanishes nowhere: it has one sign."""
    sign = Field(sheet.setting).sign(sheet.without_hats(value_of(score)))
    if not sign:
        raise Stuck(say("sign-not-told", name=unknown))
    return at_end(sheet, score, unknown, sign)


def _outside(sheet: Worksheet, score: Relation, solved: Solved, unknown: str) -> End:
    """No stationary point inside: the score, which falls through its root, has one sign in the whole domain."""
    upper = approximate(sheet.domain(unknown).upper or INFINITY)
    root = approximate(solved.root)
    if upper is None or root is None:
        raise Stuck(say("no-inner-point", name=unknown))
    rising = root >= upper
    sheet.phase(phase_of_end(sheet.domain(unknown), rising))
    line = equals(score.operands[0], factored_score(sheet.signs, solved))
    line = sheet.write("outside", score, line, Equal(), n=solved.root)
    return at_end(sheet, line, unknown, 1 if rising else -1)


def climb_reason(sheet: Worksheet, end: End, unknown: str, log_likelihood: Expression) -> str:
    """Why there is no maximum, where the likelihood climbs to an end that is not attained."""
    name, limit = plain(Symbol(unknown)), plain(end.end)
    there = put(unfold_constant(sheet, log_likelihood), Symbol(unknown), end.end)
    way = say("grows-with" if end.upper else "falls-with", name=name)
    if infinite_sign(there, sheet.setting) == 1:
        return say("unbounded-towards", way=way, name=name, limit=limit)
    if unknown in sheet.admissible:
        return say("supremum-not-admissible", way=way, name=name, limit=limit)
    if limit.endswith("∞"):
        return say("supremum-towards", way=way, name=name, limit=limit)
    return say("supremum-outside", way=way, name=name, limit=limit)


def profile_of(sheet: Worksheet, line: Relation, unknown: str, root: Expression, left: tuple[str, ...]) -> Relation:
    """The likelihood at the estimate; one that is a lengthy formula keeps its name, `b̂`."""
    sheet.phase("profile")
    name = function_of("ℓ", left)
    if any(map(_is_lengthy, walk(root))) and free_symbols(root).isdisjoint(left):
        sheet.formulas[unknown] = sheet.without_hats(root)
        root = Hat(Symbol(unknown))
    value = size_first(tidied(put(value_of(line), Symbol(unknown), root)))
    after = equals(name, value) if free_symbols(root) or _has_sample(root) else equals(name, value, fold(value))
    line = sheet.write("profile", line, after, Substituted(((unknown, root),)), n=equals(Symbol(unknown), root),
                       v=say("whatever", names=[plain(Symbol(other)) for other in left]))
    return _with_ratios(sheet, line)


def _with_ratios(sheet: Worksheet, line: Relation) -> Relation:
    """`α n log m − α Σ log x_i` as `−α Σ log(x_i/m)`, `2α log 2 − α log 12` as `−α log 3`."""
    ratios = collected_ratios(line.operands[-1])
    if ratios == line.operands[-1]:
        return line
    return sheet.write("collect-ratios", line, equals(line.operands[0], ratios), Equal())


def _is_lengthy(e: Expression) -> bool:
    """A sum over the sample, or a choice between two values."""
    return isinstance(e, Summation) or (isinstance(e, Call) and e.function in ("max", "min") and len(e.arguments) > 1)


def _has_sample(e: Expression) -> bool:
    return any(isinstance(node, (Summation, Call)) for node in walk(e))


def _bare_names(e: Expression) -> set[str]:
    """The symbols of an expression that stand for themselves, not under a hat."""
    if isinstance(e, Hat):
        return set()
    return {e.name} if isinstance(e, Symbol) else set().union(*map(_bare_names, children(e)))


def put_back(
    sheet: Worksheet, roots: dict[str, Expression], lines: dict[str, Relation], parameters: tuple[str, ...]
) -> tuple[dict[str, Expression], dict[str, Relation]]:
    """The estimates and their lines; one that still holds a parameter found later gets its estimate put in."""
    for name in reversed(list(roots)):
        held = sorted(_bare_names(roots[name]) & set(parameters))
        if not held:
            continue
        if any(_has_sample(roots[other]) for other in (name, *held)):
            raise Stuck(say("estimate-holds", name=name, others=', '.join(held)))
        sheet.phase("back")
        pairs = tuple((other, roots[other]) for other in held)
        spelled = roots[name]
        for other, value in pairs:
            spelled = put(spelled, Symbol(other), value)
        roots[name] = fold(spelled)
        line = equals(Hat(Symbol(name)), spelled, roots[name])
        lines[name] = sheet.write("back-substitution", lines[name], line, Substituted(pairs))
    return {name: roots[name] for name in parameters}, {name: lines[name] for name in parameters}
