"""Coin problems with fresh counts: this package, and sympy alone doing the same, each warm in a process of its own.

    python tests/benchmarks/warm.py [PROBLEMS]

Ours: read the YAML, derive, prove every step, write every line as LaTeX; and the same with the whole LaTeX document.
Sympy's: log, derivative, solution, one `simplify` a check, LaTeX of every line, with an empty cache for each problem.
The processes take turns and their time is that of the processor, so that other work on the machine disturbs little
and slows all alike; prints medians and the ratios.
"""

import random
import statistics
import subprocess
import sys
import time

ROUNDS = 3

PROBLEM = """\
title: Coin flips
model: x ~ Bernoulli(θ)
parameters: {{θ: 0 < θ < 1}}
data: {{counts: {{heads: {heads}, tails: {tails}}}}}
"""


def ours(heads: int, tails: int, whole: bool = False) -> None:
    import derive

    derivation = derive.solve(derive.loads(PROBLEM.format(heads=heads, tails=tails)))
    assert derivation.verified
    assert derivation.to("latex") if whole else [step.latex for step in derivation.steps]


def document(heads: int, tails: int) -> None:
    ours(heads, tails, whole=True)


def sympy_alone(heads: int, tails: int) -> None:
    """The derivation as one writes it with sympy, from the likelihood to the second derivative."""
    import sympy

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


SIDES = {"derive, every line": ours, "derive, document": document, "sympy alone": sympy_alone}


def measure(side: str, problems: int) -> None:
    """Print the milliseconds of each problem, one a line."""
    derivation, rng = SIDES[side], random.Random(1)
    derivation(7, 3)
    for _ in range(problems):
        heads, tails = rng.randint(1, 999), rng.randint(1, 999)
        if derivation is sympy_alone:
            from sympy.core.cache import clear_cache

            clear_cache()
        start = time.process_time()
        derivation(heads, tails)
        print(1000 * (time.process_time() - start))


def main() -> None:
    problems = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    times: dict[str, list[float]] = {side: [] for side in SIDES}
    for _ in range(ROUNDS):
        for side in SIDES:
            command = [sys.executable, __file__, str(problems), side]
            printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            times[side].extend(map(float, printed.split()))
    medians = {side: statistics.median(values) for side, values in times.items()}
    for side, median in medians.items():
        print(f"{side:20}{median:8.2f} ms a problem{medians['sympy alone'] / median:8.1f} times as fast")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        measure(sys.argv[2], int(sys.argv[1]))
    else:
        main()
