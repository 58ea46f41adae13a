"""The terms under which a text is found: one for each word, in the order of the text.

A stemmed word becomes `language·stem`, so that the stems of one language never answer for another's; any other word
becomes its folded self (a Vietnamese or Turkish one both: with its accents and without), a run of writing without
spaces the pairs of its characters. German compounds have the stems of their parts behind them.

Behind the stems the index holds the text once more, word for word, so that phrases and beginnings of words can be found
as they are printed: each folded word with a LITERAL sign before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from newsgrab.archive.search.analysis.fold import INVISIBLE, MARKS, bare, normal
from newsgrab.archive.search.analysis.irregular import irregular_forms
from newsgrab.archive.search.analysis.languages import SNOWBALL, primary, script, stemmer_for
from newsgrab.archive.search.analysis.scan import cut, is_spaceless

ANALYSER = "10"
"""The version of these rules and lists; an index made by another one is rebuilt."""

LONGEST = 64
"""Characters of a word that count: what is longer is no word."""

LITERAL = "\u00b6"
"""The sign before a word as it is printed; no word has it."""

_NON_JOINER = "\u200c"
_REMEMBERED = 200_000  # words of a language
_REMEMBERED_LINES = 500  # of a language
_LONGEST_LINE = 4_000  # characters of one that is remembered

_CLUSTER = (
    f"[^{MARKS}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3]"
    f"[{MARKS}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3]*"
)
_OWN_RULES = {"ckb": "sorani", "fa": "persian", "he": "hebrew", "tr": "turkish"}
_FLEETING = "(?<=..)([бвгджзклмнпрстфхцчшщ])[ео]([кц])$"
_HINDI = str.maketrans("ईऊीू", "इउिु")  # long and short vowels are often mistaken for each other


class LineTerms(NamedTuple):
    """The terms of a line: stems, words as they are printed, and those of them whole that a non-joiner parts."""

    stems: str
    printed: str
    whole: list[str]


class Analyser:
    """The analysis of texts in one language ("" where it is not known); remembers the words it has seen."""

    def __init__(self, language: str | None) -> None:
        self.language = primary(language)
        self._seen = _Terms(self)
        self._literals = _Literals()
        self._lines = _Lines(self)  # an edited text has most lines of the one before

    def terms(self, text: str) -> str:
        """The terms of a text, separated by blanks."""
        return self._terms(cut(text))

    def index_terms(self, text: str) -> str:
        """The terms of a text and behind them its words as they are printed; these only if they say more."""
        if len(self._lines) > _REMEMBERED_LINES:
            self._lines.clear()
        lines = [self._lines[line] for line in text.split("\n") if line]
        stems = " ".join([line.stems for line in lines if line.stems])
        printed = [line.printed for line in lines if line.printed]
        if _NON_JOINER in text:
            printed += dict.fromkeys(word for line in lines for word in line.whole)
        more = " ".join(printed)
        return stems if more.replace(LITERAL, "") == stems else f"{stems} {more}"

    def line_terms(self, line: str) -> LineTerms:
        """What `index_terms` gives of a line; no word goes on in the next one."""
        words, literals = cut(line), self._literals
        if len(literals) > _REMEMBERED:
            literals.clear()
        printed = " ".join([literals[word] for word in words])
        # Its parts are words in print, but a non-joiner is often left out.
        whole = [literals[word.replace(_NON_JOINER, "")] for word in words if _NON_JOINER in word]
        return LineTerms(self._terms(words), printed, whole)

    def _terms(self, words: list[str]) -> str:
        seen = self._seen
        if len(seen) > _REMEMBERED:
            seen.clear()
        return " ".join([seen[word] for word in words])

    def term(self, word: str) -> str:
        """The term of one word; "" for one that is nothing but marks. A ligature may give two, with a blank."""
        plain = normal(in_language(word[:LONGEST], self.language))
        if not plain:
            return ""
        if not plain.isalpha() and any(map(str.isdigit, plain)):
            return bare(plain)
        return text_terms(plain, stemmer_for(script(plain), self.language))


class _Terms(dict[str, str]):
    """The term of each word that was seen, the pairs of a run without spaces; made when it is first asked for."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def __missing__(self, word: str) -> str:
        term = self[word] = " ".join(bigrams(word)) if is_spaceless(word) else self._analyser.term(word)
        return term


class _Literals(dict[str, str]):
    """What stands for each word that was seen in the word-for-word part of the index."""

    def __missing__(self, word: str) -> str:
        literal = self[word] = " ".join(LITERAL + part for part in literal_terms(word))
        return literal


