"""What an Arabic word form is a form of: clitics, endings, broken plurals and verb forms taken off.

Three lists learned from text (benchmarks/learn_arabic.py) say what no rule can know: whether the first letter of بحر
is the preposition "in" (it is not), whether the last two of لبنان are a dual (they are not), and which words exist.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent

PREFIXES = ("و", "ف", "ب", "ل", "ك", "س")
"""Proclitics of one letter: and, so, in, for, like, will."""

_FIRST = frozenset((*PREFIXES, "ا"))

SUFFIXES = (
    "تهما",
    "هما",
    "تان",
    "تين",
    "ات",
    "اه",
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

    `stems` are those of words as they are without a proclitic (so بحر is among them, وبحر is not); the ending of the
    words `tails` is their own; `forms` leads from a broken plural or a verb form to the word it is a form of.
    """

    stems: frozenset[str]
    tails: frozenset[str]
    forms: dict[str, str]
    pasts: frozenset[str] = frozenset()

    def base(self, word: str) -> str:
        """The word without its proclitics and article."""
        if len(word) < 4 or word[0] not in _FIRST:
            return word
        article = word.startswith("ال")
        if self._is_own(word, word[2:] if article else word[1:]):
            return word
        if article:
            return word[2:]
        if word.startswith("لل"):
            return self._after_lil(word)
        first, rest = word[0], word[1:]
        if first == "ا":
            return word
        if rest.startswith("ال") and len(rest) > 4 and first in "وفبك":
            is_name = first in "فك" and self.without_endings(rest[2:]) not in self.stems  # كاليفورنيا
            return word if is_name else self.base(rest)
        if first == "و" and (rest.startswith("لل") or rest[0] in "بلكس"):
            inner = self.base(rest)
            if inner != rest:
                return inner
        if first == "س" and rest[0] not in "يتنا":
            return word
        if self.without_endings(rest) in self.stems:
            return rest if first == "س" else self.base(rest)
        return word

    def _is_own(self, word: str, rest: str) -> bool:
        """True if the word begins with letters of its own: it is a known word, and `rest` is none or a shorter one."""
        stem = self.without_endings(word)
        if stem not in self.stems:
            return False
        other = self.without_endings(rest)
        return other not in self.stems or len(stem) >= len(other) + word.startswith("ال")

    def _after_lil(self, word: str) -> str:
        """للعراق is "for the Iraq", للبنان "for Lebanon"."""
        rest, name = word[2:], word[1:]
        if self.without_endings(name) in self.stems:
            return name
        return rest if len(rest) > 1 else word

    def stem(self, word: str) -> str:
        """The word that this is a form of, or what is left of it; the spelling of `normal` in and out.

        Two forms of one word have the same stem; the stem itself need not be a word.
        """
        if word.endswith("يء") and len(word) > 4:  # طواريء for طوارئ
            word = word[:-2] + "ء"
        return self.without_endings(self.base(word))

    def without_endings(self, word: str) -> str:
        """What is left of a word without clitics before it: its irregular form undone, its endings off."""
        irregular = 0
        outermost = True
        while True:
            if word in self.forms and irregular < 2:  # not for ever: forms could lead round in a ring
                word, irregular = self.forms[word], irregular + 1
            if word in self.tails:
                break
            shorter = self._shorter(word, outermost=outermost)
            if shorter == word:
                break
            word, outermost = shorter, False
        return self._past(word)

    def _shorter(self, word: str, *, outermost: bool) -> str:
        """The word without its last ending, or as it is; the alef of the accusative stands at the very end only."""
        for ending in SUFFIXES:
            if word.endswith(ending) and (outermost or ending != "ا"):
                rest = word[: -len(ending)]
                if ending in _DUAL_AFTER_T or (
                    ending in _OBJECTS
                    and rest[-1:] == "ت"
                    and rest[-2:] != "ات"
                    and rest not in self.tails
                    and len(rest) > 3
                ):
                    rest = rest.removesuffix("ت") + "ه"  # سيارتها, سيارتان: the ت is the ة of سيارة
                if len(rest) > 2:
                    return rest
        if outermost and word.endswith("و") and len(word) > 4 and word not in self.stems and word[:-1] in self.stems:
            return word[:-1]  # لاعبو الفريق: the players of
        return word

    def _past(self, word: str) -> str:
        """A verb in the present, or its verbal noun (انطلاق), as the past that is known of it; else the word."""
        if len(word) > 4 and word[0] in "يتن" and word not in self.stems:
            if "ا" + word[1:] in self.stems:
                return "ا" + word[1:]
            if word[0] == "ي" and word[1:] in self.stems:
                return word[1:]
        if len(word) > 4 and word[0] == "ا" and word[-2] == "ا":
            past = word[:-2] + word[-1]
            if past in self.pasts:
                return past
        return word


_WEAK = frozenset("اويء")  # come and go between the consonants of a root
_LONG_PREFIXES = ("مست", "است", "يست", "تست", "نست")
_TWO_PREFIXES = ("ان", "من", "ين", "تن", "مت", "يت")


def root(stem: str) -> str:
    """The three consonants that a stem is most likely made of; "" where that cannot be told.

    Good for telling which texts speak of the same thing (قتل, مقتل, قتال), not for finding them.

    >>> root("استقبال"), root("مقتل"), root("خروج"), root("لبنان")
    ('قبل', 'قتل', 'خرج', '')
    """
    if stem.startswith(_LONG_PREFIXES) and len(stem) > 5:
        stem = stem[3:]
    elif stem.startswith(_TWO_PREFIXES) and len(stem) > 4:
        stem = stem[2:]
    elif len(stem) > 3 and stem[0] in "متيناء":
        stem = stem[1:]
    if len(stem) > 3:
        stem = stem.removesuffix("ه")
    if len(stem) < 3 or stem[0] in _WEAK or stem[-1] in _WEAK:
        return ""
    found = stem[0] + "".join(letter for letter in stem[1:-1] if letter not in _WEAK) + stem[-1]
    if len(found) == 4 and found[1] == "ت":  # the ت of اقتحم
        found = found[0] + found[2:]
    return found if len(found) == 3 else ""


@cache
def lexicon() -> Lexicon:
    """The lists that come with newsgrab, read once and only where Arabic is met."""
    stems, tails, verbs = zlib.decompress((_HERE / "arabic.z").read_bytes()).decode().split("\n\n")
    presents, own = _read_forms(verbs), feminines()
    plurals_of_own = {word[:-1] + ending: word for word in own for ending in ("ات", "تان", "تين")}
    forms = plurals_of_own | presents | plurals()
    return Lexicon(
        frozenset(stems.split("\n")) | own, frozenset(tails.split("\n")) | own, forms, frozenset(presents.values())
    )


def feminines() -> frozenset[str]:
    """The nouns whose ة is no ending."""
    lines = (_HERE / "arabic_feminines.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def plurals() -> dict[str, str]:
    """The word to each irregular form of a noun or adjective."""
    return _read_forms((_HERE / "arabic_forms.txt").read_text(encoding="utf-8"))


def _read_forms(lines: str) -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in lines.split("\n"):
        word, _, others = line.partition(" ")
        if word != "#":
            forms.update(dict.fromkeys(others.split(), word))
    return forms
