"""Words too common to be required, and the language that they give a text away by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from newsgrab.archive.search.analysis.fold import normal

_NONE: frozenset[str] = frozenset()
_LETTERS = {
    "cs": frozenset("ěřů"),
    "de": frozenset("ßäöü"),
    "es": frozenset("ñ"),
    "fr": frozenset("èêëœç"),
    "pl": frozenset("ąęłńśźż"),
    "pt": frozenset("ãõç"),
    "ro": frozenset("ășțşţ"),
    "ru": frozenset("ыэъё"),
    "tr": frozenset("ğışçöü"),
    "uk": frozenset("іїєґ"),
}
"""Letters that give a language away among those whose texts are often found side by side."""


@cache
def stop_words() -> dict[str, frozenset[str]]:
    """The common words of each language, in the spelling of `normal`."""
    lines = Path(__file__).with_name("stopwords.txt").read_text(encoding="utf-8").splitlines()
    lists = (line.split() for line in lines if not line.startswith("#"))
    return {language: frozenset(words) for language, *words in lists}


def guess(words: Iterable[str], languages: Iterable[str]) -> dict[str, int]:
    """For each of the languages that have any of these words among their common ones, or its letters: how many."""
    found: Counter[str] = Counter()
    lists = stop_words()
    for word in words:
        found.update(
            language
            for language in languages
            if word in lists.get(language, ()) or not _LETTERS.get(language, _NONE).isdisjoint(word)
        )
    return found


def likely(words: Iterable[str], languages: Iterable[str]) -> frozenset[str]:
    """The languages that most of the common words among these belong to."""
    votes = guess((normal(word) for word in words), languages)
    most = max(votes.values(), default=0)
    return frozenset(language for language, n in votes.items() if n == most)


def content(words: Iterable[str], languages: Iterable[str]) -> set[str]:
    """The words that are not common ones of the language that the whole is most likely in."""
    plain = {word: normal(word) for word in words}
    votes = guess(plain.values(), languages)
    if not votes:
        return set(plain)
    most = max(votes.values())
    lists = stop_words()
    common = frozenset().union(*(lists[language] for language, n in votes.items() if n == most))
    return {word for word, spelt in plain.items() if spelt not in common}
