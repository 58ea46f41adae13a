"""What the captures of a collection are: pages at their own times, whatever form the crawler wrote them in."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import brotli
import pytest

from newsgrab import zstd
from newsgrab.errors import BadAnswer, Blocked, FetchError, Gone, NotAPage, TooLarge, UnreadablePage
from newsgrab.page import NotModified, Origin, Page, SavedRecord
from newsgrab.warc.captures import Capture, Other, Revisit, Software, captures
from newsgrab.warc.choice import Choice
from newsgrab.warc.collections import is_collection, parts
from newsgrab.warc.payload import load_record
from newsgrab.warc.window import Window
from tests.warc.samples import (
    HTML,
    MONDAY,
    SITE,
    arc_file_header,
    arc_record,
    article,
    http,
    packed,
    record,
    response,
    sha1,
    wacz,
    warcinfo,
)

TUESDAY = MONDAY + timedelta(days=1)


def read(path: Path, content: bytes, choice: Choice | None = None) -> list[Capture | Page]:
    """Every capture in a file of that content, pages with their bytes."""
    path.write_bytes(content)
    found: list[Capture | Page] = []
    for part in parts(str(path)):
        for _, capture in captures(part, choice or Choice()):
            try:
                found.append(load_record(capture) if isinstance(capture, SavedRecord) else capture)
            except FetchError as error:
                found.append(error)
    return found


def pages(found: list[Capture | Page]) -> list[Page]:
    """Those that are pages."""
    return [each for each in found if isinstance(each, Page)]


THREE = [warcinfo(), *(response(number, at=MONDAY + timedelta(hours=number)) for number in (1, 2, 3))]
FORMS = {
    "gz": packed(THREE, "gz"),
    "plain": packed(THREE, "plain"),
    "zst": packed(THREE, "zst"),
    "one gz stream": packed(THREE, "onegz"),
    "wacz": wacz({"a.warc.gz": packed(THREE[:2], "gz"), "b.warc.gz": packed(THREE[2:], "gz")}),
    "deflated wacz": wacz({"a.warc": packed(THREE, "plain")}, deflated=True),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_pages(tmp_path: Path, form: str) -> None:
    """The address, the time of the capture, the bytes; the file's name does not matter."""
    found = pages(read(tmp_path / "crawl", FORMS[form]))
    assert is_collection(str(tmp_path / "crawl"))
    assert [(page.url, page.content, page.seen_at, page.status, page.origin) for page in found] == [
        (f"{SITE}/{number}", article(number), MONDAY + timedelta(hours=number), 200, Origin.WARC)
        for number in (1, 2, 3)
    ]
    assert not any(page.incomplete for page in found)


@pytest.mark.parametrize("packing", ["plain", "gz"])
def test_arc_is_read(tmp_path: Path, packing: str) -> None:
    """The older form, packed or not."""
    records = [arc_file_header(), *(arc_record(f"{SITE}/{number}", http(article(number))) for number in (1, 2))]
    found = read(tmp_path / "old.arc", packed(records, packing))
    assert [(page.url, page.content) for page in pages(found)] == [
        (f"{SITE}/{number}", article(number)) for number in (1, 2)
    ]
    assert pages(found)[0].seen_at == datetime(2007, 3, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "content",
    [b"<html>WARC/1.0</html>", b"", b"WARC", gzip.compress(b"<html>", mtime=0), b"PK\x03\x04x"],
    ids=["page", "empty", "one word", "packed page", "broken zip"],
)
def test_what_is_no_collection_is_told_by_its_content(tmp_path: Path, content: bytes) -> None:
    """Also if it is called one."""
    (tmp_path / "crawl.warc.gz").write_bytes(content)
    assert not is_collection(str(tmp_path / "crawl.warc.gz"))


