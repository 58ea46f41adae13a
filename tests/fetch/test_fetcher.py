"""Fetching from a real server that answers as it should."""

from __future__ import annotations

import gzip
from contextlib import suppress
from dataclasses import replace

import brotli
import httpx
import pytest

from newsgrab.errors import BadAnswer, BadUrl, Blocked, FetchError, Gone, NotAPage, RobotsRefused, ServerTrouble
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.page import NotModified, Origin, Page
from newsgrab.zstd import compress
from tests.fetch.conftest import HURRIED, Slept
from tests.servers import Rogue, answer, redirect

PAGE = "<!doctype html><title>الجسر الجديد</title><p>افتتح الجسر اليوم.</p>".encode()


def get(fetcher: Fetcher, url: str) -> Page:
    page = fetcher.fetch(url)
    assert isinstance(page, Page)
    return page


def test_page_is_given_as_the_server_gave_it(fetcher: Fetcher, server: Rogue) -> None:
    """Bytes, headers, status and times stand in the page; the server learns who we are."""
    server.replies["/a?id=7"] = answer(PAGE, etag='"x"', set_cookie="session=secret")
    page = get(fetcher, server.url("/a?utm_source=x&id=7#top").replace("utm_source=x&", ""))
    assert (page.content, page.status, page.origin, page.incomplete, page.permanent) == (
        PAGE,
        200,
        Origin.HTTP,
        False,
        False,
    )
    assert page.url == page.final_url == server.url("/a?id=7")
    assert page.header("etag") == '"x"'
    assert page.header("set-cookie") is None
    assert page.elapsed_ms is not None
    assert server.requests[-1].headers["user-agent"] == "newsgrab/9 (contact: desk@courier.example)"
    assert server.requests[-1].headers["accept-encoding"] == "gzip, deflate, br, zstd"


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("br", brotli.compress(PAGE)),
        ("zstd", compress(PAGE)),
        ("gzip, br", brotli.compress(gzip.compress(PAGE))),
        ("gzip", PAGE),
        ("utf-8", PAGE),
        ("", gzip.compress(PAGE)),
    ],
    ids=["gzip", "br", "zstd", "two", "called gzip", "called utf-8", "not called gzip"],
)
def test_encodings_are_undone_also_where_they_are_mislabelled(
    fetcher: Fetcher, server: Rogue, name: str, packed: bytes
) -> None:
    """The content is the page's, whatever it was packed in."""
    server.replies["/a"] = answer(packed, content_encoding=name)
    page = get(fetcher, server.url("/a"))
    assert page.content == PAGE
    assert not page.incomplete


def test_known_page_is_asked_for_conditionally(fetcher: Fetcher, server: Rogue) -> None:
    """ETag and Last-Modified are sent; 304 is an answer of its own."""
    server.replies["/a"] = answer(b"", "304 Not Modified", content_type="", content_length="", etag='"x"')
    same = fetcher.fetch(server.url("/a"), etag='"x"', last_modified="Mon, 02 Mar 2026 09:00:00 GMT")
    assert isinstance(same, NotModified)
    assert (same.url, same.status) == (server.url("/a"), 304)
    assert server.requests[-1].headers["if-none-match"] == '"x"'
    assert server.requests[-1].headers["if-modified-since"] == "Mon, 02 Mar 2026 09:00:00 GMT"
    assert "if-none-match" not in server.requests[0].headers  # robots.txt
    with pytest.raises(ServerTrouble, match="304"):
        fetcher.fetch(server.url("/a"))
    server.replies["/a"] = answer(PAGE, etag='"y"')
    assert isinstance(fetcher.fetch(server.url("/a"), etag='"x"'), Page)
    server.replies["/a"] = answer("no", "404 Not Found")
    with pytest.raises(Gone):
        fetcher.fetch(server.url("/a"), etag='"x"')


