"""Whole processes: what a command costs from start to end, next to `import sympy` and a bare Python start.

    python tests/benchmarks/cold.py [ROUNDS]

The commands take turns and their time is that of the processor, so that other work on the machine disturbs little and
slows all of them alike; prints medians and ratios.
"""

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "bare Python": ["-c", "pass"],
    "import sympy": ["-c", "import sympy"],
    "derive --help": ["-m", "derive", "--help"],
    "derive solve coin": ["-m", "derive", "solve", "problems/coin.yaml"],
    "derive solve coin, LaTeX": ["-m", "derive", "solve", "problems/coin.yaml", "--to", "latex"],
}


# An installed package comes compiled; where the variable is set, a checkout would be compiled at every start.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def milliseconds(arguments: list[str]) -> float:
    """The processor time of one process and of its children, its output thrown away."""
    start = _spent()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=True)
    return 1000 * (_spent() - start)


def _spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    for arguments in COMMANDS.values():  # the first run compiles
        milliseconds(arguments)
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, arguments in COMMANDS.items():
            times[name].append(milliseconds(arguments))
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"{'process':26}{'median':>10}{'of import sympy':>18}{'bare starts':>14}")
    for name, median in medians.items():
        of_sympy, starts = median / medians["import sympy"], median / medians["bare Python"]
        print(f"{name:26}{median:7.0f} ms{of_sympy:18.2f}{starts:14.1f}")


if __name__ == "__main__":
    main()
