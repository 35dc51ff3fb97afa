"""Whether what an author writes as a density or mass is one: its total, where the integral or sum can be done.

The line that proves it is for whoever wants every detail. A total that is proved to be another number is a fault of
the problem; where neither can be proved the derivation goes on, and a note says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from math import factorial

from flint import fmpq

from ..balls import Undefined, enclose, interior_points
from ..claims.claim import Claim
from ..claims.laws import Distribution, Total
from ..claims.values import Given
from ..domains import Domain
from ..exact import CannotNormalise
from ..expressions import (
    HALF,
    INFINITY,
    ONE,
    Add,
    Apply,
    Call,
    Derivative,
    Divide,
    Expression,
    Negate,
    Relation,
    Symbol,
    free_symbols,
    integer,
    map_children,
    number_value,
    rational,
    walk,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.diagnostics import ProblemError
from ..problem.model import Law, Problem
from ..records import Record, replace
from ..referee import NotProved, prove
from ..referee.infinity import is_infinity
from ..referee.limits import Limits
from ..referee.meaning import Meaning
from ..referee.refusal import Refused
from ..referee.smoothness import require_smooth
from ..referee.unfolding import Definitions
from ..rules.antiderivatives import antiderivatives
from ..rules.arithmetic import fold
from ..rules.kernels import Kernel, kernel_of, total_of
from ..steps import Setting
from ..words import say
from .settings import setting_of
from .worksheet import Worksheet, equals, make_step

__all__ = ["survival_by_rule", "write_total"]

MOST_POINTS = 4
MOST_FACTORIAL = 20
PLAIN_POINTS = tuple(map(Fraction, ("1/2", "2", "1", "3", "-1", "1/3", "3/2", "5", "10")))
LETTERS = "FGQHR"


class Judged(Record):
    """What came out: the claim with the value that the line states (F, or the total), a fault, or neither.
    kernel: what is said of it, by id."""

    claim: Claim | None = None
    value: Expression | None = None
    fault: str = ""
    kernel: str = ""


def write_total(sheet: Worksheet, problem: Problem, law: Law, line: Relation) -> None:
    """The line that proves the total of a density of the author's own, behind the line that states it.

    Raises ProblemError where the total is proved not to be one.
    """
    if law.family is not None or law.density is None:
        return
    judged = _judged(law.density, law.variable, law.support, _Key(setting_of(problem)))
    if judged.fault:
        raise ProblemError.at(problem, f"model.{law.variable}", judged.fault)
    after = _line_of(sheet, judged, line)
    if after is None or judged.claim is None or not _is_proved(line, after, judged.claim, _Key(sheet.setting)):
        said = ", ".join(law.variables)
        sheet.notes.append(say("mass-not-checked" if law.support.integer else "density-not-checked", names=said))
        return
    rule = "total-of-mass" if law.support.integer else "total-of-density"
    name = after.operands[0]
    if isinstance(name, Apply):
        sheet.write("distribution-function", line, after, judged.claim, level=3, n=name.function)
    else:
        sheet.write(rule, line, after, judged.claim, level=3, n=say(judged.kernel))


def _line_of(sheet: Worksheet, judged: Judged, line: Relation) -> Relation | None:
    """`F(x | θ) = x^θ`, or the total by a kernel: `(β²/Γ(2))(Γ(2)/β²) = 1`."""
    if judged.value is None:
        return None
    if isinstance(judged.claim, Total):
        return equals(judged.value, ONE)
    letter = next((c for c in LETTERS if c not in _taken(sheet)), None)
    of = line.operands[0]
    return equals(Apply(letter, of.arguments, of.given), judged.value) if letter and isinstance(of, Apply) else None


@lru_cache(maxsize=256)
def _is_proved(line: Relation, after: Relation, claim: Claim, known: _Key) -> bool:
    """Whether the referee agrees: a total that it cannot prove is no reason to lose all lines behind it."""
    setting = replace(known.setting, given=(line,), facts=(), columns={}, size=None, statistics={})
    try:
        prove((make_step("model", None, line, Given(), n=""), make_step("model", line, after, claim, n="")), setting)
    except NotProved:
        return False
    return True


def _taken(sheet: Worksheet) -> set[str]:
    """The names of symbols and functions so far."""
    functions = (node.function for step in sheet.steps for node in walk(step.after) if isinstance(node, Apply))
    return {*sheet.setting.domains, *sheet.setting.supports, *functions}


class _Key:
    """A setting by what decides a total: domains, known values and supports."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.key = tuple(tuple(table.items()) for table in (setting.domains, setting.values, setting.supports))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.key == other.key


