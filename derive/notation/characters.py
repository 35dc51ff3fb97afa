"""Characters beyond ASCII that mathematics is typed with, and those that nobody can see."""

from __future__ import annotations

import unicodedata

__all__ = [
    "LETTER", "MARKS", "MARK_CLASS", "NOT_SPACE", "SPACE", "SUBSCRIPTS", "SUBSCRIPT_CLASS", "SUPERSCRIPTS",
    "SUPERSCRIPT_CLASS", "WORDS_IN_LATEX", "decomposed", "describe",
]

SUPERSCRIPTS: dict[int, str] = {
    ord(raised): plain
    for raised, plain in zip(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵅᵝᵞᵟᶿᵠᵡ",
        "0123456789+-=()abcdefghijklmnoprstuvwxyzαβγδθφχ",
        strict=True,
    )
}
SUBSCRIPTS: dict[int, str] = {
    ord(lowered): plain
    for lowered, plain in zip(
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", "0123456789+-=()aehijklmnoprstuvxβγρφχ", strict=True
    )
}
SUPERSCRIPT_CLASS = "[" + "".join(map(chr, SUPERSCRIPTS)) + "]"
SUBSCRIPT_CLASS = "[" + "".join(map(chr, SUBSCRIPTS)) + "]"

# Commands of TeX are none within `\\text{…}`, where they stand like this.
WORDS_IN_LATEX: dict[int, str] = {
    **{ord(c): f"\\{c}" for c in "{}$&%#_"},
    ord("\\"): r"\textbackslash{}", ord("^"): r"\textasciicircum{}", ord("~"): r"\textasciitilde{}",
}

# White space that one can see as a gap; anything else without ink is a fault.
_SPACES = " \\t\\r\\n\u00a0\u2000-\u200a\u202f\u205f\u3000"
SPACE = f"[{_SPACES}]"
NOT_SPACE = f"[^{_SPACES}&]"

# Letters that names are made of: Latin with and without accents, Greek (Σ and Π are signs, ∂ is not a letter),
# ℓ and its like, mathematical alphabets.
LETTER = (
    "[A-Za-z\u00b5\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0386\u0388-\u039f\u03a1\u03a4-\u03ff\u1e00-\u1eff"
    "\u210b\u210f-\u2113\u2118\u211b\u212c\u2130\u2131\u2133\U0001d400-\U0001d6a7\U0001d6a8-\U0001d7cb]"
)

# Accents that combine with the letter before them.
MARKS = {"\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde"}
MARK_CLASS = "[" + "".join(MARKS) + "]"

_ONE_LETTER = {"µ": "μ", "ϕ": "φ", "ϵ": "ε", "ϑ": "θ", "ϱ": "ρ", "ϰ": "κ", "ℒ": "L", "𝓁": "ℓ", "ℓ": "ℓ", "𝓛": "L"}


def decomposed(character: str) -> tuple[str, str]:
    """The letter in its one spelling, and the accent that it bears (`hat`, `bar`, or none).

    A letter with an accent that means nothing here comes back whole.
    """
    if character.isascii():
        return character, ""
    if character in _ONE_LETTER:
        return _ONE_LETTER[character], ""
    plain = unicodedata.normalize("NFKD", character)
    if len(plain) == 2 and plain[1] in MARKS:
        return plain[0], MARKS[plain[1]]
    return (_ONE_LETTER.get(plain, plain), "") if len(plain) == 1 else (character, "")


def describe(character: str) -> str:
    """What a character is, in words that can be printed."""
    code = f"U+{ord(character):04X}"
    category = unicodedata.category(character)
    if category in ("Cf", "Cc", "Cn", "Co", "Cs", "Zl", "Zp", "Mn", "Me"):
        kinds = {"Cf": "invisible", "Cc": "control", "Mn": "combining", "Me": "combining", "Cs": "surrogate"}
        return f"{kinds.get(category, 'invisible')} character {code}"
    name = unicodedata.name(character, "")
    if character.isalpha() and not name.startswith(("LATIN", "GREEK")):
        return f"character '{character}' ({name.lower()})"
    return f"character '{character}'"
