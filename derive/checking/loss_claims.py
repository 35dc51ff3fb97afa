"""What true statements in numbers may be said to be, and what is wrong though nothing says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from ..expressions import (
    Add,
    Call,
    Divide,
    Expression,
    Multiply,
    Negate,
    Number,
    map_children,
    number_value,
    rational,
)
from ..steps import Quantity
from .announced import Announced
from .decimals import about, is_decimal
from .loss_forms import named_nodes
from .loss_numbers import LOGS, Rounding, unsigned
from .loss_values import Value, number
from .losses import Losses
from .trying import alike

__all__ = ["Claims"]



class Claims:
    """Holds values against what the words announce and against the probabilities of the problem."""

    def __init__(self, losses: Losses, rounding: Rounding) -> None:
        self.losses, self.rounding = losses, rounding

    def announced(self, told: Announced) -> Iterator[Expression]:
        """What the words allow; nothing where they do not say what comes."""
        if told.kinds == {"probability"} and (told.mean or told.total):
            return
        for kind in sorted(told.kinds):
            for lone in (True, False) if told.token or "nll" not in self.losses.asked else (True,):
                yield from (reading.value for reading in self.losses.readings(kind, told, lone))
            if kind in ("nll", "log-likelihood") and not (told.total or told.mean):
                single = told._replace(token=True)
                yield from (reading.value for reading in self.losses.readings(kind, single))
        if not told.kinds and (told.mean or told.total) and not told.token:
            yield from self.losses.facts
            yield from (Negate(fact) for fact in self.losses.facts)

    def differences(self) -> Iterator[Expression]:
        """What may be said of two predictions that are compared: by how much, or by which factor, a loss has changed;
        the losses themselves, too."""
        for kind, told in ((k, Announced(mean=mean)) for k in ("nll", "perplexity") for mean in (False, True)):
            found = [r.value for of in self.losses.names for r in self.losses.readings(
                kind, told._replace(of=frozenset((of,))))]
            yield from found
            for a, b in permutations(found, 2):
                yield from (Add((a, Negate(b))), Divide(a, b), Divide(Add((a, Negate(b))), b))

    def strange(self, e: Expression, told: Announced) -> Expression | None:
        """The logarithm of a probability, or a factor, that is none of the problem's."""
        chances = self.losses.chances_of(told.of or self.losses.names)
        if not self.losses.tables:
            return None  # under a model, factors and terms are parts of densities
        for node in _in_force(e):
            if isinstance(node, Multiply) and _is_weighted(node):
                return node
            if isinstance(node, Call) and node.function in LOGS:
                value = self.chance(node.arguments[0])
                if value is not None and 0 < value < 1 and not any(alike(value, p) for p in chances):
                    return node
        if told.inverted and isinstance(e, Divide) and not self.is_chance(e.denominator):
            return e if number_value(e.numerator) == 1 else None
        return self.strange_sum(e) or self.strange_factor(e)

    def compares_strangely(self, operands: list[Expression]) -> bool:
        """`0.258 < 1.204`: one of them is a loss, and the other is not."""
        if not all(isinstance(e, Number) and is_decimal(e) and len(e.text.strip("0.")) > 2 for e in operands):
            return False
        shown = [about(e) for e in operands if isinstance(e, Number)]
        known = [any(alike(ball, fact) for fact in self.losses.amounts) for ball in shown]
        return any(known) and not all(known)

    def chance(self, e: Expression) -> Value | None:
        """The value of what is said to be a probability; of a lone number of one digit exactly."""
        if isinstance(e, Number) and len(e.text.strip("0.")) < 2:
            return number(e)
        return self.rounding.number(e)

    def is_no_amount(self, e: Expression) -> bool:
        """A decimal that is no loss, no sum or mean of losses, no probability."""
        if not isinstance(e, Number) or not is_decimal(e) or len(e.text.strip("0.")) < 3 or not self.losses.tables:
            return False
        value = self.rounding.loosely(e)
        tables = (table for of in self.losses.names for table in self.losses.tables[of])
        others = (number(Negate(Call("log", (rational(p),)))) for table in tables for p in table.values() if p)
        facts = (*self.losses.amounts, *(loss for loss in others if loss is not None))
        return value is not None and not any(alike(value, fact) for fact in facts)

    def is_of_another(self, e: Expression, told: Announced) -> bool:
        """`before: 0.288`: a decimal that is a loss of another prediction than the one that is named."""
        if len(told.of) != 1 or not isinstance(e, Number) or not is_decimal(e) or len(e.text.strip("0.")) < 3:
            return False
        value = self.rounding.loosely(e)
        if value is None or any(alike(value, fact) for fact in self.losses.only(*told.of).amounts):
            return False
        others = (of for of in self.losses.names if of not in told.of)
        return any(alike(value, fact) for of in others for fact in self.losses.only(of).amounts)

    def lacks_minus(self, e: Expression, told: Announced) -> bool:
        """`before: log 0.3 = −1.204` as the whole answer to what the loss was before."""
        if not told.answers or not self.losses.asked <= {"nll", "cross-entropy"} or self.losses.count > 1:
            return False
        value = self.rounding.number(e)
        return value is not None and bool(value < 0)

    def strange_factor(self, e: Expression) -> Expression | None:
        """A product of probabilities of which one is none of the problem's."""
        if not isinstance(e, Multiply) or not all(isinstance(f, Number) and 0 < f.value < 1 for f in e.factors):
            return None
        return next((f for f in e.factors if not self.is_chance(f)), None)

    def is_chance(self, e: Expression) -> bool:
        value = self.chance(e)
        return value is None or any(alike(value, p) for p in self.losses.known_chances)

    def strange_sum(self, e: Expression) -> Expression | None:
        """The sum of all losses divided by another number than that of the tokens; a loss that was copied wrong."""
        count = self.losses.count
        if isinstance(e, Divide) and count > 1:
            divisor, top = number_value(e.denominator), self.rounding.number(e.numerator)
            if isinstance(divisor, int) and divisor not in (1, count) and top is not None and self.is_total(top):
                return e
        inner = e.numerator if isinstance(e, Divide) else e
        terms = inner.terms if isinstance(inner, Add) else ()
        if len(terms) != count or not all(isinstance(unsigned(t), Number) for t in terms):
            return None
        odd = [t for t in terms if not self.is_loss(t)]
        return odd[0] if 0 < len(odd) <= count // 2 else None

    def is_total(self, value: Value) -> bool:
        return any((t := number(self.losses.total(of))) is not None and alike(t, value) for of in self.losses.names)

    def is_loss(self, e: Expression) -> bool:
        """The loss of a token, in any unit, or its probability or the inverse of that."""
        shown = unsigned(e)
        assert isinstance(shown, Number)
        value = about(shown) if is_decimal(shown) else number(shown)
        return value is None or any(alike(value, fact) for fact in self.losses.single_facts)

    # ---- what is reached -------------------------------------------------------------------------------

    def reached(
        self, rows: tuple[Quantity, ...], operands: tuple[Expression, ...], told: Announced
    ) -> Iterator[str]:
        """The rows of the answer that a side without names gives."""
        for row in rows:
            true = None if row.exact is None or (row.of and told.of and row.of not in told.of) else number(row.exact)
            for e in operands:
                value = None if true is None or named_nodes(e) else self.rounding.loosely(e)
                if true is not None and value is not None and alike(value, true):
                    yield f"{row.name} of {row.of}" if row.of else row.name


def _is_weighted(e: Multiply) -> bool:
    """`0.3 log 0.3`: a term of an entropy, no loss."""
    numbers = {f.value for f in e.factors if isinstance(f, Number) and 0 < f.value < 1}
    logs = (f.arguments[0] for f in e.factors if isinstance(f, Call) and f.function in LOGS)
    return any(isinstance(of, Number) and of.value in numbers for of in logs)


def _in_force(e: Expression) -> Iterator[Expression]:
    """All nodes but those that are multiplied by nought."""
    if isinstance(e, Multiply) and any(number_value(f) == 0 for f in e.factors):
        return
    yield e
    for child in _children(e):
        yield from _in_force(child)


def _children(e: Expression) -> list[Expression]:
    found: list[Expression] = []

    def gather(child: Expression) -> Expression:
        found.append(child)
        return child

    map_children(gather, e)
    return found
