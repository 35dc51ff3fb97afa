"""Cards: what lies behind a line in general, for the “why” beside it.

Each is a title, what holds, that as a formula in the notation (or nothing), and when it holds (or nothing).
"""

from __future__ import annotations

__all__ = ["CARDS"]

CARDS: dict[str, tuple[str, str, str, str]] = {
    "law": (
        "The law of one observation",
        "A model says how probable each value of one observation is: its mass function, or its density.",
        "", "",
    ),
    "independence": (
        "Independent observations",
        "Of independent observations the probabilities, or the densities, multiply. Read as a function of the "
        "parameter, with the data fixed, the product is the likelihood.",
        "L(θ) = Π f(x_i | θ)", "the observations are independent",
    ),
    "partial-knowledge": (
        "What is known of an observation",
        "An observation contributes the chance of what is known of it: the density where its value is seen, the "
        "chance of a range where only that is known.",
        "S(c) = P(x > c)", "that a value is hidden says no more about it than the range",
    ),
    "powers": (
        "Powers of one base",
        "Powers of the same base multiply by adding their exponents.",
        "a^k a^m = a^(k + m)", "",
    ),
    "total-one": (
        "A law has total one",
        "All probabilities add up to one; a density integrates to one over its support.",
        "", "",
    ),
    "support": (
        "Where the likelihood is not zero",
        "If one observation lies outside the support that a parameter allows, the whole product is zero. So the "
        "parameter has to allow all observations, and that is a condition on the largest or the smallest one.",
        "Π 1{x_i ≤ θ} = 1{max(x) ≤ θ}", "",
    ),
    "logarithm": (
        "The logarithm of a product",
        "The logarithm turns products into sums and powers into factors. It is increasing, so it is largest where its "
        "argument is: the maximum stays where it is.",
        "log(a b^k) = log a + k log b", "a and b are positive",
    ),
    "constant": (
        "Terms without the unknown",
        "A term that does not hold the unknown moves the curve up or down and leaves its highest point in place; its "
        "derivative is zero.",
        "", "",
    ),
    "derivative": (
        "The score",
        "The derivative of the log-likelihood is the score: the slope of the curve. Sums are differentiated term by "
        "term, constant factors stay in front, and an inner function brings its own derivative.",
        "d/dθ[log(f(θ))] = f'(θ)/f(θ)", "f is positive and can be differentiated",
    ),
    "partial-derivative": (
        "Partial derivatives",
        "With several parameters the log-likelihood is differentiated with respect to one at a time; the others "
        "are held fixed, like constants.",
        "", "",
    ),
    "stationary": (
        "Zero slope at a maximum",
        "At a maximum inside the domain a smooth curve is level: its derivative vanishes. The converse does not hold, "
        "so what solves the equation is a candidate, and needs an argument that it is the maximum.",
        "ℓ'(θ̂) = 0", "θ̂ lies inside the domain, and ℓ can be differentiated there",
    ),
    "both-sides": (
        "The same on both sides",
        "An equation keeps its solutions when the same is added to both sides, or when both are multiplied by the same "
        "number that is not zero.",
        "", "what both sides are multiplied by is not zero anywhere in the domain",
    ),
    "denominators": (
        "Clearing denominators",
        "Both sides are multiplied by all denominators. No solution is lost or gained where these are not zero.",
        "", "the denominators are not zero anywhere in the domain",
    ),
    "distribution": (
        "Multiplying out",
        "A factor in front of a bracket multiplies every term in it.",
        "a(b + c) = a b + a c", "",
    ),
    "inverse-function": (
        "The inverse function on both sides",
        "A function that never takes a value twice may be applied to both sides: roots, logarithms, exponentials.",
        "", "both sides lie where the function is defined and takes no value twice",
    ),
    "quadratic": (
        "The quadratic formula",
        "A quadratic equation has two solutions at most. What lies outside the domain is dropped, and why is said.",
        "a θ^2 + b θ + c = 0", "a is not zero",
    ),
    "cubic": (
        "Cubic equations",
        "A cubic equation has one or three real solutions; those in the domain are compared.",
        "", "",
    ),
    "sum-split": (
        "Sums over the sample",
        "A sum is taken term by term; a constant factor comes out in front, and what is the same for every observation "
        "is counted n times.",
        "Σ(x_i − μ) = Σ x_i − nμ", "",
    ),
    "no-closed-form": (
        "No closed form",
        "The unknown stands inside and outside of a function that cannot be undone, so that no algebra isolates it. "
        "The equation is brought into its simplest form, its solutions are counted, and then it is solved in numbers.",
        "", "",
    ),
    "monotone": (
        "A monotone function meets zero once",
        "A function that only rises, or only falls, takes no value twice: the equation has one solution at most. Where "
        "its signs at two points differ, it has one between them.",
        "", "it is continuous",
    ),
    "newton": (
        "Newton’s method",
        "From a point near the solution one follows the tangent to where it meets zero, and again from there; the "
        "number of right digits about doubles with every step.",
        "t_2 = t_1 − g(t_1)/g'(t_1)", "the start is near enough, and the slope is not zero",
    ),
    "enclosure": (
        "Digits that stand",
        "A change of sign between two numbers proves that a solution lies between them. The digits in which both agree "
        "are right.",
        "", "the function is continuous",
    ),
    "concave": (
        "Concave functions",
        "Where the second derivative is negative throughout, the curve bends down everywhere: it has one level point "
        "at most, and that is the highest of all.",
        "ℓ''(θ) < 0", "for every θ in the domain, not at the estimate alone",
    ),
    "signs": (
        "The slope tells where the curve goes",
        "Where the derivative is positive the curve rises, where it is negative it falls.",
        "", "on an interval that belongs to the domain",
    ),
    "median": (
        "Absolute values count sides",
        "The slope of an absolute value is plus or minus one: the score counts on how many observations lie on either "
        "side. It changes its sign at the median, and between the two middle observations it is zero.",
        "", "",
    ),
    "new-unknowns": (
        "Other unknowns",
        "If each set of values of the old unknowns gives one of the new ones and the other way round, the maximum may "
        "be found in the new ones and read back.",
        "", "the change of unknowns is one-to-one",
    ),
    "unbounded": (
        "No maximum",
        "If the likelihood climbs beyond every bound along one path through the parameters, no value is the largest.",
        "", "",
    ),
    "condition": (
        "Conditions on the parameters",
        "A condition removes one degree of freedom: it may be solved for one parameter, or brought in with a "
        "multiplier.",
        "", "",
    ),
    "score-mean": (
        "The score has expectation zero",
        "Differentiate the total of a law, which is one whatever the parameter is: the expected score is zero.",
        "E[ℓ'(θ)] = 0", "the support does not depend on θ",
    ),
    "rise-and-fall": (
        "Rising before, falling after",
        "If the slope is positive before a point and negative beyond it, the curve is highest there, over the whole "
        "domain.",
        "", "",
    ),
    "ends": (
        "The ends of the domain",
        "If the curve only rises, or only falls, its highest point is an end of the domain; where the end does not "
        "belong to the domain there is no maximum.",
        "", "",
    ),
    "profile": (
        "One parameter at a time",
        "First the best value of one parameter is found for each value of the others, and put in; what is left is a "
        "function of the others alone. Its maximum is that of the whole.",
        "", "for each value of the others there is a best one",
    ),
    "neighbours": (
        "Whole numbers: the ratio of neighbours",
        "A whole number has no derivative. The likelihood grows from one number to the next as long as their ratio is "
        "above one; it is largest where the ratio falls below one.",
        "L(N)/L(N − 1)", "",
    ),
    "multiplier": (
        "Lagrange’s multiplier",
        "Under a condition the derivatives need not vanish: at the maximum they are in proportion to those of the "
        "condition. The factor is the multiplier.",
        "", "",
    ),
    "elimination": (
        "Elimination",
        "From several equations one unknown after the other is removed; the last one is solved, and put back.",
        "", "",
    ),
    "substitution": (
        "Putting in",
        "What is known to be equal may stand in the place of the other.",
        "", "",
    ),
    "invariance": (
        "Invariance",
        "The maximum likelihood estimate of a function of the parameter is that function of the estimate.",
        "", "",
    ),
    "information": (
        "Fisher information",
        "How sharply the log-likelihood bends at its top, on average over samples: minus its expected second "
        "derivative. Independent observations add their information.",
        "I(θ) = −E[ℓ''(θ)]", "the support does not depend on θ",
    ),
    "observed-information": (
        "Observed information",
        "Minus the second derivative of the log-likelihood, for the sample at hand.",
        "J(θ) = −ℓ''(θ)", "",
    ),
    "standard-error": (
        "Standard error",
        "In large samples the estimate varies about the true value with a variance near one over the information.",
        "SE = 1/sqrt(I(θ̂))", "the estimate lies inside the domain, and the sample is large",
    ),
    "delta": (
        "Delta method",
        "A function of the estimate varies as the estimate does, times the slope of the function.",
        "", "the function can be differentiated, and its slope there is not zero",
    ),
    "interval": (
        "Confidence intervals",
        "Of the intervals made this way, from sample after sample, about the stated share holds the true value.",
        "", "the sample is large",
    ),
    "loss": (
        "Negative log-likelihood",
        "The loss is minus the logarithm of the probability that the model gave to what came: nothing where it was "
        "certain, and the more the less probable it was.",
        "NLL = −log p", "p is positive; for p = 0 the loss is infinite",
    ),
    "cross-entropy": (
        "Cross-entropy",
        "The mean loss per token. Where the target is a single token it is the negative log-likelihood of that token.",
        "", "",
    ),
    "perplexity": (
        "Perplexity",
        "The exponential of the mean loss: among so many equally probable tokens the model would be as uncertain.",
        "", "",
    ),
}
