"""Authors: who is named for the text, and who only for something else."""

from __future__ import annotations

import pytest

from newsgrab.extraction.fields.authors.find import find_authors
from tests.extraction.pages import page


@pytest.mark.parametrize(
    ("meta", "authors"),
    [
        ('<p><a href="/users/roe">roe</a> wrote this</p>', ("roe",)),
        ('<p><a href="/login?next=/users/roe">Sign In</a></p>', ()),
        ("<div>03.05.2024 - Ann Roe</div>", ("Ann Roe",)),
        ("<div>03.05.2024 14:30 von Ann</div>", ("Ann",)),
        ("<div>Ann Roe, 03.05.2024</div>", ("Ann Roe",)),
        ("<p>Posted by ann</p>", ("ann",)),
        ("<p>Sponsored by Ann Roe</p>", ()),
        ("<p>Text von Ann Roe Illustration von Bob Poe</p>", ("Ann Roe",)),
        ('<div class="author"><span class="author-name">Ann Roe</span><span>Founder</span></div>', ("Ann Roe",)),
        ('<div class="byline">Ann Roe, Director of the Harbour</div>', ("Ann Roe",)),
        ('<div class="byline">By Ann Roe May 3, 2024</div>', ("Ann Roe",)),
        ('<div class="byline">May</div>', ("May",)),
        ('<div class="byline">Ann Roe, contributing writer</div>', ("Ann Roe",)),
        (
            '<p><a class="author" href="/a/1">Ann Roe</a></p><p>Reviewed by</p><p><a class="author" href="/a/2">Bob Poe</a></p>',  # noqa: E501
            ("Ann Roe",),
        ),
        ("<div>2024-05-03 编辑：李文</div>", ("李文",)),
        ("<p>（记者 李文 王小明）</p>", ("李文", "王小明")),
    ],
)
def test_who_wrote_the_text_is_told_from_who_did_other_work(meta: str, authors: tuple[str, ...]) -> None:
    """Links to an author's page, dated and signed lines name authors; pictures, reviews and roles do not."""
    assert find_authors(page(meta)).value == authors


@pytest.mark.parametrize("owner", ["Harbour Stiftung e.V.", "The Evening News", "Great Courier"])
def test_a_person_in_print_goes_before_an_organization_in_the_metadata(owner: str) -> None:
    """A house's name, or one whose initials are the site's address, stands only where no person is named."""
    head = f'<meta name="author" content="{owner}"><meta property="og:site_name" content="GC">'
    assert find_authors(page("<p>By Ann Roe</p>", head=head)).value == ("Ann Roe",)
    assert len(find_authors(page(head=head)).value) == 1


