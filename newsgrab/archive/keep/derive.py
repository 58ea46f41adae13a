"""What follows from the looks at one article, written down: outcomes, versions, the article's row, what was removed.

It is worked out anew after a look, in the look's own transaction, from all looks at the article in the order of time;
only what differs is written. So it does not matter in which order looks come in. Where one look alone tells the same,
latest.py writes it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsgrab.archive.editorial import as_json
from newsgrab.archive.history.timeline import Answer, Look, Timeline, Version, timeline
from newsgrab.archive.keep.rows import keep_body_once
from newsgrab.archive.keep.texts import Texts
from newsgrab.archive.search.index.stems import Terms, index_article
from newsgrab.archive.search.removed.index import forget_edit, index_edit
from newsgrab.archive.sql import LATEST_FIRST, LOOK_COUNTS, OLDEST_FIRST
from newsgrab.extraction_result import Part
from newsgrab.outcomes import Outcome

_LOOKS = (
    "SELECT v.id, v.at, v.answer, v.part, v.moved_to, v.outcome, v.version, v.reason, v.address_id, v.etag,"
    " address.url AS asked, coalesce(v.final_url, address.url) AS final, s.text, length(s.body) AS length"
    " FROM visit v JOIN address ON address.id = v.address_id LEFT JOIN snapshot s ON s.id = v.snapshot_id"
    " WHERE v.article_id = ?"
    f" ORDER BY {OLDEST_FIRST.format('v')}"
)
SHOWN = [
    "title",
    "body",
    "category",
    "authors",
    "tags",
    "language",
    "published_at",
    "published_precision",
    "updated_at",
    "site_name",
    "image",
    "truncated",
]
"""The columns in which an article's row says what the last reading of its latest text says."""

_RUN_COLUMNS = ["text", "not_before", "first_at", "last_at", "looks", "changed", "repeats", "minor"]

_PARTS = {
    Part.CUT.value: "the page is cut short",
    Part.PAYWALL.value: "the rest stands behind a paywall",
    Part.LIMIT.value: "the page is longer than what is read of one",
}

_OF_PARTS = {Outcome.NEW, Outcome.CHANGED, Outcome.INCOMPLETE, Outcome.RETITLED}

