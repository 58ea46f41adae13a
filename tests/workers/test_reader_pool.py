"""Reading in processes that can be ended."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsgrab.archive.keep.prepared import PreparedPage
from newsgrab.errors import ReadingFailed, UnreadablePage
from newsgrab.extraction_result import Verdict
from newsgrab.page import Origin, Page, SavedFile, Subject
from newsgrab.workers.reader_pool import ReaderPool
from newsgrab.workers.source_reader import source_reader
from newsgrab.workers.tasks import prepare
from tests.processes import ended

if TYPE_CHECKING:
    from newsgrab.workers.tasks import Prepared

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEXT = "<p>" + "The bridge over the river was opened today after three years of work. " * 6 + "</p>"


def page(number: int = 1, content: str | None = None) -> Page:
    html = (
        content
        or f"<!doctype html><html><title>Bridge {number}</title><body><article><h1>Bridge {number}</h1>{TEXT * 3}"
    )
    url = f"https://courier.example/{number}"
    return Page(html.encode(), MONDAY, Origin.HTTP, url, url, 200)


def test_readings_come_in_the_order_of_their_pages() -> None:
    """From several processes, each with its article."""
    with ReaderPool(2) as readers:
        results = list(readers.read_all(page(number) for number in range(12)))
    assert [read.url for read, _ in results] == [f"https://courier.example/{number}" for number in range(12)]
    for number, (_, ready) in enumerate(results):
        assert isinstance(ready, PreparedPage)
        reading = ready.reading
        assert reading.verdict is Verdict.ARTICLE
        assert reading.article is not None
        assert reading.article.title == f"Bridge {number}"
        assert reading.article.sources


def greedy(_page: Page) -> int:
    """A task that wants more memory than any page is worth."""
    return len(bytearray(3 << 30))


def test_page_that_wants_too_much_memory_is_given_up_and_the_next_is_read() -> None:
    """The machine is not a page's to fill."""
    with ReaderPool(1) as readers:
        with pytest.raises(ReadingFailed, match="wants more memory than a page gets"):
            readers.run(greedy, page(1))
        assert readers.read(page(2)).reading.article is not None


def pid_of(_page: Page) -> int:
    return os.getpid()


def test_sources_are_read_in_the_processes_too() -> None:
    """A feed, a sitemap and a section page, each with an end: this process only waits."""
    items = "".join(f"<item><title>Bridge {n}</title><link>/{n}</link></item>" for n in range(3))
    url = "https://courier.example/feed"
    feed = Page(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), MONDAY, Origin.HTTP, url, url, 200)
    sitemap = replace(feed, content=b"<urlset><url><loc>https://courier.example/1</loc></url></urlset>")
    with ReaderPool(1) as readers:
        assert readers.run(pid_of, feed) != os.getpid()
        reader = source_reader(readers, 60)
        found = reader.feed(feed)
        listed = reader.sitemap(sitemap)
        assert found is not None
        assert listed is not None
        assert [link.url for link in found.links] == [f"https://courier.example/{n}" for n in range(3)]
        assert [link.url for link in listed.links] == ["https://courier.example/1"]
        assert reader.links(page(1)).title == "Bridge 1"


def test_source_that_takes_too_long_is_given_up() -> None:
    """A feed of half a million items."""
    url = "https://courier.example/feed"
    feed = Page(b"<rss version='2.0'>" + b"<item><b>&amp;</b></item>" * 500_000, MONDAY, Origin.HTTP, url, url, 200)
    with ReaderPool(1, deadline_s=0.05) as readers, pytest.raises(ReadingFailed, match=r"after 0\.05 s"):
        source_reader(readers, 60).feed(feed)


def stubborn(page: Subject) -> Prepared:
    """A reader that never comes to an end with page 2, breaks off at page 4, and reads the others."""
    if page.url == "https://courier.example/2":
        time.sleep(20)
    if page.url == "https://courier.example/4":
        raise LookupError("no such thing")
    if page.url == "https://courier.example/5":
        os.kill(os.getpid(), signal.SIGKILL)
    return prepare(page)


