"""Authors by marks that need no words."""

from __future__ import annotations

import pytest

from newsgrab.extraction.fields.authors.find import find_authors
from newsgrab.extraction.page.document import Document
from tests.extraction.pages import page

PROSE = "<p>The mayor said that the bridge had been closed for a year and that boats had carried everyone across.</p>"


def authors(meta: str = "", behind: str = "") -> tuple[str, ...]:
    """The authors of a page that has something under its headline, or right behind its text."""
    html = f"<h1>Harbour bridge opens after repairs</h1>{meta}<div>{PROSE * 3}{behind}</div>"
    return find_authors(Document.of_text(html, "https://courier.example/city/bridge")).value


@pytest.mark.parametrize(
    ("meta", "names"),
    [
        ("<ul><li><i class='bi bi-person'></i> أحلام الزعبلاوي <span>| مراسلة</span></li></ul>", ("أحلام الزعبلاوي",)),
        ("<small><i class='fa fa-user'></i> Nadia Roe <i class='fa fa-eye'></i> 12</small>", ("Nadia Roe",)),
        ("<div class='author'><b>Ann Roe</b> <span>Correspondent of the city desk</span></div>", ("Ann Roe",)),
        (
            "<div class='authors'><div class=i>مايا الخطيب</div><div class=i>جاد نصر</div></div>",
            ("مايا الخطيب", "جاد نصر"),
        ),
        ("<div>Sent by <span typeof='schema:Person'>Lucía Roe</span> on Wednesday</div>", ("Lucía Roe",)),
        ("<table><tr><th>작성자</th><td>한지우</td></tr></table>", ("한지우",)),
        ("<div class='byline'>정다운 기자</div>", ("정다운",)),
        ("<p>3 May 2025 · 3 min · 812 words · Daniel Roe ·</p>", ("Daniel Roe",)),
        ("<span class='yazar'>Haber Merkezi</span>", ("Haber Merkezi",)),
    ],
)
def test_a_mark_near_the_headline_names_the_author(meta: str, names: tuple[str, ...]) -> None:
    """A picture of a person, a part of an author's box, RDFa, a cell with a label, a place in the row of facts."""
    assert authors(meta) == names


@pytest.mark.parametrize(
    "meta",
    [
        "<p><i class='fa fa-user'></i> <a href='/login'>Login</a></p>",
        "<p>3 May 2025 <span class='place'>وادي الزيتون</span></p>",
        "<p>٣ أيار ٢٠٢٥ <a href='#respond'>كلمات للقراء</a></p>",
        "<table><tr><th>View</th><td>12</td></tr></table>",
        "<p><a href='http://[half/author/nadia'>Go to it</a></p>",
    ],
)
def test_marks_of_others_name_nobody(meta: str) -> None:
    """The reader's own account, a place, a link to the comments, a count, a link to no address."""
    assert authors(meta) == ()


@pytest.mark.parametrize(
    ("behind", "names"),
    [
        ("<p class='sign'><em>Nino Roe</em></p>", ("Nino Roe",)),
        ("<p align='right'>Hoàng Minh Khôi</p>", ("Hoàng Minh Khôi",)),
        ("<div><strong>الهام کویری / خبرنگار</strong></div>", ("الهام کویری",)),
        ("<p><em>Author: Ann S.</em></p>", ("Ann S",)),
        ("<p>Nino Roe</p>", ()),
        ("<p><b>Read All Of It</b> <a href='/x'>here</a></p>", ()),
    ],
)
def test_a_name_that_stands_marked_behind_the_text_signs_it(behind: str, names: tuple[str, ...]) -> None:
    """Bold, slanted, set to the side or called a signature; a plain line or one with more in it is none."""
    assert authors(behind=behind) == names


def test_readers_behind_the_text_are_no_authors() -> None:
    """Each comment has the picture of a person, too."""
    comment = "<div><i class='fa fa-user'></i> Anna Reader</div>"
    assert find_authors(page(tail=comment * 3)).value == ()


