"""Printed dates: where a page shows its readers when the article was published or changed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from newsgrab.article import Precision
from newsgrab.extraction.fields.dates.date_labels import PUBLISHED_WORDS, is_update, labelled_dates
from newsgrab.extraction.fields.dates.date_language import language_of
from newsgrab.extraction.fields.dates.epoch import read_epoch
from newsgrab.extraction.fields.dates.other_dates import OtherDates
from newsgrab.extraction.words.dates import Moment, read_date, read_iso
from newsgrab.extraction.words.ignorecase import IgnoreCase
from newsgrab.extraction.words.phrases import alternation
from newsgrab.extraction.words.tables import names_of, words_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document
    from newsgrab.extraction.page.elements import Element
    from newsgrab.extraction.page.outline import TextNode

MAX_ELEMENTS = 40
MAX_TEXTS = 60
MAX_NOTE = 60
MAX_LINE = 120
AT_HEADLINE = 80
RIGHT_BELOW = 30
TEXT = "text"  # the source of a date that no element is called one for
WEB = 1993  # what a page prints as an earlier day may be anything, but not when it was published
CLOSE = 120  # nodes below the headline within which even a date in a box apart may be the article's, as a last resort
APART = 4
AWAY = 2
EVERYWHERE = 10_000_000
FAR = 500  # nodes; what stands well above the headline is the page's, not the article's
_DATE_NAMES = names_of("dates.names")
_DATE_SURE = names_of("dates.sure_names")
_UPDATED_NAMES = names_of("dates.updated_names")
_MEMBER_WORDS = IgnoreCase(rf"\b(?:{alternation(words_of('dates.member_since'))})\b")
_NOT_DATES = names_of("dates.not_names")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date that the page prints.

    `rank` is 0 where a word says "published", 1 in elements that are surely dates, 2 in a text that is hardly more
    than a date, 3 in others; four more in a box that seems to be no part of the article, two more far from the headline. `distance` is how far from the headline it stands. `shown` is the
    clock that an element shows its readers which tells machines an instant.
    """  # noqa: E501

    moment: Moment
    source: str
    rank: int
    distance: int
    is_update: bool
    shown: Moment | None = None


def printed_dates(document: Document) -> list[PrintedDate]:
    """The dates that the page prints for this article, the likeliest first."""
    return document.once(_PrintedDates).everywhere


def dates_at_headline(document: Document) -> list[PrintedDate]:
    """The dates that the page prints at the headline, the likeliest first."""
    return document.once(_PrintedDates).at_headline


class _PrintedDates:
    """The printed dates of one page, looked for once."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def everywhere(self) -> list[PrintedDate]:
        return _dates_within(self._document, EVERYWHERE)

    @cached_property
    def at_headline(self) -> list[PrintedDate]:
        if "everywhere" in self.__dict__:  # then there is no need to look for them again
            return [one for one in self.everywhere if one.distance <= AT_HEADLINE]
        return _dates_within(self._document, AT_HEADLINE)


def _dates_within(document: Document, within: int) -> list[PrintedDate]:
    """The dates that belong to this article and stand so near to the headline, the likeliest first."""
    found = [*_in_elements(document, within), *_in_texts(document, within)]
    return sorted(found, key=lambda date: (date.rank, date.distance))


_DIGIT = re.compile(r"\d")


def _distance(order: int, headline: int) -> int:
    return abs(order - headline) + (0 if order > headline - 60 else FAR)


def _away(distance: int, *, apart: bool, above: bool) -> int:
    """How much less likely a date is the article's for where it stands."""
    return APART if apart else AWAY if above or distance >= FAR else 0


def _stands_behind_text(document: Document, order: int) -> bool:
    """Whether a place is behind the article's text, where the days of comments and of other articles stand."""
    text = document.regions.text_box
    return text is not None and order > text.last


