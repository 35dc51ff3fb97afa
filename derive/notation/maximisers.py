"""Where a function is largest, as people write it by hand: `argmax_θ L(θ)` is `argmax(L(θ) | θ)`."""

from __future__ import annotations

from ..expressions import Apply, Expression
from .grammar import PREFIX, Parser
from .operands import name
from .tokens import Token

__all__: list[str] = []


def _maximiser(p: Parser, token: Token) -> Expression:
    """The function, and the variable where it is written below."""
    if p.scope.strict:
        raise p.fault(f"unknown name '{token[1]}'", token[2], token[3], "ask for the estimate under find")
    given: tuple[Expression, ...] = ()
    if p.tokens[p.k][0] == "_":
        p.k += 1
        opening = p.tokens[p.k]
        if opening[0] == "{":
            p.k += 1
            given = (p.relation(),)
            p.take("}", "'}'")
        else:
            given = (PREFIX["index"](p, p.take("index", "a name")) if opening[0] == "index" else name(p),)
    return Apply(token[1], (p.term(),), given, span=p.span(token[2]))


PREFIX["arg"] = _maximiser
