"""Words of prose that the reading of a derivation knows, all in small letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .lexer import Mark

__all__ = [
    "ARTICLES", "AT_MAXIMUM", "CLAUSES", "CONSTANT_WORDS", "ELSEWHERE", "LABEL", "MAKING", "NUMBERED", "PHRASES",
    "POINTLESS", "REFERRING", "SETTING", "SHORT_WORDS", "TELLING", "TOLD", "VANISHING", "phrase_name", "statistic_of",
]  # fmt: skip

# Words that could be spelled with the names of a problem, `be` with b and e.
SHORT_WORDS = frozenset(
    """
    am an as at be by do en et ex go he hi if in is it ie eg me my ne no nn of oh ok on or ox re se so st to um
    un up us vs we xe ye all and any are but can con den der des did die due ein end est eye for get had has her
    him his how its les let may new non nor not now off one our out own per put que see set she sie sin
    so-called son than that the then thus too two und une use via was way who why yes yet you zur also been both
    does each ends even from gave give have hence here into just know less like made make more most much must
    need next note once only over same says seen show since some such sum take them they this time true turn
    upon used uses want were what when with zero
    """.split()  # noqa: SIM905
) - {"sum", "sin", "in", "or", "and"}

# Where one of these stands, a new statement begins.
CLAUSES = frozenset(
    """
    so thus hence then therefore where with when whenever if for since because as and but which that giving
    gives give gave yields yield we get obtain let at by from to using use implies imply means is are was were
    be being becomes into while until unless given whose such here there this it on provided find solve solving
    setting set substituting consequently finally also i.e e.g have has having via under satisfies holds follows
    subject maximal minimal
    """.split()  # noqa: SIM905
)

ARTICLES = frozenset(("the", "a", "an", "our", "its", "this", "that", "their", "your", "my"))

# What is added where nobody looks: `7 log θ + terms without θ`.
CONSTANT_WORDS = frozenset(
    """
    const constant constants term terms something stuff other others irrelevant independent rest additive
    whatever some anything things
    """.split()  # noqa: SIM905
)

# Words to the left of `=` that name nothing: the line goes on with what stood before.
POINTLESS = frozenset("set setting put which this it that therefore step now again lhs rhs left right".split())  # noqa: SIM905

# What has a number, and what stands before a number in brackets.
NUMBERED = frozenset(
    """
    step part line eq eqn eqs equation equations exercise question problem case example no nr number row section table
    """.split()  # noqa: SIM905
)
REFERRING = NUMBERED | {"from", "by", "using", "in", "into", "with", "and", "of"}

# What is said of a value that holds where a condition fails.
ELSEWHERE = frozenset(("otherwise", "else", "elsewhere"))

# What a phrase to the left of an equals sign names.
PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?:^|\b){pattern}$"), name)
    for pattern, name in (
        (r"(?:average|mean|avg)\b.*\b(?:nll|loss|log[- ]?likelihood)|(?:nll|loss|log[- ]?likelihood) per \w+", "CE"),
        (r"neg(?:ative|\.)?[- ]log[- ]?lik(?:elihood)?(?: function)?", "NLL"),
        (r"log[- ]?lik(?:elihood)?(?: function)?", "ℓ"),
        (r"lik(?:elihood)?(?: function)?", "L"),
        (r"perplexity", "PPL"),
        (r"cross[- ]entropy", "CE"),
        (r"score(?: function)?", "ℓ'"),
    )
)

# What stands before a lone value that is claimed: `the estimate is 7/10`.
TELLING = re.compile(
    r"\b(?:is|are|equals?|be|becomes?|was|were|give[sn]?|get|obtain|yields?)"
    r"(?:[ ,:]+(?:approximately|about|roughly|exactly|a|an|the|then|therefore|thus|just|simply|equal to|around))*$|:$"
)
# What stands before a product of a number and a logarithm that is claimed.
MAKING = re.compile(
    rf"{TELLING.pattern}|\b(?:makes?|comes? to|amounts? to|(?:adds?|sums?)(?: up)? to)(?: (?:about|exactly|just))*$"
)
# … `mean loss: 1.325`, `2 bits (1.386 nats)`, `sum 6.214, mean 1.554`
LABEL = re.compile(
    r"\b(?:loss|nll|likelihood|perplexity|entropy|ppl|estimate|answer|result|total|mean|average)\b[^:]*:$"
    r"|\b(?:gives?|giving|get|yields?|is) an? (?:(?:mean|average|total) )?(?:loss|nll|cross-entropy|perplexity) of$"
    r"|\bbits?[ ,(]*$|^(?:.*[, ])?(?:sum|total|mean|average|perplexity|loss|nll|cross-entropy)$"
)


# What stands before the place at which the likelihood is said to be largest.
AT_MAXIMUM = re.compile(
    r"(?:\b(?:maximal|largest|greatest|highest|biggest|maximi[sz]ed) (?:at|for|by|when it is)"
    r"|\bmaximum (?:at|for)|\bmaximum(?: of the (?:log[- ]?)?likelihood(?: function)?)?"
    r" (?:is|lies|occurs|(?:is )?(?:found|located|attained|reached|taken)) at"
    r"|\bpeak(?:s|ed)? at|\bpeak is at)"
    r"(?: (?:about|approximately|roughly|exactly|the value|then|therefore|just|precisely))*$"
)

_OF_SAMPLE = "(?: of (?:the |all )?(?:data|sample|observations|values|measurements))?"
_STATISTICS = tuple(
    (re.compile(rf"(?:the |our )?{pattern}{_OF_SAMPLE}"), written)
    for pattern, written in (
        (r"(?:sample |arithmetic )?(?:mean|average)", "{}\u0304"),
        (r"(?:sample )?(?:maximum|max|largest(?: observation| value)?|largest of)", "max({})"),
        (r"(?:sample )?(?:minimum|min|smallest(?: observation| value)?|smallest of)", "min({})"),
        (r"(?:sample )?median", "median({})"),
    )
)


def statistic_of(words: list[Mark], variable: str | None) -> str | None:
    """What a phrase such as `the sample mean` is in letters, where it has as many columns."""
    if variable is None or not words:
        return None
    phrase = " ".join(mark.text for mark in words).lower()
    for pattern, written in _STATISTICS:
        if pattern.fullmatch(phrase):
            text = written.format(variable)
            return text if len(text) <= words[-1].end - words[0].start else None
    return None


# What is zero at the maximum.
VANISHING = re.compile(r"\b(?:derivatives?|scores?|slope|gradient|it|this|which|zero)\b")
SETTING = re.compile(r"\b(?:set|sets|setting|put|putting|equate|equating|must|should|want)\b")

# What says what the formula behind `=` is, and is no name of its own: `MLE = 4.7`, `derivative = 7/θ - 3/(1 - θ)`.
TOLD = re.compile(
    r"\b(?:mle|ml|estimate|estimator|derivative|answer|result|solution|maximiser|maximizer|interval|ci)s?$",
    re.IGNORECASE,
)


def phrase_name(words: list[str]) -> str:
    """The function that a phrase stands for, or the phrase itself without its articles; its case counts in a name of
    one word only."""
    phrase = " ".join(words).lower()
    for pattern, name in PHRASES:
        if pattern.search(phrase):
            return name
    while words and words[0].lower() in ARTICLES:
        words = words[1:]
    if "(" in words:  # `RSS(a, b)`
        words = words[: words.index("(")]
    return words[0] if len(words) == 1 else " ".join(words).lower()
