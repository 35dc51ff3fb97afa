"""Estimates that are told in words: `the maximum likelihood estimate of θ is 7/10` is θ̂ = 7/10."""

from __future__ import annotations

import re

from ...expressions import Apply, Chain, Expression, Hat, Indexed, Relation, Several, Symbol, free_symbols

__all__ = ["as_estimate", "estimated"]

_ESTIMATE = re.compile(
    r"\b(?:mle|estimate|estimator)\b(?:\s+(?:of|for)\s+(?:(?:the|parameter|mean|rate|scale|shape|probability)\s+)*(?P<of>\S+?))?"
    r"(?:\s+of\s+[a-z ]+?)?\s*(?:\b(?:is|equals|becomes)|:|=)?"
    r"(?:\s+(?:then|thus|therefore|hence|just|simply|approximately|about|indeed|a|an|the|so|now))*:?$"
)
_COMPOSED = frozenset("()/^*+-−²")
_OTHERWISE = re.compile(
    r"\b(?:unbiased|biased|initial|first|starting|rough|moments?|error|variance|bias|interval|information|bayes\w*|prior"
    r"|if|not|squares)\b"
)


_IS = re.compile(r"\b(?:is|equals|becomes)(?: (?:then|therefore|thus|just|simply|about|approximately))*$")


def _is_value(tree: Relation, name: str) -> bool:
    """`the MLE is 1/(2 log 2) ≈ 0.72`: a value, written in several ways."""
    named = isinstance(tree.operands[0], Symbol | Hat | Apply | Indexed)
    return not named and set(tree.operators) <= {"=", "≈"} and name not in free_symbols(tree)


def estimated(words: str, names: frozenset[str]) -> str | None:
    """The name whose estimate the words announce; where they say none, the only one that there is."""
    found = _ESTIMATE.search(words)
    if found is None or _OTHERWISE.search(words):
        return None
    if found["of"] in names:
        return found["of"]
    if found["of"] and not _COMPOSED.isdisjoint(found["of"]):  # `the estimate of exp(−λ) is about 0.1`
        return None
    return next(iter(names)) if len(names) == 1 else None


def as_estimate(tree: Expression, name: str, words: str) -> Expression:
    """The value as the estimate of the name."""
    if isinstance(tree, Relation) and _IS.search(words) and _is_value(tree, name):
        return Relation((Hat(Symbol(name)), *tree.operands), ("=", *tree.operators), span=tree.span)
    if isinstance(tree, Relation | Chain | Several | Hat):
        return tree
    return Relation((Hat(Symbol(name)), tree), ("=",), span=tree.span)
