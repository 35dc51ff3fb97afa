"""How many roots there are and where, in words: `the score has a unique root`, `both roots are positive`."""

from __future__ import annotations

import re
from fractions import Fraction

from flint import arb, fmpq

from ...expressions import Add, Expression, Negate, Relation, free_symbols, number_value
from ...words import say
from ..inside import is_inside
from ..middles import middle
from ..resolved import Resolved
from ..truth import Truth, slope_by_rule
from ..trying import may_vanish
from ..zeros import real_roots
from .figures import FIGURE, figure
from .sentences import END, FORMULA, Sentence

__all__ = ["refuted_roots"]

_SCORE = (
    r"(?:the )?(?:score(?: equation| function)?|likelihood equation|derivative of the log-?\s?likelihood"
    r"|ℓ'(?:\(\S\))?(?: = 0)?)"
)
_NUMBER = (
    r"(?P<none>no(?: real)?)|(?P<single>(?:exactly one|only one|just one|one single|a unique|a single|one)(?: real)?)"
    r"|(?P<two>(?:exactly )?two(?: real)?)|(?P<three>(?:exactly )?three(?: real)?)"
)
_WITHIN = rf"(?: (?:in|on|inside|within)(?: the interval)? \((?P<lower>{FIGURE}|-?∞),\s?(?P<upper>{FIGURE}|∞)\))?"
_COUNT = re.compile(
    rf"{_SCORE}{FORMULA} has (?:{_NUMBER}) (?:roots?|zeros?|zeroes|solutions?){_WITHIN}{END}", re.IGNORECASE
)
_PAIR = re.compile(
    r"(?P<how>both|only one|exactly one|one|neither)(?: of the)?(?: of its)? (?:roots?|solutions?|zeros)"
    rf"(?: of (?:it|this|the (?:quadratic|equation)))? (?:is|are|lies?)"
    rf" (?:(?P<sign>positive|negative|admissible)|(?:in|inside|within)(?: the interval)?"
    rf" \((?P<lower>{FIGURE}|-?∞),\s?(?P<upper>{FIGURE}|∞)\)){END}",
    re.IGNORECASE,
)
_HOW_MANY = {"none": 0, "single": 1, "two": 2, "three": 3}
_OF_PAIR = {"both": (2,), "only one": (1,), "exactly one": (1,), "one": (1, 2), "neither": (0,)}

Value = fmpq | arb
Ends = tuple[Fraction | None, Fraction | None]


def refuted_roots(sentence: Sentence, truth: Truth, before: Expression | None) -> tuple[int, int, str] | None:
    """The columns of an assertion about roots that is not so, and the roots. before: the last statement."""
    if len(truth.parameters) != 1 or len(truth.instances) != 1 or truth.log_likelihood is None:
        return None
    if truth.problem.parameters[truth.parameters[0]].integer:
        return None
    for found in sentence.found(_COUNT):
        said = next(k for name, k in _HOW_MANY.items() if found[name])
        why = _other_count(truth, said, _within(found))
        if why is not None:
            return (*sentence.span(*found.span()), why)
    for found in sentence.found(_PAIR) if before is not None else ():
        why = _other_pair(truth, before, found)
        if why is not None:
            return (*sentence.span(*found.span()), why)
    return None


def _within(found: re.Match[str]) -> Ends | None:
    """The interval in which roots are counted; None where none is named."""
    if found["lower"] is None:
        return None
    return tuple(None if "∞" in found[key] else figure(found[key]).value for key in ("lower", "upper"))  # type: ignore[return-value]


def _other_count(truth: Truth, said: int, within: Ends | None) -> str | None:
    """The roots of the score, where it has another number of them: on the whole line and in the domain, or in the
    interval that is named."""
    name = truth.parameters[0]
    assert truth.log_likelihood is not None
    slope = slope_by_rule(truth.log_likelihood, name)
    roots = None if slope is None else real_roots(Resolved(slope), name, truth.instances[0])
    if roots is not None:
        ranges = [within] if within is not None else [(None, None), _domain(truth)]
        counts = [_count(roots, ends) for ends in ranges]
        return None if said in counts or None in counts else _listed(roots)
    inner = _is_root_at_best(truth)
    if said == 0 and inner is not None and (within is None or _count([inner], within) == 1):
        return _listed([inner])
    return None


def _is_root_at_best(truth: Truth) -> Value | None:
    """The maximum, where it lies inside of the domain and the score is nought there."""
    instance = truth.instances[0]
    if len(instance.best) != 1 or not is_inside(truth.problem, instance.best[0].values, instance.setting):
        return None
    slope = truth.slope(truth.parameters[0], instance, instance.best[0])
    return instance.best[0].values[truth.parameters[0]] if slope is not None and may_vanish(slope) else None


def _domain(truth: Truth) -> Ends:
    domain = truth.problem.parameters[truth.parameters[0]]
    ends = [None if e is None else number_value(e) for e in (domain.lower, domain.upper)]
    return tuple(None if e is None else Fraction(e) for e in ends)  # type: ignore[return-value]


def _count(roots: list[Value], ends: Ends) -> int | None:
    """How many lie between the ends; None where that is not certain."""
    lower, upper = (None if e is None else fmpq(e.numerator, e.denominator) for e in ends)
    inside = 0
    for x in roots:
        above = lower is None or bool(x > lower)
        below = upper is None or bool(x < upper)
        outside = (lower is not None and bool(x <= lower)) or (upper is not None and bool(x >= upper))
        if not outside and not (above and below):
            return None
        inside += not outside
    return inside


def _other_pair(truth: Truth, before: Expression | None, found: re.Match[str]) -> str | None:
    """The two roots of the equation before, where not as many of them lie where they are said to."""
    name = truth.parameters[0]
    if not isinstance(before, Relation) or before.operators != ("=",) or free_symbols(before) != {name}:
        return None
    gap = Resolved(Add((before.operands[0], Negate(before.operands[1]))))
    roots = real_roots(gap, name, truth.instances[0])
    if roots is None or len(roots) != 2:
        return None
    signs = {"positive": (Fraction(0), None), "negative": (None, Fraction(0)), "admissible": _domain(truth)}
    ends = signs[found["sign"].lower()] if found["sign"] else _within(found)
    count = None if ends is None else _count(roots, ends)
    return None if count is None or count in _OF_PAIR[found["how"].lower()] else _listed(roots)


def _listed(roots: list[Value]) -> str:
    """Which roots there are."""
    shown = [_shown(x) for x in roots]
    return say("roots-are", roots=", ".join(shown)) if shown else say("no-roots")


def _shown(x: Value) -> str:
    near = middle(x)
    value = Fraction(int(near.p), int(near.q))
    return str(value) if value.denominator < 100 else f"{float(near.p) / float(near.q):.4g}"
