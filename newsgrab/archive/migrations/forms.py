"""The step that keeps once what the answers of a server have in common at most looks.

The table `visit` becomes `look`; a view of its old name gives every column as it was. Looks that were there stay as
they are: they have no form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_MOST = 16  # values of headers that differ from look to look
_VALUES = ", ".join(f"json_extract(look.headers, '$[{number}]')" for number in range(_MOST))
_OF_FORM = "CASE WHEN form_id IS NULL THEN {0} ELSE (SELECT form.{0} FROM form WHERE form.id = look.form_id) END AS {0}"
_STATEMENTS = (
    "PRAGMA legacy_alter_table = OFF",  # references to the table follow its name
    "ALTER TABLE visit RENAME TO look",
    """
    CREATE TABLE form (  -- what many looks have in common: headers, charsets, recipe; rows are only ever added
        id INTEGER PRIMARY KEY,
        names TEXT NOT NULL,  -- of the headers, to be looked up by
        headers TEXT NOT NULL,  -- as printf takes them, with %s for each value of a look's own
        charset_declared TEXT,
        charset_used TEXT,
        recipe TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX form_names ON form(names)",
    "ALTER TABLE look ADD COLUMN form_id INTEGER REFERENCES form(id)",
    f"""
    CREATE VIEW visit AS  -- every look with all of its columns, wherever they are kept
    SELECT id, at, added_at, address_id, final_url, moved_to, article_id, answer, part, outcome, version, reason,
        origin, status,
        CASE WHEN form_id IS NULL OR NOT json_valid(headers) THEN headers ELSE (SELECT printf(form.headers, {_VALUES})
            FROM form WHERE form.id = look.form_id) END AS headers,
        etag, last_modified, page_id, snapshot_id, related_set_id,
        {_OF_FORM.format("charset_declared")},
        {_OF_FORM.format("charset_used")},
        noarchive, cut, elapsed_ms,
        {_OF_FORM.format("recipe")}
    FROM look
    """,
)


def step(db: Database) -> None:
    """Forms of looks. Views are made anew, somebody's own too: to follow the new name they would lose the headers."""
    query = "SELECT printf('DROP VIEW \"%w\"', name), sql FROM sqlite_master WHERE type = 'view' ORDER BY rowid"
    views = db.execute(query).fetchall()
    for drop, _ in views:
        db.execute(drop)
    for statement in _STATEMENTS:
        db.execute(statement)
    for _, sql in views:
        db.execute(sql)
