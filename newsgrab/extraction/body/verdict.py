"""The verdict: whether a page holds an article, and if not, what it is instead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsgrab import sniff
from newsgrab.extraction.body.cards import SENTENCE
from newsgrab.extraction.body.page_kind import (
    LONG_STORY,
    STATUS_CODE,
    Signs,
    article_points,
    longest_story,
    signs_of,
)
from newsgrab.extraction.body.title import Headline
from newsgrab.extraction.page.boxes import Line, PageLayout, text_weight
from newsgrab.extraction.page.document import Document
from newsgrab.extraction.words.wall_phrases import ERROR, REGION, SCRIPT, TROUBLE, WALL, consent_phrases
from newsgrab.outcomes import Outcome, Verdict, outcome_of_status

_FEEDS = frozenset({"rss", "feed", "rdf:rdf"})
_OPENING = re.compile(r"<(?:!--.*?--|[?!][^>]*)>|<([a-z][\w:.-]*)", re.IGNORECASE | re.DOTALL)
_START_CHARS = 8192
_LITTLE = 600.0  # a page with less text may be something else than an article
_NOTHING = 80.0
_SHORT_LINES = 400  # characters of lines that are no sentences, which make a text all the same
_FIRST = 15  # lines in which a wall says what it is
_SURE = 1.0  # points of what is an article with a sentence alone
_MOSTLY = 0.5
_NEARLY_ALL = 0.9
_WALL = "a login, consent or robot check stands before the page"
_FEW = 3  # headlines of others that make a list


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


def verdict_of(document: Document, headline: Headline, kept: list[Line], layout: PageLayout) -> tuple[Verdict, str]:
    """What an HTML page is, given its headline, the lines of the text that was found, and the page in boxes."""
    text = text_weight(kept)
    title = headline.found.value
    if text < _NOTHING and layout.root.chars < _LITTLE:
        told = headline.line is not None and text >= SENTENCE
        if SCRIPT.are_in(document.text) or (document.text.count("<script") > 1 and not told):
            if any(WALL.are_in(head) for head in (document.head_title, *(text for _, text in document.h1s))):
                return Verdict.WALL, _WALL  # a robot check by a script
            return Verdict.SHELL, "no text without JavaScript (--browser runs it)"
    if 0 < text < _LITTLE and _is_consent_notice(kept, text):
        return Verdict.WALL, _WALL
    sure = False
    if longest_story(kept, layout.lines)[0] < LONG_STORY:
        signs = signs_of(document, headline, kept, layout)
        points = article_points(signs)
        if points <= 0:
            return _other_than_article(document, signs, layout.lines)
        sure = points > _SURE
    short = sum(len(line.text) - line.linked for line in kept) > _SHORT_LINES  # a poem, or results
    # A picture or a film may be all of it, or one sentence.
    if text < _NOTHING and not (title and (short or _declares_article(document) or (text > 0 and sure))):
        return Verdict.OTHER, "no article text found"
    if not title:
        return Verdict.OTHER, "no headline found"
    return Verdict.ARTICLE, ""


def _is_consent_notice(kept: Sequence[Line], text: float) -> bool:
    """Whether a short text is only what walls say, and two things of it: a story about one says no second."""
    said = [(line.weight, consent_phrases(line.text)) for line in kept if line.weight > 0]
    asking = sum(weight for weight, phrases in said if phrases)
    return asking > _NEARLY_ALL * text and len(set().union(*(phrases for _, phrases in said))) > 1


def _other_than_article(document: Document, signs: Signs, lines: list[Line]) -> tuple[Verdict, str]:
    """What a page is that is no article."""
    if signs.message_title or signs.gate or signs.message > _MOSTLY:
        heads = (document.head_title, *(text for _, text in document.h1s), *(line.text for line in lines[:_FIRST]))
        return _message(heads)
    if signs.headlines >= _FEW or signs.rows >= _FEW:
        home = signs.address == "root"
        return (Verdict.HOME, "the site's first page") if home else (Verdict.SECTION, "a list of articles")
    if any(WALL.are_in(line.text) for line in lines[:_FIRST]):
        return Verdict.WALL, _WALL
    return Verdict.OTHER, "no article text found"


def _message(heads: Sequence[str]) -> tuple[Verdict, str]:
    """What a message says that stands in place of a page: what the first line says that says anything.

    That a site is out of order, or shows nothing to readers from here, is no word on the page that was asked for.
    """
    if any(REGION.are_in(head) for head in heads):
        return Verdict.WALL, "the page is not shown in this country"
    for head in heads:
        status = STATUS_CODE.match(head)
        outcome = outcome_of_status(int(status[status.lastindex or 0])) if status else None
        if outcome is Outcome.FAILED or TROUBLE.are_in(head):
            return Verdict.TROUBLE, "the site says that it is out of order"
        if outcome is Outcome.GONE or ERROR.are_in(head):
            return Verdict.ERROR, "the page says that there is none"
    return Verdict.WALL, _WALL


def _declares_article(document: Document) -> bool:
    """Whether the page's data say that it is an article."""
    thing = document.structured.article
    return (thing is not None and thing.is_article) or document.meta("og:type") == "article"