_BY_ITSELF = {
    Answer.SAME.value: Outcome.NOT_MODIFIED,
    Answer.GONE.value: Outcome.GONE,
    Answer.ABSENT.value: Outcome.NOT_AN_ARTICLE,
}


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from the looks now.

    `renumbered` are the versions whose number is another one than before. `changed` names the fields in which each
    version differs from the one before. `new_text` says that the last version has another text than before.
    """

    timeline: Timeline
    changed: dict[int, tuple[str, ...]]
    renumbered: tuple[tuple[int, int], ...]
    new_text: bool


def derive(connection: sqlite3.Connection, article_id: int, texts: Texts | None = None) -> Derived:
    """Work it out and write what differs from what is written."""
    texts = texts or Texts(connection, article_id)
    rows = connection.execute(_LOOKS, (article_id,)).fetchall()
    found = timeline(_looks(rows, texts), texts, main_address(connection, article_id))
    kept = _kept_runs(connection, article_id)
    renumbered = _renumbered(rows, found, kept)
    _write_outcomes(connection, rows, found, texts)
    edits = _edits(found.versions, texts)
    new_text = _write_versions(connection, article_id, (kept, edits), texts)
    if found.versions:
        _write_article(connection, article_id, rows, found)
    return Derived(found, {edit.version.number: edit.changed for edit in edits}, renumbered, new_text)


def differences(connection: sqlite3.Connection, article_id: int) -> Iterator[str]:
    """Where what is written differs from what follows from the looks."""
    texts = Texts(connection, article_id)
    rows = connection.execute(_LOOKS, (article_id,)).fetchall()
    found = timeline(_looks(rows, texts), texts, main_address(connection, article_id))
    for row, (outcome, version, reason) in zip(rows, _outcomes(rows, found, texts), strict=True):
        if (row["outcome"], row["version"], row["reason"]) != (outcome, version, reason):
            yield (
                f"look {row['id']} is “{row['outcome']}” of version {row['version']} ({row['reason']}), but by its time"
                f" it is “{outcome}” of version {version} ({reason})"
            )
    wanted = {edit.version.number: edit.columns(texts) for edit in _edits(found.versions, texts)}
    kept = {
        version: tuple(row[name] for name in _RUN_COLUMNS)
        for version, row in _kept_runs(connection, article_id).items()
    }
    for number in sorted(wanted.keys() | kept.keys()):
        if wanted.get(number) != kept.get(number):
            yield f"version {number} is not the one that its looks give"


def main_address(connection: sqlite3.Connection, article_id: int) -> str:
    """The main address of an article."""
    return str(connection.execute("SELECT url FROM article WHERE id = ?", (article_id,)).fetchone()[0])


def article_ids(connection: sqlite3.Connection) -> list[int]:
    """Every article."""
    return [row[0] for row in connection.execute("SELECT id FROM article ORDER BY id").fetchall()]


def rebuild(connection: sqlite3.Connection, article_id: int) -> bool:
    """Work out again what follows from the looks at an article, its row and its index; whether anything differed."""
    before = connection.total_changes
    derived = derive(connection, article_id)
    if derived.timeline.versions:
        latest = Texts(connection, article_id).latest(derived.timeline.versions[-1].text)
        if _shows_another_text(connection, article_id, latest):
            show_text(connection, article_id, latest)
    return connection.total_changes > before + 1  # the times and counts in the article's row are always written


def recount(connection: sqlite3.Connection) -> None:
    """Count again how many looks at each site ended how."""
    connection.execute("UPDATE look_count SET looks = 0")
    connection.execute(f"INSERT INTO look_count {LOOK_COUNTS} ON CONFLICT DO UPDATE SET looks = excluded.looks")


def _shows_another_text(connection: sqlite3.Connection, article_id: int, snapshot_id: int) -> bool:
    article, snapshot = (
        connection.execute(f"SELECT {', '.join(SHOWN)} FROM {table} WHERE id = ?", (row_id,)).fetchone()
        for table, row_id in (("article", article_id), ("snapshot", snapshot_id))
    )
    return tuple(article) != tuple(snapshot)


def show_text(connection: sqlite3.Connection, article_id: int, snapshot_id: int, terms: Terms | None = None) -> None:
    """Make the article's row, and the search index, say what a snapshot says; `terms` are its terms, if known."""
    columns = ", ".join(SHOWN)
    connection.execute(
        f"UPDATE article SET ({columns}) = (SELECT {columns} FROM snapshot WHERE id = ?) WHERE id = ?",
        (snapshot_id, article_id),
    )
    keep_body_once(connection, snapshot_id)
    index_article(connection, article_id, terms)


def _part(row: sqlite3.Row, text: int | None, texts: Texts) -> str:
    """Why a look saw only a part: by its page alone, or since its text is cut off where another one goes on."""
    return str(row["part"]) or (Part.CUT.value if text in texts.beginnings else "")


def _is_whole(row: sqlite3.Row) -> bool:
    """Whether a look read all of a text, by its page."""
    return row["answer"] == Answer.TEXT and not row["part"]


def _looks(rows: list[sqlite3.Row], texts: Texts) -> list[Look]:
    """The rows as looks. What is the same as before is the page that had its ETag, where the server names one."""
    told: dict[tuple[int, str], int] = {}
    parts = {row["text"] for row in rows if row["part"]} - {row["text"] for row in rows if _is_whole(row)}
    seen = []
    for row in rows:
        key = (row["address_id"], row["etag"] or "")
        if row["answer"] == Answer.TEXT and row["etag"]:
            told[key] = row["text"]
        seen.append(told.get(key, row["text"]) if row["answer"] == Answer.SAME else row["text"])
    return [
        Look(
            row["id"],
            row["at"],
            Answer(row["answer"]),
            text,
            bool(_part(row, text, texts)) or (row["answer"] == Answer.SAME and text in parts),
            row["length"] or 0,
            asked=row["asked"],
            final=row["final"],
            address=row["moved_to"] or row["final"],
            moved=row["moved_to"] is not None,
        )
        for row, text in zip(rows, seen, strict=True)
    ]


