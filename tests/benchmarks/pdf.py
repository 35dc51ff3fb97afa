"""A page of PDF, warm: coin problems with fresh counts, compiled one after another in one process.

    python tests/benchmarks/pdf.py [PROBLEMS]

Prints medians of the time of the processor, so that other work on the machine disturbs little: of the derivation with
its Typst source, of the page of PDF that is compiled of it, and of compiling the same source again; and the ratio of
the page to the derivation. The first page, which reads the fonts, does not count. No pictures and no remarks: the
page is the worked solution.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import derive
from derive.documents.compiling import compiled

PROBLEM = """\
title: Coin flips
model: x ~ Bernoulli(θ)
parameters: {{θ: 0 < θ < 1}}
data: {{counts: {{heads: {heads}, tails: {tails}}}}}
"""


def source(heads: int, tails: int) -> str:
    derivation = derive.solve(derive.loads(PROBLEM.format(heads=heads, tails=tails)))
    written: str = derivation.to("typst", plot=False, remarks=False)
    return written


def timed(work: Callable[..., Any], *arguments: Any) -> tuple[Any, float]:
    """What comes of the work, and the milliseconds that it took."""
    start = time.process_time()
    made = work(*arguments)
    return made, 1000 * (time.process_time() - start)


def main() -> None:
    problems = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    rng = random.Random(1)
    compiled(source(7, 3))
    times: dict[str, list[float]] = {"derivation": [], "page": [], "again": []}
    for _ in range(problems):
        written, derivation = timed(source, rng.randint(1, 999), rng.randint(1, 999))
        times["derivation"].append(derivation)
        times["page"].append(timed(compiled, written)[1])
        times["again"].append(timed(compiled, written)[1])
    medians = {what: statistics.median(found) for what, found in times.items()}
    for what, median in medians.items():
        print(f"{what:12} {median:7.1f} ms")
    print(f"page / derivation: {medians['page'] / medians['derivation']:.2f}")


if __name__ == "__main__":
    main()
