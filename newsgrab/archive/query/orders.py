"""The orders of articles, for lists and for searches."""

ORDERS = {
    "published": "datetime(coalesce(article.published_at, article.first_seen_at)) DESC, article.id DESC",
    "seen": "article.last_seen_at DESC, article.id DESC",
    "added": "article.id DESC",
    "views": "article.views IS NULL, article.views DESC, article.id DESC",
    "title": "article.title, article.id",
}
ORDERS["date"] = ORDERS["published"]
"""Word → SQL. An article without a publication time counts from when it was first seen."""
