"""The addresses of one look: each is looked up once, whoever asks for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from newsgrab.archive.keep.chain import Kind, append
from newsgrab.urls import site


class Addresses:
    """What the archive knows of addresses, as long as one transaction lasts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Nothing is looked up yet."""
        self._connection = connection
        self._known: dict[str, tuple[int | None, int | None]] = {}  # -> id, article
        self._holders: dict[str, int | None] = {}  # -> article that was read there before this look
        self._disbelieved: set[str] = set()

    def owner(self, url: str | None) -> int | None:
        """The article that an address belongs to, if only by a page's own word."""
        return self._look_up(url)[1] if url is not None else None

    def holder(self, url: str | None) -> int | None:
        """The article that was read at an address: asked for there, or led there by the server."""
        address_id, article_id = self._look_up(url) if url is not None else (None, None)
        if article_id is None or url is None:
            return None
        if url not in self._holders:
            read = self._connection.execute(
                "SELECT 1 FROM visit WHERE article_id = ? AND snapshot_id IS NOT NULL AND"
                " (address_id = ? OR final_url = ?) LIMIT 1",
                (article_id, address_id, url),
            ).fetchone()
            self._holders[url] = article_id if read else None
        return self._holders[url]

    def is_disbelieved(self, url: str) -> bool:
        """Whether unlike pages named the address as theirs, so that none is believed any more."""
        self._look_up(url)
        return url in self._disbelieved

    def disbelieve(self, url: str, at: str) -> None:
        """Believe no page any more that names the address as its own; it is an article's only if read there."""
        held = self.holder(url)
        self._connection.execute(
            "UPDATE address SET disbelieved_at = coalesce(disbelieved_at, ?), article_id = ? WHERE id = ?",
            (at, held, self.id_of(url)),
        )
        append(self._connection, Kind.NAME, self.id_of(url))
        self._known[url] = (self.id_of(url), held)
        self._disbelieved.add(url)

    def id_of(self, url: str) -> int:
        """The id of an address, made known if it is not."""
        known, _ = self._look_up(url)
        if known is None:
            cursor = self._connection.execute("INSERT INTO address (url, site) VALUES (?, ?)", (url, site(url)))
            known = int(cursor.lastrowid or 0)
            self._known[url] = (known, None)
        return known

    def claim(self, article_id: int, urls: Iterable[str]) -> None:
        """Make these addresses names of the article, unless they belong to another one."""
        for url in urls:
            known = self.id_of(url)
            if self._known[url][1] is None:
                self._connection.execute("UPDATE address SET article_id = ? WHERE id = ?", (article_id, known))
                append(self._connection, Kind.NAME, known)
                self._known[url] = (known, article_id)

    def adopt(self, article_id: int, urls: Iterable[str]) -> bool:
        """Count earlier looks at these addresses, where nothing was read, among the looks at the article.

        Whether there are any: none where the article was read before.
        """
        adopted = 0
        for url in urls:
            known, owner = self._look_up(url)
            if owner == article_id and self._holders.get(url) != article_id:
                adopted += self._connection.execute(
                    "UPDATE look SET article_id = ? WHERE address_id = ? AND article_id IS NULL", (article_id, known)
                ).rowcount
        return adopted > 0

    def _look_up(self, url: str) -> tuple[int | None, int | None]:
        found = self._known.get(url)
        if found is None:
            row = self._connection.execute(
                "SELECT id, article_id, disbelieved_at FROM address WHERE url = ?", (url,)
            ).fetchone()
            found = self._known[url] = (row[0], row[1]) if row else (None, None)
            if row and row[2] is not None:
                self._disbelieved.add(url)
        return found
