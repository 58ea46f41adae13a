"""Line labels: how lines begin, or what they say, that are not the text of an article."""

from __future__ import annotations

import re
from functools import cache

from newsgrab.extraction.words.ignorecase import IgnoreCase
from newsgrab.extraction.words.phrases import LinePrefixes, Phrases, phrase_pattern
from newsgrab.extraction.words.tables import words_of

# Words that go on with the story: a line that opens with one is no further point of a list.
GOES_ON = IgnoreCase(phrase_pattern(words_of("lines.continues")) + r"(?![^\W\d_])")
# A line that begins so is no text wherever it stands: a label of an advertisement, a call, a credit.
LABEL = LinePrefixes(words_of("lines.label"))
# Words that label a line only where no sentence follows them: "Advertising will be banned on the quay."
_LABEL_ALONE = LinePrefixes(words_of("lines.label_alone"))
_WORDS = re.compile(r"[^\W\d_]*\s?[^\W\d_]")
_SENTENCE = re.compile(rf"{_WORDS.pattern}.*[.!?…。！？؟۔।\"”»]$", re.DOTALL)
_LONG = 60  # what is longer is a sentence, however it ends
# A short line that begins so tells who wrote the article, when, or how long it takes to read.
STAMP = LinePrefixes(words_of("lines.stamp"))
# A short line that begins so and holds a date tells when the page was published, last changed, or made for this reader.
DATED = LinePrefixes(words_of("dates.updated", "dates.published", "dates.made"))
MADE = LinePrefixes(words_of("dates.made"))
# A line that is nothing more, or begins so, ends the article: what readers say, or other stories, follows.
END = LinePrefixes(words_of("lines.end"))
# Words for what readers say: however much it is, it is not the article.
TALK = Phrases(words_of("lines.discussion"))
# A line with a link that says so somewhere calls its readers to follow or to subscribe, or tells what its links earn.
CALL = Phrases(words_of("lines.call"))

# A short line with a number that says so is a counter of the page: comments, shares, readers, free articles left.
COUNTER = Phrases(words_of("lines.counter"))
# What an article calls itself, and what is listed with its price beside a text.
ITSELF = Phrases(words_of("lines.itself"))
RATES = Phrases(words_of("lines.rates"))
# A last line that says so tells how to comment, a box of its own behind the text that says so asks for money.
COMMENT_RULES = Phrases(words_of("lines.comment_rules"))
DONATION = Phrases(words_of("lines.donation"))
# A note of the editors says so, or begins so with a sign or a date behind it, that tells what was wrong.
_CORRECTION = Phrases(words_of("lines.correction"))
_CORRECTION_LABEL = LinePrefixes(words_of("lines.correction_label"))
_BEHIND_LABEL = re.compile(r"[^\w]*[:：.,，、(（\])】》\-–—\d]")


def is_correction(text: str, *, named: bool = False) -> bool:
    """Whether a text is a note that tells what of the article was wrong; `named` is whether its box is called one.

    >>> is_correction("Correction: the bridge is 50 metres long."), is_correction("Correction of the river begins.")
    (True, False)
    """
    size = _CORRECTION_LABEL.length(text)
    return (size > 0 and (named or _BEHIND_LABEL.match(text, size) is not None)) or _CORRECTION.are_in(text)


def labels(line: str) -> bool:
    """Whether a line begins as no text does, wherever it stands.

    >>> labels("Advertisement"), labels("Advertising will be banned on the quay.")
    (True, False)
    """
    if LABEL.length(line):
        return True
    size = _LABEL_ALONE.length(line)
    return size > 0 and not (_SENTENCE.match(line, size) or (len(line) > _LONG and _WORDS.match(line, size)))


@cache
def related_phrases() -> IgnoreCase:
    """What a heading says that opens the related block of a text page; made when the first of these pages comes."""
    return IgnoreCase(phrase_pattern(words_of("headings.related")))
