"""The words and commands that the reader knows, each with the kind of token that it makes."""

from __future__ import annotations

from typing import Any

from ..expressions import Product, Summation

__all__ = [
    "ACCENTS", "CALLED", "COMMANDS", "FORMULAS", "FUNCTIONS", "GREEK", "GREEK_COMMANDS", "OPERATORS", "WORDS",
    "WRAPPERS", "Meaning",
]

# What a token is: its kind, and a value that depends on the kind.
Meaning = tuple[str, Any]

_GREEK_WORDS = """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi
    psi omega Gamma Delta Theta Lambda Xi Upsilon Phi Psi Omega
"""
GREEK: dict[str, str] = dict(
    zip(
        _GREEK_WORDS.split(),
        "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΥΦΨΩ",
        strict=True,
    )
)
GREEK_COMMANDS = GREEK | {
    "varepsilon": "ε", "varphi": "φ", "vartheta": "θ", "varrho": "ρ", "varsigma": "ς", "varkappa": "κ", "ell": "ℓ",
}

# Functions with one meaning, by every name that people give them.
_CALLS = {
    "log": "log", "ln": "log", "log2": "log2", "log10": "log10", "exp": "exp", "sqrt": "sqrt", "cbrt": "cbrt",
    "root": "root", "abs": "abs", "Abs": "abs", "floor": "floor", "ceil": "ceil", "ceiling": "ceil", "sign": "sign",
    "sgn": "sign", "sin": "sin", "cos": "cos", "tan": "tan", "asin": "asin", "acos": "acos", "atan": "atan",
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "sinh": "sinh", "cosh": "cosh", "tanh": "tanh",
    "erf": "erf", "erfc": "erfc", "factorial": "factorial", "binomial": "binomial", "binom": "binomial",
    "comb": "binomial", "mean": "mean", "avg": "mean", "max": "max", "min": "min", "median": "median",
    "digamma": "ψ", "lgamma": "lgamma", "loggamma": "lgamma", "gammaln": "lgamma", "lambertw": "W", "LambertW": "W",
    "atan2": "atan2", "arctan2": "atan2", "besseli": "besseli", "BesselI": "besseli",
}
# Names that are functions where they are called and not declared, ordinary names elsewhere.
CALLED = {
    "C": "binomial", "B": "B", "Beta": "B", "β": "B", "Γ": "Γ", "γ": "Γ", "ψ": "ψ", "Φ": "Φ", "W": "W", "hat": "hat",
    "ζ": "ζ", "I_0": "I_0", "I_1": "I_1", "bar": "mean",
}
# Functions of a problem: always called, or standing for the function itself.
FORMULAS = frozenset(("L", "ℓ", "LL", "NLL", "H", "CE", "PPL", "KL", "SE", "Var", "P"))
# The same, and letters that are names where they are not called; `p` is a function where its call has a bar.
FUNCTIONS = FORMULAS | frozenset("lfghpFGQIJUSENRV")

_SIGNS: dict[str, Meaning] = {
    "pi": ("constant", "π"), "inf": ("constant", "∞"), "infinity": ("constant", "∞"), "oo": ("constant", "∞"),
    "and": ("and", "and"), "or": ("or", "or"), "in": ("rel", "∈"), "choose": ("choose", None),
    "argmax": ("arg", "argmax"), "argmin": ("arg", "argmin"),
    "sum": ("sum", Summation), "Sum": ("sum", Summation), "prod": ("sum", Product), "Prod": ("sum", Product),
    "product": ("sum", Product), "Product": ("sum", Product),
}
WORDS: dict[str, Meaning] = {word: ("fn", name) for word, name in _CALLS.items()} | _SIGNS

