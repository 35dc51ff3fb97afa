r"""Derivatives: `d/dθ[…]`, `∂ℓ/∂μ`, `∂²ℓ/∂θ²`, `dNLL/dθ`, `\frac{d}{d\theta}`, `\frac{\partial^2 \ell}{…}`."""

from __future__ import annotations

from ..expressions import Derivative, Expression, Number, Power, Span, integer
from .brackets import enclosed
from .grammar import PREFIX, Parser
from .kinds import CONTINUES
from .operands import name
from .powers import exponent
from .precedence import raised_square
from .tokens import Token

__all__: list[str] = []


def _derivative(p: Parser, token: Token) -> Expression:
    """`d/dθ[body]` or `dℓ/dθ`; the d is taken already."""
    if p.tokens[p.k][0] == "_" and not p.scope.strict:  # ∂_θ ℓ
        p.k += 1
        below = _below(p)
        return _differentiated(p, token, p.product(), [(below, 1)], 1)
    order = _order(p) or 1
    body = None
    if p.tokens[p.k][0] != "/":
        upright, p.upright = p.upright, True
        body = p.product()
        p.upright = upright
    p.take("/", "'/' of the derivative")
    return _differentiated(p, token, body, _variables(p, order), order)


def _as_fraction(p: Parser, token: Token) -> Expression:
    r"""`\frac{d}{d\theta} body` or `\frac{d\ell}{d\theta}`; the `\frac` is taken already."""
    p.k += 2
    mark = p.tokens[p.k - 1]
    order = _order(p) or 1
    body = None if p.tokens[p.k][0] == "}" else p.sum()
    p.take("}", "'}'")
    p.take("{", "'{' below the line of the derivative")
    variables = _variables(p, order)
    p.take("}", "'}'")
    return _differentiated(p, ("diff", mark[1], *token[2:]), body, variables, order)


def _below(p: Parser) -> Expression:
    """The variable as an index of the sign."""
    opening = p.tokens[p.k]
    if opening[0] != "{":
        return name(p)
    p.k += 1
    return enclosed(p, opening, lambda: name(p))


def _order(p: Parser) -> int | None:
    """The order behind a d or a variable: `²`, `^2`, `^{2}`."""
    token = p.tokens[p.k]
    if token[0] == "raised":
        p.k += 1
        return _small(p, token[1][0], token)
    if token[0] != "^":
        return None
    p.k += 1
    found = exponent(p)
    return _small(p, found.value if type(found) is Number else None, token)


def _small(p: Parser, order: object, token: Token) -> int:
    if type(order) is not int or not 1 <= order <= 9:
        raise p.fault("the order of a derivative is a small number", token[2], p.tokens[p.k - 1][3])
    return order


def _variables(p: Parser, order: int) -> list[tuple[Expression, int]]:
    """What stands below the line: `dθ`, `∂θ²`, `∂μ ∂σ`; the orders have to add up."""
    start = p.tokens[p.k]
    found: list[tuple[Expression, int]] = []
    while p.tokens[p.k][0] == "diff":
        p.k += 1
        found.append(_variable(p, order))
    if not found:
        raise p.unexpected(start, "d and the variable")
    if sum(times for _, times in found) != order == len(found):  # ∂²ℓ/∂μ∂σ²
        return [(v if times == 1 else Power(v, integer(times), span=v.span), 1) for v, times in found]
    if sum(times for _, times in found) != order:
        raise p.fault("the orders above and below the line differ", start[2], p.tokens[p.k - 1][3], "write d²/dθ²")
    return found


def _variable(p: Parser, order: int) -> tuple[Expression, int]:
    start = p.tokens[p.k]
    variable = name(p)
    if order > 1 and type(variable) is Power and raised_square(variable) == 2 * order:  # ∂²ℓ/∂σ⁴, twice for σ²
        return variable.base, order
    if p.tokens[p.k][0] not in ("raised", "^"):
        return variable, 1
    mark = p.k
    times = _order(p) or 1
    if order > 1:
        return variable, times
    exponent = p.tokens[mark if p.tokens[mark][0] == "raised" else mark + 1]  # ∂ℓ/∂σ²
    number = Number(times, str(times), span=Span(exponent[2], exponent[3]))
    return Power(variable, number, span=p.span(start[2])), 1


def _differentiated(
    p: Parser, token: Token, body: Expression | None, variables: list[tuple[Expression, int]], order: int
) -> Expression:
    found = _body(p, token) if body is None else body
    span = p.span(token[2])
    for variable, times in reversed(variables):
        found = Derivative(found, variable, times, token[1] == "∂", span=span)
    return found


def _body(p: Parser, token: Token) -> Expression:
    """A square bracket, or the product that follows; `d/dθ (a) b` has two readings."""
    opening = p.tokens[p.k]
    if opening[0] == "[":
        p.k += 1
        return enclosed(p, opening, p.sum)
    if opening[0] != "(":
        return p.product()
    place = p.place()
    narrow = p.factor()
    here = p.place()
    if p.tokens[p.k][0] not in CONTINUES or (p.tokens[p.k][0] == "|" and p.bars):
        return narrow
    short = p.source(opening[2], p.tokens[p.k - 1][3])
    p.go_back(place)
    wide = p.product()
    head, whole = p.source(token[2], opening[2]), p.source(opening[2], p.tokens[p.k - 1][3])
    rest = p.source(opening[2] + len(short), p.tokens[p.k - 1][3])
    hint = f"write {head}[{whole}] or {head}[{short}] {rest}"
    if p.choose(token[2], p.tokens[p.k - 1][3], f"'{p.source(token[2], p.tokens[p.k - 1][3])}'", hint):
        return wide
    p.go_back(here)
    return narrow


PREFIX |= {"diff": _derivative, "dfrac": _as_fraction}
