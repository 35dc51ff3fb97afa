"""Claims about solutions: all roots, the one in the domain, where the score vanishes, and values put in."""

from __future__ import annotations

from functools import reduce

from ..claims.equations import Root, Roots, Selected, Substituted
from ..expressions import (
    ZERO,
    Divide,
    Expression,
    Hat,
    Multiply,
    Relation,
    Several,
    Symbol,
    free_symbols,
    map_children,
    replace,
)
from .case import Case, Checks, operands_of, sides_of, spread_signs
from .equations import equation, gap_of
from .names import Name, first_operand
from .positivity import difference
from .record import Established
from .refusal import Refused
from .values import established

__all__ = ["CHECKS"]


def roots(case: Case) -> Established:
    """All solutions: each one solves, and left − right is the product of the v − r_k times a factor without zero or
    pole."""
    claim = case.claim
    assert isinstance(claim, Roots)
    candidates = _candidates(case.after, claim.variable)
    for candidate in candidates:
        if claim.variable in free_symbols(candidate):
            raise Refused("a solution holds the unknown")
    symbol = Symbol(claim.variable)
    product = reduce(lambda a, b: Multiply((a, b)), (difference(symbol, r) for r in candidates))
    gap = gap_of(case.start().line)
    case.note(case.meaning.is_not_zero(Divide(gap, product)))
    for candidate in candidates:
        case.meaning.defined.check(symbol, candidate, False)
        if not case.proves_equal(ZERO, replace(gap, symbol, candidate)):
            raise Refused("a candidate is not proved to solve the equation")
    return equation(case)


def _candidates(line: Expression, variable: str) -> list[Expression]:
    """The right sides of `v = a or v = b`, or of `v = a ± b`."""
    statements = line.statements if isinstance(line, Several) and line.separator == "or" else (line,)
    found: list[Expression] = []
    for statement in statements:
        left, right = sides_of(statement)
        if left != Symbol(variable):
            raise Refused(f"a candidate does not say what {variable} is")
        found.extend(spread_signs(right))
    return found


def selected(case: Case) -> Established:
    """One candidate lies in the domain, the others outside."""
    claim = case.claim
    assert isinstance(claim, Selected)
    variable = claim.variable
    candidates = _candidates(case.start().line, variable)
    first = first_operand(case.after)
    if not isinstance(case.after, Relation) or first not in (Symbol(variable), Hat(Symbol(variable))):
        raise Refused(f"the line does not say what {variable} is")
    chosen = case.after.operands[1]
    mine = [c for c in candidates if c == chosen] or [c for c in candidates if case.proves_equal(c, chosen)]
    if not mine:
        raise Refused("what is selected is not among the candidates")
    case.inside(variable, chosen)
    for candidate in candidates:
        if candidate not in mine:
            case.outside(variable, candidate)
    case.follow(case.after, chosen, False, True)
    return equation(case)


def root(case: Case) -> Established:
    """The score vanishes at the root, which lies in the domain."""
    claim = case.claim
    assert isinstance(claim, Root)
    before = case.start()
    if before.is_equation or before.slopes != (claim.variable,):
        raise Refused(f"the line before is not the derivative of the log-likelihood for {claim.variable}")
    after, symbol = case.after, Symbol(claim.variable)
    if not isinstance(after, Relation) or after.operands[0] != Hat(symbol) or after.operators[0] != "=":
        raise Refused(f"the line does not say what the estimate of {claim.variable} is")
    value = after.operands[1]
    if claim.variable in free_symbols(value):
        raise Refused("the estimate holds the unknown")
    case.inside(claim.variable, value, claim.at_data)
    case.equal(ZERO, replace(before.value, symbol, value), claim.at_data)
    case.follow(after, value, claim.at_data, True)
    case.record.definitions.define(after.operands[0], value)
    return established(case, slopes=None)


# ---- substitution --------------------------------------------------------------------------------------


def substituted(case: Case) -> Established:
    """Established values put into the line before, or into the formula at the left of the new line."""
    claim = case.claim
    assert isinstance(claim, Substituted)
    for name, value in claim.pairs:
        if not case.record.says(name, value):
            raise Refused(f"no line so far says that {name} is that")
    if case.before is None:
        return _into_formula(case, claim)
    if case.before.is_equation:
        return _into_equation(case, case.before, claim)
    value = _put(case.before.value, claim.pairs)
    named = _renamed(case, case.before, claim, value)
    case.follow(case.after, value, claim.at_data, named)
    return established(case, slopes=case.before.slopes, sign=case.before.sign)


def _put(e: Expression, pairs: tuple[tuple[str, Expression], ...]) -> Expression:
    """All pairs put in at once, under hats too."""
    values = dict(pairs)

    def put(node: Expression) -> Expression:
        if isinstance(node, Hat) and isinstance(node.of, Symbol):
            return values.get(node.of.name, node)
        if isinstance(node, Symbol):
            return values.get(node.name, node)
        return map_children(put, node)

    return put(e)


def _into_formula(case: Case, claim: Substituted) -> Established:
    if not isinstance(case.after, Relation):
        raise Refused("a formula without its value")
    value = _put(case.after.operands[0], claim.pairs)
    case.follow(case.after, value, claim.at_data, True)
    return established(case, slopes=None)


def _into_equation(case: Case, before: Established, claim: Substituted) -> Established:
    old, new = operands_of(before.line), operands_of(case.after)
    if not isinstance(before.line, Relation) or not isinstance(case.after, Relation):
        raise Refused("a value can be put into an equation only")
    if before.line.operators != case.after.operators or len(old) != len(new):
        raise Refused("the new line is of another kind than the one before")
    for left, right in zip(old, new, strict=True):
        case.equal(_put(left, claim.pairs), right, claim.at_data)
    return equation(case)


def _renamed(case: Case, before: Established, claim: Substituted, value: Expression) -> bool:
    """The name of the function stays, arguments that got a value drop out: `ℓ(μ, σ²)` becomes `ℓ(σ²)`."""
    old, new = case.name(before.line), case.name(case.after)
    if new is None:
        return False
    put_in = {name for name, _ in claim.pairs}
    if old is None or not old.same_function(new._replace(fixed=old.fixed)) or not _same_slopes(old, new):
        raise Refused("the name at the left does not fit")
    kept = tuple(a for a in old.arguments if a not in put_in)
    if new.fixed == old.fixed and new.arguments not in (kept, old.arguments):
        raise Refused("the arguments at the left do not fit")
    if new.fixed != old.fixed:
        _arguments_put_in(case, before, claim)
    elif not new.slopes:
        case.define(new, value)
    return True


def _same_slopes(old: Name, new: Name) -> bool:
    """`ℓ′(1/2)` behind `ℓ′(θ)`: of a function of one argument the number stands where its name was."""
    return new.slopes == old.slopes or (len(old.arguments) == 1 and new.slopes == ("?",) * len(old.slopes))


def _arguments_put_in(case: Case, before: Established, claim: Substituted) -> None:
    """`ℓ(7/10)` behind `ℓ(θ)`."""
    old, new = first_operand(before.line), first_operand(case.after)
    if old is None or _put(old, claim.pairs) != new:
        raise Refused("the arguments at the left do not fit")


CHECKS: Checks = {
    Roots: roots,
    Selected: selected,
    Root: root,
    Substituted: substituted,
}
