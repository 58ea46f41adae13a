"""The archive as it was at a time, for any query: its tables bounded by the looks until then."""

from __future__ import annotations

from datetime import datetime

from newsgrab.archive.sql import CONTEXT, CONTEXT_AT_LAST, VERSIONS, to_utc_iso

_COPIED = (
    "title body category authors tags language published_at published_precision updated_at site_name image truncated"
)
_LAST = "FROM visit v JOIN view_point p ON p.visit_id = v.id AND p.position = 0 WHERE v.article_id = a.id"

_FACTS = (
    "WITH visit AS NOT MATERIALIZED (SELECT * FROM main.visit WHERE at <= '{at}'),"
    " version_run AS NOT MATERIALIZED (SELECT * FROM main.version_run WHERE first_at <= '{at}'),"
    " removed AS NOT MATERIALIZED (SELECT * FROM main.removed WHERE removed_at <= '{at}'),"
)
_KNOWN = " article AS NOT MATERIALIZED (SELECT * FROM main.article WHERE first_seen_at <= '{at}') "
_AS_THEY_READ = (
    " article AS NOT MATERIALIZED (SELECT a.id, a.url, a.site, run.version, "
    + ", ".join(f"s.{name}" for name in _COPIED.split() if name not in CONTEXT)
    + f", {CONTEXT_AT_LAST}, (SELECT p.views {_LAST} ORDER BY v.at DESC, v.id DESC LIMIT 1) AS views,"
    f" coalesce((SELECT p.exact {_LAST} ORDER BY v.at DESC, v.id DESC LIMIT 1), 1) AS views_exact, a.first_seen_at,"
    " (SELECT max(v.at) FROM visit v WHERE v.article_id = a.id AND v.version IS NOT NULL) AS last_seen_at"
    f" FROM {VERSIONS} JOIN main.article a ON a.id = run.article_id WHERE a.first_seen_at <= '{{at}}'"
    " AND run.version = (SELECT max(r.version) FROM version_run r WHERE r.article_id = a.id)) "
)


def as_of(at: datetime | None, *, texts: bool = True) -> str:
    """What stands before a query that asks for the articles, versions and looks of a time; nothing for now.

    An article has the text and the counts that were last seen by then; without `texts` nobody asks for them, and the
    articles are only those that were known.
    """
    return "" if at is None else (_FACTS + (_AS_THEY_READ if texts else _KNOWN)).format(at=to_utc_iso(at))
