"""Text pages: the text of a page as a reader copied it."""

from __future__ import annotations

import pytest

from newsgrab.article import BlockKind
from newsgrab.errors import NotAnArticle
from newsgrab.extraction import extract
from newsgrab.extraction.body.text_page import is_text_page, read_text_page

ADDRESS = "https://marsad.example/article/12"
BODY = """قالت إدارة السكك إن القطار الجديد سيربط الساحل بالعاصمة في أقل من ثلاث ساعات، بعد سنوات من العمل في الأنفاق.
ثلاثة أعوام من الحفر
بدأ العمل قبل ثلاثة أعوام، وتوقف مرتين بسبب السيول التي غمرت مداخل الأنفاق في الشتاء الماضي.
وتقول الإدارة إن المشروع يحقق أهدافا عدة، منها:
تخفيف الازدحام على الطريق الساحلي في مواسم العطل.
خفض كلفة نقل البضائع بين الميناء والمدن الداخلية.
تشجيع الرحلات القصيرة إلى القرى الجبلية القريبة.
وقد رحب سكان المدن الصغيرة بالقرار، لكنهم طلبوا محطات إضافية قبل افتتاح الخط في الخريف المقبل."""
FRONT = """محلي
قطار جديد يربط الساحل بالعاصمة
42"""
RELATED = """أخبار ذات صلة

حافلات كهربائية في شوارع المدينة
دخلت أولى الحافلات الكهربائية الخدمة صباح اليوم في وسط المدينة.
7

تأجيل افتتاح الجسر
قررت البلدية تأجيل الافتتاح شهرا واحدا بسبب الأمطار.
1,205"""
KINDS = ["paragraph", "heading", "paragraph", "paragraph", "list_item", "list_item", "list_item", "paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n{FRONT}\n\n{RELATED}\n",
        f"{FRONT}\n{BODY}\n\n{RELATED}",
        f"{BODY}\n{FRONT}\n\n{RELATED}".replace("\n", "\r\n"),
        f"\ufeff{FRONT}\n\n{BODY}\n\n{RELATED}",
        f"{BODY.replace(chr(10), chr(10) * 2)}\n\n{FRONT}\n\n{RELATED}",
        f"{BODY}\n{FRONT.replace('42', 'المشاهدات: ٤٢')}\n\n{RELATED}",
    ],
    ids=["text first", "title first", "crlf", "mark", "blank lines", "label"],
)
def test_a_copied_page_is_read_in_all_its_forms(text: str) -> None:
    """Title, category, count, blocks and related entries come out alike."""
    article = extract(text.encode(), ADDRESS)
    assert (article.title, article.category, article.views) == ("قطار جديد يربط الساحل بالعاصمة", "محلي", 42)
    assert [block.kind.value for block in article.blocks] == KINDS
    assert [(entry.title, entry.views, entry.url, entry.position) for entry in article.related] == [
        ("حافلات كهربائية في شوارع المدينة", 7, None, 1),
        ("تأجيل افتتاح الجسر", 1205, None, 2),
    ]
    assert article.related[0].heading == "أخبار ذات صلة"
    assert article.related[1].teaser == "قررت البلدية تأجيل الافتتاح شهرا واحدا بسبب الأمطار."


def test_category_count_and_related_may_be_missing() -> None:
    """What is not there is None or empty."""
    page = read_text_page(f"{BODY}\nقطار جديد يربط الساحل بالعاصمة\n")
    assert (page.title, page.category, page.views, page.related) == ("قطار جديد يربط الساحل بالعاصمة", None, None, ())


def test_another_language_reads_the_same() -> None:
    """The form tells, not the language."""
    page = read_text_page(
        "Transport\nNew train joins coast and capital\n1,204 views\n"
        "The railway said on Monday that the first train will leave in autumn, after years of digging.\n"
        "Three years of work\nDigging began three years ago and was stopped twice by floods in the tunnels.\n\n"
        "Read also\n\nElectric buses in town\nThe first buses left the depot this morning.\n"
    )
    assert (page.title, page.category, page.views) == ("New train joins coast and capital", "Transport", 1204)
    assert [block.kind for block in page.blocks] == [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert [entry.title for entry in page.related] == ["Electric buses in town"]


def test_one_line_after_a_colon_is_no_list() -> None:
    """A list has two points or more; a quotation is none."""
    page = read_text_page(
        "Quay opens\nThe mayor said:\n“We are glad that it is open at last, and so are the ships.”\nThe end came soon."
    )
    assert {block.kind for block in page.blocks} == {BlockKind.PARAGRAPH}


def test_html_is_no_text_page() -> None:
    """One tag is enough; a comparison is no tag."""
    assert is_text_page("Prices fell: 3 < 4, and 5 > 4.")
    assert not is_text_page("A <b>bold</b> claim")
    assert not is_text_page("  ")


def test_a_text_page_needs_an_address() -> None:
    """Nothing in it tells one."""
    with pytest.raises(NotAnArticle, match="needs an address"):
        extract(f"{BODY}\n{FRONT}")