@pytest.mark.parametrize(
    ("status", "kind", "outcome"),
    [
        ("401 Unauthorized", Blocked, "blocked"),
        ("403 Forbidden", Blocked, "blocked"),
        ("429 Too Many Requests", Blocked, "blocked"),
        ("451 Unavailable For Legal Reasons", Blocked, "blocked"),
        ("404 Not Found", Gone, "gone"),
        ("410 Gone", Gone, "gone"),
        ("500 Internal Server Error", ServerTrouble, "failed"),
        ("418 I'm a Teapot", ServerTrouble, "failed"),
        ("599 Whatever", ServerTrouble, "failed"),
    ],
)
def test_each_status_has_its_outcome(
    fetcher: Fetcher, server: Rogue, status: str, kind: type[FetchError], outcome: str
) -> None:
    """The error carries the word, the status and the odd answer."""
    server.replies["/a"] = answer("Just a moment", status)
    with pytest.raises(kind) as caught:
        fetcher.fetch(server.url("/a"))
    error = caught.value
    assert (error.outcome, error.status, error.url) == (outcome, int(status[:3]), server.url("/a"))
    assert error.page is not None
    assert error.page.content == b"Just a moment"
    assert error.seen_at is not None
    assert status[:3] in error.reason


def test_redirects_are_followed_and_permanence_is_known(fetcher: Fetcher, server: Rogue) -> None:
    """Moved for good only if every step says so; the address that answered is known."""
    server.replies |= {
        "/old": redirect("/older", "301 Moved Permanently"),
        "/older": redirect("/new", "308 Permanent Redirect"),
        "/now": redirect("/new"),
        "/new": answer(PAGE),
    }
    page = get(fetcher, server.url("/old"))
    assert (page.url, page.final_url, page.permanent) == (server.url("/old"), server.url("/new"), True)
    assert not get(fetcher, server.url("/now")).permanent


def test_redirect_to_an_arabic_path_works_escaped_or_not(fetcher: Fetcher, server: Rogue) -> None:
    """Servers send raw UTF-8 in Location."""
    escaped = "/%D8%AE%D8%A8%D8%B1"
    server.replies |= {"/a": redirect("/خبر"), "/b": redirect(escaped.lower()), escaped: answer(PAGE)}
    server.replies[escaped.lower()] = answer(PAGE)
    assert get(fetcher, server.url("/a")).final_url == server.url(escaped)
    assert get(fetcher, server.url("/b")).final_url == server.url(escaped)
    assert get(fetcher, server.url("/خبر")).url == server.url(escaped)


def test_cookie_set_on_the_way_is_sent_on_the_way_and_forgotten(fetcher: Fetcher, server: Rogue) -> None:
    """Sites that set a cookie and come back to the same address are read; the next article starts clean."""

    def gate(talk: object) -> None:
        request = server.requests[-1]
        reply = answer(PAGE) if "seen=1" in request.headers.get("cookie", "") else redirect("/a", set_cookie="seen=1")
        talk.send(reply)  # type: ignore[attr-defined]

    server.replies |= {"/a": gate, "/b": answer(PAGE)}
    assert get(fetcher, server.url("/a")).content == PAGE
    get(fetcher, server.url("/b"))
    assert "cookie" not in server.requests[-1].headers


@pytest.mark.parametrize(
    ("location", "kind", "problem"),
    [
        ("/a", BadAnswer, "in a circle"),
        ("file:///etc/passwd", NotAPage, "not http"),
        ("ftp://courier.example/a", NotAPage, "not http"),
        ("javascript:alert(1)", BadAnswer, "no address"),
        ("http://", BadAnswer, "no address"),
    ],
)
def test_redirect_that_leads_nowhere_is_said(
    fetcher: Fetcher, server: Rogue, location: str, kind: type[FetchError], problem: str
) -> None:
    """Circles, other schemes and nonsense end with a reason."""
    server.replies["/a"] = redirect(location)
    with pytest.raises(kind, match=problem):
        fetcher.fetch(server.url("/a"))


def test_endless_redirects_end(fetcher: Fetcher, server: Rogue) -> None:
    """Ten are enough."""
    server.replies |= {f"/{n}": redirect(f"/{n + 1}") for n in range(30)}
    with pytest.raises(BadAnswer, match="more than 10 redirects"):
        fetcher.fetch(server.url("/0"))
    assert len([path for path in server.asked() if path != "/robots.txt"]) == 11


