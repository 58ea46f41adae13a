"""An invented site that is built anew one day, kept in an archive: what its profile is watched over by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsgrab.archive import Archive
from newsgrab.page import Origin, Page
from newsgrab.workers.extract_with_profile import read

BEGIN = datetime(2025, 3, 1, 9, tzinfo=UTC)
WRITERS = ("سلمى نادر", "وليد حسن", "هدى كريم", "رامي سعد")
TOPICS = ("المرفأ", "الجسر", "السوق", "المدرسة", "المشفى", "النهر", "المتحف")
PROFILE = """# read over by hand
site = "harbour.example"

[fields]
title = ["h1.headline"]  # the headline
authors = [".byline a"]
views = [
  ".hits",  # beside the eye
]

[related]
block = "ul.more"
item = "li"
"""


def title(number: int) -> str:
    """The headline of an article."""
    return f"أعمال {TOPICS[number % 7]} تبدأ قبل موعدها في الحي {number + 1}"


def text(number: int) -> str:
    """Its paragraphs."""
    place = TOPICS[number % 7]
    lines = (
        f"أعلن المجلس البلدي اليوم أن أعمال {place} ستبدأ في الحي {number + 1} قبل موعدها بثلاثة أسابيع كاملة.",
        f"وقال مدير الأشغال إن المرحلة {number + 2} من المشروع جاهزة، وإن الآليات وصلت إلى الموقع في الأسبوع الماضي.",
        f"ويتوقع سكان الحي {number + 1} أن تنتهي أعمال {place} مع بداية الصيف إذا بقي الطقس على حاله حتى ذلك الوقت.",
    )
    return "".join(f"<p>{line}</p>" for line in lines)


def _links(number: int) -> str:
    return "".join(f'<li><a href="/article/{n}">{title(n)}</a></li>' for n in range(number + 1, number + 4))


def before(number: int, views: int) -> str:
    """A page as the site was built at first."""
    return (
        f'<!doctype html><html lang="ar" dir="rtl"><head><title>{title(number)}</title></head><body><article>'
        f'<h1 class="headline">{title(number)}</h1><p class="byline">كتب: <a href="/w">{WRITERS[number % 4]}</a></p>'
        f'<b class="hits">{views} مشاهدة</b><div class="text">{text(number)}</div></article>'
        f'<ul class="more">{_links(number)}</ul></body></html>'
    )


def after(number: int, views: int) -> str:
    """The same when it was built anew: other classes, the title wrapped, the view count below, beside another count."""
    return (
        f'<!doctype html><html lang="ar" dir="rtl"><head><title>{title(number)}</title></head><body><main>'
        f'<h1 class="story-title"><span>{title(number)}</span></h1>'
        f'<p class="written-by">بقلم <a rel="author" href="/w">{WRITERS[number % 4]}</a></p>'
        f'<div class="story-text">{text(number)}</div><div class="figures"><span class="replies">{number % 5}</span>'
        f'<span class="reads"><i class="fa fa-eye"></i> {views}</span></div></main>'
        f'<section class="next"><h3>اقرأ أيضاً</h3><ol>{_links(number)}</ol></section></body></html>'
    )


Look = tuple[int, int, str]  # an hour, an article's number, its page


def redesigned(articles: int = 9) -> list[Look]:
    """So many articles before the change; six of them again and six new ones after it."""
    old = [(12 * n, n, before(n, 140 + 37 * n)) for n in range(articles)]
    again = [(12 * articles + 5 * n, n, after(n, 151 + 38 * n)) for n in range(articles - 6, articles)]
    new = [(12 * articles + 100 + 5 * n, n, after(n, 140 + 37 * n)) for n in range(articles, articles + 6)]
    return old + again + new


def keep(
    place: Path,
    looks: Iterable[Look],
    profile: str = PROFILE,
    host: str = "harbour.example",
    begin: datetime = BEGIN,
) -> None:
    """An archive with these looks, and the profile that read them in the folder `mine`."""
    folder = place / "mine"
    folder.mkdir(exist_ok=True)
    (folder / f"{host}.toml").write_text(profile, encoding="utf-8")
    (place / "newsgrab.toml").write_text('profiles = "mine"\n', encoding="utf-8")
    with Archive(place / "archive", create=True) as archive:
        for hour, number, html in looks:
            url = f"https://{host}/article/{number}"
            page = Page(html.encode(), begin + timedelta(hours=hour), Origin.HTTP, url, url, 200)
            archive.record(page, read(page, str(folder)))
