"""A source as a bell: what it says has changed, shows no more or shows again is looked at now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsgrab.archive import Archive
from newsgrab.fetch.clock import Clock
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.following.run import ArticleLook, Budget, SourceLook, run
from newsgrab.link import Kind, Pace, Source
from tests.fetch.conftest import HURRIED, MONDAY
from tests.following.test_run import article
from tests.readers import shared_readers
from tests.servers import Rogue, answer

HOUR = timedelta(hours=1)


@dataclass
class Site:
    """A site with a feed that never changes and a sitemap; both are followed, the sitemap as the feed's bell."""

    archive: Archive
    server: Rogue
    at: datetime = MONDAY
    dates: dict[str, datetime] = field(default_factory=dict)

    def publish(self) -> None:
        """Show all that has a date in feed and sitemap."""
        for path in self.dates:
            self.server.replies.setdefault(path, answer(article(f"The bridge {path} is open")))
        items = "".join(f"<item><title>x</title><link>{self.server.url(path)}</link></item>" for path in self.dates)
        feed = f"<rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>"
        self.server.replies["/feed"] = answer(feed, content_type="application/rss+xml")
        self.show(*self.dates)

    def show(self, *paths: str) -> None:
        """Show only these in the sitemap."""
        entries = "".join(
            f"<url><loc>{self.server.url(path)}</loc><lastmod>{self.dates[path].isoformat()}</lastmod></url>"
            for path in paths
        )
        self.server.replies["/sitemap.xml"] = answer(f"<urlset>{entries}</urlset>", content_type="text/xml")

    def asked(self, after: timedelta = HOUR / 2) -> list[str]:
        """The pages that a run asks for, so much later."""
        self.at += after
        clock = Clock(now=lambda: self.at)
        settings = replace(HURRIED, allow_private=True)
        with Fetcher(settings, clock=clock) as fetcher:
            looks = list(run(self.archive, fetcher, shared_readers(), budget=Budget(), stop=bool))
        self.rung = sum(look.rung for look in looks if isinstance(look, SourceLook))
        return sorted(look.due.url.rpartition("/")[2] for look in looks if isinstance(look, ArticleLook))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Twelve articles, months old, so that no look is due soon; looked at once, and the bell knows them."""
    with Archive(tmp_path, create=True) as archive, Rogue() as server:
        one = Site(archive, server)
        one.dates = {f"/{number}": MONDAY - timedelta(days=number) for number in range(1, 13)}
        one.publish()
        every = Pace(every=HOUR / 2)
        number = archive.following.add(Source(server.url("/feed"), Kind.FEED), MONDAY, every)
        archive.following.add(Source(server.url("/sitemap.xml"), Kind.SITEMAP), MONDAY, every, number)
        assert len(one.asked(timedelta(0))) == 12
        one.asked(timedelta(hours=20))  # each is known by now
        yield one


def quiet(site: Site) -> None:
    """Let all looks that are due go by."""
    site.asked(timedelta(hours=20))
    assert site.asked() == []


def test_a_new_lastmod_makes_a_look_due_now(site: Site) -> None:
    """Only that article's; not again in the next run."""
    quiet(site)
    site.dates["/3"] = site.at
    site.show(*site.dates)
    assert (site.asked(), site.rung) == (["3"], 1)
    assert site.asked() == []


def test_an_address_that_the_sitemap_shows_no_more_is_looked_at(site: Site) -> None:
    """And again when it is back; what scrolls out at the end is no news."""
    quiet(site)
    site.show(*[path for path in site.dates if path != "/3"])
    assert site.asked() == ["3"]
    quiet(site)
    site.show(*site.dates)
    assert site.asked() == ["3"]
    quiet(site)
    site.show(*[path for path in site.dates if path != "/12"])
    assert site.asked() == []


def test_a_sitemap_that_tells_of_most_of_its_articles_is_not_believed(site: Site) -> None:
    """Many sites write the time of the sitemap's making as everything's last change."""
    quiet(site)
    site.dates = dict.fromkeys(site.dates, site.at)
    site.show(*site.dates)
    assert (site.asked(), site.rung) == ([], 0)


def test_a_bell_brings_no_articles_of_its_own(site: Site) -> None:
    """A sitemap lists years of articles; only what the feed brings is followed."""
    site.dates["/99"] = site.at
    site.show(*site.dates)
    assert "99" not in site.asked()
    assert [each.bell_of for each in site.archive.following.sources()] == [None, 1]
    site.archive.following.remove(1)
    assert site.archive.following.sources() == []


def test_a_page_that_is_followed_by_itself_is_looked_at_as_often_as_asked(site: Site) -> None:
    """No request is made for the source itself."""
    site.server.replies["/alone"] = answer(article("The tower stands alone"))
    site.archive.following.add(Source(site.server.url("/alone"), Kind.PAGE), site.at, Pace(every=2 * HOUR))
    assert [("alone" in site.asked(HOUR)) for _ in range(5)] == [True, False, True, False, True]
    due = site.archive.following.next_due(site.server.url("/alone"))
    assert due is not None
    assert due[1] == "every 2 h: its source is to be looked at so"


def test_sources_of_a_higher_priority_come_first(site: Site) -> None:
    """Where a run cannot do everything."""
    for name, priority in (("low", 0), ("high", 5)):
        site.server.replies[f"/{name}"] = answer(article(f"The {name} tower stands alone"))
        site.archive.following.add(Source(site.server.url(f"/{name}"), Kind.PAGE), site.at, Pace(priority=priority))
    quiet_budget = Budget(in_all=1)
    site.at += HOUR
    clock = Clock(now=lambda: site.at)
    with Fetcher(replace(HURRIED, allow_private=True), clock=clock) as fetcher:
        looks = list(run(site.archive, fetcher, shared_readers(), budget=quiet_budget, stop=bool))
    assert [look.due.url.rpartition("/")[2] for look in looks if isinstance(look, ArticleLook)] == ["high"]
