"""Estimates that are told by what a parameter is: `the variance is estimated by 6.8` says what σ̂² is."""

from __future__ import annotations

import re

from ..expressions import (
    TWO,
    Apply,
    Expression,
    Hat,
    Interval,
    Number,
    Power,
    Relation,
    SetOf,
    Symbol,
    free_symbols,
)
from ..problem.model import Law
from .statements import Statement
from .truth import Truth

__all__ = ["estimate_told", "subject_of"]

_ROLES = {
    "probability": ("probability", "chance", "proportion"), "location": ("location", "centre", "center"),
    "variance": ("variance",), "rate": ("rate",), "scale": ("scale",), "shape": ("shape",),
}  # fmt: skip
_KEYWORDS = {"": (), "mean": ("mean", "average")}
_OTHERWISE = re.compile(r"\b(?:un)?biased|\b(?:sample|initial|first|rough|moments?|bayes\w*|prior|error|if|not)\b")
_FILLED = r"(?: (?:then|thus|therefore|hence|so|now|simply|just|about|approximately))*"
_PHRASE = "[a-z]+(?: [a-z]+)?"
_NAMED = r"(?: parameter)?(?: \S{1,3})?"
_TOLD = re.compile(
    rf"\b(?P<a>{_PHRASE}){_NAMED}(?: is| can be| gets){_FILLED} estimated (?:by|as|to be|at){_FILLED}$"
    rf"|\b(?:estimate|mle) (?:of|for) (?:the |its )?(?P<b>{_PHRASE}){_NAMED}(?: is|:| equals)?{_FILLED}$"
    rf"|\b(?P<c>{_PHRASE}) estimate (?:is|equals)(?: [^=]*:|{_FILLED})$"
)


_LIKELIHOOD = r"the (?:log[- ]?)?likelihood(?: function)?"
_FUNCTION = rf"(?:{_LIKELIHOOD}|ℓ|l|ll|log l|ln l|logl)(?:\(\S{{1,3}}\))?"
_LARGEST = r"(?:maximal|largest|greatest|highest|maximi[sz]ed)"
_LIES = r"(?:is|lies|occurs|is (?:found|located|attained|reached|taken))"
_MAXIMAL = re.compile(
    rf"(?:\b(?:mle|(?:ml|likelihood) estimat(?:e|or)|maximi[sz]er(?: of {_LIKELIHOOD})?"
    r"|(?:root|zero) of the (?:score|derivative)|solution of the (?:likelihood|score) equation"
    rf"|(?:value|estimat(?:e|or)) that (?:maximi[sz]es {_LIKELIHOOD}|makes {_LIKELIHOOD} largest))(?: is| equals|:)"
    r"|\b(?:the|our) (?:final )?answer is|\bargmax (?:of )?(?:the )?(?:log-?likelihood|likelihood|ℓ|l)"
    r"(?:\(\S{1,3}\))? is|\bsolving the (?:likelihood|score) equation (?:gives|yields)"
    rf"|\b{_FUNCTION} (?:is|becomes|gets) {_LARGEST} (?:at|for|by)"
    rf"|\b{_FUNCTION} (?:(?:has|attains|reaches|takes) its (?:maximum|peak) (?:at|for)|peaks at)"
    rf"|(?:^|\b(?:the|so|and|its) )(?:(?:global|only|unique) )?(?:maximum|peak)(?: of {_FUNCTION})? {_LIES} at)"
    rf"{_FILLED}$"
)


_AS_ESTIMATE = re.compile(
    r"as (?:the |our |an |its )?(?:final |best |ml |(?:maximum[- ])?likelihood )?(?:estimate|estimator|mle)"
    r"(?: of the \S+| of \S{1,3}| for \S{1,3})?(?=$|[,;:)])"
)


def estimate_told(statement: Statement, words: str, after: str, truth: Truth) -> Statement:
    """The statement as one about the estimate that the words in front of it, or behind it, announce."""
    if _is_maximiser(statement, words, after, truth):
        only = Hat(Symbol(truth.parameters[0]))
        return statement._replace(body=Relation((only, statement.body), ("=",), span=statement.body.span))
    found = _TOLD.search(words) if "estimat" in words or "mle" in words else None
    body = statement.body
    if found is None or _OTHERWISE.search(words) or statement.continued or statement.alternatives:
        return statement
    operands = body.operands if isinstance(body, Relation) else (body,)
    if not isinstance(body, Relation | Number) or isinstance(operands[0], Symbol | Hat | Apply):
        return statement
    subject = subject_of((found["a"] or found["b"] or found["c"]).split(), truth)
    if subject is None:
        return statement
    signs = body.operators if isinstance(body, Relation) else ()
    return statement._replace(body=Relation((subject, *operands), ("=", *signs), span=body.span))


def _is_maximiser(statement: Statement, words: str, after: str, truth: Truth) -> bool:
    """Whether a value that stands alone is said to be where the likelihood of one parameter is largest."""
    body = statement.body
    if statement.continued or statement.alternatives or isinstance(body, Relation | Hat | Interval | SetOf):
        return False
    if len(truth.parameters) != 1 or any(find.of is not None for find in truth.problem.find):
        return False
    if not free_symbols(body).isdisjoint(truth.parameters) or _OTHERWISE.search(words):
        return False
    counted = after.partition(" ")[0]
    if any(counted and label.startswith(counted.rstrip("s")) for label in truth.problem.labels):  # `for 7 heads`
        return False
    return _MAXIMAL.search(words) is not None or _AS_ESTIMATE.match(after) is not None


def subject_of(words: list[str], truth: Truth) -> Expression | None:
    """The estimate of the one parameter that the last of the words describe."""
    laws = truth.problem.laws
    if len(laws) != 1 or laws[0].family is None:
        return None
    if words[-2:] == ["standard", "deviation"]:
        return _deviation(laws[0], truth)
    found = {name for name, known in _words(laws[0]) if words[-1] in known and name in truth.parameters}
    return Hat(Symbol(found.pop())) if len(found) == 1 else None


def _words(law: Law) -> list[tuple[str, set[str]]]:
    assert law.family is not None
    counted = ("rate",) if law.discrete else ()  # of events
    pairs = zip(law.family.parameters, law.arguments, strict=False)
    return [
        (e.name, {*_ROLES.get(p.role, ()), *_KEYWORDS.get(p.keyword, (p.keyword,)), *counted})
        for p, e in pairs if isinstance(e, Symbol)
    ]


def _deviation(law: Law, truth: Truth) -> Expression | None:
    """Of a normal law."""
    if law.family is None or law.family.name != "Normal":
        return None
    spread = law.arguments[1]
    if isinstance(spread, Power) and spread.exponent == TWO:
        spread = spread.base
    name = spread.name.removesuffix("²") if isinstance(spread, Symbol) else ""
    return Hat(Symbol(name)) if {name, f"{name}²"} & set(truth.parameters) else None
