"""The words of documents besides titles, reasons and conclusions."""

from __future__ import annotations

from collections.abc import Mapping

from .families import ROLES

# The heading of each part of a derivation, by the id in `Step.phase`; an unknown id is its own heading.
PHASES = {
    "given": "What is given",
    "likelihood": "Likelihood",
    "condition": "Conditions on the parameters",
    "log-likelihood": "Log-likelihood",
    "admissible": "Where the likelihood is not zero",
    "neighbours": "From one whole number to the next",
    "score": "Score: the derivative of the log-likelihood",
    "solve": "Solving for the maximum",
    "maximum": "Why it is the maximum",
    "no-maximum": "Why there is no maximum",
    "numbers": "Numbers",
    "newton": "The solution in numbers",
    "groups": "Better unknowns",
    "profile": "Profile: the other parameter",
    "back": "Back to the parameters before",
    "invariance": "Estimate of a function",
    "values": "At the known values",
    "information": "Fisher information",
    "observed": "Observed information",
    "standard-error": "Standard error",
    "delta": "Standard error of a function",
    "interval": "Confidence interval",
    "prediction": "Prediction",
    "nll": "Negative log-likelihood",
    "cross-entropy": "Cross-entropy",
    "perplexity": "Perplexity",
    "compare": "Comparison",
    "shown": "What can be shown",
    "choice": "The right choice",
    "answer": "Answer",
    "parted": "One variable alone, and the other given it",
    "sample-ends": "At the ends of the sample space",
}

# The labels of the facts above a derivation and of the answer below it.
LABELS = {
    "model": "Model", "likelihood": "Likelihood", "data": "Data", "unknown": "Unknown", "known": "Known",
    "constraint": "Constraint", "narrowed": "Where the law exists",
    "context": "Context", "target": "Next token", "targets": "Text",
    "prediction": "Prediction", "find": "Asked", "choices": "Choices", "answer": "Answer", "source": "Source",
}

# The labels in the list of families.
FAMILY = {"support": "support", "density": "density", "mass": "mass", "estimate": "estimate"}

FINDS = {
    "mle": "maximum likelihood estimate", "likelihood": "likelihood", "log-likelihood": "log-likelihood",
    "score": "score", "fisher-information": "Fisher information", "standard-error": "standard error",
    "confidence-interval": "confidence interval", "nll": "negative log-likelihood",
    "cross-entropy": "cross-entropy", "perplexity": "perplexity",
}

# What stands in the place of an answer where there is none, by status.
NO_ANSWER = {
    "no-maximum": "There is no maximum likelihood estimate.",
    "unsolved": "Not solved.",
    "refused": "Refused.",
}

PROOFS = {"exact": "by exact algebra", "enclosed": "by numbers with proved bounds"}

# Beside the line where a function comes first, by its name in the notation.
FUNCTIONS = {
    "ψ": "ψ = Γ′/Γ is the digamma function, the derivative of log Γ",
    "I_0": "I₀ is the modified Bessel function of order 0",
    "I_1": "I₁ = I₀′ is the modified Bessel function of order 1",
    "W": "W is Lambert’s function, the inverse of w e^w",
    "ζ": "ζ(s) = 1 + 1/2^s + 1/3^s + … is Riemann’s zeta function",
    "Φ": "Φ is the standard normal distribution function",
    "B": "B is the beta function",
}

LIKEWISE = "likewise"

HAS_TO_BE, HAS_TO_LIE, SO = " has to be positive", " has to lie in ", ": "
DISTRIBUTED, WITH = " ~ ", " with "
DENSITY, MASS = " with density ", " with mass function "
FOR, OF = " for ", " of "
INDEPENDENT = ", independent"
REAL, REALS = ", any real number", ", any real numbers"
INTEGER, INTEGERS = ", an integer", ", integers"
IN = " in "
GENERAL = "in general "
EVERY = "every "
ENCLOSURE = "proved to lie in "
ELISION = "…"


INFORMATION = {
    None: "Fisher information", "observation": "Fisher information of one observation",
    "observed": "observed Fisher information",
}


def the_role(role: str) -> str:
    """What stands before an argument that something is said of."""
    return f"the {ROLES[role]} "


def confidence_interval(level: float, parameter: str, method: str) -> str:
    """What an interval is called in the answer."""
    return f"{level * 100:g} % confidence interval for {parameter} ({METHODS[method]})"


def fisher_information(of: str | None, parameter: str) -> str:
    """What an information is called in the answer; an entry of the matrix says which."""
    return f"{INFORMATION.get(of, str(of))} ({parameter})"


def standard_error(parameter: str) -> str:
    """What a standard error is called in the answer."""
    return f"standard error of the estimate of {parameter}"


def heading(phase: str) -> str:
    """The heading of a part of a derivation; `prediction-before` is the prediction named “before”."""
    if phase in PHASES:
        return PHASES[phase]
    kind, _, name = phase.partition("-")
    return f"{PHASES[kind]} “{name}”" if kind in PHASES else phase.replace("-", " ").capitalize()

