"""Printed dates: where a page shows its readers when the article was published or changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsgrab.extraction.dates import Moment, read_date, read_iso

if TYPE_CHECKING:
    from newsgrab.extraction.document import Document
    from newsgrab.extraction.elements import Element

MAX_ELEMENTS = 40
MAX_TEXTS = 60
AT_HEADLINE = 80
CLOSE = 120  # nodes below the headline within which even a date in a box apart may be the article's, as a last resort
APART = 4
EVERYWHERE = 10_000_000
FAR = 500  # nodes; what stands well above the headline is the page's, not the article's
_DATE_NAMES_TEXT = """
date time published publish pubdate posted dateline timestamp datetime created postdate publishdate
byline meta info submitted calendar datum fecha tarih
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
_NOT_DATES_TEXT = """
today current now clock topbar top weather header comment comments event events reading read related popular trending
"""
_NOT_DATES = frozenset(_NOT_DATES_TEXT.split())


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date that the page prints.

    `rank` is 0 where a word says "published", 1 in elements that are surely dates, 2 in a text that is hardly more
    than a date, 3 in others; four more in a box that seems to be no part of the article. `distance` is how far from the headline it stands.
    """  # noqa: E501

    moment: Moment
    source: str
    rank: int
    distance: int
    is_update: bool


def printed_dates(document: Document, within: int = EVERYWHERE) -> list[PrintedDate]:
    """The dates that belong to this article, the likeliest first; with `within`, only those so near to the headline."""
    found = [*_in_elements(document, within), *_in_texts(document, within)]
    return sorted(found, key=lambda date: (date.rank, date.distance))


_DIGIT = re.compile(r"\d")


def is_date_label(text: str) -> bool:
    """Whether a text without a date in it is the label of one: "Published on", "Last update"."""
    return not _DIGIT.search(text) and bool(_UPDATED_WORDS.search(text) or _PUBLISHED_WORDS.search(text))


def _distance(order: int, headline: int) -> int:
    return abs(order - headline) + (0 if order > headline - 60 else FAR)


def _in_elements(document: Document, within: int) -> list[PrintedDate]:
    """Dates in `time` elements and in those whose names say date."""
    start = document.place.headline_order
    elements = document.elements.tagged("time")[:MAX_ELEMENTS]
    elements += [one for one in document.elements.named(_DATE_NAMES) if _is_dated(one)][:MAX_ELEMENTS]
    found = []
    for element in elements:
        order = document.outline.order_of(element)
        distance = _distance(order, start)
        if distance > within or len(element.line) > 120:
            continue
        text = element.line
        moment = _of_element(document, element, text)
        if moment is None:
            continue
        apart = document.place.is_foreign(element)
        if apart and not 0 < order - start <= CLOSE:
            continue
        around = _around(element, text)
        sure = element.tag == "time" or not _DATE_SURE.isdisjoint(element.names)
        update = bool(_UPDATED_WORDS.search(around)) or not _UPDATED_NAMES.isdisjoint(element.names)
        says = bool(_PUBLISHED_WORDS.search(around)) or "published" in element.names
        rank = (0 if says else 1 if sure else 2) + (APART if apart else 0)
        source = f"{element.tag} {element.get('class')}".strip()[:60]
        found.append(PrintedDate(moment, source, rank, distance, update and not says))
    return found


def _is_dated(element: Element) -> bool:
    return element.tag not in _NO_DATES and _NOT_DATES.isdisjoint(element.names)


_NO_DATES = frozenset(("body", "html", "article", "main", "form", "input", "a", "time"))


def _of_element(document: Document, element: Element, text: str) -> Moment | None:
    """The date of an element: what it says to machines, else what it prints."""
    for name in ("datetime", "content", "data-datetime", "data-date", "data-time", "data-timestamp"):
        stamp = element.get(name)
        if stamp and any(char.isdigit() for char in stamp):
            moment = read_iso(stamp) or read_date(stamp, document.language)
            if moment is not None:
                return moment
    return read_date(text, document.language) or (
        read_date(element.get("title"), document.language) if element.get("title") else None
    )


def _around(element: Element, text: str) -> str:
    """The text of a date and the label beside it."""
    around = element.parent.line if element.parent is not None else text
    return around if len(around) < 120 else text


def _in_texts(document: Document, within: int) -> list[PrintedDate]:
    """Dates in short texts, those near the headline first."""
    start = document.place.headline_order
    texts = document.outline.texts
    dated = [
        (index, text)
        for index, text in enumerate(texts)
        if len(text.text) > 5 and _distance(text.order, start) <= within and _DIGIT.search(text.text)
    ]
    dated.sort(key=lambda pair: _distance(pair[1].order, start))
    found = []
    for index, text in dated[:MAX_TEXTS]:
        moment = read_date(text.text, document.language)
        if moment is None or _is_today(text.parent):
            continue
        apart = document.place.is_foreign(text)
        if apart and not 0 < text.order - start <= CLOSE:
            continue
        label = text.text
        if index and not _UPDATED_WORDS.search(label) and len(texts[index - 1].text) < 40:
            label += " " + texts[index - 1].text
        says = bool(_PUBLISHED_WORDS.search(label))
        update = bool(_UPDATED_WORDS.search(label)) and not says
        short = len(text.text) <= 60
        rank = ((0 if short else 2) if says else 2 if short else 3) + (APART if apart else 0)
        found.append(PrintedDate(moment, "text", rank, _distance(text.order, start), update))
    return found


def _is_today(box: Element) -> bool:
    """Whether a text is the page's own calendar sheet."""
    return any(not _TODAY.isdisjoint(one.names) for one in (box, *box.around(2)))


_TODAY = frozenset(("today", "current", "clock", "topbar", "weather", "nowdate"))
