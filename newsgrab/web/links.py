"""Where a page's links lead: on the server, or from file to file of a static site."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import quote

from newsgrab.web.asked import Asked


class Links(Protocol):
    """The addresses of the reading room's pages."""

    @property
    def is_served(self) -> bool:
        """Whether pages are made as they are asked for: with filters, any two versions, JSON."""

    def has(self, article_id: int) -> bool:
        """Whether there is a page of that article."""

    def file(self, name: str) -> str:
        """A file of ours: the style sheet, the icon, a page of its own such as "changes"."""

    def article(self, article_id: int, version: int | None = None) -> str:
        """An article, as it reads now or as a version of it did."""

    def history(self, article_id: int) -> str:
        """Its looks and versions."""

    def related(self, article_id: int) -> str:
        """Its related block, now and then."""

    def diff(self, article_id: int, old: int, new: int, *, side: bool = False) -> str:
        """What differs between two of its versions."""


class ServedLinks:
    """The addresses of the server's pages."""

    is_served = True

    def has(self, article_id: int) -> bool:
        """All articles have one."""
        return article_id > 0

    def file(self, name: str) -> str:
        """A file or a page."""
        return f"/{name}"

    def article(self, article_id: int, version: int | None = None) -> str:
        """An article, or a version of it."""
        return f"/article/{article_id}" + (f"@{version}" if version else "")

    def history(self, article_id: int) -> str:
        """Its looks."""
        return f"/article/{article_id}/history"

    def related(self, article_id: int) -> str:
        """Its related block."""
        return f"/article/{article_id}/related"

    def diff(self, article_id: int, old: int, new: int, *, side: bool = False) -> str:
        """Two versions."""
        return f"/article/{article_id}/diff?from={old}&to={new}" + ("&side=1" if side else "")

    def page(self, article_id: int, version: int) -> str:
        """The page of a version as the server gave it, to be kept."""
        return f"/article/{article_id}@{version}/page"

    def search(self, asked: Asked, **changes: str | int) -> str:
        """A search like another, with something else in it."""
        query = asked.but(**changes)
        return "/search" + (f"?{query}" if query else "")

    def here(self, name: str, asked: Asked, **changes: str | int) -> str:
        """The same page, with something else asked for."""
        query = asked.but(**changes)
        return f"/{quote(name)}" + (f"?{query}" if query else "")
