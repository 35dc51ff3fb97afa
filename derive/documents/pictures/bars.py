"""Next-token problems: the predicted probabilities as bars, the token that came marked."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ...expressions import Text
from ...notation.plain import plain
from ...problem.model import Prediction, Problem
from ...words import pictures as words
from ..phrases import Phrase, rounded
from .plot import Axis, Bar, Note, Panel, Place, Plot, Shape
from .ranges import axis, short

__all__ = ["bars"]

MOST = 12
"""Bars of one chart that can still be told apart."""


def bars(problem: Problem) -> Plot | None:
    """A panel for each distribution of the one position; None for several positions, or too many tokens."""
    if len(problem.predictions) != 1:
        return None
    (prediction,) = problem.predictions
    tokens = _tokens(prediction)
    if len(tokens) > MOST or not 1 <= len(prediction.distributions) <= 3:
        return None
    given = prediction.distributions.items()
    panels = tuple(_panel(name, chances, tokens, prediction.target) for name, chances in given)
    return Plot(words.PREDICTIONS, _alt(prediction, tokens), panels)


def _tokens(prediction: Prediction) -> list[str]:
    """In the order in which they are first given; the target, too, where nobody predicted it."""
    named = [token for chances in prediction.distributions.values() for token in chances]
    return list(dict.fromkeys([*named, prediction.target]))


def _panel(name: str, chances: Mapping[str, Fraction], tokens: list[str], target: str) -> Panel:
    shapes: list[Shape] = []
    for k, token in enumerate(tokens):
        height = float(chances.get(token, 0))
        shapes.append(Bar(k, 0.62, height, marked=token == target))
        if token in chances:
            shapes.append(Note(k, height, (rounded(height, 3),), Place.ABOVE))
    label: Phrase = (name,) if name else ("P",)
    across = Axis(-0.6, len(tokens) - 0.4, (), tuple((k, (token,)) for k, token in enumerate(tokens)))
    return Panel(across, axis(0, 1, label, 2), tuple(shapes))


def _alt(prediction: Prediction, tokens: list[str]) -> str:
    said = []
    for name, chances in prediction.distributions.items():
        listed = ", ".join(f"{token} {short(float(chances[token]))}" for token in tokens if token in chances)
        said.append(f"{name}: {listed}" if name else listed)
    return words.sentence(words.PREDICTIONS, *said, words.came(plain(Text(prediction.target))))
