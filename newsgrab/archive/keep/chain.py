"""The chain of facts: what makes it plain that a look or a reading was changed, taken out, put in or moved.

Each fact has a digest: SHA-256 of its canonical form, a JSON array of what was found, without what follows from other
looks. Each head is SHA-256 of the head before and the digest. Whoever keeps a head elsewhere can tell later that all
up to it is as it was then.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

FORM = 1  # of the canonical forms below
NO_HEAD = bytes(32)
FINISHED = "finished"  # the note on an import of which all columns are hashed

Progress = Callable[[int, int], None]

_READING_COLUMNS = (
    "article_id, text, revision, seen_at, title, body, blocks, category, authors, tags, language, published_at,"
    " published_precision, updated_at, site_name, image, truncated, sources, recipe"
)
# What a look is called, and why, is part of it only where that does not follow from other looks.
_LOOK_COLUMNS = (
    "v.at, v.added_at, address.url, v.final_url, v.moved_to, v.answer, v.part, v.origin, v.status, v.headers, v.etag,"
    " v.last_modified, page.sha256, v.charset_declared, v.charset_used, v.noarchive, v.cut, v.elapsed_ms, v.recipe,"
    " CASE v.answer WHEN 'nothing' THEN v.outcome END, CASE WHEN v.answer <> 'text' THEN v.reason END,"
    " (SELECT lower(hex(digest)) FROM chain WHERE kind = 'reading' AND fact_id = v.snapshot_id ORDER BY id LIMIT 1)"
)
_LOOK = (
    f"SELECT v.related_set_id, {_LOOK_COLUMNS} FROM visit v JOIN address ON address.id = v.address_id"
    " LEFT JOIN page ON page.id = v.page_id WHERE v.id = ?"
)
_ITEMS = (
    "SELECT item.position, address.url, item.title, item.teaser, item.image, item.heading FROM related_item item"
    " LEFT JOIN address ON address.id = item.address_id WHERE item.set_id = ? ORDER BY item.position"
)
_RENDERING = "SELECT page.sha256, r.browser FROM rendering r JOIN page ON page.id = r.page_id WHERE r.visit_id = ?"
_POINTS = (
    "SELECT p.position, address.url, p.views, p.views_text, p.exact FROM view_point p"
    " LEFT JOIN address ON address.id = p.address_id WHERE p.visit_id = ? ORDER BY p.position"
)
_TEXTS = (
    "SELECT (SELECT lower(hex(digest)) FROM chain WHERE kind = 'reading' AND fact_id = s.id ORDER BY id LIMIT 1),"
    " s.hashes FROM snapshot s WHERE s.removal_id = ? ORDER BY s.id"
)
_ORIGIN = (
    "SELECT i.kind, i.name, i.sha256, i.choice, imported.place, (SELECT lower(hex(digest)) FROM chain"
    " WHERE kind = 'look' AND fact_id = imported.visit_id ORDER BY id LIMIT 1)"
    " FROM imported JOIN import i ON i.id = imported.import_id WHERE imported.visit_id = ?"
)
_STAMP = "SELECT at, lower(hex(head)), authority, stamped_at, answer FROM stamp WHERE id = ?"
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Kind(StrEnum):
    """What a row of the chain stands for."""

    READING = "reading"  # a row of snapshot: a text as one recipe read it
    LOOK = "look"  # a row of visit
    NAME = "name"  # a row of address: the article that it leads to
    REPAIR = "repair"  # a row of repair
    REMOVAL = "removal"  # a row of removal: texts that were taken out
    IMPORT = "import"  # a row of import: a collection that was read in
    ORIGIN = "origin"  # a row of imported: where a look came from
    STAMP = "stamp"  # a row of stamp: a time stamp over a head before it
    MARK = "mark"  # a note on the chain itself


ADDED = {
    Kind.READING: "snapshot",
    Kind.LOOK: "visit",
    Kind.REPAIR: "repair",
    Kind.REMOVAL: "removal",
    Kind.STAMP: "stamp",
    Kind.IMPORT: "import",
}
"""Tables to which rows are only added: each row is a fact."""

OF_A_LOOK = (Kind.READING, Kind.LOOK)
"""What a look adds."""


def digest_of(connection: sqlite3.Connection, kind: str, fact_id: int, note: str) -> bytes | None:
    """The digest of a fact as it is kept now; None if there is no such row."""
    form = canonical(connection, kind, fact_id, note)
    return hashlib.sha256(form).digest() if form is not None else None


def canonical(connection: sqlite3.Connection, kind: str, fact_id: int, note: str = "") -> bytes | None:
    """What is hashed of a fact as it is kept now; None if there is no such row."""
    facts: list[object] | None = []
    if kind != Kind.MARK:
        of_kind = _finished_import if (kind, note) == (Kind.IMPORT, FINISHED) else _FACTS[Kind(kind)]
        facts = of_kind(connection, fact_id)
    return None if facts is None else _form(kind, note, facts)


def numbered_digest(connection: sqlite3.Connection, snapshot_id: int, article_id: int, text: int) -> bytes | None:
    """The digest that a reading has as this text of this article; None if there is no such row."""
    facts = _FACTS[Kind.READING](connection, snapshot_id)
    return None if facts is None else hashlib.sha256(_form(Kind.READING, "", [article_id, text, *facts[2:]])).digest()


def extend(connection: sqlite3.Connection, progress: Progress | None = None, kinds: Iterable[Kind] = ADDED) -> None:
    """Chain the rows that were added, inside the transaction that added them.

    `progress` gets the looks done and to do. `kinds` are those of which there can be any.
    """
    for kind in kinds:
        table = ADDED[kind]
        rows = connection.execute(
            f"SELECT id FROM {table} WHERE id >"
            " coalesce((SELECT fact_id FROM chain WHERE kind = ? ORDER BY fact_id DESC LIMIT 1), 0) ORDER BY id",
            (kind.value,),
        ).fetchall()
        for done, (fact_id,) in enumerate(rows, start=1):
            append(connection, kind, fact_id)
            if progress is not None and kind is Kind.LOOK:
                progress(done, len(rows))


def append(connection: sqlite3.Connection, kind: Kind, fact_id: int, note: str = "") -> None:
    """Chain a fact; one that is chained already is from now on as it is kept now."""
    digest = digest_of(connection, kind, fact_id, note)
    if digest is None:
        raise ValueError(f"there is no {kind} {fact_id}")
    connection.execute(
        "INSERT INTO chain (kind, fact_id, note, digest, head) VALUES (?, ?, ?, ?, ?)",
        (kind.value, fact_id, note, digest, next_head(head_of(connection), digest)),
    )


def append_mark(connection: sqlite3.Connection, note: str) -> None:
    """Chain a note on the chain itself."""
    last = connection.execute("SELECT max(fact_id) FROM chain WHERE kind = ?", (Kind.MARK.value,)).fetchone()[0]
    append(connection, Kind.MARK, (last or 0) + 1, note)


def append_readings(connection: sqlite3.Connection, article_id: int) -> None:
    """Chain again the readings of an article whose looks were told apart from others'."""
    rows = connection.execute("SELECT id FROM snapshot WHERE article_id = ? ORDER BY id", (article_id,)).fetchall()
    for (snapshot_id,) in rows:
        append(connection, Kind.READING, snapshot_id)


