"""Next-token problems: distributions over tokens, one or several by name, and the token that came."""

from __future__ import annotations

from fractions import Fraction

from .diagnostics import Faults, did_you_mean
from .events import Mapping, Node, Scalar, Sequence
from .model import Prediction
from .numbers import NotANumber, fraction, number_text

__all__ = ["read_predictions"]

Distribution = dict[str, Fraction]


def read_predictions(node: Node, target: Node | None, faults: Faults) -> tuple[Prediction, ...]:
    """The positions of the text, one for each target; a single position where neither is a list."""
    positions = node.items if isinstance(node, Sequence) else (node,)
    targets = _targets(target, faults)
    if target is None:
        faults.add(node, "predictions need the token that came: target: …")
    elif isinstance(node, Sequence) != isinstance(target, Sequence):
        faults.add(target, "predictions and target are both lists, one entry a position of the text, or neither is")
        return ()
    elif len(targets) != len(positions):
        faults.add(target, f"target has {len(targets)} tokens where there are {len(positions)} predictions")
        return ()
    read = [_position(position, faults) for position in positions if isinstance(position, Mapping)]
    _same_names(read, positions, faults)
    found = []
    for distributions, token in zip(read, targets, strict=False):
        for name, distribution in distributions.items():
            _has_target(token, name, distribution, faults)
        found.append(Prediction(distributions, token.text))
    return tuple(found)


def _has_target(token: Scalar, name: str, distribution: Distribution, faults: Faults) -> None:
    """The probability of the token is given: by itself, or as 0 where the others add up to one."""
    if distribution and token.text not in distribution and sum(distribution.values()) < 1:
        hint = did_you_mean(token.text, distribution) or f": it holds {', '.join(distribution)}"
        where = f'the distribution "{name}"' if name else "the distribution"
        faults.add(token, f'the target "{token.text}" is not in {where}{hint}')


def _targets(node: Node | None, faults: Faults) -> list[Scalar]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return [item for item in items if isinstance(item, Scalar)]


def _position(node: Mapping, faults: Faults) -> dict[str, Distribution]:
    """Distributions by name; a single unnamed one is called ""."""
    named = [(key, value) for key, value in node.entries if isinstance(value, Mapping)]
    bare = [key for key, value in node.entries if isinstance(value, Scalar)]
    if named and bare:
        faults.add(bare[0], f'"{bare[0].text}" is a probability beside named distributions: write one or the other')
        return {}
    if bare:
        return {"": _distribution(node, node, faults)}
    return {key.text: _distribution(value, key, faults) for key, value in named}


def _distribution(node: Mapping, place: Scalar | Mapping, faults: Faults) -> Distribution:
    """Probabilities from 0 to 1 that add up to at most 1."""
    found: Distribution = {}
    for token, value in node.entries:
        probability = _probability(value, faults)
        if probability is not None:
            found[token.text] = probability
    total = sum(found.values())
    if total > 1:
        said = number_text(Fraction(total))
        faults.add(place, f"the probabilities add up to {said}: their sum should be at most 1")
    return found


def _probability(node: Node, faults: Faults) -> Fraction | None:
    if not isinstance(node, Scalar):
        return None
    try:
        value = fraction(node.text)
    except NotANumber as error:
        faults.add(node, str(error))
        return None
    if not 0 <= value <= 1:
        faults.add(node, f"{node.text} is no probability: it should lie between 0 and 1")
        return None
    return value


def _same_names(read: list[dict[str, Distribution]], positions: tuple[Node, ...], faults: Faults) -> None:
    for distributions, node in zip(read, positions, strict=False):
        if distributions and read[0] and distributions.keys() != read[0].keys():
            faults.add(node, "each position should have the same distributions: "
                       + ", ".join(name or "one without a name" for name in read[0]))
