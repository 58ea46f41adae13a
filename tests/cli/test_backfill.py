"""newsgrab fetch --from, against a web archive with the manners of Wayback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.cli.conftest import Newsgrab
from tests.servers import Rogue, answer
from tests.warc.samples import MONDAY, SITE, article, response
from tests.web_archives import FakeWayback, Kept


@pytest.fixture
def wayback() -> Iterator[FakeWayback]:
    """An archive with three captures of one article, two of another."""
    with FakeWayback() as one:
        for number, signs in ((1, "aab"), (2, "cc")):
            one.captures[f"{SITE}/{number}"] = [
                Kept(MONDAY + timedelta(days=place), article(number, extra=f"Witness {sign}."))
                for place, sign in enumerate(signs)
            ]
        yield one


def past(newsgrab: Newsgrab, wayback: FakeWayback, *words: str) -> list[str]:
    """The outcomes of a backfill that goes well."""
    run = newsgrab("fetch", "--from", wayback.base, "--delay", "0", *words)
    assert run.code == 0, run.err
    return sorted(row[0] for row in run.rows)


def test_edits_of_the_past_in_one_command(newsgrab: Newsgrab, wayback: FakeWayback) -> None:
    """The history tells them with their bounds, and who the witness was."""
    assert past(newsgrab, wayback, f"{SITE}/1") == ["new", "new", "not modified"]
    told = newsgrab("history", "1").out
    assert "version 2  edited between 2025-03-04 14:02 and 2025-03-05 14:02: 1 passage" in told
    assert f"from {wayback.base}20250303140200/{SITE}/1" in told
    assert "the same bytes, by the archive's digest" in told
    (imported,) = newsgrab("info", "--json").json[0]["imports"]
    assert (imported["kind"], imported["name"], imported["looks"]) == ("archive", wayback.base, 3)
    assert newsgrab("verify").code == 0
    assert past(newsgrab, wayback, f"{SITE}/1") == []


def test_looks_by_digest_are_no_empty_pages_elsewhere(newsgrab: Newsgrab, wayback: FakeWayback) -> None:
    """An export holds what was given: of a look by the archive's word only that word."""
    past(newsgrab, wayback, f"{SITE}/1")
    newsgrab("export", "--output", "looks.warc.gz")
    run = newsgrab("fetch", "looks.warc.gz", "--archive", "again")
    assert ([row[0] for row in run.rows], run.code) == (["new", "changed"], 0)


def test_of_all_articles_of_a_site_or_a_source(newsgrab: Newsgrab, wayback: FakeWayback) -> None:
    """No address need be typed."""
    newsgrab.write("crawl.warc", response(1, at=MONDAY + timedelta(days=9)))
    newsgrab("fetch", "crawl.warc")
    assert len(past(newsgrab, wayback, "--site", "courier.example")) == 3
    newsgrab.write("list.txt", f"{SITE}/2\n")
    newsgrab("source", "add", "list.txt", "--kind", "file")
    newsgrab("run")
    assert len(past(newsgrab, wayback, "--source", "1", "--every", "7d")) == 1
    assert len(past(newsgrab, wayback, f"{SITE}/2", "--since", "2025-03-04", "--until", "2025-03-05")) == 1


def test_what_the_archive_does_not_give_is_told(newsgrab: Newsgrab, wayback: FakeWayback) -> None:
    """With exit code 1; the rest is kept."""
    wayback.odd["20250305140200"] = answer("<h1>Blocked by robots.txt</h1>", "403 Forbidden")
    run = newsgrab("fetch", "--from", wayback.base, "--delay", "0", f"{SITE}/1")
    assert run.code == 1
    assert len(run.rows) == 2
    assert "the archive's own answer (403), not the page" in run.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--from", "archive", "https://courier.example/1"], "wayback, or the address of a web archive"),
        (["--from", "wayback"], "nothing to read"),
        (["--from", "wayback", "page.html"], "not for files"),
        (["--every", "1d", "https://courier.example/1"], "goes with --from"),
        (["--source", "1"], "goes with --from"),
        (["--from", "wayback", "--source", "7"], "no such source"),
        (["--from", "wayback", "--every", "often", "https://courier.example/1"], "--every: a time such as"),
    ],
)
def test_what_was_typed_wrong_is_told(newsgrab: Newsgrab, words: list[str], message: str) -> None:
    """With exit code 2, before anybody is asked."""
    newsgrab.write("page.html", article(1))
    run = newsgrab("fetch", *words)
    assert run.code == 2
    assert message in run.err


def test_submitted_pages_are_looks_of_the_archive(newsgrab: Newsgrab, wayback: FakeWayback) -> None:
    """What it captured is read back, at the time of the capture; what it did not capture is told."""
    wayback.live[f"{SITE}/1"] = article(1, extra="Witness b.")
    run = newsgrab("submit", f"{SITE}/1", f"{SITE}/9", "--to", wayback.base)
    assert [row[0] for row in run.rows] == ["new"]
    assert run.code == 1
    assert f"{SITE}/9: was not saved" in run.err
    assert f"from {wayback.base}20260302090000/{SITE}/1" in newsgrab("history", "1").out
    assert "captures addresses, not files" in newsgrab("submit", "page.html", "--to", wayback.base).err


def test_a_run_submits_only_when_asked(newsgrab: Newsgrab, wayback: FakeWayback) -> None:
    """And only what is new or changed."""
    with Rogue() as site:
        page = article(1).replace(SITE.encode(), f"http://{site.host}".encode())
        site.replies["/1"] = answer(page)
        wayback.live[site.url("/1")] = page
        newsgrab.write("list.txt", f"{site.url('/1')}\n")
        for words in ((), ("--submit", "--submit-to", wayback.base)):
            newsgrab("source", "add", "list.txt", "--kind", "file", "--archive", str(len(words)))
            assert newsgrab("run", "--delay", "0", "--archive", str(len(words)), *words).code == 0
            assert len(wayback.asked("/save")) == len(words) // 3
        newsgrab("run", "--archive", "3", *words)
        assert len(wayback.asked("/save")) == 1
        assert "2 looks" in newsgrab("history", "1", "--archive", "3").out
