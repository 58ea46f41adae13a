"""What a run decided can be read afterwards, and holds no secret."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_following import article, newsgrab
from tests.servers import Rogue, answer, redirect

FEED = "<rss version='2.0'><channel><title>Courier</title>{}</channel></rss>"


@pytest.fixture
def server() -> Iterator[Rogue]:
    with Rogue() as rogue:
        items = "".join(f"<item><title>Bridge {n}</title><link>{rogue.url(f'/a/{n}')}</link></item>" for n in range(3))
        rogue.replies["/feed"] = answer(FEED.format(items), content_type="application/rss+xml")
        rogue.replies["/robots.txt"] = answer("User-agent: *\nDisallow: /a/2\n")
        rogue.replies |= {"/a/0": redirect("/a/1", set_cookie="session=s3cret"), "/a/1": article("A bridge is opened")}
        yield rogue


def test_a_run_tells_each_decision(tmp_path: Path, server: Rogue) -> None:
    """Why an address was asked for, what was on the way, why not, and what came of it."""
    newsgrab(tmp_path, "source", "add", server.url("/feed"))
    run = newsgrab(tmp_path, "run", "--delay", "0", "--pages", "2", "-v", "--log-file", "run.log")
    assert (run.stdout, run.stderr) == ("", "")
    lines = [line.split("\t") for line in (tmp_path / "run.log").read_text(encoding="utf-8").splitlines()]
    assert {len(line) for line in lines} == {5}
    told = {(what, decision, url.removeprefix(server.url("/"))) for _, what, decision, url, _ in lines}
    assert told >= {
        ("source", "due", "feed"),
        ("source", "ok", "feed"),
        ("host", "rules", "robots.txt"),
        ("page", "due", "a/0"),
        ("request", "302", "a/0"),
        ("request", "200", "a/1"),
        ("run", "left", ""),
    }, told


def test_without_verbose_there_are_results_only(tmp_path: Path, server: Rogue) -> None:
    """A line for each look; and nobody hears of anything without --log-file."""
    newsgrab(tmp_path, "source", "add", server.url("/feed"))
    run = newsgrab(tmp_path, "run", "--delay", "0", "--log-file", "run.log")
    assert (run.stdout, run.stderr) == ("", "")
    lines = [line.split("\t") for line in (tmp_path / "run.log").read_text(encoding="utf-8").splitlines()]
    assert [(what, outcome) for _, what, outcome, *_ in lines].count(("page", "refused")) == 1
    assert {what for _, what, *_ in lines} == {"source", "page"}


def test_no_secret_is_logged(tmp_path: Path, server: Rogue) -> None:
    """Neither a password that was typed nor a cookie that a server set."""
    address = server.url("/a/0").replace("http://", "http://desk:s3cret@")
    done = newsgrab(tmp_path, "fetch", address, "-v", "--delay", "0")
    assert "request\t200" in done.stderr
    assert "page\tnew" in done.stderr
    assert "s3cret" not in done.stderr + done.stdout
    assert "czNjcmV0" not in done.stderr  # nor as it is sent
