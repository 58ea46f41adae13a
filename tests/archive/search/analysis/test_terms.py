"""The terms under which a text is found."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrab.archive.search import analysis
from newsgrab.archive.search.analysis.scan import cut, words
from newsgrab.archive.search.analysis.stopwords import content, likely
from newsgrab.archive.search.analysis.terms import ANALYSER, Analyser

LANGUAGES = ("ar", "en", "ru", "hi", "vi", "zh", "he", "fa", "tr", "de", "ckb", "")
DIGEST = "69014c10e18b2c58"
SAMPLE = "والوزراء running министров हिन्दी Hội 東京都 ประเทศไทย F-16 ال4 café ﷺ"


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        ("ar", "والوزراء في بيروت", "ar·وزير ar·في ar·بيروت"),
        ("en", "The ministers' cafés", "en·the en·minist en·cafe"),
        ("en-GB", "running", "en·run"),
        ("en", "الوزير", "ar·وزير"),
        ("ar", "Facebook", "facebook"),
        (None, "министров", "ru·министр"),
        ("uk", "президента", "ru·президент"),
        ("vi", "Hội an", "vi·hội hoi an"),
        ("zh", "東京都", "東京 京都"),
        ("ckb", "خەڵکی شارەکان", "ckb·خهلك ckb·شار"),
        ("ja", "字", "字"),
        ("ko", "한국어", "한국 국어"),
        ("en", "F-16 2024", "en·f 16 2024"),
        ("ar", "ال4", "ar·ال 4"),
        ("ar", "ـــ", ""),
        ("xx", "Ünïcode", "unicode"),
    ],
)
def test_a_word_becomes_its_term(language: str | None, text: str, terms: str) -> None:
    """By the script of the word and the language of the article."""
    assert Analyser(language).terms(text).split() == terms.split()


def test_words_keep_their_place_in_the_text() -> None:
    """Marks, tatweel and joiners stand inside a word; an underscore, a dash or another script ends it."""
    text = "«مُحَمَّد» قـال a_b abc東京 п'ять"
    assert [text[word.start : word.end] for word in words(text)] == ["مُحَمَّد", "قـال", "a", "b", "abc", "東京", "п'ять"]


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["مُحَمَّد", "ال4", "п'ять", "’", "café", "a\u00adb", "हिन्दी", "שָׁלוֹם", "x²", "№5", "🙂", "ß_ß"]
            ),
            st.text(max_size=3),
        )
    )
)
def test_words_are_the_same_whatever_else_the_text_holds(parts: list[str]) -> None:
    """The rule that is enough for the scripts of a text finds what the whole rule finds."""
    text = " ".join(parts)
    assert [*words(text)] == [*words(f"{text} 東")][:-1]


def test_common_words_give_the_language_away() -> None:
    """The language with most of its common words in a text is the likely one; its common words are not content."""
    assert likely(["the", "minister", "of", "die"], ["en", "de", "fr"]) == {"en"}
    assert likely(["dağ", "yolu"], ["en", "de", "tr"]) == {"tr"}
    assert content(["the", "minister", "die"], ["en", "de", "fr"]) == {"minister"}
    assert content(["وزير", "في"], ["ar"]) == {"وزير"}


def test_a_change_of_the_analysis_gets_a_new_version() -> None:
    """If this fails, terms have changed: archives have to be indexed anew, so count ANALYSER up and pin the digest."""
    folder = Path(analysis.__file__).parent
    made = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.suffix in {".z", ".txt"}]
    made += [Analyser(language).index_terms(SAMPLE).encode() for language in LANGUAGES]
    assert (ANALYSER, hashlib.sha256(b"\0".join(made)).hexdigest()[:16]) == ("10", DIGEST)


@given(st.lists(st.sampled_from([SAMPLE, "می\u200cروم", "п'ять", "ال4", "🙂", "", " "]) | st.text(max_size=5)))
@pytest.mark.parametrize("language", ["fa", "zh", ""])
def test_line_break_parts_words_as_a_blank_does(language: str, lines: list[str]) -> None:
    """The terms of a line are the same in every text, in their order."""
    analyser = Analyser(language)
    flat = Analyser(language).index_terms(" ".join(line.replace("\n", " ") for line in lines))
    assert analyser.index_terms("\n".join(lines)).split() == flat.split()
    assert analyser.index_terms("\n".join(lines)).split() == flat.split()


@given(st.text())
@pytest.mark.parametrize("around", ["", SAMPLE, "в’яз п'ять", "Ἀθῆναι"])
def test_a_text_is_cut_into_the_words_that_stand_in_it(around: str, text: str) -> None:
    """With and without their places, whichever scripts are in the text."""
    assert cut(around + text) == [word.text for word in words(around + text)]
