"""What stands behind an estimate: the Fisher information, the standard error, the variance, `E[ℓ″]`.

The worked solution of the same problem tells what they are, whether or not they are asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..expressions import (
    ONE,
    TWO,
    Apply,
    Derivative,
    Divide,
    Expression,
    Hat,
    Interval,
    Negate,
    Power,
    Symbol,
    nodes,
)
from ..plans import solve
from ..problem.model import Find
from ..records import replace
from ..rules.derivatives import UnknownDerivative, derivative
from ..steps import Quantity
from .truth import Truth

__all__ = ["OBSERVED", "candidates", "quantity_of"]

OBSERVED = "observed-information"
INFORMATION, ERROR, VARIANCE, EXPECTED = "fisher-information", "standard-error", "variance", "expected"
_QUANTITY_OF = {
    "I": INFORMATION, "𝓘": INFORMATION, "SE": ERROR, "se": ERROR, "s.e.": ERROR, "Var": VARIANCE, "var": VARIANCE,
    "E": EXPECTED,
}  # fmt: skip


def quantity_of(e: Expression, truth: Truth) -> str | None:
    """The quantity that a left side names, where nothing of the problem has that name."""
    inner = e.of if isinstance(e, Hat) else e
    if isinstance(inner, Negate):
        inner = inner.operand
    if isinstance(inner, Divide) and inner.numerator == ONE:
        inner = inner.denominator
    name = inner.function if isinstance(inner, Apply) else inner.name if isinstance(inner, Symbol) else ""
    word = name.partition("_")[0]
    if name in truth.parameters or name in truth.problem.known or word in truth.variables:
        return None
    found = _QUANTITY_OF.get(word)
    alone = isinstance(inner, Symbol)
    if found == EXPECTED or (found == INFORMATION and alone):
        return None if alone else found
    return found


def candidates(kind: str, head: Expression, truth: Truth) -> tuple[Expression, ...]:
    """What the quantity may be, each a right answer; none where that is not known."""
    if kind == OBSERVED:
        return tuple(_observed(head, truth))
    if kind == EXPECTED or any(isinstance(n, (Negate, Divide)) for n in (head,)):
        return tuple(_of_expectation(head, truth))
    if len(truth.parameters) != 1:
        return ()
    if kind == VARIANCE:
        return tuple(Power(e, TWO) for e in _rows(ERROR, truth)) if _about_estimate(head) else ()
    return tuple(_rows(kind, truth))


def _observed(head: Expression, truth: Truth) -> Iterator[Expression]:
    """Minus the second derivative of the log-likelihood, for one parameter or for the two in the brackets."""
    arguments = head.arguments if isinstance(head, Apply) else ()
    if len(truth.parameters) == 1 and len(arguments) < 2:
        names = [*truth.parameters] * 2
    else:
        names = [name for a in arguments if (name := _parameter(a, truth))]
    if truth.log_likelihood is None or len(names) != 2 or len(arguments) > 2:
        return
    try:
        yield Negate(derivative(derivative(truth.log_likelihood, names[0]), names[1]))
    except UnknownDerivative:
        return


def _parameter(e: Expression, truth: Truth) -> str | None:
    """The parameter that stands alone, or under its hat: `σ̂²` is that of σ², too."""
    square = isinstance(e, Power) and e.exponent == TWO
    inner = e.base if square and isinstance(e, Power) else e
    inner = inner.of if isinstance(inner, Hat) else inner
    name = f"{inner.name}{'²' if square else ''}" if isinstance(inner, Symbol) else ""
    return name if name in truth.parameters else None


def _about_estimate(head: Expression) -> bool:
    return any(isinstance(n, Hat) for n in nodes(head))


def _of_expectation(head: Expression, truth: Truth) -> Iterator[Expression]:
    """`−E[ℓ″]` is the information, of the sample or of one observation."""
    negative = isinstance(head, Negate)
    inner = head.operand if isinstance(head, Negate) else head
    if len(truth.parameters) != 1 or not isinstance(inner, Apply) or len(inner.arguments) != 1:
        return
    about = inner.arguments[0]
    inside_negative = isinstance(about, Negate)
    about = about.operand if isinstance(about, Negate) else about
    second = (isinstance(about, Apply) and about.primes == 2) or (isinstance(about, Derivative) and about.order == 2)
    if not second:
        return
    for e in _rows(INFORMATION, truth, ("", "observation")):
        yield e if negative != inside_negative else Negate(e)


def _rows(kind: str, truth: Truth, of: tuple[str, ...] = ()) -> Iterator[Expression]:
    for row in quantities(truth):
        if row.name == kind and (not of or (row.of or "") in of):
            yield from (e for e in (row.exact, row.general) if e is not None and not isinstance(e, Interval))
    if kind == ERROR:  # from the information at any value
        for e in _rows(INFORMATION, truth, ("",)):
            yield Power(Divide(ONE, e), Divide(ONE, TWO))


_KEPT: dict[int, tuple[Truth, tuple[Quantity, ...]]] = {}
_MOST_KEPT = 64


def quantities(truth: Truth) -> tuple[Quantity, ...]:
    """The information and the standard error of the problem, worked out once."""
    kept = _KEPT.get(id(truth))
    if kept is not None and kept[0] is truth:
        return kept[1]
    if len(_KEPT) >= _MOST_KEPT:
        _KEPT.clear()
    finds = tuple(Find(kind) for kind in (INFORMATION, ERROR))
    try:
        found = solve(replace(truth.problem, find=finds, expected={}, choices=(), answer=None)).quantities
    except (ArithmeticError, ValueError):
        found = ()
    _KEPT[id(truth)] = (truth, found)
    return found


