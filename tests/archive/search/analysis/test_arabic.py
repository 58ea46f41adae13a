"""Which Arabic word forms a search brings together."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrab.archive.search.analysis.arabic import lexicon
from newsgrab.archive.search.analysis.fold import normal

PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parent / "arabic_pairs.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def meet(first: str, second: str) -> bool:
    """True if a search for one word finds the other."""
    stem = lexicon().stem
    return stem(normal(first)) == stem(normal(second))


def test_forms_of_one_word_meet() -> None:
    """Spelling, clitics, endings, broken plurals and verb forms: at least 95 in 100 pairs meet."""
    apart = [pair[:2] for pair in PAIRS if pair[2] == "match" and not meet(pair[0], pair[1])]
    assert len(apart) <= 0.05 * sum(pair[2] == "match" for pair in PAIRS), apart


def test_different_words_stay_apart() -> None:
    """Words that only look like forms of each other: at least 88 in 100 pairs stay apart."""
    together = [pair[:2] for pair in PAIRS if pair[2] == "different" and meet(pair[0], pair[1])]
    assert len(together) <= 0.12 * sum(pair[2] == "different" for pair in PAIRS), together


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("والوزراء", "وزير"),
        ("وللعراق", "عراق"),
        ("للبنان", "لبنان"),
        ("بحر", "بحر"),
        ("وسيعلنون", "اعلن"),
        ("الله", "الل"),
    ],
)
def test_clitics_and_endings_come_off_and_letters_of_the_word_stay(word: str, stem: str) -> None:
    """The lists tell a preposition from a first letter and a dual from a name's ending."""
    assert lexicon().stem(normal(word)) == stem


@given(st.text(alphabet="ابتةثجحخدذرزسشصضطظعغفقكلمنهويىءأإآؤئ", max_size=12))
def test_any_word_has_a_stem(word: str) -> None:
    """The stemmer ends and leaves something of every word."""
    plain = normal(word)
    assert bool(lexicon().stem(plain)) == bool(plain)
