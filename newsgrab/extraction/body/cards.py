"""Cards: headlines that lead to other pages of the site, each with the teaser that stands by it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from newsgrab.extraction.page.boxes import Line, text_size
from newsgrab.extraction.page.document import Document
from newsgrab.extraction.page.structured import same_site
from newsgrab.urls import site

TEASER = 700.0  # the most text of a teaser
STAMP = 110  # the most characters of a line that is a date
HEADLINE = 12.0  # the least size of a headline
SENTENCE = 25.0
_COMPACT = 1000  # characters of a box that holds one card
_INDEX = re.compile(r"(?:index|default|home|main)\.\w+$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{5,}")
_ID = re.compile(r"[?&](?:\w*id(?:x\w*)?=\d+|(?!page|cat|tag|year|date)\w+=\d{4,}(?:&|$))", re.IGNORECASE)
EXTENSION = re.compile(r"\.\w{2,5}$")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:\?|$)", re.IGNORECASE)
_MANY = 4  # of one kind that are a list
_BETWEEN_WORDS = re.compile(r"[-_+ .]+")
DATE = re.compile(
    r"\d{4}\s*[-/.年년]\s*\d{1,2}\s*[-/.月월]\s*\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2}"
    r"|\d\b.{1,20}\b(?:19|20|13|14)\d\d\b|[^\W\d_]{3,9}\.? \d{1,2}, (?:19|20)\d\d"
    r"|\d{1,2}\s?[-/.月월]\s?\d{1,2}[日일]?\s{1,2}\d{1,2}:\d\d"
)


def is_dateline(text: str) -> bool:
    """Whether a line is short and holds a date: it says little more than when something was published."""
    return len(text) < STAMP and DATE.search(text) is not None


def address_kind(url: str) -> str:
    """What an address looks like: "root", "section", "article", or "" if it does not tell.

    >>> address_kind("https://courier.example/politics"), address_kind("https://courier.example/2024/bridge-opens-today")
    ('section', 'article')
    """
    parts = urlsplit(url)
    segments = [unquote(segment) for segment in parts.path.split("/") if segment]
    if _ID.search(f"?{parts.query}"):
        return "article"
    if segments and _INDEX.match(segments[-1]):
        segments.pop()
    if not segments:
        return "root" if not any(map(str.isdigit, unquote(parts.query))) else "article"
    last = EXTENSION.sub("", segments[-1])
    words = [word for word in _BETWEEN_WORDS.split(last) if word]
    if len(words) >= 4 or (len(words) == 3 and len(last) >= 14) or text_size(last) >= 32:
        return "article"
    if any(_NUMBER.search(segment) for segment in segments[-2:]):
        return "article"
    deep = len(segments) > 1 and len(words) > 1
    return "" if deep or any(map(str.isdigit, last)) else "section"


class Leads:
    """Where links lead: to this page, or to other pages of the site."""

    def __init__(self, document: Document) -> None:
        """Of this page's links."""
        self._document = document
        self._own = {_page_key(url) for url in (document.url, document.canonical_link) if url}
        self._known: dict[str, str] = {}

    def __call__(self, line: Line) -> str:
        """The address that a line leads to which is a link to another page of this site, "" if it is none."""
        if not line.href or line.linked * 10 <= len(line.text) * 7:
            return ""
        return self.elsewhere(line.href)

    def elsewhere(self, href: str) -> str:
        """The address of another page of this site, not its first, that a link leads to, "" if it leads to none."""
        known = self._known.get(href)
        if known is None:
            url = self._document.link(href)
            kept = url is not None and not self._is_own(url) and address_kind(url) != "root"
            known = url if url and kept and same_site(url, self._document.url or url) else ""
            self._known[href] = known
        return known

    def to_this_page(self, href: str) -> bool:
        """Whether a link leads to this page, which is not the site's first."""
        url = self._document.link(href)
        return url is not None and self._is_own(url) and address_kind(url) != "root"

    def to_this_story(self, href: str) -> bool:
        """Whether a link leads to this page, and its address is that of a story."""
        url = self._document.link(href)
        return url is not None and self._is_own(url) and address_kind(url) == "article"

    def _is_own(self, url: str) -> bool:
        return _page_key(url) in self._own


def _page_key(url: str) -> str:
    """What a page's addresses have in common, with http or https, www and a last slash or without."""
    parts = urlsplit(url)
    return f"{site(url)}{unquote(parts.path).rstrip('/')}?{parts.query}"


@dataclass(slots=True)
class Card:
    """A headline that leads to another page, with the text that follows it."""

    url: str
    headline: Line
    text: list[Line]
    size: float = 0.0
    dates: int = 0


def cards_of(lines: list[Line], leads: Leads, headline: int) -> list[Card]:
    """The headlines that lead elsewhere, each with the text up to the next one or to the page's own."""
    cards: list[Card] = []
    card: Card | None = None
    for at, line in enumerate(lines):
        if at == headline:
            card = None
        size = text_size(line.text)
        url = leads(line) if size >= HEADLINE else ""
        if url:
            if card is None or card.url != url:
                card = Card(url, line, [])
                cards.append(card)
        elif card is not None and line.linked * 2 <= len(line.text) and _goes_with(line, card.headline):
            if is_dateline(line.text):
                card.dates += 1
            elif size >= SENTENCE:
                card.text.append(line)
                card.size += size
                if card.size > TEASER:  # no teaser: a story that goes on behind a link
                    card.text.clear()
                    card = None
    return cards


def entries_of(lines: list[Line], leads: Leads) -> dict[int, str]:
    """Lines that are an entry of a list each, by their id, with the addresses: where there are several of a kind.

    They begin with a headline that leads to another page, and go on with its teaser; or stand under a picture that
    leads there.
    """
    begun = {id(line): url for line in lines if (url := _led_in(line, leads))}
    pictured = {id(line): url for line in lines if (url := _pictured(line, leads))}
    return {place: url for kind in (begun, pictured) if len({*kind.values()}) >= _MANY for place, url in kind.items()}


def _led_in(line: Line, leads: Leads) -> str:
    part = line.opens and line.weight > 0 and line.linked * 5 > len(line.text)
    return leads.elsewhere(line.href) if part and text_size(line.text[: line.linked]) >= HEADLINE else ""


def _pictured(line: Line, leads: Leads) -> str:
    href = line.box.picture_href or (line.box.parent.picture_href if line.box.parent else "")
    return leads.elsewhere(href) if href and line.weight > 0 and not _PICTURE.search(href) else ""


def _goes_with(line: Line, headline: Line) -> bool:
    """Whether a line may be the teaser of a headline: both share a box that holds little else, or stand side by side.

    The text below a menu is no teaser of the menu's last link.
    """
    above = {id(headline.box): headline.box}
    box = headline.box
    while box.parent is not None:
        box = box.parent
        above[id(box)] = box
    below, box = None, line.box
    while id(box) not in above and box.parent is not None:
        below, box = box, box.parent
    own = len(headline.text) + STAMP  # characters that a headline and its date may have
    if below is None or (box.chars < _COMPACT and box.linked < own):
        return True
    if below.chars >= TEASER:
        return False
    side = headline.box
    while side.parent is not None and side.parent is not box:
        side = side.parent
    return side.chars < own or box is headline.box
