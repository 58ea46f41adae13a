"""The whole way of a page: had, read, kept. Start reading here.

Data goes one way: source → fetch → extraction → archive. Addresses are fetched and read side by side, saved pages read
side by side; only the caller's own thread touches the archive, one transaction a look.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsgrab.errors import (
    BadUrl,
    BadUsage,
    FetchError,
    NewsgrabError,
    NoAddress,
    ReadingFailed,
    RenderingFailed,
    UnreadablePage,
)
from newsgrab.log import log_decision
from newsgrab.outcomes import Outcome
from newsgrab.page import NotModified, Origin, Page, Subject
from newsgrab.visit import RecordResult

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.archive.keep.prepared import PreparedPage
    from newsgrab.extraction_result import ExtractionResult
    from newsgrab.fetch.browser.chromium import Manner
    from newsgrab.fetch.browser.rendering import Renderer
    from newsgrab.fetch.fetcher import Fetcher
    from newsgrab.fetch.host_scheduler import Fetched, FetchRequest
    from newsgrab.fetch.limits import FetchSettings
    from newsgrab.settings import Settings
    from newsgrab.workers.reader_pool import ReaderPool
    from newsgrab.workers.tasks import Prepared

MAX_REFRESHES = 2  # pages in a row that are no article and send their readers on
MAX_RESULTS_AHEAD = 100  # that wait for the pages before them
NOARCHIVE = "the page asks not to be archived (noarchive)"


@dataclass(frozen=True, slots=True)
class FetchResult:
    """One look at an address (`ask`) or at a saved page: what came of it, or `problem`, why nothing did.

    `prepared` is a page that was read, `page` one that was not, or the word that it is the same.
    """

    ask: FetchRequest | None = None
    prepared: PreparedPage | None = None
    page: Page | NotModified | None = None
    problem: NewsgrabError | None = None

    @property
    def size(self) -> int:
        """Bytes of the page that are held here."""
        return len(self.prepared.packed.zstd) if self.prepared else 0


def fetch_settings(settings: Settings) -> FetchSettings:
    """What the user's settings mean for fetching."""
    from newsgrab.fetch.limits import FetchSettings, Limits, RateLimits, identity

    return FetchSettings(
        user_agent=settings.user_agent or identity(settings.contact),
        limits=Limits(deadline_s=settings.timeout),
        rate_limits=RateLimits(delay_s=settings.delay),
        workers=settings.workers,
        ignore_robots=settings.ignore_robots,
        allow_private=settings.allow_private,
        proxy=settings.proxy,
    )


def visit_all(
    asks: Iterable[FetchRequest], fetcher: Fetcher, readers: ReaderPool, *, stop: Callable[[], bool] = bool
) -> Iterator[FetchResult]:
    """Each address with what was found there, in the order of arrival; hosts are visited side by side.

    Once `stop` says True no further address is begun.
    """
    from newsgrab.fetch.host_scheduler import run_per_host

    for _, look in run_per_host(asks, lambda ask: _visit(ask, fetcher, readers), fetcher, stop=stop):
        yield look


def read_all(pages: Iterable[Subject | FetchResult], readers: ReaderPool) -> Iterator[FetchResult]:
    """Each saved page with what it says, in their order; what is a result already comes out in its place."""
    source = iter(pages)
    results: deque[tuple[int, FetchResult]] = deque()  # with the number of pages before each
    taken = 0
    ended = False

    def unread() -> Iterator[Subject]:
        nonlocal taken, ended
        for page in source:
            if not isinstance(page, FetchResult):
                taken += 1
                yield page
                continue
            results.append((taken, page))
            if len(results) >= MAX_RESULTS_AHEAD:
                return
        ended = True

    def due(done: int) -> Iterator[FetchResult]:
        while results and results[0][0] <= done:
            yield results.popleft()[1]

    done = 0
    while not ended:
        for page, came in readers.read_all(unread()):
            yield from due(done)
            yield _read(page, came)
            done += 1
        yield from due(taken)


def _read(page: Subject, came: Prepared | ReadingFailed) -> FetchResult:
    if isinstance(came, ReadingFailed):
        return _unread(page, came)
    return FetchResult(problem=came) if isinstance(came, UnreadablePage | FetchError) else FetchResult(prepared=came)


def keep_look(
    archive: Archive, look: FetchResult, *, reread: Callable[[Page], ExtractionResult], respect_noarchive: bool = False
) -> RecordResult:
    """Keep what came of one look.

    Raises the look's own problem (BadUrl, UnreadablePage) where there is nothing to keep, and NoAddress for a page that
    nobody knows the address of: where it was is the first thing an archive must tell.
    """
    page, problem = look.page, look.problem
    if look.prepared is not None:
        return _keep_prepared(archive, look.prepared, reread=reread, respect_noarchive=respect_noarchive)
    if isinstance(problem, FetchError):
        return archive.record_error(problem)
    if isinstance(page, NotModified):
        return archive.record_not_modified(page)
    if page is None:
        raise problem or ValueError("a look without a page needs a problem")
    if page.url is None:
        raise problem or NoAddress(page.name or "page", "")
    reason = problem.reason if isinstance(problem, ReadingFailed) else "nothing was read"
    return archive.record_other(page.url, Outcome.FAILED, reason, at=page.seen_at, page=page)


