"""The kind of a page: one story, a list of stories, or a message in place of one.

No single sign tells. Pages of lists call themselves articles, articles stand among sixty teasers, a message has the
address of the article that it stands for. So signs are gathered, and each speaks for or against an article with so many
points: where text stands between headlines that lead elsewhere, whether the page's own headline is printed, long and
dated, what the address, the head and the structured data say. No name of a class is among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import log1p
from urllib.parse import urlsplit

from newsgrab.extraction.body.cards import (
    DATE,
    HEADLINE,
    SENTENCE,
    STAMP,
    TEASER,
    Leads,
    address_kind,
    cards_of,
    entries_of,
    is_dateline,
)
from newsgrab.extraction.body.names import is_label, title_key
from newsgrab.extraction.body.title import Headline
from newsgrab.extraction.page.boxes import Box, Line, PageLayout, text_size, text_weight
from newsgrab.extraction.page.document import Document
from newsgrab.extraction.words.wall_phrases import MESSAGE
from newsgrab.urls import site as host_of

LONG_STORY = 1500.0  # text in one stretch: an article, whatever stands around it
_ALONE, _LONG = 400.0, 700.0
_LEAST_STORY = 60.0
_SHORT_STORY = 300.0
_LIST = 5  # teasers of others
_MANY = 4  # boxes of one kind that make a list
_SHORT_TITLE, _LONG_TITLE = 25.0, 60.0
_FEW, _BRIEF = 3, 200.0  # lines of a text that is none of a section, and their size
_LINKS = 6  # more than these hold a menu: what a form stands in is the page
_DATELINE = 60
_BEHIND, _BEFORE = 7, 3  # lines about the headline among which its date stands
_NOTE = 4  # signs of a link that is the number of a note or a verse
_GATED = 900  # characters of what stands in place of a page
_NEAR = 4  # elements around a field that it is asked in
_ASKED = frozenset({"password", "date"})
_DIALOGS = frozenset({"dialog", "alertdialog"})
_MIN_KEY = 8
_LISTS = frozenset({"CollectionPage", "ItemList", "SearchResultsPage", "Blog"})


@dataclass(frozen=True, slots=True)
class Signs:
    """What was seen of a page's kind. Sizes are those of `text_size`; shares run from 0 to 1."""

    story: float = 0.0  # the longest stretch of its text without a headline that leads elsewhere
    paragraphs: int = 0  # of that stretch
    scraps: float = 0.0  # lines of the text that are no sentences: verses, cells of a table
    in_cards: float = 0.0  # share of its text that stands below such headlines
    cards: int = 0  # such headlines with a teaser
    dated_cards: int = 0
    headlines: int = 0  # addresses that such headlines lead to
    below: int = 0  # of them, those below the page's own address
    title: float = 0.0  # size of its own headline
    printed: float = 0.0  # 1: the page prints what its head gives as the headline; 0.3: another
    linked: bool = False  # what it prints is a link to another page
    dated: bool = False  # a date stands by the headline
    label: bool = False  # a link on the page says the same: it is the name of a section or of the site
    address: str = ""  # "root", "section", "article" or "": what the address looks like
    article_type: bool = False  # og:type
    site_type: bool = False
    article_data: bool = False  # structured data describe an article of this headline
    list_data: bool = False
    message_title: bool = False  # the headline is what messages say
    message: float = 0.0  # share of the text that is what messages say
    rows: int = 0  # boxes of one kind, each with a heading and little text
    gate: bool = False  # a form, a dialog or a robot check stands where the text would


def article_points(signs: Signs) -> float:
    """How much speaks for an article (positive) or against one (negative), in log-odds.

    The weights are those of a logistic regression over 1,188 pages of all kinds, rounded. An address alone, or what a
    page calls itself, never outweighs what is printed.
    """
    found = -2.0
    found += 1.6 * signs.dated + 1.4 * signs.printed - 0.4 * signs.linked - signs.label
    found += 1.5 * signs.article_type + 0.9 * signs.article_data - 0.6 * signs.site_type - 0.6 * signs.list_data
    found += 1.6 * _part(signs.title, _LONG_TITLE) - 0.6 * (1 - _part(signs.title, _SHORT_TITLE))
    found += {"article": 0.5, "section": -0.8, "root": -0.3}.get(signs.address, 0.0)
    found -= 1.3 * _part(signs.headlines, 20) + _part(signs.cards, 8) + 0.6 * _part(signs.dated_cards, 8)
    found -= 1.2 * signs.in_cards + _part(signs.below, 3) + 0.3 * _part(signs.rows, 8)
    found -= 3.0 * (signs.message_title or signs.gate) + 0.8 * signs.message
    found += 1.3 * log1p(signs.story / 300)
    found += 0.8 * (signs.story >= _LONG and signs.printed and signs.in_cards < 0.3)
    found += 0.5 * (signs.printed == 1.0 and not signs.linked and signs.paragraphs > 1 and signs.cards < _MANY - 1)
    found += 1.5 * _is_under_own_headline(signs)
    bare = signs.title < _SHORT_TITLE and not (signs.dated or signs.article_data)
    found -= 2.0 * (signs.address == "section" and bare and signs.paragraphs > 2 * _MANY)  # lines under many pictures
    introduced = signs.paragraphs == 1 and signs.story < _SHORT_STORY and not (signs.dated or signs.article_data)
    found -= 1.5 * (introduced and max(signs.cards, signs.rows) >= _LIST)  # a word above a list
    named = signs.label or signs.site_type or signs.list_data
    if signs.address == "root":  # a host alone: of a page under its own headline it says little
        alone = signs.story >= _LONG and signs.cards + signs.rows < 2
        found += 1.15 * (signs.story >= 300 and (alone or not named)) - 0.4 * signs.site_type
    else:
        found += 0.7 * (signs.story >= 1000 and not signs.in_cards and signs.paragraphs >= _MANY)
    if signs.rows < _MANY:
        found += 0.15 * min(max(signs.paragraphs - 1, 0), 3)
    if signs.cards < 2 and signs.message < 0.3 and not signs.message_title:
        found += 0.5 * (signs.story >= _ALONE and signs.headlines < 5)
        found += 0.5 * (signs.story >= _ALONE / 2 and not signs.headlines)
    return found


