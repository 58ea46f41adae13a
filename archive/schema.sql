-- The tables of newsgrab.db, as the migrations of newsgrab/archive/migrations make them.
-- Generated: python -m newsgrab.archive.migrations.schema > archive/schema.sql
-- What each of them means is told in README.md beside this file. FTS5's own shadow tables are left out.

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
ON "_sqlite_migrations" ("migration_set", "name");

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
) STRICT;

CREATE TABLE address (  -- every address we know: asked for, redirected to, or printed in a related block
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL,
    article_id INTEGER REFERENCES article(id)
, disbelieved_at TEXT) STRICT;

CREATE INDEX address_article ON address(article_id);

CREATE TABLE site (  -- the page that other pages of a site are compressed against
    name TEXT PRIMARY KEY,
    keyframe_id INTEGER REFERENCES page(id)
) STRICT;

CREATE TABLE page (  -- bytes as they were given, once for each content
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    base_id INTEGER REFERENCES page(id),
    zstd BLOB NOT NULL
) STRICT;

CREATE TABLE "reading" (  -- the editorial text the first time it read that way; rows never change
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article(id),
    text INTEGER NOT NULL,
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
    hashes TEXT NOT NULL,
    sources TEXT NOT NULL,
    recipe TEXT NOT NULL, removal_id INTEGER REFERENCES removal(id), body_in_article INTEGER NOT NULL DEFAULT 0 CHECK (body_in_article = 0 OR body_in_article = 1 AND body = ''),
    UNIQUE (article_id, text, revision)
) STRICT;