@pytest.mark.parametrize(
    ("lang", "meta", "authors"),
    [
        ("fa", "<div>نویسنده: سارا کریمی</div>", ("سارا کریمی",)),
        ("fa", "<div>گزارش از: مریم احمدی</div>", ("مریم احمدی",)),
        ("fa", "<div>نوشته‌ی علی رضایی</div>", ("علی رضایی",)),
        ("fa", "<div>به قلم علی رضایی</div>", ("علی رضایی",)),
        ("fa", "<div>سارا کریمی | ۱۲ اسفند ۱۴۰۳</div>", ("سارا کریمی",)),
        ("fa", "<div>مترجم: سارا کریمی</div>", ()),
        ("ur", "<div>تحریر: احمد خان</div>", ("احمد خان",)),
        ("ur", "<div>رپورٹ: عائشہ ملک</div>", ("عائشہ ملک",)),
        ("he", "<div>מאת: נועה ברק</div>", ("נועה ברק",)),
        ("he", "<div>כתבת: נועה ברק</div>", ("נועה ברק",)),
        ("he", "<div>נועה ברק ויוסי לוי | 11.02.2025</div>", ("נועה ברק", "יוסי לוי")),
        ("he", "<div>צילום: יוסי לוי</div>", ()),
        ("ru", "<div>Авторы: Мария Петрова и Иван Сидоров</div>", ("Мария Петрова", "Иван Сидоров")),
        ("ru", "<div>Мария Петрова, корреспондент</div><div>18 апреля 2025</div>", ("Мария Петрова",)),
        ("ru", "<div>Редактор: Анна Волкова</div><div>Автор: Мария Петрова</div>", ("Мария Петрова",)),
        ("ru", "<div>Фото: Иван Сидоров</div>", ()),
        ("tr", "<div>Kaynak: Haber Merkezi</div><div>Yazar: Ayşe Demir</div>", ("Ayşe Demir",)),
        ("tr", "<div>Editör: Can Kaya</div><div>Haber: Ayşe Demir</div>", ("Ayşe Demir",)),
        ("tr", "<div>Ayşe Demir / İskele</div><div>14.01.2025 16:40</div>", ("Ayşe Demir",)),
        ("ar", "<div>تحرير: هدى سالم</div><div>كتب: عمر حسن</div>", ("عمر حسن",)),
        ("ar", "<div>تحرير: هدى سالم</div>", ("هدى سالم",)),
        ("ar", "<div>المصدر: وكالات</div><div>بقلم سلمى الحداد</div>", ("سلمى الحداد",)),
        ("ar", "<div>إعداد: سلمى الحداد وعمر حسن</div>", ("سلمى الحداد", "عمر حسن")),
        ("ar", "<div>تصوير: عمر حسن</div>", ()),
        ("fa", "<div>۱۴ آبان ۱۴۰۱ - ۰۹:۳۰</div><div>تعداد بازدید: ۲٬۳۴۱</div>", ()),
        ("ru", "<div>Категория: Порт | Добавил: marina | Дата: 11.02.2014</div>", ("marina",)),
        ("hu", "<div>2023. március 14. 09:00 Szerző: Kovács Éva</div>", ("Kovács Éva",)),
        ("zh", "<div>2022/10/01 10:00 记者：陈小雨</div>", ("陈小雨",)),
        ("he", '<div class="byline"><span>מאת: נועה ברק</span> <span>פורסם: 14/03/2023</span></div>', ("נועה ברק",)),
        ("zh", "<div>编辑：李文</div><div>作者：陈小雨</div>", ("陈小雨",)),
        ("zh", "<div>摄影：林小舟</div>", ()),
        ("ja", "<div>編集：佐藤花子</div><div>取材・文／岡田はるか</div>", ("岡田はるか",)),
    ],
)
def test_writers_are_named_in_many_languages(lang: str, meta: str, authors: tuple[str, ...]) -> None:
    """Who wrote goes before who edited, and who only took the pictures or translated is no author."""
    assert find_authors(page(meta, lang=lang)).value == authors


@pytest.mark.parametrize(
    "beside",
    [
        '<div><a href="/">Home</a> » <a href="/x/7">Harbour News</a></div><p>3 May 2025</p>',
        "<p>3 May 2025</p><div>Similar Stories</div>",
    ],
    ids=["crumb", "heading of a block"],
)
def test_a_label_beside_the_date_is_no_person(beside: str) -> None:
    """A crumb and the heading of another block may look like a name, and are none."""
    assert find_authors(page(beside)).value == ()


@pytest.mark.parametrize(
    ("meta", "authors"),
    [
        ("<p>Submitted by lena on Tue, 03/14/2023 - 10:30</p>", ("lena",)),
        ("<p>By TCN, in <a href='/city'>City</a></p>", ("TCN",)),
        ('<ul><li>By:</li><li><a href="/a">Ann Roe</a>, <a href="/b">Bob Poe</a></li></ul>', ("Ann Roe", "Bob Poe")),
        ('<div class="authors"><span>harbour by</span> Ann Roe</div>', ("Ann Roe",)),
        ('<div class="byline">Ann Roe, COURIER CITY</div>', ("Ann Roe",)),
    ],
)
def test_lists_initials_and_houses_in_bylines(meta: str, authors: tuple[str, ...]) -> None:
    """All names of a list count, a house may sign with its initials, and its own name beside a person's is none."""
    assert find_authors(page(meta)).value == authors


def test_a_person_in_linked_data_may_have_a_name_in_two_parts() -> None:
    """Given and family name are one name."""
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", '
        '"author": [{"@type": "Person", "givenName": "Ann", "familyName": "Roe"}]}</script>'
    )
    assert find_authors(page(head=head)).value == ("Ann Roe",)


@pytest.mark.parametrize(
    ("tail", "meta", "authors"),
    [
        ("<p><strong>Ann Roe</strong></p>", "", ("Ann Roe",)),
        ("<p><strong>Lê Phương</strong></p><p>© The Courier</p>", "", ("Lê Phương",)),
        ("<p>Ann Roe</p>", "", ()),
        ("<p><strong>Read more</strong></p>", "", ()),
        ("", "<p><strong>ANN ROE</strong></p>", ("ANN ROE",)),
        ("", "<p><strong>Key Points</strong></p>", ()),
    ],
)
def test_a_bold_name_may_sign_the_text(tail: str, meta: str, authors: tuple[str, ...]) -> None:
    """A paragraph that is only a name in bold is a signature right behind the text, in capitals also before it."""
    assert find_authors(page(meta, tail=tail)).value == authors
