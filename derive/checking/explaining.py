"""Why a line is wrong, and how it should be: a mistake of the catalogue that would lead to it, and the line due."""

from __future__ import annotations

from difflib import SequenceMatcher
from fractions import Fraction
from itertools import count
from typing import NamedTuple

from flint import arb, fmpq

from ..balls import Undefined, decimal, shown_unit
from ..expressions import (
    ZERO,
    Apply,
    Call,
    Derivative,
    Expression,
    Hat,
    Negate,
    Number,
    Relation,
    Symbol,
    free_symbols,
    rational,
    replace,
)
from ..notation.decimals import exact_decimal
from ..notation.plain import plain
from ..plans import draft
from ..rules.derivatives import UnknownDerivative
from ..rules.mistakes import Late, Mistake, Situation
from .clock import Clock
from .diagnosis import causes, causes_of_sources, compared, named
from .due import Due, lines_due
from .false_claims import causes_of_claim, causes_of_quantity, constant_apart
from .information import candidates, quantity_of
from .middles import middle
from .names import Names
from .outcomes import Outcome
from .own_causes import causes_at_hand
from .places import HAT
from .resolved import Unknown, Unusual
from .resolving import resolve
from .sources import Said, at_estimates, sources, subject_of
from .truth import Truth

__all__ = ["Explanation", "explain"]

FUNCTIONS = ("likelihood", "log-likelihood", "negative-log-likelihood", "score", "second-derivative")
KIND = {"identity": "equation", "definition": "equation", "constraint": "equation"}
DIGITS = 6
MOST_TEXT = 400
OF_COPYING = frozenset(("copied-number", "wrong-sum", "exponent-slip"))
"""Not made between an operation on numbers and its result."""
MOST_TRIED = 300
"""Lines with a mistake that are tried for the cause of one wrong line: a count, so that every machine names the same
causes however busy it is."""


class Explanation(NamedTuple):
    """At most two mistakes, the likelier first; the line that was due."""

    mistakes: tuple[Mistake, ...] = ()
    expected: str | None = None


def explain(truth: Truth, names: Names, outcome: Outcome, earlier: tuple[Said, ...]) -> Explanation:
    """What would explain a wrong statement. earlier: the right statements before it, the last one first."""
    try:
        return _explained(truth, names, outcome, earlier)
    except (ArithmeticError, UnknownDerivative):  # a mistake may make a line that divides by nought
        return Explanation()


def _explained(truth: Truth, names: Names, outcome: Outcome, earlier: tuple[Said, ...]) -> Explanation:
    if outcome.problem == "outside" and outcome.at is not None:  # right, but elsewhere
        return Explanation((), _expected(_lines(truth), outcome.kind, outcome.at, outcome))
    if outcome.against is not None and (kind := quantity_of(outcome.against, truth)):
        known = candidates(kind, outcome.against, truth)
        found = causes_of_quantity(truth, names, outcome, _late(truth.clock))
        return Explanation(found, plain(Relation((outcome.against, known[0]), ("=",))) if known else None)
    wrong = _wrong(truth, names, outcome)
    if wrong is None:
        return Explanation()
    if outcome.kind == "number" and outcome.against is not None:
        return _of_numbers(truth, names, outcome, wrong)
    part = wrong.operands[-1] if isinstance(wrong, Relation) else wrong
    late = _late(truth.clock)
    at_hand = causes_of_claim(truth, names, outcome, earlier) or causes_at_hand(truth, names, outcome, part, late)
    kind = KIND.get(outcome.kind, outcome.kind)
    lines = _lines(truth)
    if not at_hand and _is_of_function(truth, outcome):
        at_hand = causes_of_quantity(truth, names, outcome, late)
    is_known = any(not mistake.is_slip for mistake in at_hand)
    if is_known and (outcome.kind != "second-derivative" or outcome.at == ZERO):
        return Explanation(at_hand, _expected(lines, kind, wrong, outcome))
    tried = compared(sources(truth, names, outcome, earlier))
    before = _source(truth, names, earlier[0].body if earlier else None)
    own = () if kind == "estimate" else causes_of_sources(tried, late, False)
    if not own:
        own = causes(truth.problem, lines, truth.derivation.setting, kind, wrong, before, late)
    if all(mistake.is_slip for mistake in own):
        ideas = causes_of_sources(tried, late, False) if kind == "estimate" else ()
        constant = constant_apart(truth, names, outcome) if kind in FUNCTIONS[:3] else ()
        own = constant or ideas or causes_of_sources(tried, late, True) or own or at_hand
    return Explanation(own, _expected(lines, kind, wrong, outcome))


