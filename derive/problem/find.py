"""What is asked: `mle`, `mle of exp(-λ)`, `perplexity`."""

from __future__ import annotations

import re

from ..notation.reader import Scope
from .diagnostics import Faults, did_you_mean
from .events import Node, Scalar, Sequence
from .model import Find
from .reading import read_formula

__all__ = ["KINDS", "LOSSES", "read_find"]

LOSSES = ("nll", "cross-entropy", "perplexity", "likelihood", "log-likelihood")
KINDS = ("mle", "likelihood", "log-likelihood", "score", "fisher-information", "standard-error",
         "confidence-interval", "nll", "cross-entropy", "perplexity")

_OF = re.compile(r"\s*mle\s+of\s+")


def read_find(node: Node | None, scope: Scope, predictions: bool, faults: Faults) -> tuple[Find, ...]:
    """All that is asked, in the order of the file; with nothing said the estimates, or of predictions the loss."""
    if node is None:
        return (Find("nll" if predictions else "mle"),)
    items = node.items if isinstance(node, Sequence) else (node,)
    found: list[Find] = []
    for item in items:
        if not isinstance(item, Scalar):
            continue
        one = _read_one(item, scope, predictions, faults)
        if one is not None and one in found:
            faults.add(item, f'"{item.text.strip()}" is asked twice')
        elif one is not None:
            found.append(one)
    return tuple(found)


def _read_one(item: Scalar, scope: Scope, predictions: bool, faults: Faults) -> Find | None:
    text = item.text.strip()
    of = _OF.match(item.text)
    if predictions and (of or (text in KINDS and text not in LOSSES)):
        faults.add(item, f'"{text}" is not asked of predictions: ask {", ".join(LOSSES[:3])}')
        return None
    if of:
        expression = read_formula(item, scope, faults, item.text[of.end():], of.end())
        return None if expression is None else Find("mle", expression)
    if text in KINDS:
        return Find(text)
    hint = did_you_mean(text, KINDS) or f": it can be {', '.join(KINDS)}"
    faults.add(item, f'cannot find "{text}"{hint}')
    return None