def chain_origins(connection: sqlite3.Connection, at: str) -> None:
    """Chain the imports of an archive of before these were chained, and mark them as chained now."""
    rows = connection.execute("SELECT visit_id FROM imported ORDER BY visit_id").fetchall()
    extend(connection)
    for (visit_id,) in rows:
        append(connection, Kind.ORIGIN, visit_id)
    if rows:
        append_mark(connection, f"where {len(rows)} looks came from was chained at {at}, not when they came in")


def chain_what_was_there(connection: sqlite3.Connection, at: str, progress: Progress | None = None) -> None:
    """Chain an archive of before there was a chain, and mark it as chained now; looks are told to `progress`."""
    looks = connection.execute("SELECT count(*) FROM visit").fetchone()[0]
    for (address_id,) in connection.execute(
        "SELECT id FROM address WHERE article_id IS NOT NULL OR disbelieved_at IS NOT NULL ORDER BY id"
    ).fetchall():
        append(connection, Kind.NAME, address_id)
    extend(connection, progress)
    if looks:
        append_mark(connection, f"{looks} looks up to here were chained at {at}, not when they were made")


def head_of(connection: sqlite3.Connection) -> bytes:
    """The head of the chain now."""
    row = connection.execute("SELECT head FROM chain ORDER BY id DESC LIMIT 1").fetchone()
    return bytes(row[0]) if row else NO_HEAD


