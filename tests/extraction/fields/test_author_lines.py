"""Authors by the form of a line: what a person is behind the name, brackets, dashes, a place before the name."""

from __future__ import annotations

import json

import pytest

from newsgrab.extraction.fields.authors.bylines import looks_like_a_person, named_with_role, names_in
from newsgrab.extraction.fields.authors.find import find_authors
from newsgrab.extraction.fields.authors.han_bylines import written_by
from newsgrab.extraction.page.document import Document
from tests.extraction.pages import ADDRESS, TEXT, TITLE, page


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ann Roe, senior correspondent", ("Ann Roe",)),
        ("서지안·도현우 기자", ("서지안", "도현우")),
        ("기자명 서지안 기자", ("서지안",)),
        ("서지안 기자 seo@press.example", ("서지안",)),
        ("মাহমুদা খাতুন, নদীপুর প্রতিনিধি", ("মাহমুদা খাতুন",)),
        ("नीलिमा सोरेन, संवाददाता", ("नीलिमा सोरेन",)),
        ("آزاده مرادی، روزنامه‌نگار آزاد", ("آزاده مرادی",)),
        ("Breaking news reporter", ()),
        ("Photo: Ann Roe, reporter", ()),
        ("Ann Roe, who has been for many years a reporter", ()),
    ],
)
def test_a_line_names_a_person_and_what_the_person_is(line: str, names: tuple[str, ...]) -> None:
    """A sign stands between the two, in Korean nothing does."""
    assert named_with_role(line) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("desk@press.example", ()),
        ("Ann Roe ann@press.example", ("Ann Roe",)),
        ("Ann Roe - Bob Poe", ("Ann Roe", "Bob Poe")),
        ("Ann Roe - The Courier", ("Ann Roe",)),
        ("মাহমুদা খাতুন, ঢাকা", ("মাহমুদা খাতুন",)),
        ("無断転載を禁じます", ()),
    ],
)
def test_addresses_places_and_sentences_are_no_names(text: str, names: tuple[str, ...]) -> None:
    """One word behind a comma is a place in any script; a particle of Japanese grammar is in no name."""
    assert names_in([text]) == names


def test_what_somebody_says_is_no_person() -> None:
    """Words of Chinese or Japanese names are short."""
    assert looks_like_a_person("山田 太郎")
    assert not looks_like_a_person("古い市場の改修が始まる 住民に期待")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("（社会部・山田花子）", ("山田花子",)),
        ("市は工事を終えた。（北支局 山田太郎）", ("山田太郎",)),
        ("（写真部）", ()),
    ],
)
def test_a_desk_stands_before_a_name_in_brackets(text: str, names: tuple[str, ...]) -> None:
    """So Japanese papers sign."""
    assert written_by(text) == names


def article(text: str, title: str = f"{TITLE} | سپیدار") -> Document:
    """An article whose text is given."""
    html = f"<!doctype html><title>{title}</title><body><main><h1>{TITLE}</h1><div>{text}</div></main></body>"
    return Document.of_text(html, ADDRESS)


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        (f"{TEXT * 3}<p>[Ann Roe]</p>", ("Ann Roe",)),
        (f"{TEXT * 3}<p>(Photo: Ann Roe)</p>", ()),
        (f"<p><strong>سپیدار – کاوه رستگار:</strong></p>{TEXT * 3}", ("کاوه رستگار",)),
        (f"{TEXT * 3}{'<hr>' * 40}<p>Well Done</p><p>4 May 2025</p>", ()),
        (f"{TEXT * 3}<p>Well Done</p><p>4 May 2025</p>", ("Well Done",)),
    ],
)
def test_a_name_in_brackets_or_behind_the_place_signs_the_text(text: str, authors: tuple[str, ...]) -> None:
    """Only right before or behind the text; what stands far below it are comments."""
    assert find_authors(article(text)).value == authors


def test_a_column_is_titled_with_its_writer() -> None:
    """A person between headline and site in the title, whom the page prints once more."""
    title = f"{TITLE} - Ann Roe - The Courier"
    assert find_authors(article(f"<div>Ann Roe</div>{TEXT * 3}", title)).value == ("Ann Roe",)
    assert find_authors(article(TEXT * 3, title)).value == ()


@pytest.mark.parametrize(
    ("meta", "authors"),
    [
        ('<p><a href="/author/7">Ann Roe</a></p>', ("Ann Roe",)),
        ('<p><a href="/authors/essay/7/the-old-wall">The old wall</a></p>', ()),
        ('<p><a href="mailto:desk@press.example">Write Us</a></p><p>3 May 2025</p>', ()),
        ("<figure><figcaption>Old Harbour</figcaption></figure><p>3 May 2025</p>", ()),
        ("<p>Old Harbour | Photo: Ann Roe</p><p>3 May 2025</p>", ()),
        ('<p><b class="k">Page Code</b><i>7</i></p><p><b class="k">Views</b><i>90</i></p><p>3 May 2025</p>', ()),
    ],
)
def test_what_stands_beside_a_date_is_not_always_a_name(meta: str, authors: tuple[str, ...]) -> None:
    """Captions, buttons, and labels made like those of counts are none; an author's page may be a number."""
    assert find_authors(page(meta)).value == authors


@pytest.mark.parametrize("name", ["Harbour Daily", "Editorial Board"])
def test_the_house_gives_way_to_a_person_printed_with_a_role(name: str) -> None:
    """What the title ends with is the site, and an office is nobody."""
    told = json.dumps({"@type": "NewsArticle", "headline": TITLE, "author": {"@type": "Person", "name": name}})
    head = f'<script type="application/ld+json">{told}</script>'
    text = f"{head}<p>Ann Roe, reporter</p>{TEXT * 3}"
    assert find_authors(article(text, f"{TITLE} | Harbour Daily")).value == ("Ann Roe",)


def test_short_sentences_of_chinese_are_a_text() -> None:
    """A sign says as much as three letters: the links between the sentences do not make the text a card."""
    text = (
        "<p>記者周子晴／嘉義報導</p><p>退休校長把三輪車改裝成行動書車。</p><p>孩子借書不用登記，只要說給他聽。</p>" * 2
    )
    more = '<p><a href="/city/an-old-wall-was-found-under-the-square">廣場下發現古城牆遺跡 專家進場調查</a></p>'
    assert find_authors(article(text + more)).value == ("周子晴",)
