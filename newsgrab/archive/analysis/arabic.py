"""What an Arabic word form is a form of: clitics, endings, broken plurals and verb forms taken off.

Three lists learned from text (benchmarks/learn_arabic.py) say what no rule can know: whether the first letter of بحر
is the preposition "in" (it is not), whether the last two of لبنان are a dual (they are not), and which words exist.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PREFIXES = ("و", "ف", "ب", "ل", "ك", "س")
"""Proclitics of one letter: and, so, in, for, like, will."""

SUFFIXES = (
    "تهما",
    "هما",
    "يين",
    "تان",
    "تين",
    "ات",
    "ان",
    "ين",
    "ون",
    "وا",
    "ها",
    "هم",
    "هن",
    "نا",
    "كم",
    "ه",
    "ي",
    "ا",
    "ت",
)
"""Endings, longest first: pronouns, dual, plural, feminine, the ending of origin, the accusative."""

_DUAL_AFTER_T = frozenset(("تان", "تين", "تهما"))
_OBJECTS = frozenset(("ها", "هم", "هن", "نا", "كم", "ه", "هما"))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What was learned of words, all in the spelling of `normal`.

    `known` exist without a proclitic; the first letter of `heads` and the ending of `tails` is their own;
    `forms` leads from a broken plural or a verb form to the word it is a form of.
    """

    known: frozenset[str]
    heads: frozenset[str]
    tails: frozenset[str]
    forms: dict[str, str]

    def base(self, word: str) -> str:
        """The word without its proclitics and article."""
        if len(word) < 4 or word in self.heads:
            return word
        if word.startswith("ال"):
            return word[2:]
        if word.startswith("لل"):
            return self._after_lil(word)
        first, rest = word[0], word[1:]
        if first not in PREFIXES:
            return word
        if rest.startswith("ال") and len(rest) > 4 and first in "وفبك":
            return self.base(rest)
        if first == "و" and (rest.startswith("لل") or rest[0] in "بلكس"):
            inner = self.base(rest)
            if inner != rest and word not in self.known:
                return inner
        if first == "س" and rest[0] not in "يتنا":
            return word
        if self._is_known(rest):
            return rest if first == "س" else self.base(rest)
        return word

    def _after_lil(self, word: str) -> str:
        """للعراق is "for the Iraq", للبنان "for Lebanon"."""
        rest, name = word[2:], word[1:]
        if rest not in self.known and name in self.known:
            return name
        return rest if len(rest) > 1 else word

    def _is_known(self, rest: str) -> bool:
        if rest in self.known or rest in self.forms:
            return True
        return any(
            rest.endswith(end) and rest[: -len(end)] in self.known
            for end in ("ها", "هم", "ه", "ين", "ات", "ان", "ا", "ون", "وا")
        )

    def stem(self, word: str) -> str:
        """The word that this is a form of, or what is left of it; the spelling of `normal` in and out.

        Two forms of one word have the same stem; the stem itself need not be a word.
        """
        word = self.base(word)
        while word not in self.tails:
            if word in self.forms:
                return self.forms[word]
            shorter = self._shorter(word)
            if shorter == word:
                return word
            word = shorter
        return self.forms.get(word, word)

    def _shorter(self, word: str) -> str:
        """The word without its last ending, or as it is."""
        for ending in SUFFIXES:
            if word.endswith(ending):
                rest = word[: -len(ending)]
                if ending in _DUAL_AFTER_T or (ending in _OBJECTS and rest.endswith("ت") and rest not in self.tails):
                    rest = rest.removesuffix("ت") + "ه"  # سيارتها, سيارتان: the ت is the ة of سيارة
                if len(rest) > 2:
                    return rest
        return word


@cache
def lexicon() -> Lexicon:
    """The lists that come with newsgrab, read once and only where Arabic is met."""
    here = Path(__file__).parent
    known, heads, tails = zlib.decompress((here / "arabic.z").read_bytes()).decode().split("\n\n")
    forms: dict[str, str] = {}
    for line in (here / "arabic_forms.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, *others = line.split()
            forms.update(dict.fromkeys(others, word))
    return Lexicon(frozenset(known.split("\n")), frozenset(heads.split("\n")), frozenset(tails.split("\n")), forms)
