"""What follows an operand: powers, factorials, `choose`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..expressions import (
    Apply,
    Call,
    Derivative,
    Expression,
    Interval,
    Negate,
    Number,
    Power,
    Span,
    Symbol,
    free_symbols,
)
from .kinds import NAMES, POSTFIX, TOUCHING
from .sizes import check_factorial, check_power
from .tokens import Token

if TYPE_CHECKING:
    from .grammar import Parser

__all__ = ["exponent", "postfix"]


def postfix(p: Parser, found: Expression, start: int) -> Expression:
    """Powers, factorials and `choose` behind an operand."""
    while (token := p.tokens[p.k])[0] in POSTFIX:
        kind = token[0]
        p.k += 1
        if kind == "raised":
            value, written = token[1]
            found = Power(found, Number(value, written, span=Span(*token[2:])), span=p.span(start))
            check_power(found)
        elif kind == "^":
            found = Power(found, exponent(p), span=p.span(start))
            check_power(found)
        elif kind == "!":
            found = _factorial(p, found, token, start)
        elif kind == "choose":
            found = Call("binomial", (found, p.factor()), span=p.span(start))
        elif kind == "prime" and not p.scope.strict:
            found = _derived(p, found, token, start)
        else:
            what = "a mark of derivation" if kind == "prime" else "an index"
            raise p.fault(f"{what} stands behind a name only", token[2], token[3])
    return found


def _derived(p: Parser, found: Expression, token: Token, start: int) -> Expression:
    """By hand, `(log L)′` is ℓ′, and `(7 log θ)′` the derivative in the one parameter that is there."""
    order = token[1]
    while p.tokens[p.k][0] == "prime":
        order += p.tokens[p.k][1]
        p.k += 1
    inside = found.arguments[0] if isinstance(found, Call) and found.function == "log" else None
    if isinstance(inside, Apply) and inside.function == "L":
        given = inside.arguments
        if not given and p.tokens[p.k][0] == "(" and p.glued():  # `(log L)′(θ)`
            bracket = p.factor()
            given = (bracket.lower, bracket.upper) if isinstance(bracket, Interval) else (bracket,)
        return Apply("ℓ", given, inside.given, order, span=p.span(start))
    names = free_symbols(found) & p.scope.names
    if len(names) != 1:
        raise p.fault("a mark of derivation stands behind a name only", token[2], token[3], "write d/dθ[…]")
    return Derivative(found, Symbol(next(iter(names))), order, span=p.span(start))


def _factorial(p: Parser, found: Expression, token: Token, start: int) -> Expression:
    if p.tokens[p.k][0] == "!" and p.glued():
        raise p.fault("a double factorial is not read", token[2], token[3] + 1, "write (n!)! or n!")
    result = Call("factorial", (found,), span=p.span(start))
    check_factorial(result)
    return result


def _factorial_of_power(p: Parser, start: int) -> bool:
    """`x^n!` has two readings; whether it is taken as (x^n)!."""
    name, mark = p.tokens[p.k], p.tokens[min(p.k + 1, len(p.tokens) - 1)]
    if mark[0] != "!" or name[0] not in NAMES | {"num"}:
        return False
    written = p.source(start, mark[3])
    return not p.choose(start, mark[3], f"'^{written}'", f"write ^({written}), or the power in brackets and !")


def exponent(p: Parser) -> Expression:
    """What stands behind `^`: braces, or one signed operand; `a^b^c` is a^(b^c)."""
    kind, _, start, _ = p.tokens[p.k]
    if kind == "{":
        return _braced_exponent(p)
    if kind == "+":
        p.k += 1
    if kind != "-":
        p.tight = kind in ("Σ", "sum")
        return p.operand() if _factorial_of_power(p, start) else p.factor()
    p.k += 1
    p.enter()
    operand = exponent(p)
    p.depth -= 1
    narrow = Negate(operand, span=p.span(start))
    if p.tokens[p.k][0] not in TOUCHING - {"(", "[", "{"} or not p.glued():
        return narrow
    place, first = p.place(), p.tokens[p.k - 1]
    run = p.touching_factors([operand])
    written = p.source(start, p.tokens[p.k - 1][3])
    short = p.source(start, first[3])
    if p.choose(start, p.tokens[p.k - 1][3], f"the exponent '{written}'", f"write ^({written}) or ^({short})"):
        return Negate(p.multiplied(run, first[2]), span=p.span(start))
    p.go_back(place)
    return narrow


def _braced_exponent(p: Parser) -> Expression:
    p.k += 1
    p.enter()
    bars, upright, p.bars, p.upright = p.bars, p.upright, "", False
    found = p.sum()
    p.bars, p.upright = bars, upright
    p.depth -= 1
    p.take("}", "'}'")
    return found
