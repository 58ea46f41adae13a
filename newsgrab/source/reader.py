"""The ways to read a source's bytes. Where that is done is the caller's matter: they are a stranger's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsgrab.extraction.page.links import PageLinks
    from newsgrab.page import Page
    from newsgrab.source.feed import Feed
    from newsgrab.source.sitemap import Sitemap


@dataclass(frozen=True, slots=True)
class SourceReader:
    """What a page says as a feed, as a sitemap (None if it is none) and as a section page; whether it is an article.

    All raise ReadingFailed.
    """

    feed: Callable[[Page], Feed | None]
    sitemap: Callable[[Page], Sitemap | None]
    links: Callable[[Page], PageLinks]
    is_article: Callable[[Page], bool]
