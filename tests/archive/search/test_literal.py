"""What is quoted or begun is found as it is printed: all of it, and counted exactly."""

from __future__ import annotations

import re
import sqlite3

from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.archive.search import Window, count, search, sync
from tests.archive.search.conftest import connect

WORDS = (
    *("harbour", "harbours", "harbouring", "the", "quay", "F16", "café", "Straße"),
    *("المدارس", "مدرسة", "والمدارس", "للوزير", "الوزير", "وزراء", "دولتان", "الدولتان", "إعلان"),
    *("می‌شود", "شود", "کتاب‌ها", "çocuk", "çocuklar", "ışık", "министр", "министры", "הממשלה", "ממשלה"),
)
BODIES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=6)
ALL = Window(limit=100, copies=True, all_words=True)


def archive_of(bodies: list[str]) -> sqlite3.Connection:
    """An archive with these texts, in languages that take turns."""
    connection = connect()
    languages = ("ar", "en", "fa", "tr", "de", "ru", "he", None)
    for number, body in enumerate(bodies, 1):
        connection.execute(
            "INSERT INTO article (id, url, site, version, title, body, language, first_seen_at, last_seen_at)"
            " VALUES (?, ?, 'courier.example', 1, '', ?, ?, '2024-06-01', '2024-06-01')",
            (number, f"https://courier.example/{number}", body, languages[number % len(languages)]),
        )
    sync(connection)
    return connection


@settings(max_examples=60, deadline=None)
@given(BODIES, st.data())
def test_a_phrase_is_found_in_every_text_that_has_it(bodies: list[str], data: st.DataObject) -> None:
    """A stretch of words of a text, quoted, finds that text and every other with the same words; the count agrees."""
    words = data.draw(st.sampled_from(bodies)).split()
    first = data.draw(st.integers(0, len(words) - 1))
    phrase = " ".join(words[first : data.draw(st.integers(first + 1, len(words)))])
    connection = archive_of(bodies)
    due = {number for number, body in enumerate(bodies, 1) if re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", body)}
    found = search(connection, f'"{phrase}"', window=ALL)
    assert due <= {hit.article_id for hit in found.hits}
    assert found.total == len(found.hits) == count(connection, f'"{phrase}"', window=ALL).total
    excluded = search(connection, f'-"{phrase}" ({" OR ".join(WORDS)})', window=ALL)
    assert {hit.article_id for hit in excluded.hits} == set(range(1, len(bodies) + 1)) - {
        hit.article_id for hit in found.hits
    }
    connection.close()


@settings(max_examples=60, deadline=None)
@given(BODIES, st.data())
def test_a_beginning_is_found_in_every_text_that_has_it(bodies: list[str], data: st.DataObject) -> None:
    """The first letters of a word of a text, with a star, find that text and every other."""
    word = data.draw(st.sampled_from(data.draw(st.sampled_from(bodies)).split()))
    beginning = word[: data.draw(st.integers(min(3, len(word)), len(word)))].rstrip("\u200c")
    connection = archive_of(bodies)
    due = {number for number, body in enumerate(bodies, 1) if re.search(rf"(?<!\w){re.escape(beginning)}", body)}
    found = search(connection, f"{beginning}*", window=ALL)
    assert due <= {hit.article_id for hit in found.hits}
    assert found.total == len(found.hits)
    connection.close()
