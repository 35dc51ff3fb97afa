"""The model of a problem: laws with their densities, and what their arguments say of the symbols."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import repeat
from typing import NamedTuple

from ..domains import REAL, Domain
from ..expressions import (
    ONE,
    TWO,
    ZERO,
    Expression,
    Power,
    Relation,
    Symbol,
    free_symbols,
    integer,
    replace,
    walk,
)
from ..families.written import density_of, domain_of, support_of
from .categories import bare_name, spelled_out, total_of_cells
from .declared import Declared
from .densities import own_law, own_variables
from .diagnostics import Faults
from .events import Mapping, Node, Scalar, Sequence
from .model import Law
from .ranges import in_words, inside, meet, rational_value
from .reading import name_of, open_scope, read_formula, small
from .statements import Argument, Statement, parse_statement

__all__ = ["Known", "Model", "read_model"]


class Model(NamedTuple):
    """Laws, and of the symbols in them: the implied domain of each parameter and known symbol, in the order of the
    model; the covariates; the relations that the laws imply."""

    laws: tuple[Law, ...]
    implied: dict[str, Domain]
    covariates: tuple[str, ...]
    constraints: tuple[Relation, ...]


class Known(NamedTuple):
    """What is known when the model is read: the declarations, the columns of the data (None without data), how many
    categories the data have, and whether another fault may explain an unknown name."""

    declared: Declared
    columns: frozenset[str] | None
    categories: int | None
    doubtful: bool = False


def read_model(node: Node, known: Known, faults: Faults) -> Model | None:
    """The model of a field of the right shape; None where something is wrong, which is among the faults then."""
    before = len(faults)
    nodes = node.items if isinstance(node, Sequence) else (node,)
    statements = [parse_statement(n, faults) if isinstance(n, Scalar) else n for n in nodes]
    reader = _ModelReader(known, faults)
    laws = reader.laws([s for s in statements if isinstance(s, (Statement, Mapping))])
    if len(faults) > before:
        return None
    return Model(laws, reader.implied, tuple(reader.covariates), tuple(reader.constraints))


class _ModelReader:
    """Reads the statements of a model; which names are bare is known before the first of them is."""

    def __init__(self, known: Known, faults: Faults) -> None:
        self.known = known
        self.names = known.declared.names
        self.values = known.declared.values()
        self.columns: frozenset[str] = known.columns or frozenset()
        self.faults = faults
        self.implied: dict[str, Domain] = {}
        self.covariates: dict[str, None] = {}
        self.undeclared: set[str] = set()
        self.constraints: list[Relation] = []
        self.bare: frozenset[str] = frozenset()

    def laws(self, statements: list[Statement | Mapping]) -> tuple[Law, ...]:
        """The law of each statement, but for those with a fault."""
        bare = frozenset(name for s in statements if isinstance(s, Statement) for name in _bare_names(s))
        self.bare = bare - (self.columns - self.names)  # a column by its name alone is that column
        found: dict[str, Law | None] = {}
        for statement in statements:
            variable = self.variable(statement, found.keys())
            if variable is not None:
                found[variable] = self.law(statement, variable)
        return tuple(filter(None, found.values()))

    def law(self, statement: Statement | Mapping, variable: str) -> Law | None:
        """The law of one statement or record."""
        return self.named(statement, variable) if isinstance(statement, Statement) else self.own(statement, variable)

    def variable(self, statement: Statement | Mapping, before: Container[str]) -> str | None:
        """The name of the observation, of its own."""
        node = statement.node if isinstance(statement, Statement) else next(iter(own_variables(statement)), None)
        if not isinstance(node, Scalar):
            return None
        said = node._replace(text=statement.variable) if isinstance(statement, Statement) else node
        name = small(name_of(said, self.faults), self.names)
        if name in self.names:
            self.faults.add(node, f"{name} is the observation: it is neither a parameter nor known")
            return None
        if name is not None and name in before:
            self.faults.add(node, f"{name} has two laws: name the second sample otherwise")
            return None
        return name

    def beside(self, nodes: list[Scalar], variable: str) -> tuple[str, ...] | None:
        """The further names of a vector; None with a fault for one that is something else."""
        found: list[str] = []
        for node in nodes:
            name = small(name_of(node, self.faults), self.names)
            if name is None or name in self.names or name in (variable, *found):
                if name is not None:
                    self.faults.add(node, f"{name} is part of the observation: it is neither a parameter nor known")
                return None
            found.append(name)
        return tuple(found)

    # ---- x ~ Family(arguments) ----

    def named(self, statement: Statement, variable: str) -> Law | None:
        """The law of a statement."""
        family = statement.family
        beside = self.beside([statement.node._replace(text=name) for name in statement.beside], variable)
        arguments = None if beside is None else self.arguments(statement, variable)
        if arguments is None or beside is None:
            return None
        text = statement.node.text.strip()
        if not family.categorical:
            support = support_of(family, variable, arguments)
            density = density_of(family, variable, arguments, beside)
            others = tuple((name, support_of(family, name, arguments, k)) for k, name in enumerate(beside))
            return Law(variable, family, arguments, density, support, family.discrete, (), text, others)
        total = total_of_cells(statement, arguments, self.values, self.faults)
        if total is not None:
            self.constraints.append(total)
        support = Domain(ONE, integer(len(arguments)), True, True, True)
        return Law(variable, family, arguments, None, support, True, arguments, text)

    def arguments(self, statement: Statement, variable: str) -> tuple[Expression, ...] | None:
        """The arguments as expressions, their names classified."""
        family, written = statement.family, statement.arguments
        slots = family.parameters
        if family.variadic:
            full = spelled_out(statement, self.values, self.known.categories, self.faults)
            if full is None:
                return None
            written, slots = full, slots * len(full)
        scope = open_scope(self.names | self.bare | self.columns, frozenset({variable}))
        found: list[Expression] = []
        for slot, argument in zip(slots, written, strict=True):
            e = read_formula(statement.node, scope, self.faults, argument.text, argument.offset)
            if e is None or (e := self.without_size(e, statement.node, argument)) is None or (
                    self.names_an_observation(e, statement, argument, variable)):
                return None
            found.append(self.as_variance(e) if slot.role == "variance" else e)
        for slot, argument, e in zip(slots, written, found, strict=True):
            implied = domain_of(slot, family, tuple(found))
            value = rational_value(e)
            if value is not None and not inside(value, implied, self.values):
                said = f"{argument.text} lies outside of the domain of {family.name}: {in_words(implied, slot.name)}"
                self.faults.add(statement.node, said, argument.offset)
            square = e.base if slot.role == "variance" and isinstance(e, Power) else None
            if isinstance(square, Symbol) and square.name not in self.columns | self.known.declared.domains.keys():
                self.alone(square.name, Domain(lower=ZERO))  # σ² is positive, σ its root
            else:
                self.classify(statement, argument, e, variable, implied)
        return tuple(found)

    def without_size(self, e: Expression, node: Scalar, argument: Argument | None = None) -> Expression | None:
        """`n` is the size of the sample: in a law it can only be a number that is known."""
        if "n" not in free_symbols(e):
            return e
        value = self.known.declared.known.get("n")
        if value is not None:
            return replace(e, Symbol("n"), value)
        said = "n is the size of the sample: name the argument otherwise, m, or give its value, known: {n: 10}"
        self.faults.add(node, said, 0 if argument is None else _position(argument, "n"))
        return None

    def names_an_observation(self, e: Expression, statement: Statement, argument: Argument, variable: str) -> bool:
        """`i` is the index of the observations; `x_i`, `x_1` and `x_n` are observations of x unless declared."""
        for name in free_symbols(e) - self.names:
            base, _, index = name.partition("_")
            if name == "i" or (base == variable and (index in ("i", "n") or index.isdecimal())):
                what = "the index of the observations" if name == "i" else f"an observation of {variable}"
                said = f"{name} is {what}: name the parameter otherwise"
                self.faults.add(statement.node, said, _position(argument, name))
                return True
        return False

    def as_variance(self, e: Expression) -> Expression:
        """`σ^2` in the place of a variance is the parameter σ², unless σ has a meaning of its own."""
        if not (isinstance(e, Power) and e.exponent == TWO and isinstance(e.base, Symbol)):
            return e
        name = e.base.name
        return e if name in self.names | self.bare | self.columns else Symbol(f"{name}²")

    def classify(
        self, statement: Statement, argument: Argument, e: Expression, variable: str, implied: Domain
    ) -> None:
        """What the names of an argument are: parameters, known, columns or covariates."""
        if isinstance(e, Symbol) and e.name not in self.columns - self.names and e.name != variable:
            self.alone(e.name, implied)
        else:
            for node in walk(e):
                if isinstance(node, Symbol):
                    self.inside(statement, argument, node.name, variable)

    def alone(self, name: str, implied: Domain) -> None:
        """A name that is an argument by itself has the domain of the parameter in whose place it stands."""
        implied = _without_itself(implied, name)
        before = self.implied.get(name)
        self.implied[name] = implied if before is None else meet(before, implied)

    def inside(self, statement: Statement, argument: Argument, name: str, variable: str) -> None:
        """A name within an argument is declared, an argument by itself elsewhere, a column or a covariate."""
        if name in self.names:
            self.implied.setdefault(name, REAL)
        elif name in self.bare:
            return
        elif name == variable:
            said = f"{name} is the observation: its law cannot depend on it"
            self.faults.add(statement.node, said, _position(argument, name))
        elif name in self.columns or (self.known.columns is None and not statement.family.variadic):
            self.covariates[name] = None
        elif not self.known.doubtful and name not in self.undeclared:
            self.undeclared.add(name)  # one fault, at its first place
            said = f"{name} is neither a parameter nor known nor a column of the data"
            hint = f"give it a domain, parameters: {{{name}: real}}"
            self.faults.add(statement.node, f"{said}: {hint}", _position(argument, name))

    # ---- a density of one's own ----

    def own(self, record: Mapping, variable: str) -> Law | None:
        """The law of a record, whose names are all declared."""
        law = own_law(record, variable, self.names | self.columns, self.known.doubtful, self.faults)
        if law is not None and self.beside(own_variables(record)[1:], variable) is None:
            return None
        node = record.get("mass" if law is not None and law.discrete else "density")
        if law is None or law.density is None or not isinstance(node, Scalar):
            return law
        density = self.without_size(law.density, node)
        if density is None:
            return None
        old = law.support
        lower = old.lower and self.without_size(old.lower, node)
        upper = old.upper and self.without_size(old.upper, node)
        support = Domain(lower, upper, old.lower_closed, old.upper_closed, old.integer)
        self.classify_own(density, support, law.variables)
        return law._replace(density=density, support=support)

    def classify_own(self, density: Expression, support: Domain, variables: tuple[str, ...]) -> None:
        """Names of a density and of the ends of its support are declared, or columns."""
        ends = (end for end in (support.lower, support.upper) if end is not None)
        for name in frozenset().union(free_symbols(density), *map(free_symbols, ends)):
            if name in self.names:
                self.implied.setdefault(name, REAL)
            elif name in self.columns and name not in variables:
                self.covariates[name] = None


def _bare_names(statement: Statement) -> Iterator[str]:
    """The names that stand alone as arguments; a square is a name in the place of a variance only."""
    slots = statement.family.parameters
    roles = (slot.role for slot in (repeat(slots[0]) if statement.family.variadic else slots))
    for argument, role in zip(statement.arguments, roles, strict=False):
        name = bare_name(argument.text)
        if name is not None and (role == "variance" or not name.endswith("²")):
            yield name


def _position(argument: Argument, name: str) -> int:
    return argument.offset + max(argument.text.find(name), 0)


def _without_itself(domain: Domain, name: str) -> Domain:
    """`θ > -θ` and `θ < 2θ` say that θ is positive; other ends that mention the name itself say nothing here."""
    lower, upper = domain.lower, domain.upper
    if lower is not None and name in free_symbols(lower):
        return _sign(lower, name, above=True)
    if upper is not None and name in free_symbols(upper):
        return _sign(upper, name, above=False)
    return domain


def _sign(end: Expression, name: str, above: bool) -> Domain:
    """The sign of θ from θ > cθ (`above`) or θ < cθ with a number c."""
    once, twice = (rational_value(replace(end, Symbol(name), integer(k))) for k in (1, 2))
    if once is None or twice != 2 * once or once == 1:
        return REAL
    return Domain(lower=ZERO) if (once < 1) == above else Domain(upper=ZERO)
