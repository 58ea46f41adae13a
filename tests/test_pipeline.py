"""From addresses to the archive: fetched and read side by side, kept one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgrab.archive import Archive
from newsgrab.errors import BadUrl, RenderingFailed
from newsgrab.extraction import read
from newsgrab.fetch.browser.rendering import Renderer
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.fetch.host_scheduler import FetchRequest
from newsgrab.fetch.limits import FetchSettings
from newsgrab.outcomes import Outcome
from newsgrab.page import Origin, Page, Rendering
from newsgrab.pipeline import NOARCHIVE, fetch_settings, keep_look, visit_all
from newsgrab.settings import Settings
from newsgrab.visit import RecordResult
from newsgrab.workers.reader_pool import LEAST_READING_S, reading_time_s
from tests.fetch.conftest import HURRIED
from tests.readers import shared_readers
from tests.servers import Rogue, answer

TEXT = "<p>" + "The bridge over the river was opened today after three years of work. " * 8 + "</p>"


def html(title: str) -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{TEXT * 3}</article>"
    )


@pytest.fixture
def server() -> Iterator[Rogue]:
    with Rogue() as rogue:
        yield rogue


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path, create=True) as opened:
        yield opened


def visited(archive: Archive, *asks: FetchRequest, respect_noarchive: bool = False) -> list[RecordResult]:
    with Fetcher(HURRIED) as fetcher:
        looks = visit_all(asks, fetcher, shared_readers())
        return [keep_look(archive, look, reread=read, respect_noarchive=respect_noarchive) for look in looks]


def test_pages_become_articles_and_the_rest_becomes_visits(archive: Archive, server: Rogue) -> None:
    """Each address leaves exactly one visit with its outcome."""
    server.replies |= {
        "/1": answer(html("The bridge is open")),
        "/2": answer("no", "403 Forbidden"),
        "/4": answer(b"%PDF-1.7", content_type="application/pdf"),
        "/5": answer(b"", "304 Not Modified", content_type="", content_length=""),
    }
    asks = [FetchRequest(server.url(f"/{n}")) for n in range(1, 5)] + [FetchRequest(server.url("/5"), etag='"x"')]
    kept = visited(archive, *asks)
    assert [one.outcome for one in kept] == [
        Outcome.NEW, Outcome.BLOCKED, Outcome.GONE, Outcome.REFUSED, Outcome.NOT_MODIFIED,
    ]  # fmt: skip
    assert kept[0].title == "The bridge is open"
    assert [one.url for one in kept] == [ask.url for ask in asks]


def test_wish_not_to_be_archived_is_recorded_and_kept_if_asked(archive: Archive, server: Rogue) -> None:
    """The header counts like the page's own meta; only the setting makes it a refusal."""
    server.replies |= {"/1": answer(html("The bridge is open"), x_robots_tag="newsgrab: noarchive")}
    refused = visited(archive, FetchRequest(server.url("/1")), respect_noarchive=True)
    assert [(one.outcome, one.reason) for one in refused] == [(Outcome.REFUSED, NOARCHIVE)]
    kept = visited(archive, FetchRequest(server.url("/1")))
    assert kept[0].outcome is Outcome.NEW
    visits = archive.history.visits(archive.resolve(server.url("/1")))
    assert visits[-1].noarchive


def stub(to: str) -> bytes:
    return answer(f'<!doctype html><title>One moment</title><meta http-equiv="refresh" content="0;url={to}">')


def test_page_that_sends_its_readers_on_is_followed(archive: Archive, server: Rogue) -> None:
    """Once, twice, and within the rules of the house it leads to; the article is kept under what was asked for."""
    server.replies |= {
        "/1": stub("/2?back=/1"), "/2?back=/1": stub("/3"), "/3": answer(html("The bridge is open")),
        "/robots.txt": answer("User-agent: *\nDisallow: /private", content_type="text/plain"),
        "/5": stub("/private"), "/6": stub("/nowhere"),
    }  # fmt: skip
    kept = visited(archive, *(FetchRequest(server.url(f"/{n}")) for n in (1, 5, 6)))
    assert [one.outcome for one in kept] == [Outcome.NEW, Outcome.REFUSED, Outcome.GONE]
    assert [one.url for one in kept][1:] == [server.url("/5"), server.url("/6")]
    visit = archive.history.visits(archive.resolve(server.url("/1")))[0]
    assert (visit.url, visit.final_url) == (server.url("/1"), server.url("/3"))


