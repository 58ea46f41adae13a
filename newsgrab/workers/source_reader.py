"""Feeds, sitemaps and section pages, read in the reading processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from newsgrab.source.reader import SourceReader
from newsgrab.workers.reader_pool import ReaderPool, reading_time_s
from newsgrab.workers.tasks import feed_of, is_article, links_of, sitemap_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsgrab.page import Page

R = TypeVar("R")


def source_reader(pool: ReaderPool, deadline_s: float) -> SourceReader:
    """Reads in the pool, each page for as long as its address has left of `deadline_s`."""

    def in_pool(task: Callable[[Page], R]) -> Callable[[Page], R]:
        return lambda page: pool.run(task, page, within_s=reading_time_s(page, deadline_s))

    return SourceReader(in_pool(feed_of), in_pool(sitemap_of), in_pool(links_of), in_pool(is_article))