TOPIC_TITLES = {
    "likelihood": "The likelihood", "logarithm": "Logarithms", "derivative": "Derivatives", "solving": "Solving",
    "estimate": "Estimates", "loss": "Losses over tokens", "slip": "Slips",
}
"""The headings of the catalogue of mistakes."""


def times(value: str, count: int) -> str:
    """An entry of a frequency table."""
    return f"{value} (once)" if count == 1 else f"{value} ({count} times)"


def sample_size(size: int) -> str:
    """The number of observations, behind the data."""
    return f" (n = {size})"


GIVEN = "Given: {given} (the model, what is known, what a name stands for)."


def proofs(given: int, counts: Mapping[str, int], compared: int, missing: int) -> str:
    """The footer: how many lines state what is given, and how the formulas of the others were proved (counts, by the
    keys of PROOFS); how many were compared at points only, and how many have no proof at all."""
    said = [GIVEN.format(given=_lines(given))] if given else []
    proved = sum(counts.values())
    if proved:
        held = {kind: count for kind, count in counts.items() if count}
        ways = [f"{count} {PROOFS[kind]}" if len(held) > 1 else PROOFS[kind] for kind, count in held.items()]
        said.append(f"Proved{' from these' if given else ''}: {_lines(proved)}, {' and '.join(ways)}.")
    if compared:
        said.append(f"Compared at random points to 50 digits, which is no proof: {_lines(compared)}.")
    if missing:
        said.append(f"Without proof: {_lines(missing)}.")
    return " ".join(said)


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


# ---- the remarks around a solution ---------------------------------------------------------------------------

# What each part of a derivation does, by its id, for the sentence at the beginning.
PARTS = {
    "likelihood": "write down the likelihood",
    "log-likelihood": "take its logarithm",
    "admissible": "see where it is not zero",
    "neighbours": "compare neighbouring whole numbers",
    "groups": "choose unknowns that make it simpler",
    "score": "differentiate",
    "solve": "set the derivative to zero and solve",
    "newton": "solve numerically what is left",
    "maximum": "show that this is the maximum",
    "no-maximum": "show why there is no maximum",
    "numbers": "put the numbers in",
    "invariance": "carry the estimate over to the function that is asked for",
    "information": "find the information in the sample",
    "standard-error": "find the standard error",
    "interval": "put an interval around the estimate",
}

# What two parts do where no derivative has been set to zero before.
PARTS_WITHOUT_SCORE = {
    "solve": "find the number up to which the likelihood climbs",
    "maximum": "find where it is largest",
}


def what_will_be_done(parts: list[str]) -> str:
    """The parts as one sentence."""
    *most, last = parts
    return f"We {', '.join(most)}, and {last}."


# Mistakes where no root of the score is the answer: what each is called, and a sentence about it.
AT_ENDS = {
    "break": (
        "derivative set to zero where the likelihood breaks off",
        "This has no solution. The likelihood is largest at the last admissible value, where it breaks off; its "
        "derivative need not be zero there.",
    ),
    "one-way": (
        "root looked for where there is none",
        "The derivative has the same sign for every {n}, so this has no solution: what only rises, or only falls, is "
        "largest at an end of its domain, if that belongs to it.",
    ),
    "supremum": (
        "supremum taken for a maximum",
        "{n} itself is not admissible. The nearer to it, the higher the likelihood, but nowhere is it highest: "
        "there is no maximum likelihood estimate.",
    ),
    "wrong-end": (
        "smallest and largest observation confused",
        "With this value for {n} some observations would be impossible, and the likelihood of the sample zero.",
    ),
    "integer": (
        "a whole number differentiated",
        "{n} counts, and between two whole numbers there is nothing to choose. What solves this would have to be "
        "rounded, and whether up or down the derivative does not say; the ratio of neighbours does.",
    ),
}

CHECKS, PITFALLS, KEY = "Checks", "Common mistakes", "Solution"
# Between an equation and the place where it holds.
AT = " at "
PUT_BACK = "Put back into the score: "
BESIDE = "A little to either side the log-likelihood is lower: "
SEARCHED = "A search for the highest point that uses nothing but the log-likelihood ends at "
SEARCHED_EACH = (
    "A search for the highest point that uses nothing but the log-likelihood, in one parameter at a time with the "
    "others at their estimates, ends at "
)
CURVED = "The curvature at the top is "
CURVED_SO = ", so a standard error is about one over the root of its size: "


def left_out(count: int) -> str:
    """What stands in a list of answers for those that are not shown."""
    return f"… {count:,} more, all of them in the JSON"


METHODS = {"Wald": "Wald", "likelihood ratio": "likelihood ratio"}
"""How the ends of an interval were found."""

SPOKEN = {
    "correct": "right", "wrong": "wrong", "carried": "follows from a wrong line", "undecided": "undecided",
    "unreadable": "not readable", "comment": "comment",
}
"""What is said of a line of a hand derivation, by its verdict."""

REPORT = "A checked derivation"
"""What a report is called whose problem has no name."""

RIGHT, WRONG = "right", "wrong"
"""The examples in the catalogue of mistakes."""


# ---- notebooks -----------------------------------------------------------------------------------------------

START_NEAR = "from a start near the answer"
RECOMPUTED = "The answer once more, by sympy alone:"
