"""An archive, readers, and a web archive that is asked under a clock that makes nobody wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgrab.archive import Archive
from newsgrab.errors import NewsgrabError
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.fetch.limits import FetchSettings, Limits, RateLimits
from newsgrab.importing.backfill import BackfillOptions, backfill
from newsgrab.source.captures import Span
from newsgrab.source.web_archive import WebArchive
from newsgrab.visit import RecordResult
from newsgrab.workers.tasks import captures_of
from tests.fetch.conftest import Slept
from tests.readers import shared_readers
from tests.web_archives import FakeWayback

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SETTINGS = FetchSettings(
    limits=Limits(read_timeout_s=5.0, connect_s=5.0, max_retries=1), rate_limits=RateLimits(delay_s=0.0), workers=1
)
Came = list[RecordResult | NewsgrabError]


@pytest.fixture
def slept() -> Slept:
    """A clock that stands still but for its sleeps."""
    return Slept()


@pytest.fixture
def wayback(slept: Slept) -> Iterator[FakeWayback]:
    """A web archive without captures."""
    with FakeWayback(clock=lambda: slept.at) as one:
        yield one


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with Archive(tmp_path / "kept", create=True) as kept:
        yield kept


@pytest.fixture
def fill(wayback: FakeWayback, slept: Slept) -> Callable[..., Came]:
    """Reads the past of addresses into an archive; ends after so many results, if that is told."""

    def filled(kept: Archive, *urls: str, span: Span | None = None, ends_after: int | None = None) -> Came:
        out: Came = []
        options = BackfillOptions(span or Span(), stop=lambda: len(out) == ends_after, now=lambda: NOW)
        with Fetcher(SETTINGS, clock=slept.clock()) as fetcher:
            web_archive = WebArchive(wayback.base, fetcher, captures_of)
            for came in backfill(urls, web_archive, kept, shared_readers(), options):
                out.append(came)
                if len(out) == ends_after:
                    break
        return out

    return filled
