"""The names of a hand derivation as they come up: definitions, other names of parameters, constants, multipliers."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from ..expressions import (
    Add,
    Apply,
    Call,
    Derivative,
    Divide,
    Expression,
    Hat,
    Indexed,
    Multiply,
    Negate,
    Product,
    Relation,
    Summation,
    Symbol,
    Text,
    children,
    free_symbols,
    integer,
    kinds,
    map_children,
    nodes,
    numbers_in,
)
from .decimals import is_decimal
from .matching import Forms
from .names import CONSTANTS, Names, role_of
from .outcomes import Last
from .resolved import Resolved
from .resolving import resolve
from .truth import Truth
from .trying import Trial

__all__ = ["Naming"]

LETTERS = ("P", "p", "J", "U", "H")


class Naming:
    """Keeps the names of a derivation while its statements are judged. own: functions as they were written down."""

    def __init__(self, truth: Truth, names: Names, last: Last, own: bool = False) -> None:
        self.truth, self.names, self.last, self.own = truth, names, last, own
        self.trial = Trial(truth, names)
        self.forms = Forms(self.trial)
        self.rounded = False
        self.outer = False  # whether an equation was let pass that holds outside of the domain only
        self.conditions: tuple[Expression, ...] = ()
        self.everywhere = False
        self.settled: frozenset[str] = frozenset()  # the parameters that have an estimate
        self.information_told: tuple[str, ...] = ()  # whose information words in front say that it is
        self.order_told = 0  # of the derivative that words in front of the statement announce
        self.scaled_told = False  # whether it may be a positive multiple of that
        self.other_level = False  # whether they name another level of confidence than is asked
        self.about_one = False  # whether the words around say that it is about one observation

    def resolve(self, e: Expression) -> Resolved:
        return resolve(e, self.truth, self.names, self.own, self.rounded)

    @cached_property
    def quantities(self) -> frozenset[str]:
        """The names of the problem itself: `p` is a parameter where it is declared, not a probability."""
        problem = self.truth.problem
        return frozenset((*problem.parameters, *problem.known, *self.truth.variables, *self.names.symbols))

    def letter(self, e: Expression) -> str:
        """A letter that usually is a function, without its argument; empty for anything else."""
        name = e.name if isinstance(e, Symbol) else e.function if isinstance(e, Apply) and not e.arguments else ""
        return name if name in LETTERS and not (isinstance(e, Apply) and e.primes) else ""

    def names_quantity(self, name: str, second: Expression) -> bool:
        """`P = Π x_i`: a letter that is set equal to what is free of the parameters."""
        if name in self.quantities or self.truth.log_likelihood is None or name in self.names.own:
            return False
        return self.forms.free(self.resolve(second).expression) and bool(free_symbols(second) or nodes(second)[1:])

    def is_own(self, e: Expression) -> bool:
        """A name that a line has given a meaning of its own."""
        inner = e.of if isinstance(e, Hat) else e
        return isinstance(inner, Symbol) and inner.name in self.names.symbols and inner.name not in self.names.told

    def is_free(self, e: Symbol) -> bool:
        """A name under a hat that is no parameter: of a function of the parameters, `τ̂ = e^{−x̄}`."""
        names = (e.name, f"{e.name}²", e.name.removesuffix("²"))
        if any(name in self.truth.parameters or name in self.names.symbols for name in names):
            return False
        if e.name in self.names.cells:  # r̂ of r = 1 − p − q
            return False
        return e.name not in self.truth.problem.known and e.name not in self.truth.variables

    def is_new(self, name: str) -> bool:
        """Whether a name has no meaning yet."""
        problem = self.truth.problem
        names = self.names
        if name in names.symbols or name in names.multipliers or name in names.constants or name in names.cells:
            return False
        if name in ("n", *self.truth.parameters, *problem.known, *problem.domains) or name in self.truth.variables:
            return False
        if f"{name}²" in problem.domains or (name.endswith("²") and name[:-1] in problem.domains):
            return False
        if name == problem.unit:
            return False
        if name in CONSTANTS:  # also where the worked solution names its own constant so
            return True
        if name in self.truth.named:
            return False
        return role_of(name) == "any" or name.partition("_")[0] == "p"

    def is_new_column(self, e: Indexed) -> bool:
        """`y_i` of a y that is no observation: a transformed one."""
        new = e.base not in self.truth.variables and e.base not in self.names.columns
        return new and isinstance(e.index, Symbol) and not self.truth.constrained and bool(self.truth.variables)

    def note_multipliers(self, operand: Expression) -> None:
        """Undeclared names in a problem with constraints are multipliers."""
        if not self.truth.constrained:
            return
        differentiated = {n.body for n in nodes(operand) if isinstance(n, Derivative)}
        indices = {n.index for n in nodes(operand) if isinstance(n, Indexed)} | {Symbol("i"), Symbol("x")}
        indices |= {Symbol(n.index) for n in nodes(operand) if isinstance(n, (Product, Summation))}
        for node in nodes(operand):
            if isinstance(node, Symbol) and self.is_new(node.name) and node not in differentiated | indices:
                self.names.multipliers.setdefault(node.name, {})

    def note_multipliers_in(self, operands: tuple[Expression, ...]) -> None:
        for operand in operands:
            self.note_multipliers(operand)

    def with_constants(self, operand: Expression) -> Expression:
        """Names such as c that have no meaning yet stand for a constant."""
        if not CONSTANTS.isdisjoint(free_symbols(operand)):
            added = [t for n in nodes(operand) if isinstance(n, (Add, Multiply, Divide)) for t in children(n)]
            for term in added:
                inner = term.operand if isinstance(term, Negate) else term
                if isinstance(inner, Symbol) and inner.name in CONSTANTS and self.is_new(inner.name):
                    self.names.constants.add(inner.name)
        self.note_multipliers(operand)
        if self.truth.problem.partial:
            self.note_observed(operand)
        return operand

    def note_observed(self, operand: Expression) -> None:
        """The end of a sum over the sample, where some are known in ranges, is the number of those with a value."""
        sizes = {column.size for column in self.truth.problem.columns.values()}
        for node in nodes(operand) if len(sizes) == 1 else ():
            end = node.upper if isinstance(node, (Product, Summation)) else None
            if isinstance(end, Symbol) and self.is_new(end.name):
                self.names.symbols[end.name] = integer(next(iter(sizes)))

    def parameters_in(self, body: Expression) -> frozenset[str]:
        """The parameters that occur, under whatever name, estimates apart."""
        found: set[str] = set()
        names = free_symbols(body)
        if Hat not in kinds(body) and self.names.symbols.keys().isdisjoint(names):
            return (names | {f"{name}²" for name in names}) & frozenset(self.truth.parameters)
        hidden = {node.of for node in nodes(body) if isinstance(node, Hat)}
        for node in nodes(body):
            if not isinstance(node, Symbol) or node in hidden:
                continue
            meant = self.names.symbols.get(node.name) or self.names.cells.get(node.name)
            found |= {node.name} if meant is None else free_symbols(meant)
            found |= {f"{node.name}²"}
        return frozenset(found) & frozenset(self.truth.parameters)

    def note_exact(self, body: Expression) -> None:
        """Decimals in an equation that holds exactly are exact from there on."""
        if isinstance(body, Relation) and set(body.operators) == {"="}:
            self.names.exact.update(Fraction(n.value) for n in numbers_in(body) if is_decimal(n))

    def with_derivative_outside(self, e: Expression) -> Expression:
        """`log L′` is the derivative of log L by hand."""
        if Apply not in kinds(e) or not any(type(node) is Apply and node.primes for node in nodes(e)):
            return e
        inner = e.arguments[0] if isinstance(e, Call) and e.function == "log" else None
        if isinstance(inner, Apply) and inner.primes:
            variable = next((a for a in inner.arguments if isinstance(a, Symbol)), None)
            if variable is None and len(self.truth.parameters) == 1:
                variable = Symbol(self.truth.parameters[0])
            if variable is not None:
                bare = Apply(inner.function, inner.arguments, inner.given)
                return Derivative(Call("log", (bare,)), variable, inner.primes, span=e.span)
        return map_children(self.with_derivative_outside, e)

    def factor(self, by: tuple[Expression, ...]) -> Expression | None:
        """The product of the factors in front of a function, None where there are none."""
        if not by:
            return None
        return self.resolve(by[0] if len(by) == 1 else Multiply(by)).expression

    def is_negative(self, by: Expression) -> bool:
        instance = self.truth.instances[0] if self.truth.instances else None
        value = None if instance is None else self.truth.value(by, instance, instance.places[0])
        return value is not None and bool(value < 0)

    def is_derivative(self, e: Expression) -> bool:
        if isinstance(e, Derivative):
            return True
        if isinstance(e, Apply):
            return e.primes > 0 and not any(self.is_value(a) for a in e.arguments)
        if isinstance(e, Negate):
            return self.is_derivative(e.operand)
        return False

    def order(self, e: Expression) -> int:
        if isinstance(e, Negate):
            return self.order(e.operand)
        if isinstance(e, Derivative):
            return e.order + self.order(e.body)
        return e.primes if isinstance(e, Apply) else 0

    def is_value(self, argument: Expression) -> bool:
        """An argument at which a function has a value: a number, an estimate, a token."""
        if isinstance(argument, (Text, Hat)):
            return True
        if isinstance(argument, Call) and argument.function == "sqrt":
            argument = argument.arguments[0]
        named = free_symbols(argument)
        return not named or (not isinstance(argument, (Symbol, Indexed, Relation)) and bool(named))
