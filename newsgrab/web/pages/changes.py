"""The page of changes: what was edited, moved, gone, and what returned."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from newsgrab.archive import Archive
from newsgrab.archive.history.changes import Change
from newsgrab.errors import BadDate, BadUsage
from newsgrab.outcomes import EVENTS
from newsgrab.web.asked import PER_PAGE, Asked


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Changes, latest first."""

    template: ClassVar[str] = "changes.html"
    asked: Asked
    changes: tuple[Change, ...] = ()
    has_next: bool = False
    trouble: str = ""

    @property
    def title(self) -> str:
        """The page's title."""
        return "Changes"


def changes_page(archive: Archive, asked: Asked, limit: int = PER_PAGE) -> ChangesPage:
    """The changes that pass what is asked for."""
    if asked.kind not in {"", *EVENTS}:
        return ChangesPage(asked, trouble=f"kind: one of {', '.join(EVENTS)}")
    try:
        wanted = archive.history.changes(asked.filters, (asked.kind,) if asked.kind else ())
        found = tuple(islice(wanted, asked.offset, asked.offset + limit + 1))
    except (BadDate, BadUsage) as error:
        return ChangesPage(asked, trouble=str(error))
    return ChangesPage(asked, found[:limit], len(found) > limit)
