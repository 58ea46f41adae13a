"""The versions of an article with the looks that bound them, and its text at each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from newsgrab.archive.editorial import article_of
from newsgrab.archive.query.openings import last_seen_in_parts, openings
from newsgrab.archive.query.refs import Ref, permanent_name
from newsgrab.archive.sql import VERSIONS
from newsgrab.article import Article

SWITCHED = "one of the two looks with a browser, the other without"
"""What is said of an edit that may be none: a program writes another text than the server."""


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article, with the looks that bound it.

    It was published or edited between `not_before` (the last look that still saw another text, None for the first
    version) and `first_seen_at`. `last_seen_at` is the last look that saw it. `changed` names the fields that differ
    from the version before. `number` may move when a look of the past comes in; `name` is the reference that stays.
    `repeats` is the first version with the same text, if it is not this one; `hashes` are those of its fields, as
    `recipe` read them. `switched` says that of the two looks about the edit only one was made with a browser;
    `taken_out` that the text was taken out of the archive: `title` tells when and why. `whole_at` is the look that was
    the first to see this text, if earlier ones saw a part of it.
    """

    number: int
    name: str
    revision: int
    not_before: str | None
    first_seen_at: str
    last_seen_at: str
    looks: int
    changed: tuple[str, ...]
    title: str
    repeats: int | None = None
    recipe: str = ""
    hashes: dict[str, str] = field(default_factory=dict)
    switched: bool = False
    taken_out: bool = False
    whole_at: str | None = None


def versions(connection: sqlite3.Connection, ref: Ref) -> list[Version]:
    """The versions, oldest first."""
    rows = connection.execute(
        f"SELECT run.*, s.revision, s.title, s.recipe, s.hashes, s.removal_id FROM {VERSIONS} WHERE run.article_id = ?"
        " ORDER BY run.version",
        (ref.article_id,),
    ).fetchall()
    after = [row["first_at"] for row in rows[1:]]
    rendered = rendered_times(connection, ref.article_id)
    parted = last_seen_in_parts(connection, ref.article_id)
    return [
        Version(
            row["version"],
            permanent_name(ref.article_id, row["first_at"], next_at),
            row["revision"],
            row["not_before"],
            row["first_at"],
            row["last_at"],
            row["looks"],
            tuple(json.loads(row["changed"])),
            row["title"],
            row["repeats"],
            row["recipe"],
            json.loads(row["hashes"]),
            is_switch(row["not_before"], row["first_at"], rendered),
            row["removal_id"] is not None,
            openings(connection, ref.article_id, row["version"])[1] if row["version"] <= parted else None,
        )
        for row, next_at in zip_longest(rows, after)
    ]


def legible(found: Sequence[Version]) -> list[Version]:
    """Those of an article's versions, oldest first, whose text was not taken out.

    What reads otherwise after such a text may have come with it: the bound before it is that of the last legible one.
    """
    out: list[Version] = []
    for each in found:
        if not each.taken_out:
            last = out[-1] if out else None
            is_next = each.number == (last.number + 1 if last else 1)
            out.append(each if is_next else replace(each, not_before=last.last_seen_at if last else None))
    return out


def as_first_seen(
    connection: sqlite3.Connection, ref: Ref, found: Sequence[Version]
) -> Iterator[tuple[Version, Article]]:
    """These versions with their texts; before each the parts of it that were seen before the whole."""
    for each in found:
        for part in openings(connection, ref.article_id, each.number)[0] if each.whole_at else ():
            row = connection.execute("SELECT * FROM snapshot WHERE id = ?", (part.reading,)).fetchone()
            yield replace(each, first_seen_at=part.first_seen_at), article_of(row, ref.url)
        yield replace(each, first_seen_at=each.whole_at or each.first_seen_at), article_at(connection, ref, each.number)


def rendered_times(connection: sqlite3.Connection, article_id: int) -> frozenset[str]:
    """The times of the looks at an article whose page a browser had filled."""
    rows = connection.execute(
        "SELECT v.at FROM rendering r JOIN visit v ON v.id = r.visit_id WHERE v.article_id = ?", (article_id,)
    )
    return frozenset(row["at"] for row in rows)


def is_switch(before: str | None, after: str, rendered: frozenset[str]) -> bool:
    """Whether one of two looks saw the page as a browser had filled it, and the other did not."""
    return before is not None and (before in rendered) != (after in rendered)


def article_at(connection: sqlite3.Connection, ref: Ref, version: int | None = None) -> Article:
    """The article as a version of it read (the latest if none is named), by the latest reading of its page."""
    row = connection.execute(
        f"SELECT s.* FROM {VERSIONS} WHERE run.article_id = ? AND run.version = ?",
        (ref.article_id, version or ref.version or ref.latest),
    ).fetchone()
    return article_of(row, ref.url)


def legible_article(connection: sqlite3.Connection, ref: Ref, version: int) -> Article | None:
    """The article as it read in that version, or in the last one before it whose text was not taken out.

    It is to be compared: its text is one block.
    """
    row = connection.execute(
        f"SELECT s.* FROM {VERSIONS} WHERE run.article_id = ? AND run.version <= ? AND s.removal_id IS NULL"
        " ORDER BY run.version DESC LIMIT 1",
        (ref.article_id, version),
    ).fetchone()
    return article_of(row, ref.url, as_one_block=True) if row else None


def period(connection: sqlite3.Connection, ref: Ref) -> tuple[str | None, str | None]:
    """From when to when the version that a reference names was the latest; None where that has no end."""
    if ref.version is None:
        return None, None
    row = connection.execute(
        "SELECT run.first_at, (SELECT max(v.at) FROM visit v WHERE v.article_id = run.article_id AND v.at <"
        " (SELECT after.first_at FROM version_run after WHERE after.article_id = run.article_id AND after.version ="
        " run.version + 1)) FROM version_run run WHERE run.article_id = ? AND run.version = ?",
        (ref.article_id, ref.version),
    ).fetchone()
    return (row[0] if ref.version > 1 else None), (row[1] if ref.version < ref.latest else None)
