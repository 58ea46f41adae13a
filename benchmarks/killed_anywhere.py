"""Kill what works on an archive at random moments: does it open, is it sound, is anything lost but what was being done?

    python benchmarks/killed_anywhere.py [--kills 60] [--seed 1] [--job record]

For each job a process is begun and killed (SIGKILL) after a random part of the time that the job takes; then the
archive is opened, verified, and the job done again to its end:

* create    a new archive and its first look
* record    twenty looks, each told of once it is kept: all that were told of must be there
* upgrade   an archive made by the first steps of the schema: every look must be there, also while it is not done
* repair    three unlike pages that are one article are told apart: all of it or nothing
* join      two articles of which one leads to the other are made one: all of it or nothing

`benchmarks/killed.py` does the same to `newsgrab fetch` and its servers.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsgrab.archive import Archive
from newsgrab.archive.care.verify import Finding, Word, verify
from newsgrab.archive.keep.joining import join as join_articles
from newsgrab.archive.migrations.migrate import STEPS, migrate
from newsgrab.article import Article, Block, BlockKind
from newsgrab.extraction_result import ExtractionResult, Verdict
from newsgrab.page import Origin, Page
from newsgrab.visit import RecordResult

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
SITE = "https://courier.example"
WORDS = ("harbour", "bridge", "mill", "library", "ferry", "market", "storm", "bakery", "tower", "garden", "school")
Job = Callable[[Path, Callable[[], object]], None]


def text(name: str, edit: int = 0) -> str:
    """What a page says; those of other names have next to nothing in common."""
    rng = random.Random(name)
    sentences = [f"{' '.join(rng.choices(WORDS, k=9))} {name}{n}." for n in range(12)]
    return " ".join(sentences[edit:])


def record(archive: Archive, number: int, name: str, asked: str, final: str | None = None, **said: str) -> RecordResult:
    """Keep the look with that number at a page."""
    article = Article(
        said.get("claim", final or asked), f"On the {name}", (Block(BlockKind.PARAGRAPH, text(name, number // 8)),)
    )
    content = f"<p>{article.body}</p> {asked} {number}".encode()
    page = Page(content, START + timedelta(hours=number), Origin.HTTP, asked, final or asked, 200)
    return archive.record(replace(page, permanent=final is not None), ExtractionResult(Verdict.ARTICLE, "", article))


def create(place: Path, told: Callable[[], object]) -> None:
    """A new archive and its first look."""
    with Archive(place, create=True) as archive:
        record(archive, 0, "quay", f"{SITE}/quay")
        told()


def twenty(place: Path, told: Callable[[], object]) -> None:
    """Twenty looks."""
    with Archive(place) as archive:
        for number in range(20):
            record(archive, number, f"quay{number % 3}", f"{SITE}/quay{number % 3}")
            told()


def upgrade(place: Path, told: Callable[[], object]) -> None:
    """Open an archive of before."""
    with Archive(place):
        told()


def repair(place: Path, told: Callable[[], object]) -> None:
    """Tell articles apart."""
    with Archive(place) as archive:
        archive.care.split_merged()
        told()


def join(place: Path, told: Callable[[], object]) -> None:
    """A look that makes one article of two."""
    with Archive(place) as archive:
        record(archive, 90, "mill", f"{SITE}/old", f"{SITE}/new")
        told()


def emptied(place: Path) -> None:
    """Nothing is there."""


def kept(place: Path) -> None:
    """An archive with a look."""
    create(place, lambda: None)


def old(place: Path) -> None:
    """An archive that the first steps made, with the rows of twenty looks that they have a place for."""
    today = place / "today"
    create(today, lambda: None)
    twenty(today, lambda: None)
    path = place / "newsgrab.db"
    migrate(str(path), STEPS[: STEPS.index("repairs") + 1])
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS new", (str(today / "newsgrab.db"),))
        shared = "SELECT name FROM pragma_table_info(?, 'main') INTERSECT SELECT name FROM pragma_table_info(?, 'new')"
        connection.execute("BEGIN")
        for table in ("article", "address", "site", "page", "snapshot", "visit", "version_run"):
            columns = ", ".join(row[0] for row in connection.execute(shared, (table, table)).fetchall())
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
        connection.execute("COMMIT")
    shutil.rmtree(today)


def merged(place: Path) -> None:
    """An archive in which three unlike pages are one article."""
    with Archive(place, create=True) as archive:
        for number in range(9):
            record(archive, number, WORDS[number % 3], f"{SITE}/{number % 3}")
        for other in (2, 3):
            join_articles(archive.connection, 1, other, "2026-03-02T00:00:00.000Z")


def two(place: Path) -> None:
    """An archive with an article under its old and under its new address."""
    with Archive(place, create=True) as archive:
        for number in range(12):
            record(archive, number, "mill", f"{SITE}/{('old', 'new')[number % 2]}")


JOBS: dict[str, tuple[Callable[[Path], None], Job]] = {
    "create": (emptied, create),
    "record": (kept, twenty),
    "upgrade": (old, upgrade),
    "repair": (merged, repair),
    "join": (two, join),
}
STATES = {"repair": {1, 3}, "join": {1, 2}}  # how many articles there may be


def killed(job: Job, place: Path, after_s: float | None) -> int:
    """Do a job in a process of its own, killed after so long; how many things it told of."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        job(place, lambda: os.write(writing, b"."))
        os._exit(0)
    os.close(writing)
    if after_s is not None:
        time.sleep(after_s)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    told = b""
    while more := os.read(reading, 100):
        told += more
    os.close(reading)
    return len(told)


