"""What happened since a moment, by site: new articles, edits, removals, returns, and what is read most."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from newsgrab.archive.history.changes import Change, changes
from newsgrab.archive.history.compare import FieldChange
from newsgrab.archive.history.edits import Edit, edit_between, edits
from newsgrab.archive.history.growth import rising
from newsgrab.archive.history.versions import legible_article
from newsgrab.archive.query.filters import Filters
from newsgrab.archive.query.listing import Listed, articles, taken_out
from newsgrab.archive.query.refs import Ref
from newsgrab.outcomes import Outcome

MOST_RISEN = 5  # of a site


@dataclass(frozen=True, slots=True)
class Edited:
    """An article that reads otherwise than before: all its edits in one, from version `old` to `new`.

    It read as before at `not_before`; the last edit was seen at `at` (UTC, ISO 8601). `weight` says how telling it is.
    """

    article_id: int
    url: str
    title: str
    old: int
    new: int
    not_before: str | None
    at: str
    fields: tuple[FieldChange, ...]
    weight: int = 0

    @property
    def is_retitled(self) -> bool:
        """Whether the headline is another."""
        return any(change.field == "title" for change in self.fields)


@dataclass(frozen=True, slots=True)
class Risen:
    """An article whose own view count rose from `before` to `views`."""

    article_id: int
    url: str
    title: str
    before: int
    views: int


@dataclass(slots=True)
class SiteDigest:
    """What happened on one site."""

    site: str
    new: list[Listed] = field(default_factory=list)
    edited: list[Edited] = field(default_factory=list)
    moved: list[Change] = field(default_factory=list)
    gone: list[Change] = field(default_factory=list)
    returned: list[Change] = field(default_factory=list)
    risen: list[Risen] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Digest:
    """What happened from `since` on, by site."""

    since: datetime
    sites: tuple[SiteDigest, ...]


def digest(connection: sqlite3.Connection, since: datetime, filters: Filters) -> Digest:
    """What the looks from `since` on found of the articles that pass the filters; their own bounds of time are left."""
    sites: dict[str, SiteDigest] = {}

    def of(site: str) -> SiteDigest:
        return sites.setdefault(site, SiteDigest(site))

    unbound = replace(filters, since=None, until=None, since_seen=None)
    out = taken_out(connection)
    for article in articles(connection, replace(unbound, since_seen=since), order="published"):
        if article.id not in out:
            of(article.site).new.append(article)
    found = list(changes(connection, replace(unbound, since=since)))
    names = _sites(connection, {change.article_id for change in found})
    edited = list(_edited(connection, [change for change in found if change.outcome is Outcome.CHANGED]))
    whole = {each.article_id for each in edited}
    parts = _last_of(each for each in found if each.outcome is Outcome.RETITLED and each.article_id not in whole)
    for each in _most_telling([*edited, *_retitled(connection, parts)]):
        of(names[each.article_id]).edited.append(each)
    for change in _last_of(change for change in found if change.returned or change.outcome is Outcome.GONE):
        one = of(names[change.article_id])
        (one.returned if change.returned else one.gone).append(change)
    for change in _last_of(change for change in found if change.moved_to):
        of(names[change.article_id]).moved.append(change)
    for site, risen in _risen(connection, since, unbound).items():
        of(site).risen += risen
    return Digest(since, tuple(sites[site] for site in sorted(sites)))


def _retitled(connection: sqlite3.Connection, found: Iterable[Change]) -> Iterator[Edited]:
    """Articles of which only a part was seen, under another headline."""
    for edit in edits(connection, found):
        change = edit.change
        bounds = (change.not_before, change.at)
        of = (change.article_id, change.url, change.title, change.version, change.version)
        yield Edited(*of, *bounds, edit.differences, edit.weight)


def _most_telling(edited: Iterable[Edited]) -> list[Edited]:
    return sorted(edited, key=lambda each: (each.weight, each.at), reverse=True)


def _edited(connection: sqlite3.Connection, found: Sequence[Change]) -> Iterator[Edited]:
    """The edits of each article as one; those that took each other back are none."""
    by_article: dict[int, list[Change]] = defaultdict(list)
    for change in found:
        by_article[change.article_id].append(change)
    for article_id, seen in by_article.items():
        old, new = min(change.version for change in seen) - 1, max(change.version for change in seen)
        ref = Ref(article_id, seen[0].url, new)
        before, after = (legible_article(connection, ref, version) for version in (old, new))
        edit = edit_between(seen[0], before, after) if before and after else Edit(seen[0])
        if fields := edit.differences:
            title = next((change.new for change in fields if change.field == "title"), seen[0].title)
            bounds = (seen[-1].not_before, seen[0].at)
            yield Edited(article_id, seen[0].url, title, old, new, *bounds, fields, edit.weight)


def _last_of(found: Iterable[Change]) -> list[Change]:
    """The last of each article's events, in their order (the latest first)."""
    last: dict[int, Change] = {}
    for change in found:
        last.setdefault(change.article_id, change)
    return list(last.values())


def _sites(connection: sqlite3.Connection, article_ids: Iterable[int]) -> dict[int, str]:
    ids = ", ".join(map(str, sorted(article_ids)))  # more than SQLite has places for
    return dict(connection.execute(f"SELECT id, site FROM article WHERE id IN ({ids})").fetchall())


def _risen(connection: sqlite3.Connection, since: datetime, filters: Filters) -> dict[str, list[Risen]]:
    """The articles of each site whose own count rose most: from the last before `since`, else the first after it."""
    out: dict[str, list[Risen]] = defaultdict(list)
    found = rising(connection, since, filters, -1)
    sites = _sites(connection, (each.article_id for each in found))
    for each in sorted(found, key=lambda one: (one.before - one.views, one.article_id)):
        risen = out[sites[each.article_id]]
        if len(risen) < MOST_RISEN:
            risen.append(Risen(each.article_id, each.url, each.title, each.before, each.views))
    return out
