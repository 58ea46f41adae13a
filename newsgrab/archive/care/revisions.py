"""The texts that `newsgrab reextract` reads again, and what it changes of each: a revision of the same version."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from newsgrab.archive.editorial import article_of, changed_fields, hashes_of
from newsgrab.archive.history.compare import FieldChange, compare
from newsgrab.archive.keep.chain import extend
from newsgrab.archive.keep.derive import show_text
from newsgrab.archive.keep.rereading import revise
from newsgrab.archive.keep.texts import Texts
from newsgrab.archive.sql import LATEST_FIRST, LATEST_READING, VERSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsgrab.archive.keep.prepared import PreparedPage
    from newsgrab.archive.query.filters import Filters
    from newsgrab.archive.query.refs import Ref


@dataclass(frozen=True, slots=True)
class VersionText:
    """One version's text as it was last read: `recipe` names the rules, `address` and `seen_at` are its page's."""

    snapshot_id: int
    article_id: int
    version: int
    text: int
    url: str
    title: str
    recipe: str
    address: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Revision:
    """What another reading of a version's page changes: the fields, and how; `revision` is its number."""

    revision: int
    title: str
    changed: tuple[str, ...]
    fields: tuple[FieldChange, ...]


def texts(connection: sqlite3.Connection, refs: Iterable[Ref], filters: Filters, *, every: bool) -> list[VersionText]:
    """The texts of the named articles, or of all that pass the filters: the latest version of each, or every one."""
    where, values = filters.where()
    named = {(ref.article_id, ref.version) for ref in refs}
    rows = connection.execute(
        "SELECT s.id, s.article_id, s.text, run.version, s.title, s.recipe, run.version = article.version AS latest,"
        f" article.url, v.at, v.final_url, address.url AS asked FROM {VERSIONS}"
        " JOIN article ON article.id = s.article_id AND s.removal_id IS NULL"
        " JOIN visit v ON v.id = (SELECT w.id FROM visit w JOIN snapshot t ON t.id = w.snapshot_id WHERE"
        " t.article_id = s.article_id AND t.text = s.text AND w.page_id IS NOT NULL"
        f" ORDER BY {LATEST_FIRST.format('w')} LIMIT 1)"
        f" JOIN address ON address.id = v.address_id WHERE {where}"
        " ORDER BY s.article_id, run.version",
        values,
    )
    return [
        VersionText(
            row["id"],
            row["article_id"],
            row["version"],
            row["text"],
            row["url"],
            row["title"],
            row["recipe"],
            row["final_url"] or row["asked"],
            datetime.fromisoformat(row["at"]),
        )
        for row in rows
        if (row["article_id"], row["version"]) in named
        or ((not named or (row["article_id"], None) in named) and (every or row["latest"]))
    ]


def revision_of(connection: sqlite3.Connection, text: VersionText, prepared: PreparedPage) -> Revision | None:
    """What another reading of a text's page would change; None if nothing, or if the text is not the last any more."""
    row = _row(connection, text)
    if row is None or prepared.reading.article is None:
        return None
    old, new = article_of(row, text.url), replace(prepared.reading.article, url=text.url)
    changed = changed_fields(hashes_of(row), prepared.hashes)
    fields = tuple(field for field in compare(old, new) if field.field in changed)
    return Revision(row["revision"] + 1, new.title, changed, fields) if changed else None


def keep_revision(connection: sqlite3.Connection, text: VersionText, prepared: PreparedPage) -> Revision | None:
    """The same, and keep it. Of the latest version the article's row and the search index follow.

    View counts, related blocks and the times of looks stay as they are: they are those of their looks.
    """
    revision, row = revision_of(connection, text, prepared), _row(connection, text)
    if revision is None or row is None:
        return None
    texts = Texts(connection, text.article_id)
    revise(connection, text.article_id, row["text"], (texts, prepared.reading))
    extend(connection)
    latest = connection.execute(
        "SELECT text FROM version_run WHERE article_id = ? ORDER BY version DESC LIMIT 1", (text.article_id,)
    ).fetchone()
    if latest["text"] == row["text"]:
        show_text(connection, text.article_id, texts.latest(row["text"]), prepared.terms)
    return revision


def _row(connection: sqlite3.Connection, text: VersionText) -> sqlite3.Row | None:
    """The text's row, if nobody has read it anew meanwhile."""
    row: sqlite3.Row | None = connection.execute(
        f"SELECT s.* FROM snapshot s WHERE s.id = ? AND {LATEST_READING}", (text.snapshot_id,)
    ).fetchone()
    return row
