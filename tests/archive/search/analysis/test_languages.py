"""Forms of one word meet and words that look alike stay apart, in the languages that Snowball does not read well."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgrab.archive.search.analysis.compounds import compound_parts
from newsgrab.archive.search.analysis.stopwords import text_language
from newsgrab.archive.search.analysis.terms import Analyser
from newsgrab.archive.search.query.plan import sequences

LINES = Path(__file__).with_name("word_pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]
PAIRS = [tuple(line.split("\t")) for line in LINES]
LEAST = {("tr", "apart"): 0.8, ("ru", "apart"): 0.9, ("he", "apart"): 0.9}  # else 0.95


def meets(language: str, asked: str, printed: str) -> bool:
    """A search for one form finds a text in this language that has the other."""
    text = f" {Analyser(language).terms(printed)} "
    return any(f" {' '.join(terms)} " in text for terms in sequences((asked,), (language, "")))


@pytest.mark.parametrize("want", ["meet", "apart"])
@pytest.mark.parametrize("language", ["de", "fa", "he", "ru", "tr"])
def test_forms_meet_and_other_words_stay_apart(language: str, want: str) -> None:
    """Nearly all of them."""
    pairs = [(asked, printed) for each, asked, printed, which in PAIRS if (each, which) == (language, want)]
    wrong = [pair for pair in pairs if meets(language, *pair) != (want == "meet")]
    assert len(pairs) - len(wrong) >= int(LEAST.get((language, want), 0.95) * len(pairs)), wrong


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("finanzkrise", ("finanz", "krise")),
        ("außenministerin", ("außen", "minister")),
        ("bundestagswahl", ("bundes", "tag", "wahl")),
        ("minister", ()),
        ("polizei", ()),
    ],
)
def test_a_german_compound_has_its_parts(word: str, parts: tuple[str, ...]) -> None:
    """Known nouns with or without a linking letter; what is none is whole."""
    assert compound_parts(word) == parts


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said that the talks would go on until the end of the week.", "en"),
        ("Der Minister sagte, dass die Gespräche bis zum Ende der Woche dauern und nicht früher enden.", "de"),
        ("Le ministre a dit que les entretiens vont durer jusqu'à la fin de la semaine dans la ville.", "fr"),
        ("Harbour reopens", ""),
    ],
)
def test_the_language_of_a_page_that_names_none_is_told_by_its_words(text: str, language: str) -> None:
    """Common words give it away; too few of them do not."""
    assert text_language(None, text) == language
    assert text_language("nl-BE", text) == "nl"


def test_the_turkish_i_has_two_letters() -> None:
    """Sınır is not sinir, in small letters or capitals; who types no ı finds both."""
    assert not meets("tr", "sınır", "sinir")
    assert meets("tr", "sınır", "SINIR")
    assert meets("tr", "İstanbul", "istanbul")
    assert meets("tr", "sinir", "sınır")
