"""Possible answers and expected ones: read here, confirmed by the derivation."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf

from ..expressions import Expression, Symbol, Text, walk
from ..notation.plain import plain
from ..notation.reader import ReadError, Scope, read_statement
from .diagnostics import Faults, did_you_mean
from .events import Mapping, Node, Scalar
from .find import KINDS
from .model import Choice, Find, Prediction
from .reading import read_formula

__all__ = ["Asked", "read_answer", "read_choices", "read_expected"]


def read_choices(node: Node | None, scope: Scope, faults: Faults) -> tuple[Choice, ...]:
    """The choices in order; what is no mathematics is text."""
    if not isinstance(node, Mapping):
        return ()
    return tuple(_choice(label.text, value, scope) for label, value in node.entries if isinstance(value, Scalar))


def _choice(label: str, node: Scalar, scope: Scope) -> Choice:
    if isinstance(node.value, Expression):
        return Choice(label, node.text, node.value)
    try:
        expression = read_statement(node.text, scope)
    except ReadError:
        return Choice(label, node.text, None)
    words = any(isinstance(part, Text) for part in walk(expression))
    return Choice(label, node.text, None if words else expression)


def read_answer(node: Node | None, choices: tuple[Choice, ...], has_choices: bool, faults: Faults) -> str | None:
    """The label of the right choice; it is one of the choices."""
    if not isinstance(node, Scalar):
        return None
    label = node.text.strip()
    labels = [choice.label for choice in choices]
    if not has_choices:
        faults.add(node, "an answer without choices: of an open question, write expected")
    elif labels and label not in labels:
        faults.add(node, f'answer "{label}" is not among the choices {", ".join(labels)}')
    return label


class Asked:
    """The names that an expected answer may go by: parameters, what is asked, distributions."""

    def __init__(
        self, parameters: MappingOf[str, object], find: tuple[Find, ...], predictions: tuple[Prediction, ...]
    ) -> None:
        self.parameters = parameters
        self.kinds = [f.kind for f in find if f.kind != "mle"]
        self.expressions = {f.of: plain(f.of) for f in find if f.of is not None}
        self.distributions = [name for name in (predictions[0].distributions if predictions else ()) if name]

    def only(self) -> str | None:
        """The one thing that is asked, if it is one."""
        things = [*self.kinds, *self.expressions.values()] or list(self.parameters)
        return things[0] if len(things) == 1 and len(self.distributions) < 2 else None

    def named(self, text: str) -> str | None:
        """The name by which the solver knows it: `before` is `nll of before` where only that is asked."""
        if text in KINDS and text in self.kinds:
            return text
        if text in self.distributions and len(self.kinds) == 1:
            return f"{self.kinds[0]} of {text}"
        kind, _, name = text.partition(" of ")
        if kind in self.kinds and name in self.distributions:
            return text
        return None

    def names(self) -> list[str]:
        """All of them, for a suggestion."""
        return [*self.parameters, *self.kinds, *self.distributions, *self.expressions.values()]


def read_expected(
    node: Node | None, asked: Asked, scope: Scope, faults: Faults
) -> dict[str, tuple[Expression, Scalar]]:
    """The expected answers by name, each with its place."""
    if isinstance(node, Scalar):
        return _read_only(node, asked, scope, faults)
    found: dict[str, tuple[Expression, Scalar]] = {}
    for key, value in node.entries if isinstance(node, Mapping) else ():
        name = _name(key, asked, scope, faults)
        if not isinstance(value, Scalar):
            continue
        expression = read_formula(value, scope, faults)
        if name in found:
            faults.add(key, f"{name} is expected twice")
        elif name is not None and expression is not None:
            found[name] = (expression, value)
    return found


def _read_only(node: Scalar, asked: Asked, scope: Scope, faults: Faults) -> dict[str, tuple[Expression, Scalar]]:
    name = asked.only()
    if name is None:
        faults.add(node, f"several answers are expected: write a mapping with {', '.join(asked.names())}")
        return {}
    expression = read_formula(node, scope, faults)
    return {} if expression is None else {name: (expression, node)}


def _name(key: Scalar, asked: Asked, scope: Scope, faults: Faults) -> str | None:
    text = " ".join(key.text.split())
    name = asked.named(text)
    if name is not None:
        return name
    said = key._replace(text=text.removeprefix("mle of "))
    quiet = Faults(faults.source)
    expression = read_formula(said, scope, quiet)
    if isinstance(expression, Symbol) and expression.name in asked.parameters:
        return expression.name
    if expression is not None and expression in asked.expressions:
        return asked.expressions[expression]
    hint = did_you_mean(text, asked.names()) or f": it can be {', '.join(asked.names())}"
    faults.add(key, f'"{text}" is not asked for{hint}')
    return None
