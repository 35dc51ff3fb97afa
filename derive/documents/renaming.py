"""A solution in the notation that was chosen: names of functions, logarithms, estimates, decimal places.

The derivation stays what it is; what changes is what is shown of it, and all of that reads back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ..balls import Undefined, decimal
from ..expressions import (
    Apply,
    Call,
    Derivative,
    Expression,
    Hat,
    Interval,
    Negate,
    Number,
    Relation,
    Symbol,
    map_children,
    nodes,
    number_value,
)
from ..notation.choices import Notation, collision, notation
from ..problem.diagnostics import ProblemError
from ..problem.model import Problem
from ..records import replace
from ..steps import Derivation, Setting, Step
from . import words
from .facts import Fact
from .options import Options
from .outline import Line, Outline, Pitfall
from .phrases import Phrase

__all__ = ["Naming", "naming"]

# Digits to which a number is worked out before it is rounded.
WORKED_OUT = 40


def naming(problem: Problem, derivation: Derivation, options: Options) -> Naming | None:
    """How the problem and the options want things written, the options first; None where nothing is chosen.

    Raises ProblemError where that does not fit the names of the problem.
    """
    if not (problem.notation or options.notation):
        return None
    chosen = notation({**problem.notation, **options.notation})
    taken = collision(chosen, _names(problem))
    if taken:
        place = next(iter(problem.places), "")
        raise ProblemError.at(problem, place, f"{taken} is a name of the problem: call the likelihood otherwise")
    if not chosen.log_likelihood and any(map(_holds_slope_at_number, _statements(derivation.steps))):
        chosen = replace(chosen, log_likelihood="ℓ")
    return Naming(chosen, derivation.setting, tuple(problem.parameters))


def _holds_slope_at_number(statement: Expression) -> bool:
    """Whether there is an ℓ′(0), for which the log of the likelihood has no notation."""
    return any(map(_is_slope_at_number, nodes(statement)))


def _is_slope_at_number(e: Expression) -> bool:
    return (
        isinstance(e, Apply) and e.function == "ℓ" and e.primes > 0 and len(e.arguments) > 0
        and not isinstance(e.arguments[0], Symbol)
    )


def _statements(steps: tuple[Step, ...]) -> Iterator[Expression]:
    for step in steps:
        yield from filter(None, (step.before, step.after))
        yield from _statements(step.substeps)


def _names(problem: Problem) -> Iterator[str]:
    yield from problem.domains
    yield from problem.columns
    for law in problem.laws:
        yield from law.variables


class Naming:
    """Rewrites expressions, and the words that name what is in them."""

    def __init__(self, chosen: Notation, setting: Setting, parameters: tuple[str, ...]) -> None:
        self._chosen, self._setting, self._parameters = chosen, setting, parameters
        self._words = tuple(_in_words(chosen))

    def outline(self, solution: Outline) -> Outline:
        """All parts but the author's own words."""
        return solution._replace(
            facts=tuple(Fact(fact.label, tuple(map(self._part, fact.phrase))) for fact in solution.facts),
            sections=tuple(s._replace(lines=tuple(map(self._line, s.lines))) for s in solution.sections),
            answers=tuple(map(self._answer, solution.answers)), formulas=tuple(map(self._answer, solution.formulas)),
            closing=tuple(map(self.said, solution.closing)), checks=tuple(map(self.parts, solution.checks)),
            pitfalls=tuple(map(self._pitfall, solution.pitfalls)), key=tuple(map(self.parts, solution.key)),
            task=self.said(solution.task),
        )

    def _line(self, line: Line) -> Line:
        return line._replace(
            statement=None if line.statement is None else self.written(line.statement),
            reason=None if line.reason is None else self.said(line.reason),
            conditions=tuple(map(self.written, line.conditions)), substeps=tuple(map(self._line, line.substeps)),
            title=self.said(line.title), before=None if line.before is None else self.written(line.before),
        )

    def _pitfall(self, pitfall: Pitfall) -> Pitfall:
        return pitfall._replace(
            statement=self.written(pitfall.statement), title=self.said(pitfall.title), said=self.said(pitfall.said),
        )

    def parts(self, phrase: Phrase) -> Phrase:
        """The words and the mathematics of a phrase."""
        return tuple(new for part in phrase for new in self._parts(part))

    def _parts(self, part: str | Expression) -> Phrase:
        if isinstance(part, str):
            return (self.said(part),)
        place = self._place(part)
        if not isinstance(part, Relation) or place is None:
            return (self.written(part),)
        slope, *others = part.operands
        assert isinstance(slope, Apply)
        unknown = Symbol(self._parameters[0])
        whole = Relation((replace(slope, arguments=(unknown,)), *others), part.operators)
        return (self.written(whole), words.AT, self.written(Relation((unknown, place), ("=",))))

    def _place(self, e: Expression) -> Expression | None:
        """The 0.7 of `ℓ′(0.7) = 0` where the log of the likelihood, which has no name, is differentiated."""
        slope = e.operands[0] if isinstance(e, Relation) else e
        if self._chosen.log_likelihood or len(self._parameters) != 1 or not _is_slope_at_number(slope):
            return None
        assert isinstance(slope, Apply)
        return slope.arguments[0]

    def _answer(self, phrase: Phrase) -> Phrase:
        """The ends of an interval are rounded numbers, but for those of an enclosure."""
        is_proved = any(isinstance(part, str) and words.ENCLOSURE in part for part in phrase)
        return tuple(self._ends(part) if isinstance(part, Interval) and not is_proved else self._part(part)
                     for part in phrase)

    def _part(self, part: str | Expression) -> str | Expression:
        return part if isinstance(part, str) else self.written(part)

    # ---- words

    def said(self, text: str) -> str:
        """The words with the functions, estimates and logarithms in them as they are written in formulas."""
        for pattern, name in self._words:
            text = pattern.sub(name, text)
        return text

    # ---- expressions

    def written(self, e: Expression) -> Expression:
        """The expression in the notation."""
        chosen = self._chosen
        if isinstance(e, Relation) and chosen.places is not None and "≈" in e.operators:
            e = self._rounded(e)
        if isinstance(e, Hat) and isinstance(e.of, Symbol) and chosen.estimate == "mle" and "_" not in e.of.name:
            return _with_index(e.of)
        if isinstance(e, Apply) and e.function == "ℓ" and not chosen.log_likelihood:
            return self._log_of_likelihood(e)
        e = map_children(self.written, e)
        if isinstance(e, Call) and e.function == "log" and len(e.arguments) == 1:
            return Call(chosen.log, e.arguments)
        if isinstance(e, Apply) and e.function in ("L", "ℓ"):
            name = chosen.likelihood if e.function == "L" else chosen.log_likelihood
            return Apply(name, e.arguments, e.given, e.primes)
        return e

    def _log_of_likelihood(self, e: Apply) -> Expression:
        """`log L(θ)`, `d/dθ[log L(θ)]`."""
        arguments = tuple(map(self.written, e.arguments))
        whole = Call(self._chosen.log, (Apply(self._chosen.likelihood, arguments, e.given),))
        return Derivative(whole, arguments[0], e.primes) if e.primes and arguments else whole

    def _rounded(self, e: Relation) -> Relation:
        """The relation with each rounded number to the places."""
        operands = list(e.operands)
        for k, operator in enumerate(e.operators, 1):
            if operator == "≈":
                operands[k] = self._to_places(operands[k], e.operands[k - 1])
        return Relation(tuple(operands), e.operators)

    def _to_places(self, shown: Expression, of: Expression | None) -> Expression:
        """A decimal to the places: rounded from what it is the value of where that can be worked out."""
        number = shown.operand if isinstance(shown, Negate) else shown
        value, places = number_value(shown), self._chosen.places
        if not isinstance(number, Number) or value is None or places is None or "×" in number.text:
            return shown
        _, _, decimals = number.text.partition(".")
        exact = None if of is None else self._worked_out(of)
        if exact is None and len(decimals) <= places:
            return shown
        return _to_decimals(Fraction(value) if exact is None else exact, places)

    def _worked_out(self, of: Expression) -> Fraction | None:
        try:
            value = number_value(decimal(of, WORKED_OUT, self._setting))
        except Undefined:
            return None
        return None if value is None else Fraction(value)

    def _ends(self, e: Interval) -> Interval:
        lower, upper = (self._to_places(end, None) for end in (e.lower, e.upper))
        return Interval(lower, upper, e.lower_closed, e.upper_closed)


