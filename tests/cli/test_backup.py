"""newsgrab backup: a backup that is there is whole, whatever happens."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Newsgrab, Run, page

SMALL_DISK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
sys.argv[1:] = ["backup", "copies/x.db"]
from newsgrab.__main__ import main
main()
"""
# A backup whose disk is slow, so that there is a middle to be caught in.
SLOWLY = """
import sys, time
from newsgrab.archive.care import backup
backup._STEP_PAGES = 1
checked = backup._copy
def slow(source, part, target, progress):
    def step(done, total):
        progress(done, total)
        time.sleep(0.05)
    print("begun", flush=True)
    checked(source, part, target, step)
backup._copy = slow
sys.argv[1:] = ["backup", "copies"]
from newsgrab.__main__ import main
main()
"""


@pytest.fixture
def copied(filled: Newsgrab, newsgrab: Newsgrab) -> Newsgrab:
    """The filled archive, and an empty folder for copies."""
    shutil.copytree(filled.folder / "archive", newsgrab.folder / "archive")
    (newsgrab.folder / "copies").mkdir()
    return newsgrab


def left(newsgrab: Newsgrab) -> list[str]:
    """What is in the folder of the copies."""
    return sorted(path.name for path in (newsgrab.folder / "copies").iterdir())


def test_backup_is_an_archive(copied: Newsgrab) -> None:
    """The line names the file, its bytes, articles, looks and pages; the copy can be used in the archive's place."""
    run = copied("backup", "copies/x.db")
    size = (copied.folder / "copies/x.db").stat().st_size
    assert (run.code, run.rows, run.err) == (0, [["copies/x.db", str(size), "2", "4", "4"]], "")
    assert copied("verify", "-q", "--archive", "copies/x.db") == Run(0, "", "")
    assert copied("list", "--archive", "copies/x.db").out == copied("list").out


def test_backup_put_back_works_on(copied: Newsgrab) -> None:
    """Restoring is copying; the next look is kept as if nothing had happened."""
    assert copied("backup", "copies/x.db").code == 0
    shutil.rmtree(copied.folder / "archive")
    (copied.folder / "archive").mkdir()
    shutil.copyfile(copied.folder / "copies/x.db", copied.folder / "archive/newsgrab.db")
    copied.write("5.html", page(8, title="حركة الشحن ترتفع في الربيع", views=26, related=()))
    assert copied("fetch", "5.html").rows[0][0] == "unchanged"
    with closing(sqlite3.connect(copied.folder / "archive/newsgrab.db")) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_folder_gets_a_file_with_the_date(copied: Newsgrab) -> None:
    """In UTC; -q says nothing, as cron likes it; nobody else may read it."""
    assert copied("backup", "copies", "-q") == Run(0, "", "")
    (name,) = left(copied)
    assert time.strptime(name, "newsgrab-%Y-%m-%dT%H-%M-%SZ.db")
    assert (copied.folder / "copies" / name).stat().st_mode & 0o777 == 0o600


def test_json_tells_how_to_restore(copied: Newsgrab) -> None:
    """One object."""
    (told,) = copied("backup", "copies/x.db", "--json").json
    assert (told["path"], told["articles"], told["visits"]) == ("copies/x.db", 2, 4)
    assert "copy copies/x.db to archive/newsgrab.db" in told["restore"]


def test_file_that_is_there_is_kept_unless_told_otherwise(copied: Newsgrab) -> None:
    """`--overwrite` replaces it, and it keeps who may read it."""
    file = copied.write("copies/x.db", "precious")
    file.chmod(0o640)
    run = copied("backup", "copies/x.db")
    assert (run.code, file.read_bytes()) == (2, b"precious")
    assert "add --overwrite" in run.err
    assert copied("backup", "copies/x.db", "--overwrite").code == 0
    assert copied("verify", "-q", "--archive", "copies/x.db").code == 0
    assert file.stat().st_mode & 0o777 == 0o640
    assert copied("backup", "copies/x.db", "--overwrite").code == 0


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("archive/newsgrab.db", "the archive itself"),
        ("archive/../archive/newsgrab.db", "the archive itself"),
        ("archive/newsgrab.db-wal", "the archive itself"),
        ("link.db", "the archive itself"),
        ("missing/x.db", "no folder missing"),
        ("missing/", "no folder missing"),
        ("/dev/null", "not a file"),
        ("used.db", "somebody uses"),
    ],
)
def test_target_that_cannot_be_is_told(copied: Newsgrab, target: str, problem: str) -> None:
    """Exit code 2, one line, and nothing is written."""
    (copied.folder / "link.db").symlink_to(copied.folder / "archive/newsgrab.db")
    copied.write("used.db-wal", "changes that are not yet in the file")
    before = {path: path.stat().st_size for path in copied.folder.rglob("*")}
    run = copied("backup", target, "--overwrite")
    assert (run.code, run.out, len(run.err.splitlines())) == (2, "", 1)
    assert problem in run.err
    assert {path for path in copied.folder.rglob("*") if path.suffix == ".part"} == set()
    assert before.items() <= {path: path.stat().st_size for path in copied.folder.rglob("*")}.items()


