"""Category, authors, dates, tags, language, site name and picture."""

from __future__ import annotations

import pytest

from newsgrab.extraction.fields.authors.find import find_authors
from newsgrab.extraction.fields.category.find import find_category
from newsgrab.extraction.fields.dates.published import date_of_address, find_published, find_updated
from newsgrab.extraction.fields.language import find_language
from newsgrab.extraction.fields.site_name import find_image, find_site_name
from newsgrab.extraction.fields.tags import find_tags
from newsgrab.extraction.page.document import Document
from newsgrab.extraction.page.structured import read_json
from tests.extraction.pages import TEXT, TITLE, page

LD = '<script type="application/ld+json">%s</script>'


@pytest.mark.parametrize(
    ("meta", "head", "category"),
    [
        (
            '<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/city">City</a></li><li><a href="/city/port">Port</a></li></ol>',  # noqa: E501
            "",
            "Port",
        ),
        ('<a class="badge" href="/category/port">Port</a>', "", "Port"),
        ('<div class="kicker">Port</div>', "", "Port"),
        ("<div>Category: Port</div>", "", "Port"),
        ("<p>City</p>", "", "City"),
        ("", LD % '{"@type": "NewsArticle", "headline": "x", "articleSection": ["Port"]}', "Port"),
        ("", '<meta property="article:section" content="Port">', "Port"),
        ("<p>3 May 2025 | Category: Port | 1,204 views | Editor: Ann Roe of the harbour desk</p>", "", "Port"),
        ('<p><a href="/c/port">Port</a> 3 May 2025</p>', "", "Port"),
        ("", "", "City"),
    ],
    ids=["crumbs", "badge", "kicker", "label", "menu word", "linked data", "meta", "row", "link", "address"],
)
def test_the_section_is_found_where_pages_name_it(meta: str, head: str, category: str) -> None:
    """Breadcrumbs, section labels, metadata and, last, the address with the menu's label name the section."""
    assert find_category(page(meta, head=head)).value == category


@pytest.mark.parametrize(
    ("meta", "category"),
    [
        ("<div><b>القسم:</b> <span>محليات</span></div>", "محليات"),
        ('<ul><li><span>گروه :</span> <a href="/service/3">سیاسی</a></li></ul>', "سیاسی"),
        ("<p>بخش: اقتصادی</p>", "اقتصادی"),
        ("<p>الفئة： ثقافة</p>", "ثقافة"),
        ("<table><tr><td>القسم</td><td>ثقافة</td></tr></table>", "ثقافة"),
    ],
)
def test_a_labelled_section_may_stand_beside_its_label(meta: str, category: str) -> None:
    """The label ends with a colon; the section follows in the same text or in the next one."""
    assert find_category(page(meta, lang="ar")).value == category


@pytest.mark.parametrize(
    "label", ["Print", "Learn more", "#harbour", "Read on…", "Is it safe?", "https://courier.example"]
)
def test_buttons_hashtags_and_addresses_are_no_section(label: str) -> None:
    """Where a badge may stand, sites also put these: then the address tells the section."""
    assert find_category(page(f'<a class="badge" href="/category/port">{label}</a>')).value == "City"


@pytest.mark.parametrize(
    ("meta", "category"),
    [
        ('<a href="/author/roe">Ann Roe</a>', None),
        ('<a href="/roe">Ann Roe</a>', None),
        ('<a href="/2025/05/03">3 May</a>', None),
        ('<a href="https://elsewhere.example/port">Port</a>', None),
        (
            '<ul class="menu"><li class="current"><a href="/port">Port</a></li><li><a href="/sea">Sea</a></li></ul>',
            "Port",
        ),
    ],
    ids=["author", "person", "day", "other site", "current entry"],
)
def test_only_links_to_sections_name_one(meta: str, category: str | None) -> None:
    """A link to a person, a day or another site is no section; the current entry of a menu is."""
    html = f"<body><h1>{TITLE}</h1>{meta}{TEXT * 3}</body>"
    assert find_category(Document.of_text(html, "https://courier.example/7.html")).value == category


