"""Telling others what a run found: by mail, to a hook, to a command; and whether all is well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from newsgrab.errors import BadSettings
from newsgrab.following.notification import recipient
from tests.cli.conftest import Newsgrab
from tests.cli.test_following import article
from tests.servers import Rogue


@dataclass
class Hook:
    """A server that keeps what it is told."""

    url: str = ""
    status: int = 200
    told: list[Any] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def hook() -> Iterator[Hook]:
    one = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            one.told.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.answer()

        def do_GET(self) -> None:
            one.asked.append(self.path)
            self.answer()

        def answer(self) -> None:
            self.send_response(one.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    one.url = f"http://127.0.0.1:{server.server_port}/hook"
    yield one
    server.shutdown()
    server.server_close()


@pytest.fixture
def desk(newsgrab: Newsgrab) -> Iterator[tuple[Newsgrab, Rogue]]:
    """A page that is followed by itself and was looked at once."""
    with Rogue() as server:
        server.replies["/a/7"] = article("The bridge is open")
        url = server.url("/a/7")
        assert newsgrab("source", "add", url, "--kind", "page", "--every", "5m").code == 0
        assert newsgrab("run", "--delay", "0").code == 0
        yield newsgrab, server


def remove(desk: tuple[Newsgrab, Rogue]) -> None:
    """Take the page away, and make it due."""
    newsgrab, server = desk
    del server.replies["/a/7"]
    due(newsgrab)


def due(newsgrab: Newsgrab) -> None:
    assert newsgrab("source", "list").code == 0
    newsgrab.python(
        "import sqlite3; c = sqlite3.connect('archive/newsgrab.db', isolation_level=None);"
        " c.execute(\"UPDATE due SET at = '2020-01-01T00:00:00.000Z'\")"
    )


def sendmail(newsgrab: Newsgrab, script: str) -> dict[str, str]:
    """An environment whose mail program is this script."""
    path = newsgrab.write("bin/sendmail", f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return {"PATH": f"{path.parent}:/usr/bin:/bin"}


def test_a_removal_is_mailed(desk: tuple[Newsgrab, Rogue]) -> None:
    """Once: with the kind, the headline and the address."""
    newsgrab, _ = desk
    environment = sendmail(newsgrab, "cat > mail-$$.txt") | {"NEWSGRAB_NOTIFY": "mailto:desk@courier.example"}
    remove(desk)
    assert newsgrab("run", "--delay", "0", stdin=b"", **environment).code == 1
    (mail,) = [path.read_text(encoding="utf-8") for path in newsgrab.folder.glob("mail-*.txt")]
    assert "To: desk@courier.example" in mail
    assert "Subject: newsgrab: gone: The bridge is open" in mail
    assert "/a/7" in mail
    due(newsgrab)
    newsgrab("run", "--delay", "0", stdin=b"", **environment)
    assert len(list(newsgrab.folder.glob("mail-*.txt"))) == 1


def test_a_hook_that_fails_is_told_after_the_next_run(desk: tuple[Newsgrab, Rogue], hook: Hook) -> None:
    """The look is kept all the same, and nothing that happened is lost."""
    newsgrab, _ = desk
    told = {"NEWSGRAB_NOTIFY": f"{hook.url}#on=removed"}
    hook.status = 500
    remove(desk)
    done = newsgrab("run", "--delay", "0", stdin=b"", **told)
    assert done.code == 1
    assert "answers 500; it is told again after the next run" in done.err
    assert hook.url not in done.err  # who reads the mail of cron cannot post there
    assert newsgrab("changes").rows[0][2] == "gone"
    hook.status, hook.told = 200, []
    newsgrab("run", "--delay", "0", stdin=b"", **told)
    (message,) = hook.told
    assert [event["kind"] for event in message["events"]] == ["gone"]
    assert "The bridge is open" in message["text"]
    newsgrab("run", "--delay", "0", stdin=b"", **told)
    assert len(hook.told) == 1


def test_a_recipient_hears_only_what_it_asked_for(desk: tuple[Newsgrab, Rogue], hook: Hook) -> None:
    """By kind and by site."""
    newsgrab, _ = desk
    remove(desk)
    newsgrab("run", "--delay", "0", NEWSGRAB_NOTIFY=f"{hook.url}#on=edited {hook.url}#site=other.example")
    assert hook.told == []


def test_a_command_gets_the_events_as_json_lines(desk: tuple[Newsgrab, Rogue]) -> None:
    """It is not called where there are none."""
    newsgrab, server = desk
    newsgrab("run", "--delay", "0", "--exec", "tee none.jsonl")
    assert not (newsgrab.folder / "none.jsonl").exists()
    server.replies["/a/7"] = article("The bridge is shut")
    due(newsgrab)
    assert newsgrab("run", "--delay", "0", "--exec", "tee events.jsonl").code == 0
    (line,) = (newsgrab.folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    event = json.loads(line)
    assert (event["kind"], event["title"]) == ("retitled", "The bridge is shut")
    assert "[-open-]{+shut+}" in event["detail"]


def test_notify_shows_and_tries_the_recipients(newsgrab: Newsgrab, hook: Hook) -> None:
    """--test tells of each whether it came."""
    assert newsgrab("notify").code == 2
    environment = sendmail(newsgrab, "exit 3") | {"NEWSGRAB_NOTIFY": f"{hook.url} mailto:desk@courier.example"}
    rows = newsgrab("notify", stdin=b"", **environment).rows
    assert [row[3] for row in rows] == ["configured", "configured"]
    assert [row[0] for row in rows] == [hook.url.replace("/hook", "/…"), "mailto:desk@courier.example"]
    assert hook.told == []
    done = newsgrab("notify", "--test", stdin=b"", **environment)
    assert done.code == 1
    assert [row[3].partition(":")[0] for row in done.rows] == ["sent", "failed"]
    assert hook.told[0]["text"] == "trouble: This is a test of newsgrab notify"


def test_a_run_that_went_well_pings(desk: tuple[Newsgrab, Rogue], hook: Hook) -> None:
    """One with troubles does not: the monitor misses it."""
    newsgrab, _ = desk
    newsgrab("run", "--delay", "0", NEWSGRAB_PING=hook.url)
    assert hook.asked == ["/hook"]
    remove(desk)
    newsgrab("run", "--delay", "0", NEWSGRAB_PING=hook.url)
    assert hook.asked == ["/hook"]


@pytest.mark.parametrize("text", ["desk@courier.example", "mailto:desk", "ftp://x", "https://", "https://h#on=rain"])
def test_a_wrong_recipient_is_refused(text: str) -> None:
    """Before a run, not after it."""
    with pytest.raises(BadSettings, match="notify"):
        recipient(text)


def test_health_tells_what_is_bad(desk: tuple[Newsgrab, Rogue], tmp_path: Path) -> None:
    """With exit code 1; -q prints nothing but that."""
    newsgrab, _ = desk
    well = newsgrab("health")
    assert (well.code, {row[0] for row in well.rows}) == (0, {"ok"})
    assert newsgrab("health", "-q").out == ""
    newsgrab.python(
        "import sqlite3; c = sqlite3.connect('archive/newsgrab.db', isolation_level=None);"
        " c.execute(\"UPDATE source SET visited_at = '2020-01-01T00:00:00.000Z'\")"
    )
    bad = newsgrab("health", "-q")
    assert (bad.code, bad.rows[0][:2]) == (1, ["bad", "runs"])
    del tmp_path


def test_health_before_anything_is_followed(newsgrab: Newsgrab) -> None:
    """Says how to begin."""
    newsgrab.write("1.html", "<html><title>x</title>")
    newsgrab("fetch", "1.html")
    assert "newsgrab source add URL" in newsgrab("health").out
