"""The first step: articles, versions, looks, view counts, related blocks, pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = (
    """
    CREATE TABLE article (  -- one row an article: its latest text, kept up to date for readers and for search
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,
        site TEXT NOT NULL,
        version INTEGER NOT NULL,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        category TEXT,
        authors TEXT NOT NULL DEFAULT '[]',
        tags TEXT NOT NULL DEFAULT '[]',
        language TEXT,
        published_at TEXT,
        published_precision TEXT,
        updated_at TEXT,
        site_name TEXT,
        image TEXT,
        truncated INTEGER NOT NULL DEFAULT 0,
        views INTEGER,
        views_exact INTEGER NOT NULL DEFAULT 1,
        first_seen_at TEXT NOT NULL,
        last_seen_at TEXT NOT NULL,
        keyframe_id INTEGER REFERENCES page(id)
    ) STRICT
    """,
    "CREATE INDEX article_site ON article(site)",
    """
    CREATE TABLE address (  -- every address we know: asked for, redirected to, or printed in a related block
        id INTEGER PRIMARY KEY,
        url TEXT NOT NULL UNIQUE,
        site TEXT NOT NULL,
        article_id INTEGER REFERENCES article(id)
    ) STRICT
    """,
    "CREATE INDEX address_article ON address(article_id)",
    """
    CREATE TABLE site (  -- the page that other pages of a site are compressed against
        name TEXT PRIMARY KEY,
        keyframe_id INTEGER REFERENCES page(id)
    ) STRICT
    """,
    """
    CREATE TABLE page (  -- bytes as they were given, once for each content
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        base_id INTEGER REFERENCES page(id),
        zstd BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE snapshot (  -- the editorial text the first time it read that way; rows never change
        id INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES article(id),
        version INTEGER NOT NULL,
        revision INTEGER NOT NULL DEFAULT 1,
        seen_at TEXT NOT NULL,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        blocks TEXT NOT NULL,
        category TEXT,
        authors TEXT NOT NULL,
        tags TEXT NOT NULL,
        language TEXT,
        published_at TEXT,
        published_precision TEXT,
        updated_at TEXT,
        site_name TEXT,
        image TEXT,
        truncated INTEGER NOT NULL,
        changed TEXT NOT NULL,
        hashes TEXT NOT NULL,
        sources TEXT NOT NULL,
        recipe TEXT NOT NULL,
        UNIQUE (article_id, version, revision)
    ) STRICT
    """,
    """
    CREATE TABLE related_set (  -- one state of a related block; rows never change
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE
    ) STRICT
    """,
    """
    CREATE TABLE related_item (
        set_id INTEGER NOT NULL REFERENCES related_set(id),
        position INTEGER NOT NULL,
        address_id INTEGER REFERENCES address(id),
        title TEXT NOT NULL,
        teaser TEXT,
        image TEXT,
        heading TEXT,
        PRIMARY KEY (set_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX related_item_address ON related_item(address_id)",
    """
    CREATE TABLE visit (  -- every look at an address, whatever came of it; rows are only ever added
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        address_id INTEGER NOT NULL REFERENCES address(id),
        final_url TEXT,
        article_id INTEGER REFERENCES article(id),
        outcome TEXT NOT NULL CHECK (outcome IN ('new', 'changed', 'unchanged', 'not modified', 'moved', 'gone',
            'returned', 'blocked', 'not an article', 'refused', 'failed')),
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
    "CREATE INDEX visit_article ON visit(article_id, id)",
    "CREATE INDEX visit_address ON visit(address_id, id)",
    "CREATE INDEX visit_snapshot ON visit(snapshot_id)",
    "CREATE INDEX visit_related_set ON visit(related_set_id)",
    "CREATE INDEX visit_page ON visit(page_id)",
    """
    CREATE TABLE view_point (  -- a view count as a page printed it: at 0 its own, at n its nth related item's
        visit_id INTEGER NOT NULL REFERENCES visit(id),
        position INTEGER NOT NULL,
        address_id INTEGER REFERENCES address(id),
        views INTEGER NOT NULL,
        views_text TEXT,
        exact INTEGER NOT NULL,
        PRIMARY KEY (visit_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX view_point_address ON view_point(address_id)",
    """
    CREATE VIEW version AS  -- every version as it reads today, with the looks that bound it
    SELECT s.article_id, s.version, article.url, s.title, s.body, s.category, s.authors, s.tags, s.language,
        s.published_at, s.updated_at, s.changed,
        (SELECT v.at FROM visit v WHERE v.article_id = s.article_id AND v.snapshot_id IS NOT NULL AND v.id <
            (SELECT min(w.id) FROM visit w JOIN snapshot t ON t.id = w.snapshot_id
             WHERE w.article_id = s.article_id AND t.version = s.version)
         ORDER BY v.id DESC LIMIT 1) AS not_before,
        s.seen_at AS first_seen_at,
        (SELECT max(v.at) FROM visit v JOIN snapshot t ON t.id = v.snapshot_id
         WHERE v.article_id = s.article_id AND t.version = s.version) AS last_seen_at
    FROM snapshot s JOIN article ON article.id = s.article_id
    WHERE s.revision = (SELECT max(r.revision) FROM snapshot r
                        WHERE r.article_id = s.article_id AND r.version = s.version)
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
    """Make the tables, and mark the file as ours."""
    db.execute("PRAGMA application_id = 1313296962")  # "NGRB"
    for statement in _TABLES:
        db.execute(statement)
