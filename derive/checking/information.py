"""What stands behind an estimate: the Fisher information, the standard error, the variance, `E[ℓ″]`.

The worked solution of the same problem tells what they are, whether or not they are asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..expressions import (
    ONE,
    TWO,
    Apply,
    Call,
    Derivative,
    Divide,
    Expression,
    Hat,
    Interval,
    Negate,
    Power,
    Symbol,
    free_symbols,
    kinds,
    map_children,
)
from ..notation.plain import plain
from ..plans import solve
from ..problem.model import Find
from ..records import replace
from ..rules.derivatives import UnknownDerivative, derivative
from ..steps import Quantity
from .truth import Truth

__all__ = ["ERROR", "EXPECTED", "INFORMATION", "OBSERVED", "VARIANCE", "candidates", "quantity_of"]

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
    word, _, index = name.partition("_")
    if name in truth.parameters or name in truth.problem.known or word in truth.variables:
        return None
    found = _QUANTITY_OF.get(word)
    alone = isinstance(inner, Symbol)
    if found == INFORMATION and alone and len(truth.parameters) > 1 and len(_indexed(index, truth)) == 2:
        return found
    if found == EXPECTED or (found == INFORMATION and alone):
        return None if alone else found
    return found


def _indexed(index: str, truth: Truth) -> tuple[str, ...]:
    """The parameters that an index names: `12`, `μσ`; none where it does not."""
    names = truth.parameters
    if index.isdigit() and all(0 < int(k) <= len(names) for k in index):
        return tuple(names[int(k) - 1] for k in index)
    found: list[str] = []
    while index:
        index = index.lstrip(", ")
        name = next((p for p in names if index.startswith(p.removesuffix("²"))), None)
        if name is None:
            return ()
        found.append(name)
        index = index.removeprefix(name.removesuffix("²")).removeprefix("²")
    return tuple(found)


def candidates(kind: str, head: Expression, truth: Truth, of_what: tuple[str, ...] = ()) -> tuple[Expression, ...]:
    """What the quantity may be, each a right answer; none where that is not known. of_what: whose information."""
    if kind == OBSERVED:
        return tuple(_observed(head, truth))
    if kind == EXPECTED or any(isinstance(n, (Negate, Divide)) for n in (head,)):
        return tuple(_of_expectation(head, truth))
    if kind == INFORMATION:
        return tuple(_entries(head, truth, of_what))
    about = _function_in(head, truth)
    if kind == ERROR:
        return tuple(_errors(about, truth))
    return tuple(Power(e, TWO) for e in _errors(about, truth)) if _about_estimate(head) else ()


def _entries(head: Expression, truth: Truth, of_what: tuple[str, ...]) -> Iterator[Expression]:
    """The information, or the entry of its matrix that the arguments or the index name."""
    if len(truth.parameters) == 1:
        yield from _rows(INFORMATION, truth, of_what)
        return
    inner = head.of if isinstance(head, Hat) else head
    name = inner.function if isinstance(inner, Apply) else inner.name if isinstance(inner, Symbol) else ""
    pair = _indexed(name.partition("_")[2], truth)
    if len(pair) != 2:
        arguments = inner.arguments if isinstance(inner, Apply) else ()
        named = [p for a in arguments if (p := _parameter(a, truth))]
        pair = tuple(named) if 0 < len(named) == len(arguments) <= 2 else ()
    if pair:
        label = ", ".join(sorted(dict.fromkeys(pair), key=truth.parameters.index))
        yield from _rows(INFORMATION, truth, about=label)


def _function_in(head: Expression, truth: Truth) -> Expression | None:
    """The function of the parameters whose estimate stands in the brackets; None where there is none."""
    inner = head.of if isinstance(head, Hat) else head
    arguments = inner.arguments if isinstance(inner, Apply) else ()
    if len(arguments) != 1:
        index = inner.name.partition("_")[2] if isinstance(inner, Symbol) else ""
        named = _indexed(index.replace("\u0302", ""), truth)
        return Symbol(named[0]) if len(named) == 1 else None
    return _without_hats(arguments[0], truth)


def _without_hats(e: Expression, truth: Truth) -> Expression:
    """σ for σ̂; its root where σ² is the parameter."""
    if isinstance(e, Hat):
        return _without_hats(e.of, truth)
    if isinstance(e, Power) and (name := _parameter(e, truth)):
        return Symbol(name)
    if isinstance(e, Symbol) and f"{e.name}²" in truth.parameters:
        return Call("sqrt", (Symbol(f"{e.name}²"),))
    return map_children(lambda child: _without_hats(child, truth), e)


def _errors(about: Expression | None, truth: Truth) -> Iterator[Expression]:
    """The standard error of the estimate of a function; of each parameter where none is named."""
    names = frozenset(truth.parameters)
    if about is None:
        yield from _rows(ERROR, truth)
    elif isinstance(about, Symbol) and about.name in names:
        yield from _rows(ERROR, truth, about=about.name)
    elif names.isdisjoint(free_symbols(about)) or not free_symbols(about) <= names | set(truth.problem.known):
        return
    elif len(names) > 1:
        yield from _rows(ERROR, truth, about=plain(about), of=about)
    if len(names) == 1:  # from the information at any value
        slope = ONE if about is None else _slope(about, truth.parameters[0])
        for e in _rows(INFORMATION, truth, ("",)):
            if slope is None:
                return
            yield Power(Divide(Power(slope, TWO), e), Divide(ONE, TWO))


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
    return Hat in kinds(head)


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


def _slope(e: Expression, name: str) -> Expression | None:
    try:
        return derivative(e, name)
    except UnknownDerivative:
        return None


def _rows(
    kind: str, truth: Truth, of_what: tuple[str, ...] = (), about: str = "", of: Expression | None = None
) -> Iterator[Expression]:
    """Formulas and numbers of a quantity; about: of which parameter, entry or function."""
    for row in quantities(truth, of):
        if row.name != kind or (of_what and (row.of or "") not in of_what) or (about and row.parameter != about):
            continue
        yield from (e for e in (row.exact, row.general) if e is not None and not isinstance(e, Interval))


_KEPT: dict[tuple[int, Expression | None], tuple[Truth, tuple[Quantity, ...]]] = {}
_MOST_KEPT = 64


def quantities(truth: Truth, of: Expression | None = None) -> tuple[Quantity, ...]:
    """The information and the standard errors of the problem, and that of a function, worked out once."""
    kept = _KEPT.get((id(truth), of))
    if kept is not None and kept[0] is truth:
        return kept[1]
    if len(_KEPT) >= _MOST_KEPT:
        _KEPT.clear()
    asked = () if of is None else (Find("mle", of),)
    finds = (*asked, *(Find(kind) for kind in (INFORMATION, ERROR)))
    try:
        found = solve(replace(truth.problem, find=finds, expected={}, choices=(), answer=None)).quantities
    except (ArithmeticError, ValueError):
        found = ()
    _KEPT[id(truth), of] = (truth, found)
    return found