class _Lines(dict[str, LineTerms]):
    """The terms of each line that was seen, but for those that would take much room."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def __missing__(self, line: str) -> LineTerms:
        terms = self._analyser.line_terms(line)
        if len(line) <= _LONGEST_LINE:
            self[line] = terms
        return terms


def literal_terms(word: str) -> list[str]:
    """A word as it is printed: its fold, parted at the blank of a ligature or at a non-joiner; some runs in pairs.

    >>> literal_terms("Crème"), literal_terms("東京都")
    (['creme'], ['東京', '京都'])
    """
    return bigrams(word) if is_spaceless(word) else bare(normal(word[:LONGEST].replace(_NON_JOINER, " "))).split()


def in_language(word: str, language: str) -> str:
    """The word in the small letters of a language that has its own: a Turkish I is no i."""
    return word.replace("I\u0307", "i").replace("I", "ı").replace("İ", "i") if language == "tr" else word


def text_terms(plain: str, language: str) -> str:
    """The terms of a word out of `normal` in a text: its own, and those of the parts of a compound."""
    own = stemmed(plain, language)
    if language != "de":
        return own
    from newsgrab.archive.search.analysis.compounds import compound_parts

    return " ".join(dict.fromkeys((own, *(stemmed(part, language) for part in compound_parts(plain)))))


def stemmed(plain: str, language: str) -> str:
    """The term of a word out of `normal`, read in this language; its fold where the language is ""."""
    folded = bare(plain)
    if not language or (language == "vi" and folded == plain):
        return folded
    if language == "vi":  # with its accents a word is another word, but they are not always typed
        return f"vi·{plain} {folded}"
    stem = stemmer(language)(plain)
    if language == "tr":  # ı and i are two letters, but not all keyboards have both
        bared = bare(stem)
        return f"tr·{bared}" if bared == stem else f"tr·{stem} tr·{bared}"
    return f"{language}·{bare(stem.translate(_HINDI) if language == 'hi' else stem)}"


def language_term(language: str) -> str:
    """The term that every article in this language has: tells how rare a word is there."""
    return f"·{language}"


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """The function that takes the endings off words of this language."""
    if language == "ar":
        from newsgrab.archive.search.analysis.arabic import lexicon

        return lexicon().stem
    if language in _OWN_RULES:
        from importlib import import_module

        own: Callable[[str], str] = import_module(f"newsgrab.archive.search.analysis.{_OWN_RULES[language]}").stem
        return own
    from Stemmer import Stemmer

    stem: Callable[[str], str] = Stemmer(SNOWBALL[language], 0).stemWord  # 0: it need not remember, an Analyser does
    forms = irregular_forms(language)
    if language == "ru":
        return lambda word: _russian(word.replace("ё", "е"), forms, stem)
    if language == "de":  # Ministerinnen is the plural of Ministerin
        return lambda word: forms.get(word) or stem(word.removesuffix("nen") if word.endswith("innen") else word)
    return (lambda word: forms.get(word) or stem(word)) if forms else stem


def _russian(word: str, forms: dict[str, str], stem: Callable[[str], str]) -> str:
    """The stem without a vowel that other forms do not have: рынок, рынка; девушек, девушка."""
    return forms.get(word) or re.sub(_FLEETING, r"\1\2", stem(word))


@cache
def forms_of(stem: str) -> tuple[str, ...]:
    """The irregular forms that lead to an Arabic stem: broken plurals, verb forms, verbal nouns."""
    from newsgrab.archive.search.analysis.arabic import lexicon

    words = lexicon()
    found = [
        form
        for form, word in words.forms.items()
        if word.startswith(stem) and (word == stem or words.without_endings(word) == stem)
    ]
    if len(stem) > 3 and stem[0] == "ا":
        found += [stem[1:], f"{stem[1:-1]}ا{stem[-1]}"]  # of اجتمع: يجتمع, اجتماع
    return tuple(found)


def bigrams(run: str) -> list[str]:
    """Each two neighbouring characters (with the marks on them) of a run of writing without spaces.

    >>> bigrams("東京都"), bigrams("字")
    (['東京', '京都'], ['字'])
    """
    cluster, invisible = _patterns()
    clusters = cluster.findall(normal(invisible.sub("", run)))
    if len(clusters) < 2:
        return clusters
    return [first + second for first, second in pairwise(clusters)]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A character with its marks, and an invisible one; not made for texts that need neither."""
    return re.compile(_CLUSTER), re.compile(f"[{INVISIBLE}]")
