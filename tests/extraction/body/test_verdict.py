"""The verdict on pages that hold no article."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsgrab.extraction import read
from newsgrab.extraction_result import Verdict
from newsgrab.page import Origin, Page

LINKS = "".join(
    f"<li><a href=/news/{n}>A headline of a story about the harbour, number {n}</a></li>" for n in range(20)
)


@pytest.mark.parametrize(
    ("html", "url", "verdict"),
    [
        (f"<title>Gazette</title><h1>News</h1><ul>{LINKS}</ul>", "https://gazette.example/news", Verdict.SECTION),
        (f"<title>Gazette</title><h1>Gazette</h1><ul>{LINKS}</ul>", "https://gazette.example/", Verdict.HOME),
        (
            "<title>Page not found</title><h1>404</h1><p>Try the start page.</p>",
            "https://gazette.example/x",
            Verdict.ERROR,
        ),
        ("<title>Just a moment…</title><p>Checking your browser.</p>", "https://gazette.example/x", Verdict.WALL),
        (
            "<title>One moment</title><h1>Verify you are human</h1><p>Enable JavaScript and cookies to go on</p>",
            "https://gazette.example/x",
            Verdict.WALL,
        ),
        (
            "<title>Gazette</title><div id=root></div><script>a</script><script>b</script>",
            "https://gazette.example/x",
            Verdict.SHELL,
        ),
        ("<title>Gazette</title><h1>Contact</h1><p>Tel. 12</p>", "https://gazette.example/x", Verdict.OTHER),
    ],
)
def test_a_page_without_an_article_is_told_by_kind(html: str, url: str, verdict: Verdict) -> None:
    """Each with a reason."""
    reading = read(Page(html.encode(), datetime(2026, 1, 5, tzinfo=UTC), Origin.FILE, url))
    assert (reading.verdict, reading.article) == (verdict, None)
    assert reading.reason


MENU = "<header><a href=/>The Quay Herald</a></header><nav><a href=/news>News</a> <a href=/sport>Sport</a></nav>"
FOOT = "<footer>© 2026 The Quay Herald. All rights reserved.</footer>"


@pytest.mark.parametrize(
    ("title", "heading", "text", "verdict"),
    [
        (
            "Site maintenance",
            "We will be back soon",
            "The Quay Herald is down for scheduled maintenance. The page you requested will be there in a few minutes.",
            Verdict.TROUBLE,
        ),
        ("The Quay Herald", "503 Service Unavailable", "No server is available to handle this.", Verdict.TROUBLE),
        ("500", "Internal Server Error", "Please try again later.", Verdict.TROUBLE),
        ("Welcome to nginx!", "Welcome to nginx!", "If you see this page, nginx is installed.", Verdict.TROUBLE),
        ("جريدة الرصيف", "الموقع تحت الصيانة", "نعتذر عن الإزعاج، سنعود قريبا.", Verdict.TROUBLE),
        ("En maintenance", "Le site est en maintenance", "Nous serons de retour bientôt.", Verdict.TROUBLE),
        ("Ведутся технические работы", "Технические работы", "Сайт скоро заработает.", Verdict.TROUBLE),
        ("系统维护", "系统维护中", "请稍后再访问。", Verdict.TROUBLE),
        (
            "Unavailable",
            "Unavailable in your region",
            "This content is not available in your country due to legal reasons.",
            Verdict.WALL,
        ),
        ("451", "Unavailable for legal reasons", "We cannot show you this page.", Verdict.WALL),
        ("403 Forbidden", "403 Forbidden", "You have no permission to see this page.", Verdict.WALL),
        ("الرصيف", "هذا المحتوى غير متاح في بلدك", "لأسباب قانونية لا يمكن عرض هذه الصفحة.", Verdict.WALL),
        ("Bu içerik", "Bu içerik ülkenizde kullanılamıyor", "Hukuki nedenlerle.", Verdict.WALL),
        ("The Quay Herald", "This article is no longer available", "It has been removed by the editor.", Verdict.ERROR),
        ("404 - The Quay Herald", "404", "The page you are looking for may have moved.", Verdict.ERROR),
        ("الرصيف", "تم حذف هذا الخبر", "عذرا، الصفحة التي تبحث عنها غير موجودة.", Verdict.ERROR),
    ],
)
def test_a_site_that_shows_no_page_says_of_none_that_it_is_gone(
    title: str, heading: str, text: str, verdict: Verdict
) -> None:
    """Out of order, or closed to readers from here: only a page that says there is none would be a removal."""
    html = f"<title>{title}</title>{MENU}<main><h1>{heading}</h1><p>{text}</p></main>{FOOT}"
    reading = read(Page(html.encode(), datetime(2026, 1, 5, tzinfo=UTC), Origin.FILE, "https://quay.example/a/1"))
    assert (reading.verdict, reading.article) == (verdict, None)


def test_one_sentence_among_scripts_is_no_empty_shell() -> None:
    """Under its own headline it is all there is to say."""
    title = "Harbour loses to Valley 1:2"
    html = (
        f"<title>{title}</title><script>a</script><script>b</script><main><h1>{title}</h1><p>5 March 2026</p>"
        "<p>Harbour lost to Valley at home; Carr scored.</p></main>"
    )
    where = "https://gazette.example/sport/harbour-valley-1-2.4711"
    reading = read(Page(html.encode(), datetime(2026, 3, 5, tzinfo=UTC), Origin.FILE, where))
    assert reading.verdict is Verdict.ARTICLE


def test_a_page_that_declares_an_article_needs_a_text_only_of_a_few_words() -> None:
    """A film or a picture may be most of it; but a headline alone would replace the text of an earlier look."""
    head = '<meta property="og:type" content="article"><title>The bridge in pictures</title>'
    html = f"{head}<h1>The bridge in pictures</h1>"
    where = "https://gazette.example/a/1"
    day = datetime(2026, 1, 5, tzinfo=UTC)
    short = read(Page(f"{html}<p>Ten views of the new bridge at night.</p>".encode(), day, Origin.FILE, where))
    alone = read(Page(html.encode(), day, Origin.FILE, where))
    assert (short.verdict, alone.verdict, alone.article) == (Verdict.ARTICLE, Verdict.OTHER, None)
