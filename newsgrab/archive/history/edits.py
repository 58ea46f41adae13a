"""Edits with what they changed: the words, how many, of what kind, and whether the page owned up to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from newsgrab.archive.editorial import article_of
from newsgrab.archive.history.changes import Change
from newsgrab.archive.history.compare import FieldChange, Op, compare, count_words, words
from newsgrab.archive.history.edit_kinds import WEIGHTS, EditKind, edit_kinds
from newsgrab.archive.history.versions import legible_article
from newsgrab.archive.normal_form import same_words
from newsgrab.archive.query.refs import Ref
from newsgrab.article import TIME_AGO, Article
from newsgrab.outcomes import Outcome

_TEXT = ("title", "body")
_PUBLISHED = ("published_at", "published_precision")
_SILENT = 6  # what a silent edit weighs more
_EDITS = {Outcome.CHANGED, Outcome.RETITLED}
_OF_OUTCOME = {Outcome.GONE: 20, Outcome.RETURNED: 8, Outcome.MOVED: 1}


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of an article, and what it did to the text (nothing, if it was no edit).

    `kinds` are told by rule. `silent`: title or body changed, and the page tells no new time for it. `minor`: nothing
    changed but punctuation and white space. `words_removed` and `words_added` count title and body.
    """

    change: Change
    differences: tuple[FieldChange, ...] = ()
    kinds: tuple[EditKind, ...] = ()
    words_removed: int = 0
    words_added: int = 0
    silent: bool = False
    minor: bool = False

    @property
    def words(self) -> int:
        """How much was changed: words removed or added, whichever are more."""
        return max(self.words_removed, self.words_added)

    @property
    def weight(self) -> int:
        """How telling it is: a removal before an edit, a number or a "not" before a paragraph that was added."""
        if self.change.outcome not in _EDITS:
            return _OF_OUTCOME.get(self.change.outcome, 0)
        back = _OF_OUTCOME[Outcome.RETURNED] if self.change.returned else 0
        if self.minor or not self.words:
            return back
        kinds = sum(WEIGHTS[kind] for kind in self.kinds)
        return 1 + back + kinds + (_SILENT if self.silent else 0) + min(self.words, 60) // 20


def edits(connection: sqlite3.Connection, changes: Iterable[Change]) -> Iterator[Edit]:
    """The changes with what they did, in their order, one at a time."""
    for change in changes:
        if change.outcome not in _EDITS:
            yield Edit(change)
            continue
        ref = Ref(change.article_id, change.url, change.version)
        if change.outcome is Outcome.RETITLED:
            old = legible_article(connection, ref, change.version)
            new = _under_its_headline(connection, change, old) if old else None
        else:
            old, new = (legible_article(connection, ref, change.version - before) for before in (1, 0))
        yield edit_between(change, old, new) if old and new else Edit(change)


def _under_its_headline(connection: sqlite3.Connection, change: Change, version: Article) -> Article:
    """A version as it reads under the headline, and with the times, of a look that saw a part of it."""
    row = connection.execute(
        "SELECT s.* FROM visit v JOIN snapshot s ON s.id = v.snapshot_id"
        " WHERE v.article_id = ? AND v.at = ? AND v.outcome = 'retitled'",
        (change.article_id, change.at),
    ).fetchone()
    part = article_of(row, change.url)
    told = {name: getattr(part, name) for name in ("title", "updated_at", "sources", *_PUBLISHED)}
    return replace(version, **told)


def edit_between(change: Change, old: Article, new: Article) -> Edit:
    """The edit that made one text of the other."""
    differences = compare(old, new)
    removed, added = (_count(differences, op) for op in (Op.REMOVED, Op.ADDED))
    is_textual = any(each.field in _TEXT for each in differences)
    told = [each for each in differences if each.field != "updated_at"]
    minor = all(each.field in _TEXT and same_words(each.old, each.new) for each in told)
    silent = is_textual and not minor and not _owns_up(old, new)
    return Edit(change, differences, edit_kinds(old, new), removed, added, silent, minor)


def _owns_up(old: Article, new: Article) -> bool:
    """Whether the page tells another time than before, of its update or its publication; not one told from now."""
    published = None if new.sources.get("published_at") == TIME_AGO else new.published_at
    return new.updated_at not in {None, old.updated_at} or published not in {None, old.published_at}


def passages(old: str, new: str) -> int:
    """In how many places two texts differ."""
    changed = [piece.op is not Op.EQUAL for piece in words(old, new)]
    return sum(here and not before for before, here in zip([False, *changed], changed, strict=False))


def most_telling(found: Iterable[Edit]) -> list[Edit]:
    """The most telling first; of two that tell as much, the later one."""
    return sorted(found, key=lambda edit: (edit.weight, edit.change.at), reverse=True)


def _count(differences: Iterable[FieldChange], op: Op) -> int:
    """The words of title and body to which that happened; a paragraph that only moved is not counted."""
    pieces = [piece for each in differences if each.field in _TEXT for piece in each.pieces]
    return sum(count_words(piece.text) for piece in pieces if piece.op is op and piece.move is None)
