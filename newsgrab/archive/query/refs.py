"""REF: how a user names an article, or one version of it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import suppress
from dataclasses import dataclass

from newsgrab.errors import BadRef, BadUrl
from newsgrab.urls import canonical

_ID = re.compile(r"#?(\d+)(?:@(\d+))?")


@dataclass(frozen=True, slots=True)
class Ref:
    """One article of the archive; `version` is None unless the reference names one."""

    article_id: int
    url: str
    latest: int
    version: int | None = None


def resolve(connection: sqlite3.Connection, text: str) -> Ref:
    """The article that `text` names: an id ("12"), a version of it ("12@3"), or any address it is known under.

    Raises BadRef if there is no such article or version.
    """
    # Digits of any script count: int() reads them.
    named = _ID.fullmatch(text.strip())
    if named:
        article_id, version = int(named[1]), int(named[2]) if named[2] else None
        row = _by_id(connection, article_id)
    else:
        row, version = _by_address(connection, text.strip())
    if row is None:
        raise BadRef(f"{text}: {_why_not(connection, text.strip())}")
    if version is not None and not 1 <= version <= row["version"]:
        raise BadRef(
            f"{text}: article {row['id']} has versions 1 to {row['version']}: see newsgrab history {row['id']}"
        )
    return Ref(row["id"], row["url"], row["version"], version)


def _by_id(connection: sqlite3.Connection, article_id: int) -> sqlite3.Row | None:
    if article_id >= 2**63:
        return None
    row: sqlite3.Row | None = connection.execute(
        "SELECT id, url, version FROM article WHERE id = ?", (article_id,)
    ).fetchone()
    return row


def _by_address(connection: sqlite3.Connection, text: str) -> tuple[sqlite3.Row | None, int | None]:
    """The row of an address, which may carry @version at its end."""
    for url, version in ((text, None), _split(text)):
        try:
            address = canonical(url if "//" in url else f"https://{url}")
        except BadUrl:
            continue
        row = connection.execute(
            "SELECT article.id, article.url, article.version FROM article"
            " JOIN address ON address.article_id = article.id WHERE address.url IN (?, ?)",
            (address, _other_scheme(address)),
        ).fetchone()
        if row:
            return row, version
    return None, None


def _other_scheme(address: str) -> str:
    """The same address, http for https and the other way round: people copy either."""
    scheme, _, rest = address.partition("://")
    return f"{'http' if scheme == 'https' else 'https'}://{rest}"


def _why_not(connection: sqlite3.Connection, text: str) -> str:
    """Why a reference names no article, and what to do."""
    if not _ID.fullmatch(text) and "/" not in text and "." not in text:
        return (
            "no such article: it is named by its address, its number or NUMBER@VERSION, as newsgrab list and"
            " newsgrab search show them"
        )
    with suppress(BadUrl):
        looks, last_id = connection.execute(
            "SELECT count(*), max(v.id) FROM visit v JOIN address a ON a.id = v.address_id WHERE a.url = ?",
            (canonical(text if "//" in text else f"https://{text}"),),
        ).fetchone()
        if looks:
            last = connection.execute("SELECT at, outcome, reason FROM visit WHERE id = ?", (last_id,)).fetchone()
            times = "1 look" if looks == 1 else f"{looks} looks, the last"
            when = f"{last['at'][:10]} {last['at'][11:16]} UTC"
            return f"no article was read there ({times} at {when}: {last['outcome']}: {last['reason']})"
    return "no such article in this archive: see newsgrab list"


def _split(text: str) -> tuple[str, int | None]:
    url, at, version = text.rpartition("@")
    return (url, int(version)) if at and version.isdecimal() else (text, None)
