"""Relative dates: "3 hours ago" is a time only where the page says when it was generated."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsgrab.article import Precision
from newsgrab.extraction.fields.dates.date_labels import is_update
from newsgrab.extraction.fields.dates.date_language import language_of
from newsgrab.extraction.fields.dates.printed_dates import (
    AT_HEADLINE,
    follows_headline,
    is_date_box,
    today_boxes,
)
from newsgrab.extraction.words.dates import Moment, is_relative_date, read_date, read_iso
from newsgrab.extraction.words.tables import words_of

if TYPE_CHECKING:
    from newsgrab.extraction.page.document import Document

MAX_CHARS = 40
MAX_WORDS = 7
ABOVE_HEADLINE = 60
END_CHARS = 5000
MAX_TODAY_CHARS = 80
MAX_TODAY = 5
_GENERATED = words_of("markup.dates.generated")
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
# Caches sign what they serve in a comment at the end of the page.
_SIGNED = re.compile(
    r"<!--[^>]{0,200}?\b(?:generated|served|cached|rendered)\b[^>]{0,120}?(\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?)",
    re.IGNORECASE,
)


def relative_publication(document: Document) -> Moment | None:
    """The time of publication that the page tells from its own clock at the headline, None without such a text or clock."""  # noqa: E501
    start = document.regions.headline_order
    for text in document.outline.texts:
        distance = text.order - start
        if distance > AT_HEADLINE:
            break
        if distance < -ABOVE_HEADLINE or len(text.text) > MAX_CHARS or text.text.count(" ") >= MAX_WORDS:
            continue
        if not is_relative_date(text.text, day_words=is_date_box(text.parent)) or is_update(text.text):
            continue
        if document.regions.is_foreign(text) and not follows_headline(document, text.parent, distance):
            continue
        clock = page_clock(document)
        return read_date(text.text, language_of(document), clock=clock) if clock else None
    return None


def page_clock(document: Document) -> Moment | None:
    """When the page was made, as it says itself: to machines, in a cache's signature, or printed as today.

    Else the day on which the article was changed: it was published before, and the page made after, so that a time told
    from that day is wrong by no more than the time that is told.
    """
    for name in _GENERATED:
        made = read_iso(document.meta(name) or "")
        if made is not None:
            return made
    signed = _SIGNED.search(document.text, max(0, len(document.text) - END_CHARS))
    if signed is not None:
        return read_iso(signed[1])
    for box in today_boxes(document)[:MAX_TODAY]:
        today = read_date(box.line, language_of(document)) if len(box.line) <= MAX_TODAY_CHARS else None
        if today is not None:
            return today
    printed = _printed_clock(document)
    if printed is not None:
        return printed
    article = document.structured.article
    stamps = [article.text("dateModified") if article else None, *map(document.meta, _MODIFIED)]
    changed = next((moment for stamp in stamps if stamp and (moment := read_iso(stamp))), None)
    return replace(changed, precision=Precision.DAY) if changed else None


def _printed_clock(document: Document) -> Moment | None:
    """The time of day, with its date, that the page prints above its menu."""
    at, until = document.outline.between(0, document.regions.headline_order)
    for text in document.outline.texts[at:until]:
        if len(text.text) > MAX_TODAY_CHARS or not _CLOCK.search(text.text):
            continue
        moment = read_date(text.text, language_of(document))
        if moment is not None and moment.precision is not Precision.DAY:
            return moment if document.menus.are_below(text.parent) else None
    return None


_CLOCK = re.compile(r"\d\D\d\d(?!\d)")
