"""Wrong answers that people come to: mistakes of the catalogue carried on to the answer, with what is said of each.

Where fewer than three come out, the right answer undergoes a single operation (its reciprocal, its double, …), or a
statistic of the data stands for it; what is said then is which one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial

from ...checking.due import Due
from ...checking.generating import fitting
from ...checking.generating.planting import Planted, carried_on, likely, looks_right
from ...domains import PROBABILITY, REAL
from ...expressions import (
    ONE,
    TWO,
    Call,
    Divide,
    Expression,
    Hat,
    Multiply,
    Power,
    Relation,
    Symbol,
    free_symbols,
    kinds,
    map_children,
    replace,
)
from ...problem.model import Problem
from ...rules.mistakes import Mistake
from ...rules.terms import add, divide, multiply, negate, power
from ...steps import Derivation, value_of
from ...words import quizzes as words
from .asked import Asked, number_of
from .telling_apart import Candidate, Wrong, apart_from, different, is_near, may_be

__all__ = ["Mistakes", "said_of", "wrong_answers"]

# So many there are at most; up to so many variants of the right answer fill them.
MOST, FEWEST = 4, 3
# With so many likely ones, or so many of any kind, no more are looked for.
ENOUGH, TRIED = 5, 12
# Which lines are looked at first, by their kinds, and at most so many equations.
KINDS = ("score", "number", "log-likelihood", "equation", "estimate", "likelihood")
EQUATIONS = 3
STATISTICS = {"mean": "mean", "median": "median", "largest": "max", "smallest": "min"}
# Mistakes that are told of only where there are squares, and where probabilities add up to one.
OF_VARIANCES, OF_SUMS = "divided-by-n-minus-one", "constraint-ignored"
# The lines whose value is an answer.
ANSWERS = ("estimate", "number", "likelihood", "log-likelihood", "score")


class Mistakes:
    """The mistakes that can be made at the lines of a worked solution; those of a line are looked for once."""

    def __init__(self, problem: Problem, derivation: Derivation) -> None:
        self.problem, self.derivation = problem, derivation
        self._made: dict[int, list[Planted]] = {}

    @cached_property
    def lines(self) -> list[Due]:
        """The lines at which mistakes can be told, those first where most are made."""
        lines = sorted(fitting(self.problem, self.derivation), key=lambda due: KINDS.index(due.kind))
        equations = [due for due in lines if due.kind == "equation"][:EQUATIONS]
        return [due for due in lines if due.kind != "equation" or due in equations]

    def at(self, due: Due) -> list[Planted]:
        """The mistakes of understanding that one may overlook at one of the lines, the common ones first."""
        if id(due) not in self._made:
            self._made[id(due)] = list(likely(due, self.problem, self.derivation, partial(self._is_overlooked, due)))
        return self._made[id(due)]

    def first_form(self, asked: Asked) -> Expression:
        """The formula as it stands in the line that it is found in, such as a sum over n for a mean."""
        forms = (due.line for due in self.lines if due.kind == "estimate" and _says(due, asked, self.derivation))
        return next(forms, asked.expression)

    def _is_overlooked(self, due: Due, wrong: Expression) -> bool:
        return looks_right(wrong, due, self.problem)


def wrong_answers(mistakes: Mistakes, asked: Asked) -> tuple[Wrong, ...]:
    """Up to four, those where the answer might lie and the likelier first; fewer where there are no more."""
    apart, setting = apart_from(asked, mistakes.derivation), mistakes.derivation.setting
    found: list[tuple[Wrong, int]] = []
    likely_ones = 0
    for wrong, weight in different(_from_mistakes(mistakes, asked), asked, setting, apart, []):
        found.append((wrong, weight))
        likely_ones += may_be(wrong, asked, setting) and is_near(wrong, asked)
        if likely_ones == ENOUGH or len(found) == TRIED:
            break
    found.sort(key=lambda pair: (not may_be(pair[0], asked, setting), not is_near(pair[0], asked), -pair[1]))
    chosen = [wrong for wrong, _ in found[:MOST]]
    for wrong, _ in different(_variants(mistakes.problem, asked), asked, setting, apart, chosen):
        if len(chosen) < FEWEST and may_be(wrong, asked, setting):
            chosen.append(wrong)
    return tuple(chosen)


# ---- from the mistakes -----------------------------------------------------------------------------------------


def _from_mistakes(mistakes: Mistakes, asked: Asked) -> Iterator[Candidate]:
    """Answers with what is said of them and the weight of the mistake."""
    problem, derivation = mistakes.problem, mistakes.derivation
    for due in mistakes.lines:
        is_answer = _says(due, asked, derivation)
        is_carried = asked.parameter is not None and len(problem.parameters) == 1 and due.kind != "estimate"
        if not (is_answer or is_carried or _is_estimate_behind(due, asked)):
            continue
        for mistake, wrong in mistakes.at(due):
            root = _root(due, wrong, problem, derivation) if is_carried and not is_answer else value_of(wrong)
            if root is not None and _fits(mistake, asked, problem):
                answer = root if is_answer else _answer_from(root, asked, problem)
                yield _tidied(answer), said_of(mistake), mistake.weight


def _fits(mistake: Mistake, asked: Asked, problem: Problem) -> bool:
    """Whether what the mistake speaks of is there: a sum of squares, probabilities that add up to one."""
    if mistake.id == OF_VARIANCES:
        formula = asked.expression if asked.formula is None else asked.formula
        return Power in kinds(formula)
    return mistake.id != OF_SUMS or bool(problem.constraints) or any(law.cells for law in problem.laws)


def said_of(mistake: Mistake) -> str:
    """The title and the sentence of a mistake; a title may begin with a letter of a formula."""
    title = mistake.title
    return f"{title if title[1:2] == ' ' else title[:1].upper() + title[1:]}. {mistake.sentence}"


def _says(due: Due, asked: Asked, derivation: Derivation) -> bool:
    """Whether the line is about what is asked, and has its value."""
    if due.kind not in ANSWERS or (asked.parameter is not None) != (due.kind == "estimate"):
        return False
    if isinstance(asked.parameter, Symbol) and due.parameter != asked.parameter.name:
        return False
    if not asked.numbers:
        return isinstance(due.whole, Relation) and asked.expression in due.whole.operands[1:]
    value = number_of(due.line, derivation.setting)
    return value is not None and abs(value - asked.numbers[0]) <= abs(value) / 10**12


def _is_estimate_behind(due: Due, asked: Asked) -> bool:
    """Whether the line is the estimate that a function is asked of."""
    return (
        due.kind == "estimate" and isinstance(due.whole, Relation) and isinstance(due.whole.operands[0], Hat)
        and not isinstance(asked.parameter, Symbol) and asked.parameter is not None
        and free_symbols(asked.parameter) == {due.parameter}
    )


def _root(due: Due, wrong: Expression, problem: Problem, derivation: Derivation) -> Expression | None:
    """The estimate that the wrong line leads to."""
    behind = carried_on(due, wrong, problem, derivation)
    last = behind[-1].line if behind else None
    return last.operands[1] if isinstance(last, Relation) else None


def _answer_from(root: Expression, asked: Asked, problem: Problem) -> Expression:
    """The estimate, or the function of it that is asked for."""
    if asked.parameter is None or isinstance(asked.parameter, Symbol):
        return root
    name = next(iter(free_symbols(asked.parameter) & {*problem.parameters}))
    return replace(asked.parameter, Symbol(name), root)


def _tidied(e: Expression) -> Expression:
    """The expression without factors and divisors of one."""
    e = map_children(_tidied, e)
    if isinstance(e, Divide) and e.denominator == ONE:
        return e.numerator
    if isinstance(e, Multiply) and ONE in e.factors:
        return multiply(*e.factors)
    return e


# ---- variants of the right answer ------------------------------------------------------------------------------


def _variants(problem: Problem, asked: Asked) -> Iterator[Candidate]:
    """What a single operation makes of the right answer, and statistics that might stand for it."""
    e = asked.expression
    if isinstance(e, Relation):
        return
    made: dict[str, Callable[[], Expression]] = {
        "complement": lambda: add(ONE, negate(e)), **_statistics(problem, asked),
        "double": lambda: multiply(TWO, e), "half": lambda: divide(e, TWO), "square": lambda: power(e, TWO),
        "root": lambda: Call("sqrt", (e,)), "reciprocal": lambda: divide(ONE, e), "opposite": lambda: negate(e),
    }
    if asked.domain != PROBABILITY:
        del made["complement"]
    if asked.numbers and not any(asked.numbers):  # nought is its own double, and has no reciprocal
        made = _statistics(problem, asked)
    for id, make in made.items():
        yield make(), words.VARIANTS[id], 0


def _statistics(problem: Problem, asked: Asked) -> dict[str, Callable[[], Expression]]:
    """Of the one sample, where the answer is a place among the observations."""
    names = [law.variable for law in problem.laws if not law.beside and not law.cells]
    is_place = asked.domain == REAL or (asked.unit and asked.unit == problem.unit) or (
        isinstance(asked.formula, Call) and asked.formula.function in STATISTICS.values()
    )
    if asked.parameter is None or len(names) != 1 or problem.labels or not is_place:
        return {}
    x = Symbol(names[0])
    return {id: partial(Call, function, (x,)) for id, function in STATISTICS.items()}
