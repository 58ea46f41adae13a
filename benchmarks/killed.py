"""Kill a batch at random moments again and again: is the archive whole each time, and complete in the end?

    python benchmarks/killed.py [--pages 500] [--kills 20] [--seed 1]

`newsgrab fetch` works on a list from local servers and is killed (SIGKILL) some milliseconds after a random number of
pages was kept, so that every kill falls into the work; after each SQLite's integrity_check, foreign_key_check and the
full-text index's own check must be clean and no article may be half written; the same command again goes on. After the
last kill it runs to its end: every address is one article with one version then.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HALF = (  # each must give no row
    "SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM snapshot WHERE snapshot.article_id = article.id)",
    "SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM visit WHERE visit.article_id = article.id)",
    "SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM address WHERE address.article_id = article.id)",
    "SELECT id FROM snapshot WHERE NOT EXISTS (SELECT 1 FROM visit WHERE visit.snapshot_id = snapshot.id)",
    "SELECT id FROM page WHERE NOT EXISTS (SELECT 1 FROM visit WHERE visit.page_id = page.id)",
)


def checked(database: Path) -> int:
    """The number of articles, after every check. Ends the program if one fails."""
    if not database.exists():
        return 0
    connection = sqlite3.connect(database)
    try:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'visit'").fetchone():
            return 0
        problems = [row for row in connection.execute("PRAGMA integrity_check") if row != ("ok",)]
        problems += connection.execute("PRAGMA foreign_key_check").fetchall()
        connection.execute("INSERT INTO article_fts(article_fts, rank) VALUES ('integrity-check', 1)")
        connection.rollback()
        for query in HALF:
            problems += connection.execute(query).fetchall()
        if problems:
            sys.exit(f"damaged: {problems[:5]}")
        return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
    finally:
        connection.close()


def main() -> None:
    """Kill, check, go on; then finish and count."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=500)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    rng = random.Random(chosen.seed)
    words = [sys.executable, str(ROOT / "benchmarks/fetching.py"), "--serve", "--hosts", "20"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server, tempfile.TemporaryDirectory() as name:
        assert server.stdout is not None
        ports = server.stdout.readline().split()
        addresses, archive = Path(name) / "list.txt", Path(name) / "archive"
        lines = [f"http://127.0.0.1:{ports[n % len(ports)]}/a/{n}" for n in range(chosen.pages)]
        addresses.write_text("\n".join(lines) + "\n")
        fetch = [
            sys.executable,
            "-m",
            "newsgrab",
            "fetch",
            "-i",
            str(addresses),
            "--delay",
            "0",
            "--archive",
            str(archive),
        ]
        counts = []
        for _ in range(chosen.kills):
            with subprocess.Popen(fetch, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as child:
                assert child.stdout is not None
                for _ in range(rng.randint(1, max(1, 2 * chosen.pages // (chosen.kills + 1) - 8))):
                    child.stdout.readline()
                time.sleep(rng.uniform(0.0, 0.02))
                child.send_signal(signal.SIGKILL)
            counts.append(checked(archive / "newsgrab.db"))
        done = subprocess.run(fetch, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, check=False)
        articles = checked(archive / "newsgrab.db")
        connection = sqlite3.connect(archive / "newsgrab.db")
        versions = connection.execute("SELECT count(*), max(version) FROM snapshot").fetchone()
        connection.close()
        server.kill()
    print(f"{chosen.kills} kills; articles after each: {' '.join(map(str, counts))}")
    kept = f"{articles} articles, {versions[0]} snapshots, highest version {versions[1]}"
    print(f"in the end: exit code {done.returncode}, {kept}")
    if (articles, *versions, done.returncode) != (chosen.pages, chosen.pages, 1, 0):
        sys.exit("not what it should be")


if __name__ == "__main__":
    main()
