"""Functions: `log θ`, `exp(−x)`, `C(n, k)`, `\\frac`, roots, and the functions of the problem, `ℓ′(θ)`."""

from __future__ import annotations

from typing import cast

from ..expressions import (
    Apply,
    Call,
    Divide,
    Expression,
    Hat,
    Indexed,
    Indicator,
    Number,
    Power,
    Relation,
    Span,
    Symbol,
)
from .grammar import TOUCHING, PREFIX, Parser
from .operands import _letter, enclosed, find_inside, group
from .tokens import Token
from .words import CALLED

__all__ = ["arguments"]

# How many arguments a function takes; one where it is not listed.
_ARITY = {"binomial": (2, 2), "B": (2, 2), "root": (2, 2), "log": (1, 2), "max": (1, 99), "min": (1, 99)}
_OF_SAMPLE = frozenset(("mean", "max", "min", "median"))


def arguments(p: Parser) -> tuple[list[Expression], list[Expression]]:
    """The arguments of a call whose `(` comes next, and what stands behind a bar or `;` in it."""
    opening = p.take("(", "'('")
    kept = p.bars, p.upright
    p.bars, p.upright = "given", False
    found: list[Expression] = []
    given: list[Expression] = []
    into = found
    if p.tokens[p.k][0] != ")":
        while True:
            into.append(_argument(p))
            kind = p.tokens[p.k][0]
            if kind in ("|", ";") and into is found:
                into = given
            elif kind != ",":
                break
            p.k += 1
    p.bars, p.upright = kept
    if p.tokens[p.k][0] == "end":
        raise p.fault("'(' is never closed", opening[2], opening[3])
    p.take(")", "',' or ')'")
    return found, given


def _argument(p: Parser) -> Expression:
    token = p.tokens[p.k]
    if token[0] == "…":  # f(x_1, …, x_n)
        p.k += 1
        return Symbol("…", span=Span(token[2], token[3]))
    return p.relation()


# ---- known functions -------------------------------------------------------------------------------------


def _function(p: Parser, token: Token) -> Expression:
    """`log(x)`, `log x`, `log² x`, `log_2 x`, `max_i x_i`."""
    function = str(token[1])
    base = _base(p, function, token)
    power = _power_of_function(p)
    kind = p.tokens[p.k][0]
    if kind == "(":
        found, given = arguments(p)
        if given:
            raise p.fault(f"a bar inside {function}(…)", token[2], p.tokens[p.k - 1][3])
    elif kind in ("[", "{", "set{"):
        p.k += 1
        found = [enclosed(p, p.tokens[p.k - 1], p.sum)]
    else:
        found = [_bare_argument(p, token)]
    if base is not None:
        found.append(base)
    result = _called(p, function, found, token)
    return result if power is None else Power(result, power, span=p.span(token[2]))


def _base(p: Parser, function: str, token: Token) -> Expression | None:
    """`log_2`, `log_{10}`, `log_b`; an index of max and min says nothing."""
    if p.tokens[p.k][0] != "_":
        return None
    if function not in ("log", "max", "min"):
        raise p.fault(f"'{function}' has no index", token[2], p.tokens[p.k][3])
    p.k += 1
    opening = p.tokens[p.k]
    if opening[0] == "{":
        p.k += 1
        found = enclosed(p, opening, p.relation)
    elif opening[0] in ("num", "index", "symbol", "letter", "constant"):
        p.k += 1
        found = PREFIX[opening[0]](p, opening)
    else:
        raise p.unexpected(opening, "the base of the logarithm")
    return found if function == "log" else None


def _power_of_function(p: Parser) -> Expression | None:
    """`log² x` is (log x)²."""
    token = p.tokens[p.k]
    if token[0] == "raised":
        p.k += 1
        value, written = token[1]  # type: ignore[misc]
        return Number(value, written, span=Span(token[2], token[3]))
    if token[0] != "^":
        return None
    p.k += 1
    exponent = p.exponent() if p.tokens[p.k][0] == "{" else PREFIX["num"](p, p.take("num", "the power"))
    if type(exponent) is not Number:
        raise p.fault("a power of a function that is no number", token[2], p.tokens[p.k - 1][3], "write (log x)^(-1)")
    return exponent


def _bare_argument(p: Parser, token: Token) -> Expression:
    """The next factor with its power, factorial, index or call. `log 2πσ²` and `log x/y` have two readings."""
    first = p.tokens[p.k]
    word = p.source(token[2], p.tokens[p.k - 1][3])
    if first[0] in ("-", "±"):
        raise p.fault(f"'{word}' of a signed term", first[2], first[3], f"write {word}(−…)")
    if first[0] == "end" or first[0] not in PREFIX:
        raise p.unexpected(first, f"the argument of '{word}'")
    if token[1] in ("log2", "log10") and p.glued() and "_" not in word:
        hint = f"write {word}(…) for the base, or log({word[3:]}…)"
        raise p.fault(f"'{word}' touches what follows", token[2], first[3], hint)
    place = p.place()
    upright, p.upright = p.upright, p.upright or first[0] in ("Σ", "sum")  # a division ends the sum: two readings
    found = p.factor()
    p.upright = upright
    following = p.tokens[p.k]
    divided = following[0] == "/" and not p.upright
    touching = following[0] in TOUCHING and p.glued()
    if not (divided or touching) or first[0] in ("|", "|(", "⌊"):
        return found
    return _wider_argument(p, word, first[2], found, place)


