"""A mean that is linear in the parameters, and a log-likelihood that is quadratic in it: the normal equations.

All scores of the coefficients are set to zero at once and solved by elimination, in symbols for two coefficients, in
numbers for more. The estimates do not depend on the variance, which follows from the profile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from ..claims.equations import Combined, Equivalent, Substituted
from ..claims.several import JointRoot
from ..domains import REAL
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Call,
    Divide,
    Expression,
    Hat,
    Indexed,
    Multiply,
    Negate,
    Number,
    Power,
    Relation,
    Several,
    Symbol,
    free_symbols,
    number_value,
    rational,
    sample_sum,
    walk,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.model import Problem
from ..rules.arithmetic import fold
from ..rules.derivatives import gradient
from ..rules.equations import equation
from ..rules.predictors import Predictor, find_predictor, log_density, predictor_symbol
from ..rules.signs import Signs
from ..rules.sums import sample_total
from ..rules.terms import Term, add, collect, divide, multiply, negate, terms_of, times, write, write_sum
from ..steps import Status, value_of
from .answers import with_decimal
from .concave import each, write_concave
from .estimation import Estimated, climb_reason, estimate, maximise_over
from .likelihood import function_of, write_likelihood, write_log_likelihood
from .maximum import End
from .score import lies_inside
from .searching import Numeric
from .settings import density_at_observation, holds_on_data, holds_parameter
from .together import set_to_zero, write_scores
from .worksheet import Stuck, Worksheet, equals

__all__ = ["estimate_coefficients", "is_regression"]

DEPENDENT = "the columns are linearly dependent: no single set of coefficients is the best"


class Dependent(Stuck):
    """The coefficients are not identified."""


class Normal:
    """Of a problem: its coefficients, their columns, what stands on the left of the normal equations, the weight."""

    def __init__(self, problem: Problem, predictor: Predictor, response: Expression, weight: Expression) -> None:
        order = [name for name in problem.parameters if name in predictor.names]
        self.names = tuple(order)
        self.columns = tuple(predictor.columns[predictor.names.index(name)] for name in order)
        self.response, self.weight = response, weight
        self.others = tuple(name for name in problem.parameters if name not in order)


def _normal(problem: Problem) -> Normal | None:
    """The coefficients of a quadratic log-density; None where the model is of another kind."""
    if len(problem.laws) != 1 or len(problem.parameters) < 2:
        return None
    law = problem.laws[0]
    if law.density is None or holds_parameter(law, problem):
        return None
    density = density_at_observation(law, problem)
    predictor = find_predictor(density, law.variable, problem.parameters)
    if predictor is None or predictor.link != "identity":
        return None
    terms, _ = log_density(density, predictor, Signs(problem.domains))
    eta = predictor_symbol()
    linear = [t for t in terms if (eta, 1) in t.powers]
    square = [t for t in terms if (eta, 2) in t.powers]
    if len(square) != 1 or len(linear) + 1 != len(terms):
        return None
    weight = Term(-2 * square[0].coefficient, tuple(p for p in square[0].powers if p != (eta, 2)))
    rest = [Term(t.coefficient, tuple(p for p in t.powers if p != (eta, 1))) for t in linear]
    inverse = Term(1 / Fraction(weight.coefficient), tuple((b, _minus(x)) for b, x in weight.powers))
    response = [times(t, inverse) for t in rest]
    response += [Term(-t.coefficient, t.powers) for t in terms_of(predictor.offset) if predictor.offset != ZERO]
    held = [write(t) for t in (weight, *rest)]
    if any(free_symbols(e) & {*predictor.names, eta.name} for e in held) or _has_rows(write(weight)):
        return None
    found = Normal(problem, predictor, write_sum(collect(response)), write(weight))
    return found if len(found.others) <= 1 and {*found.others} <= free_symbols(found.weight) else None


def _minus(exponent: object) -> int | Fraction:
    return -exponent if isinstance(exponent, (int, Fraction)) else 0


def _has_rows(e: Expression) -> bool:
    return any(isinstance(node, Indexed) for node in walk(e))


def is_regression(problem: Problem) -> bool:
    """Whether two coefficients or more stand in a mean in which the log-likelihood is quadratic."""
    return _normal(problem) is not None


def estimate_coefficients(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """All coefficients together, then the variance; one at a time where that does not go on."""
    found = _normal(problem)
    assert found is not None
    mark = sheet.mark()
    try:
        return _Regression(sheet, problem, found).estimate(numbers)
    except Dependent as why:
        raise Stuck(str(why)) from why
    except Stuck:
        sheet.back_to(mark)
        return estimate(sheet, problem, numbers)


class _Regression:
    """The lines of one problem."""

    def __init__(self, sheet: Worksheet, problem: Problem, normal: Normal) -> None:
        self.sheet, self.problem, self.normal = sheet, problem, normal
        self.names, self.columns = normal.names, normal.columns
        self.parameters = tuple(problem.parameters)

    def estimate(self, numbers: bool) -> Estimated:
        """The lines from the likelihood to the answer."""
        sheet = self.sheet
        likelihood = write_likelihood(sheet, self.problem, False)
        line = write_log_likelihood(sheet, likelihood, self.parameters)
        functions = Estimated(
            Status.SOLVED,
            likelihood=value_of(likelihood),
            log_likelihood=value_of(line),
            scores=gradient(value_of(line), self.parameters),
        )
        scores = write_scores(sheet, line, self.names, self.parameters)
        equations = self._equations(scores)
        whole_line = all(sheet.domain(name) == REAL for name in self.names)
        symbolic = len(self.names) == 2 and whole_line and not numbers and self._assume_spread()
        if symbolic:
            roots = self._in_symbols(line, scores, equations)
        elif sheet.sample.known:
            roots = self._in_numbers(line, scores, equations)
        else:
            return self._left_open(line, functions, equations)
        return self._with_variance(line, functions, roots, symbolic)

    # ---- the equations ----------------------------------------------------------------------------------------

    def _equations(self, scores: Several) -> Several:
        """`Σ y_i = n a + b Σ x_i, Σ x_i y_i = a Σ x_i + b Σ x_i²`."""
        sheet, over = self.sheet, sample_sum(ZERO)
        line = set_to_zero(sheet, scores)
        lines = []
        for z in self.columns:
            left = sample_total(multiply(z, self.normal.response), over, "all")
            pairs = zip(self.names, self.columns, strict=True)
            right = [_counted(self._sum(z, x), Symbol(name)) for name, x in pairs]
            lines.append(equation(left, Add(tuple(right))))
        multiplier = divide(ONE, self.normal.weight)
        claims = [Equivalent(multiplier) for _ in lines]
        return sheet.write("normal-equations", line, Several(tuple(lines), ","), each(claims), n=multiplier)

    def _sum(self, *factors: Expression) -> Expression:
        return sample_total(multiply(*factors), sample_sum(ZERO), "all")

    # ---- two coefficients in symbols --------------------------------------------------------------------------

    def _assume_spread(self) -> bool:
        """The columns are no multiples of each other: a fact of the regular case."""
        first = self.columns[0]
        fact = Relation((self._spread(), ZERO), (">",))
        facts = (fact,) if first == ONE else (Relation((self._sum(first, first), ZERO), (">",)), fact)
        if self.sheet.sample.known and not holds_on_data(facts, self.sheet.sample):
            return False
        self.sheet.assume(facts)
        return True

    def _about_mean(self, column: Expression) -> Expression | None:
        """`x_i − x̄`, where the first column is that of an intercept and this one a variable."""
        if self.columns[0] != ONE or not isinstance(column, Indexed):
            return None
        return Add((column, Negate(Call("mean", (Symbol(column.base),)))))

    def _spread(self) -> Expression:
        about = self._about_mean(self.columns[1])
        return self._determinant() if about is None else sample_sum(Power(about, rational(2)))

    def _determinant(self) -> Expression:
        """`n Σ x_i² − (Σ x_i)²`."""
        first, second = self.columns
        mixed = self._sum(first, second)
        return add(multiply(self._sum(first, first), self._sum(second, second)), negate(multiply(mixed, mixed)))

    def _in_symbols(self, line: Relation, scores: Several, equations: Several) -> dict[str, Expression]:
        sheet = self.sheet
        (a, b), (first, second) = map(Symbol, self.names), self.columns
        one, other = equations.statements
        assert isinstance(one, Relation)
        assert isinstance(other, Relation)
        own, mixed, spread = self._sum(first, first), self._sum(first, second), self._determinant()
        top = add(multiply(own, other.operands[0]), negate(multiply(mixed, one.operands[0])))
        reduced = equation(top, multiply(b, spread))
        claim = Combined(((own, other), (negate(mixed), one)))
        sheet.write("eliminate", equations, reduced, claim, v=a, n=own)
        formula = divide(top, spread)
        sheet.write("isolate", reduced, equation(b, formula), Equivalent(negate(divide(ONE, spread))), v=b)
        remainder = divide(add(one.operands[0], negate(multiply(b, mixed))), own)
        sheet.write("isolate", one, equation(a, remainder), Equivalent(negate(divide(ONE, own))), v=a)
        concave = write_concave(sheet, line, self.names, self.columns, self.normal.weight)
        sheet.phase("answer")
        hats = self._estimates_in_symbols(formula, remainder)
        sheet.write("joint-root", scores, Several(hats, ","), JointRoot(self.names, concave))
        roots = {name: value_of(hat) for name, hat in zip((b.name, a.name), hats, strict=True)}
        for name, root in roots.items():
            sheet.formulas[name] = sheet.without_hats(root)
        return roots

    def _estimates_in_symbols(self, formula: Expression, remainder: Expression) -> tuple[Relation, Relation]:
        """`b̂ = … = Σ(x_i − x̄)(y_i − ȳ)/Σ(x_i − x̄)²` and `â = … = ȳ − b̂ x̄`."""
        a, b = map(Symbol, self.names)
        hat = Hat(b)
        second, response = self.columns[1], self.normal.response
        x, y = self._about_mean(second), self._about_mean(response)
        shown = put(remainder, b, hat)
        if x is None or y is None:
            return equals(hat, formula), equals(Hat(a), shown)
        assert isinstance(second, Indexed)
        assert isinstance(response, Indexed)
        centred = Divide(sample_sum(Multiply((x, y))), sample_sum(Power(x, rational(2))))
        means = [Call("mean", (Symbol(e.base),)) for e in (response, second)]
        return equals(hat, formula, centred), equals(Hat(a), shown, add(means[0], negate(multiply(hat, means[1]))))

    # ---- any number of coefficients in numbers ----------------------------------------------------------------

    def _in_numbers(self, line: Relation, scores: Several, equations: Several) -> dict[str, Expression]:
        sheet, size = self.sheet, len(self.names)
        filled = tuple(self._filled(e) for e in equations.statements)
        claims = [Equivalent(at_data=True) for _ in filled]
        sheet.phase("numbers")
        sheet.write("numbers-in-equations", equations, Several(filled, ","), each(claims))
        table = [self._row(e) for e in filled]
        current = list(filled)
        for k in range(size - 1):
            if not table[k][k]:
                raise Dependent(DEPENDENT)
            written, claims_of = [], []
            for j in range(k + 1, size):
                by = table[j][k] / table[k][k]
                table[j] = [x - by * y for x, y in zip(table[j], table[k], strict=True)]
                new = self._written(table[j])
                claims_of.append(Combined(((ONE, current[j]), (rational(-by), current[k]))))
                current[j] = new
                written.append(new)
            after = written[0] if len(written) == 1 else Several(tuple(written), ",")
            sheet.write("eliminate-in-numbers", Several(filled, ","), after, each(claims_of), v=Symbol(self.names[k]))
        if not table[-1][-2]:
            raise Dependent(DEPENDENT)
        roots = self._back(table, current)
        if not all(lies_inside(sheet, root, name) for name, root in roots.items()):
            raise Stuck("the solution of the normal equations lies outside of the domain")
        concave = write_concave(sheet, line, self.names, self.columns, self.normal.weight)
        sheet.phase("answer")
        hats = tuple(with_decimal([Hat(Symbol(n)), roots[n]]) for n in self.names)
        sheet.write("joint-root", scores, Several(hats, ","), JointRoot(self.names, concave, True))
        return roots

    def _filled(self, line: Expression) -> Relation:
        """An equation with the sums of the data put in."""
        assert isinstance(line, Relation)
        return equation(*(self.sheet.sample.put_in(side) for side in line.operands))

    def _row(self, line: Relation) -> list[Fraction]:
        """The coefficients and the left side. Raises Stuck where these are no rational numbers."""
        values = []
        for name in self.names:
            part = put(line.operands[1], Symbol(name), ONE)
            for other in self.names:
                part = put(part, Symbol(other), ZERO)
            values.append(number_value(fold(part)))
        values.append(number_value(line.operands[0]))
        if None in values:
            raise Stuck("a sum of the data is no rational number")
        return [Fraction(value) for value in values if value is not None]

    def _written(self, row: Sequence[Fraction]) -> Relation:
        terms = [multiply(rational(x), Symbol(n)) for x, n in zip(row[:-1], self.names, strict=True) if x]
        return equation(rational(row[-1]), add(*terms) if terms else ZERO)

    def _back(self, table: list[list[Fraction]], current: list[Relation]) -> dict[str, Expression]:
        """The unknowns from the last to the first."""
        found: dict[str, Fraction] = {}
        lines: dict[str, Relation] = {}
        for k in range(len(self.names) - 1, -1, -1):
            name, row = self.names[k], table[k]
            later = {n: row[j] for j, n in enumerate(self.names) if j > k and row[j]}
            found[name] = (row[-1] - sum((x * found[n] for n, x in later.items()), Fraction(0))) / row[k]
            line = equation(Symbol(name), rational(found[name]))
            put_in = [(rational(-x / row[k]), lines[n]) for n, x in later.items()]
            before = current[k]
            claim = Combined(((rational(-1 / row[k]), before), *put_in))
            rule = "put-back" if later else "isolate"
            lines[name] = self.sheet.write(rule, before, line, claim, v=Symbol(name), n=", ".join(later))
        return {name: rational(value) for name, value in found.items()}

    # ---- the variance -----------------------------------------------------------------------------------------

    def _left_open(self, line: Relation, functions: Estimated, equations: Several) -> Estimated:
        """More than two coefficients and no data: the equations are left, and the variance follows from them."""
        sheet = self.sheet
        write_concave(sheet, line, self.names, self.columns, self.normal.weight, False)
        parts = zip(self.names, equations.statements, strict=True)
        left = {name: Numeric(e) for name, e in parts if isinstance(e, Relation)}
        for name in self.normal.others:
            found = maximise_over(sheet, line, name, self.parameters, False)
            if not isinstance(found, tuple):
                raise Stuck(f"the estimate of {name} is no formula")
            formula = found[0]
            for other in self.names:
                formula = put(formula, Symbol(other), Hat(Symbol(other)))
            left[name] = Numeric(equals(Hat(Symbol(name)), formula))
        return replace(functions, status=Status.NUMERIC, numeric=left)

    def _with_variance(
        self, line: Relation, functions: Estimated, roots: dict[str, Expression], symbolic: bool
    ) -> Estimated:
        sheet = self.sheet
        lines = {name: self._line_of(name) for name in self.names}
        if not self.normal.others:
            return replace(functions, roots=roots, lines=lines)
        (name,) = self.normal.others
        profile = self._profile(line, name, roots, symbolic)
        found = maximise_over(sheet, profile, name, self.parameters, True)
        if isinstance(found, End):
            why = climb_reason(sheet, found, name, value_of(profile))
            return replace(functions, status=Status.NO_MAXIMUM, why=why)
        if not isinstance(found, tuple):
            raise Stuck(f"the estimate of {name} is no single number")
        roots = {**roots, name: found[0]}
        lines = {**lines, name: found[1]}
        order = self.parameters
        return replace(functions, roots={n: roots[n] for n in order}, lines={n: lines[n] for n in order})

    def _line_of(self, name: str) -> Relation:
        for step in reversed(self.sheet.steps):
            if step.rule == "joint-root" and isinstance(step.after, Several):
                for statement in step.after.statements:
                    if isinstance(statement, Relation) and statement.operands[0] == Hat(Symbol(name)):
                        return statement
        raise Stuck(f"no line gave {name}")

    def _profile(self, line: Relation, name: str, roots: dict[str, Expression], symbolic: bool) -> Relation:
        """The likelihood at the estimates of the coefficients, a function of the variance."""
        sheet = self.sheet
        sheet.phase("profile")
        head = function_of("ℓ", (name,))
        if symbolic:
            pairs: tuple[tuple[str, Expression], ...] = tuple((n, Hat(Symbol(n))) for n in self.names)
        else:
            pairs = tuple((n, roots[n]) for n in self.names)
        value = value_of(line)
        for n, root in pairs:
            value = put(value, Symbol(n), root)
        value = value if symbolic else self._worked_out(value)
        shown = ", ".join(plain(equals(Symbol(n), root)) for n, root in pairs)
        after = equals(head, value)
        return sheet.write("profile", line, after, Substituted(pairs, not symbolic), n=shown)

    def _worked_out(self, e: Expression) -> Expression:
        """The sums over the data as numbers."""
        value = self.sheet.sample.put_in(e)
        return write_sum(collect(terms_of(fold(value))))


def _counted(total: Expression, unknown: Symbol) -> Expression:
    """`n a`, `a Σ x_i`."""
    return multiply(total, unknown) if isinstance(total, (Symbol, Number)) else multiply(unknown, total)