def _is_under_own_headline(signs: Signs) -> bool:
    """Whether text stands under a printed headline that leads nowhere: dated, named as an article's, or of lines."""
    own = signs.printed == 1.0 and not signs.linked and not signs.label and signs.title >= _SHORT_TITLE
    story = signs.story >= _LEAST_STORY and signs.in_cards < 0.3 and signs.message < 0.3 and not signs.message_title
    told = signs.paragraphs >= _FEW and signs.story >= _BRIEF and signs.address not in {"root", "section"}
    return own and story and (signs.dated or signs.article_data or told)


def _part(size: float, whole: float) -> float:
    return min(size, whole) / whole


def signs_of(document: Document, headline: Headline, kept: list[Line], layout: PageLayout) -> Signs:
    """The signs of what kind of page it is, given its headline and the lines of its text."""
    lines = layout.lines
    title = headline.found.value or ""
    leads = Leads(document)
    printed = headline.line or _only_heading(lines, leads)
    at = next((at for at, line in enumerate(lines) if line is printed), -1)
    cards = cards_of(lines, leads, at)
    text = text_weight(kept)
    entries = entries_of(kept, leads)
    told = [card for card in cards if len(card.text) >= _FEW]
    if (
        len(told) == 1 and headline.line and text_size(title) >= _SHORT_TITLE
    ):  # the text itself, behind a link under its headline
        told[0].text.clear()
    urls = {card.url for card in cards} | {*entries.values()}
    inside = {id(line) for card in cards for line in card.text} | entries.keys()
    declared = document.structured.article
    key = title_key(title)
    named = title_key((declared.text("headline") or "") if declared else "")
    kind = (document.meta("og:type") or "").lower()
    types = {name for thing in document.structured.things for name in thing.types}
    address = document.url or document.canonical_link
    message = sum(line.weight for line in kept if line.weight > 0 and MESSAGE.search(line.text))
    story, paragraphs = longest_story([line for line in kept if id(line) not in entries], lines)
    dated = at >= 0 and _is_dated(lines, at, leads)
    return Signs(
        story=story,
        paragraphs=paragraphs,
        scraps=sum(len(line.text) - line.linked for line in kept if line.weight <= 0),
        in_cards=sum(line.weight for line in kept if line.weight > 0 and id(line) in inside) / text if text else 0.0,
        cards=sum(SENTENCE <= card.size < TEASER for card in cards) + len(entries),
        dated_cards=sum(card.dates == 1 for card in cards),
        headlines=len(urls),
        below=sum(_is_below(url, address) for url in urls),
        title=text_size(title if headline.line or printed is None else printed.text),
        printed=1.0 if headline.line and headline.told else 0.3 if printed else 0.0,
        linked=headline.line is not None and bool(leads(headline.line)),
        dated=dated,
        label=bool(key) and (is_label(document, key, leads) or _names_site(document, key)),
        address=address_kind(address) if address else "",
        article_type=kind == "article",
        site_type=kind in {"website", "blog"},
        article_data=len(named) >= _MIN_KEY and bool(key) and (named in key or key in named),
        list_data=not _LISTS.isdisjoint(types),
        message_title=_is_message(document, title),
        message=message / text if text else 0.0,
        rows=_rows(layout.root),
        gate=story < _GATED and _is_gated(document, kept, layout, share=0.9 if dated else 0.5),
    )


