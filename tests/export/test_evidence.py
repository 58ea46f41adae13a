"""Packets of evidence: anybody can check them, and any change of any file is found."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from newsgrab.archive import Archive
from newsgrab.archive.care.verify import head
from newsgrab.article import Block, BlockKind
from newsgrab.export.evidence import write_packet
from newsgrab.outcomes import Outcome
from newsgrab.page import Origin, Page, Rendering
from tests.archive.conftest import FLOOD, MONDAY, WEDNESDAY, look

PLACES = 12


def written(archive: Archive, ref: str, folder: Path) -> Path:
    """A packet, unpacked."""
    named = archive.resolve(ref)
    state = archive.history.state(named)
    out = BytesIO()
    write_packet(out, archive.care.proof(named, state), state.article, None, None)
    ZipFile(out).extractall(folder)
    return folder


def check(folder: Path) -> tuple[int, str]:
    """What the checker says, run as by somebody who has Python and nothing else."""
    run = subprocess.run(
        [sys.executable, "-I", "-S", "check.py"], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    return run.returncode, run.stdout + run.stderr


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Archive]:
    """Articles with an edit each."""
    with Archive(tmp_path / "kept", create=True) as archive:
        for day in range(2):
            for number in range(4):
                more = Block(BlockKind.PARAGRAPH, f"السطر {number} – day {day}. <b> & “quotes”")
                url = f"https://courier.example/article/{number}"
                article = replace(FLOOD, url=url, title=f"{FLOOD.title} {number}", blocks=(*FLOOD.blocks, more))
                page, reading = look(article, MONDAY + timedelta(days=day, minutes=number))
                archive.record(replace(page, url=url, final_url=url), reading)
        yield archive


def test_the_checker_finds_every_packet_sound(filled: Archive, tmp_path: Path) -> None:
    """Of every article and version, and it names the archive's head."""
    for number in range(1, 5):
        for version in (1, 2):
            folder = written(filled, f"{number}@{version}", tmp_path / f"{number}-{version}")
            code, said = check(folder)
            assert (code, said.splitlines()[-1]) == (0, head(filled.path)), said