def test_full_disk_is_told_and_leaves_nothing(copied: Newsgrab) -> None:
    """The backup of the day before stays."""
    run = copied.python(SMALL_DISK)
    assert (run.code, left(copied)) == (1, [])
    assert "no backup was written" in run.err
    copied.write("copies/x.db", "precious")
    again = copied.python(SMALL_DISK.replace('x.db"', 'x.db", "--overwrite"'))
    assert (again.code, left(copied)) == (1, ["x.db"])
    assert (copied.folder / "copies/x.db").read_bytes() == b"precious"


def test_damaged_archive_gives_no_backup(copied: Newsgrab) -> None:
    """A copy that does not pass SQLite's check is none."""
    file = copied.folder / "archive/newsgrab.db"
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'visit_address'").fetchone()[0]
    raw = bytearray(file.read_bytes())
    raw[(root - 1) * 4096] = 0x77
    file.write_bytes(raw)
    run = copied("backup", "copies/x.db")
    assert (run.code, left(copied)) == (3, [])
    assert "newsgrab verify says what is bad" in run.err


def test_missing_archive_is_exit_code_3(newsgrab: Newsgrab) -> None:
    """And makes none."""
    assert newsgrab("backup", "x.db").code == 3
    assert list(newsgrab.folder.iterdir()) == []


def slowly(newsgrab: Newsgrab) -> subprocess.Popen[str]:
    """A backup in the middle of its work."""
    process = subprocess.Popen(
        [sys.executable, "-c", SLOWLY],
        cwd=newsgrab.folder,
        env=newsgrab.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_stopped_backup_leaves_nothing(copied: Newsgrab, number: signal.Signals, code: int) -> None:
    """And says so."""
    process = slowly(copied)
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, left(copied)) == (code, "", [])
    assert "no backup was written" in err


def test_killed_backup_leaves_no_backup(copied: Newsgrab) -> None:
    """What it leaves is not called like one, and the next one takes it away."""
    process = slowly(copied)
    process.kill()
    process.communicate(timeout=30)
    assert [name for name in left(copied) if not name.startswith(".")] == []
    assert copied("backup", "copies").code == 0
    (name,) = left(copied)
    assert copied("verify", "-q", "--archive", f"copies/{name}").code == 0


def test_two_backups_to_one_file_do_not_mix(copied: Newsgrab) -> None:
    """A second one leaves what the first is at work with."""
    process = slowly(copied)
    assert copied("backup", "copies/other.db").code == 0
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert Path(out.split("\t")[0]).name in left(copied)
    assert len(left(copied)) == 2


def test_backup_while_looks_are_kept_is_whole(newsgrab: Newsgrab) -> None:
    """Each of several copies, taken while a writer is at work, passes every check."""
    for number in range(15):
        newsgrab.write(f"{number}.html", page(number, title=f"رصيف رقم {number} يفتح أبوابه", related=()))
    assert newsgrab("fetch", "0.html").code == 0
    writer = subprocess.Popen(
        [sys.executable, "-m", "newsgrab", "fetch", "-q", *(f"{number}.html" for number in range(15))],
        cwd=newsgrab.folder,
        env=newsgrab.environment,
    )
    copies = 0
    while writer.poll() is None or not copies:
        assert newsgrab("backup", f"{copies}.db", "-q") == Run(0, "", "")
        copies += 1
    assert writer.wait() == 0
    for number in range(copies):
        assert newsgrab("verify", "-q", "--archive", f"{number}.db") == Run(0, "", "")


def test_old_dated_backups_are_deleted_once_a_new_one_is_whole(newsgrab: Newsgrab) -> None:
    """Only those; --keep without a folder is refused."""
    newsgrab.write("1.html", page())
    newsgrab("fetch", "1.html")
    for name in ("newsgrab-2020-01-01T00-00-00Z.db", "newsgrab-2020-01-02T00-00-00Z.db", "mine.db"):
        newsgrab.write(f"copies/{name}", b"x")
    assert newsgrab("backup", "copies", "--keep", "2").code == 0
    left = sorted(path.name for path in (newsgrab.folder / "copies").iterdir())
    assert left[0] == "mine.db"
    assert left[1] == "newsgrab-2020-01-02T00-00-00Z.db"
    assert len(left) == 3
    refused = newsgrab("backup", "one.db", "--keep", "2")
    assert (refused.code, (newsgrab.folder / "one.db").exists()) == (2, False)
