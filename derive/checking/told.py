"""What the words around a formula say of it: that it is the likelihood, a condition, what holds elsewhere."""

from __future__ import annotations

import re

from ..expressions import (
    ZERO,
    Apply,
    Call,
    Divide,
    Expression,
    Indexed,
    Number,
    Product,
    Relation,
    Several,
    Summation,
    Symbol,
    kinds,
    nodes,
    number_value,
    observation,
    replace,
    sample_sum,
)
from .information_told import information_told
from .reading import Piece
from .statements import Statement

__all__ = [
    "ABOUT_ONE", "CONDITIONAL", "EVERYWHERE", "GOING_ON", "OTHER_LEVEL", "RESULT", "announced_as", "condition",
    "conditions_of", "is_condition", "is_elsewhere", "is_further_condition", "is_only_tried", "is_range",
    "is_part_of_words", "is_supposed",
]  # fmt: skip

ANNOUNCED = re.compile(
    r"(?:(?P<negative>(?:negative|minus)(?: the)? log.?likelihood|nll)|(?P<log>log.?likelihood)"
    r"|(?P<likelihood>likelihood)|logarithm|derivative|slope|gradient|score|density)(?: function)?"
    r"(?: (?:with respect to|of|for|in)(?: (?:the|all|this|our|one|each|a single))? \S{1,20})?"
    r"(?: given the data| to be maximi[sz]ed)?"
    r"(?: therefore| then| thus| now)?"
    r"(?: is| equals| becomes| reads|:| =)*(?P<proportional>(?: is| goes)?(?: therefore| then| thus| now)? "
    r"(?:proportional to|like))?$"
)
"""Words that say what the formula behind them is."""
UP_TO = re.compile(
    r",? up to (?:an? |the |some )?(?:(?:additive|multiplicative|positive|irrelevant|unimportant|proportionality) )*"
    r"(?:constants?|factors?|terms?)(?: (?:factors?|terms?))?"
    r"(?: (?:without|free of|not involving|independent of|that do(?:es)? not (?:depend on|involve|contain))"
    r" \S{1,20})?,?"
)
"""Words that say that a constant was dropped, which is no error anyway."""
GOING_ON = re.compile(
    r"(?:(?:and |or )?which (?:then |thus |therefore )?|that )(?:is|equals|simplifies to|reduces to"
    r"|can be written as)(?: (?:the same as|equal to|just|simply))?|or,? equivalently,?|i\.?e\.?|equivalently"
)
"""Words between two formulas that say that both are the same."""
BEFORE = re.compile(r"(?:^|\s)(\S+) of(?: the| this| that| our)?(?: full| whole)? $")
"""Words in front of the name of a function: what of it is meant."""
WRITTEN_FORM = frozenset(("form", "expression", "formula", "kernel", "version", "logarithm", "log", "ln", "part"))
"""Nouns of which what the function is remains announced: the form of the likelihood."""
DERIVED = re.compile(
    r"\b(?:derivative|slope|gradient|curvature) of(?: the| this| our)? (?:negative )?\S+(?: function)?$"
)
OPERATION = re.compile(r"(?:differentiat|deriv|maximi[sz]|minimi[sz])\w*(?: the| this| our)? $")
SECOND = re.compile(
    r"\b(?:(?:second|2nd) derivative|curvature)(?: of(?: the| this| our)?(?: negative| minus)? \S{1,20})?"
    r"(?: (?:with respect to|for|in)(?: the)? \S{1,20})?"
    r"(?: therefore| then| thus| now)?"
    r"(?: is| equals| becomes| reads|:| =| is (?:negative|positive):)*$"
)
"""Words that say that the formula behind them is the second derivative."""
CONCAVE = re.compile(
    r"\b(?:log.?likelihood|ℓ|ll|log l|ln l)(?: function)?(?:\(\S{1,3}\))?(?: is| is therefore| is thus| is hence|,)"
    r"(?: strictly| globally)? concave(?: everywhere)?(?:,? (?:because|since|as|for|because of|due to))?[:,;(]*$"
)
"""Words that say that the formula behind them, which is negative, shows that the log-likelihood is concave."""
SUPPOSED = re.compile(
    r"\b(?:if|suppose(?: that)?|assum(?:e|ing)(?: that)?|were) (?:the|an?|this|that|our|all) "
    r"(?!\S*(?:likelihood|derivative|score|slope|gradient|equation|condition|function|logarithm|sum|mean|data|sample))"
    r"\S+ (?:(?:is|are|was|were|had been) (?:\S+ )?)?\S+(?: then)?$"
    r"|\b(?:suppose|supposing|assume|assuming|imagine|try|trying)(?: that| first| next)?$"
    r"|\b(?:for|with|of) an? (?:fair|unbiased|symmetric|balanced) \S+$|\bnull hypothesis$|\bunder h_?0$"
)
"""Words that say that the value behind them is supposed only: if the coin is fair."""
RESULT = re.compile(
    r"\b(?:(?:taking|putting|substituting|inserting|differentiating|expanding|simplifying|collecting|summing)\b.*"
    r" (?:gives|yields|we get|we obtain|leads to)|^it becomes|(?:likelihood|scores?) (?:becomes|adds? up to)"
    r"|^(?:taking (?:the )?(?:natural )?log(?:arithm)?s?|differentiating)"
    r"(?: it| this| the (?:log[- ]?)?likelihood)?(?=:)"
    r"|differentiate (?:it|this|the (?:log[- ]?)?likelihood) and (?:get|obtain))"
    r"(?: us)?[:,]?$"
)
"""Words that say that the formula behind them is what a step with the whole has led to."""
SUMMED = re.compile(
    r"(?:^|\s)(sum|mean|average) of(?: the| all)*(?P<noun> (?:squares?|squared \S{3,}|log(?:arithm)?s|values|numbers"
    r"|terms|reciprocals|inverses|transformed \S{3,}))?$"
)
NAMES = {"negative": "NLL", "log": "ℓ", "likelihood": "L"}
EVERYWHERE = re.compile(
    r"(?:everywhere|always|for (?:all|every|any|each)(?: (?!i\b|n\b|x|sample)\S+)?)\W*\|"
    r"|\|\W*(?:everywhere|always|(?:for|at|whatever) (?:all|every|any|each)\b(?! (?:i|n|x|sample)\b))"
)
"""Words that say that an inequality holds for all values of the parameters."""
ABOUT_ONE = re.compile(r"\b(?:one|single|each|every|per|individual) [a-z]{3,}")
"""Words that may say that a function is that of one observation."""
OTHER_LEVEL = re.compile(r"\b(?:80|90|98|99)(?:\.0)?\s*(?:\\?%|per ?cent)")
"""A level of confidence that is not the usual one."""
CONDITIONAL = frozenset((
    "for", "if", "when", "whenever", "on", "where", "all", "every", "any", "over", "as", "while", "until", "provided",
    "since",
))  # fmt: skip


