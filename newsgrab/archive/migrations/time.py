"""The step to looks in the order of time. What a look found is a fact; the versions follow from all looks.

`snapshot.version` becomes `snapshot.text`: the number of a text of its article, by arrival, which never changes. Which
text was the article's in which version is told by `version_run`, which can be made again from the looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_OLD_COLUMNS = (
    "id, at, address_id, final_url, article_id, outcome, reason, origin, status, headers, etag, last_modified, page_id,"
    " snapshot_id, related_set_id, charset_declared, charset_used, noarchive, cut, elapsed_ms, recipe"
)
_STATEMENTS = (
    "DROP VIEW version",
    "DROP VIEW view_series",
    "DROP VIEW promotion",
    "DROP INDEX snapshot_edit",
    """
    CREATE TABLE visit_in_time (  -- every look at an address, whatever came of it; rows are only ever added
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        added_at TEXT NOT NULL,
        address_id INTEGER NOT NULL REFERENCES address(id),
        final_url TEXT,
        moved_to TEXT,
        article_id INTEGER REFERENCES article(id),
        answer TEXT NOT NULL,
        part TEXT NOT NULL DEFAULT '',
        outcome TEXT NOT NULL,
        version INTEGER,
        reason TEXT NOT NULL DEFAULT '',
        origin TEXT NOT NULL,
        status INTEGER,
        headers TEXT,
        etag TEXT,
        last_modified TEXT,
        page_id INTEGER REFERENCES page(id),
        snapshot_id INTEGER REFERENCES snapshot(id),
        related_set_id INTEGER REFERENCES related_set(id),
        charset_declared TEXT,
        charset_used TEXT,
        noarchive INTEGER NOT NULL DEFAULT 0,
        cut INTEGER NOT NULL DEFAULT 0,
        elapsed_ms INTEGER,
        recipe TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    f"""
    INSERT INTO visit_in_time ({_OLD_COLUMNS}, added_at, moved_to, answer, part, version)
    SELECT {_OLD_COLUMNS}, at,
        CASE outcome WHEN 'moved' THEN substr(reason, 4) END,
        CASE WHEN snapshot_id IS NOT NULL AND page_id IS NOT NULL THEN 'text'
            WHEN snapshot_id IS NOT NULL OR status = 304 THEN 'same'
            WHEN outcome = 'gone' AND status BETWEEN 200 AND 399 THEN 'absent'
            WHEN outcome = 'gone' THEN 'gone' ELSE 'nothing' END,
        '', (SELECT version FROM snapshot WHERE snapshot.id = visit.snapshot_id)
    FROM visit
    """,
    """
    CREATE TABLE version_run (  -- a run of looks, in time, that saw one text; follows from visit and snapshot
        article_id INTEGER NOT NULL REFERENCES article(id),
        version INTEGER NOT NULL,
        text INTEGER NOT NULL,
        not_before TEXT,
        first_at TEXT NOT NULL,
        last_at TEXT NOT NULL,
        looks INTEGER NOT NULL,
        changed TEXT NOT NULL,
        repeats INTEGER,
        indexed INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (article_id, version)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO version_run (article_id, version, text, not_before, first_at, last_at, looks, changed, indexed)
    SELECT s.article_id, s.version, s.version,
        (SELECT v.at FROM visit v WHERE v.article_id = s.article_id AND v.snapshot_id IS NOT NULL AND v.id <
            (SELECT min(w.id) FROM visit w JOIN snapshot t ON t.id = w.snapshot_id
             WHERE w.article_id = s.article_id AND t.version = s.version)
         ORDER BY v.id DESC LIMIT 1),
        coalesce(min(v.at), s.seen_at), coalesce(max(v.at), s.seen_at), count(v.id), s.changed, s.version = 1
    FROM snapshot s LEFT JOIN snapshot every ON every.article_id = s.article_id AND every.version = s.version
    LEFT JOIN visit v ON v.snapshot_id = every.id
    WHERE s.revision = 1 GROUP BY s.article_id, s.version
    """,
    "CREATE INDEX version_run_at ON version_run(first_at)",
    "CREATE INDEX version_run_to_index ON version_run(article_id, version) WHERE version > 1 AND NOT indexed",
    "DROP TABLE visit",
    "ALTER TABLE visit_in_time RENAME TO visit",
    "CREATE INDEX visit_article ON visit(article_id, at, id)",
    "CREATE INDEX visit_address ON visit(address_id, at, id)",
    "CREATE INDEX visit_snapshot ON visit(snapshot_id)",
    "CREATE INDEX visit_related_set ON visit(related_set_id)",
    "CREATE INDEX visit_page ON visit(page_id)",
    "CREATE INDEX visit_gone ON visit(article_id, at, id) WHERE outcome = 'gone'",
    "ALTER TABLE snapshot RENAME COLUMN version TO text",
    "ALTER TABLE snapshot DROP COLUMN changed",
    "DELETE FROM removed",
    "INSERT INTO removed_stem(removed_stem) VALUES ('delete-all')",
    "DROP TABLE removed_state",
    """
    CREATE TABLE removed_state (  -- the rules that filled it, the languages of its texts
        id INTEGER PRIMARY KEY CHECK (id = 1),
        rules TEXT NOT NULL,
        languages TEXT NOT NULL
    ) STRICT
    """,
    "INSERT INTO removed_state VALUES (1, '', '')",
    """
    CREATE VIEW version AS  -- every version as it reads today, with the looks that bound it
    SELECT r.article_id, r.version, article.url, s.title, s.body, s.category, s.authors, s.tags, s.language,
        s.published_at, s.updated_at, r.changed, r.not_before, r.first_at AS first_seen_at, r.last_at AS last_seen_at
    FROM version_run r JOIN article ON article.id = r.article_id
    JOIN snapshot s ON s.article_id = r.article_id AND s.text = r.text
    WHERE s.revision = (SELECT max(o.revision) FROM snapshot o
                        WHERE o.article_id = s.article_id AND o.text = s.text)
    """,
    """
    CREATE VIEW view_series AS  -- every view count with its time and the page that printed it
    SELECT address.url, address.article_id, visit.at, view_point.views, view_point.views_text, view_point.exact,
        view_point.position, printed.url AS printed_on
    FROM view_point JOIN visit ON visit.id = view_point.visit_id JOIN address ON address.id = view_point.address_id
    JOIN address printed ON printed.id = visit.address_id
    """,
    """
    CREATE VIEW promotion AS  -- which article named which in its related block, at which place, from when to when
    SELECT article.url AS on_url, visit.article_id AS on_article_id, address.url, address.article_id,
        item.position, item.title, item.teaser, item.heading,
        min(visit.at) AS first_seen_at, max(visit.at) AS last_seen_at, count(*) AS looks
    FROM related_item item JOIN visit ON visit.related_set_id = item.set_id
    JOIN article ON article.id = visit.article_id
    LEFT JOIN address ON address.id = item.address_id
    GROUP BY visit.article_id, item.address_id, item.position, item.title, item.teaser, item.heading
    """,
)


def step(db: Database) -> None:
    """Looks with the times at which they were made and came in; the runs of looks that are the versions."""
    for statement in _STATEMENTS:
        db.execute(statement)
