"""Web archives that speak Memento (RFC 7089): what they list of an address, and the pace at which they are asked.

Wayback's limits are those that its users were told: 30 lists and 600 captures a minute, or the address is blocked. It
answers 429 without a Retry-After, and some of its own pages with 200.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from urllib.parse import urlencode, urljoin

from newsgrab.errors import BadUrl, BadUsage, FetchError, HostPaused, ReadingFailed, WebArchiveError
from newsgrab.fetch.body import Response
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.fetch.rate_limiter import retry_after_s
from newsgrab.log import log_decision
from newsgrab.page import Origin, Page
from newsgrab.source.captures import (
    CDX_FIELDS,
    Capture,
    CaptureList,
    Span,
    common_beginnings,
    page_key,
    raw_address,
    replayed,
    stamp_of,
)
from newsgrab.urls import canonical, host_of, origin_of

WAYBACK = "https://web.archive.org/web/"
_WAYBACK_PATH = "/web/"  # under which every installation of its software gives captures
_PAUSE_S = 60.0  # after a 429 that names none
_TROUBLE_S = 5.0  # after another trouble that passes
_TRIES = 3
_ROWS = 5000
_MAX_PARTS = 1000
_TOO_MANY = 429
_BUSY = frozenset({_TOO_MANY, 502, 503, 504})


class Endpoint(IntEnum):
    """What an archive is asked for; the value is how often in a minute, at most."""

    SAVE = 4
    LIST = 24
    CAPTURE = 480


def archive_base(name: str) -> str:
    """The address under which an archive's captures stand: "wayback", or as typed. Raises BadUsage."""
    if name == "wayback":
        return WAYBACK
    try:
        base = canonical(name)
    except BadUrl as error:
        raise BadUsage(f"--from: wayback, or the address of a web archive (https://…), not {name!r}") from error
    return base if base.endswith("/") else f"{base}/"


