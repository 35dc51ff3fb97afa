"""Claims about zeros and maxima in several variables at once, and about other parameters in place of them.

A common zero of several equations is proved by one interval step of Newton: from the middle of a box, over all slopes
that the box holds, it has to lead into the box. That there is no other, and that it is the maximum, follows from
strict concavity, which another line has established.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from flint import arb, fmpq

from ..balls import precision
from ..claims.equations import Equivalent, SetToZero
from ..claims.several import (
    ConcaveInAll,
    ConcaveInShapes,
    JointMaximum,
    JointNewton,
    JointRoot,
    JointSolutions,
    JointZero,
    MaximumUnderCondition,
)
from ..expressions import (
    ZERO,
    Add,
    Expression,
    Hat,
    Multiply,
    Negate,
    Relation,
    Several,
    Symbol,
    free_symbols,
    number_value,
    rational,
    replace,
    walk,
)
from ..steps import Verified
from .case import Case, Checks
from .curve import ball_between
from .equations import equation
from .function_values import rounds
from .half_plane import function_along_curves
from .record import Established
from .refusal import Refused
from .systems import BITS, FOR_DECIMALS, System, parts_of, require_score
from .values import established

__all__ = ["CHECKS", "box_of", "repeats_with_hats"]


# ---- zeros -------------------------------------------------------------------------------------------------


def joint_zero(case: Case) -> Established:
    """Newton's step from the middle of the box, over all slopes in it, leads into its interior."""
    claim = case.claim
    assert isinstance(claim, JointZero)
    system = System(case, claim.variables, claim.concave)
    if len(claim.box) != len(claim.variables) or any(not low < high for low, high in claim.box):
        raise Refused("no box")
    for variable, (low, high) in zip(claim.variables, claim.box, strict=True):
        _require_within(case, variable, low, high)
    over = {v: ball_between(*ends) for v, ends in zip(claim.variables, claim.box, strict=True)}
    middles = [(low + high) / 2 for low, high in claim.box]
    at = {v: ball_between(x, x) for v, x in zip(claim.variables, middles, strict=True)}
    ends = system.stepped(at, over)
    with precision(BITS):
        inside = [low < new < high for new, (low, high) in zip(ends, map(_balls, claim.box), strict=True)]
    if not all(inside):
        raise Refused("no common zero is proved to lie in the box")
    _require_decimals(case, claim.variables, ends)
    return equation(case)


def _balls(ends: tuple[Fraction, Fraction]) -> tuple[arb, arb]:
    return arb(fmpq(ends[0].numerator, ends[0].denominator)), arb(fmpq(ends[1].numerator, ends[1].denominator))


def _require_within(case: Case, variable: str, low: Fraction, high: Fraction) -> None:
    """The interval lies in the interior of the domain, which has numbers for ends."""
    domain = case.domain(variable)
    lower, upper = (None if e is None else number_value(e) for e in (domain.lower, domain.upper))
    if domain.integer or (domain.lower is not None and lower is None) or (domain.upper is not None and upper is None):
        raise Refused("the end of a domain is no number")
    if (lower is not None and not lower < low) or (upper is not None and not high < upper):
        raise Refused("the box reaches outside the domain")


def _require_decimals(case: Case, variables: tuple[str, ...], values: list[arb], name: str = "") -> None:
    """`v ≈ decimal` for each variable, or `v_k ≈ decimal`, rounded to the digits that it shows."""
    for variable, statement, value in zip(variables, parts_of(case.after, len(variables)), values, strict=True):
        if not isinstance(statement, Relation) or statement.operators != ("≈",):
            raise Refused(f"the line does not say what {variable} is")
        first = statement.operands[0]
        if first != Symbol(f"{variable}{name}"):
            raise Refused(f"the line does not say what {variable} is")
        if not rounds(value, statement.operands[1]):
            raise Refused("the decimal is not the value rounded to the digits that it shows")
    case.note(Verified.ENCLOSED)


def joint_newton(case: Case) -> Established:
    """`a_1 ≈ …, b_1 ≈ …`."""
    claim = case.claim
    assert isinstance(claim, JointNewton)
    system = System(case, claim.variables, claim.concave)
    if len(claim.start) != len(claim.variables):
        raise Refused("one start for each variable")
    at = {v: ball_between(x, x) for v, x in zip(claim.variables, claim.start, strict=True)}
    ends = system.stepped(at, at, FOR_DECIMALS)
    first = parts_of(case.after, len(claim.variables))[0]
    symbol = first.operands[0] if isinstance(first, Relation) else None
    tail = symbol.name.removeprefix(claim.variables[0]) if isinstance(symbol, Symbol) else ""
    if not tail.startswith("_") or not tail[1:].isdigit():
        raise Refused("the name of the step does not fit the variable")
    _require_decimals(case, claim.variables, ends, tail)
    return established(case, slopes=None)


