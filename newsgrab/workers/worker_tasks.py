"""What a reading process does with a page: have it (a saved one), read it, make it ready to be kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsgrab.errors import UnreadablePage
from newsgrab.page import Page, SavedFile

if TYPE_CHECKING:
    from newsgrab.archive.keep.prepared import PreparedPage


def prepare(page: Page | SavedFile, folder: str | None = None) -> PreparedPage | UnreadablePage:
    """The page and its reading by the profile of its site, ready to be kept; `folder` holds the user's profiles.

    A saved page that cannot be had is its error. Raises BadProfile.
    """
    from newsgrab.archive.keep.prepared import prepare_page
    from newsgrab.extraction.page.refresh import refresh_target
    from newsgrab.workers.extract_with_profile import read

    if isinstance(page, SavedFile):
        try:
            page = load_saved(page)
        except UnreadablePage as error:
            return error.with_traceback(None)
    reading = read(page, folder)
    ready = prepare_page(page, reading)
    return replace(ready, refresh=refresh_target(page)) if reading.article is None else ready


def prepare_by(folder: str, page: Page | SavedFile) -> PreparedPage | UnreadablePage:
    """The same, with the folder first: for `ReaderPool`."""
    return prepare(page, folder)


def load_saved(saved: SavedFile) -> Page:
    """The page in a file. Raises UnreadablePage."""
    from newsgrab.fetch.files import read_file

    return read_file(saved.path, url=saved.url, now=lambda: datetime.now(UTC))


def reader(folder: Path | None) -> str:
    """The name of the reader for `ReaderPool`: its process loads the function and gives it what stands behind the ?."""
    return (
        f"newsgrab.workers.worker_tasks:prepare_by?{folder.absolute()}"
        if folder
        else "newsgrab.workers.worker_tasks:prepare"
    )
