"""The words that people put around formulas."""

from __future__ import annotations

__all__ = [
    "ANSWERS", "ARROWS", "CHOSEN", "DEFINING", "FACTS", "HEADINGS", "JOINTS", "LEADS", "NO_MAXIMUM", "NUMBERINGS",
    "OPENINGS",
    "TITLES",
]  # fmt: skip

OPENINGS = {
    "likelihood": (
        "The likelihood is", "For the likelihood we get", "All observations together:", "By independence,",
        "The observations are independent, so", "Multiplying the probabilities gives",
    ),
    "log-likelihood": (
        "Taking logs,", "The log-likelihood is", "Its logarithm is", "Taking the logarithm gives",
        "Now take the log:", "It is easier to work with the logarithm:", "Log both sides:",
    ),
    "negative-log-likelihood": ("We minimise", "The negative log-likelihood is", "Instead we minimise"),
    "score": (
        "Differentiating,", "The derivative is", "Take the derivative:", "Differentiating gives", "Its derivative is",
        "Now differentiate:",
    ),
    "second-derivative": (
        "Check:", "The second derivative is", "It is a maximum because", "Since", "To be sure:",
    ),
    "equation": ("so", "that is", "hence", "This gives", "which means", "We get", "Then", "i.e.", "Rearranging,"),
    "estimate": ("Therefore", "and so", "The answer:", "Hence", "Finally,", "So", "Thus", "We find", "This gives"),
    "number": ("Then", "We get", "So", "This is", "Hence"),
    "inequality": ("so", "that is", "which means"),
    "facts": ("We have", "From the data:", "The data add up to", "First,"),
    "definition": ("Let", "Write", "Put", "Set"),
}  # fmt: skip
HEADINGS = {
    "likelihood": ("Likelihood:", "1. Likelihood", "The likelihood"),
    "log-likelihood": ("Log-likelihood", "Log-likelihood:", "Take logs"),
    "negative-log-likelihood": ("Loss:", "Negative log-likelihood:"),
    "score": ("Derivative", "Derivative:", "Score:", "Differentiate:"),
    "equation": ("Solving:", "Set it to zero:", "Solve"), "estimate": ("Answer:", "Result", "Conclusion:"),
    "number": ("Loss:", "Numbers:"), "second-derivative": ("Check:", "Second derivative"),
}  # fmt: skip
TITLES = {
    "likelihood": "Likelihood", "log-likelihood": "Log-likelihood", "score": "Score", "equation": "Solution",
    "estimate": "Estimate", "second-derivative": "Check", "negative-log-likelihood": "Loss",
}  # fmt: skip
ARROWS = (" → ", " ⇒ ", " => ", " ⇔ ", " -> ", "; ", ", so ", " ⟹ ", ", hence ")
JOINTS = ("; ", ", so ", ", and so ", ", hence ", " ⇒ ", ", which gives ", ". Then ", ", that is ")
LEADS = ("⇒ ", "=> ", "→ ", "∴ ", "so ", "-> ", "hence ", "⟹ ", "therefore ", "<=> ")
NUMBERINGS = ("{k}. ", "{k}) ", "({k}) ", "({letter}) ", "Step {k}: ", "{letter}) ", "- ", "* ")
DEFINING = ("Let {}", "let {}.", "Write {}.", "Put {}", "{}", "Define {}.", "with {}", "where {}")
FACTS = ("{}", "From the data, {}.", "We have {}.", "Data: {}")
ANSWERS = (
    "So the estimate of {name} is {value}.", "The maximum likelihood estimate is {value}.",
    "The MLE of {name} is {value}.", "Answer: {value}", "So the most likely value of {name} is {value}.",
    "Hence {name} = {value}.", "Result: {name} = {value}", "Therefore the best value is {name} = {value}.",
)  # fmt: skip
CHOSEN = ("Answer: {}", "So the answer is {}.", "{} is right.", "The right choice is {}.", "({})")
NO_MAXIMUM = (
    "There is no maximum.", "So the likelihood has no maximum.", "Hence no maximum likelihood estimate exists.",
    "Therefore there is no MLE.", "The maximum does not exist.", "The supremum is never reached, so no MLE.",
)  # fmt: skip
