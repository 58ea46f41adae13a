"""Headings of blocks: which open a block of related articles, and which one of another kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.tables import words_of


def _keys(table: str) -> frozenset[str]:
    return frozenset(heading_key(fold(phrase)) for phrase in words_of(table))


@cache
def related_headings() -> frozenset[str]:
    """Headings of related blocks, folded."""
    return _keys("headings.related")


@cache
def other_headings() -> frozenset[str]:
    """Headings of blocks of another kind, folded."""
    return _keys("headings.other")


@cache
def sponsored_labels() -> frozenset[str]:
    """Labels of paid entries, folded."""
    return _keys("headings.sponsored")


@cache
def read_more_labels() -> frozenset[str]:
    """Labels of the button under a teaser, folded."""
    return _keys("headings.read_more")


DECORATION = " \t:：;,.…!?|/\\-–—_=+*•·●■▪►▶▸▹»«›‹>→←↓⇒☞“”\"'()[]{}（）【】《》「」『』〔〕#،؛؟。、，！？"


def heading_key(folded: str) -> str:
    """A folded heading without what decorates it.

    >>> heading_key("» read also:")
    'read also'
    """
    return folded.strip(DECORATION)


def _charwise(phrase: str) -> bool:
    return len(phrase) >= 4 and "\u2e80" <= phrase[0] <= "\uffdc"


START_CHARS = 4


@cache
def heading_starts() -> frozenset[str]:
    """How the keys of known headings begin, with START_CHARS signs: a key that begins otherwise is of no kind."""
    return frozenset(phrase[:START_CHARS] for phrase in related_headings() | other_headings())


@cache
def _kinds() -> dict[str, str]:
    return dict.fromkeys(other_headings(), "other") | dict.fromkeys(related_headings(), "related")


@cache
def _opening_kinds() -> dict[str, str]:
    """The kinds of the phrases of two words or more, which may open a longer heading; one word may open anything."""
    kinds = dict.fromkeys(related_headings(), "related") | dict.fromkeys(other_headings(), "other")
    return {phrase: kind for phrase, kind in kinds.items() if " " in phrase or _charwise(phrase)}


def kind_of_heading(folded: str) -> str:
    """What block a heading opens: "related", "other" (popular, latest, paid, tags, comments …), or "" for what is no heading of a block."""  # noqa: E501
    return kind_of_key(heading_key(folded)) if len(folded) <= MAX_HEADING_CHARS else ""


MAX_HEADING_CHARS = 90


@lru_cache(maxsize=1000)  # of one heading it is asked more than once
def kind_of_key(key: str) -> str:
    """The kind of a heading whose key is known: of the phrase that it is, else of one that it opens with.

    So "more on this story from Aleppo" is of the kind of "more on this story", and so is, by its end, "and more on this
    story".
    """
    if len(key) > 70:
        return ""
    return _kind_by_phrase(key) or _kind_by_stem(key)


def _kind_by_phrase(key: str) -> str:
    if key[:START_CHARS] not in heading_starts():
        return _kind_by_end(key)
    kind = _kinds().get(key)
    if kind is not None:
        return kind
    kinds = _opening_kinds()
    opened = {kinds[opening] for opening in _openings(key) if opening in kinds}
    return "other" if "other" in opened else "related" if opened else _kind_by_end(key)


@cache
def _stems() -> dict[str, list[tuple[str, str]]]:
    """The beginnings of words that tell a kind, with it, by their first signs."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in ("related", "other"):
        for stem in words_of(f"headings.{kind}_stems"):
            folded = fold(stem)
            found.setdefault(folded[:STEM_CHARS], []).append((folded, kind))
    return found


@cache
def _unspaced_stems() -> list[tuple[str, str]]:
    return [pair for pairs in _stems().values() for pair in pairs if holds_unspaced(pair[0])]