def _kept_runs(connection: sqlite3.Connection, article_id: int) -> dict[int, sqlite3.Row]:
    rows = connection.execute("SELECT * FROM version_run WHERE article_id = ?", (article_id,)).fetchall()
    return {row["version"]: row for row in rows}


def _renumbered(
    rows: list[sqlite3.Row], found: Timeline, kept: Mapping[int, sqlite3.Row]
) -> tuple[tuple[int, int], ...]:
    moved: dict[int, int] = {}
    for row in rows:
        if row["version"] in kept and not row["part"]:
            moved.setdefault(row["version"], found.version_of.get(row["id"], row["version"]))
    return tuple((old, new) for old, new in sorted(moved.items()) if old != new)


def _write_outcomes(connection: sqlite3.Connection, rows: list[sqlite3.Row], found: Timeline, texts: Texts) -> None:
    for row, (outcome, version, reason) in zip(rows, _outcomes(rows, found, texts), strict=True):
        if (row["outcome"], row["version"], row["reason"]) != (outcome, version, reason):
            connection.execute(
                "UPDATE look SET outcome = ?, version = ?, reason = ? WHERE id = ?",
                (outcome.value, version, reason, row["id"]),
            )


def _outcomes(rows: list[sqlite3.Row], found: Timeline, texts: Texts) -> Iterator[tuple[Outcome, int | None, str]]:
    """Of each look its outcome, its version and its reason."""
    gone = False
    for row in rows:
        outcome = found.outcomes.get(row["id"]) or _by_itself(row)
        seen = (_part(row, row["text"], texts), _how_it_differs(row, found, texts))
        reason = _reason(row, outcome, seen, gone=gone, moved=row["id"] in found.moves)
        yield outcome, found.version_of.get(row["id"]), reason
        if row["id"] in found.outcomes:
            gone = outcome is Outcome.GONE


def _how_it_differs(row: sqlite3.Row, found: Timeline, texts: Texts) -> str:
    """What a look that saw a part shows otherwise than the version that stays, "" if nothing."""
    if row["id"] in found.retitled and row["text"]:
        return f", under another headline: “{texts.headline(row['text'])}”"
    return "; what is shown does not stand in it" if row["id"] in found.otherwise else ""


@dataclass(frozen=True, slots=True)
class _Edit:
    """A version, the text of the one `before` it, and the names of the fields that differ."""

    version: Version
    before: int | None
    changed: tuple[str, ...]

    def columns(self, texts: Texts, kept: sqlite3.Row | None = None) -> tuple[object, ...]:
        """What version_run says of it (_RUN_COLUMNS); `kept` is what it says of the same edit already."""
        version = self.version
        minor = kept["minor"] if kept else self.before and texts.is_minor(self.before, version.first_text)
        return (
            version.text,
            version.not_before,
            version.first_at,
            version.last_at,
            len(version.looks),
            as_json(self.changed),
            version.repeats,
            int(bool(minor)),
        )


def _edits(versions: tuple[Version, ...], texts: Texts) -> list[_Edit]:
    """Each version with what differs from the one before."""
    out: list[_Edit] = []
    for version in versions:
        before = out[-1].version.text if out else None
        out.append(_Edit(version, before, texts.changed(before, version.first_text) if before else ()))
    return out


def _by_itself(row: sqlite3.Row) -> Outcome:
    """What a look is called that says nothing of the article's history."""
    return _BY_ITSELF.get(row["answer"]) or Outcome(row["outcome"])


