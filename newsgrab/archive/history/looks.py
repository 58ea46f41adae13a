"""The looks at an article, and when it was gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from newsgrab.archive.query.refs import Ref
from newsgrab.archive.sql import LATEST_FIRST, OLDEST_FIRST, SEEN_AS
from newsgrab.outcomes import Outcome
from newsgrab.page import Origin

_BY_HAND = {Origin.FILE.value: "a saved file", Origin.STDIN.value: "standard input"}
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}  # an article may have thousands of looks


class Visit(NamedTuple):  # of which there may be thousands
    """One look. `version` is the one that was seen, None if no article was read. Times are UTC, ISO 8601.

    `witness` is who made it, if not we ourselves: the file of a crawl, the address of a web archive's capture.
    `number` counts the looks at the article, `part` says why only a part of its text came, `recipe` names the rules
    that read it, `rendered` the browser that filled its page before.
    """

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
    witness: str = ""
    number: int = 0
    part: str = ""
    etag: str | None = None
    last_modified: str | None = None
    page_sha256: str | None = None
    recipe: str = ""
    rendered: str = ""


@dataclass(frozen=True, slots=True)
class Absence:
    """A time in which the article was not to be had.

    It went between `not_before` (the last look that read it) and `first_gone_at`. `looks` found it gone, the
    last of them at `last_gone_at`; it came back between that one and `returned_at`, None if it has not.
    """

    not_before: str
    first_gone_at: str
    last_gone_at: str
    looks: int
    reason: str
    returned_at: str | None = None


@dataclass(frozen=True, slots=True)
class Retitling:
    """Another headline, over a part of the text. It came between two looks; `reason` says what was seen."""

    not_before: str | None
    at: str
    reason: str


def visits(connection: sqlite3.Connection, ref: Ref) -> list[Visit]:
    """Every look at the article, oldest first; looks at its addresses that read nothing are among them."""
    rows = connection.execute(
        f"SELECT v.id, v.at, address.url, v.final_url, {SEEN_AS}, v.reason, v.status, v.origin, v.version, p.views,"
        " p.exact, (SELECT count(*) FROM related_item WHERE set_id = v.related_set_id), v.noarchive, import.name,"
        " imported.place, v.part, v.etag, v.last_modified, page.sha256, v.recipe,"
        " (SELECT browser FROM rendering WHERE visit_id = v.id)"
        " FROM visit v JOIN address ON address.id = v.address_id"
        " LEFT JOIN imported ON imported.visit_id = v.id LEFT JOIN import ON import.id = imported.import_id"
        " LEFT JOIN view_point p ON p.visit_id = v.id AND p.position = 0 LEFT JOIN page ON page.id = v.page_id"
        " WHERE v.article_id = ? OR v.address_id IN (SELECT id FROM address WHERE article_id = ?)"
        f" ORDER BY {OLDEST_FIRST.format('v')}",
        (ref.article_id, ref.article_id),
    )
    return [_visit(row, number) for number, row in enumerate(rows, start=1)]


def _visit(row: sqlite3.Row, number: int) -> Visit:
    """The look of a row; its columns have no names here, by which a thousand looks would take twice as long."""
    look_id, at, url, final_url, outcome, reason, status, origin, version, views, exact, related, noarchive, *rest = row
    collection, place, part, etag, last_modified, page_sha256, recipe, browser = rest
    return Visit(
        look_id,
        at,
        url,
        final_url,
        _OUTCOMES.get(outcome) or Outcome(outcome),
        reason,
        status,
        origin,
        version,
        views,
        exact != 0,
        related,
        bool(noarchive),
        _witness(url, origin, collection, place),
        number,
        part,
        etag,
        last_modified,
        page_sha256,
        recipe,
        browser or "",
    )


def _witness(url: str, origin: str, collection: str | None, place: int | None) -> str:
    if collection is None:
        return _BY_HAND.get(origin, "")
    return f"{collection}{place}/{url}" if origin == Origin.MEMENTO else collection


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


def retitlings(looks: Iterable[Visit]) -> Iterator[Retitling]:
    """The other headlines that all looks at an article, oldest first, saw over parts of it."""
    before = None
    for look in looks:
        if look.outcome is Outcome.RETITLED:
            yield Retitling(before, look.at, look.reason)
        before = look.at if look.outcome.read else before


def validators(connection: sqlite3.Connection, url: str) -> tuple[str | None, str | None]:
    """The ETag and Last-Modified that the last whole page read at that address came with.

    None if the article has another text by now: then "not modified" would speak of the old one; or if a browser had
    filled the page: its text comes from elsewhere.
    """
    row = connection.execute(
        "SELECT v.etag, v.last_modified, v.version = article.version AND NOT EXISTS"
        " (SELECT 1 FROM rendering WHERE visit_id = v.id) AS latest FROM visit v"
        " JOIN address ON address.id = v.address_id JOIN article ON article.id = v.article_id"
        " WHERE address.url = ? AND v.page_id IS NOT NULL AND v.version IS NOT NULL AND v.part = ''"
        f" ORDER BY {LATEST_FIRST.format('v')} LIMIT 1",
        (url,),
    ).fetchone()
    return (row["etag"], row["last_modified"]) if row and row["latest"] else (None, None)


def last_look_at(connection: sqlite3.Connection, url: str) -> str | None:
    """When an address was last looked at, whatever came of it; None if it never was."""
    row = connection.execute(
        "SELECT v.at FROM visit v JOIN address ON address.id = v.address_id WHERE address.url = ?"
        f" ORDER BY {LATEST_FIRST.format('v')} LIMIT 1",
        (url,),
    ).fetchone()
    return row["at"] if row else None


def last_added_at(connection: sqlite3.Connection) -> str | None:
    """When the last look came into the archive; None if there is none."""
    row = connection.execute("SELECT added_at FROM visit ORDER BY id DESC LIMIT 1").fetchone()
    return row["added_at"] if row else None
