"""What came of one look at an address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The words for what came of a look. A closed set: the archive stores them."""

    NEW = "new"
    COMPLETED = "completed"  # the whole text, of which only a part was seen before
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    NOT_MODIFIED = "not modified"  # the server said so (304)
    MOVED = "moved"
    GONE = "gone"
    RETURNED = "returned"
    INCOMPLETE = "incomplete"  # only a part of the text came: cut short, behind a paywall, an empty shell
    BLOCKED = "blocked"
    NOT_AN_ARTICLE = "not an article"
    REFUSED = "refused"
    FAILED = "failed"

    @property
    def read(self) -> bool:
        """An article was there to be read, or is known to be as it was."""
        return self in _READ


_READ = frozenset(
    {
        Outcome.NEW,
        Outcome.COMPLETED,
        Outcome.CHANGED,
        Outcome.UNCHANGED,
        Outcome.NOT_MODIFIED,
        Outcome.MOVED,
        Outcome.RETURNED,
        Outcome.INCOMPLETE,
    }
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the archive made of one look.

    `article_id` and `version` are None where no article was read. `changed` names the editorial fields that differ
    from the version before. `views` and `related` (a count) are this look's.
    """

    outcome: Outcome
    url: str
    visit_id: int
    article_id: int | None = None
    version: int | None = None
    title: str | None = None
    category: str | None = None
    views: int | None = None
    views_exact: bool = True
    related: int = 0
    changed: tuple[str, ...] = ()
    reason: str = ""
