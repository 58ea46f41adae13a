"""The whole way of a page: had, read, kept. Start reading here.

Data goes one way: source → fetch → extraction → archive. This module joins the steps; each does its own work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgrab.errors import FetchError, ReadingFailed
from newsgrab.page import NotModified, Page
from newsgrab.visit import Kept, Outcome

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.readers import Readers
    from newsgrab.reading import Reading


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that was named but could not become a visit: there is no page, or nobody knows its address."""

    name: str
    problem: str


Look = Page | NotModified | FetchError | Trouble


def keep_all(archive: Archive, looks: Iterable[Look], readers: Readers) -> Iterator[Kept | Trouble]:
    """Read and keep what was looked at, one transaction a look, in the order in which it was read."""
    aside: list[NotModified | FetchError | Trouble] = []

    def pages() -> Iterator[Page]:
        for look in looks:
            if isinstance(look, Page):
                yield look
            else:
                aside.append(look)

    for page, reading in readers.read_all(pages()):
        yield from _set_aside(archive, aside)
        yield keep(archive, page, reading, readers)
    yield from _set_aside(archive, aside)


def keep(archive: Archive, page: Page, reading: Reading | ReadingFailed, readers: Readers) -> Kept | Trouble:
    """Keep one page and what was read in it.

    A page that nobody knows the address of cannot be kept: where it was is the first thing an archive must tell.
    """
    if isinstance(reading, ReadingFailed):
        if page.url is None:
            return Trouble(page.name or "page", reading.reason)
        return archive.record_other(page.url, Outcome.FAILED, reading.reason, at=page.seen_at, page=page)
    if page.url is None and reading.address is None:
        problem = "" if reading.article else f"{reading.reason or 'no article found'}; "
        return Trouble(page.name or "page", f"{problem}the page does not tell its address: give it with --url")
    return archive.record(page, reading, reread=readers.read)


def _set_aside(archive: Archive, aside: list[NotModified | FetchError | Trouble]) -> Iterator[Kept | Trouble]:
    """Keep the looks that gave no page."""
    while aside:
        look = aside.pop(0)
        if isinstance(look, NotModified):
            yield archive.record_not_modified(look)
        else:
            yield archive.record_error(look) if isinstance(look, FetchError) else look