def _is_gated(document: Document, kept: list[Line], layout: PageLayout, *, share: float) -> bool:
    """Whether what asks the reader for something holds so much of the text: a password, an age, a choice, a proof.

    ARIA calls the last two dialogs; a robot check needs the site's key, whoever made it.
    """
    elements = document.elements
    if layout.root.chars < _GATED and elements.having("data-sitekey"):
        return True
    text = [line for line in kept if line.weight > 0]
    most = sum(line.weight for line in text) * share
    asking = [field for field in elements.tagged("input") if field.get("type").lower() in _ASKED]
    boxes = [box for field in asking for box in field.around(_NEAR)]
    boxes += [box for box in elements.having("aria-modal", "role") if box.get("role") in _DIALOGS]
    return bool(text) and any(
        len(box.line) < _GATED
        and len(box.links()) <= _LINKS
        and sum(line.weight for line in text if line.text in box.line) > most
        for box in boxes
    )


def longest_story(kept: list[Line], lines: list[Line]) -> tuple[float, int]:
    """The longest stretch of the text in which no line is a link: its weight, and of how many lines."""
    text = {id(line) for line in kept}
    longest, most = stretch, many = 0.0, 0
    for line in lines:
        if line.weight > 0:
            if id(line) in text:
                stretch, many = stretch + line.weight, many + 1
                if stretch > longest:
                    longest, most = stretch, many
        elif line.linked * 10 > len(line.text) * 6 and len(line.text) > _NOTE:
            stretch, many = 0.0, 0
    return longest, most


def _only_heading(lines: list[Line], leads: Leads) -> Line | None:
    """The one h1 of a page that is long enough for a headline and leads nowhere."""
    found = [line for line in lines if line.box.tag == "h1" and text_size(line.text) >= _SHORT_TITLE]
    return found[0] if len(found) == 1 and not leads(found[0]) else None


def _is_below(url: str, address: str | None) -> bool:
    """Whether an address lies below another that is not a site's root."""
    path = urlsplit(address).path.rstrip("/") if address else ""
    return bool(path) and urlsplit(url).path.startswith(f"{path}/")


def _is_dated(lines: list[Line], at: int, leads: Leads) -> bool:
    """Whether a date stands by the headline, and not by the headline of another story."""
    if any(is_dateline(line.text) for line in lines[max(0, at - _BEFORE) : at]):
        return True
    near = lines[at + 1 : at + 1 + _BEHIND]
    for place, line in enumerate(near):
        if text_size(line.text) >= HEADLINE and leads(line):
            return False
        if DATE.search(line.text[:_DATELINE] if len(line.text) > STAMP else line.text):
            following = near[place + 1] if place + 1 < len(near) else None
            return following is None or not leads(following) or text_size(following.text) < HEADLINE
    return False


def _names_site(document: Document, key: str) -> bool:
    """Whether the headline is the name of the site: as its address has it, with little more."""
    name = title_key(host_of(document.url or "").split(".")[0])
    return len(name) >= _MIN_KEY and name in key and len(key) < len(name) + _MIN_KEY


def _is_message(document: Document, title: str) -> bool:
    """Whether what stands as the headline, in the page or its head, is what messages say."""
    heads = [title, document.head_title, *(text for _, text in document.h1s[:2])]
    return any(is_mostly_message(head) for head in heads)


_COVER = 0.4  # of a part of the headline is what messages say
_PARTS = re.compile(r"\s[|\-–—·•»«:/]\s|\s*[|｜]\s*")
_QUOTES = frozenset("\"'„“”«»‘’「『（(")
STATUS_CODE = re.compile(r"\W*(?:\w+\W+)?([45]\d\d)\W*$|\W*([45]\d\d)\s*[-–—:|]\s")


def is_mostly_message(text: str) -> bool:
    """Whether a headline is a message: nearly half of one of its parts, which does not quote it, or a status code."""
    if STATUS_CODE.match(text):
        return True
    for part in _PARTS.split(text):
        found = MESSAGE.search(part)
        if found is not None and len(MESSAGE.without(part)) <= (1 - _COVER) * len(part):
            return part[: found.start()].rstrip()[-1:] not in _QUOTES
    return False


def _rows(root: Box) -> int:
    """How many boxes of one kind stand side by side, each with a heading and little text."""
    most = 0
    for box in _boxes(root):
        alike: dict[tuple[str, str], int] = {}
        for part in box.parts:
            if isinstance(part, Box) and 0 < part.chars < TEASER / 2 and _has_heading(part):
                kind = (part.tag, part.names.split(" ", 1)[0].rstrip("0123456789-_"))
                alike[kind] = alike.get(kind, 0) + 1
        most = max(most, *alike.values(), 0) if alike else most
    return most


def _has_heading(box: Box) -> bool:
    return any(isinstance(part, Box) and part.tag in {"h2", "h3", "h4"} for part in box.parts)


def _boxes(root: Box) -> Iterator[Box]:
    boxes = [root]
    while boxes:
        box = boxes.pop()
        yield box
        boxes += [part for part in box.parts if isinstance(part, Box)]