CHUNKED = {**HTML, "Transfer-Encoding": "chunked"}
BODY = article(1)
BODIES = {
    "chunked": (CHUNKED, b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (BODY[:100], BODY[100:])) + b"0\r\n\r\n"),
    "chunked, joined already": (CHUNKED, BODY),
    "gzip": ({**HTML, "Content-Encoding": "gzip"}, gzip.compress(BODY)),
    "br": ({**HTML, "Content-Encoding": "br"}, brotli.compress(BODY)),
    "zstd": ({**HTML, "Content-Encoding": "zstd"}, zstd.compress(BODY)),
    "two encodings": ({**HTML, "Content-Encoding": "gzip, br"}, brotli.compress(gzip.compress(BODY))),
    "gzip, unpacked already": ({**HTML, "Content-Encoding": "gzip"}, BODY),
    "br, unpacked already": ({**HTML, "Content-Encoding": "br"}, BODY),
    "gzip that is not told": (HTML, gzip.compress(BODY)),
    "zstd that is not told": (HTML, zstd.compress(BODY)),
    "no type": ({}, BODY),
    "chunked and gzip": (
        {**CHUNKED, "Content-Encoding": "gzip"},
        b"%x;ext=1\r\n%s\r\n0\r\n\r\n" % (len(gzip.compress(BODY, mtime=0)), gzip.compress(BODY, mtime=0)),
    ),
}


@pytest.mark.parametrize("form", BODIES)
def test_bodies_are_unpacked_by_what_they_are(tmp_path: Path, form: str) -> None:
    """Crawlers leave the headers as they came, whatever they did to the body."""
    headers, body = BODIES[form]
    (page,) = pages(read(tmp_path / "x", record("response", f"{SITE}/1", http(body, headers=headers))))
    assert page.content == BODY
    assert not page.incomplete


def test_the_head_may_be_odd(tmp_path: Path) -> None:
    """No status, no headers, bare line feeds, folded lines."""
    blocks = [
        BODY,
        b"HTTP/1.1 nonsense\r\nContent-Type: text/html\r\n\r\n" + BODY,
        b"HTTP/1.0 200\nContent-Type: text/html\nX-Long: a\n b\n\n" + BODY,
    ]
    content = b"".join(record("response", f"{SITE}/{number}", block) for number, block in enumerate(blocks))
    found = pages(read(tmp_path / "x", content))
    assert [page.content for page in found] == [BODY] * 3
    assert [page.status for page in found] == [None, None, 200]
    assert found[2].header("x-long") == "a b"


def test_a_malformed_date_falls_back_to_the_servers_own(tmp_path: Path) -> None:
    """Without any date the record is told, and the next one is read."""
    dated = http(BODY, headers={**HTML, "Date": "Mon, 03 Mar 2025 14:02:00 GMT"})
    content = record("response", f"{SITE}/1", dated, at="2025-03-65T08:43:19-0800") + response(2, at="soon")
    first, second, third = read(tmp_path / "x", content + response(3))
    assert isinstance(first, Page)
    assert first.seen_at == MONDAY
    assert isinstance(second, UnreadablePage)
    assert "has no date that can be read" in str(second)
    assert isinstance(third, Page)


def answer(status: str, headers: dict[str, str] | None = None, url: str = "/1", body: bytes = b"<p>no") -> bytes:
    """A record of another answer than a page."""
    return record("response", SITE + url, http(body, status, HTML if headers is None else headers))


@pytest.mark.parametrize(
    ("status", "kind"),
    [("404 Not Found", Gone), ("410 Gone", Gone), ("403 Forbidden", Blocked), ("500 Oh", FetchError)],
)
def test_other_answers_mean_what_they_mean_live(tmp_path: Path, status: str, kind: type[FetchError]) -> None:
    """They are errors of their time, with the page that came."""
    (error,) = read(tmp_path / "x", answer(status))
    assert isinstance(error, kind)
    assert error.seen_at == MONDAY
    assert error.page is not None
    assert (error.page.content, error.page.origin) == (b"<p>no", Origin.WARC)


