"""Words of people as LaTeX: escaped, so that no character of theirs can be a command; formulas in math mode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

__all__ = ["escaped"]

_COMMANDS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "^": r"\textasciicircum{}", '"': "''", "…": r"\ldots{}", "–": "--", "—": "---", "“": "``", "”": "''", "‘": "`",
    "’": "'", "\u00a0": "~", "ß": r"\ss{}", "€": "EUR", "°": r"\(^{\circ}\)", "\u00b5": r"\(\mu\)",
}
# Letters that the fonts of plain LaTeX lack.
_PLAINER = dict(zip("ÐðĐđĦħŦŧĄąĘęĮįŲųŊŋĿŀĸſ", "DdDdHhTtAaEeIiUuNnLlks", strict=True)) | {
    "ŉ": "'n", "Þ": "Th", "þ": "th",
}
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "τ": "tau", "υ": "upsilon", "φ": "varphi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta",
    "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
    "ℓ": "ell", "∂": "partial", "√": "surd", "∞": "infty", "±": "pm", "·": "cdot", "×": "times", "∑": "sum",
    "∏": "prod", "∈": "in", "≤": "le", "≥": "ge", "≠": "ne", "≈": "approx", "∝": "propto", "→": "to",
    "⇒": "Rightarrow", "⇔": "Leftrightarrow", "~": "sim", "∼": "sim",
}
_MATHEMATICS = {character: f"\\{name} " for character, name in _GREEK.items()}
_MATHEMATICS |= {"−": "-", "<": "<", ">": ">", "|": "|", "′": "'"}
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿᵏⁱ", "0123456789+-nki", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉ᵢₙₘₖⱼ", "0123456789inmkj", strict=True))
_MARKS = {"\u0302": "hat", "\u0304": "bar", "\u0303": "tilde"}
_SCRIPTS = f"[{''.join(_RAISED)}]+|[{''.join(_LOWERED)}]+"
_ALONE = f"(?<![A-Za-zÀ-ſ])[A-Za-z](?:[{''.join(_MARKS)}]|(?![A-Za-zÀ-ſ'’]))"
# What may be a part of a formula: a symbol, a letter or a number by itself, a bracket; spaces around an operator.
_OPERATORS = "−+·×/=<>≤≥≈≠∈→"
_FUNCTIONS = "log|exp|max|min"
_ATOM = f"(?<![A-Za-z])(?:{_FUNCTIONS})(?=\\(| ?[Α-ωℓ])"
_ATOM += f"|\\w[{''.join(_MARKS)}]|[{re.escape(''.join(_MATHEMATICS))}]|{_SCRIPTS}|{_ALONE}|\\d+(?:\\.\\d+)?|[()]"
_FORMULA = re.compile(f"(?:{_ATOM})(?:(?: ?[{_OPERATORS}] ?)?(?:{_ATOM}))*")
# What makes a run of these a formula, not a word.
_SIGN = re.compile(f"[{re.escape(''.join(_MATHEMATICS))}]|{_SCRIPTS}|[{''.join(_MARKS)}]")
_SPACES = re.compile(r"\s+")
_PIECE = re.compile(
    f"(?P<function>{_FUNCTIONS})|(?P<raised>[{''.join(_RAISED)}]+)|(?P<lowered>[{''.join(_LOWERED)}]+)|(?P<base>\\w)(?P<mark>[{''.join(_MARKS)}])"
    "|(?P<other>.)"
)


@lru_cache(maxsize=512)  # headings and reasons are the same in every solution
def escaped(said: str) -> str:
    """Words as LaTeX: special characters printed as themselves, formulas in math mode, characters that plain TeX has
    no glyph for as their code point. Line breaks become spaces."""
    return "".join(_parts(_SPACES.sub(" ", normalize("NFC", said))))


def _parts(said: str) -> Iterator[str]:
    end = 0
    for match in _FORMULA.finditer(said):
        for start, stop in _balanced(said, *match.span()):
            yield said[end:start].translate(_ESCAPES)
            yield f"\\({''.join(map(_piece, _PIECE.finditer(said[start:stop]))).strip()}\\)"
            end = stop
    yield said[end:].translate(_ESCAPES)


def _balanced(said: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The parts of a run in which each bracket has its other half, and which are a formula by some sign."""
    depth, opened, first = 0, start, start
    for k in range(start, stop):
        if said[k] == "(":
            opened = k if depth == 0 else opened
            depth += 1
        elif said[k] == ")" and depth == 0:
            yield from _formula(said, first, k)
            first = k + 1
        elif said[k] == ")":
            depth -= 1
    if depth:
        yield from _formula(said, first, opened)
        yield from _balanced(said, opened + 1, stop)
    else:
        yield from _formula(said, first, stop)


def _formula(said: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The part without spaces at its ends, where it is a formula."""
    part = said[start:stop]
    if _SIGN.search(part):
        start += len(part) - len(part.lstrip())
        yield start, start + len(part.strip())


def _piece(match: re.Match[str]) -> str:
    if match["function"]:
        return f"\\{match['function']} "
    if match["raised"]:
        return f"^{{{''.join(map(_RAISED.__getitem__, match['raised']))}}}"
    if match["lowered"]:
        return f"_{{{''.join(map(_LOWERED.__getitem__, match['lowered']))}}}"
    if match["base"]:
        return f"\\{_MARKS[match['mark']]}{{{_MATHEMATICS.get(match['base'], match['base']).strip()}}}"
    return _MATHEMATICS.get(match["other"], match["other"])


class _Escapes(dict[int, str]):
    """For `str.translate`: what is written for a character outside of formulas, found once."""

    def __missing__(self, code: int) -> str:
        self[code] = _character(chr(code))
        return self[code]


def _character(character: str) -> str:
    if character in _COMMANDS or character in _PLAINER:
        return _COMMANDS.get(character) or _PLAINER[character]
    if " " <= character < "\x7f" or "À" <= character <= "ſ":
        return character
    return f"[U+{ord(character):04X}]" if character.isprintable() else ""


_ESCAPES = _Escapes()