def _is_of_function(truth: Truth, outcome: Outcome) -> bool:
    """`m̂ = …`, `P(X > 5) = …`, `2 θ̂ (1 − θ̂) = …`: what is said of a function of the parameters, not of one."""
    left = outcome.against
    if outcome.kind == "equation":
        return isinstance(left, Apply) and any(isinstance(a, Relation) for a in left.arguments)
    inner = _bare(left)
    names = {*truth.parameters, *(name.removesuffix("²") for name in truth.parameters)}
    is_parameter = isinstance(inner, Symbol) and inner.name in names
    return outcome.kind == "estimate" and left is not None and not is_parameter


def _late(clock: Clock) -> Late:
    """Whether enough has been tried; the time of the line is a guard that a usual line is far from."""
    tried = count()
    return lambda: next(tried) >= MOST_TRIED or clock.is_over


def _wrong(truth: Truth, names: Names, outcome: Outcome) -> Expression | None:
    """The wrong part in the symbols of the problem: a side, or an equation."""
    if outcome.at is None:
        return None
    try:
        right = at_estimates(resolve(outcome.at, truth, names).expression, truth, subject_of(outcome, truth))
        if outcome.kind in (*FUNCTIONS, "number") or outcome.against is None:
            return right
        left = _without_hats(resolve(outcome.against, truth, names).expression, truth)
    except (Unknown, Unusual):
        return None
    return Relation((left, right), ("=",))


def _source(truth: Truth, names: Names, before: Expression | None) -> Expression | None:
    """The statement before in the symbols of the problem: an equation, or the function that a line defines."""
    if not isinstance(before, Relation) or before.operators[-1] != "=":
        return None
    try:
        right = _without_hats(resolve(before.operands[-1], truth, names).expression, truth)
        if right != ZERO and isinstance(before.operands[0], Apply | Derivative):
            return right
        left = _without_hats(resolve(before.operands[-2], truth, names).expression, truth)
    except (Unknown, Unusual):
        return None
    return right if left == right else Relation((left, right), ("=",))  # alike: a name of one's own


def _without_hats(e: Expression, truth: Truth) -> Expression:
    for name in truth.parameters:
        e = replace(e, Symbol(name + HAT), Symbol(name))
    return e


_LINES: dict[int, tuple[Truth, tuple[Due, ...]]] = {}


def _lines(truth: Truth) -> tuple[Due, ...]:
    """The lines of the worked solutions in symbols and in numbers: only a wrong line pays for the second of them."""
    kept = _LINES.get(id(truth))
    if kept is not None and kept[0] is truth:
        return kept[1]
    if len(_LINES) > 64:
        _LINES.clear()
    found = dict.fromkeys(lines_due(truth.derivation, truth.parameters))
    if truth.problem.columns or truth.problem.statistics:
        other = "last" if truth.problem.numbers == "first" else "first"
        found |= dict.fromkeys(lines_due(draft(truth.problem, other), truth.parameters))
    lines = tuple(found)
    _LINES[id(truth)] = (truth, lines)
    return lines


def _expected(lines: tuple[Due, ...], kind: str, wrong: Expression, outcome: Outcome) -> str | None:
    """The due line of that kind that looks most like the one that is written."""
    kinds = (kind, "equation", "estimate") if kind in ("equation", "estimate") else (kind,)
    wholes = [due.whole for due in lines if due.kind in kinds]
    if kind == "negative-log-likelihood" and not wholes:
        wholes = [_negative(due.whole) for due in lines if due.kind == "log-likelihood"]
    if kind == "estimate":
        wholes = [whole for whole in wholes if _is_about(whole, outcome.against)] or wholes
        if not free_symbols(_right(wrong)):  # a number for a number
            wholes = [whole for whole in wholes if not free_symbols(_right(whole))] or wholes
    if not wholes:
        return None
    shown = dict.fromkeys(plain(_in_own_words(whole, kind, outcome.against)) for whole in wholes)
    matcher = SequenceMatcher(None, "", plain(wrong)[:MOST_TEXT])
    best, expected = -1.0, None
    for text in shown:
        matcher.set_seq1(text[:MOST_TEXT])
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
            best, expected = matcher.ratio(), text
    return expected


