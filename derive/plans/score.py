"""The score, the equation, and the algebra that solves it for one unknown."""

from __future__ import annotations

from collections.abc import Callable

from ..claims.equations import Equivalent, Roots, Selected, SetToZero
from ..claims.values import Differentiated
from ..exact import Field
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Derivative,
    Divide,
    Expression,
    Hat,
    Power,
    Relation,
    Several,
    Symbol,
    children,
    free_symbols,
    walk,
)
from ..notation.plain import plain
from ..records import Record
from ..rules import equations as rules
from ..rules import gammas, isolating
from ..rules.arithmetic import approximate
from ..rules.derivatives import UnknownDerivative, derivative
from ..rules.equations import Rewritten, equation
from ..rules.signs import squares
from ..rules.sums import depends_on
from ..rules.terms import add, multiply, negate, size_first
from ..steps import value_of
from ..words import say
from .likelihood import function_of
from .settings import holds_on_data
from .worksheet import Degenerate, Stuck, Worksheet, equals

__all__ = [
    "NoSolution", "Solved", "as_cubic", "assume_inside", "assume_spread", "lies_inside", "lies_inside_by_form",
    "isolate_call", "refuse_undecided", "score_name", "solve_equation", "write_score",
]


RISING = frozenset(("Φ", "erf", "tanh"))
"""Functions that rise throughout and have no written inverse here."""


class Solved(Record):
    """The last line `θ = root`; `before` is the equation ahead of the division and `multiplier` what the score
    was multiplied by to reach it: score = (left − right of `before`)/multiplier. `through` is the one function
    through which the unknown enters, where it was set free by undoing that."""

    root: Expression
    before: Relation
    multiplier: Expression
    through: Expression | None = None


class NoSolution(Exception):
    """The equation has no solution, whatever the domain: `e^(−x) = −1/5`."""


def score_name(parameters: tuple[str, ...], unknown: str, order: int = 1) -> Expression:
    """`ℓ′(θ)`, or `∂ℓ/∂μ` where there are several parameters."""
    if len(parameters) == 1:
        return function_of("ℓ", parameters, order)
    return Derivative(function_of("ℓ", ()), Symbol(unknown), order, True)


def write_score(sheet: Worksheet, line: Relation, unknown: str, parameters: tuple[str, ...]) -> Relation:
    """The line `ℓ′(θ) = …`."""
    sheet.phase("score")
    try:
        value = size_first(derivative(value_of(line), unknown))
    except UnknownDerivative as fault:
        raise Stuck(str(fault)) from fault
    name = score_name(parameters, unknown)
    others = [plain(Symbol(name)) for name in parameters if name != unknown and name in _held(value)]
    rule = "partial-score" if others else "score"
    fixed = say("names", names=others) if others else ""
    return sheet.write(rule, line, equals(name, value), Differentiated(unknown), v=Symbol(unknown), n=fixed)


def _held(e: Expression) -> set[str]:
    """The symbols that stand in the expression, those under a hat excepted, which are found already."""
    if isinstance(e, Hat):
        return set()
    return {e.name} if isinstance(e, Symbol) else set().union(*map(_held, children(e)))


def solve_equation(sheet: Worksheet, score: Relation, unknown: str) -> Solved:
    """Set the score to zero and solve, a line at a time.

    Raises Stuck where the equation has no form that the rules know.
    """
    sheet.phase("solve")
    line = sheet.write("set-to-zero", score, equation(value_of(score), ZERO), SetToZero())
    solved = _by_power(sheet, line, unknown)
    if solved is not None:
        return solved
    line, multiplier = _simplify(sheet, line, unknown)
    return _finish(sheet, line, unknown, multiplier)


