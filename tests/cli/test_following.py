"""source, run, why and schedule as people and cron call them: real processes, a real server."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsgrab.archive import Archive
from newsgrab.cli.schedule import cron_times, crontab_line, units
from newsgrab.errors import BadUsage
from newsgrab.link import Kind, Source
from tests.cli.conftest import Newsgrab
from tests.cli.test_terminal import on_terminal
from tests.servers import Rogue, Talk, answer

TEXT = "<p>" + "The bridge over the river was opened today after three years of work. " * 8 + "</p>"
HEADLINES = [f"The council discusses bridge number {n} at length" for n in range(4)]


def article(title: str) -> bytes:
    head = f"<!doctype html><html><head><title>{title}</title></head>"
    return answer(f"{head}<body><article><h1>{title}</h1>{TEXT * 3}</article>")


@pytest.fixture
def server() -> Iterator[Rogue]:
    with Rogue() as rogue:
        cards = "".join(f'<li><a href="/a/{n}">{text}</a></li>' for n, text in enumerate(HEADLINES, 100))
        rogue.replies["/politics"] = answer(f"<!doctype html><title>Politics</title><ul>{cards}</ul>")
        rogue.replies |= {f"/a/{n}": article(text) for n, text in enumerate(HEADLINES, 100)}
        yield rogue


def newsgrab(folder: Path, *words: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """A run in this process; as one of its own if nothing but `environment` is to be around it."""
    words = (*words, "--archive", str(folder / "archive"))
    if environment is None:
        done = Newsgrab(folder)(*words)
        return subprocess.CompletedProcess(words, done.code, done.out, done.err)
    return subprocess.run(
        (sys.executable, "-m", "newsgrab", *words),
        cwd=folder,
        env=environment | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )


def test_section_is_followed_from_the_first_word_to_the_next_look(tmp_path: Path, server: Rogue) -> None:
    """add, list, dry run, run, why: each says what it should; a good run is silent, also without HOME and PATH."""
    added = newsgrab(tmp_path, "source", "add", server.url("/politics"))
    assert added.stdout == f"added\tlisting\t{server.url('/politics')}\t4\tthe page itself lists 4 articles\n"
    assert newsgrab(tmp_path, "source", "add", server.url("/politics")).stdout.startswith("already followed")
    assert newsgrab(tmp_path, "run", "--dry-run").stdout.startswith("source\tlisting\t")
    run = newsgrab(tmp_path, "run", "--delay", "0", "--log-file", "run.log", environment={})
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert len((tmp_path / "run.log").read_text(encoding="utf-8").splitlines()) == 5
    listed = json.loads(newsgrab(tmp_path, "source", "list", "--json").stdout)
    assert (listed["links"], listed["articles"], listed["state"]) == (4, 4, "ok")
    why = json.loads(newsgrab(tmp_path, "why", server.url("/a/100"), "--json").stdout)
    assert why["followed"]
    assert "no edit in 1 look: again after" in why["reason"]
    removed = newsgrab(tmp_path, "source", "remove", "1")
    assert removed.stdout.startswith("removed\tlisting\t")
    assert newsgrab(tmp_path, "list").stdout.count("\n") == 4


def test_what_is_wider_than_was_asked_for_is_offered_and_not_taken(tmp_path: Path, server: Rogue) -> None:
    """A section without articles of its own, on a site with a sitemap: a person decides."""
    sitemap = "<urlset><url><loc>https://courier.example/1</loc></url></urlset>"
    server.replies |= {
        "/empty": answer("<!doctype html><title>Empty</title><p>Nothing yet"),
        "/robots.txt": answer(f"User-agent: *\nAllow: /\nSitemap: {server.url('/map.xml')}", content_type="text/plain"),
        "/map.xml": answer(sitemap, content_type="text/xml"),
    }
    refused = newsgrab(tmp_path, "source", "add", server.url("/empty"))
    assert refused.returncode == 2
    assert f"to follow the whole site: newsgrab source add {server.url('/map.xml')}" in refused.stderr
    server.replies["/feed.xml"] = server.replies["/empty"]
    refused = newsgrab(tmp_path, "source", "add", server.url("/feed.xml"))
    assert "answers with a web page, not with a feed; what it offers: newsgrab source add" in refused.stderr
    shown = newsgrab(tmp_path, "source", "add", server.url("/empty"), "--dry-run").stdout
    assert "of the whole site" in shown
    chosen = newsgrab(tmp_path, "source", "add", server.url("/empty"), "--kind", "sitemap")
    assert chosen.stdout.startswith("added\tsitemap\t")


def test_new_trouble_is_one_line_and_exit_code_1(tmp_path: Path, server: Rogue) -> None:
    """Cron mails what is printed; the same trouble is not printed again."""
    newsgrab(tmp_path, "source", "add", server.url("/politics"))
    server.replies["/politics"] = answer("", "500 Internal Server Error")
    run = newsgrab(tmp_path, "run", "--delay", "0")
    problem = f"newsgrab: {server.url('/politics')}: the server answers 500 Internal Server Error\n"
    assert (run.returncode, run.stdout, run.stderr) == (1, "", problem)
    shown = newsgrab(tmp_path, "source", "show", "1").stdout
    assert "failing (1)" in shown


def test_second_run_ends_at_once_with_its_own_code(tmp_path: Path, server: Rogue) -> None:
    """One run at a time; SIGTERM ends the first in good order."""

    def slow(talk: Talk) -> None:
        talk.wait(1.0)
        talk.send(article("A bridge that takes its time"))

    newsgrab(tmp_path, "source", "add", server.url("/politics"))
    server.replies |= {f"/a/{n}": slow for n in range(100, 104)}
    root = str(Path(__file__).resolve().parents[2])
    words = [sys.executable, "-m", "newsgrab", "run", "--delay", "0", "--archive", str(tmp_path / "archive")]
    with subprocess.Popen(words, env={"PYTHONPATH": root}, stderr=subprocess.PIPE, text=True) as first:
        deadline = time.monotonic() + 20
        while "/a/100" not in server.asked() and time.monotonic() < deadline:
            time.sleep(0.05)
        second = newsgrab(tmp_path, "run")
        assert (second.returncode, second.stdout) == (5, "")
        assert "another run is at work" in second.stderr
        first.send_signal(signal.SIGTERM)
        assert first.wait(20) == 143
    assert 1 <= newsgrab(tmp_path, "list").stdout.count("\n") < 4


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("source", "show", "9"), "no such source"),
        (("source", "add", "http://127.0.0.1:1/"), "no connection"),
        (("source", "add", "nothing"), "not an absolute address"),
        (("source", "add", "courier.example/politics"), "write https://courier.example/politics"),
        (("run", "--max-time", "soon"), "a time such as 90s"),
        (("run", "--pages", "0"), "a whole number from 1"),
        (("why", "https://courier.example/none"), "never looked at"),
        (("schedule", "--every", "7m"), "a part of an hour"),
    ],
)
def test_wrong_words_get_a_message(tmp_path: Path, server: Rogue, words: tuple[str, ...], problem: str) -> None:
    """And no traceback."""
    with Archive(tmp_path / "archive", create=True) as archive:
        archive.following.add(Source(server.url("/politics"), Kind.LISTING), datetime(2026, 3, 2, tzinfo=UTC))
    done = newsgrab(tmp_path, *words)
    assert done.returncode in {1, 2}
    assert problem in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("minutes", "fields"),
    [(10, "/10 * * * *"), (30, "/30 * * * *"), (60, " * * * *"), (360, "/6 * * *"), (1440, " * * *")],
)
def test_cron_times(minutes: float, fields: str) -> None:
    """The minute is the archive's own, so that not everybody starts at once."""
    assert cron_times(minutes, salt="/srv/news").endswith(fields)
    starts = {cron_times(minutes, salt=str(n)) for n in range(50)}
    assert len(starts) > 5