def test_the_most_specific_section_wins() -> None:
    """Where the trail leads deeper than the section that is told to machines, its end is the category."""
    trail = (
        '<nav class="breadcrumb"><a href="/">Home</a> › <a href="/city">City</a> › <a href="/city/port">Port</a></nav>'
    )
    head = '<meta property="article:section" content="City">'
    assert find_category(page(trail, head=head)).value == "Port"


@pytest.mark.parametrize(
    ("meta", "head", "authors"),
    [
        (
            "",
            LD % '{"@type": "NewsArticle", "headline": "x", "author": [{"@type": "Person", "name": "Ann Roe"}]}',
            ("Ann Roe",),
        ),
        (
            "",
            LD
            % '{"@graph": [{"@type": "Article", "headline": "x", "author": {"@id": "#a"}}, {"@type": "Person", "@id": "#a", "name": "Ann Roe"}]}',  # noqa: E501
            ("Ann Roe",),
        ),
        ("", '<meta name="author" content="Ann Roe">', ("Ann Roe",)),
        ('<div class="byline">By Ann Roe and Bob Poe</div>', "", ("Ann Roe", "Bob Poe")),
        ('<a rel="author" href="/staff/roe">Ann Roe</a>', "", ("Ann Roe",)),
        ("<div>By Ann Roe · 3 May 2025</div>", "", ("Ann Roe",)),
        ("<div>بقلم: سلمى الحداد</div>", "", ("سلمى الحداد",)),
        ("<div><span>Ann Roe</span> <span>3 May 2025</span></div>", "", ("Ann Roe",)),
        ('<meta itemprop="author" content="The Courier"><div class="byline">Ann Roe</div>', "", ("Ann Roe",)),
        ("", "", ()),
    ],
    ids=["linked data", "reference", "meta", "byline", "rel", "text", "arabic", "beside date", "site name", "none"],
)
def test_authors_are_named_without_by(meta: str, head: str, authors: tuple[str, ...]) -> None:
    """Names come from linked data, metadata, bylines and the text beside the date; the site's own name is none."""
    head += '<meta property="og:site_name" content="The Courier">'
    assert find_authors(page(meta, head=head)).value == authors


@pytest.mark.parametrize(
    ("meta", "head", "iso"),
    [
        (
            "",
            LD % '{"@type": "NewsArticle", "headline": "x", "datePublished": "2025-05-03T10:00:00+02:00"}',
            "2025-05-03T10:00:00+02:00",
        ),
        ("", '<meta property="article:published_time" content="2025-05-03T10:00:00Z">', "2025-05-03T10:00:00+00:00"),
        ('<time datetime="2025-05-03T10:00">3 May</time>', "", "2025-05-03T10:00:00+00:00"),
        ("<p>Updated: 9 May 2025</p><p>Published: 3 May 2025</p>", "", "2025-05-03"),
        ('<span class="date">3 May 2025</span>', "", "2025-05-03"),
        ("<div>3 May 2025</div>", "", "2025-05-03"),
    ],
    ids=["linked data", "meta", "time", "labels", "class", "text"],
)
def test_the_first_publication_is_found(meta: str, head: str, iso: str) -> None:
    """What machines are told wins over what is printed; "updated" is not "published"."""
    found = find_published(page(meta, head=head)).value
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    ("meta", "head", "iso"),
    [
        ("<p>Published: 3 May 2025</p>", '<meta property="article:published_time" content="2025-05-09">', "2025-05-03"),
        ("<p>Updated: 3 May 2025</p>", '<meta property="article:published_time" content="2025-05-09">', "2025-05-09"),
        ('<time class="date">3 May 2025</time>', '<meta name="date" content="2025-05-04T12:00:00Z">', "2025-05-03"),
        ('<abbr itemprop="datePublished" title="2025-05-03">9:05</abbr>', "", "2025-05-03"),
        ('<div data-page="{&quot;publishedAt&quot;:&quot;2025-05-03&quot;}"></div>', "", "2025-05-03"),
        ("<p>3.5.2025 - " + "The bridge over the harbour was opened to traffic. " * 3 + "</p>", "", "2025-05-03"),
        ("", '<meta property="og:image" content="https://courier.example/2025/05/03/a.jpg">', "2025-05-03"),
    ],
    ids=["printed earlier", "printed change", "vague meta", "abbr", "attribute state", "opening", "picture"],
)
def test_the_day_that_readers_see_wins_over_a_later_one_and_stands_in_for_none(meta: str, head: str, iso: str) -> None:
    """Systems put the last change where the first publication belongs; without any mark, the text and picture tell."""
    found = find_published(page(meta, head=head)).value
    assert found is not None
    assert found.iso == iso


