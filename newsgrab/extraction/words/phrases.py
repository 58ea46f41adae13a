"""Phrases: words of many languages, made into patterns that find them in a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from newsgrab.extraction.words.ignorecase import lowered
from newsgrab.extraction.words.tables import words_of

_LONGEST = 60
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_BEFORE = re.compile(r"(?:[^\w©]|_)*")


def phrase_pattern(phrases: Iterable[str]) -> str:
    """The pattern for any of the phrases, in small letters, from the beginning of a word on: endings may follow.

    In scripts that put no spaces between words, a phrase may begin anywhere.
    """
    spaced, unspaced = _by_spacing(phrases)
    patterns = [rf"(?<![^\W\d_])(?:{alternation(map(_escaped, spaced))})"] if spaced else []
    return f"(?:{'|'.join([*patterns, *map(_escaped, unspaced)])})"


def _by_spacing(phrases: Iterable[str]) -> tuple[list[str], list[str]]:
    """The phrases that begin where a word does, and those that may begin anywhere; the longest first."""
    ordered = _longest_first(phrases)
    return [one for one in ordered if not is_unspaced(one)], [one for one in ordered if is_unspaced(one)]


def word_pattern(words: Iterable[str]) -> str:
    """The pattern for any of the words as a whole; a "*" at its end stands for any ending."""
    return alternation(_escaped(word).replace(r"\*", r"\w*") for word in _longest_first(words))


def any_word(*keys: str) -> str:
    """The pattern, in a group, for any word that the languages have under some keys: see `word_pattern`."""
    return f"(?:{word_pattern(words_of(*keys))})"


def stem_pattern(stems: Iterable[str]) -> str:
    """The pattern for any of the stems, wherever in a word; "_" is the edge of a word, "$" the end of the text."""
    return "|".join(_escaped(stem).replace("_", r"\b").replace(r"\$", "$") for stem in _longest_first(stems))


def bounded_pattern(words: Iterable[str]) -> str:
    """The pattern for any of the words, whole where they have capital letters; elsewhere prefixes and endings join."""
    ordered = _longest_first(words)
    whole = [word for word in ordered if word.upper() != word]
    joined = [word for word in ordered if word.upper() == word]
    return "|".join([rf"\b(?:{'|'.join(map(_escaped, whole))})\b", *map(_escaped, joined)])


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script that puts no spaces between words."""
    return _UNSPACED.match(word) is not None


def _longest_first(words: Iterable[str]) -> list[str]:
    """The words, each once: a match is to be as long as it can be."""
    return sorted(sorted(set(words)), key=len, reverse=True)


def _escaped(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", r"\s+")


def alternation(patterns: Iterable[str]) -> str:
    """The pattern for any of some patterns, each of which begins with a letter.

    Those that begin with the same letter are tried together: `re` tries alternatives one by one at every place.
    """
    groups: dict[str, list[str]] = {}
    for pattern in patterns:
        first = 2 if pattern[0] == "\\" else 1
        groups.setdefault(pattern[:first], []).append(pattern[first:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in groups.items())


class Phrases:
    """Phrases, in small letters, any of which a text may hold, as `phrase_pattern` finds them.

    A pattern that begins with what ends a word is tried only there: asked whether it matches, `re` is done in half the
    time. It cannot tell where a phrase begins in the text.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        """The patterns are compiled for the first text: most pages ask for few of them."""
        self._spaced_phrases, self._unspaced_phrases = _by_spacing(phrases)

    @cached_property
    def _spaced(self) -> re.Pattern[str]:
        return re.compile(rf"[\W\d_](?:{alternation(map(_escaped, self._spaced_phrases))})")

    @cached_property
    def _unspaced(self) -> re.Pattern[str]:
        return re.compile(alternation(map(_escaped, self._unspaced_phrases)) or r"(?!)")

    def are_in(self, text: str) -> bool:
        """Whether a text holds one of them, in any case."""
        text = lowered(text)
        if self._spaced.search(f" {text}"):
            return True
        return not text.isascii() and self._unspaced.search(text) is not None


class LinePrefixes:
    """Phrases that are looked for at the beginning of a line; what stands before its first letter is passed.

    Every line of a text is asked, so the few phrases that share its first two letters are found in a dictionary.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        """Sort the phrases by their first letters, the longest first."""
        groups: dict[str, list[str]] = {}
        for phrase in _longest_first(phrases):
            groups.setdefault(phrase[:2], []).append(phrase)
        self._groups = groups

    def length(self, line: str) -> int:
        """How much of the line its phrase takes, with what stands before it; 0 if it begins with none."""
        before = None if line[:1].isalnum() else _BEFORE.match(line)
        start = before.end() if before else 0
        text = lowered(line[start : start + _LONGEST])
        for phrase in self._groups.get(text[:2]) or self._groups.get(text[:1]) or ():
            if text.startswith(phrase):
                return start + len(phrase)
        return 0
