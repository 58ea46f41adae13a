"""Extraction: page → article. Pure and deterministic: no clock, no network, no state.

`read` gives an ExtractionResult with a verdict for whatever was fetched, `extract` the article or an error. Start at
`_read_html`. The rooms, each importing only those before it: words, page, body, fields, state; induction learns
profiles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsgrab.article import Article
from newsgrab.errors import BadUrl, NotAnArticle
from newsgrab.extraction.body.text_page import is_text_page, read_text_page
from newsgrab.extraction.body.verdict import not_a_page, other_kind
from newsgrab.extraction.gc_pause import gc_paused
from newsgrab.extraction.page.decode import Decoded, decode
from newsgrab.extraction.recipe import recipe_by
from newsgrab.extraction_result import ExtractionResult, FieldCandidate, Part, Verdict
from newsgrab.page import Origin, Page
from newsgrab.urls import canonical, site

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.profile import Layout, Profile

_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)

__all__ = ["extract", "read"]


def extract(html: bytes | str, url: str | None = None, *, profile: Profile | None = None) -> Article:
    """The article that a page holds; `url` is the address it came from, `profile` what is known about its site.

    Raises NotAnArticle if it holds none, or if neither `url` nor the page tells its address; BadUrl for a bad `url`.
    """
    address = canonical(url) if url else None
    if isinstance(html, str):
        reading = _read(Decoded(html.removeprefix("\ufeff"), None, "utf-8"), address, _ReadOptions(profile))
    else:
        reading = read(Page(html, _NO_TIME, Origin.FILE, address), profile=profile)
    if reading.article is None:
        raise NotAnArticle(f"{address or 'the page'}: {reading.reason}")
    return reading.article


def read(page: Page, *, profile: Profile | None = None, explain: bool = False) -> ExtractionResult:
    """What a page says: an article, or what it is instead. Of a profile, the layout of the day of the look is used."""
    problem = not_a_page(page.content)
    if problem:
        return ExtractionResult(Verdict.OTHER, problem, address=page.url)
    options = _ReadOptions(profile, page.seen_at.date() if page.seen_at != _NO_TIME else date.max, explain)
    reading = _read(decode(page.content, page.header("content-type")), page.address, options)
    name = recipe_by(profile, options.day)
    if page.incomplete and reading.article is not None:
        reading = replace(reading, part=Part.CUT, article=replace(reading.article, truncated=True))
    return replace(reading, recipe=name)


@dataclass(frozen=True, slots=True)
class _ReadOptions:
    """How a page is to be read: with a site's profile as of a day, and with or without the candidates."""

    profile: Profile | None = None
    day: date = date.max
    explain: bool = False

    @property
    def layout(self) -> Layout | None:
        return self.profile.layout(self.day) if self.profile else None


def _read(decoded: Decoded, url: str | None, options: _ReadOptions) -> ExtractionResult:
    kind = other_kind(decoded.text)
    if kind:
        verdict, reason = kind
        return ExtractionResult(verdict, reason, None, url, decoded.declared, decoded.used)
    if is_text_page(decoded.text):
        return _read_text(decoded, url)
    found = _read_parsed(decoded, url, options)
    if found.verdict not in _EMPTY:
        return found
    from newsgrab.extraction.page.without_scripts import for_readers_without_scripts

    opened = for_readers_without_scripts(decoded)
    other = _read_parsed(opened, url, options) if opened is not None else found
    if other.article is None:
        return found
    sources = MappingProxyType({**other.article.sources, "blocks": "noscript"})
    return replace(other, article=replace(other.article, sources=sources))


_EMPTY = frozenset({Verdict.SHELL, Verdict.OTHER})


def _read_parsed(decoded: Decoded, url: str | None, options: _ReadOptions) -> ExtractionResult:
    from newsgrab.extraction.page.document import Document

    with gc_paused():
        document = Document(decoded, url)
        try:
            return _read_html(document, options)
        except RecursionError:  # hundreds of boxes one in the other: not made for readers
            reason = "its elements stand one in the other too deeply"
            return ExtractionResult(Verdict.OTHER, reason, None, url, decoded.declared, decoded.used)
        finally:
            document.forget()


