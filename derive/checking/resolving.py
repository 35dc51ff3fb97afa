"""A line as it is written → an expression in the symbols of the problem that can be evaluated.

Own names are replaced by what they stand for, functions by their bodies, a hat by the value of the estimate, a
rounded decimal by the interval of the numbers that round to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from flint import arb, fmpq

from ..balls import Undefined, evaluate, precision, shown_unit
from ..expressions import (
    ONE,
    TWO,
    Apply,
    Call,
    Chain,
    Derivative,
    Divide,
    Expression,
    Hat,
    Indexed,
    Negate,
    Number,
    PlusMinus,
    Power,
    Product,
    Relation,
    Several,
    Span,
    Summation,
    Symbol,
    Text,
    free_symbols,
    integer,
    kinds,
    map_children,
    nodes,
    replace,
)
from ..rules.derivatives import UnknownDerivative, derivative
from .chances import chance_beyond, chance_of
from .information import ERROR, INFORMATION, candidates, quantity_of
from .inverting import inverted
from .moments import MOMENTS, moment
from .names import CELL, LIKELIHOOD, LOG, NEGATIVE, SCORE, Function, Names, role_of
from .places import BITS, HAT, Instance, Place
from .truth import Truth, slope_by_rule

__all__ = ["Resolved", "Unknown", "Unusual", "resolve"]

STATISTICS = ("mean", "max", "min", "median")
INDICES = ("i", "j", "k", "t")


class Unknown(Exception):
    """A name that stands for nothing here."""

    def __init__(self, name: str, span: Span | None) -> None:
        super().__init__(name)
        self.name, self.span = name, span


class Unusual(Exception):
    """What is written has no value that could be computed here."""


@dataclass
class Resolved:
    """An expression that can be evaluated. rounded: symbols that stand for rounded decimals. points: fresh symbols
    that stand for the value of an argument, `ℓ′(0.7)`. unknown: multipliers and constants that it holds."""

    expression: Expression
    rounded: dict[str, arb] = field(default_factory=dict)
    points: list[tuple[str, Expression]] = field(default_factory=list)
    unknown: frozenset[str] = frozenset()

    @property
    def is_plain(self) -> bool:
        """Whether its value depends on nothing but the place."""
        return not (self.unknown or self.rounded or self.points)

    def value(self, instance: Instance, place: Place, others: dict[str, fmpq | arb]) -> fmpq | arb | None:
        """Its value there, where the multipliers have these values; None where it has none."""
        values = {**place.values, **others, **self.rounded}
        try:
            with precision(BITS):
                for name, e in self.points:
                    values[name] = _plain(evaluate(e, values, instance.setting))
                found = _plain(evaluate(self.expression, values, instance.setting))
        except (Undefined, OverflowError):
            return None
        return found if isinstance(found, fmpq) or found.is_finite() else None

    def depends_on(self, names: frozenset[str]) -> bool:
        """Whether one of the names occurs in it."""
        return not names.isdisjoint(free_symbols(self.expression))


def _plain(x: object) -> fmpq | arb:
    if isinstance(x, (fmpq, arb)):
        return x
    raise Undefined("a series")


def resolve(e: Expression, truth: Truth, names: Names, own: bool = False, rounded: bool = False) -> Resolved:
    """own: functions as they were written down, right or wrong. rounded: a decimal that is not of the problem stands
    for all that rounds to it.

    Raises Unknown, Unusual.
    """
    work = _Work(truth, names, own, rounded)
    found = work.of(e)
    for name, value in names.cells.items():
        if name + CELL in free_symbols(found):
            work.points.append((name + CELL, value))
    undeclared = names.constants | names.multipliers.keys()
    mentioned = free_symbols(found).union(*(free_symbols(value) for _, value in work.points))
    return Resolved(found, work.fuzzy, work.points, mentioned & undeclared)


class _Work:
    def __init__(self, truth: Truth, names: Names, own: bool, rounded: bool) -> None:
        self.truth, self.names, self.own, self.rounded = truth, names, own, rounded
        self.fuzzy: dict[str, arb] = {}
        self.points: list[tuple[str, Expression]] = []
        self.bound: list[str] = []
        self.parameters = frozenset(truth.parameters)

    def of(self, e: Expression) -> Expression:
        rule = _RULES.get(type(e))
        return map_children(self.of, e) if rule is None else rule(self, e)

    # ---- names -----------------------------------------------------------------------------------------

    def symbol(self, e: Symbol) -> Expression:
        name = e.name
        if name in self.parameters or name in self.bound or name == "n":
            return e
        if name in self.names.symbols:
            return self.rounding(self.names.symbols[name])
        if name in self.names.cells:
            return Symbol(name + CELL)
        problem = self.truth.problem
        if name in problem.known or name in self.truth.named:
            return e
        if f"{name}²" in problem.domains or (name.endswith("²") and name[:-1] in problem.domains):
            return e if not name.endswith("²") else Power(Symbol(name[:-1]), TWO)
        if name in self.names.columns:
            return self.indexed(Indexed(name, Symbol(self.bound[-1]) if self.bound else ONE))
        if name in self.truth.variables:
            return Indexed(name, Symbol(self.bound[-1]) if self.bound else ONE)
        if name in self.names.multipliers or name in self.names.constants:
            return e
        if name == problem.unit:
            return ONE
        if self.function(name) is not None:
            return self.apply(Apply(name, ()))
        if name in ("f", "p") and len(problem.laws) == 1 and problem.laws[0].density is not None:
            return self.apply(Apply(name, (Symbol(problem.laws[0].variable),)))  # `log f = …` of one observation
        raise Unknown(name, e.span)

    def rounding(self, e: Expression) -> Expression:
        """What a name stands for: decimals in it may be rounded."""
        if not self.rounded:
            return e
        return self.number(e) if isinstance(e, Number) else map_children(self.rounding, e)

    def hat(self, e: Hat) -> Expression:
        inner = e.of
        if isinstance(inner, Symbol):
            name = inner.name
            if name in self.parameters:
                return Symbol(name + HAT)
            if f"{name}²" in self.parameters:
                return Call("sqrt", (Symbol(f"{name}²{HAT}"),))
            if name.endswith("²") and name[:-1] in self.parameters:
                return Power(Symbol(name[:-1] + HAT), TWO)
        if isinstance(inner, Power):
            return Power(self.hat(Hat(inner.base)), self.of(inner.exponent))
        if isinstance(inner, Symbol) and inner.name in self.names.cells:
            return self.at_estimates(self.names.cells[inner.name])
        return self.at_estimates(self.of(inner))

    def at_estimates(self, e: Expression) -> Expression:
        for name in self.parameters:
            e = replace(e, Symbol(name), Symbol(name + HAT))
        return e

    def indexed(self, e: Indexed) -> Expression:
        if e.base in self.names.columns:
            return self.of(replace(self.names.columns[e.base], Symbol("i"), e.index))
        sample = e.base in self.truth.variables
        if isinstance(e.index, Symbol) and e.index.name not in self.bound and e.index.name != "n":
            if sample:
                return Indexed(e.base, ONE)
            raise Unknown(f"{e.base}_{e.index.name}", e.span)
        return e

    def text(self, e: Text) -> Expression:
        raise Unusual("a word")

    # ---- numbers ---------------------------------------------------------------------------------------

    def number(self, e: Number) -> Expression:
        if not self.rounded or not is_decimal(e) or self.is_exact(Fraction(e.value)):
            return e
        name = f"≈{e.text}"
        if name not in self.fuzzy:
            self.fuzzy[name] = about(e)
        return Symbol(name)

    def is_exact(self, value: Fraction) -> bool:
        """A number of the problem, or one that an earlier line has found to be exact."""
        return value in self.truth.exact_decimals or value in self.names.exact

    # ---- functions -------------------------------------------------------------------------------------

    def function(self, name: str) -> Function | None:
        table = self.names.own if self.own else self.names.functions
        if name in table:
            return table[name]
        if name in self.names.own and role_of(name) == "any":
            return self.names.own[name]
        body = self.true_body(role_of(name))
        return None if body is None else Function(body, self.truth.parameters)

    def true_body(self, role: str) -> Expression | None:
        truth = self.truth
        if truth.log_likelihood is None or truth.likelihood is None:
            return None
        if role == LIKELIHOOD:
            return truth.likelihood
        if role == LOG:
            return truth.log_likelihood
        if role == NEGATIVE:
            return Negate(truth.log_likelihood)
        if role == SCORE and len(truth.parameters) == 1:
            return Derivative(truth.log_likelihood, Symbol(truth.parameters[0]))
        return None

    def apply(self, e: Apply) -> Expression:
        if e.function in MOMENTS and e.arguments and e.function not in self.names.own:
            return self.moment(e)
        density = self.density(e)
        if density is not None:
            return density
        if not e.arguments and not e.primes and e.function in self.names.symbols:
            return self.names.symbols[e.function]
        function = self.function(e.function)
        if function is None:
            return self.quantity(e)
        formal = function.parameters or self.truth.parameters
        changed = [] if self.mentions_data(e) else self.changed(formal, e.arguments, function.written)
        body = function.body
        if e.primes:
            variable = self.variable_of(e, function)
            if variable is not None and not changed:
                return self.for_variable(body, variable, e.primes)
            if variable is not None and len(changed) == 1:
                return self.for_variable(body, variable, e.primes, changed[0])
            return self.derivative_at(body, formal[0], e.primes, changed)
        for name, value in changed:
            body = replace(body, Symbol(name), value)
        return body

    def moment(self, e: Apply) -> Expression:
        """An expectation or a variance under the law of the problem. Raises Unusual."""
        if len(e.arguments) == 1 and not e.given and not e.primes and not self.bound:
            inside = self.without_derivatives(self.of(e.arguments[0]))
            for name in self.parameters & {symbol.removesuffix(HAT) for symbol in free_symbols(inside)}:
                if name + HAT in free_symbols(inside):
                    inside = replace(inside, Symbol(name + HAT), self.estimator(name))
            found = None if self.fuzzy else moment(e, inside, self.truth)
            if found is not None:
                return found
        raise Unusual("an expectation")

    def estimator(self, name: str) -> Expression:
        """The formula of an estimate in a sample of any size. Raises Unusual."""
        rows = (row for row in self.truth.derivation.estimates if row.parameter == Symbol(name))
        formula = next((row.general or row.exact for row in rows), None)
        if formula is None or not any(isinstance(node, (Indexed, Call)) for node in nodes(formula)):
            raise Unusual("an expectation")
        return formula

    def quantity(self, e: Apply) -> Expression:
        """An entry of the information matrix, a standard error. Raises Unknown."""
        kind = quantity_of(e, self.truth)
        found = candidates(kind, e, self.truth) if kind in (INFORMATION, ERROR) else ()
        if not found:
            raise Unknown(e.function, e.span)
        formula = next((c for c in found if not free_symbols(c).isdisjoint(self.parameters)), found[0])
        return self.at_estimates(formula) if Hat in kinds(e) else formula

    def mentions_data(self, e: Apply) -> bool:
        if any(isinstance(g, Symbol) and g.name in self.parameters for g in e.given):
            return True
        return any(isinstance(a, (Symbol, Text)) and self.is_data(a) for a in e.arguments)

    def is_data(self, e: Expression) -> bool:
        return isinstance(e, Text) or (isinstance(e, Symbol) and (e.name in self.truth.variables or e.name in DATA))

    def variable_of(self, e: Apply, function: Function) -> Expression | None:
        """What a primed function is differentiated for, where that is another name for a parameter."""
        written = (*e.arguments, *function.written)
        own = [a for a in written if self.names_variable(a)]
        return own[0] if own and not (isinstance(own[0], Symbol) and own[0].name in self.parameters) else None

    def names_variable(self, e: Expression) -> bool:
        if isinstance(e, Call) and e.function == "sqrt":
            e = e.arguments[0]
        known = (self.parameters, self.names.symbols, self.names.cells)
        return isinstance(e, Symbol) and any(e.name in names for names in known)

    def changed(
        self, formal: tuple[str, ...], arguments: tuple[Expression, ...], written: tuple[Expression, ...] = ()
    ) -> list[tuple[str, Expression]]:
        """The parameters that are called with something else than themselves."""
        found = []
        for k, argument in enumerate(arguments):
            value = argument if self.is_estimate(argument) else self.of(argument)
            if self.names_variable(argument) or argument in written:
                continue
            if isinstance(value, Symbol) and value.name in self.parameters:
                continue
            name = self.meant(argument) or (formal[k] if k < len(formal) else None)
            if name is not None:
                found.append((name, self.of_parameter(name, value, written[k] if k < len(written) else None)))
        return found

    def is_estimate(self, e: Expression) -> bool:
        """A decimal that is an estimate exactly: as the argument of a function it is not rounded."""
        return isinstance(e, Number) and Fraction(e.value) in self.truth.exact_estimates

    def of_parameter(self, name: str, value: Expression, written: Expression | None) -> Expression:
        """The value of the parameter where another name for it has that value: of σ where v = σ² is 13/2."""
        if not isinstance(written, Symbol) or written.name not in self.names.symbols:
            return value
        return inverted(self.names.symbols[written.name], name, value) or value

    def meant(self, argument: Expression) -> str | None:
        """The parameter under a hat."""
        inner = argument.of if isinstance(argument, Hat) else None
        return inner.name if isinstance(inner, Symbol) and inner.name in self.parameters else None

    def derivative_at(
        self, body: Expression, name: str, order: int, changed: list[tuple[str, Expression]]
    ) -> Expression:
        variable = name
        for other, value in changed:
            fresh = f"{other}@{len(self.points)}"
            self.points.append((fresh, value))
            body = replace(body, Symbol(other), Symbol(fresh))
            variable = fresh if other == name else variable
        return self.flat(Derivative(body, Symbol(variable), order))

    def density(self, e: Apply) -> Expression | None:
        """f(x), p(x_i | θ): the density of one observation."""
        if len(e.arguments) > 1 and not e.primes and e.function not in self.names.own:
            return self.joint_density(e)
        if len(e.arguments) != 1 or e.primes:
            return None
        at = e.arguments[0]
        if isinstance(at, Relation) and e.function not in self.names.own:
            chance = chance_of(at, self.truth.problem)
            if chance is not None:
                return self.of(chance)
            if at.operators != ("=",):
                raise Unusual("the probability of an event")
        if isinstance(at, Relation):
            at = at.operands[-1]
        if e.function == "S" and self.truth.problem.partial and "S" not in self.names.own:
            return self.survival(e, at)
        for law in self.truth.problem.laws:
            if law.density is None or len(law.variables) != 1:
                continue
            about = {node.base if isinstance(node, Indexed) else node.name for node in nodes(at)
                     if isinstance(node, (Indexed, Symbol))}
            if law.variable in about and not isinstance(at, Text) and e.function not in self.names.own:
                return self.of(replace(law.density, Symbol(law.variable), at))
        return None

    def survival(self, e: Apply, at: Expression) -> Expression | None:
        """S(500 | λ), S(x): the chance of a value beyond, where observations are known in ranges."""
        law = self.truth.problem.laws[0]
        chance = chance_beyond(law, at)
        return None if chance is None or not (e.given or law.variable in free_symbols(at)) else self.of(chance)

    def joint_density(self, e: Apply) -> Expression | None:
        """f(x, y), p(x_i, y_i | ρ): the density of one observation of several variables."""
        for law in self.truth.problem.laws:
            if law.density is None or len(law.variables) != len(e.arguments):
                continue
            pairs = list(zip(law.variables, e.arguments, strict=True))
            if all(isinstance(a, Symbol | Indexed) and _base(a) == name for name, a in pairs):
                body = law.density
                for name, at in pairs:
                    body = replace(body, Symbol(name), at)
                return self.of(body)
        return None

    # ---- derivatives, sums -----------------------------------------------------------------------------

    def derivative(self, e: Derivative) -> Expression:
        called = [n for n in nodes(e.body) if isinstance(n, Apply) and self.is_valued(n)]
        if len(called) == 1 and len(self.truth.parameters) == 1:  # `d²/dλ² log L(2)` is meant at λ = 2
            bare = replace(e.body, called[0], Apply(called[0].function, (), called[0].given, called[0].primes))
            at = (self.truth.parameters[0], self.of(called[0].arguments[0]))
            return self.for_variable(self.of(bare), e.variable, e.order, at)
        return self.for_variable(self.of(e.body), e.variable, e.order)

    def is_valued(self, e: Apply) -> bool:
        """A function that is called with a number or an estimate."""
        argument = e.arguments[0] if len(e.arguments) == 1 else None
        return isinstance(argument, Hat) or (argument is not None and not free_symbols(argument))

    def for_variable(
        self, body: Expression, variable: Expression, order: int, at: tuple[str, Expression] | None = None
    ) -> Expression:
        """The derivative for what is written: a parameter, its square or root, another name for it. at: a parameter,
        and the value at which the derivative is meant."""
        if at is not None:
            whole = self.without_derivatives(self.for_variable(body, variable, order))
            return replace(whole, Symbol(at[0]), at[1])
        e = Derivative(body, variable, order)
        if isinstance(variable, Hat):
            variable = variable.of
        if isinstance(variable, Power) and isinstance(variable.base, Symbol):
            return self.for_power(body, variable, e.order)
        if isinstance(variable, Call) and variable.function == "sqrt" and isinstance(variable.arguments[0], Symbol):
            square = variable.arguments[0].name  # σ where σ² is the parameter
            return self.for_other(body, square, Power(Symbol(square + "@"), TWO), square + "@", variable, e.order)
        if not isinstance(variable, Symbol):
            raise Unusual("a derivative for what is no symbol")
        name = variable.name
        if name in self.parameters or name in self.names.multipliers or name in self.truth.problem.domains:
            return self.flat(Derivative(body, variable, e.order))
        if name in self.names.cells:
            return self.flat(Derivative(body, Symbol(name + CELL), e.order))
        if f"{name}²" in self.parameters:  # for σ where σ² is the parameter
            return self.for_other(body, f"{name}²", Power(Symbol(name + "@"), TWO), name + "@", Symbol(name), e.order)
        if name.endswith("²") and name[:-1] in self.parameters:
            return self.for_power(body, Power(Symbol(name[:-1]), TWO), e.order)
        if name in self.names.symbols:
            return self.by_chain_rule(body, self.names.symbols[name], e.order)
        if name in self.truth.variables:
            body = replace(body, Indexed(name, ONE), Symbol(name))
            return self.flat(Derivative(body, variable, e.order))
        raise Unknown(name, variable.span)

    def for_power(self, body: Expression, variable: Power, order: int) -> Expression:
        """d/dσ² where σ is the parameter."""
        base = variable.base
        assert isinstance(base, Symbol)
        if f"{base.name}²" in self.parameters:
            return self.flat(Derivative(body, Symbol(f"{base.name}²"), order))
        fresh = f"{base.name}²@"
        return self.for_other(body, base.name, Call("sqrt", (Symbol(fresh),)), fresh, variable, order)

    def for_other(
        self, body: Expression, name: str, value: Expression, fresh: str, at: Expression, order: int
    ) -> Expression:
        """After a change of variable: the parameter is `value` of the fresh symbol, which is at `at`."""
        if all(known != fresh for known, _ in self.points):
            self.points.append((fresh, at))
        return self.flat(Derivative(replace(body, Symbol(name), value), Symbol(fresh), order))

    def by_chain_rule(self, body: Expression, definition: Expression, order: int) -> Expression:
        """dℓ/dφ for φ = g(θ): (dℓ/dθ)/(dg/dθ)."""
        inside = [p for p in self.truth.parameters if p in free_symbols(definition)]
        if len(inside) != 1:
            raise Unusual("a derivative for what depends on several parameters")
        variable = Symbol(inside[0])
        if self.names.doubted or self.is_mixed(inside[0]):
            raise Unusual("a derivative of which nobody says what is held fixed")
        if definition == variable:
            return self.flat(Derivative(body, variable, order))
        slope = self.without_derivatives(Derivative(definition, variable))
        for _ in range(order - 1):
            body = Divide(self.without_derivatives(Derivative(body, variable)), slope)
        return Divide(self.flat(Derivative(body, variable)), slope)

    def is_mixed(self, name: str) -> bool:
        """Whether a new unknown is made of this parameter and of others."""
        held = (free_symbols(e) & self.parameters for e in self.names.symbols.values() if not _of_sample(e))
        return any(name in names and len(names) > 1 for names in held)

    def flat(self, e: Derivative) -> Expression:
        """A derivative of a derivative as one of higher order; others inside are worked out by rule."""
        body = e.body
        if self.own and isinstance(e.variable, Symbol):  # of what a wrong line says, which may have no value itself
            slope = slope_by_rule(self.without_derivatives(body), e.variable.name, e.order)
            if slope is not None:
                return slope
        if isinstance(body, Derivative) and body.variable == e.variable:
            return Derivative(body.body, e.variable, e.order + body.order)
        return Derivative(self.without_derivatives(body), e.variable, e.order)

    def without_derivatives(self, e: Expression) -> Expression:
        if Derivative not in kinds(e):
            return e
        if isinstance(e, Derivative) and isinstance(e.variable, Symbol):
            body = self.without_derivatives(e.body)
            try:
                for _ in range(e.order):
                    body = derivative(body, e.variable.name)
            except UnknownDerivative as fault:
                raise Unusual(str(fault)) from fault
            return body
        return map_children(self.without_derivatives, e)

    def over_sample(self, e: Summation | Product) -> Expression:
        self.bound.append(e.index)
        body = self.of(e.body)
        self.bound.pop()
        return type(e)(body, e.index, self.of(e.lower), self.last(self.of(e.upper)))

    def last(self, upper: Expression) -> Expression:
        """The end of a sum over the sample: where some are known in ranges, over those with a value."""
        sizes = {column.size for column in self.truth.problem.columns.values()}
        if not self.truth.problem.partial or upper != Symbol("n") or len(sizes) != 1:
            return upper
        return integer(sizes.pop())

    def call(self, e: Call) -> Expression:
        if e.function in STATISTICS and len(e.arguments) == 1:
            inner = {node.name for node in nodes(e.arguments[0]) if isinstance(node, Symbol)}
            if isinstance(e.arguments[0], Symbol) and e.arguments[0].name in self.names.columns:
                return Call(e.function, (self.names.columns[e.arguments[0].name],))
            if inner & self.truth.variables or Indexed in kinds(e.arguments[0]):
                return e
        return map_children(self.of, e)

    def refused(self, e: Expression) -> Expression:
        raise Unusual(f"{type(e).__name__} inside a formula")


def _of_sample(e: Expression) -> bool:
    return Indexed in kinds(e)


def _base(e: Symbol | Indexed) -> str:
    return e.base if isinstance(e, Indexed) else e.name


HAIR = 20  # bits: the upper end of what is rounded to a number does not belong to it
DATA = frozenset(("data", "D", "x", "y", "X"))

_RULES: dict[type[Expression], Callable[..., Expression]] = {
    Symbol: _Work.symbol, Hat: _Work.hat, Indexed: _Work.indexed, Text: _Work.text, Number: _Work.number,
    Apply: _Work.apply, Derivative: _Work.derivative, Summation: _Work.over_sample, Product: _Work.over_sample,
    Call: _Work.call, PlusMinus: _Work.refused, Chain: _Work.refused, Several: _Work.refused,
}


def is_decimal(e: Number) -> bool:
    """Whether the number is written with a point, a percent sign or a power of ten: it may be rounded."""
    return not e.text.isdigit()


def about(e: Number) -> arb:
    """All that is rounded to the number as it is shown: halves go up, so that 0.25 is 0.3 and not 0.2."""
    half = shown_unit(e) / 2
    with precision(BITS):
        centre = arb(fmpq(e.value.numerator, e.value.denominator))
        below = arb(fmpq(half.numerator, half.denominator))
        return (centre - below).union(centre + below * (1 - arb(2) ** -HAIR))
