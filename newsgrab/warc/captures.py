"""What each record of a collection is a look at: a page, the word that it is the same, an error, or nothing of ours.

What a status means is decided as for live answers. A redirect and the page that it leads to are one look, as they are
live. Pictures, scripts and the like are only counted.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urljoin

from newsgrab.errors import BadUrl, FetchError, NewsgrabError, UnreadablePage
from newsgrab.fetch.clock import http_time, iso_time
from newsgrab.fetch.limits import DEFAULT
from newsgrab.page import NotModified, Origin, Page, SavedRecord
from newsgrab.urls import canonical
from newsgrab.warc.choice import Choice
from newsgrab.warc.collections import Part, part_records
from newsgrab.warc.http_block import HttpHead, http_head
from newsgrab.warc.members import Format, format_at
from newsgrab.warc.payload import MAX_BLOCK, page_from
from newsgrab.warc.records import HEAD, Damage, Record, block_at
from newsgrab.warc.window import Window

_REMEMBERED = 20_000  # captures that a later revisit or redirect can mean; of earlier ones the archive knows
_LED = 20  # addresses that lead to one, of which its page is that too
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_TAKEN = frozenset({None, 200, 203})
_HTML = ("text/html", "application/xhtml+xml")
_UNTYPED = frozenset({"", "unk", "unknown", "no-type", "application/octet-stream"})
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|title|meta)\b", re.IGNORECASE)
_MARKUP_WITHIN = 4096

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Revisit:
    """A look at bytes that are not in this collection: those that an address gave at a time, or of that digest."""

    url: str
    final_url: str
    seen_at: datetime
    headers: tuple[tuple[str, str], ...]
    permanent: bool
    digest: str
    of_url: str
    of_at: datetime | None


@dataclass(frozen=True, slots=True)
class Other:
    """A record that is no look: a picture, a script, another kind of address."""


@dataclass(frozen=True, slots=True)
class Software:
    """What wrote the collection, by its own word."""

    name: str


Look = SavedRecord | Page | NotModified | FetchError | Revisit
Capture = Look | Other | Software | NewsgrabError


@dataclass(frozen=True, slots=True)
class Redirected:
    """An address that leads to the page which comes next."""

    url: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """Which address was asked for, which one answered in the end, and when."""

    url: str
    final_url: str
    at: datetime
    permanent: bool


def captures(part: Part, choice: Choice) -> Iterator[tuple[int, Capture]]:
    """Everything in a part of a collection, each with the offset where its record begins. Raises MissingExtra."""
    reader = CaptureReader(part, choice)
    for form, record in part_records(part, MAX_BLOCK):
        offset = record.at if isinstance(record, Damage) else record.offset
        for capture in reader.read(form, record):
            yield offset, capture


@dataclass(frozen=True, slots=True)
class CapturePlace:
    """A capture that is known by where its record begins: what was asked for, and where its page's record begins."""

    path: str
    offset: int
    url: str
    final_url: str
    permanent: bool
    page_offset: int | None


def capture_at(place: CapturePlace) -> Capture:
    """The capture of a record, as it was when the whole collection was read. Raises UnreadablePage."""
    try:
        with Window(place.path) as window:
            form = format_at(window, place.offset)
            if form is None:
                raise UnreadablePage(f"{place.path}: no record begins at byte {place.offset}")
            inline = window.remote
            record, block = block_at(window, form, place.offset, MAX_BLOCK if inline else HEAD)
            reader = CaptureReader(Part(place.path, 0, window.end), Choice())
    except OSError as error:
        raise UnreadablePage(f"{place.path}: {error.strerror or error}") from error
    record = replace(record, block=block, cut=record.cut and inline, inline=inline)
    reader.expect(place, form, record)
    return next(reader.read(form, record), Other())


