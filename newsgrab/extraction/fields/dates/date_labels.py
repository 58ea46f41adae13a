"""Labels of dates: "Published on", "Last update", and which of several dates beside each other they are of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsgrab.extraction.words.dates import Moment, read_date
from newsgrab.extraction.words.ignorecase import IgnoreCase
from newsgrab.extraction.words.phrases import stem_pattern
from newsgrab.extraction.words.tables import words_of

UPDATED_WORDS = IgnoreCase(stem_pattern(words_of("dates.updated")))
PUBLISHED_WORDS = IgnoreCase(stem_pattern(words_of("dates.published")))
_DIGIT = re.compile(r"\d")


def is_date_label(text: str) -> bool:
    """Whether a text without a date in it is the label of one: "Published on", "Last update"."""
    return not _DIGIT.search(text) and bool(UPDATED_WORDS.search(text) or PUBLISHED_WORDS.search(text))


def is_update(text: str) -> bool:
    """Whether a text says that it tells the last change."""
    return UPDATED_WORDS.search(text) is not None


@dataclass(frozen=True, slots=True)
class LabelledDate:
    """A date in a text with several, and whether it is the day of a change; from where to where it is spoken of."""

    moment: Moment
    start: int
    end: int
    is_update: bool
    has_label: bool


def labelled_dates(text: str, language: str | None) -> list[LabelledDate]:
    """The dates of a text that names both the publication and a change, in any order; none of other texts.

    >>> [one.is_update for one in labelled_dates("Updated 4 May 2025, first published 3 May 2025", "en")]
    [True, False]
    """
    if not UPDATED_WORDS.search(text):
        return []
    labels = _labels(text)
    starts = [(0, False, False), *((start, change, True) for start, change in labels)]
    ends = [start for start, _ in labels] + [len(text)]
    found = []
    for (start, change, has_label), end in zip(starts, ends, strict=True):
        moment = read_date(text[start:end], language) if _DIGIT.search(text, start, end) else None
        if moment is not None:
            found.append(LabelledDate(moment, start, end, change, has_label))
    return found if len({one.is_update for one in found}) == 2 else []


def _labels(text: str) -> list[tuple[int, bool]]:
    """Where each label begins, and whether it is one of change: words without a number between them are one label."""
    words = [(start, True) for start in UPDATED_WORDS.starts(text)]
    words += [(start, False) for start in PUBLISHED_WORDS.starts(text)]
    labels: list[tuple[int, bool]] = []
    for start, change in sorted(words):
        if labels and not _DIGIT.search(text, labels[-1][0], start):
            labels[-1] = (labels[-1][0], labels[-1][1] or change)
        else:
            labels.append((start, change))
    return labels
