"""What a hint says: the idea of each step in a sentence. {v} is the unknown."""

from __future__ import annotations

__all__ = ["COMPLETE", "IDEAS", "KINDS", "LOOK_AGAIN", "NONE", "SHOW_MAXIMUM", "UNREAD"]

IDEAS = {
    # likelihood
    "model": "Write down the law of one observation, and multiply: the observations are independent.",
    "definition-of-likelihood":
        "Write down the likelihood: the observations are independent, so their probabilities multiply.",
    "definition-of-density-likelihood":
        "Write down the likelihood: the observations are independent, so their densities multiply.",
    "given-likelihood": "Begin with the likelihood that the problem gives.",
    "category-likelihood": "Write down the likelihood: each observation contributes the probability of its category.",
    "censored-likelihood": "Write down the likelihood: an observed value contributes its density, one that is only "
                           "known to lie in a range the chance of that range.",
    "grouped-likelihood": "Write down the likelihood: of each observation a range is known, and it contributes the "
                          "chance of that range.",
    # logarithm
    "log-of-likelihood": "Take the logarithm: products become sums, powers become factors, and the maximum stays.",
    "in-predictor": "Write the log-likelihood in terms of the linear combination of the coefficients.",
    # other unknowns
    "new-parameters": "Other unknowns make it simpler: take those that each stand for a group of the data.",
    "unmixing-parameter": "Another unknown makes it simpler: take the whole probability of a zero.",
    "parameters-of-the-parts": "Part the likelihood: one variable alone, and the other one given it.",
    # score
    "score": "Differentiate the log-likelihood with respect to {v}.",
    "partial-score": "Differentiate the log-likelihood with respect to {v}, the other parameters held fixed.",
    "scores": "Differentiate the log-likelihood with respect to each of {v}, the others held fixed.",
    "lagrangian": "The parameters are tied by a condition: bring it in with a multiplier, or replace one of them, "
                  "before you differentiate.",
    "lagrangian-of-several": "The parameters are tied by conditions: bring each one in with a multiplier.",
    "lagrange-score": "Differentiate with respect to each parameter, the multiplier held fixed.",
    # equation
    "set-to-zero": "Set the score to zero and clear the denominators.",
    "set-all-to-zero": "Set all these derivatives to zero together.",
    "set-lagrangian-to-zero": "Set the derivatives to zero.",
    "separate": "Bring what is subtracted to the other side.",
    "cancel-factor": "A factor in front cannot be zero: drop it.",
    "cancel-common": "Every term has a factor that cannot be zero: drop it.",
    "split-sum": "Split the sum; what does not depend on i is counted n times.",
    "clear-denominators": "Multiply both sides by the denominators.",
    "multiply-out": "Multiply out.",
    "gather": "Collect {v} on one side.",
    "isolate": "Divide by what stands in front of {v}.",
    "to-one-side": "Bring everything to one side: it is a polynomial in {v}.",
    "quadratic-formula": "It is a quadratic equation in {v}: solve it.",
    "select-root": "Only one of the solutions lies in the domain of {v}: choose it.",
    "apply-log": "Take logarithms on both sides.",
    "apply-power": "Take the root on both sides.",
    "root-of-power": "Take the root; {v} is positive.",
    "lagrange-clear": "Multiply each equation by its probability.",
    "lagrange-sum": "Add the equations up and use the condition: that gives the multiplier.",
    "multiplier": "The multiplier is known now: simplify it.",
    "multiplier-in": "Put the multiplier back into the equations.",
    "reduced": "No algebra isolates {v}: write down the equation that is left, and solve it in numbers.",
    "reduced-together": "No algebra isolates {v}: write down what is left, and solve it in numbers.",
    "right-side": "Put the data in: what is left is an equation in {v} alone.",
    "curvature-of-log": "Does the left side only fall? It is the slope of the logarithm of a sum: look at the "
                        "logarithm of one of its terms.",
    "newton-first": "Solve the equation in numbers, by Newton's method for instance.",
    "joint-newton-first": "Solve the equations in numbers, by Newton's method for instance.",
    "separate-both": "Drop factors that cannot vanish, and bring what is subtracted to the other side.",
    "clear-both": "Multiply both sides by what stands below a line.",
    "half-circle": "Is there one solution at most? Look at ℓ along half circles about points of the axis: two points "
                   "that are not one above the other lie on one.",
    "vertical-line": "Points one above the other lie on a vertical line: is ℓ concave along it, too?",
    "normal-equations": "Solve the two linear equations together.",
    # whole numbers
    "neighbours": "{v} is a whole number, so there is no derivative to take: compare the likelihood with that at "
                  "{v} − 1, by their ratio.",
    "factorials-cancel": "Cancel in the ratio: of the factorials only a few factors are left.",
    "not-below": "The likelihood climbs as long as the ratio is at least one: solve that for {v}.",
    # supports
    "admissible": "Do not differentiate yet: for which {v} is the likelihood not zero? Look at the observations at "
                  "the end of the sample.",
    "decreasing-on-support": "Where it is not zero the likelihood falls as {v} grows: which value is best?",
    "increasing-on-support": "Where it is not zero the likelihood grows with {v}: which value is best?",
    # no maximum inside
    "increasing": "The derivative is never zero: look at its sign, and at the end of the domain.",
    "decreasing": "The derivative is never zero: look at its sign, and at the end of the domain.",
    # answers
    "estimate": "State the estimate of {v}.",
    "numbers-in": "Put the numbers in.",
    "values-in": "Put the numbers in.",
    "invariance": "The estimate of a function is the function of the estimate: put the estimate in.",
    "log-density": "For the Fisher information take the logarithm of the law of one observation.",
    "information": "The Fisher information is minus the expected second derivative of the log-likelihood.",
    "observed": "The observed information is minus the second derivative of the log-likelihood at the data.",
    "standard-error": "The standard error is one over the root of the information, at the estimate.",
    "wald": "The interval is the estimate with 1.96 standard errors on either side.",
    "likelihood-ratio": "The interval holds the values whose log-likelihood lies at most 1.92 below its maximum.",
    # losses
    "prediction": "What probability did the model give to the token that came?",
    "definition-of-nll": "The negative log-likelihood is minus the logarithm of the probability of what came.",
    "definition-of-cross-entropy": "The cross-entropy is the mean of the losses −log p over the tokens.",
    "definition-of-perplexity": "The perplexity is the exponential of the mean loss per token.",
}

SOLVE = "Solve the equation for {v}."
OTHER = "That is one of the unknowns. The next one: {idea}"

# What to look at again in a wrong line of a kind, where no mistake is known.
KINDS = {
    "likelihood": "Does each observation contribute its factor, with the right exponent?",
    "log-likelihood": "Is it the logarithm of the likelihood, term by term?",
    "negative-log-likelihood": "Is it minus the logarithm of the likelihood, term by term?",
    "score": "Is it the derivative, term by term, inner derivatives included?",
    "second-derivative": "Is it the derivative of the score, signs included?",
    "equation": "Was the same done to both sides, and to every term?",
    "estimate": "Does it solve the equation above it?",
    "number": "Work it out once more.",
    "definition": "Does it hold for the data of this problem?",
    "constraint": "Is that what the problem demands?",
    "identity": "Try it with a number: are both sides equal?",
}

LOOK_AGAIN = "Look at line {line} again."
UNREAD = "No line could be read as mathematics yet."
COMPLETE = "The derivation is complete: every line follows, and what is asked is reached."
SHOW_MAXIMUM = "What could be added: a reason why it is a maximum."
NONE = "No hint: this problem is not solved here, so the next step is not known."
