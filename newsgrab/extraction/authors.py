"""The authors, as printed: persons, and newsrooms where no person is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from newsgrab.extraction.bylines import by_match, looks_like_a_person, names_in
from newsgrab.extraction.dates import read_date
from newsgrab.extraction.document import line
from newsgrab.extraction.folding import fold
from newsgrab.extraction.found import Found
from newsgrab.extraction.outline import Element
from newsgrab.extraction.printed_dates import is_date_label
from newsgrab.extraction.structured import Property, value_of
from newsgrab.reading import Candidate
from newsgrab.urls import site

if TYPE_CHECKING:
    from newsgrab.extraction.document import Document

MAX_AUTHORS = 8
CLOSE = 80  # nodes below the headline within which a byline counts even in a box that seems to be apart
_Candidate = tuple[tuple[str, ...], str]
_METAS_TEXT = """
author article:author parsely-author dc.creator dcterms.creator byl byline sailthru.author citation_author
article:author_name article.author author_name og:article:author og:author creator dcsext.author
cxenseparse:recs:author vr:author rbauthors authors mediator_author twitter:data1
"""
_METAS = tuple(_METAS_TEXT.split())
_NAMES_TEXT = """
author authors byline bylines writer autor autore auteur autores verfasser yazar muhabir avtor reporter
contributor kirjoittaja forfatter skribent journalist redactor firma creator postauthor vcard createdby
"""
_NAMES = frozenset(_NAMES_TEXT.split())
_PARTS_TEXT = """
author byline writer autor auteur yazar muhabir verfasser avtor reporter contributor forfatter kirjoittaja
journalist redactor firma creator vcard createdby
"""
_PARTS = tuple(_PARTS_TEXT.split())
_AVOID_TEXT = """
box bio description desc more image avatar photo social follow comment comments share date title role position
job info-more twitter email latest related articles posts list
"""
_AVOID = frozenset(_AVOID_TEXT.split())


def find_authors(document: Document) -> Found[tuple[str, ...]]:
    """The names of who wrote the article, without "by"; an empty tuple if the page names nobody.

    The first place that names a person wins; a newsroom, or the site itself, only where no place names one.
    """
    own = _own_names(document)
    weighed: list[_Candidate] = []
    best: _Candidate | None = None
    for names, source in _candidates(document):
        if not names or (weighed and source in _GUESSES):
            continue
        weighed.append((names, source))
        persons = tuple(name for name in names if not _is_own(name, own))
        if persons and not all(_is_newsroom(name) for name in persons):
            best = (persons, source)
            break
    if best is None and weighed:
        best = next((one for one in weighed if not all(_is_own(name, own) for name in one[0])), weighed[0])
    if best is None:
        return Found(())
    candidates = tuple(Candidate("authors", source, "; ".join(names), source == best[1]) for names, source in weighed)
    return Found(best[0], best[1], candidates)


_GUESSES = frozenset({"beside the date", "json-ld Person"})  # taken only where nothing else names anybody


def _own_names(document: Document) -> frozenset[str]:
    """What the site calls itself, letters only."""
    article = document.structured.article
    names = [document.meta("og:site_name") or "", *(article.texts("publisher") if article else ())]
    if article:
        names += [name for one in article.things("author") if one.is_a(*_ORGANIZATIONS) and (name := one.text("name"))]
    host = site(document.url or "")
    names += [host, host.rsplit(".", 1)[0], host.split(".")[0]]
    return frozenset(key for name in names if (key := _letters(name)))


_ORGANIZATIONS = ("Organization", "NewsMediaOrganization", "Corporation", "NewsAgency", "WebSite")


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def _is_own(name: str, own: frozenset[str]) -> bool:
    return _letters(name) in own


_NEWSROOM = re.compile(
    r"redaktion|rédaction|redacción|redação|redazione|redactie|redakcja|redakce|redacci|newsroom|editorial|desk\b|staff\b|news agency|agenc|agentur|report(?:ers)?$|هيئة التحرير|التحرير|وكال|فريق|المحرر|گروه|خبرگزاری|ویب ڈیسک|редакция|редакція|merkezi|ajans|σύνταξη|επιμέλεια|מערכת|डेस्क|编辑部|編集部|本报讯|新华社|편집|\bteam\b|associated press|reuters|\bafp\b|\bdpa\b|\bapa\b|\bansa\b|\befe\b|\btass\b|press$",  # noqa: E501
    re.IGNORECASE,
)


def _is_newsroom(name: str) -> bool:
    return bool(_NEWSROOM.search(name))


def _candidates(document: Document) -> Iterator[_Candidate]:
    structured = document.structured
    if structured.article:
        for key in ("author", "creator"):
            texts = [text for text in structured.article.texts(key) if text]
            texts += [name for thing in structured.article.things(key) if (name := structured.named(thing))]
            yield names_in(texts), f"json-ld {key}"
    printed = _printed(document)
    yield from islice(printed, 1)
    for name in _METAS:
        if name == "twitter:data1" and fold(document.meta("twitter:label1") or "") not in _LABELS:
            continue
        yield names_in(document.metas.get(name, ())), f"meta {name}"
    yield from printed
    yield from _spoken(document)
    yield from _bare(document)
    for thing in structured.of_type("Person"):
        yield names_in(thing.texts("name")), "json-ld Person"


_LABELS = frozenset(
    map(
        fold,
        (
            "written by",
            "author",
            "verfasst von",
            "geschrieben von",
            "écrit par",
            "escrito por",
            "por",
            "von",
            "by",
            "auteur",
            "автор",
            "yazar",
            "كتبه",
            "كُتب بواسطة",
            "الكاتب",
            "scritto da",
            "autore",
            "napisane przez",
            "door",
            "geschreven door",
            "skriven av",
            "skrevet av",
            "di",
            "נכתב על ידי",
            "執筆者",
            "作者",
            "نویسنده",
            "tác giả",
            "ditulis oleh",
            "autor",
        ),
    )
)


def _printed(document: Document) -> Iterator[_Candidate]:
    """Names in elements that are marked as the author's, those near the headline first."""
    place = document.place
    marked = [found.node for found in _author_properties(document)]
    groups: dict[str, list[str]] = {}
    for node in marked:
        if not place.is_foreign(node):
            inner = node.css("[itemprop=name],[property$=name]")
            groups.setdefault("microdata author", []).extend(map(value_of, inner or [node]))
    start = place.headline_order
    rows = []
    elements = [Element(node) for node in document.tree.css("a[rel~=author], address")]
    for element in elements + document.outline.named(*_PARTS):
        names = element.names
        rel = "author" in element.get("rel").lower().split()
        if not rel and element.tag != "address" and (_NAMES.isdisjoint(names) or not _AVOID.isdisjoint(names)):
            continue
        order = document.outline.order_of(element.node)
        rows.append((abs(order - start) + (0 if order > start - 40 else 1000), rel, element))
    rows.sort(key=lambda row: row[0])
    for distance, is_rel, element in rows[:25]:
        text = line(element.node)
        if not text or len(text) > 160 or fold(text) in place.titles:
            continue
        if place.is_foreign(element.node) and not distance < CLOSE:
            continue
        links = [line(link) for link in element.node.css("a")] if element.tag != "a" else []
        links = [link for link in links if 2 < len(link) < 40 and names_in([link])]
        names_here = links if links and not is_rel else [text]
        groups.setdefault("rel author" if is_rel else f"class {element.get('class')[:40]}", []).extend(names_here)
    for source, group in groups.items():
        group_names = names_in(group)
        if len(group_names) <= MAX_AUTHORS:  # else a list of commenters or of the staff
            yield group_names, source


