"""Coin problems with fresh counts in one process: this package, and sympy alone doing the same.

    python tests/benchmarks/warm.py [PROBLEMS]

Ours: read the YAML, derive, prove every step, write LaTeX. Sympy's: log, derivative, solution, one `simplify` a
check, LaTeX of every line, with an empty cache for each problem. They take turns; prints medians and the ratio.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable

import sympy
from sympy.core.cache import clear_cache

import derive

PROBLEM = """\
title: Coin flips
model: x ~ Bernoulli(θ)
parameters: {{θ: 0 < θ < 1}}
data: {{counts: {{heads: {heads}, tails: {tails}}}}}
"""


def ours(heads: int, tails: int) -> None:
    derivation = derive.solve(derive.loads(PROBLEM.format(heads=heads, tails=tails)))
    assert derivation.verified
    assert derivation.to("latex")


def sympy_alone(heads: int, tails: int) -> None:
    """The derivation as one writes it with sympy, from the likelihood to the second derivative."""
    theta = sympy.Symbol("theta", positive=True)
    likelihood = theta**heads * (1 - theta) ** tails
    log_likelihood = sympy.expand_log(sympy.log(likelihood), force=True)
    score = sympy.diff(log_likelihood, theta)
    cleared, linear = score * theta * (1 - theta), heads - (heads + tails) * theta
    (root,) = sympy.solve(score, theta)
    second = sympy.diff(score, theta)
    assert sympy.simplify(sympy.diff(sympy.log(likelihood), theta) - score) == 0
    assert sympy.simplify(cleared - linear) == 0
    assert sympy.simplify(score.subs(theta, root)) == 0
    assert second.subs(theta, root) < 0
    assert all(map(sympy.latex, (likelihood, log_likelihood, score, cleared, linear, root, second)))


def milliseconds(derivation: Callable[[int, int], None], heads: int, tails: int) -> float:
    clear_cache()
    start = time.perf_counter()
    derivation(heads, tails)
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    problems = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    rng = random.Random(1)
    counts = [(rng.randint(1, 999), rng.randint(1, 999)) for _ in range(problems)]
    ours(7, 3), sympy_alone(7, 3)
    pairs = [(milliseconds(ours, *pair), milliseconds(sympy_alone, *pair)) for pair in counts]
    our_median, their_median = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"derive       {our_median:8.2f} ms a problem")
    print(f"sympy alone  {their_median:8.2f} ms a problem")
    print(f"ratio        {their_median / our_median:8.1f}")


if __name__ == "__main__":
    main()
