"""What is shown of an article that was found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrab.archive.search.analysis.fold import fold
from newsgrab.archive.search.analysis.scan import words
from newsgrab.archive.search.analysis.terms import Analyser
from newsgrab.archive.search.matching.match import Matcher
from newsgrab.archive.search.matching.snippets import snippet
from newsgrab.archive.search.query.tree import Atom, Kind

WORDS = st.lists(
    st.sampled_from(
        ["وَزِيرُ", "الوزراء", "بوزيرها", "موسكو", "للنهر", "minister", "Ministers’", "café", "،", "«", "\n", "قال"]
    ),
    max_size=150,
)


@settings(max_examples=200, deadline=None)
@given(WORDS, st.sampled_from(["وزير", "minister", "cafe", "نهر"]))
def test_marked_words_are_whole_words_that_were_asked_for(parts: list[str], asked: str) -> None:
    """A snippet is a piece of the stored text, begins and ends between words, and marks whole asked words only."""
    body = " ".join(parts)
    found = snippet(body, "ar", Matcher((Atom(Kind.WORD, (asked,)),)))
    assert found.text in body
    analyser = Analyser("ar")
    boundaries = {(word.start, word.end) for word in words(found.text)}
    for start, end in found.spans:
        assert (start, end) in boundaries
        word = found.text[start:end]
        assert fold(word) == fold(asked) or analyser.term(word) == analyser.term(asked)
    place = body.find(found.text)
    assert all(not (word.start < place < word.end) for word in words(body)) or not found.text


def test_the_stretch_with_most_of_the_words_is_shown() -> None:
    """Of two places the one with both words wins, wherever it is."""
    body = "harbour " + "filler " * 200 + "the harbour and the quay " + "filler " * 200
    atoms = (Atom(Kind.WORD, ("harbour",)), Atom(Kind.WORD, ("quay",)))
    found = snippet(body, "en", Matcher(atoms))
    assert [found.text[start:end] for start, end in found.spans] == ["harbour", "quay"]
    assert found.cut_before
    assert found.cut_after


def test_an_article_found_by_its_title_shows_its_beginning() -> None:
    """Without an asked word in the body, the body's beginning is shown, unmarked."""
    found = snippet("Ships return. " * 40, "en", Matcher((Atom(Kind.WORD, ("harbour",)),)))
    assert found.text.startswith("Ships return.")
    assert found.spans == ()
    assert not found.cut_before


@pytest.mark.parametrize(
    ("language", "asked", "printed"),
    [
        ("ar", "اجتماع", "والاجتماعات"),
        ("ar", "يجتمع", "اجتماعهم"),
        ("ar", "وسيلة", "الوسائل"),
        ("ar", "وزير", "وَالوُزَرَاء"),
        ("fa", "کتاب", "کتاب‌ها"),
        ("hi", "स्कूल", "स्कूलों"),
        ("de", "groß", "große"),
        ("tr", "çok", "çoğu"),
        ("en", "try", "tries"),
        ("ru", "встреча", "встречи"),
    ],
)
def test_every_form_of_a_word_is_marked(language: str, asked: str, printed: str) -> None:
    """A form that shares only some letters with the word that was typed is found in the text as well."""
    matcher = Matcher((Atom(Kind.WORD, (asked,)),))
    found = snippet(f"1 {printed} 2", language, matcher)
    assert [found.text[start:end] for start, end in found.spans] == [printed]


def test_the_densest_piece_of_the_whole_text_is_shown() -> None:
    """Also where one of the words stands alone long before."""
    matcher = Matcher((Atom(Kind.WORD, ("harbour",)), Atom(Kind.WORD, ("lighthouse",))))
    body = "The harbour. " + "Nothing to see here. " * 900 + "The harbour has a lighthouse. " + "Nothing. " * 50
    passage = snippet(body, "en", matcher)
    assert {passage.text[start:end] for start, end in passage.spans} == {"harbour", "lighthouse"}


def test_what_begins_so_is_marked_behind_the_article() -> None:
    """A beginning is found behind ال and clitics, and the whole word is marked."""
    matcher = Matcher((Atom(Kind.PREFIX, ("مدار",)),))
    passage = snippet("افتتحت المدارس في المدينة.", "ar", matcher)
    assert [passage.text[start:end] for start, end in passage.spans] == ["المدارس"]
