"""Names that words give to a parameter: `let v stand for the variance`, `write r for the rate`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..expressions import Hat, Symbol
from ..notation.words import GREEK
from .roles import subject_of
from .truth import Truth

__all__ = ["names_told"]

_NAME = r"(?P<{0}>[A-Za-zα-ωΑ-Ω]|\\[a-z]+)"
_PHRASE = (
    r"(?:the |our |its |this )?(?:(?:unknown|common|true|population|success) )*"
    r"(?P<{0}>probability|chance|proportion|mean|average|variance|standard deviation|rate|scale|shape|location"
    r"|cent(?:re|er))"
    r"(?: parameter)?(?: of (?:an? |the )?(?P<{1}>[A-Za-z]+))?"
)
_WHAT = _PHRASE.format("phrase", "of")
_WHO = rf"\$?{_NAME.format('name')}\$?"
_IS = "(?:be|denotes?|stands? for|represents?|is|for)"
_TOLD = (
    re.compile(rf"\b(?:let|put|with|where|write|call) {_WHO} {_IS} {_WHAT}(?![A-Za-z])", re.IGNORECASE),
    re.compile(
        rf"\b(?:let|put|with|write|writing|us(?:e|ing)) {_WHO} (?:be|denotes?|stands? for|represents?|for|instead of)"
        r" (?:the parameter )?\$?(?P<symbol>\\?[a-z]+|[α-ω])(?P<square>²|\^2|\^\{2\})?\$?(?![A-Za-z\w])",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:denote|call|write) {_WHAT} (?:by |as )?{_WHO}(?![A-Za-z])", re.IGNORECASE),
)
_DATA = frozenset("data sample observations observed values numbers measurements counts n x".split())  # noqa: SIM905
_HINT = re.compile(r"\b(?:let|put|with|where|write|call|denote|writing|use|using)\b", re.IGNORECASE)


def names_told(text: str, truth: Truth) -> Iterator[tuple[str, str]]:
    """The names that a line gives to parameters in words, each with the parameter."""
    if len(truth.problem.laws) != 1 or _HINT.search(text) is None:
        return
    for pattern in _TOLD:
        for found in pattern.finditer(text):
            if "symbol" in found.groupdict():
                name = GREEK.get(found["symbol"].removeprefix("\\"), found["symbol"])
                name += "²" if found["square"] else ""
                if name in truth.parameters:
                    yield found["name"], name
                continue
            if found["of"] is not None and not _is_success(found["of"], found["phrase"], truth):
                continue
            subject = subject_of(found["phrase"].lower().split(), truth)
            if isinstance(subject, Hat) and isinstance(subject.of, Symbol):
                yield found["name"], subject.of.name


def _is_success(word: str, phrase: str, truth: Truth) -> bool:
    """Whether a probability of that is the one of the law, of the first of two outcomes; a mean is none of data."""
    if phrase.lower() not in ("probability", "chance", "proportion"):
        return word.lower() not in _DATA
    labels = [label.lower() for label in truth.problem.labels]
    return word.lower() in ("success", "successes", *labels[:1], *(label.removesuffix("s") for label in labels[:1]))
