"""What happened to an article: looks, versions with their time bounds, view counts, related blocks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from newsgrab.archive.editorial import article_of
from newsgrab.archive.refs import Ref
from newsgrab.archive.rows import LATEST_READING
from newsgrab.article import Article
from newsgrab.visit import Outcome


@dataclass(frozen=True, slots=True)
class Visit:
    """One look. `version` is the one that was seen, None if no article was read. Times are UTC, ISO 8601."""

    id: int
    at: str
    url: str
    final_url: str | None
    outcome: Outcome
    reason: str
    status: int | None
    origin: str
    version: int | None
    views: int | None
    views_exact: bool
    related: int
    noarchive: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article, with the looks that bound it.

    It was published or edited between `not_before` (the last look that still saw another text, None for the first
    version) and `first_seen_at`. `last_seen_at` is the last look that saw it. `changed` names the fields that differ
    from the version before.
    """

    number: int
    revision: int
    not_before: str | None
    first_seen_at: str
    last_seen_at: str
    looks: int
    changed: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Absence:
    """A time in which the article was not to be had.

    It was taken down between `not_before` (the last look that read it) and `first_gone_at`. `looks` found it gone, the
    last of them at `last_gone_at`; it came back between that one and `returned_at`, None if it has not.
    """

    not_before: str
    first_gone_at: str
    last_gone_at: str
    looks: int
    reason: str
    returned_at: str | None = None


@dataclass(frozen=True, slots=True)
class ViewPoint:
    """One view count, printed by the article's own page (`position` 0) or as the nth related item of `printed_on`."""

    at: str
    views: int
    views_text: str | None
    exact: bool
    position: int
    printed_on: str


@dataclass(frozen=True, slots=True)
class Promotion:
    """One entry of a related block, from the first to the last look that saw it there."""

    position: int
    url: str | None
    article_id: int | None  # if we keep that article too
    title: str
    teaser: str | None
    heading: str | None
    views: int | None  # as last printed there
    views_text: str | None
    views_exact: bool
    image: str | None
    first_seen_at: str
    last_seen_at: str
    looks: int
    current: bool  # the last reading of the page still shows it at this place


def visits(connection: sqlite3.Connection, ref: Ref) -> list[Visit]:
    """Every look at the article, oldest first; looks at its addresses that read nothing are among them."""
    rows = connection.execute(
        "SELECT v.*, address.url, s.version, p.views, p.exact,"
        " (SELECT count(*) FROM related_item WHERE set_id = v.related_set_id) AS related"
        " FROM visit v JOIN address ON address.id = v.address_id LEFT JOIN snapshot s ON s.id = v.snapshot_id"
        " LEFT JOIN view_point p ON p.visit_id = v.id AND p.position = 0"
        " WHERE v.article_id = ? OR v.address_id IN (SELECT id FROM address WHERE article_id = ?) ORDER BY v.id",
        (ref.article_id, ref.article_id),
    )
    return [
        Visit(
            row["id"],
            row["at"],
            row["url"],
            row["final_url"],
            Outcome(row["outcome"]),
            row["reason"],
            row["status"],
            row["origin"],
            row["version"],
            row["views"],
            row["exact"] != 0,
            row["related"],
            bool(row["noarchive"]),
        )
        for row in rows
    ]


def versions(connection: sqlite3.Connection, ref: Ref) -> list[Version]:
    """The versions, oldest first."""
    rows = connection.execute(
        "SELECT s.version, s.revision, s.changed, s.title, min(v.id) AS first_id, min(v.at) AS first_at,"
        " max(v.at) AS last_at, count(v.id) AS looks FROM snapshot s"
        " JOIN snapshot every ON every.article_id = s.article_id AND every.version = s.version"
        " JOIN visit v ON v.snapshot_id = every.id WHERE s.article_id = ?"
        f" AND {LATEST_READING} GROUP BY s.version ORDER BY s.version",
        (ref.article_id,),
    ).fetchall()
    out = []
    for row in rows:
        before = connection.execute(
            "SELECT at FROM visit WHERE article_id = ? AND snapshot_id IS NOT NULL AND id < ? ORDER BY id DESC LIMIT 1",
            (ref.article_id, row["first_id"]),
        ).fetchone()
        out.append(
            Version(
                row["version"],
                row["revision"],
                before["at"] if before else None,
                row["first_at"],
                row["last_at"],
                row["looks"],
                tuple(json.loads(row["changed"])),
                row["title"],
            )
        )
    return out


def absences(looks: Iterable[Visit]) -> list[Absence]:
    """When the article was gone, by all looks at it, oldest first. Troubles in between say nothing of that."""
    out: list[Absence] = []
    there = None  # the last look that read it, None while it is gone
    for look in looks:
        if look.outcome.read:
            if out and there is None:
                out[-1] = replace(out[-1], returned_at=look.at)
            there = look.at
        elif look.outcome is Outcome.GONE and there is not None:
            out.append(Absence(there, look.at, look.at, 1, look.reason))
            there = None
        elif look.outcome is Outcome.GONE and out:
            out[-1] = replace(out[-1], last_gone_at=look.at, looks=out[-1].looks + 1)
    return out


