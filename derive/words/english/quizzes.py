"""The words of questions for learning-management systems: what is asked, and what is said of a wrong answer."""

from __future__ import annotations

# What is asked for: {0} is the estimate in mathematics, or what a quantity is called.
ESTIMATE, QUANTITY = "the maximum likelihood estimate {0}", "the {0}"
ANY_MAXIMISER = "a value of {0} at which the likelihood is largest"
LOWER_END, UPPER_END = "the lower end of the {0}", "the upper end of the {0}"

GIVE, WHICH = "Give {0}", "Which of these is {0}?"
LINES = {
    "likelihood": "Which of these is the likelihood?", "log-likelihood": "Which of these is the log-likelihood?",
    "score": "Which of these is its derivative?",
}
WHOLE = ", as a whole number"
IN_UNIT = ", in {0}"
STOP = "."

# The question about a likelihood whose maximum has no value to be asked for.
HOW_MANY = "Where is the likelihood largest?"
AT_ONE, AT_SEVERAL, NOWHERE = "At exactly one point.", "At more than one point.", "Nowhere: it has no largest value."
EVERYWHERE = "At every point of its domain: it is constant."

RIGHT = "This is right."
WRONG_ANSWERS = "What is behind some wrong answers:"

# What a wrong answer is that comes from the right one, or from the data, by a single operation.
VARIANTS = {
    "reciprocal": "This is one over the right answer.",
    "complement": "This is one minus the right answer.",
    "opposite": "This is the right answer with the other sign.",
    "double": "This is twice the right answer.",
    "half": "This is half of the right answer.",
    "square": "This is the square of the right answer.",
    "root": "This is the square root of the right answer.",
    "mean": "This is the mean of the observations.",
    "median": "This is the median of the observations.",
    "largest": "This is the largest observation.",
    "smallest": "This is the smallest observation.",
}

# Why there is no such question.
NO_NUMBER = "the answer is no number"
NO_WRONG_ANSWER = "no wrong answer comes out that could stand beside the right one"
NO_BLANK = "there is nothing to fill in"
NOT_ANSWERED = "a problem without an answer makes no question"


def to_digits(digits: int) -> str:
    """How exactly a number is to be given."""
    return f", to {digits} significant digit{'' if digits == 1 else 's'}"


def to_places(places: int) -> str:
    """How exactly a number is to be given."""
    return f", to {places} decimal place{'' if places == 1 else 's'}"


def numbered(name: str, number: int) -> str:
    """The name of one of several questions about a problem."""
    return f"{name} ({number})"
