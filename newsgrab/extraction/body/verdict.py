"""The verdict: whether a page holds an article, and if not, what it is instead."""

from __future__ import annotations

import re

from newsgrab import sniff
from newsgrab.extraction.page.boxes import Line, PageLayout
from newsgrab.extraction.page.document import Document
from newsgrab.extraction.words.wall_phrases import ERROR, PAYWALL, SCRIPT, WALL
from newsgrab.extraction_result import Verdict

_FEEDS = frozenset({"rss", "feed", "rdf:rdf"})
_OPENING = re.compile(r"<(?:!--.*?--|[?!][^>]*)>|<([a-z][\w:.-]*)", re.IGNORECASE | re.DOTALL)
_START_CHARS = 8192
_LITTLE = 600.0  # a page with less text may be something else than an article
_NOTHING = 80.0
_SHORT_LINES = 400  # characters of lines that are no sentences, which make a text all the same
_FIRST = 15  # lines in which a wall says what it is
_TEASER = 25  # characters of a link that is a headline
_MANY = 8
_MUCH_MORE = 4
_STUB = 3000.0
_FOLLOWING = 15  # lines after the text among which a paywall's notice stands
_NOTICE = 300
_NOT_FREE = (False, "False", "false")


def not_a_page(content: bytes) -> str | None:
    """Why the bytes are no page at all: empty, binary, or data. None if they may be one."""
    if not content.strip():
        return "the page is empty"
    kind = sniff.not_a_page(content) or sniff.data_format(content)
    return f"not a page but {'a binary file' if kind == 'binary' else kind}" if kind else None


def other_kind(text: str) -> tuple[Verdict, str] | None:
    """A text that is a feed or another kind of XML, not a page: the verdict with its reason."""
    start = text[:_START_CHARS].lstrip()
    if not start.startswith("<"):
        return None
    root = next((match[1].lower() for match in _OPENING.finditer(start) if match[1]), "")
    if root in _FEEDS:
        return Verdict.FEED, "a feed: add it as a source"
    if start.startswith("<?xml") and root not in {"html", ""}:
        return Verdict.OTHER, f"an XML document ({root}) that is no page"
    return None


def verdict_of(document: Document, title: str | None, kept: list[Line], layout: PageLayout) -> tuple[Verdict, str]:
    """What an HTML page is, given the lines of the text that was found and the page in boxes."""
    text = sum(line.weight for line in kept if line.weight > 0)
    top = f"{document.head_title}\n{title or ''}"
    little = text < _LITTLE
    if little and ERROR.search(top):
        return Verdict.ERROR, "the page says that there is none"
    if little and (WALL.search(top) or any(WALL.search(line.text) for line in layout.lines[:_FIRST])):
        return Verdict.WALL, "a login, consent or robot check stands before the page"
    if text < _NOTHING and layout.root.chars < _LITTLE:
        scripted = document.text.count("<script") > 1 or SCRIPT.search(document.text) is not None
        if scripted:
            return Verdict.SHELL, "no text without JavaScript"
    if text < _LITTLE / 2 and not _declares_article(document):
        teasers = sum(line.linked > _TEASER and line.weight < 0 for line in layout.lines)
        if teasers > _MANY and layout.root.linked > _MUCH_MORE * text:
            home = (
                document.url is not None and document.url.split("//", 1)[-1].count("/") <= 1 and document.url[-1] == "/"
            )
            return (Verdict.HOME, "the site's first page") if home else (Verdict.SECTION, "a list of articles")
    short = sum(len(line.text) - line.linked for line in kept) > _SHORT_LINES  # a poem, or results
    if text < _NOTHING and not (
        title and (short or _declares_article(document))
    ):  # a picture or a film may be all of it
        return Verdict.OTHER, "no article text found"
    if not title:
        return Verdict.OTHER, "no headline found"
    return Verdict.ARTICLE, ""


def is_truncated(document: Document, kept: list[Line], lines: list[Line]) -> bool:
    """Whether the text is a stub that ends at a paywall: a notice follows it, or the page says that it is not free."""
    text = sum(line.weight for line in kept if line.weight > 0)
    if not kept or text > _STUB:
        return False
    last = lines.index(kept[-1])
    if any(PAYWALL.search(line.text) for line in lines[last : last + _FOLLOWING] if len(line.text) < _NOTICE):
        return True
    thing = document.structured.article
    return text < _STUB / 2 and thing is not None and thing.fields.get("isAccessibleForFree") in _NOT_FREE


def _declares_article(document: Document) -> bool:
    """Whether the page's data say that it is an article."""
    thing = document.structured.article
    return (thing is not None and thing.is_article) or document.meta("og:type") == "article"
