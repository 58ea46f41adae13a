"""Authors at the end of a text and in lines of several parts: who reported, with place, editor and picture."""

from __future__ import annotations

import pytest

from newsgrab.extraction.fields.authors.bylines import names_in
from newsgrab.extraction.fields.authors.find import find_authors
from newsgrab.extraction.page.document import Document
from tests.extraction.fields.test_author_rows import told
from tests.extraction.pages import ADDRESS, TEXT, TITLE, page


def signed(line: str, *, head: str = "", meta: str = "", text: str = TEXT, title: str = TITLE) -> Document:
    """A page with an article whose text a line closes."""
    body = f"<main><article><h1>{title}</h1>{meta}{text * 3}{line}</article></main>"
    return Document.of_text(f"<!doctype html><title>{title} - The Courier</title>{head}{body}", ADDRESS)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<p>(Reporting by Ann Roe in Oslo and Bob Poe in Bergen; Editing by Eve Coe)</p>", ("Ann Roe", "Bob Poe")),
        ("<p>Reporting by A. B. Roe-Lind; Editing by Eve Coe and Joe Doe</p>", ("A. B. Roe-Lind",)),
        ("<p><em>(Ann Roe - Old Harbour)</em></p>", ("Ann Roe",)),
        ("<p>(Pictures: Joe Doe)</p>", ()),
        ("<p>(The ferry sails every day but Sunday.)</p>", ()),
    ],
)
def test_the_line_that_signs_a_text_names_who_reported(line: str, authors: tuple[str, ...]) -> None:
    """Not who edited it, nor a sentence in brackets."""
    assert find_authors(signed(line)).value == authors


@pytest.mark.parametrize(("line", "authors"), [("【東雲航】", ("東雲航",)), ("【関連記事】", ()), ("【写真】", ())])
def test_a_japanese_name_alone_in_brackets_signs_the_text(line: str, authors: tuple[str, ...]) -> None:
    """A heading in the same brackets is none."""
    text = "<p>" + "港の橋は一年の修理を終えて月曜日に開通し、朝から多くの車が渡ったと市は発表した。" * 3 + "</p>"
    document = signed(f"<p>{line}</p>", text=text, title="港の橋が一年の修理を終えて開通した")
    assert find_authors(document).value == authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ferry: no sailings today", ("Ferry: no sailings today",)),
        ("Автори: Анна Ро, Борис По", ("Анна Ро", "Борис По")),
        ("Old Harbour - Author: Ann Roe", ("Ann Roe",)),
        ("كتب ليلى نابلي - تصوير نادية حسن", ("ليلى نابلي",)),
        ("글·사진=서지안 기자", ("서지안",)),
        ("Ann Roe - Bob Poe", ("Ann Roe", "Bob Poe")),
    ],
)
def test_labels_of_writers_and_of_other_work_part_a_line(line: str, names: tuple[str, ...]) -> None:
    """One unknown word and a colon are a label if persons follow; several words are not."""
    assert names_in([line]) == names


@pytest.mark.parametrize(
    ("row", "authors"),
    [
        ("<div><span>By</span> <a><span>Ann</span> <span>Roe</span></a></div>", ("Ann Roe",)),
        ("<div><span>By</span> <a>Ann Roe</a> <a>Bob Poe</a></div>", ("Ann Roe", "Bob Poe")),
        ("<div><span>By:</span> <b>Views:</b> <b>31</b></div>", ()),
    ],
)
def test_a_name_may_be_in_elements_of_its_words(row: str, authors: tuple[str, ...]) -> None:
    """Behind a label without a name, the next label is no name."""
    assert find_authors(page(row)).value == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<p>Old Harbour - Ann Roe</p>", ("Ann Roe",)),
        ("<p>Spring Sale - Ann Roe</p>", ()),
    ],
)
def test_a_place_and_a_name_in_a_line_above_the_text_name_the_writer(line: str, authors: tuple[str, ...]) -> None:
    """A place is spoken of in the text."""
    text = f"<p>{'The bridge at Old Harbour was opened to traffic on Monday after a year of repairs. ' * 3}</p>"
    assert find_authors(page(f"{line}{text}")).value == authors


@pytest.mark.parametrize(("head", "authors"), [("", ("Bob Poe",)), ("<p>Ann Roe</p>", ("Ann Roe",))])
def test_whom_only_machines_are_told_gives_way_to_the_signature(head: str, authors: tuple[str, ...]) -> None:
    """Who is printed at the headline, too, does not."""
    assert find_authors(signed("<p><strong>Bob Poe</strong></p>", head=told("Ann Roe"), meta=head)).value == authors
