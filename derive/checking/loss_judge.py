"""Statements about losses, all in numbers: is it true, and is it what it is said to be?

Each link of a statement has to hold. Where a name, or the words in front, say which quantity is meant, it has to be
that one; where nothing says it, a logarithm of a probability that the problem does not give is a wrong one all the
same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product

from ..expressions import (
    Expression,
    Indexed,
    Relation,
    Symbol,
    integer,
    replace,
)
from .announced import NOTHING_TOLD, Announced
from .judge import Judge, Last, Outcome
from .loss_carrying import Carrying
from .loss_claims import Claims
from .loss_forms import at_token, is_name, named_nodes, without_definitions, without_sums
from .loss_names import LossNames
from .loss_numbers import Rounding
from .loss_values import number, with_values
from .losses import Losses, Reading
from .names import Names
from .resolved import Unknown
from .statements import Statement
from .truth import Truth
from .trying import Check, alike

__all__ = ["LossJudge"]

MOST_ASSIGNMENTS = 256
MOST_TOKENS = 50  # for which what is said of each is tried
OPERATORS = ("=", "≈", "<", ">", "≤", "≥", "≠")
KINDS = {"nll": "negative-log-likelihood", "cross-entropy": "negative-log-likelihood", "perplexity": "number",
         "likelihood": "likelihood", "log-likelihood": "log-likelihood", "probability": "likelihood"}

Assignment = Mapping[Expression, Reading]


class LossJudge(Judge):
    """Judges statements about predictions. told: what the words around the formula announce. reached: the rows of
    the answer that the statement gives."""

    def __init__(self, truth: Truth, losses: Losses, names: Names, last: Last, told: Announced) -> None:
        super().__init__(truth, names, last)
        self.losses, self.told = losses, told
        self.naming = LossNames(losses, names)
        self.rounding = Rounding(losses, names, truth.exact_decimals)
        self.claims = Claims(losses, self.rounding)
        self.reached: set[str] = set()

    def said(self, statement: Statement, broken: bool) -> Outcome:
        """The outcome of a statement; after a wrong line, what follows from there is carried."""
        outcome = self.judge(statement)
        if outcome.holds is not False:
            return outcome
        self.reached = set()
        carrying = Carrying(self.names, self.rounding)
        follows = broken and carrying.follows(statement.body)
        carrying.doubt(statement.body)
        return outcome._replace(follows=follows) if broken else outcome

    def judge(self, statement: Statement, reached: frozenset[str] = frozenset()) -> Outcome:
        """The outcome of a statement: exact decimals first, then as rounded ones."""
        self.reached, self.rounding.rounded = set(), False
        last = self.last
        outcome = self.attempt(statement)
        if outcome.holds:
            return outcome
        self.last, self.rounding.rounded = last, True
        return self.attempt(statement)

    def statement(self, body: Expression, continued: str | None) -> Outcome:
        if isinstance(body, Relation):
            operands, operators = body.operands, body.operators
        else:
            operands, operators = (body,), ()
        operands, operators = without_definitions(operands, operators)
        operands = tuple(without_sums(e, self.losses.count) for e in operands)
        each = [tuple(self.at_token(e, k + 1) for e in operands) for k in range(min(self.losses.count, MOST_TOKENS))]
        if each[0] != operands:
            return self.of_each(each, operators)
        if any(operator not in OPERATORS for operator in operators):
            return Outcome(True, "identity")
        if continued and self.last.operand is not None:
            return self.linked((self.last.operand, *operands), (continued, *operators), NOTHING_TOLD)
        if not operators:
            return self.mentioned(operands[0])
        return self.related(operands, operators)

    def at_token(self, e: Expression, number: int) -> Expression:
        """What is said of any token, or of any observation, for one of them."""
        for name in self.losses.columns:
            e = replace(e, Symbol(name), Indexed(name, integer(number)))
        return at_token(e, number)

    def of_each(self, each: list[tuple[Expression, ...]], operators: tuple[str, ...]) -> Outcome:
        """`NLL_t = −log p_t`: so for each token."""
        outcome = Outcome(True, "definition")
        for operands in each if operators else ():
            outcome = self.related(operands, operators)
            if not outcome.holds:
                break
        return outcome

    # ---- kinds of statements ---------------------------------------------------------------------------

    def related(self, operands: tuple[Expression, ...], operators: tuple[str, ...]) -> Outcome:
        first = operands[0]
        if is_name(first):
            told = self.told_by(first)
            if not self.naming.kinds(first, told) and operators[0] in ("=", "≈"):
                return self.defined(first, operands, operators, told)
            return self.linked(operands, operators, told._replace(compared=False, supposed=False), first)
        return self.linked(operands, operators, self.told)

    def told_by(self, name: Expression) -> Announced:
        """What the words and the name itself announce."""
        return self.naming.told(name).joined(self.told)

    def mentioned(self, e: Expression) -> Outcome:
        """An expression alone: what the words in front of it say, or nothing at all."""
        self.last = Last(e, "", e)
        if named_nodes(e):
            return Outcome(True, "comment")
        said = self.told.kinds or self.told.total or self.told.mean
        if said and not self.told.compared and not self.told.supposed:
            return self.linked((e,), (), self.told)
        self.rounding.keep([e])
        amount = self.told.amount and not self.told.supposed
        if amount and (self.claims.is_no_amount(e) or (
                not self.told.compared and self.claims.is_of_another(e, self.told))):
            return Outcome(False, "number", Check(False), e)
        if self.told.compared and not self.told.supposed and self.is_no_difference([e], self.told):
            return Outcome(False, "number", Check(False), e)
        if not self.told.compared and not self.told.supposed:
            self.note_reached((e,), self.told)
        return Outcome(True, "number")

    def defined(  # type: ignore[override]
        self, name: Expression, operands: tuple[Expression, ...], operators: tuple[str, ...], told: Announced
    ) -> Outcome:
        """`S = 0.693 + 2.303`: a name of one's own, or a sum or mean that its name does not say of what."""
        self.last = Last(head=name)
        outcome = self.linked(operands[1:], operators[1:], told)
        self.naming.bind(name, self.last.operand if self.last.operand is not None else operands[1], {})
        return outcome._replace(kind="definition" if outcome.holds else outcome.kind)

    # ---- links -----------------------------------------------------------------------------------------

    def linked(
        self, operands: tuple[Expression, ...], operators: tuple[str, ...], told: Announced,
        name: Expression | None = None,
    ) -> Outcome:
        """Each link holds, in one of the readings of the names; and it is what it is said to be."""
        told = self.naming.with_units(told, operands)
        worst: tuple[int, Outcome] | None = None
        for assignment in self.assignments(operands, told, name):
            values = {node: reading.value for node, reading in assignment.items()}
            written = [with_values(e, values) for e in operands]
            reach, outcome = self.in_numbers(operands, written, operators, None if name is None else assignment[name])
            if outcome.holds and set(operators) & {*"<>≤≥"} and self.claims.compares_strangely(written):
                outcome = Outcome(False, "number", Check(False), operands[-1])
            if outcome.holds:
                return self.accepted(operands, written, told, name, assignment)
            if worst is None or reach > worst[0]:
                worst = reach, outcome
        assert worst is not None
        self.last = Last(operands[-1], worst[1].kind, operands[0])
        return worst[1]

    def assignments(
        self, operands: tuple[Expression, ...], told: Announced, name: Expression | None
    ) -> Iterator[Assignment]:
        """The readings of the names, one of each; where there are none, one empty assignment."""
        found = list(dict.fromkeys(node for e in operands for node in named_nodes(e)))
        choices: list[list[Reading]] = []
        for node in found:
            readings = list(self.naming.readings(node, told if node == name else told._replace(
                total=False, mean=False, token=False), node == name))
            if not readings:
                raise Unknown(getattr(node, "name", getattr(node, "function", "")), node.span)
            choices.append(readings)
        for chosen in islice(product(*choices), MOST_ASSIGNMENTS):
            yield dict(zip(found, chosen, strict=True))

    def in_numbers(
        self, operands: tuple[Expression, ...], written: list[Expression], operators: tuple[str, ...],
        claimed: Reading | None,
    ) -> tuple[int, Outcome]:
        """How many links hold, names replaced by values, and why the next does not. claimed: what the first side is a
        name of."""
        kind = "number" if claimed is None else KINDS.get(claimed.kind, "number")
        k, check = self.rounding.links(written, operators)
        if check:
            return k, Outcome(True, kind)
        problem = None if check.holds is False else "undecided"
        return k, Outcome(check.holds, "number" if k else kind, check, operands[k + 1], written[k], problem)

    # ---- what it is said to be -------------------------------------------------------------------------

    def accepted(
        self, operands: tuple[Expression, ...], written: list[Expression], told: Announced, name: Expression | None,
        assignment: Assignment,
    ) -> Outcome:
        """A statement that is true: whether it is also what it announces."""
        kind = "number"
        odd = next((e for e in written if self.losses.tables and self.claims.strange_sum(e) is not None), None)
        if odd is not None:
            return Outcome(False, kind, Check(False), odd)
        if name is not None:
            reading = assignment[name]
            kind = KINDS.get(reading.kind, "number")
            self.naming.bind(name, reading.value, assignment)
        elif not (told.compared or told.supposed):
            outcome = self.announced_as(operands, written, told)
            if outcome is not None:
                return outcome
        elif told.compared and not told.supposed and self.is_no_difference(written, told):
            return Outcome(False, kind, Check(False), operands[0])
        self.last = Last(operands[-1], kind, operands[0])
        self.names.units = next(iter(told.units), self.names.units)
        self.rounding.keep(written)
        if not (told.compared and name is None):
            self.note_reached(operands, told)
        return Outcome(True, kind)

    def announced_as(
        self, operands: tuple[Expression, ...], written: list[Expression], told: Announced
    ) -> Outcome | None:
        """Why a true statement is wrong all the same; None where it is right."""
        value = self.rounding.number(written[0])
        allowed = list(self.claims.announced(told))
        if value is not None and allowed:
            if any((fact := number(e)) is not None and alike(value, fact) for e in allowed):
                return None
            check = Check(False, None, None, value, number(allowed[0]))
            check = check._replace(left=check.right, right=check.left)
            return Outcome(False, KINDS.get(min(told.kinds, default=""), "number"), check, operands[0], allowed[0])
        for e in written:
            if self.claims.strange(e, told) is not None or self.claims.lacks_minus(e, told):
                due = self.due(told)
                check = Check(False, None, None, None if due is None else number(due), self.rounding.number(e))
                return Outcome(False, "negative-log-likelihood", check, e, due)
        return None

    def is_no_difference(self, sides: list[Expression], told: Announced) -> bool:
        """Whether it is said by how much a loss has changed, and is nothing of that kind."""
        if not told.kinds or not told.kinds <= {"nll", "cross-entropy"} or len(self.losses.names) != 2:
            return False
        if not self.losses.tables or told.units or self.losses.count > 1:
            return False
        values = self.rounding.of_one_quantity(sides)
        facts = [fact for e in self.claims.differences() if (fact := number(e)) is not None]
        found = any(all(alike(value, x) for value in values) for fact in facts for x in (fact, -fact, 100 * fact))
        return bool(values) and not found

    def due(self, told: Announced) -> Expression | None:
        """What was meant where nothing says it: the loss of the only token."""
        of = sorted(told.of or self.losses.names)
        return self.losses.total(of[0]) if self.losses.count == 1 and len(of) == 1 else None

    def note_reached(self, operands: tuple[Expression, ...], told: Announced) -> None:
        """The rows of the answer that the statement gives."""
        self.reached.update(self.claims.reached(self.truth.derivation.quantities, operands, told))