@lru_cache(maxsize=256)
def _judged(density: Expression, variable: str, support: Domain, known: _Key) -> Judged:
    inside = _inside(known.setting, variable, support)
    if inside is None or free_symbols(density) - inside.setting.domains.keys():
        return Judged()
    try:
        judged = _by_antiderivative(inside, density, variable, support)
        return judged or _by_kernel(inside, density, variable, support)
    except (Refused, CannotNormalise, Undefined, ZeroDivisionError):
        return Judged()


def _inside(setting: Setting, variable: str, support: Domain) -> Meaning | None:
    """The setting with the variable as a symbol inside of its support."""
    domain = support if support.integer else support.interior()
    whole = Setting(domains={**setting.domains, variable: domain}, values=setting.values)
    return Meaning(whole, Definitions({*whole.domains}))


def _kind(support: Domain) -> str:
    return "mass" if support.integer else "density"


# ---- by an antiderivative -----------------------------------------------------------------------------------


def _antiderivatives(inside: Meaning, density: Expression, variable: str) -> Iterator[Expression]:
    for guess in antiderivatives(density, variable):
        slope = Derivative(guess, Symbol(variable))
        if inside.field(False).equal(slope, density) and _is_smooth(inside, guess, variable):
            yield guess


def _is_smooth(inside: Meaning, e: Expression, variable: str) -> bool:
    try:
        require_smooth(inside, e, variable, False)
    except Refused:
        return False
    return True


def _by_antiderivative(inside: Meaning, density: Expression, variable: str, support: Domain) -> Judged | None:
    for found in () if support.integer else _antiderivatives(inside, density, variable):
        low, high = (Limits(inside, variable, end).of(found) for end in _ends(support))
        if low is None or high is None:
            continue
        if is_infinity(low) or is_infinity(high):
            return Judged(fault="the density has an infinite total: its integral over the support diverges")
        whole = _positive_first(fold(Add((high, Negate(low)))))
        if inside.is_zero(Add((whole, Negate(ONE)))):
            return Judged(Distribution(variable), fold(Add((_minus(inside, low), found))))
        fault = _fault(inside, whole, support)
        return Judged(fault=fault) if fault else None
    return None


def _minus(inside: Meaning, low: Expression) -> Expression:
    """What the antiderivative lacks to be zero at the lower end; plain where it is a plain number."""
    value = next((n for n in map(Fraction, ("0", "-1", "1/2", "-1/2")) if _equals(inside, low, n)), None)
    return Negate(low) if value is None else rational(-value)


def _positive_first(e: Expression) -> Expression:
    """1 − e^(−5λ), not −e^(−5λ) + 1."""
    return Add(tuple(sorted(e.terms, key=lambda term: isinstance(term, Negate)))) if isinstance(e, Add) else e


def _equals(inside: Meaning, e: Expression, value: Fraction) -> bool:
    return inside.is_zero(Add((e, rational(-value))))


def _ends(support: Domain) -> tuple[Expression, Expression]:
    return support.lower or Negate(INFINITY), support.upper or INFINITY


# ---- by a kernel --------------------------------------------------------------------------------------------


def _by_kernel(inside: Meaning, density: Expression, variable: str, support: Domain) -> Judged:
    kernel = kernel_of(density, variable, support)
    if kernel is None or not _exists(inside, kernel):
        return Judged()
    whole = total_of(kernel, variable)
    if inside.field(False).equal(whole, ONE):
        claim = Total(variable, kernel.kind, kernel.parameters, kernel.constant)
        return Judged(claim, whole, kernel=_SAID[kernel.kind])
    return Judged(fault=_fault(inside, _positive_first(fold(whole)), support))


def _exists(inside: Meaning, kernel: Kernel) -> bool:
    """Whether the integral or sum converges for all parameters of the domain."""
    positive = _POSITIVE.get(kernel.kind)
    return positive is None or all(inside.sign(e)[0] == 1 for e in positive(*kernel.parameters))