def announced_as(statement: Statement, words: str, parameters: tuple[str, ...]) -> tuple[Statement, bool]:
    """The statement as what the words in front of it say that it is: `the log-likelihood is 7 log θ`."""
    words = UP_TO.sub("", words) if "up to" in words else words
    if not statement.continued and (kind := information_told(words, parameters)):
        return statement._replace(information=kind), True
    found = ANNOUNCED.search(words)
    if not statement.continued and SECOND.search(words):
        return statement._replace(order=2), not isinstance(statement.body, Relation)
    if not statement.continued and _is_below_nought(statement.body) and CONCAVE.search(words):
        return statement._replace(order=2, scaled=True), False
    if isinstance(statement.body, Relation) and _names_function(statement.body) and DERIVED.search(words):
        _, *others = statement.body.operands  # `derivative of log-likelihood = …`
        rest = Relation(tuple(others), statement.body.operators[1:], span=statement.body.span)
        return statement._replace(body=rest if others[1:] else others[0]), True
    if SUMMED.search(words) and isinstance(statement.body, Relation):
        return _summed(statement, SUMMED.search(words)), False
    if isinstance(statement.body, Relation) or statement.continued or statement.alternatives:
        return statement, False
    if found is None:
        return statement, RESULT.search(words) is not None
    name = next((name for group, name in NAMES.items() if found[group]), None)
    if name is not None and _is_of(words[: found.start()]):
        return statement, True
    if name is None or isinstance(statement.body, Number) or kinds(statement.body).isdisjoint((Symbol, Indexed)):
        return statement, name is None
    sign = "∝" if found["proportional"] else "="
    return Statement(Relation((Apply(name, ()), statement.body), (sign,), span=statement.body.span)), True


