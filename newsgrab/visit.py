"""What came of a look at an address, what is known of all looks at it, and when the next is worth it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from newsgrab.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class RecordResult:
    """What the archive made of one look.

    `article_id` and `version` are None where no article was read. `changed` names the editorial fields that differ
    from the version before. `views` and `related` (a count) are this look's. `renumbered` are the old and new numbers
    of the versions that a look of the past moved. `known` says that this very look was kept before, and adds nothing.
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
    renumbered: tuple[tuple[int, int], ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True)
class LookHistory:
    """What is known of an article, or of an address that gave none (`read` is 0).

    `published_or_first_seen_at` is the publication, as far as that can be believed. `read` counts the looks that read
    it, `edits` those that found it changed. `outcome` is the last look's, `repeated` how many looks in a row ended like
    that, `since` the first of these. `returned_at` is when it last came back. `every` and `max_gap` are what a person
    wants of the sources that name it; `announced` says that one of these tells when it changes.
    """

    published_or_first_seen_at: datetime
    first_look_at: datetime
    last_look_at: datetime
    outcome: Outcome
    read: int = 1
    edits: int = 0
    last_edit_at: datetime | None = None
    repeated: int = 1
    since: datetime | None = None
    returned_at: datetime | None = None
    every: timedelta | None = None
    max_gap: timedelta | None = None
    announced: bool = False


@dataclass(frozen=True, slots=True)
class NextLook:
    """When to look next, and why then, in words. `gone`: the article counts as gone."""

    at: datetime
    reason: str
    gone: bool = False
