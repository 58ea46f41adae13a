"""What follows from the looks, worked out again: the runs that are the versions, and what each look is called."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from newsgrab.archive.care.verify.findings import Finding, Looked
from newsgrab.archive.care.verify.texts import UNREADABLE
from newsgrab.archive.keep.derive import differences

ADVICE = "newsgrab rebuild works out again what follows from the looks"


def check_versions(connection: sqlite3.Connection) -> Iterator[Looked]:
    """Each article's versions and the outcomes of its looks are those that its looks, in the order of time, give."""
    for article_id, url in connection.execute("SELECT id, url FROM article ORDER BY id"):
        try:
            problems = list(differences(connection, article_id))
        except UNREADABLE as error:
            problems = [f"its looks cannot be put in order ({error})"]
        yield Looked(tuple(Finding("article", str(article_id), each, url, advice=ADVICE) for each in problems))
