"""The fourth step: what versions of articles had and the versions after them no longer have, and its index.

The tables are filled by the program, which knows what a sentence is: at each edit, or, of the edits that an archive
holds when it gets this step, before the first search for what was removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    """
    CREATE TABLE removed (  -- a passage that a version of an article had and the version after it no longer has
        id INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES article(id),
        version INTEGER NOT NULL,
        snapshot_id INTEGER NOT NULL REFERENCES snapshot(id),
        removed_at TEXT NOT NULL,
        field TEXT NOT NULL CHECK (field IN ('title', 'body')),
        language TEXT,
        text TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX removed_article ON removed(article_id, version)",
    "CREATE VIRTUAL TABLE removed_stem USING fts5(body, title, labels, content='', tokenize='ascii')",
    """
    CREATE TABLE removed_state (  -- the rules that filled it, the last edit that is in it, the languages of its texts
        id INTEGER PRIMARY KEY CHECK (id = 1),
        rules TEXT NOT NULL,
        edit_id INTEGER NOT NULL,
        languages TEXT NOT NULL
    ) STRICT
    """,
    "INSERT INTO removed_state VALUES (1, '', 0, '')",
    "CREATE INDEX snapshot_edit ON snapshot(id) WHERE version > 1 AND revision = 1",
    "CREATE INDEX visit_gone ON visit(article_id, id) WHERE outcome = 'gone'",
)


def step(db: Database) -> None:
    """The table, its index, and where the edits and the articles taken down are."""
    for statement in _STATEMENTS:
        db.execute(statement)