def holds_unspaced(text: str) -> bool:
    """Whether a text holds letters of a script that puts no spaces between words, or few."""
    return not text.isascii() and _UNSPACED.search(text) is not None


STEM_CHARS = 3
MAX_STEM_WORDS = 3
MAX_STEM_CHARS = 40
MAX_UNSPACED_CHARS = 12


def _may_hold_stem(key: str) -> bool:
    """Whether a word of a short key begins as one does that tells a kind."""
    if len(key) > MAX_STEM_CHARS or key.count(" ") >= MAX_STEM_WORDS:
        return False
    if not _stem_starts().isdisjoint([word[:STEM_CHARS] for word in key.split(" ")]):
        return True
    return len(key) <= MAX_UNSPACED_CHARS and holds_unspaced(key)


@cache
def _stem_starts() -> frozenset[str]:
    return frozenset(_stems())


@cache
def _not_stories() -> tuple[str, ...]:
    return tuple(map(fold, words_of("headings.not_stories")))


def _kind_by_stem(key: str) -> str:
    """The kind that a word tells in a heading of no more than three; where words are not spaced, anything in a short one."""  # noqa: E501
    if not _may_hold_stem(key):
        return ""
    stems = _stems()
    kinds = {kind for word in key.split() for stem, kind in stems.get(word[:STEM_CHARS], ()) if word.startswith(stem)}
    if not kinds and len(key) <= MAX_UNSPACED_CHARS and holds_unspaced(key):
        kinds = {kind for stem, kind in _unspaced_stems() if stem in key}
    if "other" in kinds or not kinds:
        return "other" if kinds else ""
    return "" if any(word.startswith(_not_stories()) for word in key.split()) else "related"


@cache
def _closing_kinds() -> dict[str, list[tuple[str, str]]]:
    """The last words of the phrases of two words or more, with their kinds, by the words before."""
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase, kind in _opening_kinds().items():
        before, _, last = phrase.rpartition(" ")
        if before and len(last) >= MIN_LAST_WORD:
            found.setdefault(before, []).append((last, kind))
    return found


@cache
def _closing_starts() -> frozenset[str]:
    """How those last words begin."""
    return frozenset(last[:MIN_LAST_WORD] for rest in _closing_kinds().values() for last, _ in rest)


MIN_LAST_WORD = 3
MAX_WORDS_BEFORE = 3
MAX_ENDING = 4  # letters by which the last word of a phrase may be longer, as languages with many endings write it


def _kind_by_end(key: str) -> str:
    """The kind of the phrase with which a heading ends, behind a few other words."""
    last_word = key.rsplit(None, 1)[-1:] if key.count(" ") > 1 else []
    if not last_word or last_word[0][:MIN_LAST_WORD] not in _closing_starts():
        return ""
    words, kinds = key.split(), _closing_kinds()
    for start in range(1, min(len(words) - 1, MAX_WORDS_BEFORE + 1)):
        for last, kind in kinds.get(" ".join(words[start:-1]), ()):
            if words[-1].startswith(last) and len(words[-1]) - len(last) <= MAX_ENDING:
                return kind
    return ""


def _openings(key: str) -> Iterator[str]:
    """What a heading may open with: its first two to five words, but not all; where words are not spaced, its first signs."""  # noqa: E501
    end = key.find(" ")
    if end < 0:
        if not key.isascii():
            yield from (key[:length] for length in (4, 5, 6))
        return
    for _ in range(4):
        end = key.find(" ", end + 1)
        if end < 0:
            return
        yield key[:end]


_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af]")
_UNSPACED_LETTERS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese, Khmer
MIN_LETTERS = 20


def is_headline(text: str) -> bool:
    """Whether a text is long enough to be an article's headline: four words, or some signs where words are not spaced."""  # noqa: E501
    if holds_unspaced(text):
        return len(text) >= (MIN_LETTERS if _UNSPACED_LETTERS.search(text) else 9)
    return text.count(" ") >= 3 and len(text) >= 16
