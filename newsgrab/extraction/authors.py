"""The authors, as printed: persons, and newsrooms where no person is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from newsgrab.extraction.document import line, one_line
from newsgrab.extraction.folding import fold
from newsgrab.extraction.found import Found
from newsgrab.extraction.outline import Element
from newsgrab.extraction.structured import value_of
from newsgrab.reading import Candidate

if TYPE_CHECKING:
    from newsgrab.extraction.document import Document
    from newsgrab.extraction.structured import Property

MAX_NAME_CHARS = 60
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
job info-more twitter email
"""
_AVOID = frozenset(_AVOID_TEXT.split())
_BY = re.compile(
    r"^\s*(?:(?:written|posted|published|reported|story|words?|text|report|photographs?|article|submitted|edited|created|analysis|opinion|review) by|by|von|von:|par|por|di|a cura di|scritto da|door|av|af|od|przez|tekst|text|texto|texte|testo|autor(?:es|in|a|en)?|authors?|auteurs?|autor[ei]|verfasst von|geschrieben von|publié par|écrit par|propos recueillis par|escrito por|publicado por|redacción:|texto:|yazan|yazar|haber|muhabir|kaynak|автор(?:ы|и|ка|ът)?|текст|от|συντάκτης|συντάκτρια|γράφει|γράφουν|του|της|από|επιμέλεια|كتب|كتبت|كتبه|بقلم|تحرير|إعداد|اعداد|الكاتب|الكاتبة|المصدر|المحرر|نویسنده|نوشته|گزارش|خبرنگار|تحریر|مصنف|از|מאת|כתב|כתבה|लेखक|द्वारा|रिपोर्ट|लेखिका|记者|記者|作者|文|文字|撰文|撰稿|编辑|編集|著者|ライター|執筆|取材|글|oleh|penulis|tác giả|napisał|napisała|írta|szerző|scris de|de către|shkruar nga|rašo|piše|napisao|tekijä|skrevet af|skrevet av|teksti|foto|kirjoittaja)\s*(?:[:：・|/\-–—.]|(?=\s)|$)\s*",  # noqa: E501
    re.IGNORECASE,
)
_BY_CHARWISE = re.compile(
    r"^\s*(?:记者|記者|作者|撰文|撰稿|文字|本报记者|通讯员|文|取材・文|執筆|著者|ライター|글)\s*[:：・|/丨]?\s*"
)
_SPLIT = re.compile(
    r"\s*[;؛|•·\n/]\s*|\s*[,،、，](?!\s*(?:jr|sr|ph\.?d|m\.?d|iii?)\b)\s*|\s+(?:and|und|et|y|e|en|og|och|i|и|та|και|ve|و|und|&|\+|with|mit|avec|con|com|ja|és|și|a|oraz|और|اور|dan|và|sowie)\s+|\s+و(?=[\u0621-\u064a]{2,}\s+\S)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[|–—(\[<]|\s-\s|\bfor\b|\b(?:staff|senior|chief)?\s?(?:writer|reporter|correspondent|editor|contributor|columnist|producer)\b|\b\d{1,4}\b|@|https?:|updated|published|posted|\bon\b|\bin\b|\bam\b|\bat\b|·).*$",
    re.IGNORECASE | re.DOTALL,
)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\d{2}|[<>{}=#_\\]|\.(?:com|org|net|de|html)\b|^(?:admin|administrator|author|editor|user|guest|anonymous|unknown|none|null|undefined|n/?a|share|follow|comments?|webmaster|superadmin|root|test|staff-null|name|by|view all|read more|see all|profile|email|twitter|facebook|more|posts?|all posts|subscribe|website|author archive|biography|bio)$",  # noqa: E501
    re.IGNORECASE,
)


def find_authors(document: Document) -> Found[tuple[str, ...]]:
    """The names of who wrote the article, without "by"; an empty tuple if the page names nobody."""
    site = fold(document.meta("og:site_name") or "")
    weighed = []
    for names, source in _candidates(document):
        cleaned = _unique(names)
        if cleaned:
            weighed.append((cleaned, source))
            # A site or a newsroom as the author is taken only where no person stands elsewhere.
            if not all(fold(name) == site or _is_newsroom(name) for name in cleaned):
                break
    if not weighed:
        return Found(())
    best = weighed[-1] if not all(fold(name) == site or _is_newsroom(name) for name in weighed[-1][0]) else weighed[0]
    if all(fold(name) == site for name in best[0]) and len(weighed) > 1:
        best = weighed[1]
    candidates = tuple(
        Candidate("authors", source, "; ".join(names), (names, source) == best) for names, source in weighed
    )
    return Found(best[0], best[1], candidates)


