"""Words that say that what follows is the Fisher information: `minus the expected second derivative is`."""

from __future__ import annotations

import re

from ..notation.words import GREEK

__all__ = ["ONE", "SAMPLE", "information_told"]

SAMPLE, ONE = "", "observation"

_FUNCTION = r"(?: of the (?:log[- ]?likelihood|log[- ]?density)(?: function)?)?"
_SECOND = rf"(?:second derivative|curvature|hessian){_FUNCTION}"
_INFORMATION = (
    r"(?:(?P<total>total |sample )?(?:expected )?fisher(?:'s)? information|(?:expected|total|sample) information"
    rf"|(?:minus|negative of) the (?:expected|mean|average) {_SECOND}|(?:the )?negative expected {_SECOND}"
    rf"|(?:minus|negative of) the (?:expectation|expected value|mean) of the {_SECOND}"
    rf"|(?:expectation|expected value) of (?:minus|the negative of) the {_SECOND}"
    r"|variance of the score(?: function)?)"
)
_NOUN = r"(?:observation|measurement|data point|draw|toss|trial|value)"
_SCOPE = (
    rf"(?P<one>,? (?:of|in|from|per|for|based on|contained in) (?:(?:one|a|an|each|every|any) )?"
    rf"(?:(?:single|individual) )?{_NOUN})"
    r"|(?P<all>,? (?:of|in|from|for|based on|contained in) (?:the|our|this|all) (?:(?:whole|full|entire|n) )?"
    r"(?:sample|data|observations))"
)
_ABOUT = r"(?: (?:about|for|on|at)(?: the| its| our)? (?P<{}>\S{{1,20}}))?"
_ITSELF = frozenset("parameter estimate mle maximum maximiser maximizer".split())  # noqa: SIM905
_TOLD = re.compile(
    rf"\b{_INFORMATION}{_ABOUT.format('first')}(?:{_SCOPE})?{_ABOUT.format('last')}"
    r"(?: therefore| then| thus| hence| now)?(?: is| equals| becomes|:)(?: therefore| then| thus| hence| just)?:?$"
)


def information_told(words: str, parameters: tuple[str, ...]) -> tuple[str, ...]:
    """Of what the formula behind the words is said to be the information: of the sample, of one observation, or,
    where they tell neither, of either; nothing where they say no such thing, or name another quantity than one of
    the parameters."""
    if "information" not in words and "expect" not in words and "variance of the score" not in words:
        return ()
    found = _TOLD.search(words.rstrip())
    if found is None or not all(_is_parameter(found[group], parameters) for group in ("first", "last")):
        return ()
    if found["one"]:
        return (ONE,)
    return (SAMPLE,) if found["all"] or found["total"] else (SAMPLE, ONE)


def _is_parameter(word: str | None, parameters: tuple[str, ...]) -> bool:
    """Whether it is one of the parameters, its estimate, or a noun for these; or nothing is named."""
    bare = (word or "").replace("\u0302", "").removesuffix("_hat").strip("\\$,")
    return not bare or bare in _ITSELF or GREEK.get(bare, bare) in (*parameters, *map(str.lower, parameters))
