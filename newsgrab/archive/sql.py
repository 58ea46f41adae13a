"""What the queries of every room share: the form of a time, and conditions that must mean the same everywhere."""

from __future__ import annotations

from datetime import UTC, datetime

from newsgrab.outcomes import Outcome

# Whether the last look at an article ({}) that can tell found it gone. A trouble in between says nothing of that.
WAS_GONE = (
    f"coalesce((SELECT w.outcome = '{Outcome.GONE}' FROM visit w WHERE w.article_id = {{}}"
    f" AND (w.snapshot_id IS NOT NULL OR w.outcome = '{Outcome.GONE}') ORDER BY w.id DESC LIMIT 1), 0)"
)

# Of the readings of a version (rows `s` of snapshot) the latest.
LATEST_READING = (
    "s.revision = (SELECT max(r.revision) FROM snapshot r WHERE r.article_id = s.article_id AND r.version = s.version)"
)


def to_utc_iso(moment: datetime) -> str:
    """A time of ours as the archive writes it: UTC, milliseconds, Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
