"""Lines that are of the hour: counts of readers, rates of exchange, times of an update. They are no text."""

from __future__ import annotations

import re

from newsgrab.extraction.body.edges import SENTENCE_STOPS
from newsgrab.extraction.page.boxes import Line
from newsgrab.extraction.page.elements import HEADINGS
from newsgrab.extraction.words.dates import is_relative_date, read_date
from newsgrab.extraction.words.line_labels import COUNTER, DATED, ITSELF, RATES, labels
from newsgrab.extraction.words.view_labels import labelled_views

_MAX_COUNTER = 70
_MAX_RATES = 160
_MAX_WORDS = 6  # of a line that is nothing but a count of readers
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c\u00a0 ]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_STOPS = (*SENTENCE_STOPS, ":", "」")
_BETWEEN = re.compile(r"\s*[|·•]\s*|\.\s+")
_LABELLED = re.compile(r"[^:：]{2,20}[:：]\s*#?\d+")
# A rate of exchange: what is changed, the number, and the letters of a currency.
_RATE = re.compile(r"[^\W\d_]{3,12}\s\d[\d.,]*\s?(?:[A-Z]{2,3}|[€$£₺₽₴₸₹])")
_PRICE_DIGITS = 3
# What the law of a country has an advertisement say of itself: the number that it is registered by.
_DISCLOSURE = re.compile(r"\berid\b[:\s]", re.IGNORECASE)
_NO_COUNTERS = HEADINGS | {"td", "th", "tr", "li", "dd", "dt", "pre", "blockquote"}


def is_dated(text: str) -> bool:
    """Whether a line is no sentence and says when the page was published, or changed: "Updated 3 minutes ago"."""
    if len(text) > _MAX_COUNTER or text.endswith(_STOPS) or not DATED.length(text):
        return False
    return is_relative_date(text) or read_date(text) is not None


def is_counter(line: Line) -> bool:
    """Whether a line counts comments, readers or the like: numbers with such words, in no sentence.

    A sentence is one if it counts who has read this very article.
    """
    text = line.text
    if len(text) > _MAX_COUNTER or line.box.tag in _NO_COUNTERS:
        return False
    if line.box.tag != "p" and _RATE.fullmatch(text):
        return True
    if text.endswith(_STOPS):
        return ITSELF.are_in(text) and _counts_readers(text.rstrip(".。।"))
    pieces = _BETWEEN.split(text)
    counts = [len(_NUMBER.findall(each)) == 1 and (COUNTER.are_in(each) or _counts_readers(each)) for each in pieces]
    return any(counts) and all(
        counted or _LABELLED.fullmatch(each) or labels(each) for counted, each in zip(counts, pieces, strict=True)
    )


def is_rate(line: Line) -> bool:
    """Whether a line is nothing but prices of currencies, metals or shares, with their names; no cell, no paragraph."""
    text = line.text
    if len(text) > _MAX_RATES or line.box.tag in _NO_COUNTERS or line.box.tag == "p" or text.endswith(_STOPS):
        return False
    numbers = _NUMBER.findall(text)
    priced = any(sum(map(str.isdigit, number)) >= _PRICE_DIGITS for number in numbers)
    return priced and len(_WORD.findall(text)) <= 2 * len(numbers) + 1 and RATES.are_in(text)


def is_disclosure(text: str) -> bool:
    """Whether a line names the number by which an advertisement is registered."""
    return _DISCLOSURE.search(text) is not None


def _counts_readers(text: str) -> bool:
    return text.count(" ") < _MAX_WORDS and len(_NUMBER.findall(text)) == 1 and labelled_views(text) is not None
