"""Which lines of a worked solution a person would write, and where a mistake can be told from what is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...expressions import (
    Apply,
    Derivative,
    Expression,
    Hat,
    Relation,
    Several,
    Symbol,
    free_symbols,
    map_children,
    nodes,
)
from ...problem.model import Problem
from ...steps import Derivation, Step
from ..comparison import Comparison
from ..due import Due, lines_due
from .planting import MULTIPLIER, at_answer, situation_of
from .telling import INDICES, are_apart

__all__ = [
    "BESIDE", "FUNCTIONS", "answers", "defines", "holds_at_answer", "is_for_hands", "lines_for_hands", "names_in",
    "uses",
]

LAGRANGIAN = "Λ"
# Names that need no declaration.
BESIDE = ("n", "c", MULTIPLIER, LAGRANGIAN)
# Phases and rules whose lines are proofs of their own, or words in signs.
FUNCTIONS = ("L", "ℓ", "f", "P", "I", "J", "SE", "E", "NLL", "H", "PPL")
NORMAL = "normal-quantile"
INTRODUCING = ("equation", "number", "estimate", "definition")
MEANINGS = ("new-parameters",)
BEYOND = ("newton", "no-maximum", "maximum")
IN_SIGNS = ("distribution-function", "condition-met", "choice", "path", "path-simplified", "half-circle",
            "vertical-line", "along-curve", "concave-along-circle", "concave-along-line", "chances-in",
            "parameters-of-the-parts")
# Phases that say what is asked beside the estimates.
ASIDE = {
    "invariance": "mle", "information": "fisher-information", "standard-error": "standard-error",
    "interval": "confidence-interval", "numbers": "mle", "delta": "standard-error", "values": "", "observed": "",
}  # fmt: skip
FOUND = ("only-zero", "joint-maximum", "highest-zero", "follows", "maximum-along-curves", "read-back-inside")
SHOWN = "shown"
EVALUATED = ("likelihood", "log-likelihood")
ASIDES = ("score-identity", "moment", "expected-curvature", "right-side", "observed", "normal-quantile")
RESULTS = ("information", "at-estimate", "standard-error", "standard-error-of-several", "delta-method", "wald",
           "likelihood-ratio-ends", "likelihood-ratio", "invariance", "values-in", "prediction",
           "definition-of-nll")  # fmt: skip


def is_for_hands(due: Due) -> bool:
    """Whether a person would write the line: no density of one observation by its name, no second derivatives."""
    return due.kind != "second-derivative" and not _of_one(due.whole)


def _of_one(e: Expression) -> bool:
    return any(isinstance(node, Apply) and node.function in ("f", "F", "S") for node in nodes(e))


def defines(due: Due) -> bool:
    """Whether the line says what a new letter stands for: `Λ = …`."""
    return isinstance(due.whole, Relation) and due.whole.operands[0] == Symbol(LAGRANGIAN)


def uses(definition: Due, due: Due) -> bool:
    """Whether the line has the letter of the definition, which is another line."""
    return due is not definition and LAGRANGIAN in free_symbols(due.whole)


def lines_for_hands(problem: Problem, derivation: Derivation) -> tuple[Due, ...]:
    """The lines that people write, in order; those that no report has a kind for are numbers, or equations."""
    reported = [due for due in lines_due(derivation, problem.parameters) if due.rule not in (*IN_SIGNS, SHOWN)]
    known = [
        due for due in reported
        if not _of_one(due.whole)
        and (due.kind not in ("equation", "estimate") or not _fails_at_answer(due, problem, derivation))
    ]
    meanings = list(_meanings(derivation))
    known = [due for due in known if due.step not in {meaning.step for meaning in meanings}]
    told = {due.step for due in (*reported, *meanings)}
    others = [*meanings, *(due for due in _others(derivation) if due.step not in told)]
    lines = sorted([*known, *others], key=lambda due: due.step)
    return _spelled_out(lines, problem, _roundabout(derivation, problem))


def _roundabout(derivation: Derivation, problem: Problem) -> frozenset[str]:
    """New unknowns of a proof that goes round about: all five of a bivariate normal at once."""
    steps = (step for step in derivation.steps if step.rule == "parameters-of-the-parts")
    return frozenset(name for step in steps for name in names_in(step.after)) - {*problem.parameters}


def _spelled_out(lines: Iterable[Due], problem: Problem, without: frozenset[str]) -> tuple[Due, ...]:
    """Those whose names are the problem's, or have been brought in by an equation before."""
    names = {*problem.parameters, *_known(problem), *BESIDE, *FUNCTIONS}
    names |= {name.removesuffix("²") for name in names}
    out = []
    for due in lines:
        if not problem.parameters and due.kind in EVALUATED and _is_value(due.whole):
            assert isinstance(due.whole, Relation)
            due = Due("number", due.whole.operands[1], due.whole, "", None, None, "values-in", due.step)
        new = names_in(due.whole) - names
        if (new and due.kind not in INTRODUCING) or new & without:
            continue
        names |= new
        out.append(due)
    return tuple(out)


