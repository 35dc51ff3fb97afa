"""Pairs of normal variables: x alone, and y given x, have likelihoods of their own.

With x ~ N(m, s) and, given x, y ~ N(a + b x, t) the parameters m, s, a, b, t come apart: mean and variance of one
sample, and a line through the other. The means, variances and the correlation are read back from them.
"""

from __future__ import annotations

from ..claims.equations import Substituted
from ..claims.several import NewParameters, ReadBack, Reparametrised
from ..claims.values import Equal
from ..domains import POSITIVE, REAL
from ..expressions import (
    ONE,
    TWO,
    Add,
    Call,
    Constant,
    Divide,
    Expression,
    Hat,
    Multiply,
    Negate,
    Power,
    Relation,
    Several,
    Symbol,
    observation,
    sample_sum,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import replace
from ..rules.terms import add, multiply, negate
from ..steps import Status, value_of
from ..words import say
from .estimation import Estimated, maximise_over, profile_of
from .likelihood import function_of, write_likelihood, write_log_likelihood
from .normal_pairs import Pair, pair_of
from .worksheet import Stuck, Worksheet, equals

__all__ = ["estimate_pairs"]

LETTERS = ("m", "s", "a", "b", "t")


def estimate_pairs(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """The likelihood, parted, and the estimates read back; in symbols, the data at the end."""
    pair = pair_of(problem)
    assert pair is not None
    names = tuple(problem.parameters)
    likelihood = write_likelihood(sheet, problem, False)
    line = write_log_likelihood(sheet, likelihood, names)
    new = _Parted(sheet, pair)
    back = new.write_parameters()
    apart = sheet.write("parted", line, equals(function_of("ℓ", new.names), new.value()), Reparametrised(back))
    new.maximise(apart)
    roots, lines = new.read_back(back)
    return Estimated(
        Status.SOLVED,
        {name: roots[name] for name in names},
        {name: lines[name] for name in names},
        value_of(likelihood),
        value_of(line),
    )


class _Parted:
    """The parameters of x alone and of y given x."""

    def __init__(self, sheet: Worksheet, pair: Pair) -> None:
        self.sheet, self.pair = sheet, pair
        setting = sheet.setting
        taken = {*setting.domains, *setting.supports, *setting.columns, *setting.values}
        m, s, a, b, t = (letter if letter not in taken else f"{letter}_0" for letter in LETTERS)
        if taken & {m, s, a, b, t}:
            raise Stuck(say("no-letters-for-parts"))
        self.s, self.b, self.t = Symbol(s), Symbol(b), Symbol(t)
        self.m: Expression = pair.mean_x if pair.centred else Symbol(m)
        self.a: Expression = Symbol(a)
        self.names = (s, b, t) if pair.centred else (m, s, a, b, t)
        reals = (b,) if pair.centred else (m, a, b)
        domains = {**dict.fromkeys(reals, REAL), s: POSITIVE, t: POSITIVE}
        sheet.setting = replace(setting, domains={**setting.domains, **domains})
        sheet.assume(())

    def write_parameters(self) -> Several:
        """`μ_1 = m, μ_2 = a + b m, σ_1² = s, σ_2² = t + b² s, ρ = b √s/√(t + b² s)`."""
        pair, s, b, t = self.pair, self.s, self.b, self.t
        whole = Add((t, Multiply((Power(b, TWO), s))))
        correlation = Divide(Multiply((b, Call("sqrt", (s,)))), Call("sqrt", (whole,)))
        old = [(pair.var_x, s), (pair.var_y, whole), (pair.correlation, correlation)]
        if not pair.centred:
            old = [(pair.mean_x, self.m), (pair.mean_y, Add((self.a, Multiply((b, self.m))))), *old]
        slope = Divide(
            Multiply((pair.correlation, Call("sqrt", (pair.var_y,)))), Call("sqrt", (pair.var_x,))
        )
        rest = Multiply((pair.var_y, Add((ONE, Negate(Power(pair.correlation, TWO))))))
        start = Add((pair.mean_y, Negate(Multiply((slope, pair.mean_x)))))
        formulas = (pair.var_x, slope, rest) if pair.centred else (pair.mean_x, pair.var_x, start, slope, rest)
        self.sheet.phase("parted")
        claim = NewParameters(tuple(zip(self.names, formulas, strict=True)))
        after = Several(tuple(equals(*each) for each in old), ",")
        told = ", ".join(plain(equals(Symbol(n), e)) for n, e in claim.forward)
        line = add(self.pair.mean_y, multiply(b, add(Symbol(pair.x), negate(pair.mean_x))))
        mean = line if pair.centred else Add((self.a, Multiply((b, Symbol(pair.x)))))
        return self.sheet.write(
            "parameters-of-the-parts", None, after, claim,
            x=pair.x, y=pair.y, v=plain(self.m), n=told, s=plain(s), line=plain(mean), t=plain(t),
        )

    def value(self) -> Expression:
        """The log-likelihoods of both parts."""
        pair, x, y = self.pair, observation(self.pair.x), observation(self.pair.y)
        along = add(x, negate(self.m))
        if pair.centred:
            beside = add(add(y, negate(pair.mean_y)), negate(multiply(self.b, along)))
        else:
            beside = Add((y, Negate(self.a), Negate(Multiply((self.b, x)))))
        first, second = (sample_sum(Power(e, TWO)) for e in (along, beside))
        return Add((*_normal(self.s, first), *_normal(self.t, second)))

    def maximise(self, line: Relation) -> None:
        """Over each of the new parameters, whatever those behind it are; the value of a location is put in."""
        s, b, t = self.s.name, self.b.name, self.t.name
        left = [*self.names]
        line = self._location(line, left, self.m) if not self.pair.centred else line
        self._over(line, s, left)
        start: tuple[Expression, Relation] | None = None
        if isinstance(self.a, Symbol) and not self.pair.centred:
            start = self._over(line, self.a.name, left)
            left.remove(self.a.name)
            line = profile_of(self.sheet, line, self.a.name, start[0], tuple(left))
        around = equals(line.operands[0], self._around(self.b, True))
        line = self.sheet.write("about-the-means", line, around, Equal())
        root, _ = self._over(line, b, left)
        left.remove(b)
        self.sheet.formulas[b] = root
        hat, value = Hat(self.b), self._around(Hat(self.b), False)
        self.sheet.phase("profile")
        after = equals(function_of("ℓ", tuple(left)), value)
        pairs = ((b, hat),)
        line = self.sheet.write("profile", line, after, Substituted(pairs), n=equals(self.b, hat),
                                v=say("whatever", names=[plain(Symbol(name)) for name in left]))
        self._over(line, t, left)
        if start is not None:
            self.sheet.phase("back")
            settled = equals(Hat(self.a), put(start[0], self.b, hat))
            self.sheet.write("back-substitution", start[1], settled, Substituted(pairs))

    def _over(self, line: Relation, name: str, left: list[str]) -> tuple[Expression, Relation]:
        found = maximise_over(self.sheet, line, name, tuple(left), False)
        if not isinstance(found, tuple):
            raise Stuck(say("no-maximum-over", names=name))
        return found

    def _location(self, line: Relation, left: list[str], m: Expression) -> Relation:
        assert isinstance(m, Symbol)
        root, _ = self._over(line, m.name, left)
        left.remove(m.name)
        return profile_of(self.sheet, line, m.name, root, tuple(left))

    def _around(self, slope: Expression, apart: bool) -> Expression:
        """Both parts with deviations from the means: the second one `Σ(ỹ_i − b x̃_i)²` or, apart,
        `Σ ỹ_i² − 2b Σ x̃_i ỹ_i + b² Σ x̃_i²`."""
        x, y = self._deviations()
        squares = sample_sum(Power(Add((y, Negate(Multiply((slope, x))))), TWO))
        whole: Expression = squares
        if apart:
            middle = Negate(Multiply((TWO, slope, sample_sum(Multiply((x, y))))))
            whole = Add((sample_sum(Power(y, TWO)), middle, Multiply((Power(slope, TWO), sample_sum(Power(x, TWO))))))
        first, second = _normal(self.s, sample_sum(Power(x, TWO))), _normal(self.t, whole)
        return Add((*first, *second))

    def _deviations(self) -> tuple[Expression, Expression]:
        pair = self.pair
        x, y = (add(observation(v), negate(self._centre(v))) for v in (pair.x, pair.y))
        return x, y

    def read_back(self, back: Several) -> tuple[dict[str, Expression], dict[str, Relation]]:
        """`ρ̂ = b̂ √ŝ/√(t̂ + b̂² ŝ) = Σ(x_i − x̄)(y_i − ȳ)/√(…)`."""
        pair = self.pair
        x, y = self._deviations()
        squares = [sample_sum(Power(e, TWO)) for e in (x, y)]
        shown: dict[Expression, Expression] = {pair.var_x: _over_n(squares[0]), pair.var_y: _over_n(squares[1])}
        if not pair.centred:
            shown |= {pair.mean_x: self._centre(pair.x), pair.mean_y: self._centre(pair.y)}
        shown[pair.correlation] = Divide(sample_sum(Multiply((x, y))), Call("sqrt", (Multiply(tuple(squares)),)))
        roots: dict[str, Expression] = {}
        lines: dict[str, Relation] = {}
        self.sheet.phase("answer")
        for statement in back.statements:
            assert isinstance(statement, Relation)
            old, formula = statement.operands[0], value_of(statement)
            assert isinstance(old, Symbol)
            for other in self.names:
                formula = put(formula, Symbol(other), Hat(Symbol(other)))
            roots[old.name] = shown[old]
            after = equals(Hat(old), formula, shown[old])
            lines[old.name] = self.sheet.write("read-back", statement, after, ReadBack())
        return roots, lines

    def _centre(self, variable: str) -> Expression:
        pair = self.pair
        if pair.centred:
            return pair.mean_x if variable == pair.x else pair.mean_y
        return Call("mean", (Symbol(variable),))


def _over_n(total: Expression) -> Expression:
    return Multiply((Divide(ONE, Symbol("n")), total))


def _normal(variance: Expression, total: Expression) -> tuple[Expression, Expression]:
    """−(n/2) log(2π v) and −S/(2v) for the sum S of squares."""
    n = Symbol("n")
    scale = Call("log", (Multiply((TWO, Constant("π"), variance)),))
    return Negate(Multiply((Divide(n, TWO), scale))), Negate(
        Multiply((Divide(ONE, Multiply((TWO, variance))), total)))