def _form(kind: str, note: str, facts: list[object]) -> bytes:
    return _encode([FORM, kind, note, facts]).encode("utf-8", "surrogatepass")


def next_head(before: bytes, digest: bytes) -> bytes:
    """The head after a fact."""
    return hashlib.sha256(before + digest).digest()


def look_facts(connection: sqlite3.Connection, visit_id: int) -> list[object] | None:
    """What is hashed of a look: its row, its related block with addresses, its view counts, the browser's page."""
    row = connection.execute(_LOOK, (visit_id,)).fetchone()
    if row is None:
        return None
    set_id, *columns = row
    items = [tuple(item) for item in connection.execute(_ITEMS, (set_id,))] if set_id is not None else []
    points = [tuple(point) for point in connection.execute(_POINTS, (visit_id,))]
    rendering = connection.execute(_RENDERING, (visit_id,)).fetchone()
    return [*columns, items, points, *([tuple(rendering)] if rendering else [])]


def _row(columns: str, table: str) -> Callable[[sqlite3.Connection, int], list[object] | None]:
    statement = f"SELECT {columns} FROM {table} WHERE id = ?"

    def facts(connection: sqlite3.Connection, row_id: int) -> list[object] | None:
        row = connection.execute(statement, (row_id,)).fetchone()
        return list(row) if row else None

    return facts


def _removal_facts(connection: sqlite3.Connection, removal_id: int) -> list[object] | None:
    """What is hashed of a removal: its row, and of each text the digest and the hashes that it was kept with."""
    facts = _row("at, url, version, reason, lifts", "removal")(connection, removal_id)
    return None if facts is None else [*facts, [tuple(row) for row in connection.execute(_TEXTS, (removal_id,))]]


def _origin_facts(connection: sqlite3.Connection, visit_id: int) -> list[object] | None:
    """What is hashed of where a look came from: the collection, the place in it, and the look's own digest."""
    row = connection.execute(_ORIGIN, (visit_id,)).fetchone()
    return list(row) if row else None


def _stamp_facts(connection: sqlite3.Connection, stamp_id: int) -> list[object] | None:
    """What is hashed of a time stamp: of the answer its SHA-256, since not all of it is signed."""
    row = connection.execute(_STAMP, (stamp_id,)).fetchone()
    return None if row is None else [*tuple(row)[:-1], hashlib.sha256(row["answer"]).hexdigest()]


_IMPORT = "kind, name, sha256, size, choice, began_at"
_finished_import = _row(f"{_IMPORT}, software, finished_at, position, other, troubles", "import")
_FACTS: Mapping[Kind, Callable[[sqlite3.Connection, int], list[object] | None]] = {
    Kind.READING: _row(_READING_COLUMNS, "snapshot"),
    Kind.LOOK: look_facts,
    Kind.NAME: _row("url, article_id, disbelieved_at", "address"),
    Kind.REMOVAL: _removal_facts,
    Kind.STAMP: _stamp_facts,
    Kind.IMPORT: _row(_IMPORT, "import"),
    Kind.ORIGIN: _origin_facts,
    Kind.REPAIR: _row("at, kind, from_article_id, article_ids", "repair"),
}