CREATE TABLE related_set (  -- one state of a related block; rows never change
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE related_item (
    set_id INTEGER NOT NULL REFERENCES related_set(id),
    position INTEGER NOT NULL,
    address_id INTEGER REFERENCES address(id),
    title TEXT NOT NULL,
    teaser TEXT,
    image TEXT,
    heading TEXT,
    PRIMARY KEY (set_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX related_item_address ON related_item(address_id);

CREATE TABLE view_point (  -- a view count as a page printed it: at 0 its own, at n its nth related item's
    visit_id INTEGER NOT NULL REFERENCES "look"(id),
    position INTEGER NOT NULL,
    address_id INTEGER REFERENCES address(id),
    views INTEGER NOT NULL,
    views_text TEXT,
    exact INTEGER NOT NULL,
    PRIMARY KEY (visit_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX view_point_address ON view_point(address_id);

CREATE VIRTUAL TABLE article_fts USING fts5(
  body, title, content="article", content_rowid="id",
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);

CREATE VIRTUAL TABLE article_word USING fts5vocab(article_fts, row);

CREATE VIRTUAL TABLE article_stem USING fts5(body, title, labels, content='', tokenize='ascii');

CREATE VIRTUAL TABLE article_stem_word USING fts5vocab(article_stem, row);

CREATE TABLE article_stem_queue (
  article_id INTEGER PRIMARY KEY,
  title TEXT, body TEXT, category TEXT, authors TEXT, tags TEXT, language TEXT
) STRICT;

CREATE TABLE article_stem_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  analyser TEXT NOT NULL,
  complete INTEGER NOT NULL,
  languages TEXT NOT NULL
) STRICT;

CREATE TRIGGER article_fts_insert AFTER INSERT ON article BEGIN
  INSERT INTO article_fts(rowid, title, body) VALUES (new.id, new.title, new.body);
  INSERT INTO article_stem_queue(article_id)
    SELECT new.id WHERE NOT EXISTS (SELECT 1 FROM article_stem_queue WHERE article_id = new.id);
END;

CREATE TRIGGER article_fts_delete AFTER DELETE ON article BEGIN
  INSERT INTO article_fts(article_fts, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
  INSERT INTO article_stem_queue(article_id, title, body, category, authors, tags, language)
    SELECT old.id, old.title, old.body, old.category, old.authors, old.tags, old.language
    WHERE NOT EXISTS (SELECT 1 FROM article_stem_queue WHERE article_id = old.id);
END;

CREATE TRIGGER article_fts_update AFTER UPDATE OF id, title, body ON article
WHEN old.id IS NOT new.id OR old.title IS NOT new.title OR old.body IS NOT new.body BEGIN
  INSERT INTO article_fts(article_fts, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
  INSERT INTO article_fts(rowid, title, body) VALUES (new.id, new.title, new.body);
END;

CREATE TRIGGER article_stem_update AFTER UPDATE OF id, title, body, category, authors, tags, language ON article
WHEN old.id IS NOT new.id OR old.title IS NOT new.title OR old.body IS NOT new.body
  OR old.category IS NOT new.category OR old.authors IS NOT new.authors
  OR old.tags IS NOT new.tags OR old.language IS NOT new.language BEGIN
  INSERT INTO article_stem_queue(article_id, title, body, category, authors, tags, language)
    SELECT old.id, old.title, old.body, old.category, old.authors, old.tags, old.language
    WHERE NOT EXISTS (SELECT 1 FROM article_stem_queue WHERE article_id = old.id);
  INSERT INTO article_stem_queue(article_id)
    SELECT new.id WHERE NOT EXISTS (SELECT 1 FROM article_stem_queue WHERE article_id = new.id);
END;

CREATE INDEX article_newest ON article(datetime(coalesce(published_at, first_seen_at)));

CREATE TABLE link (  -- an address found in a source; wanted is 0 for what was old when the source was added
    source_id INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
    address_id INTEGER NOT NULL REFERENCES address(id),
    found_at TEXT NOT NULL,
    dated_at TEXT,
    title TEXT,
    wanted INTEGER NOT NULL DEFAULT 1, changed_at TEXT, place INTEGER, guid TEXT,
    PRIMARY KEY (source_id, address_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_address ON link(address_id);

CREATE TABLE due (  -- when a followed address is looked at next, and why then
    address_id INTEGER PRIMARY KEY REFERENCES address(id),
    at TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE INDEX due_at ON due(at);

CREATE TABLE host (  -- what the next run has to know of a host
    name TEXT PRIMARY KEY,
    not_before TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    robots TEXT NOT NULL DEFAULT '',
    robots_status INTEGER,
    robots_at TEXT,
    private INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE removed (  -- a passage that a version of an article had and the version after it no longer has
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article(id),
    version INTEGER NOT NULL,
    snapshot_id INTEGER NOT NULL REFERENCES "reading"(id),
    removed_at TEXT NOT NULL,
    field TEXT NOT NULL CHECK (field IN ('title', 'body')),
    language TEXT,
    text TEXT NOT NULL
) STRICT;

CREATE INDEX removed_article ON removed(article_id, version);

CREATE VIRTUAL TABLE removed_stem USING fts5(body, title, labels, content='', tokenize='ascii');

CREATE TABLE outage (  -- a host that gives no answer: since when, and when the person was told last
    host TEXT PRIMARY KEY,
    since TEXT NOT NULL,
    reason TEXT NOT NULL,
    notified_at TEXT NOT NULL
) STRICT;

CREATE TABLE import (  -- a collection that was read in: a WARC, ARC or WACZ file, or a web archive
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT,
    size INTEGER,
    choice TEXT NOT NULL DEFAULT '',
    software TEXT NOT NULL DEFAULT '',
    began_at TEXT NOT NULL,
    finished_at TEXT,
    position INTEGER NOT NULL DEFAULT 0,
    other INTEGER NOT NULL DEFAULT 0,
    troubles INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE imported (  -- the looks that an import brought, and where in it they stand
    visit_id INTEGER PRIMARY KEY REFERENCES "look"(id),
    import_id INTEGER NOT NULL REFERENCES import(id),
    place INTEGER NOT NULL
) STRICT;

CREATE INDEX imported_import ON imported(import_id);

CREATE TABLE "look" (  -- every look at an address, whatever came of it; rows are only ever added
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
    snapshot_id INTEGER REFERENCES "reading"(id),
    related_set_id INTEGER REFERENCES related_set(id),
    charset_declared TEXT,
    charset_used TEXT,
    noarchive INTEGER NOT NULL DEFAULT 0,
    cut INTEGER NOT NULL DEFAULT 0,
    elapsed_ms INTEGER,
    recipe TEXT NOT NULL DEFAULT ''
, form_id INTEGER REFERENCES form(id)) STRICT;

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
    indexed INTEGER NOT NULL DEFAULT 0, minor INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (article_id, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX version_run_at ON version_run(first_at);

CREATE INDEX version_run_to_index ON version_run(article_id, version) WHERE version > 1 AND NOT indexed;

CREATE INDEX visit_article ON "look"(article_id, at, id);

CREATE INDEX visit_address ON "look"(address_id, at, id);

CREATE INDEX visit_snapshot ON "look"(snapshot_id);

CREATE INDEX visit_related_set ON "look"(related_set_id);

CREATE INDEX visit_page ON "look"(page_id);

CREATE INDEX visit_gone ON "look"(article_id, at, id) WHERE outcome = 'gone';

CREATE TABLE removed_state (  -- the rules that filled it, the languages of its texts
    id INTEGER PRIMARY KEY CHECK (id = 1),
    rules TEXT NOT NULL,
    languages TEXT NOT NULL
) STRICT;

CREATE TABLE repair (  -- what was done to records that were wrong: an article split into several
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    from_article_id INTEGER NOT NULL,
    article_ids TEXT NOT NULL
) STRICT;

CREATE TABLE "source" (  -- a place that new addresses come from
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    title TEXT,
    added_at TEXT NOT NULL,
    paused_at TEXT,
    etag TEXT,
    last_modified TEXT,
    visited_at TEXT,
    answered_at TEXT,
    fresh_at TEXT,
    interval_s INTEGER NOT NULL DEFAULT 1800,
    next_at TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    trouble TEXT NOT NULL DEFAULT '',
    told_at TEXT,
    every_s INTEGER,  -- the person's word on how often it is looked at
    max_gap_s INTEGER,  -- on how long its articles may be left alone
    priority INTEGER NOT NULL DEFAULT 0,
    bell_of INTEGER REFERENCES source(id) ON DELETE CASCADE  -- it only tells of changes to that source's articles
) STRICT;

CREATE TABLE chain (  -- every fact in the order in which it came in; rows are only ever added
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    fact_id INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    digest BLOB NOT NULL,
    head BLOB NOT NULL
) STRICT;

CREATE INDEX chain_fact ON chain(kind, fact_id);

CREATE TABLE removal (  -- what was taken out (law, privacy), or may be kept again; rows are only ever added
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    url TEXT NOT NULL,
    version INTEGER,  -- NULL for the whole article, which is not kept again
    reason TEXT NOT NULL,
    lifts INTEGER REFERENCES removal(id)  -- the removal that it takes back
) STRICT;

CREATE INDEX snapshot_removal ON "reading"(removal_id) WHERE removal_id IS NOT NULL;

CREATE TABLE stamp (  -- what an authority attested of a head of the chain, and when; rows are only ever added
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    head BLOB NOT NULL,
    authority TEXT NOT NULL,
    stamped_at TEXT,  -- the authority's time, NULL if its answer could not be read here
    answer BLOB NOT NULL
) STRICT;

CREATE INDEX visit_at ON "look"(at, id);

CREATE INDEX article_site ON article(site, version, first_seen_at);

CREATE INDEX article_first_seen ON article(first_seen_at);

CREATE INDEX page_size ON page(size, length(zstd));

CREATE INDEX removed_at ON removed(removed_at, article_id, id);

CREATE TABLE rendering (  -- the looks whose page a browser filled: `visit.page_id` is what it made, this was given
    visit_id INTEGER PRIMARY KEY REFERENCES "look"(id),
    page_id INTEGER NOT NULL REFERENCES page(id),
    browser TEXT NOT NULL
) STRICT;

CREATE INDEX rendering_page ON rendering(page_id);

CREATE TABLE compacted (  -- the last page that was packed hard, as all before it were
    id INTEGER PRIMARY KEY CHECK (id = 1),
    page_id INTEGER NOT NULL
) STRICT;

CREATE TABLE look_count (  -- how many looks at the addresses of a site ended so; follows from visit
    site TEXT NOT NULL,
    outcome TEXT NOT NULL,
    looks INTEGER NOT NULL,
    PRIMARY KEY (site, outcome)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER visit_counted AFTER INSERT ON "look" BEGIN INSERT INTO look_count SELECT site, new.outcome, 1 FROM address WHERE id = new.address_id ON CONFLICT DO UPDATE SET looks = looks + 1; END;

CREATE TRIGGER visit_uncounted AFTER DELETE ON "look" BEGIN INSERT INTO look_count SELECT site, old.outcome, -1 FROM address WHERE id = old.address_id ON CONFLICT DO UPDATE SET looks = looks + -1; END;

CREATE TRIGGER visit_recounted AFTER UPDATE OF outcome, address_id ON "look" WHEN (old.outcome, old.address_id) IS NOT (new.outcome, new.address_id) BEGIN INSERT INTO look_count SELECT site, old.outcome, -1 FROM address WHERE id = old.address_id ON CONFLICT DO UPDATE SET looks = looks + -1; INSERT INTO look_count SELECT site, new.outcome, 1 FROM address WHERE id = new.address_id ON CONFLICT DO UPDATE SET looks = looks + 1; END;

CREATE TRIGGER article_body AFTER UPDATE OF body ON article WHEN old.body IS NOT new.body BEGIN
  UPDATE reading SET body = old.body, body_in_article = 0 WHERE article_id = old.id AND body_in_article;
END;

CREATE TRIGGER article_body_delete BEFORE DELETE ON article BEGIN
  UPDATE reading SET body = old.body, body_in_article = 0 WHERE article_id = old.id AND body_in_article;
END;

CREATE TRIGGER reading_moved AFTER UPDATE OF article_id ON reading
WHEN old.body_in_article AND new.body_in_article AND old.article_id <> new.article_id BEGIN
  UPDATE reading SET body = (SELECT article.body FROM article WHERE article.id = old.article_id),
    body_in_article = 0 WHERE id = new.id;
END;

CREATE TABLE form (  -- what many looks have in common: headers, charsets, recipe; rows are only ever added
    id INTEGER PRIMARY KEY,
    names TEXT NOT NULL,  -- of the headers, to be looked up by
    headers TEXT NOT NULL,  -- as printf takes them, with %s for each value of a look's own
    charset_declared TEXT,
    charset_used TEXT,
    recipe TEXT NOT NULL
) STRICT;

CREATE INDEX form_names ON form(names);

CREATE VIEW visit AS  -- every look with all of its columns, wherever they are kept
SELECT id, at, added_at, address_id, final_url, moved_to, article_id, answer, part, outcome, version, reason,
    origin, status,
    CASE WHEN form_id IS NULL OR NOT json_valid(headers) THEN headers ELSE (SELECT printf(form.headers, json_extract(look.headers, '$[0]'), json_extract(look.headers, '$[1]'), json_extract(look.headers, '$[2]'), json_extract(look.headers, '$[3]'), json_extract(look.headers, '$[4]'), json_extract(look.headers, '$[5]'), json_extract(look.headers, '$[6]'), json_extract(look.headers, '$[7]'), json_extract(look.headers, '$[8]'), json_extract(look.headers, '$[9]'), json_extract(look.headers, '$[10]'), json_extract(look.headers, '$[11]'), json_extract(look.headers, '$[12]'), json_extract(look.headers, '$[13]'), json_extract(look.headers, '$[14]'), json_extract(look.headers, '$[15]'))
        FROM form WHERE form.id = look.form_id) END AS headers,
    etag, last_modified, page_id, snapshot_id, related_set_id,
    CASE WHEN form_id IS NULL THEN charset_declared ELSE (SELECT form.charset_declared FROM form WHERE form.id = look.form_id) END AS charset_declared,
    CASE WHEN form_id IS NULL THEN charset_used ELSE (SELECT form.charset_used FROM form WHERE form.id = look.form_id) END AS charset_used,
    noarchive, cut, elapsed_ms,
    CASE WHEN form_id IS NULL THEN recipe ELSE (SELECT form.recipe FROM form WHERE form.id = look.form_id) END AS recipe
FROM look;

CREATE VIEW snapshot AS  -- every text as it was read, with its body, wherever that is kept
SELECT id, article_id, text, revision, seen_at, title,
    CASE WHEN body_in_article
        THEN coalesce((SELECT article.body FROM article WHERE article.id = reading.article_id), '')
        ELSE body END AS body,
    blocks, category, authors, tags, language, published_at, published_precision, updated_at, site_name, image,
    truncated, hashes, sources, recipe, removal_id
FROM reading;

CREATE VIEW version AS  -- every version as it reads today, with the looks that bound it
SELECT r.article_id, r.version, article.url, s.title, s.body, s.category, s.authors, s.tags, s.language,
    s.published_at, s.updated_at, r.changed, r.not_before, r.first_at AS first_seen_at, r.last_at AS last_seen_at
FROM version_run r JOIN article ON article.id = r.article_id
JOIN snapshot s ON s.article_id = r.article_id AND s.text = r.text
WHERE s.revision = (SELECT max(o.revision) FROM snapshot o
                    WHERE o.article_id = s.article_id AND o.text = s.text);

CREATE VIEW view_series AS  -- every view count with its time and the page that printed it
SELECT address.url, address.article_id, visit.at, view_point.views, view_point.views_text, view_point.exact,
    view_point.position, printed.url AS printed_on
FROM view_point JOIN visit ON visit.id = view_point.visit_id JOIN address ON address.id = view_point.address_id
JOIN address printed ON printed.id = visit.address_id;

CREATE VIEW promotion AS  -- which article named which in its related block, at which place, from when to when
SELECT article.url AS on_url, visit.article_id AS on_article_id, address.url, address.article_id,
    item.position, item.title, item.teaser, item.heading,
    min(visit.at) AS first_seen_at, max(visit.at) AS last_seen_at, count(*) AS looks
FROM related_item item JOIN visit ON visit.related_set_id = item.set_id
JOIN article ON article.id = visit.article_id
LEFT JOIN address ON address.id = item.address_id
GROUP BY visit.article_id, item.address_id, item.position, item.title, item.teaser, item.heading;

CREATE INDEX page_hash ON page(substr(sha256, 1, 8));

CREATE TRIGGER page_once BEFORE INSERT ON page WHEN EXISTS (SELECT 1 FROM page WHERE substr(sha256, 1, 8) = substr(new.sha256, 1, 8) AND +sha256 = new.sha256) BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: page.sha256'); END;

CREATE TRIGGER page_still_once BEFORE UPDATE OF sha256 ON page WHEN new.sha256 IS NOT old.sha256 AND EXISTS (SELECT 1 FROM page WHERE substr(sha256, 1, 8) = substr(new.sha256, 1, 8) AND +sha256 = new.sha256) BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: page.sha256'); END;

CREATE INDEX visit_event ON look(at, id) WHERE outcome IN ('changed', 'moved', 'gone', 'returned', 'retitled');
