"""What is said beside each line: title and reason of every rule, in one place.

Braces are filled by the plan: {v} the unknown, {n} an expression.
"""

from __future__ import annotations

__all__ = ["reason", "title"]

CONCAVE = "so ℓ is strictly concave, and its stationary point is the one global maximum"
UNIMODAL = "so ℓ rises up to {n} and falls beyond: the one global maximum"

WORDS: dict[str, tuple[str, str]] = {
    # likelihood
    "model": ("Model", "the law of one observation"),
    "definition-of-likelihood": ("Likelihood", "independent observations: their probabilities multiply"),
    "definition-of-density-likelihood": ("Likelihood", "independent observations: their densities multiply"),
    "given-likelihood": ("Likelihood", "the likelihood as given"),
    "category-likelihood": ("Likelihood", "each observation contributes the probability of its category"),
    "put-in-density": ("Put in the model", "put in the law of one observation"),
    "collapse-product": ("Collect the product", "equal bases: the exponents add up over the sample"),
    "likelihood-in-numbers": ("Put in the counts", "each outcome contributes its factor as often as it came"),
    "numbers-in-likelihood": ("Put in the data", "put the data in"),
    "collect-powers": ("Collect the powers", "collect the powers of each factor"),
    "category-condition": ("Condition", "the probabilities add up to one"),
    "empty-category-in": ("Use the condition", "put in the empty categories"),
    # log-likelihood
    "log-of-likelihood": ("Take the logarithm", "log of a product is a sum; log is increasing, so the maximum stays"),
    "log-of-product": ("Take the logarithm", "the log of a product is the sum of the logs"),
    "name-constant": ("Name the constant", "free of {v}"),
    "write-constant": ("Write the constant", "the constant does not move the maximum"),
    # score
    "log-of-one": ("Take the logarithm", "there the likelihood is one, the same everywhere"),
    "score": ("Differentiate", "differentiate term by term for {v}"),
    "partial-score": ("Differentiate", "differentiate for {v}, other parameters held fixed"),
    "set-to-zero": ("Set the score to zero", "inside the domain the derivative vanishes at a maximum"),
    # algebra
    "cancel-factor": ("Drop a factor", "the factor in front cannot vanish: multiply by {n}"),
    "cancel-common": ("Drop a common factor", "every term has a factor that cannot vanish: multiply by {n}"),
    "split-sum": ("Split the sum", "sum term by term; a constant is counted n times"),
    "separate": ("Separate the signs", "bring what is subtracted to the other side"),
    "clear-denominators": ("Clear the denominators", "multiply both sides by {n}"),
    "multiply-out": ("Multiply out", "multiply out"),
    "gather": ("Collect the unknown", "collect {v} on one side"),
    "cancel-power": ("Divide by a power", "multiply by {n}: {v} is not zero"),
    "isolate": ("Isolate the unknown", "divide by the coefficient of {v}"),
    "root-of-power": ("Take the root", "take the root: {v} is positive"),
    "apply-log": ("Take logarithms", "take logarithms on both sides"),
    "apply-exp": ("Take exponentials", "take exponentials on both sides"),
    "to-one-side": ("Bring to one side", "bring everything to one side"),
    "quadratic-formula": ("Solve the quadratic", "the quadratic formula"),
    "select-root": ("Choose the root", "only this root lies in the domain of {v}"),
    # maximum
    "second-derivative": ("Second derivative", f"for every {{v}} in the domain, {CONCAVE}"),
    "sign-change": ("Sign of the score", f"positive below {{n}}, negative above, {UNIMODAL}"),
    "increasing": ("Sign of the score", "positive throughout the domain: the likelihood only grows with {v}"),
    "decreasing": ("Sign of the score", "negative throughout the domain: the likelihood only falls with {v}"),
    "at-upper-end": ("Maximum at the end", "so it is largest at the right end, which belongs to the domain"),
    "at-lower-end": ("Maximum at the end", "so it is largest at the left end, which belongs to the domain"),
    "no-maximum-upper": (
        "No maximum",
        "the right end is not in the domain: the supremum is approached, never reached",
    ),
    "no-maximum-lower": (
        "No maximum",
        "the left end is not in the domain: the supremum is approached, never reached",
    ),
    "outside": (
        "Outside the domain",
        "written over one denominator: the zero at {n} is no inner point of the domain",
    ),
    "profile": ("Put in the estimate", "{n} is best whatever the other parameters are: put it in"),
    # supports that hold a parameter
    "model-on-support": ("Model", "the law of one observation; the indicator says where it is not zero"),
    "simplify-density": ("Simplify the density", "worked out"),
    "split-indicators": ("Collect the product", "the factors and the indicators, each by themselves"),
    "collect-indicators": (
        "Collect the indicators",
        "all observations lie in the support just where {n}",
    ),
    "collect-indicators-in-numbers": (
        "Put in the data",
        "put the data in: all of them lie in the support just where {n}",
    ),
    "admissible": ("Admissible values", "elsewhere the likelihood is zero: a maximum can only be here"),
    "vanishing": ("Nothing is admissible", "no {v} meets both conditions"),
    "increasing-on-support": (
        "Sign of the score",
        "positive: the likelihood grows with {v} as long as that is admissible",
    ),
    "decreasing-on-support": ("Sign of the score", "negative: the likelihood falls as {v} grows"),
    "increasing-on-support-of-integers": (
        "Sign of the score",
        "positive for every real {v}, so the likelihood grows from one whole number to the next",
    ),
    "decreasing-on-support-of-integers": (
        "Sign of the score",
        "negative for every real {v}, so the likelihood falls from one whole number to the next",
    ),
    "at-upper-end-of-support": ("Maximum at the end", "so the largest admissible {v} is the best"),
    "at-lower-end-of-support": ("Maximum at the end", "so the least admissible {v} is the best"),
    "no-maximum-upper-of-support": ("No maximum", "but {n} itself is not admissible: the supremum is never reached"),
    "no-maximum-lower-of-support": ("No maximum", "but {n} itself is not admissible: the supremum is never reached"),
    "flat": ("Set of maximisers", "free of {v}: every admissible value is a maximum likelihood estimate"),
    "single-admissible": ("Estimate", "a single value is admissible"),
    "collect-ratios": ("Collect", "collect what tells the observations from one another"),
    "median": (
        "Median",
        "an observation above {v} counts +1, one below −1: ℓ grows while more than half lie above {v}, and falls "
        "once more than half lie below",
    ),
    "quantile": (
        "Quantile",
        "ℓ grows while less than the share {n} of the observations lies below {v}, and falls once more than that "
        "does",
    ),
    "maximisers-of-data": ("Set of maximisers", "between these two observations the score is zero: ℓ is level there"),
    # categories
    "lagrangian": ("Lagrange function", "the condition goes in with a multiplier λ"),
    "lagrange-score": ("Differentiate", "differentiate for each probability"),
    "lagrange-clear": ("Clear the denominators", "multiply each equation by its probability"),
    "lagrange-sum": ("Use the condition", "add the equations up: the probabilities sum to one"),
    "multiplier": ("The multiplier", "the multiplier is the number of observations"),
    "multiplier-in": ("Put in the multiplier", "put the multiplier in"),
    "concave-sum": ("Second derivatives", f"each term of ℓ is strictly concave and the condition linear, {CONCAVE}"),
    "empty-category": ("Empty category", "it never came: any probability it got would be missing elsewhere"),
    # answer
    "estimate": ("Estimate", "the maximum likelihood estimate"),
    "numbers-in": ("Put in the data", "put the data in"),
    "invariance": ("Invariance", "the estimate of a function is the function of the estimate"),
    # losses
    "prediction": ("Prediction", "what the model gave the token that came"),
    "definition-of-nll": ("Negative log-likelihood", "minus the log of the probability of what came"),
    "definition-of-cross-entropy": ("Cross-entropy", "the mean loss per token"),
    "definition-of-perplexity": ("Perplexity", "the exponential of the mean loss per token"),
    "product-of-predictions": ("Likelihood", "the probabilities of the tokens multiply"),
    "compare": ("Compare", "the lower loss belongs to the higher probability"),
    # questions
    "shown": ("Shown", "proved as it stands"),
    "choice": ("Compare with the choices", "this is choice {n}"),
}


def title(rule: str) -> str:
    """The name of a rule, in a few words."""
    return WORDS[rule][0]


def reason(rule: str, **names: str) -> str:
    """The words beside a line that a rule wrote."""
    return WORDS[rule][1].format_map(names)
