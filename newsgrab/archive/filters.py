"""Choosing articles by site, category, author, language and time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles; None lets all through.

    `since` and `until` (exclusive) bound the publication time, or, where a page gives none, the time we first saw it.
    """

    site: str | None = None
    category: str | None = None
    author: str | None = None
    language: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def where(self) -> tuple[str, list[str]]:
        """An SQL condition on the table `article`, and the values it binds."""
        conditions, values = ["1"], []
        if self.site:
            conditions.append("(article.site = ? OR article.site LIKE '%.' || ?)")
            values += [self.site, self.site]
        if self.category:
            conditions.append("article.category = ? COLLATE NOCASE")
            values.append(self.category)
        if self.author:
            conditions.append("article.authors LIKE '%' || ? || '%'")
            values.append(self.author)
        if self.language:
            conditions.append("(article.language = ? OR article.language LIKE ? || '-%')")
            values += [self.language, self.language]
        moment = "datetime(coalesce(article.published_at, article.first_seen_at))"
        for bound, sign in ((self.since, ">="), (self.until, "<")):
            if bound:
                conditions.append(f"{moment} {sign} datetime(?)")
                values.append(bound.isoformat())
        return " AND ".join(conditions), values