def test_a_title_may_end_with_the_day() -> None:
    """A part of the page's title that is a date and nothing else."""
    document = page("<p>On 7 May 2024 the city decided it.</p>", title="Bridge opens - 03.05.2025")
    found = find_published(document).value
    assert found is not None
    assert found.iso == "2025-05-03"


def test_an_update_is_told_apart() -> None:
    """The last change is its own field."""
    found = find_updated(page("<p>Published: 3 May 2025</p><p>Updated: 9 May 2025</p>")).value
    assert found is not None
    assert found.iso == "2025-05-09"


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://a.example/2025/11/18/x", "2025-11-18"),
        ("https://a.example/2025/nov/18/x", "2025-11-18"),
        ("https://a.example/news-29-10-2021", "2021-10-29"),
        ("https://a.example/article/426390", None),
    ],
)
def test_an_address_may_name_the_day(url: str, iso: str | None) -> None:
    """Years, months and days in a path are a date; other numbers are not."""
    found = date_of_address(url)
    assert (found.iso if found else None) == iso


def test_a_utc_time_is_told_in_the_sites_own_zone() -> None:
    """The same instant, so that the day is the one that the page prints."""
    head = '<meta property="article:published_time" content="2025-05-04T03:30:00Z">'
    found = find_published(page('<time class="date">May 3, 2025 11:30 pm</time>', head=head)).value
    assert found is not None
    assert found.at.isoformat() == "2025-05-03T23:30:00-04:00"


def test_tags_are_the_printed_ones() -> None:
    """Links to tag pages are the tags; else what metadata says."""
    links = '<p><a rel="tag" href="/tag/bridges">#Bridges</a> <a href="/tag/port">Port</a></p>'
    assert find_tags(page(links)).value == ("Bridges", "Port")
    assert find_tags(page(head='<meta name="keywords" content="bridges, port">')).value == ("bridges", "port")


@pytest.mark.parametrize(
    ("lang", "title", "language"),
    [
        ("en_GB", TITLE, "en-GB"),
        ("en-US", "جسر الميناء يفتح بعد عام من الإصلاح", "ar"),
        ("", "Мост открыли после ремонта", "ru"),
    ],
)
def test_the_language_fits_the_letters(lang: str, title: str, language: str) -> None:
    """A declared language that the headline's letters cannot be is passed over."""
    assert find_language(page(lang=lang, title=title)).value == language


def test_site_name_and_picture() -> None:
    """Both are what the page says; a logo is no picture of the article."""
    head = (
        '<meta property="og:site_name" content="The Courier"><meta property="og:image" content="/logo.png">'
        '<meta name="twitter:image" content="/bridge.jpg">'
    )
    assert find_site_name(page(head=head)).value == "The Courier"
    assert find_image(page(head=head)).value == "https://courier.example/bridge.jpg"


@pytest.mark.parametrize(
    "text",
    ['{"a": 1,}', '<!-- {"a": 1} -->', '{"a": 1}\n{"b": 2}', '/*<![CDATA[*/ {"a": 1} /*]]>*/', '{"a": "x\ny"}'],
)
def test_sloppy_json_is_mended(text: str) -> None:
    """Commas too many, comments, several values and raw line breaks do not lose the data."""
    assert isinstance(read_json(text)[0], dict)
    assert "a" in str(read_json(text)[0])


def test_hopeless_json_keeps_its_plain_facts() -> None:
    """Of an object that cannot be parsed, the title and dates are kept."""
    (facts,) = read_json('{"headline": "Bridge opens", "datePublished": "2025-05-03", "body": "he said "yes""}')
    assert facts == {"headline": "Bridge opens", "datePublished": "2025-05-03", "@type": "Article"}
