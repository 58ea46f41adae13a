"""Authors in the phrases of many languages: what was written before "by", labels with a dash, roles behind names."""

from __future__ import annotations

import pytest

from newsgrab.extraction.fields.authors.bylines import named_with_role, names_in
from newsgrab.extraction.fields.authors.find import find_authors
from newsgrab.extraction.fields.authors.han_bylines import written_by
from tests.extraction.pages import page


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("A dispatch by Ann Roe", ("Ann Roe",)),
        ("Posted 3 May 2025 by Ann Roe", ("Ann Roe",)),
        ("Un carnet de voyage par Claire Fontaine", ("Claire Fontaine",)),
        ("Photo by Ann Roe", ()),
        ("The harbour by night", ()),
    ],
)
def test_a_short_line_that_ends_with_by_and_a_person_names_the_writer(line: str, authors: tuple[str, ...]) -> None:
    """Whatever stands before "by", unless it tells of other work."""
    assert find_authors(page(f"<p>{line}</p>")).value == authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ein Kommentar von Jörg Acker", ("Jörg Acker",)),
        ("Entretien réalisé par Claire Fontaine", ("Claire Fontaine",)),
        ("Una entrevista de Lucía Herrera", ("Lucía Herrera",)),
        ("dal nostro inviato Paolo Conti", ("Paolo Conti",)),
        ("As told to Ann Roe", ("Ann Roe",)),
        ("متابعة - ليلى حداد", ("ليلى حداد",)),
        ("PV Thu Hà", ("Thu Hà",)),
        ("Розмовляла Оксана Мельник", ("Оксана Мельник",)),
        ("नेहा चौरसिया। जयपुर", ("नेहा चौरसिया",)),
    ],
)
def test_what_was_written_is_no_part_of_a_name(line: str, names: tuple[str, ...]) -> None:
    """Nor is the place behind it, nor a label before a dash."""
    assert names_in([line]) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ann Roe, opinion contributor", ("Ann Roe",)),
        ("[하버=뉴스] 서지안 기자 = ", ("서지안",)),
        ("취재 서지안 기자", ("서지안",)),
    ],
)
def test_a_role_behind_a_name_tells_the_writer(line: str, names: tuple[str, ...]) -> None:
    """Also where the agency or a label stands before the name."""
    assert named_with_role(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("佐藤花子記者", ("佐藤花子",)),
        ("佐藤花子（編集委員）", ("佐藤花子",)),
        ("（聞き手・佐藤花子）", ("佐藤花子",)),
        ("文＝佐藤花子", ("佐藤花子",)),
        ("作者 李文", ("李文",)),
        ("体育记者", ()),
        ("本報特約記者", ()),
    ],
)
def test_the_writer_of_an_eastern_line_of_its_own(line: str, names: tuple[str, ...]) -> None:
    """A role hangs on a Japanese name; a paper's or a desk's reporter is no name."""
    assert written_by(line) == names
