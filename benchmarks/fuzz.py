"""Mutated feeds, sitemaps, robots.txt and packed bodies, through `newsgrab run`: what comes of it, and what is opened.

    python benchmarks/fuzz.py [--bodies 10000] [--seed 1] [--timeout 5]

Every body stands on a host of its own (an address in 127.0.0.0/8), followed as a source of one archive; the run is a
process of its own with an audit hook in it and in its reading processes. Told in the end: tracebacks (none may be),
files that were opened outside of the archive and of Python itself (none may be), the time of the body that took longest
to fetch and of the one that took longest to read, and the memory of the largest process. A body's time is that of the
processor, in the thread that fetches or the process that reads: a busy machine makes none longer.
"""

from __future__ import annotations

import argparse
import collections
import functools
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli

from newsgrab.archive import Archive
from newsgrab.host import Host
from newsgrab.link import Kind, Source
from newsgrab.zstd import compress

ROOT = Path(__file__).resolve().parent.parent
SECRET = "/etc/hostname"
HOOK = """
import os, sys
_log = os.open(os.environ["AUDIT_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def _hook(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        os.write(_log, os.fsencode(arguments[0]) + b"\\n")
    elif event in ("urllib.Request", "os.system", "ftplib.connect"):
        os.write(_log, f"{event} {arguments!r}\\n".encode())
sys.addaudithook(_hook)

import time
from newsgrab.source import discover
from newsgrab.workers import reader_worker

def _timed(what, work, clock):
    def timed(*words, **named):
        began = clock()
        try:
            return work(*words, **named)
        finally:
            os.write(_times, f"{what} {clock() - began:.3f}\\n".encode())
    return timed

_times = os.open(os.environ["TIMES"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
reader_worker.attempt = _timed("read", reader_worker.attempt, time.process_time)
discover.discover = _timed("fetch", discover.discover, time.thread_time)
"""


def feed(chance: random.Random) -> bytes:
    """A feed in one of three dialects."""
    items = "".join(
        f"<item><title>Bridge {n} &amp; road</title><link>/a/{n}</link><guid>x{n}</guid>"
        f"<pubDate>Mon, 0{chance.randrange(1, 9)} Mar 2026 09:30:00 +0300</pubDate>"
        f"<description><![CDATA[<p>The bridge {n}</p>]]></description></item>"
        for n in range(chance.randrange(1, 30))
    )
    entries = "".join(f'<entry><title type="html">Mole {n}</title><link href="/b/{n}"/></entry>' for n in range(9))
    kinds = (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>',
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>{entries}</feed>',
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"url": f"/c/{n}"} for n in range(20)]}),
    )
    return chance.choice(kinds).encode()


def sitemap(chance: random.Random) -> bytes:
    """A list, an index, or plain text."""
    urls = "".join(f"<url><loc>/a/{n}</loc><lastmod>2026-03-0{n % 9 + 1}</lastmod></url>" for n in range(40))
    kinds = (
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>',
        "<sitemapindex>" + "<sitemap><loc>/s.xml</loc></sitemap>" * 5 + "</sitemapindex>",
        "\n".join(f"https://courier.example/{n}" for n in range(50)),
    )
    return chance.choice(kinds).encode()


def robots(chance: random.Random) -> bytes:
    """Rules for several, with wildcards, delays and sitemaps."""
    lines = ["User-agent: *", "Disallow: /private*$", "Crawl-delay: 1", "Sitemap: /s.xml", "Allow: /", "# note"]
    return "\n".join(chance.choice(lines) for _ in range(chance.randrange(1, 60))).encode()


TOKENS = [
    SECRET.encode(), b"file:///etc/passwd", b"/dev/zero", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"&#xfffffff;", b"&a;",
    b'<!DOCTYPE a [<!ENTITY a SYSTEM "/etc/passwd">]>', b'<!DOCTYPE a SYSTEM "file:///etc/passwd">', b"]]>",
    b"<![CDATA[",
    b'<?xml version="1.0" encoding="utf-7"?>', b'<?xml version="1.0" encoding="idna"?>', b"<" * 500, b"[" * 5000,
    b'<!DOCTYPE a [<!ENTITY a "' + b"x" * 999 + b'"><!ENTITY b "' + b"&a;" * 99 + b'">]>', b"<a>" * 3000, b"9" * 5000,
    b"http://[::1", b"http://127.0.0.1:1/", b"\x1b]0;x\x07", b"\xf0\x28\x8c\x28", b"-" * 4000, b"<item>" * 2000,
    b"xml:base='file:///etc/'", b"\r\n\r\n", b"*" * 300, b"utf-8", b"9999-99-99T99:99:99Z", b"<!--" * 400,
]  # fmt: skip


def mutated(body: bytes, chance: random.Random) -> bytes:
    """The body after one to eight accidents."""
    out = bytearray(body)
    for _ in range(chance.randrange(1, 9)):
        at = chance.randrange(len(out) + 1)
        end = min(len(out), at + chance.randrange(1, 200))
        match chance.randrange(7):
            case 0 if out:
                out[at % len(out)] ^= 1 << chance.randrange(8)
            case 1:
                out[at:at] = chance.choice(TOKENS)
            case 2:
                del out[at:end]
            case 3:
                out[at:at] = out[at:end] * chance.randrange(1, 40)
            case 4:
                out[at:end] = chance.randbytes(end - at)
            case 5:
                del out[at:]
            case _:
                out[at:end] = chance.choice(TOKENS)
    return bytes(out) if chance.randrange(40) else chance.choice(TOKENS)