def test_pages_that_send_each_other_on_come_to_an_end(archive: Archive, server: Rogue) -> None:
    """What stands at the last of a few is what came of it."""
    server.replies |= {"/1": stub("/2"), "/2": stub("/1")}
    kept = visited(archive, FetchRequest(server.url("/1")))
    assert [one.outcome for one in kept] == [Outcome.NOT_AN_ARTICLE]
    assert server.asked().count("/1") + server.asked().count("/2") == 3


def test_what_is_no_address_is_raised(archive: Archive) -> None:
    """There is nothing to keep a visit under."""
    with pytest.raises(BadUrl):
        visited(archive, FetchRequest("nonsense"))


@pytest.mark.parametrize(("elapsed_ms", "left_s"), [(None, 60.0), (10_000, 50.0), (59_000, LEAST_READING_S)])
def test_reading_gets_what_is_left_of_the_deadline(elapsed_ms: int | None, left_s: float) -> None:
    """And never so little that the page of a slow server could not be read."""
    page = Page(b"", datetime(2026, 3, 2, tzinfo=UTC), Origin.HTTP, elapsed_ms=elapsed_ms)
    assert reading_time_s(page, 60.0) == left_s


def test_settings_mean_what_they_say() -> None:
    """Contact, pause, workers, deadline."""
    chosen = fetch_settings(
        Settings(contact="desk@courier.example", delay=2.5, workers=3, timeout=9, ignore_robots=True)
    )
    assert chosen.user_agent.startswith("newsgrab/")
    assert "desk@courier.example" in chosen.user_agent
    assert (chosen.rate_limits.delay_s, chosen.workers, chosen.limits.deadline_s, chosen.ignore_robots) == (
        2.5,
        3,
        9,
        True,
    )
    assert fetch_settings(replace(Settings(), user_agent="desk/1")).user_agent == "desk/1"


class Program(Renderer):
    """A browser that fills every page with an article, or cannot."""

    def __init__(self, text: str) -> None:
        """`text` is what it writes; "" if it fails."""
        super().__init__(FetchSettings(), lambda _url: None)
        self.text = text
        self.seen: list[str | None] = []

    def render(self, page: Page) -> Page | None:
        """The page with the text."""
        self.seen.append(page.url)
        if not self.text:
            raise RenderingFailed(page.url or "", "the browser ended")
        return replace(page, content=self.text.encode(), rendering=Rendering(page.content, "Chromium"))


EMPTY = "<html><head><title>The old bridge opens</title><script src=a></script></head><body><script></script></body>"


def test_a_page_that_prints_nothing_is_read_as_a_browser_fills_it(archive: Archive, server: Rogue) -> None:
    """Only such a page is opened; its look says so; what the browser cannot do leaves the look as it was."""
    server.replies |= {"/empty": answer(EMPTY), "/printed": answer(html("The new bridge opens"))}
    program = Program(html("The old bridge opens"))
    readers = shared_readers()
    with Fetcher(HURRIED, renderer=program) as fetcher:
        asks = [FetchRequest(server.url(path)) for path in ("/empty", "/printed")]
        kept = [keep_look(archive, look, reread=readers.reread) for look in visit_all(asks, fetcher, readers)]
        assert {one.outcome for one in kept} == {Outcome.NEW}
        assert program.seen == [server.url("/empty")]
        visits = archive.history.visits(archive.resolve(server.url("/empty")))
        assert [visit.rendered for visit in visits] == ["Chromium"]
        program.text = ""
        (look,) = visit_all(asks[:1], fetcher, readers)
        assert keep_look(archive, look, reread=readers.reread).reason.endswith("; the browser ended")
