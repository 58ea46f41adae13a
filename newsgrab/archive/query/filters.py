"""Choosing articles by site, category, author, language and time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

OF_ARTICLES = "article.id IN ({0})"
NO_CONDITION = "1"  # of filters that let all through
FEW = 2_000  # articles, or addresses, that lead a query to what is theirs faster than that is gone through


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles; None lets all through.

    `since` and `until` (exclusive) bound the publication time, or, where a page gives none, the time we first saw it;
    `since_seen` bounds that time whatever the page gives. `at` asks for the archive as it was then: lists and exports
    take it (as_of.py). `articles` are the numbers of those that are asked for.
    """

    site: str | None = None
    category: str | None = None
    author: str | None = None
    language: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    since_seen: datetime | None = None
    at: datetime | None = None
    articles: tuple[int, ...] | None = None

    @property
    def ask_texts(self) -> bool:
        """Whether they ask what a text says: by another version another article may pass."""
        return any(each is not None for each in (self.category, self.author, self.language, self.since, self.until))

    def where(
        self, *, time_column: str | None = None, site: str = "article.site", article: str = OF_ARTICLES
    ) -> tuple[str, list[str]]:
        """An SQL condition on the table `article`, and the values it binds: as they are, no character is a wildcard.

        `time_column` is a column of ours (UTC, milliseconds) that `since` and `until` bound in place of the
        publication, `site` the one that holds the site, `article` says how `articles` are
        chosen, with {0} for their numbers.
        """
        conditions, values = [NO_CONDITION], []
        if self.articles is not None:
            conditions.append(article.format(", ".join(map(str, self.articles))))  # numbers of ours
        if self.site:
            conditions.append(f"({site} = ? OR substr({site}, -1 - length(?)) = '.' || ?)")
            values += [self.site] * 3
        if self.category:
            conditions.append("folded(article.category) = folded(?)")
            values.append(self.category)
        if self.author:
            conditions.append("instr(folded(article.authors), folded(?))")
            values.append(self.author)
        if self.language:
            conditions.append("substr(folded(article.language) || '-', 1, 1 + length(?)) = folded(?) || '-'")
            values += [self.language] * 2
        if self.since_seen:
            from newsgrab.archive.sql import to_utc_iso  # most searches do not need it

            conditions.append("article.first_seen_at >= ?")  # ours: UTC, milliseconds
            values.append(to_utc_iso(self.since_seen))
        published = "datetime(coalesce(article.published_at, article.first_seen_at))"
        for bound, sign in ((self.since, ">="), (self.until, "<")):
            if bound and time_column:
                from newsgrab.archive.sql import to_utc_iso

                conditions.append(f"{time_column} {sign} ?")
                values.append(to_utc_iso(bound))
            elif bound:
                conditions.append(f"{published} {sign} datetime(?)")
                values.append(bound.isoformat())
        return " AND ".join(conditions), values


def narrowed(connection: sqlite3.Connection, filters: Filters) -> Filters:
    """The same filters by the numbers of the articles that pass, if these are few: they lead a query to what is theirs.

    For queries whose `time_column` is one of ours: `since` and `until` stay as they are.
    """
    of_articles = replace(filters, since=None, until=None)
    if of_articles == Filters(articles=filters.articles) or filters.at:  # nothing is left out, or not so now
        return filters
    where, values = of_articles.where()
    ids = [row[0] for row in connection.execute(f"SELECT id FROM article WHERE {where} LIMIT {FEW + 1}", values)]
    return filters if len(ids) > FEW else Filters(since=filters.since, until=filters.until, articles=tuple(ids))
