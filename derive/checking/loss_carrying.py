"""What follows from a wrong line about losses: its numbers and names, used rightly."""

from __future__ import annotations

from ..expressions import Expression, Number, Relation, nodes
from ..notation.plain import plain
from .loss_forms import is_name, named_nodes
from .loss_numbers import Rounding
from .loss_values import with_values
from .names import Function, Names

__all__ = ["Carrying"]


class Carrying:
    """Remembers what wrong lines say, and tells whether another uses that."""

    def __init__(self, names: Names, rounding: Rounding) -> None:
        self.names, self.rounding = names, rounding

    def doubt(self, body: Expression) -> None:
        """The numbers of a wrong line, and what it says that a name is."""
        if isinstance(body, Relation):
            shown = (n for n in nodes(body) if isinstance(n, Number) and self.rounding.is_rounded(n))
            self.names.doubtful.update(n.text for n in shown)
            if is_name(body.operands[0]):
                self.names.own[plain(body.operands[0])] = Function(body.operands[1])

    def follows(self, body: Expression) -> bool:
        """Whether a statement that is false uses numbers of a wrong line, and rightly."""
        operands, operators = (body.operands, body.operators) if isinstance(body, Relation) else ((body,), ())
        if operators and is_name(operands[0]):
            operands, operators = operands[1:], operators[1:]
        used = {node for e in operands for node in named_nodes(e) if plain(node) in self.names.own}
        doubtful = any(isinstance(n, Number) and n.text in self.names.doubtful for e in operands for n in nodes(e))
        if not used and not doubtful:
            return False
        values = {node: self.names.own[plain(node)].body for node in used}
        self.rounding.rounded = True
        _, check = self.rounding.links([with_values(e, values) for e in operands], operators)
        return check.holds is True
