"""Language files: checked when they are compiled, and every word in them does what its key says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsgrab.extraction.fields.authors.bylines import names_in
from newsgrab.extraction.words.dates import is_relative_date, read_date
from newsgrab.extraction.words.folding import fold
from newsgrab.extraction.words.headings import kind_of_heading
from newsgrab.extraction.words.language_files import (
    COMPILED,
    BadLanguageFile,
    compiled,
    known_keys,
    language_files,
    load_language,
)
from newsgrab.extraction.words.line_labels import LABEL
from newsgrab.extraction.words.numbers import read_count
from newsgrab.extraction.words.tables import by_language, words_of
from newsgrab.extraction.words.view_labels import labelled_views

TESTS = Path(__file__).resolve().parents[2]
KEYS = known_keys()
LANGUAGES = {path.stem: load_language(path, KEYS) for path in language_files()}
WANTED = (
    "months.gregorian",
    "dates.ago",
    "dates.hours",
    "dates.days",
    "dates.now",
    "dates.yesterday",
    "dates.updated",
    "dates.published",
    "numbers.thousand",
    "numbers.million",
    "views.words",
    "views.others",
    "headings.related",
    "headings.other",
    "headings.read_more",
    "bylines.by",
    "sections.labels",
    "sections.home",
    "lines.label_alone",
    "lines.end",
    "walls.paywall",
    "walls.error",
)


def test_what_is_read_at_run_time_is_what_the_files_say() -> None:
    """If not: python tools/compile_languages.py."""
    assert COMPILED.read_text(encoding="utf-8") == compiled()


def test_every_language_is_listed_with_what_it_lacks() -> None:
    """tests/languages/missing.txt names, for each language, the wanted keys without words, and a missing page."""
    pages = [path for folder in ("sites", "languages") for path in (TESTS / folder).rglob("*.json")]
    tags = [json.loads(path.read_text(encoding="utf-8")).get("language") or "" for path in pages]
    golden = {tag.split("-")[0] for tag in tags}
    rows = []
    for code, keys in LANGUAGES.items():
        lacks = [key for key in WANTED if not any(keys.get(key, ()))] + ["golden page"] * (code not in golden)
        rows.append(f"{code}: {', '.join(lacks) or '-'}")
    assert (TESTS / "languages" / "missing.txt").read_text(encoding="utf-8").splitlines() == rows


def test_a_word_that_labels_a_line_only_where_it_stands_alone_is_no_label_elsewhere() -> None:
    """Not in any language: else no sentence could begin with it."""
    assert [word for word in words_of("lines.label_alone") if LABEL.length(word)] == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('name = "X"\n[views]\nwrods = ["a"]', "xx.toml: views.wrods: no such key; keys.toml lists them"),
        ('name = "X"\n[views]\nwords = ["read", "read"]', "xx.toml: views.words: 'read': stands there twice"),
        ('name = "X"\n[views]\nwords = ["Read"]', "xx.toml: views.words: 'Read': must be in small letters: 'read'"),
        ('name = "X"\n[views]\nwords = ["read "]', "xx.toml: views.words: 'read ': is empty, or has white space"),
        ('name = "X"\n[views]\nwords = "read"', "xx.toml: views.words: must be a list of words"),
        ('name = "X"\n[months]\ngregorian = [["a"]]', "xx.toml: months.gregorian: must be twelve lists of names"),
        ('name = "X"\n[dates]\nzones = ["msk"]', "xx.toml: dates.zones: must be a table of words and whole numbers"),
        ('name = "X"\n[bylines]\nauthor = ["x"]\nby = ["x"]', "xx.toml: bylines.by: 'x': stands under bylines.author"),
        ('name = "X"\nviews = 3', "xx.toml: views: no such key outside a section"),
        ("[views]\n", "xx.toml: name: the language's English name is missing"),
        ('name = "X"\nname = "Y"', "xx.toml: Cannot overwrite a value"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(text: str, problem: str, tmp_path: Path) -> None:
    """The message names the file, the key and the problem."""
    path = tmp_path / "xx.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadLanguageFile) as caught:
        load_language(path, KEYS)
    assert str(caught.value).startswith(problem)


def test_a_month_that_means_another_elsewhere_is_said_so() -> None:
    """A name has one number in all languages, but where a language says that it means another here."""
    numbers: dict[str, tuple[str, str, int]] = {}
    for key in ("months.gregorian", "months.solar_hijri", "months.lunar_hijri"):
        for code, months in by_language(key).items():
            for number, names in enumerate(months, start=1):
                for name in names:
                    known = numbers.setdefault(fold(name), (code, key, number))
                    assert known[1:] == (key, number), f"{name} in {known[0]} and {code}: see months.in_this_language"


def _month(code: str, word: str, number: int) -> None:
    moment = read_date(f"12 {word} 2025", code)
    assert moment is not None, word
    assert (moment.at.month, moment.at.day) == (number, 12), word


def _view(code: str, word: str) -> None:
    count = labelled_views(f"{word}: 4,321", code)
    assert count is not None, word
    assert count.value == 4321, word


def _related(_code: str, word: str) -> None:
    assert kind_of_heading(fold(word)) == "related", word


def _thousand(code: str, word: str) -> None:
    count = read_count(f"12 {word.upper() if len(word) == 1 else word}", code)
    assert count is not None, word
    assert count.value == 12_000, word


def _author(_code: str, word: str) -> None:
    assert names_in([f"{word.rstrip(':')}: Ann Roe"]) == ("Ann Roe",), word


@pytest.mark.parametrize(
    ("key", "check"),
    [
        ("views.words", _view),
        ("headings.related", _related),
        ("numbers.thousand", _thousand),
        ("bylines.author", _author),
        ("bylines.by", _author),
        ("bylines.signed", _author),
    ],
)
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_does_what_its_key_says(code: str, key: str, check: Callable[[str, str], None]) -> None:
    """Counts are told by their words, headings by theirs, names stand behind words for "by"."""
    words: list[Any] = LANGUAGES[code].get(key, [])
    for word in words:
        check(code, word)


@pytest.mark.parametrize("code", by_language("months.gregorian"))
def test_every_month_name_is_read(code: str) -> None:
    """In a date with a day and a year."""
    for number, names in enumerate(LANGUAGES[code]["months.gregorian"], start=1):
        for name in names:
            _month(code, name, number)
    for name, number in LANGUAGES[code].get("months.in_this_language", {}).items():
        _month(code, name, number)


@pytest.mark.parametrize("code", sorted(by_language("dates.ago").keys() & by_language("dates.hours").keys()))
def test_every_word_for_ago_is_read(code: str) -> None:
    """Before or behind a number of hours."""
    for ago in LANGUAGES[code]["dates.ago"]:
        for hours in LANGUAGES[code]["dates.hours"]:
            assert is_relative_date(f"3 {hours} {ago}"), (ago, hours)
            assert is_relative_date(f"{ago} 3 {hours}"), (ago, hours)
