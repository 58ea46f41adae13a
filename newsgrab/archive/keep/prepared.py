"""A look made ready to be kept: all that can be worked out without the archive, so in any process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from newsgrab.archive.editorial import Editorial, storable
from newsgrab.archive.keep.pages import Packed, pack
from newsgrab.archive.keep.rows import columns_of
from newsgrab.archive.search.index.stems import Terms, terms_of
from newsgrab.article import Article
from newsgrab.extraction_result import ExtractionResult
from newsgrab.page import Page


@dataclass(frozen=True, slots=True)
class PreparedPage:
    """A page and its reading, as they are to be kept.

    `page` is without its bytes: `packed` has them. The texts of `reading` can be stored; `hashes` and `terms` are
    those of its article, {} and None if there is none. Without `terms` they are made when a text turns out to be new.
    `refresh` is where a page without an article leads to by itself. `given` is what a server gave for a page that a
    browser has filled.
    """

    page: Page
    packed: Packed
    reading: ExtractionResult
    hashes: Mapping[str, str]
    terms: Terms | None
    refresh: str | None = None
    given: Packed | None = None


def prepare_page(page: Page, reading: ExtractionResult, *, kept_here: bool = False) -> PreparedPage:
    """Everything that keeping this page will need.

    `kept_here` says that it goes to no other process, which would have better things to do than to unpack the bytes and
    to make terms: those of a text that is known nobody needs.
    """
    bare, packed, given = replace(page, content=b""), pack(page.content), None
    packed = replace(packed, content=page.content) if kept_here else packed
    if page.rendering is not None:
        bare, given = replace(bare, rendering=replace(page.rendering, given=b"")), pack(page.rendering.given)
    if reading.article is None:
        return PreparedPage(bare, packed, reading, {}, None, given=given)
    article = storable(reading.article)
    terms = _terms_of(article) if not kept_here else None
    told = replace(reading, article=article)
    return PreparedPage(bare, packed, told, Editorial.of(article).hashes(), terms, given=given)


def _terms_of(article: Article) -> Terms:
    category, authors, tags, language, *_ = columns_of(article)
    return terms_of((article.title, article.body, category, authors, tags, language))