def article_at(connection: sqlite3.Connection, ref: Ref, version: int | None = None) -> Article:
    """The article as a version of it read (the latest if none is named), by the latest reading of its page."""
    row = connection.execute(
        "SELECT * FROM snapshot WHERE article_id = ? AND version = ? ORDER BY revision DESC LIMIT 1",
        (ref.article_id, version or ref.version or ref.latest),
    ).fetchone()
    return article_of(row, ref.url)


def first_page_id(connection: sqlite3.Connection, ref: Ref, version: int | None = None) -> int | None:
    """The id of the page on which a version was first seen."""
    row = connection.execute(
        "SELECT v.page_id FROM visit v JOIN snapshot s ON s.id = v.snapshot_id"
        " WHERE s.article_id = ? AND s.version = ? AND v.page_id IS NOT NULL ORDER BY v.id LIMIT 1",
        (ref.article_id, version or ref.version or ref.latest),
    ).fetchone()
    return row[0] if row else None


def validators(connection: sqlite3.Connection, url: str) -> tuple[str | None, str | None]:
    """The ETag and Last-Modified that the last whole page read at that address came with.

    None if the article has another text by now: then "not modified" would speak of the old one.
    """
    row = connection.execute(
        "SELECT v.etag, v.last_modified, s.version = article.version AS latest FROM visit v"
        " JOIN address ON address.id = v.address_id JOIN snapshot s ON s.id = v.snapshot_id"
        " JOIN article ON article.id = s.article_id WHERE address.url = ? AND v.page_id IS NOT NULL AND NOT v.cut"
        " ORDER BY v.id DESC LIMIT 1",
        (url,),
    ).fetchone()
    return (row["etag"], row["last_modified"]) if row and row["latest"] else (None, None)


def last_look_at(connection: sqlite3.Connection, url: str) -> str | None:
    """When an address was last looked at, whatever came of it; None if it never was."""
    row = connection.execute(
        "SELECT v.at FROM visit v JOIN address ON address.id = v.address_id WHERE address.url = ?"
        " ORDER BY v.id DESC LIMIT 1",
        (url,),
    ).fetchone()
    return row["at"] if row else None


def view_series(connection: sqlite3.Connection, ref: Ref) -> list[ViewPoint]:
    """Every count of the article that any page printed, oldest first."""
    rows = connection.execute(
        "SELECT visit.at, p.views, p.views_text, p.exact, p.position, printed.url FROM view_point p"
        " JOIN visit ON visit.id = p.visit_id JOIN address printed ON printed.id = visit.address_id"
        " WHERE p.address_id IN (SELECT id FROM address WHERE article_id = ? OR url = ?) ORDER BY visit.id",
        (ref.article_id, ref.url),
    )
    return [ViewPoint(row[0], row[1], row[2], bool(row[3]), row[4], row[5]) for row in rows]


def promotions(connection: sqlite3.Connection, ref: Ref) -> list[Promotion]:
    """What the article's related block has shown: today's entries by place, then former ones."""
    current = connection.execute(
        "SELECT related_set_id FROM visit WHERE article_id = ? AND snapshot_id IS NOT NULL AND page_id IS NOT NULL"
        " ORDER BY id DESC LIMIT 1",
        (ref.article_id,),
    ).fetchone()
    rows = connection.execute(
        "SELECT entry.*, p.views, p.views_text, p.exact FROM"
        " (SELECT item.position, address.url, address.article_id, item.title, item.teaser,"
        " item.heading, max(item.image) AS image, min(v.at) AS first_at, max(v.at) AS last_at, count(*) AS looks,"
        " max(item.set_id = ?) AS current,"
        " min(v.id) AS first_id, max(v.id) AS last_id FROM related_item item JOIN visit v ON"
        " v.related_set_id = item.set_id LEFT JOIN address ON address.id = item.address_id WHERE v.article_id = ?"
        " GROUP BY item.position, item.address_id, item.title, item.teaser, item.heading) entry"
        " LEFT JOIN view_point p ON p.visit_id = entry.last_id AND p.position = entry.position"
        " ORDER BY current DESC, entry.position, first_id",
        (current[0] if current else None, ref.article_id),
    )
    return [
        Promotion(
            row["position"],
            row["url"],
            row["article_id"],
            row["title"],
            row["teaser"],
            row["heading"],
            row["views"],
            row["views_text"],
            row["exact"] != 0,
            row["image"],
            row["first_at"],
            row["last_at"],
            row["looks"],
            bool(row["current"]),
        )
        for row in rows
    ]
