"""What a web archive lists of an address: time maps (RFC 7089, in the link format of RFC 6690) and CDX. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from os.path import commonprefix
from urllib.parse import urlsplit

from newsgrab.errors import BadUrl
from newsgrab.fetch.clock import http_time
from newsgrab.urls import canonical

CDX_FIELDS = "timestamp,original,mimetype,statuscode,digest"
_LINK = re.compile(
    r"<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~*-]+(?:\s*=\s*(?:\"(?:[^\"\\]|\\.)*\"|[^\s\";,]+))?)*)", re.ASCII
)
_PARAMETER = re.compile(r"([\w!#$&+.^`|~*-]+)\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s\";,]+))", re.ASCII)
_REPLAY = re.compile(r"(?P<base>.*?/)(?P<at>\d{14})(?:[a-z]{2}_)?/(?P<url>https?:/.*)", re.DOTALL)
_RELATIONS = frozenset({"original", "timegate", "timemap", "memento", "self"})
_STAMP = "%Y%m%d%H%M%S"
_HTML = frozenset({"text/html", "application/xhtml+xml", "warc/revisit", "unk", "-", ""})


@dataclass(frozen=True, slots=True)
class Capture:
    """One look of an archive: which address gave a page, when, and where its raw bytes are to be had.

    `digest` is the archive's own, of the page as it was transferred: None where it does not tell, and for what is no
    page (all redirects with an empty body have the same). `html` is False for what cannot be a page.
    """

    url: str
    at: datetime
    raw_url: str
    digest: str | None = None
    status: int | None = None
    html: bool = True

    @property
    def stamp(self) -> int:
        """Its time in the fourteen digits by which archives name captures."""
        return int(self.at.strftime(_STAMP))


@dataclass(frozen=True, slots=True)
class CaptureList:
    """A part of what an archive lists. `more` are addresses of other parts, `resume_key` asks CDX for the next.

    `unnamed` counts captures whose address lacks their time in fourteen digits: their bytes cannot be asked for.
    """

    captures: tuple[Capture, ...]
    more: tuple[str, ...] = ()
    resume_key: str | None = None
    unnamed: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Which captures are wanted: from `since` on, before `until`, the first one in each `every`."""

    since: datetime | None = None
    until: datetime | None = None
    every: timedelta | None = None

    def chosen(self, captures: Iterable[Capture]) -> list[Capture]:
        """Those that are wanted, oldest first, each once."""
        kept: dict[object, Capture] = {}
        for capture in sorted(captures, key=lambda each: each.at):
            if (self.since and capture.at < self.since) or (self.until and capture.at >= self.until):
                continue
            seconds = self.every.total_seconds() if self.every else 0
            kept.setdefault(capture.at.timestamp() // seconds if seconds else capture.at, capture)
        return list(kept.values())


def stamp_of(at: datetime) -> str:
    """A time in fourteen digits.

    >>> stamp_of(datetime(2025, 3, 3, 14, 2, tzinfo=UTC))
    '20250303140200'
    """
    return at.astimezone(UTC).strftime(_STAMP)


def raw_address(base: str, at: datetime, url: str) -> str:
    """Where an archive gives the bytes of a capture as they came, and not a page rewritten for its readers."""
    return f"{base}{stamp_of(at)}id_/{url}"


def replayed(address: str) -> tuple[str, datetime, str] | None:
    """The archive's base, the time and the page's own address in the address of a capture; None if it has no such form.

    >>> replayed("https://archive.example/coll/20250303140200mp_/https://courier.example/1")[2]
    'https://courier.example/1'
    """
    match = _REPLAY.fullmatch(address)
    at = _moment(match["at"]) if match else None
    return (match["base"], at, match["url"]) if match and at else None


def page_key(url: str) -> str:
    """What archives take for one page: without scheme, www, case, a slash at the end, the order of parameters.

    >>> page_key("http://www.Courier.example/News/?b=2&a=1"), page_key("https://courier.example/news?a=1&b=2")
    ('courier.example/news?a=1&b=2', 'courier.example/news?a=1&b=2')
    """
    parts = urlsplit(url.lower())
    query = "&".join(sorted(filter(None, parts.query.split("&"))))
    return (parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/") + (f"?{query}" if query else "")


def common_beginnings(urls: Iterable[str]) -> dict[str, list[str]]:
    """The addresses by what all of one host begin with, up to a slash.

    >>> common_beginnings(["https://courier.example/news/1", "https://www.courier.example/news/2"])
    {'courier.example/news/': ['https://courier.example/news/1', 'https://www.courier.example/news/2']}
    """
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(page_key(url).partition("/")[0], []).append(url)
    beginnings = ((commonprefix([page_key(url) for url in same]), same) for same in hosts.values())  # noqa: RUF071
    return {beginning.rpartition("/")[0] + "/": same for beginning, same in beginnings}


def read_time_map(text: str) -> CaptureList | None:
    """The captures of a time map and the other maps that it names; None if the text is none."""
    captures: list[Capture] = []
    more: list[str] = []
    known, unnamed = False, 0
    for link in _LINK.finditer(text):
        named = {name.lower(): quoted or plain for name, quoted, plain in _PARAMETER.findall(link[2])}
        relations = named.get("rel", "").lower().split()
        known = known or not _RELATIONS.isdisjoint(relations)
        if "memento" in relations:
            capture = _memento(link[1], named.get("datetime", ""))
            captures += [capture] if capture else []
            unnamed += capture is None
        elif "timemap" in relations and "self" not in relations:
            more.append(link[1])
    return CaptureList(tuple(captures), tuple(dict.fromkeys(more)), unnamed=unnamed) if known else None


def read_cdx(text: str, base: str) -> CaptureList | None:
    """The captures of a CDX answer, as Wayback (CDX_FIELDS) or as pywb (JSON lines) gives it; None if it is none.

    Rows repeat, and some name no web address at all: these are left out. A blank line stands before the resume key.
    """
    body, _, key = text.rstrip().partition("\n\n")
    captures: list[Capture] = []
    lines = [line for line in body.splitlines() if line.strip()]
    for line in lines:
        fields = _fields(line)
        if fields is None:
            return None
        captures += _row(fields, base)
    return CaptureList(tuple(dict.fromkeys(captures)), resume_key=key.strip() or None)


def _memento(address: str, moment: str) -> Capture | None:
    place = replayed(address)
    if place is None:
        return None
    base, at, url = place
    return Capture(url, http_time(moment) or at, raw_address(base, at, url))


def _fields(line: str) -> tuple[str, ...] | None:
    """Time, address, type, status and digest of a row; None if the line is no row."""
    if line.startswith("{"):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            return None
        names = (("timestamp",), ("url", "original"), ("mime", "mimetype"), ("status", "statuscode"), ("digest",))
        return tuple(str(next((row[name] for name in either if name in row), "-")) for either in names)
    fields = tuple(line.split())
    return fields if len(fields) == 5 and re.fullmatch(r"\d{4,14}", fields[0], re.ASCII) else None


def _row(fields: tuple[str, ...], base: str) -> Iterator[Capture]:
    stamp, url, mime, status, digest = fields
    at = _moment(stamp)
    try:
        canonical(url)
    except BadUrl:
        return
    if at is None:
        return
    code = int(status) if re.fullmatch(r"[1-5]\d\d", status, re.ASCII) else None
    html = mime.partition(";")[0].strip().lower() in _HTML
    told = digest not in {"-", ""} and code in {None, 200}
    yield Capture(url, at, raw_address(base, at, url), digest if told else None, code, html)


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def outline(captures: list[Capture]) -> list[Capture]:
    """The newest, the oldest, then halves of what lies between: whenever it is stopped, there is an outline.

    >>> [each for each in outline([1, 2, 3, 4, 5])]
    [5, 1, 3, 2, 4]
    """
    if not captures:
        return []
    order = dict.fromkeys((len(captures) - 1, 0))
    spans = [(0, len(captures) - 1)]
    while spans:
        halves = []
        for low, high in spans:
            middle = (low + high) // 2
            if low < middle < high:
                order.setdefault(middle)
                halves += [(low, middle), (middle, high)]
        spans = halves
    return [captures[place] for place in order]
