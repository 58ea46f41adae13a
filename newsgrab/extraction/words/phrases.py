"""Phrases: tables of words, of many languages, made into what finds them in a line.

A table has a line for each language: its code, then the phrases between bars. A phrase is looked for as it is, whatever
its case, from the beginning of a word on (so that endings may follow).
"""

from __future__ import annotations

import re

from newsgrab.extraction.words.ignorecase import lowered

_LONGEST = 60
_BEFORE = re.compile(r"(?:[^\w©]|_)*")


def phrase_pattern(table: str) -> str:
    """The pattern for any phrase of a table, in small letters."""
    # The longest first, so that a match is as long as it can be.
    ordered = sorted(_listed(table), key=lambda phrase: (-len(phrase), phrase))
    patterns = [re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered]
    return rf"(?<![^\W\d_])(?:{_grouped(patterns)})"


def alternation(table: str) -> str:
    """The pattern for any of the patterns in a table, each of which begins with a letter.

    Those that begin with the same letter are tried together: `re` tries alternatives one by one at every place.
    """
    return _grouped(table.split())


def _grouped(patterns: list[str]) -> str:
    groups: dict[str, list[str]] = {}
    for pattern in patterns:
        first = 2 if pattern[0] == "\\" else 1
        groups.setdefault(pattern[:first], []).append(pattern[first:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in groups.items())


def _listed(table: str) -> set[str]:
    rows = (row.split(":", 1)[1] for row in table.strip().splitlines())
    return {lowered(phrase.strip()) for row in rows for phrase in row.split("|") if phrase.strip()}


class LinePrefixes:
    """The phrases of a table, looked for at the beginning of a line; what stands before its first letter is passed.

    Every line of a text is asked, so the few phrases that share its first two letters are found in a dictionary.
    """

    def __init__(self, table: str) -> None:
        """Sort the phrases of the table by their first letters, the longest first."""
        groups: dict[str, list[str]] = {}
        for phrase in sorted(_listed(table), key=len, reverse=True):
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
