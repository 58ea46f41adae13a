"""Kept pages read again by today's reader and profiles, several at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgrab.errors import FetchError, NotAnArchive, ReadingFailed, UnreadablePage
from newsgrab.workers.extract_with_profile import recipe_of

if TYPE_CHECKING:
    from newsgrab.archive import Archive
    from newsgrab.archive.care.revisions import Revision, VersionText
    from newsgrab.page import Page
    from newsgrab.workers.reader_pool import ReaderPool


@dataclass(frozen=True, slots=True)
class ReextractResult:
    """What came of reading one text's page again: a revision, or `problem`, or neither where it reads the same."""

    text: VersionText
    revision: Revision | None = None
    problem: str = ""


def outdated(texts: Iterable[VersionText], folder: str | None) -> list[VersionText]:
    """The texts that other rules than today's have read; `folder` holds the user's profiles."""
    return [text for text in texts if text.recipe != recipe_of(text.address, text.seen_at, folder)]


def reextract(
    archive: Archive, texts: Iterable[VersionText], readers: ReaderPool, *, keep: bool, stop: Callable[[], bool] = bool
) -> Iterator[ReextractResult]:
    """Each text with what came of it; with `keep` its revision is kept, one transaction each.

    Once `stop` says True nothing further is begun.
    """
    waiting: deque[VersionText] = deque()
    troubles: deque[ReextractResult] = deque()

    def pages() -> Iterator[Page]:
        for text in texts:
            try:
                page = archive.care.page_of(text)
            except NotAnArchive as error:  # one damaged page
                troubles.append(ReextractResult(text, problem=str(error)))
                continue
            waiting.append(text)
            yield page

    for _, came in readers.read_all(pages()):
        text = waiting.popleft()
        yield from _taken(troubles)
        if isinstance(came, ReadingFailed):
            yield ReextractResult(text, problem=came.reason)
        elif isinstance(came, UnreadablePage | FetchError):
            yield ReextractResult(text, problem=str(came))
        elif came.reading.article is None:
            yield ReextractResult(
                text, problem=f"no article any more: {came.reading.reason}; the text stays as it was read"
            )
        else:
            yield ReextractResult(
                text, archive.care.keep_revision(text, came) if keep else archive.care.revision_of(text, came)
            )
        if stop():
            return
    yield from _taken(troubles)


def _taken(troubles: deque[ReextractResult]) -> Iterator[ReextractResult]:
    while troubles:
        yield troubles.popleft()