def _in_elements(document: Document, within: int) -> list[PrintedDate]:
    """Dates in `time` elements and in those whose names say date."""
    start = document.regions.headline_order
    language = language_of(document)
    today = today_boxes(document)
    first, last = start - within, start + within
    elements = document.elements.tagged("time")[:MAX_ELEMENTS]
    elements += [one for one in document.elements.tagged("abbr")[:MAX_ELEMENTS] if one.get("title")]
    named = [one for one in document.elements.named(_DATE_NAMES) if one.order <= last and one.end > first]
    elements += [one for one in named if _is_dated(one)][:MAX_ELEMENTS]
    found = []
    for element in elements:
        order = document.outline.order_of(element)
        distance = _distance(order, start)
        if distance > within:
            continue
        text = element.line
        moment = _of_element(element, text, language) if len(text) <= MAX_LINE else None
        if moment is None or moment.at.year < WEB or _is_today(element, today) or _tells_today(text, order - start):
            continue
        if document.once(OtherDates).holds(element, order, text):
            continue
        apart = document.regions.is_foreign(element) and not follows_headline(document, element, order - start)
        if apart and not 0 < order - start <= CLOSE:
            continue
        label = _label_of(element, text, language)
        sure = element.tag in _TIMES or not _DATE_SURE.isdisjoint(element.names)
        update = label.update or not _UPDATED_NAMES.isdisjoint(element.names)
        says = label.published or "published" in element.names
        if says and element.tag == "time":
            moment = _as_printed(moment, text, language)
        beyond = not says and (document.menus.are_below(element) or _stands_behind_text(document, order))
        rank = (0 if says else 1 if sure else 2) + _away(distance, apart=apart, above=beyond)
        source = f"{element.tag} {element.get('class')}".strip()[:60]
        several = labelled_dates(text, language)
        found += [PrintedDate(one.moment, source, rank, distance, one.is_update) for one in several]
        if not several:
            found.append(
                PrintedDate(moment, source, rank, distance, update and not says, _shown(moment, text, language))
            )
    return _without_lists(found)


def _without_lists(dates: list[PrintedDate]) -> list[PrintedDate]:
    """The dates; elements made alike far from the headline that bear several days, as comments do, are less likely."""
    days = Counter(source for source, _ in {(one.source, one.moment.at.date()) for one in dates})
    return [
        replace(one, rank=one.rank + AWAY) if one.distance > AT_HEADLINE and days[one.source] > 1 else one
        for one in dates
    ]


def _is_dated(element: Element) -> bool:
    return element.tag not in _NO_DATES and _NOT_DATES.isdisjoint(element.names)


_TIMES = ("time", "abbr")
_STAMPS = words_of("markup.dates.stamp_attributes")
_NO_DATES = frozenset(("body", "html", "article", "main", "form", "input", "a", *_TIMES))


def follows_headline(document: Document, element: Element, distance: int) -> bool:
    """Whether an element stands right below the headline, with no link to another article between them.

    Then it is the article's even where its box seems to be something else: some systems put a headline and its line of
    facts into boxes of their own.
    """
    headline = document.regions.headline
    if headline is None or not 0 < distance <= RIGHT_BELOW:
        return False
    between = document.elements.links_between(headline.last, element.index)
    return not any(document.regions.leads_elsewhere(link) for link in between)


def _of_element(element: Element, text: str, language: str | None) -> Moment | None:
    """The date of an element: what it says to machines, else what it prints."""
    attributes = element.attributes
    for name in _STAMPS:
        stamp = attributes.get(name)
        if stamp and _DIGIT.search(stamp):
            moment = read_epoch(stamp) or read_iso(stamp) or read_date(stamp, language)
            if moment is not None:
                return moment
    moment = read_date(text, language) if _DIGIT.search(text) else None
    return moment or (read_date(element.get("title"), language) if "title" in attributes else None)


def _as_printed(moment: Moment, text: str, language: str | None) -> Moment:
    """The day of publication that an element prints, if it says another one to machines: there systems put the change.

    One day more or less may be the same in another zone.
    """
    printed = read_date(text, language) if _DIGIT.search(text) else None
    return moment if printed is None or abs(printed.at - moment.at) < timedelta(2) else printed


def _shown(moment: Moment, text: str, language: str | None) -> Moment | None:
    """The clock, without a zone, that an element shows beside its time for machines."""
    shown = read_date(text, language) if moment.has_zone and _DIGIT.search(text) else None
    return None if shown is None or shown.has_zone or shown.precision is Precision.DAY else shown


@dataclass(frozen=True, slots=True)
class _Label:
    """Whether what stands around a date says that it is one of publication, or of change."""

    published: bool
    update: bool


def _label_of(element: Element, text: str, language: str | None) -> _Label:
    """What a date, or the line in which it stands, says of it; where the line has labels of both kinds, its own."""
    around = text if is_update(text) else _around(element, text)
    at = around.find(text)
    own = next((one for one in labelled_dates(around, language) if one.start <= at < one.end), None)
    if own is not None and text != around:
        return _Label(own.has_label and not own.is_update, own.is_update)
    return _Label(PUBLISHED_WORDS.search(around) is not None, is_update(around))


def _around(element: Element, text: str) -> str:
    """The text of a date and the label beside it."""
    around = element.parent.line if element.parent is not None else text
    return around if len(around) < MAX_LINE else text