def _wider_argument(
    p: Parser, word: str, start: int, narrow: Expression, place: tuple[int, int, int]
) -> Expression:
    middle, here = p.tokens[p.k - 1][3], p.place()
    run = p.touching_factors([narrow])
    if len(run) == 1:
        p.k += 1
        p.factor()
        p.touching_factors([])
    end = p.tokens[p.k - 1][3]
    whole, short = p.source(start, end), p.source(start, middle)
    rest = p.source(middle, end)
    gap = "" if rest[:1] == "/" else " "
    wide = p.choose(start, end, f"'{word} {whole}'", f"write {word}({whole}) or ({word} {short}){gap}{rest}")
    if not wide:
        p.go_back(here)
        return narrow
    if len(run) > 1:
        found = p.multiplied(run, start)
        if p.tokens[p.k][0] != "/" or p.upright:
            return found
        slash = p.tokens[p.k]
        if not p.choose(start, slash[3], f"'{word} {whole}/'", f"write {word}(({whole})/…) or {word}({whole})/…"):
            return found
    p.go_back(place)
    return p.product()


def _called(p: Parser, function: str, found: list[Expression], token: Token) -> Expression:
    least, most = _ARITY.get(function, (1, 1))
    span = p.span(token[2])
    if not least <= len(found) <= most:
        raise _wrong_number(p, function, found, token, least)
    if len(found) == 2 and function == "log":
        _check_comma_in(p, found)
    if function == "lgamma":
        return Call("log", (Call("Γ", tuple(found), span=span),), span=span)
    if function == "hat":
        return Hat(found[0], span=span)
    if function in _OF_SAMPLE:
        found = _of_sample(p, function, found, token)
    return Call(function, tuple(found), span=span)


def _wrong_number(p: Parser, function: str, found: list[Expression], token: Token, wanted: int) -> Exception:
    if len(found) == 2:
        _check_comma_in(p, found)
    many = "one argument" if wanted == 1 else f"{wanted} arguments"
    end = p.tokens[p.k - 1][3]
    return p.fault(f"'{p.source(token[2], token[3])}' takes {many}, not {len(found)}", token[2], end)


def _check_comma_in(p: Parser, found: list[Expression]) -> None:
    """`log(0,7)` was meant as log(0.7)."""
    left, right = found[0].span, found[1].span
    if left and right and right.start - left.end == 1 and type(found[0]) is type(found[1]) is Number:
        whole = p.source(left.start, right.end)
        hint = f"write {whole.replace(',', '.')}, or put a space behind the comma"
        raise p.fault(f"a decimal comma in '{whole}'", left.start, right.end, hint)


def _of_sample(p: Parser, function: str, found: list[Expression], token: Token) -> list[Expression]:
    """`max(x_1, …, x_n)` and `max(x_i)` are `max(x)`."""
    first = found[0]
    if type(first) is not Indexed:
        if function in ("mean", "median") and len(found) > 1:
            raise _wrong_number(p, function, found, token, 1)
        return found
    dots = any(type(e) is Symbol and e.name == "…" for e in found)
    if dots or (len(found) == 1 and type(first.index) is Symbol and first.index.name in ("i", "j")):
        return [Symbol(first.base, span=first.span)]
    return found


# ---- fractions, roots ------------------------------------------------------------------------------------


def frac_part(p: Parser) -> Expression:
    r"""One part of `\frac`: braces, or one sign: `\frac12`."""
    token = p.tokens[p.k]
    if token[0] == "{":
        p.k += 1
        return enclosed(p, token, p.sum)
    if token[0] == "num" and (digits := p.text[token[2] : token[3]]).isdigit():
        middle = token[2] + 1
        p.tokens[p.k] = ("num", (int(digits[0]), digits[0]), token[2], middle)
        if len(digits) > 1:
            p.tokens.insert(p.k + 1, ("num", (int(digits[1:]), digits[1:]), middle, token[3]))
    elif token[0] not in PREFIX or token[0] in ("-", "±", "fn", "sum", "Σ"):
        raise p.unexpected(token, "'{'")
    return p.operand()


def _fraction(p: Parser, token: Token) -> Expression:
    if p.tokens[p.k][0] == "{" and p.tokens[p.k + 1][0] == "diff":
        from .derivatives import derivative_as_fraction

        return derivative_as_fraction(p, token)
    numerator = frac_part(p)
    denominator = frac_part(p)
    return Divide(numerator, denominator, span=p.span(token[2]))


