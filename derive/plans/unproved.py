"""A derivation whose estimate stands though something after it has no proof: that part is struck out, and said so."""

from __future__ import annotations

from ..claims.information import (
    AtEstimate,
    CellInformation,
    Expectation,
    Information,
    LikelihoodRatio,
    LogDensity,
    NormalQuantile,
    Observed,
    OwnCount,
    RatioSet,
    StandardError,
    Wald,
)
from ..expressions import Expression, Symbol
from ..notation.plain import plain
from ..records import replace
from ..steps import Derivation, Quantity, Step, value_of
from ..words import say, title
from .after import KINDS
from .conclusions import in_sentences, sentence_of

__all__ = ["without_unproved"]

CLAIMS = (
    AtEstimate, CellInformation, Expectation, Information, LikelihoodRatio, LogDensity, NormalQuantile, Observed,
    OwnCount, RatioSet, StandardError, Wald,
)
RULES = frozenset((
    "score-of-one", "second-of-one", "probability-of-category", "function-of-parameters", "slope-of-function",
))


def without_unproved(derivation: Derivation, step: Step) -> Derivation | None:
    """The derivation without a part that has no proof, where that comes after the estimate, which stands without it:
    one likelihood-ratio interval, the error of one parameter or function where others have theirs, or else everything
    from the information on. None where it is another step."""
    if isinstance(step.claim, LikelihoodRatio):
        name = plain(Symbol(step.claim.variable))
        lost = [s for s in derivation.steps if s.claim in (step.claim, RatioSet(step.claim.variable))]
        rows = [q for q in derivation.quantities if (q.method, q.parameter) == ("likelihood ratio", name)]
        return _less(derivation, lost, rows, say("ratio-interval-not-proved", name=name))
    if isinstance(step.claim, (StandardError, Wald)):
        shorter = _without_error(derivation, step.claim.of, title(step.rule))
        if shorter is not None:
            return shorter
    if isinstance(step.claim, CLAIMS):
        lost = [s for s in derivation.steps if isinstance(s.claim, CLAIMS) or s.rule in RULES]
        rows = [q for q in derivation.quantities if q.name in KINDS]
        return _less(derivation, lost, rows, say("after-estimate-not-proved", step=title(step.rule)))
    return None


def _without_error(derivation: Derivation, of: Expression, rule: str) -> Derivation | None:
    """Without the standard error of one expression and the interval made of it; None where no other is left."""
    others = [s for s in derivation.steps if isinstance(s.claim, StandardError) and s.claim.of != of]
    if not others:
        return None
    functions = [s for s in derivation.steps if s.rule == "function-of-parameters" and value_of(s.after) == of]
    lost = [
        s for s in derivation.steps
        if s in functions
        or (isinstance(s.claim, (StandardError, Wald)) and s.claim.of == of)
        or (s.rule == "slope-of-function" and any(s.before == f.after for f in functions))
    ]
    name = plain(of)
    about = [q for q in derivation.quantities if q.parameter == name]
    rows = [q for q in about if q.name == "standard-error" or q.method == "Wald"]
    return _less(derivation, lost, rows, say("error-not-proved", name=name, step=rule))


def _less(derivation: Derivation, lost: list[Step], rows: list[Quantity], remark: str) -> Derivation:
    return replace(
        derivation,
        steps=tuple(s for s in derivation.steps if s not in lost),
        quantities=tuple(q for q in derivation.quantities if q not in rows),
        conclusion=_shortened(derivation, rows),
        diagnostics=(*derivation.diagnostics, remark),
    )


def _shortened(derivation: Derivation, rows: list[Quantity]) -> str:
    """The closing words without what they say of these rows."""
    kept = [row for row in derivation.quantities if row not in rows]
    said, left = (
        in_sentences(sentence_of(row, derivation.estimates) for row in some) for some in (derivation.quantities, kept)
    )
    return derivation.conclusion.replace(said, left).replace("  ", " ").strip() if said else derivation.conclusion
