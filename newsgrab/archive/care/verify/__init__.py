"""Whether everything in an archive is still what was kept.

Each check looks at one kind of thing and says ok, bad, unverifiable or removed of each. All of them read one state of
the file (a single read transaction), and none of them writes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from newsgrab.archive.care.verify.chain import check_facts, check_head, check_heads
from newsgrab.archive.care.verify.file import check_file, check_numbering, check_references, check_schema
from newsgrab.archive.care.verify.findings import Finding, Looked, Tally, Word
from newsgrab.archive.care.verify.looks import (
    check_addresses,
    check_look_counts,
    check_looks,
    check_related,
    check_view_points,
)
from newsgrab.archive.care.verify.merged import check_merged
from newsgrab.archive.care.verify.pages import check_pages
from newsgrab.archive.care.verify.removed import check_removed
from newsgrab.archive.care.verify.search import check_search, check_stems
from newsgrab.archive.care.verify.stamps import check_stamps
from newsgrab.archive.care.verify.texts import check_articles, check_texts
from newsgrab.archive.care.verify.versions import check_versions
from newsgrab.archive.connection import database_path, open_as_it_is, translated
from newsgrab.archive.keep.chain import head_of

__all__ = ["NOT_PROVEN", "PROVEN", "Finding", "Progress", "Scope", "Tally", "Word", "head", "verify"]

NOT_PROVEN = (
    "this does not prove that the last looks were not cut off, nor that nobody made the whole chain anew: keep the head"
    " (newsgrab verify --head) elsewhere, and give it to newsgrab verify --head HEX"
)
PROVEN = (
    "nothing up to that head was changed, taken out or put in since it was written down elsewhere; of what came after"
    " it the same is not proven"
)
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_ERROR)

Progress = Callable[[str, int, int, int], None]
"""Gets the name of a check, the things and bytes that it has looked at, and how many things there are (0: unknown)."""


@dataclass(frozen=True, slots=True)
class _Check:
    """`count` gives the number of `things` that `look` goes through, "" where nobody knows it before."""

    name: str
    things: str
    look: Callable[[sqlite3.Connection], Iterator[Looked]]
    table: str = ""


_CHAIN = _Check("chain", "links", check_heads, "chain")
_CHECKS = (
    _Check("file", "file", check_file),
    _Check("schema", "tables, indexes, triggers", check_schema),
    _Check("references", "rows", check_references),
    _Check("numbering", "rows", check_numbering),
    _CHAIN,
    _Check("facts", "facts", check_facts),
    _Check("pages", "pages", check_pages, "page"),
    _Check("texts", "texts", check_texts, "snapshot"),
    _Check("articles", "articles", check_articles, "article"),
    _Check("addresses", "addresses", check_addresses, "address"),
    _Check("looks", "looks", check_looks, "visit"),
    _Check("counts", "counts of looks", check_look_counts, "look_count"),
    _Check("versions", "articles", check_versions, "article"),
    _Check("identity", "articles", check_merged, "article"),
    _Check("view counts", "view counts", check_view_points, "view_point"),
    _Check("related", "related blocks", check_related, "related_set"),
    _Check("search", "articles", check_search),
    _Check("stems", "articles", check_stems),
    _Check("removed", "edits", check_removed),
    _Check("stamps", "stamps", check_stamps, "stamp"),
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be verified: all, the chain alone (`quick`), or the looks at one article; and a head kept before.

    `roots` are the certificates (PEM) of time-stamping authorities that are believed.
    """

    quick: bool = False
    article_id: int | None = None
    head: str | None = None
    roots: tuple[bytes, ...] = ()

    def checks(self) -> Iterator[_Check]:
        """The checks to make."""
        if self.head is not None:
            yield _Check("head", "heads", partial(check_head, wanted=self.head))
        if self.article_id is not None:
            yield _CHAIN
            yield _Check("facts", "facts", partial(check_facts, article_id=self.article_id))
            yield _Check("pages", "pages", partial(check_pages, article_id=self.article_id))
        else:
            checks = (_CHAIN,) if self.quick else _CHECKS
            for check in checks:
                stamps = check.look is check_stamps
                yield replace(check, look=partial(check_stamps, roots=self.roots)) if stamps else check


def head(place: str | Path) -> str:
    """The head of the chain now, in hexadecimal."""
    path = database_path(place)
    with translated(path), closing(open_as_it_is(path)) as connection:
        return head_of(connection).hex()


def verify(place: str | Path, progress: Progress | None = None, scope: Scope = Scope()) -> Iterator[Finding | Tally]:
    """What is not as it was kept, as it is found, and after each check a tally.

    `place` is an archive's folder or file. Raises NoArchive, NotAnArchive, ArchiveTooNew, ArchiveError.
    """
    path = database_path(place)
    with translated(path), closing(open_as_it_is(path)) as connection:
        connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        connection.execute("BEGIN")
        for check in scope.checks():
            yield from _made(connection, check, progress)


def _made(connection: sqlite3.Connection, check: _Check, progress: Progress | None) -> Iterator[Finding | Tally]:
    """One check: its findings, then its tally."""
    counts, size = dict.fromkeys(Word, 0), 0
    try:
        total = _count(connection, check.table)
        for looked in check.look(connection):
            counts[_worst(looked)] += looked.things or min(1, len(looked.findings))
            size += looked.bytes
            yield from (replace(finding, check=check.name) for finding in looked.findings)
            if progress is not None:
                progress(check.name, sum(counts.values()), size, total)
    except (sqlite3.DatabaseError, UnicodeError, IndexError) as error:  # what is no text; a column of another name
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF not in _BROKEN:
            raise
        counts[Word.BAD] += 1
        yield Finding(check.table or "file", "", f"cannot be read any further ({error})", check=check.name)
    yield Tally(
        check.name,
        check.things,
        counts[Word.OK],
        counts[Word.BAD],
        counts[Word.UNVERIFIABLE],
        counts[Word.REMOVED],
        size,
    )


def _worst(looked: Looked) -> Word:
    words = {finding.word for finding in looked.findings}
    return next((word for word in (Word.BAD, Word.UNVERIFIABLE, Word.REMOVED) if word in words), Word.OK)


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) if table else 0