def test_a_redirect_and_its_page_are_one_look(tmp_path: Path) -> None:
    """Over several hops; it is permanent if all of them are."""
    content = answer("301 Moved", {"Location": "/b"}, "/a") + answer("308 Moved", {"Location": SITE + "/1"}, "/b")
    content += response(1) + answer("302 Found", {"Location": "/2"}, "/c") + response(2) + response(1, at=TUESDAY)
    found = pages(read(tmp_path / "x", content))
    assert [(page.url, page.final_url, page.permanent, page.seen_at) for page in found] == [
        (f"{SITE}/a", f"{SITE}/1", True, MONDAY),
        (f"{SITE}/c", f"{SITE}/2", False, MONDAY),
        (f"{SITE}/1", f"{SITE}/1", False, TUESDAY),
    ]


def test_other_records_are_counted_or_passed_over(tmp_path: Path) -> None:
    """Pictures, scripts, other schemes; requests and metadata are nothing at all."""
    png = http(b"\x89PNG\r\n", headers={"Content-Type": "image/png"})
    content = warcinfo("wget/1.21") + record("request", f"{SITE}/1", b"GET / HTTP/1.1\r\n\r\n")
    content += record("response", f"{SITE}/p.png", png) + record("response", "dns:courier.example", b"20250303")
    content += answer("301 Moved", {"Location": "/elsewhere"}) + record("metadata", f"{SITE}/1", b"via: x")
    assert read(tmp_path / "x", content) == [Software("wget/1.21"), Other(), Other()]


def test_a_picture_that_says_html_is_no_page(tmp_path: Path) -> None:
    """The bytes tell."""
    (error,) = read(tmp_path / "x", record("response", f"{SITE}/1", http(b"\x89PNG\r\n\x1a\n" + bytes(99))))
    assert isinstance(error, NotAPage)


def test_a_resource_is_a_page_without_headers(tmp_path: Path) -> None:
    """As tools write them that save what a browser shows."""
    content = record("resource", f"{SITE}/1", BODY, fields={"Content-Type": "text/html"})
    content += record("resource", f"{SITE}/2", b"%PDF-1.7", fields={"Content-Type": "application/pdf"})
    page, other = read(tmp_path / "x", content)
    assert isinstance(page, Page)
    assert (page.content, page.status, page.headers) == (BODY, None, ())
    assert other == Other()


def revisit(url: str, profile: str, fields: dict[str, str], block: bytes | None = None) -> bytes:
    """A record of TUESDAY that says: the same as before."""
    named = {"WARC-Profile": f"http://netpreserve.org/warc/1.1/revisit/{profile}", **fields}
    return record("revisit", url, http(b"") if block is None else block, at=TUESDAY, fields=named)


def test_a_revisit_is_a_look_at_the_same_bytes(tmp_path: Path) -> None:
    """By the digest of its payload, also at another address; or by address and date."""
    digest = {"WARC-Payload-Digest": sha1(BODY)}
    named = {"WARC-Refers-To-Target-URI": f"{SITE}/1", "WARC-Refers-To-Date": MONDAY.strftime("%Y-%m-%dT%H:%M:%SZ")}
    content = response(1) + revisit(f"{SITE}/1", "identical-payload-digest", digest)
    content += revisit(f"{SITE}/other", "identical-payload-digest", digest, b"")
    content += revisit(f"{SITE}/1", "identical-payload-digest", named)
    found = pages(read(tmp_path / "x", packed([content], "plain")))
    assert [(page.url, page.seen_at, page.content) for page in found] == [
        (f"{SITE}/1", MONDAY, BODY),
        (f"{SITE}/1", TUESDAY, BODY),
        (f"{SITE}/other", TUESDAY, BODY),
        (f"{SITE}/1", TUESDAY, BODY),
    ]


def test_a_revisit_of_what_is_not_there_names_it(tmp_path: Path) -> None:
    """The archive may have it."""
    named = {"WARC-Refers-To-Target-URI": f"{SITE}/1", "WARC-Refers-To-Date": "2025-03-03T14:02:00Z"}
    (found,) = read(tmp_path / "x", revisit(f"{SITE}/1", "identical-payload-digest", named))
    assert isinstance(found, Revisit)
    assert (found.of_url, found.of_at, found.seen_at) == (f"{SITE}/1", MONDAY, TUESDAY)