def _by_power(sheet: Worksheet, line: Relation, unknown: str) -> Solved | None:
    """`(1 − p)^5 = 7/10` and its root, where the unknown enters through one power of a linear form."""
    if not any(isinstance(node, Power) and isinstance(node.base, Add) for node in walk(line)):
        return None
    signs, mark = sheet.signs, sheet.mark()
    multiplier: Expression = ONE
    moves = (
        ("separate", rules.separate, 2),
        ("cancel-common", rules.cancel_common, 1),
        ("clear-denominators", rules.clear_denominators, 1),
    )
    for rule, move, level in moves:
        new = move(line, signs)
        if new is not None and isinstance(new.line, Relation):
            line = _write(sheet, rule, line, new, unknown, level)
            multiplier = multiply(multiplier, new.multiplier)
    gathered = isolating.gather_power(line, unknown, signs)
    if gathered is None:
        sheet.back_to(mark)
        return None
    before = line = _write(sheet, "gather", line, gathered, unknown)
    multiplier = multiply(multiplier, gathered.multiplier)
    new = isolating.isolate_power(line)
    line = line if new is None else _write(sheet, "isolate", line, new, unknown)
    _require_positive(sheet, line.operands[1])
    new = isolating.undo_power(line)
    assert new is not None
    line = _write(sheet, "apply-power", line, new, unknown)
    for rule in ("gather", "isolate"):
        new = rules.gather(line, unknown, signs) if rule == "gather" else rules.isolate(line, unknown)
        line = line if new is None or _is_solved(line, unknown) else _write(sheet, rule, line, new, unknown)
    if not _is_solved(line, unknown):
        sheet.back_to(mark)
        return None
    return Solved(line.operands[1], before, multiplier)


def _simplify(sheet: Worksheet, line: Relation, unknown: str) -> tuple[Relation, Expression]:
    """Everything short of dividing by the coefficient of the unknown."""
    multiplier: Expression = ONE
    signs = sheet.signs
    moves: tuple[tuple[str, Callable[[Relation], Rewritten | None], int], ...] = (
        ("shift-digamma", gammas.shift_digamma, 1),
        ("cancel-factor", lambda e: rules.cancel_factor(e, unknown, signs), 1),
        ("split-sum", lambda e: rules.split_sample_sums(e, unknown) if _is_linear_sum(e) else None, 1),
        ("separate", lambda e: rules.separate(e, signs), 2),
        ("cancel-common", lambda e: rules.cancel_common(e, signs), 1),
        ("clear-denominators", lambda e: rules.clear_denominators(e, signs), 1),
        ("split-sum", lambda e: rules.split_sample_sums(e, unknown), 1),
        ("multiply-out", rules.multiply_out, 2),
        ("cancel-power", lambda e: rules.cancel_power(e, unknown, signs), 1),
        ("gather", lambda e: rules.gather(e, unknown, signs), 1),
    )
    for rule, move, level in moves:
        if _is_solved(line, unknown):
            break
        new = move(line)
        if new is not None:
            line = _write(sheet, rule, line, new, unknown, level)
            multiplier = multiply(multiplier, new.multiplier)
    return line, multiplier


def _is_linear_sum(line: Relation) -> bool:
    """A single Σ that is set to zero is split before anything else is done."""
    from ..expressions import Summation

    return isinstance(line.operands[0], Summation)


def _is_linear(line: Expression, unknown: str) -> bool:
    found = rules.coefficients(rules.difference(line), unknown) if isinstance(line, Relation) else None
    return found is not None and set(found) == {0, 1}


def _is_solved(line: Relation, unknown: str) -> bool:
    return line.operands[0] == Symbol(unknown) and not depends_on(line.operands[1], unknown)


def _write(sheet: Worksheet, rule: str, line: Relation, new: Rewritten, unknown: str, level: int = 1) -> Relation:
    assert isinstance(new.line, Relation)
    claim = Equivalent(new.multiplier, new.applied)
    left = new.line.operands[0]
    name = left if rule == "isolate" else Symbol(unknown)  # `σ²` where the unknown stands in a power
    return sheet.write(rule, line, new.line, claim, level=level, v=name, n=new.multiplier)


def _finish(sheet: Worksheet, line: Relation, unknown: str, multiplier: Expression) -> Solved:
    before = line
    line, through = _undo(sheet, line, unknown)
    new = rules.clear_denominators(line, sheet.signs) if through is not None else None
    if new is not None and _is_linear(new.line, unknown):  # −2/θ = log(1/6)
        line = _write(sheet, "clear-denominators", line, new, unknown)
    new = rules.isolate(line, unknown)
    if new is not None:
        line = _write(sheet, "isolate", line, new, unknown)
    isolated = multiplier if new is None else multiply(multiplier, new.multiplier)
    if _is_solved(line, unknown):
        return Solved(line.operands[1], before, multiplier, through)
    new = rules.root_of_power(line, unknown) if sheet.signs.of(Symbol(unknown)) == 1 else None
    if new is not None:
        line = _write(sheet, "root-of-power", line, new, unknown)
        return Solved(line.operands[1], before, multiplier)
    return _quadratic(sheet, line, before, unknown, isolated)