# ---- maxima ------------------------------------------------------------------------------------------------


def _concave_function(
    case: Case, line: Expression, variables: tuple[str, ...], weakly: bool = False
) -> Established:
    """The log-likelihood that an established line says to be concave in these variables, strictly or `weakly`."""
    known = case.record.find(line)
    if known is not None and known.claim is None and isinstance(line, Several) and not weakly:
        return function_along_curves(case, line.statements, variables)
    if known is None or known.source is None or not isinstance(known.claim, (ConcaveInAll, ConcaveInShapes)):
        raise Refused("no line so far says that the log-likelihood is strictly concave")
    strict = isinstance(known.claim, ConcaveInShapes) or (isinstance(line, Relation) and line.operators == ("<",))
    strict = strict or weakly
    if {*known.claim.variables} != {*variables} or len({*variables}) != len(variables) or not strict:
        raise Refused("the log-likelihood is not said to be strictly concave in these variables together")
    for variable in variables:
        domain = case.domain(variable)
        if domain.lower_closed or domain.upper_closed or domain.integer:
            raise Refused(f"the domain of {variable} is not open")
    return known.source


def joint_maximum(case: Case) -> Established:
    """The scores of a strictly concave function vanish together in an open domain: its one maximum."""
    claim = case.claim
    assert isinstance(claim, JointMaximum)
    before = case.start()
    zero = before.claim
    if not isinstance(zero, JointZero) or before.source is None or {*zero.variables} != {*claim.variables}:
        raise Refused("the line before does not say where the scores vanish")
    function = _concave_function(case, claim.concave, claim.variables)
    left = {*claim.variables}
    for part in parts_of(before.source.line, len(claim.variables)):
        score = _score_behind(case, part)
        variable = score.slopes[0] if score.slopes and len(score.slopes) == 1 else ""
        require_score(score, variable, function)
        left.discard(variable)
    if left:
        raise Refused("one of the scores is missing")
    repeats_with_hats(case, before, zero.variables)
    case.note(Verified.ENCLOSED)
    return established(case, slopes=None)


def _score_behind(case: Case, line: Expression) -> Established:
    """The score that was set to zero and rearranged."""
    known = case.record.find(line)
    while known is not None and known.is_equation:
        if not isinstance(known.claim, (SetToZero, Equivalent)):
            raise Refused("an equation is not that of a score throughout")
        known = known.source if not isinstance(known.line, Several) else None
    if known is None:
        raise Refused("an equation is not that of a score")
    return known


def repeats_with_hats(case: Case, before: Established, variables: tuple[str, ...]) -> None:
    """The line says of each estimate what the line before says of its variable. Raises Refused."""
    old, new = parts_of(before.line, len(variables)), parts_of(case.after, len(variables))
    for variable, one, other in zip(variables, old, new, strict=True):
        assert isinstance(one, Relation)
        if other != Relation((Hat(Symbol(variable)), one.operands[1]), ("≈",)):
            raise Refused(f"the line does not say what the estimate of {variable} is")


def joint_root(case: Case) -> Established:
    """The scores vanish at the estimates, which are formulas."""
    claim = case.claim
    assert isinstance(claim, JointRoot)
    function = _concave_function(case, claim.concave, claim.variables)
    scores = [case.record.find(part) for part in parts_of(case.start().line, len(claim.variables))]
    estimates = _stated(case, claim.variables)
    for variable, value in estimates.items():
        if free_symbols(value) & {*claim.variables}:
            raise Refused("an estimate holds one of the unknowns")
        case.inside(variable, value, claim.at_data)
        case.record.definitions.define(Hat(Symbol(variable)), value)
    missing = {*claim.variables}
    for score in scores:
        variable = score.slopes[0] if score is not None and score.slopes and len(score.slopes) == 1 else ""
        if score is None:
            raise Refused("a score was not established")
        require_score(score, variable, function)
        missing.discard(variable)
        value = score.value
        for name, estimate in estimates.items():
            value = replace(value, Symbol(name), estimate)
        case.equal(ZERO, value, claim.at_data)
    if missing:
        raise Refused("one of the scores is missing")
    result = established(case, slopes=None)
    for statement in parts_of(case.after, len(claim.variables)):
        case.record.add(Established(statement, claim, False, None, 1, result))
    return result


