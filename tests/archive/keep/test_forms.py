"""What the answers of a server have in common is kept once, and every look has its headers as they came."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.archive import Archive
from tests.archive.conftest import FLOOD, MONDAY, URL, look

_NAMES = ("date", "server", "etag", "x-%s")
_VALUES = st.one_of(
    st.sampled_from(['"a"', "%s %d %%", "\\u0041 \\", "\t\n", "نعم", "[1]", ""]),
    st.text(st.characters(codec="utf-8"), max_size=8),
)
_ANSWERS = st.lists(st.lists(st.tuples(st.sampled_from(_NAMES), _VALUES), max_size=4), min_size=1, max_size=8)


def keep(archive: Archive, answers: list[list[tuple[str, str]]]) -> None:
    """A look an hour, each with these headers."""
    for hour, headers in enumerate(answers):
        page, reading = look(FLOOD, MONDAY + timedelta(hours=hour), content=f"<p>{hour}</p>".encode())
        reading = replace(reading, charset_declared="utf-8", charset_used="utf-8", recipe="generic 1")
        archive.record(replace(page, headers=tuple(headers)), reading)


def rows(path: Path, query: str) -> list[tuple[str | int, ...]]:
    """What plain SQLite reads."""
    with closing(sqlite3.connect(path)) as plain:
        return plain.execute(query).fetchall()


@settings(max_examples=30)
@given(_ANSWERS)
def test_headers_come_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, answers: list[list[tuple[str, str]]]
) -> None:
    """Whatever signs are in them, letter by letter, to any program."""
    with Archive(tmp_path_factory.mktemp("forms"), create=True) as archive:
        keep(archive, answers)
        wanted = [(json.dumps(headers, ensure_ascii=False) if headers else None,) for headers in answers]
        assert rows(archive.path, "SELECT headers FROM visit ORDER BY at") == wanted
        charsets = rows(archive.path, "SELECT DISTINCT charset_declared, charset_used, recipe FROM visit")
        assert charsets == [("utf-8", "utf-8", "generic 1")]


def test_a_look_keeps_only_what_differs(tmp_path: Path) -> None:
    """A header that is another at each look shows as such at the second."""
    answers = [[("server", "nginx"), ("x-id", f"{hour:04}"), ("vary", "*")] for hour in range(9)]
    with Archive(tmp_path, create=True) as archive:
        keep(archive, answers)
        assert rows(archive.path, "SELECT count(*) FROM form") == [(2,)]
        own = rows(archive.path, "SELECT headers FROM look ORDER BY at")
        assert own == [("[]",), *((f'["{hour:04}"]',) for hour in range(1, 9))]
        assert archive.history.visits(archive.resolve(URL))[0].recipe == "generic 1"


def test_too_many_values_of_its_own_are_kept_whole(tmp_path: Path) -> None:
    """A view can put back so many and no more."""
    answers = [[(f"x-{number}", f"{number} {hour}") for number in range(20)] for hour in range(3)]
    with Archive(tmp_path, create=True) as archive:
        keep(archive, answers)
        kept = [json.loads(str(headers)) for (headers,) in rows(archive.path, "SELECT headers FROM visit ORDER BY at")]
        assert kept == [[list(pair) for pair in answer] for answer in answers]
        assert rows(archive.path, "SELECT form_id FROM look ORDER BY at") == [(1,), (None,), (None,)]