def _keep_prepared(
    archive: Archive, prepared: PreparedPage, *, reread: Callable[[Page], ExtractionResult], respect_noarchive: bool
) -> RecordResult:
    page, reading = prepared.page, prepared.reading
    url = page.url or reading.address
    if url is None:
        raise NoAddress(page.name or "page", "" if reading.article else reading.reason)
    if reading.noarchive and respect_noarchive:
        return archive.record_other(url, Outcome.REFUSED, NOARCHIVE, at=page.seen_at)
    return archive.keep(prepared, reread=reread)


def _visit(ask: FetchRequest, fetcher: Fetcher, readers: ReaderPool) -> FetchResult:
    from newsgrab.fetch.host_scheduler import fetch_one, follow_one

    came = fetch_one(fetcher, ask)
    look = read_answer(ask, came, fetcher, readers)
    for _ in range(MAX_REFRESHES):
        if look.prepared is None or look.prepared.refresh is None or not isinstance(came, Page):
            break
        came = follow_one(fetcher, came, look.prepared.refresh)
        look = read_answer(ask, came, fetcher, readers)
    return look


def read_answer(ask: FetchRequest, came: Fetched, fetcher: Fetcher, readers: ReaderPool) -> FetchResult:
    """What came of an address, read if it is a page."""
    from newsgrab.fetch.robots import forbids_archiving
    from newsgrab.workers.reader_pool import reading_time_s

    if isinstance(came, FetchError | BadUrl):
        return FetchResult(ask, problem=came)
    if isinstance(came, NotModified):
        return FetchResult(ask, page=came)
    try:
        prepared = readers.read(came, within_s=reading_time_s(came, fetcher.settings.limits.deadline_s))
    except ReadingFailed as error:
        log_decision("reading", "failed", came.url or "", error.reason)
        return FetchResult(ask, page=came, problem=error.with_traceback(None))
    if fetcher.renderer is not None:
        prepared = _in_browser(came, prepared, fetcher.renderer, readers)
    if forbids_archiving(came.headers, fetcher.token):
        prepared = replace(prepared, reading=replace(prepared.reading, noarchive=True))
    return FetchResult(ask, prepared)


def _in_browser(page: Page, prepared: PreparedPage, renderer: Renderer, readers: ReaderPool) -> PreparedPage:
    """What a page says that prints nothing, once its program has filled it, if somebody wants that."""
    reading = prepared.reading
    if prepared.refresh is not None:
        return prepared
    try:
        filled = filled_in_browser(page, reading, renderer)
        again = readers.read(filled) if filled is not None else prepared
    except (RenderingFailed, ReadingFailed, BadUsage) as error:
        return replace(
            prepared, reading=replace(reading, reason=f"{reading.reason}; {getattr(error, 'reason', error)}")
        )
    if filled is None or again.reading.article is not None:
        return again
    return replace(again, reading=replace(again.reading, reason="no article, in a browser either"))


def filled_in_browser(page: Page, reading: ExtractionResult, renderer: Renderer) -> Page | None:
    """The page as its program fills it, None if it is not one that needs it, or nobody wants that.

    Raises RenderingFailed; MissingExtra or BadUsage if there is no browser.
    """
    from newsgrab.fetch.browser.rendering import RENDERED

    if page.origin is not Origin.HTTP or reading.article is not None or reading.verdict not in RENDERED:
        return None
    return renderer.render(page)


def renderer(settings: Settings) -> Renderer:
    """What opens pages in a browser: of all sites if the settings say so, else as the profiles of their sites say."""
    from newsgrab.fetch.browser.rendering import Renderer

    folder = str(settings.profiles.absolute()) if settings.profiles else None

    def manner_of(url: str) -> Manner | None:
        from newsgrab.workers.extract_with_profile import profile_of

        profile = profile_of(url, folder)
        asked = profile if profile is not None and profile.js else None
        if asked is None and not settings.js:
            return None
        from newsgrab.fetch.browser.chromium import Manner  # loaded only where a browser is wanted

        return Manner(asked.click, asked.wait_for) if asked else Manner()

    return Renderer(fetch_settings(settings), manner_of)


def _unread(page: Subject, problem: ReadingFailed) -> FetchResult:
    """A page that the reader did not come to an end with; a saved one is had once more, to be kept."""
    from newsgrab.workers.tasks import loaded

    came = loaded(page)
    return FetchResult(page=came, problem=problem) if isinstance(came, Page) else FetchResult(problem=came)