def _in_texts(document: Document, within: int) -> list[PrintedDate]:
    """Dates in short texts, those near the headline first."""
    start = document.regions.headline_order
    language = language_of(document)
    today = today_boxes(document)
    texts = document.outline.texts
    at, until = document.outline.between(start - within, start + within + 1)
    has_digit = _DIGIT.search
    dated = [
        (_distance(text.order, start), index)
        for index, text in enumerate(texts[at:until], start=at)
        if has_digit(text.text) and len(text.text) > 5
    ]
    dated.sort()
    found = []
    for distance, index in dated[:MAX_TEXTS]:
        if distance > within:
            break
        text = texts[index]
        moment = read_date(text.text, language)
        if moment is None or moment.at.year < WEB or _is_today(text.parent, today):
            continue
        if _tells_today(text.text, text.order - start):
            continue
        if document.once(OtherDates).holds(text, text.order, text.text):
            continue
        apart = document.regions.is_foreign(text) and not follows_headline(document, text.parent, text.order - start)
        if apart and not 0 < text.order - start <= CLOSE:
            continue
        label = text.text
        if _MEMBER_WORDS.search(_label(texts, index)):
            continue
        if index and not is_update(label) and len(texts[index - 1].text) < 60:
            label += " " + texts[index - 1].text
        says = PUBLISHED_WORDS.search(label) is not None
        update = is_update(label) and not says and not labelled_dates(label, language)
        short = len(text.text) <= 60
        above = not says and document.menus.are_below(text.parent)
        away = _away(distance, apart=apart, above=above)
        several = labelled_dates(text.text, language)
        for one in several:
            rank = _rank(says=one.has_label and not one.is_update, short=short) + away
            found.append(PrintedDate(one.moment, TEXT, rank, distance, one.is_update))
        if not several:
            found.append(PrintedDate(moment, TEXT, _rank(says=says, short=short) + away, distance, update))
    return found


def _rank(*, says: bool, short: bool) -> int:
    """How likely the date of a text is the article's, by what it says and by how much else there is in it."""
    return (0 if short else 2) if says else 2 if short else 3


def noted_change(document: Document) -> Moment | None:
    """The day of the last change that the page notes at its end, as pages do that are files."""
    texts = document.outline.texts
    for index in range(len(texts) - 1, max(-1, len(texts) - 1 - MAX_TEXTS), -1):
        text = texts[index]
        if not _DIGIT.search(text.text):
            continue
        label = _label(texts, index)
        if len(label) <= MAX_NOTE and is_update(label):
            moment = read_date(text.text, language_of(document))
            if moment is not None and moment.at.year >= WEB:
                return moment
    return None


def only_date(document: Document) -> Moment | None:
    """The day of the page that it marks as one of publication, else of all that it prints, if there is no other."""
    today = today_boxes(document)
    holds = document.once(OtherDates).holds
    language = language_of(document)
    properties = document.structured.properties.get("datepublished", ())
    marked = [one.element for one in properties] + document.elements.tagged("time")
    start = document.regions.headline_order
    texts = (text for text in document.outline.texts if _DIGIT.search(text.text) and not _is_today(text.parent, today))
    texts = (text for text in texts if not _tells_today(text.text, text.order - start))
    for dated in (
        [
            (_of_element(one, one.line, language), holds(one, document.outline.order_of(one), one.line))
            for one in marked[:MAX_ELEMENTS]
        ],
        [(read_date(text.text, language), holds(text, text.order, text.text)) for text in texts],
    ):
        found = [(moment, another) for moment, another in dated if moment is not None and moment.at.year >= WEB]
        if len({moment.at.date() for moment, _ in found}) == 1:
            return next((moment for moment, another in found if not another), None)
    return None


def _label(texts: list[TextNode], index: int) -> str:
    """A text with a date, after the text before it if that may be its label."""
    before = texts[index - 1].text if index else ""
    return texts[index].text if _DIGIT.search(before) else f"{before} {texts[index].text}".strip()


def is_date_box(element: Element) -> bool:
    """Whether an element is called a date."""
    return element.tag == "time" or not _DATE_SURE.isdisjoint(element.names)


def today_boxes(document: Document) -> list[Element]:
    """The elements that may hold the page's own calendar sheet."""
    return document.elements.named(_TODAY)


def _is_today(box: Element, today: list[Element]) -> bool:
    """Whether a text is the page's own calendar sheet."""
    return bool(today) and any(one in today for one in (box, *box.around(2)))


_TODAY = names_of("dates.today")


def _tells_today(text: str, distance: int) -> bool:
    """Whether a text above the headline says that its date is today's: that is when the page was made."""
    return distance < 0 and _NOW_FIRST.match(text) is not None


_NOW_FIRST = IgnoreCase(rf"[\W_]*(?:{alternation(words_of('dates.now'))})(?![^\W\d_])")
