"""The page: bytes and headers as a server, a file or a pipe gave them, before anything is read out of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Origin(StrEnum):
    """Where a page came from."""

    HTTP = "http"
    FILE = "file"
    STDIN = "stdin"
    WARC = "warc"  # a record of a WARC, ARC or WACZ file
    MEMENTO = "memento"  # a capture of a web archive


@dataclass(frozen=True, slots=True)
class Rendering:
    """That a page was opened in a browser: the bytes that were `given` for it, and which `browser` filled it."""

    given: bytes
    browser: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was given.

    `url` is the canonical address that was asked for, `final_url` the one that answered in the end; both are None
    for a saved page whose address nobody told. `content` is the body with transfer and content encodings undone.
    `headers` are the answer's, lower-case names, in order. `status` is None for a file. `seen_at` is aware, UTC.
    `incomplete` says that the body ended before the server said it would. `elapsed_ms` is None for a file.
    `rendering` is there if `content` is what a browser made of the page, in UTF-8.
    """

    content: bytes
    seen_at: datetime
    origin: Origin
    url: str | None = None
    final_url: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    incomplete: bool = False
    permanent: bool = False  # every redirect on the way was a permanent one (301, 308)
    elapsed_ms: int | None = None
    name: str | None = None  # the file's path as typed, for messages
    rendering: Rendering | None = None

    def header(self, name: str) -> str | None:
        """The first header of that (lower-case) name."""
        return next((value for key, value in self.headers if key == name), None)

    @property
    def address(self) -> str | None:
        """The address that relative links on this page start from, unless the page says otherwise."""
        return self.final_url or self.url


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A page in a file, not read yet: `path` as typed, `url` the canonical address if somebody told it.

    `seen_at` is when it was named: files that are read side by side are looks in the order in which they were named.
    """

    path: str
    seen_at: datetime
    url: str | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.path


@dataclass(frozen=True, slots=True)
class SavedRecord:
    """A page in a record of a WARC or ARC file, not read yet; `url` to `permanent` as in Page.

    The record begins at `offset` of the file at `path` and is read up to `end` at most. `format` names what the file is
    and how it is packed. `headers` are None for those of the record itself; a revisit brings its own.
    """

    path: str
    offset: int
    end: int
    format: tuple[str, str]
    url: str
    final_url: str
    seen_at: datetime
    permanent: bool = False
    headers: tuple[tuple[str, str], ...] | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"{self.path}: the record at byte {self.offset}"


Subject = Page | SavedFile | SavedRecord  # what is read


@dataclass(frozen=True, slots=True)
class PageSet:
    """Pages that are read together, as those of one site; `name` is what messages call them."""

    pages: tuple[Page, ...]
    name: str = "these pages"
    url: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server's word that the page is still the one we have (304), or a web archive's. Fields as in Page.

    `same_as` is the number of the look that saw the same bytes, where that is known; `reason` is who says so.
    """

    url: str
    final_url: str
    seen_at: datetime
    headers: tuple[tuple[str, str], ...] = ()
    permanent: bool = False
    elapsed_ms: int | None = None
    status: int = 304
    origin: Origin = Origin.HTTP
    same_as: int | None = None
    reason: str = ""
