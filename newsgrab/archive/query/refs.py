"""REF: how a user names an article, or one version of it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from newsgrab.archive.sql import LATEST_FIRST
from newsgrab.errors import BadRef, BadUrl
from newsgrab.urls import canonical

JOIN = "join"
"""The kind of a repair that made one article of two."""

_ID = re.compile(r"#?(\d+)")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ref:
    """One article of the archive; `version` is None unless the reference names one, by its number or by a time `at`."""

    article_id: int
    url: str
    latest: int
    version: int | None = None
    at: str | None = None


def resolve(connection: sqlite3.Connection, text: str) -> Ref:
    """The article that `text` names: an id ("12"), a version of it ("12@3"), the one of a time
    ("12@2025-03-20T14:02Z"), or any address it is known under, alone or with such an ending.

    Raises BadRef if there is no such article or version.
    """
    named = text.strip()
    for name, version, moment in _readings(named):
        number = int(numbered[1]) if (numbered := _ID.fullmatch(name)) else None
        row = _by_id(connection, number) if number is not None else _by_address(connection, name)
        if row is not None:
            if number not in {None, row["id"]} and version is not None:
                raise BadRef(
                    f"{text}: article {number} was found to be article {row['id']}, whose versions have numbers of"
                    f" their own: see newsgrab history {row['id']}"
                )
            if moment is not None:
                version = _version_at(connection, row, text, moment)  # noqa: PLW2901 -- what the time stands for
            if version is not None and not 1 <= version <= row["version"]:
                raise BadRef(
                    f"{text}: article {row['id']} has versions 1 to {row['version']}: see newsgrab history {row['id']}"
                )
            return Ref(row["id"], row["url"], row["version"], version, moment)
    raise BadRef(f"{text}: {_why_not(connection, named)}")


def permanent_name(article_id: int, first_at: str, next_at: str | None) -> str:
    """The name of the version that was first seen at `first_at`, the next one (if any) at `next_at`.

    It names the version of a time, as short as it can be. A look of the past may move the number of a version; what the
    article was at a time stays.

    >>> permanent_name(12, "2025-03-20T14:02:31.250Z", None)
    '12@2025-03-20T14:02Z'
    """
    for length in (16, 19):
        if next_at is None or next_at[:length] != first_at[:length]:
            return f"{article_id}@{first_at[:length]}Z"
    return f"{article_id}@{first_at}"


def _readings(text: str) -> Iterator[tuple[str, int | None, str | None]]:
    """What a reference may mean: a name alone, or with a version or a time behind its last @."""
    yield text, None, None
    name, at, ending = text.rpartition("@")
    if at and ending.isdecimal():  # digits of any script count: int() reads them
        yield name, int(ending), None
    elif at and (moment := _MOMENT.fullmatch(ending)):
        minute, second, fraction = moment.groups()
        yield name, None, f"{minute}:{second or '59'}.{(fraction or ('' if second else '999')).ljust(3, '9')}Z"


def _version_at(connection: sqlite3.Connection, row: sqlite3.Row, text: str, moment: str) -> int:
    """The version that an article had at a time, the minute or second of which counts as a whole."""
    found = connection.execute(
        "SELECT max(version), (SELECT min(first_at) FROM version_run WHERE article_id = :id) FROM version_run"
        " WHERE article_id = :id AND first_at <= :moment",
        {"id": row["id"], "moment": moment},
    ).fetchone()
    if found[0] is None:
        raise BadRef(f"{text}: article {row['id']} was first seen at {found[1]}: see newsgrab history {row['id']}")
    return int(found[0])


def _by_id(connection: sqlite3.Connection, article_id: int) -> sqlite3.Row | None:
    """The article with a number, or the one that it was joined to."""
    if article_id >= 2**63:
        return None
    while joined := connection.execute(
        "SELECT article_ids FROM repair WHERE kind = ? AND from_article_id = ?", (JOIN, article_id)
    ).fetchone():
        (article_id,) = json.loads(joined["article_ids"])
    row: sqlite3.Row | None = connection.execute(
        "SELECT id, url, version FROM article WHERE id = ?", (article_id,)
    ).fetchone()
    return row


def _by_address(connection: sqlite3.Connection, url: str) -> sqlite3.Row | None:
    try:
        address = canonical(url if "//" in url else f"https://{url}")
    except BadUrl:
        return None
    row: sqlite3.Row | None = connection.execute(
        "SELECT article.id, article.url, article.version FROM article"
        " JOIN address ON address.article_id = article.id WHERE address.url IN (?, ?)",
        (address, _other_scheme(address)),
    ).fetchone()
    return row


def _other_scheme(address: str) -> str:
    """The same address, http for https and the other way round: people copy either."""
    scheme, _, rest = address.partition("://")
    return f"{'http' if scheme == 'https' else 'https'}://{rest}"


def _why_not(connection: sqlite3.Connection, text: str) -> str:
    """Why a reference names no article, and what to do."""
    name, at, _ = text.rpartition("@")
    number = _ID.fullmatch(name)
    if at and number and _by_id(connection, int(number[1])):
        return f"behind the @ stands a version ({name}@1) or a time of UTC ({name}@2025-03-20T14:02Z)"
    if not _ID.fullmatch(text.partition("@")[0]) and "/" not in text and "." not in text:
        return (
            "no such article: it is named by its address, its number, NUMBER@VERSION or NUMBER@TIME, as newsgrab list"
            " and newsgrab search show them"
        )
    with suppress(BadUrl):
        looks = connection.execute(
            "SELECT v.at, v.outcome, v.reason FROM visit v JOIN address a ON a.id = v.address_id WHERE a.url = ?"
            f" ORDER BY {LATEST_FIRST.format('v')}",
            (canonical(text if "//" in text else f"https://{text}"),),
        ).fetchall()
        if looks:
            last = looks[0]
            times = "1 look" if len(looks) == 1 else f"{len(looks)} looks, the last"
            when = f"{last['at'][:10]} {last['at'][11:16]} UTC"
            return f"no article was read there ({times} at {when}: {last['outcome']}: {last['reason']})"
    return "no such article in this archive: see newsgrab list"
