"""Authors by where a name stands: in the row of the date, beside other names, between headline and text."""

from __future__ import annotations

import json

import pytest

from newsgrab.extraction.fields.authors.bylines import looks_like_a_person, names_in
from newsgrab.extraction.fields.authors.find import find_authors
from tests.extraction.pages import TITLE, page

DATE = "<p>3 May 2025</p>"


def told(name: str) -> str:
    """The head of a page that tells machines an author."""
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, "author": {"@type": "Person", "name": name}})
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    ("meta", "authors"),
    [
        (f"<div><span>Ann Roe</span> and <span>Bob Poe</span></div>{DATE}", ("Ann Roe", "Bob Poe")),
        (f"<div><span>Ann Roe</span>; <span>Bob Poe</span></div>{DATE}", ("Ann Roe", "Bob Poe")),
        (
            f'{DATE}<div><b>Ann Roe</b> <a href="mailto:a@x.example">a@x.example</a>, <b>Bob Poe</b></div>',
            ("Ann Roe", "Bob Poe"),
        ),
        (f"<div>Ann Roe – <span>Harbour Courier</span></div>{DATE}", ("Ann Roe",)),
        (f"<div>Pictures of <span>Ann Roe</span></div>{DATE}", ("Ann Roe",)),
    ],
)
def test_names_that_signs_join_are_of_one_row(meta: str, authors: tuple[str, ...]) -> None:
    """Before a name only a sign or a word for "and" joins another; of name and house in one line the first is taken."""
    assert find_authors(page(meta)).value == authors


@pytest.mark.parametrize(
    ("other", "authors"),
    [("Bob Poe", ("Ann Roe", "Bob Poe")), ("Harbour News Agency", ("Ann Roe",)), ("The Courier", ("Ann Roe",))],
)
def test_a_name_told_to_machines_brings_those_printed_beside_it(other: str, authors: tuple[str, ...]) -> None:
    """Unless what stands beside it is an agency or the site."""
    printed = f"<p><span>Ann Roe</span>, <span>{other}</span></p>"
    assert find_authors(page(printed, head=told("Ann Roe"))).value == authors


@pytest.mark.parametrize(
    ("row", "authors"),
    [
        ("<div><span>Ann Roe</span> <time>3 May 2025</time></div>", ("Ann Roe",)),
        ("<div><span>ENLARGE PICTURE</span> <time>3 May 2025</time></div>", ("The Courier",)),
        ("<div><span>Harbour News Agency</span> <time>3 May 2025</time></div>", ("The Courier",)),
        (f"<p>Ann Roe</p>{DATE}", ("The Courier",)),
    ],
)
def test_a_name_in_the_row_of_the_date_outweighs_the_house(row: str, authors: tuple[str, ...]) -> None:
    """A name elsewhere near the date does not: it is too often something else."""
    assert find_authors(page(row, head=told("The Courier"))).value == authors


@pytest.mark.parametrize(("name", "authors"), [("annroe", ("Ann Roe",)), ("Annika", ("Annika",))])
def test_a_login_gives_way_to_a_printed_person(name: str, authors: tuple[str, ...]) -> None:
    """One word without a capital letter is what somebody logs in with."""
    printed = f'<p><a href="/author/7/">Ann Roe</a></p><p>{name}</p>'
    assert find_authors(page(printed, head=told(name))).value == authors


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("R.Kumar", True),
        ("செ.முருகன்", True),
        ("AIF.UA", False),
        ("el Mié", False),
        ("ו׳ בכסלו תשפ״ז", False),
        ("Charles de Gaulle", True),
    ],
)
def test_initials_make_a_name_of_one_word(text: str, *, is_person: bool) -> None:
    """A house's address and a day are none; nor does a small word begin a name that has no label."""
    assert looks_like_a_person(text) is is_person


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ann Roe, of Old Harbour", ("Ann Roe",)),
        ("By Ann Roe, dpa", ("Ann Roe", "dpa")),
    ],
)
def test_a_place_in_small_letters_is_no_name(text: str, names: tuple[str, ...]) -> None:
    """An agency of one word is kept."""
    assert names_in([text]) == names


@pytest.mark.parametrize(
    ("row", "authors"),
    [
        ("<p>2 days ago</p><p>Ann Roe</p>", ("Ann Roe",)),
        ("<p>2 minutes</p><p>Ann Roe</p>", ()),
    ],
)
def test_a_time_that_is_told_from_now_is_a_date_too(row: str, authors: tuple[str, ...]) -> None:
    """How long it takes to read is none."""
    assert find_authors(page(row)).value == authors


def test_many_links_between_headline_and_text_are_no_menu() -> None:
    """So blogs print date, author, comments and tags; the same row behind the text is a list of links."""
    names = ["3 May 2025", "Ann Roe", "No comments", "Harbour", "Bridges"]
    row = "".join(
        f'<a href="/{"author" if name == "Ann Roe" else "k"}/{at}/">{name}</a> ' for at, name in enumerate(names)
    )
    assert find_authors(page(f"<div>{row}</div>")).value == ("Ann Roe",)
    assert find_authors(page(tail=f"<div>{row}</div>")).value == ()


def test_a_footer_between_headline_and_text_is_the_headlines_own() -> None:
    """So Drupal signs; a footer behind the text is the page's."""
    signed = "<footer><div>By <span>Ann Roe</span></div></footer>"
    assert find_authors(page(f"</article><article>{signed}")).value == ("Ann Roe",)
    assert find_authors(page(tail=f"</main>{signed}<main>")).value == ()
