"""The chain of facts: each fact has its digest and its place, and every head follows from those before."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from newsgrab.archive.care.verify.findings import SOUND, Finding, Looked
from newsgrab.archive.care.verify.texts import UNREADABLE
from newsgrab.archive.keep.chain import ADDED, NO_HEAD, Kind, digest_of, next_head, numbered_digest

_TABLES = {**ADDED, Kind.NAME: "address", Kind.ORIGIN: "imported", Kind.MARK: "chain"}
_TOLD_TOGETHER = 1000  # links
_KEYS = {Kind.ORIGIN: "visit_id"}
_OF_NO_ARTICLE = {Kind.REPAIR, Kind.REMOVAL, Kind.STAMP, Kind.IMPORT}
# Of what may change, that is as it was chained last; all else is as it was chained, however often.
_LINKS = (
    "SELECT kind, fact_id, note, digest FROM chain c WHERE (kind NOT IN ('name', 'reading') OR NOT EXISTS"
    " (SELECT 1 FROM chain d WHERE d.kind = c.kind AND d.fact_id = c.fact_id AND d.id > c.id))"
)
_CHAINED_AGAIN = (
    "SELECT id, article_id FROM snapshot WHERE removal_id IS NULL AND id IN"
    " (SELECT fact_id FROM chain WHERE kind = 'reading' GROUP BY fact_id HAVING count(*) > 1)"
)
# The articles that repairs have made of one another, and how many readings they have.
_ONE_ANOTHER = (
    "WITH RECURSIVE pair (one, other) AS (SELECT from_article_id, value FROM repair, json_each(article_ids)),"
    " kin (id) AS (VALUES (:article) UNION SELECT iif(pair.one = kin.id, pair.other, pair.one) FROM kin JOIN pair"
    " ON kin.id IN (pair.one, pair.other)) SELECT id, (SELECT count(*) FROM snapshot WHERE article_id IN kin) FROM kin"
)
_OF_ARTICLE = (
    " AND ((kind = 'reading' AND fact_id IN (SELECT id FROM snapshot WHERE article_id = :article))"
    " OR (kind IN ('look', 'origin') AND fact_id IN (SELECT id FROM visit WHERE article_id = :article))"
    " OR (kind = 'name' AND fact_id IN (SELECT id FROM address WHERE article_id = :article)))"
)
_UNCHAINED = "SELECT {1} FROM {0} t WHERE NOT EXISTS (SELECT 1 FROM chain WHERE kind = :kind AND fact_id = t.{1})"
_URLS = {
    Kind.LOOK: "SELECT address.url FROM visit JOIN address ON address.id = visit.address_id WHERE visit.id = ?",
    Kind.READING: "SELECT article.url FROM snapshot JOIN article ON article.id = article_id WHERE snapshot.id = ?",
    Kind.ORIGIN: "SELECT address.url FROM visit JOIN address ON address.id = visit.address_id WHERE visit.id = ?",
    Kind.NAME: "SELECT url FROM address WHERE id = ?",
}


def check_heads(connection: sqlite3.Connection) -> Iterator[Looked]:
    """Each head is the hash of the head before and the digest: no row of the chain was changed, moved or taken out."""
    before, number, sound = NO_HEAD, 0, 0
    for row_id, digest, head in connection.execute("SELECT id, digest, head FROM chain ORDER BY id"):
        number += 1
        hashes = isinstance(before, bytes) and isinstance(digest, bytes)  # one bit makes a text of a cell
        if row_id != number or not hashes or next_head(before, digest) != head:
            problem = "the chain is broken here: a row was changed, taken out or put in"
            yield Looked((Finding("chain", str(row_id), problem),))
            number = row_id
        else:
            sound += 1
        if sound == _TOLD_TOGETHER:
            yield Looked(things=sound)
            sound = 0
        before = head
    yield Looked(things=sound)


def check_facts(connection: sqlite3.Connection, article_id: int | None = None) -> Iterator[Looked]:
    """Each fact is as it was chained, and none stands outside of the chain; all of them or those of one article."""
    of_article = _OF_ARTICLE if article_id is not None else ""
    for kind, fact_id, note, digest in connection.execute(f"{_LINKS}{of_article}", {"article": article_id}):
        try:
            made = digest_of(connection, kind, fact_id, note)
            problem = "is not as it was chained (SHA-256 differs)" if made else "is in the chain, but not there"
        except UNREADABLE as error:
            made, problem = None, f"cannot be read ({error})"
        yield SOUND if made == digest else Looked((_finding(connection, kind, fact_id, problem),))
    whose = " AND article_id = :article" if article_id is not None else ""
    for snapshot_id, owner in connection.execute(f"{_CHAINED_AGAIN}{whose}", {"article": article_id}):
        if not _was_chained_so(connection, snapshot_id, owner):
            problem = "is not as it was chained at first: only the numbers of its article and of its text may change"
            yield Looked((_finding(connection, Kind.READING, snapshot_id, problem),))
    for fact, table in _TABLES.items():
        if fact is not Kind.MARK and (article_id is None or fact not in _OF_NO_ARTICLE):
            yield from _unchained(connection, fact, table, article_id)


def _was_chained_so(connection: sqlite3.Connection, snapshot_id: int, article_id: int) -> bool:
    """Whether a reading that was chained again was first chained as it is now, under whatever numbers it had then."""
    first = connection.execute(
        "SELECT digest FROM chain WHERE kind = 'reading' AND fact_id = ? ORDER BY id LIMIT 1", (snapshot_id,)
    ).fetchone()[0]
    return any(
        numbered_digest(connection, snapshot_id, whose, text) == first
        for whose, readings in connection.execute(_ONE_ANOTHER, {"article": article_id}).fetchall()
        for text in range(1, readings + 1)
    )


def check_head(connection: sqlite3.Connection, wanted: str) -> Iterator[Looked]:
    """A head that was kept elsewhere is one of the chain's: all up to it is as it was then."""
    head = bytes.fromhex(wanted) if re.fullmatch(r"[0-9a-f]{64}", wanted) else b""
    if head != NO_HEAD and connection.execute("SELECT 1 FROM chain WHERE head = ?", (head,)).fetchone() is None:
        problem = "the chain has no such head: its end was cut off, or all of it was made anew"
        yield Looked((Finding("chain", wanted[:16], problem),))
    else:
        yield SOUND


def _unchained(connection: sqlite3.Connection, fact: Kind, table: str, article_id: int | None) -> Iterator[Looked]:
    statement = _UNCHAINED.format(table, _KEYS.get(fact, "id"))
    if fact is Kind.NAME:
        statement += " AND (article_id IS NOT NULL OR disbelieved_at IS NOT NULL)"
    if article_id is not None:
        looks = "visit_id IN (SELECT id FROM visit WHERE article_id = :article)"
        statement += f" AND {looks if fact is Kind.ORIGIN else 'article_id = :article'}"
    for (fact_id,) in connection.execute(statement, {"kind": fact.value, "article": article_id}).fetchall():
        yield Looked((_finding(connection, fact, fact_id, "is not in the chain: it was put in"),))


def _finding(connection: sqlite3.Connection, kind: str, fact_id: int, problem: str) -> Finding:
    known = Kind(kind) if kind in set(Kind) else None
    statement = _URLS.get(known) if known else None
    row = connection.execute(statement, (fact_id,)).fetchone() if statement else None
    table = _TABLES[known] if known else "chain"
    return Finding(table, str(fact_id), f"this {kind} {problem}", row[0] if row else None)
