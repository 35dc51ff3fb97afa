"""How functions and derivatives are written in MathML: log without brackets, roots, binomials, upright names."""

from __future__ import annotations

from collections.abc import Callable

from ..expressions import Apply, Call, Derivative, Indicator, Number, Symbol
from .elements import (
    APPLY,
    BAR,
    THIN_APPLY,
    Parts,
    Writing,
    bracketed,
    divided,
    mi,
    mn,
    mo,
    named,
    primes,
    row,
    scripted,
    shown,
)
from .precedence import ATOM, is_bare, is_undressed, repeated

__all__ = ["applied", "call", "derivative", "indicator"]

_CAPITALS = ("Γ", "Φ")
_NAMES = {"asin": "arcsin", "acos": "arccos", "atan": "arctan"}


def call(w: Writing, e: Call) -> Parts:
    """A known function of its arguments."""
    special = _CALLS.get(e.function)
    if special is not None:
        return special(w, e)
    return _called(mi(_NAMES.get(e.function, e.function), upright=e.function in _CAPITALS), w, e)


def applied(w: Writing, e: Apply) -> Parts:
    """A function of the problem: its name, its primes, its arguments."""
    base, below, _ = named(e.function)
    head = scripted(base, below), *primes(e.primes)
    if not e.arguments:
        return head
    bar = mo("|", form="infix", stretchy="false", lspace="0.2778em", rspace="0.2778em")
    given = (bar, *w.listed(e.given)) if e.given else ()
    return *head, APPLY, bracketed((*w.listed(e.arguments), *given))


def derivative(w: Writing, e: Derivative) -> Parts:
    """The fraction of d's, before or beside what is differentiated."""
    d = mi("∂" if e.partial else "d")
    each, innermost = repeated(e)
    total = sum(one.order for one in each)
    above = scripted(d, above=mn(str(total)) if total > 1 else "")
    below = row(tuple(part for one in each for part in (d, _below_line(w, one))))
    if is_undressed(innermost):
        return (divided(row((above, *w.parts(innermost.body))), below),)
    return divided(above, below), bracketed(w.parts(innermost.body), "[", "]")


def _below_line(w: Writing, e: Derivative) -> str:
    if e.order == 1:
        return w.one(e.variable)
    return scripted(row(w.within(e.variable, ATOM)), above=mn(str(e.order)))


def indicator(w: Writing, e: Indicator) -> Parts:
    """A one in double strokes, and the condition in braces."""
    return mn("𝟙"), bracketed(w.parts(e.condition), "{", "}")


def _called(name: str, w: Writing, e: Call) -> Parts:
    return name, APPLY, bracketed(w.listed(e.arguments))


def _log(w: Writing, e: Call) -> Parts:
    argument, *base = e.arguments
    name = scripted(mi(e.function), w.one(base[0]) if base else "")
    if is_bare(e):
        return name, THIN_APPLY, *w.parts(argument)
    return name, APPLY, bracketed(w.parts(argument))


def _log_of_base(w: Writing, e: Call) -> Parts:
    return _called(scripted(mi("log"), mn(e.function.removeprefix("log"))), w, e)


def _factorial(w: Writing, e: Call) -> Parts:
    return *w.within(e.arguments[0], ATOM), mo("!")


def _abs(w: Writing, e: Call) -> Parts:
    """Bars, unless there are others inside."""
    parts = w.parts(e.arguments[0])
    return _called(mi("abs"), w, e) if "|" in shown("".join(parts)) else (bracketed(parts, "|", "|"),)


def _mean(w: Writing, e: Call) -> Parts:
    of = e.arguments[0]
    return (scripted(*named(of.name, BAR)),) if type(of) is Symbol else _called(mi("mean"), w, e)


def _derived(w: Writing, e: Call) -> Parts:
    """ψ, ζ and their derivatives, whose order is the first of two arguments."""
    order = e.arguments[0].value if len(e.arguments) == 2 and type(e.arguments[0]) is Number else 0
    return mi(e.function), *primes(int(order)), APPLY, bracketed(w.parts(e.arguments[-1]))


def _root(w: Writing, e: Call) -> Parts:
    degree = mn("3") if e.function == "cbrt" else w.one(e.arguments[1])
    return (f"<mroot>{w.one(e.arguments[0])}{degree}</mroot>",)


def _binomial(w: Writing, e: Call) -> Parts:
    above, below = map(w.one, e.arguments)
    return (bracketed((divided(above, below, linethickness="0"),)),)


_CALLS: dict[str, Callable[[Writing, Call], Parts]] = {
    "log": _log, "ln": _log, "log2": _log_of_base, "log10": _log_of_base, "factorial": _factorial, "abs": _abs,
    "mean": _mean,
    "ψ": _derived, "ζ": _derived, "root": _root, "cbrt": _root, "binomial": _binomial,
    "I_0": lambda w, e: _called(scripted(*named(e.function)), w, e),
    "I_1": lambda w, e: _called(scripted(*named(e.function)), w, e),
    "sqrt": lambda w, e: (f"<msqrt>{''.join(w.parts(e.arguments[0]))}</msqrt>",),
    "floor": lambda w, e: (bracketed(w.parts(e.arguments[0]), "⌊", "⌋"),),
    "ceil": lambda w, e: (bracketed(w.parts(e.arguments[0]), "⌈", "⌉"),),
}  # fmt: skip
