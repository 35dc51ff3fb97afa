"""What is said beside each line: title and reason of every rule.

Braces are filled by the plan: {v} the unknown, {n} an expression.
"""

from __future__ import annotations

__all__ = ["WORDS"]

CONCAVE = "so ℓ is strictly concave, and its stationary point is the one global maximum"
CONCAVE_IN = "so ℓ is strictly concave in {v}, and its stationary point is the one global maximum over {v}"
UNIMODAL = "so ℓ rises up to {n} and falls beyond: the one global maximum"

WORDS: dict[str, tuple[str, str]] = {
    # likelihood
    "model": ("Model", "the law of one observation{n}"),
    "definition-of-likelihood": ("Likelihood", "independent observations: their probabilities multiply"),
    "definition-of-density-likelihood": ("Likelihood", "independent observations: their densities multiply"),
    "given-likelihood": ("Likelihood", "the likelihood as given"),
    "category-likelihood": ("Likelihood", "each observation contributes the probability of its category"),
    "distribution-function": (
        "Distribution function",
        "the total is one: {n}′ = f on the support, and {n} climbs from 0 at its lower end to 1 at its upper end",
    ),
    "total-of-density": ("Total", "the total is one: integrate over the support, by {n}"),
    "total-of-mass": ("Total", "the total is one: add up over the support, by {n}"),
    "survival": (
        "Survival function",
        "the chance of a value beyond {v}: S′ = −f, and S falls from 1 to 0 over the support",
    ),
    "survival-of-mass": (
        "Survival function",
        "the chance of a value beyond a whole {v}: each step down is a mass, and S falls from 1 to 0",
    ),
    "censored-likelihood": (
        "Likelihood",
        "an observed value contributes its density, one known only to lie beyond c the chance S(c) of that",
    ),
    "ranged-likelihood": (
        "Likelihood",
        "an observed value contributes its density, one known only to lie in a range the chance of that range",
    ),
    "censored-mass-likelihood": (
        "Likelihood",
        "an observed value contributes its probability, one known only to lie in a range the chance of that range",
    ),
    "grouped-likelihood": ("Likelihood", "each observation contributes the chance of what is known of it"),
    "chances-in": ("Put in the formulas", "put in the formulas"),
    "observed-in": ("Put in the data", "{n} values are observed: put them in, and collect"),
    "one-observed-in": ("Put in the data", "one value is observed: put it in, and collect"),
    "collect-chances": ("Collect the powers", "collect the powers of each factor"),
    "put-in-density": ("Put in the model", "put in the law of one observation"),
    "collapse-product": ("Collect the product", "equal bases: the exponents add up over the sample"),
    "likelihood-in-numbers": ("Put in the counts", "each outcome contributes its factor as often as it came"),
    "numbers-in-likelihood": ("Put in the data", "put the data in"),
    "collect-powers": ("Collect the powers", "collect the powers of each factor"),
    "condition": ("Condition", "a condition on the parameters"),
    "root-of-condition": ("Take the root", "the left is a square, and what is squared is not negative"),
    "condition-solved": ("Use the condition", "solved for {v}"),
    "condition-left": ("Use the conditions", "what the conditions leave, taken together"),
    "condition-on-domain": ("Domain", "what the domains of the other parameters leave for {v}"),
    "inequality": ("Condition", "a condition on the parameters"),
    "condition-met": ("Condition", "{n}: the estimates without this condition meet it, so they stay"),
    "beyond-condition": (
        "On the boundary",
        "without {n} the concave ℓ would be largest at {v}; on the straight way there it only rises, so the maximum "
        "lies on the boundary",
    ),
    "beyond-open-condition": (
        "No maximum",
        "without {n} the concave ℓ would be largest at {v}; on the straight way there it only rises, up to a "
        "boundary that is not admissible itself",
    ),
    "crossed-condition": (
        "On the boundary",
        "ℓ climbs in each of the two up to a root, and the roots break {n}: from where the two differ, moving one "
        "towards the other raises ℓ",
    ),
    "crossed-open-condition": (
        "No maximum",
        "ℓ climbs in each of the two up to a root, and the roots break {n}: moving one towards the other raises ℓ",
    ),
    "remainder": ("Name what is left", "write {v} for {n}, the probability that is left, which is not negative"),
    "remainder-solved": ("Name what is left", "solved for {v}"),
    "remainder-in": ("Name what is left", "written with {n}"),
    "condition-in": ("Put in the condition", "put in {n}"),
    "category-condition": ("Condition", "the probabilities add up to one"),
    "empty-category-in": ("Use the condition", "put in the empty categories"),
    # log-likelihood
    "log-of-likelihood": ("Take the logarithm", "log of a product is a sum; log is increasing, so the maximum stays"),
    "log-of-value": ("Take the logarithm", "the log of the likelihood"),
    "log-of-product": ("Take the logarithm", "the log of a product is the sum of the logs"),
    "name-constant": ("Name the constant", "free of {v}"),
    "over-one-denominator": ("One denominator", "over one denominator most of what stands above it cancels"),
    "shared-taken-out": ("Take out what is shared", "what all terms of a sum share comes out of it"),
    "write-constant": ("Write the constant", "the constant does not move the maximum"),
    # score
    "log-of-one": ("Take the logarithm", "there the likelihood is one, the same everywhere"),
    "score": ("Differentiate", "differentiate term by term with respect to {v}"),
    "partial-score": ("Differentiate", "differentiate with respect to {v}, {n} held fixed"),
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
    "apply-power": ("Take the root", "both sides are positive: take the root"),
    "apply-log": ("Take logarithms", "take logarithms on both sides"),
    "apply-exp": ("Take exponentials", "take exponentials on both sides"),
    "to-one-side": ("Bring to one side", "bring everything to one side"),
    "quadratic-formula": ("Solve the quadratic", "the quadratic formula"),
    "select-root": ("Choose the root", "only this root lies in the domain of {v}"),
    # no closed form
    "shift-digamma": ("Shift ψ", "ψ(z + 1) = ψ(z) + 1/z"),
    "unfold-digamma": (
        "Write ψ out",
        "ψ(z + k) = ψ(z) + 1/z + … + 1/(z + k − 1): a fraction for each observation above 0, above 1, …",
    ),
    "reduced": ("The equation that is left", "what is known goes to the right; no algebra isolates {v}"),
    "factors-dropped": ("The equation that is left", "factors that cannot vanish dropped; no algebra isolates {v}"),
    "right-side": ("Put in the data", "what stands on the right, at the data"),
    "name-gap": ("Name the difference", "the difference of both sides: it has to vanish"),
    "monotone": ("One solution at most", "g {way} for every {v} in the domain: it meets zero once at most"),
    "curvature-of-log": (
        "The logarithm of one term",
        "{b}² times the second derivative of log({n}) for {b}, where {v}",
    ),
    "curvature-positive": ("It bends upwards", "positive for every {v}: the logarithm of {n} is convex in {b}"),
    "monotone-log-sum": (
        "It falls",
        "by Cauchy–Schwarz a sum of functions with convex logarithms has a convex logarithm, too: g falls for every "
        "{v} in the domain and meets zero once at most",
    ),
    "monotone-weighted": (
        "One solution at most",
        "(Σwf)² ≤ Σw Σwf² (Cauchy and Schwarz): g {way} for every {v} in the domain and meets zero once at most",
    ),
    "monotone-digamma": (
        "One solution at most",
        "ψ′(z) falls and stays above 1/z: g {way} for every {v} in the domain and meets zero once at most",
    ),
    "angles-apart": ("Cosine of a difference", "cos(a − b) = cos a cos b + sin a sin b: {v} comes out of the sum"),
    "best-direction": (
        "The best direction",
        "C cos {v} + S sin {v} is √(C² + S²) times the cosine of the angle between {v} and the direction of the "
        "point (C, S): largest where both agree, whatever the other parameters are",
    ),
    "monotone-bessel": (
        "One solution at most",
        "(I₁/I₀)′ = 1 − I₁/(zI₀) − (I₁/I₀)² is the variance of cos X for the density ∝ e^(z cos x), so positive: "
        "g {way} for every {v} in the domain and meets zero once at most",
    ),
    "concave-bessel": (
        "Second derivative",
        "(I₁/I₀)′ = 1 − I₁/(zI₀) − (I₁/I₀)² is the variance of cos X for the density ∝ e^(z cos x), so positive: ℓ "
        "is strictly concave, its score meets zero once at most",
    ),
    "monotone-zeta": (
        "One solution at most",
        "(log ζ)″ = (ζζ″ − ζ′²)/ζ² is the variance of log X for P(X = k) ∝ 1/k^z, so positive: g {way} for every {v} "
        "in the domain and meets zero once at most",
    ),
    "concave-zeta": (
        "Second derivative",
        "(log ζ)″ = (ζζ″ − ζ′²)/ζ² is the variance of log X for P(X = k) ∝ 1/k^z, so positive: ℓ is strictly "
        "concave, its score meets zero once at most",
    ),
    "monotone-mills": (
        "One solution at most",
        "u + φ(u)/Φ(u) is positive, since uΦ(u) + φ(u) is the integral of Φ up to u: g {way} for every {v} in the "
        "domain and meets zero once at most",
    ),
    "concave-mills": (
        "Second derivative",
        "u + φ(u)/Φ(u) is positive, since uΦ(u) + φ(u) is the integral of Φ up to u: ℓ is strictly concave, its "
        "score meets zero once at most",
    ),
    "concave-weighted": (
        "Second derivative",
        "(Σwf)² ≤ Σw Σwf² (Cauchy and Schwarz): ℓ is strictly concave, its score meets zero once at most",
    ),
    "concave-digamma": (
        "Second derivative",
        "ψ′(z) is positive, falls and stays above 1/z: ℓ is strictly concave, its score meets zero once at most",
    ),
    "concave": (
        "Second derivative",
        "for every {v} in the domain: ℓ is strictly concave, its score meets zero once at most",
    ),
    "two-signs": ("Two signs", "a change of sign: between the two lies the zero"),
    "newton-first": ("Newton’s method", "follow the tangent down to zero; start between the two"),
    "newton-next": ("Newton’s method", "and again, from there"),
    "zero": ("The solution", "twelve digits stand: the sign changes within the last of them"),
    "exact-zero": ("The solution", "put it in: the equation holds, and nowhere else in the domain"),
    "zero-of-polynomial": (
        "The solution",
        "over one denominator a polynomial equation of degree {n}: its only real solution in the domain",
    ),
    "zeros-of-polynomial": (
        "All solutions",
        "over one denominator a polynomial equation of degree {n}: all its real solutions in the domain",
    ),
    "cubic": ("Solve the cubic", "the cubic formula: {n}"),
    "cubic-factored": ("Solve the cubic", "a rational solution divides the cubic equation into factors: {n}"),
    "zero-among-slopes": (
        "The solution",
        "a change of sign within the last digit; elsewhere the function keeps its sign: it turns only at {n}",
    ),
    "all-zeros": ("All solutions", "a change of sign at each, and none between: these are all in the domain"),
    "heights": ("Compare", "how high the log-likelihood stands at each"),
    "only-zero": ("Estimate", "the score is positive before and negative after: the one global maximum"),
    "highest-zero": ("Estimate", "the highest of the points where the score falls through zero: the global maximum"),
    "equally-high": ("Estimate", "both are equally high, mirror images of each other: the maximum is not unique"),
    "follows": ("Estimate", "the estimate of {v}, with the one that was just found put in"),
    # several unknowns at once
    "in-predictor": ("Write in the predictor", "each observation enters through its linear combination alone"),
    "scores": ("Differentiate", "differentiate for each parameter, the others held fixed"),
    "set-all-to-zero": (
        "Set the scores to zero",
        "at a maximum inside the domain all these derivatives vanish together",
    ),
    "concave-in-all": (
        "Second derivative",
        "the second derivative of ℓ in any direction {v}: positive weights times squares that are not all zero. So ℓ "
        "is strictly concave in ({n}), with one stationary point at most",
    ),
    "concave-in-all-weakly": (
        "Second derivative",
        "the second derivative in any direction {v}: ℓ is concave in ({n}), so any solution is a global maximum, "
        "and the only one where the columns are linearly independent",
    ),
    "normal-equations": (
        "Normal equations",
        "multiply by {n}, sum term by term, and bring what holds the parameters to the right",
    ),
    "eliminate": (
        "Eliminate an unknown",
        "{n} times the second equation less what makes {v} drop out times the first",
    ),
    "numbers-in-equations": ("Put in the data", "put in the sums of the data"),
    "eliminate-in-numbers": (
        "Eliminate an unknown",
        "subtract multiples of the equation before, so that {v} drops out",
    ),
    "put-back": ("Put back", "put {n} in and solve for {v}"),
    "joint-root": ("Estimate", "all these scores vanish here, and ℓ is strictly concave: the one maximum"),
    "joint-solutions": (
        "All solutions",
        "the columns depend on each other, so that the equations say the same more than once, and this is all that "
        "they say; ℓ is concave: it is highest wherever they hold",
    ),
    "profile-on-a-line": ("Profile", "put {n} in: {v} drops out, the likelihood is the same all along"),
    "joint-newton-first": ("Newton’s method", "solve the equations with tangents in place of the curves, from {n}"),
    "joint-newton-next": ("Newton’s method", "and again, from there"),
    "joint-zero": (
        "The solution",
        "twelve digits stand: a step of Newton from the middle of a tiny box leads back into it, whatever slopes it "
        "takes there, so that the box holds one solution",
    ),
    "joint-maximum": ("Estimate", "the stationary point of a strictly concave ℓ: the one global maximum"),
    "separate-both": (
        "Separate the signs", "drop a factor that cannot vanish; bring what is subtracted to the other side"
    ),
    "clear-both": ("Clear the denominators", "multiply both sides by what stands below a line"),
    "half-circle": (
        "Half circles",
        "any two points ({v}) with different {n} lie on one half circle about a point {m} of the axis: {r} is its "
        "radius, and {t} runs along it",
    ),
    "vertical-line": ("Vertical lines", "any two points with the same {n} lie on a vertical line: {t} runs along it"),
    "along-curve": ("Along the curve", "ℓ along it, without what is free of {v}"),
    "concave-along-circle": (
        "Second derivative",
        "no term is positive, and one vanishes only where x_i is {m} − {r} or {m} + {r}; the observations have more "
        "values than two, so ℓ is strictly concave along every half circle",
    ),
    "concave-along-circle-by-term": (
        "Second derivative", "negative for every {v}: ℓ is strictly concave along every half circle"
    ),
    "concave-along-circle-weakly": ("Second derivative", "ℓ is concave along every half circle"),
    "concave-along-line": (
        "Second derivative",
        "negative, since the observations are not all equal: ℓ is strictly concave along every vertical line, too",
    ),
    "concave-along-line-weakly": (
        "Second derivative",
        "ℓ is concave along every vertical line, too. One of these curves joins a solution to any other point, and ℓ "
        "starts level on it: any solution is a global maximum",
    ),
    "climbs-to-edge": (
        "Towards the edge",
        "{m} of the observations are {v}: along the curves that lead towards {n} the slope of ℓ falls to zero there, "
        "so on the way ℓ climbs, from every point",
    ),
    "maximum-along-curves": (
        "Estimate",
        "one of these curves leads from there to any other point; ℓ starts level and is strictly concave along it, "
        "so it falls all the way: the one global maximum",
    ),
    "reduced-together": (
        "The equations that are left",
        "what the sample says goes to the right; no algebra isolates the unknowns",
    ),
    "concave-by-beta": (
        "Second derivatives",
        "those of log B({v}, {n}) are the variances and the covariance of log x and log(1 − x) under the beta law, "
        "whatever {v} and {n} are: their determinant is positive, and ℓ is strictly concave in both together",
    ),
    "concave-in-forms": (
        "Second derivatives",
        "the second derivative of ℓ in the direction {v}: each logarithm of a linear form is concave, and no "
        "direction leaves all forms as they are, so that ℓ is strictly concave in {n} together",
    ),
    "linear-factors": ("Factors", "each probability is a product of linear factors; collect their powers"),
    "lagrange-sum-of-forms": (
        "Use the condition",
        "multiply the equations by {v} and add them up: each logarithm leaves its factor, and {n}",
    ),
    "joint-maximum-under-condition": (
        "Estimate",
        "multiplied by {v} and added up, the equations give {n}, so that the condition holds there; ℓ is strictly "
        "concave and the condition linear: the one global maximum",
    ),
    "concave-in-shapes": (
        "Second derivatives",
        "those of the logarithm of the constant of a Dirichlet law are the variances and covariances of the "
        "logarithms of its shares, whatever {v} are; none of these logarithms is a linear function of the others, so "
        "that the determinant of their matrix is positive, and ℓ is strictly concave in all together",
    ),
    "new-parameters": (
        "Other parameters",
        "the {v} is the same within each group: take {n} as unknowns; each pair of the old ones gives one of the new "
        "ones, and the other way round",
    ),
    "slope-and-start": (
        "Other parameters",
        "an observation x enters through {v} alone where {n} are taken as unknowns; each pair of the old ones gives "
        "one of the new ones, and the other way round",
    ),
    "in-slope-and-start": ("The other parameters in", "the log-likelihood in terms of the new unknowns"),
    "ends-as-unknowns": (
        "Other parameters",
        "take the ends of the support as unknowns, {n}: each pair of the old ones gives one of the new ones, and the "
        "other way round",
    ),
    "arguments-as-unknowns": (
        "Other parameters",
        "each sample has its own: take {n} as unknowns, which may be anything that the laws admit for now; whether "
        "the old ones are admissible is looked at in the end",
    ),
    "in-arguments": ("The other parameters in", "each sample now has an unknown to itself"),
    "in-ends": ("The ends in", "the likelihood in terms of the ends of the support"),
    "new-probability": (
        "Another parameter",
        "take {n} as the unknown: each {v} gives one probability, and the other way round",
    ),
    "in-probability": ("The other parameter in", "the likelihood in terms of the probability"),
    "parameters-of-the-parts": (
        "Other parameters",
        "{x} alone is normal with mean {v} and variance {s}; given {x}, {y} is normal with mean {line} and "
        "variance {t}: {n}",
    ),
    "about-the-means": ("Deviations from the means", "in deviations from the means, the square multiplied out"),
    "parted": ("Part the likelihood", "f(x, y) = f(x) f(y | x): one part for each, with parameters of its own"),
    "unmixing-parameter": (
        "A better unknown",
        "call {n} the probability {m}, and take it as the unknown in place of {v}. Any {m} between 0 and 1 is "
        "admitted for now; whether the {v} that belongs to it is admissible is looked at in the end",
    ),
    "unmixed": ("In the new unknown", "with {v} put in, the terms of {m} and those of {w} come apart"),
    "read-back-inside": (
        "Back to the parameter",
        "the {v} that belongs to both estimates; it lies in its domain, so the maximum over more is the maximum",
    ),
    "reparametrised": ("Put in the data", "group by group: each unknown now stands in terms of its own"),
    "read-back": ("Back to the parameters", "a one-to-one change of unknowns carries the maximum over"),
    "climbs": (
        "A way up without end",
        "the derivative of ℓ along {v}: at these data the two factors never have opposite signs, whatever the "
        "parameters are, and one term at least is positive",
    ),
    # maximum
    "second-derivative": ("Second derivative", f"for every {{v}} inside the domain, {CONCAVE}"),
    "partial-second-derivative": (
        "Second derivative",
        f"for every {{v}} inside the domain and whatever {{n}}, {CONCAVE_IN}",
    ),
    "second-derivative-to-the-ends": (
        "Second derivative",
        f"for every {{v}} inside the domain, {CONCAVE}, the ends included: L is continuous there",
    ),
    "sign-change": ("Sign of the score", f"positive below {{n}}, negative above, {UNIMODAL}"),
    "increasing": ("Sign of the score", "positive everywhere inside the domain: the likelihood only grows with {v}"),
    "decreasing": (
        "Sign of the score",
        "negative everywhere inside the domain: the likelihood only falls as {v} grows",
    ),
    "score-at-data": ("Put in the data", "the score at the data"),
    "increasing-in-range": (
        "Sign of the score", "where {n} each bracket is positive, for every {v} in the domain"
    ),
    "decreasing-in-range": (
        "Sign of the score", "where {n} each bracket is negative, for every {v} in the domain"
    ),
    "increasing-at-data": (
        "Sign of the score",
        "at the data it only rises or only falls, and is positive from one end of the domain to the other",
    ),
    "decreasing-at-data": (
        "Sign of the score",
        "at the data it only rises or only falls, and is negative from one end of the domain to the other",
    ),
    "increasing-between-turns": (
        "Sign of the score",
        "at the data it turns only at {n}: there, and towards both ends of the domain, it is positive",
    ),
    "decreasing-between-turns": (
        "Sign of the score",
        "at the data it turns only at {n}: there, and towards both ends of the domain, it is negative",
    ),
    "at-upper-end": ("Maximum at the end", "so it is largest at the right end, which belongs to the domain"),
    "at-lower-end": ("Maximum at the end", "so it is largest at the left end, which belongs to the domain"),
    "no-maximum-upper": (
        "No maximum",
        "the right end is not in the domain, so for every {v} there is a better one",
    ),
    "no-maximum-lower": (
        "No maximum",
        "the left end is not in the domain, so for every {v} there is a better one",
    ),
    "path": ("A path", "the likelihood along one path through the parameters: {n}"),
    "path-simplified": ("Simplify", "worked out"),
    "path-climbs": (
        "No maximum",
        "as {v} → {n} it grows {order}, beyond every bound: whatever the parameters are, others are better",
    ),
    "outside": (
        "Outside the domain",
        "written over one denominator: the zero at {n} is no inner point of the domain",
    ),
    "towards-root": (
        "Sign of the score",
        "positive below {n}, negative above, wherever {n} lies: the nearer to it, the higher ℓ",
    ),
    "nearest-point": (
        "Estimate",
        "the point of the domain next to {n}: {n} itself where it lies inside, else the end that it lies beyond",
    ),
    "root-inside": ("Estimate", "where {n} lies inside, ℓ rises up to it and falls beyond"),
    "root-beyond-lower": (
        "No maximum",
        "here ℓ only falls as {v} grows, and the left end is not in the domain: there is no maximum",
    ),
    "root-beyond-upper": (
        "No maximum",
        "here ℓ only grows with {v}, and the right end is not in the domain: there is no maximum",
    ),
    # data at an end
    "all-at-end": ("Data at an end", "every observation is {n}"),
    "known-at-end": ("Data at an end", "what is left of the likelihood"),
    "end-by-formula": ("Maximum at the end", "this {way}, so the {side} end is best: the formula gives it, too"),
    "end-beside-formula": ("Maximum at the end", "this {way}, so the {side} end is best, not the formula"),
    "end-not-reached": ("No maximum", "this {way}, and the {side} end is not in the domain: there is no maximum"),
    "end-at-infinity": ("No maximum", "this {way}, without end: there is no maximum"),
    "profile": ("Put in the estimate", "{n} is best whatever {v}: put it in"),
    "profile-of-several": ("Put in the estimates", "{n} are best whatever {v} is: put them in"),
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
    "vanishing-in-domain": ("Nothing is admissible", "no {v} of the domain meets the condition"),
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
    "median-in-domain": (
        "Median",
        "an observation above {v} counts +1, one below −1: ℓ climbs towards the median from both sides, so the "
        "point of the domain next to it is best",
    ),
    "quantile-in-domain": (
        "Quantile",
        "ℓ climbs towards the point below which the share {n} of the observations lies, so the point of the domain "
        "next to it is best",
    ),
    "slope-steps-down": (
        "Where the slope steps through zero",
        "between its corners ℓ is straight, and at each corner its slope steps down: here from {n} to {m}, so that ℓ "
        "rises before and falls behind",
    ),
    "slope-steps-to-zero": (
        "Where the slope is zero",
        "between its corners ℓ is straight, and at each corner its slope steps down: at the left end from {n} to "
        "{m}, and it stays zero up to the right end",
    ),
    "maximisers-of-data": ("Set of maximisers", "between these two observations the score is zero: ℓ is level there"),
    # whole numbers
    "only-where-chosen": (
        "Admissible values",
        "for other {v} a binomial coefficient would choose more than there is, and is zero",
    ),
    "zero-at-first": ("Admissible values", "for {v} = {n} the likelihood is zero"),
    "neighbours": (
        "Ratio of neighbours",
        "{v} is a whole number, so there is no derivative to take: compare L with its value one step before; what is "
        "free of {v} cancels",
    ),
    "factorials-cancel": ("Cancel", "C(a, b) = a!/(b!(a − b)!): all but a few factors of the factorials cancel"),
    "powers-cancel": ("Cancel", "all but one factor of each power cancels"),
    "not-below": (
        "Compare with one",
        "L does not fall in the step from {v} − 1 to {v} just where the ratio is at least one",
    ),
    "root-of-ratio": ("Take the root", "a positive number to the power {n} is at least one just where the number is"),
    "clear-inequality": ("Clear the denominators", "multiply both sides by {n}, which is positive"),
    "isolate-inequality": (
        "Isolate the unknown",
        "divide by the coefficient of {v}: L climbs up to this bound and falls beyond",
    ),
    "last-not-below": (
        "Estimate",
        "{n} is the last whole number up to the bound: each step up to it climbs, each step beyond it falls",
    ),
    "last-not-below-formula": (
        "Estimate",
        "the last whole number up to {n}: each step up to it climbs, each step beyond it falls; where {n} is itself "
        "whole, the step to it is level and the number before is just as good",
    ),
    "tied-neighbours": (
        "Two estimates",
        "the bound is whole, and the step to {n} is level: the steps before it climb, those beyond it fall",
    ),
    "below-throughout": ("Estimate", "every step beyond {n}, the first admissible value, falls"),
    "above-throughout": ("Estimate", "every step up to {n}, the last admissible value, climbs"),
    "ratio-above-one": ("All steps climb", "above one for every {v}: L grows with each step"),
    "ratio-below-one": ("All steps fall", "below one for every {v}: L falls with each step"),
    "first-integer": ("Estimate", "so the first {v} is the best"),
    "last-integer": ("Estimate", "so the last {v} is the best"),
    "climbs-for-ever": ("No maximum", "there is no last {v}: after each comes a better one"),
    "ratio-values": ("Two neighbours", "the ratio at whole numbers"),
    "peak-of-falling": (
        "Estimate",
        "each factor falls as {v} grows, and so does their product: it is above one up to {n} and below one beyond, "
        "so L climbs up to {n} and falls from there",
    ),
    "peak-of-falling-tied": (
        "Two estimates",
        "each factor falls as {v} grows, and so does their product: the step to {n} is level, those before it climb, "
        "those beyond it fall",
    ),
    "peak-of-quotient": (
        "Estimate",
        "the ratio passes through one just once among the admissible {v}, behind {n}: L climbs up to {n} and falls "
        "from there",
    ),
    "peak-of-quotient-tied": (
        "Two estimates",
        "the ratio passes through one just once among the admissible {v}, at {n}: that step is level, those before "
        "it climb, those beyond it fall",
    ),
    "certain": (
        "A likelihood of one",
        "a product of probabilities is at most one; it is one where {v} = {n} trials all succeed for certain, and "
        "nowhere else",
    ),
    "choices-written-out": ("Write out", "the binomial coefficients written out"),
    "slope-of-profile": (
        "Differentiate",
        "let {v} run through the real numbers to see the course of ℓ; what comes from the estimate that was put in "
        "cancels but for the logarithm",
    ),
    "slope-over-reals": ("Differentiate", "let {v} run through the real numbers to see the course of ℓ"),
    "curvature-of-profile": (
        "Second derivative",
        "negative at first, positive from some point on: ℓ′ falls, then climbs to zero, which is its limit, so it is "
        "negative from there on; ℓ has one peak",
    ),
    "slope-climbs": (
        "Second derivative",
        "positive for every admissible {v}: ℓ′ climbs towards its limit for {v} → ∞, which is zero, so it is below "
        "zero throughout and ℓ falls",
    ),
    "slope-falls": ("Second derivative", "negative for every admissible {v}: ℓ′ falls throughout"),
    "slope-stays-positive": (
        "Sign of the slope",
        "ℓ′ falls, and its limit for {v} → ∞ is zero: it is above zero throughout",
    ),
    "sizes-without-end": ("No maximum", "ℓ grows for ever, and there is no last {v}: after each comes a better one"),
    "three-neighbours": ("Compare", "the log-likelihood at neighbouring whole numbers"),
    "peak-of-profile": ("Estimate", "higher than its neighbours, and there is one peak only: the global maximum"),
    # categories
    "lagrangian": ("Lagrange function", "the condition goes in with a multiplier {v}"),
    "lagrangian-of-several": ("Lagrange function", "each condition goes in with a multiplier of its own: {v}"),
    "lagrange-score": ("Differentiate", "differentiate for each probability"),
    "set-lagrangian-to-zero": (
        "Set the derivatives to zero",
        "at a maximum under the condition the derivatives of Λ vanish",
    ),
    "lagrange-clear": ("Clear the denominators", "multiply each equation by its probability"),
    "balance-sum": ("Use the conditions", "add the equations up and use both conditions"),
    "balance-alone": ("Solve", "its equation holds one multiplier alone, which is known"),
    "balance-total": ("Use the conditions", "add the equations of the cells in {v} and use it: {n} drops out"),
    "balance-share": ("Share the total", "cells with the same factor are in proportion to their counts"),
    "lagrange-sum": ("Use the condition", "add the equations up: the probabilities sum to one"),
    "multiplier": ("The multiplier", "the multiplier is the number of observations"),
    "lagrange-sum-weighted": ("Use the condition", "add the equations up and use {n}"),
    "multiplier-weighted": ("The multiplier", "solved for {v}"),
    "multiplier-in": ("Put in the multiplier", "put the multiplier in"),
    "concave-sum": ("Second derivatives", f"each term of ℓ is strictly concave and the condition linear, {CONCAVE}"),
    "empty-category": ("Empty category", "it never came: any probability it got would be missing elsewhere"),
    "likelihood-of-each": (
        "Likelihood",
        "each observation contributes the probability of its category, and n_j came in the j-th; p stands for {v}",
    ),
    "score-of-each": ("Differentiate", "differentiate with respect to {v}; only its own term holds it"),
    "clear-each": ("Clear the denominator", "multiply by {v}"),
    "add-all": ("Use the condition", "add up over all categories: the probabilities sum to one"),
    "isolate-each": ("Isolate the unknown", "divide by {n}, for each category"),
    "concave-each": ("Second derivatives", f"each term of ℓ is strictly concave and the condition linear, {CONCAVE}"),
    "empty-each": ("Empty categories", "one that never came: any probability it got would be missing elsewhere"),
    "table": ("Estimates", "the counts put in, category by category"),
    "never-visited": ("Not identified", "no observation depends on {v}: every value that {n} allows is as good"),
    "empty-category-open": (
        "Empty category",
        "it never came, so the less it gets the better, and zero is not in its domain",
    ),
    # answer
    "estimate": ("Estimate", "the maximum likelihood estimate"),
    "estimate-given": ("Best value", "the best {v} for each {n}, and the estimate of {v} once {n} is found"),
    "known-value": ("Known value", "given"),
    "values-in": ("Put in the numbers", "put in the data and the known values"),
    "numbers-in": ("Put in the data", "put the data in"),
    "back-substitution": ("Put back", "put in the estimates found since"),
    "invariance": ("Invariance", "the estimate of a function is the function of the estimate"),
    # after the estimate
    "log-density": ("One observation", "the logarithm of the law of one observation"),
    "score-of-one": ("Score of one observation", "differentiate with respect to {v}"),
    "score-identity": (
        "Expected score",
        "the law has total one for every {v}: differentiated, this says that a score has expectation zero",
    ),
    "slope-identity": (
        "Expected slope",
        "the density has total one, so that its derivative ∂f/∂x = f · ∂ log f/∂x integrates to zero over the line",
    ),
    "slope-identity-of-mean": (
        "Expected slope",
        "∂(xf)/∂x = f · (1 + x ∂ log f/∂x) integrates to zero over the line, since xf falls to zero at both ends",
    ),
    "moment": ("Expectation", "solve for {n}"),
    "moment-of-several": ("Expectation", "solve the last equations for {n}"),
    "second-of-one": ("Second derivative", "differentiate once more, with respect to {v}"),
    "expected-curvature": (
        "Information of one observation",
        "minus the second derivative, in expectation: put in the expectations",
    ),
    "second-identity": (
        "Information of one observation",
        "minus the second derivative, in expectation: total one, differentiated twice, says that the derivative of a "
        "score plus its square has expectation zero",
    ),
    "identity-by-parts": (
        "Information of one observation",
        "minus the second derivative, in expectation: by total one, differentiated, and by ∫f′ = 0 and ∫x f′ = −1",
    ),
    "information": (
        "Fisher information",
        "minus the expected second derivative; observations are independent, so their information adds up",
    ),
    "probability-of-category": ("Probability", "of this category"),
    "cell-information": (
        "Fisher information",
        "the score of an observation is p′/p, and its square has the expectation Σ p′²/p; n observations add up",
    ),
    "own-count": (
        "Fisher information",
        "whatever the others are: how often this category came is binomial, with probability {v}",
    ),
    "observed": ("Observed information", "minus the second derivative of the log-likelihood"),
    "at-estimate": ("At the estimate", "put the estimate in"),
    "standard-error": ("Standard error", "one over the root of the information at the estimate"),
    "standard-error-of-several": (
        "Standard error",
        "invert the information matrix at the estimate; the root of the entry for {v} on its diagonal",
    ),
    "function-of-parameters": ("The function", "the function whose estimate is asked"),
    "slope-of-function": ("Its slope", "how fast it changes with {v}"),
    "delta-method": (
        "Delta method",
        "the slope of {v} at the estimate times the standard error of the estimate",
    ),
    "normal-quantile": (
        "Normal quantile",
        "a standard normal variable lies between −{v} and {v} with probability 0.95",
    ),
    "wald": ("Wald interval", "the estimate is about normal around {v}: {v} lies within these ends at level 0.95"),
    "likelihood-ratio": (
        "Likelihood ratio",
        "for the true {v} the left side is about the square of a standard normal variable: level 0.95",
    ),
    "likelihood-ratio-ends": (
        "Ends of the interval",
        "ℓ rises up to the estimate and falls beyond, so the condition holds just between these two",
    ),
    # losses
    "prediction": ("Prediction", "the probability that {n} gave to the token that came"),
    "definition-of-nll": ("Negative log-likelihood", "minus the log of the probability of what came"),
    "nll-of-data": ("Negative log-likelihood", "minus the log-likelihood"),
    "cross-entropy-of-data": ("Cross-entropy", "the mean loss per observation"),
    "perplexity-of-data": ("Perplexity", "the exponential of the mean loss per observation"),
    "definition-of-cross-entropy": ("Cross-entropy", "the mean loss per token"),
    "definition-of-perplexity": ("Perplexity", "the exponential of the mean loss per token"),
    "product-of-predictions": ("Likelihood", "the probabilities of the tokens multiply"),
    "compare": ("Compare", "the lower loss belongs to the higher probability"),
    # questions
    "shown": ("Shown", "proved as it stands"),
    "choice": ("Compare with the choices", "this is choice {n}"),
}
