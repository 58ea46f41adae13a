"""Visiting addresses: each fetched and read side by side, then kept by the one writer.

Workers fetch and read; only the caller's own thread touches the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsgrab.errors import BadUrl, FetchError, ReadingFailed
from newsgrab.page import NotModified, Page
from newsgrab.reading import Reading
from newsgrab.visit import Kept, Outcome

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.fetch.http import Fetcher
    from newsgrab.fetch.limits import FetchSettings
    from newsgrab.fetch.pool import Ask
    from newsgrab.readers import Readers
    from newsgrab.settings import Settings

NOARCHIVE = "the page asks not to be archived (noarchive)"


@dataclass(frozen=True, slots=True)
class Look:
    """One address after its visit: a page and what it says, or `problem`, the reason why there is none."""

    ask: Ask
    page: Page | NotModified | None = None
    reading: Reading | None = None
    problem: FetchError | ReadingFailed | BadUrl | None = None


def fetch_settings(settings: Settings) -> FetchSettings:
    """What the user's settings mean for fetching."""
    from newsgrab.fetch.limits import FetchSettings, Limits, Pace, identity

    return FetchSettings(
        user_agent=settings.user_agent or identity(settings.contact),
        limits=Limits(deadline_s=settings.timeout),
        pace=Pace(delay_s=settings.delay),
        workers=settings.workers,
        ignore_robots=settings.ignore_robots,
        allow_private=settings.allow_private,
    )


def visit_all(
    asks: Iterable[Ask], fetcher: Fetcher, readers: Readers, *, stop: Callable[[], bool] = bool
) -> Iterator[Look]:
    """Each address with what was found there, in the order of arrival; hosts are visited side by side.

    Once `stop` says True no further address is begun.
    """
    from newsgrab.fetch.pool import in_parallel

    for _, look in in_parallel(asks, lambda ask: _visit(ask, fetcher, readers), fetcher, stop=stop):
        yield look


def keep_look(
    archive: Archive, look: Look, *, reread: Callable[[Page], Reading], respect_noarchive: bool = False
) -> Kept:
    """Keep what came of one visit. Raises BadUrl for what is no address: of that there is nothing to keep."""
    page, problem = look.page, look.problem
    if isinstance(problem, BadUrl):
        raise problem
    if isinstance(problem, FetchError):
        return archive.record_error(problem)
    if isinstance(page, NotModified):
        return archive.record_other(page.url, Outcome.NOT_MODIFIED, "", at=page.seen_at)
    if page is None or look.reading is None:
        reason = problem.reason if problem else "nothing was read"
        at = page.seen_at if page else datetime.now(UTC)
        return archive.record_other(look.ask.url, Outcome.FAILED, reason, at=at, page=page)
    if look.reading.noarchive and respect_noarchive:
        return archive.record_other(page.url or look.ask.url, Outcome.REFUSED, NOARCHIVE, at=page.seen_at)
    return archive.record(page, look.reading, reread=reread)


def _visit(ask: Ask, fetcher: Fetcher, readers: Readers) -> Look:
    from newsgrab.fetch.pool import fetch_one
    from newsgrab.fetch.robots import forbids_archiving

    came = fetch_one(fetcher, ask)
    if isinstance(came, FetchError | BadUrl):
        return Look(ask, problem=came)
    if isinstance(came, NotModified):
        return Look(ask, came)
    try:
        reading = readers.read(came)
    except ReadingFailed as error:
        return Look(ask, came, problem=error.with_traceback(None))
    if forbids_archiving(came.headers, fetcher.token):
        reading = replace(reading, noarchive=True)
    return Look(ask, came, reading)
