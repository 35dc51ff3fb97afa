"""A mean that is linear in the parameters, and a log-likelihood that is quadratic in it: the normal equations.

All scores of the coefficients are set to zero at once and solved by elimination, in symbols for two coefficients, in
numbers for more. The estimates do not depend on the variance, which follows from the profile.
"""

from __future__ import annotations

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
    rational,
    sample_sum,
    walk,
)
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import replace
from ..rules.arithmetic import fold
from ..rules.derivatives import gradient
from ..rules.equations import equation
from ..rules.predictors import Predictor, find_predictor, log_density, predictor_symbol
from ..rules.signs import Signs
from ..rules.sums import sample_total
from ..rules.terms import Term, add, collect, divide, multiply, negate, terms_of, times, write, write_sum
from ..steps import Status, value_of
from ..words import say
from .answers import with_decimal
from .concave import each, write_concave
from .dependent import Best, best_of, estimate_dependent
from .elimination import DEPENDENT, Dependent, numbers_in, rows_of, solve_in_numbers
from .estimation import Estimated, climb_reason, estimate, maximise_over
from .likelihood import function_of, write_likelihood, write_log_likelihood
from .maximum import End
from .score import lies_inside
from .searching import Numeric
from .settings import density_at_observation, holds_on_data, holds_parameter
from .together import set_to_zero, write_scores
from .worksheet import Stuck, Worksheet, equals

__all__ = ["estimate_coefficients", "is_regression"]

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
    if predictor is None or predictor.link not in ("identity", "residual"):
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
            filled = numbers_in(sheet, equations)
            best = best_of(rows_of(filled, self.names))
            if best is not None:
                return self._dependent(line, scores, functions, best)
            roots = self._in_numbers(line, scores, filled)
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

    def _dependent(
        self, line: Relation, scores: Several, functions: Estimated, best: Best
    ) -> Estimated:
        columns = dict(zip(self.names, self.columns, strict=True))
        weight = self.normal.weight
        try:
            return estimate_dependent(self.sheet, self.parameters, columns, weight, (line, scores), functions, best)
        except Stuck as why:
            raise Dependent(f"{DEPENDENT}; {why}") from why

    def _in_numbers(self, line: Relation, scores: Several, filled: Several) -> dict[str, Expression]:
        sheet = self.sheet
        roots = solve_in_numbers(sheet, filled, self.names)
        if not all(lies_inside(sheet, root, name) for name, root in roots.items()):
            raise Stuck(say("solution-outside"))
        concave = write_concave(sheet, line, self.names, self.columns, self.normal.weight)
        sheet.phase("answer")
        hats = tuple(with_decimal([Hat(Symbol(n)), roots[n]]) for n in self.names)
        sheet.write("joint-root", scores, Several(hats, ","), JointRoot(self.names, concave, True))
        return roots

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
                raise Stuck(say("no-formula", name=name))
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
            raise Stuck(say("no-single-number", name=name))
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
        raise Stuck(say("no-line-gave", name=name))

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
        shown = ", ".join(plain(root if isinstance(root, Hat) else equals(Symbol(n), root)) for n, root in pairs)
        after = equals(head, value)
        claim = Substituted(pairs, not symbolic)
        return sheet.write("profile-of-several", line, after, claim, v=Symbol(name), n=shown)

    def _worked_out(self, e: Expression) -> Expression:
        """The sums over the data as numbers."""
        value = self.sheet.sample.put_in(e)
        return write_sum(collect(terms_of(fold(value))))


def _counted(total: Expression, unknown: Symbol) -> Expression:
    """`n a`, `a Σ x_i`."""
    return multiply(total, unknown) if isinstance(total, (Symbol, Number)) else multiply(unknown, total)
