"""What kind of edit it was, told by rule from the words that went and came.

In: two texts of an article. Out: the kinds that fit. The words of each language stand in edit_words.toml; what a rule
cannot see (a name in a script without capital letters and without a title before it) is not told, never guessed.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from newsgrab.archive.history.compare import NUMBER, Op, Piece, words
from newsgrab.archive.normal_form import bare_text, same_words
from newsgrab.article import Article

_WORD = re.compile(r"[^\W_]+(?:['’׳״\u200c\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670-]+[^\W_]+)*")
_SENTENCE_END = re.compile("[.!?؟。！？…۔]|\n\n")
_QUOTES = (
    ("“", "”"),
    ("„", "“"),
    ("„", "”"),
    ("«", "»"),
    ("»", "«"),
    ("「", "」"),
    ("『", "』"),
    ('"', '"'),
    ("”", "”"),
)
_QUOTE = re.compile("|".join(f"{begin}([^{begin}{end}]{{2,}}?){end}" for begin, end in _QUOTES))
_SIGNS = frozenset("".join(map("".join, _QUOTES)))
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_APOSTROPHES = re.compile("['’]")
_WITHOUT_CAPITALS = frozenset(["ar", "fa", "he", "zh", "ja", "ckb", "ur", "ps"])
_UNSPACED = frozenset(["zh", "ja"])
_ALL_CAPITALS = frozenset(["de"])  # languages in which every noun has one
_NEAR = 4  # words between a title and the name that it goes with, or a verb of saying and who says it
_FEWEST = 4  # words of a sentence that is told as cut or added
_JOINED = "وفبلك"  # letters that Arabic writes onto the next word


class EditKind(StrEnum):
    """What an edit did. More than one may fit."""

    NEGATION = "negation"  # a negating word came or went
    NUMBER = "number"  # a figure, in digits or in words, is another one
    NAME = "name"  # so is a person, a place or a body
    QUOTATION = "quotation"  # what stands between quotation marks is another, gone or new
    ATTRIBUTION = "attribution"  # who says it is another, is named, or is named no longer
    HEADLINE = "headline"
    CUT = "cut"  # a sentence or more went, with nothing in its place
    ADDITION = "addition"


WEIGHTS = {
    EditKind.NEGATION: 8,
    EditKind.NUMBER: 6,
    EditKind.QUOTATION: 6,
    EditKind.ATTRIBUTION: 5,
    EditKind.CUT: 5,
    EditKind.HEADLINE: 4,
    EditKind.NAME: 4,
    EditKind.ADDITION: 2,
}
"""How telling each kind is: what may hide a mistake or a pressure before what merely goes on."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language by which edits are told."""

    negation: tuple[str, ...] = ()
    saying: tuple[str, ...] = ()
    according: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    no_names: tuple[str, ...] = ()


class _Place(NamedTuple):
    """One place of a text at which words went, came, or both; what stands before and behind it in its sentence."""

    removed: str
    added: str
    before: str
    behind: str


def edit_kinds(old: Article, new: Article) -> tuple[EditKind, ...]:
    """The kinds of the edit that made one article of the other, in the order of EditKind; none if no rule fits."""
    kinds = set(kinds_of_text(old.body, new.body, new.language or old.language))
    if not same_words(old.title, new.title):
        kinds |= {EditKind.HEADLINE, *kinds_of_text(old.title, new.title, new.language)} - {EditKind.NAME}
    return tuple(kind for kind in EditKind if kind in kinds)


def kinds_of_text(old: str, new: str, language: str | None) -> set[EditKind]:
    """The same for two texts that are no headlines."""
    if old == new:
        return set()
    code = (language or "").partition("-")[0].lower()
    known = vocabulary().get(code, Vocabulary())
    kinds = set()
    if _quotations(old, code) != _quotations(new, code):
        kinds.add(EditKind.QUOTATION)
    for place in _places(words(old, new)):
        kinds |= _kinds_at(place, code, known)
    return kinds


@cache
def vocabulary() -> dict[str, Vocabulary]:
    """The words of each language, by its code."""
    tables = tomllib.loads(Path(__file__).with_name("edit_words.toml").read_text(encoding="utf-8"))
    return {
        code: Vocabulary(**{name: tuple(map(_plain, listed)) for name, listed in table.items()})
        for code, table in tables.items()
    }


