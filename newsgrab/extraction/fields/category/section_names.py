"""Names of sections: which texts may be one, whatever place they are found in."""

from __future__ import annotations

import re

from newsgrab.extraction.fields.authors.bylines import byline_prefix, looks_like_a_person
from newsgrab.extraction.words.calendars import Calendar, months
from newsgrab.extraction.words.dates import is_relative_date, read_date
from newsgrab.extraction.words.folding import fold, one_line
from newsgrab.extraction.words.headings import heading_key, read_more_labels
from newsgrab.extraction.words.tables import words_of
from newsgrab.extraction.words.view_labels import is_view_label, labelled_views

MAX_LABEL_CHARS = 45
NO_SECTION = frozenset(map(fold, words_of("sections.home", "sections.never", "sections.you_are_here")))
GENERAL = frozenset(map(fold, words_of("sections.general")))  # say nothing
BROAD = frozenset(map(fold, words_of("sections.broad")))  # say little
# Words that stand before a name, a section, or what else an article's line of facts tells, never one themselves.
_LABELS = frozenset(
    map(
        fold,
        words_of(
            "bylines.preposition",
            "bylines.signed",
            "bylines.before_place",
            "sections.labels",
            "sections.labels_with_colon",
        ),
    )
)
_CUT = ("...", "…", "?", "؟")


def clean(text: str) -> str:
    """A name without the signs that stand around it."""
    return one_line(text).strip(" /|>›»←‹«:：,،;·•-–—\u200f\u200e")


def may_be_section(text: str) -> bool:
    """Whether a text may name a section: no address, hashtag, question or cut sentence, and no other fact's text.

    >>> may_be_section("Culture"), may_be_section("F1"), may_be_section("12 May 2024"), may_be_section("1 min")
    (True, True, False, False)
    >>> may_be_section("رمضان"), may_be_section("Октябрь")
    (True, False)
    """
    key = fold(text)
    if not text or len(text) > MAX_LABEL_CHARS or key in NO_SECTION or not any(map(str.isalpha, key)):
        return False
    if text.startswith("#") or text.endswith(_CUT) or "://" in text or "www." in text or "@" in text:
        return False
    if key in _LABELS or heading_key(key) in read_more_labels():
        return False
    return not (is_view_label(key) or _is_dated_or_counted(text) or _is_byline(text))


def _is_dated_or_counted(text: str) -> bool:
    """Whether a text tells a day, a month, how long ago, or how often. Ramadan is a section of many sites."""
    if not any(map(str.isdigit, text)):
        calendar, _ = months().get(fold(text), (None, 0))
        return calendar is Calendar.GREGORIAN and len(text) > MAX_UNIT
    if read_date(text) is not None or is_relative_date(text) or labelled_views(text) is not None:
        return True
    words = _WORD.findall(text)
    return text[0].isdigit() and len(text) > MAX_NUMBERED and all(len(word) <= MAX_UNIT for word in words)


MAX_UNIT = 4  # letters: "1 min", "12.5K", "Sept"
MAX_NUMBERED = 3  # signs of a name that begins with a digit: "5G"
_WORD = re.compile(r"[^\W\d_]+")


def _is_byline(text: str) -> bool:
    """Whether a text is a "by" and a person's name."""
    prefix = byline_prefix(text)
    return prefix is not None and looks_like_a_person(text[prefix.end() :].strip())
