"""The life of an article as a person sees it: edited, gone, back again. Real processes, a real server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.cli.conftest import Newsgrab, page
from tests.cli.test_terminal import STYLE, on_terminal
from tests.servers import Rogue, answer

NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@pytest.fixture
def server() -> Iterator[Rogue]:
    """A site of one article, 12."""
    with Rogue() as rogue:
        rogue.replies["/article/12"] = answer(_page(rogue))
        yield rogue


def _page(rogue: Rogue, **changes: str) -> str:
    return page(**changes).replace("https://harbour.example", rogue.url(""))  # type: ignore[arg-type]


def test_a_removal_stands_between_two_looks(newsgrab: Newsgrab, server: Rogue) -> None:
    """History tells when it went and when it came back, in words and in JSON."""
    url = server.url("/article/12")
    there = server.replies["/article/12"]
    for reply in (there, NOT_FOUND, NOT_FOUND, there):
        server.replies["/article/12"] = reply
        newsgrab("fetch", url, "--delay", "0")
        assert bool(newsgrab("show", "1", "--json").json[0]["gone_since"]) is (reply is NOT_FOUND)
    absence = next(row for row in newsgrab("history", "1", "--json").json if row["kind"] == "absence")
    looks = [row["at"] for row in newsgrab("history", "1", "--json").json if row["kind"] == "visit"]
    assert [absence[name] for name in ("not_before", "first_gone_at", "last_gone_at", "returned_at")] == looks
    assert absence["looks"] == 2
    told = next(line for line in newsgrab("history", "1").out.splitlines() if line.startswith("gone"))
    assert told.startswith("gone       went between ")
    assert "(2 looks, last " in told
    assert ", back between " in told
    assert [row[2] for row in newsgrab("changes").rows] == ["returned", "gone"]


def test_an_address_without_an_article_tells_of_its_looks(newsgrab: Newsgrab, server: Rogue) -> None:
    """It is known, but nothing was ever read there."""
    url = server.url("/nothing")
    assert newsgrab("fetch", url, "--delay", "0").code == 1
    run = newsgrab("history", url)
    assert run.code == 2
    assert "no article was read there (1 look at " in run.err
    assert "gone: the server answers 404" in run.err


def test_a_look_by_hand_plans_the_next_one(newsgrab: Newsgrab, server: Rogue) -> None:
    """What fetch finds of a followed article tells run when to look again."""
    url = server.url("/article/12")
    newsgrab.write("list.txt", url)
    newsgrab("source", "add", "list.txt")
    newsgrab("run", "--delay", "0")
    assert "no edit in 1 look" in newsgrab("why", "1", "--json").json[0]["reason"]
    server.replies["/article/12"] = NOT_FOUND
    assert newsgrab("fetch", url, "--delay", "0").rows[0][:2] == ["gone", "1"]
    why = newsgrab("why", "1", "--json").json[0]
    assert why["reason"].startswith("not there (1): to be sure of it, after 6 h")
    assert datetime.fromisoformat(why["next_at"]).utcoffset() is not None


def test_lines_stand_above_the_bar(newsgrab: Newsgrab, server: Rogue) -> None:
    """A list of addresses on a terminal: each line of a result begins at the left."""
    server.replies["/article/13"] = answer(_page(server, title="عنوان آخر للسفن الصغيرة").replace("/12", "/13"))
    urls = [server.url(f"/article/{number}") for number in (12, 13)]
    code, seen = on_terminal(newsgrab, "fetch", "--delay", "0", *urls, columns=120)
    assert code == 0
    lines = STYLE.sub("", seen).split("\n")
    results = [line.rpartition("\r")[2].rpartition("\x1b[2K")[2] for line in lines if "views" in line]
    assert len(results) == 2
    assert all(line.startswith("new ") for line in results), results


def test_a_narrow_list_keeps_its_titles(filled: Newsgrab) -> None:
    """Where there is no room for a table, each article has two lines."""
    _, seen = on_terminal(filled, "list", columns=40)
    assert [line.split()[0] for line in STYLE.sub("", seen).splitlines() if "@" in line] == ["2@1", "1@2"]
    assert "حركة الشحن ترتفع في الربيع" in seen


def test_sources_are_listed_for_people_and_for_programs(newsgrab: Newsgrab, server: Rogue) -> None:
    """Two lines a source on a terminal; in a pipe cells, with the time of the last look in UTC."""
    newsgrab.write("list.txt", server.url("/article/12"))
    newsgrab("source", "add", "list.txt")
    assert "file · ok · 0 links · 0 articles · not looked at yet" in STYLE.sub(
        "", on_terminal(newsgrab, "source", "list")[1]
    )
    newsgrab("run", "--delay", "0")
    assert newsgrab("source", "list").rows[0][5].endswith("Z")
    assert newsgrab("run", "--dry-run").err.startswith("nothing is due; the next source is at ")
    shown = dict(line.split(maxsplit=1) for line in newsgrab("source", "show", "1").out.splitlines())
    assert json.loads(newsgrab("source", "show", "1", "--json").out)["links"] == int(shown["links"]) == 1
