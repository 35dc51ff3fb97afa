"""What an exercise asks of the reader, from what the problem asks for."""

from __future__ import annotations

from collections.abc import Iterator

from ..expressions import Symbol
from ..notation.plain import plain
from ..problem.model import Problem
from ..words import exercises as words
from ..words import listed

__all__ = ["task"]

LOSSES = ("nll", "cross-entropy", "perplexity")


def task(problem: Problem) -> str:
    """`Derive the maximum likelihood estimate of θ. Give a reason for each line.`"""
    if problem.choices:
        return words.CHOOSE
    asked = list(dict.fromkeys(_asked(problem)))
    return words.DERIVE.format(listed(asked)) if asked else words.SHOW


def _asked(problem: Problem) -> Iterator[str]:
    several = any(len(position.distributions) > 1 for position in problem.predictions)
    for find in problem.find:
        if find.kind == "mle":
            names = [plain(Symbol(name)) for name in problem.parameters] if find.of is None else [plain(find.of)]
            yield (words.ESTIMATE if len(names) == 1 else words.ESTIMATES).format(listed(names))
        elif find.kind in LOSSES and several:
            yield words.OF_EACH.format(words.ASKED[find.kind])
        else:
            yield words.ASKED[find.kind]
