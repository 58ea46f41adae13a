"""Words too common to be required, and the language that they give a text away by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from newsgrab.archive.search.analysis.fold import normal
from newsgrab.archive.search.analysis.languages import primary
from newsgrab.archive.search.analysis.scan import cut

_LOOKED_AT = 1_500  # characters of a text that tell its language
_ENOUGH, _CLEARLY = 4, 1.2  # common words, and how many more than of the next language
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


def guess(words: Iterable[str], languages: Iterable[str]) -> Counter[str]:
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


def text_language(language: str | None, text: str) -> str:
    """The primary language of a text; where its page names none, the one that its common words are of, or "".

    >>> text_language("pt-BR", ""), text_language(None, "the end of the war and of all that was before it")
    ('pt', 'en')
    """
    return primary(language) or _language_of(text[:_LOOKED_AT])


@lru_cache(maxsize=256)
def _language_of(text: str) -> str:
    """The language of the common words of a text, if there are enough of one and clearly more than of any other."""
    votes = guess((word.lower() for word in cut(text)), stop_words())
    (first, most), (_, second) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    return first if most >= _ENOUGH and most >= _CLEARLY * second else ""


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