@pytest.mark.parametrize(
    ("content_type", "body", "problem"),
    [
        ("image/png", b"\x89PNG", "a picture"),
        ("application/pdf", b"%PDF-1.5", "a PDF"),
        ("text/html", b"%PDF-1.5 x", "a PDF"),
        ("application/octet-stream", b"\x00\x01\x02" * 99, "binary"),
        ("video/mp4", b"", "a film"),
    ],
)
def test_what_is_no_page_is_refused(
    fetcher: Fetcher, server: Rogue, content_type: str, body: bytes, problem: str
) -> None:
    """By its type or by its bytes."""
    server.replies["/a"] = answer(body, content_type=content_type)
    with pytest.raises(NotAPage, match=problem) as caught:
        fetcher.fetch(server.url("/a"))
    assert caught.value.outcome == "refused"


def test_password_in_an_address_is_used_and_never_shown(fetcher: Fetcher, server: Rogue, other: Rogue) -> None:
    """It goes to the host it was typed for, and to no other; no message or page holds it."""
    server.replies |= {"/a": answer(PAGE), "/b": redirect(other.url("/a")), "/c": answer("no", "403 Forbidden")}
    other.replies["/a"] = answer(PAGE)
    address = server.url("/a").replace("http://", "http://desk:s3cret@")
    page = get(fetcher, address)
    assert server.requests[-1].headers["authorization"] == "Basic ZGVzazpzM2NyZXQ="
    assert page.url == page.final_url == server.url("/a")
    get(fetcher, address.replace("/a", "/b"))
    assert "authorization" not in other.requests[-1].headers
    with pytest.raises(Blocked) as caught:
        fetcher.fetch(address.replace("/a", "/c"))
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["", "courier", "ftp://courier.example/", "http://", "http://a b/", "file:///etc/passwd"]
)
def test_what_is_no_address_is_a_bad_url(fetcher: Fetcher, url: str) -> None:
    """Before anything is asked."""
    with pytest.raises(BadUrl):
        fetcher.fetch(url)


def test_connection_is_kept_for_the_next_page(fetcher: Fetcher, server: Rogue) -> None:
    """One connection serves robots.txt and all pages of a host."""
    server.replies |= {"/a": answer(PAGE), "/b": answer(PAGE)}
    get(fetcher, server.url("/a"))
    get(fetcher, server.url("/b"))
    assert server.connections == 1


def test_trouble_that_passes_is_tried_again(server: Rogue, slept: Slept) -> None:
    """503 with Retry-After, then the page; the pause is the server's, with a little chance in it."""
    replies = iter([answer("", "503 Service Unavailable", retry_after="7"), answer(PAGE)])
    server.replies["/a"] = lambda talk: talk.send(next(replies))
    settings = replace(HURRIED, limits=replace(HURRIED.limits, max_retries=2, deadline_s=60))
    with Fetcher(settings, clock=slept.clock()) as fetcher:
        assert get(fetcher, server.url("/a")).content == PAGE
    assert slept.pauses[0] == 7.5


def test_retries_end_with_the_last_reason(server: Rogue, slept: Slept) -> None:
    """Two more tries, with growing pauses, and no more."""
    server.replies["/a"] = answer("", "502 Bad Gateway")
    settings = replace(HURRIED, limits=replace(HURRIED.limits, max_retries=2, deadline_s=60))
    with Fetcher(settings, clock=slept.clock()) as fetcher, pytest.raises(ServerTrouble, match="502"):
        fetcher.fetch(server.url("/a"))
    assert server.asked().count("/a") == 3
    assert slept.pauses == [0.75, 1.5]


