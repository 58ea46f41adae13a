"""Reading what was typed into the search box. It cannot fail: whatever is no operator is text.

word word          all of them, in any order and form       "a phrase" «a phrase» „a phrase“   as it is printed
-word  NOT word    articles without it                      word OR word  word | word          one of them
minist*            words that begin so                      title:word  body:word              only there
site:  category:  author:  lang:  after:  before:           which articles (dates: see .dates)
"""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from newsgrab.archive.search.analysis.fold import fold
from newsgrab.archive.search.analysis.scan import is_spaceless, pattern
from newsgrab.archive.search.query.dates import parse_moment

_QUOTES = '"“”„‟«»‹›＂「」『』〝〞'
_TOKEN = re.compile(
    rf"\s*(?P<minus>[-\u2212\u2013](?=[^\s-]))?(?:(?P<field>[A-Za-z]+):(?=[^\s/]))?"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?:[{_QUOTES}]|$)|(?P<text>[^\s{_QUOTES}|]+)|(?P<bar>\|))|\s+"
)
_NO_CHARACTER = re.compile("[\ud800-\udfff]")  # how Python hands over bytes on the command line that are no UTF-8
_PARTS = re.compile(r"[\s,;/\\()\[\]{}<>،؛؟。、！？]+")
# These two are compiled when a word asks for them: at every start it would show.
_ELIDED = r"\w+['\u2019\u02bc\u00b4`]\w+"
_ELISION = r"(?i)\w|un|\w*(?:ll|qu)"  # l', un', dell', jusqu'
_ENDING = 5  # letters of 's, 'nin, 'deki
_COLUMNS = {"title": "title", "body": "body", "text": "body"}
_FIELDS = {
    "site": "site",
    "category": "category",
    "section": "category",
    "author": "author",
    "by": "author",
    "lang": "language",
    "language": "language",
    "after": "since",
    "since": "since",
    "before": "until",
    "until": "until",
}


class Kind(StrEnum):
    """How an atom matches."""

    WORD = "word"  # in any form
    PREFIX = "prefix"
    PHRASE = "phrase"  # as it is printed, spelling variants apart
    JOINED = "joined"  # words typed without a blank (F-16): side by side, in any form


class Atom(NamedTuple):
    """One thing to look for: its words as typed, in one column or (None) anywhere."""

    kind: Kind
    words: tuple[str, ...]
    column: str | None = None

    def __str__(self) -> str:
        text = " ".join(self.words)
        text = {Kind.PREFIX: f"{text}*", Kind.PHRASE: f"“{text}”"}.get(self.kind, text)
        return f"{self.column}:{text}" if self.column else text


class Query(NamedTuple):
    """A search as it was understood.

    An article must have one atom of each group and none of `without`. `fields` are (name, value) pairs for the
    columns of the archive, `since` and `until` moments; `notes` say what was passed over.
    """

    groups: tuple[tuple[Atom, ...], ...]
    without: tuple[Atom, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    notes: tuple[str, ...] = ()


class _Reader:
    def __init__(self, now: datetime) -> None:
        self.now = now
        self.groups: list[list[Atom]] = []
        self.without: list[Atom] = []
        self.fields: list[tuple[str, str]] = []
        self.moments: dict[str, datetime] = {}
        self.notes: list[str] = []
        self._joins = self._excludes = False

    def take(self, match: re.Match[str]) -> None:
        """Take in one token."""
        text, phrase, field = match["text"], match["phrase"], match["field"]
        if match["bar"] or (text == "OR" and not field and not match["minus"]):
            self._joins = bool(self.groups)
            return
        if text in {"AND", "NOT"} and not field and not match["minus"]:
            self._excludes = text == "NOT"
            return
        value = phrase if phrase is not None else text
        if value is None:
            return
        excludes, self._excludes = bool(match["minus"]) or self._excludes, False
        name = (field or "").lower()
        if name in _FIELDS and not excludes:
            self._restrict(_FIELDS[name], value)
            return
        column = _COLUMNS.get(name)
        if field and not column and phrase is None:
            value = f"{field}:{value}"
        found = _atoms(value, column, quoted=phrase is not None)
        if excludes:
            self.without += found
        elif found and self._joins:
            self.groups[-1].append(found[0])
            self.groups += [[atom] for atom in found[1:]]
        else:
            self.groups += [[atom] for atom in found]
        self._joins = self._joins and not found

    def _restrict(self, name: str, value: str) -> None:
        if name not in {"since", "until"}:
            self.fields.append((name, value.strip()))
            return
        moment = parse_moment(value, self.now)
        if moment is None:
            self.notes.append(f"not a date: {value!r}, passed over")
        else:
            self.moments[name] = moment


def parse(text: str, now: datetime) -> Query:
    """What was typed, understood; `now` is what "yesterday" is counted from.

    A query without anything to look for has no groups; its filters may still choose articles.
    """
    text = _NO_CHARACTER.sub(" ", text)
    reader = _Reader(now)
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.end() == place:
            place += 1
            continue
        reader.take(match)
        place = match.end()
    groups = tuple(dict.fromkeys(tuple(dict.fromkeys(group)) for group in reader.groups))
    moments = reader.moments
    return Query(
        groups,
        tuple(dict.fromkeys(reader.without)),
        tuple(dict.fromkeys(reader.fields)),
        moments.get("since"),
        moments.get("until"),
        tuple(reader.notes),
    )


def _atoms(text: str, column: str | None, *, quoted: bool) -> list[Atom]:
    """The atoms in one token: a phrase is one; unquoted text is parted at what cannot stand inside a word."""
    if quoted:
        found = _words(text)
        return [Atom(Kind.PHRASE, found, column)] if found else []
    atoms = []
    for part in _PARTS.split(text):
        found = _spoken(part, _words(part))
        if not found:
            continue
        prefix = part.endswith("*") and not is_spaceless(found[-1])
        if prefix or any(map(is_spaceless, found)):
            last = Kind.PREFIX if prefix else Kind.WORD
            atoms += [Atom(Kind.WORD, (word,), column) for word in found[:-1]]
            atoms.append(Atom(last, found[-1:], column))
        else:
            atoms.append(Atom(Kind.WORD if len(found) == 1 else Kind.JOINED, found, column))
    return atoms


def _spoken(part: str, found: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a part without an article or ending that an apostrophe cuts off: l'avenir, Trump's, İzmir'deki."""
    if len(found) != 2 or not re.fullmatch(_ELIDED, part):
        return found
    first, last = found
    if len(last) > 1 and re.fullmatch(_ELISION, first):
        return (last,)
    if len(first) > 2 and len(last) <= min(len(first), _ENDING):
        return (first,)
    return found


def _words(text: str) -> tuple[str, ...]:
    return tuple(match.group() for match in pattern(text).finditer(text) if fold(match.group()))
