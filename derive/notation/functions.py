"""Known functions and their arguments: `log θ`, `log(x)`, `log_2 x`, `exp(−x)`, `max(x)`."""

from __future__ import annotations

from ..expressions import ONE, ZERO, Call, Constant, Expression, Hat, Indexed, Number, Power, Span, Symbol
from .brackets import close, closing_place, enclosed
from .cursor import Place
from .faults import ReadError
from .grammar import PREFIX, Parser
from .kinds import CLOSING, TOUCHING
from .powers import exponent
from .tokens import Token

__all__ = ["arguments", "called", "check_comma_in", "wider_argument"]

# How many arguments a function takes; one where it is not listed.
_ARITY = {
    "binomial": (2, 2), "B": (2, 2), "besseli": (2, 2), "atan2": (2, 2), "root": (2, 2), "log": (1, 2),
    "max": (1, 99), "min": (1, 99),
}
_OF_SAMPLE = frozenset(("mean", "max", "min", "median"))


def arguments(p: Parser, conditioned: bool = False) -> tuple[list[Expression], list[Expression]]:
    """The arguments of a call whose bracket comes next, and what stands behind a bar or `;` where it may have one."""
    opening = p.tokens[p.k]
    closing = CLOSING[opening[0]]
    p.k += 1
    kept = p.bars, p.upright
    p.bars, p.upright = "given" if conditioned else "", False
    found: list[Expression] = []
    given: list[Expression] = []
    into = found
    while p.tokens[p.k][0] != closing:
        into.append(_argument(p))
        kind = p.tokens[p.k][0]
        if kind in ("|", ";") and conditioned and into is found:
            into = given
        elif kind != ",":
            break
        p.k += 1
    p.bars, p.upright = kept
    close(p, opening)
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
    function, base = token[1], None
    if p.tokens[p.k][0] == "_":
        base = _base(p, function, token)
        if type(base) is Number and base.text in ("2", "10"):
            function, base = f"log{base.text}", None
    if function in _OF_SAMPLE and not p.scope.strict and p.scope.sample is not None and _has_no_argument(p):
        return Call(function, (Symbol(p.scope.sample),), span=p.span(token[2]))
    power = _power_of_function(p)
    if p.tokens[p.k][0] in ("(", "[") and not p.scope.strict and power is None and function.startswith("log"):
        found = [_bracketed_argument(p, token)]
    elif p.tokens[p.k][0] in ("(", "[", "set{") or (p.tokens[p.k][0] == "{" and not _is_raised(p)):
        found, _ = arguments(p)
    else:
        found = [_bare_argument(p, token)]
    if base is not None:
        found.append(base)
    result = called(p, function, found, token)
    return result if power is None else Power(result, power, span=p.span(token[2]))


def _has_no_argument(p: Parser) -> bool:
    """By hand, `(max − min)/2` is about the sample."""
    following = p.tokens[p.k][0]
    return following in ("end", "-", "±") or (following not in PREFIX and following not in ("^", "raised", "_"))


def _bracketed_argument(p: Parser, token: Token) -> Expression:
    """By hand, `log(1 − θ)^3` is the power of the logarithm or the logarithm of the power."""
    place = p.place()
    found, _ = arguments(p)
    following = p.tokens[p.k]
    if following[0] not in ("^", "raised") or len(found) != 1:
        check_comma_in(p, found)
        if len(found) != 1:
            raise _wrong_number(p, token[1], found, token, 1)
        return found[0]
    here, inner = p.place(), p.source(token[2], p.tokens[p.k - 1][3])
    if p.choose(token[2], following[3], f"the power of '{inner}'", "put the power, or the logarithm, in brackets"):
        p.go_back(place)
        return p.factor()
    p.go_back(here)
    return found[0]


def _is_raised(p: Parser) -> bool:
    r"""Whether a power follows the brace that opens here: `\log{\theta}^7` is log θ^7, braces do not show."""
    closing = closing_place(p)
    return closing is not None and p.tokens[closing + 1][0] in ("^", "raised")


def _base(p: Parser, function: str, token: Token) -> Expression | None:
    """`log_2`, `log_{10}`, `log_b`; `log_e`, and an index of max and min, say nothing."""
    if function not in ("log", "max", "min"):
        raise p.fault(f"'{function}' has no index", token[2], p.tokens[p.k][3])
    p.k += 1
    opening, before = p.tokens[p.k], len(p.undeclared)
    p.k += 1
    if opening[0] == "{":
        found = enclosed(p, opening, p.relation)
    elif opening[0] in ("num", "index", "symbol", "letter", "constant"):
        found = PREFIX[opening[0]](p, opening)
    else:
        raise p.unexpected(opening, "the base of the logarithm")
    if function == "log" and found not in (Symbol("e"), Constant("e")):
        return found
    del p.undeclared[before:]
    return None


def _power_of_function(p: Parser) -> Expression | None:
    """`log² x` is (log x)²."""
    token = p.tokens[p.k]
    if token[0] == "raised":
        p.k += 1
        value, written = token[1]
        return Number(value, written, span=Span(token[2], token[3]))
    if token[0] != "^":
        return None
    p.k += 1
    power = exponent(p) if p.tokens[p.k][0] == "{" else PREFIX["num"](p, p.take("num", "the power"))
    if type(power) is not Number:
        raise p.fault("a power of a function that is no number", token[2], p.tokens[p.k - 1][3], "write (log x)^(-1)")
    return power


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
    return wider_argument(p, word, first[2], found, place)


def wider_argument(
    p: Parser, word: str, start: int, narrow: Expression, place: Place
) -> Expression:
    """The argument of `log` where more than one factor could belong to it, the second reading where it is chosen."""
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


def called(p: Parser, function: str, found: list[Expression], token: Token) -> Expression:
    """The call of a known function. Raises ReadError where the arguments are too few or too many."""
    least, most = _ARITY.get(function, (1, 1))
    span = p.span(token[2])
    if not least <= len(found) <= most:
        raise _wrong_number(p, function, found, token, least)
    if function in ("log", "max", "min"):
        check_comma_in(p, found)
    if function == "lgamma":
        return Call("log", (Call("Γ", tuple(found), span=span),), span=span)
    if function == "besseli":
        if found[0] not in (ZERO, ONE):
            raise p.fault("a Bessel function of another order than 0 or 1", token[2], p.tokens[p.k - 1][3])
        return Call("I_0" if found[0] == ZERO else "I_1", (found[1],), span=span)
    if function == "hat":
        return Hat(found[0], span=span)
    if function in _OF_SAMPLE:
        found = _of_sample(p, function, found, token)
    return Call(function, tuple(found), span=span)


def _wrong_number(p: Parser, function: str, found: list[Expression], token: Token, wanted: int) -> ReadError:
    check_comma_in(p, found)
    many = "one argument" if wanted == 1 else f"{wanted} arguments"
    end = p.tokens[p.k - 1][3]
    return p.fault(f"'{p.source(token[2], token[3])}' takes {many}, not {len(found)}", token[2], end)


def check_comma_in(p: Parser, found: list[Expression]) -> None:
    """`log(0,7)` was meant as log(0.7)."""
    if len(found) != 2:
        return
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


PREFIX["fn"] = _function
