"""A line as words and signs: which letters are mathematics, and which are prose."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ...notation.characters import LETTER
from ...notation.numerals import NUMERAL
from ...notation.scope import Scope
from ...notation.spelling import RUN, is_spelled
from ...notation.tokens import SLASHED
from ...notation.words import COMMANDS, FORMULAS, GREEK, GREEK_COMMANDS, OPERATORS, WORDS
from .layout import BREAK, GAP
from .words import SHORT_WORDS

__all__ = ["Mark", "kind_at", "marks", "touching"]


class Mark(NamedTuple):
    """A word or sign, and its columns.

    kinds: P prose · n number · v name · k `const` and `data` · f function · u a name that means nothing · c command
    o operator · r relation · l link · j `or` · ( ) brackets · , comma · s what ends a statement · q quoted · | bar
    M what is masked: words in the midst of a formula that do not count
    """

    kind: str
    text: str
    start: int
    end: int


def kind_at(marks: list[Mark], k: int) -> str:
    """The kind of a mark; `end` beyond the line."""
    return marks[k].kind if 0 <= k < len(marks) else "end"


def touching(marks: list[Mark], k: int) -> bool:
    """Whether the next mark touches this one."""
    return k + 1 < len(marks) and marks[k + 1].start == marks[k].end


_CALLED = "sum|prod|exp|log|sqrt|mean|max|min|median"  # `n-sum(x_i)` is a difference, `p-value` a word
_ABBREVIATIONS = (
    r"i\.i\.d\.?|e\.g\.|i\.e\.|w\.r\.t\.?|wrt\b|s\.t\.|resp\.|q\.e\.d\.?|Q\.E\.D\.?|cf\.|a\.s\.|vs\.|approx\.|eq\.|eqs?\.|"
    r"no\.|[ds]\.[pf]\.?|(?<=\d )(?:dp|sf|sig)\b|neg\.|prob\.|obs\.|const\.(?=\s+\S)"
    rf"|(?:\d+|[nki])(?:-?th|-?st|-?nd|-?rd)\b|[A-Za-z]-(?!(?:{_CALLED}|{'|'.join(GREEK)})(?![a-z]))[a-z]{{3,}}(?![a-z])"
)
_WORD = rf"{LETTER}{{2,}}(?:[-’'‐]{LETTER}{{1,}})+"
_RELATION = r"<==?>|==?>|-?->|<=|>=|==|:=|!=(?!=)|=<|~="
_DERIVATIVE = (
    rf"(?<=frac\{{)d{RUN}(?=(?:\([^{{}}]*\))?\s*\}}\s*\{{\s*d)"  # `\frac{dL}{dp}`
    rf"|(?<=\}}\{{)d\s*(?:{RUN}|\\[A-Za-z]+)|(?<![A-Za-z\\_]){SLASHED}\s*(?:{RUN}|\\[A-Za-z]+)"
)
_TOKEN = re.compile(
    rf"(?P<space>[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+)|(?P<quoted>\"[^\"]*\"|“[^”]*”)"
    rf"|(?P<unit>°\s*[CFK]?[²³]?(?![A-Za-z]))|(?P<short>(?=[A-Za-z0-9])(?<![A-Za-z0-9])(?:{_ABBREVIATIONS}))|(?P<derivative>(?=[d∂])(?:{_DERIVATIVE}))|(?P<word>{_WORD})|(?P<run>{RUN})|(?P<command>\\[A-Za-z]+)"
    rf"|(?P<number>{NUMERAL})|(?P<sign>{_RELATION}|\*\*|\.{{2,}}|\\.|.)",
    re.DOTALL,
)

_PROSE_COMMANDS = frozenset(
    "sim forall exists therefore because ni notin colon qedsymbol LaTeX TeX S dag ddag".split()  # noqa: SIM905
)
_SINGLE: dict[str, str] = {
    ",": ",", ";": "s", ":": "s", ".": "s", BREAK: "s", GAP: "s", "—": "s",
    "―": "s", "?": "s", "∴": "s", "∵": "s", "‖": "o",
    "(": "(", "[": "(", "{": "(", "⌊": "(", "⌈": "(", ")": ")", "]": ")", "}": ")", "⌋": ")", "⌉": ")", "|": "|",
    "∣": "|",
}  # fmt: skip
_MOST_KNOWN = 4096
_KEPT = frozenset(("const", "constant", "data"))


def marks(text: str, scope: Scope) -> list[Mark]:
    """The words and signs of a line."""
    found: list[Mark] = []
    known = _known(scope)
    for match in _TOKEN.finditer(text):
        which, sign = match.lastgroup or "", match[0]
        if which == "space":
            continue
        kind = known.get((which, sign))
        if kind is None:
            kind = _READERS[which](sign, scope) if which in _READERS else _CONSTANT_KINDS[which]
            if len(known) < _MOST_KNOWN:
                known[which, sign] = kind
        found.append(Mark(kind, sign, *match.span()))
    return found


@lru_cache(maxsize=64)
def _known(scope: Scope) -> dict[tuple[str, str], str]:
    """The kinds of words and signs that were met: a derivation says most of its own in every line."""
    return {}


_CONSTANT_KINDS = {"quoted": "q", "short": "P", "number": "n", "unit": "P", "derivative": "v"}


def _run(text: str, scope: Scope) -> str:
    if len(text) == 1:
        return "v" if text != "Σ" else "f"
    lowered = text.lower()
    if lowered in SHORT_WORDS and text not in scope.names and text not in FORMULAS:
        return "P"
    if text.isascii() and text.isalpha() and text in WORDS and not scope.is_known(text):
        return _KNOWN_WORDS.get(WORDS[text][0], "v")
    if text in _KEPT:
        return "k"
    parts = is_spelled(text, scope)
    if parts is None:
        return "P" if text.isalpha() else "u"
    return "P" if parts[0][0] == "text" else "v"


_KNOWN_WORDS = {"fn": "f", "sum": "f", "and": "j", "or": "j", "rel": "j", "choose": "o"}


def _word(text: str, scope: Scope) -> str:
    """Words with a hyphen: all parts have to be mathematics for a difference, `theta-mu`."""
    parts = re.split("[-’'‐]", text)
    return "v" if all(_run(part, scope) in ("v", "f") for part in parts) else "P"


def _command(text: str, _scope: Scope) -> str:
    name = text[1:]
    if name in _PROSE_COMMANDS:
        return "P"
    if name in COMMANDS:
        kind = COMMANDS[name][0]
        return {"rel": "r", "link": "l", "fn": "f", "Σ": "f", "*": "o", "±": "o", "/": "o"}.get(kind, "c")
    if name in GREEK_COMMANDS:
        return "v"
    return "c"


def _sign(text: str, scope: Scope) -> str:
    if text in _SINGLE:
        return _SINGLE[text]
    if text in ("\\{", "\\}"):
        return "(" if text[1] == "{" else ")"
    meaning = OPERATORS.get(text)
    if meaning is not None:
        return {"rel": "r", "link": "l", "Σ": "f", "and": "j", "or": "j", "constant": "v", "vulgar": "n"}.get(
            meaning[0], "o"
        )
    if text in ("!=", "!", "\\,", "\\;", "\\:", "\\!", "\\ ", "\\|"):
        return "r" if text == "!=" else "o"
    return "P" if text in "~∀∃#@§¶†‡©®™¿¡" or (ord(text[-1]) >= 0x2190 and not _is_mathematical(text)) else "u"


def _is_mathematical(sign: str) -> bool:
    return 0x2200 <= ord(sign[-1]) <= 0x22FF or 0x2070 <= ord(sign[-1]) <= 0x209F


_READERS = {"word": _word, "run": _run, "command": _command, "sign": _sign}
