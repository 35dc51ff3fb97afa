"""Lines as people write them down: plain keyboards, Unicode, LaTeX, `align`, chains of arrows, prose between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...balls.points import Chance
from ...expressions import ZERO, Expression, Relation
from ...notation.latex import latex
from ...notation.names import HAT
from ...notation.plain import plain
from ...notation.reader import ReadError, Scope, read

__all__ = ["FORMATS", "ascii_text", "written"]

FUNCTIONS = ("likelihood", "log-likelihood")
FORMATS = ("text", "unicode", "latex", "align", "chain", "prose")

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

_OPENINGS = {
    "likelihood": ("The likelihood is", "For the likelihood we get", "All observations together:"),
    "log-likelihood": ("Taking logs,", "The log-likelihood is", "Its logarithm is"),
    "score": ("Differentiating,", "The derivative is", "Take the derivative:"),
    "equation": ("so", "that is", "hence", "This gives"),
    "estimate": ("Therefore", "and so", "The answer:"),
    "number": ("Then", "We get", "So"),
}  # fmt: skip
_HEADINGS = {
    "likelihood": "Likelihood:", "log-likelihood": "Log-likelihood", "score": "Derivative", "equation": "Solving:",
    "estimate": "Answer:", "number": "Loss:",
}  # fmt: skip


# ---- one line ------------------------------------------------------------------------------------------------


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


def _plain_line(e: Expression, scope: Scope, chance: Chance, keyboard: bool) -> str:
    text = ascii_text(e) if keyboard else plain(e)
    if not _faithful(_with_ell(text), e, scope):
        text = plain(e)
    other = re.sub(r"\blog\b", "ln", text)
    if chance.below(3) == 0 and _faithful(_with_ell(other), e, scope):
        text = other
    name = ("", "", "log L(", "ln L(", "l(")[chance.below(5)]
    return name + text[2:] if name and text[:2] in ("ℓ(", "l(") else text


def _with_ell(text: str) -> str:
    """The letter l that names a log-likelihood as ℓ."""
    return re.sub(r"^d?l(?=['(/])", lambda m: m[0].replace("l", "ℓ").replace("d", "∂"), text).replace("/dℓ", "/∂ℓ")


# ---- a whole derivation --------------------------------------------------------------------------------------


def written(
    lines: Sequence[tuple[str, Expression]], style: str, scope: Scope, chance: Chance
) -> tuple[list[str], list[int]]:
    """The text of a derivation line by line, and for each line of the derivation the line of text where it stands,
    counted from one. lines: kind and statement of each."""
    joined, origin = _joined(lines, chance)
    text, places = _laid_out(joined, style, scope, chance)
    return text, [places[k] for k in origin]


def _joined(
    lines: Sequence[tuple[str, Expression]], chance: Chance
) -> tuple[list[tuple[str, Expression]], list[int]]:
    """`ℓ′(θ) = 7/θ − 3/(1 − θ)` and the same set to zero on one line, here and there; and where each line went."""
    out: list[tuple[str, Expression]] = []
    origin = []
    for kind, e in lines:
        last = out[-1] if out else None
        if last is not None and last[0] == "score" and _is_set_to_zero(last[1], e) and chance.below(2):
            assert isinstance(last[1], Relation)
            out[-1] = (last[0], Relation((*last[1].operands, ZERO), ("=", "=")))
        else:
            out.append((kind, e))
        origin.append(len(out) - 1)
    return out, origin


def _is_set_to_zero(score: Expression, e: Expression) -> bool:
    return (
        isinstance(score, Relation) and isinstance(e, Relation) and len(score.operands) == 2
        and e.operands == (score.operands[1], ZERO)
    )  # fmt: skip


def _laid_out(
    lines: Sequence[tuple[str, Expression]], style: str, scope: Scope, chance: Chance
) -> tuple[list[str], list[int]]:
    if style == "align":
        return _align(lines, chance)
    kinds = [kind for kind, _ in lines]
    if style == "latex":
        return _spaced(kinds, [_dollars(latex(e), chance) for _, e in lines], chance)
    texts = [_plain_line(e, scope, chance, style == "text" or (style == "prose" and chance.below(2) == 0))
             for _, e in lines]  # fmt: skip
    if style == "chain":
        return _chained(kinds, texts, chance)
    return _told(kinds, texts, chance) if style == "prose" else _spaced(kinds, texts, chance)


def _dollars(text: str, chance: Chance) -> str:
    return (text, text, f"${text}$", f"\\[{text}\\]")[chance.below(4)]


def _align(lines: Sequence[tuple[str, Expression]], chance: Chance) -> tuple[list[str], list[int]]:
    rows = []
    for _, e in lines:
        if isinstance(e, Relation):
            left = latex(e.operands[0])
            rest = latex(e).removeprefix(left).lstrip()
            rows.append(f"{left} &{rest}" if latex(e).startswith(left) else latex(e))
        else:
            rows.append(latex(e))
    rows = _continued([kind for kind, _ in lines], rows, " &", chance)
    body = [f"{row} \\\\" for row in rows[:-1]] + rows[-1:]
    return ["\\begin{align*}", *body, "\\end{align*}"], [k + 2 for k in range(len(rows))]


def _continued(kinds: list[str], texts: list[str], sign: str, chance: Chance) -> list[str]:
    """Lines that begin with the equals sign where the function at the left is that of the line before."""
    out = texts[:1]
    lefts = [text.partition(sign)[0] for text in texts]
    for kind, before, left, text in zip(kinds[1:], lefts, lefts[1:], texts[1:], strict=False):
        is_bare = "$" not in text and "\\[" not in text
        goes_on = kind in FUNCTIONS and left == before and left != text and is_bare and chance.below(2)
        out.append("  " + text.removeprefix(left).lstrip() if goes_on else text)
    return out


def _spaced(kinds: list[str], texts: list[str], chance: Chance) -> tuple[list[str], list[int]]:
    """Lines under each other, a blank one here and there."""
    out: list[str] = []
    places = []
    numbered = chance.below(5) == 0
    texts = texts if numbered else _continued(kinds, texts, " = ", chance)
    for k, text in enumerate(texts):
        if k and chance.below(6) == 0:
            out.append("")
        out.append(f"{k + 1}. {text}" if numbered else text)
        places.append(len(out))
    return out, places


def _chained(kinds: list[str], texts: list[str], chance: Chance) -> tuple[list[str], list[int]]:
    """The equations up to the estimate on one line, joined by arrows."""
    arrow = (" → ", " ⇒ ", " => ")[chance.below(3)]
    out: list[str] = []
    places = []
    is_open = False
    for kind, text in zip(kinds, texts, strict=True):
        links = kind in ("equation", "estimate")
        if links and is_open:
            out[-1] += arrow + text
        else:
            out.append(text)
        is_open = links
        places.append(len(out))
    return out, places


def _told(kinds: list[str], texts: list[str], chance: Chance) -> tuple[list[str], list[int]]:
    """Words before the formulas, or on lines of their own."""
    out: list[str] = []
    places = []
    for k, (kind, text) in enumerate(zip(kinds, texts, strict=True)):
        openings = _OPENINGS.get(kind, ("Then",))
        way = chance.below(4)
        if way == 0 and (k == 0 or kinds[k - 1] != kind):
            out += [_HEADINGS.get(kind, "Next:"), text]
        elif way < 3:
            out.append(f"{openings[chance.below(len(openings))]} {text}{'.' if way == 1 else ''}")
        else:
            out.append(text)
        places.append(len(out))
    return out, places