def _to_decimals(value: Fraction, places: int) -> Expression:
    """The number rounded, with all its places; one that would vanish keeps its first digit."""
    size = abs(value)
    while size and size * 10**places < Fraction(1, 2):
        places += 1
    units = round(size * 10**places)
    whole, rest = divmod(units, 10**places)
    number = Number(Fraction(units, 10**places), f"{whole}.{rest:0{places}d}")
    return Negate(number) if value < 0 else number


def _with_index(name: Symbol) -> Symbol:
    """`θ_MLE`, and `σ_MLE²` for σ²."""
    word = name.name.removesuffix("²")
    return Symbol(f"{word}_MLE{name.name[len(word):]}")


def _in_words(chosen: Notation) -> Iterator[tuple[re.Pattern[str], str]]:
    """What names a function, an estimate or a logarithm in words, and what is said instead."""
    if chosen.log != "log":
        yield re.compile(r"\blog(?= ?\(| ?[^\W\d_](?![^\W\d_])| ?\d)"), chosen.log
    if chosen.likelihood != "L":
        yield re.compile(r"\bL\b"), chosen.likelihood
    if chosen.log_likelihood != "ℓ":
        yield re.compile("ℓ"), chosen.log_likelihood or f"{chosen.log} {chosen.likelihood}"
    if chosen.estimate == "mle":
        yield re.compile("(\\w)\u0302(?![₀-₉])"), r"\1_MLE"
