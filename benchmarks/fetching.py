"""How fast a list of addresses is fetched, read and kept: newsgrab, wget and scrapy on the same local servers.

    python benchmarks/fetching.py [--pages 500] [--hosts 20] [--rounds 3]

Starts a server process with so many ports, each a host of its own, and gives every program the same list. newsgrab runs
with its command line, extraction and storage included, without pauses; then once more on the same archive, where every
page is answered by 304. wget (one address after the other) and scrapy (16 at once, no extraction), where they are
installed, only download. Wall seconds of whole processes, the best of the rounds; user and system seconds beside.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TEXT = "The bridge over the river was opened today after three years of work, the council said. "
SPIDER = """
import scrapy
class Pages(scrapy.Spider):
    name = "pages"
    start_urls = open({list!r}).read().split()
    def parse(self, response):
        open("{out}/" + response.url.replace("/", "_"), "wb").write(response.body)
"""


def page(number: int) -> bytes:
    """A small page of its own text."""
    words = "".join(f"<p>{TEXT * 2}In part {part} the number is {number * 31 + part}.</p>" for part in range(8))
    nav = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(20))
    title = f"Bridge number {number} is opened"
    head = f"<!doctype html><html lang=en><head><title>{title}</title><meta charset=utf-8></head>"
    body = f"<body><nav><ul>{nav}</ul></nav><article><h1>{title}</h1>{words}</article><footer>Courier</footer></body>"
    return f"{head}{body}</html>".encode()


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One connection, kept open."""
    while True:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            break
        path = head.split(b" ", 2)[1].decode()
        if path == "/robots.txt":
            writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            continue
        content = page(int(path.rsplit("/", 1)[1]))
        etag = hashlib.md5(content).hexdigest().encode()
        if b'"' + etag + b'"' in head:
            writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: "' + etag + b'"\r\n\r\n')
        else:
            fields = b'Content-Type: text/html\r\nETag: "' + etag + b'"\r\nContent-Length: %d\r\n\r\n' % len(content)
            writer.write(b"HTTP/1.1 200 OK\r\n" + fields + content)
        await writer.drain()
    writer.close()


async def serve(hosts: int) -> None:
    """Serve on so many ports and print them."""
    servers = [await asyncio.start_server(answer, "127.0.0.1", 0) for _ in range(hosts)]
    print(*(server.sockets[0].getsockname()[1] for server in servers), flush=True)
    await asyncio.Event().wait()


def timed(words: list[str], folder: Path) -> tuple[float, float]:
    """Wall and processor seconds of one command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{words[:4]} failed ({done.returncode}): {done.stderr[-500:]}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(folder: Path, addresses: Path, rounds: int) -> dict[str, tuple[float, float]]:
    """The best of the rounds for each program."""
    best: dict[str, tuple[float, float]] = {}

    def note(name: str, took: tuple[float, float]) -> None:
        best[name] = min(best.get(name, took), took)

    fetch = [sys.executable, "-m", "newsgrab", "fetch", "-i", str(addresses), "--delay", "0", "--workers", "20"]
    spider = folder / "spider.py"
    spider.write_text(SPIDER.format(list=str(addresses), out=str(folder / "scrapy")))
    for number in range(rounds):
        archive = ["--archive", str(folder / f"archive{number}")]
        note("newsgrab fetch", timed([*fetch, *archive], folder))
        note("newsgrab fetch again (304)", timed([*fetch, *archive], folder))
        if shutil.which("wget"):
            note(
                "wget -i (no reading)", timed(["wget", "-q", "-i", str(addresses), "-P", str(folder / "wget")], folder)
            )
        if shutil.which("scrapy"):
            (folder / "scrapy").mkdir(exist_ok=True)
            words = ["scrapy", "runspider", str(spider), "-s", "LOG_ENABLED=0", "-s", "DOWNLOAD_DELAY=0"]
            note("scrapy (no reading)", timed([*words, "-s", "AUTOTHROTTLE_ENABLED=0"], folder))
    return best


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=500)
    options.add_argument("--hosts", type=int, default=20)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.serve:
        asyncio.run(serve(chosen.hosts))
        return
    words = [sys.executable, __file__, "--serve", "--hosts", str(chosen.hosts)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server, tempfile.TemporaryDirectory() as name:
        assert server.stdout is not None
        ports = server.stdout.readline().split()
        folder = Path(name)
        addresses = folder / "list.txt"
        lines = (f"http://127.0.0.1:{ports[n % len(ports)]}/a/{n}" for n in range(chosen.pages))
        addresses.write_text("\n".join(lines) + "\n")
        try:
            for what, (wall, spent) in compare(folder, addresses, chosen.rounds).items():
                print(f"{what:<28}{wall:>7.2f} s wall{spent:>7.2f} s CPU{chosen.pages / wall:>8.0f} pages/s")
        finally:
            server.kill()


if __name__ == "__main__":
    main()
