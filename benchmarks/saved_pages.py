"""How many saved pages a second are read and kept.

    python benchmarks/saved_pages.py LIST [--rounds N]

LIST is what `newsgrab fetch -i` takes: a saved page, a tab and its address on each line. Each round keeps them all in a
new archive. Beside it the floor of the same round: the same files opened, unpacked and parsed once, in one process,
nothing kept. Prints pages a second (wall), CPU milliseconds a page, and what came of the pages.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def cpu_s() -> float:
    """The CPU time of all ended child processes."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def keep(list_file: str) -> tuple[float, float, collections.Counter[str]]:
    """Wall and CPU seconds of keeping all pages of the list, and the tally of outcomes."""
    with tempfile.TemporaryDirectory() as folder:
        began, used = time.perf_counter(), cpu_s()
        command = [sys.executable, "-m", "newsgrab", "fetch", "-i", list_file, "--archive", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        wall, cpu = time.perf_counter() - began, cpu_s() - used
    return wall, cpu, collections.Counter(line.split("\t")[0] for line in done.stdout.splitlines())


def floor(list_file: str) -> float:
    """CPU seconds of opening, unpacking and parsing the same files."""
    from selectolax.lexbor import LexborHTMLParser

    began = time.process_time()
    for line in Path(list_file).read_text(encoding="utf-8").splitlines():
        content = Path(line.split("\t")[0]).read_bytes()
        content = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
        LexborHTMLParser(content.decode("utf-8", "replace"))
    return time.process_time() - began


def main() -> None:
    """Measure and print the rounds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("list")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(f"{'pages/s':>8}{'CPU ms/page':>13}{'floor ms/page':>15}  outcomes")
    for _ in range(options.rounds):
        wall, cpu, outcomes = keep(options.list)
        pages = sum(outcomes.values()) or 1
        tally = ", ".join(f"{count} {word}" for word, count in outcomes.most_common())
        print(f"{pages / wall:>8.0f}{1000 * cpu / pages:>13.1f}{1000 * floor(options.list) / pages:>15.2f}  {tally}")


if __name__ == "__main__":
    main()
