"""Habits of writing by hand that the notation does not have, put into it at the same columns.

`θ*` is θ̂, `(d/dθ) f` is d/dθ f, `\\arg\\max` is argmax, `Pr(` is P(, `θ̂ is 0.7` is θ̂ = 0.7.
"""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["in_notation"]

_HAT = "\u0302"
_NAME = r"(?:\\[A-Za-z]+|[A-Za-zα-ωΑ-Ωℓ])"
_ESTIMATE = r"(?:MLE|ML|mle|ml|hat)"
_BELOW = (
    rf"_(?:\{{\s*(?:\\[a-z]+\s*\{{\s*)?{_ESTIMATE}\s*(?:\}}\s*)?\}}|\\[a-z]+\{{{_ESTIMATE}\}}"
    rf"|{_ESTIMATE}(?![A-Za-z]))"
)
_BASE = rf"(?P<base>\\(?:wide)?hat\s*\{{?\s*{_NAME}\s*\}}?|{_NAME}{_HAT}?)"
_GOAL = r"(?:→|⟶|->|\\(?:to|rightarrow|longrightarrow)(?![A-Za-z]))"
_FUNCTION = "(?:mean|median|mode|max|min|odds|prob|sd|var|variance)"  # of the parameters, named in letters
_NEARLY = r"(?:(?:approximately|about|roughly)\s+)?"

# What a value can be told of by a colon: `NLL: 0.693`, `θ̂: 7/10`, `L(θ): θ^7`.
_NAMED = (
    rf"(?:NLL|LL|PPL|CE|H|ℓ|\\ell|(?:log|ln) ?L|L)(?:\s?\([^()]{{1,12}}\))?|{_NAME}{_HAT}|{_NAME}_(?:hat|MLE|ML)"
    rf"|\\hat\s*\{{?\s*{_NAME}\s*\}}?"
)

Change = Callable[[re.Match[str]], str]


def _fit(text: str, width: int) -> str:
    return text.ljust(width)


def _as(text: str) -> Change:
    return lambda found: _fit(text, len(found[0]))


def _told(found: re.Match[str]) -> str:
    """`median_hat = …` says what the estimate of something is."""
    width = len(found[0])
    return _fit(next(word for word in ("estimate", "answer", "mle") if len(word) <= width), width)


def _named_for(found: re.Match[str]) -> str:
    """`v stands for σ²` is v = σ²."""
    return f"{found[1]}{_fit(' =', len(found[0]) - len(found[1]))}"


def _touching(text: str) -> Change:
    """A name that touches the bracket behind it."""
    return lambda found: text.rjust(len(found[0]))


def _star(found: re.Match[str]) -> str:
    return _fit(found[1] + _HAT, len(found[0]))


def _square_of_estimate(found: re.Match[str]) -> str:
    r"""`σ²_MLE`, `\hat{\sigma}^2_{MLE}`."""
    base, square = found["base"], found["square"]
    hat = "" if "hat" in base or _HAT in base else _HAT
    return _fit(base + hat + square, len(found[0]))


def _without_brackets(found: re.Match[str]) -> str:
    return f" {found[1]} "


def _round_brackets(found: re.Match[str]) -> str:
    return f"{found[1]}({found[2]})"


def _equals(found: re.Match[str]) -> str:
    near = any(word in found[0] for word in ("approx", "about", "roughly"))
    return _fit(f" {'≈' if near else '='}", len(found[0]))


_SAID_OF = re.compile(r"\b(?:at|in|about|under)\s+\S+$", re.IGNORECASE)


def _estimate(found: re.Match[str]) -> str:
    """`θ̂ is 0.7`, but not `the score at θ̂ is 0`."""
    return found[0] if _SAID_OF.search(found.string[: found.start()]) else _equals(found)


def _second(found: re.Match[str]) -> str:
    """`d2l/dθ2` is d²l/dθ²."""
    return f"d²{found[1]}²"