def test_every_change_of_a_byte_is_found_and_named(filled: Archive, tmp_path: Path) -> None:
    """Of any file but the checker itself, at the beginning, the end and many places: another, one more, one fewer."""
    folder = written(filled, "2@1", tmp_path / "packet")
    main: Callable[[], int] = runpy.run_path(str(folder / "check.py"), run_name="check")["main"]
    for path in sorted(folder.iterdir()):
        if path.name == "check.py":
            continue
        whole = path.read_bytes()
        step = max(1, len(whole) // PLACES)
        for place in {*range(0, len(whole), step), len(whole) - 1}:
            for middle in (bytes([whole[place] ^ 1]), whole[place : place + 1] * 2, b""):
                path.write_bytes(whole[:place] + middle + whole[place + 1 :])
                code, said = outcome(main)
                assert code == 1, (path.name, place)
                assert path.name in said, (path.name, place)
        path.write_bytes(whole)
        path.unlink()
        assert path.name in outcome(main)[1]
        path.write_bytes(whole)
    assert outcome(main)[0] == 0


def outcome(main: Callable[[], int]) -> tuple[int, str]:
    """The exit code of the checker, and what it says."""
    from contextlib import redirect_stdout
    from io import StringIO

    said = StringIO()
    with redirect_stdout(said):
        code = main()
    return code, said.getvalue()


def test_a_changed_checker_names_itself(filled: Archive, tmp_path: Path) -> None:
    """It fails, or finds that it is not the one of the packet; it never says nothing."""
    folder = written(filled, "1@1", tmp_path / "packet")
    path = folder / "check.py"
    whole = path.read_bytes()
    for at in (*range(5, len(whole), len(whole) // 9), whole.rindex(b'"check"') + 2):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        code, said = check(folder)
        assert code == 1, at
        assert "check.py" in said, at


def test_other_tools_check_the_files_too(filled: Archive, tmp_path: Path) -> None:
    """The list of hashes is the one that sha256sum reads, and holds every other file."""
    folder = written(filled, "1@1", tmp_path / "packet")
    lines = (folder / "manifest.sha256").read_text(encoding="utf-8").splitlines()
    listed = {name: hexadecimal for hexadecimal, name in (line.split("  ") for line in lines)}
    assert {*listed, "manifest.sha256"} == {path.name for path in folder.iterdir()}
    assert all(sha256((folder / name).read_bytes()).hexdigest() == each for name, each in listed.items())


def test_files_that_do_not_fit_together_are_told(filled: Archive, tmp_path: Path) -> None:
    """Whoever writes a list for other files is still found out: they are not those that were hashed together."""
    folder = written(filled, "1@1", tmp_path / "packet")
    checker = runpy.run_path(str(folder / "check.py"), run_name="check")
    statements = ("STATEMENT.en.txt", "STATEMENT.ar.txt")
    for name in ("page.html", "text.txt", "headers.json", "head.txt", "article.html", *statements):
        path = folder / name
        whole = path.read_bytes()
        path.write_bytes(b"[]" if name == "headers.json" else b"00" + whole[2:])
        assert any(name in problem for problem in checker["contradictions"]()), name
        path.write_bytes(whole)


def forged(folder: Path, name: str, old: str, new: str) -> None:
    """A file of a packet with other words in it, and the lists of hashes made anew to fit."""
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    names = sorted(each.name for each in folder.iterdir() if not each.name.startswith("manifest"))
    sums = {each: sha256((folder / each).read_bytes()).hexdigest() for each in names}
    listed = (json.dumps(sums, indent=1) + "\n").encode()
    (folder / "manifest.json").write_bytes(listed)
    sums["manifest.json"] = sha256(listed).hexdigest()
    lines = "".join(f"{each_sum}  {each}\n" for each, each_sum in sums.items())
    (folder / "manifest.sha256").write_text(lines, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("STATEMENT.en.txt", "14:02", "13:01"),
        ("STATEMENT.ar.txt", "14:02", "13:01"),
        ("STATEMENT.en.txt", "/article/0", "/article/9"),
        ("article.html", "day 0", "day 9"),
        ("text.txt", "day 0", "day 9"),
    ],
)
def test_a_forger_who_makes_the_lists_anew_is_found_out(
    filled: Archive, tmp_path: Path, name: str, old: str, new: str
) -> None:
    """What people read is compared with what the head vouches for."""
    folder = written(filled, "1@1", tmp_path / "packet")
    forged(folder, name, old, new)
    code, said = check(folder)
    assert (code, said.partition(":")[0]) == (1, name)


@pytest.mark.parametrize(
    ("origin", "english", "arabic"),
    [
        (Origin.WARC, "newsgrab asked nobody: it read a crawl file", "بل قرأ ملف زحف"),
        (Origin.STDIN, "newsgrab asked nobody: on ", "بل قرأ في"),
        (Origin.MEMENTO, "newsgrab asked a web archive", "سأل برنامج newsgrab أرشيفاً"),
    ],
)  # fmt: skip
def test_a_page_out_of_a_file_was_not_asked_for(
    filled: Archive, tmp_path: Path, origin: Origin, english: str, arabic: str
) -> None:
    """Statement and checker say whose word the time is."""
    page, reading = look(FLOOD, WEDNESDAY)
    filled.record(replace(page, origin=origin), reading)
    folder = written(filled, FLOOD.url, tmp_path / "packet")
    code, said = check(folder)
    assert code == 0
    assert english in said
    for language, words in (("en", english), ("ar", arabic)):
        text = (folder / f"STATEMENT.{language}.txt").read_text(encoding="utf-8")
        assert words in text
        assert "newsgrab asked for" not in text


def test_what_nothing_vouches_for_is_named(filled: Archive, tmp_path: Path) -> None:
    """The checker tells the files of the head from those that are made of them, and from the maker's word."""
    folder = written(filled, "1@1", tmp_path / "packet")
    forged(folder, "before.txt", "no earlier", "an earlier")
    code, said = check(folder)
    told = dict(line.split(": ", 1) for line in said.splitlines() if ": " in line)
    assert code == 0
    assert told["the head vouches for"] == "headers.json, look.json, page.html, reading.json, text.txt"
    assert {*told["only the word of whoever made the packet"].split(", ")[:2]} == {"after.txt", "before.txt"}
    asked = "On 2025-03-03T14:02:00.000Z (UTC) newsgrab asked for https://courier.example/article/0, added at "
    assert asked in said
    assert {name.partition(" ")[0] for name in told["made of these"].split(", ")} == {
        "article.html", "STATEMENT.ar.txt", "STATEMENT.en.txt",
    }  # fmt: skip


def test_a_page_that_a_browser_filled_goes_with_the_answer_of_the_server(filled: Archive, tmp_path: Path) -> None:
    """Both are checked, and the statement tells which is which."""
    page, reading = look(FLOOD, MONDAY)
    filled.record(replace(page, rendering=Rendering(b"<script src=/app.js></script>", "Chromium 156")), reading)
    folder = written(filled, FLOOD.url, tmp_path / "packet")
    assert check(folder)[0] == 0
    assert (folder / "given.html").read_bytes() == b"<script src=/app.js></script>"
    for language in ("en", "ar"):
        assert "Chromium 156" in (folder / f"STATEMENT.{language}.txt").read_text(encoding="utf-8")
    checker = runpy.run_path(str(folder / "check.py"), run_name="check")
    (folder / "given.html").write_bytes(b"another")
    assert [problem.partition(":")[0] for problem in checker["contradictions"]()] == ["given.html"]


@pytest.fixture
def removed(filled: Archive, tmp_path: Path) -> Path:
    """The packet of an article that went, and was looked at twice since."""
    url = "https://courier.example/article/1"
    for day, status in ((3, 404), (4, 410)):
        at = MONDAY + timedelta(days=day)
        content = f"<h1>Gone, day {day}</h1>".encode()
        page = Page(content, at, Origin.HTTP, url, url, status, (("server", f"day {day}"),))
        filled.record_other(url, Outcome.GONE, f"HTTP {status}", at=at, page=page)
    return written(filled, "2", tmp_path / "removed")


def test_a_packet_of_a_removed_article_shows_the_removal(removed: Path) -> None:
    """The last look that read it, the first and the last that found it gone, and what came then."""
    code, said = check(removed)
    assert code == 0, said
    assert [line.partition(" (UTC)")[2] for line in said.splitlines() if line.startswith("not there any more")] == [
        ": HTTP 404: https://courier.example/article/1",
        ": HTTP 410: https://courier.example/article/1",
    ]
    assert "gone-1.html, gone-1.json, gone-2.headers.json" in said
    assert (removed / "gone-2.html").read_bytes() == b"<h1>Gone, day 4</h1>"
    assert json.loads((removed / "gone-1.headers.json").read_bytes()) == [["server", "day 3"]]
    for language in ("en", "ar"):
        statement = (removed / f"STATEMENT.{language}.txt").read_text(encoding="utf-8")
        for words in ("2025-03-04T14:03:00.000Z", "2025-03-06T14:02:00.000Z", "HTTP 404", "2025-03-07T", "HTTP 410"):
            assert words in statement


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("gone-1.json", "HTTP 404", "HTTP 500"),
        ("gone-1.html", "day 3", "day 2"),
        ("gone-2.headers.json", "day 4", "day 3"),
        ("STATEMENT.en.txt", "2025-03-06", "2025-03-05"),
        ("STATEMENT.ar.txt", "HTTP 410", "HTTP 200"),
    ],
)
def test_a_forged_removal_is_found_out(removed: Path, name: str, old: str, new: str) -> None:
    """What people read of it is compared with what the head vouches for."""
    forged(removed, name, old, new)
    code, said = check(removed)
    assert code == 1
    assert name in said


def test_the_statement_is_in_two_languages(filled: Archive, tmp_path: Path) -> None:
    """It names the address, the time, and what is not shown."""
    folder = written(filled, "1@1", tmp_path / "packet")
    for language in ("en", "ar"):
        text = (folder / f"STATEMENT.{language}.txt").read_text(encoding="utf-8")
        assert "https://courier.example/article/0" in text
        assert "2025-03-03T14:02:00.000Z" in text
