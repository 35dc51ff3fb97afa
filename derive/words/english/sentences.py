"""The sentences of a solution: what was found, why nothing was, remarks; and what is filled into a reason.

A sentence is a template with its fields by name, or a function of them where grammar needs one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .documents import FINDS, METHODS
from .families import ROLES

__all__ = ["SENTENCES", "listed"]

MOST_NAMES = 4


def listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _interval_reaches(*, level: float, name: str, method: str, lower: str, upper: str) -> str:
    return (
        f"A {level * 100:g} % confidence interval for {name} ({METHODS[method]}) reaches from {lower} to {upper}."
    )


def _no_interval(*, method: str, of: str, why: str) -> str:
    return f"no {METHODS[method].replace(' ', '-')} interval for {of}: {why}"


def _loss_the_same(*, loss: str) -> str:
    return f"The {FINDS[loss]} is the same for all: they gave what came the same probability."


def _loss_lowest(*, loss: str, best: str, value: str) -> str:
    return f"The {FINDS[loss]} is lowest for “{best}”, {value}: it gave what came the highest probability."


def _loss_better(*, loss: str, high: str, worst: str, low: str, best: str) -> str:
    return (
        f"The {FINDS[loss]} is {high} for “{worst}” and {low} for “{best}”: “{best}” is better, since it gave what "
        "came a higher probability."
    )


def _quantity_is(*, quantity: str, value: str) -> str:
    return f"The {FINDS[quantity]} is {value}."


def _quantity_of(*, quantity: str, of: str, value: str) -> str:
    return f"The {FINDS[quantity]} of “{of}” is {value}."


def _quantity_for(*, quantity: str, of: str, value: str) -> str:
    return f"The {FINDS[quantity]} for {of} is {value}."


def _lines(lines: Sequence[int]) -> str:
    """`line 3`, `lines 3 and 5`, `lines 3, 5 and 6`."""
    return f"line{'s' * (len(lines) > 1)} {listed([str(line) for line in lines])}"


def _lines_undecided(*, lines: Sequence[int]) -> str:
    return f"{_lines(lines).capitalize()} could not be decided."


def _lines_not_readable(*, lines: Sequence[int]) -> str:
    return f"{_lines(lines).capitalize()} could not be read."


def _follows_from(*, lines: Sequence[int]) -> str:
    return f"follows from {_lines(lines)}"


def _function_is(*, function: str, left: str, right: str) -> str:
    name = FINDS["nll" if function == "negative-log-likelihood" else function]
    return f"this is {left}; the {name} of the problem is {right}."


def _has_to_be_positive(*, role: str, argument: str) -> str:
    return f"the {ROLES[role]} {argument} has to be positive"


def _has_to_lie_in(*, role: str, argument: str, domain: str) -> str:
    return f"the {ROLES[role]} {argument} has to lie in {domain}"


def _names(*, names: Sequence[str]) -> str:
    """`σ²`, `a and b`; of many the first and the last."""
    return listed(names) if len(names) <= MOST_NAMES else f"{names[0]}, …, {names[-1]}"


def _whatever(*, names: Sequence[str]) -> str:
    """What stands behind “whatever”."""
    return f"{_names(names=names)} {'is' if len(names) == 1 else 'are'}"


def _of_each(what: str, verb: str) -> Callable[..., str]:
    """`The … of μ is 14.2, that of σ² 0.1.`"""

    def say(*, pairs: Sequence[tuple[str, str]]) -> str:
        (name, value), *others = pairs
        told = [f"{what} of {name} {verb} {value}", *(f"that of {name} {verb} {value}" for name, value in others)]
        return listed(told) + "."

    return say


SENTENCES: dict[str, str | Callable[..., str]] = {
    # the answer
    "estimate-is": "The maximum likelihood estimate of {name} is {value}.",
    "estimator-is": "The maximum likelihood estimator of {name} is {value}.",
    "estimate-is-each": _of_each("The maximum likelihood estimate", "is"),
    "estimator-is-each": _of_each("The maximum likelihood estimator", "is"),
    "share-is": "The maximum likelihood estimate of {name} is {value}: {percent} % of the {unit} are {label}.",
    "outcomes": "outcomes",
    "about": "about {value}",
    "estimate-follows": "The maximum likelihood estimate of {name} follows: {formula}.",
    "estimate-solves":
        "The maximum likelihood estimate of {name} has no closed form: inside the domain it solves {equation}.",
    "estimates-in-table": "The maximum likelihood estimates of {first}, …, {last} stand in the table above.",
    "all-with": "All {names} with {condition} are maximum likelihood estimates.",
    "every-in": "Every {name} in {chosen} is a maximum likelihood estimate.",
    "every-from": "Every {name} from {lower} to {upper} is a maximum likelihood estimate.",
    "holds-where": "This holds where {conditions}.",
    "where": "Where {conditions} {what}.",
    "there-is-none": "there is none",
    "it-is": "it is {estimate}",
    "and": " and ",
    "or": " or ",
    "standard-error-about": "The standard error of the estimate of {name} is about {value}.",
    "standard-error-is": "The standard error of the estimate of {name} is {value}.",
    "standard-error-about-each": _of_each("The standard error of the estimate", "is about"),
    "standard-error-is-each": _of_each("The standard error of the estimate", "is"),
    "interval-reaches": _interval_reaches,
    "information-is": "The Fisher information about {about} is {value}.",
    "observed-information-is": "The observed information about {about} is {value}.",
    "quantity-is": _quantity_is,
    "quantity-of": _quantity_of,
    "quantity-for": _quantity_for,
    "loss-the-same": _loss_the_same,
    "loss-lowest": _loss_lowest,
    "loss-better": _loss_better,
    "answer-is-proved":
        "Answer: {answer}. The lines above are proved; that they answer the question is the author's word.",
    "answer-is-given": "Answer: {answer}. This is the author's word; nothing here was derived.",
    # what gave a probability to a token
    "prediction-named": "the prediction “{name}”",
    "prediction-alone": "the model",
    # parameters that are not looked at now
    "names": _names,
    "whatever": _whatever,
    # behind the law of one observation
    "for-values": ", for {values}",
    # no maximum
    "unbounded-towards": "no maximum: the likelihood {way}, and it is unbounded as {name} tends to {limit}",
    "supremum-towards":
        "no maximum: the likelihood {way}, so its supremum is approached as {name} tends to {limit}",
    "supremum-outside": (
        "no maximum: the likelihood {way}, so its supremum is approached as {name} tends to {limit}, which the "
        "domain does not contain"
    ),
    "supremum-not-admissible": (
        "no maximum: the likelihood {way}, so its supremum is approached as {name} tends to {limit}, which is not "
        "admissible itself"
    ),
    "grows-along":
        "no maximum: along {way} the likelihood grows beyond every bound as {variable} grows without end",
    "grows-along-to-zero":
        "no maximum: along {way} the likelihood grows beyond every bound as {variable} falls to 0",
    "climbs-to-edge":
        "no maximum: from every point the likelihood climbs towards {edge}, which the domain does not contain",
    "point-of-edge": "{location} = {place} and {other} = {end}",
    "climbs-as-gap-closes": (
        "no maximum: the likelihood grows as the gap between both sides of {bound} tends to 0, which the condition "
        "does not allow"
    ),
    "contradiction": (
        "no maximum: {name} would have to be {low} and {high}, so the likelihood is zero everywhere: under this "
        "model the data are impossible"
    ),
    "contradicts-domain": (
        "no maximum: {name} would have to be {where}, which its domain does not allow, so the likelihood is zero "
        "everywhere: under this model the data are impossible"
    ),
    "climbs-to-left-out-end": "no maximum: the likelihood grows as {boundary}, and {bound} leaves the end out",
    "climbs-along": "no maximum: the likelihood rises along {way} as t tends to ∞ and never reaches its supremum",
    "climbs-for-ever":
        "no maximum: the likelihood grows with {name}, so its supremum is approached as {name} tends to ∞",
    "category-never-came": (
        "no maximum: the category of {name} never came, so the likelihood grows as {name} tends to {zero}, which "
        "the domain does not contain"
    ),
    "climbs-with-size": (
        "no maximum: along {share} = {root} the likelihood grows with {name}, so its supremum is approached as "
        "{name} tends to ∞"
    ),
    # remarks on an answer
    "even-number-of-observations": (
        "With an even number of observations every value between the two middle ones is a maximum likelihood "
        "estimate of {name}."
    ),
    "whole-share": (
        "Where {share} is whole every value from that observation to the next is a maximum likelihood estimate of "
        "{name}."
    ),
    "density-not-checked": "Not checked: whether the density of {names} has total one.",
    "mass-not-checked": "Not checked: whether the mass of {names} has total one.",
    "columns-dependent": (
        "the data do not tell {names} apart: their columns depend on each other, and the likelihood is the same "
        "wherever the equation between them holds"
    ),
    "direction": "{name} is a direction: whole turns may be added",
    "taken-as-probability": "{name} is taken to be a probability, so that it is not negative",
    "no-observation-tells": "the likelihood does not depend on {names}: no observation tells of them",
    "function-not-unique": "the maximum likelihood estimate of {of} is not unique: each maximiser gives one",
    "function-not-enclosed": "the estimate of {of} could not be enclosed: it may have no value there",
    "function-without-value": "{of} has no value at the estimate, so it has no maximum likelihood estimate",
    # losses of a model
    "loss-without-line": "the {kind} is not written here: there is no line for the log-likelihood",
    "loss-of-several-samples": "the {kind} is a mean over the observations of one sample, which these are not",
    "losses-one-by-one": "{kind} and a loss of a model whose parameters are known: ask for them one by one",
    "nothing-estimated": "{kind} of a model whose parameters are known: nothing is estimated",
    # information, standard errors, intervals
    "information-of-vector": "the information of a vector of observations: not solved yet",
    "error-of-function-of-probabilities": "standard errors of functions of several probabilities: not solved yet",
    "no-ratio-interval-of-probabilities": "no likelihood-ratio intervals for probabilities that add up to one",
    "no-standard-error": "no standard error of the estimate of {of}: {why}",
    "no-error-of-set": "the estimate is not unique: there is no standard error",
    "no-information-of-whole-number":
        "the parameter is a whole number: there is no derivative for it, and no information",
    "no-error-under-conditions":
        "conditions tie the parameters to each other: their standard errors are not solved yet",
    "no-value-at-estimate": "{of} has no value at the estimate",
    "error-from-observed-information": "the standard error is taken from the observed information",
    "estimate-at-end-of-domain": "it lies at the end of the domain, where the usual approximation breaks down",
    "no-interval": _no_interval,
    "no-profile": "no likelihood-ratio interval for {name}: its profile has no closed form here",
    "many-categories": "so many categories: their information is not written out",
    "expected-information-of-vector": "the expected information of a vector of observations: not solved yet",
    "corners-in-density": (
        "log f has corners, where it has no derivative for {name}: the information is not found by second "
        "derivatives"
    ),
    "expectation-unknown": "the expectation of the second derivative of log f has no form that the rules know",
    "no-law": "the likelihood is given without the law of an observation: nothing is known of expectations",
    "ranges-in-sample":
        "of some observations a range is known only: what to expect depends on how the ranges were set",
    "support-moves": (
        "the support moves with the parameter: the score identity fails, and there is no Fisher information of the "
        "usual kind, nor a standard error or an interval from it"
    ),
    "information-of-several-samples": "the information of several samples of categories: not solved yet",
    "no-second-derivative": "the log-likelihood has corners, where it has no second derivative",
    "information-without-value": "at the estimate the information has no value",
    "no-variance": "at the estimate the information gives no variance",
    "no-inverse": "the information has no inverse at the estimate",
    "no-interval-formula": "the interval has no formula: the estimate has no closed form",
    "corners": "the log-likelihood has corners",
    "no-height": "the log-likelihood has no value at the estimate",
    "no-end": "an end of the likelihood-ratio interval was not found",
    "ratio-interval-not-proved": "no likelihood-ratio interval for {name}: its ends are not proved",
    "after-estimate-not-proved": "nothing after the estimate: “{step}” is not proved",
    "error-not-proved": "no standard error for {name}: “{step}” is not proved",
    # not solved yet
    "no-derivative": "no rule for the derivative of {kind}",
    "no-derivative-of-zeta": "no rule for a derivative of ζ of this order",
    "step-not-proved": "the step “{step}” is not proved: {why}",
    "division-by-zero": "a division by zero",
    "condition-not-solved": "the condition {condition} among the parameters: not solved yet",
    "data-undecided": "the data that are given do not decide where the maximum lies",
    "division-by-zero-at-data": "at the data the formula divides by zero",
    "ranges-in-one-of-several-samples":
        "several samples, one of them with observations of which a range is known only: not solved yet",
    "ranges-beside-covariates": "observations of which a range is known only, beside covariates: not solved yet",
    "ranges-on-moving-support":
        "a range in place of an observation, and a support that depends on a parameter: not solved yet",
    "chance-not-positive": "the chance of a range that is not written as a positive number: not solved yet",
    "chance-without-formula": "the chance that {variable} lies in a range has no formula: not solved yet",
    "range-too-long": "a range of very many values: not solved yet",
    "no-letters-for-direction": "no letters are left for a direction",
    "middle-outside": "the middle of the sample lies outside of the domain of {name}: not solved yet",
    "coefficients-with-ends": "a domain of the coefficients ends",
    "coefficient-without-effect": "the likelihood does not depend on one of the coefficients at all",
    "several-best-differ": "the likelihood is not the same for all of the best coefficients",
    "no-single-number": "the estimate of {name} is no single number",
    "dependent-columns": "the columns are linearly dependent: no single set of coefficients is the best",
    "sum-not-rational": "a sum of the data is no rational number",
    "not-alone": "the likelihood does not depend on {name} alone: not solved yet",
    "every-value": "the likelihood does not depend on {name}: every value is a maximum",
    "sign-not-told": "the score for {name} has no zero, and its sign could not be told",
    "no-inner-point": "the stationary point for {name} is no inner point of its domain",
    "estimate-holds": "the estimate of {name} holds {others}: not solved yet",
    "no-letters-for-groups": "no letters are left for the groups",
    "point-outside": "the stationary point for {name} lies outside of its domain",
    "several-bounds-broken": "the shares break several bounds at once: not solved yet",
    "boundary-ties-parameters":
        "the boundary leaves conditions that tie the parameters to each other: not solved yet",
    "likelihood-zero": "the likelihood is zero for every value of the parameter",
    "ends-undecided": "which of two ends of the admissible set is the tighter depends on what is known",
    "nothing-cancels": "the likelihood at {name} over its value at {name} − 1 is nothing that cancels",
    "no-predictor": "there is no linear predictor",
    "not-found": "the maximum could not be found",
    "no-log-likelihood": "there is no log-likelihood",
    "too-many-samples": "{count} samples: no more than {most} are solved yet",
    "several-samples-of-categories": "several samples of categories: not solved yet",
    "one-moving-support": "one of several samples has a support that depends on a parameter: not solved yet",
    "no-category-with": "no category that came holds {name}: a maximum at an end is not solved yet",
    "not-found-maybe-at-end": "the maximum could not be found: it may lie at an end of the domain",
    "left-beside-probability": "{name} is left beside the probability",
    "estimate-no-inner-point": "the estimate of {name} is no inner point",
    "no-letter-for-probability": "no letter is left for the probability",
    "any-number": "{name} may be any number",
    "growth-undecided": "whether the likelihood grows with {name} depends on the data",
    "no-single-hill": "the likelihood does not first grow and then fall with {name}",
    "inequality-without-form": "the inequality for {name} has no closed form that the rules know",
    "ratio-without-value": "the ratio at {name} has no value",
    "no-first-integer": "the domain has no first integer",
    "goes-on-growing": "the likelihood goes on growing with {name}",
    "not-enclosed": "the estimate of {name} could not be enclosed",
    "no-zero-found": "no zero of the score for {name} was found, and no reason why there is none",
    "side-undecided": "which side of the condition the estimates lie on depends on the sample: not solved yet",
    "inequality-of-no-formulas":
        "an inequality among parameters whose estimates are no single formulas: not solved yet",
    "several-conditions-broken": "several conditions, one of which the estimates break: not solved yet",
    "sides-without-value": "an inequality whose sides have no value at the data",
    "bound-broken": "the estimates break {bound}: not solved yet",
    "no-letters-for-parts": "no letters are left for the parameters of y given x",
    "no-maximum-over": "no maximum over {names}",
    "best-maybe-outside": "whether the best {name} lies in its domain depends on the rest",
    "no-first-value": "{name} has no first value",
    "no-value-at": "the likelihood at {name} = {value} has no value: {why}",
    "conditions-on-sets": "the conditions tie parameters whose estimates are not unique: not solved yet",
    "follows-from-numbers": "{name} follows from several estimates that are known in numbers only: not solved yet",
    "condition-on-integer": "a condition on a parameter that is an integer: not solved yet",
    "domain-ties-others": "the domain of {name} ties the other parameters to each other: not solved yet",
    "end-no-number": "an end of a domain that is no number, under a condition: not solved yet",
    "solution-outside": "the solution of the normal equations lies outside of the domain",
    "no-formula": "the estimate of {name} is no formula",
    "no-line-gave": "no line gave {name}",
    "density-without-observation": "the density does not depend on the observation",
    "level-along-half-circle": (
        "there are two different observations only: along the half circle that ends at both ℓ is level, so no "
        "point of it stands out"
    ),
    "density-not-concave": "the log of the density is not concave by sight",
    "no-location-and-scale": "the parameters are no location and scale",
    "no-letters-for-unknowns": "no letters are left for the better unknowns",
    "observations-not-listed": "the observations are not listed",
    "observations-equal": "the observations are all equal",
    "equation-without-form": "the equation for {name} has no closed form that the rules know",
    "solutions-in-domain": "{found} of the {all} solutions for {name} lie in its domain",
    "point-undecided": "whether the stationary point for {name} lies in its domain depends on the data",
    "zero-not-enclosed": "a zero of the score for {name} could not be enclosed",
    "height-without-value": "the log-likelihood has no value at a zero of the score: {why}",
    "no-sum-of-shapes": "no sum of the shapes",
    "shapes-elsewhere": "the shapes stand together elsewhere",
    "no-letters-for-multipliers": "no letters are left for the multipliers",
    "shares-equally-good": "every {name} is as good as any other: not solved yet",
    "too-many-factors": "C({among}, {count}) has too many factors to be written out: not solved yet",
    "support-of-several": "an end of the support cannot be solved for one parameter: not solved yet",
    "no-one-probability": "no one probability in which the parameters stand together",
    "no-inner-maximum": "no inner maximum in {first} and {second}",
    "terms-together": "the terms of {first} and those of {second} do not come apart",
    "weight-outside": "the weight that belongs to the estimates lies outside of the domain of {name}",
    # where the laws exist
    "has-to-be-positive": _has_to_be_positive,
    "has-to-lie-in": _has_to_lie_in,
    "law-not-seen-at-maximum":
        "{need}, which is not seen to hold for the likelihood at the point where it is largest: not solved yet",
    "law-not-seen-on-way":
        "{need}, which is not seen to hold for the likelihood on the way along which it climbs: not solved yet",
    # what a reason says of a line
    "the-root": "the root",
    "behind-the-turns": ", from where it tends to zero without reaching it",
    "each-probability": "each probability",
    "farthest-decides": "the one farthest from zero does",
    "both-ends-decide": "the least and the largest one do",
    "grows-with": "grows with {name}",
    "falls-with": "falls as {name} grows",
    "grows-with-steps": "grows with every step of {name}",
    "grows-downwards": "grows as {name} falls",
    "right-end": "right",
    "left-end": "left",
    "falls": "falls",
    "rises": "rises",
    "like": "like {power}",
    "faster-than-powers": "faster than every power",
    "real-solutions": "its real solutions",
    "only-real-solution": "its only real solution",
    "other-solution-outside": "its other real solution, {others}, lies outside of the domain",
    "other-solutions-outside": "its other real solutions, {others}, lie outside of the domain",
    "least-decides": "the least one does",
    "largest-decides": "the largest one does",
    "at-least": "at least {end}",
    "above": "above {end}",
    "at-most": "at most {end}",
    "below": "below {end}",
    "the-mean": "mean",
    "the-probability": "probability",
    # by what a total is one
    "by-gamma": "Γ’s integral",
    "by-beta": "the integral that B is",
    "by-beta-substituted": "the integral that B is, after a substitution",
    "by-exponentials": "two exponentials, back to back",
    "by-geometric-series": "a geometric series",
    "by-exponential-series": "the series of the exponential function",
    "by-logarithmic-series": "the series of the logarithm",
    "by-binomial-theorem": "the binomial theorem",
    "by-binomial-series": "the binomial series",
    "by-equal-masses": "equal masses",
    "by-values": "value by value",
    # a report on a hand derivation
    "every-line-follows": "Every line follows, and what is asked is reached.",
    "every-line-follows-so-far": "Every line follows, but the derivation is not finished.",
    "no-line-wrong": "No line is wrong, and what is asked is reached.",
    "no-line-wrong-so-far": "No line is wrong, but the derivation is not finished.",
    "no-line-readable": "No line could be read as mathematics.",
    "first-wrong-line": "The first wrong line is line {line}.",
    "lines-undecided": _lines_undecided,
    "lines-not-readable": _lines_not_readable,
    "missing": "Still missing: {asked}.",
    "asked-of": "{asked} of {of}",
    "should-be": "should be",
    "follows-from": _follows_from,
    "either-mistake": "{first} (or {second})",
    # what is wrong with a line
    "outside": "This lies outside of the domain: the maximum is at an end of it.",
    "line-too-long": "this could not be decided in the time that a line has",
    "not-the-choice": "{label} is not the right choice.",
    "number-should-be": "This is {right}, not {left}.",
    "value-should-be": "This is {right}, not {left}, the value of {of}.",
    "number-is": "{of} is {left}, not {right}.",
    "slope-there": "the log-likelihood has the slope {value}.",
    "second-derivative-there": "the second derivative of the log-likelihood is {value}.",
    "roots-are": "It vanishes at {roots}.",
    "no-roots": "It vanishes nowhere.",
    "not-so": "This is not so.",
    "not-so-of": "This is not so of {of}.",
    "nothing-of-problem":
        "This is no likelihood, logarithm or derivative of the problem, and not nought at its maximum.",
    "function-is": _function_is,
    "sides-are": "the left side is {left}, the right side {right}.",
    "at-place": "{at} {said}",
    "at-point": "at {where}",
    "at-point-of-sample": "at {where} for {sample}",
    "at-maximum": "at the maximum, {where},",
    "at-maximum-of-sample": "at the maximum for {sample}, {where},",
    "of-sample": "for {sample}",
    "not-defined": "not defined",
    "no-finite-number": "no finite number",
    "not-readable": "This cannot be read.",
    "fault-at": "column {column}: {fault}",
    "name-unknown": "column {column}: nothing has said what {name} is",
    # derivations with a planted mistake
    "planted": "line {line} wrong ({mistake}), {onward}",
    "planted-carried": "carried on",
    "planted-right-again": "right again behind",
    "planted-last": "ends there",
    "planted-nothing": "right",
    "planted-nothing-unfinished": "right, not finished",
    # a process that was lost
    "not-finished": "not finished within {seconds:g} seconds",
    "process-ended": "the process that solved it ended with status {status} (memory, or an internal fault)",
}
