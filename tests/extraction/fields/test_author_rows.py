"""Authors by where a name stands: in the row of the date, beside other names, between headline and text."""

from __future__ import annotations

import json

import pytest

from newsgrab.extraction.fields.authors.bylines import byline_prefix, looks_like_a_person, names_in, tells_a_role
from newsgrab.extraction.fields.authors.find import find_authors
from newsgrab.extraction.page.document import Document
from tests.extraction.pages import ADDRESS, TITLE, page

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
        ("<div>منذ يومين | 14 ديسمبر 2025</div>", ()),
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
        ("<div><span>Harbour News Agency</span> <time>3 May 2025</time></div>", ("Harbour News Agency",)),
        (f"<p>Ann Roe</p>{DATE}", ("Ann Roe",)),
        (f"<p>The Courier</p><p>Ann Roe</p>{DATE}", ("The Courier",)),
    ],
)
def test_a_name_in_the_row_of_the_date_outweighs_the_house(row: str, authors: tuple[str, ...]) -> None:
    """So do an agency and a name elsewhere near the date, unless the house stands at the headline itself."""
    assert find_authors(page(row, head=told("The Courier"))).value == authors


@pytest.mark.parametrize(("printed", "authors"), [("", ("Ann Roe",)), ("<p>Annika</p>", ("Annika",))])
def test_one_word_gives_way_to_a_printed_person(printed: str, authors: tuple[str, ...]) -> None:
    """But it stays where it is printed at the headline, too, if nothing but its place speaks for the other name."""
    row = "<div><span>Ann Roe</span> <time>3 May 2025</time></div>"
    assert find_authors(page(f"{row}{printed}", head=told("Annika"))).value == authors


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
    assert find_authors(page(f"<nav>{row}</nav>")).value == ()


def test_a_menu_of_profiles_names_nobody() -> None:
    """Offices keep their aims and their order under /profil."""
    links = '<a href="/profil/visi">Visi Misi</a><a href="/profil/struktur">Struktur Organisasi</a>'
    assert find_authors(page(f"<header><nav><ul><li>{links}</li></ul></nav></header>")).value == ()
    assert find_authors(page('<p><a href="/profil/ann-roe">Ann Roe</a></p>')).value == ("Ann Roe",)


def test_who_answers_in_a_forum_is_no_author() -> None:
    """Only who wrote the text, though all are marked alike; who is named at its end may be marked so too."""
    signed = '<div itemprop="author" itemscope><a itemprop="name" href="/u/{0}">{0}</a></div>'
    answers = "".join(f"<article>{signed.format(name)}<p>Good news.</p></article>" for name in ("Bo Lee", "Cy Fox"))
    assert find_authors(page(signed.format("Ann Roe"), tail=answers)).value == ("Ann Roe",)
    assert find_authors(page(tail=signed.format("Ann Roe"))).value == ("Ann Roe",)


def test_a_footer_between_headline_and_text_is_the_headlines_own() -> None:
    """So Drupal signs; a footer behind the text is the page's."""
    signed = "<footer><div>By <span>Ann Roe</span></div></footer>"
    assert find_authors(page(f"</article><article>{signed}")).value == ("Ann Roe",)
    assert find_authors(page(tail=f"</main>{signed}<main>")).value == ()


@pytest.mark.parametrize(
    ("facts", "authors"),
    [
        ("<p>Wordsmith: Ann Roe</p>", ("Ann Roe",)),
        ("<dl><dd>Wordsmith <span>Ann Roe</span></dd></dl>", ("Ann Roe",)),
        ("<p>Picture: Ann Roe</p>", ()),
        ("<p>Section: Ann Roe</p>", ()),
        ("<p>Updated: Ann Roe</p>", ()),
        ("<p>Wordsmith: Harbour Bridge</p>", ()),
        (
            f"<p>Wordsmith <span>Ann Roe</span> {'and so on ' * 12}</p>",
            (),
        ),
        ("<h2>Wordsmith: Ann Roe</h2>", ()),
    ],
)
def test_a_label_that_no_table_has_may_be_the_writers(facts: str, authors: tuple[str, ...]) -> None:
    """Unless it is known for something else, or a word of the name is an ordinary word of the page."""
    assert find_authors(page(facts)).value == authors