def test_page_that_blocks_the_parser_is_given_up_and_the_next_is_read() -> None:
    """The deadline ends it; what comes after is unharmed."""
    with ReaderPool(1, deadline_s=3.0, reader=stubborn) as readers:
        readers.read(page(1))
        with pytest.raises(ReadingFailed, match=r"https://courier\.example/2: given up: .* after 3 s"):
            readers.read(page(2))
        assert readers.read(page(3)).reading.article is not None


def test_page_can_be_given_less_time() -> None:
    """As much as its address has left."""
    with ReaderPool(1, reader=stubborn) as readers:
        readers.read(page(1))
        with pytest.raises(ReadingFailed, match=r"not done with it after 0\.2 s"):
            readers.read(page(2), within_s=0.2)


def deep(page: Subject) -> PreparedPage:
    """A reader that runs out of stack."""
    return deep(page)


def test_page_that_is_nested_too_deep_is_told_in_words() -> None:
    """No name of ours for it reaches the user."""
    with ReaderPool(1, reader=deep) as readers, pytest.raises(ReadingFailed) as caught:
        readers.read(page(1))
    assert caught.value.reason == "given up: its elements are nested too deep"


def test_reader_that_breaks_off_costs_one_page() -> None:
    """The reason is in the message, the traceback is kept for a report."""
    with ReaderPool(1, reader=stubborn) as readers:
        with pytest.raises(ReadingFailed, match=r"broke off \(LookupError: 'no such thing'\)|no such thing") as caught:
            readers.read(page(4))
        assert "Traceback" in caught.value.detail
        assert readers.read(page(6)).reading.article is not None


def test_process_that_dies_is_replaced() -> None:
    """A crash costs one page."""
    with ReaderPool(1) as readers:
        readers.read(page(1))
        (process,) = readers._started
        os.kill(process.child.pid or 0, signal.SIGKILL)
        with pytest.raises(ReadingFailed, match="crashed"):
            readers.read(page(2))
        assert readers.read(page(3)).reading.article is not None


def test_long_list_comes_back_in_order_whatever_single_pages_do(tmp_path: Path) -> None:
    """One that hangs, one that breaks off, one that crashes, one that is not there: each costs itself alone."""
    saved = []
    for number in range(1, 30):
        path = tmp_path / f"{number}.html"
        if number != 9:
            path.write_bytes(page(number).content)
        saved.append(SavedFile(str(path), MONDAY, f"https://courier.example/{number}"))
    with ReaderPool(2, deadline_s=2.0, reader=stubborn) as readers:
        results = list(readers.read_all(saved))
    assert [read for read, _ in results] == saved
    failed = {number: came for number, (_, came) in enumerate(results, start=1) if not isinstance(came, PreparedPage)}
    assert {number: type(came) for number, came in failed.items()} == {
        2: ReadingFailed, 4: ReadingFailed, 5: ReadingFailed, 9: UnreadablePage,
    }  # fmt: skip
    assert "crashed" in str(failed[5])
    assert "no such file" in str(failed[9])


def test_looks_at_files_are_in_the_order_in_which_they_were_named(tmp_path: Path) -> None:
    """The time of a look is when the file was named, whenever a process comes to it."""
    saved = []
    for number in range(1, 6):
        path = tmp_path / f"{number}.html"
        path.write_bytes(page(number).content)
        saved.append(SavedFile(str(path), MONDAY + timedelta(seconds=number), f"https://courier.example/{number}"))
    with ReaderPool(2) as readers:
        prepared = [came for _, came in readers.read_all(saved) if isinstance(came, PreparedPage)]
    assert [each.page.seen_at for each in prepared] == [each.seen_at for each in saved]


def test_page_can_be_read_between_two_of_a_long_list(tmp_path: Path) -> None:
    """What an archived page says by today's rules is asked for while the list is read."""
    path = tmp_path / "page.html"
    path.write_bytes(page().content)
    with ReaderPool(1) as readers:
        titles = []
        for _ in readers.read_all([SavedFile(str(path), MONDAY, page().url)] * 3):
            article = readers.reread(page(7)).article
            titles.append(article.title if article else "")
    assert titles == ["Bridge 7"] * 3


def test_nothing_is_started_for_nothing() -> None:
    """No page, no process; no process is left afterwards."""
    with ReaderPool(2) as readers:
        assert not readers._started
        readers.read(page(1))
        pids = [process.child.pid for process in readers._started]
    for pid in pids:
        assert pid is not None
        assert ended(pid)
