"""One statement as a person types it: on any keyboard, in Unicode or in LaTeX, with the names that they like."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...balls.points import Chance
from ...expressions import Apply, Derivative, Expression, Hat, Relation, Symbol
from ...notation.latex import latex
from ...notation.names import HAT
from ...notation.plain import plain
from ...notation.reader import ReadError, Scope, read
from .model import Line

__all__ = ["Manner", "ascii_text", "manner", "statement"]

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "η": "eta", "θ": "theta", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "ν": "nu", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "ψ": "psi",
    "ω": "omega", "Γ": "Gamma", "Λ": "Lambda", "Φ": "Phi",
}  # fmt: skip
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿᵏⁱ", "0123456789-nki", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₘₙ", "0123456789ijkmn", strict=True))
_SIGNS = {
    "−": "-", "·": "*", "×": "*", "′": "'", "″": "''", "ℓ": "l", "≤": "<=", "≥": ">=", "→": "->", "⇒": "=>",
    "≈": "~=", "∂": "d",
}  # fmt: skip


class Manner(NamedTuple):
    """How one person writes.

    alphabet: text, unicode or latex. log: the word for the logarithm. likelihood, name, loss: of the functions, with
    `{a}` where the arguments go. slope: how a derivative is written. hat: how the estimate is. star: whether products
    have their sign. loose: how many blanks are left out.
    """

    alphabet: str
    log: str
    likelihood: str
    name: str
    loss: str
    slope: str
    hat: str
    star: bool
    spaces: bool


LIKELIHOODS = {
    "plain": ("L{a}", "L{a}", "L{a}", "L", "lik{a}", "Likelihood", "P(data)"),
    "latex": (r"L{a}", r"L{a}", r"\mathcal{L}{a}", "L"),
}
NAMES = {
    "text": ("l{a}", "log L{a}", "ln L{a}", "LL{a}", "LL", "logL", "log L", "l", "loglik", "log P"),
    "unicode": ("ℓ{a}", "ℓ{a}", "log L{a}", "ln L{a}", "LL{a}", "ℓ", "LL", "ln L"),
    "latex": (r"\ell{a}", r"\ell{a}", r"\log L{a}", r"\ln L{a}", r"\ell", r"\ln L", "LL{a}"),
}
LOSSES = {
    "text": ("NLL{a}", "NLL", "-log L{a}", "J{a} = -log L{a}"),
    "unicode": ("NLL{a}", "NLL", "−ℓ{a}", "−ln L{a}"),
    "latex": (r"\text{NLL}{a}", r"-\ell{a}", r"-\ln L{a}", r"\mathrm{NLL}{a}"),
}
SLOPES = ("prime", "quotient", "operator", "prime", "score")
HATS = {
    "text": ("θ_hat", "θ_hat", "θ_MLE", "θ", "θ_ML"), "unicode": ("θ̂", "θ̂", "θ_MLE", "θ"),
    "latex": (r"\hat{θ}", r"\hatθ", r"θ", r"\hat{θ}_{\text{MLE}}", r"θ_{MLE}"),
}  # fmt: skip


def manner(alphabet: str, chance: Chance) -> Manner:
    """The ways of one person."""

    def one(row: tuple[str, ...]) -> str:
        return row[chance.below(len(row))]

    likelihoods = LIKELIHOODS["latex" if alphabet == "latex" else "plain"]
    log = "ln" if chance.below(3) == 0 else "log"
    return Manner(
        alphabet, log, one(likelihoods), one(NAMES[alphabet]), one(LOSSES[alphabet]), one(SLOPES),
        one(HATS[alphabet]), chance.below(6) == 0, chance.below(4) > 0,
    )  # fmt: skip


# ---- letters -------------------------------------------------------------------------------------------------


def ascii_text(e: Expression) -> str:
    """The line with the keys of any keyboard: `theta_hat = (sum_i x_i)/n`."""
    text = plain(e)
    text = re.sub(f"([a-zA-Zα-ωΑ-Ω]){HAT}([₀-₉ᵢⱼₖₘₙ]*)(²?)", _hatted, text)
    text = re.sub("([a-z])\u0304", r"mean(\1)", text)
    text = re.sub(f"[{''.join(_RAISED)}]+", lambda m: _exponent("".join(_RAISED[c] for c in m[0])), text)
    text = re.sub(f"[{''.join(_LOWERED)}]+", lambda m: "_" + "".join(_LOWERED[c] for c in m[0]), text)
    text = text.replace("Σ", " sum_i ").replace("Π", " prod_i ")
    text = re.sub(r"√\(", "sqrt(", text)
    text = re.sub(r"√(\w+)", r"sqrt(\1)", text)
    text = re.sub(f"[{''.join(_GREEK)}]", lambda m: f" {_GREEK[m[0]]} ", text)
    text = "".join(_SIGNS.get(c, c) for c in text)
    text = re.sub(r" +", " ", text)
    text = re.sub(r"([(/^\[{]) | (?=[)/^_,\]}'])", r"\1", text).strip()
    return re.sub(r"(^|[(])- ", r"\1-", text)  # a dash in front would begin an item of a list


def _hatted(match: re.Match[str]) -> str:
    index = "".join(_LOWERED.get(c, "") for c in match[2])
    return f"{_GREEK.get(match[1], match[1])}{'_' + index if index else ''}_hat{match[3]}"


def _exponent(text: str) -> str:
    return f"^{text}" if len(text) == 1 or text.isdigit() else f"^({text})"


def _faithful(text: str, e: Expression, scope: Scope) -> bool:
    """Whether the text is read as the line that it stands for."""
    try:
        return read(text, scope) == e
    except ReadError:
        return False


def _typed(e: Expression, scope: Scope, way: Manner) -> str:
    if way.alphabet == "latex":
        text = latex(e)
        return re.sub(r"\\log(?![a-zA-Z_])", r"\\ln", text) if way.log == "ln" else text
    text = ascii_text(e) if way.alphabet == "text" else plain(e)
    if not _faithful(text, e, scope):
        text = plain(e)
    for other in _spelled(text, way):
        if other != text and _faithful(other, e, scope):
            text = other
    return text


def _spelled(text: str, way: Manner) -> tuple[str, ...]:
    """With ln for log, with fewer blanks, with a star for each product."""
    other = re.sub(r"\blog\b", "ln", text) if way.log == "ln" else text
    tight = other if way.spaces else re.sub(r" (?=[-+−*/])|(?<=[-+−*/]) ", "", other)
    starred = re.sub(r"(?<=[0-9a-zθλμσ)]) (?=[a-zθλμσ(]+\b)", "*", tight) if way.star else tight
    return (other, tight, starred)


# ---- a statement ---------------------------------------------------------------------------------------------


def statement(line: Line, way: Manner, scope: Scope) -> str:
    """The statement with the names that the person gives to functions."""
    if line.words:
        return line.words
    whole = line.whole
    if not isinstance(whole, Relation):
        return _typed(whole, scope, way)
    left = _left(line, whole.operands[0], way, scope)
    if left is None:
        return _typed(whole, scope, way) + _tail(line, way)
    rest = [_typed(e, scope, way) for e in whole.operands[1:]]
    signs = [_sign(sign, way) for sign in whole.operators]
    return "".join([left, *(f" {s} {e}" for s, e in zip(signs, rest, strict=True))]) + _tail(line, way)


def _sign(sign: str, way: Manner) -> str:
    if way.alphabet == "latex":
        return {"≈": r"\approx", "∝": r"\propto", "≤": r"\le", "≥": r"\ge", "∈": r"\in"}.get(sign, sign)
    return _SIGNS.get(sign, sign) if way.alphabet == "text" else sign


def _tail(line: Line, way: Manner) -> str:
    if way.alphabet != "latex" or not line.tail:
        return line.tail
    if line.tail.endswith("%"):
        return line.tail.replace("%", r"\,\%")
    return rf"\,\text{{{line.tail.strip()}}}"


def _left(line: Line, left: Expression, way: Manner, scope: Scope) -> str | None:
    """How the left side is written; None where it is written as it stands."""
    if line.kind == "estimate" and isinstance(left, Hat) and isinstance(left.of, Symbol):
        return _estimate(left.of, way)
    if isinstance(left, Apply) and left.function == "L" and left.primes == 0 and line.kind == "likelihood":
        return way.likelihood.replace("{a}", _arguments(left, way))
    if isinstance(left, Apply) and left.function == "ℓ":
        return _of_log(line.kind, left, left.primes, way)
    if isinstance(left, Derivative) and left.body in (Symbol("ℓ"), Apply("ℓ", ())):
        return _slope(line.kind, left.variable, left.order, way, left.partial)
    return None


def _estimate(name: Symbol, way: Manner) -> str | None:
    """`θ̂`, for a name of one letter; others as they stand."""
    if len(name.name) != 1:
        return None
    letter = latex(name) if way.alphabet == "latex" else _GREEK.get(name.name, name.name)
    if way.alphabet == "unicode":
        letter = name.name
    return way.hat.replace(r"\hatθ", rf"\hat {letter}").replace("θ", letter)


def _arguments(left: Apply, way: Manner) -> str:
    if not left.arguments:
        return ""
    inner = ", ".join(_letters(e, way) for e in left.arguments)
    return f"({inner})"


def _letters(e: Expression, way: Manner) -> str:
    if way.alphabet == "latex":
        return latex(e)
    return ascii_text(e) if way.alphabet == "text" else plain(e)


def _of_log(kind: str, left: Apply, primes: int, way: Manner) -> str:
    arguments = _arguments(left, way)
    if primes:
        return _slope(kind, left.arguments[0] if left.arguments else Symbol("θ"), primes, way, False, arguments)
    if kind.startswith("negative-"):
        return way.loss.replace("{a}", arguments)
    name = way.name.replace("{a}", arguments)
    return _part(name, way) if kind.startswith("average-") else name


def _part(name: str, way: Manner) -> str:
    return rf"\frac{{1}}{{n}} {name}" if way.alphabet == "latex" else f"(1/n) {name}"


def _slope(
    kind: str, variable: Expression, order: int, way: Manner, partial: bool, arguments: str = ""
) -> str:
    """`ℓ′(θ)`, `dℓ/dθ`, `d/dθ log L(θ)`, by whatever name the function has."""
    base = way.name.replace("{a}", "")
    if kind.startswith("negative-"):
        loss = way.loss.partition("{a}")[0]
        base = "" if loss.startswith(("-", "−")) else loss
        if not base:  # −ℓ
            inner = _slope("", variable, order, way._replace(slope="quotient"), partial, arguments)
            return ("-" if way.alphabet != "unicode" else "−") + inner
    v, d = _letters(variable, way), _d(way, partial)
    style = way.slope if isinstance(variable, Symbol) else "prime"
    is_word = not re.fullmatch(r"ℓ|l|\\ell|J|LL|NLL|\\(?:text|mathrm)\{NLL\}", base)
    if style == "prime" and not partial:
        name = f"({base})" if is_word else base
        text = name + "'" * order + ("" if is_word else arguments)
    elif style == "operator":
        text = _operator(d, v, order, way) + " " + (base + arguments if "{a}" in way.name else base)
    elif style == "score" and order == 1 and not partial and not kind.startswith("negative"):
        text = "U" + arguments
    else:
        text = _quotient(d, base, v, order, way)
    return _part(text, way) if kind.startswith("average-") else text


def _d(way: Manner, partial: bool) -> str:
    if not partial:
        return "d"
    return {"latex": r"\partial ", "unicode": "∂", "text": "d"}[way.alphabet]


def _power(order: int, way: Manner) -> str:
    return "" if order == 1 else ("²" if way.alphabet == "unicode" else "^2")


def _operator(d: str, v: str, order: int, way: Manner) -> str:
    raised = _power(order, way)
    if way.alphabet == "latex":
        return rf"\frac{{{d.strip()}{raised}}}{{{d}{v}{raised}}}"
    return f"{d}{raised}/{d}{v}{raised}"


def _quotient(d: str, base: str, v: str, order: int, way: Manner) -> str:
    raised = _power(order, way)
    gap = " " if " " in base or (len(base) > 2 and d == "d") else ""
    if way.alphabet == "latex":
        return rf"\frac{{{d.strip()}{raised} {base}}}{{{d}{v}{raised}}}"
    return f"{d}{raised}{gap}{base}/{d}{v}{raised}"
