"""A connection is kept only if nothing but the answer came over it: no address is given the bytes of another."""

from __future__ import annotations

import contextlib
import random
from dataclasses import replace

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrab.errors import DeadlineExceeded, FetchError
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.fetch.network import (
    AddressCheckingBackend,
    AnswerFraming,
    RequestContext,
    TransportPool,
    _CheckedStream,
)
from newsgrab.page import Page
from tests.fetch.conftest import HURRIED
from tests.servers import Rogue, answer

OWN = "<p>The harbour of Lindmouth opens on Monday.</p>"
FOREIGN = answer("<p>Somebody else's words.</p>")
CHUNKED = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"6\r\n<p>One\r\n5;note=x\r\n, two\r\n0\r\n\r\n"
)
UNCHANGED = answer(b"", "304 Not Modified", content_type="", content_length="")
SHORT = answer("<p>The ferry is late.</p>" * 9, content_length=str(25 * 9 - 40))

WRONG = {
    "a second answer after a page": answer("<p>One</p>") + FOREIGN,
    "blanks after a page": answer("<p>One</p>") + b"\r\n\r\n",
    "a length that is 40 bytes short": SHORT,
    "a length that leaves out an answer": answer(b"<p>One</p>" + FOREIGN, content_length="10"),
    "an answer after chunks": CHUNKED + FOREIGN,
    "chunks after chunks": CHUNKED + CHUNKED,
    "junk after chunks": CHUNKED + b"0\r\n\r\n",
    "trailers, then an answer": CHUNKED[:-2] + b"Digest: x\r\n\r\n" + FOREIGN,
    "an answer after an early hint": b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    + answer("<p>One</p>")
    + FOREIGN,
    "lines that end in a bare newline": b"HTTP/1.1 200 OK\nContent-Length: 3\n\nOne" + FOREIGN,
    "a 304 with a body": answer(FOREIGN, "304 Not Modified"),
    "a 304 with a body that has no length": UNCHANGED + FOREIGN,
    "a 204 with a body": answer(FOREIGN, "204 No Content", content_length=""),
    "a 205 with a body": answer(b"", "205 Reset Content") + FOREIGN,
    "a 404 and another answer": answer("gone", "404 Not Found") + FOREIGN,
    "a 500 and another answer": answer("broken", "500 Internal Server Error") + FOREIGN,
    "a redirect and another answer": answer(b"", "302 Found", location="/moved") + FOREIGN,
    "a redirect for ever with a body it does not count": answer(
        FOREIGN, "301 Moved Permanently", location="/moved", content_length="0"
    ),
}

CLEAN = {
    "a page": answer("<p>One</p>"),
    "chunks": CHUNKED,
    "a 304": UNCHANGED,
    "a 404": answer("gone", "404 Not Found"),
    "a 204": answer(b"", "204 No Content", content_type="", content_length=""),
    "a redirect": answer(b"", "302 Found", location="/moved"),
    "an early hint before a page": b"HTTP/1.1 103 Early Hints\r\n\r\n" + answer("<p>One</p>"),
}


def ask(fetcher: Fetcher, url: str) -> None:
    """Ask for that address, whatever comes of it."""
    with contextlib.suppress(FetchError):
        fetcher.fetch(url, etag='"x"')


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_follows_an_answer_is_no_page(server: Rogue, fetcher: Fetcher, wrong: bytes) -> None:
    """Whatever a server says beyond its answer, the next addresses get their own pages."""
    server.replies |= {"/wrong": wrong, "/moved": answer("<p>Moved</p>"), "/own": answer(OWN)}
    for _ in range(2):
        ask(fetcher, server.url("/wrong"))
        page = fetcher.fetch(server.url("/own"))
        assert isinstance(page, Page)
        assert page.content == OWN.encode()


def test_a_redirect_leads_to_the_page_it_names(server: Rogue, fetcher: Fetcher) -> None:
    server.replies |= {"/wrong": WRONG["a redirect and another answer"], "/moved": answer(OWN)}
    page = fetcher.fetch(server.url("/wrong"))
    assert isinstance(page, Page)
    assert page.content == OWN.encode()


@pytest.mark.parametrize("clean", CLEAN.values(), ids=CLEAN)
def test_a_connection_is_used_again_after_a_clean_answer(server: Rogue, fetcher: Fetcher, clean: bytes) -> None:
    server.replies |= {"/clean": clean, "/moved": answer("<p>Moved</p>"), "/own": answer(OWN)}
    ask(fetcher, server.url("/clean"))
    fetcher.fetch(server.url("/own"))
    assert server.connections == 1


def test_the_connections_of_so_many_servers_are_kept(server: Rogue, other: Rogue) -> None:
    """Those that were used last; the others are closed."""
    server.replies["/own"] = other.replies["/own"] = answer(OWN)
    pool = TransportPool(proxy=None, ca_file=None, open_at_once=1)
    with Fetcher(replace(HURRIED, ignore_robots=True), transport=pool) as fetcher:
        for visited in (server, server, other, other, server):
            fetcher.fetch(visited.url("/own"))
    assert (server.connections, other.connections) == (2, 1)