def _reason(row: sqlite3.Row, outcome: Outcome, seen: tuple[str, str], *, gone: bool, moved: bool) -> str:
    """Why a look that saw the text ended as it did; the others keep their own words.

    `seen` are why it saw a part, and how that differs from the version.
    """
    if row["answer"] != Answer.TEXT:
        return str(row["reason"])
    told = []
    part, differs = seen
    if part and outcome in _OF_PARTS:
        stays = ": the version before stays" if outcome not in {Outcome.NEW, Outcome.CHANGED} else ""
        told.append(f"{_PARTS.get(part, part)}{stays}{differs}")
    if gone and outcome is Outcome.CHANGED:
        told.append("it was gone, and is back")
    if moved:
        told.append(f"{'' if outcome is Outcome.MOVED else 'moved '}to {row['moved_to']}")
    return "; ".join(told)


def _write_versions(
    connection: sqlite3.Connection,
    article_id: int,
    runs: tuple[Mapping[int, sqlite3.Row], list[_Edit]],
    texts: Texts,
) -> bool:
    """Write the runs that differ, and what their edits removed; whether the last one has another text than before.

    `runs` are those that are written and those that are to be.
    """
    kept, edits = runs
    was = _pairs({number: (row["text"], row["first_at"]) for number, row in kept.items()})
    versions = [edit.version for edit in edits]
    now = _pairs({version.number: (version.text, version.first_at) for version in versions})
    for number in was.keys() | now.keys():
        if now.get(number) != was.get(number):
            forget_edit(connection, article_id, number)
    for number in kept.keys() - {version.number for version in versions}:
        connection.execute("DELETE FROM version_run WHERE article_id = ? AND version = ?", (article_id, number))
    for edit in edits:
        number, old = edit.version.number, kept.get(edit.version.number)
        same = number > 1 and now[number] == was.get(number)
        row = dict(zip(_RUN_COLUMNS, edit.columns(texts, old if same else None), strict=True))
        row["indexed"] = int(number == 1 or bool(same and old and old["indexed"]))
        if old is None:
            write_run(connection, article_id, number, row)
        elif differs := {name: value for name, value in row.items() if old[name] != value}:
            # Mostly when it was last seen, which no index holds.
            columns = ", ".join(f"{name} = ?" for name in differs)
            connection.execute(
                f"UPDATE version_run SET {columns} WHERE article_id = ? AND version = ?",
                (*differs.values(), article_id, number),
            )
    for number in now:
        if now[number] != was.get(number):
            index_edit(connection, article_id, number)
    last = kept[max(kept)]["text"] if kept else None
    return bool(versions) and versions[-1].text != last


def write_run(connection: sqlite3.Connection, article_id: int, version: int, row: Mapping[str, object]) -> None:
    """Write down a version; what `row` does not tell of it is as usual."""
    columns = {"article_id": article_id, "version": version, **row}
    connection.execute(
        f"INSERT INTO version_run ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", (*columns.values(),)
    )


def _pairs(runs: dict[int, tuple[int, str]]) -> dict[int, tuple[int, int, str]]:
    """What makes each edit what it is: the text before, the text after, and when that was first seen."""
    return {number: (runs[number - 1][0], *runs[number]) for number in runs if number > 1}


def _write_article(connection: sqlite3.Connection, article_id: int, rows: list[sqlite3.Row], found: Timeline) -> None:
    """The columns of the article's row that tell of its looks."""
    seen = [row["at"] for row in rows if row["id"] in found.version_of]
    views = connection.execute(
        "SELECT p.views, p.exact FROM visit v JOIN view_point p ON p.visit_id = v.id AND p.position = 0"
        f" WHERE v.article_id = ? ORDER BY {LATEST_FIRST.format('v')} LIMIT 1",
        (article_id,),
    ).fetchone()
    connection.execute(
        "UPDATE article SET last_seen_at = ?, views = ?, views_exact = ? WHERE id = ?",
        (seen[-1], *(views or (None, 1)), article_id),
    )
    connection.execute(  # by themselves, and seldom: an index that holds one of them is written with it
        "UPDATE article SET version = :version, first_seen_at = :seen WHERE id = :id"
        " AND (version, first_seen_at) IS NOT (:version, :seen)",
        {"version": len(found.versions), "seen": seen[0], "id": article_id},
    )