def _undo(sheet: Worksheet, line: Relation, unknown: str) -> tuple[Relation, Expression | None]:
    """Where the unknown stands inside one exponential or logarithm: isolate that, then undo it."""
    if rules.coefficients(rules.difference(line), unknown) is not None:
        return line, None
    new = isolating.gather_function(line, unknown, sheet.signs)
    if new is not None:
        line = _write(sheet, "gather", line, new, unknown)
    new = isolating.isolate_function(line, unknown)
    if new is not None:
        line = _write(sheet, "isolate", line, new, unknown)
    new = isolating.undo_function(line)
    if new is None:
        return line, None
    function, right = line.operands
    if new.applied in ("log", "power"):
        _require_positive(sheet, right)
    line = _write(sheet, f"apply-{new.applied}", line, new, unknown)
    return line, function if new.applied == "log" else None


def isolate_call(sheet: Worksheet, line: Relation, unknown: str) -> tuple[Relation, Expression] | None:
    """`7(1 − Φ(μ)) = 3Φ(μ)  →  Φ(μ) = 7/10`: one function of the unknown that no other function undoes, alone on the
    left, and the multiplier that leads there; None where the equation is no such."""
    mark = sheet.mark()
    line, multiplier = _simplify(sheet, line, unknown)
    for rule, move in (("gather", _gather_function(sheet, unknown)), ("isolate", isolating.isolate_function)):
        new = move(line, unknown)
        if new is not None:
            line = _write(sheet, rule, line, new, unknown)
            multiplier = multiply(multiplier, new.multiplier)
    left, right = line.operands
    if isinstance(left, Call) and left.function in RISING and not depends_on(right, unknown):
        return line, multiplier
    sheet.back_to(mark)
    return None


def as_cubic(sheet: Worksheet, line: Relation, unknown: str) -> tuple[Relation, Expression] | None:
    """`5/(2 + t) − 4/(1 − t) = 1` as t³ + … = 0 with numbers, and the multiplier that leads there; None where the
    equation is no cubic one."""
    mark = sheet.mark()
    line, multiplier = _simplify(sheet, line, unknown)
    new = rules.to_one_side(line, unknown)
    if new is not None:
        line = _write(sheet, "to-one-side", line, new, unknown)
        multiplier = multiply(multiplier, new.multiplier)
    parts = rules.coefficients(rules.difference(line), unknown)
    plain_numbers = parts is not None and all(not t.powers for terms in parts.values() for t in terms)
    if parts and plain_numbers and max(parts) == 3 and line.operands[1] == ZERO:
        return line, multiplier
    sheet.back_to(mark)
    return None


def _gather_function(sheet: Worksheet, unknown: str) -> Callable[[Relation, str], Rewritten | None]:
    return lambda line, name: isolating.gather_function(line, name, sheet.signs)


def _require_positive(sheet: Worksheet, right: Expression) -> None:
    """What an exponential or a power of the unknown equals has to be positive; for a sample of any size that is the
    regular case."""
    sign = _sign(sheet, right)
    if sign is not None and sign <= 0:
        raise NoSolution
    if sign is None and free_symbols(right):
        if sheet.sample.known:
            raise Degenerate
        sheet.assume((Relation((right, ZERO), (">",)),))


def _quadratic(sheet: Worksheet, line: Relation, before: Relation, unknown: str, multiplier: Expression) -> Solved:
    standard = rules.to_one_side(line, unknown)
    if standard is not None:
        line = _write(sheet, "to-one-side", line, standard, unknown)
        multiplier = multiply(multiplier, standard.multiplier)
    candidates = rules.quadratic_roots(line, unknown)
    if candidates is None:
        raise Stuck(say("equation-without-form", name=unknown))
    sheet.write("quadratic-formula", line, candidates, Roots(unknown))
    assume_spread(sheet, candidates, unknown)
    root = _in_domain(sheet, candidates, unknown)
    sheet.write("select-root", candidates, equation(Symbol(unknown), root), Selected(unknown), v=unknown)
    return Solved(root, line, multiplier)