def _binomial(p: Parser, token: Token) -> Expression:
    upper = frac_part(p)
    lower = frac_part(p)
    return Call("binomial", (upper, lower), span=p.span(token[2]))


def _root(p: Parser, token: Token) -> Expression:
    r"""`√x`, `\sqrt{x}`, `\sqrt[3]{x}`, `∛x`."""
    function, index = str(token[1]), None
    if function == "\\sqrt" and p.tokens[p.k][0] == "[":
        p.k += 1
        index = enclosed(p, p.tokens[p.k - 1], p.sum)
    if function == "root":
        index = Number(4, "4", span=Span(token[2], token[3]))
    of = _under_root(p, token)
    span = p.span(token[2])
    if function == "cbrt" or (type(index) is Number and index.value == 3):
        return Call("cbrt", (of,), span=span)
    return Call("sqrt", (of,), span=span) if index is None else Call("root", (of, index), span=span)


def _under_root(p: Parser, token: Token) -> Expression:
    opening = p.tokens[p.k]
    if opening[0] in ("(", "{", "["):
        p.k += 1
        return group(p, opening) if opening[0] != "{" else enclosed(p, opening, p.sum)
    if opening[0] not in PREFIX or opening[0] in ("-", "±"):
        raise p.unexpected(opening, "what stands under the root")
    place = p.place()
    found = p.factor()
    if opening[0] != "num" or p.tokens[p.k][0] not in TOUCHING - {"(", "[", "{"} or not p.glued():
        return found
    return _wider_argument(p, p.source(token[2], token[3]), opening[2], found, place)


def _floor(p: Parser, token: Token) -> Expression:
    kept = p.bars, p.upright
    p.bars, p.upright = "", False
    found = p.sum()
    p.bars, p.upright = kept
    p.take("⌋", "the second half of the bracket")
    return Call(str(token[1]), (found,), span=p.span(token[2]))


# ---- functions of the problem, and names that are functions where they are called -------------------------


def _perhaps_called(p: Parser, token: Token) -> Expression:
    """`C(n, k)`, `Γ(a)`: a function where it is called, else a letter."""
    word = str(token[1])
    if p.tokens[p.k][0] == "(":
        found, _ = arguments(p)
        return _called(p, CALLED[word], found, token)
    if len(word) > 1:
        raise p.fault(f"unknown name '{word}'", token[2], token[3], f"write {word}(…)")
    if p.scope.open_names:
        return PREFIX["symbol"](p, token)
    return _letter(p, token)


def _formula(p: Parser, token: Token) -> Expression:
    """`L(θ)`, `ℓ′(θ)`, `f(x | θ)`; `p(1 − p)` without a bar is a product."""
    function, always = cast("tuple[str, bool]", token[1])
    primes = _primes(p)
    called = p.tokens[p.k][0] == "("
    if called and function == "p" and not primes:
        called = find_inside(p, "|", "text", ";")
    if called and function == "I" and find_inside(p, "rel"):
        return _indicator_call(p, token)
    if not called and function == "I" and p.tokens[p.k][0] in ("{", "set{") and find_inside(p, "rel"):
        return PREFIX["indicator"](p, token)
    if called:
        before = len(p.undeclared)
        found, given = arguments(p)
        if function in ("P", "p"):
            del p.undeclared[before:]  # events may have any name
        _check_comma_in(p, found) if len(found) == 2 else None
        return Apply(function, tuple(found), tuple(given), primes, span=p.span(token[2]))
    if always or primes:
        return Apply(function, (), (), primes, span=p.span(token[2]))
    return PREFIX["symbol"](p, ("symbol", function, token[2], token[3]))


def _indicator_call(p: Parser, token: Token) -> Expression:
    found, given = arguments(p)
    if given or len(found) != 1 or type(found[0]) is not Relation:
        raise p.fault("an indicator has one condition", token[2], p.tokens[p.k - 1][3])
    return Indicator(found[0], span=p.span(token[2]))


def _primes(p: Parser) -> int:
    """`′`, `''`, `^\\prime`, `^{\\prime\\prime}`."""
    count = 0
    while True:
        token, following = p.tokens[p.k], p.tokens[min(p.k + 1, len(p.tokens) - 1)]
        if token[0] == "prime":
            count += cast(int, token[1])
            p.k += 1
        elif token[0] == "^" and following[0] == "prime":
            p.k += 1
        elif token[0] == "^" and following[0] == "{" and p.tokens[p.k + 2][0] == "prime":
            p.k += 2
            while p.tokens[p.k][0] == "prime":
                count += cast(int, p.tokens[p.k][1])
                p.k += 1
            p.take("}", "'}'")
        else:
            return count


PREFIX |= {
    "fn": _function, "frac": _fraction, "binom": _binomial, "root": _root, "⌊": _floor, "called": _perhaps_called,
    "apply": _formula,
}  # fmt: skip
