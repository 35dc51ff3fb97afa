"""What has been established so far: lines with what is known of them, names and their values."""

from __future__ import annotations

from .. import records
from ..claims.claim import Claim
from ..domains import Domain
from ..expressions import Apply, Expression, Hat, Relation, Several, Symbol, nodes
from ..steps import Setting, value_of
from .names import Name
from .refusal import Refused
from .unfolding import Definitions

__all__ = ["Established", "Record"]


class Established(records.Record):
    """A proved line.

    is_equation: it is a condition on the unknown (`7/θ − 3/(1 − θ) = 0`), not a statement about functions.
    slopes: of which variables its value is a derivative of the function at the beginning; None where that makes no
    sense. sign: −1 where that function was negated. source: the line that it was derived from.
    """

    line: Expression
    claim: Claim | None
    is_equation: bool = False
    slopes: tuple[str, ...] | None = ()
    sign: int = 1
    source: Established | None = None

    @property
    def value(self) -> Expression:
        """What the line says."""
        return value_of(self.line)


class Record:
    """The lines and names of one derivation."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.definitions = Definitions({*setting.domains, *setting.supports, *setting.columns})
        self.lines: list[Established] = []
        self.members: dict[str, Domain] = {}  # of each family, what any one of it may be
        families = setting.families.values()
        self.member_names = frozenset(e.name for family in families for e in family if isinstance(e, Symbol))
        self.values: dict[tuple[str, tuple[Expression, ...]], tuple[Name, Expression]] = {}
        self._latest: dict[Expression, Established] = {}
        self._said: dict[Expression, set[Expression]] = {}  # with what stands at the left: all operands of such lines

    def find(self, line: Expression) -> Established | None:
        """The latest established line that is written so."""
        known = self._latest.get(line)
        if known is not None:
            return known
        if isinstance(line, Several) and line.separator != "or":
            statements = [self.find(statement) for statement in line.statements]
            if None not in statements:
                return Established(line, None, all(s is not None and s.is_equation for s in statements), None)
        return None

    def add(self, established: Established) -> None:
        """Enter a line; of a list of statements that all hold, each one too."""
        self.lines.append(established)
        line = established.line
        self._latest[line] = established
        if isinstance(line, Relation):
            self._said.setdefault(line.operands[0], set()).update(line.operands)

    def over(self, setting: Setting) -> Record:
        """The same lines over another setting, in which no name stands for anything yet."""
        other = Record(setting)
        other.lines, other._latest, other._said = self.lines, self._latest, self._said
        return other

    def name(self, name: Name, written: Expression, value: Expression) -> None:
        """From here on the name stands for the value."""
        if not name.slopes:
            self.values[name.function, name.fixed] = name, value
            self.definitions.define(written, value)

    def is_known(self, name: Name) -> bool:
        """Whether the function of the name stands for something, whatever its arguments."""
        return (name.function, name.fixed) in self.values

    def value_of(self, name: Name) -> Expression | None:
        """What the function of the name stands for. Raises Refused where it was defined for other arguments."""
        known = self.values.get((name.function, name.fixed))
        if known is None:
            return None
        if not known[0].same_arguments(name):
            raise Refused("the arguments at the left do not fit")
        return known[1]

    def is_fresh(self, *names: Expression) -> bool:
        """Whether symbols or functions occur neither in the setting nor in a line so far."""
        letters = set(map(_letter, names))
        places = [*self.setting.given, *self.setting.facts, *(known.line for known in self.lines)]
        return None not in letters and not any(_letter(node) in letters for place in places for node in nodes(place))

    def says(self, name: str, value: Expression) -> bool:
        """Whether a line `name = … = value` or `hat name = … = value` was established, written so; the value may be
        the hat itself, which stands for the rest of its line."""
        return any(value in self._said.get(head, ()) for head in (Symbol(name), Hat(Symbol(name))))


def _letter(e: Expression) -> str | None:
    if isinstance(e, Symbol):
        return e.name
    return e.function if isinstance(e, Apply) else None