_HYPOTHETICAL = re.compile(r"(?:it |we |one )?would (?:give|need|make|mean|have|take)\b")
_GOES_ON = re.compile(r"(?:the|it|we|this|its|ℓ|l)\b")
_MAXIMAL = re.compile(
    r"zero|nought|vanish|maxim|largest|greatest|highest|peak|solution|root|estimate|mle|satisf|best"
)


def _is_below_nought(body: Expression) -> bool:
    """A < 0"""
    return isinstance(body, Relation) and body.operators in (("<",), ("≤",)) and body.operands[1] == ZERO


def is_only_tried(body: Expression, words: str, after: str) -> bool:
    """Whether a parameter has a value under a supposition: `if the coin is fair, θ = 1/2`."""
    if not isinstance(body, Relation) or body.operators != ("=",) or not isinstance(body.operands[0], Symbol):
        return False
    if number_value(body.operands[1]) is None:
        return False
    if _HYPOTHETICAL.match(after) and _MAXIMAL.search(after) is None:  # `λ = 4 would give the score −1.5`
        return True
    last = re.split("[,;]", words.strip(" ,:"))[-1].strip()
    alone = last in ("for", "at", "with", "if")  # `For λ = 2 the score is 3.`
    said = _GOES_ON.match(after) is not None and _MAXIMAL.search(after) is None
    return SUPPOSED.search(words.rstrip(" ,:")) is not None or (alone and said)


def _names_function(body: Relation) -> bool:
    """Whether it says what the likelihood, or its logarithm, is."""
    first = body.operands[0]
    return isinstance(first, Apply) and first.function in NAMES.values() and not first.primes


def _is_of(words: str) -> bool:
    """Whether the name of a function behind these words says of what the formula is something else: the derivative of
    the log-likelihood, its maximum."""
    of = BEFORE.search(words)
    if of is not None and of[1] in WRITTEN_FORM:
        return _is_of(words[: of.start(1)])
    return of is not None or OPERATION.search(words) is not None


def _summed(statement: Statement, found: re.Match[str] | None) -> Statement:
    """`sum of x = 15`, `mean of x = 3`, `average of log x_i = 0.7`; a mean may be the expectation, too."""
    body = statement.body
    first, *others = body.operands if isinstance(body, Relation) else (body,)
    if not isinstance(body, Relation) or found is None:
        return statement
    name = first.name if isinstance(first, Symbol) else first.base if isinstance(first, Indexed) else None
    if name is not None and found["noun"]:
        return statement
    part = observation(name) if name is not None else _part_of(first)
    if part is None:
        return statement
    whole: Expression = sample_sum(part)
    if found[1] != "sum":
        whole = Call("mean", (Symbol(name),)) if name is not None else Divide(whole, Symbol("n"))
    expected = Apply("E", (first,))
    bodies = [Relation((e, *others), body.operators, span=body.span) for e in (whole, expected)]
    formal = any(isinstance(node, Symbol) for e in others for node in nodes(e))
    alternatives = tuple(bodies[1:]) if found[1] != "sum" and name is None and formal else ()
    return statement._replace(body=bodies[0], alternatives=alternatives)


def _part_of(e: Expression) -> Expression | None:
    """What is added up over the observations, where it holds the i-th of them outside of a sum."""
    if not kinds(e).isdisjoint((Summation, Product)):
        return None
    indices = {node.index.name for node in nodes(e) if isinstance(node, Indexed) and isinstance(node.index, Symbol)}
    return replace(e, Symbol(indices.pop()), Symbol("i")) if len(indices) == 1 else None


def is_condition(piece: Piece) -> bool:
    """`for θ ≥ 4.7`, `when p < 3/4`, `(θ > 0)`: says where something holds, and is no claim itself."""
    return condition(piece) is not None or _is_exception(piece)


def is_range(piece: Piece, variables: frozenset[str]) -> bool:
    """`for x = 0, 1`, `where x_i ∈ {0, 1}`: the values that an observation may have."""
    words = piece.words.rstrip(" (,").split()
    first = statements_in(piece.readings[0])[0] if piece.readings else None
    if not words or words[-1] not in ("for", "with", "where", "when", "if") or not isinstance(first, Relation):
        return False
    left = first.operands[0]
    name = left.name if isinstance(left, Symbol) else left.base if isinstance(left, Indexed) else ""
    return name in variables and first.operators in (("=",), ("∈",)) and not isinstance(first.operands[1], Call)


_WITHOUT = re.compile(r"there (?:is|are|exists?) no(?:ne)?\b|no (?:maximum|estimate|mle)\b")