def test_retry_that_would_pass_the_deadline_is_not_made(server: Rogue, slept: Slept) -> None:
    """A long Retry-After is remembered for the host instead of waited for."""
    server.replies["/a"] = answer("", "429 Too Many Requests", retry_after="3600")
    settings = replace(HURRIED, limits=replace(HURRIED.limits, max_retries=2, deadline_s=60))
    with Fetcher(settings, clock=slept.clock()) as fetcher:
        with pytest.raises(Blocked) as caught:
            fetcher.fetch(server.url("/a"))
        assert caught.value.retry_after_s == 3600
        with pytest.raises(FetchError, match="wants to be left alone for another 60 min"):
            fetcher.fetch(server.url("/b"))
        remembered = fetcher.remembered()
    assert slept.pauses == []
    assert "/b" not in server.asked()
    with Fetcher(settings, clock=slept.clock(), hosts={host.name: host for host in remembered}) as later:
        with pytest.raises(FetchError, match="left alone"):
            later.fetch(server.url("/b"))
        slept.at += 3601
        with pytest.raises(Gone):
            later.fetch(server.url("/b"))


class _Site(httpx.BaseTransport):
    """Servers of any scheme and name, played: replies by address, the last one of several for ever."""

    def __init__(self, replies: dict[str, list[httpx.Response]]) -> None:
        self._replies = replies
        self.requests: list[tuple[str, str | None]] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append((str(request.url), request.headers.get("authorization")))
        replies = self._replies.get(str(request.url), [httpx.Response(404)])
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        return httpx.Response(reply.status_code, headers=reply.headers, stream=httpx.ByteStream(PAGE))

    def authorized(self) -> list[str]:
        """The addresses that were asked for with the password."""
        return [url for url, authorization in self.requests if authorization]


def moved_to(url: str) -> list[httpx.Response]:
    return [httpx.Response(302, headers={"location": url})]


@pytest.mark.parametrize(
    "target",
    [
        "http://courier.example/b",
        "https://courier.example:8443/b",
        "https://www.courier.example/b",
        "https://harbour.example/b",
        "//harbour.example/b",
        "https://desk:s3cret@harbour.example/b",
    ],
)
def test_password_stays_within_its_origin(target: str) -> None:
    """Scheme, host and port: in clear, at another port, or at another name it is not sent."""
    site = _Site({"https://courier.example/a": moved_to(target)})
    site._replies |= {"http://courier.example/b": moved_to("https://courier.example/c")}
    with Fetcher(HURRIED, transport=site) as fetcher, suppress(FetchError):
        fetcher.fetch("https://desk:s3cret@courier.example/a")
    assert len(site.requests) >= 4
    assert site.authorized() == ["https://courier.example/a"]


def test_password_is_used_again_when_the_address_is_tried_again(slept: Slept) -> None:
    """What a redirect took away is there again at the beginning."""
    site = _Site({"https://courier.example/a": moved_to("https://harbour.example/b")})
    site._replies["https://harbour.example/b"] = [httpx.Response(503), httpx.Response(200)]
    settings = replace(HURRIED, limits=replace(HURRIED.limits, max_retries=1, deadline_s=60))
    with Fetcher(settings, clock=slept.clock(), transport=site) as fetcher:
        fetcher.fetch("https://desk:s3cret@courier.example/a")
    assert site.authorized() == ["https://courier.example/a"] * 2


def test_rules_of_http_are_not_those_of_https(slept: Slept) -> None:
    """Each has a robots.txt of its own, also in the next run."""
    rules = {"https": "User-agent: *\nDisallow: /a", "http": "User-agent: *\nAllow: /"}

    class Two(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            is_rules = request.url.path == "/robots.txt"
            content = rules[request.url.scheme].encode() if is_rules else PAGE
            return httpx.Response(200, stream=httpx.ByteStream(content))

    with Fetcher(HURRIED, clock=slept.clock(), transport=Two()) as fetcher:
        fetcher.fetch("http://courier.example/a")
        remembered = {host.name: host for host in fetcher.remembered()}
    with Fetcher(HURRIED, clock=slept.clock(), transport=Two(), hosts=remembered) as later:
        with pytest.raises(RobotsRefused):
            later.fetch("https://courier.example/a")
        later.fetch("http://courier.example/a")