def _primes(found: re.Match[str]) -> str:
    r"""`\ell^{(2)}` is ℓ″."""
    return _fit("'" * int(found[1]), len(found[0]))


def _operation(found: re.Match[str]) -> str:
    """`7 = 3θ  | + 2`: what is done next, set apart by a bar."""
    before, rest = found.string[: found.start()], found[0]
    inside = before.count("(") > before.count(")") or rest.count("|") > 1 or before.count("|") % 2 == 1
    return rest if inside else " " * len(rest)


def _goal(found: re.Match[str]) -> str:
    """`ℓ(θ) = 7 log θ → max`: behind what a function is."""
    return " " * len(found[0]) if "=" in found.string[: found.start()] else found[0]


def _exclamation(found: re.Match[str]) -> str:
    """`θ̂ = 0.7!` is no factorial."""
    digits = re.search(r"[0-9.]*$", found.string[: found.start()])
    return " " if digits and "." in digits[0] else "!"


def _variance(found: re.Match[str]) -> str:
    """`sigma2_hat` is σ̂²."""
    return _fit(f"σ{_HAT}²" if found["hat"] else "σ²", len(found[0]))


def _degrees(found: re.Match[str]) -> str:
    r"""`73^\circ F`."""
    return _fit(f"°{found[1]}", len(found[0]))


def _inner(found: re.Match[str]) -> str:
    r"""`\stackrel{!}{=}` is `=`."""
    return _fit(found[1], len(found[0]))


def _double_quotes(found: re.Match[str]) -> str:
    return f'{found[1]}"{found[2]}"'


