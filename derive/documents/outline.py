"""A worked solution without a format: what is given, numbered lines in sections, the answer, what was proved.

Each format turns one `Outline` into text; what to show, and in which order, is decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ..expressions import Call, Expression, walk
from ..notation.plain import plain
from ..problem.model import Problem
from ..steps import Derivation, Step, Verified
from ..words import exercises
from . import words
from .answers import answers, formulas
from .facts import Fact, facts
from .intro import intro
from .options import DETAILS, Options
from .phrases import Phrase

__all__ = ["Line", "Outline", "Pitfall", "Section", "outline"]

# A reason of so many characters is not said twice in a row.
LONG = 24


# With more estimates than this, lists may be too long to be read.
MANY = 24


class Line(NamedTuple):
    """A numbered line: the statement, the unit behind it, the reason beside it and the conditions that it uses.

    statement, reason: None where they are left blank, to be filled in. rule, title, level: of the step that wrote it,
    as is `before`, the line that it starts from; a line that no step wrote has none. proof: how it was proved.
    """

    number: str
    statement: Expression | None
    unit: str
    reason: str | None
    conditions: tuple[Expression, ...]
    substeps: tuple[Line, ...]
    rule: str = ""
    title: str = ""
    level: int = 1
    before: Expression | None = None
    proof: Verified | None = None

    @property
    def unnamed(self) -> tuple[Expression, ...]:
        """The conditions that the reason does not name, which stand behind it; none where it is left blank."""
        if self.reason is None:
            return ()
        return tuple(condition for condition in self.conditions if plain(condition) not in (self.reason or ""))


class Section(NamedTuple):
    """The lines of one part of the derivation under its heading."""

    heading: str
    lines: tuple[Line, ...]


class Pitfall(NamedTuple):
    """A common mistake: the number of the line that it spoils, that line with the mistake made, what the mistake is
    called and the sentence about it."""

    number: str
    statement: Expression
    unit: str
    title: str
    said: str

    @property
    def heading(self) -> str:
        """The title as a sentence."""
        return f"{self.title[:1].upper()}{self.title[1:]}."


class Outline(NamedTuple):
    """A worked solution, from top to bottom.

    intro: what will be done. task: what an exercise asks of the reader. closing: in sentences what was found, or why
    nothing was. checks: what the answer was held against. key: what solves the exercise.
    """

    title: str
    question: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    answers: tuple[Phrase, ...]
    formulas: tuple[Phrase, ...]
    closing: tuple[str, ...]
    footer: str
    intro: str = ""
    task: str = ""
    checks: tuple[Phrase, ...] = ()
    pitfalls: tuple[Pitfall, ...] = ()
    key: tuple[Phrase, ...] = ()

    @property
    def labelled(self) -> Iterator[tuple[str, list[Phrase]]]:
        """The facts under their labels, each of which is said once."""
        for label, alike in groupby(self.facts, key=lambda fact: fact.label):
            yield words.LABELS[label], [fact.phrase for fact in alike]


def outline(problem: Problem, derivation: Derivation, options: Options) -> Outline:
    """The worked solution as the options want it, or the exercise that they make of it.

    Raises NoExercise where there is none, ProblemError where its form does not fit the solution.
    """
    solution = _solution(problem, derivation, options)
    solution = solution._replace(sections=tuple(_introduced(solution.sections)))
    if options.form != "shuffled":  # in another order nothing is like the line before
        solution = solution._replace(sections=tuple(map(_without_repeats, solution.sections)))
    if options.number:
        solution = solution._replace(title=exercises.numbered(options.number, solution.title))
    if options.form != "full":
        from .forms import posed

        solution = posed(solution, problem, derivation, options)
    if problem.notation or options.notation:
        from .renaming import naming

        chosen = naming(problem, derivation, options)
        return solution if chosen is None else chosen.outline(solution)
    return solution


def _solution(problem: Problem, derivation: Derivation, options: Options) -> Outline:
    solution = Outline(
        problem.title or problem.name, problem.question, facts(problem),
        tuple(_sections(derivation, DETAILS[options.detail])), answers(problem, derivation),
        formulas(problem, derivation), _closing(derivation), _footer(derivation),
    )
    if len(derivation.estimates) > MANY:
        from .shortening import shortened

        solution = shortened(solution)
    return _with_remarks(solution, problem, derivation, options) if options.remarks else solution


def _with_remarks(solution: Outline, problem: Problem, derivation: Derivation, options: Options) -> Outline:
    from .checks import checks
    from .large_samples import in_sums, is_long, is_too_large
    from .pitfalls import pitfalls

    if is_too_large(problem, derivation):
        return solution._replace(intro=intro(derivation))

    shown = [k for k, step in enumerate(derivation.steps) if step.level <= DETAILS[options.detail]]
    numbers = {k: str(number) for number, k in enumerate(shown, 1)}
    checked = checks(problem, in_sums(problem, derivation))
    mistaken = () if is_long(problem, derivation) else pitfalls(problem, derivation, numbers)
    return solution._replace(intro=intro(derivation), checks=checked, pitfalls=mistaken)


# ---- lines ---------------------------------------------------------------------------------------------


def _sections(derivation: Derivation, level: int) -> Iterator[Section]:
    phase, count = "", 0
    lines: list[Line] = []
    for step in derivation.steps:
        if step.phase and step.phase != phase:
            if lines:
                yield Section(words.heading(phase), tuple(lines))
            phase, lines = step.phase, []
        if step.level <= level:
            count += 1
            lines.append(_line(step, str(count), level))
    if lines:
        yield Section(words.heading(phase), tuple(lines))


def _line(step: Step, number: str, level: int) -> Line:
    inner = step.substeps if level == DETAILS["full"] else ()
    substeps = tuple(_line(substep, f"{number}.{k}", level) for k, substep in enumerate(inner, 1))
    return Line(
        number, step.after, step.unit, step.reason or step.title, step.conditions, substeps, step.rule, step.title,
        step.level, step.before, step.proof.kind if step.proof else None,
    )


def _introduced(sections: tuple[Section, ...]) -> Iterator[Section]:
    """With a word on each function that not everybody knows, at the line where it comes first."""
    said: set[str] = set()
    for section in sections:
        lines = []
        for line in section.lines:
            used = {n.function for n in walk(line.statement) if isinstance(n, Call)} if line.statement else set()
            new = [words.FUNCTIONS[name] for name in words.FUNCTIONS if name in used - said]
            said |= used
            lines.append(line._replace(reason="; ".join((line.reason, *new))) if new and line.reason else line)
        yield section._replace(lines=tuple(lines))


def _without_repeats(section: Section) -> Section:
    """A long reason that is that of the line before, too, is not read twice."""
    before = ("", *(line.reason for line in section.lines))
    return section._replace(lines=tuple(
        line._replace(reason=words.LIKEWISE) if line.reason == last and len(last or "") > LONG else line
        for line, last in zip(section.lines, before, strict=False)
    ))


# ---- the end ---------------------------------------------------------------------------------------------


def _closing(derivation: Derivation) -> tuple[str, ...]:
    """The sentence that answers, or why there is no answer; then what it does not say already."""
    closing = derivation.conclusion or words.NO_ANSWER.get(derivation.status, "")
    remarks = [r for r in derivation.diagnostics if r.rstrip(".").casefold() not in closing.casefold()]
    return (closing, *remarks) if closing else tuple(remarks)


def _footer(derivation: Derivation) -> str:
    """How the lines were proved, substeps counted as well, what is given, and which lines lack a proof."""
    proofs = [step.proof for step in _all_steps(derivation.steps)]
    if not proofs:
        return ""
    counts = Counter(proof.kind for proof in proofs if proof is not None)
    proved = {str(kind): counts[kind] for kind in (Verified.EXACT, Verified.ENCLOSED)}
    missing = len(proofs) - sum(counts.values())
    return words.proofs(counts[Verified.GIVEN], proved, counts[Verified.SAMPLED], missing)


def _all_steps(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from _all_steps(step.substeps)