def _kinds_at(place: _Place, code: str, known: Vocabulary) -> set[EditKind]:
    """The kinds of one change. A sentence that went or came is told as such, not by the words in it."""
    gone, come = _words_of(place.removed), _words_of(place.added)
    if _is_sentence(place.removed, gone, code) and len(come) * 4 <= len(gone):
        return {EditKind.CUT}
    if _is_sentence(place.added, come, code) and len(gone) * 4 <= len(come):
        return {EditKind.ADDITION}
    kinds: set[EditKind] = set()
    if _numbers(place.removed, gone, known) != _numbers(place.added, come, known):
        kinds.add(EditKind.NUMBER)
    if _count(gone, known.negation, code) != _count(come, known.negation, code):
        kinds.add(EditKind.NEGATION)
    if _is_quoted(place) or _spelling(place.removed, code) == _spelling(place.added, code):
        return kinds
    if _names_differ(place, code, known, denied=EditKind.NEGATION in kinds):
        kinds.add(EditKind.NAME)
    if _is_attribution(place, code, known, named=EditKind.NAME in kinds):
        kinds.add(EditKind.ATTRIBUTION)
    return kinds


def _is_quoted(place: _Place) -> bool:
    """Whether it stands between quotation marks: who speaks is not told there."""
    before = [sign for sign in place.before if sign in _SIGNS]
    behind = [sign for sign in place.behind if sign in _SIGNS]
    return bool(before and behind) and (before[-1], behind[0]) in _QUOTES and len(before) % 2 == 1


def _places(pieces: Sequence[Piece]) -> Iterator[_Place]:
    """The changes, each with its sentence around it; a paragraph that moved is none."""
    at = 0
    while at < len(pieces):
        if pieces[at].op is Op.EQUAL or pieces[at].move:
            at += 1
            continue
        end = at
        while end < len(pieces) and pieces[end].op is not Op.EQUAL and not pieces[end].move:
            end += 1
        changed = pieces[at:end]
        before = pieces[at - 1].text if at else ""
        behind = pieces[end].text if end < len(pieces) else ""
        yield _Place(
            "".join(piece.text for piece in changed if piece.op is Op.REMOVED),
            "".join(piece.text for piece in changed if piece.op is Op.ADDED),
            _SENTENCE_END.split(before)[-1],
            _SENTENCE_END.split(behind)[0],
        )
        at = end


def _is_sentence(text: str, said: Sequence[str], code: str) -> bool:
    """Whether it holds a sentence or more: some words, and the end of one."""
    count = len(text) // 2 if code in _UNSPACED else len(said)
    return count >= _FEWEST and _SENTENCE_END.search(text) is not None


def _numbers(text: str, said: Sequence[str], known: Vocabulary) -> Counter[str]:
    """The numbers in digits, of any script, and in words."""
    digits = Counter(map(_value, NUMBER.findall(text)))
    return digits + Counter(word for word in said if _is_any(word, known.numbers))


def _value(number: str) -> str:
    """A number in ASCII: each of its parts without the zeros that it begins with, but for those of a fraction."""
    first, *parts = re.findall(r"\d+", number)
    is_fraction = len(parts) == 1
    rest = ("".join(str(int(digit)) for digit in part) if is_fraction else str(int(part)) for part in parts)
    return ("" if number[0].isdigit() else "-") + ".".join((str(int(first)), *rest))


def _count(said: Sequence[str], listed: tuple[str, ...], code: str) -> int:
    if code in _UNSPACED:
        said = ["".join(said)]
    return sum(_is_any(word, listed) for word in said)


def _is_any(word: str, listed: tuple[str, ...]) -> bool:
    """Whether it is one of the listed words, by itself or behind a letter that Arabic joins to it."""
    return _fits(word, listed) or (word[:1] in _JOINED and word != "" and _fits(word[1:], listed))


def _fits(word: str, listed: tuple[str, ...]) -> bool:
    forms = _forms(listed)
    return (
        word in forms.whole
        or word.startswith(forms.beginnings)
        or word.endswith(forms.endings)
        or any(part in word for part in forms.parts)
    )


