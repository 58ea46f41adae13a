"""The step that keeps count of looks, so that nobody goes through a million of them to tell how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_COUNT = (
    "INSERT INTO look_count SELECT site, {0}.outcome, {1} FROM address WHERE id = {0}.address_id"
    " ON CONFLICT DO UPDATE SET looks = looks + {1}"
)
_STATEMENTS = (
    """
    CREATE TABLE look_count (  -- how many looks at the addresses of a site ended so; follows from visit
        site TEXT NOT NULL,
        outcome TEXT NOT NULL,
        looks INTEGER NOT NULL,
        PRIMARY KEY (site, outcome)
    ) STRICT, WITHOUT ROWID
    """,
    (
        "INSERT INTO look_count SELECT address.site, visit.outcome, count(*) FROM visit"
        " JOIN address ON address.id = visit.address_id GROUP BY address.site, visit.outcome"
    ),
    f"CREATE TRIGGER visit_counted AFTER INSERT ON visit BEGIN {_COUNT.format('new', 1)}; END",
    f"CREATE TRIGGER visit_uncounted AFTER DELETE ON visit BEGIN {_COUNT.format('old', -1)}; END",
    (
        "CREATE TRIGGER visit_recounted AFTER UPDATE OF outcome, address_id ON visit"
        " WHEN (old.outcome, old.address_id) IS NOT (new.outcome, new.address_id)"
        f" BEGIN {_COUNT.format('old', -1)}; {_COUNT.format('new', 1)}; END"
    ),
    "DROP INDEX visit_outcome",  # in which they were counted before
)


def step(db: Database) -> None:
    """How many looks at each site ended how, kept by triggers; the index for it goes."""
    for statement in _STATEMENTS:
        db.execute(statement)
