"""What a fetch costs when the server is hostile: peak memory and time of `newsgrab fetch`, against a harmless page.

    python benchmarks/hostile_servers.py

Each server is asked by a process of its own; the last line asks sixteen endless ones at once. The peak is what the
system reports for the whole process (ru_maxrss), the difference to the harmless page is beside it.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from newsgrab.zstd import compress  # noqa: E402 (the path comes first)
from tests.servers import Rogue, Talk, answer  # noqa: E402

PAGE = (
    "<!doctype html><title>Bridge</title><article><h1>Bridge</h1>" + "<p>The bridge over the river was opened.</p>" * 20
)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
MANY = 300 << 20


def endless(talk: Talk) -> None:
    """A body that never ends."""
    talk.send(OK + b"\r\n")
    while talk.wait(0):
        talk.send(b"<p>more and more</p>" * 4000)


def endless_chunks(talk: Talk) -> None:
    """The same in chunks."""
    talk.send(OK + b"Transfer-Encoding: chunked\r\n\r\n")
    while talk.wait(0):
        talk.send(b"10000\r\n" + b"a" * 65536 + b"\r\n")


def endless_headers(talk: Talk) -> None:
    """Headers that never end."""
    talk.send(b"HTTP/1.1 200 OK\r\n")
    while talk.wait(0):
        talk.send(b"X-More: " + b"a" * 4000 + b"\r\n")


def large(talk: Talk) -> None:
    """A page of 100 MB that does not announce its size."""
    talk.send(OK + b"\r\n")
    for _ in range(100):
        talk.send(b"<p>long</p>" * 95_000)
    talk.hang_up()


def drip(talk: Talk) -> None:
    """A byte at a time."""
    talk.send(OK + b"Content-Length: 100000\r\n\r\n")
    while talk.wait(0.2):
        talk.send(b"x")


def hang(talk: Talk) -> None:
    """No answer at all."""
    talk.wait(600)


def servers() -> dict[str, bytes | Callable[[Talk], None]]:
    """What each server says."""
    zeros = bytes(MANY)
    return {
        "harmless page": answer(PAGE),
        "gzip, 300 MB from 300 kB": answer(gzip.compress(zeros), content_encoding="gzip"),
        "br, 300 MB from 250 B": answer(brotli.compress(zeros), content_encoding="br"),
        "zstd, 300 MB from 9 kB": answer(compress(zeros), content_encoding="zstd"),
        "gzip in gzip": answer(gzip.compress(gzip.compress(zeros)), content_encoding="gzip, gzip"),
        "endless body": endless,
        "endless chunks": endless_chunks,
        "endless headers": endless_headers,
        "100 MB, unannounced": large,
        "100 MB, announced": OK + b"Content-Length: 104857600\r\n\r\n" + b"<p>" * 1000,
        "a byte at a time": drip,
        "no answer": hang,
    }


def asked(addresses: list[str]) -> tuple[float, float, str]:
    """Peak memory in MB, seconds, and the first line of one fetch."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "newsgrab", "fetch", *addresses, "--archive", folder, "--timeout", "10"]
        words += ["--delay", "0", "--workers", "16"]
        began = time.perf_counter()
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as child:
            assert child.stdout is not None
            said = child.stdout.read().splitlines()
            _, _, usage = os.wait4(child.pid, 0)
            child.returncode = 0
        return usage.ru_maxrss / 1024, time.perf_counter() - began, said[0] if said else ""


def main() -> None:
    """Print the table."""
    idle = 0.0
    with Rogue() as rogue:
        for number, (name, reply) in enumerate(servers().items()):
            rogue.replies[f"/{number}"] = reply
            peak, took, said = asked([rogue.url(f"/{number}")])
            idle = idle or peak
            cells = said.split("\t")
            reason = f"{cells[0]}: {cells[6]}" if len(cells) > 6 else said
            print(f"{name:<28}{peak:>7.0f} MB{peak - idle:>+7.0f} MB{took:>7.1f} s   {reason}", flush=True)
    with ExitStack() as stack:
        rogues = [stack.enter_context(Rogue({"/a": endless})) for _ in range(16)]
        peak, took, _ = asked([rogue.url("/a") for rogue in rogues])
        print(f"{'sixteen endless at once':<28}{peak:>7.0f} MB{peak - idle:>+7.0f} MB{took:>7.1f} s")


if __name__ == "__main__":
    main()
