"""From a problem to its derivation: which plan, with numbers first or last, and what is the answer."""

from __future__ import annotations

import sys
from math import isclose, isfinite

from ..balls import Undefined, value
from ..claims.equations import Substituted
from ..claims.supports import StepsDown
from ..domains import Domain
from ..expressions import (
    INFINITY,
    ZERO,
    Expression,
    Hat,
    Interval,
    Product,
    Relation,
    SetOf,
    Several,
    Summation,
    Symbol,
    free_symbols,
    kinds,
    map_children,
    nodes,
    number_value,
)
from ..expressions import replace as put
from ..garbage import without_collections
from ..notation.plain import plain
from ..problem.diagnostics import ProblemError
from ..problem.model import Problem
from ..records import replace
from ..referee import NotProved, prove
from ..rules.arithmetic import fold
from ..rules.data import Sample
from ..rules.derivatives import UnknownDerivative
from ..rules.statistics import is_of_sample
from ..rules.terms import add
from ..steps import Derivation, Estimate, Quantity, Setting, Status, Step
from ..words import say
from .after import after_estimate
from .answers import put_numbers_in, with_decimal
from .approaches import maximise, uses_conditions
from .choices import Contradiction, confirm_choice, confirm_expected
from .conclusions import conclusion_of, unit_of
from .counts import remarks, set_of_data
from .estimation import Estimated
from .evaluation import evaluate
from .existence import where_laws_exist
from .extremes import is_of_sample_end, write_sample_ends
from .losses import solve_losses
from .losses_of_model import loss_functions
from .maximisers import row_of_set, tied_parameters
from .numeric_answers import numeric_function, numeric_row
from .settings import holds_on_data, regular_facts, sample_of, setting_of
from .shown import write_shown
from .unbounded import may_climb, without_bound
from .unproved import without_unproved
from .worksheet import Degenerate, Stuck, Worksheet, equals

__all__ = ["draft", "fits", "general_formulas", "solve"]

# No double lies beyond: an estimate that does is exact alone.
LARGEST = int(sys.float_info.max)


class _CutOff(Derivation):
    """The lines ahead of a step that has no proof."""


@without_collections()
def solve(problem: Problem, numbers: str | None = None) -> Derivation:
    """The derivation of what the problem asks, every step proved.

    numbers: `first` puts the data in at the likelihood, `last` at the end; None as the kind of data suggests.
    A derivation with a step that has no proof is no answer: it ends unsolved, and says which step that is; one that
    leaves where the laws exist is none either. Where numbers do not get through from the start, symbols may, and the
    other way round.
    Raises ProblemError where the author's answer is not what comes out.
    """
    return where_laws_exist(problem, _solved(problem, numbers))


def draft(problem: Problem, numbers: str) -> Derivation:
    """The derivation as the rules write it, no step proved: lines for comparison, of which nothing is claimed."""
    return _derive(problem, numbers)


def _solved(problem: Problem, numbers: str | None) -> Derivation:
    derivation = _proved(_derive(problem, numbers))
    if derivation.status is Status.UNSOLVED:
        other = "last" if numbers == "first" else "first" if numbers is None else ""
        if other and _can_begin_in_numbers(problem):
            second = _proved(_derive(problem, other))
            if second.status is not Status.UNSOLVED:
                return second
    return _or_without_bound(problem, derivation)


def _or_without_bound(problem: Problem, derivation: Derivation) -> Derivation:
    """Where a line had no proof there may be no maximum to prove; where no rule went on that was looked at before."""
    if not isinstance(derivation, _CutOff) or not problem.parameters or problem.constraints:
        return derivation
    endless = without_bound(problem, sample_of(derivation.setting))
    endless = None if endless is None else _proved(endless)
    return derivation if endless is None or endless.status is Status.UNSOLVED else endless


def _can_begin_in_numbers(problem: Problem) -> bool:
    """Whether the data could go in at the first line and have not: numbers often do what symbols cannot."""
    return problem.numbers == "last" and bool(problem.parameters) and bool(problem.columns or problem.statistics)


