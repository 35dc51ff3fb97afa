"""Lists of what the single observations contribute: `5 log λ − 2λ, 2 log λ − 1.5λ, 9 log λ − 3λ`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..expressions import (
    Call,
    Expression,
    Indexed,
    Multiply,
    Relation,
    Several,
    Symbol,
    free_symbols,
    integer,
    map_children,
    rational,
)
from ..plans.settings import density_at_observation
from ..problem.model import Law
from .forms import ANY, Form
from .judge import Judge, Last
from .names import Names
from .resolved import Unknown, Unusual
from .truth import Truth

__all__ = ["contributions_in"]

MOST_ROWS = 40


def contributions_in(tree: Expression, truth: Truth, names: Names) -> tuple[bool, ...]:
    """Of a list of expressions, which of them belong to an observation each: its density, the logarithm of that or
    its score, up to what may be dropped; nothing where that is no list of such, or not even two of them belong."""
    if not isinstance(tree, Several) or tree.separator != "," or not 1 < len(tree.statements) <= MOST_ROWS:
        return ()
    if any(isinstance(e, Relation | Several) for e in tree.statements):
        return ()
    if sum(_depends(e, truth) for e in tree.statements) < 2:
        return ()
    found = max((_of_form(tree.statements, form, truth, names) for form in ANY if not form.mean), key=sum)
    return found if sum(found) > 1 else ()


def _depends(e: Expression, truth: Truth) -> bool:
    parameters = frozenset(truth.parameters)
    used = free_symbols(e)
    return not parameters.isdisjoint(used) or any(f"{name}²" in parameters for name in used)


def _of_form(listed: tuple[Expression, ...], form: Form, truth: Truth, names: Names) -> tuple[bool, ...]:
    """Which are that function of an observation; none is that of two."""
    left = list(_rows(truth))
    found: list[bool] = []
    for e in listed:
        row = next((row for row in left if any(_is(e, form, part, names) for part in row)), None)
        found.append(row is not None)
        if row is not None:
            left.remove(row)
    return tuple(found)


def _is(e: Expression, form: Form, part: Truth, names: Names) -> bool:
    judge = Judge(part, names.copy(), Last())
    try:
        return judge.which(judge.resolve(judge.with_constants(e)), (form,))[0] is not None
    except (Unknown, Unusual):
        return False


def _rows(truth: Truth) -> Iterator[tuple[Truth, ...]]:
    """The problem as it is of one observation each; where equal ones are counted, of one of them or of all."""
    problem = truth.problem
    if problem.partial or len(problem.laws) != 1 or problem.laws[0].density is None:
        return
    law = problem.laws[0]
    columns = {name: column for name, column in problem.columns.items() if name in truth.variables}
    rows = {len(column.values) for column in columns.values()}
    if len(rows) != 1 or not set(law.variables) <= columns.keys():
        return
    for k in range(min(*rows, MOST_ROWS)):
        values: dict[str, Expression] = {name: rational(column.values[k]) for name, column in columns.items()}
        counts = next(iter(columns.values())).counts if len(columns) == 1 else None
        weights = dict.fromkeys((1, counts[k] if counts else 1))
        yield tuple(_of_row(truth, law, values, weight) for weight in weights)


def _of_row(truth: Truth, law: Law, values: dict[str, Expression], weight: int) -> Truth:
    logarithm: Expression = Call("log", (_at(density_at_observation(law, truth.problem), values),))
    logarithm = logarithm if weight == 1 else Multiply((integer(weight), logarithm))
    likelihood = Call("exp", (logarithm,))
    return replace(
        truth, likelihood=likelihood, log_likelihood=logarithm, kept={}, derivatives={}, parts={}, part=True,
    )


def _at(e: Expression, values: dict[str, Expression]) -> Expression:
    """With the values of an observation in the places of its variables."""
    if isinstance(e, Indexed) and e.index == Symbol("i") and e.base in values:
        return values[e.base]
    return map_children(lambda child: _at(child, values), e)
