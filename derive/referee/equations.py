"""Claims about equations and their solutions."""

from __future__ import annotations

from functools import reduce

from ..expressions import (
    ZERO,
    Add,
    Call,
    Divide,
    Expression,
    Hat,
    Multiply,
    Negate,
    Number,
    Power,
    Relation,
    Several,
    Symbol,
    free_symbols,
    integer,
    map_children,
    replace,
)
from ..steps import Combined, Equivalent, Root, Roots, Selected, Substituted
from .case import Case, operands_of, sides_of, spread_signs
from .meaning import difference
from .names import first_operand
from .record import Established
from .refusal import Refused
from .values import established

__all__ = ["combined", "equivalent", "root", "roots", "selected", "set_to_zero", "substituted"]


def equation(case: Case) -> Established:
    """The new line as an equation."""
    return established(case, slopes=None, is_equation=True)


def set_to_zero(case: Case) -> Established:
    """The value of the line before is set to zero."""
    before = case.start()
    left, right = sides_of(case.after)
    if before.is_equation or right != ZERO:
        raise Refused("only the value of a line can be set to zero")
    case.equal(before.value, left)
    return equation(case)


# ---- equivalence ---------------------------------------------------------------------------------------


def equivalent(case: Case) -> Established:
    """Both equations have the same solutions."""
    claim = case.claim
    assert isinstance(claim, Equivalent)
    before = case.start().line
    if claim.applied is not None:
        _apply(case, claim.applied, before, claim.at_data)
        return equation(case)
    _nonvanishing(case, claim.multiplier, claim.at_data)
    gap = Multiply((claim.multiplier, _gap(before)))
    case.equal(gap, _gap(case.after), claim.at_data)
    return equation(case)


def _gap(line: Expression) -> Expression:
    """Left − right; of alternatives the product, which vanishes where one of them does."""
    if isinstance(line, Several):
        if line.separator != "or":
            raise Refused("several equations at once")
        return reduce(lambda a, b: Multiply((a, b)), map(_gap, line.statements))
    left, right = sides_of(line)
    gaps = [difference(left, r) for r in spread_signs(right)]
    if right == ZERO and len(gaps) == 1:
        return left
    return reduce(lambda a, b: Multiply((a, b)), gaps)


def _nonvanishing(case: Case, e: Expression, at_data: bool) -> None:
    """Proves that the factor has neither zero nor pole, factor by factor where it is a product."""
    if isinstance(e, Negate):
        _nonvanishing(case, e.operand, at_data)
    elif isinstance(e, Number):
        if not e.value:
            raise Refused("both sides times zero")
    elif isinstance(e, Multiply):
        for factor in e.factors:
            _nonvanishing(case, factor, at_data)
    elif isinstance(e, Divide):
        _nonvanishing(case, e.numerator, at_data)
        _nonvanishing(case, e.denominator, at_data)
    elif isinstance(e, Power):
        _nonvanishing(case, e.base, at_data)
    else:
        case.note(case.meaning.is_not_zero(e, at_data))


def _apply(case: Case, function: str, before: Expression, at_data: bool) -> None:
    """A one-to-one function on both sides; a root is checked by its power, on sides that are not negative."""
    old, new = sides_of(before), sides_of(case.after)
    if function in ("sqrt", "cbrt", "root"):
        degree = 2 if function == "sqrt" else 3 if function == "cbrt" else _degree(new[1])
        for side, rooted in zip(old, new, strict=True):
            case.note(case.meaning.is_not_negative(rooted, at_data))
            case.equal(side, Power(rooted, integer(degree)), at_data)
    elif function == "log":
        for side, result in zip(old, new, strict=True):
            case.note(case.meaning.is_positive(side, at_data))
            case.equal(Call("log", (side,)), result, at_data)
    elif function == "exp":
        for side, result in zip(old, new, strict=True):
            case.equal(Call("exp", (side,)), result, at_data)
    else:
        raise Refused(f"{function} on both sides is not known to keep the solutions")


def _degree(e: Expression) -> int:
    if isinstance(e, Call) and e.function == "cbrt":
        return 3
    if isinstance(e, Call) and e.function == "root" and isinstance(e.arguments[1], Number):
        return int(e.arguments[1].value)
    raise Refused("the degree of the root cannot be seen")


def combined(case: Case) -> Established:
    """A sum of multiples of established equations."""
    claim = case.claim
    assert isinstance(claim, Combined)
    parts = []
    for multiplier, part in claim.parts:
        _require_established(case, part)
        parts.append(Multiply((multiplier, _gap(part))))
    case.equal(parts[0] if len(parts) == 1 else Add(tuple(parts)), _gap(case.after))
    return equation(case)


def _require_established(case: Case, part: Relation) -> None:
    """An equation that was a line, or is given, as it stands or with estimates put in."""
    if case.record.find(part) is not None or part in case.setting.given or part in case.setting.facts:
        return
    for line in (*case.setting.given, *case.setting.facts):
        if isinstance(line, Relation) and line.operators == ("=",) and case.name(line) is None:
            with_estimates = _with_estimates(case, line)
            if with_estimates != line and case.proves_equal(_gap(with_estimates), _gap(part)):
                return
    raise Refused("an equation that is combined was not established")


def _with_estimates(case: Case, line: Expression) -> Expression:
    for name in free_symbols(line):
        estimate = case.record.definitions.estimate(name)
        if estimate is not None:
            line = replace(line, Symbol(name), estimate)
    return line


# ---- solutions -----------------------------------------------------------------------------------------


def roots(case: Case) -> Established:
    """All solutions: left − right is the product of the v − r_k times a factor without zero or pole."""
    claim = case.claim
    assert isinstance(claim, Roots)
    candidates = _candidates(case.after, claim.variable)
    for candidate in candidates:
        if claim.variable in free_symbols(candidate):
            raise Refused("a solution holds the unknown")
    symbol = Symbol(claim.variable)
    product = reduce(lambda a, b: Multiply((a, b)), (difference(symbol, r) for r in candidates))
    rest = Divide(_gap(case.start().line), product)
    case.note(case.meaning.is_not_zero(rest))
    for candidate in candidates:
        case.meaning.defined.check(symbol, candidate, False)
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
    if old is None or not old.same_function(new._replace(fixed=old.fixed)) or new.slopes != old.slopes:
        raise Refused("the name at the left does not fit")
    kept = tuple(a for a in old.arguments if a not in put_in)
    if new.fixed == old.fixed and new.arguments not in (kept, old.arguments):
        raise Refused("the arguments at the left do not fit")
    if new.fixed != old.fixed:
        _arguments_put_in(case, before, claim)
    elif not new.slopes:
        case.define(new, value)
    return True


def _arguments_put_in(case: Case, before: Established, claim: Substituted) -> None:
    """`ℓ(7/10)` behind `ℓ(θ)`."""
    old, new = first_operand(before.line), first_operand(case.after)
    if old is None or _put(old, claim.pairs) != new:
        raise Refused("the arguments at the left do not fit")
