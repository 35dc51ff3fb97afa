"""Down the lines of a hand derivation: what each says, whether it follows, what it adds to the names."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..expressions import (
    Chain,
    Expression,
    Hat,
    Indexed,
    Interval,
    Relation,
    Several,
    Symbol,
    free_symbols,
    nodes,
    number_value,
)
from ..words import say
from .answers import Answers
from .asserting import Assertions
from .carrying import as_written, world_after
from .choosing import chosen, with_choice
from .clock import Late
from .contributions import contributions_in
from .definitions import AHEAD, Definitions
from .explaining import Explanation, explain
from .judge import Judge, Last, Outcome
from .loss_explaining import explain_loss
from .loss_judge import LossJudge
from .loss_words import heading, told_at
from .messages import counterexample, unknown_name, unreadable
from .named_means import with_named_means
from .names import Names
from .outcomes import UNTOLD, Slip
from .reading import Line, Piece
from .report import CheckedLine, LineVerdict
from .roles import estimate_told
from .slips import restored, slip_of
from .sources import Said
from .statements import (
    Statement,
    called_parameter,
    spread,
    squares_a_sum,
    statements_of,
    variants_of,
    without_arguments,
)
from .supposing import TRIED, at_value, holds_without_constants, number_of, value_supposed
from .told import (
    ABOUT_ONE,
    EVERYWHERE,
    GOING_ON,
    OTHER_LEVEL,
    announced_as,
    conditions_of,
    is_condition,
    is_elsewhere,
    is_further_condition,
    is_only_tried,
    is_part_of_words,
    is_range,
    is_supposed,
)
from .truth import Truth
from .uniting import parted, united

__all__ = ["AHEAD", "Walk"]

MOST_READINGS = 8
MOST_EARLIER = 12  # statements that a wrong line may have been made from


@dataclass
class Walk(Definitions):
    """Goes down the lines."""

    last: Last = field(default_factory=Last)
    answers: Answers = field(init=False)
    assertions: Assertions = field(init=False)
    broken: bool = False
    world: Truth | None = None
    errors: list[tuple[Outcome, Names]] = field(default_factory=list)  # that the world has not followed yet
    earlier: list[Said] = field(default_factory=list)  # the right statements so far
    slips: list[Slip] = field(default_factory=list)
    heading: str = ""
    at: Line | None = None
    between: str = ""  # the words between two formulas
    supposed: Expression | None = None  # `θ = 1/2`, where a statement of the line has been found to hold there
    aside: Last | None = None  # a definition behind a formula: what a line that goes on may also go on with
    outer: int = 0  # the last line, where it puts the estimate outside of the domain

    def __post_init__(self) -> None:
        self.answers = Answers(self.truth)
        self.assertions = Assertions(self.truth)

    def line(self, line: Line, following: tuple[Line, ...] = ()) -> CheckedLine:
        """The verdict on a line; undecided where its time is over. following: the lines behind it."""
        self.at, self.following = line, following
        self.truth.clock.start()
        names, last = self.names.copy(), Last(**vars(self.last))
        try:
            found = self.in_time(line)
            if found.verdict is LineVerdict.UNREADABLE and self.define_ahead(names):
                self.names, self.last = names, last
                found = self.in_time(line)
            return self.in_words(found)
        except Late:
            return CheckedLine(line.number, line.text, LineVerdict.UNDECIDED, message=say("line-too-long"))

    def in_words(self, line: CheckedLine) -> CheckedLine:
        """The verdict, wrong where a sentence of the line says what is not so; behind a wrong line sentences may
        follow from that one."""
        if line.text.isspace() or self.broken or line.verdict is LineVerdict.WRONG:
            return line
        before = self.earlier[-1].body if self.earlier else None
        found = self.assertions.refuted(line.text, self.renames_parameters, before)
        if found is None:
            return line
        self.broken = True
        return CheckedLine(
            line.line, line.text, LineVerdict.WRONG, line.kind, message=found.message,
            guilty=(found.start, found.end), basis="enclosed",
        )


    def in_time(self, line: Line) -> CheckedLine:
        self.answers.note_words(line.text)
        if not line.pieces:
            self.heading = heading(line.text, self.heading)
            if self.truth.losses is None:
                self.define_told(line.text)
            return CheckedLine(line.number, line.text, LineVerdict.COMMENT)
        self.define_first(line)
        self.supposed = None
        outcomes = []
        pieces = parted(united(line.pieces)) if self.truth.losses is None else line.pieces
        for k, piece in enumerate(pieces):
            aside = is_condition(piece) or is_elsewhere(piece) or is_further_condition(pieces, k)
            if aside or is_supposed(pieces, k) or is_range(piece, self.truth.variables):
                outcomes.append((piece, [Outcome(True, "constraint")]))
            elif is_part_of_words(piece):
                outcomes.append((piece, [Outcome(True, "comment")]))
            else:
                self.between = (pieces[k - 1].after if k else piece.words).strip(" ,")
                outcomes.append((piece, self.piece(line, piece, self.conditions(pieces, k))))
        return self.summed_up(line, outcomes)

    def renames_parameters(self) -> bool:
        """Whether a name of the derivation stands for what depends on the parameters."""
        return Judge(self.truth, self.names, Last()).renames_parameters()

    def chosen(self, line: CheckedLine) -> CheckedLine:
        """The verdict on a line that may name one of several choices."""
        problem, right = self.truth.problem, self.truth.derivation.choice
        label = chosen(line.text, problem) if right is not None and line.verdict is not LineVerdict.WRONG else None
        if label is None or right is None:
            return line
        if label == right:
            self.answers.reached.update(self.answers.asked())
        return with_choice(line, label, right)

    # ---- formulas of a line ----------------------------------------------------------------------------

    def conditions(self, pieces: tuple[Piece, ...], k: int) -> tuple[Expression, ...]:
        """The conditions of a formula; an estimate has none on its parameter: `for θ > 3 negative ⇒ θ̂ = 3`."""
        found = conditions_of(pieces, k)
        tree = pieces[k].readings[0] if found and pieces[k].readings else None
        left = tree.operands[0] if isinstance(tree, Relation) and tree.operators[0] in ("=", "≈") else None
        if isinstance(left, Hat) or (isinstance(left, Symbol) and left.name in self.truth.parameters):
            return tuple(c for c in found if free_symbols(c).isdisjoint(self.truth.parameters))
        return found

    def piece(self, line: Line, piece: Piece, conditions: tuple[Expression, ...]) -> list[Outcome]:
        """The outcomes of the statements of one formula, in its most favourable reading."""
        if not piece.readings:
            self.last = Last(kind=UNTOLD)
            return [Outcome(None, "", problem="unreadable")]
        best: tuple[int, list[Outcome], Names, Last] | None = None
        before, either = self.last, self.beginnings(piece)
        read = [without_arguments(t, line.text, self.truth.parameters) for t in piece.readings[:MOST_READINGS]]
        trees = [variant for tree in read for variant in variants_of(tree, line.text)]
        trees += [own for tree in trees[:1] if (own := called_parameter(tree, line.text, self.truth.parameters))]
        trees.sort(key=squares_a_sum)
        for tree, begun in ((tree, begun) for tree in trees for begun in either):
            names = self.names.copy()
            outcomes, last = self.reading(tree, piece, names, Last(**vars(begun)), conditions)
            rank = sum(2 if o.holds is False else 1 if o.holds is None else 0 for o in outcomes)
            if best is None or rank < best[0]:
                best = (rank, outcomes, names, last)
            if rank == 0:
                break
        assert best is not None
        _, outcomes, self.names, self.last = best
        if (before.operand is not None or before.kind == UNTOLD) and self.is_where(piece):
            self.aside, self.last = self.last, before
        return outcomes

    def beginnings(self, piece: Piece) -> tuple[Last, ...]:
        """What a formula may go on with: the formula before it, or what a name in that was said to be."""
        aside, self.aside = self.aside, None
        return (self.last,) if aside is None or piece.continues is None else (self.last, aside)

    def reading(
        self, tree: Expression, piece: Piece, names: Names, last: Last, conditions: tuple[Expression, ...]
    ) -> tuple[list[Outcome], Last]:
        """The outcomes of the statements of one reading, and what the next formula may go on with."""
        judge = self.judge(piece, names, last)
        judge.conditions = conditions
        judge.everywhere = EVERYWHERE.search(f"{piece.words} | {piece.after}") is not None
        judge.other_level = self.at is not None and OTHER_LEVEL.search(self.at.text) is not None
        judge.about_one = ABOUT_ONE.search(f"{piece.words} | {piece.after}") is not None
        outcomes = []
        goes_on = piece.continues if not conditions or piece.words.strip() != "it" else None
        if goes_on is None and self.is_said_again(tree, judge):
            goes_on = "="
        said = tuple(spread(statements_of(tree, goes_on), self.truth.parameters))
        if self.is_case(said):
            return [Outcome(True, "comment")], last
        for statement in said:
            if isinstance(judge, LossJudge):
                outcome = judge.said(statement, self.broken)
                self.answers.reached |= judge.reached
            else:
                outcome = self.one(judge, statement, piece)
            outcomes.append(outcome)
        if isinstance(tree, Several) and any(o.holds is False for o in outcomes) and self.truth.losses is None:
            belong = contributions_in(tree, self.truth, names)
            pairs = zip(belong, outcomes, strict=False)
            outcomes = [Outcome(True, "identity") if own else o for own, o in pairs] or outcomes
        return outcomes, judge.last

    def is_where(self, piece: Piece) -> bool:
        """`… where S = Σ x_i`: what stands behind a formula and only says what a name in it is."""
        first = self.at is None or piece is self.at.pieces[0]
        tree = piece.readings[0] if piece.readings else None
        named = isinstance(tree, Relation) and tree.operators[0] in ("=", "≈")
        return not first and named and piece.words.rstrip(" (,").split()[-1:] in (["where"], ["with"])

    def is_said_again(self, tree: Expression, judge: Judge) -> bool:
        """`…, which equals n log p + …`: whether words say that an expression is what the function before it is."""
        if GOING_ON.fullmatch(self.between) is None or isinstance(tree, Relation | Chain | Several | Interval):
            return False
        return bool(judge.last.forms) and not judge.last.equation and bool(judge.parameters_in(tree))

    def is_case(self, said: tuple[Statement, ...]) -> bool:
        """`Σ x_i = 0 ⇒ L(p) = (1 − p)ⁿ`: what is said of special samples is not held against others."""
        if len(said) < 2 or said[1].linked not in ("⇒", "→") or self.truth.derivation.setting.columns:
            return False
        body = said[0].body
        names = {*self.truth.variables, "n"}
        held = {n.base if isinstance(n, Indexed) else n.name for n in nodes(body) if isinstance(n, (Indexed, Symbol))}
        return isinstance(body, Relation) and bool(held & self.truth.variables) and held <= names | {"i"}

    def judge(self, piece: Piece, names: Names, last: Last) -> Judge:
        losses = self.truth.losses
        if losses is None or self.at is None:
            return Judge(self.truth, names, last)
        return LossJudge(self.truth, losses, names, last, told_at(self.at, piece, losses, self.heading))

    def one(self, judge: Judge, statement: Statement, piece: Piece) -> Outcome:
        before = judge.last.operand if statement.continued else None
        head = judge.last.head if statement.continued else None
        names, last = (judge.names.copy(), Last(**vars(judge.last))) if self.broken else (judge.names, judge.last)
        reached = frozenset(self.answers.reached & set(self.truth.parameters))
        statement, announced = announced_as(statement, piece.words, self.truth.parameters)
        said, statement = statement, estimate_told(statement, piece.words, piece.after, self.truth)
        outcome = judge.judge(statement, reached)
        renamed = statement is not said and outcome.holds is False and judge.renames_parameters()
        if renamed or (outcome.holds is False and self.is_only_tried(statement, piece)):
            return Outcome(True, "comment")  # the maximum may be that in the name of its own
        if outcome.holds is False and self.holds_at_value(statement, piece):
            return Outcome(True, "number")
        if outcome.holds is False and self.at is not None:
            outcome = self.with_other_mean(outcome, statement, piece, judge, reached)
        own = holds_without_constants(statement, self.truth, judge.names) if outcome.holds is False else None
        if own is not None:
            vars(judge.names).update(vars(own))
            return Outcome(True, "number")
        if self.broken and not outcome.holds:
            outcome = self.carried(outcome, statement, names, last, reached)
        if outcome.holds is False and outcome.kind == "number":
            outcome = outcome._replace(slip=slip_of(statement.body, outcome))
        alone = not isinstance(statement.body, (Interval, Relation)) and not statement.continued
        announced = announced and not (statement.information and outcome.holds is None)
        if alone and outcome.holds is not True and (piece.words or piece.after) and not announced:
            return Outcome(True, "comment")  # a formula that is only mentioned
        if outcome.holds:
            self.earlier.append(Said(outcome.kind, statement.body))
            is_outer = outcome.kind == "estimate" and judge.outer
            self.outer = self.at.number if is_outer and self.at is not None else 0
        elif outcome.follows:  # the answer is the one that a wrong line leads to
            self.outer = 0
        if outcome.holds and not judge.outer:
            for body in (statement.body, *statement.alternatives):
                self.answers.note(body, outcome.kind, judge.names, head if before is not None else None)
        return outcome

    def with_other_mean(
        self, outcome: Outcome, statement: Statement, piece: Piece, judge: Judge, reached: frozenset[str]
    ) -> Outcome:
        """The outcome of a false statement, with its mean as that of what the line speaks of."""
        assert self.at is not None
        for other in with_named_means(statement, self.at, piece, self.truth):
            again = Judge(self.truth, judge.names, Last()).judge(other, reached)
            if again.holds:
                return again
        return outcome

    def is_only_tried(self, statement: Statement, piece: Piece) -> bool:
        """Whether it only says at which value of the parameter something else holds."""
        if self.supposed == statement.body or is_only_tried(statement.body, piece.words, piece.after):
            return True
        pieces = self.at.pieces if self.at is not None else ()
        following = pieces[pieces.index(piece) + 1 :][:1] if piece in pieces and not piece.after else ()
        value = number_of(statement.body) if piece.words.strip(" ,:") in TRIED and following else None
        return value is not None and any(self.is_true_at(Statement(tree), *value) for tree in following[0].readings)

    def holds_at_value(self, statement: Statement, piece: Piece) -> bool:
        """Whether a false statement is true at the value for which its line says it: `ℓ = −1.4 at θ = 1/2`."""
        pieces = self.at.pieces if self.at is not None else ()
        supposed = value_supposed(pieces, pieces.index(piece), self.truth.parameters) if piece in pieces else None
        if supposed is None or statement.continued:
            return False
        if statement.order and number_value(statement.body) is not None:  # held against it as a claim in words
            return True
        if not self.is_true_at(statement, *supposed):
            return False
        self.supposed = Relation((Symbol(supposed[0]), supposed[1]), ("=",))
        return True

    def is_true_at(self, statement: Statement, name: str, value: Expression) -> bool:
        """Whether the statement holds at a value of the parameter."""
        body = at_value(statement.body, name, value)
        if body is None or name not in self.truth.parameters:
            return False
        moved = statement._replace(body=body)
        holds = Judge(self.truth, self.names.copy(), Last()).judge(moved).holds
        return bool(holds) or holds_without_constants(moved, self.truth, self.names) is not None

    def carried(
        self, outcome: Outcome, statement: Statement, names: Names, last: Last, reached: frozenset[str]
    ) -> Outcome:
        """The outcome, and whether the statement follows from the wrong line before it."""
        if self.is_of_slip(outcome, names, reached):
            if outcome.kind != "number":
                self.world = world_after(self.truth, names, outcome)
                self.errors.clear()
            body = statement.body
            if outcome.kind == "number" or outcome.at is (body.operands[-1] if isinstance(body, Relation) else body):
                return outcome._replace(follows=True)
        for error, known in self.errors:
            self.world = world_after(self.world or self.truth, known, error)
        self.errors.clear()
        if self.world is None:
            return outcome._replace(follows=None)
        own = Judge(self.world, names, last, own=True).judge(statement, reached)
        if outcome.holds is None:  # what has no value, as the logarithm of what is negative, may follow, too
            return outcome._replace(holds=False, follows=True) if own.holds else outcome
        return outcome._replace(follows=own.holds)

    def is_of_slip(self, outcome: Outcome, names: Names, reached: frozenset[str]) -> bool:
        """Whether a wrong number explains what is wrong: without it the statement would be true."""
        if outcome.holds is not False or outcome.at is None:
            return False
        link = outcome.at if outcome.against is None else Relation((outcome.against, outcome.at), ("=",))
        variants = (variant for slip in self.slips for variant in restored(link, slip))
        return any(Judge(self.truth, names.copy(), Last()).judge(Statement(v), reached).holds for v in variants)

    # ---- the verdict on a line -------------------------------------------------------------------------

    def summed_up(self, line: Line, found: list[tuple[Piece, list[Outcome]]]) -> CheckedLine:
        """One verdict of all statements of the line."""
        outcomes = [(piece, outcome) for piece, some in found for outcome in some]
        false = [(p, o) for p, o in outcomes if o.holds is False]
        wrong = next((pair for pair in false if not pair[1].follows), false[0] if false else None)
        if wrong is not None:
            return self.wrong(line, *wrong)
        kinds = [o.kind for _, o in outcomes if o.kind and o.kind != "comment"]
        kind = kinds[-1] if kinds else None
        for piece, outcome in outcomes:
            if outcome.problem == "unreadable":
                return CheckedLine(line.number, line.text, LineVerdict.UNREADABLE, kind, message=unreadable(piece))
            if outcome.problem == "unknown" and outcome.fault is not None:
                self.unknown = outcome.fault.name
                message = unknown_name(outcome.fault, piece)
                return CheckedLine(line.number, line.text, LineVerdict.UNREADABLE, kind, message=message)
        if any(o.holds is None for _, o in outcomes):
            return CheckedLine(line.number, line.text, LineVerdict.UNDECIDED, kind)
        if all(o.kind == "comment" for _, o in outcomes):
            return CheckedLine(line.number, line.text, LineVerdict.COMMENT)
        return CheckedLine(line.number, line.text, LineVerdict.CORRECT, kind, basis=_basis(outcomes))

    def wrong(self, line: Line, piece: Piece, outcome: Outcome) -> CheckedLine:
        """A line that is false of the problem: with what refutes it, or carried."""
        self.slips += [] if outcome.slip is None else [outcome.slip]
        if outcome.follows:
            return CheckedLine(line.number, line.text, LineVerdict.CARRIED, outcome.kind, basis="sampled")
        if self.broken and outcome.follows is None:
            return CheckedLine(line.number, line.text, LineVerdict.UNDECIDED, outcome.kind)
        self.broken = True
        self.errors.append((outcome, self.names.copy()))
        as_written(self.truth, self.names, outcome)
        span = outcome.at.span if outcome.at is not None else None
        guilty = (span.start, span.end) if span is not None else (piece.start, piece.end)
        why = self.why(outcome)
        first, second = (*(mistake.id for mistake in why.mistakes), None, None)[:2]
        return CheckedLine(
            line.number, line.text, LineVerdict.WRONG, outcome.kind, first, second,
            counterexample(outcome, self.truth), why.expected, guilty, "enclosed",
        )


    def why(self, outcome: Outcome) -> Explanation:
        """What would explain a wrong line; nothing where its time is over: the verdict stands."""
        losses = self.truth.losses
        try:
            if losses is not None:
                return explain_loss(self.truth, losses, outcome)
            return explain(self.truth, self.names, outcome, tuple(reversed(self.earlier[-MOST_EARLIER:])))
        except Late:
            return Explanation()


def _basis(outcomes: list[tuple[Piece, Outcome]]) -> str:
    """How it is known that a line is right."""
    open_ = {outcome.kind for _, outcome in outcomes if not outcome.proved and outcome.kind != "comment"}
    return "exact" if not open_ else "enclosed" if open_ <= {"number", "estimate"} else "sampled"
