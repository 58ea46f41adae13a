"""The second step: the search index, and the triggers that keep it true, whoever writes to `article`.

`article_fts` is a plain full-text table over the readable text: any SQLite tool can search it. `article_stem` holds
the terms that newsgrab makes of the same text, without the text. Making them needs our rules, so a trigger
can only note in `article_stem_queue` what is to be done, together with the text that the index still holds: a table
without contents forgets a row only if it is told what the row was.

The body is the first column of both: FTS5 spends two bytes more on every word of any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

STATEMENTS = (
    """
    CREATE VIRTUAL TABLE article_fts USING fts5(
      body, title, content="article", content_rowid="id",
      tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
    )
    """,
    "CREATE VIRTUAL TABLE article_word USING fts5vocab(article_fts, row)",
    "CREATE VIRTUAL TABLE article_stem USING fts5(body, title, labels, content='', tokenize='ascii')",
    "CREATE VIRTUAL TABLE article_stem_word USING fts5vocab(article_stem, row)",
    """
    CREATE TABLE article_stem_queue (
      article_id INTEGER PRIMARY KEY,
      title TEXT, body TEXT, category TEXT, authors TEXT, tags TEXT, language TEXT
    ) STRICT
    """,
    """
    CREATE TABLE article_stem_state (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      analyser TEXT NOT NULL,
      complete INTEGER NOT NULL,
      languages TEXT NOT NULL
    ) STRICT
    """,
    "INSERT INTO article_stem_state VALUES (1, '', 0, '')",
    """
    CREATE TRIGGER article_fts_insert AFTER INSERT ON article BEGIN
      INSERT INTO article_fts(rowid, title, body) VALUES (new.id, new.title, new.body);
      INSERT INTO article_stem_queue(article_id)
        SELECT new.id WHERE NOT EXISTS (SELECT 1 FROM article_stem_queue WHERE article_id = new.id);
    END
    """,
    """
    CREATE TRIGGER article_fts_delete AFTER DELETE ON article BEGIN
      INSERT INTO article_fts(article_fts, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
      INSERT INTO article_stem_queue(article_id, title, body, category, authors, tags, language)
        SELECT old.id, old.title, old.body, old.category, old.authors, old.tags, old.language
        WHERE NOT EXISTS (SELECT 1 FROM article_stem_queue WHERE article_id = old.id);
    END
    """,
    """
    CREATE TRIGGER article_fts_update AFTER UPDATE OF id, title, body ON article
    WHEN old.id IS NOT new.id OR old.title IS NOT new.title OR old.body IS NOT new.body BEGIN
      INSERT INTO article_fts(article_fts, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
      INSERT INTO article_fts(rowid, title, body) VALUES (new.id, new.title, new.body);
    END
    """,
    """
    CREATE TRIGGER article_stem_update AFTER UPDATE OF id, title, body, category, authors, tags, language ON article
    WHEN old.id IS NOT new.id OR old.title IS NOT new.title OR old.body IS NOT new.body
      OR old.category IS NOT new.category OR old.authors IS NOT new.authors
      OR old.tags IS NOT new.tags OR old.language IS NOT new.language BEGIN
      INSERT INTO article_stem_queue(article_id, title, body, category, authors, tags, language)
        SELECT old.id, old.title, old.body, old.category, old.authors, old.tags, old.language
        WHERE NOT EXISTS (SELECT 1 FROM article_stem_queue WHERE article_id = old.id);
      INSERT INTO article_stem_queue(article_id)
        SELECT new.id WHERE NOT EXISTS (SELECT 1 FROM article_stem_queue WHERE article_id = new.id);
    END
    """,
    "CREATE INDEX article_newest ON article(datetime(coalesce(published_at, first_seen_at)))",
)


def step(db: Database) -> None:
    """Make the tables and triggers of the index, and put in what the archive already holds."""
    for statement in STATEMENTS:
        db.execute(statement)
    db.execute("INSERT INTO article_fts(article_fts) VALUES ('rebuild')")