@pytest.mark.parametrize("minutes", [0, 4, 7, 45, 90, 2000])
def test_times_that_cron_cannot_do_are_refused(minutes: float) -> None:
    """Rather than rounded in silence."""
    with pytest.raises(BadUsage, match="--every"):
        cron_times(minutes, salt="")


def test_crontab_line_is_safe_for_odd_folders() -> None:
    """Blanks are quoted, percent signs escaped, the paths absolute."""
    line = crontab_line(Path("/srv/my news/100%"), 30)
    assert "'/srv/my news/100\\%'" in line
    assert line.split(" ")[5].startswith("/")
    assert line.endswith("# newsgrab /srv/my news/100\\%")


def test_units_name_the_archive_and_its_folder_only() -> None:
    """The service may write where the archive is, and nowhere else."""
    found = units(Path("/srv/news"), 30)
    assert sorted(found) == ["newsgrab-news.service", "newsgrab-news.timer"]
    assert "ReadWritePaths=/srv/news\n" in found["newsgrab-news.service"]
    assert "OnCalendar=*:0/30" in found["newsgrab-news.timer"]
    assert "OnCalendar=0/6:00" in units(Path("/srv/news"), 360)["newsgrab-news.timer"]
    assert "OnCalendar=06:30" in units(Path("/srv/news"), "06:30")["newsgrab-news.timer"]
    logged = units(Path("/srv/news"), 30, None, Path("/var/log/news/run.log"))["newsgrab-news.service"]
    assert "--log-file /var/log/news/run.log" in logged
    assert "ReadWritePaths=/srv/news /var/log/news\n" in logged


