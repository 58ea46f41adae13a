"""Links from file to file."""

from __future__ import annotations

from collections.abc import Mapping


class SiteLinks:
    """The addresses of a site's files, as they are from a file in one of its folders or at its top.

    `latest` has the number of versions of each article of the site.
    """

    is_served = False

    def __init__(self, latest: Mapping[int, int], up: str = "") -> None:
        """`up` leads to the top: "../" in a folder."""
        self._latest = latest
        self._up = up

    def has(self, article_id: int) -> bool:
        """Whether the article is part of the site."""
        return article_id in self._latest

    def file(self, name: str) -> str:
        """A file at the top."""
        return self._up + name

    def article(self, article_id: int, version: int | None = None) -> str:
        """An article, or a version of it."""
        former = f"-v{version}" if version and version != self._latest[article_id] else ""
        return f"{self._up}article/{article_id}{former}.html"

    def history(self, article_id: int) -> str:
        """Its looks."""
        return f"{self._up}article/{article_id}-history.html"

    def related(self, article_id: int) -> str:
        """Its related block."""
        return f"{self._up}article/{article_id}-related.html"

    def diff(self, article_id: int, old: int, new: int, *, side: bool = False) -> str:
        """Two versions, one after the other."""
        del side
        return f"{self._up}article/{article_id}-v{old}-v{new}.html"
