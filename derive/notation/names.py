"""Names of quantities as they are written: index below the line, accent on the letter, Greek letters."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["BAR", "HAT", "LETTERS", "latex_name", "lowered", "plain_name", "typst_name"]

# Accents that combine with the letter before them.
HAT, BAR = "\u0302", "\u0304"

_LOWERED = str.maketrans("0123456789aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")

LETTERS = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩℓ"
_WORDS = """
    alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon varphi chi
    psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell
"""
_COMMANDS: dict[str, str] = dict(zip(LETTERS, _WORDS.split(), strict=True))

# Indices that are no product of letters.
_UPRIGHT = {"MLE": "\\text{MLE}"}


@lru_cache(maxsize=1024)  # a derivation writes few names, each of them many times
def plain_name(name: str, accent: str = "") -> str:
    """`p_1` becomes `p₁`; an accent goes on the last letter, as it is read: `p̂₁`, `σ̂²`, `ratê`."""
    word, _, index = name.partition("_")
    if accent:
        letters = word.removesuffix("²")
        word = f"{letters}{accent}{word[len(letters):]}"
    return f"{word}{lowered(index)}" if index else word


def lowered(index: str) -> str:
    """A number or a single letter goes below the line, a word stays behind its underscore."""
    if index.isdigit() or len(index) == 1:
        below = index.translate(_LOWERED)
        if below != index:
            return below
    return f"_{index}"


@lru_cache(maxsize=1024)
def latex_name(name: str, accent: str = "") -> str:
    r"""`p_1` with the accent `\hat` becomes `\hat{p}_1`, `σ²` becomes `\hat{\sigma}^2`, `σ_1²` `\sigma_1^2`."""
    square = "^2" if name.endswith("²") else ""
    word, _, index = name.removesuffix("²").partition("_")
    text = f"\\{_COMMANDS[word]}" if word in _COMMANDS else word
    if accent:
        text = f"{accent}{{{text}}}"
    if index:
        below = f"\\{_COMMANDS[index]}" if index in _COMMANDS else _UPRIGHT.get(index, index)
        text += f"_{below}" if len(index) == 1 else f"_{{{below}}}"
    return text + square


@lru_cache(maxsize=1024)
def typst_name(name: str, accent: str = "") -> str:
    """`p_1` with the accent `hat` becomes `hat(p)_1`, `σ²` becomes `hat(sigma)^2`, `rate_x_m` `"rate"_(x_m)`."""
    square = "^2" if name.endswith("²") else ""
    word, _, index = name.removesuffix("²").partition("_")
    text = f"{accent}({_typst_word(word)})" if accent else _typst_word(word)
    if index:
        below = typst_name(index)
        text += f"_{below}" if below.isalnum() else f"_({below})"
    return text + square


def _typst_word(word: str) -> str:
    """A letter by its name; what has more letters is no variable of Typst, but a word."""
    if word in _COMMANDS:
        return _COMMANDS[word].removeprefix("var")
    return word if len(word) == 1 or word.isdigit() else f'"{word}"'
