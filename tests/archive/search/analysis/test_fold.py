"""Which letters a search does not tell apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrab.archive.search.analysis.fold import fold, normal
from newsgrab.archive.search.analysis.stopwords import stop_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مُحَمَّد", "محمد"),
        ("موســـكو", "موسكو"),
        ("إعادة", "اعادة"),
        ("مسؤول", "مسئول"),
        ("ﻭﺯﻳﺮ", "وزير"),
        ("على", "علي"),
        ("کتاب", "كتاب"),
        ("١٢٣", "123"),
        ("۱۲۳", "123"),
        ("Crème", "creme"),
        ("ＡＢＣ", "abc"),
        ("Ёлка", "елка"),
        ("İstanbul", "istanbul"),
        ("ΑΘΉΝΑ", "αθηνα"),
    ],
)
def test_spellings_of_one_word_fold_together(one: str, other: str) -> None:
    """Case, accents, vowel marks, hamza seats, widths and digits make no difference."""
    assert fold(one) == fold(other)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded text is its own fold."""
    assert fold(fold(text)) == fold(text)


@given(
    st.lists(
        st.sampled_from(
            ["الْوُزَرَاءُ", "مسؤولون", "Ünïcode", "Ёлка", "Ὀδυσσεύς", "हिन्दी", "ﻭﺯﻳﺮ", "İzmir", "٢٠٢٤", "œuvre"]
        )
    )
)
def test_a_long_text_folds_as_its_words_do(parts: list[str]) -> None:
    """Long texts are folded in another way, to the same end."""
    assert fold(" ".join([*parts, "x" * 100])) == " ".join([*map(fold, parts), "x" * 100])


def test_common_words_are_listed_as_they_are_compared() -> None:
    """Every stop word is in the spelling that words are looked up by."""
    assert all(normal(word) == word for words in stop_words().values() for word in words)
