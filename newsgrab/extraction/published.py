"""When the article was first published, and when it was last changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsgrab.extraction.dates import Moment, read_date, read_iso
from newsgrab.extraction.document import line
from newsgrab.extraction.found import Found
from newsgrab.extraction.outline import Element, Text
from newsgrab.extraction.structured import value_of
from newsgrab.reading import Candidate

if TYPE_CHECKING:
    from newsgrab.extraction.document import Document

_PUBLISHED_METAS = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",  # noqa: E501
    "publishdate", "publish-date", "publish_date", "published", "pubdate", "date.published", "dc.date.issued", "dcterms.issued", "dc.date.created",  # noqa: E501
    "dcterms.created", "dcterms.date", "dc.date", "dcterms.available", "citation_publication_date", "citation_date", "rnews:datepublished", "article.published", "article_date_original", "cxenseparse:recs:publishtime",  # noqa: E501
    "cxenseparse:publishtime", "ptime", "displaydate", "date", "pub_date", "article:post_time", "og:pubdate", "newsdate", "originalpublicationdate", "release_date", "datecreated", "article:created", "created", "iso-8601-publish-date", "bt:pubdate", "buildtime", "weibo: article:create_at", "weibo:article:create_at",  # noqa: E501
)  # fmt: skip
_UPDATED_METAS = (
    "article:modified_time", "article:modified", "og:updated_time", "datemodified", "lastmod", "last-modified", "dc.date.modified", "dcterms.modified",  # noqa: E501
    "article:updated_time", "updated", "modified", "date.updated", "date.modified", "utime", "revised", "weibo: article:update_at", "article:updated",  # noqa: E501
)  # fmt: skip
_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_ADDRESS_LOOSE = re.compile(r"/((?:19|20)\d\d)/(\d{1,2}|[a-z]{3})/(\d{1,2})(?=/|\b)")
_DATE_NAMES_TEXT = """
date time published publish pubdate posted dateline timestamp datetime created postdate publishdate pub entry
byline meta info submitted calendar datum fecha data tarih zeit
"""
_DATE_NAMES = frozenset(_DATE_NAMES_TEXT.split())
_DATE_SURE_TEXT = """
published publish pubdate posted dateline created publishdate date postdate datetime timestamp
"""
_DATE_SURE = frozenset(_DATE_SURE_TEXT.split())
_UPDATED_NAMES = frozenset(("updated", "modified", "update", "modify", "lastmod", "edited"))
_UPDATED_WORDS = re.compile(
    r"updated?\b|modified|last (?:edit|change)|aktualisiert|geändert|mis à jour|modifié|actualizad|modificad|atualizad|aggiornat|modificat|bijgewerkt|gewijzigd|aktualizace|aktualizacja|zaktualizowan|обновлен|обновлён|изменен|оновлено|güncelleme|güncellenme|guncelle|ενημέρωση|τελευταία|آخر تحديث|تحديث|محدث|به روز|بروزرسانی|آخرین|עודכן|עדכון|अपडेट|更新|修改|수정|uppdaterad|oppdatert|opdateret|päivitetty|frissítve|actualizat|diperbarui|cập nhật",  # noqa: E501
    re.IGNORECASE,
)
_PUBLISHED_WORDS = re.compile(
    r"publish|posted|first published|veröffentlicht|erstellt|publié|publicad|pubblicat|gepubliceerd|geplaatst|publicerad|publisert|udgivet|julkaistu|opublikowan|publikov|zveřejněn|опубликован|размещен|опубліковано|yayın|eklenme|giriş tarihi|oluşturma|δημοσίευση|δημοσιεύ|نشر|نشرت|تاريخ|انتشار|تاریخ|פורסם|प्रकाशित|发布|發布|发表|發表|公開|投稿|掲載|입력|등록|megjelent|publicat|diterbitkan|xuất bản|đăng",  # noqa: E501
    re.IGNORECASE,
)


def find_published(document: Document) -> Found[Moment | None]:
    """When the article was published first. Machine-readable places win over printed ones, exact ones over the address."""  # noqa: E501
    return _first("published_at", _published(document))


def find_updated(document: Document) -> Found[Moment | None]:
    """When the article was changed last, None if the page does not say so apart from its publication."""
    return _first("updated_at", _updated(document))


def _first(field: str, moments: Iterator[tuple[Moment | None, str]]) -> Found[Moment | None]:
    for moment, source in moments:
        if moment is not None and 1900 < moment.at.year < 2100:
            return Found(moment, source, (Candidate(field, source, moment.iso, chosen=True),))
    return Found(None)


def _published(document: Document) -> Iterator[tuple[Moment | None, str]]:
    structured = document.structured
    if structured.article:
        for key in ("datePublished", "dateCreated", "uploadDate"):
            yield _machine(structured.article.text(key)), f"json-ld {key}"
    for name in _PUBLISHED_METAS[:4]:
        yield _machine(document.meta(name)), f"meta {name}"
    yield from _properties(document, "datepublished", "datecreated")
    for name in _PUBLISHED_METAS[4:]:
        value = document.meta(name)
        if value:
            yield read_date(value, document.language), f"meta {name}"
    for thing in structured.of_type("WebPage", "ItemPage", "VideoObject", "Product"):
        yield (
            _machine(thing.text("datePublished") or thing.text("uploadDate")),
            f"json-ld {thing.types[0]} datePublished",
        )
    yield from _printed(document, updated=False)
    yield _from_address(document.url or ""), "address"
    yield from _anywhere(document)
    yield from _updated(document)


def _updated(document: Document) -> Iterator[tuple[Moment | None, str]]:
    structured = document.structured
    if structured.article:
        yield _machine(structured.article.text("dateModified")), "json-ld dateModified"
    for name in _UPDATED_METAS:
        value = document.meta(name)
        if value:
            yield read_date(value, document.language), f"meta {name}"
    yield from _properties(document, "datemodified")
    yield from _printed(document, updated=True)


def _machine(text: str | None) -> Moment | None:
    return (read_iso(text) or read_date(text)) if text else None


def _properties(document: Document, *names: str) -> Iterator[tuple[Moment | None, str]]:
    for name in names:
        for found in document.structured.properties.get(name, ()):
            if not document.place.is_foreign(found.node):
                yield read_date(value_of(found.node), document.language), f"microdata {name}"


def _printed(document: Document, *, updated: bool) -> Iterator[tuple[Moment | None, str]]:
    """Dates in `time` elements and in elements whose names say date, those near the headline first."""
    start = document.place.headline_order
    elements = [Element(node) for node in document.tree.css("time")]
    elements += [element for element in document.outline.named(*_DATE_PARTS) if _is_dated(element)]
    orders = [(document.outline.order_of(element.node), element) for element in elements[:80]]
    near = [(abs(order - start) + (0 if order > start - 60 else 500), element) for order, element in orders]
    near.sort(key=lambda pair: pair[0])
    ranked: list[tuple[int, int, Moment, str]] = []
    for distance, element in near[:60]:
        moment, text, sure = _of_element(document, element)
        if moment is None or document.place.is_foreign(element.node):
            continue
        is_update = bool(_UPDATED_WORDS.search(text)) or not _UPDATED_NAMES.isdisjoint(element.names)
        says = bool(_PUBLISHED_WORDS.search(text)) or "published" in element.names
        if is_update and says:
            is_update = updated
        if is_update == updated:
            ranked.append(
                (
                    0 if says else 1 if sure else 2,
                    distance,
                    moment,
                    f"{element.tag} {element.get('class')}".strip()[:60],
                )
            )
    ranked.sort(key=lambda row: row[:2])
    for _, _, moment, source in ranked:
        yield moment, source


_DATE_PARTS_TEXT = """
date time publish posted created byline meta info submitted calendar datum fecha tarih
"""
_DATE_PARTS = tuple(_DATE_PARTS_TEXT.split())


def _is_dated(element: Element) -> bool:
    names = element.names
    return (
        not _DATE_NAMES.isdisjoint(names)
        and _NOT_DATES.isdisjoint(names)
        and element.tag not in ("body", "html", "article", "main", "form")
    )


_NOT_DATES = frozenset(
    ("today", "current", "now", "clock", "topbar", "top", "weather", "header", "comment", "event", "reading", "read")
)


def _of_element(document: Document, element: Element) -> tuple[Moment | None, str, bool]:
    """The date of an element, the text that it stands in, and whether the element is surely a date."""
    stamp = (
        element.get("datetime") or element.get("content") or element.get("data-datetime") or element.get("data-date")
    )
    text = line(element.node)
    if len(text) > 200:
        return None, "", False
    moment = read_iso(stamp) if stamp and any(char.isdigit() for char in stamp) else None
    if moment is None and text:
        moment = read_date(text, document.language)
    if moment is None and element.get("title"):
        moment = read_date(element.get("title"), document.language)
    context = text
    parent = element.node.parent
    if parent is not None and element.tag == "time":
        around = line(parent)
        context = around if len(around) < 120 else text
    return moment, context, element.tag == "time" or not _DATE_SURE.isdisjoint(element.names)


def _anywhere(document: Document) -> Iterator[tuple[Moment | None, str]]:
    """Dates in any short text near the headline."""
    start = document.place.headline_order
    texts: list[Text] = [text for text in document.outline.texts if any(char.isdigit() for char in text.text)]
    texts.sort(key=lambda text: abs(text.order - start) + (0 if text.order > start - 60 else 500))
    for text in texts[:40]:
        moment = read_date(text.text, document.language)
        if moment is not None and not document.place.is_foreign(text.node):
            yield moment, "text"


def _from_address(url: str) -> Moment | None:
    path = url.split("//", 1)[-1].partition("/")[2]
    match = _ADDRESS.search(path)
    if match:
        return read_iso("-".join(match.groups()))
    match = _ADDRESS_LOOSE.search("/" + path)
    if match is None:
        return None
    year, month, day = match.groups()
    if month.isdigit():
        return read_iso(f"{year}-{month}-{day}")
    return read_date(f"{day} {month} {year}")
