"""An archive that holds some of everything, to be damaged."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from newsgrab.archive import Archive
from newsgrab.archive.care.verify import Finding, Scope, Word, verify
from newsgrab.article import Article
from newsgrab.extraction_result import ExtractionResult, Verdict
from newsgrab.outcomes import Outcome
from newsgrab.page import NotModified, Page
from tests.archive.conftest import FLOOD, MONDAY, TUESDAY, URL, WEDNESDAY, look

OTHER = "https://courier.example/article/7"
Damage = Callable[..., Path]


def page_text(number: int) -> bytes:
    """Bytes worth packing with those of another page."""
    words = " ".join(f"word{n * n % 977}" for n in range(500))
    return f"<html><p>{words}</p><p>{number}</p></html>".encode()


def reread(_page: Page) -> ExtractionResult:
    """What a later reader makes of the first page: the category too."""
    return ExtractionResult(Verdict.ARTICLE, "", FLOOD, recipe="2")


def fill(archive: Archive) -> None:
    """Two articles; versions, a revision, view counts, related blocks, a wall, a 404, a 304, a return."""
    poor = replace(FLOOD, category=None)
    archive.record(*look(poor, MONDAY, content=page_text(1)))
    archive.record(*look(FLOOD, TUESDAY, content=page_text(2), recipe="2"), reread=reread)
    edited = replace(FLOOD, title="النهر يغمر السوق", views=90, related=FLOOD.related[:1])
    archive.record(*look(edited, WEDNESDAY, content=page_text(3), recipe="2"))
    archive.record(*look(None, WEDNESDAY, content=page_text(4)))
    archive.record_not_modified(NotModified(URL, URL, WEDNESDAY, (("etag", '"a"'),)))
    other: Article = replace(FLOOD, url=OTHER, title="جسر جديد على النهر", views=9, related=())
    page, reading = look(other, TUESDAY, content=page_text(5))
    archive.record(replace(page, url=OTHER, final_url=OTHER), reading)
    archive.record_other(OTHER, Outcome.GONE, "HTTP 404", at=WEDNESDAY)
    archive.record_not_modified(NotModified(OTHER, OTHER, WEDNESDAY))


def findings(path: Path, scope: Scope | None = None) -> Iterator[Finding]:
    """What verify finds, good or bad."""
    return (each for each in verify(path, None, scope or Scope()) if isinstance(each, Finding))


def bad(path: Path, scope: Scope | None = None) -> list[Finding]:
    """What is bad."""
    return [each for each in findings(path, scope) if each.word is Word.BAD]


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive's file as it was kept; not to be changed."""
    path = tmp_path_factory.mktemp("whole") / "newsgrab.db"
    with Archive(path, create=True) as archive:
        fill(archive)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def damaged(whole: Path, tmp_path: Path) -> Damage:
    """Gives a copy of the archive's file in which somebody ran these statements."""

    def damage(*statements: str) -> Path:
        path = tmp_path / "newsgrab.db"
        shutil.copyfile(whole, path)
        with closing(sqlite3.connect(path, isolation_level=None)) as plain:
            plain.execute("PRAGMA foreign_keys = OFF")
            for statement in statements:
                plain.execute(statement)
        return path

    return damage