@pytest.mark.parametrize(
    ("meta", "names"),
    [
        ("<p itemprop=author>By <a href=/x>Ann Roe</a><br>Senior Harbour Reporter</p>", ("Ann Roe",)),
        ("<p itemprop=author><a href=/x>Ann Roe</a> (with Bob Poe and Cy Doe)</p>", ("Ann Roe", "Cy Doe")),
        ("<meta itemprop=author content='Ann Roe, Bob Poe'>", ("Ann Roe", "Bob Poe")),
        (
            "<div class=author><div class=author-name><p>Ann Roe</p><p>Marketing Manager</p></div></div>",
            ("Ann Roe",),
        ),
        ("<i class=byline>By Ann Roe</i> <i class=byline>Contributor, Harbours</i>", ("Ann Roe",)),
        ("<i class=byline>By Ann Roe</i> <i class=byline>Reporter Bob Poe</i>", ("Ann Roe", "Bob Poe")),
        ("<div><p>By Ann Roe</p><p>Co-founder and Chief Architect</p></div>", ("Ann Roe",)),
        ("<div><p>By</p><p>Ann Roe</p><p>Bob Poe</p></div>", ("Ann Roe", "Bob Poe")),
    ],
)
def test_what_a_person_is_stands_apart_from_the_name(meta: str, names: tuple[str, ...]) -> None:
    """It is no part of the name, nor another author."""
    assert authors(meta) == names


@pytest.mark.parametrize(
    ("behind", "names"),
    [
        (f"<blockquote>So we sail. <b class=quoteAuthor>Jan Hope</b></blockquote>{PROSE}", ()),
        (f"<p class=postAuthor>Jan Hope</p>{PROSE}", ("Jan Hope",)),
        ("</div><div><address>Quay 3<br>Lot 4, Old Harbour</address>", ()),
        ("<address>Jan Hope, 3 May 2025</address>", ("Jan Hope",)),
    ],
    ids=["quoted", "author", "office", "signed"],
)
def test_a_quoted_person_and_the_office_of_the_site_are_no_authors(behind: str, names: tuple[str, ...]) -> None:
    """Whatever class or element calls them so."""
    assert authors(behind=f"{PROSE}{behind}") == names


def by(name: str, path: str, signed: str = "") -> tuple[str, ...]:
    """The authors of a page of which linked data name one, with his address on the site."""
    data = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour bridge opens after repairs",'
        f' "author": {{"@type": "Person", "name": "{name}", "url": "https://courier.example{path}"}}}}</script>'
    )
    return authors(f"<p class=author>{name}</p>{data}", signed)


def test_who_set_the_site_up_is_an_author_only_where_nobody_else_is_named() -> None:
    """Systems give the first account the name of the house."""
    signed = "<p class=sign><em>Nino Roe</em></p>"
    assert by("Harbour Dee", "/author/admin/", signed) == ("Nino Roe",)
    assert by("Harbour Dee", "/author/admin/") == ("Harbour Dee",)
    assert by("Ann Roe", "/author/admina/", signed) == ("Ann Roe",)


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("Courier, Oldport, Norway", ()),
        ("Courier, Ann Roe", ("Ann Roe",)),
        ("Ann Roe, Courier", ("Ann Roe",)),
    ],
)
def test_the_site_with_its_town_is_no_author(told: str, names: tuple[str, ...]) -> None:
    """A person behind it is."""
    told_names = authors(f'<meta name="author" content="{told}">')
    assert tuple(name for name in told_names if name != "Courier") == names


def test_the_place_of_a_known_headline_is_that_of_its_h1() -> None:
    """The title of the page tells another one, over the most read."""
    html = (
        "<title>How the harbour lost its bridge | Courier</title><h1>Harbour bridge opens after repairs</h1>"
        f"<p class=author>Ann Roe</p><div>{PROSE * 3}</div>{'<i>-</i>' * 90}"
        "<h3>How the harbour lost its bridge</h3><p class=author>Bob Poe</p>"
    )
    document = Document.of_text(html, "https://courier.example/city/bridge")
    document.regions.title = "Harbour bridge opens after repairs"
    assert find_authors(document).value == ("Ann Roe",)
    assert find_authors(Document.of_text(html, "https://courier.example/city/bridge")).value == ("Bob Poe",)
