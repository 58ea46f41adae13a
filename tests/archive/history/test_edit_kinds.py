"""Kinds of edits, told by rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrab.archive.history.edit_kinds import EditKind, edit_kinds, kinds_of_text, vocabulary
from newsgrab.article import Article
from tests.archive.conftest import FLOOD


@pytest.mark.parametrize(
    ("language", "old", "new", "kinds"),
    [
        ("en", "The dam holds 12 days.", "The dam holds 20 days.", {EditKind.NUMBER}),
        ("fa", "سد ۱۲ روز دوام آورد.", "سد 12 روز دوام آورد.", set()),
        ("en", "The dam will hold.", "The dam won't hold.", {EditKind.NEGATION}),
        ("ar", "السد سيصمد أمام الفيضان.", "السد لن يصمد أمام الفيضان.", {EditKind.NEGATION}),
        ("ja", "ダムは持つ。", "ダムは持たない。", {EditKind.NEGATION}),
        ("en", "The dam was built by Olga Marsh.", "The dam was built by Ida Fenn.", {EditKind.NAME}),
        ("en", "The dam opens on Monday.", "The dam opens on Friday.", set()),
        ("ar", "وقال الوزير سالم الرملي كلمة.", "وقال الوزير عادل النجار كلمة.", {EditKind.NAME}),
        ("en", 'He called it "safe" again.', 'He called it "sound" again.', {EditKind.QUOTATION}),
        ("en", 'He called it "safe" again.', "He called it “safe” again.", set()),
        ("de", "Der Damm hält, sagte ein Ingenieur.", "Der Damm hält.", {EditKind.ATTRIBUTION}),
        ("en", "It holds. Nobody lives below it any more.", "It holds.", {EditKind.CUT}),
        ("en", "It holds.", "It holds. A report of 9 May told so, the owner said.", {EditKind.ADDITION}),
        ("en", "It fell to 5 degrees.", "It fell to -5 degrees.", {EditKind.NUMBER}),
        ("en", "It fell to -5 degrees.", "It fell to −5 degrees.", set()),
        ("en", "It rose 1.2 per cent.", "It rose 12 per cent.", {EditKind.NUMBER}),
        ("en", "It rose 1.05 per cent.", "It rose 1.5 per cent.", {EditKind.NUMBER}),
        ("en", "It opens at 07:30 today.", "It opens at 7:30 today.", set()),
        ("fa", "۱۲٫۰۵ درصد بالا رفت.", "12.05 درصد بالا رفت.", set()),
        ("en", 'He called it "1.2 per cent" again.', 'He called it "12 per cent" again.',
         {EditKind.QUOTATION, EditKind.NUMBER}),
        ("en", "They can't say when.", "They can say when.", {EditKind.NEGATION}),
        ("en", "They can’t say when it ends.", "They can't say when it ended.", set()),
        ("en", "It was Marsh's dam.", "It was Marsh’s old dam.", set()),
        ("fr", "Le bateau n'est pas parti d'Alba hier.", "Le bateau est parti d'Alba hier.", {EditKind.NEGATION}),
        ("fr", "Le bateau venait d'Alba hier.", "Le bateau venait d'Ostra hier.", {EditKind.NAME}),
        ("fr", "Le bateau venait d'Alba hier.", "Le bateau venait de l'Alba hier.", set()),
        ("ar", "وقال سكان بلدة لم يتسلموا المساعدات.", "وقال سكان بلدة تسلموا المساعدات.", {EditKind.NEGATION}),
        ("ar", "وقال أن السد متين.", "وقال ان السد متين.", set()),
        ("ar", "زارت الوزيرة ليلى السد.", "زارت الوزيرة لَيلى السد.", set()),
        ("ar", "قال “أن السد متين” مجدداً.", "قال “ان السد متين” مجدداً.", set()),
        ("xx", "It holds for 3 days.", "It holds for 4 days.", {EditKind.NUMBER}),
        (None, "same", "same", set()),
    ],
)  # fmt: skip
def test_kinds_are_told_by_the_words(language: str | None, old: str, new: str, kinds: set[EditKind]) -> None:
    """The words of the language; digits of any script; a sentence that came or went is told as that alone."""
    assert kinds_of_text(old, new, language) == kinds


def test_a_headline_is_a_kind_of_its_own() -> None:
    """Its punctuation is not."""
    old, new, same = (
        Article("https://courier.example/1", title) for title in ("River rises", "River falls", "River rises!")
    )
    assert edit_kinds(old, new) == (EditKind.HEADLINE,)
    assert edit_kinds(old, same) == ()
    cold, colder = (Article("https://courier.example/1", f"{degrees} degrees in May") for degrees in ("5", "-5"))
    assert edit_kinds(cold, colder) == (EditKind.NUMBER, EditKind.HEADLINE)
    assert edit_kinds(FLOOD, FLOOD) == ()


def test_every_language_knows_how_to_deny_and_to_say() -> None:
    """No table is half empty."""
    assert all(words.negation and words.saying and words.according and words.numbers for words in vocabulary().values())


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from([*vocabulary(), None]))
def test_any_two_texts_can_be_told_apart(old: str, new: str, language: str | None) -> None:
    """Nothing is raised; a text is no edit of itself."""
    assert kinds_of_text(old, new, language) <= set(EditKind)
    assert kinds_of_text(old, old, language) == set()