_RELATIONS = {
    "=": "=", "==": "=", ":=": "=", "≡": "=", "≔": "=", "≠": "≠", "<": "<", "≤": "≤", "⩽": "≤", "<=": "≤", "=<": "≤",
    "≟": "=", "≜": "=", "≝": "=", ">": ">", "≥": "≥", "⩾": "≥", ">=": "≥",
    "≈": "≈", "≃": "≈", "≅": "≈", "~=": "≈", "∝": "∝", "∈": "∈",
}
_LINKS = {
    "→": "→", "->": "→", "-->": "→", "⟶": "→", "⇒": "⇒", "=>": "⇒", "==>": "⇒", "⟹": "⇒", "⇔": "⇔", "<=>": "⇔",
    "<==>": "⇔", "⟺": "⇔",
}
_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
OPERATORS: dict[str, Meaning] = (
    {sign: ("rel", name) for sign, name in _RELATIONS.items()}
    | {sign: ("link", name) for sign, name in _LINKS.items()}
    | {sign: (sign, None) for sign in "()[]{}|+!^_,;"}
    | dict.fromkeys("-−–‐‑﹣－", ("-", None))
    | dict.fromkeys("*·×⋅∗∙•", ("*", None))
    | dict.fromkeys("/÷∕⁄", ("/", None))
    | dict.fromkeys(("…", "...", "⋯", ".."), ("…", None))
    | dict.fromkeys(("′", "'", "’", "ʹ"), ("prime", 1))
    | dict.fromkeys(("Σ", "∑"), ("Σ", Summation))
    | dict.fromkeys(("Π", "∏"), ("Σ", Product))
    | {sign: ("vulgar", fraction) for sign, fraction in _VULGAR.items()}
    | {
        "**": ("^", None), "±": ("±", None), "∓": ("∓", None), "∣": ("|", None), "″": ("prime", 2), "‴": ("prime", 3),
        "∂": ("diff", "∂"), "√": ("root", "sqrt"), "∛": ("root", "cbrt"), "∜": ("root", "root"),
        "∞": ("constant", "∞"), "∅": ("empty", None), "∧": ("and", "and"), "∨": ("or", "or"),
        "⌊": ("⌊", "floor"), "⌋": ("⌋", None), "⌈": ("⌊", "ceil"), "⌉": ("⌋", None), "𝟙": ("indicator", None),
        "𝟏": ("indicator", None),
    }
)  # fmt: skip

_COMMAND_OPERATORS = {
    "cdot": "·", "times": "×", "ast": "*", "div": "÷", "pm": "±", "mp": "∓", "le": "≤", "leq": "≤", "leqslant": "≤",
    "ge": "≥", "geq": "≥", "geqslant": "≥", "ne": "≠", "neq": "≠", "lt": "<", "gt": ">", "approx": "≈", "simeq": "≈",
    "equiv": "≡", "propto": "∝", "in": "∈", "to": "→", "rightarrow": "→", "longrightarrow": "→", "implies": "⇒",
    "Rightarrow": "⇒", "Longrightarrow": "⇒", "iff": "⇔", "Leftrightarrow": "⇔", "Longleftrightarrow": "⇔",
    "infty": "∞", "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨", "ldots": "…", "dots": "…", "cdots": "…",
    "dotsc": "…", "dotsb": "…", "dotsm": "…", "mid": "|", "vert": "|", "partial": "∂", "prime": "′", "emptyset": "∅",
    "varnothing": "∅", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "sum": "Σ", "prod": "Π",
    "lbrack": "[", "rbrack": "]", "colon": ";",
}  # fmt: skip
_FUNCTION_COMMANDS = "exp log ln sin cos tan sinh cosh tanh arcsin arccos arctan max min"
COMMANDS: dict[str, Meaning] = (
    {word: ("fn", _CALLS[word]) for word in _FUNCTION_COMMANDS.split()}
    | {command: OPERATORS[sign] for command, sign in _COMMAND_OPERATORS.items()}
    | dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), ("frac", None))
    | dict.fromkeys(("binom", "dbinom", "tbinom"), ("binom", None))
    | {
        "sqrt": ("root", "\\sqrt"), "choose": ("choose", None), "Pr": ("apply", ("P", True)), "lvert": ("|(", None),
        "rvert": (")|", None), "lbrace": ("set{", None), "rbrace": ("set}", None),
    }
)  # fmt: skip

# Accents over what follows, and commands that only change the type face of what they hold.
ACCENTS = {"hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar"}
_TYPE_FACES = """
    mathrm mathit mathbf mathsf mathcal mathscr mathbb mathbbm mathnormal operatorname boldsymbol bm text textrm
    textit textbf textnormal rm
"""
WRAPPERS = frozenset(_TYPE_FACES.split())