def problems(name: str, place: Path, told: int, looks: int) -> list[str]:
    """What is wrong with an archive after a job on it was killed; `looks` it held before, `told` were kept since."""
    path = place / "newsgrab.db"
    if not path.exists():
        return ["it is not there"] if told or looks else []
    with closing(sqlite3.connect(path)) as plain:
        found = [str(row[0]) for row in plain.execute("PRAGMA integrity_check") if row[0] != "ok"]
        is_made = plain.execute("SELECT 1 FROM sqlite_master WHERE name = 'visit'").fetchone()
        count = plain.execute("SELECT count(*) FROM visit").fetchone()[0] if is_made else 0
    new = told if name in {"create", "record", "join"} else 0
    if not looks + new <= count <= looks + new + 1:
        found.append(f"{count} looks after {looks} and {new}")
    with Archive(place, create=True) as archive:
        articles = archive.query.summary().articles
        if articles not in STATES.get(name, {articles}):
            found.append(f"{articles} articles")
    return found


def unsound(name: str, place: Path) -> list[str]:
    """What verify finds, apart from what is to be repaired."""
    if not (place / "newsgrab.db").exists():
        return []
    found = [each for each in verify(place) if isinstance(each, Finding) and each.word is Word.BAD]
    return [f"{each.check}: {each.problem}" for each in found if (name, each.check) != ("repair", "identity")]


def main() -> None:
    """Each job so often, each time from the same archive."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=60, help="of each job")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--job", choices=JOBS, action="append")
    chosen = options.parse_args()
    rng, bad = random.Random(chosen.seed), 0
    for name in chosen.job or JOBS:
        make, job = JOBS[name]
        with tempfile.TemporaryDirectory() as folder:
            first = Path(folder) / "first"
            first.mkdir()
            make(first)
            with closing(sqlite3.connect(first / "newsgrab.db")) as plain:
                looks = plain.execute("SELECT count(*) FROM visit").fetchone()[0] if name != "create" else 0
            if name == "create":
                (first / "newsgrab.db").unlink()
            tried = Path(folder) / "tried"
            times = []
            for _ in range(5):
                shutil.rmtree(tried, ignore_errors=True)
                shutil.copytree(first, tried)
                began = time.monotonic()
                killed(job, tried, None)
                times.append(time.monotonic() - began)
            early = 0
            for number in range(chosen.kills):
                shutil.rmtree(tried)
                shutil.copytree(first, tried)
                told = killed(job, tried, rng.uniform(0.0, sorted(times)[2]))
                early += not told
                found = problems(name, tried, told, looks) + unsound(name, tried)
                killed(job, tried, None)
                found += [f"done again: {each}" for each in unsound(name, tried)]
                if found:
                    bad += 1
                    print(f"{name}, kill {number}: {found}")
            span = f"within {1000 * sorted(times)[2]:.0f} ms"
            print(f"{name}: {chosen.kills} kills {span}, {early} before it told of anything", flush=True)
    sys.exit(f"{bad} archives were not what they should be" if bad else 0)


if __name__ == "__main__":
    main()
