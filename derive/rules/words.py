"""What is said beside each line: title and reason of every rule, in one place.

Braces are filled by the plan: {v} the unknown, {c} a condition, {n} a name.
"""

from __future__ import annotations

__all__ = ["reason", "title"]

WORDS: dict[str, tuple[str, str]] = {
    # likelihood
    "model": ("Model", "the model: what one observation follows"),
    "definition-of-likelihood": ("Likelihood", "independent observations: their probabilities multiply"),
    "definition-of-density-likelihood": ("Likelihood", "independent observations: their densities multiply"),
    "given-likelihood": ("Likelihood", "the likelihood as given"),
    "category-likelihood": ("Likelihood", "category j came n_j times: its probability enters n_j times"),
    "put-in-density": ("Put in the model", "put in the model for each observation"),
    "collapse-product": ("Collect the product", "collect powers: exponents add up over the sample"),
    "likelihood-in-numbers": ("Put in the counts", "each outcome contributes its factor as often as it came"),
    "numbers-in-likelihood": ("Put in the data", "put in the data"),
    "known-values": ("Known values", "put in what is known"),
    # log-likelihood
    "log-of-product": ("Take the logarithm", "log turns products into sums and powers into factors"),
    "log-of-likelihood": ("Take the logarithm", "log is increasing: the maximum stays where it is"),
    "name-constant": ("Name the constant", "what does not depend on {v} is a constant"),
    "write-constant": ("Write the constant", "the constant does not move the maximum"),
    # score
    "score": ("Differentiate", "derivative for {v}, term by term"),
    "partial-score": ("Differentiate", "partial derivative for {v}, the other parameters held fixed"),
    "set-to-zero": ("Set the score to zero", "at a maximum inside the domain the derivative vanishes"),
    # algebra
    "cancel-factor": ("Drop a factor", "a factor that cannot vanish is dropped"),
    "split-sum": ("Split the sum", "the sum of a difference, a constant summed n times"),
    "separate": ("Separate the signs", "bring what is subtracted to the other side"),
    "clear-denominators": ("Clear the denominators", "multiply both sides by {n}"),
    "multiply-out": ("Multiply out", "multiply out"),
    "gather": ("Collect the unknown", "collect {v} on one side"),
    "cancel-power": ("Divide by a power", "divide by {n}, which is not zero"),
    "isolate": ("Isolate the unknown", "divide by the coefficient of {v}"),
    "root-of-power": ("Take the root", "take the root: {v} is positive"),
    "to-one-side": ("Bring to one side", "bring everything to one side"),
    "quadratic-formula": ("Solve the quadratic", "the quadratic formula"),
    "select-root": ("Choose the root", "only this root lies in the domain of {v}"),
    # maximum
    "second-derivative": ("Second derivative", "negative for every {v} in the domain: the log-likelihood is strictly "
                          "concave and its stationary point the only global maximum"),
    "sign-change": ("Sign of the score", "positive below {n} and negative above: the log-likelihood rises, then falls, "
                    "and the stationary point is the only global maximum"),
    "increasing": ("Sign of the score", "the score is positive throughout: the likelihood only grows with {v}"),
    "decreasing": ("Sign of the score", "the score is negative throughout: the likelihood only falls with {v}"),
    "at-upper-end": ("Maximum at the end", "an increasing function is largest at the right end, which belongs to the "
                     "domain"),
    "at-lower-end": ("Maximum at the end", "a decreasing function is largest at the left end, which belongs to the "
                     "domain"),
    "no-maximum-upper": ("No maximum", "the right end is not in the domain: the supremum is approached, never reached"),
    "no-maximum-lower": ("No maximum", "the left end is not in the domain: the supremum is approached, never reached"),
    "inside": ("Inside the domain", "the root lies inside the domain"),
    "profile": ("Put in the estimate", "put {n} in: it is best whatever the other parameters are"),
    # categories
    "lagrangian": ("Lagrange function", "the probabilities add up to one: add the condition with a multiplier λ"),
    "lagrange-score": ("Differentiate", "derivative for one probability; the others have the same form"),
    "lagrange-clear": ("Clear the denominators", "multiply each equation by its probability"),
    "multiplier-in": ("Put in the multiplier", "put the multiplier in"),
    "lagrange-solve": ("Solve for the probability", "each probability is proportional to its count"),
    "lagrange-sum": ("Use the condition", "add up: the probabilities sum to one"),
    "multiplier": ("The multiplier", "the multiplier is the number of observations"),
    "concave-sum": ("Second derivatives", "a sum of concave functions of one probability each, under a linear condition: "
                    "the stationary point is the only global maximum"),
    "empty-category": ("Empty category", "it never came: any probability it got would be missing elsewhere"),
    # answer
    "estimate": ("Estimate", "the maximum likelihood estimate"),
    "numbers-in": ("Put in the data", "put in the data"),
    "invariance": ("Invariance", "the estimate of a function is the function of the estimate"),
    "quantity": ("Put in", "put in and work out"),
    # losses
    "prediction": ("Prediction", "what the model gave the token that came"),
    "definition-of-nll": ("Negative log-likelihood", "the loss is minus the log of the probability of the token that came"),
    "nll": ("Work out", "put in the probability"),
    "definition-of-cross-entropy": ("Cross-entropy", "the mean loss per token"),
    "one-hot": ("Cross-entropy", "only the token that came has weight one, all others weight zero"),
    "definition-of-perplexity": ("Perplexity", "the exponential of the mean loss per token"),
    "product-of-predictions": ("Likelihood", "the probabilities of the tokens multiply"),
    "compare": ("Compare", "the lower loss belongs to the higher probability"),
    "shown": ("Shown", "proved as an identity"),
    "choice": ("Compare with the choices", "the answer matches choice {n}"),
}


def title(rule: str) -> str:
    """The name of a rule, in a few words."""
    return WORDS[rule][0]


def reason(rule: str, **names: str) -> str:
    """The words beside a line that a rule wrote."""
    return WORDS[rule][1].format_map(names)
