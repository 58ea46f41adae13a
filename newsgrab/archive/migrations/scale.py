"""The step that brings indexes with which an archive of a million looks answers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def step(db: Database) -> None:
    """Looks by time and outcome, articles by site and first look, pages by size, removed passages by time."""
    db.execute("CREATE INDEX visit_at ON visit(at, id)")
    # Of an expression, so that no query takes it for a way to a few looks: it is there to be counted.
    db.execute("CREATE INDEX visit_outcome ON visit(outcome || '')")
    db.execute("DROP INDEX article_site")
    db.execute("CREATE INDEX article_site ON article(site, version, first_seen_at)")
    db.execute("CREATE INDEX article_first_seen ON article(first_seen_at)")
    db.execute("CREATE INDEX page_size ON page(size, length(zstd))")
    db.execute("CREATE INDEX removed_at ON removed(removed_at, article_id, id)")
