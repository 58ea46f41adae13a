"""What a Turkish word form is a form of: its chain of endings taken off one by one.

Snowball's Turkish takes the end off short words (bakan is no form of baka) and leaves others on. Words whose ending is
their own, and those that drop a vowel, stand in forms/tr.txt. ı and i stay two letters.
"""

from __future__ import annotations

import re
from functools import cache

from newsgrab.archive.search.analysis.irregular import irregular_forms

_VOWELS = "aeıioöuüâîû"
_HARD = {"b": "p", "c": "ç", "d": "t", "ğ": "k", "g": "k"}  # kitabı: kitap, rengi: renk
# Outermost first: question and copula, case, possessive, plural, what makes nouns and verb forms.
_ENDINGS = (
    r"(?:d[ıiuü]r|t[ıiuü]r)(?:l[ae]r)?",
    r"(?:yl|l)[ae]|[ae]?ki(?:l[ae]r)?",
    r"n?[dt][ae](?:n|ki)?|n?[ıiuü]n|ndan|nden|n[ıiuüae]|y[ıiuüae]",
    r"(?:l[ae]r)?(?:[ıiuü]m[ıiuü]z|[ıiuü]n[ıiuü]z)|m[ıiuü]z|n[ıiuü]z|l[ae]r[ıi]|s[ıiuü]|[ıiuü]m",
    r"l[ae]r",
    r"l[ıiuü][kğ]|[cç][ıiuü]|s[ıiuü]z|l[ıiuü]",
)
_VERBS = (
    r"(?:[ıiuü]|m[ıiuü])?yor(?:l[ae]r|du|muş)?|(?:y?[ae]c[ae][kğ])(?:l[ae]r|t[ıi])?|[dt][ıiuü](?:l[ae]r|k|m)?"
    r"|m[ıiuü]ş(?:l[ae]r|t[ıiuü])?|y?[ae]r[ae]k|m[ae]k|m[ae]s[ıi]|m[ae]d[ıi]|m[ae]l[ıi]"
)
_LEAST = 3


def stem(word: str) -> str:
    """What is left of a word in the spelling of `normal`.

    >>> stem("bakanlıklarından") == stem("bakanlık"), stem("kitabı"), stem("gazetecilerin") == stem("gazeteci")
    (True, 'kitap', True)
    """
    forms = irregular_forms("tr")
    if own := _known(word, forms) or _behind_endings(word, forms):
        return own
    verb = _verb().search(word)
    if verb and _is_stem(word[: verb.start()]):
        return _hardened(_without_vowel(word[: verb.start()]))
    for pattern in _endings():
        match = pattern.search(word)
        if match and _is_stem(word[: match.start()]):
            word = word[: match.start()]
    return _hardened(_without_vowel(word))


def _behind_endings(word: str, forms: dict[str, str]) -> str | None:
    """The known word that is left when endings are taken off one by one; None if none is."""
    for pattern in _endings():
        match = pattern.search(word)
        if match and match.start() > 1:
            word = word[: match.start()]
            if own := _known(word, forms):
                return own
    return None


def _known(word: str, forms: dict[str, str]) -> str | None:
    """The known word that this is, or is with a vowel behind it: kitabı."""
    if word in forms:
        return forms[word]
    shorter = word[:-1] if word[-1:] in _VOWELS else word
    return forms.get(_hardened(word)) or forms.get(shorter) or forms.get(_hardened(shorter))


def _is_stem(word: str) -> bool:
    return len(word) >= _LEAST and any(letter in _VOWELS for letter in word)


def _without_vowel(word: str) -> str:
    """The word without a last vowel, which is its own or a case; two syllables stay."""
    syllables = sum(letter in _VOWELS for letter in word)
    return word[:-1] if syllables > 1 and word[-1] in _VOWELS and len(word) > _LEAST else word


def _hardened(word: str) -> str:
    return word[:-1] + _HARD.get(word[-1], word[-1]) if len(word) >= _LEAST else word


@cache
def _endings() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"(?:{ending})$") for ending in _ENDINGS)


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(f"(?:{_VERBS})$")
