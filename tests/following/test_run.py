"""A run: sources, new articles, looks again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsgrab.archive import Archive
from newsgrab.errors import RunBusy
from newsgrab.fetch.clock import Clock
from newsgrab.fetch.fetcher import Fetcher
from newsgrab.following.lock import only_run
from newsgrab.following.outages import HostLook
from newsgrab.following.run import ArticleLook, Budget, SourceLook, due_addresses, due_sources, run
from newsgrab.link import Kind, Source
from newsgrab.outcomes import Outcome
from tests.fetch.conftest import HURRIED, MONDAY
from tests.readers import shared_readers
from tests.servers import Reply, Rogue, Talk, answer

TEXT = "<p>" + "The bridge over the river was opened today after three years of work. " * 8 + "</p>"


def article(title: str, text: str = TEXT) -> str:
    head = f"<!doctype html><html><head><title>{title}</title></head>"
    return f"{head}<body><article><h1>{title}</h1>{text * 3}</article>"


@dataclass
class Desk:
    """An archive with one followed feed on a server, and a clock that is set by hand."""

    archive: Archive
    server: Rogue
    at: datetime = MONDAY
    links: list[str] = field(default_factory=list)

    def publish(self, *paths: str) -> None:
        """Put these in front of the feed."""
        self.links[:0] = paths
        items = "".join(f"<item><title>x</title><link>{self.server.url(path)}</link></item>" for path in self.links)
        feed = f"<rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>"
        self.server.replies["/feed"] = answer(feed, content_type="application/rss+xml")

    def run(self, after: timedelta = timedelta(0), in_all: int = 99) -> list[SourceLook | ArticleLook | HostLook]:
        """What a run gives, so much later."""
        self.at += after
        hosts = self.archive.following.hosts()
        clock = Clock(now=lambda: self.at)
        with Fetcher(replace(HURRIED, allow_private=True), clock=clock, hosts=hosts) as fetcher:
            return list(run(self.archive, fetcher, shared_readers(), budget=Budget(in_all), stop=bool))

    def due(self) -> list[str]:
        """The addresses that are due now."""
        return [one.url for one in due_addresses(self.archive, self.at, Budget())]


def outcomes(looks: list[SourceLook | ArticleLook | HostLook]) -> list[Outcome]:
    return [look.kept.outcome for look in looks if isinstance(look, ArticleLook)]


def told(looks: list[SourceLook | ArticleLook | HostLook]) -> list[str]:
    """What the person is told of."""
    return [look.notification for look in looks if look.notification]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Archive(tmp_path, create=True) as archive, Rogue() as server:
        one = Desk(archive, server)
        one.publish("/1", "/2")
        server.replies |= {"/1": answer(article("The bridge is open")), "/2": answer(article("The council meets"))}
        archive.following.add(Source(server.url("/feed"), Kind.FEED), MONDAY)
        yield one


def test_first_run_fetches_what_the_source_names(desk: Desk) -> None:
    """Links become articles; the source has learnt its title."""
    looks = desk.run()
    assert outcomes(looks) == [Outcome.NEW, Outcome.NEW]
    (followed,) = desk.archive.following.sources()
    assert (followed.source.title, followed.links, followed.articles) == ("Courier", 2, 2)


def test_next_run_asks_only_what_is_due(desk: Desk) -> None:
    """At once nothing; after hours the source and the articles, the new one among them."""
    desk.run()
    assert desk.run() == []
    assert due_sources(desk.archive, desk.at) == []
    desk.publish("/3")
    desk.server.replies["/3"] = answer(article("The harbour grows"))
    looks = desk.run(timedelta(hours=5))
    assert sorted(outcomes(looks)) == [Outcome.NEW, Outcome.UNCHANGED, Outcome.UNCHANGED]


def test_edited_article_is_due_before_its_neighbour(desk: Desk) -> None:
    """The schedule learns from what was seen."""
    desk.run()
    desk.server.replies["/1"] = answer(article("The bridge is open", TEXT.replace("three", "four")))
    assert Outcome.CHANGED in outcomes(desk.run(timedelta(hours=5)))
    edited, still = (desk.archive.following.next_due(desk.server.url(path)) for path in ("/1", "/2"))
    assert edited is not None
    assert still is not None
    assert edited[0] < still[0]
    assert "edited once" in edited[1]


def test_budget_leaves_the_rest_for_the_next_run(desk: Desk) -> None:
    """Nothing is lost by a small budget."""
    assert len(outcomes(desk.run(in_all=1))) == 1
    assert outcomes(desk.run()) == [Outcome.NEW]


def test_trouble_is_told_once(desk: Desk) -> None:
    """A feed that breaks is told in the run that finds it, not in the next ones, and again when it lasts for days."""
    desk.run()
    desk.server.replies["/feed"] = answer("", "500 Internal Server Error")
    assert told(desk.run(timedelta(days=1))) == [
        f"{desk.server.url('/feed')}: the server answers 500 Internal Server Error"
    ]
    assert told(desk.run(timedelta(days=1))) == []
    desk.run(timedelta(days=4))
    assert told(desk.run(timedelta(days=8)))[0].endswith(" days)")


def down(talk: Talk) -> None:
    talk.reset()


OUTAGES: dict[str, Reply] = {
    "the connection was closed": down,
    "the server answers 503 Service Unavailable": answer("", "503 Service Unavailable"),
}


@pytest.mark.parametrize("reason", OUTAGES)
def test_an_outage_is_one_line_a_host_and_one_when_it_ends(desk: Desk, reason: str) -> None:
    """However many addresses wait, and however many runs go by."""
    desk.publish("/3", "/4")
    desk.server.replies |= {path: answer(article(f"Story {path}")) for path in ("/3", "/4")}
    desk.run()
    before = dict(desk.server.replies)
    desk.server.replies.update(dict.fromkeys(before, OUTAGES[reason]))
    days = [told(desk.run(timedelta(hours=3))) for _ in range(8)]
    lines = [line for each in days for line in each]
    assert len(lines) == 1
    assert lines[0].startswith(f"no answer from {desk.server.host} (")
    assert "addresses wait until 2026-03-0" in lines[0]
    desk.server.replies.update(before)
    after = [line for _ in range(4) for line in told(desk.run(timedelta(hours=12)))]
    assert after == [line for line in after if " answers again (no answer since 2026-03-0" in line]
    assert len(after) == 1


def test_a_robots_txt_that_answers_503_is_an_outage_and_no_refusal(desk: Desk) -> None:
    """Nothing may be asked meanwhile (RFC 9309), and nobody is told to ask all the same."""
    desk.server.replies["/robots.txt"] = answer("", "503 Service Unavailable")
    (line,) = told(desk.run())
    assert line.startswith(f"no answer from {desk.server.host} (the host's robots.txt answers 503): 1 address waits")


def test_one_page_with_a_server_error_is_no_outage(desk: Desk) -> None:
    """Its host answers for the others."""
    desk.run()
    desk.server.replies["/1"] = answer("", "500 Internal Server Error")
    lines = told(desk.run(timedelta(hours=6)))
    assert lines == [f"{desk.server.url('/1')}: failed: the server answers 500 Internal Server Error"]


def test_source_that_brings_nothing_new_for_a_week_is_told_once(desk: Desk) -> None:
    """Silence is a trouble too."""
    desk.run()
    tells = [look.notification for look in desk.run(timedelta(days=8)) if isinstance(look, SourceLook)]
    assert tells == [f"{desk.server.url('/feed')}: has brought nothing new for 8 days"]
    assert [look.notification for look in desk.run(timedelta(days=2)) if isinstance(look, SourceLook)] == [""]


def test_article_that_goes_is_told_and_its_return_is_an_outcome(desk: Desk) -> None:
    """Gone, then returned, each in its run."""
    desk.run()
    page = desk.server.replies.pop("/1")
    looks = desk.run(timedelta(hours=6))
    tells = [look.notification for look in looks if isinstance(look, ArticleLook) and look.notification]
    assert tells == [f"{desk.server.url('/1')}: gone: the server answers 404 Not Found"]
    desk.server.replies["/1"] = page
    assert Outcome.RETURNED in outcomes(desk.run(timedelta(days=2)))


def test_paused_source_and_its_articles_are_left_alone(desk: Desk) -> None:
    """Until it is resumed."""
    desk.run()
    (followed,) = desk.archive.following.sources()
    desk.archive.following.pause(followed.id, desk.at)
    assert desk.run(timedelta(days=3)) == []
    desk.archive.following.pause(followed.id, None)
    assert desk.run() != []


def test_removed_source_leaves_its_articles(desk: Desk) -> None:
    """They are read no more, and stay."""
    desk.run()
    (followed,) = desk.archive.following.sources()
    desk.archive.following.remove(followed.id)
    assert desk.run(timedelta(days=3)) == []
    assert len(desk.archive.history.visits(desk.archive.resolve(desk.server.url("/1")))) == 1


def test_what_an_undated_sitemap_holds_at_first_is_the_past(desk: Desk) -> None:
    """Thousands of old addresses are known, not asked for; the next new one is."""
    old, new = (f"<url><loc>{desk.server.url(path)}</loc></url>" for path in ("/8", "/9"))
    desk.server.replies["/map"] = answer(f"<urlset>{old}</urlset>", content_type="text/xml")
    desk.server.replies |= {f"/{n}": answer(article(f"Story number {n} of the day")) for n in (8, 9)}
    desk.archive.following.add(Source(desk.server.url("/map"), Kind.SITEMAP), MONDAY)
    desk.run()
    assert "/8" not in desk.server.asked()
    desk.server.replies["/map"] = answer(f"<urlset>{old}{new}</urlset>", content_type="text/xml")
    desk.run(timedelta(days=1))
    assert "/9" in desk.server.asked()
    assert "/8" not in desk.server.asked()


def test_moved_article_is_followed_under_its_new_address(desk: Desk) -> None:
    """One article is asked for once, however many addresses it has."""
    desk.run()
    desk.server.replies["/new"] = desk.server.replies["/1"]
    desk.server.replies["/1"] = answer("", "301 Moved Permanently", location="/new")
    assert Outcome.MOVED in outcomes(desk.run(timedelta(hours=6)))
    desk.at += timedelta(days=30)
    assert sorted(desk.due()) == [desk.server.url("/2"), desk.server.url("/new")]


def test_an_article_whose_new_address_came_first_is_followed_once(desk: Desk) -> None:
    """A source shows the new address while the old one still answers; then the old one leads to it for good."""
    desk.server.replies["/2"] = desk.server.replies["/1"]
    desk.run()
    assert desk.archive.query.summary().articles == 2
    desk.server.replies["/1"] = answer("", "301 Moved Permanently", location="/2")
    assert Outcome.MOVED in outcomes(desk.run(timedelta(hours=6)))
    desk.at += timedelta(days=30)
    assert (sorted(desk.due()), desk.archive.query.summary().articles) == ([desk.server.url("/2")], 1)


def test_clock_that_went_back_stops_nothing(desk: Desk) -> None:
    """What a clock that ran ahead has planned for the next decade is done now."""
    desk.run(timedelta(days=4000))
    looks = desk.run(-timedelta(days=4000))
    assert len([look for look in looks if isinstance(look, SourceLook)]) == 1
    assert len(outcomes(looks)) == 2


def test_one_run_at_a_time(tmp_path: Path) -> None:
    """A second one ends at once, or waits for as long as it is told."""
    waited: list[float] = []
    database = tmp_path / "newsgrab.db"
    with only_run(database, wait_s=0, sleep=waited.append):
        with (
            pytest.raises(RunBusy, match=r"is at work; --wait TIME \(30s"),
            only_run(database, wait_s=0, sleep=waited.append),
        ):
            pass
        assert waited == []
        with pytest.raises(RunBusy), only_run(database, wait_s=2, sleep=waited.append):
            pass
        assert sum(waited) == 2
    with only_run(database, wait_s=0, sleep=waited.append):
        pass