def test_a_scheduled_run_has_the_settings_of_the_folder(tmp_path: Path) -> None:
    """It starts where newsgrab.toml lies; what only this shell or nobody has yet is told."""
    (tmp_path / "newsgrab.toml").write_text("delay = 3\n", encoding="utf-8")
    run = newsgrab(tmp_path, "schedule", environment={"NEWSGRAB_DELAY": "5"})
    assert run.returncode == 0
    assert run.stdout.split(" ", 5)[5].startswith(f"cd {tmp_path} && /")
    assert "NEWSGRAB_DELAY: not set when the system runs newsgrab" in run.stderr
    assert f"no archive at {tmp_path / 'archive'} yet" in run.stderr
    assert f"WorkingDirectory={tmp_path}\nExecStart=" in newsgrab(tmp_path, "schedule", "--systemd").stdout


def test_install_shows_the_difference_and_replaces_only_its_own_line(tmp_path: Path) -> None:
    """What else stands in the crontab stays; a second time changes nothing."""
    table = tmp_path / "table"
    table.write_text("5 4 * * * backup\n", encoding="utf-8")
    fake = tmp_path / "bin" / "crontab"
    fake.parent.mkdir()
    fake.write_text(
        f'#!/bin/sh\nif [ "$1" = "-l" ]; then cat {table}; else cat > {table}.new && mv {table}.new {table}; fi\n'
    )
    fake.chmod(0o755)
    environment = {"PATH": f"{fake.parent}:{os.environ['PATH']}"}
    asked = newsgrab(tmp_path, "schedule", "--install", environment=environment)
    assert asked.returncode == 2
    assert "add --yes" in asked.stderr
    for every in ("30m", "1h", "1h"):
        done = newsgrab(tmp_path, "schedule", "--every", every, "--install", "--yes", environment=environment)
        assert done.returncode == 0, done.stderr
    lines = table.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "5 4 * * * backup"
    assert len(lines) == 2
    assert lines[1].endswith(f"# newsgrab {tmp_path / 'archive'}")


def test_list_of_addresses_is_followed(tmp_path: Path, server: Rogue) -> None:
    """A file is a source too; what is added to it is found."""
    (tmp_path / "list.txt").write_text(server.url("/a/100") + "\n", encoding="utf-8")
    assert newsgrab(tmp_path, "source", "add", "list.txt").stdout.startswith("added\tfile\t")
    with (tmp_path / "list.txt").open("a", encoding="utf-8") as file:
        file.write(server.url("/a/101") + "\n")
    run = newsgrab(tmp_path, "run", "--delay", "0", "--json")
    outcomes = [json.loads(line)["outcome"] for line in run.stdout.splitlines()]
    assert outcomes == ["ok", "new", "new"], run.stderr


def test_run_on_a_terminal_ends_with_what_came_of_it(tmp_path: Path, server: Rogue) -> None:
    """And with the next command; a second run says when something is due; nothing followed, how to follow."""
    here = Newsgrab(tmp_path)
    assert here("source", "add", server.url("/politics")).code == 0
    _, seen = on_terminal(here, "run", "--delay", "0")
    assert re.sub(r"\x1b\[[?\d]*[A-Za-z]", "", seen).replace("\r", "\n").splitlines()[-2:] == [
        "1 source, 4 new",
        "newsgrab today shows what is new",
    ]
    assert on_terminal(here, "run")[1].startswith("nothing is due; the next source is at ")
    assert on_terminal(here, "run", "--quiet") == (0, "")
    assert here("source", "remove", "1").code == 0
    assert on_terminal(here, "run")[1] == "nothing is followed: newsgrab source add URL\n"
