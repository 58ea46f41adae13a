"""What a Hebrew word form is a form of: the words written into its front, and its endings, taken off.

No rule can know whether the first letter of בנק is the preposition "in" (it is not): lists say which words begin with
such a letter of their own, and before which words "from", "that" and "like" are taken off (hebrew_words.txt).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from newsgrab.archive.search.analysis.irregular import irregular_forms

_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
_OFTEN, _SELDOM = "והבל", "משכ"  # and, the, in, to; from, that, like
_ENDINGS = (
    *("ותיהמ", "ותינו", "יהמ", "יהנ", "יכמ", "ינו", "ותיו", "ותיה", "ויות", "יות", "ימ", "ות", "ית", "יו", "יה"),
    *("נו", "כמ", "המ", "תי", "תמ", "י", "ה", "ת", "ו"),
)
_LEAST = 3
_MOST_WORDS_BEFORE = 4


def stem(word: str) -> str:
    """What is left of a word in the spelling of `normal`.

    >>> stem("והממשלות") == stem("ממשלה"), stem("לבנק"), stem("בנק")
    (True, 'בנק', 'בנק')
    """
    word = word.translate(_FINALS)
    forms = _forms()
    for _ in range(_MOST_WORDS_BEFORE):
        if word in forms or not _begins_with_another(word):
            break
        word = word[1:]
    return forms.get(word) or without_endings(word)


def _begins_with_another(word: str) -> bool:
    first, rest = word[:1], word[1:]
    if len(word) < _LEAST or first not in _OFTEN + _SELDOM:
        return False
    own, others = _words()
    if without_endings(word) in own.get(first, ()):
        return False
    if rest in _forms() or without_endings(rest) in others or rest in others:
        return True
    return first in _OFTEN and len(rest) >= _LEAST


def without_endings(word: str) -> str:
    """The word without its endings: two at most (the possessive behind the feminine of ממשלתו)."""
    for _ in range(2):
        ending = next((each for each in _ENDINGS if word.endswith(each) and len(word) - len(each) >= _LEAST), "")
        if not ending:
            break
        word = word[: -len(ending)]
    return word


@cache
def _forms() -> dict[str, str]:
    return {form.translate(_FINALS): word.translate(_FINALS) for form, word in irregular_forms("he").items()}


@cache
def _words() -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    own: dict[str, frozenset[str]] = {}
    for line in Path(__file__).with_name("hebrew_words.txt").read_text(encoding="utf-8").splitlines():
        letter, _, words = line.partition(":")
        own[letter] = frozenset(word.translate(_FINALS) for word in words.split())
    return own, own.pop("*")
