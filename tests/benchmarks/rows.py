"""Every row of the table of a statistics course, warm: milliseconds from a `Problem` to its proved steps.

    python tests/benchmarks/rows.py [ROUNDS]

Loads are left out. Each row is solved as the next problem of its model, with what the rounds before have left
remembered of formulas, and as the first one, with all that forgotten. Times are those of the processor, the least of
the rounds, so that other work on the machine disturbs little; a row that takes long the first time is not measured
again. Prints the times, the rows above 50 ms, and the ratio to a peer in the same run: scipy's numeric optimum of a
gamma likelihood of six observations.
"""

from __future__ import annotations

import functools
import gc
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy
from scipy import optimize, stats

sys.path.insert(0, str(Path(__file__).parents[1] / "plans"))
from course_models import ROWS

from derive.plans import solve
from derive.problem import loads

MOST = 50.0  # milliseconds
PATIENCE = 1500.0  # milliseconds that a row may take to be measured again
SIZE = 10_000


def listed(draw: Callable[[random.Random], float], size: int = SIZE) -> str:
    chance = random.Random(1)
    return "[" + ", ".join(f"{draw(chance):.2f}".rstrip("0").rstrip(".") for _ in range(size)) + "]"


def counted(model: str, cells: int) -> str:
    counts = ", ".join(f"c{k}: {k % 7 + 1}" for k in range(1, cells + 1))
    return f"model: x ~ {model}\ndata: {{counts: {{{counts}}}}}"


REAL = listed(lambda r: r.gauss(3, 2))
POSITIVE = listed(lambda r: r.expovariate(0.5) + 0.01)
WHOLE = listed(lambda r: r.randint(0, 9))
LARGE = {
    f"{name}, n = {SIZE}": f"model: x ~ {name}\ndata: {data}"
    for name, data in {
        "Normal(μ, σ²)": REAL, "Laplace(μ, b)": REAL, "Uniform(a, b)": REAL, "Exponential(λ)": POSITIVE,
        "Pareto(x_m, α)": POSITIVE, "Lognormal(μ, σ²)": POSITIVE, "Gamma(α, rate=β)": POSITIVE,
        "Poisson(λ)": WHOLE, "Binomial(10, p)": WHOLE, "Geometric(p, support=failures)": WHOLE,
    }.items()
} | {
    "Categorical, 1,000 cells": counted("Categorical(p_1, …, p_1000)", 1000),
    "Multinomial, 100 cells": counted("Multinomial(p_1, …, p_100)", 100),
    "Poisson, table of counts": "model: x ~ Poisson(λ)\ndata: {counts: {0: 310, 1: 420, 2: 180, 3: 70, 4: 20}}",
    "Normal, table of counts": "model: x ~ Normal(μ, σ²)\ndata: {counts: {1.5: 310, 2: 420, 2.5: 180}}",
}


def least_times(text: str, rounds: int) -> tuple[float, float]:
    """Milliseconds of the quickest round, as the next problem of a model and as the first; the problem is read anew
    for each, off the clock."""
    first = once(text, forget=True)
    if first > PATIENCE:
        return first, first
    return min(once(text) for _ in range(rounds)), min(once(text, forget=True) for _ in range(rounds))


@functools.cache
def memories() -> list[Any]:
    """What the package remembers from one problem to the next."""
    kept = (kept for kept in gc.get_objects() if isinstance(kept, functools._lru_cache_wrapper))
    return [kept for kept in kept if (kept.__module__ or "").startswith("derive.")]


def once(text: str, forget: bool = False) -> float:
    problem = loads(text)
    for memory in memories() if forget else ():
        memory.cache_clear()
    start = time.process_time()
    derivation = solve(problem)
    took = 1000 * (time.process_time() - start)
    assert derivation.verified
    return took


def peer_time(rounds: int) -> float:
    """Scipy's numeric optimum of a gamma likelihood of six observations, which proves and shows nothing."""
    x = numpy.array([1.2, 0.7, 2.9, 1.6, 0.4, 3.3])

    def depth(at: numpy.ndarray) -> float:
        return -stats.gamma.logpdf(x, numpy.exp(at[0]), scale=numpy.exp(at[1])).sum()

    times = []
    for _ in range(rounds):
        start = time.process_time()
        optimize.minimize(depth, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-12, "fatol": 1e-12})
        times.append(1000 * (time.process_time() - start))
    return min(times)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    texts = {f"{number} (row {k})": text for k, (number, text, _) in enumerate(ROWS, 1)} | LARGE
    times = {name: least_times(text, rounds) for name, text in texts.items()}
    peer = peer_time(rounds)
    for name, (took, first) in times.items():
        note = ", measured once" if took > PATIENCE else ""
        print(f"{name:40}{took:9.1f} ms, first {first:9.1f} ms{took / peer:9.2f} of scipy's optimum{note}")
    for k, kind in enumerate(("next of their models", "first of their models")):
        taken = {name: row[k] for name, row in times.items()}
        slow = {name: took for name, took in taken.items() if took > MOST}
        middle = statistics.median(taken.values())
        print(f"\n{len(times)} rows, {kind}: median {middle:.1f} ms, {middle / peer:.2f} of scipy's optimum; "
              f"{len(slow)} above {MOST:.0f} ms:")
        for name, took in sorted(slow.items(), key=lambda item: -item[1]):
            print(f"  {name:38}{took:9.1f} ms{took / peer:9.2f}")


if __name__ == "__main__":
    main()