def _author_properties(document: Document) -> tuple[Property, ...]:
    """Properties that name an author."""
    return document.structured.properties.get("author", ()) + document.structured.properties.get("creator", ())


def _spoken(document: Document) -> Iterator[_Candidate]:
    """Short texts near the headline that begin with "by", or whose parts between bars do."""
    start = document.place.headline_order
    texts = [text for text in document.outline.texts if -60 <= text.order - start <= 250]
    for index, text in enumerate(texts):
        if len(text.text) > 120:
            continue
        for part in _BARS.split(text.text):
            match = by_match(part)
            if match is None or document.place.is_foreign(text.node):
                continue
            rest = part[match.end() :].strip()
            if not rest and index + 1 < len(texts):
                rest = texts[index + 1].text
            names = names_in(rest.split(" - ") if ":" in match[0] else [rest])
            if names and all(looks_like_a_person(name) for name in names):
                yield names, "text"


def _bare(document: Document) -> Iterator[_Candidate]:
    """Names without any label that stand beside a date at the headline."""
    start = document.place.headline_order
    texts = [text for text in document.outline.texts if -30 <= text.order - start <= 80 and len(text.text) <= 120]
    parts = [(part.strip(), text) for text in texts for part in _BARS.split(text.text) if part and part.strip()]
    if not any(_DIGIT.search(part) for part, _ in parts):
        return
    parts = [(part, text) for part, text in parts if not is_date_label(part)]
    dated = [
        index
        for index, (part, _) in enumerate(parts)
        if len(part) < 60 and _DIGIT.search(part) and read_date(part, document.language)
    ]
    for index in dated:
        for near in (index - 1, index + 1, index - 2, index + 2):
            if not 0 <= near < len(parts):
                continue
            part, text = parts[near]
            names = names_in([part])
            if not names or not all(looks_like_a_person(name) for name in names):
                continue
            if text.folded in document.place.titles or document.outline.label_counts.get(text.folded, 0) > 3:
                continue
            if document.outline.in_menu(text.node):
                continue
            if not document.place.is_foreign(text.node) or 0 < text.order - start < CLOSE:
                yield names, "beside the date"


_DIGIT = re.compile(r"\d")
_BARS = re.compile(r"\s+[|•·–—]\s+|\s*[|｜]\s*|\s{2,}")
