"""The category: the most specific section of the site that the article stands in, as the page prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from newsgrab.extraction.document import line, one_line
from newsgrab.extraction.folding import fold
from newsgrab.extraction.found import Found
from newsgrab.extraction.outline import names_of
from newsgrab.extraction.structured import same_site, value_of
from newsgrab.reading import Candidate

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from newsgrab.extraction.document import Document

MAX_LABEL_CHARS = 45
# Address parts behind which a section's name stands.
_SECTION_PATH = re.compile(
    r"/(?:categor(?:y|ies|ia|ias|ie)|cat|cats|kategori(?:e|en|a|er|ler|lar|ya)?|kategorien?|sections?|seccion(?:es)?|secao|rubri(?:k|ques?|c|ca|cs)|rubriky|rubryka|channel|channels|news-?cat|topics?|ressort|desk|category-news|قسم|تصنيف|اقسام|أقسام|category_id|service|services|dept|department)(?:[/=]|\.php|\?)",
    re.IGNORECASE,
)
_CATEGORY_NAMES = frozenset(
    [
        "cat",
        "cats",
        "category",
        "categories",
        "section",
        "kicker",
        "rubric",
        "rubrik",
        "rubrique",
        "eyebrow",
        "channel",
        "topic",
        "kategori",
        "kategorie",
        "categoria",
        "seccion",
        "overline",
        "badge",
        "chip",
        "label",
        "tag",
        "flag",
        "pill",
        "dachzeile",
        "vocabulary",
        "term",
        "breadcrumb",
        "folder",
        "ressort",
        "department",
        "overtitle",
        "roofline",
        "antetitulo",
        "volanta",
        "desk",
        "taxonomy",
        "classification",
        "parentcategory",
    ]
)
_SURE_NAMES = frozenset(
    [
        "cat",
        "category",
        "categories",
        "section",
        "kicker",
        "rubric",
        "rubrik",
        "rubrique",
        "kategori",
        "kategorie",
        "categoria",
        "seccion",
        "ressort",
        "channel",
        "folder",
        "department",
    ]
)
_CRUMB_NAMES = frozenset(
    [
        "breadcrumb",
        "breadcrumbs",
        "crumb",
        "crumbs",
        "breadcrump",
        "pathway",
        "hierarchie",
        "ariane",
        "path",
        "brodkrumen",
        "migas",
        "navpath",
        "kirinti",
    ]
)
# Crumbs that name the site's start or the article itself, not a section.
_NO_SECTION = frozenset(
    fold(
        "home|homepage|home page|start|startseite|start page|main|main page|index|front page|frontpage|accueil|inicio|portada|início|pagina inicial|página inicial|home page|hauptseite|strona główna|główna|domov|domů|úvod|titulní stránka|főoldal|címlap|acasă|prima pagină|početna|naslovnica|naslovna|hem|hjem|forside|forsiden|etusivu|avaleht|sākums|pradžia|titulinis|ballina|anasayfa|ana sayfa|ana səhifə|beranda|utama|trang chủ|หน้าแรก|αρχική|αρχική σελίδα|главная|главная страница|на главную|головна|начало|почетна|насловна|басты бет|მთავარი|գլխավոր|الرئيسية|رئيسية|الصفحة الرئيسية|خانه|صفحه اصلی|صفحه نخست|صفحہ اول|ہوم|سر ورق|דף הבית|ראשי|עמוד הבית|ראש הדף|होम|मुखपृष्ठ|होम पेज|প্রচ্ছদ|হোম|முகப்பு|首页|首頁|主页|主頁|正文|新闻正文|文章|ホーム|トップ|top|トップページ|홈|메인"  # noqa: E501
        "|article|articles|story|post|posts|page|detail|details|blog post|read|content|here|you are here|current|مقال|المقال|الخبر|تفاصيل|خبر|archive|archives|all|all news|more|menu|search|uncategorized|uncategorised|unkategorisiert|non classé|sin categoría|senza categoria|sem categoria|без рубрики|غير مصنف|غير مصنفة|بدون دسته بندی|未分类|allgemein-null|featured|slider|back|zurück|retour|volver|live|rss|video|breaking|breaking news|عاجل|مميز|exclusive|حصري|عام-null|sponsored|advertisement|subscribe|login|özel haber|эксклюзив|срочно"  # noqa: E501
    ).split("|")
)
_HERE = re.compile(
    r"^(?:当前位置|您的位置|您现在的位置|你的位置|位置|目前位置|現在位置|您在這裡|أنت هنا|انت هنا|you are here|sie sind hier|vous êtes ici|estás en|usted está en|sei in|вы здесь|buradasınız|شما اینجا هستید)\s*[:：]?",  # noqa: E501
    re.IGNORECASE,
)
_ADDRESS_WORDS = frozenset(
    [
        "news",
        "article",
        "articles",
        "story",
        "stories",
        "post",
        "posts",
        "archive",
        "archives",
        "p",
        "a",
        "n",
        "id",
        "content",
        "index",
        "node",
        "item",
        "read",
        "view",
        "detail",
        "details",
        "news-detail",
        "blog",
        "web",
        "site",
        "en",
        "ar",
        "fr",
        "de",
        "es",
        "fa",
        "tr",
        "ru",
        "amp",
        "live",
        "video",
        "videos",
        "photo",
        "gallery",
        "category",
        "section",
        "www",
        "haber",
        "noticia",
        "noticias",
        "artikel",
        "artikl",
        "actualites",
        "actualite",
        "actu",
        "novosti",
        "nachrichten",
        "uploads",
        "wp-content",
    ]
)


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    source: str
    weight: float


def find_category(document: Document) -> Found[str | None]:
    """The most specific section that the page names, None if it names none.

    Each place has a weight; places that agree add up. Crumbs and badges at the headline weigh more than what is only
    told to machines, since sites fill that in carelessly; the address is the last resort.
    """
    refused = _refused(document)
    totals: dict[str, float] = {}
    first: dict[str, _Label] = {}
    for label in _labels(document):
        text = _clean(label.text)
        key = fold(text)
        if (
            not text
            or len(text) > MAX_LABEL_CHARS
            or key in _NO_SECTION
            or key in refused
            or not any(map(str.isalpha, key))
        ):
            continue
        totals[key] = totals.get(key, 0) + label.weight
        first.setdefault(key, _Label(text, label.source, label.weight))
    if not totals:
        return _from_address(document)
    best = max(totals, key=lambda key: totals[key])
    candidates = tuple(
        Candidate("category", label.source, label.text, key == best, f"weight {totals[key]:.1f}")
        for key, label in first.items()
    )
    return Found(first[best].text, first[best].source, candidates)


def _labels(document: Document) -> Iterator[_Label]:
    yield from _crumbs_for_machines(document)
    yield from _badges(document)
    yield from _crumbs(document)
    yield from _told(document)


def _refused(document: Document) -> set[str]:
    """What a section is never called: the title, the site, the authors."""
    names = {fold(name) for name in (document.meta("og:site_name"), document.meta("author")) if name}
    article = document.structured.article
    if article:
        names |= {fold(name) for name in (*article.texts("author"), *article.texts("publisher"))}
    return names | set(document.place.titles)


def _clean(text: str) -> str:
    return one_line(text).strip(" /|>›»:：,،;·•-–—\u200f\u200e")


def _told(document: Document) -> Iterator[_Label]:
    """What the page tells machines: articleSection, article:section and their kin."""
    article = document.structured.article
    sections = article.texts("articleSection") if article else ()
    for index, text in enumerate(sections):
        parts = [part for part in re.split(r"\s*(?:,|;|>|/|\|)\s*", text) if part] if len(sections) == 1 else [text]
        for place, part in enumerate(parts):
            yield _Label(part, "json-ld articleSection", 2.0 - 0.2 * (index + place))
    for name, weight in _METAS:
        for index, value in enumerate(document.metas.get(name, ())):
            yield _Label(value, f"meta {name}", weight - 0.1 * index)
    for found in document.structured.properties.get("articlesection", ()):
        if not document.place.is_foreign(found.node):
            yield _Label(value_of(found.node), "microdata articleSection", 2.2)
    match = _DATA_LAYER.search(document.text) if "ategory" in document.text or "ection" in document.text else None
    if match:
        yield _Label(_unescape(match[1]), "embedded state", 0.8)


_METAS = (("article:section", 1.6), ("parsely-section", 1.6), ("og:article:section", 1.4), ("section", 1.5), ("category", 1.5), ("sailthru.section", 1.0), ("articlesection", 1.2), ("cxenseparse:recs:category", 0.8), ("dc.subject", 0.6), ("article:section:name", 1.4), ("page-topic", 0.3), ("analytics:section", 0.8), ("cre:section", 0.8), ("keywords:section", 0.5), ("mrf:sections", 1.0))  # fmt: skip  # noqa: E501
_DATA_LAYER = re.compile(
    r"""["'](?:articleSection|pageSection|primarySection|primaryCategory|primary_category|sectionName|section_name|contentSection|content_section|pageCategory|articleCategory|article_category|section|category|categoryName|rubrik)["']\s*:\s*\[?\s*["']([^"'\[\]{}<>]{2,40})["']"""
)


def _unescape(text: str) -> str:
    if "\\u" not in text:
        return text
    try:
        return (
            text.encode("ascii", "ignore").decode("unicode_escape").encode("utf-16", "surrogatepass").decode("utf-16")
        )
    except (UnicodeDecodeError, UnicodeEncodeError):
        return text


def _crumbs_for_machines(document: Document) -> Iterator[_Label]:
    for thing in document.structured.things:
        for crumbs in (thing,) if thing.is_a("BreadcrumbList") else ():
            names = []
            for entry in crumbs.things("itemListElement"):
                name = entry.text("name") or entry.text("item")
                if name and not name.startswith("http"):
                    names.append(name)
            deepest = _deepest(document, names)
            if deepest:
                yield _Label(deepest, "json-ld breadcrumb", 2.6)


def _deepest(document: Document, names: list[str]) -> str | None:
    """The last crumb that is a section; the title, cut or whole, may stand behind it."""
    titles = document.place.titles
    for name in reversed([name for name in names if name]):
        key = fold(_clean(name)).rstrip(".… ")
        if not key or key in _NO_SECTION or len(name) > MAX_LABEL_CHARS:
            continue
        if any(title.startswith(key) and len(key) > 12 for title in titles) or key in titles:
            continue
        if document.meta("og:site_name") and key == fold(document.meta("og:site_name") or ""):
            continue
        return name
    return None


def _crumbs(document: Document) -> Iterator[_Label]:
    """Breadcrumbs as printed: in an element so called, or behind "you are here"."""
    seen: set[int] = set()
    for element in document.outline.elements:
        named = not _CRUMB_NAMES.isdisjoint(element.names) or "breadcrumb" in element.get("aria-label").lower()
        typed = "readcrumb" in element.get("itemtype") or "readcrumb" in element.get("typeof")
        if not (named or typed) or element.node.mem_id in seen or element.tag == "body":
            continue
        seen.update(node.mem_id for node in element.node.css("*"))
        names = _crumb_names(element.node)
        if len(names) > 8:
            continue
        deepest = _deepest(document, names)
        if deepest:
            yield _Label(deepest, "breadcrumb", 2.8)
            return
    for text in document.outline.texts:
        match = _HERE.match(text.text)
        if match and text.node.parent is not None:
            whole = line(text.node.parent)
            names = [part for part in re.split(r"\s*[>›»→/\\|]\s*", _HERE.sub("", whole)) if part]
            deepest = _deepest(document, names)
            if deepest and len(whole) < 150:
                yield _Label(deepest, "you are here", 2.8)
                return


def _crumb_names(box: LexborNode) -> list[str]:
    names = [one_line(link.text()) for link in box.css("a")]
    plain = re.split(r"\s*[>›»→/\\|←‹«]\s*", line(box))
    return names or [part for part in plain if part]


def _badges(document: Document) -> Iterator[_Label]:
    """Labels near the headline: links to section pages, and words that the site's menu has as well."""
    place = document.place
    start, end = place.headline_order, place.headline_order
    given = 0
    for element in sorted(document.outline.links, key=lambda link: _distance(link.order, start)):
        rel = element.get("rel").lower()
        href = element.get("href")
        names = element.names
        is_category = "category" in rel or bool(_SECTION_PATH.search(href)) or not _SURE_NAMES.isdisjoint(names)
        if not is_category:
            parent = element.node.parent
            is_category = parent is not None and not _SURE_NAMES.isdisjoint(names_of(parent))
        if not is_category or _distance(element.order, end) > 1500 or given >= 4:
            continue
        if place.is_foreign(element.node) or not _is_inside(document, href):
            continue
        near = _distance(element.order, start) < 80
        weight = (2.6 if near else 2.0) - 0.25 * given
        given += 1
        yield _Label(line(element.node), "category link", weight)
    for element in document.outline.elements:
        if element.tag in ("a", "body", "html", "article", "main", "section", "ul") or _CATEGORY_NAMES.isdisjoint(
            element.names
        ):
            continue
        if _distance(element.order, start) < 60 and not element.node.css_first("a"):
            text = line(element.node)
            if 1 < len(text) <= 30 and text.count(" ") <= 3 and not place.is_foreign(element.node):
                yield _Label(text, "label", 1.4 + (0.8 if fold(text) in document.outline.menu_labels else 0))
    for word in document.outline.texts:
        if -40 <= word.order - start <= 20 and len(word.text) <= 30 and word.folded in document.outline.menu_labels:
            if place.is_foreign(word.node):
                continue
            yield _Label(word.text, "menu word at the headline", 1.6)


def _distance(order: int, headline: int) -> int:
    """How far an element stands from the headline; what stands behind the text is farther than what is above it."""
    return abs(order - headline)


def _is_inside(document: Document, href: str) -> bool:
    address = document.link(href)
    return address is None or document.url is None or same_site(address, document.url)


def _from_address(document: Document) -> Found[str | None]:
    """The section that only the address tells, with the label of the menu's link to it if there is one."""
    if document.url is None:
        return Found(None)
    parts = [unquote(part) for part in urlsplit(document.url).path.split("/") if part][:-1]
    for part in reversed(parts):
        folded = fold(part)
        if (
            folded in _ADDRESS_WORDS
            or not re.fullmatch(r"[^\W\d_][^\W\d]*(?:-[^\W\d]+){0,2}", folded)
            or len(folded) < 3
        ):
            continue
        for element in document.outline.links:
            path = unquote(urlsplit(element.get("href")).path).rstrip("/")
            if fold(path.rsplit("/", 1)[-1]) == folded:
                text = line(element.node)
                if 1 < len(text) <= 30:
                    return Found(text, "address and menu", (Candidate("category", "address", text, chosen=True),))
        return Found(part.replace("-", " "), "address", (Candidate("category", "address", part, chosen=True),))
    return Found(None)
