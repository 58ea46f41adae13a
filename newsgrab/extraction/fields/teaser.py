"""Teaser cards: the small box in which a page shows another article, with its title, teaser, count and picture."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsgrab.extraction.fields.language import language_of
from newsgrab.extraction.page.icons import is_small, number_beside
from newsgrab.extraction.words.dates import read_date
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import (
    heading_key,
    holds_unspaced,
    is_headline,
    kind_of_heading,
    sponsored_labels,
)
from newsgrab.extraction.words.numbers import Count, read_count
from newsgrab.extraction.words.tables import names_of
from newsgrab.extraction.words.view_labels import labelled_views, names_views

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element

_SPONSORED_NAMES = names_of("teasers.sponsored")
_TEASER_NAMES = names_of("teasers.teaser")
_TITLE_NAMES = names_of("teasers.title")
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
MIN_SHORT_HEADLINE = 5
_IMAGE_ATTRIBUTES = ("data-src", "data-lazy-src", "data-original", "src")


@dataclass(frozen=True, slots=True)
class TeaserCard:
    """Another article as a page shows it; `order` is where on the page it stands."""

    address: str
    title: str
    teaser: str | None
    views: Count | None
    image: str | None
    order: int

    def titled(self, title: str) -> TeaserCard:
        """The same card under another title."""
        return replace(self, title=title) if title else self


def read_teaser_card(
    document: Document, address: str, links: list[Element], box: Element, *, among_cards: bool = False
) -> TeaserCard | None:
    """The card that a box with links to one address is, None if it is paid for or has no title.

    Where other cards stand beside it, made alike, its title may be as short as two words.
    """
    if _is_sponsored(box):
        return None
    texts = _texts(box)
    title = _title(links, box, texts)
    if title is None or _leads_to_more(title):
        return None
    if not (is_headline(title) or _is_short_title(title, box) or (among_cards and _is_short_headline(title))):
        return None
    return TeaserCard(
        address,
        _DAY_BEFORE.sub("", title),
        _teaser(texts, title, language_of(document)),
        _views(document, box, texts),
        _image(document, box),
        min(map(document.outline.order_of, links)),
    )


# Scripts that say more in fewer signs.
_TERSE = re.compile("[\u0590-\u0dff\u0e00-\u0eff\u2e80-\uffdc]")
_DIGIT = re.compile(r"\d")
_DAY_BEFORE = re.compile(r"^\d{4}-\d\d-\d\d\s*[-–—|:]\s*(?=\D)")
_MORE = (">>", "»", "→", "›", ">")


def _leads_to_more(title: str) -> bool:
    """Whether a title ends with an arrow, as links to lists do: "more news »"; a quotation's end is none."""
    return title.endswith(_MORE) and not ("«" in title or "‹" in title)


def _is_short_title(title: str, box: Element) -> bool:
    """A short title is one only in a heading, with a picture, or as a whole list item of some length.

    Else "more" and "here" would be titles.
    """
    if kind_of_heading(fold(title)):
        return False
    if box.tag == "li" and box.line == title and _TERSE.search(title):
        return len(title) >= 6 and (title.count(" ") >= 2 or holds_unspaced(title))
    return len(title) >= 8 and " " in title and box.first("img", *_HEADS) is not None


def _is_short_headline(title: str) -> bool:
    """Whether a title of a few words may be a headline, as far as its length tells."""
    words = " " in title or holds_unspaced(title)
    return words and len(title) >= MIN_SHORT_HEADLINE and not kind_of_heading(fold(title))


def _is_sponsored(box: Element) -> bool:
    if not _SPONSORED_NAMES.isdisjoint(box.names):
        return True
    labels = sponsored_labels()
    return any(len(text) < 30 and heading_key(fold(text)) in labels for text, _ in box.pieces())


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    element: Element


def _texts(box: Element) -> list[_Piece]:
    """The lines of a box: the text of every element that holds text of its own."""
    pieces: list[_Piece] = []
    seen: set[Element] = set()
    for text, holder in box.pieces():
        parent = holder
        while parent.tag in _INLINE and parent is not box and parent.parent is not None:
            if parent.get("class") or parent.tag == "small":  # made a line of its own, as far as one can tell
                break
            parent = parent.parent
        if parent not in seen:
            seen.add(parent)
            pieces.append(_Piece(" ".join(text.split()) if parent is box else parent.line, parent))
    return pieces


_INLINE = frozenset(("b", "strong", "em", "i", "u", "mark", "small", "font", "bdi", "span"))