def _read_text(decoded: Decoded, url: str | None) -> ExtractionResult:
    found = read_text_page(decoded.text)
    if not found.title or not found.blocks:
        reason = "a text without a headline" if found.blocks else "a text without paragraphs"
        return ExtractionResult(Verdict.OTHER, reason, None, url, decoded.declared, decoded.used)
    if url is None:
        return ExtractionResult(
            Verdict.OTHER, "a text page needs an address", None, None, decoded.declared, decoded.used
        )
    article = Article(
        url=url,
        title=found.title,
        blocks=found.blocks,
        category=found.category,
        views=found.views,
        views_text=found.views_text,
        related=found.related,
        sources=MappingProxyType({"title": "text page", "blocks": "text page"}),
    )
    return ExtractionResult(Verdict.ARTICLE, "", article, url, decoded.declared, decoded.used)


def _read_html(document: Document, options: _ReadOptions) -> ExtractionResult:
    from newsgrab.extraction.body.headline_and_text import read_headline_and_text
    from newsgrab.extraction.by_profile import is_checked, read_by_profile
    from newsgrab.extraction.fields.read_fields import read_fields
    from newsgrab.extraction.selectors import apply_profile, remove_parts
    from newsgrab.extraction.state.embedded_article import embedded_article

    address = _address(document)
    profile, layout = options.profile, options.layout
    if layout is not None:
        remove_parts(document, layout)
    if profile is not None and layout is not None and address is not None and not options.explain:
        read_alone = None if is_checked(address) else read_by_profile(document, profile, layout)
        if read_alone is not None:
            told, found = read_alone
            return _result(document, address, replace(told, url=address, sources=MappingProxyType(found)))
    core = read_headline_and_text(document)
    embedded = embedded_article(document, core)
    if embedded is not None:
        core = embedded.core
    verdict, reason = core.verdict, core.reason
    if verdict is Verdict.ARTICLE and address is None:
        verdict, reason = Verdict.OTHER, "neither you nor the page tells its address"
    article = None
    more: tuple[FieldCandidate, ...] = ()
    if verdict is Verdict.ARTICLE and address is not None and core.title:
        document.regions.title = core.title
        fields = read_fields(document)
        sources = {"title": core.headline.source}
        if embedded is not None:
            fields = embedded.fields(document, fields)
            sources["blocks"] = core.headline.source
        article = replace(
            fields.article,
            url=address,
            title=core.title,
            blocks=core.blocks,
            truncated=core.part is not Part.WHOLE,
            sources=MappingProxyType(sources | fields.sources),
        )
        more = fields.candidates
        if profile is not None and layout is not None:
            article, found = apply_profile(document, article, profile, layout)
            article = replace(article, sources=MappingProxyType({**article.sources, **found}))
        if not article.body:  # a headline alone would replace the text of an earlier look
            article, verdict, reason = None, Verdict.OTHER, "no article text found"
    return ExtractionResult(
        verdict,
        reason,
        article,
        address,
        document.charset_declared,
        document.charset_used,
        noarchive=_forbids_keeping(document),
        candidates=_candidates(core.headline.candidates, more) if options.explain else (),
        part=core.part if article is not None else Part.WHOLE,
    )


def _result(document: Document, address: str, article: Article) -> ExtractionResult:
    """The result for a page that its profile alone has read."""
    return ExtractionResult(
        Verdict.ARTICLE,
        "",
        article,
        address,
        document.charset_declared,
        document.charset_used,
        noarchive=_forbids_keeping(document),
    )


def _forbids_keeping(document: Document) -> bool:
    return "noarchive" in (document.meta("robots") or "").lower()


def _address(document: Document) -> str | None:
    """The address to keep the article under: what the page names, if it is on the same site, else where it was."""
    own, url = document.canonical_link, document.url
    if url is None:
        return own
    try:
        url = canonical(url)
    except BadUrl:
        return own
    home = own is not None and urlsplit(own).path == "/" != urlsplit(url).path  # a system that always names its home
    same_origin = own is not None and site(own) == site(url) and urlsplit(own).port == urlsplit(url).port
    return own if same_origin and not home else url


def _candidates(*groups: tuple[FieldCandidate, ...]) -> tuple[FieldCandidate, ...]:
    return tuple(candidate for group in groups for candidate in group)