def _is_value(e: Expression) -> bool:
    return isinstance(e, Relation) and not free_symbols(e.operands[1])


def _meanings(derivation: Derivation) -> Iterator[Due]:
    """New parameters, `μ_1 = m, μ_2 = a + b m, …`, all of them on one line."""
    for number, step in enumerate(derivation.steps):
        if isinstance(step.after, Several) and step.rule in MEANINGS:
            yield Due("definition", step.after, step.after, "", None, None, step.rule, number)


def _others(derivation: Derivation) -> Iterator[Due]:
    phase = ""
    for number, step in enumerate(derivation.steps):
        phase = step.phase or phase
        if step.rule in IN_SIGNS or (phase in BEYOND and step.rule not in FOUND):
            continue
        statements = step.after.statements if isinstance(step.after, Several) else (step.after,)
        for line in statements:
            if step.rule == NORMAL and line is not statements[-1]:
                continue  # Φ(z) = 0.975
            kind = _kind(line, step, phase)
            if kind and not _of_one(line):
                yield _due(kind, line, step, number)


def _kind(line: Expression, step: Step, phase: str) -> str | None:
    if not isinstance(line, Relation):
        return None
    left = line.operands[0]
    if step.rule == SHOWN:
        return "show"
    if isinstance(left, Hat) or step.rule in FOUND:
        return "estimate"
    if line.operators[0] not in ("=", "≈"):
        return "inequality"
    return "number" if phase in ASIDE else "equation"


def _due(kind: str, line: Expression, step: Step, number: int) -> Due:
    assert isinstance(line, Relation)
    left = line.operands[0].of if isinstance(line.operands[0], Hat) else line.operands[0]
    about = left.name if isinstance(left, Symbol) else ""
    return Due(kind, line.operands[1], line, about, None, None, step.rule, number)


# ---- answers -------------------------------------------------------------------------------------------------


def answers(lines: Iterable[Due], problem: Problem, derivation: Derivation) -> tuple[Due, ...]:
    """The lines that say what is asked: the last estimate of each parameter, each loss, and what is asked beside."""
    found: dict[object, Due] = {}
    asked = {find.kind for find in problem.find}
    for due in lines:
        if due.kind in ("estimate", "show") or _is_result(due) or _is_asked(due, asked, derivation):
            left = due.whole.operands[0] if isinstance(due.whole, Relation) else due.whole
            if due.kind == "estimate":
                found[left.of if isinstance(left, Hat) else left] = due
            else:
                found[due.whole] = due
    kept = set(map(id, found.values()))
    return tuple(due for due in lines if id(due) in kept)


def _is_result(due: Due) -> bool:
    """A number that is asked: a loss, or what comes after the estimates."""
    if due.rule in RESULTS:
        return True
    return due.kind == "number" and not due.parameter and due.rule not in ASIDES


def _is_asked(due: Due, asked: set[str], derivation: Derivation) -> bool:
    """A formula that is asked itself, or its value."""
    if due.kind not in asked or derivation.estimates:
        return False
    return isinstance(due.whole, Relation)


def names_in(e: Expression) -> frozenset[str]:
    """The names of quantities and functions."""
    called = {node.function for node in nodes(e) if isinstance(node, Apply)}
    derived = {node.body.name for node in nodes(e) if isinstance(node, Derivative) and isinstance(node.body, Symbol)}
    return (free_symbols(e) | called | derived) - {*INDICES}


# ---- right at the answer -------------------------------------------------------------------------------------


def holds_at_answer(due: Due, problem: Problem, derivation: Derivation) -> bool:
    """Whether the equation holds at the answer: at the edge of a domain the score does not vanish."""
    left = due.whole.operands[0] if isinstance(due.whole, Relation) else due.whole
    statement = Relation((left, due.line), ("=",)) if due.kind == "estimate" else due.line
    line = at_answer(_without_hats(statement), derivation)
    if MULTIPLIER in free_symbols(line) or not isinstance(line, Relation):
        return True
    return Comparison(situation_of(due, problem, derivation), due.line).holds(line)


def _fails_at_answer(due: Due, problem: Problem, derivation: Derivation) -> bool:
    """Whether the sides of an equation are proved to differ at the answer, as those of a score do at an edge."""
    left = due.whole.operands[0] if isinstance(due.whole, Relation) else due.whole
    statement = Relation((left, due.line), ("=",)) if due.kind == "estimate" else due.line
    line = at_answer(_without_hats(statement), derivation)
    return isinstance(line, Relation) and are_apart(line, derivation.setting, _known(problem))


def _known(problem: Problem) -> frozenset[str]:
    """The names that have, or stand for, a value given with the problem."""
    variables = {name for law in problem.laws for name in law.variables}
    return frozenset({*problem.known, *problem.columns, *variables})


def _without_hats(e: Expression) -> Expression:
    return e.of if isinstance(e, Hat) else map_children(_without_hats, e)
