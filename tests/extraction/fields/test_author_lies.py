"""Persons whom a page names near its article, and who did not write it: others' authors, commenters, editors."""

from __future__ import annotations

import pytest

from newsgrab.extraction.fields.authors.find import find_authors
from tests.extraction.fields.test_author_rows import told
from tests.extraction.pages import TEXT, page

OTHER = '<h4><a href="/city/ferry-strike-called-off">Ferry strike called off after a night of talks</a></h4>'
BYLINE = '<p><span class="author">Ann Roe</span></p>'


@pytest.mark.parametrize(
    "card",
    [
        f'<div>{OTHER}<span class="author">Bob Poe</span></div>',
        f'<div>{OTHER}<p>By <a rel="author" href="/author/7">Bob Poe</a></p></div>',
        f'<div>{OTHER}<a href="/author/bob-poe">Bob Poe</a></div>',
    ],
)
def test_the_author_of_another_story_is_not_the_articles(card: str) -> None:
    """A single card right behind a short text is another story's, and the byline at the headline counts."""
    assert find_authors(page(tail=card)).value == ()
    assert find_authors(page(BYLINE, tail=card)).value == ("Ann Roe",)


def test_a_byline_beside_a_link_to_more_to_read_is_the_articles() -> None:
    """Between headline and text a link to another story in the box of the byline does not make it a card."""
    assert find_authors(page(f"<div>{BYLINE}{OTHER}</div>")).value == ("Ann Roe",)


@pytest.mark.parametrize(
    "comment",
    [
        '<p itemprop="comment" itemscope itemtype="https://schema.org/Comment"><b itemprop="author">Bob</b> Good</p>',
        '<li><b itemprop="author">Bob Poe</b> <p itemprop="text">Good news at last</p></li>',
    ],
)
def test_who_comments_is_no_author(comment: str) -> None:
    """A property that names an author says nothing of the article if it is of a comment."""
    assert find_authors(page(tail=f"<section>{comment}</section>")).value == ()


def test_an_author_marked_behind_the_text_is_the_articles_if_nothing_is_said_there() -> None:
    """A box about the writer may stand where comments do."""
    box = '<div itemscope itemtype="https://schema.org/Person"><b itemprop="author">Ann Roe</b></div>'
    assert find_authors(page(tail=box)).value == ("Ann Roe",)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<p>Written by: Ann Roe | Edited by: Bob Poe</p>", ("Ann Roe",)),
        ("<p>Written by: Ann Roe</p><p><span>Edited by:</span> <b>Bob Poe</b></p>", ("Ann Roe",)),
        ("<p>Written by: Ann Roe</p><p>Bob Poe</p>", ("Bob Poe",)),
    ],
)
def test_a_printed_writer_outweighs_the_editor_whom_machines_are_told(line: str, authors: tuple[str, ...]) -> None:
    """Without a label of other work the page agrees with what it tells machines."""
    assert find_authors(page(line, head=told("Bob Poe"))).value == authors


@pytest.mark.parametrize(
    ("meta", "authors"),
    [(f"<p><span>Ann Roe</span> <time>3 May 2025</time></p>{TEXT}", ("Ann Roe",)), (TEXT, ("Bob Poe",))],
)
def test_a_label_of_writers_far_below_the_text_counts_where_nobody_else_is_named(
    meta: str, authors: tuple[str, ...]
) -> None:
    """Who made the page may be named at its foot behind the same word."""
    tail = "<div>" + "<p>Ferry <b>times</b></p>" * 20 + "</div><div><p>Author: Bob Poe</p></div>"
    assert find_authors(page(meta, tail=tail)).value == authors


@pytest.mark.parametrize(
    ("row", "authors"),
    [
        ("<div><span>ليلى النابلسي</span> <time>3 مايو 2025</time></div>", ("ليلى النابلسي",)),
        ("<div><span>قسم الأخبار</span> <time>3 مايو 2025</time></div>", ("صحيفة الميناء",)),
    ],
)
def test_a_name_without_capital_letters_in_the_row_of_the_date_outweighs_the_house(
    row: str, authors: tuple[str, ...]
) -> None:
    """Words that the page uses elsewhere, too, are no name."""
    foot = "<p>كل الأخبار في قسم واحد</p>"
    head = told("صحيفة الميناء") + '<meta property="og:site_name" content="صحيفة الميناء">'
    assert find_authors(page(row, head=head, tail=foot, lang="ar")).value == authors


def test_the_holder_of_a_copyright_beside_the_date_is_no_author() -> None:
    """Whose picture it is stands behind the sign."""
    row = "<div><span>© ليلى النابلسي</span> <time>3 مايو 2025</time></div>"
    assert find_authors(page(row, lang="ar")).value == ()
