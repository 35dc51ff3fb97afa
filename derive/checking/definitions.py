"""What the lines of a hand derivation say that names stand for, before they are judged: `… where k = Σ x_i`."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..expressions import TWO, Add, Call, Expression, Power, Relation, Symbol
from .information import quantity_of
from .judge import Judge, Last
from .names import Names
from .reading import Line
from .statements import squares_a_sum, statements_of
from .told_names import names_told
from .truth import Truth

__all__ = ["AHEAD", "Definitions"]

AHEAD = 2  # lines in which a name may be defined that is used already


@dataclass
class Definitions:
    """The names of a derivation. following: the lines behind the one that is judged. unknown: the last name that
    nothing had said what it is."""

    truth: Truth
    names: Names = field(default_factory=Names)
    following: tuple[Line, ...] = ()
    unknown: str = ""

    def define_first(self, line: Line) -> None:
        """A name that is defined at the end of a line holds for the whole line: `… where k = Σ x_i`; and one that
        words give to a parameter."""
        if self.truth.losses is None:
            self.define_told(line.text)
        for k, piece in enumerate(line.pieces if self.truth.losses is None else ()):
            for tree in sorted(piece.readings, key=squares_a_sum)[:1]:
                for statement in statements_of(tree):
                    self.define(statement.body)
                    if k and piece.words.split()[-1:] in (["where"], ["with"]):
                        Judge(self.truth, self.names, Last()).note_function(statement.body)

    def define_ahead(self, names: Names) -> bool:
        """Whether the next lines say what the name stands for that nothing has said: `−S/8 + const`, then `S = …`."""
        now, self.names = self.names, names
        for line in self.following:
            bodies = [s.body for piece in line.pieces for tree in piece.readings[:1] for s in statements_of(tree)]
            for body in bodies:
                left = body.operands[0] if isinstance(body, Relation) else None
                base = left.base if isinstance(left, Power) else left
                if isinstance(base, Symbol) and base.name == self.unknown:
                    self.define(body)
        self.names = now
        return self.unknown in names.symbols

    def define_told(self, text: str) -> None:
        """`Let v be the variance`."""
        for name, parameter in names_told(text, self.truth):
            if Judge(self.truth, self.names, Last()).is_new(name):
                self.names.symbols[name] = Symbol(parameter)

    def define(self, body: Expression) -> None:
        """A definition, where the statement is one."""
        subject = body.operands[0] if isinstance(body, Relation) and body.operators[0] in ("=", "≈") else None
        judge = Judge(self.truth, self.names, Last())
        if isinstance(body, Relation) and subject is not None:
            judge.note_cell(subject, body.operands[1])
        if not isinstance(subject, Symbol | Power):
            return
        if isinstance(body, Relation) and isinstance(body.operands[1], Add):
            judge.with_constants(body.operands[1])
        if isinstance(body, Relation) and isinstance(subject, Symbol) and judge.is_new(subject.name):
            if quantity_of(subject, self.truth) is not None:  # a claim
                return
            judge.define(subject.name, body.operands[1])
        elif isinstance(body, Relation) and isinstance(subject, Power) and subject.exponent == TWO:  # s² = …
            base = subject.base
            if isinstance(base, Symbol) and judge.is_new(base.name):
                judge.define(base.name, Call("sqrt", (body.operands[1],)))