# What has to stand in a line for the habit to be looked for, the pattern, and what it becomes.
_HABITS: tuple[tuple[str, re.Pattern[str], Change], ...] = tuple(
    (hint, re.compile(pattern), change)
    for hint, pattern, change in (
        ("!=", r"(?<=[\w)\]}])!=(?!=)", _as("!≡")),
        ("m", rf"{_GOAL}\s*(?:\\[;,!:]\s*)*(?:\\(?:operatorname|mathrm|text)\{{)?\\?m(?:in|ax)(?![a-z])\}}?"
         r"(?:_(?:\{[^{}]*\}|\\?[A-Za-zα-ω]+))?\s*!?(?=\s*(?:\\[])]|[\]$.,;&]|\\\\|$))", _goal),
        ("+", r"(?<=\+)\s*[CcKkgh]\((?:[xX](?:_i|ᵢ)?|data|\\(?:mathbf|underline|vec|bm)\{[xX]\})\)", _as(" c")),
        (":", rf"^(\s*(?:[-*•]\s+)?(?:{_NAMED})\s?):(?=\s*[-−\d\\(A-Za-zα-ωΣΠ∑∏√])", lambda found: f"{found[1]}="),
        ("^{(", r"(?<=[Lℓl])\^\{\(([1-4])\)\}", _primes),
        ("ell^{(", r"(?<=ell)\^\{\(([1-4])\)\}", _primes),
        ("\\dot", r"\\dot\s*\{?\s*(?:\\ell|ℓ|l|L)(?![A-Za-z])\s*\}?", _as("ℓ'")),
        ("\\ddot", r"\\ddot\s*\{?\s*(?:\\ell|ℓ|l|L)(?![A-Za-z])\s*\}?", _as("ℓ''")),
        ("ML", rf"{_BASE}\^\{{?(?:\\[a-z]+\{{)?MLE?\}}{{0,2}}(?P<square>)", _square_of_estimate),
        ("^", rf"(?<![A-Za-z_\\]){_FUNCTION}\^(?=\s*[=≈])", _told),
        ("hat", rf"(?<![A-Za-z_\\]){_FUNCTION}_?hat(?=\s*[=≈])", _told),
        ("estimated", r"([)\d²}]|/[a-z]|\s[a-zα-ω])\s+is\s+(?:then\s+)?estimated\s+(?:by|as)(?=\s)", _named_for),
        ("\\operatorname{m", r"\\operatorname\{(median|mean|max|min)\}(?=\s*(?:[&=≈,.]|\\\\|$))", _inner),
        ("I", r"(?<![A-Za-z])[CK]I(?:_?\{?\d*%?\}?)?(?:\([^()]{1,9}\))?(?=\s*[=≈:∈])", _as("CI")),
        (" for ", rf"(?<![A-Za-z\\])({_NAME})\s+(?:stands|is short|is shorthand) for\s+(?=[\\√Σ∑(α-ω]|\w+[\^(²])",
         _named_for),
        (" for ", rf"(?<=\band )({_NAME})\s+for\s+(?=\\sum|[Σ∑√]|sum\b|sqrt\b)", _named_for),
        (" . ", r"(?<=\S) \. (?=\S)", _as(" · ")),
        ("|", r"\s\|\s*(?:[-+−·*/:÷×√]|\\(?:cdot|times|div)).*$", _operation),
        ("/", r"\s/\s*[-+−]\s*\w+\s*$", _operation),
        ("!", r"(?<=[0-9])(?<!\d\s)!(?=\s*$)", _exclamation),
        ("lam", r"(?<![A-Za-z\\])(?:lambd|lmbda|lam)(?![a-z])", _touching("λ")),
        ("sigma2", r"(?<![A-Za-z])sigma2(?P<hat>_hat|_mle|_MLE|hat)?(?![A-Za-z0-9_])", _variance),
        ("*", rf"({_NAME})(?:\^\*|\^\{{\*\}}|\^\{{\\ast\}}|\*)(?=\s*(?:[=≈<>),&]|$|\\approx|\\in\b))", _star),
        ("^", rf"({_NAME})\^(?=\s*[=≈&])", _star),
        ("\\ast", rf"({_NAME})\^\{{?\\ast\}}?(?=\s*[=≈&)])", _star),
        ("_", rf"{_BASE}(?P<square>²|\^2|\^\{{2\}}){_BELOW}", _square_of_estimate),
        ("arg", r"\\operatorname\*?\s*\{\s*arg\s*(?:\\[,;]|~)?\s*max\s*\}|\\arg\s*(?:\\[,;!])?\s*\\max(?:\\limits)?"
         r"|\\?arg\s*max(?![a-z])", _as("argmax")),
        ("arg", r"\\operatorname\*?\s*\{\s*arg\s*(?:\\[,;]|~)?\s*min\s*\}|\\arg\s*(?:\\[,;!])?\s*\\min(?:\\limits)?"
         r"|\\?arg\s*min(?![a-z])", _as("argmin")),
        ("/", r"\(((?:\s*[d∂](?:[²³2]|\^[23])?\s*/\s*[d∂])[^()=+]{1,12})\)(?=\s*[^\s=])", _without_brackets),
        ("\\left(", r"\\left\((\s*\\frac\{(?:d|\\partial|∂)[^{}]{0,4}\}\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}\s*)\\right\)",
         lambda found: f"      {found[1]}       "),
        ("\\frac", r"\((\s*\\frac\{(?:d|\\partial|∂)[^{}]{0,4}\}\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}\s*)\)",
         _without_brackets),
        ("[", r"(\\mathbb\{E\}|(?<![A-Za-z])(?:E|Var|V))\[([^\[\]]*)\]", _round_brackets),
        ("Pr", r"(?<![A-Za-z])(?:Prob|Pr)(?=[(\[])", _touching("P")),
        ("ik", r"(?<![A-Za-z])(?:[Ll]og[-_ ]?[Ll]ik(?:elihood)?|LogLik)(?=\()", _touching("ℓ")),
        ("ik", r"(?<![A-Za-z])(?:[Ll]og_?[Ll]ik(?:elihood)?)(?=\s*=)", _as("ℓ")),
        ("ik", r"(?<![A-Za-z])(?:[Ll]og_?[Ll]ik(?:elihood)?)(?=\s*/\s*[d∂\\]|['′])", _touching("ℓ")),
        (")", r"\((?:(?:log|ln)(?:L| ?P)|[Ll]og_?[Ll]ik(?:elihood)?|ℓ|l|LL|\\ell)\)(?=['′])", _touching("ℓ")),
        ("ik", r"(?<![A-Za-z])[Ll]ik(?:elihood)?(?=\()", _touching("L")),
        ("ll", r"(?<![A-Za-z])ll(?=\(|\s*=|')", _touching("ℓ")),
        ("nll", r"(?<![A-Za-z])nll(?=\s*(?:[(='≈]|$))", _as("NLL")),
        ("ppl", r"(?<![A-Za-z])ppl(?=\s*(?:[(=≈]|$))", _as("PPL")),
        ("amda", r"(?<![A-Za-z])\\?lamda(?![A-Za-z])", _as("λ")),
        ("cent", r"(?<=\d)\s*\bper ?cent(?![a-z])", _as("%")),
        ("squared", r"(?:(?<=(?<![A-Za-z])[A-Za-zα-ω])|(?<=[\u0302)}]))\s+squared(?![a-z])", _as("^2")),
        ("squared", r"(?<=sigma)\s+squared(?![a-z])", _as("^2")),
        ("\\Sigma", r"\\Sigma(?![A-Za-z])", _as("Σ")),
        ("\\Pi", r"\\Pi(?![A-Za-z])", _as("Π")),
        ("circ", r"(?:\\\()?\^\s*\{?\s*\\circ\s*\}?(?:\\\))?\s*(?:\\(?:text|mathrm)\s*\{\s*)?([CF]?)(?![A-Za-z])\}?",
         _degrees),
        ("d2", r"(?<![A-Za-z])d2(\s*[A-Za-zℓ ]*(?:\([^()]*\))?\s*/\s*d(?:[a-z]+|[α-ω]))2(?![0-9])", _second),
        ("...", r"^(\s*)(?:\.\.\.|…)(?=\s*[=≈])", _as("")),
        ("frac ", r"\\[dt]?frac\s+([A-Za-z0-9])\s*([A-Za-z0-9])(?![A-Za-z0-9{_])", lambda found: _fit(
            f"({found[1]}/{found[2]})", len(found[0]))),
        ("…", r"^(\s*)…(?=\s*[=≈])", _as("")),
        ("≝", "≝|≟", _as("=")),
        ("set{", r"\\(?:stackrel|overset|underset)\s*\{(?:[^{}]|\{[^{}]*\})*\}\s*\{([^{}]*)\}", _inner),
        ("rel{", r"\\stackrel\s*\{(?:[^{}]|\{[^{}]*\})*\}\s*\{([^{}]*)\}", _inner),
        ("arrow", r"\\xrightarrow(?:\[[^\]]*\])?\{(?:[^{}]|\{[^{}]*\})*\}", _as("→")),
        ("qual", rf"(?<=[\w)\]}}²{_HAT}])\s+(?:is equal to|equals)\s+{_NEARLY}(?=[-−√\\\d(]|[α-ω]|\w\b)",
         _equals),
        ("is ", rf"(?:(?<={_HAT})|(?<={_HAT}²)|(?<=_MLE)|(?<=_hat))\s+is\s+{_NEARLY}(?=[-−]?\d)", _estimate),
        ("'", r"(?<=[(|,])(\s*)'([A-Za-z][A-Za-z ]*)'(?=\s*[),|])", _double_quotes),
    )
)  # fmt: skip


def in_notation(text: str) -> str:
    """The line with these habits in the notation, as long as before."""
    for hint, pattern, change in _HABITS:
        if hint in text:
            text = pattern.sub(change, text)
    return text