@dataclass(slots=True)
class WebArchive:
    """One archive while it is asked. `read` reads a list: its bytes are a stranger's. Used by one thread at a time."""

    base: str
    fetcher: Fetcher
    read: Callable[[Page, str | None], CaptureList | None]
    _began: dict[Endpoint, float] = field(default_factory=dict)
    _closed: bool = False  # it wants to be left alone
    _lists: str | None = None  # the kind of list that it is known to give
    _together: dict[str, list[Capture]] = field(default_factory=dict)  # what was listed of many addresses at once

    def captures(self, url: str, span: Span) -> CaptureList:
        """What it lists of an address in that span. Raises WebArchiveError."""
        if url in self._together:
            return CaptureList(tuple(span.chosen(self._together[url])))
        for kind in (self._lists,) if self._lists else self._kinds():
            found = self._time_map(url) if kind == "timemap" else self._cdx(kind, url, span)
            if found is not None:
                self._lists = kind
                return CaptureList(tuple(span.chosen(found.captures)), unnamed=found.unnamed)
        raise WebArchiveError(url, f"no list of captures at {self.base}: is a web archive there?")

    def list_together(self, urls: Iterable[str], span: Span) -> None:
        """Ask for what it has of many addresses at once, where that takes fewer lists than to ask for each.

        Only Wayback's lists of all that begins alike come in parts; no more of these are asked for than half the number
        of addresses.
        """
        if not self.base.endswith(_WAYBACK_PATH):
            return
        for beginning, same in common_beginnings(urls).items():
            found: dict[str, list[Capture]] = {page_key(url): [] for url in same}
            asked = {"url": beginning, "matchType": "prefix"}
            with suppress(WebArchiveError, ReadingFailed):  # then each is asked for, and that is told
                for part, last in self._parts(self._kinds()[0], asked, span, len(same) // 2):
                    for capture in part.captures:
                        if (page := page_key(capture.url)) in found:
                            found[page].append(capture)
                    if last:
                        self._together |= {url: found[page_key(url)] for url in same}

    def save(self, url: str) -> Capture:
        """The capture that it makes of an address now, as Wayback does when it is asked to. Raises WebArchiveError."""
        address = f"{origin_of(self.base)}/save/{url}"
        answer = self.answer(address, Endpoint.SAVE)
        told = (answer.header("location"), answer.header("content-location"))
        for place in (replayed(urljoin(address, each)) for each in told if each):
            if place is not None:
                _, at, saved = place
                return Capture(saved, at, raw_address(self.base, at, saved))
        raise WebArchiveError(url, f"was not saved: {host_of(address)} answers {answer.status}")

    def answer(self, url: str, endpoint: Endpoint) -> Response:
        """An answer of the archive, at its pace. Raises WebArchiveError; `final` if it wants to be left alone."""
        host, clock = host_of(url), self.fetcher.clock
        found_on = None if url.startswith(self.base) or origin_of(url) == origin_of(self.base) else self.base
        for attempt in range(1, _TRIES + 1):
            if self._closed:
                break
            self._keep_pace(endpoint)
            try:
                answer = self.fetcher.answer(url, found_on=found_on)
            except FetchError as error:
                self._closed = isinstance(error, HostPaused)
                raise WebArchiveError(url, error.reason, final=self._closed) from error
            if answer.status not in _BUSY or answer.header("memento-datetime"):
                return answer
            wanted = retry_after_s(answer.header("retry-after"), clock.now())
            pause = wanted or (_PAUSE_S if answer.status == _TOO_MANY else _TROUBLE_S * attempt)
            self.fetcher.rate_limiter.apply_retry_after(host, pause)
            log_decision("host", "asked to wait", url, f"answer {answer.status}: {pause:g} s, time {attempt}")
            if attempt == _TRIES and answer.status != _TOO_MANY:
                raise WebArchiveError(url, f"the archive answers {answer.status}, {_TRIES} times")
        self._closed = True
        raise WebArchiveError(url, f"{host} wants to be left alone: the same command goes on later", final=True)

    def _kinds(self) -> tuple[str, ...]:
        wayback = (origin_of(self.base) + "/cdx/search/cdx",) if self.base.endswith(_WAYBACK_PATH) else ()
        return (*wayback, f"{self.base}cdx", "timemap")

    def _keep_pace(self, endpoint: Endpoint) -> None:
        """Wait until one more request of that kind is within the limits of the archive."""
        if not self.base.endswith(_WAYBACK_PATH):
            return
        clock = self.fetcher.clock
        gap = 60 / endpoint
        left = self._began.get(endpoint, clock.monotonic() - gap) + gap - clock.monotonic()
        if left > 0:
            clock.sleep(left)
        self._began[endpoint] = clock.monotonic()

    def _cdx(self, endpoint: str, url: str, span: Span) -> CaptureList | None:
        """What its CDX server lists; None if there is none."""
        found: list[Capture] = []
        whole = False
        for part, last in self._parts(endpoint, {"url": url}, span, _MAX_PARTS):
            found += part.captures
            whole = last
        return CaptureList(tuple(found)) if whole else None

    def _parts(self, endpoint: str, asked: dict[str, str], span: Span, most: int) -> Iterator[tuple[CaptureList, bool]]:
        """The parts of what its CDX server lists, up to `most`, and whether each is the last; none without a list."""
        if endpoint == f"{self.base}cdx":
            asked = asked | {"output": "json"}
        else:
            asked = asked | {"fl": CDX_FIELDS, "limit": str(_ROWS), "showResumeKey": "true"}
        asked |= {"from": stamp_of(span.since)} if span.since else {}
        asked |= {"to": stamp_of(span.until)} if span.until else {}
        for _ in range(most):
            part = self._part(f"{endpoint}?{urlencode(asked)}", self.base)
            if part is None:
                return
            last = part.resume_key in {None, asked.get("resumeKey")}
            yield part, last
            if last:
                return
            asked["resumeKey"] = part.resume_key or ""

    def _time_map(self, url: str) -> CaptureList | None:
        """What its time map lists, with all maps that this one names; None if there is none."""
        first = f"{self.base}timemap/link/{url}"
        waiting, seen, found, unnamed = [first], {first}, list[Capture](), 0
        while waiting and len(seen) <= _MAX_PARTS:
            address = waiting.pop(0)
            part = self._part(address, None)
            if part is None:
                if address == first:
                    return None
                raise WebArchiveError(url, f"a part of the list of captures cannot be read: {address}")
            found += part.captures
            unnamed += part.unnamed
            new = [each for each in (urljoin(address, more) for more in part.more) if each not in seen]
            seen.update(new)
            waiting += new
        return CaptureList(tuple(found), unnamed=unnamed)

    def _part(self, address: str, cdx_base: str | None) -> CaptureList | None:
        """One part of a list; None if there is no list. A time map of nothing is a 404 (RFC 7089, 4.2)."""
        answer = self.answer(address, Endpoint.LIST)
        if cdx_base is None and answer.status == 404:
            return CaptureList(())
        if answer.status != 200:
            log_decision("source", "no list", address, f"answer {answer.status}")
            return None
        if answer.incomplete:
            raise WebArchiveError(address, "the list of captures ended too early")
        if not answer.content.strip():
            return CaptureList(())
        page = Page(answer.content, self.fetcher.clock.now(), Origin.HTTP, url=canonical(address))
        return self.read(page, cdx_base)
