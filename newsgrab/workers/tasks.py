"""What a reading process does with a stranger's bytes: the named functions that it may be sent.

A task is a function that takes a page. It goes to the process as its name (pickle writes functions so); heavy modules
are loaded where they are used.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from newsgrab.errors import FetchError, UnreadablePage
from newsgrab.page import Page, SavedFile, SavedRecord, Subject

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newsgrab.archive.keep.prepared import PreparedPage
    from newsgrab.extraction.page.links import PageLinks
    from newsgrab.extraction_result import ExtractionResult
    from newsgrab.source.captures import CaptureList
    from newsgrab.source.feed import Feed
    from newsgrab.source.sitemap import Sitemap

    Prepared = PreparedPage | UnreadablePage | FetchError

NO_ADDRESS = "https://unknown.invalid/"  # RFC 2606: no such host can ever be


def prepare(subject: Subject, profiles: str | None = None) -> Prepared:
    """The page and its reading by the profile of its site, ready to be kept; `profiles` is the user's own folder.

    A saved page that cannot be had is its error.
    """
    from newsgrab.archive.keep.prepared import prepare_page
    from newsgrab.extraction.page.refresh import refresh_target
    from newsgrab.workers.extract_with_profile import read

    page = loaded(subject)
    if not isinstance(page, Page):
        return page
    reading = read(page, profiles)
    ready = prepare_page(page, reading)
    return replace(ready, refresh=refresh_target(page)) if reading.article is None else ready


def prepare_with(profiles: Path | None) -> Callable[[Subject], Prepared]:
    """`prepare` with the user's own folder of profiles, if there is one."""
    return partial(prepare, profiles=str(profiles.absolute())) if profiles else prepare


def extract_page(page: Page, profiles: str | None = None, *, explain: bool = False) -> ExtractionResult:
    """What the page says; one that has no address anywhere is read all the same, for readers who keep nothing."""
    from newsgrab.workers.extract_with_profile import read

    result = read(page, profiles, explain=explain)
    if result.article is None and result.address is None and page.url is None:
        result = read(replace(page, url=NO_ADDRESS, final_url=NO_ADDRESS), profiles, explain=explain)
    return result


def extract_by(page: Page, profile: Path) -> ExtractionResult:
    """What the page says by the profile in that file."""
    from newsgrab.extraction import read
    from newsgrab.profile import load_profile

    return read(page, profile=load_profile(profile))


def load_saved(saved: SavedFile | SavedRecord) -> Page:
    """The page in a file, or in a record of one. Raises UnreadablePage; of a record FetchError."""
    if isinstance(saved, SavedRecord):
        from newsgrab.warc.payload import load_record

        return load_record(saved)
    from newsgrab.fetch.files import read_file

    return read_file(saved.path, url=saved.url, now=lambda: saved.seen_at)


def loaded(subject: Subject) -> Page | UnreadablePage | FetchError:
    """The page itself; of a saved one that cannot be had, its error."""
    if isinstance(subject, Page):
        return subject
    try:
        return load_saved(subject)
    except (UnreadablePage, FetchError) as error:
        return error.with_traceback(None)


def feed_of(page: Page) -> Feed | None:
    """The feed that a page is, None if it is none."""
    from newsgrab.source.feed import read_feed

    return read_feed(page.content, page.address or "", page.header("content-type"))


def sitemap_of(page: Page) -> Sitemap | None:
    """The sitemap that a page is, None if it is none."""
    from newsgrab.source.sitemap import read_sitemap

    return read_sitemap(page.content, page.address or "")


def captures_task(cdx_base: str | None) -> Callable[[Page], CaptureList | None]:
    """The task that reads what a web archive lists: a time map, or the CDX of the archive at `cdx_base`."""
    return partial(captures_of, cdx_base=cdx_base)


def captures_of(page: Page, cdx_base: str | None = None) -> CaptureList | None:
    """The captures in such a list, None if it is none."""
    from newsgrab.source.captures import read_cdx, read_time_map

    text = page.content.decode("utf-8", "replace")
    return read_time_map(text) if cdx_base is None else read_cdx(text, cdx_base)


def links_of(page: Page) -> PageLinks:
    """The links and the named feeds of a section page."""
    from newsgrab.extraction.page.links import page_links

    return page_links(page)


def is_article(page: Page) -> bool:
    """Whether a page holds an article, by the built-in profiles."""
    return extract_page(page).article is not None