def _deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress, "br": brotli.compress, "zstd": compress, "deflate": _deflate,
}  # fmt: skip


@functools.cache
def bomb(name: str) -> bytes:
    """16 MiB of nothing, packed."""
    return PACKERS[name](b"\0" * (1 << 24))


MAKERS = {"feed": feed, "sitemap": sitemap, "robots": robots}
Body = tuple[str, str, bytes]  # kind, Content-Encoding, bytes


def body(number: int, seed: int) -> Body:
    """The body of one host."""
    chance = random.Random(seed * 1_000_003 + number)
    kind = chance.choice(
        ("feed", "feed", "feed", "sitemap", "sitemap", "robots", "packed", "packed", "packed", "packed")
    )
    if kind != "packed":
        return kind, "", mutated(MAKERS[kind](chance), chance)
    name = chance.choice(list(PACKERS))
    packed = PACKERS[name](feed(chance) if chance.randrange(2) else mutated(feed(chance), chance))
    if chance.randrange(3) == 0:  # a bomb of a moderate size
        packed = bomb(name)
    return "packed", name, mutated(packed, chance)


def host_of(number: int) -> str:
    """An address of this machine that no other body has."""
    return f"127.{1 + number // 62_500}.{number // 250 % 250}.{number % 250 + 1}"


class Site(BaseHTTPRequestHandler):
    """Says the body of the host that is asked."""

    protocol_version = "HTTP/1.1"
    bodies: list[Body]

    def do_GET(self) -> None:
        """One body."""
        _, block, place, last = map(int, self.headers["Host"].partition(":")[0].split("."))
        number = (block - 1) * 62_500 + place * 250 + last - 1
        kind, encoding, content = self.bodies[number]
        wants_robots = self.path == "/robots.txt"
        if wants_robots != (kind == "robots"):
            encoding, content = "", b"" if wants_robots else b"<rss version='2.0'><channel/></rss>"
        self.send_response(404 if wants_robots and kind != "robots" else 200)
        self.send_header("Content-Length", str(len(content)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def follow_all(folder: Path, bodies: list[Body], port: int) -> None:
    """An archive that follows every body."""
    now = datetime.now(UTC)
    with Archive(folder / "archive", create=True) as archive:
        hosts = [f"{host_of(number)}:{port}" for number in range(len(bodies))]
        archive.following.keep_hosts([Host(name, private=True) for name in hosts])
        for name, (kind, _, _) in zip(hosts, bodies, strict=True):
            archive.following.add(Source(f"http://{name}/x", Kind.SITEMAP if kind == "sitemap" else Kind.FEED), now)


def outside(log: Path, folder: Path) -> list[str]:
    """What was opened beside the archive, Python and what the system needs to look up names."""
    fine = (str(folder), sys.prefix, sys.base_prefix, str(ROOT), "/dev/null", "/etc/localtime", "/usr/share/zoneinfo")
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    names = {os.path.normpath(folder / line) for line in lines}
    return sorted(name for name in names if not name.startswith(fine) and not name.startswith("/proc/self/"))


def main() -> int:
    """Run, and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--bodies", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--timeout", type=int, default=5)
    options = parser.parse_args()
    Site.bodies = [body(number, options.seed) for number in range(options.bodies)]
    server = ThreadingHTTPServer(("0.0.0.0", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        follow_all(folder, Site.bodies, server.server_port)
        (folder / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
        environment = os.environ | {"PYTHONPATH": f"{folder}:{ROOT}", "NEWSGRAB_TIMEOUT": str(options.timeout)}
        environment |= {"AUDIT_LOG": str(folder / "opened"), "TIMES": str(folder / "times")}
        words = ["run", "--delay", "0", "--pages", "1", "--log-file", "run.log", "--archive", "archive", "--json"]
        began = time.monotonic()
        words = [sys.executable, "-m", "newsgrab", *words]
        done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        took = time.monotonic() - began
        said = [json.loads(line) for line in done.stdout.splitlines()]
        tally = collections.Counter(f"{one['what']} {one['outcome']}" for one in said)
        times = [line.split() for line in (folder / "times").read_text(encoding="utf-8").splitlines()]
        longest = {name: max(float(time_s) for what, time_s in times if what == name) for name in ("fetch", "read")}
        opened = outside(folder / "opened", folder)
    server.shutdown()
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{options.bodies} bodies (seed {options.seed}) in {took:.0f} s, exit code {done.returncode}: {dict(tally)}")
    told = ", ".join(f"longest to {name} {time_s:.2f} s" for name, time_s in longest.items())
    if "Traceback" in done.stderr:
        print(done.stderr)
    print(f"tracebacks {done.stderr.count('Traceback')}, {told} (deadline {options.timeout} s)")
    print(f"largest process {memory:.0f} MB, opened outside: {opened or 'nothing'}")
    return 1 if opened or "Traceback" in done.stderr or done.returncode not in {0, 1} else 0


if __name__ == "__main__":
    raise SystemExit(main())