def _right(e: Expression) -> Expression:
    return e.operands[-1] if isinstance(e, Relation) else e


def _negative(whole: Expression) -> Expression:
    """`NLL = −(…)` of `ℓ = …`."""
    if not isinstance(whole, Relation):
        return Negate(whole)
    return Relation((Apply("NLL", ()), Negate(whole.operands[-1])), ("=",))


def _bare(e: Expression | None) -> Expression | None:
    return e.of if isinstance(e, Hat) else e


def _is_about(whole: Expression, subject: Expression | None) -> bool:
    """Whether a line says what the quantity is."""
    left = whole.operands[0] if isinstance(whole, Relation) else None
    return isinstance(_bare(subject), Symbol) and _bare(left) == _bare(subject)


def _in_own_words(whole: Expression, kind: str, subject: Expression | None) -> Expression:
    """The line that is due with the left side that was written: `log L = …`."""
    if not isinstance(whole, Relation) or subject is None or len(whole.operands) < 2:
        return whole
    named = isinstance(subject, (Apply, Derivative)) or (isinstance(subject, Call) and subject.function == "log")
    same = kind in FUNCTIONS and named and (isinstance(whole.operands[0], (Apply, Derivative)))
    if same or _is_about(whole, subject):
        return Relation((subject, *whole.operands[1:]), whole.operators)
    return whole


def _of_numbers(truth: Truth, names: Names, outcome: Outcome, wrong: Expression) -> Explanation:
    """A wrong number behind `=`: what stands in front of it says what it should be."""
    assert outcome.against is not None
    setting, lines, late = truth.derivation.setting, _lines(truth), _late(truth.clock)
    try:
        due = resolve(outcome.against, truth, names).expression
    except (Unknown, Unusual):  # the name of a loss
        found = causes(truth.problem, lines, setting, "number", wrong, None, late)
        return Explanation(found, _expected(lines, "number", wrong, outcome))
    found = named(Situation(due, "number", None, truth.parameters, setting), wrong, late, OF_COPYING)
    if not found:
        found = causes(truth.problem, lines, setting, "number", wrong, None, late)
    return Explanation(found, _value(outcome))


def _value(outcome: Outcome) -> str | None:
    """`7·3 = 21`."""
    left = outcome.check.left
    if left is None or outcome.against is None or not arb(left).is_finite():
        return None
    shown = outcome.against
    written = outcome.at.operand if isinstance(outcome.at, Negate) else outcome.at
    if isinstance(written, Number) and not written.text.isdigit():
        return _rounded(shown, left, written)
    if isinstance(left, fmpq) and left.height_bits() < 40:
        return plain(Relation((shown, rational(Fraction(int(left.p), int(left.q)))), ("=",)))
    try:
        near = middle(left)
        exact = rational(Fraction(int(near.p), int(near.q)))
        return plain(Relation((shown, decimal(exact, DIGITS)), ("≈",)))
    except Undefined:
        return None


def _rounded(shown: Expression, value: fmpq | arb, written: Number) -> str | None:
    """With as many decimals as were written: `2/9.6 ≈ 0.208`."""
    try:
        unit = shown_unit(written)
        near = middle(value)
    except Undefined:
        return None
    scaled = Fraction(int(near.p), int(near.q)) / unit
    whole = (abs(scaled) + Fraction(1, 2)).__floor__() * (1 if scaled >= 0 else -1)
    exact = isinstance(value, fmpq) and whole == scaled
    number = exact_decimal(whole * unit)
    return None if number is None else plain(Relation((shown, number), ("=" if exact else "≈",)))
