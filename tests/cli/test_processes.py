"""Several processes on one archive, and processes that end in the middle of their work."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.cli.conftest import Newsgrab, page
from tests.servers import Rogue, answer

COUNT = 25


def batch(newsgrab: Newsgrab, name: str, numbers: range) -> str:
    """A list of that many saved articles."""
    lines = []
    for number in numbers:
        newsgrab.write(f"{name}/{number}.html", page(number, title=f"رصيف رقم {number} يفتح أبوابه للسفن"))
        lines.append(f"{number}.html\thttps://harbour.example/article/{number}\n")
    newsgrab.write(f"{name}/list.txt", "".join(lines))
    return f"{name}/list.txt"


def started(newsgrab: Newsgrab, *arguments: str) -> subprocess.Popen[str]:
    """A newsgrab at work, its lines in a pipe."""
    return subprocess.Popen(
        [sys.executable, "-m", "newsgrab", *arguments],
        cwd=newsgrab.folder,
        env=newsgrab.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def sound(newsgrab: Newsgrab) -> None:
    """The file passes SQLite's checks, and no article is half there."""
    with closing(sqlite3.connect(newsgrab.folder / "archive" / "newsgrab.db")) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        plain.execute("INSERT INTO article_fts(article_fts, rank) VALUES ('integrity-check', 1)")
        halves = plain.execute(
            "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM snapshot)"
            " OR id NOT IN (SELECT article_id FROM visit WHERE outcome = 'new' AND page_id IS NOT NULL)"
            " OR id NOT IN (SELECT article_id FROM address WHERE article_id IS NOT NULL)"
        )
        assert halves.fetchall() == []


def test_two_writers_and_a_reader_never_meet_a_lock(newsgrab: Newsgrab) -> None:
    """Both batches are kept whole, also the archive's making is shared; a reader meanwhile always gets an answer."""
    lists = [batch(newsgrab, "one", range(1, COUNT)), batch(newsgrab, "two", range(COUNT - 5, 2 * COUNT))]
    writers = [started(newsgrab, "fetch", "-i", each) for each in lists]
    answers = []
    while any(writer.poll() is None for writer in writers):
        answers.append(newsgrab("search", "رصيف", "--limit", "1"))
        if len(answers) > 200:
            break
    ends = [(writer.communicate(timeout=60), writer.returncode) for writer in writers]
    assert [(err, code) for (_, err), code in ends] == [("", 0), ("", 0)]
    assert {run.code for run in answers} <= {0, 3}
    assert all(run.code == 0 or run.err.startswith("newsgrab: no archive at") for run in answers)
    told = {line.split("\t")[0] for (out, _), _ in ends for line in out.splitlines()}
    assert told <= {"new", "unchanged"}  # which of two looks was first in time is known when both are kept
    looks = newsgrab("export", "--what", "visits", "--format", "jsonl").json
    assert sorted(look["outcome"] for look in looks) == ["new"] * (2 * COUNT - 1) + ["unchanged"] * 5
    sound(newsgrab)


def test_a_batch_that_is_killed_is_completed_by_the_same_command(newsgrab: Newsgrab) -> None:
    """Killed at three moments: the file is sound each time, what was told as kept is kept, nothing comes twice."""
    listed = batch(newsgrab, "all", range(COUNT))
    told: set[str] = set()
    for lines in (1, 7, 19):
        running = started(newsgrab, "fetch", "-i", listed)
        assert running.stdout
        assert running.stderr
        told |= {running.stdout.readline().split("\t")[-1].strip() for _ in range(lines)}
        running.kill()
        running.communicate(timeout=60)  # comes to an end only if the reading processes end as well
        sound(newsgrab)
        kept = {article["url"] for article in newsgrab("list", "--json", "--limit", "0").json}
        assert told <= kept
    last = newsgrab("fetch", "-i", listed)
    assert last.code == 0
    assert {row[0] for row in last.rows} <= {"new", "unchanged"}
    assert len(last.rows) == COUNT
    articles = newsgrab("list", "--json", "--limit", "0").json
    assert sorted(article["url"] for article in articles) == sorted(
        f"https://harbour.example/article/{number}" for number in range(COUNT)
    )
    assert {article["version"] for article in articles} == {1}
    assert newsgrab("info", "--json").json[0]["outcomes"]["new"] == COUNT
    sound(newsgrab)


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_batch_that_is_stopped_says_how_to_go_on(newsgrab: Newsgrab, sign: signal.Signals, code: int) -> None:
    """Ctrl-C and a system that shuts down: what was told is kept, the exit code says why it ended."""
    listed = newsgrab.folder / batch(newsgrab, "all", range(120))
    pipe = listed.with_name("pipe")
    os.mkfifo(pipe)
    running = started(newsgrab, "fetch", "-i", str(pipe))
    with pipe.open("w") as feed:  # it stays open: nothing else ends the command before the signal does
        feed.write(listed.read_text())
        feed.flush()
        assert running.stdout
        first = running.stdout.readline()
        running.send_signal(sign)
    out, err = running.communicate(timeout=60)
    assert running.returncode == code
    assert "what was done is kept, the same command goes on" in err
    assert "Traceback" not in err
    lines = [first, *out.splitlines()]
    assert len(lines) < 120
    assert newsgrab("info", "--json").json[0]["articles"] >= len(lines)
    sound(newsgrab)


@pytest.mark.parametrize("command", ["fetch", "run"])
def test_a_stop_waits_for_no_pause(newsgrab: Newsgrab, command: str) -> None:
    """The host wants half a minute between two pages; we leave at once, and the page that came first is kept."""
    with Rogue({"/robots.txt": answer("User-agent: *\nCrawl-delay: 30", content_type="text/plain")}) as server:
        urls = [server.url(f"/article/{number}") for number in range(3)]
        server.replies |= {f"/article/{number}": answer(page(number)) for number in range(3)}
        if command == "run":
            newsgrab.write("list.txt", "\n".join(urls))
            assert newsgrab("source", "add", "list.txt").code == 0
            running = started(newsgrab, "run", "--log-file", "/dev/stdout")
        else:
            running = started(newsgrab, "fetch", *urls)
        assert running.stdout
        while "article/" not in running.stdout.readline():
            pass
        running.send_signal(signal.SIGTERM)
        _, err = running.communicate(timeout=15)
    assert running.returncode == 143
    assert "Traceback" not in err
    assert newsgrab("info", "--json").json[0]["articles"] == 1
    sound(newsgrab)


ALONE = """
import sys
from newsgrab.cli.app import run
for words in ("extract page.html", "fetch page.html --url https://harbour.example/1"):
    print(run(words.split()), "newsgrab.extraction.page.document" in sys.modules, file=sys.stderr)
"""


def test_a_single_page_is_read_in_a_process_of_its_own_too(newsgrab: Newsgrab) -> None:
    """Which has an end and a bound of memory: the program itself never opens what a stranger wrote."""
    newsgrab.write("page.html", page(1))
    assert newsgrab.python(ALONE).err.split() == ["0", "False"] * 2