def joint_solutions(case: Case) -> Established:
    """All scores vanish where the equations hold, and each equation is a combination of the scores."""
    claim = case.claim
    assert isinstance(claim, JointSolutions)
    function = _concave_function(case, claim.concave, claim.variables, True)
    known = case.record.find(claim.concave)
    weight = known.claim.weight if known is not None and isinstance(known.claim, ConcaveInAll) else None
    if weight is None or any(case.domain(v).lower or case.domain(v).upper for v in claim.variables):
        raise Refused("the weight of the second derivatives is not known, or a domain ends")
    scores = _scores_of(case, claim.variables, function)
    statements = case.after.statements if isinstance(case.after, Several) else (case.after,)
    if isinstance(case.after, Several) and case.after.separator == "or":
        raise Refused("the equations do not all hold")
    solved = _solved_for(claim.variables, statements)
    for score in scores:
        value = score
        for name, formula in solved.items():
            value = replace(value, Symbol(name), formula)
        case.equal(ZERO, value, True)
    if len(claim.combinations) != len(solved):
        raise Refused("one combination for each equation")
    for (name, formula), numbers in zip(solved.items(), claim.combinations, strict=True):
        if len(numbers) != len(scores):
            raise Refused("one number for each score")
        total = [Multiply((rational(c), score)) for c, score in zip(numbers, scores, strict=True)]
        case.equal(Multiply((weight, Add((Symbol(name), Negate(formula))))), Add((*total, ZERO)), True)
    result = established(case, slopes=None)
    for statement in statements:
        case.record.add(Established(statement, claim, False, None, 1, result))
    return result


def _scores_of(case: Case, variables: tuple[str, ...], function: Established) -> list[Expression]:
    """The scores of all variables, in the order in which the line before lists them."""
    lines = parts_of(case.start().line, len(variables))
    scores = [score for score in map(case.record.find, lines) if score is not None]
    named = [score.slopes[0] if score.slopes and len(score.slopes) == 1 else "" for score in scores]
    if sorted(named) != sorted(variables):
        raise Refused("one of the scores is missing")
    for score, name in zip(scores, named, strict=True):
        require_score(score, name, function)
    return [score.value for score in scores]


def _solved_for(variables: tuple[str, ...], statements: tuple[Expression, ...]) -> dict[str, Expression]:
    """`a = 4 − 2b`: each for another variable, in terms of those that none is for."""
    solved: dict[str, Expression] = {}
    for statement in statements:
        first = statement.operands[0] if isinstance(statement, Relation) else None
        name = first.name if isinstance(first, Symbol) else ""
        if not isinstance(statement, Relation) or statement.operators != ("=",) or name not in variables:
            raise Refused("a statement is no equation for one of the variables")
        if name in solved:
            raise Refused(f"two equations for {name}")
        solved[name] = statement.operands[1]
    free = {*variables} - solved.keys()
    if any(free_symbols(formula) - free for formula in solved.values()):
        raise Refused("an equation holds more than the variables that are left free")
    return solved


def _stated(case: Case, variables: tuple[str, ...]) -> dict[str, Expression]:
    """`hat v = value = …` for each variable; what stands behind the value equals it."""
    estimates: dict[str, Expression] = {}
    claim = case.claim
    assert isinstance(claim, JointRoot)
    for statement in parts_of(case.after, len(variables)):
        first = statement.operands[0] if isinstance(statement, Relation) else None
        name = first.of.name if isinstance(first, Hat) and isinstance(first.of, Symbol) else ""
        if not isinstance(statement, Relation) or name not in variables or name in estimates:
            raise Refused("the line does not say what each estimate is")
        if statement.operators[0] != "=" or _hats(statement.operands[1]) - estimates.keys():
            raise Refused("the line does not say what each estimate is")
        value = _without_hats(statement.operands[1], estimates)
        estimates[name] = value
        for operator, operand in zip(statement.operators[1:], statement.operands[2:], strict=True):
            case.link(operator, value, _without_hats(operand, estimates), claim.at_data)
    return estimates


def _hats(e: Expression) -> set[str]:
    return {n.of.name for n in walk(e) if isinstance(n, Hat) and isinstance(n.of, Symbol)}


def _without_hats(e: Expression, estimates: Mapping[str, Expression]) -> Expression:
    for name, value in estimates.items():
        e = replace(e, Hat(Symbol(name)), value)
    return e


def box_of(known: Established, name: str) -> tuple[Fraction, Fraction] | None:
    """Where the estimate lies by a line of `JointMaximum`."""
    zero = None if known.source is None else known.source.claim
    is_maximum = isinstance(known.claim, (JointMaximum, MaximumUnderCondition))
    if not is_maximum or not isinstance(zero, JointZero) or name not in zero.variables:
        return None
    return zero.box[zero.variables.index(name)]


CHECKS: Checks = {
    JointZero: joint_zero,
    JointNewton: joint_newton,
    JointMaximum: joint_maximum,
    JointRoot: joint_root,
    JointSolutions: joint_solutions,
}
