"""One capture of a web archive as a page of the site that it was taken from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urljoin

from newsgrab.errors import BadUrl, FetchError, NotAPage, WebArchiveError
from newsgrab.fetch.body import Response
from newsgrab.fetch.classify import PERMANENT, REDIRECTS, ResponseFacts, classify_response
from newsgrab.fetch.clock import http_time
from newsgrab.page import Origin, Page
from newsgrab.source.captures import Capture, raw_address, replayed
from newsgrab.source.web_archive import Endpoint, WebArchive
from newsgrab.urls import canonical
from newsgrab.warc.http_block import ORIGINAL, original_headers

_MAX_STEPS = 10
_NEAR = timedelta(days=1)  # between a redirect and the page that it led to; what was captured later was not seen then
_OF_THE_ARCHIVE = frozenset({"memento-datetime", "link", "content-location", "date", "transfer-encoding", "vary"})
_KEPT = frozenset({"content-type"})  # which an archive gives as the page had it, beside its originals


@dataclass(slots=True)
class _Way:
    """Where a capture has led so far."""

    url: str  # of the page, not of the archive
    address: str  # in the archive
    permanent: bool = True
    redirects: int = 0


def page_of_capture(archive: WebArchive, url: str, capture: Capture) -> Page:
    """The page that an address gave at the time of a capture.

    A redirect and the page that it led to are one look, as they are live. What an archive says without a
    Memento-Datetime is its own word, whatever the status. Raises WebArchiveError; FetchError, what the page's own
    server answered: NotAPage also for a redirect whose page was not captured then.
    """
    way = _Way(capture.url, capture.raw_url)
    first: datetime | None = None
    for _ in range(_MAX_STEPS):
        answer = archive.answer(way.address, Endpoint.CAPTURE)
        at = _memento_datetime(answer)
        location = answer.header("location") if answer.status in REDIRECTS else None
        if at is None:
            if location is None:
                raise WebArchiveError(way.address, f"the archive's own answer ({answer.status}), not the page")
            way.address = urljoin(way.address, location)
            continue
        first = first or at
        if abs(at - first) > _NEAR:
            raise NotAPage(url, f"a redirect to {way.url}, which was captured at another time", status=None)
        if location is None:
            return _classified(answer, way, url, at)
        _follow(way, location, at, archive.base)
        way.permanent = way.permanent and answer.status in PERMANENT
    raise WebArchiveError(capture.raw_url, f"more than {_MAX_STEPS} redirects")


def _follow(way: _Way, location: str, at: datetime, base: str) -> None:
    """Go where the page's server led to, whether the archive has made its own address of that or not."""
    inside = replayed(urljoin(way.address, location))
    target = inside[2] if inside else urljoin(way.url, location)
    try:
        canonical(target)
    except (BadUrl, ValueError) as error:
        raise NotAPage(way.url, f"redirects to an address that is not http ({location[:60]})") from error
    way.url, way.address = target, raw_address(base, at, target)
    way.redirects += 1


def _classified(answer: Response, way: _Way, url: str, at: datetime) -> Page:
    final_url = canonical(way.url) if way.redirects else url
    headers = page_headers(answer.headers)
    facts = ResponseFacts(url, final_url, at, 0, way.redirects > 0 and way.permanent, conditional=False)
    try:
        page = classify_response(replace(answer, headers=headers), facts)
    except FetchError as error:
        error.seen_at, error.final_url, error.permanent = at, final_url, facts.permanent
        error.page = _captured(error.page) if error.page else None
        error.retryable, error.retry_after_s = False, None
        raise
    if not isinstance(page, Page):
        raise WebArchiveError(way.address, "the archive's own answer (304), not the page")
    return _captured(page)


def _captured(page: Page) -> Page:
    return replace(page, origin=Origin.MEMENTO, elapsed_ms=None)


def page_headers(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The headers of the page's own server, without those of the archive.

    Wayback keeps every one of them as X-Archive-Orig-…, pywb those that it has to change.
    """
    kept = {name for name, _ in headers if name.startswith(ORIGINAL)}
    if f"{ORIGINAL}date" in kept or f"{ORIGINAL}server" in kept:
        headers = tuple(pair for pair in headers if pair[0] in kept | _KEPT)
    else:
        headers = tuple(pair for pair in headers if pair[0] not in _OF_THE_ARCHIVE)
    return original_headers(headers)


def _memento_datetime(answer: Response) -> datetime | None:
    return http_time(answer.header("memento-datetime") or "")