class _Forms(NamedTuple):
    """Listed words by where their stars stand."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    parts: tuple[str, ...]


@cache
def _forms(listed: tuple[str, ...]) -> _Forms:
    by_stars: dict[tuple[bool, bool], list[str]] = {}
    for one in listed:
        by_stars.setdefault((one.startswith("*"), one.endswith("*")), []).append(one.strip("*"))
    places = ((False, False), (False, True), (True, False), (True, True))
    whole, beginnings, endings, parts = (tuple(by_stars.get(place, ())) for place in places)
    return _Forms(frozenset(whole), beginnings, endings, parts)


def _names_differ(place: _Place, code: str, known: Vocabulary, *, denied: bool) -> bool:
    if code in _WITHOUT_CAPITALS:
        return not denied and _name_behind_title(place, known)  # a verb was denied: no name is
    gone, come = _capitals(place, place.removed, code), _capitals(place, place.added, code)
    return bool(gone - {*_parts(place.added), *known.no_names} or come - {*_parts(place.removed), *known.no_names})


def _parts(text: str) -> Iterator[str]:
    """The words of a text, in parts where an apostrophe joins an article or an ending to them."""
    return (part for word in _words_of(text) for part in word.split("'"))


def _capitals(place: _Place, text: str, code: str) -> set[str]:
    """The words with a capital letter that do not begin a sentence; of German ones only those that stand together."""
    found = list(_WORD.finditer(text))
    begins = not _WORD.search(place.before)
    out: set[str] = set()
    before = bool(re.search(r"[A-ZÄÖÜ]\w*\W{1,2}$", place.before))
    for at, match in enumerate(found):
        first, *rest = _APOSTROPHES.split(match[0])
        start = _SENTENCE_END.search(text[found[at - 1].end() if at else 0 : match.start()])
        capital = first[0].isupper() and not (begins and at == 0) and not start
        follows = capital and at + 1 < len(found) and found[at + 1][0][0].isupper()
        names = [part for part in rest if part[:1].isupper()] + [first] * capital
        if names and (code not in _ALL_CAPITALS or before or follows):
            out.update(map(_plain, names))
        before = capital
    return out


def _name_behind_title(place: _Place, known: Vocabulary) -> bool:
    """A few words for a few others, shortly behind a title or a word for a place."""
    gone, come = _words_of(place.removed), _words_of(place.added)
    if not (0 < len(gone) <= _NEAR and 0 < len(come) <= _NEAR):
        return False
    before = _words_of(place.before)[-_NEAR:]
    named = any(_is_any(word, known.persons) for word in before) and not gone[0].startswith("ال")
    return named or any(_is_any(word, known.places) for word in before[-1:])


def _is_attribution(place: _Place, code: str, known: Vocabulary, *, named: bool) -> bool:
    """Whether a verb of saying came or went, or what stands where the one who says it stands is another."""
    gone, come = _words_of(place.removed), _words_of(place.added)
    if bool(_count(gone, known.saying, code)) != bool(_count(come, known.saying, code)):
        return True
    if _has_phrase(place.removed, known.according) != _has_phrase(place.added, known.according):
        return True
    if code in _UNSPACED or not (known.saying or known.according):
        return False
    before, behind = _words_of(place.before), _words_of(place.behind)
    close = " ".join(before[-2:])
    if any(one in {close, *before[-1:]} or close.endswith(f" {one}") for one in known.according):
        return True
    if named and code in _WITHOUT_CAPITALS:
        return False
    verbs = before[-1:] if code in _WITHOUT_CAPITALS else (*before[-1:], *behind[:1])
    return bool(gone) and bool(come) and any(_is_any(word, known.saying) for word in verbs)


def _has_phrase(text: str, listed: Sequence[str]) -> bool:
    said = f" {' '.join(_words_of(text))} "
    return any(f" {one} " in said or f" و{one} " in said for one in listed)


def _quotations(text: str, code: str) -> Counter[str]:
    """What stands between quotation marks: its words and numbers, without punctuation."""
    found = ("".join(groups) for groups in _QUOTE.findall(text))
    forms = (bare_text(_spelling(quoted, code)) for quoted in found)
    return Counter(quoted for quoted in forms if quoted)


def _spelling(text: str, code: str) -> str:
    """A text without the marks and, in scripts without capital letters, the hamzas that a word may have or not."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text) if code in _WITHOUT_CAPITALS else text)


@lru_cache(maxsize=64)  # each rule asks for those of the same few stretches
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(map(_plain, _WORD.findall(_MARKS.sub("", text))))


def _plain(word: str) -> str:
    return _APOSTROPHES.sub("'", _MARKS.sub("", word)).casefold()
