"""The models of a statistics course whose data are more than a list of numbers, written anew.

Counts, pairs, covariates, censored and grouped observations, chains: for a source of chance a problem with a sample
drawn from the model, and its log-likelihood. What has no estimate comes with a path along which that climbs.
"""

from __future__ import annotations

import counts_drawn
import covariates_drawn
import measures_drawn
from drawing import Sampled

__all__ = ["SAMPLES", "Sampled"]

SAMPLES: list[Sampled] = [*counts_drawn.SAMPLES, *measures_drawn.SAMPLES, *covariates_drawn.SAMPLES]
