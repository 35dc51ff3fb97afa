"""The sentences of a line in plain words, without LaTeX and emphasis; each character with its column in the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...notation.words import GREEK, GREEK_COMMANDS

__all__ = ["END", "FORMULA", "Sentence", "sentences"]

_START = re.compile(
    r"(?:,\s?(?![-\d])|[:;—(]\s?|\band\s(?![-\d])|\b(?:so|thus|hence|therefore|since|because|as|but|that|while|whereas|now|then|also|first"
    r"|again|indeed|clearly|finally|next|consequently)\s)",
    re.IGNORECASE,
)
END = r"(?=\s?(?:$|[,:;—)]|\b(?:so|and|thus|hence|therefore|since|because|but|while|whereas|which|giving|then)\b))"
"""Where it may end."""

FORMULA = r"(?: (?:log|ln|exp|[^\W\d_]|[^\s,;:]*[=\d()+*/^·{}\\\-][^\s,;:]*))*?"
"""What may stand between a name and what is said of it: `the score 3/λ − 15 has one root`."""

_SPELLED = tuple(
    (re.compile(pattern), spelled)
    for pattern, spelled in (
        (r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"\1/\2"),
        (r"\\[dt]?frac\s*(\d)\s*(\d)", r"\1/\2"),
        (r"\\(?:text|mathrm|textbf|textit|emph|mathbf|operatorname)\s*\{([^{}]*)\}", r"\1"),
        (r"\\(?:hat|widehat)\s*\{?\s*(\\[A-Za-z]+|[A-Za-zα-ω])\s*\}?", "\\1\u0302"),
        (r"\\(?:bar|overline)\s*\{?\s*([A-Za-z])\s*\}?", "\\1\u0304"),
        (r"\\(?:leq?|leqslant)(?![A-Za-z])|<=", "≤"), (r"\\(?:geq?|geqslant)(?![A-Za-z])|>=", "≥"),
        (r"\\lt(?![A-Za-z])", "<"), (r"\\gt(?![A-Za-z])", ">"), (r"\\infty|\b(?:infinity|oo|inf)\b", "∞"),
        (r"\\(?:left|right|bigl?|bigr?|quad|qquad)(?![A-Za-z])|\\[()\[\],;:! ]|\$+|~", " "),
        (r"\\%", "%"), (r"−|–(?=\d)", "-"), (r"′|’", "'"), (r"\*\*|(?<!\w)[_*](?=\w)|(?<=\w)[_*](?!\w)", " "),
        (r"\s+(?=[.,;:?!)\]])|(?<=[(\[])\s+", ""), (r"\s{2,}|[^\S ]", " "),
    )
)
_GREEK = re.compile(rf"\\({'|'.join(GREEK_COMMANDS)})(?![A-Za-z])|\b({'|'.join(GREEK)})\b")
_LABEL = re.compile(
    r"^\s*(?:[-*•>]\s+|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s+|(?:step|part)\s+\d+[.:)]?\s*)+", re.IGNORECASE
)
_STOP = re.compile(r"[.;?!](?=\s|$)")
_SUPPOSED = re.compile(
    r"\b(?:if|suppos\w+|assum\w+|imagine|pretend|would|had|were to"
    r"|instead|unless|not(?!\s*$)|n't|never|no longer|neither"
    r"|nor|without|wrong\w*|mistake\w*|incorrect|false|may|might|could|should|whether|guess\w*|hypothe\w+|prior"
    r"|for example|for instance|e\.g|another|other|otherwise|expect\w*|almost|nearly|rather|than)\b|n't\b|[?\"“”]",
    re.IGNORECASE,
)


class Sentence(NamedTuple):
    """A sentence that asserts something, the columns of its characters, and where in it an assertion may begin."""

    text: str
    columns: list[int]
    starts: tuple[int, ...]

    def found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches that begin where an assertion may begin."""
        yield from (match for start in self.starts if (match := pattern.match(self.text, start)) is not None)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The columns of a part of it."""
        return self.columns[start], self.columns[end - 1] + 1


def sentences(line: str) -> Iterator[Sentence]:
    """The sentences of a line that say that something is so: no questions, suppositions and denials."""
    text, columns = _spelled(line)
    start = 0
    for stop in [*_STOP.finditer(text), None]:
        end = len(text) if stop is None else stop.start()
        while start < end and text[start] == " ":
            start += 1
        asked = stop is not None and stop[0] == "?"
        if end > start and not asked and not _SUPPOSED.search(text[start:end]):
            starts = (0, *(found.end() for found in _START.finditer(text[start:end])))
            yield Sentence(text[start:end], columns[start:end], starts)
        start = end + 1


def _spelled(line: str) -> tuple[str, list[int]]:
    """The line in plain characters."""
    label = _LABEL.match(line)
    first = label.end() if label else 0
    text, columns = line[first:], list(range(first, len(line)))
    for pattern, spelled in _SPELLED:
        text, columns = _replaced(text, columns, pattern, spelled)
    return _replaced(text, columns, _GREEK, None)


def _replaced(
    text: str, columns: list[int], pattern: re.Pattern[str], spelled: str | None
) -> tuple[str, list[int]]:
    """With each match written otherwise, its characters in the columns in which it began."""
    if pattern.search(text) is None:
        return text, columns
    parts: list[str] = []
    places: list[int] = []
    last = 0
    for found in pattern.finditer(text):
        instead = GREEK_COMMANDS[found[1] or found[2]] if spelled is None else found.expand(spelled)
        parts += [text[last : found.start()], instead]
        places += columns[last : found.start()]
        width = found.end() - found.start()
        places += [columns[found.start() + min(k, width - 1)] for k in range(len(instead))]
        last = found.end()
    return "".join([*parts, text[last:]]), [*places, *columns[last:]]