_POSITIVE: dict[str, Callable[..., tuple[Expression, ...]]] = {
    "gamma": lambda a, b, c: (b, Divide(a, c)),
    "beta": lambda a, b: (a, b),
    "two-sided": lambda m, b: (b,),
    "student": lambda m, c, p: (c, Add((p, Negate(HALF)))),
    "geometric": lambda r: (r, Add((ONE, Negate(r)))),
    "logarithmic": lambda r: (r, Add((ONE, Negate(r)))),
    "pascal": lambda s, r: (s, r, Add((ONE, Negate(r)))),
}


_SAID = {
    "gamma": "by-gamma", "beta": "by-beta", "two-sided": "by-exponentials", "student": "by-beta-substituted",
    "geometric": "by-geometric-series", "poisson": "by-exponential-series", "logarithmic": "by-logarithmic-series",
    "binomial": "by-binomial-theorem", "pascal": "by-binomial-series", "level": "by-equal-masses",
    "finite": "by-values",
}
"""What is said of a total, by kernel."""


# ---- faults -------------------------------------------------------------------------------------------------


def _fault(inside: Meaning, whole: Expression, support: Domain) -> str:
    """Words for a total that is proved not to be one; empty where that is not proved."""
    kind = _kind(support)
    for name, value in inside.setting.values.items():
        whole = put(whole, Symbol(name), value)
    whole = _positive_first(fold(_factorials(whole)))
    if not free_symbols(whole):
        return f"the {kind} has total {plain(whole)}, not 1: divide it by {plain(whole)}" if _differs(
            whole, {}, inside.setting) else ""
    for point in _points(whole, inside.setting):
        if _differs(whole, point, inside.setting):
            there = whole
            for name, number in point.items():
                there = put(there, Symbol(name), rational(number))
            at = ", ".join(f"{name} = {plain(rational(value))}" for name, value in point.items())
            total = plain(_positive_first(fold(there)))
            return f"the {kind} has total {total} at {at}, not 1: divide it by {plain(whole)}"
    return ""


def _factorials(e: Expression) -> Expression:
    """Γ of a small whole number as a number."""
    if isinstance(e, Call) and e.function == "Γ":
        value = number_value(e.arguments[0])
        if isinstance(value, int) and 0 < value <= MOST_FACTORIAL:
            return integer(factorial(value - 1))
    return map_children(_factorials, e)


def _points(whole: Expression, setting: Setting) -> Iterable[dict[str, Fraction]]:
    """A few points of the domain, plain numbers first."""
    names = sorted(free_symbols(whole))
    for start in range(3):
        point: dict[str, Fraction] = {}
        for name in names:
            inside = [v for v in PLAIN_POINTS if _fits(v, setting.domains.get(name, Domain()))]
            if not inside:
                break
            point[name] = inside[start % len(inside)]
        if len(point) == len(names):
            yield point
    for random in islice(interior_points((whole,), setting), MOST_POINTS):
        yield {name: Fraction(int(value.p), int(value.q)) for name, value in random.values.items()}


def _fits(value: Fraction, domain: Domain) -> bool:
    ends = [None if end is None else number_value(end) for end in (domain.lower, domain.upper)]
    if (domain.lower is not None and ends[0] is None) or (domain.upper is not None and ends[1] is None):
        return False
    if domain.integer and value.denominator != 1:
        return False
    return (ends[0] is None or value > ends[0]) and (ends[1] is None or value < ends[1])


def _differs(whole: Expression, point: dict[str, Fraction], setting: Setting) -> bool:
    try:
        values = {name: fmpq(value.numerator, value.denominator) for name, value in point.items()}
        found = enclose(whole, values, setting, 128)
    except Undefined:
        return False
    return not found.contains(1)


# ---- the chance of a larger observation ----------------------------------------------------------------------


def survival_by_rule(problem: Problem, law: Law) -> Expression | None:
    """P(X > x) of a density of the author's own; None where no antiderivative is found or the total is not one."""
    if law.density is None or law.support.integer:
        return None
    judged = _judged(law.density, law.variable, law.support, _Key(setting_of(problem)))
    if not isinstance(judged.claim, Distribution) or judged.value is None:
        return None
    return fold(_factorials(fold(Add((ONE, Negate(judged.value))))))

