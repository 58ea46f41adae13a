"""The pace of what is followed, in the user's hand."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tests.cli.conftest import Newsgrab
from tests.cli.test_following import article
from tests.servers import Rogue, answer


def test_a_page_is_followed_at_the_pace_that_was_asked_for(newsgrab: Newsgrab) -> None:
    """Newsgrab why tells the rule; the same command again sets another pace."""
    with Rogue() as server:
        url = server.url("/minister")
        server.replies["/minister"] = article("The minister explains the bridge")
        added = newsgrab("source", "add", url, "--kind", "page", "--every", "2h", "--priority", "3", "--json")
        assert (added.code, added.json[0]["kind"]) == (0, "page")
        assert [request.path for request in server.requests] == []
        assert newsgrab("run", "--delay", "0").code == 0
        assert "every 2 h" in newsgrab("why", "1").out
        (followed,) = newsgrab("source", "list", "--json").json
        assert (followed["every_minutes"], followed["priority"], followed["max_gap_minutes"]) == (120, 3, None)
        assert newsgrab("source", "add", url, "--kind", "page", "--max-gap", "1d").rows[0][0] == "already followed"
        (followed,) = newsgrab("source", "list", "--json").json
        assert followed["max_gap_minutes"] == 1440


def test_a_sitemap_beside_a_section_is_followed_as_its_bell(newsgrab: Newsgrab) -> None:
    """It is told of, and goes with its source."""
    with Rogue() as server:
        links = "".join(f'<li><a href="/a/{n}">The council discusses bridge {n} at length</a></li>' for n in range(9))
        server.replies["/politics"] = answer(f"<!doctype html><title>Politics</title><ul>{links}</ul>")
        server.replies["/robots.txt"] = answer(f"Sitemap: {server.url('/sitemap.xml')}\n", content_type="text/plain")
        entries = "".join(f"<url><loc>{server.url(f'/a/{n}')}</loc></url>" for n in range(9))
        server.replies["/sitemap.xml"] = answer(f"<urlset>{entries}</urlset>", content_type="text/xml")
        added = newsgrab("source", "add", server.url("/politics"))
        assert [row[:2] for row in added.rows] == [["added", "listing"], ["bell", "sitemap"]]
        assert [row[2] for row in newsgrab("source", "list").rows] == ["ok", "bell of 1"]
        assert newsgrab("source", "remove", "1").code == 0
        assert newsgrab("source", "list").rows == []


def test_a_pace_that_is_too_quick_is_refused(newsgrab: Newsgrab) -> None:
    """No server is asked every second."""
    done = newsgrab("source", "add", "https://courier.example/", "--every", "10s")
    assert (done.code, done.err) == (2, "newsgrab: --every: at least 5m\n")
    done = newsgrab("source", "add", "https://courier.example/", "--priority", "12")
    assert (done.code, done.err) == (2, "newsgrab: --priority: a whole number from 0 to 9, not '12'\n")


def test_a_longest_pause_holds_at_once(newsgrab: Newsgrab) -> None:
    """The looks that are planned already are brought forward, by the source's word or the setting's."""
    with Rogue() as server:
        server.replies["/minister"] = article("The minister explains the bridge")
        newsgrab.write("list.txt", server.url("/minister"))
        newsgrab("source", "add", "list.txt", "--every", "2h")
        assert newsgrab("run", "--dry-run").rows[0][3] == "every 120 min"
        newsgrab("run", "--delay", "0")
        assert "no edit in 1 look" in newsgrab("why", "1").out
        newsgrab("source", "add", "list.txt", "--max-gap", "10m")
        assert "the longest pause that its source allows: again after 10 min" in newsgrab("why", "1").out
        newsgrab("source", "add", "list.txt", "--priority", "2")
        (followed,) = newsgrab("source", "list", "--json").json
        assert (followed["max_gap_minutes"], followed["priority"]) == (10, 2)
        assert [row[0] for row in newsgrab("run", "--dry-run").rows] == ["source"]
        newsgrab.process("run", "--delay", "0", NEWSGRAB_MAX_GAP="6m")
        assert "again after 6 min" in newsgrab("why", "1").out


def test_a_source_of_which_nothing_can_be_read_is_told(newsgrab: Newsgrab) -> None:
    """It answers, and still nobody reads anything of it: health and the list of sources say so."""
    with Rogue() as server:
        server.replies["/minister"] = answer("not here", status="404 Not Found")
        newsgrab.write("list.txt", server.url("/minister"))
        newsgrab("source", "add", "list.txt")
        assert newsgrab("run", "--delay", "0").out == ""
        assert newsgrab("source", "list").rows[0][2] == "nothing read"
        health = newsgrab("health", "-q")
        assert (health.code, health.rows[0][:2]) == (1, ["bad", "pages"])
        assert f"none of 1 addresses became an article: newsgrab why {server.url('/minister')}" in health.out


def test_a_clock_that_cannot_be_right_is_told(newsgrab: Newsgrab) -> None:
    """By the servers' word, by a run with exit code 1; and where the last look was kept at a time yet to come."""
    with Rogue() as server:
        page = article("The minister explains the bridge")
        server.replies["/minister"] = page.replace(b"\r\n", b"\r\nDate: Wed, 01 Jan 2098 10:00:00 GMT\r\n", 1)
        newsgrab.write("list.txt", server.url("/minister"))
        newsgrab("source", "add", "list.txt")
        done = newsgrab("run", "--delay", "0")
        assert done.code == 1
        assert "the servers say 2098-01-01 10:00" in done.err
        assert "the servers say 2098-01-01 10:00" in newsgrab("fetch", server.url("/minister"), "--delay", "0").err
    assert "ok\tclock\tgoes forward" in newsgrab("health").out
    with closing(sqlite3.connect(newsgrab.folder / "archive" / "newsgrab.db")) as database, database:
        database.execute("UPDATE look SET added_at = '2098-01-01T10:00:00.000Z'")
    for said in (newsgrab("health").out, newsgrab("fetch", "http://127.0.0.1:9/", "--delay", "0").err):
        assert "but the last look was kept at 2098-01-01 10:00" in said