class CaptureReader:
    """Makes captures of records, in their order; it remembers what later records may refer to."""

    def __init__(self, part: Part, choice: Choice) -> None:
        """Nothing was read yet."""
        self._part = part
        self._choice = choice
        self._pages: OrderedDict[str, SavedRecord] = OrderedDict()  # by digest, and by address and date
        self._redirects: OrderedDict[str, list[Redirected]] = OrderedDict()  # by where they lead

    def read(self, form: Format, record: Record | Damage) -> Iterator[Capture]:
        """What the record is a look at; of some several, of others nothing."""
        if isinstance(record, Damage):
            yield UnreadablePage(f"{self._part.name}: {_place(record)}")
        elif record.type == "warcinfo":
            if software := _software(record.block):
                yield Software(software)
        elif record.type in {"response", "resource", "revisit"}:
            yield from self._answer(form, record)

    def expect(self, place: CapturePlace, form: Format, record: Record) -> None:
        """What stood before that record, as far as it matters: what led to it, and the page that it means."""
        self._redirects[place.final_url] = [Redirected(place.url, place.permanent)]
        if place.page_offset not in {None, place.offset}:
            at, kind = datetime.min.replace(tzinfo=UTC), (form.kind, form.packing)
            offset = place.page_offset or 0
            page = SavedRecord(place.path, offset, self._part.end, kind, place.url, place.final_url, at)
            for key in _meant(record.headers):
                self._pages[key] = page

    def _answer(self, form: Format, record: Record) -> Iterator[Capture]:
        try:
            url = canonical(record.headers.get("warc-target-uri", "").strip("<> "))
        except BadUrl:
            yield Other()
            return
        head = _head(record)
        at = _moment(record.headers, head)
        if at is None:
            yield UnreadablePage(f"{self._part.name}: the record at byte {record.offset} has no date that can be read")
            return
        location = head.header("location") if head.status in _REDIRECTS else None
        if location is not None:
            self._redirect(url, location, permanent=head.status in _PERMANENT)
            return
        for asked in self._redirects.pop(url, [Redirected(url, permanent=False)]):
            if self._choice.takes(asked.url, at):
                yield self._look(form, record, head, Answered(asked.url, url, at, asked.permanent))

    def _redirect(self, url: str, location: str, *, permanent: bool) -> None:
        """Remember where an address leads: what is captured there next is the page of this one."""
        try:
            target = canonical(urljoin(url, location))
        except (BadUrl, ValueError):
            return
        before = self._redirects.pop(url, [Redirected(url, permanent=True)])
        led = [Redirected(each.url, each.permanent and permanent) for each in before]
        _remember(self._redirects, target, (self._redirects.get(target, []) + led)[-_LED:])

    def _look(self, form: Format, record: Record, head: HttpHead, answered: Answered) -> Capture:
        """The look that one answer is."""
        same = record.type == "revisit"
        asked, final_url, at = answered.url, answered.final_url, answered.at
        if head.status == 304 or (same and "not-modified" in record.headers.get("warc-profile", "")):
            return NotModified(asked, final_url, at, head.headers, answered.permanent, origin=Origin.WARC)
        if not _may_be_html(head, record):
            return Other()
        if head.status not in _TAKEN:
            return _refusal(head, record, answered)
        if same:
            return self._revisit(record, head, answered)
        page = SavedRecord(
            self._part.path, record.offset, self._part.end, (form.kind, form.packing), asked, final_url, at
        )
        page = replace(page, permanent=answered.permanent)
        if not record.addressable:
            return page_from(page, record, record.block)
        for key in _keys(record.headers, final_url):
            _remember(self._pages, key, page)
        return page_from(page, record, record.block) if record.inline else page

    def _revisit(self, record: Record, head: HttpHead, answered: Answered) -> SavedRecord | Revisit:
        """The page that a revisit means, if it is in this collection."""
        asked, final_url, at = answered.url, answered.final_url, answered.at
        headers = record.headers
        of_url, of_date = headers.get("warc-refers-to-target-uri", ""), headers.get("warc-refers-to-date", "")
        digest = _digest(headers)
        meant = (self._pages.get(key) for key in _meant(headers))
        page = next((each for each in meant if each is not None), None)
        if page is None:
            of_at = iso_time(of_date)
            try:
                known = canonical(of_url.strip("<> ")) if of_url else asked
            except BadUrl:
                known = asked
            return Revisit(asked, final_url, at, head.headers, answered.permanent, digest, known, of_at)
        now = replace(page, url=asked, final_url=final_url, seen_at=at, permanent=answered.permanent)
        return replace(now, headers=head.headers or None)


def _may_be_html(head: HttpHead, record: Record) -> bool:
    """Whether the answer says that it is HTML; where it does not say, whether it looks like it."""
    kind = head.header("content-type")
    if kind is None and record.type == "resource":
        kind = record.headers.get("content-type", "")
    kind = (kind or "").split(";", 1)[0].strip().lower()
    if kind not in _UNTYPED:
        return kind in _HTML
    body = record.block[head.body_at : head.body_at + _MARKUP_WITHIN]
    return _MARKUP.search(body) is not None or not body


def _refusal(head: HttpHead, record: Record, answered: Answered) -> FetchError:
    """The error that a status means, as it is live."""
    from newsgrab.fetch.body import Response
    from newsgrab.fetch.classify import ResponseFacts, error_for_status

    body = record.block[head.body_at : head.body_at + DEFAULT.max_odd_bytes]
    facts = ResponseFacts(answered.url, answered.final_url, answered.at, 0, answered.permanent, conditional=False)
    error = error_for_status(Response(head.status or 0, head.headers, body), facts)
    error.page = replace(error.page, origin=Origin.WARC, elapsed_ms=None) if error.page else None
    error.seen_at, error.final_url, error.permanent = answered.at, answered.final_url, answered.permanent
    return error


def _head(record: Record) -> HttpHead:
    """The answer's head; a resource is a body without one."""
    return HttpHead(None, (), 0) if record.type == "resource" else http_head(record.block)


def _keys(headers: Mapping[str, str], url: str) -> Iterator[str]:
    """What a later revisit may call this capture."""
    if digest := _digest(headers):
        yield digest
    yield f"{headers.get('warc-target-uri', url).strip('<> ')} {headers.get('warc-date', '')}"


def _meant(headers: Mapping[str, str]) -> tuple[str, str]:
    """What a revisit calls the capture that it means."""
    of_url, of_date = headers.get("warc-refers-to-target-uri", ""), headers.get("warc-refers-to-date", "")
    return _digest(headers), f"{of_url.strip('<> ')} {of_date}"


def _digest(headers: Mapping[str, str]) -> str:
    return headers.get("warc-payload-digest", "").strip().lower()


def _moment(headers: Mapping[str, str], head: HttpHead) -> datetime | None:
    """When the page was given: WARC-Date, or, where that is malformed, the server's own Date."""
    return iso_time(headers.get("warc-date", "")) or http_time(head.header("date") or "")


def _software(block: bytes) -> str | None:
    """What the warcinfo record says of the program that wrote the file."""
    match = re.search(rb"^software:[ \t]*([^\r\n]{1,200})", block, re.IGNORECASE | re.MULTILINE)
    return match[1].decode("utf-8", "replace").strip() if match else None


def _place(damage: Damage) -> str:
    went_on = f", went on at {damage.until}" if damage.until is not None else ", nothing was read behind it"
    return f"{damage.reason} at byte {damage.at}{went_on}"


def _remember(memory: OrderedDict[str, T], key: str, value: T) -> None:
    memory[key] = value
    memory.move_to_end(key)
    if len(memory) > _REMEMBERED:
        memory.popitem(last=False)