def _proved(derivation: Derivation) -> Derivation:
    try:
        return replace(derivation, steps=prove(derivation.steps, derivation.setting))
    except NotProved as fault:
        if is_of_sample_end(fault.step):
            return _proved(replace(derivation, steps=tuple(s for s in derivation.steps if not is_of_sample_end(s))))
        shorter = without_unproved(derivation, fault.step)
        if shorter is not None:
            return _proved(shorter)
        steps = prove(_steps_before(fault.step, derivation.steps), derivation.setting)
        why = say("step-not-proved", step=fault.step.rule, why=fault.reason)
        return _CutOff(steps, Status.UNSOLVED, derivation.setting, diagnostics=(why,))


def _steps_before(refused: Step, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The lines ahead of the one that has no proof, in itself or in a substep: nothing else is shown."""
    for k, step in enumerate(steps):
        if step is refused or refused in step.substeps:
            return steps[:k]
    return ()


def general_formulas(problem: Problem) -> dict[str, Expression]:
    """The estimates for a sample of any size, by parameter, where the problem itself was solved in numbers.

    Proved like any derivation; empty where the likelihood was given or no formula comes out. The data may miss the
    conditions of a formula: see `fits`.
    """
    if problem.size is None or problem.partial or not problem.laws:
        return {}
    asked = tuple(find for find in problem.find if find.of is not None)
    bare = replace(problem, columns={}, size=None, statistics={}, find=asked, choices=(), expected={}, show=())
    return {plain(e.parameter): e.exact for e in solve(bare).estimates if e.exact is not None}


def fits(problem: Problem, formula: Expression | None, row: Estimate) -> bool:
    """Whether the formula gives the estimate of the row at the data: not where an end of the domain is the estimate
    and the formula goes beyond it."""
    setting = setting_of(problem)
    sample = sample_of(setting)
    if formula is None or not sample.known or row.value is None or isinstance(formula, Relation):
        return True
    if Hat in kinds(formula):
        domain = problem.domains.get(plain(row.parameter), Domain())
        return row.exact is None or row.exact not in (domain.lower, domain.upper)
    value = _float(sample.put_in(formula), setting)
    return value is None or isclose(value, row.value, rel_tol=1e-9, abs_tol=1e-12)


def _derive(problem: Problem, numbers: str | None) -> Derivation:
    sheet = Worksheet(setting_of(problem))
    try:
        if problem.predictions:
            return _losses(sheet, problem)
        if problem.laws or problem.likelihood is not None:
            if problem.parameters:
                return _estimates(problem, _numbers_first(problem, numbers, sheet.sample), sheet.sample)
            return _values(sheet, problem)
        return _ideas(sheet, problem)
    except Stuck as why:
        return _unsolved(sheet, str(why))
    except ZeroDivisionError:  # θ/0, or a formula whose value at the data is one
        return _unsolved(sheet, say("division-by-zero"))


def _unsolved(sheet: Worksheet, why: str) -> Derivation:
    return Derivation(tuple(sheet.steps), Status.UNSOLVED, sheet.setting, diagnostics=(why,))


def _ideas(sheet: Worksheet, problem: Problem) -> Derivation:
    write_shown(sheet, problem)
    derivation = Derivation(tuple(sheet.steps), Status.SOLVED, sheet.setting, choice=problem.answer)
    return replace(derivation, conclusion=conclusion_of(problem, derivation))


def _losses(sheet: Worksheet, problem: Problem) -> Derivation:
    quantities, words = solve_losses(sheet, problem)
    write_shown(sheet, problem)
    quantities = tuple(_with_value(q, sheet.setting) for q in quantities)
    return _finished(sheet, problem, Derivation((), Status.SOLVED, sheet.setting, quantities=quantities), words)


def _values(sheet: Worksheet, problem: Problem) -> Derivation:
    quantities = tuple(_with_value(q, sheet.setting) for q in evaluate(sheet, problem))
    write_shown(sheet, problem)
    return _finished(sheet, problem, Derivation((), Status.SOLVED, sheet.setting, quantities=quantities))


def _finished(sheet: Worksheet, problem: Problem, derivation: Derivation, words: str = "") -> Derivation:
    """The choice and the expected answer confirmed, the closing sentence, and the steps."""
    answers = [e.exact for e in derivation.estimates if e.exact is not None]
    answers += [q.exact for q in derivation.quantities if q.exact is not None]
    try:
        choice = confirm_choice(sheet, problem, answers)
        confirm_expected(sheet.setting, problem, derivation.estimates, derivation.quantities)
    except Contradiction as fault:
        raise ProblemError.at(problem, fault.field, str(fault)) from fault
    derivation = replace(
        derivation, choice=choice, steps=tuple(sheet.steps), setting=sheet.setting, conditions=sheet.conditions
    )
    return replace(derivation, conclusion=words or conclusion_of(problem, derivation))


# ---- estimates -----------------------------------------------------------------------------------------


def _numbers_first(problem: Problem, numbers: str | None, sample: Sample) -> bool:
    """Numbers come first where that is asked or usual, and where the data are not the regular case."""
    if not sample.known:
        return False
    facts = tuple(fact for law in problem.laws for fact in regular_facts(law, problem))
    return (numbers or problem.numbers) == "first" or not holds_on_data(facts, sample)


def _estimates(problem: Problem, first: bool, sample: Sample, by_form: bool = False) -> Derivation:
    sheet = Worksheet(setting_of(problem), sample)
    sheet.by_form = by_form
    condition = None if uses_conditions(problem) else next(iter(problem.constraints), None)
    if condition is not None:
        return _unsolved(sheet, say("condition-not-solved", condition=plain(condition)))
    endless = without_bound(problem, sample) if may_climb(problem) else None
    if endless is not None:
        return endless
    try:
        found = maximise(sheet, problem, first)
    except Degenerate:
        if first and by_form:
            return _given_up(sheet, problem, say("data-undecided"))
        endless = without_bound(problem, sample) if first and not may_climb(problem) else None
        return endless or _estimates(problem, True, sample, first)
    except (Stuck, Undefined, UnknownDerivative) as why:
        return _given_up(sheet, problem, str(why))
    except ZeroDivisionError:
        return _given_up(sheet, problem, say("division-by-zero-at-data"))
    if found.status is Status.NO_MAXIMUM:
        bare = Derivation(tuple(sheet.steps), found.status, sheet.setting, diagnostics=(found.why,))
        return replace(_with_functions(bare, found), conclusion=_sentence(found.why))
    estimates = _estimate_rows(sheet, problem, found, first)
    write_sample_ends(sheet, problem, next(iter(found.roots.values()), None))
    loose = {e.parameter for e in estimates if _is_set(e) and (e.exact is not None or e.maximisers or found.sets)}
    loose -= {e.parameter for e in estimates if isinstance(e.maximisers, (Relation, Several))}  # it may still be one
    several = [f.of for f in problem.find if f.of and _symbols(f.of) & loose]
    functions = [
        (f.of, _invariant(sheet, problem, f.of, found, estimates))
        for f in problem.find if f.of and f.of not in several
    ]
    estimates += tuple(row for _, row in functions if row is not None)
    tied = bool(tied_parameters(estimates))
    undefined = (
        *map(_no_single_value, several),
        *(_no_value(of, bool(found.numeric), tied) for of, row in functions if row is None),
    )
    after, remarks_after = after_estimate(sheet, problem, found, estimates)
    losses, remarks_of_losses = loss_functions(sheet, problem)
    quantities = (*_quantities(problem, found, sheet.setting), *losses, *after)
    write_shown(sheet, problem)
    status = Status.NOT_UNIQUE if found.status is Status.SOLVED and any(map(_is_set, estimates)) else found.status
    notes = (*remarks(sheet), *sheet.notes, *undefined, *([found.why] if found.why else []),
             *remarks_of_losses, *remarks_after)
    bare = Derivation((), status, sheet.setting, estimates=estimates, quantities=quantities, diagnostics=notes)
    return _with_functions(_finished(sheet, problem, bare), found)


def _given_up(sheet: Worksheet, problem: Problem, why: str) -> Derivation:
    """Where no way leads to a maximum there may be none: the likelihood may climb without bound along a path."""
    endless = None if may_climb(problem) else without_bound(problem, sheet.sample)
    return endless or _unsolved(sheet, why)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


def _with_functions(derivation: Derivation, found: Estimated) -> Derivation:
    equations = {name: equals(score, ZERO) for name, score in found.scores.items()}
    return replace(
        derivation,
        likelihood=found.likelihood,
        log_likelihood=found.log_likelihood,
        scores=found.scores,
        equations=equations,
    )


def _estimate_rows(sheet: Worksheet, problem: Problem, found: Estimated, first: bool) -> tuple[Estimate, ...]:
    """In the order of the problem; worked out in an order in which each one needs only those before it."""
    rows: dict[str, Estimate] = {}
    known: dict[Expression, Expression] = {}
    rows |= {name: _row_of_set(sheet, problem, name, chosen, None) for name, chosen in found.sets.items()}
    for name, numeric in found.numeric.items():
        rows[name] = numeric_row(sheet, Symbol(name), numeric, unit_of(problem, name))
    closed = [name for name in problem.parameters if name not in rows]
    for name in sorted(closed, key=lambda n: sum(isinstance(e, Hat) for e in nodes(found.roots[n]))):
        rows[name] = _estimate_row(sheet, problem, found, name, first, known)
        known[Hat(Symbol(name))] = rows[name].exact or Symbol(name)
    if sheet.sample.known and any(isinstance(step.claim, StepsDown) for step in sheet.steps):  # numbers of these data
        rows = {name: replace(row, general=None) for name, row in rows.items()}
    return tuple(rows[name] for name in problem.parameters)


def _estimate_row(
    sheet: Worksheet, problem: Problem, found: Estimated, name: str, first: bool, known: dict[Expression, Expression]
) -> Estimate:
    root, line = found.roots[name], found.lines[name]
    unit = unit_of(problem, name)
    sample = sheet.sample
    whole = None if found.worked_out else set_of_data(sheet, name)
    if whole is not None:
        return _row_of_set(sheet, problem, name, whole, root)
    in_numbers = first or not free_symbols(root)
    if found.worked_out or not sample.known or (in_numbers and not is_of_sample(root)):
        exact = root
        general = None if sample.known else root
        if not found.worked_out and "≈" not in line.operators and not free_symbols(root):
            _show_decimal(sheet, line)
    else:
        line = put_numbers_in(sheet, line, known, unit or "")
        exact, general = sample.put_in(sheet.without_hats(root)), root
    _refuse_missing(problem, name, exact)
    return Estimate(Symbol(name), exact, general, _float(exact, sheet.setting), unit=unit)


def _is_set(row: Estimate) -> bool:
    return row.interval is not None or row.maximisers is not None


def _row_of_set(
    sheet: Worksheet,
    problem: Problem,
    name: str,
    found: Interval | SetOf | Relation | Several,
    general: Expression | None,
) -> Estimate:
    return row_of_set(name, found, general, unit_of(problem, name), sheet.setting)


def _refuse_missing(problem: Problem, name: str, exact: Expression) -> None:
    """Summaries that do not suffice for the estimate are a fault of the data."""
    missing = [node for node in nodes(exact) if isinstance(node, (Summation, Product))] if problem.statistics else ()
    if missing:
        message = f"the estimate of {plain(Symbol(name))} needs {plain(missing[0])} as well"
        raise ProblemError.at(problem, "data", message)


def _show_decimal(sheet: Worksheet, line: Relation) -> None:
    """The answer line of a derivation in numbers gets its decimal: `θ̂ = 7/10 = 0.7`."""
    for k in range(len(sheet.steps) - 1, -1, -1):
        if sheet.steps[k].after is line:
            sheet.steps[k] = replace(sheet.steps[k], after=with_decimal(list(line.operands)))
            return


def _float(e: Expression, setting: Setting) -> float | None:
    number = number_value(e)
    if number is not None:
        return float(number) if -LARGEST <= number <= LARGEST else None
    given = {*setting.values, *setting.columns, *(("n",) if setting.size is not None else ())}
    if free_symbols(e) - given or e == INFINITY:
        return None
    try:
        nearest = value(e, setting)
    except Undefined:
        return None
    return nearest if isfinite(nearest) else None


def _with_value(quantity: Quantity, setting: Setting) -> Quantity:
    return replace(quantity, value=None if quantity.exact is None else _float(quantity.exact, setting))


def _invariant(
    sheet: Worksheet, problem: Problem, of: Expression, found: Estimated, estimates: tuple[Estimate, ...]
) -> Estimate | None:
    """The estimate of a function of the parameters: the function of their estimates; None where that has no value."""
    sheet.phase("invariance")
    if found.numeric:
        return numeric_function(sheet, of, put_hats(of, problem), found.numeric, estimates)
    held = free_symbols(of)  # an estimate that is no number is no part of the reason for the others
    rows = [(name, row) for name, row in zip(problem.parameters, estimates, strict=False) if name in held]
    pairs = tuple((name, row.exact) for name, row in rows if row.exact)
    tied = tied_parameters(tuple(row for _, row in rows))
    pairs = (*pairs, *tied)
    exact = _put(of, pairs)
    general = _put(of, tuple((name, row.general or row.exact) for name, row in rows if row.exact))
    try:
        exact = fold(add(exact)) if tied else fold(exact)
    except ZeroDivisionError:
        return None
    value = _float(exact, sheet.setting)
    if value is None and sheet.sample.known and exact != INFINITY and not free_symbols(exact):  # √(−2)
        return None
    if tied and not free_symbols(exact).isdisjoint(problem.parameters):
        return None
    line = with_decimal([of if tied else put_hats(of, problem), _put(of, pairs), exact])
    sheet.write("invariance", None, line, Substituted(pairs))
    has_general = not tied and (not sheet.sample.known or any(row.general for row in estimates))
    return Estimate(of, exact, fold(general) if has_general else None, value)


def _no_single_value(of: Expression) -> str:
    return say("function-not-unique", of=plain(of))


def _no_value(of: Expression, in_numbers: bool, tied: bool) -> str:
    if tied:
        return _no_single_value(of)
    if in_numbers:
        return say("function-not-enclosed", of=plain(of))
    return say("function-without-value", of=plain(of))


def _put(e: Expression, pairs: tuple[tuple[str, Expression], ...]) -> Expression:
    """All at once; an estimate that stands in a formula keeps its name."""
    values = dict(pairs)

    def put_in(node: Expression) -> Expression:
        if isinstance(node, Hat):
            return node
        return values.get(node.name, node) if isinstance(node, Symbol) else map_children(put_in, node)

    return put_in(e)


def put_hats(of: Expression, problem: Problem) -> Expression:
    """The expression with a hat on each parameter."""
    for name in problem.parameters:
        of = put(of, Symbol(name), Hat(Symbol(name)))
    return of


def _symbols(e: Expression) -> set[Expression]:
    return {Symbol(name) for name in free_symbols(e)}


def _quantities(problem: Problem, found: Estimated, setting: Setting) -> tuple[Quantity, ...]:
    """Formulas that are asked beside the estimates: likelihood, log-likelihood, score."""
    rows = []
    for find in problem.find:
        if find.kind == "likelihood":
            rows.append(Quantity(find.kind, None, found.likelihood))
        elif find.kind == "log-likelihood":
            rows.append(Quantity(find.kind, None, found.log_likelihood))
        elif find.kind == "score":
            rows.extend(Quantity(find.kind, plain(Symbol(n)), score) for n, score in found.scores.items())
    return tuple(rows)
