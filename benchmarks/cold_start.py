"""How long the commands that are started thousands of times take to start.

    python benchmarks/cold_start.py [--archive DIR] [--rounds N]

Process CPU time (user and system), whole processes, in turn so that a noisy machine is noisy for all of them alike.
Prints the median and the minimum of each, and the ratio to `sqlite-utils --version`, pair by pair.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys


def cpu_ms(command: list[str]) -> float:
    """The CPU time of one whole run, in milliseconds. Raises CalledProcessError if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--archive", default="archive")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    python = [sys.executable]
    ours = [*python, "-m", "newsgrab"]
    commands = {
        "sqlite-utils --version": [*python, "-m", "sqlite_utils", "--version"],
        "python -c pass": [*python, "-c", "pass"],
        "newsgrab --version": [*ours, "--version"],
        "newsgrab --help": [*ours, "--help"],
        "newsgrab search x": [*ours, "search", "x", "--archive", options.archive],
        "newsgrab list": [*ours, "list", "--archive", options.archive, "--limit", "5"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(options.rounds):
        for name, command in commands.items():
            times[name].append(cpu_ms(command))
    peer = times["sqlite-utils --version"]
    print(f"{'command':<26}{'median ms':>10}{'min ms':>8}{'ratio':>7}")
    for name, values in times.items():
        ratio = statistics.median(mine / theirs for mine, theirs in zip(values, peer, strict=True))
        print(f"{name:<26}{statistics.median(values):>10.0f}{min(values):>8.0f}{ratio:>7.2f}")


if __name__ == "__main__":
    main()
