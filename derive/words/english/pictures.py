"""Every word of the pictures and of the sentences that stand for them: English, in one place."""

from __future__ import annotations

# Why a problem has no picture, by the id of the reason.
NONE = {
    "no-unknown": "nothing is unknown, so there is no curve to draw",
    "any-size": "the formulas are for a sample of any size: there is no number to draw",
    "many": "more than two parameters are free",
    "no-likelihood": "there is no likelihood to draw",
    "no-path": "the likelihood climbs along a line through several parameters that is not drawn yet",
    "no-shape": "the log-likelihood has no shape that could be drawn",
    "unsolved": "there is no answer to mark",
    "large": "each place of the curve would take a walk through thousands of observations",
    "long": "the text has too many positions for a chart",
}


def in_unit(unit: str) -> str:
    """Behind the name of an axis."""
    return f" in {unit}"


DRAWN_FOR = "drawn for "
LEVEL = "95 %"
CONSTANT = "without a constant that the data given do not tell"


def log_likelihood(subject: str) -> str:
    """The title of a curve."""
    return f"Log-likelihood of {subject}"


def between(subject: str, low: str, high: str) -> str:
    """How a sentence about a curve begins."""
    return f"Log-likelihood of {subject} between {low} and {high}"


def rises_and_falls(height: str, place: str) -> str:
    """A maximum inside."""
    return f"it rises to its maximum {height} at {place} and falls beyond"


def highest(peaks: int, height: str, place: str) -> str:
    """A maximum among other peaks."""
    return f"the highest of its {peaks} peaks is {height} at {place}"


def falls_from(height: str, place: str) -> str:
    """A maximum at the lower end."""
    return f"it has its maximum {height} at {place}, the lower end of the domain, and falls beyond"


def rises_to(height: str, place: str) -> str:
    """A maximum at the upper end."""
    return f"it rises to its maximum {height} at {place}, the upper end of the domain"


def flat(height: str, first: str, last: str) -> str:
    """A set of maximisers."""
    return f"it is flat at its maximum {height} from {first} to {last} and falls on both sides"


def shaded(low: str, high: str) -> str:
    """The likelihood-ratio interval."""
    return f"the 95 % likelihood-ratio interval from {low} to {high} is shaded"


# ---- likelihoods that jump ---------------------------------------------------------------------------------


def likelihood(subject: str) -> str:
    """The title of a likelihood over its maximum."""
    return f"Likelihood of {subject}, as a share of its maximum"


def likelihood_between(subject: str, low: str, high: str) -> str:
    """How a sentence about a likelihood begins."""
    return f"Likelihood of {subject} between {low} and {high}, as a share of its maximum"


def zero_below(end: str) -> str:
    """No likelihood at the left."""
    return f"it is zero below {end}"


def zero_above(end: str) -> str:
    """No likelihood at the right."""
    return f"it is zero above {end}"


def zero_outside(end: str) -> str:
    """No likelihood on both sides."""
    return f"it is zero but at {end}"


def jump_up(place: str) -> str:
    """A maximum at the lower end of the admissible set."""
    return f"it jumps to its maximum at {place} and falls beyond"


def jump_down(place: str) -> str:
    """A maximum at the upper end of the admissible set."""
    return f"it climbs to its maximum at {place} and drops to zero beyond"


def plateau(first: str, last: str) -> str:
    """A flat likelihood between two steps."""
    return f"it has the same greatest value everywhere from {first} to {last}, which is shaded, and is zero outside"


def climbs_and_falls(place: str) -> str:
    """Dots with one highest."""
    return f"it climbs to its maximum at {place} and falls beyond"


def tied(first: str, last: str) -> str:
    """Dots of which two are highest."""
    return f"it is equally high at {first} and {last} and falls on both sides"


DOTS = "a dot for each whole number"
RATIO = "below, the ratio of each likelihood to the one before falls below 1 there"
RATIO_BELOW = "below, the ratio of each likelihood to the one before is less than 1"


# ---- two parameters ----------------------------------------------------------------------------------------


def contours(first: str, second: str) -> str:
    """The title of a map of two parameters."""
    return f"Log-likelihood of {first} and {second}"


def contours_over(first: str, second: str) -> str:
    """How a sentence about a map begins: each with its ends."""
    return f"Contours of the log-likelihood over {first} and {second}"


def ranging(subject: str, low: str, high: str) -> str:
    """A parameter and its axis."""
    return f"{subject} from {low} to {high}"


def summit(height: str, place: str) -> str:
    """Where the map is highest."""
    return f"its maximum {height} is at {place}"


def ridge(height: str, place: str) -> str:
    """Where the map is highest along a line."""
    return f"its maximum {height} is taken for every {place}, the thick line"


def drops(inner: str, outer: str, *, regions: bool) -> str:
    """What the curves are; `regions` where they are those of a large sample, too."""
    usual = ", the usual 68 % and 95 % regions" if regions else ""
    return f"the curves show where it has fallen by {inner} and by {outer}{usual}"


# ---- no maximum --------------------------------------------------------------------------------------------

NO_MAXIMUM = "no maximum"


def climbs_to_limit(height: str, end: str) -> str:
    """A supremum that is finite."""
    return f"it climbs towards {height} as {end} is approached and never reaches it: there is no maximum"


def climbs_forever(end: str) -> str:
    """A supremum that is infinite."""
    return f"it climbs beyond every bound as {end} is approached: there is no maximum"


def along(path: str) -> str:
    """How a sentence about a path through the parameters begins."""
    return f"Log-likelihood along {path}"


# ---- predictions -------------------------------------------------------------------------------------------


PREDICTIONS = "Predicted probabilities of the next token"


def came(target: str) -> str:
    """Which token came."""
    return f"the token that came, {target}, is marked"


def sentence(head: str, *parts: str) -> str:
    """Parts as one sentence: the first before a colon, the others behind semicolons."""
    rest = "; ".join(filter(None, parts))
    return f"{head}: {rest}." if rest else f"{head}."