@pytest.mark.parametrize(
    ("tail", "authors"),
    [
        ('<p>Wordsmith <a href="/x/7">Ann Roe</a> 9:14</p>', ("Ann Roe",)),
        ('<p>Wordsmith <a href="https://other.example/7">Ann Roe</a></p>', ()),
        ('<p>Labels <a href="/t/7">Ann Roe</a>, <a href="/t/8">Bob Poe</a></p>', ()),
    ],
)
def test_behind_the_text_links_made_alike_are_tags(tail: str, authors: tuple[str, ...]) -> None:
    """One link to a page of the site behind a label is a writer's."""
    assert find_authors(page(tail=tail)).value == authors


@pytest.mark.parametrize(
    ("facts", "authors"),
    [
        ("<div><span>Ann Roe</span></div><div>Much liked</div><div>Often told</div><p>3 May 2025</p>", ("Ann Roe",)),
        ("<div><span>Ann Roe</span></div><div>Much liked</div><div>Often told</div>", ()),
        ("<div><span>Traffic Roe</span></div><div>Much liked</div><div>Often told</div><p>3 May 2025</p>", ()),
        ("<button>Ann Roe</button><div>Much liked</div><div>Often told</div><p>3 May 2025</p>", ()),
        ('<a href="https://other.example/">Ann Roe</a><p>Much liked</p><p>Often told</p><p>3 May 2025</p>', ()),
    ],
)
def test_a_name_alone_above_a_dated_text_is_the_writers(facts: str, authors: tuple[str, ...]) -> None:
    """A word that the page prints in small letters too is no name, nor is a button or what leads elsewhere."""
    assert find_authors(page(facts)).value == authors


@pytest.mark.parametrize(
    ("role", "is_role"),
    [
        ("correspondent of the news desk", True),
        ("Reporter", True),
        ("reporters wanted for 3 weeks", False),
        ("the reporter was told to leave the harbour at night", False),
    ],
)
def test_a_line_below_a_name_tells_what_the_person_is(role: str, *, is_role: bool) -> None:
    """It is short, and has no number."""
    assert tells_a_role(role) is is_role
    box = f"<div><div>Ann Roe</div><div>{role}</div></div>"
    assert (find_authors(page(tail=box)).value == ("Ann Roe",)) is is_role


@pytest.mark.parametrize(
    ("row", "authors"),
    [
        ("<b>周启明 何静</b> <span>2026年01月15日</span>", ("周启明", "何静")),
        ("<b>点赞</b> <span>2026年01月15日</span>", ()),
    ],
)
def test_chinese_names_beside_a_date_have_known_surnames(row: str, authors: tuple[str, ...]) -> None:
    """A word of two signs that begins otherwise is none."""
    assert find_authors(page(f"<div>{row}</div>", lang="zh")).value == authors


def test_a_tag_called_like_a_label_is_none() -> None:
    """A link that says "author" stands for a section or a tag, and what follows it is another."""
    assert find_authors(page(tail='<p><a href="/t/1">Author</a> <a href="/t/2">Ann Roe</a></p>')).value == ()
    assert find_authors(page("<p><span>Author</span> <a href='/t/2'>Ann Roe</a></p>")).value == ("Ann Roe",)


def test_authors_behind_repeated_labels_are_all_named() -> None:
    """Also if only one of them has a page of his own."""
    rows = '<p>Author: <a href="/author/7">Ann Roe</a></p><p>Author: <b>Bob Poe</b></p>'
    assert find_authors(page(rows)).value == ("Ann Roe", "Bob Poe")


@pytest.mark.parametrize("label", ["Γράφτηκε από τον/την", "Viết bởi", "Diposting oleh", "Enviado por", "Upplagd av"])
def test_what_systems_print_before_a_writer_is_a_label(label: str) -> None:
    """In the words of their translations."""
    assert byline_prefix(f"{label} Ann Roe")


def test_a_text_of_which_one_box_holds_a_single_paragraph_is_read() -> None:
    """The paragraph is the first and the last one."""
    long, short = "The bridge over the harbour was opened. " * 10, "It was closed to all traffic for a whole year. "
    html = f"<h1>{TITLE}</h1><p>Ann Roe</p>{DATE}<div><p>{long}</p></div><div><p>{short * 2}</p></div>"
    document = Document.of_text(f"<title>{TITLE}</title><main><article>{html}</article></main>", ADDRESS)
    assert find_authors(document).value == ("Ann Roe",)
