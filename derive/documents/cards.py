"""What lies behind a line in general: a card for each rule."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ..expressions import Expression
from ..notation.reader import Scope, read
from ..words import cards as words

__all__ = ["CARD_OF", "Card", "card"]


class Card(NamedTuple):
    """What holds in general, that as a formula where it is one, and when it holds (or nothing)."""

    title: str
    said: str
    formula: Expression | None
    condition: str


def card(rule: str) -> Card | None:
    """The card of a rule, by its id; None where a rule says all in its reason."""
    name = CARD_OF.get(rule)
    return None if name is None else _card(*words.CARDS[name])


@lru_cache(maxsize=128)
def _card(title: str, said: str, formula: str, condition: str) -> Card:
    return Card(title, said, read(formula, SCOPE) if formula else None, condition)


SCOPE = Scope(frozenset(("θ", "μ", "a", "b", "c", "k", "m", "N", "p", "t_1", "t_2")), frozenset("x"), open_names=True)

_RULES = {
    "law": "model",
    "independence": "definition-of-likelihood definition-of-density-likelihood category-likelihood "
                    "likelihood-of-each product-of-predictions",
    "partial-knowledge": "survival survival-of-mass censored-likelihood ranged-likelihood censored-mass-likelihood "
                         "grouped-likelihood",
    "powers": "collapse-product collect-powers collect-chances",
    "total-one": "distribution-function total-of-density total-of-mass category-condition",
    "logarithm": "log-of-likelihood log-of-value log-of-product log-density",
    "constant": "name-constant write-constant",
    "derivative": "score score-of-one second-of-one slope-of-profile slope-over-reals",
    "partial-derivative": "partial-score scores score-of-each",
    "stationary": "set-to-zero set-all-to-zero",
    "both-sides": "cancel-factor cancel-common separate separate-both gather isolate cancel-power to-one-side "
                  "isolate-each",
    "denominators": "clear-denominators clear-both clear-each lagrange-clear over-one-denominator",
    "distribution": "multiply-out shared-taken-out",
    "inverse-function": "root-of-power apply-power apply-log apply-exp",
    "quadratic": "quadratic-formula select-root",
    "cubic": "cubic cubic-factored",
    "sum-split": "split-sum normal-equations",
    "no-closed-form": "reduced factors-dropped reduced-together",
    "monotone": "monotone monotone-weighted monotone-digamma monotone-bessel monotone-zeta monotone-mills two-signs "
                "curvature-of-log curvature-positive monotone-log-sum",
    "newton": "newton-first newton-next joint-newton-first joint-newton-next",
    "enclosure": "zero joint-zero all-zeros zero-of-polynomial zeros-of-polynomial",
    "concave": "second-derivative partial-second-derivative second-derivative-to-the-ends concave "
               "concave-weighted concave-digamma concave-bessel concave-zeta concave-mills concave-in-all "
               "concave-in-all-weakly concave-sum concave-each joint-maximum half-circle vertical-line along-curve "
               "concave-along-circle concave-along-circle-by-term concave-along-circle-weakly concave-along-line "
               "concave-along-line-weakly maximum-along-curves",
    "rise-and-fall": "only-zero highest-zero sign-change towards-root root-inside",
    "signs": "increasing decreasing increasing-at-data decreasing-at-data increasing-on-support "
             "decreasing-on-support slope-climbs slope-falls slope-stays-positive increasing-on-support-of-integers "
             "decreasing-on-support-of-integers increasing-between-turns decreasing-between-turns "
             "increasing-in-range decreasing-in-range",
    "ends": "at-upper-end at-lower-end no-maximum-upper no-maximum-lower at-upper-end-of-support "
            "at-lower-end-of-support no-maximum-upper-of-support no-maximum-lower-of-support end-by-formula "
            "end-beside-formula end-not-reached end-at-infinity root-beyond-lower root-beyond-upper nearest-point",
    "profile": "profile profile-of-several estimate-given follows",
    "support": "model-on-support split-indicators collect-indicators collect-indicators-in-numbers admissible",
    "median": "median quantile median-in-domain quantile-in-domain maximisers-of-data "
              "slope-steps-down slope-steps-to-zero",
    "neighbours": "neighbours factorials-cancel powers-cancel not-below last-not-below last-not-below-formula "
                  "tied-neighbours ratio-values peak-of-falling peak-of-quotient ratio-above-one ratio-below-one",
    "new-unknowns": "new-parameters new-probability slope-and-start unmixing-parameter read-back read-back-inside "
                    "reparametrised parameters-of-the-parts ends-as-unknowns in-ends "
                    "arguments-as-unknowns in-arguments",
    "unbounded": "path path-climbs climbs-to-edge",
    "condition": "condition condition-solved condition-left inequality remainder",
    "score-mean": "score-identity moment moment-of-several slope-identity slope-identity-of-mean",
    "multiplier": "lagrangian lagrangian-of-several lagrange-score set-lagrangian-to-zero lagrange-sum multiplier "
                  "multiplier-in lagrange-sum-weighted multiplier-weighted add-all balance-sum",
    "elimination": "eliminate eliminate-in-numbers put-back back-substitution",
    "substitution": "put-in-density numbers-in numbers-in-likelihood values-in right-side condition-in at-estimate",
    "invariance": "invariance",
    "information": "information expected-curvature cell-information second-identity identity-by-parts",
    "observed-information": "observed",
    "standard-error": "standard-error standard-error-of-several",
    "delta": "delta-method slope-of-function",
    "interval": "wald likelihood-ratio likelihood-ratio-ends normal-quantile",
    "loss": "definition-of-nll nll-of-data",
    "cross-entropy": "definition-of-cross-entropy cross-entropy-of-data",
    "perplexity": "definition-of-perplexity perplexity-of-data",
}
CARD_OF = {rule: card for card, rules in _RULES.items() for rule in rules.split()}
