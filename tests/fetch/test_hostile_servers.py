"""Servers that drip, hang, lie, break off, or never end: no traceback, no wait beyond the deadline, a reason."""

from __future__ import annotations

import gzip
import itertools
import threading
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import brotli
import pytest

from newsgrab.errors import BadAnswer, DeadlineExceeded, FetchError, NoAnswer, TooLarge
from newsgrab.fetch.clock import REAL
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.fetch.host_scheduler import FetchRequest, fetch_one
from newsgrab.fetch.limits import Limits
from newsgrab.page import Page
from newsgrab.zstd import compress
from tests.fetch.conftest import HURRIED
from tests.servers import Rogue, Talk, answer

BODY = b"<title>News</title>" + b"<p>The bridge was opened today.</p>" * 40


def drip_headers(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\n")
    while talk.wait(0.05):
        talk.send(b"X-Drip: 1\r\n")


def drip_status(talk: Talk) -> None:
    for byte in b"HTTP/1.1 200 OK":
        if not talk.wait(0.3):
            return
        talk.send(bytes([byte]))


def drip_body(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while talk.wait(0.05):
        talk.send(b"x")


def hang(talk: Talk) -> None:
    talk.wait(30)


def endless(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while talk.wait(0):
        talk.send(b"<p>more</p>" * 8000)


def endless_headers(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\n")
    while talk.wait(0):
        talk.send(b"X-More: " + b"a" * 4000 + b"\r\n")


def endless_chunks(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while talk.wait(0):
        talk.send(b"10000\r\n" + b"a" * 65536 + b"\r\n")


def hang_up(talk: Talk) -> None:
    talk.hang_up()


def reset(talk: Talk) -> None:
    talk.reset()


def said(content: bytes) -> Callable[[Talk], None]:
    """Those bytes, and the connection is closed."""

    def reply(talk: Talk) -> None:
        talk.send(content)
        talk.hang_up()

    return reply


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    ("reply", "kind", "problem"),
    [
        (drip_headers, DeadlineExceeded, "no page within 2 s"),
        (drip_status, DeadlineExceeded, "no page within 2 s"),
        (drip_body, DeadlineExceeded, "no page within 2 s"),
        (hang, NoAnswer, "silent for 1 s"),
        (hang_up, NoAnswer, "hung up without an answer"),
        (reset, NoAnswer, "the connection broke"),
        (endless, TooLarge, "the page does not end"),
        (endless_chunks, TooLarge, "the page does not end"),
        (endless_headers, TooLarge, "headers without end"),
        (said(b"SSH-2.0-OpenSSH_9.2\r\n"), NoAnswer, "hung up without an answer"),
        (said(b"\x00\x01\x02\x03" * 50), BadAnswer, "not HTTP"),
        (said(b"HTTP/1.1 200 OK\r\nBad Header: x\r\n\r\nhello"), BadAnswer, "not HTTP"),
        (said(b"HTTP/1.1 OK\r\n\r\nhello"), BadAnswer, "not HTTP"),
        (said(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello"), BadAnswer, "not HTTP"),
        (said(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello"), BadAnswer, "not HTTP"),
        (said(OK + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n"), FetchError, "middle|HTTP"),
        (said(OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00broken"), FetchError, "broken encoding|empty page"),
        (said(OK + b"Content-Encoding: br\r\n\r\n" + b"\xff" * 50), BadAnswer, "broken encoding"),
        (said(OK + b"Content-Encoding: zstd\r\n\r\n" + compress(BODY)[:-1] + b"\xff"), BadAnswer, "broken encoding"),
        (said(OK + b"Content-Encoding: gzip, gzip, gzip\r\n\r\n" + gzip.compress(BODY)), BadAnswer, "3 encodings"),
        (said(OK + b"Content-Length: 999999999999\r\n\r\nx"), TooLarge, "announced"),
        (answer(b""), BadAnswer, "an empty page"),
        (answer(b"", "204 No Content"), FetchError, "204"),
        (answer(b"", "302 Found"), FetchError, "302"),
    ],
)
def test_rogue_gets_a_reason_in_time(
    fetcher: Fetcher, server: Rogue, reply: bytes | Callable[[Talk], None], kind: type[FetchError], problem: str
) -> None:
    """Whatever the server does, the outcome comes within the deadline, and the next address is unharmed."""
    server.replies |= {"/a": reply, "/b": answer(BODY)}
    began = time.monotonic()
    with pytest.raises(FetchError, match=problem) as caught:
        fetcher.fetch(server.url("/a"))
    assert time.monotonic() - began < 3
    assert isinstance(caught.value, kind)
    page = fetcher.fetch(server.url("/b"))
    assert isinstance(page, Page)
    assert page.content == BODY


def broken_chunks(talk: Talk) -> None:
    talk.send(OK + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(BODY) + BODY + b"\r\nnonsense\r\n")
    talk.hang_up()


def chunks_without_end(talk: Talk) -> None:
    talk.send(OK + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(BODY) + BODY + b"\r\n")
    talk.hang_up()


def short_of_its_length(talk: Talk) -> None:
    talk.send(OK + b"Content-Length: 100000\r\n\r\n" + BODY)
    talk.hang_up()


def reset_in_the_body(talk: Talk) -> None:
    talk.send(OK + b"Content-Length: 100000\r\n\r\n" + BODY)
    talk.wait(0.2)
    talk.reset()


def silent_in_the_body(talk: Talk) -> None:
    talk.send(OK + b"Content-Length: 100000\r\n\r\n" + BODY)
    talk.wait(30)


@pytest.mark.parametrize(
    "reply",
    [
        broken_chunks,
        chunks_without_end,
        short_of_its_length,
        reset_in_the_body,
        silent_in_the_body,
        said(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(BODY, 0)[:-20]),
        said(OK + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(BODY, 0)[:-3]),
    ],
)
def test_body_that_ends_too_early_is_marked(fetcher: Fetcher, server: Rogue, reply: Callable[[Talk], None]) -> None:
    """What arrived is kept and marked as cut; nobody may take it for the whole page."""
    server.replies["/a"] = reply
    page = fetcher.fetch(server.url("/a"))
    assert isinstance(page, Page)
    assert page.incomplete
    assert BODY.startswith(page.content[:1000])


def test_cut_page_is_asked_for_again_first(server: Rogue) -> None:
    """A connection that broke once gives the whole page the second time."""

    def second_time_whole(talk: Talk) -> None:
        if server.asked().count("/a") == 1:
            short_of_its_length(talk)
        else:
            talk.send(answer(BODY))

    server.replies["/a"] = second_time_whole
    quick = replace(HURRIED, limits=replace(HURRIED.limits, max_retries=1, deadline_s=5))
    with Fetcher(quick) as fetcher:
        page = fetcher.fetch(server.url("/a"))
    assert isinstance(page, Page)
    assert not page.incomplete


@pytest.mark.parametrize(
    ("name", "bomb"),
    [
        ("gzip", gzip.compress(b"\0" * (24 << 20))),
        ("br", brotli.compress(b"\0" * (24 << 20))),
        ("zstd", compress(b"\0" * (24 << 20))),
        ("gzip, gzip", gzip.compress(gzip.compress(b"\0" * (24 << 20)))),
    ],
)
def test_bomb_is_refused(fetcher: Fetcher, server: Rogue, name: str, bomb: bytes) -> None:
    """A few kilobytes that unpack without end are given up early."""
    server.replies["/a"] = answer(bomb, content_encoding=name)
    with pytest.raises(TooLarge, match="200 times its size"):
        fetcher.fetch(server.url("/a"))


def test_large_page_is_refused_while_reading(server: Rogue) -> None:
    """The size that is not announced is counted."""
    few = replace(HURRIED, limits=Limits(max_page_bytes=1 << 20, max_wire_bytes=1 << 20, max_retries=0))
    server.replies["/a"] = said(OK + b"\r\n" + b"<p>long</p>" * 200_000)
    with Fetcher(few) as fetcher, pytest.raises(TooLarge, match="a page may have 1 MiB"):
        fetcher.fetch(server.url("/a"))


def test_no_connection_says_so(fetcher: Fetcher) -> None:
    """A closed port, a name that nobody has."""
    with pytest.raises(NoAnswer, match=r"no connection \(Connection refused\)"):
        fetcher.fetch("http://127.0.0.1:1/a")
    with pytest.raises(NoAnswer, match=r"the name nobody\.invalid is not known"):
        fetcher.fetch("http://nobody.invalid/a")


def test_host_that_never_answers_is_left_alone(fetcher: Fetcher, server: Rogue) -> None:
    """After five addresses in a row without an answer the others are not asked."""
    server.replies |= {f"/{n}": hang_up for n in range(9)}
    for n in range(5):
        with pytest.raises(NoAnswer):
            fetcher.fetch(server.url(f"/{n}"))
    with pytest.raises(FetchError, match="gave no answer 5 times in a row"):
        fetcher.fetch(server.url("/6"))
    assert "/6" not in server.asked()


def test_parts_without_content_do_not_outlast_the_deadline(server: Rogue) -> None:
    """Encodings in which much work gives no byte: the clock is looked at all the same."""
    padded = gzip.compress(gzip.compress(BODY) + b"\0" * (1 << 26), compresslevel=1)
    server.replies["/padded"] = answer(padded, content_encoding="gzip, gzip")
    looks_at_the_clock = itertools.count()
    clock = replace(REAL, monotonic=lambda: next(looks_at_the_clock) * 0.02)
    with Fetcher(HURRIED, clock=clock) as fetcher, pytest.raises(DeadlineExceeded):
        fetcher.fetch(server.url("/padded"))


def test_dripping_hosts_do_not_starve_a_healthy_one(server: Rogue, other: Rogue) -> None:
    """Servers that send much and never end hold what they have sent, but no place that others wait for."""
    begun = threading.Barrier(3)

    def large_and_dripping(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"<p>more</p>" * 30_000)
        begun.wait(10)
        while talk.wait(0.05):
            talk.send(b"x")

    server.replies |= {"/a": large_and_dripping, "/b": large_and_dripping}
    other.replies["/c"] = answer(b"<title>News</title>" + b"<p>more</p>" * 30_000)
    limits = replace(HURRIED.limits, large_bytes=100_000, deadline_s=8.0)
    with Fetcher(replace(HURRIED, limits=limits)) as fetcher, ThreadPoolExecutor(2) as pool:
        for url in (server.url("/a"), server.url("/b").replace("127.0.0.1", "localhost")):
            pool.submit(fetch_one, fetcher, FetchRequest(url))
        begun.wait(10)
        began = time.monotonic()
        assert isinstance(fetcher.fetch(other.url("/c")), Page)
        assert time.monotonic() - began < 4
        server.__exit__()


def test_many_large_bodies_wait_for_memory_until_their_deadline(server: Rogue) -> None:
    """All of them together hold no more than they may."""
    server.replies["/a"] = answer(BODY * 1000)
    limits = replace(HURRIED.limits, large_bytes=100_000, max_large_bytes=200_000, deadline_s=0.3)
    with Fetcher(replace(HURRIED, limits=limits)) as fetcher:
        with pytest.raises(DeadlineExceeded):
            fetcher.fetch(server.url("/a"))
        server.replies["/a"] = answer(BODY * 100)
        assert isinstance(fetcher.fetch(server.url("/a")), Page)