def _is_exception(piece: Piece) -> bool:
    """`Where Σ x_i = 0 there is none`: the samples of which something else is said."""
    return piece.words.strip() in ("where", "when", "if", "for") and _WITHOUT.match(piece.after) is not None


def condition(piece: Piece) -> Relation | None:
    """The inequality of a condition; of `if θ ≥ 4.7 and 0 if θ < 4.7` the first."""
    words = piece.words.rstrip(" (,").split()
    if not piece.readings or not words or words[-1] not in CONDITIONAL:
        return None
    first, *others = statements_in(piece.readings[0])
    if not isinstance(first, Relation) or any(isinstance(e, Relation) for e in others):
        return None
    if _is_below_nought(first) and CONCAVE.search(piece.words):  # `ℓ is concave since −n/θ² < 0`
        return None
    return None if set(first.operators) & {"=", "≈", "∝"} else first


def statements_in(tree: Expression) -> tuple[Expression, ...]:
    return tree.statements if isinstance(tree, Several) else (tree,)


_WITHOUT_IT = re.compile(r"\b(?:without|ignoring|unconstrained)\b")
_WOULD = re.compile(r"\bwould (?:be|have|lie)\b")


def is_supposed(pieces: tuple[Piece, ...], k: int) -> bool:
    """`Without p ≤ q it would be largest at p = 3, q = 2`: what is not said to be so."""
    if k and pieces[k].words.strip(" ,;") in ("", "and") and is_supposed(pieces, k - 1):
        return True
    said = " ".join(piece.words for piece in pieces[: k + 1])
    return _WOULD.search(pieces[k].words) is not None and _WITHOUT_IT.search(said) is not None


_OPERATED = re.compile(
    r"(?:divided by|multiplied by|times|over|plus|minus|less) (?:(?:the|its|their|this|that|our) )?"
    r"(?:sum|product|total|mean|average|number|square|squares|sample|logs?|logarithms?|log-likelihood|same|latter|former"
    r"|other|size|reciprocal|derivative|factor of)\b"
)
_OPERATION_OF = re.compile(
    r"(?:sum|product|total|mean|average|number|square|squares|logs?|logarithms?|observations|data|sample) (?:\S+ )?"
    r"(?:divided by|multiplied by|times|over|minus|plus) $"
)


def is_part_of_words(piece: Piece) -> bool:
    """`−n divided by the sum of the logs`: a formula that is only part of what is told in words."""
    tree = piece.readings[0] if piece.readings else None
    if tree is None or isinstance(tree, Several) or piece.continues is not None:
        return False
    return _OPERATED.match(piece.after.lstrip()) is not None or _OPERATION_OF.search(piece.words) is not None


def is_elsewhere(piece: Piece) -> bool:
    """`… and L(θ) = 0 otherwise`: says what holds outside of a condition."""
    before, after = (words.replace(",", " ").replace(".", " ").split() for words in (piece.words, piece.after))
    return not {*before[-2:], *after[:2]}.isdisjoint(("otherwise", "else", "elsewhere"))


def is_further_condition(pieces: tuple[Piece, ...], k: int) -> bool:
    """`for θ ≤ 3.1 and 2θ ≥ 5.2`: the second inequality belongs to the condition."""
    if k == 0 or pieces[k].words.strip(" ,(") != "and" or _inequality(pieces[k]) is None:
        return False
    return condition(pieces[k - 1]) is not None or is_further_condition(pieces, k - 1)


def _inequality(piece: Piece) -> Relation | None:
    first = piece.readings[0] if piece.readings else None
    return first if isinstance(first, Relation) and set(first.operators) <= {"<", "≤", ">", "≥", "≠"} else None


def conditions_of(pieces: tuple[Piece, ...], k: int) -> tuple[Expression, ...]:
    """The condition that belongs to a formula: in front of it where the line begins with one, else right behind."""
    if condition(pieces[0]) is not None:
        places = [j for j in range(k) if condition(pieces[j]) is not None]
    else:
        places = [k + 1] if k + 1 < len(pieces) and condition(pieces[k + 1]) is not None else []
    return _whole(pieces, places[-1]) if places else ()


def _whole(pieces: tuple[Piece, ...], k: int) -> tuple[Expression, ...]:
    """A condition and what is joined to it."""
    found = [condition(pieces[k])]
    for j in range(k + 1, len(pieces)):
        if not is_further_condition(pieces, j):
            break
        found.append(_inequality(pieces[j]))
    return tuple(e for e in found if e is not None)
