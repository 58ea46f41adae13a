"""An archive's `article` table with the search index beside it, and articles of six scripts."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

import pytest

from newsgrab.archive.connection import _folded
from newsgrab.archive.migrations import articles
from newsgrab.archive.migrations.search import STATEMENTS
from newsgrab.archive.search import sync

Add = Callable[..., int]

ARTICLES = (
    (
        (1, "ar", "2024-01-10", "زيارة إلى موسكو"),
        "أعلنت وزارة الدفاع في بيان لها أن وَزِير الدِّفاع السُّوري زار موسكو. وقال إن إعادة ١٥ جنديا قريبة.",
    ),
    ((2, "ar", "2024-03-01", "وزير الخارجية في بيروت"), "وصل وزير الخارجية إلى بيروت للقاء المسؤولين اللبنانيين."),
    (
        (3, "en", "2024-02-02", "Minister visits a café"),
        "The minister met programmers who write C++ near the F-16 base.",
    ),
    ((4, "zh", "2024-02-03", "东京会议"), "会议在东京举行，讨论经济合作。"),
    ((5, "ru", "2024-02-04", "Визит министра"), "Министр прилетел в Москву на встречу министров."),
    ((6, "th", "2024-02-05", "การประชุม"), "การประชุมจัดขึ้นที่กรุงเทพมหานคร"),
)


def connect() -> sqlite3.Connection:
    """A database with an empty `article` table and its index."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.create_function("folded", 1, _folded, deterministic=True)
    for statement in articles._TABLES:
        if "TABLE article (" in statement or "TABLE visit (" in statement:
            connection.execute(statement)
    for statement in STATEMENTS:
        connection.execute(statement)
    return connection


@pytest.fixture
def empty() -> Iterator[sqlite3.Connection]:
    """A database without articles."""
    connection = connect()
    yield connection
    connection.close()


@pytest.fixture
def add(empty: sqlite3.Connection) -> Add:
    """Write an article as any other program would: plain SQL. Gives its id."""

    def write(title: str = "t", body: str = "", **columns: object) -> int:
        number = empty.execute("SELECT count(*) FROM article").fetchone()[0] + 1
        values = {
            "id": number,
            "url": f"https://courier.example/{number}",
            "site": "courier.example",
            "version": 1,
            "title": title,
            "body": body,
            "first_seen_at": "2024-06-01T00:00:00+00:00",
            "last_seen_at": "2024-06-01T00:00:00+00:00",
        } | columns
        empty.execute(
            f"INSERT INTO article ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", tuple(values.values())
        )
        return int(values["id"])

    return write


@pytest.fixture
def archive(empty: sqlite3.Connection, add: Add) -> sqlite3.Connection:
    """Six articles in six scripts, indexed."""
    for (number, language, day, title), body in ARTICLES:
        add(title, body, id=number, language=language, published_at=f"{day}T10:00:00+00:00", views=number * 10)
    sync(empty)
    return empty