def wrong_answer(chance: random.Random) -> bytes:
    """A random answer, spoilt at random: bytes added, lost, doubled or changed, or lengths that lie."""
    whole = chance.choice([*CLEAN.values(), *WRONG.values(), FOREIGN])
    where = chance.randrange(len(whole) + 1)
    junk = chance.choice(
        [FOREIGN, b"\r\n", b"0\r\n\r\n", b"\x00", b"HTTP/1.1 100 Continue\r\n\r\n", chance.randbytes(9)]
    )
    return chance.choice(
        [
            whole + junk,
            whole + whole,
            whole[:where] + junk + whole[where:],
            whole.replace(b"Length: ", b"Length: 0", 1) + junk,
            whole.replace(b"Content-Length", b"Transfer-Encoding: chunked\r\nContent-Length", 1) + junk,
            whole.replace(b"HTTP/1.1", b"HTTP/1.0", 1) + junk,
        ]
    )


def test_two_hundred_wrong_ways(server: Rogue) -> None:
    """No page of another address and no page lost after 200 answers that are wrong in random ways."""
    chance = random.Random(12)
    limits = replace(HURRIED.limits, read_timeout_s=0.5)
    outcomes = []
    with Fetcher(replace(HURRIED, limits=limits, ignore_robots=True)) as fetcher:
        for number in range(200):
            own = f"<p>Report {number} of the harbour.</p>"
            server.replies |= {"/wrong": wrong_answer(chance), "/own": answer(own), "/moved": answer("<p>Moved</p>")}
            ask(fetcher, server.url("/wrong"))
            page = fetcher.fetch(server.url("/own"))
            outcomes.append(isinstance(page, Page) and page.content == own.encode())
    assert outcomes == [True] * 200


@given(st.sampled_from([*CLEAN.values()]), st.binary(max_size=9), st.data())
def test_only_a_whole_answer_is_an_end(clean: bytes, surplus: bytes, data: st.DataObject) -> None:
    """However its bytes are cut in segments, an answer ends with its last byte: not before, not with more."""
    came = clean + surplus
    cuts = sorted(data.draw(st.lists(st.integers(1, len(came)), max_size=6)))
    framing = AnswerFraming()
    for start, end in zip([0, *cuts], [*cuts, len(came)], strict=True):
        if start < end:
            framing.receive(came[start:end])
            assert framing.ended == (end == len(clean))


def test_a_head_without_an_end_is_given_up() -> None:
    framing = AnswerFraming()
    framing.receive(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000)
    framing.receive(b"\r\nContent-Length: 0\r\n\r\n")
    assert not framing.ended


@pytest.mark.parametrize("word", ['"caf\xe9"', '"a\x7fb"', '"a\nb"', '"\u2603"'])
def test_a_word_that_cannot_be_said_back_is_not(server: Rogue, fetcher: Fetcher, word: str) -> None:
    """The address is asked for unconditionally, not given up."""
    server.replies["/a"] = answer(OWN)
    assert isinstance(fetcher.fetch(server.url("/a"), etag=word, last_modified=word), Page)
    sent = server.requests[-1].headers
    assert "if-none-match" not in sent
    assert "if-modified-since" not in sent


@pytest.mark.parametrize("came", [answer("", "205 Reset Content"), answer("One", "206 Partial Content")])
def test_some_answers_have_no_body_and_others_like_them_have(came: bytes) -> None:
    """Both are whole."""
    framing = AnswerFraming()
    framing.receive(came)
    assert framing.ended


def test_a_head_may_be_64_kib_long() -> None:
    """Not a byte more, whatever comes after it."""
    long, longer = AnswerFraming(), AnswerFraming()
    begin, end = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: ", b"\r\n\r\n"
    long.receive(begin.ljust(65_536, b"x"))
    long.receive(end)
    longer.receive(begin.ljust(65_537, b"x"))
    longer.receive(end)
    assert (long.ended, longer.ended) == (True, False)


@pytest.mark.parametrize("first", [answer("One"), b"HTTP/1.1 200 OK\r\n\r\n", answer("One") + b"!"])
def test_a_connection_that_was_closed_is_not_kept(first: bytes) -> None:
    """No bytes, where none are awaited, are its end: after a whole answer and after any other."""
    framing = AnswerFraming()
    framing.receive(first)
    framing.receive(b"")
    assert not framing.ended


class Idle(httpcore.NetworkStream):
    """A connection over which one answer came, and then perhaps more."""

    more = False

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The answer."""
        return answer("One")[:max_bytes] if timeout is None or timeout > 0 else b""

    def get_extra_info(self, info: str) -> bool:
        """Whether more has come."""
        return info == "is_readable" and self.more


def test_what_comes_over_an_idle_connection_closes_it() -> None:
    """The pool asks whether there is something to read, and closes a connection where there is."""
    backend, idle = AddressCheckingBackend(), Idle()
    backend.context = context(1.0)
    stream = _CheckedStream(idle, backend, None)
    assert stream.get_extra_info("is_readable")  # no answer yet
    stream.read(1000)
    assert not stream.get_extra_info("is_readable")
    idle.more = True
    assert stream.get_extra_info("is_readable")


def context(now: float) -> RequestContext:
    url = "https://courier.example/"
    return RequestContext(url, url, 5.0, private_allowed=True, monotonic=lambda: now, deadline=5.0)


def test_a_step_takes_what_is_left() -> None:
    """The lesser of its own time-out and the rest of the deadline; at its last moment nothing is left."""
    assert (context(3.0).time_left_s(), context(3.0).time_left_s(9), context(3.0).time_left_s(1)) == (2, 2, 1)
    with pytest.raises(DeadlineExceeded, match="no page within 5 s"):
        context(5.0).time_left_s(1)
