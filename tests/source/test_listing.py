"""Section pages: articles and the rest."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsgrab.extraction.page.links import page_links
from newsgrab.page import Origin, Page
from newsgrab.source.listing import article_links, shape

URL = "https://courier.example/category/%D8%B3%D9%8A%D8%A7%D8%B3%D8%A9"
HEADLINES = [
    "افتتاح الجسر الجديد فوق النهر بعد ثلاث سنوات من العمل",
    "المجلس البلدي يناقش موازنة العام المقبل في جلسة مفتوحة",
    "مزارعو السهل يطالبون بتمديد قناة الري قبل الصيف",
    "فرقة مسرحية تعيد عرض «حكاية المرفأ» بعد عقدين",
]
FURNITURE = """<header><a href="/">الرئيسية</a></header><nav><ul><li><a href="/category/سياسة">سياسة</a></li>
<li><a href="/category/رياضة">رياضة</a></li><li><a href="/about-us-and-our-team">من نحن</a></li></ul></nav>"""
FOOTER = """<footer><a href="/privacy-policy-of-this-site">سياسة الخصوصية</a><a href="/category/سياسة?page=2">2</a>
<a href="https://other.example/article/55">شريكنا الذي يكتب عناوين طويلة مثل هذا العنوان</a></footer>"""


def found(body: str, url: str = URL) -> list[tuple[str, str | None]]:
    html = f"<!doctype html><title>x</title><body>{FURNITURE}<main>{body}</main>{FOOTER}"
    page = Page(html.encode(), datetime(2026, 3, 2, tzinfo=UTC), Origin.HTTP, url, url, 200)
    return [(link.url, link.title) for link in article_links(page_links(page).anchors, url)]


def test_numbered_articles_of_an_arabic_section_are_found() -> None:
    """Picture, headline and teaser lead to one address; the headline is its title; furniture is left out."""
    cards = "".join(
        f'<div class="c"><a href="/article/{n}"><img src="/{n}.jpg"></a><h3><a href="/article/{n}">{text}</a></h3>'
        f'<a href="/article/{n}">اقرأ المزيد</a></div>'
        for n, text in enumerate(HEADLINES, 41)
    )
    assert found(cards) == [(f"https://courier.example/article/{n}", text) for n, text in enumerate(HEADLINES, 41)]


@pytest.mark.parametrize(
    "path",
    [
        "/{n}",
        "/politics/{n}.html",
        "/2026/03/02/a-bridge-is-opened-{n}",
        "/a-bridge-over-the-river-is-opened-{n}",
        "/خبر-عن-الجسر-الجديد-{n}",
        "/index.php?id={n}",
        "/story/abc{n}x",
    ],
)
def test_addresses_of_many_forms(path: str) -> None:
    """Numbers, dates, slugs, parameters, codes."""
    cards = "".join(f'<li><a href="{path.format(n=n)}">{text}</a></li>' for n, text in enumerate(HEADLINES, 4101))
    assert len(found(f"<ul>{cards}</ul>")) == 4


def test_labels_are_not_articles() -> None:
    """Tags, authors, categories and pages have short names or addresses that do not change."""
    body = "".join(f'<a href="/tag/{n}">وسم {n}</a><a href="/author/{n}">كاتب {n}</a>' for n in range(100, 120))
    body += "".join(f'<a href="?page={n}">{n}</a>' for n in range(2, 9))
    assert found(body) == []


def test_chinese_headlines_count_by_their_weight() -> None:
    """A headline of twelve signs is a headline."""
    body = "".join(f'<a href="/a/{n}">新桥今日通车市民出行便利</a>' for n in range(500, 504))
    assert len(found(body)) == 4


def test_other_sites_and_files_are_not_followed() -> None:
    """Only the site itself, its sub-sites included; no pictures or documents."""
    body = "".join(
        f'<a href="https://other.example/article/{n}">{text}</a><a href="/files/report-of-the-year-{n}.pdf">{text}</a>'
        f'<a href="https://sport.courier.example/article/{n}">{text}</a>'
        for n, text in enumerate(HEADLINES)
    )
    assert [url for url, _ in found(body)] == [f"https://sport.courier.example/article/{n}" for n in range(4)]


def test_section_itself_and_what_is_above_it_is_left_out() -> None:
    """A breadcrumb is no article."""
    url = "https://courier.example/news/world/2026/"
    assert found('<a href="/news/world/2026/">All the news of the whole wide world</a>', url) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/article/12345", "/article/<number>"),
        ("https://a.example/2026/03/02/a-bridge-is-opened", "/<date>/<date>/<date>/<slug>"),
        ("https://a.example/politics", "/politics"),
        ("https://a.example/?p=77&lang=ar", "/?lang=ar&p=<date>"),
        ("https://a.example/n/abc123def", "/n/<code>"),
    ],
)
def test_shape_of_an_address(url: str, expected: str) -> None:
    """What changes becomes a sign."""
    assert shape(url) == expected
