"""The step that keeps the body of an article once: in its own row, no longer in each reading that has the same.

The table `snapshot` becomes `reading`; a view of its old name gives every column as it was. Triggers see to it that a
reading never loses its body, whoever writes into `article`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    "PRAGMA legacy_alter_table = OFF",  # references to the table follow its name
    "ALTER TABLE snapshot RENAME TO reading",
    (
        "ALTER TABLE reading ADD COLUMN body_in_article INTEGER NOT NULL DEFAULT 0"
        " CHECK (body_in_article = 0 OR body_in_article = 1 AND body = '')"
    ),
    """
    CREATE VIEW snapshot AS  -- every text as it was read, with its body, wherever that is kept
    SELECT id, article_id, text, revision, seen_at, title,
        CASE WHEN body_in_article
            THEN coalesce((SELECT article.body FROM article WHERE article.id = reading.article_id), '')
            ELSE body END AS body,
        blocks, category, authors, tags, language, published_at, published_precision, updated_at, site_name, image,
        truncated, hashes, sources, recipe, removal_id
    FROM reading
    """,
    """
    CREATE TRIGGER article_body AFTER UPDATE OF body ON article WHEN old.body IS NOT new.body BEGIN
      UPDATE reading SET body = old.body, body_in_article = 0 WHERE article_id = old.id AND body_in_article;
    END
    """,
    """
    CREATE TRIGGER article_body_delete BEFORE DELETE ON article BEGIN
      UPDATE reading SET body = old.body, body_in_article = 0 WHERE article_id = old.id AND body_in_article;
    END
    """,
    """
    CREATE TRIGGER reading_moved AFTER UPDATE OF article_id ON reading
    WHEN old.body_in_article AND new.body_in_article AND old.article_id <> new.article_id BEGIN
      UPDATE reading SET body = (SELECT article.body FROM article WHERE article.id = old.article_id),
        body_in_article = 0 WHERE id = new.id;
    END
    """,
    (
        "UPDATE reading SET body = '', body_in_article = 1"
        " WHERE body = (SELECT article.body FROM article WHERE article.id = reading.article_id)"
    ),
)


def step(db: Database) -> None:
    """Bodies once. Views are made anew, somebody's own too: to follow the new name they would lose the bodies."""
    query = "SELECT printf('DROP VIEW \"%w\"', name), sql FROM sqlite_master WHERE type = 'view' ORDER BY rowid"
    views = db.execute(query).fetchall()
    for drop, _ in views:
        db.execute(drop)
    for statement in _STATEMENTS:
        db.execute(statement)
    for _, sql in views:
        db.execute(sql)
