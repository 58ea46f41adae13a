"""The past from a web archive: the right versions and bounds, few requests, good manners."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from newsgrab.archive import Archive
from newsgrab.errors import WebArchiveError
from newsgrab.outcomes import Outcome
from newsgrab.page import Origin, Page
from newsgrab.source.captures import Span
from newsgrab.visit import RecordResult
from newsgrab.workers.tasks import prepare
from tests.fetch.conftest import Slept
from tests.importing.conftest import Came
from tests.servers import Talk, answer, redirect
from tests.warc.samples import HTML, MONDAY, SITE, article
from tests.web_archives import FakeWayback, Kept, memento

URL = f"{SITE}/1"
Fill = Callable[..., Came]


def day(number: float, sign: str = "a", **others: Any) -> Kept:
    """A capture so many days after Monday, of a text named by a sign."""
    return Kept(MONDAY + timedelta(days=number), article(1, extra=f"Witness {sign} saw it all."), **others)


def history(archive: Archive) -> dict[str, Any]:
    """Looks and versions of the article, without what goes by arrival."""
    ref = archive.resolve(URL)
    looks = [{k: v for k, v in visit._asdict().items() if k != "id"} for visit in archive.history.visits(ref)]
    return {"looks": looks, "versions": [asdict(version) for version in archive.history.versions(ref)]}


def bounds(archive: Archive) -> list[tuple[str | None, str, int]]:
    """When each version came to be, at earliest and at latest, and how many looks saw it."""
    versions = archive.history.versions(archive.resolve(URL))
    return [(each.not_before and each.not_before[:10], each.first_seen_at[:10], each.looks) for each in versions]


def test_sixty_captures_are_sixty_looks(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """With the right versions and bounds; of captures with one digest one is asked for."""
    signs = "a" * 20 + "b" * 25 + "a" * 5 + "c" * 10
    wayback.captures[URL] = [day(number, sign) for number, sign in enumerate(signs)]
    came = fill(archive, URL)
    assert len(came) == 60
    assert len(archive.history.visits(archive.resolve(URL))) == 60
    assert bounds(archive) == [
        (None, "2025-03-03", 20),
        ("2025-03-22", "2025-03-23", 25),
        ("2025-04-16", "2025-04-17", 5),
        ("2025-04-21", "2025-04-22", 10),
    ]
    assert len(wayback.asked("/web/2")) == 3
    assert {visit.origin for visit in archive.history.visits(archive.resolve(URL))} == {Origin.MEMENTO}


def test_the_same_again_adds_nothing_and_asks_for_nothing(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """Only the list is asked for; what was captured since comes in."""
    wayback.captures[URL] = [day(0), day(1, "b")]
    fill(archive, URL)
    before = history(archive)
    wayback.times.clear()
    assert fill(archive, URL) == []
    assert history(archive) == before
    assert wayback.asked("/web/2") == []
    wayback.captures[URL].append(day(2, "b"))
    (late,) = fill(archive, URL)
    assert isinstance(late, RecordResult)
    assert late.outcome is Outcome.NOT_MODIFIED
    assert wayback.asked("/web/2") == []


@pytest.mark.parametrize("stops", range(1, 12))
def test_it_goes_on_where_it_stopped(
    tmp_path_factory: pytest.TempPathFactory, wayback: FakeWayback, archive: Archive, fill: Fill, stops: int
) -> None:
    """Stopped after any look, and gone on with: the same as in one go, and what was kept is not asked for again."""
    wayback.captures[URL] = [day(number, sign) for number, sign in enumerate("aabbccddeeff")]
    fill(archive, URL, ends_after=stops)
    looks = archive.history.visits(archive.resolve(URL))
    kept = {datetime.fromisoformat(look.at).strftime("%Y%m%d%H%M%S") for look in looks}
    assert len(kept) >= stops
    wayback.times.clear()
    fill(archive, URL)
    assert not [path for path in wayback.asked("/web/2") if path[5:19] in kept]
    with Archive(tmp_path_factory.mktemp("once"), create=True) as once:
        fill(once, URL)
        assert history(archive) == history(once)


def test_a_stopped_backfill_has_the_outline(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """The newest and the oldest come first, then the middle."""
    wayback.captures[URL] = [day(number, str(number)) for number in range(9)]
    fill(archive, URL, ends_after=3)
    looks = archive.history.visits(archive.resolve(URL))
    assert {"2025-03-03", "2025-03-07", "2025-03-11"} <= {look.at[:10] for look in looks}


def test_live_looks_and_captures_bound_each_other(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """An edit lies between the last look before it and the first one after it, whoever made them; none is invented."""
    for number, sign in ((1.5, "a"), (4.5, "b"), (8.5, "b")):
        kept = day(number, sign)
        live = Page(kept.body, kept.at, Origin.HTTP, URL, URL, 200, (("etag", f'"{sign}"'),))
        prepared = prepare(live)
        assert not isinstance(prepared, Exception)
        archive.keep(prepared)
    wayback.captures[URL] = [day(0, "a"), day(3, "a"), day(4, "b"), day(6, "b"), day(9, "c"), day(10, "c")]
    fill(archive, URL)
    assert bounds(archive) == [
        (None, "2025-03-03", 3),
        ("2025-03-06", "2025-03-07", 4),
        ("2025-03-12", "2025-03-12", 2),
    ]
    origins = [visit.origin for visit in archive.history.visits(archive.resolve(URL))]
    assert origins == ["memento", "http", "memento", "memento", "http", "memento", "http", "memento", "memento"]


def test_a_digest_of_a_cut_page_proves_no_whole_text(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """What came cut once is asked for again: the same bytes at another time may come whole."""
    kept = [day(0), day(1)]
    wayback.captures[URL] = kept

    def cut(talk: Talk) -> None:
        talk.send(memento(kept[0])[:-300])
        talk.hang_up()

    wayback.odd[kept[0].stamp] = cut
    fill(archive, URL)
    assert len(set(wayback.asked("/web/2"))) == 2
    looks = archive.history.visits(archive.resolve(URL))
    assert [look.outcome for look in looks] == [Outcome.NEW, Outcome.COMPLETED]


def test_what_the_page_answered_is_a_look(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """404 and 410 are removals at their time; a redirect and the page it led to are one look."""
    there = Kept(MONDAY + timedelta(days=4, seconds=2), article(1, extra="It moved."))
    away = day(4, status="301 Moved Permanently", headers={"location": f"{SITE}/moved"})
    wayback.captures[URL] = [day(0), replace(day(2), status="404 Not Found", body=b"no such page"), away]
    wayback.captures[f"{SITE}/moved"] = [there]
    wayback.odd[away.stamp] = memento(
        replace(away, headers={"location": f"{wayback.base}{there.stamp}id_/{SITE}/moved"})
    )
    came = fill(archive, URL)
    looks = archive.history.visits(archive.resolve(URL))
    assert [(look.outcome, look.at[:10]) for look in looks] == [
        (Outcome.NEW, "2025-03-03"),
        (Outcome.GONE, "2025-03-05"),
        (Outcome.CHANGED, "2025-03-07"),
    ], came
    assert looks[-1].final_url == f"{SITE}/moved"


def test_a_redirect_whose_page_was_captured_later_is_no_look(
    wayback: FakeWayback, archive: Archive, fill: Fill
) -> None:
    """Nobody saw then what stood there: it is counted, and no more."""
    far = Kept(MONDAY + timedelta(days=300), article(2))
    away = day(4, status="302 Found", headers={"location": f"{SITE}/2"})
    wayback.captures |= {URL: [day(0), away], f"{SITE}/2": [far]}
    assert len(fill(archive, URL)) == 1
    (row,) = archive.imports.listed()
    assert (row.looks, row.other, row.troubles) == (1, 1, 0)


def test_the_nearest_capture_has_its_own_time(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """Where the archive leads to another capture, the look is at the time of that one."""
    wayback.captures[URL] = [day(0), day(3, "b"), day(5, "c")]
    wayback.odd[day(3).stamp] = redirect(f"/web/{day(5).stamp}id_/{URL}")
    fill(archive, URL)
    assert [look.at[:10] for look in archive.history.visits(archive.resolve(URL))] == ["2025-03-03", "2025-03-08"]


@pytest.mark.parametrize(
    "said",
    [
        answer("<h1>Hrm. The page cannot be displayed due to robots.txt.</h1>", "403 Forbidden"),
        answer("<h1>Got an HTTP 302 response at crawl time</h1>"),
        answer("<title>Internet Archive</title><p>Please wait</p>"),
        answer("not here", "404 Not Found"),
    ],
    ids=["blocked", "redirect page", "200", "404"],
)
def test_what_the_archive_says_of_itself_is_no_look(
    wayback: FakeWayback, archive: Archive, fill: Fill, said: bytes
) -> None:
    """Whatever its status: without a Memento-Datetime it is not the page. It is told, and asked for again next time."""
    wayback.captures[URL] = [day(0), day(3, "b")]
    wayback.odd[day(3).stamp] = said
    came = fill(archive, URL)
    assert sorted(type(each).__name__ for each in came) == ["RecordResult", "WebArchiveError"]
    assert len(archive.history.visits(archive.resolve(URL))) == 1
    wayback.odd.clear()
    fill(archive, URL)
    assert [each.outcome for each in archive.history.visits(archive.resolve(URL))] == [Outcome.NEW, Outcome.CHANGED]


def test_the_next_capture_of_a_digest_is_tried(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """Where the first cannot be had."""
    wayback.captures[URL] = [day(0), day(1), day(2)]
    wayback.odd[day(0).stamp] = answer("sorry", "403 Forbidden")
    fill(archive, URL)
    assert [each.at[:10] for each in archive.history.visits(archive.resolve(URL))] == ["2025-03-04", "2025-03-05"]


def test_an_archive_that_says_429_is_left_alone(
    wayback: FakeWayback, archive: Archive, fill: Fill, slept: Slept
) -> None:
    """A minute with everything after each; at the third nothing more is asked, and the next command goes on."""
    wayback.captures[URL] = [day(number, str(number)) for number in range(4)]
    for kept in wayback.captures[URL][:3]:
        wayback.odd[kept.stamp] = answer("slow down", "429 Too Many Requests")
    *_, last = fill(archive, URL, f"{SITE}/2")
    assert isinstance(last, WebArchiveError)
    assert last.final
    refused = [at for at, path in wayback.times if any(stamp in path for stamp in wayback.odd)]
    assert len(refused) == 3
    assert all(after - before >= 60 for before, after in itertools.pairwise(refused))
    assert wayback.times[-1][0] == refused[-1]
    wayback.odd.clear()
    slept.at += 600
    fill(archive, URL)
    assert len(archive.history.visits(archive.resolve(URL))) == 4


def test_the_limits_of_the_archive_hold(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """In no minute more than 30 lists or 600 captures, however short a pause the user asks for."""
    urls = [f"https://desk{number}.example/news" for number in range(40)]
    for number, url in enumerate(urls):
        texts = [article(number, extra=f"Note {each}.") for each in range(30 if number % 10 == 0 else 1)]
        wayback.captures[url] = [Kept(MONDAY + timedelta(days=n), text) for n, text in enumerate(texts)]
    fill(archive, *urls)
    for kind, most, count in (("/cdx", 30, 40), ("/web/2", 600, 156)):
        times = [at for at, path in wayback.times if path.startswith(kind)]
        assert len(times) == count
        assert max(sum(begin <= at < begin + 60 for at in times) for begin in times) <= most


def test_lists_come_in_parts(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """With a resume key at the end of each."""
    wayback.captures[URL] = [day(number) for number in range(25)]
    wayback.rows = 10
    assert len(fill(archive, URL)) == 25
    assert len(wayback.asked("/cdx")) == 3


def test_many_addresses_are_listed_together(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """In parts, and whatever else begins like them; where it would take too many parts, each is asked for."""
    urls = [f"{SITE}/{number}" for number in range(8)]
    for url in (*urls, f"{SITE}/else"):
        wayback.captures[url] = [day(0, url), day(1, url), day(2, f"{url} edited")]
    wayback.rows = 10
    assert len(fill(archive, *urls)) == 24
    assert len(wayback.asked("/cdx")) == 3
    wayback.rows = 5
    assert fill(archive, *urls) == []
    assert len(wayback.asked("/cdx")) == 3 + 4 + 8


def test_captures_that_cannot_be_named_are_told(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """A time map in which addresses have no fourteen digits gives no looks, and says so."""
    wayback.captures[URL] = [day(0), day(1)]
    wayback.lists = wayback.named = False
    (error,) = fill(archive, URL)
    assert str(error).endswith("do not name the time in fourteen digits: 2")


def test_without_digests_every_capture_is_asked_for(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """An archive with nothing but time maps does as well."""
    wayback.captures[URL] = [day(number, sign) for number, sign in enumerate("aaabb")]
    wayback.lists = False
    fill(archive, URL)
    assert bounds(archive) == [(None, "2025-03-03", 3), ("2025-03-05", "2025-03-06", 2)]
    assert len(wayback.asked("/web/2")) == 5
    fill(archive, URL)
    assert len(wayback.asked("/web/2")) == 5


def test_only_what_is_wanted_is_asked_for(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """From a day on, before another, one in each week; what is no page is not asked for either."""
    wayback.captures[URL] = [day(number, str(number)) for number in range(40)]
    wayback.captures[URL][15] = day(15, mime="image/png")
    span = Span(MONDAY + timedelta(days=10), MONDAY + timedelta(days=30), timedelta(days=7))
    fill(archive, URL, span=span)
    days = [(datetime.fromisoformat(each.at) - MONDAY).days for each in archive.history.visits(archive.resolve(URL))]
    assert days == [10, 17, 24]


def test_the_headers_are_the_page_s_own(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """Not those of the archive; a body that is packed, and not called so, is unpacked."""
    kept = day(0, headers={**HTML, "etag": '"x"', "last-modified": "Mon, 03 Mar 2025 14:00:00 GMT"})
    wayback.captures[URL] = [kept]
    wayback.odd[kept.stamp] = memento(kept, packed=True)
    fill(archive, URL)
    assert archive.history.validators(URL) == ('"x"', "Mon, 03 Mar 2025 14:00:00 GMT")
    (row,) = archive.connection.execute("SELECT headers FROM visit").fetchone()
    assert "nginx" not in row
    assert "press/1" in row
    assert archive.history.page(archive.resolve(URL)) == kept.body


def test_a_place_without_a_list_is_told(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """A site that answers everything with a page of its own is no archive."""
    wayback.always = answer("<!doctype html><title>Shop</title>")
    (error,) = fill(archive, URL)
    assert "no list of captures at" in str(error)


def test_an_address_that_nobody_captured_has_no_past(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """That is no trouble."""
    assert fill(archive, URL) == []
    wayback.lists = False
    assert fill(archive, URL) == []


def test_a_page_that_could_not_be_read_is_asked_for_again(wayback: FakeWayback, archive: Archive, fill: Fill) -> None:
    """The trouble may have been of the moment; the look that failed stays."""
    kept = day(0)
    wayback.captures[URL] = [kept, day(1, "b")]
    failed = Page(kept.body, kept.at, Origin.MEMENTO, URL, URL, 200)
    archive.record_other(URL, Outcome.FAILED, "given up", at=kept.at, page=failed)
    fill(archive, URL)
    outcomes = [look.outcome for look in archive.history.visits(archive.resolve(URL))]
    assert outcomes == [Outcome.FAILED, Outcome.NEW, Outcome.CHANGED]
