"""Functions of the problem, `ℓ′(θ)`, `f(x | θ)`, and letters that are functions where they are called, `Γ(a)`."""

from __future__ import annotations

from ..expressions import Apply, Call, Derivative, Expression, Indexed, Span, Symbol, integer
from .brackets import has_condition, inside
from .functions import arguments, called, check_comma_in
from .grammar import PREFIX, Parser
from .kinds import CLOSING
from .operands import indicator, letter
from .tokens import Token
from .words import CALLED

__all__: list[str] = []

# In a hand derivation I_1(θ) is the information in one observation, unless I_0 stands beside it.
_BESSEL_SIGNS = ("I_0", "I₀", "I_{0}", "besseli")


def _perhaps_called(p: Parser, token: Token) -> Expression:
    """`C(n, k)`, `Γ(a)`, `ψ′(a)`: a function where it is called, else a letter."""
    word = token[1]
    if word == "I_1" and p.scope.open_names and not any(sign in p.text for sign in _BESSEL_SIGNS):
        return _formula(p, ("apply", (word, False), token[2], token[3]))
    primes = _primes(p) if word in ("ψ", "ζ") or (word == "Γ" and not p.scope.strict) else 0
    if p.tokens[p.k][0] == "(":
        found, _ = arguments(p)
        result = called(p, CALLED[word], found, token)
        if primes and word == "Γ":
            return Derivative(result, found[0], primes, span=result.span)
        return Call(word, (integer(primes), *found), span=result.span) if primes else result
    if "_" in word and p.scope.open_names:
        return PREFIX["symbol"](p, ("symbol", *token[1:]))
    if len(word) > 1:
        raise p.fault(f"unknown name '{word}'", token[2], token[3], f"write {word}(…)")
    if p.scope.open_names:
        return PREFIX["symbol"](p, token)
    return letter(p, token)


def _formula(p: Parser, token: Token) -> Expression:
    """`L(θ)`, `ℓ′(θ)`, `f(x | θ)`; `p(1 − p)` without a bar is a product."""
    function, always = token[1]
    primes = _primes(p)
    is_called = p.tokens[p.k][0] == "("
    if is_called and function == "p" and not primes:
        is_called = has_condition(p) or ";" in inside(p)
    if function == "I" and not primes and p.tokens[p.k][0] in CLOSING and "rel" in inside(p):
        return indicator(p, token)
    if is_called:
        before = len(p.undeclared)
        found, given = arguments(p, conditioned=True)
        if function in ("P", "p"):
            del p.undeclared[before:]  # events may have any name
        check_comma_in(p, found)
        return Apply(function, tuple(found), tuple(given), primes, span=p.span(token[2]))
    if always or primes:
        return Apply(function, (), (), primes, span=p.span(token[2]))
    base, _, index = function.partition("_")
    if index in p.bound:  # p_k in a sum over k
        at = Span(token[3] - len(index), token[3])
        return Indexed(base, Symbol(index, span=at), span=p.span(token[2]))
    return PREFIX["symbol"](p, ("symbol", function, token[2], token[3]))


def _primes(p: Parser) -> int:
    """`′`, `''`, `^\\prime`, `^{\\prime\\prime}`."""
    count = 0
    while True:
        token, following = p.tokens[p.k], p.tokens[min(p.k + 1, len(p.tokens) - 1)]
        if token[0] == "prime":
            count += token[1]
            p.k += 1
        elif token[0] == "^" and following[0] == "prime":
            p.k += 1
        elif token[0] == "^" and following[0] == "{" and p.tokens[p.k + 2][0] == "prime":
            p.k += 2
            while p.tokens[p.k][0] == "prime":
                count += p.tokens[p.k][1]
                p.k += 1
            p.take("}", "'}'")
        else:
            return count


PREFIX |= {"called": _perhaps_called, "apply": _formula}
