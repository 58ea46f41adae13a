"""What the queries of every room share: the form of a time, the order of looks, and the reading of a text.

Looks are put in order by the time at which they were made, never by the time at which they came into the archive.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

LATEST_FIRST = "{0}.at DESC, {0}.id DESC"
"""The order in time of looks (rows {0} of visit), backwards."""

OLDEST_FIRST = "{0}.at, {0}.id"

BEFORE = "({0}.at, {0}.id) < ({1}.at, {1}.id)"
"""Whether look {0} was made before look {1}."""

SEES = "{0}.version IS NOT NULL"
"""Whether look {0} found the article there: it is part of the history of a version."""

PAGES = "(SELECT id AS visit_id, page_id FROM visit UNION ALL SELECT visit_id, page_id FROM rendering)"
"""The pages of each look: what it was read from, and what was given where a browser made that."""

SEEN_AS = "CASE WHEN v.article_id IS NULL AND v.outcome = 'gone' THEN 'not an article' ELSE v.outcome END AS outcome"
"""The outcome of a look (`v`) in the history of an article: an address where it never was tells nothing of it."""

GONE_SINCE = (
    "(SELECT min(g.at) FROM visit g WHERE g.article_id = article.id AND g.outcome = 'gone'"
    " AND g.at > article.last_seen_at)"
)
"""Since when an article (`article`) is gone: the first look that found it so after the last that read it, or NULL."""

_LATEST = (
    "{0}.revision = (SELECT max(r.revision) FROM snapshot r WHERE r.article_id = {0}.article_id AND r.text = {0}.text)"
)

LATEST_READING = _LATEST.format("s")
"""Of the readings of a text (rows `s` of snapshot) the latest."""

VERSIONS = (
    "version_run run JOIN snapshot s ON s.article_id = run.article_id AND s.text = run.text AND " + LATEST_READING
)
"""Each version (`run`) with the latest reading of its text (`s`), as that was seen last."""

IS_WHOLE = (
    "CASE WHEN {0}.outcome IN ('unchanged', 'not modified', 'moved', 'completed') THEN 1 WHEN {0}.outcome NOT IN"
    " ('new', 'changed', 'returned') OR {0}.part <> '' THEN 0 WHEN {0}.reason = '' THEN 1 ELSE NOT EXISTS (SELECT 1"
    " FROM visit w WHERE w.article_id = {0}.article_id AND w.version = {0}.version AND w.outcome = 'completed'"
    " AND w.at >= {0}.at) END"
)
"""Whether a look {0} at a version saw the whole of its text: what a later look completed was a part.

That is asked of those alone that have a reason to name: an article may have thousands of looks.
"""

CONTEXT = ("tags", "updated_at", "site_name", "image")
"""What a page says beside its text: it may change without making a version."""


def _context(order: str) -> str:
    """The columns of CONTEXT, as the first of the looks at a version (`run`) read them that saw the whole of it."""
    text = (
        "SELECT r.text FROM visit l JOIN snapshot r ON r.id = l.snapshot_id WHERE l.article_id = run.article_id"
        " AND l.at BETWEEN run.first_at AND run.last_at AND l.version = run.version AND l.answer = 'text'"
        f" AND {IS_WHOLE.format('l')} ORDER BY {order.format('l')} LIMIT 1"
    )
    return ", ".join(
        f"(SELECT context.{name} FROM snapshot context WHERE context.article_id = run.article_id"
        f" AND context.text = coalesce(({text}), run.text) AND {_LATEST.format('context')}) AS {name}"
        for name in CONTEXT
    )


CONTEXT_AT_FIRST = _context(OLDEST_FIRST)
"""What stood beside the text of a version (`run`) at the look that read it first."""

CONTEXT_AT_LAST = _context(LATEST_FIRST)
"""The same at the last of the looks that are asked (`visit`)."""


LOOK_COUNTS = (
    "SELECT address.site, v.outcome, count(*) AS looks FROM visit v JOIN address ON address.id = v.address_id"
    " GROUP BY address.site, v.outcome"
)
"""What the table look_count says: how many looks at each site ended how."""


def to_utc_iso(moment: datetime) -> str:
    """A time of ours as the archive writes it: UTC, milliseconds, Z."""
    return _written(moment.astimezone(UTC))


@lru_cache(maxsize=8)  # a look writes its two times at a dozen places
def _written(utc: datetime) -> str:
    return utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")
