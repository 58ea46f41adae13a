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
