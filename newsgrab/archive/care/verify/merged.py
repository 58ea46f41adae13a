"""Articles that unlike pages were made into: every look is as it was kept, but not all are of that article."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from newsgrab.archive.care.merged import merged_articles
from newsgrab.archive.care.verify.findings import Finding, Looked

ADVICE = "newsgrab repair --dry-run shows how they would be told apart"


def check_merged(connection: sqlite3.Connection) -> Iterator[Looked]:
    """No article has looks at unlike pages at different addresses."""
    found = {each.article_id: each for each in merged_articles(connection)}
    for article_id, url in connection.execute("SELECT id, url FROM article ORDER BY id"):
        merged = found.get(article_id)
        if merged is None:
            yield Looked()
        else:
            places = ", ".join(part.url for part in merged.parts)
            problem = f"it holds {len(merged.parts)} unlike pages: {places}"
            yield Looked((Finding("article", str(article_id), problem, url, advice=ADVICE),))
