"""A line of a hand derivation: milliseconds to its verdict, and against sympy's simplify on the same lines.

    python tests/benchmarks/checking.py [SETS]

Over the derivations of `tests/checking/hands` (SETS: the letters of those to take, `abcde`), problems solved before,
reading included. Times are those of the processor. The peer: `simplify(a - b) == 0` on the first hundred links
`a = b` of right lines that hold a parameter, as sympy has them (after a run on three of them to warm up). Two ratios:
our whole line, reading and all, against one call of simplify; and the same links, which both sides have as trees.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import sympy
import yaml

import derive
from derive.checking.judge import Judge
from derive.checking.judging import check
from derive.checking.names import Names
from derive.checking.outcomes import Last
from derive.checking.reading import hand_scope, lines_of
from derive.checking.resolved import Unknown
from derive.checking.truth import truth_of
from derive.expressions import Expression, Relation, free_symbols
from derive.interchange import Symbols, to_sympy
from derive.problem.model import Problem

HANDS = Path(__file__).parents[1] / "checking" / "hands"
LINKS = 100

Texts = list[tuple[Problem, str, bool]]


def derivations(sets: str) -> Texts:
    found: Texts = []
    for path in sorted(HANDS.glob(f"[{sets}]*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        problem = derive.loads(document["problem"])._problem
        check(problem, "")
        found += [(problem, row["text"], row["verdict"] != "incorrect") for row in document["hands"]]
    return found


def per_line(texts: Texts) -> list[float]:
    """Milliseconds a line with a formula, one for each derivation."""
    times = []
    for problem, text, _ in texts:
        size = sum(bool(line.pieces) for line in lines_of(text, hand_scope(problem)))
        start = time.process_time()
        check(problem, text)
        times.append(1000 * (time.process_time() - start) / max(size, 1))
    return sorted(times)


Link = tuple[Problem, Expression, Expression, sympy.Expr, sympy.Expr]


def links(texts: Texts) -> Iterator[Link]:
    for problem, text, right in texts:
        symbols = Symbols(problem.domains, {}, ())
        for line in lines_of(text, hand_scope(problem)) if right else ():
            for piece in line.pieces:
                tree = piece.readings[0] if piece.readings else None
                if isinstance(tree, Relation) and len(tree.operands) > 2:
                    a, b = tree.operands[1:3]
                    if free_symbols(a) & set(problem.parameters):
                        try:
                            yield problem, a, b, to_sympy(a, symbols), to_sympy(b, symbols)
                        except (ValueError, TypeError):
                            continue


def decided(pairs: list[Link]) -> list[float]:
    """Milliseconds for the checker to say whether both sides are equal."""
    times = []
    truths = {id(problem): truth_of(problem) for problem, *_ in pairs}
    for problem, a, b, *_ in pairs:
        judge = Judge(truths[id(problem)], Names(), Last())
        start = time.process_time()
        try:
            assert judge.links((a, b), ("=",)) is not None
        except Unknown:  # a name that an earlier line has defined
            continue
        times.append(1000 * (time.process_time() - start))
    return sorted(times)


def simplified(pairs: list[Link]) -> list[float]:
    times = []
    for *_, a, b in pairs:
        start = time.process_time()
        try:
            assert sympy.simplify(a - b) is not None
        except (TypeError, AttributeError, NotImplementedError):
            continue
        times.append(1000 * (time.process_time() - start))
    return sorted(times)


def told(name: str, times: list[float]) -> None:
    middle, late = statistics.median(times), times[int(0.99 * len(times))]
    print(f"{name}: {len(times)}, median {middle:.2f} ms, 99th percentile {late:.1f} ms")


def main() -> None:
    texts = derivations(sys.argv[1] if len(sys.argv) > 1 else "abcde")
    pairs = list(islice(links(texts), LINKS))
    ours = decided(pairs)
    right = per_line([row for row in texts if row[2]])
    told("right derivations, a line", right)
    told("wrong derivations with their diagnosis, a line", per_line([row for row in texts if not row[2]]))
    peer = simplified(pairs[:3]) and simplified(pairs)
    told("sympy, simplify(a - b) == 0", peer)
    told("the same links, decided by the checker", ours)
    for name, times in (("a whole line", right), ("the same links", ours)):
        print(f"ratio of the medians, {name}: {statistics.median(peer) / statistics.median(times):.0f}")


if __name__ == "__main__":
    main()
