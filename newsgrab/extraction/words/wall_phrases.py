"""Wall phrases: what pages say that keep their text back or have none: paywalls, errors, logins, empty shells."""

from __future__ import annotations

import re

from newsgrab.extraction.words.ignorecase import IgnoreCase, lowered
from newsgrab.extraction.words.phrases import Phrases, phrase_pattern, word_pattern
from newsgrab.extraction.words.tables import words_of

# Where a text is cut off for those who have not paid or registered.
PAYWALL = Phrases(words_of("walls.paywall"))
# The same in other words: what a reader must do or be, and what that gives; both stand in one line.
_JOINING = Phrases(words_of("walls.joining"))
_WHOLE_TEXT = Phrases(words_of("walls.whole_text"))
# What is said of how many may still be read.
_LEFT = Phrases(words_of("walls.left"))
_NUMBER = re.compile(r"\d+")
# What pages say that are there instead of the one that was asked for.
ERROR = Phrases(words_of("walls.error"))
# What a site says in place of any page while it is out of order: that tells nothing of the page that was asked for.
TROUBLE = Phrases(words_of("walls.trouble"))
# What it says to readers in other countries.
REGION = Phrases(words_of("walls.region"))
WALL = Phrases(words_of("walls.wall"))
SCRIPT = Phrases(words_of("walls.script"))
# What a line says, and nothing else, that stands in place of a text which a script is to bring.
LOADING = IgnoreCase(rf"\W*(?:{word_pattern(words_of('walls.loading'))})\b[\W\d]*(?:\w\W*)?$")
# What a notice on cookies says.
COOKIES = Phrases(words_of("walls.cookies"))
_CONSENT = frozenset(words_of("walls.cookies", "walls.wall"))
# What any message says that stands in place of a page.
MESSAGE = IgnoreCase(phrase_pattern(words_of("walls.error", "walls.trouble", "walls.region", "walls.wall")))


def keeps_back(text: str) -> bool:
    """Whether a notice says that text is kept back from who has not paid or registered.

    >>> keeps_back("You have 3 free articles left this month"), keeps_back("You have 0 free articles left this month")
    (False, True)
    """
    return PAYWALL.are_in(text) and not _are_some_left(text)


def calls_to_join(text: str) -> bool:
    """Whether a line says that whoever subscribes or logs in can read on."""
    return _JOINING.are_in(text) and _WHOLE_TEXT.are_in(text) and not _are_some_left(text)


def _are_some_left(text: str) -> bool:
    numbers = _NUMBER.findall(text)
    return _LEFT.are_in(text) and len(numbers) == 1 and int(numbers[0]) > 0


def consent_phrases(text: str) -> set[str]:
    """What of a text walls and notices on cookies say, each thing once in its longest form."""
    low = lowered(text)
    said = {phrase for phrase in _CONSENT if phrase in low}
    return {phrase for phrase in said if not any(phrase in other for other in said - {phrase})}