def _in_domain(sheet: Worksheet, candidates: Several, unknown: str) -> Expression:
    roots = [value_of(c) for c in candidates.statements]
    verdicts = [lies_inside(sheet, r, unknown) for r in roots]
    if None in verdicts:
        refuse_undecided(sheet, unknown)
    if verdicts.count(True) != 1:
        raise Stuck(say("solutions-in-domain", found=verdicts.count(True), all=len(roots), name=unknown))
    return roots[verdicts.index(True)]


def refuse_undecided(sheet: Worksheet, unknown: str) -> None:
    """Whether a root lies in the domain depends on the data: these go in first, where there are any."""
    if sheet.sample.known:
        raise Degenerate
    raise Stuck(say("point-undecided", name=unknown))


def lies_inside(sheet: Worksheet, root: Expression, unknown: str) -> bool | None:
    """Whether the root is an interior point of the domain; None where that cannot be told."""
    domain = sheet.domain(unknown)
    signs = []
    if domain.lower is not None:
        signs.append(_gap(sheet, root, domain.lower))
    if domain.upper is not None:
        below = _gap(sheet, root, domain.upper)
        signs.append(None if below is None else -below)
    if any(sign is not None and sign <= 0 for sign in signs):
        return False
    return None if None in signs else True


def lies_inside_by_form(sheet: Worksheet, root: Expression, unknown: str) -> bool | None:
    """As `lies_inside`, by normal forms: `−log((2m − n)/n) > 0` where n/2 < m < n."""
    domain, field = sheet.domain(unknown), Field(sheet.setting)
    gaps = [add(root, negate(domain.lower))] if domain.lower is not None else []
    gaps += [add(domain.upper, negate(root))] if domain.upper is not None else []
    signs = [field.sign(sheet.without_hats(gap)) for gap in gaps]
    if any(sign is not None and sign <= 0 for sign in signs):
        return False
    return None if None in signs else True


def assume_inside(sheet: Worksheet, root: Expression, unknown: str) -> bool | None:
    """The regular case for a sample of any size: the root lies inside of the domain, `0 < k < n` for k/n. True where
    that can be assumed and suffices."""
    domain = sheet.domain(unknown)
    top, bottom = (root.numerator, root.denominator) if isinstance(root, Divide) else (root, ONE)
    if _sign(sheet, bottom) != 1 or not free_symbols(root):
        return None
    operands, operators = [top], []
    for end, place in ((domain.lower, 0), (domain.upper, len(operands))):
        if end is not None:
            operands.insert(place and len(operands), end if end == ZERO else multiply(end, bottom))
            operators.append("<")
    sheet.assume((Relation(tuple(operands), tuple(operators)),))
    return lies_inside(sheet, root, unknown)


def assume_spread(sheet: Worksheet, score: Expression, unknown: str) -> None:
    """Sums of squares are positive unless the sample is degenerate: a fact of the regular case. Of several samples
    one may have no spread of its own (a single observation): then all of them together have to have some."""
    sums = dict.fromkeys(s for s in squares(score) if not depends_on(s, unknown))
    new = tuple(fact for fact in map(_positive, sums) if fact not in sheet.conditions)
    if new and not _holds_on_data(sheet, new):
        new = (_positive(Add(tuple(sums))),) if len(sums) > 1 else new
        if not _holds_on_data(sheet, new):
            raise Degenerate
    new = tuple(fact for fact in new if fact not in sheet.conditions)
    if new:
        sheet.assume(new)


def _positive(e: Expression) -> Relation:
    return Relation((e, ZERO), (">",))


def _holds_on_data(sheet: Worksheet, facts: tuple[Relation, ...]) -> bool:
    return not sheet.sample.known or holds_on_data(tuple(map(sheet.without_hats, facts)), sheet.sample)


def _gap(sheet: Worksheet, root: Expression, end: Expression) -> int | None:
    """The sign of root − end; of a quotient over its denominator."""
    if not isinstance(root, Divide):
        return _sign(sheet, add(root, negate(end)))
    bottom = _sign(sheet, root.denominator)
    top = _sign(sheet, add(root.numerator, negate(multiply(end, root.denominator))))
    return None if bottom is None or top is None else top * bottom


def _sign(sheet: Worksheet, e: Expression) -> int | None:
    """By sight, else by a rough value: the referee has the last word."""
    value = approximate(e)
    if value is not None:
        return (value > 0) - (value < 0)
    return sheet.signs.of(e)
