"""The mistakes of the catalogue: the title of each, and the sentence that would explain a line."""

from __future__ import annotations

__all__ = ["MISTAKES"]

MISTAKES = {
    # likelihoods
    "likelihood-added": (
        "probabilities added instead of multiplied",
        "This would follow if the contributions of the observations were added; independent observations multiply.",
    ),
    "factor-left-out": (
        "a factor of the likelihood left out",
        "This would follow if one kind of outcome did not count; every observation brings its factor.",
    ),
    "factorial-upside-down": (
        "factorial on the wrong side of the fraction",
        "This would follow if the factorial stood in the numerator; it divides, and its logarithm is subtracted.",
    ),
    "exponents-swapped": (
        "exponents of success and failure swapped",
        "This would follow if successes and failures were exchanged: each probability is raised to its own count.",
    ),
    "exponents-multiplied": (
        "exponents multiplied in a product of powers",
        "This would follow if the exponents of one base were multiplied; in a product of powers they add up.",
    ),
    "exponent-sign-lost": (
        "minus in the exponent lost",
        "This would follow if the exponent had lost its minus: the density decreases, e^(−λx).",
    ),
    "trials-for-failures": (
        "off by one: trials counted for failures",
        "This would follow if the last trial, the success, were counted among the failures (or left out of them): "
        "x trials hold x − 1 failures.",
    ),
    "counted-once": (
        "a factor of each observation counted once",
        "This would follow if a factor of every observation were counted once only; n observations bring it n times.",
    ),
    "size-multiplied-in": (
        "multiplied by the number of observations as well",
        "This would follow if what is added up over the sample were multiplied by its size once more.",
    ),
    "frequencies-ignored": (
        "how often each value came ignored",
        "This would follow if each value counted once; a value counts as often as it came.",
    ),
    "constant-in-front-wrong": (
        "a constant that is not what it should be",
        "Apart from a constant the line is right: what is free of the parameter may be left out, but what is kept "
        "has to be right.",
    ),
    "sample-size-off-by-one": (
        "number of observations off by one",
        "This would follow if one observation more or less were counted.",
    ),
    "binomial-coefficient-off-by-one": (
        "binomial coefficient off by one",
        "This would follow if the binomial coefficient counted one place more or less than are free to choose.",
    ),
    # laws
    "opposite-event": (
        "probability of the opposite event",
        "This would follow if the probability of the opposite event were taken; both add up to one.",
    ),
    "complement-lost": (
        "θ in the place of 1 − θ",
        "This would follow if a failure had the probability of a success; it has the complement, one minus that.",
    ),
    "rate-and-scale-confused": (
        "rate taken for scale, or a mixture of both",
        "This would follow if the parameter were used as its own reciprocal; keep to one of rate and scale, in "
        "every place.",
    ),
    "log-missing-in-density": (
        "logarithm missing in the density",
        "This would follow if the observations themselves stood where the density has their logarithms.",
    ),
    "square-lost": (
        "square lost",
        "This would follow if a square had been lost: the density has the squared value there.",
    ),
    "deviation-for-variance": (
        "standard deviation and variance confused",
        "This would follow if σ and σ² had been exchanged in one place.",
    ),
    "half-lost": (
        "factor one half lost",
        "This would follow if a factor ½ had been lost, such as that of 1/(2σ²) or of the root in √(2πσ²).",
    ),
    "root-lost-in-density": (
        "root of the density's constant lost",
        "This would follow if the root around 2πσ² had been lost.",
    ),
    # logs
    "log-of-product-as-product": (
        "log of a product as a product of logs",
        "This would follow if the logarithm of a product were the product of the logarithms; it is their sum.",
    ),
    "log-of-sum-split": (
        "log of a sum taken term by term",
        "This would follow if a logarithm could be taken term by term; log(a + b) cannot be split.",
    ),
    "sum-of-logs-as-log-of-sum": (
        "sum of logs as the log of the sum",
        "This would follow if Σ log x were log Σ x; a sum of logarithms is the logarithm of the product.",
    ),
    "exponent-not-brought-down": (
        "exponent lost under the log",
        "This would follow if an exponent vanished under the logarithm; it comes down in front, log(a^k) = k log a.",
    ),
    "log-raised-instead": (
        "exponent left on the log",
        "This would follow if the logarithm itself were raised; the exponent belongs to what stands under it.",
    ),
    "exponent-over-all-factors": (
        "exponent of one factor applied to the whole product",
        "This would follow if all factors had that exponent; it multiplies the logarithm of its own factor alone.",
    ),
    "log-and-exp-not-cancelled": (
        "log and exp not cancelled",
        "This would follow if a logarithm stayed on the exponent; log and exp undo each other, log e^u = u.",
    ),
    "log-of-quotient-as-quotient": (
        "log of a quotient as a quotient of logs",
        "This would follow if the logarithm of a quotient were the quotient of the logarithms; it is their "
        "difference.",
    ),
    "log-of-denominator-added": (
        "log of a denominator added",
        "This would follow if the logarithm of what divides were added (or of a factor subtracted): log(1/b) is "
        "−log b.",
    ),
    "half-of-root-lost": (
        "one half of a root lost under the log",
        "This would follow if the root had been lost: √a is a to the power ½, so ½ stands in front of the logarithm.",
    ),
    "log-of-square-as-square": (
        "log of a square as the square of the log",
        "This would follow if log v² were (log v)²; it is 2 log v.",
    ),
    "log-not-taken": (
        "logarithm not taken of a factor",
        "This would follow if one factor had gone into the sum without its logarithm.",
    ),
    "log-of-one-as-one": ("log 1 taken as 1", "This would follow if log 1 were one; it is zero."),
    "common-log-for-natural": (
        "logarithm to base 10",
        "This would follow if the logarithm were taken to base 10; log is the natural one here.",
    ),
    "binary-log-for-natural": (
        "logarithm to base 2",
        "This would follow if the logarithm were taken to base 2, in bits; log is the natural one here.",
    ),
    # derivatives
    "lost-inner-derivative": (
        "inner derivative lost",
        "This would follow if the inner derivative were left out: that of log(1 − θ) is −1/(1 − θ).",
    ),
    "sign-of-inner-difference": (
        "inner minus of a squared difference lost",
        "This would follow if the inner derivative of what is subtracted, −1 for μ in x − μ, were left out.",
    ),
    "power-factor-lost": (
        "factor of the power rule lost",
        "This would follow if the exponent were lowered but not brought down: the derivative of u^k is k u^(k−1) u′.",
    ),
    "sign-of-negative-power": (
        "sign of a negative power",
        "This would follow if a negative exponent came down without its sign: the derivative of 1/v is −1/v².",
    ),
    "power-not-lowered": (
        "exponent not lowered by one",
        "This would follow if the exponent came down but stayed where it was: the derivative of u^k holds u^(k−1).",
    ),
    "power-raised": (
        "exponent raised instead of lowered",
        "This would follow if a negative exponent went up by one: from −1 it goes to −2.",
    ),
    "power-of-derivative": (
        "derivative taken inside a reciprocal",
        "This would follow if the derivative of 1/u were 1/u′; it is −u′/u².",
    ),
    "coefficient-lost": (
        "constant factor lost in differentiating",
        "This would follow if a constant factor vanished with the derivative; it stays in front.",
    ),
    "constant-kept": (
        "constant not differentiated to zero",
        "This would follow if a term without the parameter kept a derivative; that of a constant is zero.",
    ),
    "term-taken-for-constant": (
        "term with the parameter dropped as a constant",
        "This would follow if a term that holds the parameter were taken for a constant.",
    ),
    "slope-of-log": (
        "derivative of a logarithm",
        "This would follow if the derivative of log u were 1/log u or log u′; it is u′/u.",
    ),
    "exponential-as-power": (
        "exponential differentiated as a power",
        "This would follow if the power rule held for e^u; the derivative of e^u is u′ e^u.",
    ),
    "product-of-derivatives": (
        "derivative of a product as the product of derivatives",
        "This would follow if the factors were differentiated each by itself; the product rule is u′v + uv′.",
    ),
    "half-of-product-rule": (
        "half of the product rule",
        "This would follow if one factor only were differentiated; the product rule is u′v + uv′.",
    ),
    "digamma-missed": (
        "derivative of log Γ",
        "This would follow if log Γ(α) were differentiated like log α; its derivative is the digamma function ψ(α).",
    ),
    "sum-taken-once": (
        "a constant under the sum counted once",
        "This would follow if a constant under Σ were counted once; over n observations it adds up to n times "
        "itself.",
    ),
    "root-for-parameter": (
        "differentiated with respect to σ instead of σ²",
        "This would follow if the derivative were taken with respect to the root of the parameter, or to its square.",
    ),
    "wrong-variable": (
        "differentiated with respect to the wrong variable",
        "This would follow if the derivative were taken with respect to the data or another quantity; the "
        "unknown is the parameter.",
    ),
    "not-differentiated": (
        "the function itself set to zero",
        "This would follow if the log-likelihood itself were set to zero; at a maximum its derivative vanishes.",
    ),
    "term-not-differentiated": (
        "a term not differentiated",
        "This would follow if one term were copied as it stood before; the derivative of 6λ is 6.",
    ),
    "log-of-constant-differentiated": (
        "log of a constant differentiated",
        "This would follow if the logarithm of data, or of a number, were differentiated as if the unknown stood "
        "under it; it is a constant factor.",
    ),
    "slope-of-absolute-value": (
        "absolute value differentiated like a square or without its sign",
        "This would follow if |u| had the derivative of another function; it is the sign of u, times the inner one.",
    ),
    "positive-term-overlooked": (
        "second derivative called negative everywhere",
        "This would follow if a positive term were overlooked: the second derivative is negative at the estimate, "
        "not for every value.",
    ),
    "curvature-sign": (
        "sign of a second derivative",
        "This would follow if a sign had been lost in differentiating twice: 1/θ has the derivative −1/θ².",
    ),
    # equations
    "cross-multiplied-straight": (
        "fractions multiplied by their own denominators",
        "This would follow if each side were multiplied by its own denominator; crosswise, each takes that of the "
        "other.",
    ),
    "sign-lost-when-moved": (
        "sign kept on the other side",
        "This would follow if a term had changed sides without changing its sign.",
    ),
    "solution-inverted": (
        "division the wrong way round",
        "This would follow if the quotient were upside down: c θ = a gives θ = a/c.",
    ),
    "coefficient-subtracted": (
        "coefficient subtracted instead of divided by",
        "This would follow if the coefficient were subtracted; it multiplies the unknown, so both sides are "
        "divided by it.",
    ),
    "multiplied-instead-of-divided": (
        "multiplied instead of divided",
        "This would follow if both numbers were multiplied; the coefficient of the unknown divides.",
    ),
    "one-term-cancelled": (
        "one term cancelled out of a sum",
        "This would follow if one term only were divided; a divisor divides every term of the sum.",
    ),
    "factor-with-root-dropped": (
        "divided by the factor that holds the root",
        "This would follow if the equation were divided by a factor that vanishes at its solution.",
    ),
    "equal-only-when-zero": (
        "joined by = though only the zeros agree",
        "This would follow if denominators could be dropped from an expression; only an equation, set to zero, can "
        "be multiplied by them.",
    ),
    "quotient-of-sums-split": (
        "quotient of two sums taken term by term",
        "This would follow if Σa/Σb were Σ(a/b); a quotient of sums cannot be taken term by term.",
    ),
    "one-side-only": (
        "operation done to one side only",
        "This would follow if a factor or denominator were removed from one term only; both sides take it, every "
        "term.",
    ),
    "numerator-set-to-denominator": (
        "fraction set to zero the wrong way",
        "This would follow if a fraction vanished with its denominator; it is zero where its numerator is.",
    ),
    # algebra
    "bracket-partly-multiplied": (
        "bracket multiplied out for one term only",
        "This would follow if a factor reached one term of the bracket only; it multiplies every term.",
    ),
    "minus-before-bracket": (
        "minus before a bracket applied to the first term only",
        "This would follow if a minus before a bracket turned the first sign only; it turns them all.",
    ),
    "reciprocal-of-sum-split": (
        "reciprocal of a sum split",
        "This would follow if a quotient could be split over the terms of its denominator; 1/(a + b) stays whole.",
    ),
    "fractions-added-straight": (
        "numerators and denominators added",
        "This would follow if fractions were added by adding numerators and denominators; they need one denominator.",
    ),
    "square-of-sum-split": (
        "square of a sum taken term by term",
        "This would follow if a square could be taken term by term: (a − b)² is a² − 2ab + b², and Σx² is not (Σx)².",
    ),
    "root-of-sum-split": (
        "root of a sum taken term by term",
        "This would follow if a root could be taken term by term; √(a + b) stays whole.",
    ),
    # estimates
    "divided-by-n-minus-one": (
        "divided by n − 1 instead of n",
        "This would follow if the sum of squares were divided by n − 1; maximum likelihood divides by n.",
    ),
    "size-lost-in-solution": (
        "number of observations lost from the solution",
        "This would follow if the number of observations had been lost on the way, or counted twice.",
    ),
    "mean-and-sum-confused": (
        "mean and sum of the observations confused",
        "This would follow if x̄ stood for Σx, or Σx for x̄; the mean is the sum divided by n.",
    ),
    "root-outside-domain": (
        "root outside of the domain",
        "It solves the equation, but the parameter cannot have that value.",
    ),
    "other-root-of-equation": (
        "another root of the equation",
        "It solves the equation, but the likelihood is not largest there.",
    ),
    "mean-for-known-mean": (
        "sample mean in the place of the known mean",
        "This would follow if the mean had to be estimated as well; here it is known.",
    ),
    "size-and-its-root-confused": (
        "n and its root confused",
        "This would follow if n and √n had been exchanged: a variance is divided by n, a standard error by √n.",
    ),
    "nearest-whole-number": (
        "rounded to another whole number",
        "This would follow if the bound were rounded otherwise; the largest whole number below it is meant (or the "
        "smallest above).",
    ),
    "divided-instead-of-multiplied": (
        "divided by what should be multiplied by",
        "This would follow if a factor were on the wrong side of the fraction.",
    ),
    "wrong-statistic": (
        "another statistic of the sample",
        "This would follow if another statistic were taken: mean, median, maximum and minimum differ.",
    ),
    "complement-estimated": (
        "probability of the other outcome",
        "This would follow if the probability of the other outcome had been estimated.",
    ),
    "odds-for-probability": (
        "odds given for a probability",
        "This would follow if successes were divided by failures: those are the odds; a probability divides by all "
        "trials.",
    ),
    "root-not-taken": (
        "root not taken at the end",
        "This would follow if the square of the parameter were given for the parameter: the root is still to be "
        "taken.",
    ),
    "root-taken-needlessly": (
        "root taken of the parameter",
        "This would follow if a root had been taken that is not asked for.",
    ),
    "wrong-root": (
        "the other root chosen",
        "This would follow if the other root of the equation were taken; it does not lie where the parameter may be.",
    ),
    "mean-not-subtracted": (
        "squares taken without subtracting the mean",
        "This would follow if the squares of the observations were added; deviations from the mean are what is "
        "squared.",
    ),
    "absolute-for-square": (
        "absolute and squared deviations confused",
        "This would follow if absolute deviations stood for squared ones, or the other way round.",
    ),
    "support-ignored": (
        "support that depends on the parameter ignored",
        "This would follow if the support had been forgotten: beyond the observations the likelihood is zero, so "
        "the extreme observation decides.",
    ),
    "constraint-ignored": (
        "sum of the probabilities ignored",
        "This would follow if the probabilities could vary freely; they add up to one, by a multiplier or by "
        "elimination.",
    ),
    "factor-two-in-solution": (
        "factor two lost or gained",
        "This would follow if a factor two had been lost or gained on the way.",
    ),
    # losses
    "minus-forgotten": (
        "minus of the negative log-likelihood forgotten",
        "This would follow if the minus were forgotten: the loss is minus the logarithm, and not below zero.",
    ),
    "mean-for-sum": (
        "mean loss given for the sum",
        "This would follow if the losses had been averaged; over a text the negative log-likelihood is their sum.",
    ),
    "sum-for-mean": (
        "sum of the losses given for the mean",
        "This would follow if the losses had been added but not divided by the number of tokens.",
    ),
    "perplexity-of-sum": (
        "perplexity of the sum",
        "This would follow if the exponential were taken of the summed loss; perplexity takes that of the mean per "
        "token.",
    ),
    "base-mixed": (
        "bases of logarithm and power mixed",
        "This would follow if power and logarithm had different bases: e goes with nats, 2 with bits.",
    ),
    "mean-of-perplexities": (
        "mean of the perplexities",
        "This would follow if 1/p were averaged over the tokens; the logarithms are averaged first.",
    ),
    "log-of-mean": (
        "probabilities averaged before the logarithm",
        "This would follow if the probabilities were averaged or added before the logarithm was taken; the "
        "logarithm comes first.",
    ),
    "probabilities-added": (
        "probabilities of the tokens added",
        "This would follow if the probabilities of the tokens were added; along a text they multiply.",
    ),
    "another-token": (
        "probability of another token",
        "This would follow if another token than the one that came were looked up.",
    ),
    "entropy-of-prediction": (
        "all tokens counted, not the one that came",
        "This would follow if every token of the prediction contributed; only the one that came does.",
    ),
    "loss-weighted": (
        "loss weighted with the predicted probability",
        "This would follow if the logarithm were weighted with the prediction; what came has weight one.",
    ),
    "log-left-out-of-loss": (
        "no logarithm in the loss",
        "This would follow if p, 1 − p or 1/p stood for the loss; it is −log p.",
    ),
    "perplexity-not-exponentiated": (
        "mean loss given for the perplexity",
        "This would follow if the exponential were left out; perplexity is the exponential of the mean loss.",
    ),
    "softmax-without-exponentials": (
        "scores normalised without exponentials",
        "This would follow if the scores themselves were divided by their sum; softmax takes exponentials first.",
    ),
    # slips
    "wrong-sum": ("sum over the data wrong", "This would follow if the data had been added up wrongly."),
    "numbers-swapped": ("two numbers exchanged", "This would follow if two numbers of the line had changed places."),
    "copied-number": ("number copied wrongly", "This would follow if one number had been copied wrongly."),
    "sign-slip": ("sign of one term turned", "This would follow if one term had the opposite sign."),
    "whole-sign-turned": (
        "sign of the whole line turned",
        "This would follow if the whole line had the opposite sign.",
    ),
    "term-lost": ("one term lost", "This would follow if one term had been lost."),
    "factor-lost": ("one factor lost", "This would follow if one factor had been lost."),
    "exponent-slip": ("one exponent wrong", "This would follow if one exponent were wrong."),
    "fraction-upside-down": ("a fraction upside down", "This would follow if one fraction were upside down."),
    "sum-sign-lost": ("summation sign lost", "This would follow if one observation stood for the sum over all."),
    # rounding
    "digits-cut-off": (
        "digits cut off, not rounded",
        "This would follow if the digits behind had been cut off; the last digit shown is rounded.",
    ),
    "rounded-wrongly": ("last digit wrong", "This would follow if it had been rounded the wrong way."),
    "decimal-point-moved": ("decimal point moved", "This would follow if the decimal point stood at another place."),
    "arithmetic-slip": ("arithmetic slip", "The numbers of this line come out otherwise: check the arithmetic."),
}