def _title(links: list[Element], box: Element, texts: list[_Piece]) -> str | None:
    head = box.first(*_HEADS)
    if head is not None and is_title(head.line):
        return head.line
    linked = [link.line for link in links]
    if len(links) == 1 or not any(linked):
        named = [one for one in texts if _is_named_title(one)]
        if named:  # some give the line of facts above the title such a name, too
            return next((piece.text for piece in named if piece.element.first("time") is None), named[0].text)
        inside = [piece for piece in texts if piece.element.is_in(links[0])]
        if len(inside) > 1 and _holds_all(links[0], texts):
            return next((piece.text for piece in inside if is_headline(piece.text)), _longest(inside))
    longest = max(linked, key=len)
    if is_title(longest):
        return longest
    for link in links:
        for name in ("title", "aria-label"):
            text = " ".join(link.get(name).split())
            if is_title(text):
                return text
    picture = next((one for one in box.inside() if one.tag == "img" and "alt" in one.attributes), None)
    alt = " ".join(picture.get("alt").split()) if picture is not None else ""
    return alt if is_title(alt) else None


def _is_named_title(piece: _Piece) -> bool:
    """Whether a text is called a title, and is not the label above it: "read also"."""
    named = not _TITLE_NAMES.isdisjoint(piece.element.names)
    return named and is_title(piece.text) and kind_of_heading(fold(piece.text)) != "related"


def _longest(texts: list[_Piece]) -> str | None:
    text = max((piece.text for piece in texts), key=len)
    return text if is_title(text) else None


def is_title(text: str) -> bool:
    """Whether a text may be a title at all."""
    return (5 if holds_unspaced(text) else 6) <= len(text) <= 400


def _holds_all(link: Element, texts: list[_Piece]) -> bool:
    """Whether the whole card is inside one link."""
    return sum(len(piece.text) for piece in texts) <= len(link.line) + 12


def _teaser(texts: list[_Piece], title: str, language: str | None) -> str | None:
    key = fold(title)
    best: str | None = None
    for piece in texts:
        text, folded = piece.text, fold(piece.text)
        if folded == key or (key in folded and len(text) < len(title) + 40):
            continue
        if not is_headline(text) or len(text) < 25 or labelled_views(text, language):
            continue
        if len(text) < 60 and read_date(text, language) is not None:
            continue
        if key in folded:
            text = text[folded.find(key) + len(title) :].strip(" :-–—")
        named = not _TEASER_NAMES.isdisjoint(piece.element.names) or piece.element.tag == "p"
        if named or best is None or len(text) > len(best):
            best = text
            if named:
                break
    return best


def _views(document: Document, box: Element, texts: list[_Piece]) -> Count | None:
    """The count of readers that a card prints: with a word, beside an eye, or in an element so called."""
    if not any(_DIGIT.search(piece.text) for piece in texts) or not document.outline.shows_views:
        return None
    language = language_of(document)
    found = [labelled_views(piece.text, language) for piece in texts if len(piece.text) <= 80]
    if is_small(box):
        found += [number_beside(eye, language) for eye in document.outline.eye_icons if eye.is_in(box)]
    for piece in texts:
        number = read_count(piece.text, language)
        if number is None:
            continue
        boxes = [one for one in (piece.element, *piece.element.around(2)) if one.is_in(box)]
        if any(names_views(one.names) for one in boxes):
            found.append(number)
        elif len(boxes) > 1:
            found.append(labelled_views(boxes[1].line, language))
    counts = [count for count in found if count is not None and count.value]
    return next((count for count in counts if count.exact), counts[0] if counts else None)


def _image(document: Document, box: Element) -> str | None:
    for picture in box.inside():
        if picture.tag != "img":
            continue
        for name in _IMAGE_ATTRIBUTES:
            value = picture.attributes.get(name)
            if value and not value.startswith("data:"):
                return document.link(value)
    return None


_WITH_PROSE = frozenset(("p", "blockquote", "figure"))


def is_prose(element: Element, links: list[Element]) -> bool:
    """Whether a paragraph is text of the article rather than a link to another."""
    if element.tag not in _WITH_PROSE:
        return False
    whole = len(element.line)
    if whole <= 60 or sum(len(link.line) for link in links) >= 0.4 * whole:
        return False
    return not (len(links) == 1 and is_headline(links[0].line) and _breaks_behind(links[0], element))


def _breaks_behind(link: Element, box: Element) -> bool:
    """Whether a line break follows a link at once: its line is the title of a teaser."""
    return next((not isinstance(part, int) and part.tag == "br" for part in box.tree.after(link.end, box)), False)
