"""Counts as pages print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrab.extraction.words.numbers import find_counts, fold_digits, read_count

ZEROS = [0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10]


@pytest.mark.parametrize(
    ("text", "language", "value", "exact"),
    [
        ("1234", None, 1234, True),
        ("1,234,567", "en", 1_234_567, True),
        ("12,34,567", "en-IN", 1_234_567, True),
        ("1.860", "es", 1860, True),
        ("12 345", "ru", 12_345, True),
        ("1\u202f234", "fr", 1234, True),
        ("٣٤٬٨٦٧", "ar", 34_867, True),
        ("१,२३४", "hi", 1234, True),
        ("1.2k", "en", 1200, False),
        ("1.2M", "en", 1_200_000, False),
        ("3 тыс.", "ru", 3000, False),
        ("12,5 mil", "es", 12_500, False),
        ("12,5 B", "tr", 12_500, False),
        ("2 B", "en", 2_000_000_000, False),
        ("1.2 लाख", "hi", 120_000, False),
        ("1.2 हज़ार", "hi", 1200, False),
        ("۴۵٫۶ هزار", "fa", 45_600, False),
        ("3,5 ألف", "ar", 3500, False),
        ("7 آلاف", "ar", 7000, False),
        ("1.2万", "zh", 12_000, False),
        ("10万+", "zh", 100_000, False),
        ("4 Mio.", "de", 4_000_000, False),
        ("2,3 k", "fr", 2300, False),
        ("2.3w", "zh", 23_000, False),
    ],
)
def test_a_count_is_read_in_any_script_and_unit(text: str, language: str | None, value: int, exact: object) -> None:
    """Digits, separators and multipliers of many countries give the number, and whether it is exact."""
    count = read_count(text, language)
    assert count is not None
    assert (count.value, count.exact, count.text) == (value, exact, text)


@pytest.mark.parametrize("text", ["", "4.5", "12:30", "3/4", "2025-10-05", "50%", "5 m", "7 mars", "abc", "9" * 16])
def test_what_is_no_count_is_none(text: str) -> None:
    """Ratings, times, dates, shares and distances are no counts."""
    assert read_count(text) is None


def test_numbers_in_a_text_are_found_with_their_places() -> None:
    """Each count comes with where it begins and ends; dates and times are left out."""
    text = "06.11.2025 10:25 · 1,234 views"
    assert [(text[start:end], count.value) for start, end, count in find_counts(text)] == [("1,234", 1234)]


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    """No text makes the reader fail."""
    read_count(text)
    find_counts(text)


@given(st.integers(0, 10**11), st.sampled_from(ZEROS))
def test_the_script_of_the_digits_does_not_matter(number: int, zero: int) -> None:
    """A number in other digits is the same number."""
    printed = "".join(chr(zero + int(digit)) for digit in str(number))
    count = read_count(printed)
    assert count is not None
    assert count.value == number
    assert fold_digits(printed) == str(number)