_NEWSROOM = re.compile(
    r"redaktion|rédaction|redacción|redação|redazione|redactie|redakcja|redakce|redacci|newsroom|editorial|desk\b|staff\b|news agency|agenc|agentur|report(?:ers)?$|هيئة التحرير|التحرير|وكال|فريق|المحرر|گروه|خبرگزاری|ویب ڈیسک|редакция|редакція|merkezi|ajans|σύνταξη|επιμέλεια|מערכת|डेस्क|编辑部|編集部|本报讯|新华社|편집|\bteam\b|associated press|reuters|\bafp\b|\bdpa\b|\bapa\b|\bansa\b|\befe\b|\btass\b|press$",  # noqa: E501
    re.IGNORECASE,
)


def _is_newsroom(name: str) -> bool:
    return bool(_NEWSROOM.search(name))


def _candidates(document: Document) -> Iterator[tuple[list[str], str]]:
    structured = document.structured
    if structured.article:
        for key in ("author", "creator"):
            yield _listed(structured.article.texts(key)), f"json-ld {key}"
    printed = _printed(document)
    yield from islice(printed, 1)
    for name in _METAS:
        if name == "twitter:data1" and fold(document.meta("twitter:label1") or "") not in _LABELS:
            continue
        yield _listed(document.metas.get(name, ())), f"meta {name}"
    yield from printed
    yield from _spoken(document)
    for thing in structured.of_type("Person"):
        yield _listed(thing.texts("name")), "json-ld Person"


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


def _printed(document: Document) -> Iterator[tuple[list[str], str]]:
    """Names in elements that are marked as the author's, those near the headline first."""
    place = document.place
    marked = [found.node for found in _author_properties(document)]
    groups: dict[str, list[str]] = {}
    for node in marked:
        if not place.is_foreign(node):
            name = node.css_first("[itemprop=name]")
            groups.setdefault("microdata author", []).append(value_of(name) if name else value_of(node))
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
    for _, is_rel, element in rows[:25]:
        text = line(element.node)
        if not text or len(text) > 160 or place.is_foreign(element.node):
            continue
        links = [line(link) for link in element.node.css("a")] if element.tag != "a" else []
        links = [link for link in links if link and not _NOT_A_NAME.search(link) and 2 < len(link) < 40]
        names_here = links if links and not is_rel else [text]
        groups.setdefault("rel author" if is_rel else f"class {element.get('class')[:40]}", []).extend(names_here)
    for source, group in groups.items():
        yield _listed(group), source


def _author_properties(document: Document) -> tuple[Property, ...]:
    """Properties that name an author."""
    return document.structured.properties.get("author", ()) + document.structured.properties.get("creator", ())


def _spoken(document: Document) -> Iterator[tuple[list[str], str]]:
    """Short texts near the headline that begin with "by"."""
    start = document.place.headline_order
    texts = [text for text in document.outline.texts if -60 <= text.order - start <= 400]
    for index, text in enumerate(texts):
        match = _BY.match(text.text)
        if match is None or len(text.text) > 120 or document.place.is_foreign(text.node):
            continue
        rest = text.text[match.end() :].strip()
        if not rest and index + 1 < len(texts):
            rest = texts[index + 1].text
        names = _listed([rest])
        if names and all(2 <= len(name.split()) <= 5 and name[:1].upper() == name[:1] for name in names):
            yield names, "text"


def _listed(texts: list[str] | tuple[str, ...]) -> list[str]:
    names: list[str] = []
    for text in texts:
        rest = _BY.sub("", one_line(text), count=1)
        names.extend(_name(part) for part in _SPLIT.split(rest) if part)
    return names


def _name(text: str) -> str:
    text = _BY_CHARWISE.sub("", _BY.sub("", text.strip(), count=1))
    text = _TAIL.sub("", text)
    return text.strip(" .,:;،-–—|/\"'“”()[]*•·\u200f\u200e")


def _unique(names: list[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for name in names:
        if 2 <= len(name) <= MAX_NAME_CHARS and name.count(" ") <= 6 and not _NOT_A_NAME.search(name):
            kept.setdefault(fold(name), name)
    return tuple(kept.values())