def test_not_modified_is_the_servers_word(tmp_path: Path) -> None:
    """As a revisit of that profile, or as an answer of 304."""
    content = revisit(f"{SITE}/1", "server-not-modified", {}, http(b"", "304 Not Modified", {"ETag": '"a"'}))
    first, second = read(tmp_path / "x", content + answer("304 Not Modified", {}))
    assert isinstance(first, NotModified)
    assert (first.url, first.seen_at, first.headers, first.origin) == (
        f"{SITE}/1",
        TUESDAY,
        (("etag", '"a"'),),
        Origin.WARC,
    )
    assert isinstance(second, NotModified)


def test_a_body_that_lacks_its_end_is_incomplete(tmp_path: Path) -> None:
    """By the crawler's word, by its chunks, by its encoding, by its digest."""
    short = b"%x\r\n%s" % (len(BODY), BODY[:-40])
    content = record("response", f"{SITE}/1", http(BODY[:-40]), fields={"WARC-Truncated": "length"})
    content += record("response", f"{SITE}/2", http(short, headers=CHUNKED))
    content += record("response", f"{SITE}/3", http(gzip.compress(BODY)[:-60], headers=BODIES["gzip"][0]))
    content += record("response", f"{SITE}/4", http(BODY), fields={"WARC-Block-Digest": sha1(b"other bytes")})
    assert [page.incomplete for page in pages(read(tmp_path / "x", content))] == [True] * 4


def test_bombs_are_refused_while_they_are_unpacked(tmp_path: Path) -> None:
    """By size, by ratio, by the number of encodings."""
    large = record("response", f"{SITE}/1", http(b"<html>" + b"x" * (21 << 20)))
    ratio = gzip.compress(gzip.compress(bytes(30 << 20)))
    content = packed([large, record("response", f"{SITE}/2", http(ratio, headers=BODIES["gzip"][0]))], "gz")
    content += packed([answer("200 OK", {**HTML, "Content-Encoding": "br, br, br"}), response(4)], "gz")
    one, two, three, page = read(tmp_path / "x", content)
    assert isinstance(one, TooLarge)
    assert isinstance(two, TooLarge | NotAPage)
    assert isinstance(three, BadAnswer)
    assert isinstance(page, Page)


def test_a_record_that_is_too_long_is_refused_in_a_stream_too(tmp_path: Path) -> None:
    """Its beginning is no page, whatever it says."""
    large = record("response", f"{SITE}/1", http(BODY + b" " * (21 << 20)))
    one, page = read(tmp_path / "x", packed([large, response(4)], "onegz"))
    assert isinstance(one, TooLarge)
    assert isinstance(page, Page)


def test_captures_are_chosen_by_site_and_time(tmp_path: Path) -> None:
    """A sub-site belongs to its site; the end of the time is not in it."""
    urls = [f"{SITE}/1", "https://m.courier.example/2", "https://other.example/3"]
    content = b"".join(
        record("response", url, http(BODY), at=at) for url in urls for at in (MONDAY, TUESDAY, TUESDAY + timedelta(1))
    )
    choice = Choice(("courier.example",), MONDAY + timedelta(hours=1), TUESDAY + timedelta(days=1))
    assert [(page.url, page.seen_at) for page in pages(read(tmp_path / "x", content, choice))] == [
        (urls[0], TUESDAY),
        (urls[1], TUESDAY),
    ]


def test_a_file_that_cannot_be_opened_needs_no_closing(tmp_path: Path) -> None:
    """Python closes what it collects, also what was never opened, and tells of a trouble with that."""
    window = Window.__new__(Window)
    with pytest.raises(FileNotFoundError):
        window.__init__(str(tmp_path / "missing"))  # type: ignore[misc]
    window.close()
    assert window.closed
