"""A body that an article's row has is not kept a second time, and no reading ever loses its own."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.archive import Archive
from newsgrab.archive.care.verify import Finding, verify
from tests.archive.conftest import FLOOD, MONDAY, URL, look

BODIES = ("The harbour is open.", "The harbour is closed until further notice.", "The harbour master has resigned.")
TITLES = ("Harbour", "At the harbour")


def keep(archive: Archive, texts: list[tuple[str, str]]) -> None:
    """A look an hour at one article, each with its title and body."""
    for hour, (title, body) in enumerate(texts):
        article = replace(FLOOD, title=title, blocks=(replace(FLOOD.blocks[0], text=body),), related=())
        archive.record(*look(article, MONDAY + timedelta(hours=hour), content=f"{hour} {title} {body}".encode()))


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    """What plain SQLite reads."""
    with closing(sqlite3.connect(path)) as plain:
        return plain.execute(query).fetchall()


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(TITLES), st.sampled_from(BODIES)), min_size=1, max_size=7))
def test_every_version_has_the_body_that_was_seen(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str]]
) -> None:
    """Whatever came after it: the views give it to any program, the latest one is kept in the article's row alone."""
    with Archive(tmp_path_factory.mktemp("bodies"), create=True) as archive:
        keep(archive, texts)
        versions = [texts[0], *(new for old, new in pairwise(texts) if new != old)]
        assert rows(archive.path, "SELECT title, body FROM version ORDER BY version") == versions
        assert set(rows(archive.path, "SELECT title, body FROM snapshot")) == set(texts)
        assert rows(archive.path, "SELECT body FROM article") == [texts[-1][1:]]
        latest = "SELECT text FROM version_run ORDER BY version DESC LIMIT 1"
        assert rows(archive.path, f"SELECT body FROM reading WHERE text = ({latest})") == [("",)]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with three versions of one article; two have the body of the latest."""
    folder = tmp_path_factory.mktemp("harbour")
    with Archive(folder, create=True) as archive:
        keep(archive, [(TITLES[0], BODIES[0]), (TITLES[0], BODIES[1]), (TITLES[1], BODIES[1])])
    return folder / "newsgrab.db"


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE article SET body = 'x'",),
        ("UPDATE article SET body = 'x'", "UPDATE article SET body = 'y'"),
        ("DELETE FROM article",),
        (
            (
                "INSERT INTO article (id, url, site, version, title, body, first_seen_at, last_seen_at)"
                " VALUES (2, 'https://courier.example/2', 'courier.example', 1, '', 'z', '', '')"
            ),
            "UPDATE reading SET article_id = 2 WHERE text > 1",
            "DELETE FROM article WHERE id = 1",
        ),
    ],
)
def test_no_reading_loses_its_body_whoever_writes(harbour: Path, tmp_path: Path, statements: tuple[str, ...]) -> None:
    """Another program that changes or takes out the article's row, or makes two articles of one."""
    path = Path(shutil.copy(harbour, tmp_path / "newsgrab.db"))
    assert rows(path, "SELECT body_in_article FROM reading ORDER BY id") == [(0,), (1,), (1,)]
    with closing(sqlite3.connect(path)) as plain, plain:
        for statement in statements:
            plain.execute(statement)
    wanted = [(BODIES[0],), (BODIES[1],), (BODIES[1],)]
    assert rows(path, "SELECT body FROM snapshot ORDER BY id") == wanted


def test_rebuild_puts_a_changed_body_right(harbour: Path, tmp_path: Path) -> None:
    """The version before it has it back by then."""
    path = Path(shutil.copy(harbour, tmp_path / "newsgrab.db"))
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("UPDATE article SET body = 'x'")
    assert {each.table for each in verify(path) if isinstance(each, Finding)} == {"article"}
    with Archive(tmp_path) as archive:
        archive.care.rebuild()
        assert archive.history.article(archive.resolve(URL)).body == BODIES[1]
    assert [each for each in verify(path) if isinstance(each, Finding)] == []
    assert rows(path, "SELECT body_in_article FROM reading ORDER BY id")[-1] == (1,)


def test_a_text_that_is_taken_out_leaves_its_body_to_the_others(harbour: Path, tmp_path: Path) -> None:
    """The version before had the same body under another headline, and still has it."""
    path = Path(shutil.copy(harbour, tmp_path / "newsgrab.db"))
    with Archive(tmp_path) as archive:
        archive.care.remove(archive.resolve(f"{URL}@3"), "asked to")
    assert rows(path, "SELECT body FROM snapshot ORDER BY id") == [(BODIES[0],), (BODIES[1],), ("",)]
    assert rows(path, "SELECT body FROM article") == [("",)]
